"""``python -m pydrm show``: a picture or a test pattern on a screen that is free."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress

from .caps import ClientCap
from .errors import LibraryNotFound
from .kms import Display, Writeback
from .kms._find import explain
from .kms._unwind import stay
from .kms.patterns import PATTERNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ._pixels import Array

__all__ = ["main"]

_EPILOG = f"""PICTURE is a file (whatever Pillow reads; made smaller where it is larger than the screen), or one of the
test patterns {", ".join(PATTERNS)}. A display that another program uses is left alone. At the end, also by Ctrl-C or
SIGTERM, the screen shows again what it showed before."""


def main(arguments: list[str] | None = None) -> int:
    """Show a picture; the exit status: 0, or 1 where it cannot be shown, which a line says.

    (Bad usage: 2; ended by Ctrl-C before anything was shown: 130, by SIGTERM: 143.)
    """
    options = _parser().parse_args(arguments)
    try:
        _show(options)
    except KeyboardInterrupt:  # before there was anything to be seen
        return 130
    except (OSError, LookupError, ValueError, LibraryNotFound) as error:
        words = explain(error) if isinstance(error, (OSError, LookupError)) else str(error)
        if isinstance(error, OSError) and error.filename is not None:
            words = f"{error.filename}: {words}"
        print(f"python -m pydrm show: {words}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pydrm show", description="Put a picture or a test pattern on a screen.", epilog=_EPILOG
    )
    parser.add_argument("picture", metavar="PICTURE", help="a file, or the name of a pattern")
    parser.add_argument(
        "--device", metavar="DEVICE", help="a device node or a driver's name [the first with a display that is free]"
    )
    parser.add_argument("--connector", metavar="NAME", help="such as HDMI-A-1 [the first with a display]")
    parser.add_argument("--mode", metavar="MODE", help="such as 1920x1080 or 1920x1080@60 [what the display prefers]")
    parser.add_argument("--seconds", metavar="S", type=_seconds, help="how long [until Ctrl-C]")
    parser.add_argument(
        "--capture", metavar="FILE", help="save what the display gets, where the driver has a writeback connector"
    )
    parser.add_argument("--legacy", action="store_true", help="without atomic mode setting")
    return parser


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return value


def _show(options: argparse.Namespace) -> None:
    device = options.device
    where = {} if device is None else {"path" if "/" in device else "driver": device}
    draw = _drawer(options.picture)  # before a screen goes dark for nothing
    with Display.open(**where, connector=options.connector, mode=options.mode, atomic=not options.legacy) as display:
        display.show(draw(display.width, display.height))
        if options.capture is not None:
            _capture(display, options.capture)
        how_long = "until Ctrl-C" if options.seconds is None else f"for {options.seconds:g} s"
        name = f"{display.connector.name} of {display.device.path} ({display.device.driver})"
        with suppress(KeyboardInterrupt):
            print(f"{name} shows {options.picture} at {display.mode}, {how_long}", flush=True)
            stay(options.seconds)


def _drawer(name: str) -> Callable[[int, int], Array]:
    if name in PATTERNS:
        return PATTERNS[name]
    _pillow()
    from PIL import Image, ImageOps

    with Image.open(name) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")

    def picture(width: int, height: int) -> Array:
        import numpy as np

        fitting = upright
        if fitting.width > width or fitting.height > height:
            fitting = ImageOps.contain(fitting, (width, height), Image.Resampling.LANCZOS)
        return np.asarray(Image.alpha_composite(Image.new("RGBA", fitting.size, "black"), fitting))

    return picture


def _capture(display: Display, path: str) -> None:
    import numpy as np

    _pillow()
    from PIL import Image

    if not display.atomic:
        raise ValueError("--capture needs atomic mode setting")
    display.device.set_client_cap(ClientCap.WRITEBACK_CONNECTORS)
    with Writeback(display.device, display.crtc) as writeback:
        words = writeback.capture_array()
    channels = [(words >> shift & 0xFF).astype(np.uint8) for shift in (16, 8, 0)]
    Image.fromarray(np.stack(channels, axis=-1)).save(path)


def _pillow() -> None:
    try:
        import PIL  # noqa: F401
    except ImportError:
        raise LibraryNotFound("pictures are read and written by Pillow: pip install 'pydri[report]'") from None
