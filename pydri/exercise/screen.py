"""A screen in the fork of the display stage: frames that move on it, and what it captures of them."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

import pydrm
from pydrm import ClientCap, Fourcc, vgem
from pydrm.kms import AtomicRequest, Display, Kms, Writeback, choose_pipeline

from .. import scene
from ..loaders.renderer import open_node
from .record import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydrm.kms import Fb, Mode

    from .record import Trial

    Draw = Callable[[int, int], None]
    """Draws into one of the buffers, the scene moved by so many pixels."""

__all__ = ["FRAMES", "Screen", "Screens"]

FRAMES = 8
"""So many are shown for each check."""
_CAPS = (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC, ClientCap.WRITEBACK_CONNECTORS)
_SECOND = 1_000_000_000


class Screens:
    """The screens that are used in this fork. Use as a context manager: leaving it gives them back."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._open: dict[str, Screen] = {}

    def __enter__(self) -> Screens:
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()

    def of(self, node: str, fencer: str | None) -> Screen:
        """The first display of a device; a vgem's node, where there is one, for fences.

        Raises:
            OSError: EBUSY: another program is master by now.
            Broken: there is no display.
        """
        if node not in self._open:
            self._open[node] = self._stack.enter_context(_screen(node, fencer))
        return self._open[node]


@contextmanager
def _screen(node: str, fencer: str | None) -> Iterator[Screen]:
    with ExitStack() as stack:
        device = stack.enter_context(pydrm.open(node))
        for cap in _CAPS:
            try:
                device.set_client_cap(cap)
            except OSError:
                break  # a driver without atomic mode setting
        kms = Kms(device)
        pipeline = choose_pipeline(kms, probe=True)
        # The mode that is set: another one would take a monitor seconds.
        mode = kms.crtc(pipeline.crtc).mode or min(pipeline.connector.modes, key=_area)
        display = stack.enter_context(Display(kms, connector=pipeline.connector.id, mode=mode))
        fences = None
        if fencer is not None:
            fences = stack.enter_context(stack.enter_context(open_node(fencer)).create_dumb(64, 64, Fourcc.XRGB8888))
        yield Screen(display, fences)


def _area(mode: Mode) -> int:
    return mode.hdisplay * mode.vdisplay


class Screen:
    """A display, and a buffer of vgem to put fences on; both borrowed."""

    def __init__(self, display: Display, fences: pydrm.DumbBuffer | None) -> None:
        self.display = display
        self._fences = fences
        self._pending = False
        self._shift = 0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, in pixels."""
        return self.display.width, self.display.height

    def shared(self, fbs: Sequence[Fb], draw: Draw, trial: Trial) -> None:
        """Show frames in these framebuffers in turn; each is drawn while its flip waits for a fence."""
        draw(len(fbs) - 1, 0)
        trial.at("show", promised=trial.promised)
        self.display.show(fbs[-1])
        waited, start = 0, time.perf_counter()
        for frame in range(FRAMES):
            waited += self._flip(fbs, frame % len(fbs), draw, self._moved(frame))
        self._note(trial, start, copied=0)
        trial.values["behind_a_fence"] = waited

    def copied(self, draw: Callable[[Any, int], None], trial: Trial) -> None:
        """Show frames that are drawn elsewhere and copied into buffers of the display, rows of (B, G, R, unused)."""
        width, height = self.size
        self.display.flip()
        start = time.perf_counter()
        for frame in range(FRAMES):
            draw(self.display.back.view(np.uint8).reshape(height, width, 4), self._moved(frame))
            trial.at("show", promised=True)
            self.display.flip()
        self._note(trial, start, copied=FRAMES * width * height * 4)

    def _moved(self, frame: int) -> int:
        # By an eighth of the screen in all. What is captured is the last frame.
        self._shift = (frame + 1) * self.display.width // (8 * FRAMES)
        return self._shift

    def _note(self, trial: Trial, start: float, *, copied: int) -> None:
        rate = FRAMES / (time.perf_counter() - start)
        trial.values |= {"frames": FRAMES, "frames_per_s": round(rate, 1), "copied_bytes": copied}

    def _flip(self, fbs: Sequence[Fb], which: int, draw: Draw, shift: int) -> int:
        # Whether the flip was behind a fence. That is on a buffer of its own: drivers of hardware, which wait before
        # they draw into a buffer with a fence, would wait for the one that comes after the drawing.
        display = self.display
        if self._fences is None or not display.atomic or display.plane is None:
            draw(which, shift)
            display.show(fbs[which])
            return 0
        flip = AtomicRequest(display.device)
        with self._fences.export() as dmabuf, vgem.attach(self._fences, write=True) as fence:
            with dmabuf.export_sync_file(read=True) as pending:
                flip.set(display.plane, FB_ID=fbs[which], IN_FENCE_FD=pending)
                flip.commit(nonblock=True, event=True)
            self._pending = True
            draw(which, shift)
            if display.device.read_events(timeout_ns=0):
                self._pending = False
                raise Broken("a frame was shown although its fence was pending")
            fence.signal()
        self._wait()
        return 1

    def _wait(self) -> None:
        if self._pending and not self.display.device.read_events(timeout_ns=_SECOND):
            raise Broken("a frame was not shown within a second after its fence was signalled")
        self._pending = False

    def captured(self, trial: Trial, *, promised: bool) -> Any:
        """What is on the screen, (rows, columns, 3) of bytes; None where nothing captures it.

        Raises:
            Broken: it is not the last frame.
        """
        trial.at("capture", promised=promised)
        try:
            writeback = Writeback(self.display.device, self.display.crtc)
        except LookupError:
            return None
        with writeback:
            pixels = scene.unpack(writeback.capture_array(), Fourcc.XRGB8888)
        trial.at("compare")
        difference = scene.compare(np.roll(pixels, -self._shift, axis=1))
        trial.values["difference_max"] = difference.max
        if not difference.ok:
            raise Broken(f"the screen does not show what was drawn: {difference}")
        return np.ascontiguousarray(pixels[..., :3])

    def rest(self) -> None:
        """Show a buffer of the display's own: framebuffers can be removed now, and nothing goes dark."""
        self._wait()
        self.display.flip()
