"""virtio-gpu: the driver's own ioctls, as a userspace driver such as Mesa's virgl makes them.

A virtio-gpu is a virtual machine's graphics card. Its buffers, "resources", exist twice: as pages of the guest, and as
an object of the host. Contents go from one to the other by transfers. With 3D the host also executes command streams,
in the language of a "capset" (virgl, venus, …).
"""

from __future__ import annotations

import errno
import os

from ._fd import fd_of
from ._ioctl import call, call_nr, fail, where
from ._native import ffi, lib
from ._syncobj_calls import point_number
from ._virtgpu_resource import Resource, address, info, inputs, map_pages, new
from ._virtgpu_values import BlobFlag, BlobHint, BlobMem, Box, Capset, Param, ResourceInfo
from .errors import NotSupported
from .syncfile import SyncFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ._fd import HasFileno
    from ._syncobj_calls import Item
    from .device import Device
    from .gem import GemObject
    from .mapping import Mapping

__all__ = ["BlobFlag", "BlobHint", "BlobMem", "Box", "Capset", "Param", "Resource", "ResourceInfo", "VirtGpu"]


class VirtGpu:
    """The virtio-gpu side of a device: everything goes through the device's DRM file, and nothing is owned here.

    Its DRM file has one context on the host, made at first use; :meth:`context_init` has to come before that.

    Threads: may be used from any thread.

    Raises:
        NotSupported: the device has another driver. (Their ioctls have the same numbers.)
    """

    __slots__ = ("device",)

    def __init__(self, device: Device) -> None:
        device._check()
        if device.driver != "virtio_gpu":
            raise NotSupported(f"{device.path} is driven by {device.driver}, not by virtio_gpu")
        self.device = device

    # -- what there is -----------------------------------------------------------------------------------------------

    def getparam(self, param: Param | int) -> int:
        """A property of the card (``DRM_IOCTL_VIRTGPU_GETPARAM``).

        Raises:
            OSError: EINVAL: this kernel does not know it.
        """
        value = ffi.new("int *")
        arg = new("struct drm_virtgpu_getparam *", param=param, value=address(value))
        self._call(lib.DRM_IOCTL_VIRTGPU_GETPARAM, "GETPARAM", arg, param=param)
        return int(value[0])

    def params(self) -> dict[Param, int]:
        """All that this kernel knows of :class:`Param`."""
        answers = {}
        for param in Param:
            try:
                answers[param] = self.getparam(param)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
        return answers

    def get_caps(self, capset: Capset | int, *, version: int | None = None, size: int = 4096) -> bytes:
        """What the host can do, in the words of one of its languages (``DRM_IOCTL_VIRTGPU_GET_CAPS``).

        Args:
            capset: the language.
            version: of its capabilities; None for what Mesa asks: 1 for virgl, else 0.
            size: how many bytes to ask for.

        Returns:
            ``size`` bytes; zeros follow where the host has fewer. virglrenderer's headers tell what they mean.

        Raises:
            OSError: ENOSYS: the card has none; EINVAL: not that one, or size 0; EBUSY: the host does not answer.
        """
        if version is None:
            version = 1 if capset in (Capset.VIRGL, Capset.VIRGL2) else 0
        room = ffi.new("char[]", max(size, 0))
        arg = new(
            "struct drm_virtgpu_get_caps *", cap_set_id=capset, cap_set_ver=version, addr=address(room), size=size
        )
        self._call(lib.DRM_IOCTL_VIRTGPU_GET_CAPS, "GET_CAPS", arg, cap_set_id=capset, cap_set_ver=version, size=size)
        return bytes(ffi.buffer(room))

    # -- resources ---------------------------------------------------------------------------------------------------

    def resource_create(self, width: int, height: int, *, format: int, bind: int, **more: int) -> Resource:
        """Make a resource (``DRM_IOCTL_VIRTGPU_RESOURCE_CREATE``).

        Args:
            width: in pixels (in bytes, for a buffer).
            height: in pixels.
            format: a format of virgl's; 1 is B8G8R8A8, 2 is B8G8R8X8 (both the host's byte order).
            bind: virgl's bind bits; 2 render target, 8 sampler view, 1 << 18 scanout. Means nothing without 3D.
            **more: the other fields: ``target`` (left out: 2, a two-dimensional texture), ``depth``, ``array_size``
                (1), ``last_level``, ``nr_samples``, ``flags``, ``stride`` (0), ``size`` of the guest's pages in bytes
                (left out: four bytes for each pixel of the first level).

        Returns:
            The resource, owned by the caller.

        Raises:
            OSError: EINVAL: without 3D, anything but a flat picture; ENOMEM.
        """
        fields = {"target": 2, "depth": 1, "array_size": 1, "size": width * height * 4} | more
        arg = new(
            "struct drm_virtgpu_resource_create *", width=width, height=height, format=format, bind=bind, **fields
        )
        self._call(lib.DRM_IOCTL_VIRTGPU_RESOURCE_CREATE, "RESOURCE_CREATE", arg, **inputs(arg))
        return Resource._own(self.device, arg.bo_handle, arg.res_handle)

    def resource_create_blob(
        self,
        size: int,
        *,
        mem: BlobMem | int,
        flags: BlobFlag | int = 0,
        blob_id: int = 0,
        command: bytes = b"",
        hints: BlobHint | int = 0,
    ) -> Resource:
        """Make a resource that is plain memory (``DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB``).

        Args:
            size: bytes, whole pages.
            mem: where the memory is.
            flags: what it will be used for.
            blob_id: which object of the host's to show, as the command stream named it; 0 for guest memory.
            command: a command stream to execute before, in whole 4-byte words.
            hints: newer than Linux 6.12.

        Returns:
            The resource, owned by the caller.

        Raises:
            OSError: EINVAL: the card has no blobs (``Param.RESOURCE_BLOB``), or not such.
        """
        stream = ffi.from_buffer(command)
        arg = new(
            "struct drm_virtgpu_resource_create_blob *",
            blob_mem=mem,
            blob_flags=flags,
            size=size,
            cmd_size=len(stream),
            cmd=address(stream) if len(stream) else 0,
            blob_id=blob_id,
            blob_hints=hints,
        )
        request = lib.DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB
        self._call(request, "RESOURCE_CREATE_BLOB", arg, **inputs(arg))
        return Resource._own(self.device, arg.bo_handle, arg.res_handle)

    def resource_info(self, gem: GemObject) -> ResourceInfo:
        """What the kernel says about any buffer of the device (``DRM_IOCTL_VIRTGPU_RESOURCE_INFO``)."""
        return info(self._mine(gem))

    def map(self, gem: GemObject, *, write: bool = True) -> Mapping:
        """Map the guest's pages of any buffer of the device (``DRM_IOCTL_VIRTGPU_MAP``)."""
        return map_pages(self._mine(gem), write=write)

    def transfer_to_host(self, gem: GemObject, box: Box, **where_: int) -> None:
        """Copy a part from the guest's pages to the host's object (``DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST``).

        Returns at once; :meth:`wait` for the end.

        Args:
            gem: a buffer of the device.
            box: the part.
            **where_: ``level``, ``offset`` of the part's first byte in the guest's pages, ``stride`` and
                ``layer_stride`` there (of blobs only); each 0 when left out.
        """
        arg = self._transfer("struct drm_virtgpu_3d_transfer_to_host *", gem, box, where_)
        self._call(lib.DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST, "TRANSFER_TO_HOST", arg, handle=gem.handle, box=box)

    def transfer_from_host(self, gem: GemObject, box: Box, **where_: int) -> None:
        """Copy a part from the host's object to the guest's pages (``DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST``).

        Args and the rest as :meth:`transfer_to_host`.

        Raises:
            OSError: ENOSYS: the card has no 3D.
        """
        arg = self._transfer("struct drm_virtgpu_3d_transfer_from_host *", gem, box, where_)
        self._call(lib.DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST, "TRANSFER_FROM_HOST", arg, handle=gem.handle, box=box)

    def is_busy(self, gem: GemObject) -> bool:
        """Whether the host still works on a buffer (``DRM_IOCTL_VIRTGPU_WAIT``, NOWAIT)."""
        return self._wait(gem, lib.VIRTGPU_WAIT_NOWAIT) == -errno.EBUSY

    def wait(self, gem: GemObject) -> None:
        """Wait until the host is done with a buffer (``DRM_IOCTL_VIRTGPU_WAIT``), without the GIL.

        Raises:
            TimeoutError: it was not within the kernel's fifteen seconds (its errno is the kernel's, EBUSY).
        """
        if self._wait(gem, 0) < 0:
            error = TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
            error.add_note(f"DRM_IOCTL_VIRTGPU_WAIT(handle={gem.handle}) on {where(self.device.fileno())}")
            raise error

    def _wait(self, gem: GemObject, flags: int) -> int:
        arg = new("struct drm_virtgpu_3d_wait *", handle=self._mine(gem).handle, flags=flags)
        fd = self.device.fileno()
        ret = call_nr(fd, lib.DRM_IOCTL_VIRTGPU_WAIT, arg)
        if ret < 0 and ret != -errno.EBUSY:
            fail(-ret, fd, lib.DRM_IOCTL_VIRTGPU_WAIT, arg, name="DRM_IOCTL_VIRTGPU_WAIT")
        return ret

    # -- contexts and commands ---------------------------------------------------------------------------------------

    def context_init(
        self,
        *,
        capset: Capset | int | None = None,
        num_rings: int | None = None,
        poll_rings_mask: int | None = None,
        debug_name: str | None = None,
    ) -> None:
        """Say what the DRM file's context is to be, before anything made it (``DRM_IOCTL_VIRTGPU_CONTEXT_INIT``).

        Args:
            capset: the language of its command streams.
            num_rings: how many rings (timelines) its command streams may name, 64 at most.
            poll_rings_mask: bit set of the rings whose finished commands are told by events.
            debug_name: shown in debugfs and by the host (Linux 6.14).

        Raises:
            OSError: EINVAL: the card cannot, or not that; EEXIST: there is a context already.
        """
        name = None if debug_name is None else ffi.new("char[]", debug_name.encode())
        given = {
            lib.VIRTGPU_CONTEXT_PARAM_CAPSET_ID: capset,
            lib.VIRTGPU_CONTEXT_PARAM_NUM_RINGS: num_rings,
            lib.VIRTGPU_CONTEXT_PARAM_POLL_RINGS_MASK: poll_rings_mask,
            lib.VIRTGPU_CONTEXT_PARAM_DEBUG_NAME: None if name is None else address(name),
        }
        pairs = [(param, point_number(value)) for param, value in given.items() if value is not None]
        params = ffi.new("struct drm_virtgpu_context_set_param[]", pairs)
        arg = new("struct drm_virtgpu_context_init *", num_params=len(pairs), ctx_set_params=address(params))
        said = {"capset": capset, "num_rings": num_rings, "poll_rings_mask": poll_rings_mask, "debug_name": debug_name}
        self._call(lib.DRM_IOCTL_VIRTGPU_CONTEXT_INIT, "CONTEXT_INIT", arg, **said)

    def execbuffer(
        self,
        command: bytes,
        *,
        gems: Iterable[GemObject] = (),
        ring: int | None = None,
        in_fence: SyncFile | HasFileno | int | None = None,
        out_fence: bool = False,
        in_syncobjs: Iterable[Item] = (),
        out_syncobjs: Iterable[Item] = (),
    ) -> SyncFile | None:
        """Have the host execute a command stream (``DRM_IOCTL_VIRTGPU_EXECBUFFER``). Returns when it is handed over.

        Args:
            command: the stream, in the language of the context.
            gems: the buffers that it works on; they are busy until it is done.
            ring: which ring, of those that :meth:`context_init` made.
            in_fence: a sync file (borrowed) to wait for before.
            out_fence: return a sync file.
            in_syncobjs: sync objects, or ``(syncobj, point)``, to wait for before (Linux 6.6).
            out_syncobjs: those that get its fence (Linux 6.6).

        Returns:
            With ``out_fence``, a sync file owned by the caller, signalled when the stream is done; else None.

        Raises:
            OSError: ENOSYS: the card has no 3D; ENOENT: an unknown buffer; EINVAL: ring or fence.
        """
        stream = ffi.from_buffer(command)
        handles = ffi.new("uint32_t[]", [self._mine(gem).handle for gem in gems])
        before, after = self._syncobjs(in_syncobjs), self._syncobjs(out_syncobjs)
        flags = (
            (lib.VIRTGPU_EXECBUF_FENCE_FD_IN if in_fence is not None else 0)
            | (lib.VIRTGPU_EXECBUF_FENCE_FD_OUT if out_fence else 0)
            | (lib.VIRTGPU_EXECBUF_RING_IDX if ring is not None else 0)
        )
        arg = new(
            "struct drm_virtgpu_execbuffer *",
            flags=flags,
            size=len(stream),
            command=address(stream),
            bo_handles=address(handles),
            num_bo_handles=len(handles),
            fence_fd=-1 if in_fence is None else fd_of(in_fence),
            ring_idx=ring or 0,
            syncobj_stride=ffi.sizeof("struct drm_virtgpu_execbuffer_syncobj"),
            num_in_syncobjs=len(before),
            num_out_syncobjs=len(after),
            in_syncobjs=address(before),
            out_syncobjs=address(after),
        )
        self._call(lib.DRM_IOCTL_VIRTGPU_EXECBUFFER, "EXECBUFFER", arg, flags=flags, size=len(stream), ring=ring)
        return SyncFile._own(arg.fence_fd) if out_fence else None

    # -- helpers -----------------------------------------------------------------------------------------------------

    def _call(self, request: int, name: str, arg: Any, **decoded: object) -> None:
        # Named, since each driver counts its ioctls from the same number.
        call(self.device.fileno(), request, arg, name=f"DRM_IOCTL_VIRTGPU_{name}", **decoded)

    def _mine(self, gem: GemObject) -> GemObject:
        if gem.device is not self.device:
            raise ValueError(f"{gem!r} is not a buffer of {self.device!r}: its handle means something else there")
        return gem

    def _transfer(self, kind: str, gem: GemObject, box: Box, where_: dict[str, int]) -> Any:
        arg = new(kind, bo_handle=self._mine(gem).handle, **where_)
        arg.box = new("struct drm_virtgpu_3d_box *", x=box.x, y=box.y, z=box.z, w=box.width, h=box.height, d=box.depth)[
            0
        ]
        return arg

    def _syncobjs(self, items: Iterable[Item]) -> Any:
        pairs = [item if isinstance(item, tuple) else (item, 0) for item in items]
        if any(syncobj.device is not self.device for syncobj, _ in pairs):
            raise ValueError("the sync objects have to be of the same device as the command stream")
        listed = [(syncobj.handle, 0, point_number(point)) for syncobj, point in pairs]
        return ffi.new("struct drm_virtgpu_execbuffer_syncobj[]", listed)
