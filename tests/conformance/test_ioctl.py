"""The ioctl plumbing below every call: numbers, struct sizes, directions, user pointers."""

from __future__ import annotations

import ctypes
import errno
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.memory import inaccessible_page, read_only_page
from .support.raw import NATIVE, UAPI, number_ioctl, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

NONE, WRITE, READ, BOTH = range(4)
GET_CAP = 0x0C
GEM_CLOSE = 0x09
CREATE_DUMB = 0xB2
MAP_DUMB = 0xB3
VGEM_ATTACH = 0x41
TIMESTAMP_MONOTONIC = 6


def words(*values: int, size: int = 8) -> ctypes.Array[ctypes.c_ubyte]:
    """A buffer of little-endian numbers of `size` bytes each."""
    data = b"".join(value.to_bytes(size, "little") for value in values)
    return (ctypes.c_ubyte * len(data)).from_buffer(bytearray(data))


@conf("C6")
@pytest.mark.parametrize(
    "number",
    [
        pytest.param(0x08, marks=needs("modeset_ctl.gone"), id="0x8"),
        *(pytest.param(each, id=hex(each)) for each in (0x2F, 0x3E, 0xD5, 0xEF, 0xFF)),
    ],
)
@pytest.mark.parametrize("size", [0, 8, 64])
def test_unknown_core_number(node: Node, opened: Callable[..., Client], number: int, size: int) -> None:
    """A core number that DRM does not know is EINVAL, on render nodes too, where known ones would be EACCES."""
    argument = words(*([0] * 8))
    answer = number_ioctl(opened(node).fd, request(BOTH, "d", number, size), ctypes.addressof(argument))
    assert answer == -errno.EINVAL


@conf("C6")
@pytest.mark.parametrize("number", [0x43, 0x5F, 0x9F], ids=hex)
def test_unknown_driver_number(node: Node, opened: Callable[..., Client], number: int) -> None:
    """A driver's number beyond its table is EINVAL; neither vgem nor vkms has more than two."""
    argument = words(0, 0)
    answer = number_ioctl(opened(node).fd, request(BOTH, "d", number, 16), ctypes.addressof(argument))
    assert answer == -errno.EINVAL


@conf("C6")
def test_another_drivers_number(vkms_node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """vgem's ioctls on a driver without any are EINVAL."""
    client = opened(vkms_node, raw)
    assert client.attach(0) == -errno.EINVAL
    assert client.signal(0) == -errno.EINVAL


@conf("C6")
@pytest.mark.parametrize("kind", ["e", "c", "b", ">"])
def test_another_type_is_not_drm(node: Node, opened: Callable[..., Client], kind: str) -> None:
    """An ioctl of another subsystem is ENOTTY, whatever its number."""
    argument = words(TIMESTAMP_MONOTONIC, 0)
    answer = number_ioctl(opened(node).fd, request(BOTH, kind, GET_CAP, 16), ctypes.addressof(argument))
    assert answer == -errno.ENOTTY


@conf("C7")
def test_short_struct_is_extended_with_zeros(node: Node, opened: Callable[..., Client]) -> None:
    """An old program's shorter struct works, and the kernel writes no byte beyond it."""
    argument = words(TIMESTAMP_MONOTONIC, 0xAAAAAAAAAAAAAAAA)
    answer = number_ioctl(opened(node).fd, request(BOTH, "d", GET_CAP, 8), ctypes.addressof(argument))
    assert answer == 0
    assert bytes(argument) == bytes(words(TIMESTAMP_MONOTONIC, 0xAAAAAAAAAAAAAAAA))


@conf("C7")
def test_long_struct_has_a_tail(node: Node, opened: Callable[..., Client]) -> None:
    """A newer program's longer struct works, and its tail comes back as it went."""
    for size in (24, 64, 256, 4096):  # beyond 128 bytes the kernel copies to the heap instead of its stack
        argument = words(TIMESTAMP_MONOTONIC, 0, *([0xAAAAAAAAAAAAAAAA] * (size // 8 - 2)))
        answer = number_ioctl(opened(node).fd, request(BOTH, "d", GET_CAP, size), ctypes.addressof(argument))
        assert answer == 0
        assert bytes(argument) == bytes(words(TIMESTAMP_MONOTONIC, 1, *([0xAAAAAAAAAAAAAAAA] * (size // 8 - 2))))


@conf("C7")
@needs("dumb")
def test_short_struct_of_a_handle(card: Node, opened: Callable[..., Client]) -> None:
    """MAP_DUMB with the handle alone finds the object; there is just nowhere to put the offset."""
    client = opened(card)
    argument = words(client.must_create(), 0xAAAAAAAA, 0xAAAAAAAA, 0xAAAAAAAA, size=4)
    before = bytes(argument)
    assert number_ioctl(client.fd, request(BOTH, "d", MAP_DUMB, 4), ctypes.addressof(argument)) == 0
    assert bytes(argument) == before


@conf("C7")
@needs("fence", "dumb")
def test_missing_fields_are_zero_not_garbage(card: Node, opened: Callable[..., Client]) -> None:
    """A fence attached by the handle alone has flags 0: a read fence, which another reader does not mind."""
    client = opened(card)
    handle = client.must_create()
    argument = words(handle, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, size=4)
    assert number_ioctl(client.fd, request(BOTH, "d", VGEM_ATTACH, 4), ctypes.addressof(argument)) == 0
    assert client.attach(handle) == 0
    assert client.attach(handle, 1) == -errno.EBUSY


@conf("C7")
def test_direction_bits_are_honoured(node: Node, opened: Callable[..., Client]) -> None:
    """A request that does not write sends zeros, one that does not read brings nothing back."""
    client = opened(node)
    argument = words(TIMESTAMP_MONOTONIC, 0xAAAAAAAAAAAAAAAA)
    assert number_ioctl(client.fd, request(WRITE, "d", GET_CAP, 16), ctypes.addressof(argument)) == 0
    assert bytes(argument) == bytes(words(TIMESTAMP_MONOTONIC, 0xAAAAAAAAAAAAAAAA)), "nothing may be written back"
    # Capability 0 does not exist: EINVAL, or EOPNOTSUPP from a driver without modes.
    answer = number_ioctl(client.fd, request(READ, "d", GET_CAP, 16), ctypes.addressof(argument))
    assert answer in (-errno.EINVAL, -errno.EOPNOTSUPP)
    assert bytes(argument) == bytes(16)


@conf("C7")
@needs("dumb")
def test_direction_of_a_write_only_ioctl(card: Node, opened: Callable[..., Client]) -> None:
    """GEM_CLOSE without the write bit closes handle 0, which is nobody's."""
    client = opened(card)
    handle = client.must_create()
    argument = words(handle, 0, size=4)
    assert number_ioctl(client.fd, request(NONE, "d", GEM_CLOSE, 8), ctypes.addressof(argument)) == -errno.EINVAL
    assert number_ioctl(client.fd, request(BOTH, "d", GEM_CLOSE, 8), ctypes.addressof(argument)) == 0
    assert bytes(argument) == bytes(words(handle, 0, size=4))
    assert client.close_handle(handle) == -errno.EINVAL


READING = [("GET_CAP", 16), ("VERSION", 64), ("PRIME_FD_TO_HANDLE", 12), ("GEM_CLOSE", 8)]


@conf("C8")
@pytest.mark.parametrize("name", [name for name, _ in READING])
def test_unreadable_argument(node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """A struct that cannot be read is EFAULT: the first page, memory without access, an address beyond user space."""
    client = opened(node, raw)
    number = raw.number(name)
    with inaccessible_page() as page:
        for address in (0, 8, page.address, page.address + 4090, -4096):
            assert number_ioctl(client.fd, number, address) == -errno.EFAULT, hex(address)


@conf("C8")
@pytest.mark.parametrize("name", ["GET_CAP", "VERSION", "PRIME_FD_TO_HANDLE"])
def test_read_only_argument(node: Node, raw: Raw, opened: Callable[..., Client], name: str) -> None:
    """Output that cannot be written back is EFAULT, also when the call itself would have failed otherwise."""
    with read_only_page() as page:
        assert number_ioctl(opened(node, raw).fd, raw.number(name), page.address) == -errno.EFAULT


@conf("C8")
def test_argument_over_the_edge(node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A struct whose second half lies on a page that is not there is EFAULT."""
    from .support.memory import PAGE, PRIVATE, mmap_fd

    with mmap_fd(-1, 2 * PAGE, flags=PRIVATE | 0x20) as pages:
        pages.unmap(PAGE, PAGE)
        pages.length = PAGE
        assert number_ioctl(opened(node, raw).fd, raw.number("GET_CAP"), pages.address + PAGE - 8) == -errno.EFAULT


@conf("C8")
@needs("dumb")
def test_create_whose_answer_cannot_be_told(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """CREATE_DUMB with read-only memory is EFAULT; the object that nobody knows goes with the file."""
    from .support.memory import PAGE, PRIVATE, mmap_fd, protect
    from .support.memory import READ as PROTECTION_READ
    from .support.memory import WRITE as PROTECTION_WRITE

    client = opened(card, raw)
    with mmap_fd(-1, PAGE, protection=PROTECTION_READ | PROTECTION_WRITE, flags=PRIVATE | 0x20) as page:
        page[0:12] = bytes(words(16, 16, 32, size=4))  # height, width, bpp
        protect(page, PROTECTION_READ)
        assert number_ioctl(client.fd, raw.number("MODE_CREATE_DUMB"), page.address) == -errno.EFAULT
    assert client.close_handle(1) == 0, "the handle was made all the same"


@conf("C7")
@pytest.mark.parametrize("name", ["GET_CAP", "VERSION", "MODE_CREATE_DUMB", "PRIME_HANDLE_TO_FD", "VGEM_FENCE_ATTACH"])
def test_both_layers_know_the_same_number(name: str) -> None:
    """The compiled layer, the ctypes file and the size inside the number agree."""
    assert NATIVE.number(name) == UAPI.number(name)
    assert NATIVE.size(name) == UAPI.size(name) == (NATIVE.number(name) >> 16) & 0x3FFF
