"""Properties: what their definitions declare makes sense, and their values keep to it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import Kms, ObjectType, Property, PropertyId, PropertyType, PropertyValue
from pydrm.kms.ids import ObjectId

from ..support import conf

if TYPE_CHECKING:
    from ..support.nodes import Node

_KINDS = frozenset(ObjectType) - {ObjectType.ANY}


def objects(kms: Kms) -> list[ObjectId]:
    found = kms.resources()
    return [*found.connectors, *found.crtcs, *kms.planes()]


def check_definition(it: Property) -> None:
    """The rules of drm_property.c for each kind."""
    assert it.name.isprintable()
    assert 1 <= len(it.name) < 32
    assert it.type in list(PropertyType)[:6]
    if it.range is not None:
        assert len(it.values) == 2
        assert it.range[0] <= it.range[1]
    if it.type in (PropertyType.ENUM, PropertyType.BITMASK):
        assert len(it.enums) >= 1
        assert len(it.enums) == len(it.values)
        assert len({name for name, _ in it.enums}) == len({number for _, number in it.enums}) == len(it.enums)
        assert {number for _, number in it.enums} == set(it.values)
    else:
        assert it.enums == ()
    if it.type == PropertyType.BITMASK:
        assert all(0 <= number < 64 for _, number in it.enums)
    if it.type == PropertyType.OBJECT:
        assert len(it.values) == 1
        assert it.object_type in _KINDS
    if it.type == PropertyType.BLOB:
        assert it.values == ()


def check_value(kms: Kms, it: PropertyValue) -> None:
    """A value is one of those that the definition declares."""
    if it.definition.range is not None:
        least, greatest = it.definition.range
        assert isinstance(it.value, int)
        assert least <= it.value <= greatest
    elif it.definition.type == PropertyType.ENUM:
        assert it.value in [name for name, _ in it.definition.enums]
    elif it.definition.type == PropertyType.BITMASK:
        assert isinstance(it.value, tuple)
        assert set(it.value) <= {name for name, _ in it.definition.enums}
    elif it.definition.type == PropertyType.BLOB:
        assert (it.blob is None) == (it.raw == 0)
        assert it.blob is None or len(it.blob) > 0


@conf("K11", "igt:kms_properties@get_properties-sanity-atomic")
def test_ranges_and_values(kms: Kms) -> None:
    """Every property of every object."""
    seen = 0
    for number in objects(kms):
        for name, found in kms.properties(number).items():
            assert name == found.definition.name
            check_definition(found.definition)
            check_value(kms, found)
            seen += 1
    assert seen > 10


@conf("K11", "igt:kms_properties@get_properties-sanity-non-atomic")
def test_what_other_clients_see(card: Node) -> None:
    """Without the capability atomic properties are not there; the other ones are the same."""
    with pydrm.open(card.path) as device:
        device.set_client_cap(pydrm.ClientCap.UNIVERSAL_PLANES)
        kms = Kms(device)
        before = {number: kms.properties(number) for number in objects(kms)}
        assert before
        for found in before.values():
            for each in found.values():
                check_definition(each.definition)
                check_value(kms, each)
                assert not each.definition.atomic
        device.set_client_cap(pydrm.ClientCap.ATOMIC)
        for number, found in before.items():
            after = kms.properties(number)
            assert [name for name, each in after.items() if not each.definition.atomic] == list(found)
        assert any(each.definition.atomic for number in before for each in kms.properties(number).values())


@conf("K11")
@pytest.mark.parametrize("number", [1 << 31, 0xFFFFFFFF])
def test_no_such_property(kms: Kms, number: int) -> None:
    """An id that was never given out; and one of another object."""
    with pytest.raises(FileNotFoundError) as caught:
        kms.property(PropertyId(number))
    assert caught.value.errno == errno.ENOENT
    assert caught.value.__notes__ == [
        f"DRM_IOCTL_MODE_GETPROPERTY(prop_id={number}) on {kms.device.path} ({kms.device.driver})"
    ]
    with pytest.raises(FileNotFoundError):
        kms.property(PropertyId(int(kms.resources().crtcs[0])))


@conf("K11")
def test_objects_without_properties(kms: Kms) -> None:
    """Encoders have none; what is no object at all is not found."""
    with pytest.raises(OSError) as caught:
        kms.properties(kms.resources().encoders[0])
    assert caught.value.errno == errno.EINVAL
    with pytest.raises(FileNotFoundError):
        kms.properties(ObjectId(0xFFFFFFFF))
