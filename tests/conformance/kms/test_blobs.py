"""Property blobs: whose they are, how long they live, and how their length is found out."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from ..support import conf
from .test_connectors import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw

CONTENTS = bytes(range(200))


def create(client: Client, contents: bytes = CONTENTS) -> int:
    made = client.ioctl("MODE_CREATEPROPBLOB", data=bytearray(contents), length=len(contents)).ok()
    return int(made.blob_id)


def read(client: Client, number: int) -> bytes | int:
    """What a blob holds, or -errno."""
    asked = client.ioctl("MODE_GETPROPBLOB", blob_id=number)
    if asked < 0:
        return int(asked)
    room = bytearray(asked.length)
    client.ioctl("MODE_GETPROPBLOB", blob_id=number, length=asked.length, data=room).ok()
    return bytes(room)


@conf("K10", "igt:kms_prop_blob@basic")
def test_contents_come_back(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """As they were given, to the maker and to any other client."""
    client, other = opened(card, raw), opened(card, raw)
    number = create(client)
    assert read(client, number) == CONTENTS
    assert read(other, number) == CONTENTS


@conf("K10", "igt:kms_prop_blob@blob-prop-core")
def test_length_is_told(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Asked with another length the kernel tells the right one and leaves the buffer alone."""
    client = opened(card, raw)
    number = create(client)
    for length in (0, 1, 199, 201, 0xFFFFFFFF):
        room = bytearray(b"\xaa" * 256)
        assert client.ioctl("MODE_GETPROPBLOB", blob_id=number, length=length, data=room).ok().length == 200
        assert set(room) == {0xAA}


@conf("K10", "igt:kms_prop_blob@blob-prop-validate")
def test_memory_that_is_not_there(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Neither made from, nor read into, an address without memory; no length, and too much of it, make no blob."""
    client = opened(card, raw)
    number = create(client)
    assert client.ioctl("MODE_GETPROPBLOB", blob_id=number, length=200, data=0) == -errno.EFAULT
    assert client.ioctl("MODE_CREATEPROPBLOB", data=0, length=200) == -errno.EFAULT
    assert client.ioctl("MODE_CREATEPROPBLOB", data=bytearray(8), length=0) == -errno.EINVAL
    assert client.ioctl("MODE_CREATEPROPBLOB", data=bytearray(8), length=0xFFFFFFFF) == -errno.EINVAL


@conf("K10", "igt:kms_prop_blob@blob-prop-validate")
@pytest.mark.parametrize("number", [0, 0xFFFFFFFF])
@pytest.mark.parametrize("call", ["MODE_GETPROPBLOB", "MODE_DESTROYPROPBLOB"])
def test_no_such_blob(card: Node, raw: Raw, opened: Callable[..., Client], call: str, number: int) -> None:
    """0 and a number that was never given out."""
    assert opened(card, raw).ioctl(call, blob_id=number) == -errno.ENOENT


@conf("K10", "igt:kms_prop_blob@blob-prop-lifetime")
def test_blobs_live_as_long_as_their_maker(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Only the maker destroys one, once; what it left goes with its file."""
    client, other = opened(card, raw), opened(card, raw)
    gone, left = create(client), create(client)
    assert other.ioctl("MODE_DESTROYPROPBLOB", blob_id=gone) == -errno.EPERM
    assert client.ioctl("MODE_DESTROYPROPBLOB", blob_id=gone) == 0
    assert client.ioctl("MODE_DESTROYPROPBLOB", blob_id=gone) == -errno.ENOENT
    assert read(other, gone) == -errno.ENOENT
    client.close()
    assert read(other, left) == -errno.ENOENT


@conf("K10", "igt:kms_prop_blob@blob-multiple")
def test_many_blobs(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Each has an id and contents of its own."""
    client = opened(card, raw)
    made = {create(client, bytes([number]) * (number + 1)): number for number in range(64)}
    assert len(made) == 64
    for blob, number in made.items():
        assert read(client, blob) == bytes([number]) * (number + 1)


@conf("K7", "igt:kms_prop_blob@invalid-get-prop", "igt:kms_prop_blob@invalid-get-prop-any")
@pytest.mark.parametrize("kind", [0xBBBBBBBB, 0])
def test_blobs_have_no_properties(card: Node, raw: Raw, opened: Callable[..., Client], kind: int) -> None:
    """Asked as a blob or as anything at all."""
    client = opened(card, raw)
    asked = client.ioctl(
        "MODE_OBJ_GETPROPERTIES",
        **{"obj_id": create(client), "obj_type": kind, "props_ptr": numbers(8), "count_props": 8},
    )
    assert asked == -errno.EINVAL
