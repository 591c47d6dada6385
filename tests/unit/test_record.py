"""The light dataclasses: nobody can tell them from real ones, except by what importing them costs."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import typing

import pytest

from pydrm._record import asdict, dataclass
from pydrm.deviceinfo import Version
from pydrm.kms import PropertyValue, Rect


@dataclasses.dataclass(frozen=True, slots=True)
class Real:
    """A point."""

    x: int
    y: int = 2
    name: str | None = None

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Light:
    """A point."""

    x: int
    y: int = 2
    name: str | None = None

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y


BOTH = pytest.mark.parametrize("kind", [Real, Light])


@pytest.mark.parametrize(
    ("values", "named"),
    [((1,), {}), ((1, 5), {}), ((1, 5, "a"), {}), ((), {"x": 1}), ((1,), {"name": "b"}), ((1, 2), {"name": None})],
)
def test_making(values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    """By place and by name, with defaults: the same values, and the same words."""
    real, light = Real(*values, **named), Light(*values, **named)
    assert [getattr(light, name) for name in ("x", "y", "name", "total")] == [real.x, real.y, real.name, real.total]
    assert repr(light) == repr(real).replace("Real", "Light")
    assert hash(light) == hash(real)


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, "a", 4), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"y": 1}), ((1, 2, "a"), {"name": "b"})],
)
def test_making_wrongly(values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    """The TypeError that the real one raises."""
    with pytest.raises(TypeError) as theirs:
        Real(*values, **named)
    with pytest.raises(TypeError) as ours:
        Light(*values, **named)
    assert str(ours.value) == str(theirs.value).replace("Real", "Light")


@BOTH
def test_frozen(kind: type[Real]) -> None:
    """Nothing is set, deleted or added, and there is no room for it."""
    point = kind(1)
    for change in (lambda: setattr(point, "x", 3), lambda: delattr(point, "y")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):  # TypeError: bpo-46414, Python 3.11's real one
        point.more = 1  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")
    assert point == kind(1)


@BOTH
def test_equality(kind: type[Real]) -> None:
    """With the same class and fields only."""
    assert kind(1) == kind(1, 2)
    assert kind(1) != kind(1, 3)
    assert kind(1) != (1, 2, None)
    assert Real(1) != Light(1)
    assert len({kind(1), kind(1), kind(2)}) == 2


@BOTH
def test_what_dataclasses_does(kind: type[Real]) -> None:
    """fields(), replace(), asdict(), astuple() and is_dataclass()."""
    point = kind(1, name="a")
    assert dataclasses.is_dataclass(kind)
    assert dataclasses.is_dataclass(point)
    assert [(each.name, each.default) for each in dataclasses.fields(kind)] == [
        ("x", dataclasses.MISSING),
        ("y", 2),
        ("name", None),
    ]
    assert dataclasses.replace(point, y=7) == kind(1, 7, "a")
    assert dataclasses.asdict(point) == {"x": 1, "y": 2, "name": "a"}
    assert dataclasses.astuple(point) == (1, 2, "a")


@BOTH
def test_what_else_looks_at_it(kind: type[Real]) -> None:
    """Signatures, hints, documentation, patterns, copies and pickles."""
    assert str(inspect.signature(kind)) == "(x: 'int', y: 'int' = 2, name: 'str | None' = None) -> None"
    assert typing.get_type_hints(kind) == {"x": int, "y": int, "name": str | None}
    assert (kind.__doc__, kind.__module__, kind.total.__doc__) == ("A point.", __name__, "Both together.")
    point = kind(1, 5)
    match point:
        case kind(1, y):  # type: ignore[misc]
            assert y == 5
        case _:
            pytest.fail("no match")
    assert copy.copy(point) == copy.deepcopy(point) == pickle.loads(pickle.dumps(point)) == point


def test_fields_as_they_are() -> None:
    """Our asdict() does not go into what is in a field."""
    assert asdict(Light(1, name="a")) == {"x": 1, "y": 2, "name": "a"}
    inner = Light(1)
    assert asdict(Light(2, 3, inner))["name"] is inner  # type: ignore[arg-type]


def test_other_kinds() -> None:
    """Mutable ones, ones with a dict and ones with a base class are not made."""
    for options in ({"frozen": False, "slots": True}, {"frozen": True, "slots": False}):
        with pytest.raises(TypeError, match="frozen and have slots"):
            dataclass(**options)
    with pytest.raises(TypeError, match="have no base class"):
        dataclass(frozen=True, slots=True)(type("Derived", (Light,), {"__annotations__": {}}))


def test_those_of_pydrm() -> None:
    """Public snapshots are such classes, and dataclasses to everybody."""
    for kind in (Rect, Version, PropertyValue):
        assert dataclasses.is_dataclass(kind)
        assert kind.__slots__ == tuple(each.name for each in dataclasses.fields(kind))
    assert dataclasses.replace(Rect(1, 2, 3, 4), x2=9) == Rect(1, 2, 9, 4)


def test_the_command_loads_nothing_heavy() -> None:
    """``python -m pydrm`` does without dataclasses, inspect, argparse and the objects that it has no use for."""
    script = (
        "import sys; before = set(sys.modules); import pydrm.__main__, pydrm.kms.snapshot, pydrm.kms.reader\n"
        "print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pydrm.kms.properties" in loaded.stdout.split()
    heavy = {"dataclasses", "inspect", "argparse", "json", "re", "pydrm.dmabuf", "pydrm.device", "typing", "contextlib"}
    assert not heavy & set(loaded.stdout.split())
