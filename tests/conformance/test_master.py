"""Who may set modes: the DRM master, its magic numbers and its changes of hand."""

from __future__ import annotations

import errno
import os
import resource
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.client import Client
from .support.processes import Child, Gate, drop_sys_admin, in_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("master")


def is_master(client: Client) -> bool:
    """Only the master gets past the permission check of AUTH_MAGIC; magic 0 does not exist."""
    answer = client.ioctl("AUTH_MAGIC", magic=0)
    assert answer in (-errno.EINVAL, -errno.EACCES)
    return answer == -errno.EINVAL


@conf("C14")
def test_auth_magic_zero_tells_the_master(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The first client is master and the second is not, and asking changes nothing."""
    first, second = opened(card, raw), opened(card, raw)
    for _ in range(2):
        assert is_master(first)
        assert not is_master(second)


@conf("C14")
def test_mastership_goes_with_the_file(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """When the master leaves, the place is free: not for a client that was there, but for the next one or by asking."""
    first, second = opened(card, raw), opened(card, raw)
    first.close()
    assert not is_master(second)
    third = opened(card, raw)
    assert is_master(third)
    assert second.ioctl("SET_MASTER") == -errno.EBUSY
    third.close()
    assert second.ioctl("SET_MASTER") == 0
    assert is_master(second)


@conf("C11", "igt:core_auth@basic-auth")
def test_magic_is_stable_and_used_once(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A magic is positive and stays the same; the master takes it once, nobody else takes it at all."""
    master, client = opened(card, raw), opened(card, raw)
    magic = client.ioctl("GET_MAGIC").ok().magic
    assert magic > 0
    assert client.ioctl("GET_MAGIC").ok().magic == magic
    assert client.ioctl("AUTH_MAGIC", magic=magic) == -errno.EACCES
    assert master.ioctl("AUTH_MAGIC", magic=magic) == 0
    assert master.ioctl("AUTH_MAGIC", magic=magic) == -errno.EINVAL
    assert client.ioctl("GET_MAGIC").ok().magic == magic


@conf("C11")
@needs("root", "dumb", "flink")
def test_magic_authenticates(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A client without rights may use names exactly after the master has taken its magic."""
    master = opened(card, raw)
    with Gate() as asked, Gate() as granted:
        read, write = os.pipe()

        def stranger() -> list[int]:
            drop_sys_admin()
            client = opened(card, raw)
            handle = client.must_create()
            before = [client.ioctl("GET_CLIENT").ok().auth, int(client.flink(handle))]
            os.write(write, client.ioctl("GET_MAGIC").ok().magic.to_bytes(4, "little"))
            asked.open()
            granted.wait()
            return [*before, client.ioctl("GET_CLIENT").ok().auth, int(client.flink(handle))]

        with Child(stranger) as child:
            asked.wait()
            magic = int.from_bytes(os.read(read, 4), "little")
            assert master.ioctl("AUTH_MAGIC", magic=magic) == 0
            granted.open()
            assert child.result() == [0, -errno.EACCES, 1, 0]
        os.close(read)
        os.close(write)


@conf("C11")
def test_magic_dies_with_its_client(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The magic of a client that has left means nothing."""
    master, client = opened(card, raw), opened(card, raw)
    magic = client.ioctl("GET_MAGIC").ok().magic
    client.close()
    assert master.ioctl("AUTH_MAGIC", magic=magic) == -errno.EINVAL


@conf("C11")
@pytest.mark.parametrize("magic", [0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_unknown_magic(card: Node, raw: Raw, opened: Callable[..., Client], magic: int) -> None:
    """A magic that nobody got is EINVAL."""
    assert opened(card, raw).ioctl("AUTH_MAGIC", magic=magic) == -errno.EINVAL


@conf("C12", "igt:core_auth@many-magics")
def test_many_magics(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """As many clients as there are descriptors: all magics differ and the master takes each."""
    master = opened(card, raw)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    clients: list[Client] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, hard), hard))
    try:
        failure = 0
        while not failure:
            try:
                clients.append(Client(card, raw))
            except OSError as error:
                failure = error.errno or -1
        assert failure == errno.EMFILE
        assert len(clients) > 128
        magics = [client.ioctl("GET_MAGIC").ok().magic for client in clients]
        assert len(set(magics)) == len(clients)
        assert all(magic > 0 for magic in magics)
        assert [int(master.ioctl("AUTH_MAGIC", magic=magic)) for magic in magics] == [0] * len(clients)
    finally:
        for client in clients:
            client.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@conf("C13", "igt:core_setmaster@master-drop-set-root")
@needs("root")
def test_root_drops_and_sets(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The master drops its place and takes it back; dropping twice is EINVAL, setting twice is not wrong."""
    master = opened(card, raw)
    for _ in range(2):
        assert master.ioctl("DROP_MASTER") == 0
        assert not is_master(master)
        assert master.ioctl("DROP_MASTER") == -errno.EINVAL
        assert master.ioctl("SET_MASTER") == 0
        assert is_master(master)
        assert master.ioctl("SET_MASTER") == 0


@conf("C13")
@needs("root")
def test_there_is_one_master(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """While one is master another's claim is EBUSY and its drop EINVAL; the place changes hands by dropping."""
    first, second = opened(card, raw), opened(card, raw)
    assert second.ioctl("SET_MASTER") == -errno.EBUSY
    assert second.ioctl("DROP_MASTER") == -errno.EINVAL
    assert is_master(first)
    assert first.ioctl("DROP_MASTER") == 0
    assert second.ioctl("SET_MASTER") == 0
    assert first.ioctl("SET_MASTER") == -errno.EBUSY
    assert (is_master(first), is_master(second)) == (False, True)


@conf("C13", "igt:core_setmaster@master-drop-set-user")
@needs("root")
def test_first_opener_without_rights(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Whoever opens first is master and, having been, may drop and set without any rights."""

    def first_client() -> list[int]:
        drop_sys_admin()
        client = opened(card, raw)
        answers = [is_master(client), client.ioctl("DROP_MASTER"), is_master(client), client.ioctl("SET_MASTER")]
        return [int(answer) for answer in [*answers, is_master(client)]]

    assert in_child(first_client) == [True, 0, False, 0, True]


@conf("C13")
@needs("root")
def test_later_opener_without_rights(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Whoever was never master and has no rights is refused with EACCES, before anything else is looked at."""
    opened(card, raw)

    def second_client() -> list[int]:
        drop_sys_admin()
        client = opened(card, raw)
        return [int(client.ioctl("SET_MASTER")), int(client.ioctl("DROP_MASTER"))]

    assert in_child(second_client) == [-errno.EACCES, -errno.EACCES]


@conf("C13", "igt:core_setmaster@master-drop-set-shared-fd")
@needs("root")
def test_inherited_file_without_rights(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """An inherited file is master all the same, but another process without rights may not drop or set."""
    master = opened(card, raw)

    def heir() -> list[int]:
        drop_sys_admin()
        return [is_master(master), int(master.ioctl("DROP_MASTER")), int(master.ioctl("SET_MASTER"))]

    assert in_child(heir) == [True, -errno.EACCES, -errno.EACCES]
    assert is_master(master)


@conf("C15", "igt:core_setmaster_vs_auth@core_setmaster_vs_auth")
@needs("root")
def test_magic_belongs_to_one_master(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A magic asked for under one master is unknown to the next."""
    first, second = opened(card, raw), opened(card, raw)
    client = opened(card, raw)
    magic = client.ioctl("GET_MAGIC").ok().magic
    assert first.ioctl("DROP_MASTER") == 0
    assert second.ioctl("SET_MASTER") == 0
    assert second.ioctl("AUTH_MAGIC", magic=magic) == -errno.EINVAL
    assert second.ioctl("DROP_MASTER") == 0
    assert first.ioctl("SET_MASTER") == 0
    assert first.ioctl("AUTH_MAGIC", magic=magic) == 0
