"""MODE_ATOMIC's own arguments: flags, arrays, counts, and ids that are no object's or no property's."""

from __future__ import annotations

import ctypes
import errno
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm.kms import Kms, ObjectId

from ..support import conf, needs
from ..support.processes import drop_sys_admin, in_child
from .stage import ALLOW_MODESET, ASYNC, EVENT, NONBLOCK, TEST_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw
    from .stage import Stage

IGT = conf("K12", "igt:kms_atomic@atomic-invalid-params")
NOWHERE = (1 << 64) - 4


@IGT
@pytest.mark.parametrize("flags", [0, TEST_ONLY, NONBLOCK, ALLOW_MODESET, NONBLOCK | ALLOW_MODESET])
def test_nothing_is_fine(raw_stage: Stage, flags: int) -> None:
    """An empty request does nothing, and so does an object without properties."""
    assert raw_stage.atomic([], flags) == 0
    objects, counts = (ctypes.c_uint32 * 1)(raw_stage.crtc), (ctypes.c_uint32 * 1)(0)
    answer = raw_stage.client.ioctl("MODE_ATOMIC", flags=flags, count_objs=1, objs_ptr=objects, count_props_ptr=counts)
    assert answer == 0


@IGT
@pytest.mark.parametrize("flags", [1 << 2, 1 << 3, 1 << 11, 1 << 31, 0xDEADBEEF], ids=hex)
def test_unknown_flags(raw_stage: Stage, flags: int) -> None:
    """Page flip targets are none of its flags either."""
    assert raw_stage.atomic([], flags) == -errno.EINVAL


@IGT
def test_flags_at_odds(raw_stage: Stage) -> None:
    """An event needs a CRTC, and something that happens; the reserved field is 0."""
    assert raw_stage.atomic([], EVENT) == -errno.EINVAL
    raw_stage.light()
    active = [(raw_stage.crtc, "ACTIVE", 1)]
    assert raw_stage.atomic(active, EVENT | TEST_ONLY) == -errno.EINVAL
    assert raw_stage.atomic(active, EVENT, user_data=7) == 0
    (event,) = raw_stage.device.read_events(timeout_ns=10**9)
    assert event.user_data == 7  # type: ignore[attr-defined]
    assert raw_stage.atomic([], 0, reserved=1) == -errno.EINVAL


@IGT
def test_asynchronous_flips(raw_stage: Stage) -> None:
    """Drivers that can't tear refuse the flag; those that can take it for the primary plane's framebuffer."""
    fb = raw_stage.light()
    able = raw_stage.device.has_cap(pydrm.Cap.ATOMIC_ASYNC_PAGE_FLIP)
    assert raw_stage.atomic([(raw_stage.primary, "FB_ID", fb.id)], ASYNC) == (0 if able else -errno.EINVAL)


@IGT
def test_ids_that_have_no_properties(raw_stage: Stage) -> None:
    """0, a number that was never given out, a framebuffer, a blob, an encoder, a property."""
    raw_stage.light()
    numbers = [
        *(0, 0xFFFFFFFF, raw_stage.value(raw_stage.primary, "FB_ID"), raw_stage.value(raw_stage.crtc, "MODE_ID")),
        *(raw_stage.kms.resources().encoders[0], raw_stage.number(raw_stage.crtc, "ACTIVE")),
    ]
    for number in numbers:
        objects, counts = (ctypes.c_uint32 * 1)(number), (ctypes.c_uint32 * 1)(0)
        answer = raw_stage.client.ioctl("MODE_ATOMIC", count_objs=1, objs_ptr=objects, count_props_ptr=counts)
        assert answer == -errno.ENOENT, number


@IGT
def test_ids_that_are_no_property(raw_stage: Stage) -> None:
    """Of the object: other objects' ids, and the properties of other kinds of object."""
    raw_stage.light()
    blob = raw_stage.value(raw_stage.crtc, "MODE_ID")
    foreign = raw_stage.number(raw_stage.primary, "SRC_X")
    for number in (0, raw_stage.crtc, raw_stage.primary, raw_stage.connector.id, blob, foreign, 0xFFFFFFFF):
        assert raw_stage.atomic([(raw_stage.crtc, int(number), 0)]) == -errno.ENOENT, number


@IGT
def test_the_same_thing_twice(raw_stage: Stage) -> None:
    """An object may come more than once, and so may a property: the last value counts."""
    raw_stage.light()
    active, crtc = raw_stage.number(raw_stage.crtc, "ACTIVE"), raw_stage.crtc
    arrays = {
        "objs_ptr": (ctypes.c_uint32 * 2)(crtc, crtc),
        "count_props_ptr": (ctypes.c_uint32 * 2)(2, 1),
        "props_ptr": (ctypes.c_uint32 * 3)(active, active, active),
        "prop_values_ptr": (ctypes.c_uint64 * 3)(1, 0, 1),
    }
    assert raw_stage.client.ioctl("MODE_ATOMIC", count_objs=2, **arrays) == 0
    assert raw_stage.value(crtc, "ACTIVE") == 1


def arrays_of(stage: Stage, objects: int, properties: int) -> dict[str, Any]:
    """ACTIVE of the CRTC, again and again."""
    active = stage.number(stage.crtc, "ACTIVE")
    total = objects * properties
    return {
        "count_objs": objects,
        "objs_ptr": (ctypes.c_uint32 * objects)(*[stage.crtc] * objects),
        "count_props_ptr": (ctypes.c_uint32 * objects)(*[properties] * objects),
        "props_ptr": (ctypes.c_uint32 * total)(*[active] * total),
        "prop_values_ptr": (ctypes.c_uint64 * total)(*[1] * total),
    }


@IGT
@pytest.mark.parametrize("array", ["objs_ptr", "count_props_ptr", "props_ptr", "prop_values_ptr"])
@pytest.mark.parametrize("address", [0, NOWHERE], ids=hex)
def test_memory_that_is_not_there(raw_stage: Stage, array: str, address: int) -> None:
    """Each array in turn, at the beginning and at the end of all addresses."""
    raw_stage.light()
    arrays = arrays_of(raw_stage, 16, 16)
    assert raw_stage.client.ioctl("MODE_ATOMIC", **arrays) == 0
    assert raw_stage.client.ioctl("MODE_ATOMIC", **arrays | {array: address}) == -errno.EFAULT


@IGT
def test_counts_that_overflow(raw_stage: Stage) -> None:
    """As many objects or properties as would wrap a 32-bit size: the arrays are read to their ends, no further."""
    raw_stage.light()
    arrays = arrays_of(raw_stage, 16, 16)
    many = (1 << 32) // 4 - 1
    page = bytearray(8192)
    page[:64] = bytes(arrays["objs_ptr"])  # what follows is 0, which is no object
    assert raw_stage.client.ioctl("MODE_ATOMIC", **arrays | {"count_objs": many, "objs_ptr": page}) == -errno.ENOENT
    for count in (many, (1 << 32) - 1):
        counts = (ctypes.c_uint32 * 16)(*[count] * 16)
        names = bytearray(65536)
        names[:1024] = bytes(arrays["props_ptr"])  # what follows is 0, which is no property
        answer = raw_stage.client.ioctl("MODE_ATOMIC", **arrays | {"count_props_ptr": counts, "props_ptr": names})
        assert answer == -errno.ENOENT


@conf("K12")
def test_clients_without_the_capability(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """EINVAL, even for nothing."""
    client = opened(card, raw)
    assert client.ioctl("MODE_ATOMIC") == -errno.EINVAL
    assert client.ioctl("SET_CLIENT_CAP", capability=3, value=1) == 0
    assert client.ioctl("MODE_ATOMIC") == 0


@conf("K12")
@needs("root")
def test_only_the_master(raw_stage: Stage, opened: Callable[..., Client]) -> None:
    """A stranger is refused before anything else is looked at, and so is a master that gave it up."""
    card, raw = raw_stage.client.node, raw_stage.client.raw

    def stranger() -> int:
        drop_sys_admin()
        client = opened(card, raw)
        client.ioctl("SET_CLIENT_CAP", capability=3, value=1).ok()
        return int(client.ioctl("MODE_ATOMIC", flags=0xDEADBEEF))

    assert in_child(stranger) == -errno.EACCES
    raw_stage.device.drop_master()
    try:
        assert raw_stage.atomic([]) == -errno.EACCES
    finally:
        raw_stage.device.set_master()


@conf("K12")
def test_requests_are_refused_in_words(stage: Stage) -> None:
    """A failure's notes name the call with its flags, and list the request object by object."""
    from pydrm.kms import AtomicRequest

    fb = stage.fb()
    request = stage.request(fb)
    request.set(stage.primary, CRTC_ID=None)
    with pytest.raises(OSError) as caught:
        request.test(allow_modeset=True)
    assert caught.value.errno == errno.EINVAL
    ioctl, listed = caught.value.__notes__
    device = f"{stage.device.path} ({stage.device.driver})"
    assert ioctl == f"DRM_IOCTL_MODE_ATOMIC(flags=TEST_ONLY|ALLOW_MODESET) on {device}"
    size = f"{fb.width}, CRTC_H={fb.height}, SRC_X=0, SRC_Y=0, SRC_W={fb.width}, SRC_H={fb.height}"
    assert listed.splitlines() == [
        f"connector {stage.connector.id}: CRTC_ID={stage.crtc}",
        f"CRTC {stage.crtc}: MODE_ID={stage.mode}, ACTIVE=1",
        f"plane {stage.primary}: FB_ID={fb.id}, CRTC_ID=none, CRTC_X=0, CRTC_Y=0, CRTC_W={size}",
    ]
    with pytest.raises(OSError) as caught:
        AtomicRequest(stage.kms).commit(event=True)
    assert caught.value.__notes__ == [
        f"DRM_IOCTL_MODE_ATOMIC(flags=PAGE_FLIP_EVENT) on {device}",
        "nothing was set",
    ]


@conf("K12")
def test_requests_by_a_client_without_the_capability(card: Node) -> None:
    """It has no atomic properties to set; once it is switched on they are found."""
    from pydrm.kms import AtomicRequest

    with pydrm.open(card.path) as device:
        kms = Kms(device)
        request = AtomicRequest(kms)
        crtc: ObjectId = kms.resources().crtcs[0]
        with pytest.raises(KeyError, match="has no property 'ACTIVE'"):
            request.set(crtc, ACTIVE=False)
        with pytest.raises(KeyError, match="has no property 'OUT_FENCE_PTR'"):
            request.want_out_fence(crtc)
        with pytest.raises(OSError) as caught:
            request.commit()
        assert caught.value.errno == errno.EINVAL
        device.set_client_cap(pydrm.ClientCap.ATOMIC)
        request.set(crtc, ACTIVE=False)
        request.test()
