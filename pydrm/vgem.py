"""vgem's fences: implicit fences on buffers that this program signals itself.

vgem is the kernel's virtual GEM driver, without hardware. Its fences need no root, can be put on any buffer (another
driver's too: import it first), and end by themselves ten seconds after they were made, as if they had been signalled.
"""

from __future__ import annotations

import errno

from ._ioctl import call, call_nr, os_error, where
from ._native import ffi, lib
from .errors import NotSupported
from .resource import DeviceResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .device import Device
    from .gem import GemObject

__all__ = ["VgemFence", "attach", "fence_attach", "fence_signal"]

_ATTACH, _SIGNAL = lib.DRM_IOCTL_VGEM_FENCE_ATTACH, lib.DRM_IOCTL_VGEM_FENCE_SIGNAL
_WRITE = lib.VGEM_FENCE_WRITE


def attach(gem: GemObject, *, write: bool) -> VgemFence:
    """Put a new fence on a buffer, as if its device were working on it (``DRM_IOCTL_VGEM_FENCE_ATTACH``).

    Everybody who shares the buffer sees it: a poll of its dma-bufs, sync files exported from them, other drivers.

    Args:
        gem: a buffer of a vgem device, imported ones included.
        write: True: the device writes, and everybody waits. False: it reads, and writers wait.

    Returns:
        The fence, owned by the caller: :meth:`VgemFence.signal` it within ten seconds.

    Raises:
        NotSupported: the buffer's device is not vgem.
        OSError: EBUSY: a fence that is not over yet stands against it (for a write any, for a read a writer's).
    """
    return VgemFence(gem, write=write)


def fence_attach(device: Device, handle: int, *, flags: int = 0) -> int:
    """``DRM_IOCTL_VGEM_FENCE_ATTACH`` as it is.

    Args:
        device: a vgem device.
        handle: a GEM handle of it.
        flags: 0 or ``VGEM_FENCE_WRITE`` (1).

    Returns:
        The fence's id, valid on this DRM file: 1, 2, 3, …, never used again.

    Raises:
        NotSupported: the device is not vgem.
        OSError: ENOENT (no such handle), EINVAL (flags), EBUSY (see :func:`attach`).
    """
    _must_be_vgem(device)
    arg = _new("struct drm_vgem_fence_attach *", handle=handle, flags=flags)
    # Named, since each driver counts its ioctls from the same number.
    call(device.fileno(), _ATTACH, arg, name="DRM_IOCTL_VGEM_FENCE_ATTACH")
    fence: int = arg.out_fence
    return fence


def fence_signal(device: Device, fence: int, *, flags: int = 0) -> None:
    """``DRM_IOCTL_VGEM_FENCE_SIGNAL`` as it is: signal a fence and forget its id.

    Args:
        device: a vgem device on the DRM file that the fence was attached through.
        fence: the id from :func:`fence_attach`.
        flags: 0.

    Raises:
        NotSupported: the device is not vgem.
        OSError: ENOENT: no such fence, or signalled before; EINVAL: flags.
        TimeoutError: the ten seconds had passed, and the fence had ended by itself. The id is gone all the same.
    """
    _must_be_vgem(device)
    arg = _new("struct drm_vgem_fence_signal *", fence=fence, flags=flags)
    call(device.fileno(), _SIGNAL, arg, name="DRM_IOCTL_VGEM_FENCE_SIGNAL")


class VgemFence(DeviceResource):
    """A fence on a buffer. Made by :func:`attach`.

    Closing it signals it, so that nothing stays busy; dropping it (with a ResourceWarning) or closing the device, too.
    Whether it has ended by itself meanwhile is seen on the buffer, not here.

    Ownership: the fence's id on its DRM file. Dead as soon as the device is closed; not usable after ``fork()``.
    Threads: may be signalled and closed from any thread; it is signalled once.
    """

    __slots__ = ("_id", "_write")

    def __init__(self, gem: GemObject, *, write: bool) -> None:
        """See :func:`attach`."""
        gem._check()
        self._device = gem.device
        self._write = write
        self._id = fence_attach(self._device, gem.handle, flags=_WRITE if write else 0)
        self._register()

    @property
    def id(self) -> int:
        """The fence's number on its DRM file, for :func:`fence_signal`."""
        self._check()
        return self._id

    @property
    def write(self) -> bool:
        """Whether it stands for a write (everybody waits) or a read (writers wait)."""
        return self._write

    @property
    def alive(self) -> bool:
        """Whether it can still be signalled here: neither signalled nor closed, and the device is open."""
        return bool(self)

    def signal(self) -> None:
        """Signal the fence, which uses it up: the object is closed afterwards.

        Raises:
            ClosedError: it was signalled or closed before.
            TimeoutError: ten seconds had passed and it had ended by itself; whoever waited has gone on without you.
        """
        self._check()
        if not self._disown():
            self._raise_closed()
        fence_signal(self._device, self._id)

    def _destroy(self) -> None:
        fd = self._device._release_fd()
        if fd is None:
            return
        arg = ffi.new("struct drm_vgem_fence_signal *")
        arg.fence = self._id
        ret = call_nr(fd, _SIGNAL, arg)
        # Over by itself, signalled by its number, or unplugged: in any case nothing stays busy.
        if ret < 0 and ret not in (-errno.ETIMEDOUT, -errno.ENOENT, -errno.ENODEV):
            raise os_error(-ret, lambda: f"DRM_IOCTL_VGEM_FENCE_SIGNAL(fence={self._id}) on {where(fd)}")

    def _describe(self) -> str:
        return f"{self._id} {'write' if self._write else 'read'} on {self._device.path}"


def _must_be_vgem(device: Device) -> None:
    # Another driver would take the same number for an ioctl of its own.
    if device.driver != "vgem":
        raise NotSupported(f"these fences are vgem's, and {device.path} is driven by {device.driver}")


def _new(kind: str, **fields: int) -> Any:
    try:
        return ffi.new(kind, fields)
    except OverflowError:
        said = ", ".join(f"{name}={value}" for name, value in fields.items())
        raise ValueError(f"{said}: unsigned 32-bit numbers are wanted") from None
