"""Property blobs of one's own: bytes that a property's value can name."""

from __future__ import annotations

import errno

from .._ioctl import call, call_nr, fail
from .._native import ffi, lib
from ..resource import DeviceResource
from .ids import BlobId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from ..device import Device

__all__ = ["Blob"]

_CREATE, _DESTROY = lib.DRM_IOCTL_MODE_CREATEPROPBLOB, lib.DRM_IOCTL_MODE_DESTROYPROPBLOB


class Blob(DeviceResource):
    """A property blob that this DRM file made. Its contents never change.

    An :class:`~pydrm.kms.AtomicRequest` makes blobs by itself for the time of a commit; one of these saves that where
    the same contents are set again and again.

    Ownership: the file's reference to the blob. What a commit has put into use stays readable by its id after
    :meth:`close`, until another commit replaces it. Dead as soon as its device is closed; not usable after ``fork()``.
    Threads: may be used and closed from any thread.
    """

    __slots__ = ("_id",)
    _id: BlobId

    @classmethod
    def create(cls, device: Device, data: bytes | bytearray | memoryview) -> Self:
        """A new blob with a copy of ``data`` (``DRM_IOCTL_MODE_CREATEPROPBLOB``).

        Raises:
            OSError: EINVAL for no bytes at all or more than the kernel takes, ENOMEM, EOPNOTSUPP from a driver without
                mode setting.
        """
        contents = ffi.from_buffer(data)
        arg = ffi.new("struct drm_mode_create_blob *")
        arg.data = int(ffi.cast("uintptr_t", contents))
        arg.length = len(contents)
        call(device.fileno(), _CREATE, arg, length=arg.length)
        self = cls.__new__(cls)
        self._device = device
        self._id = BlobId(arg.blob_id)
        self._register()
        return self

    def _destroy(self) -> None:
        fd = self._device._release_fd()
        if fd is None:
            return
        arg = ffi.new("struct drm_mode_destroy_blob *", (self._id,))
        ret = call_nr(fd, _DESTROY, arg)
        if ret < 0 and ret != -errno.ENODEV:  # unplugged: its blobs are gone
            fail(-ret, fd, _DESTROY, arg)

    @property
    def id(self) -> BlobId:
        """The id by which properties name it."""
        self._check()
        return self._id

    def _describe(self) -> str:
        return f"{int(self._id)} on {self._device.path}"
