"""Fence syncs: creation, questions, waits on the client and in the queue, destruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf, needs
from ..support.egl import GARBAGE, NULL, attributes, done, handle, refused, wide
from ..support.gl import canvas, clear
from .workers import in_thread

if TYPE_CHECKING:
    from ..support.egl import Display

pytestmark = needs("egl:EGL_KHR_fence_sync")

_FENCE = lib.EGL_SYNC_FENCE_KHR
_FLUSH = lib.EGL_SYNC_FLUSH_COMMANDS_BIT_KHR
_FOREVER = lib.EGL_FOREVER_KHR
_SATISFIED, _EXPIRED = lib.EGL_CONDITION_SATISFIED_KHR, lib.EGL_TIMEOUT_EXPIRED_KHR

#: The functions of EGL 1.5, and those of EGL_KHR_fence_sync, which take EGLint for EGLAttrib.
_WAYS = {
    "core": (lib.eglCreateSync, lib.eglClientWaitSync, lib.eglGetSyncAttrib, lib.eglDestroySync, "EGLAttrib *"),
    "khr": (
        lib.eglCreateSyncKHR,
        lib.eglClientWaitSyncKHR,
        lib.eglGetSyncAttribKHR,
        lib.eglDestroySyncKHR,
        "EGLint *",
    ),
}


class Way:
    """Syncs of one display through one of the two families of functions."""

    def __init__(self, name: str, display: Display) -> None:
        self.name, self.display = name, display
        self.create_, self.wait_, self.get_, self.destroy_, self.pointer = _WAYS[name]

    def fence(self) -> Any:
        """A fence after what the current context did."""
        return done(self.create_(self.display.handle, _FENCE, NULL))

    def wait(self, sync: Any, flags: int, timeout: int) -> int:
        """A wait on the client that does not fail; its answer."""
        return int(done(self.wait_(self.display.handle, sync, flags, timeout)))

    def get(self, sync: Any, attribute: int) -> int:
        """An attribute."""
        value = ffi.new(self.pointer)
        done(self.get_(self.display.handle, sync, attribute, value))
        return int(value[0])

    def pairs(self, pairs: dict[int, int]) -> Any:
        """A list of attributes."""
        return wide(pairs) if self.name == "core" else attributes(pairs)


@pytest.fixture(params=list(_WAYS))
def way(request: pytest.FixtureRequest, display: Display) -> Way:
    """Both families of functions in turn, with a context current that has drawn something."""
    display.current(display.context())
    canvas()
    clear(1.0, 0.0, 0.0)
    return Way(request.param, display)


@conf("Q1")
@pytest.mark.parametrize("name", ["core", "khr"])
def test_without_a_context(display: Display, name: str) -> None:
    """A fence follows the commands of a context: without one it is EGL_BAD_MATCH."""
    refused(lib.EGL_BAD_MATCH, _WAYS[name][0], display.handle, _FENCE, NULL)


@conf("Q1")
def test_of_another_display(way: Way) -> None:
    """The display is the current context's: another one is EGL_BAD_MATCH."""
    platform = way.display.platform
    other = type(way.display)(type(platform)("device" if platform.name == "surfaceless" else "surfaceless"))
    done(lib.eglInitialize(other.handle, NULL, NULL))
    refused(lib.EGL_BAD_MATCH, way.create_, other.handle, _FENCE, NULL)
    done(lib.eglTerminate(other.handle))


@conf("Q1")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_of_no_display(way: Way, value: int) -> None:
    """What is no display is EGL_BAD_DISPLAY."""
    refused(lib.EGL_BAD_DISPLAY, way.create_, handle(value), _FENCE, NULL)


@conf("Q2")
@pytest.mark.parametrize("kind", [0, 0xFFFF, lib.EGL_NONE, lib.EGL_SYNC_STATUS_KHR])
def test_bad_type(way: Way, kind: int) -> None:
    """A type that does not exist is EGL_BAD_PARAMETER of EGL 1.5, EGL_BAD_ATTRIBUTE of the extension."""
    code = lib.EGL_BAD_PARAMETER if way.name == "core" else lib.EGL_BAD_ATTRIBUTE
    refused(code, way.create_, way.display.handle, kind, NULL)


@conf("Q2")
@pytest.mark.parametrize("key", [lib.EGL_SYNC_STATUS_KHR, lib.EGL_SYNC_TYPE_KHR, 0x7777])
def test_bad_attribute(way: Way, key: int) -> None:
    """A fence takes no attributes: EGL_BAD_ATTRIBUTE."""
    refused(lib.EGL_BAD_ATTRIBUTE, way.create_, way.display.handle, _FENCE, way.pairs({key: 0}))


@conf("Q2")
def test_empty_list(way: Way) -> None:
    """An empty list is as none."""
    done(way.create_(way.display.handle, _FENCE, way.pairs({})))


@conf("Q3")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_question_to_no_sync(way: Way, value: int) -> None:
    """What is no sync is EGL_BAD_PARAMETER, and nothing is written."""
    out = ffi.new(way.pointer, 4711)
    refused(lib.EGL_BAD_PARAMETER, way.get_, way.display.handle, handle(value), lib.EGL_SYNC_TYPE_KHR, out)
    assert out[0] == 4711


@conf("Q3")
@pytest.mark.parametrize("key", [0, -1, lib.EGL_WIDTH, lib.EGL_SYNC_NATIVE_FENCE_FD_ANDROID])
def test_bad_question(way: Way, key: int) -> None:
    """A key that no fence has is EGL_BAD_ATTRIBUTE, and nothing is written."""
    out = ffi.new(way.pointer, 4711)
    refused(lib.EGL_BAD_ATTRIBUTE, way.get_, way.display.handle, way.fence(), key, out)
    assert out[0] == 4711


@conf("Q3")
def test_question_without_a_place(way: Way) -> None:
    """Nowhere to write the value is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, way.get_, way.display.handle, way.fence(), lib.EGL_SYNC_TYPE_KHR, NULL)


@conf("Q3")
def test_questions(way: Way) -> None:
    """A fence tells its type, its condition, and whether it is signalled; it is after a wait."""
    sync = way.fence()
    assert way.get(sync, lib.EGL_SYNC_TYPE_KHR) == _FENCE
    assert way.get(sync, lib.EGL_SYNC_CONDITION_KHR) == lib.EGL_SYNC_PRIOR_COMMANDS_COMPLETE_KHR
    assert way.get(sync, lib.EGL_SYNC_STATUS_KHR) in (lib.EGL_SIGNALED_KHR, lib.EGL_UNSIGNALED_KHR)
    assert way.wait(sync, _FLUSH, _FOREVER) == _SATISFIED
    assert way.get(sync, lib.EGL_SYNC_STATUS_KHR) == lib.EGL_SIGNALED_KHR


@conf("Q4")
@pytest.mark.parametrize("flags", [0, _FLUSH], ids=["plain", "flush"])
def test_wait_without_patience(way: Way, flags: int) -> None:
    """A wait of no time tells whether the fence is signalled."""
    sync = way.fence()
    answer = way.wait(sync, flags, 0)
    assert answer in (_SATISFIED, _EXPIRED)
    if way.get(sync, lib.EGL_SYNC_STATUS_KHR) == lib.EGL_UNSIGNALED_KHR:
        assert answer == _EXPIRED


@conf("Q4")
@pytest.mark.parametrize("timeout", [_FOREVER, 10**10], ids=["forever", "10s"])
def test_wait(way: Way, timeout: int) -> None:
    """With flushing a wait ends well, again and again."""
    sync = way.fence()
    for _ in range(3):
        assert way.wait(sync, _FLUSH, timeout) == _SATISFIED


@conf("Q4")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_wait_for_no_sync(way: Way, value: int) -> None:
    """What is no sync is EGL_BAD_PARAMETER."""
    refused(lib.EGL_BAD_PARAMETER, way.wait_, way.display.handle, handle(value), 0, 0)


@conf("Q4")
def test_wait_without_a_context(way: Way) -> None:
    """Any thread can wait, with no context current at all."""
    sync = way.fence()
    assert way.wait(sync, _FLUSH, _FOREVER) == _SATISFIED
    assert in_thread(way.wait, sync, 0, _FOREVER) == _SATISFIED
    way.display.current()
    assert way.wait(sync, _FLUSH, _FOREVER) == _SATISFIED


@conf("Q4")
def test_fence_outlives_its_context(way: Way) -> None:
    """A fence can be waited for after its context was destroyed."""
    sync = way.fence()
    context = lib.eglGetCurrentContext()
    assert way.wait(sync, _FLUSH, 0) in (_SATISFIED, _EXPIRED)
    way.display.current()
    done(lib.eglDestroyContext(way.display.handle, context))
    assert way.wait(sync, 0, _FOREVER) == _SATISFIED
    done(way.destroy_(way.display.handle, sync))


@conf("Q5")
@needs("egl:EGL_KHR_wait_sync")
@pytest.mark.parametrize("name", ["eglWaitSync", "eglWaitSyncKHR"])
def test_server_wait(way: Way, name: str) -> None:
    """A wait in the queue succeeds; flags other than 0 and what is no sync are EGL_BAD_PARAMETER."""
    wait, display = getattr(lib, name), way.display.handle
    sync = way.fence()
    done(wait(display, sync, 0))
    for flags in (1, -1, _FLUSH):
        refused(lib.EGL_BAD_PARAMETER, wait, display, sync, flags)
    for value in (0, *GARBAGE):
        refused(lib.EGL_BAD_PARAMETER, wait, display, handle(value), 0)


@conf("Q5")
@needs("egl:EGL_KHR_wait_sync")
@pytest.mark.parametrize("name", ["eglWaitSync", "eglWaitSyncKHR"])
def test_server_wait_without_a_context(way: Way, name: str) -> None:
    """Without a context there is no queue: EGL_BAD_MATCH."""
    sync = way.fence()
    way.display.current()
    refused(lib.EGL_BAD_MATCH, getattr(lib, name), way.display.handle, sync, 0)


@conf("Q6")
def test_fences_are_not_signalled_by_hand(way: Way) -> None:
    """Only reusable syncs are: EGL_BAD_MATCH."""
    refused(lib.EGL_BAD_MATCH, lib.eglSignalSyncKHR, way.display.handle, way.fence(), lib.EGL_SIGNALED_KHR)


@conf("Q7")
def test_destroy(way: Way) -> None:
    """Destroying twice, or what is none, is EGL_BAD_PARAMETER."""
    sync = way.fence()
    done(way.destroy_(way.display.handle, sync))
    for gone in (sync, NULL, *map(handle, GARBAGE)):
        refused(lib.EGL_BAD_PARAMETER, way.destroy_, way.display.handle, gone)
    refused(lib.EGL_BAD_PARAMETER, way.wait_, way.display.handle, sync, 0, 0)
