"""The life of a `pydrm.kms.Fb`: closed, dropped, released, in a forked child, among threads, and told to be dirty."""

from __future__ import annotations

import errno
import gc
import threading
import warnings
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import ClosedError, Fourcc
from pydrm.kms import Fb, Kms, Rect

from ..support import conf, needs
from ..support.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def make(display: pydrm.Device) -> Callable[[], Fb]:
    """Make framebuffers whose buffers are gone."""

    def add() -> Fb:
        with display.create_dumb(64, 64, Fourcc.XRGB8888) as buffer:
            return Fb.add(display, buffer)

    return add


@conf("K9")
def test_closing(display: pydrm.Device, make: Callable[[], Fb]) -> None:
    """Twice is as good as once; dropped without it there is a warning; removed by its number it is gone already."""
    fb = make()
    number = fb.id
    fb.close()
    fb.close()
    for use in (lambda: fb.id, fb.release, fb.dirty):
        with pytest.raises(ClosedError, match=r"^Fb is closed$"):
            use()
    assert repr(fb) == "<Fb closed>"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        make()
        gc.collect()
    assert [each.category for each in caught] == [ResourceWarning]
    fb = make()
    arg = pydrm.ffi.new("unsigned int *", fb.id)
    assert pydrm.lib.pydri_ioctl(display.fileno(), pydrm.lib.DRM_IOCTL_MODE_RMFB, arg) == 0
    fb.close()
    assert number not in Kms(display).resources().framebuffers


@needs("ioctl:MODE_CLOSEFB")
@conf("K9")
def test_releasing(display: pydrm.Device, make: Callable[[], Fb]) -> None:
    """Afterwards it is closed; and gone, since nothing shows it. What the kernel refuses leaves it open."""
    fb = make()
    number = fb.id
    fb.release()
    assert not fb
    with pytest.raises(FileNotFoundError):
        Kms(display).framebuffer(number)
    fb = make()
    arg = pydrm.ffi.new("unsigned int *", fb.id)
    assert pydrm.lib.pydri_ioctl(display.fileno(), pydrm.lib.DRM_IOCTL_MODE_RMFB, arg) == 0
    with pytest.raises(FileNotFoundError) as caught:
        fb.release()
    assert caught.value.__notes__ == [
        f"DRM_IOCTL_MODE_CLOSEFB(fb_id={fb.id}) on {display.path} ({display.driver})",
    ]
    assert fb
    fb.close()


@conf("K9", "P20")
def test_a_forked_child(display: pydrm.Device, make: Callable[[], Fb]) -> None:
    """It can neither use nor remove what it inherited."""
    with make() as fb:

        def child() -> str:
            try:
                return str(fb.id)
            except pydrm.ForkError as error:
                fb.close()
                return type(error).__name__

        assert in_child(child) == "ForkError"
        assert Kms(display).framebuffer(fb).width == 64


@conf("K9")
def test_threads(display: pydrm.Device, make: Callable[[], Fb]) -> None:
    """Made and closed by several at once."""
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(50):
                make().close()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@conf("K9")
def test_dirty(display: pydrm.Device, make: Callable[[], Fb]) -> None:
    """A driver that reads the whole buffer all the time says ENOSYS; what makes no sense is refused before."""
    with make() as fb:
        answers = set()
        for rects in (None, [Rect(0, 0, 64, 64)], [Rect(0, 0, 1, 1)] * 600):
            try:
                fb.dirty(rects)
            except OSError as error:
                answers.add(error.errno)
        assert answers in (set(), {errno.ENOSYS})
        fb.dirty([])
        with pytest.raises(OSError) as caught:
            fb.dirty([Rect(0, 0, 1, 1)], flags=pydrm.lib.DRM_MODE_FB_DIRTY_ANNOTATE_COPY)
        assert caught.value.errno == errno.EINVAL
        for corner in (-1, 0x10000):
            with pytest.raises(ValueError, match=r"^Fb\.dirty: the corners of a rectangle are 0 to 65535"):
                fb.dirty([Rect(0, 0, corner, 1)])
