"""The names and plain values of virtio-gpu's ioctls. Public through :mod:`pydrm.virtgpu`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag

from ._native import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

__all__ = ["BlobFlag", "BlobHint", "BlobMem", "Box", "Capset", "Param", "ResourceInfo"]


class Param(IntEnum):
    """What :meth:`VirtGpu.getparam` asks (``VIRTGPU_PARAM_…``); 1 or 0 unless said otherwise."""

    FEATURES_3D = lib.VIRTGPU_PARAM_3D_FEATURES
    """The host renders: command streams, transfers in both directions."""
    CAPSET_QUERY_FIX = lib.VIRTGPU_PARAM_CAPSET_QUERY_FIX
    """Asking for a capset that the host lacks is an error, not a hang."""
    RESOURCE_BLOB = lib.VIRTGPU_PARAM_RESOURCE_BLOB
    """Blob resources can be made."""
    HOST_VISIBLE = lib.VIRTGPU_PARAM_HOST_VISIBLE
    """Host memory can be mapped in the guest."""
    CROSS_DEVICE = lib.VIRTGPU_PARAM_CROSS_DEVICE
    """Resources can be shared with other virtio devices."""
    CONTEXT_INIT = lib.VIRTGPU_PARAM_CONTEXT_INIT
    """A context can be told its capset and rings."""
    SUPPORTED_CAPSET_IDS = lib.VIRTGPU_PARAM_SUPPORTED_CAPSET_IDs
    """Bit set: ``1 << Capset…``."""
    EXPLICIT_DEBUG_NAME = lib.VIRTGPU_PARAM_EXPLICIT_DEBUG_NAME
    """A context can be given a name (Linux 6.14)."""
    BLOB_ALIGNMENT = lib.VIRTGPU_PARAM_BLOB_ALIGNMENT
    """Bytes that blob sizes have to be multiples of (newer than Linux 6.12)."""


class Capset(IntEnum):
    """The languages of command streams (``VIRTGPU_DRM_CAPSET_…``)."""

    VIRGL = lib.VIRTGPU_DRM_CAPSET_VIRGL
    """OpenGL, first version of its capabilities."""
    VIRGL2 = lib.VIRTGPU_DRM_CAPSET_VIRGL2
    """OpenGL."""
    GFXSTREAM_VULKAN = lib.VIRTGPU_DRM_CAPSET_GFXSTREAM_VULKAN
    """Vulkan, Android's way."""
    VENUS = lib.VIRTGPU_DRM_CAPSET_VENUS
    """Vulkan."""
    CROSS_DOMAIN = lib.VIRTGPU_DRM_CAPSET_CROSS_DOMAIN
    """Wayland passed through."""
    DRM = lib.VIRTGPU_DRM_CAPSET_DRM
    """The host's own DRM driver ("native context")."""


class BlobMem(IntEnum):
    """Where a blob's memory is (``VIRTGPU_BLOB_MEM_…``)."""

    GUEST = lib.VIRTGPU_BLOB_MEM_GUEST
    HOST3D = lib.VIRTGPU_BLOB_MEM_HOST3D
    HOST3D_GUEST = lib.VIRTGPU_BLOB_MEM_HOST3D_GUEST


class BlobFlag(IntFlag):
    """What a blob will be used for (``VIRTGPU_BLOB_FLAG_USE_…``)."""

    MAPPABLE = lib.VIRTGPU_BLOB_FLAG_USE_MAPPABLE
    SHAREABLE = lib.VIRTGPU_BLOB_FLAG_USE_SHAREABLE
    CROSS_DEVICE = lib.VIRTGPU_BLOB_FLAG_USE_CROSS_DEVICE


class BlobHint(IntFlag):
    """Hints on making a blob (``DRM_VIRTGPU_BLOB_FLAG_HINT_…``)."""

    DEFER_MAPPING = lib.DRM_VIRTGPU_BLOB_FLAG_HINT_DEFER_MAPPING


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a resource, in pixels (``struct drm_virtgpu_3d_box``)."""

    x: int = 0
    y: int = 0
    z: int = 0
    width: int = 1
    height: int = 1
    depth: int = 1

    @classmethod
    def of(cls, width: int, height: int) -> Self:
        """The whole of a picture of one layer."""
        return cls(width=width, height=height)


@dataclass(frozen=True, slots=True)
class ResourceInfo:
    """What the kernel says about a resource (``DRM_IOCTL_VIRTGPU_RESOURCE_INFO``)."""

    res_handle: int
    """The host's number for it, which command streams use."""
    size: int
    """Bytes."""
    blob_mem: int
    """A :class:`BlobMem` value; 0 for what is no blob."""
