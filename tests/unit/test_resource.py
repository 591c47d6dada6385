"""The ownership rules on plain files and pipes: once, in both ways, whoever closes and whenever."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import subprocess
import sys
import threading
import warnings
from typing import TYPE_CHECKING

import pytest

from pydrm.errors import ClosedError, ForkError, LibraryNotFound, NotSupported, PydriError
from pydrm.resource import FdResource, Resource

if TYPE_CHECKING:
    from collections.abc import Callable


class Counted(Resource):
    """Counts how often it was destroyed."""

    __slots__ = ("count", "fail")

    def __init__(self, fail: bool = False) -> None:
        self.count: list[int] = []
        self.fail = fail
        self._register()

    def _destroy(self) -> None:
        self.count.append(threading.get_ident())
        if self.fail:
            raise OSError(5, "as asked")


class Pipe(FdResource):
    """One end of a pipe, the other end closed."""

    def __init__(self) -> None:
        read, write = os.pipe()
        os.close(write)
        self._adopt(read)


def open_fds() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_close_is_idempotent() -> None:
    """The second close does nothing; a closed object is false and says so."""
    thing = Counted()
    assert thing
    assert not thing.closed
    thing.close()
    thing.close()
    assert len(thing.count) == 1
    assert not thing
    assert thing.closed
    assert repr(thing) == "<Counted closed>"


def test_with_closes_also_when_the_body_raises() -> None:
    """The context manager closes on every way out, and does not open a dead object."""
    thing = Counted()
    with pytest.raises(KeyError), thing:
        raise KeyError
    assert len(thing.count) == 1
    with pytest.raises(ClosedError), thing:
        pass


def test_dropped_without_close() -> None:
    """An object that nobody closed warns, once, and takes the same way out."""
    thing = Counted()
    count = thing.count
    with pytest.warns(ResourceWarning, match="unclosed <Counted>"):
        del thing
    assert len(count) == 1


def test_closed_objects_are_dropped_silently() -> None:
    """No warning for those that were closed, nor for those that were never registered."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        thing = Counted()
        thing.close()
        del thing
        Counted.__new__(Counted)
        gc.collect()


def test_dropped_in_a_cycle() -> None:
    """The collector finds unclosed objects in reference cycles and frees them."""

    class Holder:
        other: object

    before = open_fds()
    a, b = Holder(), Holder()
    a.other, b.other = (b, Pipe()), (a, Pipe())
    del a, b
    with pytest.warns(ResourceWarning):
        gc.collect()
    assert open_fds() == before


def test_warnings_as_errors_still_free() -> None:
    """With warnings turned into errors the object is freed all the same."""
    script = (
        "import os, warnings; warnings.simplefilter('error')\n"
        "from tests.unit.test_resource import Pipe, open_fds\n"
        "before = open_fds(); Pipe(); assert open_fds() == before\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "unclosed <Pipe fd=" in done.stderr


def test_many_threads_close_once() -> None:
    """Whoever comes first destroys; the others find it done."""
    for _ in range(200):
        thing = Counted()
        barrier = threading.Barrier(4)

        def close(thing: Counted = thing, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            thing.close()

        threads = [threading.Thread(target=close) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(thing.count) == 1


def test_failing_destructor_leaves_the_object_dead() -> None:
    """An error while closing is reported once; the object is closed nevertheless."""
    thing = Counted(fail=True)
    with pytest.raises(OSError, match="as asked"):
        thing.close()
    assert thing.closed
    thing.close()


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, pickle.dumps])
def test_owners_cannot_be_copied(duplicate: Callable[[object], object]) -> None:
    """A copy would close the same thing a second time."""
    with Pipe() as pipe, pytest.raises(TypeError, match="cannot be copied or pickled"):
        duplicate(pipe)


def test_descriptor_after_close() -> None:
    """A closed object gives no number that may be somebody else's by now."""
    pipe = Pipe()
    fd = pipe.fileno()
    assert repr(pipe) == f"<Pipe fd={fd}>"
    pipe.close()
    with pytest.raises(ClosedError, match="Pipe is closed"):
        pipe.fileno()
    with pytest.raises(OSError):
        os.fstat(fd)


def test_detach_gives_the_descriptor_away() -> None:
    """The caller owns it then; the object is closed and does not close it."""
    pipe = Pipe()
    fd = pipe.detach()
    assert pipe.closed
    pipe.close()
    os.fstat(fd)
    os.close(fd)
    with pytest.raises(ClosedError):
        pipe.detach()


def test_descriptors_stay_usable_in_a_forked_child() -> None:
    """A plain descriptor means the same in the child, which closes its own copy alone and is not warned about it."""
    with Pipe() as pipe:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                warnings.simplefilter("error")
                assert os.fstat(pipe.fileno())
                assert pipe._inherited
                fd = pipe._fd
                pipe.__del__()
                try:
                    os.fstat(fd)
                except OSError:
                    status = 0
            finally:
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        os.fstat(pipe.fileno())


def test_repr_never_raises() -> None:
    """A repr that fails says which error it was: it is often needed to explain another one."""

    class Odd(Counted):
        __slots__ = ()

        def _describe(self) -> str:
            raise AttributeError("half-built")

    thing = Odd()
    assert repr(thing) == "<Odd (AttributeError)>"
    thing.close()


def test_interpreter_exit_with_live_objects() -> None:
    """At exit objects that are alive, in modules and in cycles, make no noise but the warning."""
    script = (
        "from tests.unit.test_resource import Pipe, Counted\n"
        "a = Pipe(); b = [Pipe()]; b.append(b); Counted.keep = Counted() if False else None\n"
        "import builtins; builtins.kept = Pipe()\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_kinds_of_errors() -> None:
    """What the house raises itself has one base, and is what Python programs would expect, too."""
    assert issubclass(ClosedError, (PydriError, ValueError))
    assert issubclass(ForkError, (PydriError, RuntimeError))
    assert issubclass(NotSupported, PydriError)
    assert issubclass(LibraryNotFound, PydriError)
