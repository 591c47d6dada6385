"""Where Mesa's software driver would crash: memory of another driver, which it cannot map."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from pydrm._ioctl import os_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydrm import Device as DrmDevice
    from pydrm import DmaBuf

    from .display import Display
    from .native import NativeDisplay

__all__ = ["check_pixmap", "check_reachable"]

_good: WeakKeyDictionary[DmaBuf, NativeDisplay] = WeakKeyDictionary()


def check_reachable(display: Display, dmabuf: DmaBuf) -> None:
    """Refuse a dma-buf that kms_swrast cannot map.

    It maps what it imports as a dumb buffer, which the kernel grants for a driver's own buffers only (MODE_MAP_DUMB:
    EINVAL, drm_gem_dumb_map_offset). The import itself succeeds, and the first access follows NULL (seen with Mesa
    22.3.6 and 25.0.7). Mesa's plain software driver, on the software device, maps the dma-buf itself and has no such
    limit (25.0.7).

    Raises:
        OSError: EINVAL.
    """
    native = display._native
    if _good.get(dmabuf) is native or display.driver_name != "kms_swrast":
        return
    with _drm_device(display) as drm:
        if drm is None:
            return
        for fd in dict.fromkeys(plane.fd for plane in dmabuf.planes):
            with drm.import_dmabuf(fd) as gem:
                try:
                    gem.map().close()
                except OSError as reason:
                    note = f"kms_swrast cannot map it ({reason.strerror}), and Mesa crashes at the first access"
                    call = f"importing {dmabuf!r} on {display}"
                    raise os_error(
                        errno.EINVAL, call, note, "Image.from_dmabuf(…, unchecked=True) imports it nevertheless"
                    ) from None
    _good[dmabuf] = native


def check_pixmap(display: Display, pixmap: object) -> None:
    """Refuse a GBM buffer that kms_swrast cannot map: one of another driver, or made of another's memory.

    A driver without PRIME (bochs before Linux 6.6) says ENOSYS to every export: then only a buffer of the display's own
    GBM device is known to be good, for nothing foreign can be in it.

    Raises:
        OSError: EINVAL; or why the buffer cannot be exported.
    """
    export = getattr(pixmap, "export", None)
    if export is None or display.driver_name != "kms_swrast":
        return
    try:
        dmabuf = export()
    except OSError as error:
        if error.errno != errno.ENOSYS or getattr(pixmap, "device", None) is not display._source:
            raise
        return
    with dmabuf:
        check_reachable(display, dmabuf)


@contextmanager
def _drm_device(display: Display) -> Iterator[DrmDevice | None]:
    # A file of its own on the DRM device under kms_swrast: on EGL's, closing our handle would close the one that an
    # image of the same memory has. Without GBM the device is the one that the display tells, or (Mesa 22.3 does not
    # tell) the first of those on which the platforms surfaceless and device use kms_swrast at all.
    import pydrm

    if hasattr(display._source, "fileno"):
        with pydrm.Device.from_fd(display._source.fileno(), dup=True) as shared:
            try:
                own = pydrm.Device(shared.path)
            except OSError:  # a descriptor from somebody who may open what we may not
                yield shared
                return
    else:
        node = display.device.drm_node
        if node is None:
            node = next((info.primary for info in pydrm.devices() if info.driver in ("vgem", "virtio_gpu")), None)
        if node is None:
            yield None
            return
        own = pydrm.Device(node)
    with own:
        yield own
