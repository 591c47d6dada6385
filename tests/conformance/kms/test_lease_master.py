"""Leases and masters: a lessee is master when its lessor is; planes that a legacy call implies have to be leased."""

from __future__ import annotations

import ctypes
import errno
from typing import TYPE_CHECKING, Any

import pydrm
from pydrm.kms import Kms, PlaneId

from ..support import conf, needs
from ..support.processes import drop_sys_admin, in_child
from .leases import UNIVERSAL_PLANES, Lessor, array, create, leased, lessees, must_frame, revoke, show, turn_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw

TEST_ONLY, ATOMIC = 0x100, 3


def is_master(client: Client) -> bool:
    """Only the master gets past the permission check of AUTH_MAGIC; magic 0 does not exist."""
    answer = client.ioctl("AUTH_MAGIC", magic=0)
    assert answer in (-errno.EINVAL, -errno.EACCES)
    return answer == -errno.EINVAL


@conf("K25", "igt:kms_lease@master-vs-lease")
@needs("root")
def test_lessees_follow_their_lessor(lessor: Lessor) -> None:
    """They are master exactly as long, and can neither drop nor take it themselves."""
    with lessor.must_lease() as lessee:
        assert lessee.ioctl("DROP_MASTER") == -errno.EINVAL
        assert lessee.ioctl("SET_MASTER") == 0  # is it already
        assert (is_master(lessor), is_master(lessee)) == (True, True)
        lessor.ioctl("DROP_MASTER").ok()
        assert (is_master(lessor), is_master(lessee)) == (False, False)
        assert lessee.ioctl("SET_MASTER") == -errno.EINVAL
        assert lessee.ioctl("DROP_MASTER") == -errno.EINVAL
        lessor.ioctl("SET_MASTER").ok()
        assert (is_master(lessor), is_master(lessee)) == (True, True)


@conf("K25")
@needs("root")
def test_without_rights(lessor: Lessor) -> None:
    """A lessee was never master by itself: without rights it is refused before anything else is looked at."""
    with lessor.must_lease() as lessee:

        def answers() -> list[int]:
            drop_sys_admin()
            return [int(lessee.ioctl(call)) for call in ("SET_MASTER", "DROP_MASTER")]

        assert in_child(answers) == [-errno.EACCES, -errno.EACCES]
        assert is_master(lessee)


@conf("K25")
@needs("root")
def test_nothing_while_the_lessor_is_not_master(lessor: Lessor) -> None:
    """Then nobody of the two sets modes, leases or looks at leases; the lease itself stays as it was."""
    with lessor.must_lease() as lessee:
        frame = must_frame(lessee, lessor)
        lessor.ioctl("DROP_MASTER").ok()
        assert show(lessee, lessor, frame) == -errno.EACCES
        for client in (lessor, lessee):
            for call in ("CREATE_LEASE", "LIST_LESSEES", "GET_LEASE", "REVOKE_LEASE"):
                assert client.ioctl(f"MODE_{call}") == -errno.EACCES
        lessor.ioctl("SET_MASTER").ok()
        assert sorted(leased(lessee)) == sorted(lessor.all)
        assert show(lessee, lessor, frame) == 0


@conf("K25", "igt:kms_lease@multimaster-lease")
@needs("root")
def test_two_masters(card: Node, raw: Raw, lessor: Lessor, opened: Callable[..., Client]) -> None:
    """Each leases what it likes while it is master, with numbers of its own; the first's lease is not in the way."""
    with lessor.must_lease() as lessee:
        other = opened(card, raw)
        assert create(other, *lessor.all) == -errno.EACCES
        lessor.ioctl("DROP_MASTER").ok()
        other.ioctl("SET_MASTER").ok()
        other.ioctl("SET_CLIENT_CAP", capability=UNIVERSAL_PLANES, value=1).ok()
        made = create(other, *lessor.all).ok()
        assert made.lessee_id == lessee.number
        assert lessees(other) == [made.lessee_id]
        with type(other)(card, raw, made.fd) as second:
            assert (is_master(lessee), is_master(second)) == (False, True)
            other.close()
            assert not is_master(second)
            lessor.ioctl("SET_MASTER").ok()
            assert (is_master(lessee), is_master(second)) == (True, False)
            assert sorted(leased(lessee)) == sorted(lessor.all)


@conf("K25")
@needs("root")
def test_another_masters_leases(card: Node, raw: Raw, lessor: Lessor, opened: Callable[..., Client]) -> None:
    """A master neither sees nor revokes what another one has leased out."""
    with lessor.must_lease() as lessee:
        other = opened(card, raw)
        lessor.ioctl("DROP_MASTER").ok()
        other.ioctl("SET_MASTER").ok()
        assert lessees(other) == []
        assert revoke(other, lessee.number) == -errno.ENOENT
        other.ioctl("DROP_MASTER").ok()
        lessor.ioctl("SET_MASTER").ok()
        assert lessees(lessor) == [lessee.number]


@conf("K25")
def test_lessees_authenticate(card: Node, raw: Raw, lessor: Lessor, opened: Callable[..., Client]) -> None:
    """A client's magic is its lessor's; the lessee, a master of its own, does not know it, and is authenticated."""
    client = opened(card, raw)
    magic = client.ioctl("GET_MAGIC").ok().magic
    with lessor.must_lease() as lessee:
        assert lessee.ioctl("GET_CLIENT").ok().auth == 1
        assert lessee.ioctl("AUTH_MAGIC", magic=magic) == -errno.EINVAL
        assert lessor.ioctl("AUTH_MAGIC", magic=magic) == 0


# -- planes that are implied -----------------------------------------------------------------------------------------


def with_implied_planes(lessor: Lessor) -> Any:
    """A lease of a CRTC with its primary and cursor planes, which the lessor does not see."""
    lessor.cap(UNIVERSAL_PLANES, 0)
    lessee = lessor.must_lease(lessor.connector, lessor.crtc)
    lessor.cap(UNIVERSAL_PLANES, 1)
    return lessee


def flip(client: Client, lessor: Lessor, frame: int) -> int:
    """A page flip without an event; of a flip that is still pending, once more."""
    while (answer := client.ioctl("MODE_PAGE_FLIP", crtc_id=lessor.crtc, fb_id=frame)) == -errno.EBUSY:
        continue
    return int(answer)


@conf("K25", "igt:kms_lease@page-flip-implicit-plane")
def test_flips_need_the_primary_plane(lessor: Lessor) -> None:
    """With another plane leased instead of it: EACCES."""
    frame = must_frame(lessor, lessor)
    assert show(lessor, lessor, frame) == 0
    with with_implied_planes(lessor) as lessee:
        assert flip(lessor, lessor, frame) == 0
        assert flip(lessee, lessor, frame) == 0
    with lessor.must_lease(lessor.connector, lessor.crtc, lessor.cursor) as lessee:
        assert lessee.ioctl("MODE_PAGE_FLIP", crtc_id=lessor.crtc, fb_id=frame) == -errno.EACCES


@conf("K25", "igt:kms_lease@setcrtc-implicit-plane")
def test_modes_need_the_primary_plane(lessor: Lessor) -> None:
    """With another plane leased instead of it: EACCES; switching off is allowed."""
    frame = must_frame(lessor, lessor)
    with with_implied_planes(lessor) as lessee:
        assert show(lessor, lessor, frame) == 0
        assert show(lessee, lessor, 0xFFFFFFFF) == 0  # -1: the framebuffer that is shown
    with lessor.must_lease(lessor.connector, lessor.crtc, lessor.cursor) as lessee:
        assert show(lessee, lessor, frame) == -errno.EACCES
        assert show(lessee, lessor, 0xFFFFFFFF) == -errno.EACCES
        assert turn_off(lessee, lessor) == 0
    assert lessor.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc).ok().mode_valid == 0


@conf("K25", "igt:kms_lease@cursor-implicit-plane")
def test_cursors_need_the_cursor_plane(lessor: Lessor) -> None:
    """With another plane leased instead of it: EACCES."""
    assert show(lessor, lessor, must_frame(lessor, lessor)) == 0
    hide = {"flags": 1, "crtc_id": lessor.crtc, "handle": 0}  # DRM_MODE_CURSOR_BO
    with with_implied_planes(lessor) as lessee:
        assert lessor.ioctl("MODE_CURSOR", **hide) == 0
        assert lessee.ioctl("MODE_CURSOR", **hide) == 0
    with lessor.must_lease() as lessee:
        assert lessee.ioctl("MODE_CURSOR", **hide) == -errno.EACCES


@conf("K25")
def test_atomic_requests_name_leased_objects(lessor: Lessor) -> None:
    """A lessee's request about a plane that is not in its lease: ENOENT. About one that is, it is as the lessor's."""
    lessor.cap(ATOMIC)
    with lessor.must_lease(lessor.connector, lessor.crtc, lessor.cursor) as lessee:
        lessee.ioctl("SET_CLIENT_CAP", capability=ATOMIC, value=1).ok()
        for plane, answer in ((lessor.cursor, 0), (lessor.primary, -errno.ENOENT)):
            request = switch_off(lessor, plane)
            assert lessor.ioctl("MODE_ATOMIC", flags=TEST_ONLY, **request) == 0
            assert lessee.ioctl("MODE_ATOMIC", flags=TEST_ONLY, **request) == answer


def switch_off(client: Client, plane: int) -> dict[str, Any]:
    """A request that takes a plane off the screen."""
    with pydrm.Device.from_fd(client.fd, dup=True) as device:
        kms = Kms(device)
        properties = [int(kms.property_of(PlaneId(plane), name).id) for name in ("CRTC_ID", "FB_ID")]
    return {
        "count_objs": 1,
        "objs_ptr": array(plane),
        "count_props_ptr": array(2),
        "props_ptr": array(*properties),
        "prop_values_ptr": (ctypes.c_uint64 * 2)(),
    }
