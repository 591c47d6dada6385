"""An X server without a screen (Xvfb), with a connection to it, for the cases about X11's platforms."""

from __future__ import annotations

import importlib.util
import os
import select
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

WIDTH, HEIGHT, DEPTH = 320, 240, 24


def why_not() -> str | None:
    """None where a server can be started and talked to, or what is missing."""
    if shutil.which("Xvfb") is None:
        return "Xvfb is not installed"
    return None if importlib.util.find_spec("xcffib") else "xcffib is not installed"


class XServer:
    """A running server, and a connection; `with` ends both."""

    def __init__(self) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x{DEPTH}", "-nolisten", "tcp"]
        self.process = subprocess.Popen(
            [*command, "-noreset"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        try:
            assert select.select([read], [], [], 30)[0], "Xvfb does not start"
            number = os.read(read, 16).decode().strip()
            assert number, f"Xvfb ended with status {self.process.wait(10)}"
            self.name = f":{number}"
            import xcffib
            import xcffib.xproto

            self.x: Any = xcffib
            self.connection: Any = xcffib.connect(self.name)
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            os.close(read)
        self.screen: Any = self.connection.get_setup().roots[0]

    @property
    def pointer(self) -> int:
        """The `xcb_connection_t *`."""
        return int(self.x.ffi.cast("uintptr_t", self.connection._conn))

    @property
    def visual(self) -> int:
        """The screen's visual."""
        return int(self.screen.root_visual)

    def window(self, width: int, height: int) -> int:
        """A new mapped window."""
        from xcffib import xproto

        core, window = self.connection.core, self.connection.generate_id()
        kind = xproto.WindowClass.InputOutput
        place = (self.screen.root, 0, 0, width, height, 0, kind, self.screen.root_visual)
        core.CreateWindow(DEPTH, window, *place, 0, [], is_checked=True).check()
        core.MapWindow(window, is_checked=True).check()
        return int(window)

    def resize(self, window: int, width: int, height: int) -> None:
        """Give a window another size."""
        from xcffib import xproto

        mask = xproto.ConfigWindow.Width | xproto.ConfigWindow.Height
        self.connection.core.ConfigureWindow(window, mask, [width, height], is_checked=True).check()

    def pixmap(self, width: int, height: int) -> int:
        """A new pixmap."""
        pixmap = self.connection.generate_id()
        self.connection.core.CreatePixmap(DEPTH, pixmap, self.screen.root, width, height, is_checked=True).check()
        return int(pixmap)

    def pixel(self, drawable: int, x: int = 0, y: int = 0) -> tuple[int, int, int]:
        """Red, green and blue of one pixel, as the server has it."""
        from xcffib import xproto

        shape = (xproto.ImageFormat.ZPixmap, drawable, x, y, 1, 1, 0xFFFFFFFF)
        blue, green, red = list(self.connection.core.GetImage(*shape).reply().data)[:3]
        return (red, green, blue)

    def close(self) -> None:
        """Hang up and end the server."""
        self.connection.disconnect()
        self.process.terminate()
        self.process.wait(10)

    def __enter__(self) -> XServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
