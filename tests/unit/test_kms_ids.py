"""Ids of mode-setting objects: one type per kind, no zero, no bare numbers."""

from __future__ import annotations

import pickle
from types import SimpleNamespace

import pytest

import pydrm.kms
from pydrm.kms import ConnectorId, CrtcId, ObjectId, ObjectType, PlaneId
from pydrm.kms.ids import id_of, object_id, optional


def test_an_id_is_its_number() -> None:
    """It counts, prints and hashes as the number, and its repr says what it is of."""
    number = CrtcId(38)
    assert number == 38
    assert hash(number) == hash(38)
    assert f"{number}" == str(number) == "38"
    assert repr(number) == "CrtcId(38)"
    assert number.type is ObjectType.CRTC
    assert type(pickle.loads(pickle.dumps(number))) is CrtcId


@pytest.mark.parametrize("value", [0, -1, 1 << 32])
def test_numbers_that_are_no_id(value: int) -> None:
    """0 is no object, and ids have 32 bits."""
    with pytest.raises(ValueError, match=r"^PlaneId: an object's id is a positive 32-bit number, not "):
        PlaneId(value)


def test_kinds_do_not_mix() -> None:
    """A plane's id makes no CRTC's; an id of no known kind makes either, and an id makes itself."""
    with pytest.raises(TypeError, match=r"^PlaneId\(32\) is no CrtcId$"):
        CrtcId(PlaneId(32))
    assert type(CrtcId(ObjectId(32))) is CrtcId
    assert type(CrtcId(CrtcId(32))) is CrtcId


def test_what_an_argument_may_be() -> None:
    """The id itself or a snapshot that has it; not another kind, not a bare number."""
    assert id_of(CrtcId, CrtcId(5)) == 5
    snapshot = SimpleNamespace(id=CrtcId(6))
    assert id_of(CrtcId, snapshot) == 6
    with pytest.raises(TypeError, match=r"is no PlaneId$"):
        id_of(PlaneId, snapshot)
    with pytest.raises(TypeError, match=r"^7 is no CrtcId; CrtcId\(7\) says that it is one$"):
        id_of(CrtcId, 7)  # type: ignore[type-var]
    with pytest.raises(TypeError, match=r"^None is no CrtcId$"):
        id_of(CrtcId, None)  # type: ignore[arg-type]


def test_zero_from_the_kernel_is_none() -> None:
    """Where the kernel writes 0 there is no object."""
    assert optional(ConnectorId, 0) is None
    assert optional(ConnectorId, 3) == 3
    assert object_id(ObjectType.PLANE, 0) is None
    assert type(object_id(ObjectType.PLANE, 4)) is PlaneId
    assert type(object_id(0x12345678, 4)) is ObjectId


@pytest.mark.parametrize("name", pydrm.kms.__all__)
def test_every_name_is_there(name: str) -> None:
    """Each public name can be had, and shows in dir()."""
    assert getattr(pydrm.kms, name) is not None
    assert name in dir(pydrm.kms)


def test_every_name_is_public() -> None:
    """The lazy table and __all__ name the same."""
    assert sorted(pydrm.kms._LAZY) == sorted(pydrm.kms.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Screen'"):
        _ = pydrm.kms.Screen  # type: ignore[attr-defined]
