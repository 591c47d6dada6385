"""UDMABUF_CREATE_LIST through both layers: its struct ends in an array, which the plain `Raw.ioctl` cannot make."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pydrm
from pydrm import uapi

from .raw import Reply, number_ioctl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .raw import Raw


def create_list(
    raw: Raw, device: int, items: Sequence[tuple[int, int, int]], *, flags: int = 1, count: int | None = None
) -> Reply:
    """UDMABUF_CREATE_LIST of (memfd, offset, size) items: the new descriptor, the caller's, or -errno."""
    number = len(items) if count is None else count
    if raw.name == "native":
        listed = [{"memfd": memfd & 0xFFFFFFFF, "offset": offset, "size": size} for memfd, offset, size in items]
        head = pydrm.ffi.new("struct udmabuf_create_list *", {"flags": flags, "count": number, "list": listed})
        return Reply(int(pydrm.lib.pydri_ioctl(device, raw.number("UDMABUF_CREATE_LIST"), head)), {})
    records = [uapi.udmabuf_create_item(memfd=memfd, offset=offset, size=size) for memfd, offset, size in items]
    text = bytearray(bytes(uapi.udmabuf_create_list(flags=flags, count=number)) + b"".join(map(bytes, records)))
    address = ctypes.addressof(ctypes.c_char.from_buffer(text))
    return Reply(number_ioctl(device, raw.number("UDMABUF_CREATE_LIST"), address), {})
