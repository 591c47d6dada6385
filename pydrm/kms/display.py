"""A display for scripts: pictures on a screen, and at the end what was there before.

with Display.open(connector="HDMI-A-1") as display:
    display.show(array)                       # rows of RGB pixels
    for frame in frames:
        display.back[:] = frame               # XRGB8888 words, in memory that is not on the screen
        display.flip()                        # now it is
"""

from __future__ import annotations

import errno
import sys
from itertools import count

from .. import events
from .._ioctl import os_error
from .._wait import deadline_of, remaining
from ..resource import Resource
from ._before import Before
from ._find import become_master, first_device
from ._frames import Frames
from ._pixels import draw, is_array
from ._show import AtomicShow, way
from ._unwind import Unwinding, undisturbed
from .framebuffer import Fb
from .pipeline import choose_pipeline
from .reader import Kms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from .._pixels import Array
    from ..device import Device
    from ..syncfile import SyncFile
    from ._loan import Source
    from .ids import ConnectorId, CrtcId
    from .modes import Mode
    from .objects import Connector, Plane

__all__ = ["Display"]

_PATIENCE_NS = 5_000_000_000
# User data of the flips; the upper half tells them from what else the file's owner asks for.
_TOKENS = count(0x7079_6472_0000_0001)


class Display(Resource):
    """A connector with its display, which shows what :meth:`show` is given.

    Atomic mode setting where the device's file has it switched on (ClientCap.ATOMIC, as :meth:`open` does), and the
    older calls elsewhere. Nothing is changed before the first picture.

    Use it in a ``with`` block: leaving it, also by an exception, by Ctrl-C, SIGTERM or SIGHUP (which raise SystemExit
    meanwhile, where nobody else handles them), shows again what was there before, and gives master back if it was
    taken. A process that is killed leaves that to the kernel, which takes its pictures off the screen.

    Ownership: its buffers, and the device that :meth:`open` opened.
    Threads: one at a time; signals are taken care of where the block is entered in the main thread.
    """

    __slots__ = (
        *("_before", "_device", "_frames", "_kms", "_made", "_opened"),
        *("_pending", "_pipeline", "_show", "_took", "_unwinding"),
    )

    def __init__(
        self, device: Device | Kms, *, connector: ConnectorId | str | None = None, mode: Mode | str | None = None
    ) -> None:
        """Choose what is shown on what, and become master if nobody is.

        Args:
            device: stays the caller's. Its events are read here: those of others than this object are lost.
            connector: a name (``"HDMI-A-1"``) or an id; by default the first that has a display.
            mode: a name, ``"1920x1080@60"``, or a Mode; by default what the display prefers.

        Raises:
            OSError: EBUSY, another program is master and the display is its own; EACCES, only root may become master on
                a file that never was; EOPNOTSUPP from a driver without mode setting.
            LookupError: no such connector or mode, no display, no free CRTC; the message says what there is.
        """
        self._kms = device if isinstance(device, Kms) else Kms(device)
        self._device = self._kms.device
        self._opened = False
        try:
            self._kms.resources()
        except OSError as error:
            if error.errno == errno.EOPNOTSUPP:
                error.add_note(f"{self._device.path} has no display")
            raise
        self._took = become_master(self._device)
        try:
            self._pipeline = choose_pipeline(self._kms, connector=connector, mode=mode, probe=True)
            self._show = way(self._kms, self._pipeline)
        except BaseException:
            if self._took:
                self._device.drop_master()
            raise
        self._before: Before | None = None
        self._frames = Frames(self._device, self.width, self.height)
        self._made: list[Fb] = []
        self._pending = 0
        self._unwinding = Unwinding()
        self._register()

    @classmethod
    def open(
        cls,
        path: str | None = None,
        *,
        driver: str | None = None,
        connector: ConnectorId | str | None = None,
        mode: Mode | str | None = None,
        atomic: bool = True,
    ) -> Self:
        """Open a device for its display alone; it is closed with it.

        Args:
            path: the primary node.
            driver: of which driver; by neither of the two, the first device that has a display which is free.
            connector: as for the constructor, and so is ``mode``.
            mode: likewise.
            atomic: use atomic mode setting, where the driver has it.

        Raises:
            LookupError: there is no such display; the message tells of each device what is in the way.
            OSError: the device's, where one was named, or only one is there.
        """
        if path is not None and driver is not None:
            raise TypeError("Display.open() takes a path or a driver, not both")
        _, self = first_device(path, driver, atomic, lambda device: cls(device, connector=connector, mode=mode))
        self._opened = True
        return self

    # -- what it is --------------------------------------------------------------------------------------------------

    @property
    def device(self) -> Device:
        """The device."""
        return self._device

    @property
    def connector(self) -> Connector:
        """The connector, as it was when it was chosen."""
        return self._pipeline.connector

    @property
    def crtc(self) -> CrtcId:
        """The CRTC that feeds it."""
        return self._pipeline.crtc

    @property
    def plane(self) -> Plane | None:
        """The primary plane; None without atomic mode setting, where no client needs to know it."""
        return self._pipeline.plane

    @property
    def mode(self) -> Mode:
        """The mode."""
        return self._pipeline.mode

    @property
    def width(self) -> int:
        """Of the picture, in pixels."""
        return self._pipeline.mode.hdisplay

    @property
    def height(self) -> int:
        """Of the picture, in pixels."""
        return self._pipeline.mode.vdisplay

    @property
    def atomic(self) -> bool:
        """Whether atomic mode setting is used."""
        return isinstance(self._show, AtomicShow)

    def _describe(self) -> str:
        return f"{self.connector.name} {self.mode} of {self._device.path}"

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def back(self) -> Array:
        """The pixels that :meth:`flip` will show: rows of XRGB8888 words in the one of two buffers that is not on the
        screen. What is in it is the picture before the last one. Valid until the next flip."""
        self._check()
        return self._frames.back()[0].array

    def flip(self, *, timeout_ns: int | None = _PATIENCE_NS) -> events.FlipCompleteEvent | None:
        """Show what was drawn into :attr:`back`; as :meth:`show`."""
        self._check()
        return self._put(self._frames.turn(), None, timeout_ns)

    def show(
        self, picture: Array | Fb | Source, *, in_fence: SyncFile | None = None, timeout_ns: int | None = _PATIENCE_NS
    ) -> events.FlipCompleteEvent | None:
        """Show a picture, and wait until it is on the screen.

        Args:
            picture: a numpy array, copied: (rows, columns) of XRGB8888 words (uint32) or of greys (uint8), or (rows,
                columns, 3 or 4) of red, green, blue as uint8 (alpha does not count); in the middle of the screen,
                black around it. Or a buffer, shown as it is and without a copy: a DmaBuf, a dumb buffer, or what
                exports a DmaBuf, from its upper left corner on; it has to be as large as the mode. Its framebuffer is
                made here and removed when another picture is shown; an :class:`Fb` stays the caller's, to be kept open
                until then.
            in_fence: show it when this fence is signalled; borrowed. (Implicit fences of the buffer are waited for by
                drivers.)
            timeout_ns: how long to wait, nanoseconds; None for ever.

        Returns:
            When it was shown; None where the driver does not tell: the first picture, and another format, without
            atomic mode setting.

        Raises:
            ValueError: an array of another shape, or larger than the mode; a buffer smaller than the mode.
            TimeoutError: it was not shown in time. It may be later.
            OSError: the driver's, as of :meth:`AtomicRequest.commit` and :meth:`Fb.add`; EACCES when master was taken
                away.
        """
        self._check()
        if is_array(picture):
            draw(self.back, picture)
            return self.flip(timeout_ns=timeout_ns)
        if isinstance(picture, Fb):
            fb = picture
        else:
            fb = Fb.add(self._device, picture)  # type: ignore[arg-type]  # TypeGuard does not exclude arrays here
            self._made.append(fb)
        if fb.width < self.width or fb.height < self.height:
            size = f"{fb.width}x{fb.height}"
            raise ValueError(f"{picture!r} is {size}, smaller than the mode {self.mode} of {self.connector.name}")
        return self._put(fb, in_fence, timeout_ns)

    def _put(self, fb: Fb, in_fence: SyncFile | None, timeout_ns: int | None) -> events.FlipCompleteEvent | None:
        self._check()
        deadline = deadline_of(timeout_ns)
        if self._pending:
            self._wait(deadline)  # for the last one, which came late
        token = next(_TOKENS)
        if self._before is None:
            if in_fence is not None:
                in_fence.wait(timeout_ns)
            told = self._begin(fb, token)
        else:
            told = self._show.next(fb, token, in_fence, timeout_ns)
        self._pending = token if told else 0
        event = self._wait(deadline) if told else None
        # What is on the screen now needs none of those that were made for others.
        for each in [each for each in self._made if each is not fb]:
            self._made.remove(each)
            each.close()
        return event

    def _begin(self, fb: Fb, token: int) -> bool:
        before = Before(self._kms, self._pipeline, atomic=self.atomic)
        try:
            with undisturbed():
                told = self._show.first(fb, before.others, token)
                self._before = before
        finally:
            if self._before is None:
                before.close()
        before.replaced()
        return told

    def _wait(self, deadline: int | None) -> events.FlipCompleteEvent:
        while True:
            found = self._device.read_events(timeout_ns=remaining(deadline))
            for each in found:
                if isinstance(each, events.FlipCompleteEvent) and each.user_data == self._pending:
                    self._pending = 0
                    return each
            if not found:
                raise os_error(errno.ETIMEDOUT, f"waiting for a picture on {self!r}")

    # -- the end -----------------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        super().__enter__()
        self._unwinding.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with undisturbed():
                self.close()
        finally:
            self._unwinding.end()

    def _destroy(self) -> None:
        device = self._device
        try:
            # At the interpreter's end nothing can be imported any more, and the kernel clears the screen anyway.
            if self._before is not None and self._is_master() and not sys.is_finalizing():
                self._before.restore()
        finally:
            if self._before is not None:
                self._before.close()
            for fb in self._made:
                fb.close()
            self._frames.close()
            if self._took and self._is_master():
                device.drop_master()
            if self._opened:
                device.close()

    def _is_master(self) -> bool:
        # Of a device that is closed or was unplugged nobody is: nothing is shown any more.
        try:
            return bool(self._device) and self._device.is_master
        except OSError as error:
            if error.errno != errno.ENODEV:
                raise
            return False
