"""What lies under EGL's objects, on the real libEGL without a device: counting, foreign hands, order, interpreters."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm.errors import ClosedError
from pyegl import errors, ffi, lib, native
from tests.conformance.support import conf

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not hasattr(lib, "eglInitialize"), reason="libEGL is not installed")


def initialized(ptr: Any) -> bool:
    """Whether libEGL says that a display is initialised."""
    there = bool(lib.eglQueryString(ptr, lib.EGL_VERSION) != ffi.NULL)
    lib.eglGetError()
    return there


@pytest.fixture
def ptr() -> Iterator[Any]:
    """The surfaceless EGLDisplay, which nobody has initialised, before and after."""
    found = lib.eglGetPlatformDisplay(lib.EGL_PLATFORM_SURFACELESS_MESA, ffi.NULL, ffi.NULL)
    assert not initialized(found)
    yield found
    gc.collect()
    assert not initialized(found)


def display() -> pyegl.Display:
    return pyegl.Display(platform="surfaceless")


class Owner:
    """A native object that writes down what it is told."""

    native = 0

    def __init__(self, *, fail: bool = False) -> None:
        self.told: list[str] = []
        self.fail = fail

    def attached(self, user: object) -> None:
        if self.fail:
            raise OSError("no")
        self.told.append("attached")

    def detached(self, user: object = None) -> None:
        self.told.append("detached")


# -- counting ----------------------------------------------------------------------------------------------------------


def test_the_last_user_terminates(ptr: Any) -> None:
    """One EGLDisplay, one native object, as many users as there are objects; the last one ends it, in any order."""
    one, two, three = display(), display(), display()
    assert one.native == two.native == three.native == int(ffi.cast("uintptr_t", ptr))
    assert one._native is two._native
    for each in (two, one):
        each.close()
        each.close()
        assert initialized(ptr)
    three.close()
    assert not initialized(ptr)


def test_again_after_the_end(ptr: Any) -> None:
    """A terminated display is initialised again for the next user, with everything that is on it new."""
    for _ in range(3):
        with display() as first, first.create_context() as context:
            assert context.query(lib.EGL_CONFIG_ID) == 0
        assert not context
        with pytest.raises(ClosedError):
            context.query(lib.EGL_CONFIG_ID)


def test_each_user_ends_its_own(ptr: Any) -> None:
    """Closing one display destroys what was made through it and nothing of the other's."""
    with display() as one, display() as two:
        mine, other = one.create_context(), two.create_context(share=None)
        one.close()
        assert not mine
        assert other
        assert other.config_id == 0


def test_dropped_displays(ptr: Any) -> None:
    """A display that is dropped warns, and counts down."""
    with display():
        dropped = [display()]
        with pytest.warns(ResourceWarning, match="unclosed <Display surfaceless EGL 1"):
            dropped.clear()
        assert initialized(ptr)


# -- in somebody else's hands, too -------------------------------------------------------------------------------------


def test_initialized_before_us(ptr: Any) -> None:
    """A display that somebody else has initialised stays so when the last of ours is closed."""
    assert lib.eglInitialize(ptr, ffi.NULL, ffi.NULL)
    with display() as one, display():
        one.create_context()
    assert initialized(ptr)
    lib.eglTerminate(ptr)


def test_terminated_under_us(ptr: Any) -> None:
    """Somebody else terminates it: our calls fail by name, and closing is quiet."""
    one = display()
    context = one.create_context()
    lib.eglTerminate(ptr)
    with pytest.raises(pyegl.NotInitialized):
        one.create_context()
    with pytest.raises(pyegl.EglError):
        context.query(lib.EGL_CONFIG_ID)
    context.close()
    one.close()
    assert lib.eglGetError() == lib.EGL_SUCCESS


def test_the_next_user_after_that(ptr: Any) -> None:
    """A new user initialises it again; what was made before is dead, though its address may have come back."""
    one = display()
    olds = [one.create_context() for _ in range(4)]
    lib.eglTerminate(ptr)
    with display() as two:
        news = [two.create_context() for _ in range(4)]
        assert not any(olds)
        for old in olds:
            old.close()
        one.close()
        for new in news:
            assert new.config_id == 0
    assert not initialized(ptr)


# -- owners ------------------------------------------------------------------------------------------------------------


def test_an_owner_is_held_until_the_end(ptr: Any) -> None:
    """A native object is told once when the first display stands on it, and once when the last one is gone."""
    owner = Owner()
    with pyegl.Display(owner, platform="surfaceless") as one:
        with pyegl.Display(owner, platform="surfaceless"):
            assert owner.told == ["attached"]
        one.create_context()
        assert owner.told == ["attached"]
    assert owner.told == ["attached", "detached"]


def test_an_owner_that_is_current_elsewhere(ptr: Any) -> None:
    """The display is closed while another thread has its context current: the owner is let go of when that is over."""
    owner, ready, go, seen = Owner(), threading.Event(), threading.Event(), []
    one = pyegl.Display(owner, platform="surfaceless")
    context = one.create_context()

    def work() -> None:
        context.make_current()
        ready.set()
        go.wait(20)
        seen.append(list(owner.told))

    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(20)
    one.close()
    assert not initialized(ptr)
    go.set()
    thread.join()
    assert seen == [["attached"]]
    assert owner.told == ["attached", "detached"]


def test_an_owner_that_refuses(ptr: Any) -> None:
    """Nothing is initialised for an owner that does not take it."""
    with pytest.raises(OSError, match="no"):
        pyegl.Display(Owner(fail=True), platform="surfaceless")
    assert not initialized(ptr)


def handle(ptr: Any, finish: Any = None, answer: int = 1) -> tuple[native.Handle, list[Any], dict[Any, None]]:
    """A handle of a display of its own, what was destroyed, and whose it is."""
    gone: list[Any] = []
    of: dict[Any, None] = {}
    of_display = native.NativeDisplay(ptr, None, tracked=False)
    return native.Handle(of_display, of, ptr, lambda *pair: gone.append(pair) or answer, finish), gone, of


def test_a_handle_ends_once(ptr: Any) -> None:
    """Destroyed from many threads at once, it is destroyed once, and finished once, after that."""
    for _ in range(50):
        ended: list[int] = []
        one, gone, of = handle(ptr, lambda: ended.append(len(gone)))  # noqa: B023
        threads = [threading.Thread(target=one.destroy) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(gone), ended, of, one.alive) == (1, [1], {}, False)


def test_a_handle_is_finished_when_nobody_has_it_current(ptr: Any) -> None:
    """Destroyed while two threads have it current, it is finished when the second lets go."""
    ended: list[int] = []
    one, gone, _ = handle(ptr, lambda: ended.append(1))
    one.bound["a"] = None
    one.bound["b"] = None
    one.destroy()
    one.unbind("a")
    assert (len(gone), ended) == (1, [])
    one.unbind("b")
    one.unbind("b")
    assert ended == [1]


def test_a_handle_is_finished_after_its_destruction(ptr: Any) -> None:
    """A thread that lets go in the middle of eglDestroySurface does not finish it: the window is still in use."""
    ended: list[str] = []
    of: dict[Any, None] = {}

    def destroy(*_: Any) -> int:
        one.unbind("a")
        ended.append("destroyed")
        return 1

    one = native.Handle(
        native.NativeDisplay(ptr, None, tracked=False), of, ptr, destroy, lambda: ended.append("finished")
    )
    one.bound["a"] = None
    one.destroy()
    assert ended == ["destroyed", "finished"]


# -- the collector between a call and its error ------------------------------------------------------------------------


def test_a_finaliser_keeps_the_error(ptr: Any) -> None:
    """An object that is collected right after a call that failed does not take the reason away; once is once."""
    with display() as one:
        dropped = [one.create_context()]
        assert not lib.eglQueryContext(ptr, ffi.NULL, lib.EGL_CONFIG_ID, ffi.new("EGLint *"))
        with pytest.warns(ResourceWarning):
            dropped.clear()
        assert isinstance(errors.failure(lib.eglGetError(), "eglQueryContext"), pyegl.BadContext)
        assert type(errors.failure(lib.eglGetError(), "eglQueryContext")) is pyegl.EglError


# -- other interpreters ------------------------------------------------------------------------------------------------

_TWICE = """
import sys
import pyegl
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
mine = pyegl.Display(platform="surfaceless")
context = mine.create_context()
context.make_current()
there_too = '''
import sys; sys.path[:] = %r
import pyegl
with pyegl.Display(platform="surfaceless") as display, display.create_context() as context:
    assert context.config_id == 0
'''
for _ in range(2):
    there = interpreters.create()
    try:
        interpreters.run_string(there, there_too % sys.path)
    except Exception as refusal:
        print("refused", type(refusal).__name__, refusal)
    interpreters.destroy(there)
print(context.is_current, mine.create_context().config_id)
"""


@conf("X12")
def test_two_interpreters() -> None:
    """Another interpreter uses the same EGLDisplay, or is refused by an exception; in ours everything works on."""
    done = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "True 0", done.stdout
