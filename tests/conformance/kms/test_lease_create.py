"""Creating leases: what can be leased, with which errors everything else ends, and what a lease's file is."""

from __future__ import annotations

import errno
import fcntl
import os
from typing import TYPE_CHECKING

import pytest

from ..support import conf
from .leases import UNIVERSAL_PLANES, array, create, leased, lessees

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw
    from .leases import Lessor

CLOEXEC, NONBLOCK = os.O_CLOEXEC, os.O_NONBLOCK


@conf("K23", "igt:kms_lease@simple-lease")
def test_one_way_to_a_screen(lessor: Lessor, closing: Callable[[int], int]) -> None:
    """A connector, a CRTC and its primary plane make a lease with a number above 0, on a new descriptor."""
    made = lessor.lease(*lessor.all).ok()
    assert closing(made.fd) != lessor.fd
    assert made.lessee_id > 0
    assert os.readlink(f"/proc/self/fd/{made.fd}") == lessor.node.path


@conf("K23", "igt:kms_lease@empty-lease")
def test_nothing_at_all(lessor: Lessor) -> None:
    """No objects are a lease, too (since Linux 5.15): a file of its own that is not in the list of lessees."""
    with lessor.must_lease(lessor.connector, lessor.crtc, lessor.primary):
        made = lessor.ioctl("MODE_CREATE_LEASE").ok()
        os.close(made.fd)
        assert made.lessee_id not in lessees(lessor)
        assert len(lessees(lessor)) == 1


@conf("K23", "igt:kms_lease@invalid-create-leases")
def test_memory_that_is_not_there(lessor: Lessor) -> None:
    """A count without an array."""
    for address in (0, 8):
        assert lessor.ioctl("MODE_CREATE_LEASE", object_ids=address, object_count=1) == -errno.EFAULT


@conf(
    "K23",
    "igt:kms_lease@lease-invalid-connector",
    "igt:kms_lease@lease-invalid-crtc",
    "igt:kms_lease@lease-invalid-plane",
)
@pytest.mark.parametrize("place", range(3), ids=["connector", "crtc", "plane"])
def test_objects_that_are_not_there(lessor: Lessor, place: int) -> None:
    """0 and a number that was never given out, in the place of each object; 0 alone, too."""
    assert lessor.lease(0) == -errno.ENOENT
    for number in (0, 0xBAADF00D):
        ids = list(lessor.all)
        ids[place] = number
        assert lessor.lease(*ids) == -errno.ENOENT
    assert lessees(lessor) == []


@conf("K23", "igt:kms_lease@invalid-create-leases")
def test_kinds_that_have_to_be_there(lessor: Lessor, closing: Callable[[int], int]) -> None:
    """A connector, a CRTC, and for a lessor that sees all planes one of them; for others planes do not count."""
    connector, crtc, primary = lessor.all
    for ids in ((connector,), (crtc,), (primary,), (connector, crtc), (connector, primary), (crtc, primary)):
        assert lessor.lease(*ids) == -errno.EINVAL
    lessor.cap(UNIVERSAL_PLANES, 0)
    for ids in ((connector,), (crtc,), (primary, connector), (primary, crtc)):
        assert lessor.lease(*ids) == -errno.EINVAL
    closing(lessor.lease(connector, crtc).ok().fd)


@conf("K23", "igt:kms_lease@invalid-create-leases")
def test_kinds_that_are_not_leased(lessor: Lessor) -> None:
    """An encoder and a framebuffer are used by whoever may use what they hang on."""
    for number in (lessor.encoder, lessor.must_frame()):
        assert lessor.lease(*lessor.all, number) == -errno.EINVAL
    assert lessees(lessor) == []


@conf("K23", "igt:kms_lease@invalid-create-leases")
def test_counts_that_overflow(lessor: Lessor) -> None:
    """Counts whose bytes do not fit into 32 bits, or are more than the kernel has memory for."""
    ids = array(*lessor.all)
    for count in range(0x3FFFFFFF + 1, 0x3FFFFFFF + 5):
        assert lessor.ioctl("MODE_CREATE_LEASE", object_ids=ids, object_count=count) == -errno.ENOMEM
    assert lessor.ioctl("MODE_CREATE_LEASE", object_ids=ids, object_count=0xFFFFFFFF) == -errno.ENOMEM


@conf("K23", "igt:kms_lease@invalid-create-leases")
@pytest.mark.parametrize("flags", [0, CLOEXEC, NONBLOCK, CLOEXEC | NONBLOCK])
def test_flags(lessor: Lessor, closing: Callable[[int], int], flags: int) -> None:
    """They are open(2)'s. (O_NONBLOCK is taken, and in Linux 6.12 nobody asks for it.)"""
    fd = closing(lessor.lease(*lessor.all, flags=flags).ok().fd)
    assert bool(fcntl.fcntl(fd, fcntl.F_GETFD) & fcntl.FD_CLOEXEC) == bool(flags & CLOEXEC)


@conf("K23")
def test_status_flags_are_the_lessors(lessor: Lessor, closing: Callable[[int], int]) -> None:
    """The new file is a twin of the lessor's: of one that does not block, it does not block either."""
    for wanted in (0, NONBLOCK):
        fcntl.fcntl(lessor.fd, fcntl.F_SETFL, wanted)
        fd = lessor.ioctl("MODE_CREATE_LEASE").ok().fd
        assert fcntl.fcntl(closing(fd), fcntl.F_GETFL) & NONBLOCK == wanted


@conf("K23", "igt:kms_lease@invalid-create-leases")
@pytest.mark.parametrize("flags", [1, os.O_RDWR, os.O_APPEND, 0xFFFFFFFF])
def test_unknown_flags(lessor: Lessor, flags: int) -> None:
    """Anything else of open(2), and everything."""
    assert lessor.lease(*lessor.all, flags=flags) == -errno.EINVAL
    assert lessor.lease(*lessor.all, flags=flags | CLOEXEC) == -errno.EINVAL


@conf("K23", "igt:kms_lease@invalid-create-leases", "igt:kms_lease@lease-again")
def test_leased_once(lessor: Lessor) -> None:
    """What is in a lease cannot be leased again, not even one object of it, until that lease is closed."""
    with lessor.must_lease():
        assert lessor.lease(*lessor.all) == -errno.EBUSY
        assert lessor.lease(lessor.connector, lessor.crtc, lessor.cursor) == -errno.EBUSY
    lessor.must_lease().close()


@conf("K23", "igt:kms_lease@invalid-create-leases")
def test_an_object_twice(lessor: Lessor) -> None:
    """In one lease the second is one too many (ENOSPC: the kernel finds the object's place taken)."""
    for number in lessor.all:
        assert lessor.lease(*lessor.all, number) == -errno.ENOSPC
    assert lessees(lessor) == []


@conf("K23", "igt:kms_lease@invalid-create-leases")
def test_leases_are_not_leased_on(lessor: Lessor) -> None:
    """A lessee leases nothing, whatever it asks for."""
    with lessor.must_lease() as lessee:
        assert create(lessee, *lessor.all) == -errno.EINVAL
        assert create(lessee) == -errno.EINVAL
        assert create(lessee, 0) == -errno.EINVAL


@conf("K23", "igt:kms_lease@implicit-plane-lease")
def test_planes_that_come_along(lessor: Lessor) -> None:
    """A lessor that does not see a CRTC's primary and cursor planes leases them with it, and may not name them."""
    lessor.cap(UNIVERSAL_PLANES, 0)
    with lessor.must_lease(lessor.connector, lessor.crtc) as lessee:
        assert sorted(leased(lessee)) == sorted((*lessor.all, lessor.cursor))
    for plane in (lessor.primary, lessor.cursor):
        assert lessor.lease(lessor.connector, lessor.crtc, plane) == -errno.ENOSPC


@conf("K23")
def test_no_descriptor_left(lessor: Lessor) -> None:
    """EMFILE leaves no lease behind."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    probe = os.dup(lessor.fd)
    os.close(probe)
    resource.setrlimit(resource.RLIMIT_NOFILE, (probe, hard))
    try:
        answer = lessor.lease(*lessor.all)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert answer == -errno.EMFILE
    assert lessees(lessor) == []
    lessor.must_lease().close()


@conf("K25")
def test_only_the_master_leases(card: Node, raw: Raw, lessor: Lessor, opened: Callable[..., Client]) -> None:
    """All four calls are the master's."""
    other = opened(card, raw)
    calls = ("CREATE_LEASE", "LIST_LESSEES", "GET_LEASE", "REVOKE_LEASE")
    assert [int(other.ioctl(f"MODE_{call}")) for call in calls] == [-errno.EACCES] * 4
    assert create(other, *lessor.all) == -errno.EACCES
