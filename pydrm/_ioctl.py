"""The border to the kernel: one function that makes an ioctl, and the note that explains its failure.

The successful path does nothing but the call. Everything a message needs (the name of the ioctl, the fields of its
struct, the node and the driver behind the file descriptor) is worked out from the arguments after a failure.
"""

from __future__ import annotations

import errno
import os

from ._native import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, NoReturn

    CData = Any

__all__ = ["again", "call", "call_nr", "fail", "ioctl", "os_error"]

# The bare call: a result, or -errno. Releases the GIL.
ioctl = lib.pydri_ioctl
_AGAIN = (-errno.EINTR, -errno.EAGAIN)


def call(fd: int, request: int, arg: CData | None, /, *, name: str = "", **decoded: object) -> int:
    """Make an ioctl and return its result (>= 0), or raise OSError with a note naming it and its arguments.

    Interrupted calls (EINTR, EAGAIN) are made again, as libdrm does, after Python's signal handlers have
    run. (No ioctl that is called this way takes a relative timeout, which a retry would start anew.)

    Args:
        fd: borrowed file descriptor.
        request: the ioctl number, ``lib.DRM_IOCTL_…``.
        arg: pointer to the ioctl's struct, or None.
        name: the ioctl's name for the message; found from the number when left out.
        **decoded: arguments to print instead of the struct's own fields.
    """
    if arg is None:
        arg = ffi.NULL
    ret = ioctl(fd, request, arg)
    return ret if ret >= 0 else again(ret, fd, request, arg, name=name, **decoded)


def again(ret: int, fd: int, request: int, arg: CData, /, *, name: str = "", **decoded: object) -> int:
    """What :func:`call` does after a result below 0: try again, or raise.

    For the few places that frames pass through, which call :data:`ioctl` themselves to save a Python call.
    """
    while ret in _AGAIN:
        ret = ioctl(fd, request, arg)
    if ret < 0:
        fail(-ret, fd, request, arg, name=name, **decoded)
    return ret


def call_nr(fd: int, request: int, arg: CData | None, /) -> int:
    """Make an ioctl and return its result, or ``-errno``: where failure is an answer. Retries as :func:`call`."""
    if arg is None:
        arg = ffi.NULL
    ret = ioctl(fd, request, arg)
    while ret in _AGAIN:
        ret = ioctl(fd, request, arg)
    return ret


def fail(
    code: int, fd: int, request: int, arg: CData | None = None, /, *, name: str = "", **decoded: object
) -> NoReturn:
    """Raise the OSError for errno ``code`` that the given ioctl ended with, explained."""
    raise os_error(code, lambda: f"{_spell(request, arg, name, decoded)} on {where(fd)}")


def os_error(code: int, *notes: str | Callable[[], str], filename: str | None = None) -> OSError:
    """An OSError (of the subclass that errno ``code`` has) with notes; a note may be a function that makes it."""
    text = os.strerror(code)
    error = OSError(code, text) if filename is None else OSError(code, text, filename)
    for note in notes:
        try:
            error.add_note(note if isinstance(note, str) else note())
        except Exception as reason:  # explaining a failure must never hide it
            error.add_note(f"(no further explanation: {reason!r})")
    return error


def where(fd: int) -> str:
    """What a file descriptor is, in words: ``/dev/dri/card0 (vgem)``, ``dma-buf "frame"``, or ``fd 7``."""
    try:
        path = os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        return f"fd {fd}"
    if path.startswith("/dmabuf:"):
        return f'dma-buf "{path[8:]}"' if len(path) > 8 else "dma-buf"
    if path.startswith("/dev/dri/") or path.startswith("/dev/accel/"):
        driver = driver_name(fd)
        return f"{path} ({driver})" if driver else path
    return path


def driver_name(fd: int) -> str:
    """The name of the DRM driver behind a file descriptor, or "" when it is no DRM device (or gone)."""
    version = ffi.new("struct drm_version *")
    text = ffi.new("char[]", 64)
    version.name, version.name_len = text, 63
    if call_nr(fd, lib.DRM_IOCTL_VERSION, version) < 0:
        return ""
    return ffi.string(text, min(version.name_len, 63)).decode("utf-8", "replace")


# -- the words of a failure ------------------------------------------------------------------------------------------

# Fields that the kernel fills in (or that only carry a pointer), by struct; the rest is input and gets printed.
_OUTPUTS: dict[str, str] = {
    "drm_mode_create_dumb": "handle pitch size",
    "drm_mode_map_dumb": "offset",
    "drm_gem_flink": "name",
    "drm_gem_open": "handle size",
    "drm_auth": "",
    "drm_get_cap": "value",
    "drm_vgem_fence_attach": "out_fence",
    "drm_mode_card_res": (
        "fb_id_ptr crtc_id_ptr connector_id_ptr encoder_id_ptr count_fbs count_crtcs count_connectors count_encoders "
        "min_width max_width min_height max_height"
    ),
    "drm_mode_get_plane_res": "plane_id_ptr count_planes",
    "drm_syncobj_create": "handle",
    "dma_buf_export_sync_file": "fd",
    "dma_heap_allocation_data": "fd",
    "sync_merge_data": "fence",
    "sync_file_info": "name status num_fences sync_fence_info",
    "drm_virtgpu_resource_create": "bo_handle res_handle size",
    "drm_virtgpu_resource_info": "res_handle size",
}


def _spell(request: int, arg: CData | None, name: str, decoded: dict[str, object]) -> str:
    if decoded:
        fields = ", ".join(
            f"{key}={value if isinstance(value, str) else _plain(key, value)}" for key, value in decoded.items()
        )
    else:
        fields = ", ".join(_fields(request, arg))
    return f"{name or request_name(request)}({fields})"


def request_name(request: int) -> str:
    """The name of an ioctl number, ``DRM_IOCTL_MODE_CREATE_DUMB``, or its hex value."""
    for name in dir(lib):
        if "_IOC" in name and getattr(lib, name, None) == request:
            return name
    return f"ioctl {request:#x}"


def _fields(request: int, arg: CData | None) -> Iterator[str]:
    if arg is None or arg == ffi.NULL:
        return
    target = ffi.typeof(arg).item
    if target.kind == "primitive":
        yield str(arg[0])
        return
    if target.kind != "struct" or not target.fields:
        return
    outputs = _OUTPUTS.get(target.cname.removeprefix("struct "), "").split()
    inputs = 0 if "sync_file" in target.cname else _prime_hidden(request)
    for key, field in target.fields:
        if key in outputs or key.startswith(("pad", "reserved")) or key == inputs:
            continue
        if field.type.kind in ("primitive", "enum"):
            yield f"{key}={_plain(key, getattr(arg, key))}"


def _prime_hidden(request: int) -> object:
    # One struct for both directions: what goes in is what deserves a place in the message.
    if request == lib.DRM_IOCTL_PRIME_HANDLE_TO_FD:
        return "fd"
    if request == lib.DRM_IOCTL_PRIME_FD_TO_HANDLE:
        return "handle"
    return None


def _plain(key: str, value: object) -> str:
    if isinstance(value, bytes):  # a char array or a single character
        return repr(value.rstrip(b"\0").decode("utf-8", "replace"))
    if not isinstance(value, int) or type(value) is not int:
        return str(value) if isinstance(value, int) else repr(value)
    if key in ("format", "pixel_format", "fourcc") or key.startswith("modifier"):
        from .formats import Fourcc, Modifier

        return str(Modifier(value)) if key.startswith("modifier") else str(Fourcc(value))
    if key == "flags" or key.endswith("_flags"):
        return hex(value) if value else "0"
    return str(value)
