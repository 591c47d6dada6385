"""SET_CLIENT_NAME (since Linux 6.13): what a client calls itself is in the device's list of clients in debugfs."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import uapi

from .support import conf, needs
from .support.memory import inaccessible_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("client.name")

LONGEST = uapi.DRM_CLIENT_NAME_MAX_LEN


def names(node: Node) -> list[str]:
    """The names in the list of a node's clients, the oldest first; a client without one is <unset>."""
    minor = os.minor(os.stat(node.path).st_rdev)
    _head, *lines = Path(f"/sys/kernel/debug/dri/{minor}/clients").read_text().splitlines()
    return [line.split()[-2] for line in lines if int(line.split()[-7]) == minor]


def name(client: Client, text: bytes) -> int:
    """SET_CLIENT_NAME; 0 or the negative errno."""
    return int(client.ioctl("SET_CLIENT_NAME", name_len=len(text), name=bytearray(text)) if text else unname(client))


def unname(client: Client) -> int:
    """SET_CLIENT_NAME of no length."""
    return int(client.ioctl("SET_CLIENT_NAME", name_len=0, name=0))


@conf("C2")
@needs("debugfs")
def test_the_list_shows_it(node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Each file has a name of its own, which can be changed and taken away; the longest has 64 letters."""
    before = names(node)
    one, other = opened(node, raw), opened(node, raw)
    assert names(node) == [*before, "<unset>", "<unset>"]
    assert name(one, b"player") == 0
    assert name(other, b"x" * LONGEST) == 0
    assert names(node) == [*before, "player", "x" * LONGEST]
    assert name(one, b"!") == 0
    assert unname(other) == 0
    assert names(node) == [*before, "!", "<unset>"]


@conf("C2")
@pytest.mark.parametrize(
    "text",
    [b"x" * (LONGEST + 1), b"two words", b"tab\t", b"line\n", b"\x1b[31m", b"nul\0inside", "Zoë".encode(), b"\x7f"],
    ids=repr,
)
def test_names_that_are_none(node: Node, raw: Raw, opened: Callable[..., Client], text: bytes) -> None:
    """Only what can be seen, of ASCII, and no spaces: EINVAL, and the name that there was stays."""
    client = opened(node, raw)
    assert name(client, b"before") == 0
    assert name(client, text) == -errno.EINVAL
    assert names(node)[-1] == "before"


@conf("C2")
def test_memory_that_is_not_there(node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """EFAULT for a length without a text; the length is looked at first."""
    client = opened(node, raw)
    with inaccessible_page() as page:
        assert client.ioctl("SET_CLIENT_NAME", name_len=1, name=page.address) == -errno.EFAULT
        assert client.ioctl("SET_CLIENT_NAME", name_len=LONGEST + 1, name=page.address) == -errno.EINVAL
        assert client.ioctl("SET_CLIENT_NAME", name_len=0, name=page.address) == 0


@conf("C2")
@needs("debugfs")
def test_devices_have_names(node: Node) -> None:
    """The same by the object: a name, none, and one that is refused by what it was."""
    with pydrm.open(node.path) as device:
        device.set_client_name("player")
        assert names(node)[-1] == "player"
        device.set_client_name("")
        assert names(node)[-1] == "<unset>"
        with pytest.raises(OSError, match="Invalid argument") as caught:
            device.set_client_name("two words")
        assert caught.value.errno == errno.EINVAL
        assert "text='two words'" in caught.value.__notes__[0]
