"""A closed object, and one whose device is closed, says so in every method; the table below misses none."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable

# Calls that need arguments. "ok" marks what stays usable: facts that were learnt while the object lived.
OK = "ok"
CALLS: dict[str, dict[str, Any]] = {
    "Device": {
        "get_cap": lambda x: x.get_cap(1),
        "has_cap": lambda x: x.has_cap(1),
        "set_client_cap": lambda x: x.set_client_cap(1),
        "set_client_name": lambda x: x.set_client_name("x"),
        "auth_magic": lambda x: x.auth_magic(1),
        "open_sibling": lambda x: x.open_sibling(2),
        "create_dumb": lambda x: x.create_dumb(1, 1, bpp=8),
        "import_dmabuf": lambda x: x.import_dmabuf(0),
        "import_syncobj": lambda x: x.import_syncobj(0),
        "open_name": lambda x: x.open_name(1),
        "events": lambda x: asyncio.run(anext(x.events())),  # type: ignore[arg-type]
        "from_fd": OK,
        "path": OK,
        "driver": OK,
    },
    "GemObject": {"device": OK},
    "DumbBuffer": {
        "plane": lambda x: x.plane(0),
        **dict.fromkeys(("device", "width", "height", "bpp", "format", "pitch", "size"), OK),
    },
    "DmaBuf": {
        "same_buffer": lambda x: x.same_buffer(x),
        "set_name": lambda x: x.set_name("x"),
        "export_sync_file": lambda x: x.export_sync_file(read=True),
        "import_sync_file": lambda x: x.import_sync_file(0, read=True),
        "wait_async": lambda x: asyncio.run(x.wait_async()),
        "send": lambda x: x.send(None),
        **dict.fromkeys(("from_fd", "recv", "width", "height", "format", "modifier", "pitch"), OK),
    },
    "Mapping": {"plane": lambda x: x.plane(0), "size": OK, "writable": OK},
}
ALWAYS = {"close", "closed"}


def public(kind: type) -> list[str]:
    return sorted(name for name in dir(kind) if not name.startswith("_") and name not in ALWAYS)


def use(thing: object, name: str) -> object:
    call: Callable[[object], object] | str | None = CALLS[type(thing).__name__].get(name)
    if callable(call):
        return call(thing)
    value = getattr(thing, name)
    return value() if inspect.ismethod(value) and call is None else value


def make(vgem: pydrm.Device, kind: str) -> list[Any]:
    """One object of the kind first, then what has to be closed with it."""
    device = pydrm.open(vgem.path)
    buffer = device.create_dumb(16, 16, pydrm.Fourcc.XRGB8888)
    dmabuf = buffer.export()
    everything = {
        "Device": device,
        "DumbBuffer": buffer,
        "DmaBuf": dmabuf,
        "GemObject": device.import_dmabuf(dmabuf),
        "Mapping": buffer.map(),
    }
    first = everything.pop(kind)
    return [first, *everything.values()]


CASES = [(kind, name) for kind in CALLS for name in public(getattr(pydrm, kind))]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_closed(vgem: pydrm.Device, kind: str, name: str) -> None:
    """Every public method and property of a closed object raises ClosedError or tells a fact of its past."""
    thing, *others = make(vgem, kind)
    thing.close()
    try:
        if CALLS[kind].get(name) == OK:
            use(thing, name)
        else:
            with pytest.raises(ClosedError, match=f"{kind} is closed"):
                use(thing, name)
    finally:
        for other in others:
            other.close()


@pytest.mark.parametrize(
    ("kind", "name"),
    [case for case in CASES if case[0] in ("GemObject", "DumbBuffer") and CALLS[case[0]].get(case[1]) != OK],
)
def test_its_device_is_closed(vgem: pydrm.Device, kind: str, name: str) -> None:
    """Objects die with their device; using them says which of the two is closed."""
    thing, *others = make(vgem, kind)
    thing.device.close()
    with pytest.raises(ClosedError, match="Device is closed"):
        use(thing, name)
    assert not thing
    assert thing.closed
    assert repr(thing) == f"<{kind} closed>"
    for other in [thing, *others]:
        other.close()


@pytest.mark.parametrize("kind", list(CALLS))
def test_dead_objects_are_not_entered(vgem: pydrm.Device, kind: str) -> None:
    """`with` on a closed object raises at once."""
    thing, *others = make(vgem, kind)
    thing.close()
    with pytest.raises(ClosedError), thing:
        pass
    for other in others:
        other.close()


def test_the_ways_to_wait_and_bracket(vgem: pydrm.Device) -> None:
    """A bracket object that outlived its buffer refuses to open; one that is open ends with the buffer."""
    with vgem.create_dumb(16, 16, bpp=32) as buffer:
        dmabuf = buffer.export()
        late, open_one = dmabuf.cpu_access(), dmabuf.cpu_access()
        with open_one:
            with pytest.raises(RuntimeError, match="open already"):
                open_one.__enter__()
            dmabuf.close()
        with pytest.raises(ClosedError):
            late.__enter__()
