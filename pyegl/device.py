"""EGL devices: the hardware (and software renderers) that libEGL sees, and which DRM device each one is."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from pydrm.errors import NotSupported

from ._library import ffi, lib
from .errors import failure
from .extensions import Extensions, client_extensions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pydrm import Device as DrmDevice
    from pydrm import DeviceInfo

__all__ = ["Device", "devices"]


@dataclass(frozen=True, slots=True)
class Device:
    """A device as libEGL enumerates it (a snapshot; the ``EGLDeviceEXT`` itself lives as long as the process)."""

    native: int
    """The ``EGLDeviceEXT`` as a number: the native display of the platform DEVICE."""
    extensions: Extensions = field(repr=False)
    """The device's own extensions."""
    drm_node: str | None
    """Path of the primary node (``EGL_DRM_DEVICE_FILE_EXT``); None for a device that is no DRM device."""
    render_node: str | None
    """Path of the render node (``EGL_DRM_RENDER_NODE_FILE_EXT``); None where there is none or it is not told."""
    vendor: str | None
    """``EGL_VENDOR``, with EGL_EXT_device_query_name."""
    renderer: str | None
    """``EGL_RENDERER_EXT``, likewise."""
    driver_name: str | None
    """``EGL_DRIVER_NAME_EXT``, with EGL_EXT_device_persistent_id."""
    uuid: bytes | None
    """``EGL_DEVICE_UUID_EXT``, 16 bytes, likewise."""

    @property
    def is_software(self) -> bool:
        """Whether it is the software renderer (``EGL_MESA_device_software``)."""
        return "EGL_MESA_device_software" in self.extensions

    @property
    def nodes(self) -> tuple[str, ...]:
        """The paths of its DRM nodes that are known."""
        return tuple(node for node in (self.drm_node, self.render_node) if node)

    def is_drm(self, device: DrmDevice | DeviceInfo | os.PathLike[str] | str) -> bool:
        """Whether this is a DRM device: given as a pydrm device, what ``pydrm.devices()`` lists, or a node's path.

        Nodes are compared by their device numbers, whatever their paths; the two nodes of one device are the same
        device.
        """
        mine = {number for node in self.nodes if (number := _number(node)) is not None}
        return bool(mine & _numbers(device))

    def attrib(self, attribute: int) -> int:
        """An attribute of the device (``eglQueryDeviceAttribEXT``), for those that some extension has.

        Raises:
            EglError: BadAttribute, the device has no such attribute.
        """
        value = ffi.new("EGLAttrib *")
        if not lib.eglQueryDeviceAttribEXT(ffi.cast("void *", self.native), attribute, value):
            raise failure(lib.eglGetError(), "eglQueryDeviceAttribEXT", self.native, attribute=hex(attribute))
        return int(value[0])


def devices() -> tuple[Device, ...]:
    """Every device that libEGL sees (``eglQueryDevicesEXT``), of all vendors.

    Raises:
        NotSupported: the client library cannot enumerate (EGL_EXT_device_enumeration, or EGL_EXT_device_base).
        LibraryNotFound: libEGL is not installed.
    """
    client_extensions().require("EGL_EXT_device_enumeration", "EGL_EXT_device_base", what="enumerating devices")
    count = ffi.new("EGLint *")
    room = 16
    while True:
        found = ffi.new("EGLDeviceEXT[]", room)
        if not lib.eglQueryDevicesEXT(room, found, count):
            raise failure(lib.eglGetError(), "eglQueryDevicesEXT", max_devices=room)
        if count[0] < room:
            return tuple(device_of(found[index]) for index in range(count[0]))
        room *= 2


def device_of(ptr: Any) -> Device:
    """The snapshot of an ``EGLDeviceEXT``."""
    extensions = Extensions.parse(_string(ptr, lib.EGL_EXTENSIONS) or "", "this EGL device")
    has_drm = extensions.has("EGL_EXT_device_drm")
    has_render = extensions.has("EGL_EXT_device_drm_render_node")
    has_name = extensions.has("EGL_EXT_device_query_name")
    has_id = extensions.has("EGL_EXT_device_persistent_id")
    return Device(
        native=int(ffi.cast("uintptr_t", ptr)),
        extensions=extensions,
        drm_node=_string(ptr, lib.EGL_DRM_DEVICE_FILE_EXT) if has_drm else None,
        render_node=_string(ptr, lib.EGL_DRM_RENDER_NODE_FILE_EXT) if has_render else None,
        vendor=_string(ptr, lib.EGL_VENDOR) if has_name else None,
        renderer=_string(ptr, lib.EGL_RENDERER_EXT) if has_name else None,
        driver_name=_string(ptr, lib.EGL_DRIVER_NAME_EXT) if has_id else None,
        uuid=_binary(ptr, lib.EGL_DEVICE_UUID_EXT) if has_id else None,
    )


def _string(ptr: Any, name: int) -> str | None:
    text = lib.eglQueryDeviceStringEXT(ptr, name)
    if text == ffi.NULL:
        lib.eglGetError()  # a device that knows the question and has no answer: one without a node
        return None
    return ffi.string(text).decode("utf-8", "replace")


def _binary(ptr: Any, name: int) -> bytes | None:
    try:
        query = lib.eglQueryDeviceBinaryEXT
    except NotSupported:
        return None
    size = ffi.new("EGLint *")
    room = ffi.new("char[]", 64)
    if not query(ptr, name, 64, room, size):
        lib.eglGetError()
        return None
    return bytes(ffi.buffer(room, size[0]))


def _number(path: str | os.PathLike[str]) -> int | None:
    try:
        return os.stat(path).st_rdev
    except OSError:
        return None


def _numbers(device: DrmDevice | DeviceInfo | os.PathLike[str] | str) -> set[int]:
    # The device numbers of all nodes of a DRM device.
    if isinstance(device, (str, os.PathLike)):
        number = _number(device)
        return _siblings(number) if number is not None else set()
    if hasattr(device, "fileno"):
        return _siblings(os.fstat(device.fileno()).st_rdev)
    return {number for path in device.nodes.values() if (number := _number(path)) is not None}


def _siblings(number: int) -> set[int]:
    import pydrm

    for info in pydrm.devices():
        numbers = {found for path in info.nodes.values() if (found := _number(path)) is not None}
        if number in numbers:
            return numbers
    return {number}
