"""Using leases: what a lessee sees and may set, how leases are counted, revoked and given back."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import pytest

from pydrm import Fourcc

from ..support import conf, needs
from ..support.client import Client
from ..support.processes import drop_sys_admin, in_child
from .framebuffers import must_addfb
from .leases import UNIVERSAL_PLANES, array, leased, lessees, must_frame, revoke, show, turn_off

if TYPE_CHECKING:
    from .leases import Lessor

NAMES = ("crtc", "connector", "encoder")


def listed(client: Client) -> dict[str, list[int]]:
    """What GETRESOURCES and GETPLANERESOURCES tell a client."""
    rooms = {name: array(*[0] * 32) for name in NAMES}
    asked: dict[str, Any] = {f"{name}_id_ptr": room for name, room in rooms.items()}
    found = client.ioctl("MODE_GETRESOURCES", **asked, **{f"count_{name}s": 32 for name in NAMES}).ok()
    seen = {name: list(room[: found.fields[f"count_{name}s"]]) for name, room in rooms.items()}
    planes = array(*[0] * 32)
    count = client.ioctl("MODE_GETPLANERESOURCES", plane_id_ptr=planes, count_planes=32).ok().count_planes
    return seen | {"plane": list(planes[:count])}


@conf("K24", "igt:kms_lease@lessee-list")
def test_list(lessor: Lessor) -> None:
    """The lessor has the lessee in its list until that closes; the lessee has none."""
    assert lessees(lessor) == []
    with lessor.must_lease() as lessee:
        assert lessees(lessee) == []
        assert lessees(lessor) == [lessee.number]
        assert lessor.ioctl("MODE_LIST_LESSEES").ok().count_lessees == 1
        assert lessor.ioctl("MODE_LIST_LESSEES", count_lessees=1, lessees_ptr=0) == -errno.EFAULT
        for pad in (1, 0xFFFFFFFF):
            assert lessor.ioctl("MODE_LIST_LESSEES", pad=pad) == -errno.EINVAL
    assert lessees(lessor) == []
    assert lessor.ioctl("MODE_LIST_LESSEES").ok().count_lessees == 0


@conf("K24", "igt:kms_lease@lease-get")
def test_get(lessor: Lessor) -> None:
    """The lessee is told exactly its objects, as far as the room goes; a master that leases nothing has them all."""
    with lessor.must_lease() as lessee:
        assert sorted(leased(lessee)) == sorted(lessor.all)
        assert {*lessor.all, lessor.cursor, lessor.encoder} < set(leased(lessor))
        for given in range(5):
            room = array(*[0xAAAAAAAA] * 5)
            found = lessee.ioctl("MODE_GET_LEASE", count_objects=given, objects_ptr=room).ok()
            assert found.count_objects == 3
            assert sum(each != 0xAAAAAAAA for each in room) == min(given, 3)
        assert lessee.ioctl("MODE_GET_LEASE", count_objects=3, objects_ptr=0) == -errno.EFAULT
        for pad in (1, 0xFFFFFFFF):
            assert lessee.ioctl("MODE_GET_LEASE", pad=pad) == -errno.EINVAL


@conf("K24")
def test_only_what_is_leased_is_listed(lessor: Lessor) -> None:
    """Connectors, CRTCs and planes; encoders are there for all. What the lessor sees does not change."""
    before = listed(lessor)
    with lessor.must_lease() as lessee:
        lessee.ioctl("SET_CLIENT_CAP", capability=UNIVERSAL_PLANES, value=1).ok()
        seen = listed(lessee)
        assert (seen["connector"], seen["crtc"], seen["plane"]) == ([lessor.connector], [lessor.crtc], [lessor.primary])
        assert seen["encoder"] == before["encoder"]
        assert listed(lessor) == before


@conf("K24", "igt:kms_lease@lease-unleased-connector", "igt:kms_lease@lease-unleased-crtc")
def test_what_is_not_leased_is_not_there(lessor: Lessor) -> None:
    """Asked for by number, or set: ENOENT, as if it did not exist. An object that is leased answers."""
    frame = must_frame(lessor, lessor)
    with lessor.must_lease() as lessee:
        assert lessee.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc) == 0
        assert lessee.ioctl("MODE_GETPLANE", plane_id=lessor.primary) == 0
        assert lessee.ioctl("MODE_GETPLANE", plane_id=lessor.cursor) == -errno.ENOENT
        asked = {"obj_id": lessor.cursor, "obj_type": 0}
        assert lessee.ioctl("MODE_OBJ_GETPROPERTIES", **asked) == -errno.ENOENT
    with Client(lessor.node, lessor.raw, lessor.ioctl("MODE_CREATE_LEASE").ok().fd) as nobody:
        assert nobody.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc) == -errno.ENOENT
        assert nobody.ioctl("MODE_GETCONNECTOR", connector_id=lessor.connector) == -errno.ENOENT
        assert turn_off(nobody, lessor) == -errno.ENOENT
        assert show(nobody, lessor, frame) == -errno.ENOENT


@conf("K24", "igt:kms_lease@simple-lease", "igt:kms_lease@lease-revoke")
def test_set_a_mode_and_lose_it(lessor: Lessor) -> None:
    """A lessee sets a mode with its own framebuffer. Revoking takes all but the picture; that goes with the file."""
    with lessor.must_lease() as lessee:
        frame = must_frame(lessee, lessor)
        assert show(lessee, lessor, frame) == 0
        assert lessor.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc).ok().fb_id == frame
        assert revoke(lessor, lessee.number) == 0
        assert show(lessee, lessor, frame) == -errno.ENOENT
        assert turn_off(lessee, lessor) == -errno.ENOENT
        assert lessee.ioctl("MODE_PAGE_FLIP", crtc_id=lessor.crtc, fb_id=frame) == -errno.ENOENT
        assert leased(lessee) == []
        assert lessees(lessor) == []
        assert lessor.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc).ok().fb_id == frame
        assert revoke(lessor, lessee.number) == 0
        lessor.must_lease().close()
    assert revoke(lessor, lessee.number) == -errno.ENOENT
    assert lessor.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc).ok().fb_id == 0


@conf("K24", "igt:kms_lease@lease-revoke")
def test_who_revokes(lessor: Lessor) -> None:
    """The lessor; of its lessees none, not even itself. Nobody has number 0."""
    with lessor.must_lease() as lessee:
        for number in (0, lessee.number + 1, 0xFFFFFFFF):
            assert revoke(lessor, number) == -errno.ENOENT
            assert revoke(lessee, number) == -errno.ENOENT
        assert revoke(lessee, lessee.number) == -errno.EACCES
        assert sorted(leased(lessee)) == sorted(lessor.all)


@conf("K24")
def test_closing_gives_back(lessor: Lessor) -> None:
    """Over and over: the objects, and the number, are free for the next lease."""
    numbers = set()
    for _ in range(50):
        with lessor.must_lease() as lessee:
            numbers.add(lessee.number)
    assert len(numbers) == 1


@conf("K24")
def test_the_lessor_leaves(lessor: Lessor) -> None:
    """Its leases are revoked with it; the lessee's file stays, with its buffers and framebuffers."""
    with lessor.must_lease() as lessee:
        frame, _ = must_addfb(lessee)
        lessor.close()
        assert lessee.ioctl("MODE_GET_LEASE") == -errno.EACCES
        assert lessee.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc) == -errno.ENOENT
        assert listed(lessee)["crtc"] == []
        assert lessee.ioctl("MODE_GETFB2", fb_id=frame).ok().pixel_format == Fourcc.XRGB8888


@conf("K24")
def test_handles_and_framebuffers_are_its_own(lessor: Lessor) -> None:
    """A lease is another DRM file: no handle and no framebuffer of its lessor's, and the other way round."""
    handle = lessor.must_create()
    theirs, _ = must_addfb(lessor)
    with lessor.must_lease() as lessee:
        assert lessee.map_offset(handle) == -errno.ENOENT
        assert lessee.ioctl("MODE_RMFB", value=theirs) == -errno.ENOENT
        mine, _ = must_addfb(lessee)
        assert lessor.ioctl("MODE_RMFB", value=mine) == -errno.ENOENT
        assert lessee.ioctl("MODE_GETRESOURCES").ok().count_fbs == 1


@conf("K2")
@needs("root")
@pytest.mark.parametrize("call", ["MODE_GETFB", "MODE_GETFB2"])
def test_handles_of_framebuffers(lessor: Lessor, call: str) -> None:
    """A lessee without rights is master enough to get handles of framebuffers, as long as its lessor is master."""
    frame, _ = must_addfb(lessor)
    with lessor.must_lease() as lessee:

        def handle() -> int:
            drop_sys_admin()
            found = lessee.ioctl(call, fb_id=frame).ok()
            return int(found.handle if call == "MODE_GETFB" else found.handles[0])

        assert in_child(handle) != 0
        lessor.ioctl("DROP_MASTER").ok()
        assert in_child(handle) == 0


@conf("K24", "igt:kms_lease@possible-crtcs-filtering")
def test_possible_crtcs(lessor: Lessor) -> None:
    """Bits of possible CRTCs count the CRTCs that the lessee sees: with one leased, bit 0 is that one."""
    crtcs = listed(lessor)["crtc"]
    bit = 1 << crtcs.index(lessor.crtc)
    with lessor.must_lease(*lessor.all, lessor.cursor) as lessee:
        for encoder in listed(lessor)["encoder"]:
            whole = lessor.ioctl("MODE_GETENCODER", encoder_id=encoder).ok().possible_crtcs
            part = lessee.ioctl("MODE_GETENCODER", encoder_id=encoder).ok().possible_crtcs
            assert part == (1 if whole & bit else 0)
        for plane in (lessor.primary, lessor.cursor):
            whole = lessor.ioctl("MODE_GETPLANE", plane_id=plane).ok().possible_crtcs
            part = lessee.ioctl("MODE_GETPLANE", plane_id=plane).ok().possible_crtcs
            assert part == (1 if whole & bit else 0)
