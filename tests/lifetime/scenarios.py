"""What one can do with buffers, as functions that leave everything open: the cases end them in every way there is."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import numpy as np

import pydrm
from pydrm import DmaBuf, Fourcc
from pydrm.kms import AtomicRequest, Blob, Fb, Kms

if TYPE_CHECKING:
    from collections.abc import Callable

Devices = tuple[pydrm.Device, pydrm.Device]
Keep = list[Any]


def dumb(devices: Devices, keep: Keep) -> None:
    """A dumb buffer."""
    keep.append(devices[0].create_dumb(64, 64, Fourcc.XRGB8888))


def dumb_array(devices: Devices, keep: Keep) -> None:
    """A dumb buffer and an array of it."""
    buffer = devices[0].create_dumb(64, 64, bpp=24)
    buffer.array[...] = 7
    keep += [buffer, buffer.array[3:5]]


def planar(devices: Devices, keep: Keep) -> None:
    """A buffer of several planes, and views of two."""
    buffer = devices[0].create_dumb(64, 64, "NV12")
    keep += [buffer, buffer.plane(0), buffer.plane(1), buffer.export()]


def mapping(devices: Devices, keep: Keep) -> None:
    """A mapping of its own, with views."""
    buffer = devices[0].create_dumb(64, 64, bpp=32)
    mapped = buffer.map(write=False)
    keep += [buffer, mapped, mapped.view, np.asarray(mapped)]


def export(devices: Devices, keep: Keep) -> None:
    """Two exports of one buffer."""
    buffer = devices[0].create_dumb(64, 64, bpp=32)
    keep += [buffer, buffer.export(), buffer.export(writable=False)]


def import_twice(devices: Devices, keep: Keep) -> None:
    """Two imports of one buffer on another device, and one at home: shared handles."""
    buffer = devices[0].create_dumb(64, 64, bpp=32)
    with buffer.export() as dmabuf:
        keep += [buffer, devices[1].import_dmabuf(dmabuf), devices[1].import_dmabuf(dmabuf)]
        keep.append(devices[0].import_dmabuf(dmabuf))


def flink(devices: Devices, keep: Keep) -> None:
    """A buffer opened again by its name."""
    buffer = devices[0].create_dumb(64, 64, bpp=32)
    keep += [buffer, devices[0].open_name(buffer.flink())]


def dmabuf_mapping(devices: Devices, keep: Keep) -> None:
    """A dma-buf mapped with a bracket, one open bracket more, and an array."""
    dmabuf = devices[0].create_dumb(64, 64, Fourcc.XRGB8888).export()
    access = dmabuf.cpu_access(write=False)
    access.__enter__()
    keep += [dmabuf, dmabuf.map(), dmabuf.array(), access]


def sync_files(devices: Devices, keep: Keep) -> None:
    """Fences out of one buffer and into another."""
    one = devices[0].create_dumb(64, 64, bpp=32).export()
    other = devices[0].create_dumb(64, 64, bpp=32).export()
    with one.export_sync_file(write=True) as fences:
        other.import_sync_file(fences, write=True)
    keep += [one, other, one.export_sync_file(read=True)]


def duplicates(devices: Devices, keep: Keep) -> None:
    """Duplicates and adopted descriptors."""
    with devices[0].create_dumb(64, 64, bpp=32).export() as dmabuf:
        keep += [dmabuf.dup(), DmaBuf.from_fd(dmabuf.fileno(), dup=True), DmaBuf.from_fd(os.dup(dmabuf.fileno()))]


def passed(devices: Devices, keep: Keep) -> None:
    """A buffer that came over a socket."""
    a, b = socket.socketpair()
    with a, b, devices[0].create_dumb(64, 64, "NV12").export() as dmabuf:
        dmabuf.send(a)
        keep.append(DmaBuf.recv(b))


def two_buffers_one_dmabuf(devices: Devices, keep: Keep) -> None:
    """Planes in separate buffers: one descriptor each, brackets and sync files over both."""
    fds = [devices[0].create_dumb(64, 64, bpp=8).export().detach()[0] for _ in range(2)]
    dmabuf = DmaBuf([(fds[0], 0, 64), (fds[1], 0, 64)], width=64, height=64, format="NV12")
    keep += [dmabuf, dmabuf.array(0), dmabuf.array(1), dmabuf.map(), dmabuf.export_sync_file(read=True)]


def twin(devices: Devices, keep: Keep) -> None:
    """A second object on the same DRM file, with users of its own."""
    other = pydrm.Device.from_fd(devices[0].fileno(), dup=True)
    buffer = devices[0].create_dumb(64, 64, bpp=32)
    with buffer.export() as dmabuf:
        keep += [other.import_dmabuf(dmabuf), other.create_dumb(8, 8, bpp=8), buffer, other]


def framebuffers(devices: Devices, keep: Keep) -> None:
    """Of buffers of either device, by handle and by import; one released, one whose buffer is gone."""
    own = devices[1].create_dumb(64, 64, Fourcc.XRGB8888)
    foreign = devices[0].create_dumb(64, 64, Fourcc.XRGB8888)
    with foreign.export() as dmabuf:
        keep += [own, foreign, Fb.add(devices[1], own), Fb.add(devices[1], foreign), Fb.add(devices[1], dmabuf)]
    with devices[1].create_dumb(64, 64, Fourcc.XRGB8888) as gone:
        keep += [Fb.add(devices[1], gone), Fb.add_legacy(devices[1], own, depth=24, bpp=32)]
    Fb.add(devices[1], own).release()


def requests(devices: Devices, keep: Keep) -> None:
    """A property blob, and requests that refer to it and to a framebuffer; one of them is all that does."""
    devices[1].set_client_cap(pydrm.ClientCap.ATOMIC)
    kms = Kms(devices[1])
    crtc, plane = kms.resources().crtcs[0], kms.planes()[0]
    with devices[1].create_dumb(64, 64, Fourcc.XRGB8888) as buffer:
        fb, only = Fb.add(devices[1], buffer), Fb.add(devices[1], buffer)
    blob = Blob.create(devices[1], bytes(68))
    one, two = AtomicRequest(kms), AtomicRequest(kms)
    one.set(crtc, MODE_ID=blob)
    one.set(plane, FB_ID=fb)
    two.set(plane, FB_ID=only)
    two.merge(one)
    keep += [blob, fb, one, two, two.copy(), two.mark()]


SCENARIOS: list[Callable[[Devices, Keep], None]] = [
    dumb,
    dumb_array,
    planar,
    mapping,
    export,
    import_twice,
    flink,
    dmabuf_mapping,
    sync_files,
    duplicates,
    passed,
    two_buffers_one_dmabuf,
    twin,
    framebuffers,
    requests,
]
