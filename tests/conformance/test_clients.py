"""Several clients of one node, and what they learn about themselves: GET_CLIENT, GET_STATS, authentication of root."""

from __future__ import annotations

import ctypes
import errno
import os
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.processes import drop_sys_admin, in_child
from .support.raw import number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

# struct drm_stats: a count and fifteen pairs of a long and an enum. Only the kernel's own header still has it.
STATS_SIZE = 8 + 15 * 16
GET_STATS = request(2, "d", 0x06, STATS_SIZE)


@conf("C2", "igt:core_getclient@basic")
def test_get_client_zero_is_the_caller(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Client 0 is the asking process; nobody else is listed any more."""
    answer = opened(card, raw).ioctl("GET_CLIENT", idx=0, magic=7, iocs=7)
    assert answer == 0
    assert answer.pid == os.getpid()
    assert (answer.magic, answer.iocs) == (0, 0)


@conf("C2")
@pytest.mark.parametrize("index", [1, -1, 0x7FFFFFFF])
def test_get_client_beyond_the_first(card: Node, raw: Raw, opened: Callable[..., Client], index: int) -> None:
    """Any other index ends the enumeration with EINVAL."""
    assert opened(card, raw).ioctl("GET_CLIENT", idx=index) == -errno.EINVAL


@conf("C2", "C9")
def test_get_client_not_on_render_nodes(render: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A render node has no such question."""
    assert opened(render, raw).ioctl("GET_CLIENT", idx=0) == -errno.EACCES


@conf("C3", "igt:core_getstats@basic")
def test_get_stats_answers_zeros(card: Node, opened: Callable[..., Client]) -> None:
    """The statistics of old still answer, with nothing in them and no stack left-overs."""
    stats = (ctypes.c_ubyte * STATS_SIZE).from_buffer(bytearray(b"\xff" * STATS_SIZE))
    assert number_ioctl(opened(card).fd, GET_STATS, ctypes.addressof(stats)) == 0
    assert bytes(stats) == bytes(STATS_SIZE)


@conf("C3", "C9")
def test_get_stats_not_on_render_nodes(render: Node, opened: Callable[..., Client]) -> None:
    """A render node refuses."""
    stats = (ctypes.c_ubyte * STATS_SIZE)()
    assert number_ioctl(opened(render).fd, GET_STATS, ctypes.addressof(stats)) == -errno.EACCES


@conf("C5", "igt:vgem_basic@second-client")
def test_second_client(node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Clients come and go while another stays, and none disturbs it."""
    first = opened(node, raw)
    for _ in range(32):
        with first.again() as second, second.again() as third:
            assert second.ioctl("VERSION") == 0
            assert third.ioctl("VERSION") == 0
    assert first.ioctl("VERSION") == 0


@conf("C5")
@needs("dumb")
def test_first_client_leaves(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A second client's objects do not die with the first client."""
    first, second = opened(card, raw), opened(card, raw)
    handle = second.must_create()
    with second.map(handle, 4096) as pages:
        pages.fill(0x5A)
        first.must_create()
        first.close()
        assert pages.is_filled(0x5A)
    assert second.close_handle(handle) == 0


@conf("C10", "igt:core_auth@getclient-simple")
@needs("root")
def test_root_is_authenticated(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A client of root counts as authenticated from the start."""
    assert opened(card, raw).ioctl("GET_CLIENT").ok().auth == 1


@conf("C10", "igt:core_auth@getclient-master-drop")
@needs("root")
def test_root_stays_authenticated(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The second client is authenticated, also after the first, which was master, has left."""
    first, second = opened(card, raw), opened(card, raw)
    assert second.ioctl("GET_CLIENT").ok().auth == 1
    first.close()
    assert second.ioctl("GET_CLIENT").ok().auth == 1


@conf("C10")
@needs("root", "flink")
def test_others_are_not_authenticated(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Without CAP_SYS_ADMIN a second client is not authenticated, and what asks for it is EACCES."""
    opened(card, raw)

    def second_client() -> tuple[int, int, int]:
        drop_sys_admin()
        client = opened(card, raw)
        return client.ioctl("GET_CLIENT").ok().auth, int(client.flink(1)), int(client.open_name(1))

    assert in_child(second_client) == (0, -errno.EACCES, -errno.EACCES)


@conf("C10")
@needs("root")
def test_the_first_client_is_authenticated(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The first client is master and thereby authenticated, whoever it is."""

    def first_client() -> int:
        drop_sys_admin()
        return int(opened(card, raw).ioctl("GET_CLIENT").ok().auth)

    assert in_child(first_client) == 1
