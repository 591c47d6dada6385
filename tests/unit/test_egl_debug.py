"""EGL_KHR_debug on the real libEGL: logging, notes on exceptions, labels, threads, and what was there before."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm.errors import ClosedError
from pyegl import debug, errors, ffi, lib

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    not hasattr(lib, "eglInitialize") or not pyegl.client_extensions().has("EGL_KHR_debug"),
    reason="libEGL is not installed, or has no EGL_KHR_debug",
)


class Heard(logging.Handler):
    """A log handler that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def heard() -> Iterator[list[logging.LogRecord]]:
    """The records of the logger "pyegl"; nothing is enabled before and after."""
    assert debug.level() is None
    handler = Heard()
    logger = logging.getLogger("pyegl")
    logger.addHandler(handler)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    yield handler.records
    debug.disable()
    logger.removeHandler(handler)
    logger.setLevel(level)
    logger.propagate = propagate


@pytest.fixture
def display(heard: list[logging.LogRecord]) -> Iterator[pyegl.Display]:
    """A display, made before anything is heard."""
    with pyegl.Display(platform="surfaceless") as found:
        yield found


def query(attribute: int) -> int:
    value = ffi.new("EGLAttrib *")
    assert lib.eglQueryDebugKHR(attribute, value)
    return int(value[0])


def fail(display: pyegl.Display) -> pyegl.EglError:
    """A call that fails with words of the driver's: a texture that there is not."""
    with display.create_context() as context, pytest.raises(pyegl.BadParameter) as raised:
        pyegl.Image.from_texture(context, 77)
    return raised.value


def test_a_failure_is_logged_and_noted(display: pyegl.Display, heard: list[logging.LogRecord]) -> None:
    """The driver's words are in the log, with code and function, and a note of the exception; without it, neither."""
    assert not hasattr(fail(display), "__notes__")
    assert heard == []
    with debug.enable():
        error = fail(display)
    (record,) = heard
    assert record.levelno == logging.ERROR
    assert record.name == "pyegl"
    assert (record.egl_error, record.egl_function) == (error.code, error.function)  # type: ignore[attr-defined]
    assert len(error.__notes__) == 1
    assert record.getMessage() == f"{error.function}: EGL_BAD_PARAMETER: {error.__notes__[0]}"
    assert record.thread == threading.get_ident()


def test_messages_of_calls_that_succeed(heard: list[logging.LogRecord]) -> None:
    """What is said in a call that succeeds is logged when it returns."""
    with debug.enable(logging.INFO):
        lib.eglQueryString(ffi.cast("void *", 0x10), lib.EGL_VENDOR)  # a failure that nobody asks about
        assert heard == []
        assert lib.eglGetError() == lib.EGL_BAD_DISPLAY
        assert lib.eglQueryAPI()
        assert [record.egl_function for record in heard] == ["eglQueryString"]  # type: ignore[attr-defined]


def test_levels(display: pyegl.Display, heard: list[logging.LogRecord]) -> None:
    """Less urgent messages than the level are not even made; nested blocks set back what was there before."""
    with debug.enable(logging.CRITICAL):
        assert query(lib.EGL_DEBUG_MSG_CRITICAL_KHR) == 1
        assert query(lib.EGL_DEBUG_MSG_ERROR_KHR) == 0
        fail(display)
        assert heard == []
        with debug.enable(logging.INFO):
            assert debug.level() == logging.INFO
            assert query(lib.EGL_DEBUG_MSG_INFO_KHR) == 1
            fail(display)
            assert len(heard) == 1
        assert debug.level() == logging.CRITICAL
        fail(display)
        assert len(heard) == 1
    assert debug.level() is None


def test_what_was_there_before(display: pyegl.Display, heard: list[logging.LogRecord]) -> None:
    """A callback of somebody else's is set again, with its kinds of messages; one that replaced ours stays."""
    told: list[str] = []

    @ffi.callback("void(EGLenum, char *, EGLint, EGLLabelKHR, EGLLabelKHR, char *)")  # type: ignore[misc]
    def theirs(error: int, command: Any, *rest: Any) -> None:
        told.append(ffi.string(command).decode())

    kinds = ffi.new("EGLAttrib[]", [lib.EGL_DEBUG_MSG_WARN_KHR, 1, lib.EGL_DEBUG_MSG_CRITICAL_KHR, 0, lib.EGL_NONE])
    assert lib.eglDebugMessageControlKHR(theirs, kinds) == lib.EGL_SUCCESS
    address = int(ffi.cast("intptr_t", theirs))
    try:
        with debug.enable():
            fail(display)
            assert told == []
            assert query(lib.EGL_DEBUG_CALLBACK_KHR) != address
        assert query(lib.EGL_DEBUG_CALLBACK_KHR) == address
        assert query(lib.EGL_DEBUG_MSG_WARN_KHR) == 1
        assert query(lib.EGL_DEBUG_MSG_CRITICAL_KHR) == 0
        fail(display)
        assert told == ["eglCreateImage"]
        with debug.enable():
            assert lib.eglDebugMessageControlKHR(theirs, ffi.NULL) == lib.EGL_SUCCESS
        assert query(lib.EGL_DEBUG_CALLBACK_KHR) == address
    finally:
        defaults = [lib.EGL_DEBUG_MSG_CRITICAL_KHR, 1, lib.EGL_DEBUG_MSG_WARN_KHR, 0, lib.EGL_NONE]
        lib.eglDebugMessageControlKHR(ffi.NULL, ffi.new("EGLAttrib[]", defaults))


def test_functions_are_themselves_again() -> None:
    """Disabled, `lib` has the compiled functions, without anything in between; and nothing explains failures."""
    before = {name: getattr(lib, name) for name in ("eglQueryAPI", "eglInitialize", "eglGetError")}
    with debug.enable():
        assert lib.eglQueryAPI is not before["eglQueryAPI"]
        assert lib.eglGetError is before["eglGetError"]
        assert lib.eglQueryAPI.__name__ == "eglQueryAPI"
        debug.enable(logging.INFO)
        debug.disable()
        debug.disable()
        assert {name: getattr(lib, name) for name in before} == before
    assert errors.EXPLAIN == []


def test_labels(display: pyegl.Display, heard: list[logging.LogRecord]) -> None:
    """Objects and threads have the names in messages that they were given, until that is taken back."""
    with debug.enable(), display.create_context() as context:
        debug.label_thread("the loop")
        debug.label_object(context, "grün")
        with pytest.raises(pyegl.BadAttribute):
            context.query(0)
        debug.label_object(context, None)
        debug.label_object(display, "the display")
        with pytest.raises(pyegl.BadMatch):
            display.create_context(version=(9, 9))
        debug.label_thread(None)
        debug.label_object(display, None)
        with pytest.raises(pyegl.BadAttribute):
            context.query(0)
    found = [(record.egl_object, record.egl_thread) for record in heard]  # type: ignore[attr-defined]
    assert found == [("grün", "the loop"), ("the display", "the loop"), (None, None)]
    assert heard[0].getMessage() == "eglQueryContext: EGL_BAD_ATTRIBUTE (object grün, thread the loop)"


def test_everything_can_be_labelled(display: pyegl.Display) -> None:
    """Surfaces, images and syncs too; nothing else can, and nothing closed."""
    config = display.choose_config(surface_type=pyegl.SurfaceType.PBUFFER)
    with display.create_pbuffer(config, 4, 4) as surface:
        debug.label_object(surface, "the surface")
    with pyegl.Sync.reusable(display) as sync:
        debug.label_object(sync, "the sync")
    with pytest.raises(ClosedError, match="Surface is closed"):
        debug.label_object(surface, "no more")
    with pytest.raises(TypeError, match="is no display, context, surface, image or sync"):
        debug.label_object(config, "no")  # type: ignore[arg-type]


def test_messages_keep_to_their_threads(display: pyegl.Display, heard: list[logging.LogRecord]) -> None:
    """Whoever logs a message, its record tells the thread that it came on, and only that one's exceptions have it."""
    found: list[list[str]] = []

    def work() -> None:
        for _ in range(20):
            found.append(getattr(fail(display), "__notes__", []))

    with debug.enable():
        threads = [threading.Thread(target=work, name=f"worker {number}") for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [len(notes) for notes in found] == [1] * 80
    assert len(heard) == 80
    assert {record.thread for record in heard} == {thread.ident for thread in threads}


def test_a_full_ring_loses_the_oldest(heard: list[logging.LogRecord]) -> None:
    """More messages than are kept: the oldest are lost, and counted."""
    with debug.enable():
        for number in range(200):
            lib.eglTerminate(ffi.cast("void *", number + 1))
        assert lib.pydri_egl_debug_waiting() == 128
        lib.eglGetError()
        assert debug.flush() == 128
    assert heard[0].getMessage() == "72 older messages of EGL were lost"
    assert len(heard) == 129


def test_long_words(heard: list[logging.LogRecord]) -> None:
    """Texts that are too long are cut, missing ones are empty: the callback is called as an implementation would."""
    callback = lib.pydri_egl_debug_callback()
    with debug.enable():
        long = ffi.new("char[]", b"x" * 5000)
        callback(lib.EGL_BAD_ALLOC, long, lib.EGL_DEBUG_MSG_CRITICAL_KHR, ffi.NULL, ffi.cast("void *", 0x99), long)
        callback(0x9999, ffi.NULL, 0x77, ffi.NULL, ffi.NULL, ffi.NULL)
        assert debug.flush() == 2
    assert heard[0].levelno == logging.CRITICAL
    assert heard[0].getMessage() == f"{'x' * 63}: EGL_BAD_ALLOC: {'x' * 511} (object 0x99)"
    assert heard[1].getMessage() == "EGL: EGL error 0x9999"


@pytest.mark.parametrize("error", [ValueError, RuntimeError])
def test_a_filter_that_raises(
    display: pyegl.Display, heard: list[logging.LogRecord], error: type[Exception], capfd: pytest.CaptureFixture[str]
) -> None:
    """An exception in logging is printed, as logging does it, and the call has its result."""

    def bad(record: logging.LogRecord) -> bool:
        raise error("in the filter")

    logger = logging.getLogger("pyegl")
    logger.addFilter(bad)
    try:
        with debug.enable():
            lib.eglTerminate(ffi.cast("void *", 1))
            with display.create_context() as context:
                assert context
    finally:
        logger.removeFilter(bad)
    assert f"{error.__name__}: in the filter" in capfd.readouterr().err


def test_handlers_may_use_egl(display: pyegl.Display, heard: list[logging.LogRecord]) -> None:
    """A handler that calls EGL, and lets the collector destroy objects of it, is in nobody's way."""
    logger = logging.getLogger("pyegl")

    class Busy(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            knot: list[Any] = [display.create_context()]
            knot[0].close()
            knot.append(knot)
            del knot
            gc.collect()

    busy = Busy()
    logger.addHandler(busy)
    try:
        with debug.enable():
            assert isinstance(fail(display), pyegl.BadParameter)
    finally:
        logger.removeHandler(busy)
    assert len(heard) == 1


def test_a_forked_child_hears_nothing_of_the_parent(heard: list[logging.LogRecord]) -> None:
    """What waits when a process is forked is the parent's to log; the child logs its own."""
    with debug.enable():
        lib.eglTerminate(ffi.cast("void *", 1))
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.write(write, bytes([debug.flush(), lib.pydri_egl_debug_waiting()]))
            os._exit(0)
        os.waitpid(pid, 0)
        assert os.read(read, 9) == bytes([0, 0])
        os.close(read)
        os.close(write)
        assert debug.flush() == 1


def test_left_enabled_at_the_end() -> None:
    """A program that ends with it enabled logs what waits, and ends well."""
    script = (
        "import logging, pyegl.debug; from pyegl import ffi, lib; logging.basicConfig(format='%(message)s')\n"
        "pyegl.debug.enable(); display = pyegl.Display(platform='surfaceless'); context = display.create_context()\n"
        "context.make_current(); lib.eglTerminate(ffi.cast('void *', 1))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "eglTerminate: EGL_BAD_DISPLAY"
