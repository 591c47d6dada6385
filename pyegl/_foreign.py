"""Where Mesa's software driver would crash: memory of another driver, which it cannot map."""

from __future__ import annotations

import errno
from weakref import WeakKeyDictionary

from pydrm._ioctl import os_error

from ._library import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pydrm import DmaBuf

    from .display import Display
    from .native import NativeDisplay

__all__ = ["check_reachable"]

_good: WeakKeyDictionary[DmaBuf, NativeDisplay] = WeakKeyDictionary()


def check_reachable(display: Display, dmabuf: DmaBuf) -> None:
    """Refuse a dma-buf that kms_swrast cannot map.

    It maps what it imports as a dumb buffer, which the kernel grants for a driver's own buffers only (MODE_MAP_DUMB:
    EINVAL, drm_gem_dumb_map_offset). The import itself succeeds, and the first access follows NULL (Mesa 22.3).

    Raises:
        OSError: EINVAL.
    """
    native = display._native
    if native.platform != lib.EGL_PLATFORM_GBM_KHR or _good.get(dmabuf) is native:
        return
    source = display._source
    if not hasattr(source, "fileno") or display.driver_name != "kms_swrast":
        return
    import pydrm

    with pydrm.Device.from_fd(source.fileno(), dup=True) as drm:
        for fd in dict.fromkeys(plane.fd for plane in dmabuf.planes):
            with drm.import_dmabuf(fd) as gem:
                try:
                    gem.map().close()
                except OSError as reason:
                    note = f"kms_swrast cannot map it ({reason.strerror}), and Mesa 22.3 crashes at the first access"
                    call = f"importing {dmabuf!r} on {display}"
                    raise os_error(errno.EINVAL, call, note, "unchecked=True imports it nevertheless") from None
    _good[dmabuf] = native
