# GENERATED from bindings.h by scripts/regen.py
"""The kernel's DRM, dma-buf, sync_file, udmabuf and dma-heap interfaces, in one file that needs nothing but Python.

Copy this file onto a board that has only python3 and use it. Every struct has the kernel's layout and its C name, every
constant its C name, and every ioctl is one function: its keyword arguments are the members of the struct, and it returns
the struct as the kernel left it (nothing for ioctls that only take). A failed call raises OSError with the name of the
ioctl in a note. Nothing is opened, owned or closed for you: file descriptors and handles are plain numbers.

    import mmap, os
    import uapi

    fd = os.open("/dev/dri/card0", os.O_RDWR | os.O_CLOEXEC)
    print(uapi.driver_name(fd))
    dumb = uapi.mode_create_dumb(fd, width=640, height=480, bpp=32)
    offset = uapi.mode_map_dumb(fd, handle=dumb.handle).offset
    with mmap.mmap(fd, dumb.size, offset=offset) as pixels:
        pixels[:4] = b"\\xff\\x00\\x00\\x00"
    exported = uapi.prime_handle_to_fd(fd, handle=dumb.handle, flags=uapi.DRM_CLOEXEC | uapi.DRM_RDWR)
    print(exported.fd)

Where a struct wants the address of memory, `address(buffer)` gives it; keep the buffer alive until the call is over.
Functions may be used from several threads; the interpreter lock is not held while the kernel works.
"""

from __future__ import annotations

import ctypes
import fcntl
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, ClassVar, TypeVar

    _T = TypeVar("_T", bound="_Shown")


class _Shown:
    """Prints the members of a struct."""

    _fields_: ClassVar[Any]

    def __repr__(self) -> str:
        members = ", ".join(f"{row[0]}={_show(getattr(self, row[0]))}" for row in self._fields_)
        return f"{type(self).__name__}({members})"


class _Struct(_Shown, ctypes.Structure):
    pass


class _Union(_Shown, ctypes.Union):
    pass


def _show(value: Any) -> str:
    return repr(list(value)) if isinstance(value, ctypes.Array) else repr(value)


def _make(kind: type[_T], **members: Any) -> _T:
    """A zeroed struct with `members` set; a number that does not fit raises OverflowError."""
    struct = kind()
    for name, value in members.items():
        if value is None:
            continue
        if isinstance(value, (int, bytes, ctypes.Structure, ctypes.Union)):
            setattr(struct, name, value)
        else:
            place = getattr(struct, name)
            if len(value) > len(place):
                raise OverflowError(f"{kind.__name__}.{name} has room for {len(place)} values, not {len(value)}")
            place[: len(value)] = list(value)
            if value and isinstance(value[0], int) and place[: len(value)] != list(value):
                raise OverflowError(f"{kind.__name__}.{name} cannot hold {list(value)}")
        # ctypes cuts off what does not fit; the kernel must not see a number that nobody gave.
        if isinstance(value, int) and (getattr(struct, name) or 0) != value:
            raise OverflowError(f"{kind.__name__}.{name} cannot hold {value}")
    return struct


def _number(kind: Any, value: int) -> Any:
    """A ctypes integer; OverflowError when `value` does not fit."""
    number = kind(value)
    if number.value != value:
        raise OverflowError(f"{kind.__name__} cannot hold {value}")
    return number


def _call(file: int, request: int, argument: Any = 0) -> int:
    """ioctl(2), again after EINTR (signal handlers run in between)."""
    while True:
        try:
            return int(fcntl.ioctl(file, request, argument))
        except InterruptedError:
            continue
        except OSError as error:
            names = (name for name, value in globals().items() if name.isupper() and value == request)
            error.add_note(f"{next(names, hex(request))} on fd {file} with {argument!r}")
            raise


def address(buffer: Any) -> int:
    """Address of a ctypes object or of a writable buffer (bytearray, array.array, mmap, memoryview)."""
    if isinstance(buffer, (ctypes.Structure, ctypes.Union, ctypes.Array, ctypes._SimpleCData)):
        return ctypes.addressof(buffer)
    return ctypes.addressof(ctypes.c_char.from_buffer(buffer))


# How an ioctl number is put together differs between architectures (asm/ioctl.h): values for none, write, read, and how
# far they are shifted.
_MACHINE = os.uname().machine
if _MACHINE.startswith(("alpha", "mips", "ppc", "powerpc", "sparc")):
    _NONE, _WRITE, _READ, _SHIFT = 1, 4, 2, 29
elif _MACHINE.startswith("parisc"):
    _NONE, _WRITE, _READ, _SHIFT = 0, 2, 1, 30
else:
    _NONE, _WRITE, _READ, _SHIFT = 0, 1, 2, 30


def _request(direction: int, group: str, number: int, size: int) -> int:
    return direction << _SHIFT | size << 16 | ord(group) << 8 | number


def _IO(group: str, number: int) -> int:
    return _request(_NONE, group, number, 0)


def _IOR(group: str, number: int, argument: Any) -> int:
    return _request(_READ, group, number, ctypes.sizeof(argument))


def _IOW(group: str, number: int, argument: Any) -> int:
    return _request(_WRITE, group, number, ctypes.sizeof(argument))


def _IOWR(group: str, number: int, argument: Any) -> int:
    return _request(_READ | _WRITE, group, number, ctypes.sizeof(argument))


# Constants of drm.h: Linux 7.2
_DRM_VBLANK_HIGH_CRTC_SHIFT = 1
_DRM_VBLANK_TYPES_MASK = 0x1
_DRM_VBLANK_FLAGS_MASK = 0x74000000
DRM_CAP_DUMB_BUFFER = 0x1
DRM_CAP_VBLANK_HIGH_CRTC = 0x2
DRM_CAP_DUMB_PREFERRED_DEPTH = 0x3
DRM_CAP_DUMB_PREFER_SHADOW = 0x4
DRM_CAP_PRIME = 0x5
DRM_PRIME_CAP_IMPORT = 0x1
DRM_PRIME_CAP_EXPORT = 0x2
DRM_CAP_TIMESTAMP_MONOTONIC = 0x6
DRM_CAP_ASYNC_PAGE_FLIP = 0x7
DRM_CAP_CURSOR_WIDTH = 0x8
DRM_CAP_CURSOR_HEIGHT = 0x9
DRM_CAP_ADDFB2_MODIFIERS = 0x10
DRM_CAP_PAGE_FLIP_TARGET = 0x11
DRM_CAP_CRTC_IN_VBLANK_EVENT = 0x12
DRM_CAP_SYNCOBJ = 0x13
DRM_CAP_SYNCOBJ_TIMELINE = 0x14
DRM_CAP_ATOMIC_ASYNC_PAGE_FLIP = 0x15
DRM_CLIENT_CAP_STEREO_3D = 1
DRM_CLIENT_CAP_UNIVERSAL_PLANES = 2
DRM_CLIENT_CAP_ATOMIC = 3
DRM_CLIENT_CAP_ASPECT_RATIO = 4
DRM_CLIENT_CAP_WRITEBACK_CONNECTORS = 5
DRM_CLIENT_CAP_CURSOR_PLANE_HOTSPOT = 6
DRM_CLIENT_CAP_PLANE_COLOR_PIPELINE = 7
DRM_RDWR = 0x2
DRM_CLOEXEC = 0x80000
DRM_SYNCOBJ_CREATE_SIGNALED = 0x1
DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_IMPORT_SYNC_FILE = 0x1
DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_TIMELINE = 0x2
DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_EXPORT_SYNC_FILE = 0x1
DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_TIMELINE = 0x2
DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL = 0x1
DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT = 0x2
DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE = 0x4
DRM_SYNCOBJ_WAIT_FLAGS_WAIT_DEADLINE = 0x8
DRM_SYNCOBJ_QUERY_FLAGS_LAST_SUBMITTED = 0x1
DRM_CRTC_SEQUENCE_RELATIVE = 0x1
DRM_CRTC_SEQUENCE_NEXT_ON_MISS = 0x2
DRM_CLIENT_NAME_MAX_LEN = 64
DRM_COMMAND_BASE = 0x40
DRM_COMMAND_END = 0xA0
DRM_EVENT_VBLANK = 0x1
DRM_EVENT_FLIP_COMPLETE = 0x2
DRM_EVENT_CRTC_SEQUENCE = 0x3
_DRM_STAT_LOCK = 0
_DRM_STAT_OPENS = 1
_DRM_STAT_CLOSES = 2
_DRM_STAT_IOCTLS = 3
_DRM_STAT_LOCKS = 4
_DRM_STAT_UNLOCKS = 5
_DRM_STAT_VALUE = 6
_DRM_STAT_BYTE = 7
_DRM_STAT_COUNT = 8
_DRM_STAT_IRQ = 9
_DRM_STAT_PRIMARY = 10
_DRM_STAT_SECONDARY = 11
_DRM_STAT_DMA = 12
_DRM_STAT_SPECIAL = 13
_DRM_STAT_MISSED = 14
_DRM_VBLANK_ABSOLUTE = 0
_DRM_VBLANK_RELATIVE = 1
_DRM_VBLANK_HIGH_CRTC_MASK = 62
_DRM_VBLANK_EVENT = 67108864
_DRM_VBLANK_FLIP = 134217728
_DRM_VBLANK_NEXTONMISS = 268435456
_DRM_VBLANK_SECONDARY = 536870912
_DRM_VBLANK_SIGNAL = 1073741824

# Constants of drm_mode.h: Linux 7.2
DRM_CONNECTOR_NAME_LEN = 32
DRM_DISPLAY_MODE_LEN = 32
DRM_PROP_NAME_LEN = 32
DRM_MODE_TYPE_BUILTIN = 0x1
DRM_MODE_TYPE_CLOCK_C = 0x3
DRM_MODE_TYPE_CRTC_C = 0x5
DRM_MODE_TYPE_PREFERRED = 0x8
DRM_MODE_TYPE_DEFAULT = 0x10
DRM_MODE_TYPE_USERDEF = 0x20
DRM_MODE_TYPE_DRIVER = 0x40
DRM_MODE_TYPE_ALL = 0x68
DRM_MODE_FLAG_PHSYNC = 0x1
DRM_MODE_FLAG_NHSYNC = 0x2
DRM_MODE_FLAG_PVSYNC = 0x4
DRM_MODE_FLAG_NVSYNC = 0x8
DRM_MODE_FLAG_INTERLACE = 0x10
DRM_MODE_FLAG_DBLSCAN = 0x20
DRM_MODE_FLAG_CSYNC = 0x40
DRM_MODE_FLAG_PCSYNC = 0x80
DRM_MODE_FLAG_NCSYNC = 0x100
DRM_MODE_FLAG_HSKEW = 0x200
DRM_MODE_FLAG_BCAST = 0x400
DRM_MODE_FLAG_PIXMUX = 0x800
DRM_MODE_FLAG_DBLCLK = 0x1000
DRM_MODE_FLAG_CLKDIV2 = 0x2000
DRM_MODE_FLAG_3D_MASK = 0x7C000
DRM_MODE_FLAG_3D_NONE = 0x0
DRM_MODE_FLAG_3D_FRAME_PACKING = 0x4000
DRM_MODE_FLAG_3D_FIELD_ALTERNATIVE = 0x8000
DRM_MODE_FLAG_3D_LINE_ALTERNATIVE = 0xC000
DRM_MODE_FLAG_3D_SIDE_BY_SIDE_FULL = 0x10000
DRM_MODE_FLAG_3D_L_DEPTH = 0x14000
DRM_MODE_FLAG_3D_L_DEPTH_GFX_GFX_DEPTH = 0x18000
DRM_MODE_FLAG_3D_TOP_AND_BOTTOM = 0x1C000
DRM_MODE_FLAG_3D_SIDE_BY_SIDE_HALF = 0x20000
DRM_MODE_PICTURE_ASPECT_NONE = 0
DRM_MODE_PICTURE_ASPECT_4_3 = 1
DRM_MODE_PICTURE_ASPECT_16_9 = 2
DRM_MODE_PICTURE_ASPECT_64_27 = 3
DRM_MODE_PICTURE_ASPECT_256_135 = 4
DRM_MODE_CONTENT_TYPE_NO_DATA = 0
DRM_MODE_CONTENT_TYPE_GRAPHICS = 1
DRM_MODE_CONTENT_TYPE_PHOTO = 2
DRM_MODE_CONTENT_TYPE_CINEMA = 3
DRM_MODE_CONTENT_TYPE_GAME = 4
DRM_MODE_FLAG_PIC_AR_MASK = 0x780000
DRM_MODE_FLAG_PIC_AR_NONE = 0x0
DRM_MODE_FLAG_PIC_AR_4_3 = 0x80000
DRM_MODE_FLAG_PIC_AR_16_9 = 0x100000
DRM_MODE_FLAG_PIC_AR_64_27 = 0x180000
DRM_MODE_FLAG_PIC_AR_256_135 = 0x200000
DRM_MODE_FLAG_ALL = 0x7F3FF
DRM_MODE_DPMS_ON = 0
DRM_MODE_DPMS_STANDBY = 1
DRM_MODE_DPMS_SUSPEND = 2
DRM_MODE_DPMS_OFF = 3
DRM_MODE_SCALE_NONE = 0
DRM_MODE_SCALE_FULLSCREEN = 1
DRM_MODE_SCALE_CENTER = 2
DRM_MODE_SCALE_ASPECT = 3
DRM_MODE_DITHERING_OFF = 0
DRM_MODE_DITHERING_ON = 1
DRM_MODE_DITHERING_AUTO = 2
DRM_MODE_DIRTY_OFF = 0
DRM_MODE_DIRTY_ON = 1
DRM_MODE_DIRTY_ANNOTATE = 2
DRM_MODE_LINK_STATUS_GOOD = 0
DRM_MODE_LINK_STATUS_BAD = 1
DRM_MODE_PANEL_TYPE_UNKNOWN = 0
DRM_MODE_PANEL_TYPE_OLED = 1
DRM_MODE_ROTATE_0 = 0x1
DRM_MODE_ROTATE_90 = 0x2
DRM_MODE_ROTATE_180 = 0x4
DRM_MODE_ROTATE_270 = 0x8
DRM_MODE_ROTATE_MASK = 0xF
DRM_MODE_REFLECT_X = 0x10
DRM_MODE_REFLECT_Y = 0x20
DRM_MODE_REFLECT_MASK = 0x30
DRM_MODE_CONTENT_PROTECTION_UNDESIRED = 0
DRM_MODE_CONTENT_PROTECTION_DESIRED = 1
DRM_MODE_CONTENT_PROTECTION_ENABLED = 2
DRM_MODE_PRESENT_TOP_FIELD = 0x1
DRM_MODE_PRESENT_BOTTOM_FIELD = 0x2
DRM_MODE_ENCODER_NONE = 0
DRM_MODE_ENCODER_DAC = 1
DRM_MODE_ENCODER_TMDS = 2
DRM_MODE_ENCODER_LVDS = 3
DRM_MODE_ENCODER_TVDAC = 4
DRM_MODE_ENCODER_VIRTUAL = 5
DRM_MODE_ENCODER_DSI = 6
DRM_MODE_ENCODER_DPMST = 7
DRM_MODE_ENCODER_DPI = 8
DRM_MODE_CONNECTOR_Unknown = 0
DRM_MODE_CONNECTOR_VGA = 1
DRM_MODE_CONNECTOR_DVII = 2
DRM_MODE_CONNECTOR_DVID = 3
DRM_MODE_CONNECTOR_DVIA = 4
DRM_MODE_CONNECTOR_Composite = 5
DRM_MODE_CONNECTOR_SVIDEO = 6
DRM_MODE_CONNECTOR_LVDS = 7
DRM_MODE_CONNECTOR_Component = 8
DRM_MODE_CONNECTOR_9PinDIN = 9
DRM_MODE_CONNECTOR_DisplayPort = 10
DRM_MODE_CONNECTOR_HDMIA = 11
DRM_MODE_CONNECTOR_HDMIB = 12
DRM_MODE_CONNECTOR_TV = 13
DRM_MODE_CONNECTOR_eDP = 14
DRM_MODE_CONNECTOR_VIRTUAL = 15
DRM_MODE_CONNECTOR_DSI = 16
DRM_MODE_CONNECTOR_DPI = 17
DRM_MODE_CONNECTOR_WRITEBACK = 18
DRM_MODE_CONNECTOR_SPI = 19
DRM_MODE_CONNECTOR_USB = 20
DRM_MODE_PROP_PENDING = 0x1
DRM_MODE_PROP_RANGE = 0x2
DRM_MODE_PROP_IMMUTABLE = 0x4
DRM_MODE_PROP_ENUM = 0x8
DRM_MODE_PROP_BLOB = 0x10
DRM_MODE_PROP_BITMASK = 0x20
DRM_MODE_PROP_LEGACY_TYPE = 0x3A
DRM_MODE_PROP_EXTENDED_TYPE = 0xFFC0
DRM_MODE_PROP_OBJECT = 64
DRM_MODE_PROP_SIGNED_RANGE = 128
DRM_MODE_PROP_ATOMIC = 0x80000000
DRM_MODE_OBJECT_CRTC = 0xCCCCCCCC
DRM_MODE_OBJECT_CONNECTOR = 0xC0C0C0C0
DRM_MODE_OBJECT_ENCODER = 0xE0E0E0E0
DRM_MODE_OBJECT_MODE = 0xDEDEDEDE
DRM_MODE_OBJECT_PROPERTY = 0xB0B0B0B0
DRM_MODE_OBJECT_FB = 0xFBFBFBFB
DRM_MODE_OBJECT_BLOB = 0xBBBBBBBB
DRM_MODE_OBJECT_PLANE = 0xEEEEEEEE
DRM_MODE_OBJECT_COLOROP = 0xFAFAFAFA
DRM_MODE_OBJECT_ANY = 0
DRM_MODE_FB_INTERLACED = 0x1
DRM_MODE_FB_MODIFIERS = 0x2
DRM_MODE_FB_DIRTY_ANNOTATE_COPY = 0x1
DRM_MODE_FB_DIRTY_ANNOTATE_FILL = 0x2
DRM_MODE_FB_DIRTY_FLAGS = 0x3
DRM_MODE_FB_DIRTY_MAX_CLIPS = 256
DRM_MODE_CURSOR_BO = 0x1
DRM_MODE_CURSOR_MOVE = 0x2
DRM_MODE_CURSOR_FLAGS = 0x3
DRM_MODE_PAGE_FLIP_EVENT = 0x1
DRM_MODE_PAGE_FLIP_ASYNC = 0x2
DRM_MODE_PAGE_FLIP_TARGET_ABSOLUTE = 0x4
DRM_MODE_PAGE_FLIP_TARGET_RELATIVE = 0x8
DRM_MODE_PAGE_FLIP_TARGET = 0xC
DRM_MODE_PAGE_FLIP_FLAGS = 0xF
DRM_MODE_ATOMIC_TEST_ONLY = 0x100
DRM_MODE_ATOMIC_NONBLOCK = 0x200
DRM_MODE_ATOMIC_ALLOW_MODESET = 0x400
DRM_MODE_ATOMIC_FLAGS = 0x703
FORMAT_BLOB_CURRENT = 1
DRM_MODE_SUBCONNECTOR_Automatic = 0
DRM_MODE_SUBCONNECTOR_Unknown = 0
DRM_MODE_SUBCONNECTOR_VGA = 1
DRM_MODE_SUBCONNECTOR_DVID = 3
DRM_MODE_SUBCONNECTOR_DVIA = 4
DRM_MODE_SUBCONNECTOR_Composite = 5
DRM_MODE_SUBCONNECTOR_SVIDEO = 6
DRM_MODE_SUBCONNECTOR_Component = 8
DRM_MODE_SUBCONNECTOR_SCART = 9
DRM_MODE_SUBCONNECTOR_DisplayPort = 10
DRM_MODE_SUBCONNECTOR_HDMIA = 11
DRM_MODE_SUBCONNECTOR_Native = 15
DRM_MODE_SUBCONNECTOR_Wireless = 18
DRM_COLOROP_1D_CURVE = 0
DRM_COLOROP_1D_LUT = 1
DRM_COLOROP_CTM_3X4 = 2
DRM_COLOROP_MULTIPLIER = 3
DRM_COLOROP_3D_LUT = 4
DRM_COLOROP_LUT3D_INTERPOLATION_TETRAHEDRAL = 0
DRM_COLOROP_LUT1D_INTERPOLATION_LINEAR = 0

# Constants of drm_fourcc.h: Linux 7.2
DRM_FORMAT_BIG_ENDIAN = 0x80000000
DRM_FORMAT_INVALID = 0
DRM_FORMAT_C1 = 0x20203143
DRM_FORMAT_C2 = 0x20203243
DRM_FORMAT_C4 = 0x20203443
DRM_FORMAT_C8 = 0x20203843
DRM_FORMAT_D1 = 0x20203144
DRM_FORMAT_D2 = 0x20203244
DRM_FORMAT_D4 = 0x20203444
DRM_FORMAT_D8 = 0x20203844
DRM_FORMAT_R1 = 0x20203152
DRM_FORMAT_R2 = 0x20203252
DRM_FORMAT_R4 = 0x20203452
DRM_FORMAT_R8 = 0x20203852
DRM_FORMAT_R10 = 0x20303152
DRM_FORMAT_R12 = 0x20323152
DRM_FORMAT_R16 = 0x20363152
DRM_FORMAT_RG88 = 0x38384752
DRM_FORMAT_GR88 = 0x38385247
DRM_FORMAT_RG1616 = 0x32334752
DRM_FORMAT_GR1616 = 0x32335247
DRM_FORMAT_RGB332 = 0x38424752
DRM_FORMAT_BGR233 = 0x38524742
DRM_FORMAT_XRGB4444 = 0x32315258
DRM_FORMAT_XBGR4444 = 0x32314258
DRM_FORMAT_RGBX4444 = 0x32315852
DRM_FORMAT_BGRX4444 = 0x32315842
DRM_FORMAT_ARGB4444 = 0x32315241
DRM_FORMAT_ABGR4444 = 0x32314241
DRM_FORMAT_RGBA4444 = 0x32314152
DRM_FORMAT_BGRA4444 = 0x32314142
DRM_FORMAT_XRGB1555 = 0x35315258
DRM_FORMAT_XBGR1555 = 0x35314258
DRM_FORMAT_RGBX5551 = 0x35315852
DRM_FORMAT_BGRX5551 = 0x35315842
DRM_FORMAT_ARGB1555 = 0x35315241
DRM_FORMAT_ABGR1555 = 0x35314241
DRM_FORMAT_RGBA5551 = 0x35314152
DRM_FORMAT_BGRA5551 = 0x35314142
DRM_FORMAT_RGB565 = 0x36314752
DRM_FORMAT_BGR565 = 0x36314742
DRM_FORMAT_RGB888 = 0x34324752
DRM_FORMAT_BGR888 = 0x34324742
DRM_FORMAT_XRGB8888 = 0x34325258
DRM_FORMAT_XBGR8888 = 0x34324258
DRM_FORMAT_RGBX8888 = 0x34325852
DRM_FORMAT_BGRX8888 = 0x34325842
DRM_FORMAT_ARGB8888 = 0x34325241
DRM_FORMAT_ABGR8888 = 0x34324241
DRM_FORMAT_RGBA8888 = 0x34324152
DRM_FORMAT_BGRA8888 = 0x34324142
DRM_FORMAT_XRGB2101010 = 0x30335258
DRM_FORMAT_XBGR2101010 = 0x30334258
DRM_FORMAT_RGBX1010102 = 0x30335852
DRM_FORMAT_BGRX1010102 = 0x30335842
DRM_FORMAT_ARGB2101010 = 0x30335241
DRM_FORMAT_ABGR2101010 = 0x30334241
DRM_FORMAT_RGBA1010102 = 0x30334152
DRM_FORMAT_BGRA1010102 = 0x30334142
DRM_FORMAT_RGB161616 = 0x38344752
DRM_FORMAT_BGR161616 = 0x38344742
DRM_FORMAT_XRGB16161616 = 0x38345258
DRM_FORMAT_XBGR16161616 = 0x38344258
DRM_FORMAT_ARGB16161616 = 0x38345241
DRM_FORMAT_ABGR16161616 = 0x38344241
DRM_FORMAT_XRGB16161616F = 0x48345258
DRM_FORMAT_XBGR16161616F = 0x48344258
DRM_FORMAT_ARGB16161616F = 0x48345241
DRM_FORMAT_ABGR16161616F = 0x48344241
DRM_FORMAT_R16F = 0x48202052
DRM_FORMAT_GR1616F = 0x48205247
DRM_FORMAT_BGR161616F = 0x48524742
DRM_FORMAT_R32F = 0x46202052
DRM_FORMAT_GR3232F = 0x46205247
DRM_FORMAT_BGR323232F = 0x46524742
DRM_FORMAT_ABGR32323232F = 0x46384241
DRM_FORMAT_AXBXGXRX106106106106 = 0x30314241
DRM_FORMAT_YUYV = 0x56595559
DRM_FORMAT_YVYU = 0x55595659
DRM_FORMAT_UYVY = 0x59565955
DRM_FORMAT_VYUY = 0x59555956
DRM_FORMAT_AYUV = 0x56555941
DRM_FORMAT_AVUY8888 = 0x59555641
DRM_FORMAT_XYUV8888 = 0x56555958
DRM_FORMAT_XVUY8888 = 0x59555658
DRM_FORMAT_VUY888 = 0x34325556
DRM_FORMAT_VUY101010 = 0x30335556
DRM_FORMAT_XVUY2101010 = 0x30335958
DRM_FORMAT_Y210 = 0x30313259
DRM_FORMAT_Y212 = 0x32313259
DRM_FORMAT_Y216 = 0x36313259
DRM_FORMAT_Y410 = 0x30313459
DRM_FORMAT_Y412 = 0x32313459
DRM_FORMAT_Y416 = 0x36313459
DRM_FORMAT_XVYU2101010 = 0x30335658
DRM_FORMAT_XVYU12_16161616 = 0x36335658
DRM_FORMAT_XVYU16161616 = 0x38345658
DRM_FORMAT_Y0L0 = 0x304C3059
DRM_FORMAT_X0L0 = 0x304C3058
DRM_FORMAT_Y0L2 = 0x324C3059
DRM_FORMAT_X0L2 = 0x324C3058
DRM_FORMAT_YUV420_8BIT = 0x38305559
DRM_FORMAT_YUV420_10BIT = 0x30315559
DRM_FORMAT_XRGB8888_A8 = 0x38415258
DRM_FORMAT_XBGR8888_A8 = 0x38414258
DRM_FORMAT_RGBX8888_A8 = 0x38415852
DRM_FORMAT_BGRX8888_A8 = 0x38415842
DRM_FORMAT_RGB888_A8 = 0x38413852
DRM_FORMAT_BGR888_A8 = 0x38413842
DRM_FORMAT_RGB565_A8 = 0x38413552
DRM_FORMAT_BGR565_A8 = 0x38413542
DRM_FORMAT_NV12 = 0x3231564E
DRM_FORMAT_NV21 = 0x3132564E
DRM_FORMAT_NV16 = 0x3631564E
DRM_FORMAT_NV61 = 0x3136564E
DRM_FORMAT_NV24 = 0x3432564E
DRM_FORMAT_NV42 = 0x3234564E
DRM_FORMAT_NV15 = 0x3531564E
DRM_FORMAT_NV20 = 0x3032564E
DRM_FORMAT_NV30 = 0x3033564E
DRM_FORMAT_P210 = 0x30313250
DRM_FORMAT_P010 = 0x30313050
DRM_FORMAT_P012 = 0x32313050
DRM_FORMAT_P016 = 0x36313050
DRM_FORMAT_P030 = 0x30333050
DRM_FORMAT_P230 = 0x30333250
DRM_FORMAT_Q410 = 0x30313451
DRM_FORMAT_Q401 = 0x31303451
DRM_FORMAT_T430 = 0x30333454
DRM_FORMAT_S010 = 0x30313053
DRM_FORMAT_S210 = 0x30313253
DRM_FORMAT_S410 = 0x30313453
DRM_FORMAT_S012 = 0x32313053
DRM_FORMAT_S212 = 0x32313253
DRM_FORMAT_S412 = 0x32313453
DRM_FORMAT_S016 = 0x36313053
DRM_FORMAT_S216 = 0x36313253
DRM_FORMAT_S416 = 0x36313453
DRM_FORMAT_YUV410 = 0x39565559
DRM_FORMAT_YVU410 = 0x39555659
DRM_FORMAT_YUV411 = 0x31315559
DRM_FORMAT_YVU411 = 0x31315659
DRM_FORMAT_YUV420 = 0x32315559
DRM_FORMAT_YVU420 = 0x32315659
DRM_FORMAT_YUV422 = 0x36315559
DRM_FORMAT_YVU422 = 0x36315659
DRM_FORMAT_YUV444 = 0x34325559
DRM_FORMAT_YVU444 = 0x34325659
DRM_FORMAT_Y8 = 0x59455247
DRM_FORMAT_XYYY2101010 = 0x34415059
DRM_FORMAT_MOD_VENDOR_NONE = 0
DRM_FORMAT_MOD_VENDOR_INTEL = 0x1
DRM_FORMAT_MOD_VENDOR_AMD = 0x2
DRM_FORMAT_MOD_VENDOR_NVIDIA = 0x3
DRM_FORMAT_MOD_VENDOR_SAMSUNG = 0x4
DRM_FORMAT_MOD_VENDOR_QCOM = 0x5
DRM_FORMAT_MOD_VENDOR_VIVANTE = 0x6
DRM_FORMAT_MOD_VENDOR_BROADCOM = 0x7
DRM_FORMAT_MOD_VENDOR_ARM = 0x8
DRM_FORMAT_MOD_VENDOR_ALLWINNER = 0x9
DRM_FORMAT_MOD_VENDOR_AMLOGIC = 0xA
DRM_FORMAT_MOD_VENDOR_MTK = 0xB
DRM_FORMAT_MOD_VENDOR_APPLE = 0xC
DRM_FORMAT_RESERVED = 0x00FFFFFFFFFFFFFF
DRM_FORMAT_MOD_GENERIC_16_16_TILE = 0x0400000000000002
DRM_FORMAT_MOD_INVALID = 0x00FFFFFFFFFFFFFF
DRM_FORMAT_MOD_LINEAR = 0x0
DRM_FORMAT_MOD_NONE = 0
I915_FORMAT_MOD_X_TILED = 0x0100000000000001
I915_FORMAT_MOD_Y_TILED = 0x0100000000000002
I915_FORMAT_MOD_Yf_TILED = 0x0100000000000003
I915_FORMAT_MOD_Y_TILED_CCS = 0x0100000000000004
I915_FORMAT_MOD_Yf_TILED_CCS = 0x0100000000000005
I915_FORMAT_MOD_Y_TILED_GEN12_RC_CCS = 0x0100000000000006
I915_FORMAT_MOD_Y_TILED_GEN12_MC_CCS = 0x0100000000000007
I915_FORMAT_MOD_Y_TILED_GEN12_RC_CCS_CC = 0x0100000000000008
I915_FORMAT_MOD_4_TILED = 0x0100000000000009
I915_FORMAT_MOD_4_TILED_DG2_RC_CCS = 0x010000000000000A
I915_FORMAT_MOD_4_TILED_DG2_MC_CCS = 0x010000000000000B
I915_FORMAT_MOD_4_TILED_DG2_RC_CCS_CC = 0x010000000000000C
I915_FORMAT_MOD_4_TILED_MTL_RC_CCS = 0x010000000000000D
I915_FORMAT_MOD_4_TILED_MTL_MC_CCS = 0x010000000000000E
I915_FORMAT_MOD_4_TILED_MTL_RC_CCS_CC = 0x010000000000000F
I915_FORMAT_MOD_4_TILED_LNL_CCS = 0x0100000000000010
I915_FORMAT_MOD_4_TILED_BMG_CCS = 0x0100000000000011
DRM_FORMAT_MOD_SAMSUNG_64_32_TILE = 0x0400000000000001
DRM_FORMAT_MOD_SAMSUNG_16_16_TILE = 0x0400000000000002
DRM_FORMAT_MOD_QCOM_COMPRESSED = 0x0500000000000001
DRM_FORMAT_MOD_QCOM_TILED3 = 0x0500000000000003
DRM_FORMAT_MOD_QCOM_TILED2 = 0x0500000000000002
DRM_FORMAT_MOD_VIVANTE_TILED = 0x0600000000000001
DRM_FORMAT_MOD_VIVANTE_SUPER_TILED = 0x0600000000000002
DRM_FORMAT_MOD_VIVANTE_SPLIT_TILED = 0x0600000000000003
DRM_FORMAT_MOD_VIVANTE_SPLIT_SUPER_TILED = 0x0600000000000004
VIVANTE_MOD_TS_64_4 = 0x0001000000000000
VIVANTE_MOD_TS_64_2 = 0x0002000000000000
VIVANTE_MOD_TS_128_4 = 0x0003000000000000
VIVANTE_MOD_TS_256_4 = 0x0004000000000000
VIVANTE_MOD_TS_MASK = 0x000F000000000000
VIVANTE_MOD_COMP_DEC400 = 0x0010000000000000
VIVANTE_MOD_COMP_MASK = 0x00F0000000000000
VIVANTE_MOD_EXT_MASK = 0x00FF000000000000
DRM_FORMAT_MOD_NVIDIA_TEGRA_TILED = 0x0300000000000001
DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_ONE_GOB = 0x0300000000000010
DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_TWO_GOB = 0x0300000000000011
DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_FOUR_GOB = 0x0300000000000012
DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_EIGHT_GOB = 0x0300000000000013
DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_SIXTEEN_GOB = 0x0300000000000014
DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_THIRTYTWO_GOB = 0x0300000000000015
DRM_FORMAT_MOD_BROADCOM_VC4_T_TILED = 0x0700000000000001
DRM_FORMAT_MOD_BROADCOM_SAND32 = 0x0700000000000002
DRM_FORMAT_MOD_BROADCOM_SAND64 = 0x0700000000000003
DRM_FORMAT_MOD_BROADCOM_SAND128 = 0x0700000000000004
DRM_FORMAT_MOD_BROADCOM_SAND256 = 0x0700000000000005
DRM_FORMAT_MOD_BROADCOM_UIF = 0x0700000000000006
DRM_FORMAT_MOD_ARM_TYPE_AFBC = 0x0
DRM_FORMAT_MOD_ARM_TYPE_MISC = 0x1
AFBC_FORMAT_MOD_BLOCK_SIZE_MASK = 0xF
AFBC_FORMAT_MOD_BLOCK_SIZE_16x16 = 1
AFBC_FORMAT_MOD_BLOCK_SIZE_32x8 = 2
AFBC_FORMAT_MOD_BLOCK_SIZE_64x4 = 3
AFBC_FORMAT_MOD_BLOCK_SIZE_32x8_64x4 = 4
AFBC_FORMAT_MOD_YTR = 0x10
AFBC_FORMAT_MOD_SPLIT = 0x20
AFBC_FORMAT_MOD_SPARSE = 0x40
AFBC_FORMAT_MOD_CBR = 0x80
AFBC_FORMAT_MOD_TILED = 0x100
AFBC_FORMAT_MOD_SC = 0x200
AFBC_FORMAT_MOD_DB = 0x400
AFBC_FORMAT_MOD_BCH = 0x800
AFBC_FORMAT_MOD_USM = 0x1000
DRM_FORMAT_MOD_ARM_TYPE_AFRC = 0x2
AFRC_FORMAT_MOD_CU_SIZE_MASK = 0xF
AFRC_FORMAT_MOD_CU_SIZE_16 = 1
AFRC_FORMAT_MOD_CU_SIZE_24 = 2
AFRC_FORMAT_MOD_CU_SIZE_32 = 3
AFRC_FORMAT_MOD_LAYOUT_SCAN = 0x100
DRM_FORMAT_MOD_ARM_16X16_BLOCK_U_INTERLEAVED = 0x0810000000000001
DRM_FORMAT_MOD_ARM_INTERLEAVED_64K = 0x0810000000000002
DRM_FORMAT_MOD_ALLWINNER_TILED = 0x0900000000000001
AMLOGIC_FBC_LAYOUT_BASIC = 1
AMLOGIC_FBC_LAYOUT_SCATTER = 2
AMLOGIC_FBC_OPTION_MEM_SAVING = 0x1
MTK_FMT_MOD_TILE_MASK = 0xF
MTK_FMT_MOD_TILE_NONE = 0x0
MTK_FMT_MOD_TILE_16L32S = 0x1
MTK_FMT_MOD_COMPRESS_MASK = 0xF00
MTK_FMT_MOD_COMPRESS_NONE = 0x0
MTK_FMT_MOD_COMPRESS_V1 = 0x100
MTK_FMT_MOD_10BIT_LAYOUT_MASK = 0xF0000
MTK_FMT_MOD_10BIT_LAYOUT_PACKED = 0x0
MTK_FMT_MOD_10BIT_LAYOUT_LSBTILED = 0x10000
MTK_FMT_MOD_10BIT_LAYOUT_LSBRASTER = 0x20000
DRM_FORMAT_MOD_MTK_16L_32S_TILE = 0x0B00000000000001
DRM_FORMAT_MOD_APPLE_GPU_TILED = 0x0C00000000000001
DRM_FORMAT_MOD_APPLE_GPU_TILED_COMPRESSED = 0x0C00000000000002
AMD_FMT_MOD = 0x0200000000000000
AMD_FMT_MOD_TILE_VER_GFX9 = 1
AMD_FMT_MOD_TILE_VER_GFX10 = 2
AMD_FMT_MOD_TILE_VER_GFX10_RBPLUS = 3
AMD_FMT_MOD_TILE_VER_GFX11 = 4
AMD_FMT_MOD_TILE_VER_GFX12 = 5
AMD_FMT_MOD_TILE_GFX9_64K_S = 9
AMD_FMT_MOD_TILE_GFX9_64K_D = 10
AMD_FMT_MOD_TILE_GFX9_4K_D_X = 22
AMD_FMT_MOD_TILE_GFX9_64K_S_X = 25
AMD_FMT_MOD_TILE_GFX9_64K_D_X = 26
AMD_FMT_MOD_TILE_GFX9_64K_R_X = 27
AMD_FMT_MOD_TILE_GFX11_256K_R_X = 31
AMD_FMT_MOD_TILE_GFX12_256B_2D = 1
AMD_FMT_MOD_TILE_GFX12_4K_2D = 2
AMD_FMT_MOD_TILE_GFX12_64K_2D = 3
AMD_FMT_MOD_TILE_GFX12_256K_2D = 4
AMD_FMT_MOD_DCC_BLOCK_64B = 0
AMD_FMT_MOD_DCC_BLOCK_128B = 1
AMD_FMT_MOD_DCC_BLOCK_256B = 2
AMD_FMT_MOD_TILE_VERSION_SHIFT = 0
AMD_FMT_MOD_TILE_VERSION_MASK = 0xFF
AMD_FMT_MOD_TILE_SHIFT = 8
AMD_FMT_MOD_TILE_MASK = 0x1F
AMD_FMT_MOD_DCC_SHIFT = 13
AMD_FMT_MOD_DCC_MASK = 0x1
AMD_FMT_MOD_DCC_RETILE_SHIFT = 14
AMD_FMT_MOD_DCC_RETILE_MASK = 0x1
AMD_FMT_MOD_DCC_PIPE_ALIGN_SHIFT = 15
AMD_FMT_MOD_DCC_PIPE_ALIGN_MASK = 0x1
AMD_FMT_MOD_DCC_INDEPENDENT_64B_SHIFT = 16
AMD_FMT_MOD_DCC_INDEPENDENT_64B_MASK = 0x1
AMD_FMT_MOD_DCC_INDEPENDENT_128B_SHIFT = 17
AMD_FMT_MOD_DCC_INDEPENDENT_128B_MASK = 0x1
AMD_FMT_MOD_DCC_MAX_COMPRESSED_BLOCK_SHIFT = 18
AMD_FMT_MOD_DCC_MAX_COMPRESSED_BLOCK_MASK = 0x3
AMD_FMT_MOD_DCC_CONSTANT_ENCODE_SHIFT = 20
AMD_FMT_MOD_DCC_CONSTANT_ENCODE_MASK = 0x1
AMD_FMT_MOD_PIPE_XOR_BITS_SHIFT = 21
AMD_FMT_MOD_PIPE_XOR_BITS_MASK = 0x7
AMD_FMT_MOD_BANK_XOR_BITS_SHIFT = 24
AMD_FMT_MOD_BANK_XOR_BITS_MASK = 0x7
AMD_FMT_MOD_PACKERS_SHIFT = 27
AMD_FMT_MOD_PACKERS_MASK = 0x7
AMD_FMT_MOD_RB_SHIFT = 30
AMD_FMT_MOD_RB_MASK = 0x7
AMD_FMT_MOD_PIPE_SHIFT = 33
AMD_FMT_MOD_PIPE_MASK = 0x7

# Constants of vgem_drm.h: Linux 7.2
DRM_VGEM_FENCE_ATTACH = 0x1
DRM_VGEM_FENCE_SIGNAL = 0x2
VGEM_FENCE_WRITE = 0x1

# Constants of virtgpu_drm.h: Linux 7.2
DRM_VIRTGPU_MAP = 0x1
DRM_VIRTGPU_EXECBUFFER = 0x2
DRM_VIRTGPU_GETPARAM = 0x3
DRM_VIRTGPU_RESOURCE_CREATE = 0x4
DRM_VIRTGPU_RESOURCE_INFO = 0x5
DRM_VIRTGPU_TRANSFER_FROM_HOST = 0x6
DRM_VIRTGPU_TRANSFER_TO_HOST = 0x7
DRM_VIRTGPU_WAIT = 0x8
DRM_VIRTGPU_GET_CAPS = 0x9
DRM_VIRTGPU_RESOURCE_CREATE_BLOB = 0xA
DRM_VIRTGPU_CONTEXT_INIT = 0xB
VIRTGPU_EXECBUF_FENCE_FD_IN = 0x1
VIRTGPU_EXECBUF_FENCE_FD_OUT = 0x2
VIRTGPU_EXECBUF_RING_IDX = 0x4
VIRTGPU_EXECBUF_FLAGS = 0x7
VIRTGPU_EXECBUF_SYNCOBJ_RESET = 0x1
VIRTGPU_EXECBUF_SYNCOBJ_FLAGS = 0x1
VIRTGPU_PARAM_3D_FEATURES = 1
VIRTGPU_PARAM_CAPSET_QUERY_FIX = 2
VIRTGPU_PARAM_RESOURCE_BLOB = 3
VIRTGPU_PARAM_HOST_VISIBLE = 4
VIRTGPU_PARAM_CROSS_DEVICE = 5
VIRTGPU_PARAM_CONTEXT_INIT = 6
VIRTGPU_PARAM_SUPPORTED_CAPSET_IDs = 7
VIRTGPU_PARAM_EXPLICIT_DEBUG_NAME = 8
VIRTGPU_PARAM_BLOB_ALIGNMENT = 9
VIRTGPU_WAIT_NOWAIT = 1
VIRTGPU_DRM_CAPSET_VIRGL = 1
VIRTGPU_DRM_CAPSET_VIRGL2 = 2
VIRTGPU_DRM_CAPSET_GFXSTREAM_VULKAN = 3
VIRTGPU_DRM_CAPSET_VENUS = 4
VIRTGPU_DRM_CAPSET_CROSS_DOMAIN = 5
VIRTGPU_DRM_CAPSET_DRM = 6
VIRTGPU_BLOB_MEM_GUEST = 0x1
VIRTGPU_BLOB_MEM_HOST3D = 0x2
VIRTGPU_BLOB_MEM_HOST3D_GUEST = 0x3
VIRTGPU_BLOB_FLAG_USE_MAPPABLE = 0x1
VIRTGPU_BLOB_FLAG_USE_SHAREABLE = 0x2
VIRTGPU_BLOB_FLAG_USE_CROSS_DEVICE = 0x4
DRM_VIRTGPU_BLOB_FLAG_HINT_DEFER_MAPPING = 0x1
VIRTGPU_CONTEXT_PARAM_CAPSET_ID = 0x1
VIRTGPU_CONTEXT_PARAM_NUM_RINGS = 0x2
VIRTGPU_CONTEXT_PARAM_POLL_RINGS_MASK = 0x3
VIRTGPU_CONTEXT_PARAM_DEBUG_NAME = 0x4
VIRTGPU_EVENT_FENCE_SIGNALED = 0x90000000

# Constants of linux/dma-buf.h: Linux 7.2
DMA_BUF_SYNC_READ = 0x1
DMA_BUF_SYNC_WRITE = 0x2
DMA_BUF_SYNC_RW = 0x3
DMA_BUF_SYNC_START = 0x0
DMA_BUF_SYNC_END = 0x4
DMA_BUF_SYNC_VALID_FLAGS_MASK = 0x7
DMA_BUF_NAME_LEN = 32
DMA_BUF_BASE = 98

# Constants of linux/sync_file.h: Linux 7.2
SYNC_IOC_MAGIC = 62

# Constants of sw_sync: Linux 6.12, drivers/dma-buf/sw_sync.c (debugfs interface, no header upstream)
SW_SYNC_IOC_MAGIC = 87

# Constants of linux/udmabuf.h: Linux 7.2
UDMABUF_FLAGS_CLOEXEC = 0x1

# Constants of linux/dma-heap.h: Linux 7.2
DMA_HEAP_VALID_FD_FLAGS = 0x80003
DMA_HEAP_VALID_HEAP_FLAGS = 0
DMA_HEAP_IOC_MAGIC = 72

# Structs of drm.h


class drm_clip_rect(_Struct):
    _fields_ = (
        ("x1", ctypes.c_ushort),
        ("y1", ctypes.c_ushort),
        ("x2", ctypes.c_ushort),
        ("y2", ctypes.c_ushort),
    )


class drm_version(_Struct):
    _fields_ = (
        ("version_major", ctypes.c_int),
        ("version_minor", ctypes.c_int),
        ("version_patchlevel", ctypes.c_int),
        ("name_len", ctypes.c_size_t),
        ("name", ctypes.c_void_p),
        ("date_len", ctypes.c_size_t),
        ("date", ctypes.c_void_p),
        ("desc_len", ctypes.c_size_t),
        ("desc", ctypes.c_void_p),
    )


class drm_unique(_Struct):
    _fields_ = (
        ("unique_len", ctypes.c_size_t),
        ("unique", ctypes.c_void_p),
    )


class drm_client(_Struct):
    _fields_ = (
        ("idx", ctypes.c_int),
        ("auth", ctypes.c_int),
        ("pid", ctypes.c_ulong),
        ("uid", ctypes.c_ulong),
        ("magic", ctypes.c_ulong),
        ("iocs", ctypes.c_ulong),
    )


class drm_stats_data(_Struct):
    _fields_ = (
        ("value", ctypes.c_ulong),
        ("type", ctypes.c_uint),
    )


class drm_stats(_Struct):
    _fields_ = (
        ("count", ctypes.c_ulong),
        ("data", drm_stats_data * 15),
    )


class drm_auth(_Struct):
    _fields_ = (("magic", ctypes.c_uint),)


class drm_wait_vblank_request(_Struct):
    _fields_ = (
        ("type", ctypes.c_uint),
        ("sequence", ctypes.c_uint),
        ("signal", ctypes.c_ulong),
    )


class drm_wait_vblank_reply(_Struct):
    _fields_ = (
        ("type", ctypes.c_uint),
        ("sequence", ctypes.c_uint),
        ("tval_sec", ctypes.c_long),
        ("tval_usec", ctypes.c_long),
    )


class drm_wait_vblank(_Union):
    _fields_ = (
        ("request", drm_wait_vblank_request),
        ("reply", drm_wait_vblank_reply),
    )


class drm_set_version(_Struct):
    _fields_ = (
        ("drm_di_major", ctypes.c_int),
        ("drm_di_minor", ctypes.c_int),
        ("drm_dd_major", ctypes.c_int),
        ("drm_dd_minor", ctypes.c_int),
    )


class drm_gem_close(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_gem_flink(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("name", ctypes.c_uint32),
    )


class drm_gem_open(_Struct):
    _fields_ = (
        ("name", ctypes.c_uint32),
        ("handle", ctypes.c_uint32),
        ("size", ctypes.c_uint64),
    )


class drm_gem_change_handle(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("new_handle", ctypes.c_uint32),
    )


class drm_get_cap(_Struct):
    _fields_ = (
        ("capability", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


class drm_set_client_cap(_Struct):
    _fields_ = (
        ("capability", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


class drm_prime_handle(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("fd", ctypes.c_int32),
    )


class drm_syncobj_create(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
    )


class drm_syncobj_destroy(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_syncobj_handle(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("fd", ctypes.c_int32),
        ("pad", ctypes.c_uint32),
        ("point", ctypes.c_uint64),
    )


class drm_syncobj_transfer(_Struct):
    _fields_ = (
        ("src_handle", ctypes.c_uint32),
        ("dst_handle", ctypes.c_uint32),
        ("src_point", ctypes.c_uint64),
        ("dst_point", ctypes.c_uint64),
        ("flags", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_syncobj_wait(_Struct):
    _fields_ = (
        ("handles", ctypes.c_uint64),
        ("timeout_nsec", ctypes.c_int64),
        ("count_handles", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("first_signaled", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("deadline_nsec", ctypes.c_uint64),
    )


class drm_syncobj_timeline_wait(_Struct):
    _fields_ = (
        ("handles", ctypes.c_uint64),
        ("points", ctypes.c_uint64),
        ("timeout_nsec", ctypes.c_int64),
        ("count_handles", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("first_signaled", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("deadline_nsec", ctypes.c_uint64),
    )


class drm_syncobj_eventfd(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("point", ctypes.c_uint64),
        ("fd", ctypes.c_int32),
        ("pad", ctypes.c_uint32),
    )


class drm_syncobj_array(_Struct):
    _fields_ = (
        ("handles", ctypes.c_uint64),
        ("count_handles", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_syncobj_timeline_array(_Struct):
    _fields_ = (
        ("handles", ctypes.c_uint64),
        ("points", ctypes.c_uint64),
        ("count_handles", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
    )


class drm_crtc_get_sequence(_Struct):
    _fields_ = (
        ("crtc_id", ctypes.c_uint32),
        ("active", ctypes.c_uint32),
        ("sequence", ctypes.c_uint64),
        ("sequence_ns", ctypes.c_int64),
    )


class drm_crtc_queue_sequence(_Struct):
    _fields_ = (
        ("crtc_id", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("sequence", ctypes.c_uint64),
        ("user_data", ctypes.c_uint64),
    )


class drm_set_client_name(_Struct):
    _fields_ = (
        ("name_len", ctypes.c_uint64),
        ("name", ctypes.c_uint64),
    )


class drm_event(_Struct):
    _fields_ = (
        ("type", ctypes.c_uint32),
        ("length", ctypes.c_uint32),
    )


class drm_event_vblank(_Struct):
    _fields_ = (
        ("base", drm_event),
        ("user_data", ctypes.c_uint64),
        ("tv_sec", ctypes.c_uint32),
        ("tv_usec", ctypes.c_uint32),
        ("sequence", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
    )


class drm_event_crtc_sequence(_Struct):
    _fields_ = (
        ("base", drm_event),
        ("user_data", ctypes.c_uint64),
        ("time_ns", ctypes.c_int64),
        ("sequence", ctypes.c_uint64),
    )


# Structs of drm_mode.h


class drm_mode_modeinfo(_Struct):
    _fields_ = (
        ("clock", ctypes.c_uint32),
        ("hdisplay", ctypes.c_uint16),
        ("hsync_start", ctypes.c_uint16),
        ("hsync_end", ctypes.c_uint16),
        ("htotal", ctypes.c_uint16),
        ("hskew", ctypes.c_uint16),
        ("vdisplay", ctypes.c_uint16),
        ("vsync_start", ctypes.c_uint16),
        ("vsync_end", ctypes.c_uint16),
        ("vtotal", ctypes.c_uint16),
        ("vscan", ctypes.c_uint16),
        ("vrefresh", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("name", ctypes.c_char * 32),
    )


class drm_mode_card_res(_Struct):
    _fields_ = (
        ("fb_id_ptr", ctypes.c_uint64),
        ("crtc_id_ptr", ctypes.c_uint64),
        ("connector_id_ptr", ctypes.c_uint64),
        ("encoder_id_ptr", ctypes.c_uint64),
        ("count_fbs", ctypes.c_uint32),
        ("count_crtcs", ctypes.c_uint32),
        ("count_connectors", ctypes.c_uint32),
        ("count_encoders", ctypes.c_uint32),
        ("min_width", ctypes.c_uint32),
        ("max_width", ctypes.c_uint32),
        ("min_height", ctypes.c_uint32),
        ("max_height", ctypes.c_uint32),
    )


class drm_mode_crtc(_Struct):
    _fields_ = (
        ("set_connectors_ptr", ctypes.c_uint64),
        ("count_connectors", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
        ("fb_id", ctypes.c_uint32),
        ("x", ctypes.c_uint32),
        ("y", ctypes.c_uint32),
        ("gamma_size", ctypes.c_uint32),
        ("mode_valid", ctypes.c_uint32),
        ("mode", drm_mode_modeinfo),
    )


class drm_mode_set_plane(_Struct):
    _fields_ = (
        ("plane_id", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
        ("fb_id", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("crtc_x", ctypes.c_int32),
        ("crtc_y", ctypes.c_int32),
        ("crtc_w", ctypes.c_uint32),
        ("crtc_h", ctypes.c_uint32),
        ("src_x", ctypes.c_uint32),
        ("src_y", ctypes.c_uint32),
        ("src_h", ctypes.c_uint32),
        ("src_w", ctypes.c_uint32),
    )


class drm_mode_get_plane(_Struct):
    _fields_ = (
        ("plane_id", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
        ("fb_id", ctypes.c_uint32),
        ("possible_crtcs", ctypes.c_uint32),
        ("gamma_size", ctypes.c_uint32),
        ("count_format_types", ctypes.c_uint32),
        ("format_type_ptr", ctypes.c_uint64),
    )


class drm_mode_get_plane_res(_Struct):
    _fields_ = (
        ("plane_id_ptr", ctypes.c_uint64),
        ("count_planes", ctypes.c_uint32),
    )


class drm_mode_get_encoder(_Struct):
    _fields_ = (
        ("encoder_id", ctypes.c_uint32),
        ("encoder_type", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
        ("possible_crtcs", ctypes.c_uint32),
        ("possible_clones", ctypes.c_uint32),
    )


class drm_mode_get_connector(_Struct):
    _fields_ = (
        ("encoders_ptr", ctypes.c_uint64),
        ("modes_ptr", ctypes.c_uint64),
        ("props_ptr", ctypes.c_uint64),
        ("prop_values_ptr", ctypes.c_uint64),
        ("count_modes", ctypes.c_uint32),
        ("count_props", ctypes.c_uint32),
        ("count_encoders", ctypes.c_uint32),
        ("encoder_id", ctypes.c_uint32),
        ("connector_id", ctypes.c_uint32),
        ("connector_type", ctypes.c_uint32),
        ("connector_type_id", ctypes.c_uint32),
        ("connection", ctypes.c_uint32),
        ("mm_width", ctypes.c_uint32),
        ("mm_height", ctypes.c_uint32),
        ("subpixel", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_mode_property_enum(_Struct):
    _fields_ = (
        ("value", ctypes.c_uint64),
        ("name", ctypes.c_char * 32),
    )


class drm_mode_get_property(_Struct):
    _fields_ = (
        ("values_ptr", ctypes.c_uint64),
        ("enum_blob_ptr", ctypes.c_uint64),
        ("prop_id", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("name", ctypes.c_char * 32),
        ("count_values", ctypes.c_uint32),
        ("count_enum_blobs", ctypes.c_uint32),
    )


class drm_mode_connector_set_property(_Struct):
    _fields_ = (
        ("value", ctypes.c_uint64),
        ("prop_id", ctypes.c_uint32),
        ("connector_id", ctypes.c_uint32),
    )


class drm_mode_obj_get_properties(_Struct):
    _fields_ = (
        ("props_ptr", ctypes.c_uint64),
        ("prop_values_ptr", ctypes.c_uint64),
        ("count_props", ctypes.c_uint32),
        ("obj_id", ctypes.c_uint32),
        ("obj_type", ctypes.c_uint32),
    )


class drm_mode_obj_set_property(_Struct):
    _fields_ = (
        ("value", ctypes.c_uint64),
        ("prop_id", ctypes.c_uint32),
        ("obj_id", ctypes.c_uint32),
        ("obj_type", ctypes.c_uint32),
    )


class drm_mode_get_blob(_Struct):
    _fields_ = (
        ("blob_id", ctypes.c_uint32),
        ("length", ctypes.c_uint32),
        ("data", ctypes.c_uint64),
    )


class drm_mode_fb_cmd(_Struct):
    _fields_ = (
        ("fb_id", ctypes.c_uint32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
        ("pitch", ctypes.c_uint32),
        ("bpp", ctypes.c_uint32),
        ("depth", ctypes.c_uint32),
        ("handle", ctypes.c_uint32),
    )


class drm_mode_fb_cmd2(_Struct):
    _fields_ = (
        ("fb_id", ctypes.c_uint32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
        ("pixel_format", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("handles", ctypes.c_uint32 * 4),
        ("pitches", ctypes.c_uint32 * 4),
        ("offsets", ctypes.c_uint32 * 4),
        ("modifier", ctypes.c_uint64 * 4),
    )


class drm_mode_fb_dirty_cmd(_Struct):
    _fields_ = (
        ("fb_id", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("color", ctypes.c_uint32),
        ("num_clips", ctypes.c_uint32),
        ("clips_ptr", ctypes.c_uint64),
    )


class drm_mode_mode_cmd(_Struct):
    _fields_ = (
        ("connector_id", ctypes.c_uint32),
        ("mode", drm_mode_modeinfo),
    )


class drm_mode_cursor(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
        ("handle", ctypes.c_uint32),
    )


class drm_mode_cursor2(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("crtc_id", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
        ("handle", ctypes.c_uint32),
        ("hot_x", ctypes.c_int32),
        ("hot_y", ctypes.c_int32),
    )


class drm_mode_crtc_lut(_Struct):
    _fields_ = (
        ("crtc_id", ctypes.c_uint32),
        ("gamma_size", ctypes.c_uint32),
        ("red", ctypes.c_uint64),
        ("green", ctypes.c_uint64),
        ("blue", ctypes.c_uint64),
    )


class drm_color_ctm(_Struct):
    _fields_ = (("matrix", ctypes.c_uint64 * 9),)


class drm_color_ctm_3x4(_Struct):
    _fields_ = (("matrix", ctypes.c_uint64 * 12),)


class drm_color_lut(_Struct):
    _fields_ = (
        ("red", ctypes.c_uint16),
        ("green", ctypes.c_uint16),
        ("blue", ctypes.c_uint16),
        ("reserved", ctypes.c_uint16),
    )


class drm_color_lut32(_Struct):
    _fields_ = (
        ("red", ctypes.c_uint32),
        ("green", ctypes.c_uint32),
        ("blue", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    )


class drm_plane_size_hint(_Struct):
    _fields_ = (
        ("width", ctypes.c_uint16),
        ("height", ctypes.c_uint16),
    )


class hdr_metadata_infoframe_display_primaries(_Struct):
    _fields_ = (
        ("x", ctypes.c_uint16),
        ("y", ctypes.c_uint16),
    )


class hdr_metadata_infoframe_white_point(_Struct):
    _fields_ = (
        ("x", ctypes.c_uint16),
        ("y", ctypes.c_uint16),
    )


class hdr_metadata_infoframe(_Struct):
    _fields_ = (
        ("eotf", ctypes.c_uint8),
        ("metadata_type", ctypes.c_uint8),
        ("display_primaries", hdr_metadata_infoframe_display_primaries * 3),
        ("white_point", hdr_metadata_infoframe_white_point),
        ("max_display_mastering_luminance", ctypes.c_uint16),
        ("min_display_mastering_luminance", ctypes.c_uint16),
        ("max_cll", ctypes.c_uint16),
        ("max_fall", ctypes.c_uint16),
    )


class hdr_output_metadata_u1(_Union):
    _fields_ = (("hdmi_metadata_type1", hdr_metadata_infoframe),)


class hdr_output_metadata(_Struct):
    _anonymous_ = ("u1",)
    _fields_ = (
        ("metadata_type", ctypes.c_uint32),
        ("u1", hdr_output_metadata_u1),
    )


class drm_mode_crtc_page_flip(_Struct):
    _fields_ = (
        ("crtc_id", ctypes.c_uint32),
        ("fb_id", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
        ("user_data", ctypes.c_uint64),
    )


class drm_mode_crtc_page_flip_target(_Struct):
    _fields_ = (
        ("crtc_id", ctypes.c_uint32),
        ("fb_id", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("sequence", ctypes.c_uint32),
        ("user_data", ctypes.c_uint64),
    )


class drm_mode_create_dumb(_Struct):
    _fields_ = (
        ("height", ctypes.c_uint32),
        ("width", ctypes.c_uint32),
        ("bpp", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("handle", ctypes.c_uint32),
        ("pitch", ctypes.c_uint32),
        ("size", ctypes.c_uint64),
    )


class drm_mode_map_dumb(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("offset", ctypes.c_uint64),
    )


class drm_mode_destroy_dumb(_Struct):
    _fields_ = (("handle", ctypes.c_uint32),)


class drm_mode_atomic(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("count_objs", ctypes.c_uint32),
        ("objs_ptr", ctypes.c_uint64),
        ("count_props_ptr", ctypes.c_uint64),
        ("props_ptr", ctypes.c_uint64),
        ("prop_values_ptr", ctypes.c_uint64),
        ("reserved", ctypes.c_uint64),
        ("user_data", ctypes.c_uint64),
    )


class drm_format_modifier_blob(_Struct):
    _fields_ = (
        ("version", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("count_formats", ctypes.c_uint32),
        ("formats_offset", ctypes.c_uint32),
        ("count_modifiers", ctypes.c_uint32),
        ("modifiers_offset", ctypes.c_uint32),
    )


class drm_format_modifier(_Struct):
    _fields_ = (
        ("formats", ctypes.c_uint64),
        ("offset", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("modifier", ctypes.c_uint64),
    )


class drm_mode_create_blob(_Struct):
    _fields_ = (
        ("data", ctypes.c_uint64),
        ("length", ctypes.c_uint32),
        ("blob_id", ctypes.c_uint32),
    )


class drm_mode_destroy_blob(_Struct):
    _fields_ = (("blob_id", ctypes.c_uint32),)


class drm_mode_create_lease(_Struct):
    _fields_ = (
        ("object_ids", ctypes.c_uint64),
        ("object_count", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("lessee_id", ctypes.c_uint32),
        ("fd", ctypes.c_uint32),
    )


class drm_mode_list_lessees(_Struct):
    _fields_ = (
        ("count_lessees", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("lessees_ptr", ctypes.c_uint64),
    )


class drm_mode_get_lease(_Struct):
    _fields_ = (
        ("count_objects", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("objects_ptr", ctypes.c_uint64),
    )


class drm_mode_revoke_lease(_Struct):
    _fields_ = (("lessee_id", ctypes.c_uint32),)


class drm_mode_rect(_Struct):
    _fields_ = (
        ("x1", ctypes.c_int32),
        ("y1", ctypes.c_int32),
        ("x2", ctypes.c_int32),
        ("y2", ctypes.c_int32),
    )


class drm_mode_closefb(_Struct):
    _fields_ = (
        ("fb_id", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


# Structs of vgem_drm.h


class drm_vgem_fence_attach(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("out_fence", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_vgem_fence_signal(_Struct):
    _fields_ = (
        ("fence", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
    )


# Structs of virtgpu_drm.h


class drm_virtgpu_map(_Struct):
    _fields_ = (
        ("offset", ctypes.c_uint64),
        ("handle", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_virtgpu_execbuffer_syncobj(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("point", ctypes.c_uint64),
    )


class drm_virtgpu_execbuffer(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("size", ctypes.c_uint32),
        ("command", ctypes.c_uint64),
        ("bo_handles", ctypes.c_uint64),
        ("num_bo_handles", ctypes.c_uint32),
        ("fence_fd", ctypes.c_int32),
        ("ring_idx", ctypes.c_uint32),
        ("syncobj_stride", ctypes.c_uint32),
        ("num_in_syncobjs", ctypes.c_uint32),
        ("num_out_syncobjs", ctypes.c_uint32),
        ("in_syncobjs", ctypes.c_uint64),
        ("out_syncobjs", ctypes.c_uint64),
    )


class drm_virtgpu_getparam(_Struct):
    _fields_ = (
        ("param", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


class drm_virtgpu_resource_create(_Struct):
    _fields_ = (
        ("target", ctypes.c_uint32),
        ("format", ctypes.c_uint32),
        ("bind", ctypes.c_uint32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
        ("depth", ctypes.c_uint32),
        ("array_size", ctypes.c_uint32),
        ("last_level", ctypes.c_uint32),
        ("nr_samples", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("bo_handle", ctypes.c_uint32),
        ("res_handle", ctypes.c_uint32),
        ("size", ctypes.c_uint32),
        ("stride", ctypes.c_uint32),
    )


class drm_virtgpu_resource_info(_Struct):
    _fields_ = (
        ("bo_handle", ctypes.c_uint32),
        ("res_handle", ctypes.c_uint32),
        ("size", ctypes.c_uint32),
        ("blob_mem", ctypes.c_uint32),
    )


class drm_virtgpu_3d_box(_Struct):
    _fields_ = (
        ("x", ctypes.c_uint32),
        ("y", ctypes.c_uint32),
        ("z", ctypes.c_uint32),
        ("w", ctypes.c_uint32),
        ("h", ctypes.c_uint32),
        ("d", ctypes.c_uint32),
    )


class drm_virtgpu_3d_transfer_to_host(_Struct):
    _fields_ = (
        ("bo_handle", ctypes.c_uint32),
        ("box", drm_virtgpu_3d_box),
        ("level", ctypes.c_uint32),
        ("offset", ctypes.c_uint32),
        ("stride", ctypes.c_uint32),
        ("layer_stride", ctypes.c_uint32),
    )


class drm_virtgpu_3d_transfer_from_host(_Struct):
    _fields_ = (
        ("bo_handle", ctypes.c_uint32),
        ("box", drm_virtgpu_3d_box),
        ("level", ctypes.c_uint32),
        ("offset", ctypes.c_uint32),
        ("stride", ctypes.c_uint32),
        ("layer_stride", ctypes.c_uint32),
    )


class drm_virtgpu_3d_wait(_Struct):
    _fields_ = (
        ("handle", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
    )


class drm_virtgpu_get_caps(_Struct):
    _fields_ = (
        ("cap_set_id", ctypes.c_uint32),
        ("cap_set_ver", ctypes.c_uint32),
        ("addr", ctypes.c_uint64),
        ("size", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class drm_virtgpu_resource_create_blob(_Struct):
    _fields_ = (
        ("blob_mem", ctypes.c_uint32),
        ("blob_flags", ctypes.c_uint32),
        ("bo_handle", ctypes.c_uint32),
        ("res_handle", ctypes.c_uint32),
        ("size", ctypes.c_uint64),
        ("pad", ctypes.c_uint32),
        ("cmd_size", ctypes.c_uint32),
        ("cmd", ctypes.c_uint64),
        ("blob_id", ctypes.c_uint64),
        ("blob_hints", ctypes.c_uint32),
        ("pad2", ctypes.c_uint32),
    )


class drm_virtgpu_context_set_param(_Struct):
    _fields_ = (
        ("param", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


class drm_virtgpu_context_init(_Struct):
    _fields_ = (
        ("num_params", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("ctx_set_params", ctypes.c_uint64),
    )


# Structs of linux/dma-buf.h


class dma_buf_sync(_Struct):
    _fields_ = (("flags", ctypes.c_uint64),)


class dma_buf_export_sync_file(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("fd", ctypes.c_int32),
    )


class dma_buf_import_sync_file(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("fd", ctypes.c_int32),
    )


# Structs of linux/sync_file.h


class sync_merge_data(_Struct):
    _fields_ = (
        ("name", ctypes.c_char * 32),
        ("fd2", ctypes.c_int32),
        ("fence", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
    )


class sync_fence_info(_Struct):
    _fields_ = (
        ("obj_name", ctypes.c_char * 32),
        ("driver_name", ctypes.c_char * 32),
        ("status", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("timestamp_ns", ctypes.c_uint64),
    )


class sync_file_info(_Struct):
    _fields_ = (
        ("name", ctypes.c_char * 32),
        ("status", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("num_fences", ctypes.c_uint32),
        ("pad", ctypes.c_uint32),
        ("sync_fence_info", ctypes.c_uint64),
    )


class sync_set_deadline(_Struct):
    _fields_ = (
        ("deadline_ns", ctypes.c_uint64),
        ("pad", ctypes.c_uint64),
    )


# Structs of sw_sync


class sw_sync_create_fence_data(_Struct):
    _fields_ = (
        ("value", ctypes.c_uint32),
        ("name", ctypes.c_char * 32),
        ("fence", ctypes.c_int32),
    )


class sw_sync_get_deadline(_Struct):
    _fields_ = (
        ("deadline_ns", ctypes.c_uint64),
        ("pad", ctypes.c_uint32),
        ("fence_fd", ctypes.c_int32),
    )


# Structs of linux/udmabuf.h


class udmabuf_create(_Struct):
    _fields_ = (
        ("memfd", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("offset", ctypes.c_uint64),
        ("size", ctypes.c_uint64),
    )


class udmabuf_create_item(_Struct):
    _fields_ = (
        ("memfd", ctypes.c_uint32),
        ("__pad", ctypes.c_uint32),
        ("offset", ctypes.c_uint64),
        ("size", ctypes.c_uint64),
    )


class udmabuf_create_list(_Struct):
    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("count", ctypes.c_uint32),
        ("list", udmabuf_create_item * 0),
    )


# Structs of linux/dma-heap.h


class dma_heap_allocation_data(_Struct):
    _fields_ = (
        ("len", ctypes.c_uint64),
        ("fd", ctypes.c_uint32),
        ("fd_flags", ctypes.c_uint32),
        ("heap_flags", ctypes.c_uint64),
    )


# Ioctl numbers: made here, because they contain the size of the struct on this machine.
DRM_IOCTL_VERSION = _IOWR("d", 0x00, drm_version)
DRM_IOCTL_GET_UNIQUE = _IOWR("d", 0x01, drm_unique)
DRM_IOCTL_GET_MAGIC = _IOR("d", 0x02, drm_auth)
DRM_IOCTL_GET_CLIENT = _IOWR("d", 0x05, drm_client)
DRM_IOCTL_GET_STATS = _IOR("d", 0x06, drm_stats)
DRM_IOCTL_SET_VERSION = _IOWR("d", 0x07, drm_set_version)
DRM_IOCTL_GEM_CLOSE = _IOW("d", 0x09, drm_gem_close)
DRM_IOCTL_GEM_FLINK = _IOWR("d", 0x0A, drm_gem_flink)
DRM_IOCTL_GEM_OPEN = _IOWR("d", 0x0B, drm_gem_open)
DRM_IOCTL_GET_CAP = _IOWR("d", 0x0C, drm_get_cap)
DRM_IOCTL_SET_CLIENT_CAP = _IOW("d", 0x0D, drm_set_client_cap)
DRM_IOCTL_AUTH_MAGIC = _IOW("d", 0x11, drm_auth)
DRM_IOCTL_SET_MASTER = _IO("d", 0x1E)
DRM_IOCTL_DROP_MASTER = _IO("d", 0x1F)
DRM_IOCTL_PRIME_HANDLE_TO_FD = _IOWR("d", 0x2D, drm_prime_handle)
DRM_IOCTL_PRIME_FD_TO_HANDLE = _IOWR("d", 0x2E, drm_prime_handle)
DRM_IOCTL_WAIT_VBLANK = _IOWR("d", 0x3A, drm_wait_vblank)
DRM_IOCTL_CRTC_GET_SEQUENCE = _IOWR("d", 0x3B, drm_crtc_get_sequence)
DRM_IOCTL_CRTC_QUEUE_SEQUENCE = _IOWR("d", 0x3C, drm_crtc_queue_sequence)
DRM_IOCTL_MODE_GETRESOURCES = _IOWR("d", 0xA0, drm_mode_card_res)
DRM_IOCTL_MODE_GETCRTC = _IOWR("d", 0xA1, drm_mode_crtc)
DRM_IOCTL_MODE_SETCRTC = _IOWR("d", 0xA2, drm_mode_crtc)
DRM_IOCTL_MODE_CURSOR = _IOWR("d", 0xA3, drm_mode_cursor)
DRM_IOCTL_MODE_GETGAMMA = _IOWR("d", 0xA4, drm_mode_crtc_lut)
DRM_IOCTL_MODE_SETGAMMA = _IOWR("d", 0xA5, drm_mode_crtc_lut)
DRM_IOCTL_MODE_GETENCODER = _IOWR("d", 0xA6, drm_mode_get_encoder)
DRM_IOCTL_MODE_GETCONNECTOR = _IOWR("d", 0xA7, drm_mode_get_connector)
DRM_IOCTL_MODE_ATTACHMODE = _IOWR("d", 0xA8, drm_mode_mode_cmd)
DRM_IOCTL_MODE_DETACHMODE = _IOWR("d", 0xA9, drm_mode_mode_cmd)
DRM_IOCTL_MODE_GETPROPERTY = _IOWR("d", 0xAA, drm_mode_get_property)
DRM_IOCTL_MODE_SETPROPERTY = _IOWR("d", 0xAB, drm_mode_connector_set_property)
DRM_IOCTL_MODE_GETPROPBLOB = _IOWR("d", 0xAC, drm_mode_get_blob)
DRM_IOCTL_MODE_GETFB = _IOWR("d", 0xAD, drm_mode_fb_cmd)
DRM_IOCTL_MODE_ADDFB = _IOWR("d", 0xAE, drm_mode_fb_cmd)
DRM_IOCTL_MODE_RMFB = _IOWR("d", 0xAF, ctypes.c_uint)
DRM_IOCTL_MODE_PAGE_FLIP = _IOWR("d", 0xB0, drm_mode_crtc_page_flip)
DRM_IOCTL_MODE_DIRTYFB = _IOWR("d", 0xB1, drm_mode_fb_dirty_cmd)
DRM_IOCTL_MODE_CREATE_DUMB = _IOWR("d", 0xB2, drm_mode_create_dumb)
DRM_IOCTL_MODE_MAP_DUMB = _IOWR("d", 0xB3, drm_mode_map_dumb)
DRM_IOCTL_MODE_DESTROY_DUMB = _IOWR("d", 0xB4, drm_mode_destroy_dumb)
DRM_IOCTL_MODE_GETPLANERESOURCES = _IOWR("d", 0xB5, drm_mode_get_plane_res)
DRM_IOCTL_MODE_GETPLANE = _IOWR("d", 0xB6, drm_mode_get_plane)
DRM_IOCTL_MODE_SETPLANE = _IOWR("d", 0xB7, drm_mode_set_plane)
DRM_IOCTL_MODE_ADDFB2 = _IOWR("d", 0xB8, drm_mode_fb_cmd2)
DRM_IOCTL_MODE_OBJ_GETPROPERTIES = _IOWR("d", 0xB9, drm_mode_obj_get_properties)
DRM_IOCTL_MODE_OBJ_SETPROPERTY = _IOWR("d", 0xBA, drm_mode_obj_set_property)
DRM_IOCTL_MODE_CURSOR2 = _IOWR("d", 0xBB, drm_mode_cursor2)
DRM_IOCTL_MODE_ATOMIC = _IOWR("d", 0xBC, drm_mode_atomic)
DRM_IOCTL_MODE_CREATEPROPBLOB = _IOWR("d", 0xBD, drm_mode_create_blob)
DRM_IOCTL_MODE_DESTROYPROPBLOB = _IOWR("d", 0xBE, drm_mode_destroy_blob)
DRM_IOCTL_SYNCOBJ_CREATE = _IOWR("d", 0xBF, drm_syncobj_create)
DRM_IOCTL_SYNCOBJ_DESTROY = _IOWR("d", 0xC0, drm_syncobj_destroy)
DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD = _IOWR("d", 0xC1, drm_syncobj_handle)
DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE = _IOWR("d", 0xC2, drm_syncobj_handle)
DRM_IOCTL_SYNCOBJ_WAIT = _IOWR("d", 0xC3, drm_syncobj_wait)
DRM_IOCTL_SYNCOBJ_RESET = _IOWR("d", 0xC4, drm_syncobj_array)
DRM_IOCTL_SYNCOBJ_SIGNAL = _IOWR("d", 0xC5, drm_syncobj_array)
DRM_IOCTL_MODE_CREATE_LEASE = _IOWR("d", 0xC6, drm_mode_create_lease)
DRM_IOCTL_MODE_LIST_LESSEES = _IOWR("d", 0xC7, drm_mode_list_lessees)
DRM_IOCTL_MODE_GET_LEASE = _IOWR("d", 0xC8, drm_mode_get_lease)
DRM_IOCTL_MODE_REVOKE_LEASE = _IOWR("d", 0xC9, drm_mode_revoke_lease)
DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT = _IOWR("d", 0xCA, drm_syncobj_timeline_wait)
DRM_IOCTL_SYNCOBJ_QUERY = _IOWR("d", 0xCB, drm_syncobj_timeline_array)
DRM_IOCTL_SYNCOBJ_TRANSFER = _IOWR("d", 0xCC, drm_syncobj_transfer)
DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL = _IOWR("d", 0xCD, drm_syncobj_timeline_array)
DRM_IOCTL_MODE_GETFB2 = _IOWR("d", 0xCE, drm_mode_fb_cmd2)
DRM_IOCTL_SYNCOBJ_EVENTFD = _IOWR("d", 0xCF, drm_syncobj_eventfd)
DRM_IOCTL_MODE_CLOSEFB = _IOWR("d", 0xD0, drm_mode_closefb)
DRM_IOCTL_SET_CLIENT_NAME = _IOWR("d", 0xD1, drm_set_client_name)
DRM_IOCTL_GEM_CHANGE_HANDLE = _IOWR("d", 0xD2, drm_gem_change_handle)
DRM_IOCTL_VGEM_FENCE_ATTACH = _IOWR("d", 0x41, drm_vgem_fence_attach)
DRM_IOCTL_VGEM_FENCE_SIGNAL = _IOW("d", 0x42, drm_vgem_fence_signal)
DRM_IOCTL_VIRTGPU_MAP = _IOWR("d", 0x41, drm_virtgpu_map)
DRM_IOCTL_VIRTGPU_EXECBUFFER = _IOWR("d", 0x42, drm_virtgpu_execbuffer)
DRM_IOCTL_VIRTGPU_GETPARAM = _IOWR("d", 0x43, drm_virtgpu_getparam)
DRM_IOCTL_VIRTGPU_RESOURCE_CREATE = _IOWR("d", 0x44, drm_virtgpu_resource_create)
DRM_IOCTL_VIRTGPU_RESOURCE_INFO = _IOWR("d", 0x45, drm_virtgpu_resource_info)
DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST = _IOWR("d", 0x46, drm_virtgpu_3d_transfer_from_host)
DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST = _IOWR("d", 0x47, drm_virtgpu_3d_transfer_to_host)
DRM_IOCTL_VIRTGPU_WAIT = _IOWR("d", 0x48, drm_virtgpu_3d_wait)
DRM_IOCTL_VIRTGPU_GET_CAPS = _IOWR("d", 0x49, drm_virtgpu_get_caps)
DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB = _IOWR("d", 0x4A, drm_virtgpu_resource_create_blob)
DRM_IOCTL_VIRTGPU_CONTEXT_INIT = _IOWR("d", 0x4B, drm_virtgpu_context_init)
DMA_BUF_IOCTL_SYNC = _IOW("b", 0x00, dma_buf_sync)
DMA_BUF_SET_NAME = _IOW("b", 0x01, ctypes.c_void_p)
DMA_BUF_SET_NAME_A = _IOW("b", 0x01, ctypes.c_uint32)
DMA_BUF_SET_NAME_B = _IOW("b", 0x01, ctypes.c_uint64)
DMA_BUF_IOCTL_EXPORT_SYNC_FILE = _IOWR("b", 0x02, dma_buf_export_sync_file)
DMA_BUF_IOCTL_IMPORT_SYNC_FILE = _IOW("b", 0x03, dma_buf_import_sync_file)
SYNC_IOC_MERGE = _IOWR(">", 0x03, sync_merge_data)
SYNC_IOC_FILE_INFO = _IOWR(">", 0x04, sync_file_info)
SYNC_IOC_SET_DEADLINE = _IOW(">", 0x05, sync_set_deadline)
SW_SYNC_IOC_CREATE_FENCE = _IOWR("W", 0x00, sw_sync_create_fence_data)
SW_SYNC_IOC_INC = _IOW("W", 0x01, ctypes.c_uint32)
SW_SYNC_GET_DEADLINE = _IOWR("W", 0x02, sw_sync_get_deadline)
UDMABUF_CREATE = _IOW("u", 0x42, udmabuf_create)
UDMABUF_CREATE_LIST = _IOW("u", 0x43, udmabuf_create_list)
DMA_HEAP_IOCTL_ALLOC = _IOWR("H", 0x00, dma_heap_allocation_data)


def version(
    file: int,
    /,
    *,
    version_major: int = 0,
    version_minor: int = 0,
    version_patchlevel: int = 0,
    name_len: int = 0,
    name: int = 0,
    date_len: int = 0,
    date: int = 0,
    desc_len: int = 0,
    desc: int = 0,
) -> drm_version:
    """DRM_IOCTL_VERSION (struct drm_version)."""
    argument = _make(
        drm_version,
        version_major=version_major,
        version_minor=version_minor,
        version_patchlevel=version_patchlevel,
        name_len=name_len,
        name=name,
        date_len=date_len,
        date=date,
        desc_len=desc_len,
        desc=desc,
    )
    _call(file, DRM_IOCTL_VERSION, argument)
    return argument


def get_unique(file: int, /, *, unique_len: int = 0, unique: int = 0) -> drm_unique:
    """DRM_IOCTL_GET_UNIQUE (struct drm_unique)."""
    argument = _make(drm_unique, unique_len=unique_len, unique=unique)
    _call(file, DRM_IOCTL_GET_UNIQUE, argument)
    return argument


def get_magic(file: int, /, *, magic: int = 0) -> drm_auth:
    """DRM_IOCTL_GET_MAGIC (struct drm_auth)."""
    argument = _make(drm_auth, magic=magic)
    _call(file, DRM_IOCTL_GET_MAGIC, argument)
    return argument


def get_client(
    file: int, /, *, idx: int = 0, auth: int = 0, pid: int = 0, uid: int = 0, magic: int = 0, iocs: int = 0
) -> drm_client:
    """DRM_IOCTL_GET_CLIENT (struct drm_client)."""
    argument = _make(drm_client, idx=idx, auth=auth, pid=pid, uid=uid, magic=magic, iocs=iocs)
    _call(file, DRM_IOCTL_GET_CLIENT, argument)
    return argument


def get_stats(file: int, /, *, count: int = 0, data: Sequence[Any] = ()) -> drm_stats:
    """DRM_IOCTL_GET_STATS (struct drm_stats)."""
    argument = _make(drm_stats, count=count, data=data)
    _call(file, DRM_IOCTL_GET_STATS, argument)
    return argument


def set_version(
    file: int, /, *, drm_di_major: int = 0, drm_di_minor: int = 0, drm_dd_major: int = 0, drm_dd_minor: int = 0
) -> drm_set_version:
    """DRM_IOCTL_SET_VERSION (struct drm_set_version)."""
    argument = _make(
        drm_set_version,
        drm_di_major=drm_di_major,
        drm_di_minor=drm_di_minor,
        drm_dd_major=drm_dd_major,
        drm_dd_minor=drm_dd_minor,
    )
    _call(file, DRM_IOCTL_SET_VERSION, argument)
    return argument


def gem_close(file: int, /, *, handle: int = 0, pad: int = 0) -> None:
    """DRM_IOCTL_GEM_CLOSE (struct drm_gem_close)."""
    argument = _make(drm_gem_close, handle=handle, pad=pad)
    _call(file, DRM_IOCTL_GEM_CLOSE, argument)


def gem_flink(file: int, /, *, handle: int = 0, name: int = 0) -> drm_gem_flink:
    """DRM_IOCTL_GEM_FLINK (struct drm_gem_flink)."""
    argument = _make(drm_gem_flink, handle=handle, name=name)
    _call(file, DRM_IOCTL_GEM_FLINK, argument)
    return argument


def gem_open(file: int, /, *, name: int = 0, handle: int = 0, size: int = 0) -> drm_gem_open:
    """DRM_IOCTL_GEM_OPEN (struct drm_gem_open)."""
    argument = _make(drm_gem_open, name=name, handle=handle, size=size)
    _call(file, DRM_IOCTL_GEM_OPEN, argument)
    return argument


def get_cap(file: int, /, *, capability: int = 0, value: int = 0) -> drm_get_cap:
    """DRM_IOCTL_GET_CAP (struct drm_get_cap)."""
    argument = _make(drm_get_cap, capability=capability, value=value)
    _call(file, DRM_IOCTL_GET_CAP, argument)
    return argument


def set_client_cap(file: int, /, *, capability: int = 0, value: int = 0) -> None:
    """DRM_IOCTL_SET_CLIENT_CAP (struct drm_set_client_cap)."""
    argument = _make(drm_set_client_cap, capability=capability, value=value)
    _call(file, DRM_IOCTL_SET_CLIENT_CAP, argument)


def auth_magic(file: int, /, *, magic: int = 0) -> None:
    """DRM_IOCTL_AUTH_MAGIC (struct drm_auth)."""
    argument = _make(drm_auth, magic=magic)
    _call(file, DRM_IOCTL_AUTH_MAGIC, argument)


def set_master(file: int, /) -> None:
    """DRM_IOCTL_SET_MASTER."""
    _call(file, DRM_IOCTL_SET_MASTER)


def drop_master(file: int, /) -> None:
    """DRM_IOCTL_DROP_MASTER."""
    _call(file, DRM_IOCTL_DROP_MASTER)


def prime_handle_to_fd(file: int, /, *, handle: int = 0, flags: int = 0, fd: int = 0) -> drm_prime_handle:
    """DRM_IOCTL_PRIME_HANDLE_TO_FD (struct drm_prime_handle)."""
    argument = _make(drm_prime_handle, handle=handle, flags=flags, fd=fd)
    _call(file, DRM_IOCTL_PRIME_HANDLE_TO_FD, argument)
    return argument


def prime_fd_to_handle(file: int, /, *, handle: int = 0, flags: int = 0, fd: int = 0) -> drm_prime_handle:
    """DRM_IOCTL_PRIME_FD_TO_HANDLE (struct drm_prime_handle)."""
    argument = _make(drm_prime_handle, handle=handle, flags=flags, fd=fd)
    _call(file, DRM_IOCTL_PRIME_FD_TO_HANDLE, argument)
    return argument


def wait_vblank(
    file: int, /, *, request: drm_wait_vblank_request | None = None, reply: drm_wait_vblank_reply | None = None
) -> drm_wait_vblank:
    """DRM_IOCTL_WAIT_VBLANK (union drm_wait_vblank)."""
    argument = _make(drm_wait_vblank, request=request, reply=reply)
    _call(file, DRM_IOCTL_WAIT_VBLANK, argument)
    return argument


def crtc_get_sequence(
    file: int, /, *, crtc_id: int = 0, active: int = 0, sequence: int = 0, sequence_ns: int = 0
) -> drm_crtc_get_sequence:
    """DRM_IOCTL_CRTC_GET_SEQUENCE (struct drm_crtc_get_sequence)."""
    argument = _make(drm_crtc_get_sequence, crtc_id=crtc_id, active=active, sequence=sequence, sequence_ns=sequence_ns)
    _call(file, DRM_IOCTL_CRTC_GET_SEQUENCE, argument)
    return argument


def crtc_queue_sequence(
    file: int, /, *, crtc_id: int = 0, flags: int = 0, sequence: int = 0, user_data: int = 0
) -> drm_crtc_queue_sequence:
    """DRM_IOCTL_CRTC_QUEUE_SEQUENCE (struct drm_crtc_queue_sequence)."""
    argument = _make(drm_crtc_queue_sequence, crtc_id=crtc_id, flags=flags, sequence=sequence, user_data=user_data)
    _call(file, DRM_IOCTL_CRTC_QUEUE_SEQUENCE, argument)
    return argument


def mode_getresources(
    file: int,
    /,
    *,
    fb_id_ptr: int = 0,
    crtc_id_ptr: int = 0,
    connector_id_ptr: int = 0,
    encoder_id_ptr: int = 0,
    count_fbs: int = 0,
    count_crtcs: int = 0,
    count_connectors: int = 0,
    count_encoders: int = 0,
    min_width: int = 0,
    max_width: int = 0,
    min_height: int = 0,
    max_height: int = 0,
) -> drm_mode_card_res:
    """DRM_IOCTL_MODE_GETRESOURCES (struct drm_mode_card_res)."""
    argument = _make(
        drm_mode_card_res,
        fb_id_ptr=fb_id_ptr,
        crtc_id_ptr=crtc_id_ptr,
        connector_id_ptr=connector_id_ptr,
        encoder_id_ptr=encoder_id_ptr,
        count_fbs=count_fbs,
        count_crtcs=count_crtcs,
        count_connectors=count_connectors,
        count_encoders=count_encoders,
        min_width=min_width,
        max_width=max_width,
        min_height=min_height,
        max_height=max_height,
    )
    _call(file, DRM_IOCTL_MODE_GETRESOURCES, argument)
    return argument


def mode_getcrtc(
    file: int,
    /,
    *,
    set_connectors_ptr: int = 0,
    count_connectors: int = 0,
    crtc_id: int = 0,
    fb_id: int = 0,
    x: int = 0,
    y: int = 0,
    gamma_size: int = 0,
    mode_valid: int = 0,
    mode: drm_mode_modeinfo | None = None,
) -> drm_mode_crtc:
    """DRM_IOCTL_MODE_GETCRTC (struct drm_mode_crtc)."""
    argument = _make(
        drm_mode_crtc,
        set_connectors_ptr=set_connectors_ptr,
        count_connectors=count_connectors,
        crtc_id=crtc_id,
        fb_id=fb_id,
        x=x,
        y=y,
        gamma_size=gamma_size,
        mode_valid=mode_valid,
        mode=mode,
    )
    _call(file, DRM_IOCTL_MODE_GETCRTC, argument)
    return argument


def mode_setcrtc(
    file: int,
    /,
    *,
    set_connectors_ptr: int = 0,
    count_connectors: int = 0,
    crtc_id: int = 0,
    fb_id: int = 0,
    x: int = 0,
    y: int = 0,
    gamma_size: int = 0,
    mode_valid: int = 0,
    mode: drm_mode_modeinfo | None = None,
) -> drm_mode_crtc:
    """DRM_IOCTL_MODE_SETCRTC (struct drm_mode_crtc)."""
    argument = _make(
        drm_mode_crtc,
        set_connectors_ptr=set_connectors_ptr,
        count_connectors=count_connectors,
        crtc_id=crtc_id,
        fb_id=fb_id,
        x=x,
        y=y,
        gamma_size=gamma_size,
        mode_valid=mode_valid,
        mode=mode,
    )
    _call(file, DRM_IOCTL_MODE_SETCRTC, argument)
    return argument


def mode_cursor(
    file: int,
    /,
    *,
    flags: int = 0,
    crtc_id: int = 0,
    x: int = 0,
    y: int = 0,
    width: int = 0,
    height: int = 0,
    handle: int = 0,
) -> drm_mode_cursor:
    """DRM_IOCTL_MODE_CURSOR (struct drm_mode_cursor)."""
    argument = _make(drm_mode_cursor, flags=flags, crtc_id=crtc_id, x=x, y=y, width=width, height=height, handle=handle)
    _call(file, DRM_IOCTL_MODE_CURSOR, argument)
    return argument


def mode_getgamma(
    file: int, /, *, crtc_id: int = 0, gamma_size: int = 0, red: int = 0, green: int = 0, blue: int = 0
) -> drm_mode_crtc_lut:
    """DRM_IOCTL_MODE_GETGAMMA (struct drm_mode_crtc_lut)."""
    argument = _make(drm_mode_crtc_lut, crtc_id=crtc_id, gamma_size=gamma_size, red=red, green=green, blue=blue)
    _call(file, DRM_IOCTL_MODE_GETGAMMA, argument)
    return argument


def mode_setgamma(
    file: int, /, *, crtc_id: int = 0, gamma_size: int = 0, red: int = 0, green: int = 0, blue: int = 0
) -> drm_mode_crtc_lut:
    """DRM_IOCTL_MODE_SETGAMMA (struct drm_mode_crtc_lut)."""
    argument = _make(drm_mode_crtc_lut, crtc_id=crtc_id, gamma_size=gamma_size, red=red, green=green, blue=blue)
    _call(file, DRM_IOCTL_MODE_SETGAMMA, argument)
    return argument


def mode_getencoder(
    file: int,
    /,
    *,
    encoder_id: int = 0,
    encoder_type: int = 0,
    crtc_id: int = 0,
    possible_crtcs: int = 0,
    possible_clones: int = 0,
) -> drm_mode_get_encoder:
    """DRM_IOCTL_MODE_GETENCODER (struct drm_mode_get_encoder)."""
    argument = _make(
        drm_mode_get_encoder,
        encoder_id=encoder_id,
        encoder_type=encoder_type,
        crtc_id=crtc_id,
        possible_crtcs=possible_crtcs,
        possible_clones=possible_clones,
    )
    _call(file, DRM_IOCTL_MODE_GETENCODER, argument)
    return argument


def mode_getconnector(
    file: int,
    /,
    *,
    encoders_ptr: int = 0,
    modes_ptr: int = 0,
    props_ptr: int = 0,
    prop_values_ptr: int = 0,
    count_modes: int = 0,
    count_props: int = 0,
    count_encoders: int = 0,
    encoder_id: int = 0,
    connector_id: int = 0,
    connector_type: int = 0,
    connector_type_id: int = 0,
    connection: int = 0,
    mm_width: int = 0,
    mm_height: int = 0,
    subpixel: int = 0,
    pad: int = 0,
) -> drm_mode_get_connector:
    """DRM_IOCTL_MODE_GETCONNECTOR (struct drm_mode_get_connector)."""
    argument = _make(
        drm_mode_get_connector,
        encoders_ptr=encoders_ptr,
        modes_ptr=modes_ptr,
        props_ptr=props_ptr,
        prop_values_ptr=prop_values_ptr,
        count_modes=count_modes,
        count_props=count_props,
        count_encoders=count_encoders,
        encoder_id=encoder_id,
        connector_id=connector_id,
        connector_type=connector_type,
        connector_type_id=connector_type_id,
        connection=connection,
        mm_width=mm_width,
        mm_height=mm_height,
        subpixel=subpixel,
        pad=pad,
    )
    _call(file, DRM_IOCTL_MODE_GETCONNECTOR, argument)
    return argument


def mode_attachmode(file: int, /, *, connector_id: int = 0, mode: drm_mode_modeinfo | None = None) -> drm_mode_mode_cmd:
    """DRM_IOCTL_MODE_ATTACHMODE (struct drm_mode_mode_cmd)."""
    argument = _make(drm_mode_mode_cmd, connector_id=connector_id, mode=mode)
    _call(file, DRM_IOCTL_MODE_ATTACHMODE, argument)
    return argument


def mode_detachmode(file: int, /, *, connector_id: int = 0, mode: drm_mode_modeinfo | None = None) -> drm_mode_mode_cmd:
    """DRM_IOCTL_MODE_DETACHMODE (struct drm_mode_mode_cmd)."""
    argument = _make(drm_mode_mode_cmd, connector_id=connector_id, mode=mode)
    _call(file, DRM_IOCTL_MODE_DETACHMODE, argument)
    return argument


def mode_getproperty(
    file: int,
    /,
    *,
    values_ptr: int = 0,
    enum_blob_ptr: int = 0,
    prop_id: int = 0,
    flags: int = 0,
    name: bytes = b"",
    count_values: int = 0,
    count_enum_blobs: int = 0,
) -> drm_mode_get_property:
    """DRM_IOCTL_MODE_GETPROPERTY (struct drm_mode_get_property)."""
    argument = _make(
        drm_mode_get_property,
        values_ptr=values_ptr,
        enum_blob_ptr=enum_blob_ptr,
        prop_id=prop_id,
        flags=flags,
        name=name,
        count_values=count_values,
        count_enum_blobs=count_enum_blobs,
    )
    _call(file, DRM_IOCTL_MODE_GETPROPERTY, argument)
    return argument


def mode_setproperty(
    file: int, /, *, value: int = 0, prop_id: int = 0, connector_id: int = 0
) -> drm_mode_connector_set_property:
    """DRM_IOCTL_MODE_SETPROPERTY (struct drm_mode_connector_set_property)."""
    argument = _make(drm_mode_connector_set_property, value=value, prop_id=prop_id, connector_id=connector_id)
    _call(file, DRM_IOCTL_MODE_SETPROPERTY, argument)
    return argument


def mode_getpropblob(file: int, /, *, blob_id: int = 0, length: int = 0, data: int = 0) -> drm_mode_get_blob:
    """DRM_IOCTL_MODE_GETPROPBLOB (struct drm_mode_get_blob)."""
    argument = _make(drm_mode_get_blob, blob_id=blob_id, length=length, data=data)
    _call(file, DRM_IOCTL_MODE_GETPROPBLOB, argument)
    return argument


def mode_getfb(
    file: int,
    /,
    *,
    fb_id: int = 0,
    width: int = 0,
    height: int = 0,
    pitch: int = 0,
    bpp: int = 0,
    depth: int = 0,
    handle: int = 0,
) -> drm_mode_fb_cmd:
    """DRM_IOCTL_MODE_GETFB (struct drm_mode_fb_cmd)."""
    argument = _make(
        drm_mode_fb_cmd, fb_id=fb_id, width=width, height=height, pitch=pitch, bpp=bpp, depth=depth, handle=handle
    )
    _call(file, DRM_IOCTL_MODE_GETFB, argument)
    return argument


def mode_addfb(
    file: int,
    /,
    *,
    fb_id: int = 0,
    width: int = 0,
    height: int = 0,
    pitch: int = 0,
    bpp: int = 0,
    depth: int = 0,
    handle: int = 0,
) -> drm_mode_fb_cmd:
    """DRM_IOCTL_MODE_ADDFB (struct drm_mode_fb_cmd)."""
    argument = _make(
        drm_mode_fb_cmd, fb_id=fb_id, width=width, height=height, pitch=pitch, bpp=bpp, depth=depth, handle=handle
    )
    _call(file, DRM_IOCTL_MODE_ADDFB, argument)
    return argument


def mode_rmfb(file: int, fb_id: int, /) -> None:
    """DRM_IOCTL_MODE_RMFB."""
    _call(file, DRM_IOCTL_MODE_RMFB, _number(ctypes.c_uint, fb_id))


def mode_page_flip(
    file: int, /, *, crtc_id: int = 0, fb_id: int = 0, flags: int = 0, reserved: int = 0, user_data: int = 0
) -> drm_mode_crtc_page_flip:
    """DRM_IOCTL_MODE_PAGE_FLIP (struct drm_mode_crtc_page_flip)."""
    argument = _make(
        drm_mode_crtc_page_flip, crtc_id=crtc_id, fb_id=fb_id, flags=flags, reserved=reserved, user_data=user_data
    )
    _call(file, DRM_IOCTL_MODE_PAGE_FLIP, argument)
    return argument


def mode_dirtyfb(
    file: int, /, *, fb_id: int = 0, flags: int = 0, color: int = 0, num_clips: int = 0, clips_ptr: int = 0
) -> drm_mode_fb_dirty_cmd:
    """DRM_IOCTL_MODE_DIRTYFB (struct drm_mode_fb_dirty_cmd)."""
    argument = _make(
        drm_mode_fb_dirty_cmd, fb_id=fb_id, flags=flags, color=color, num_clips=num_clips, clips_ptr=clips_ptr
    )
    _call(file, DRM_IOCTL_MODE_DIRTYFB, argument)
    return argument


def mode_create_dumb(
    file: int,
    /,
    *,
    height: int = 0,
    width: int = 0,
    bpp: int = 0,
    flags: int = 0,
    handle: int = 0,
    pitch: int = 0,
    size: int = 0,
) -> drm_mode_create_dumb:
    """DRM_IOCTL_MODE_CREATE_DUMB (struct drm_mode_create_dumb)."""
    argument = _make(
        drm_mode_create_dumb, height=height, width=width, bpp=bpp, flags=flags, handle=handle, pitch=pitch, size=size
    )
    _call(file, DRM_IOCTL_MODE_CREATE_DUMB, argument)
    return argument


def mode_map_dumb(file: int, /, *, handle: int = 0, pad: int = 0, offset: int = 0) -> drm_mode_map_dumb:
    """DRM_IOCTL_MODE_MAP_DUMB (struct drm_mode_map_dumb)."""
    argument = _make(drm_mode_map_dumb, handle=handle, pad=pad, offset=offset)
    _call(file, DRM_IOCTL_MODE_MAP_DUMB, argument)
    return argument


def mode_destroy_dumb(file: int, /, *, handle: int = 0) -> drm_mode_destroy_dumb:
    """DRM_IOCTL_MODE_DESTROY_DUMB (struct drm_mode_destroy_dumb)."""
    argument = _make(drm_mode_destroy_dumb, handle=handle)
    _call(file, DRM_IOCTL_MODE_DESTROY_DUMB, argument)
    return argument


def mode_getplaneresources(file: int, /, *, plane_id_ptr: int = 0, count_planes: int = 0) -> drm_mode_get_plane_res:
    """DRM_IOCTL_MODE_GETPLANERESOURCES (struct drm_mode_get_plane_res)."""
    argument = _make(drm_mode_get_plane_res, plane_id_ptr=plane_id_ptr, count_planes=count_planes)
    _call(file, DRM_IOCTL_MODE_GETPLANERESOURCES, argument)
    return argument


def mode_getplane(
    file: int,
    /,
    *,
    plane_id: int = 0,
    crtc_id: int = 0,
    fb_id: int = 0,
    possible_crtcs: int = 0,
    gamma_size: int = 0,
    count_format_types: int = 0,
    format_type_ptr: int = 0,
) -> drm_mode_get_plane:
    """DRM_IOCTL_MODE_GETPLANE (struct drm_mode_get_plane)."""
    argument = _make(
        drm_mode_get_plane,
        plane_id=plane_id,
        crtc_id=crtc_id,
        fb_id=fb_id,
        possible_crtcs=possible_crtcs,
        gamma_size=gamma_size,
        count_format_types=count_format_types,
        format_type_ptr=format_type_ptr,
    )
    _call(file, DRM_IOCTL_MODE_GETPLANE, argument)
    return argument


def mode_setplane(
    file: int,
    /,
    *,
    plane_id: int = 0,
    crtc_id: int = 0,
    fb_id: int = 0,
    flags: int = 0,
    crtc_x: int = 0,
    crtc_y: int = 0,
    crtc_w: int = 0,
    crtc_h: int = 0,
    src_x: int = 0,
    src_y: int = 0,
    src_h: int = 0,
    src_w: int = 0,
) -> drm_mode_set_plane:
    """DRM_IOCTL_MODE_SETPLANE (struct drm_mode_set_plane)."""
    argument = _make(
        drm_mode_set_plane,
        plane_id=plane_id,
        crtc_id=crtc_id,
        fb_id=fb_id,
        flags=flags,
        crtc_x=crtc_x,
        crtc_y=crtc_y,
        crtc_w=crtc_w,
        crtc_h=crtc_h,
        src_x=src_x,
        src_y=src_y,
        src_h=src_h,
        src_w=src_w,
    )
    _call(file, DRM_IOCTL_MODE_SETPLANE, argument)
    return argument


def mode_addfb2(
    file: int,
    /,
    *,
    fb_id: int = 0,
    width: int = 0,
    height: int = 0,
    pixel_format: int = 0,
    flags: int = 0,
    handles: Sequence[int] = (),
    pitches: Sequence[int] = (),
    offsets: Sequence[int] = (),
    modifier: Sequence[int] = (),
) -> drm_mode_fb_cmd2:
    """DRM_IOCTL_MODE_ADDFB2 (struct drm_mode_fb_cmd2)."""
    argument = _make(
        drm_mode_fb_cmd2,
        fb_id=fb_id,
        width=width,
        height=height,
        pixel_format=pixel_format,
        flags=flags,
        handles=handles,
        pitches=pitches,
        offsets=offsets,
        modifier=modifier,
    )
    _call(file, DRM_IOCTL_MODE_ADDFB2, argument)
    return argument


def mode_obj_getproperties(
    file: int,
    /,
    *,
    props_ptr: int = 0,
    prop_values_ptr: int = 0,
    count_props: int = 0,
    obj_id: int = 0,
    obj_type: int = 0,
) -> drm_mode_obj_get_properties:
    """DRM_IOCTL_MODE_OBJ_GETPROPERTIES (struct drm_mode_obj_get_properties)."""
    argument = _make(
        drm_mode_obj_get_properties,
        props_ptr=props_ptr,
        prop_values_ptr=prop_values_ptr,
        count_props=count_props,
        obj_id=obj_id,
        obj_type=obj_type,
    )
    _call(file, DRM_IOCTL_MODE_OBJ_GETPROPERTIES, argument)
    return argument


def mode_obj_setproperty(
    file: int, /, *, value: int = 0, prop_id: int = 0, obj_id: int = 0, obj_type: int = 0
) -> drm_mode_obj_set_property:
    """DRM_IOCTL_MODE_OBJ_SETPROPERTY (struct drm_mode_obj_set_property)."""
    argument = _make(drm_mode_obj_set_property, value=value, prop_id=prop_id, obj_id=obj_id, obj_type=obj_type)
    _call(file, DRM_IOCTL_MODE_OBJ_SETPROPERTY, argument)
    return argument


def mode_cursor2(
    file: int,
    /,
    *,
    flags: int = 0,
    crtc_id: int = 0,
    x: int = 0,
    y: int = 0,
    width: int = 0,
    height: int = 0,
    handle: int = 0,
    hot_x: int = 0,
    hot_y: int = 0,
) -> drm_mode_cursor2:
    """DRM_IOCTL_MODE_CURSOR2 (struct drm_mode_cursor2)."""
    argument = _make(
        drm_mode_cursor2,
        flags=flags,
        crtc_id=crtc_id,
        x=x,
        y=y,
        width=width,
        height=height,
        handle=handle,
        hot_x=hot_x,
        hot_y=hot_y,
    )
    _call(file, DRM_IOCTL_MODE_CURSOR2, argument)
    return argument


def mode_atomic(
    file: int,
    /,
    *,
    flags: int = 0,
    count_objs: int = 0,
    objs_ptr: int = 0,
    count_props_ptr: int = 0,
    props_ptr: int = 0,
    prop_values_ptr: int = 0,
    reserved: int = 0,
    user_data: int = 0,
) -> drm_mode_atomic:
    """DRM_IOCTL_MODE_ATOMIC (struct drm_mode_atomic)."""
    argument = _make(
        drm_mode_atomic,
        flags=flags,
        count_objs=count_objs,
        objs_ptr=objs_ptr,
        count_props_ptr=count_props_ptr,
        props_ptr=props_ptr,
        prop_values_ptr=prop_values_ptr,
        reserved=reserved,
        user_data=user_data,
    )
    _call(file, DRM_IOCTL_MODE_ATOMIC, argument)
    return argument


def mode_createpropblob(file: int, /, *, data: int = 0, length: int = 0, blob_id: int = 0) -> drm_mode_create_blob:
    """DRM_IOCTL_MODE_CREATEPROPBLOB (struct drm_mode_create_blob)."""
    argument = _make(drm_mode_create_blob, data=data, length=length, blob_id=blob_id)
    _call(file, DRM_IOCTL_MODE_CREATEPROPBLOB, argument)
    return argument


def mode_destroypropblob(file: int, /, *, blob_id: int = 0) -> drm_mode_destroy_blob:
    """DRM_IOCTL_MODE_DESTROYPROPBLOB (struct drm_mode_destroy_blob)."""
    argument = _make(drm_mode_destroy_blob, blob_id=blob_id)
    _call(file, DRM_IOCTL_MODE_DESTROYPROPBLOB, argument)
    return argument


def syncobj_create(file: int, /, *, handle: int = 0, flags: int = 0) -> drm_syncobj_create:
    """DRM_IOCTL_SYNCOBJ_CREATE (struct drm_syncobj_create)."""
    argument = _make(drm_syncobj_create, handle=handle, flags=flags)
    _call(file, DRM_IOCTL_SYNCOBJ_CREATE, argument)
    return argument


def syncobj_destroy(file: int, /, *, handle: int = 0, pad: int = 0) -> drm_syncobj_destroy:
    """DRM_IOCTL_SYNCOBJ_DESTROY (struct drm_syncobj_destroy)."""
    argument = _make(drm_syncobj_destroy, handle=handle, pad=pad)
    _call(file, DRM_IOCTL_SYNCOBJ_DESTROY, argument)
    return argument


def syncobj_handle_to_fd(
    file: int, /, *, handle: int = 0, flags: int = 0, fd: int = 0, pad: int = 0, point: int = 0
) -> drm_syncobj_handle:
    """DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD (struct drm_syncobj_handle)."""
    argument = _make(drm_syncobj_handle, handle=handle, flags=flags, fd=fd, pad=pad, point=point)
    _call(file, DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD, argument)
    return argument


def syncobj_fd_to_handle(
    file: int, /, *, handle: int = 0, flags: int = 0, fd: int = 0, pad: int = 0, point: int = 0
) -> drm_syncobj_handle:
    """DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE (struct drm_syncobj_handle)."""
    argument = _make(drm_syncobj_handle, handle=handle, flags=flags, fd=fd, pad=pad, point=point)
    _call(file, DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE, argument)
    return argument


def syncobj_wait(
    file: int,
    /,
    *,
    handles: int = 0,
    timeout_nsec: int = 0,
    count_handles: int = 0,
    flags: int = 0,
    first_signaled: int = 0,
    pad: int = 0,
    deadline_nsec: int = 0,
) -> drm_syncobj_wait:
    """DRM_IOCTL_SYNCOBJ_WAIT (struct drm_syncobj_wait)."""
    argument = _make(
        drm_syncobj_wait,
        handles=handles,
        timeout_nsec=timeout_nsec,
        count_handles=count_handles,
        flags=flags,
        first_signaled=first_signaled,
        pad=pad,
        deadline_nsec=deadline_nsec,
    )
    _call(file, DRM_IOCTL_SYNCOBJ_WAIT, argument)
    return argument


def syncobj_reset(file: int, /, *, handles: int = 0, count_handles: int = 0, pad: int = 0) -> drm_syncobj_array:
    """DRM_IOCTL_SYNCOBJ_RESET (struct drm_syncobj_array)."""
    argument = _make(drm_syncobj_array, handles=handles, count_handles=count_handles, pad=pad)
    _call(file, DRM_IOCTL_SYNCOBJ_RESET, argument)
    return argument


def syncobj_signal(file: int, /, *, handles: int = 0, count_handles: int = 0, pad: int = 0) -> drm_syncobj_array:
    """DRM_IOCTL_SYNCOBJ_SIGNAL (struct drm_syncobj_array)."""
    argument = _make(drm_syncobj_array, handles=handles, count_handles=count_handles, pad=pad)
    _call(file, DRM_IOCTL_SYNCOBJ_SIGNAL, argument)
    return argument


def mode_create_lease(
    file: int, /, *, object_ids: int = 0, object_count: int = 0, flags: int = 0, lessee_id: int = 0, fd: int = 0
) -> drm_mode_create_lease:
    """DRM_IOCTL_MODE_CREATE_LEASE (struct drm_mode_create_lease)."""
    argument = _make(
        drm_mode_create_lease, object_ids=object_ids, object_count=object_count, flags=flags, lessee_id=lessee_id, fd=fd
    )
    _call(file, DRM_IOCTL_MODE_CREATE_LEASE, argument)
    return argument


def mode_list_lessees(
    file: int, /, *, count_lessees: int = 0, pad: int = 0, lessees_ptr: int = 0
) -> drm_mode_list_lessees:
    """DRM_IOCTL_MODE_LIST_LESSEES (struct drm_mode_list_lessees)."""
    argument = _make(drm_mode_list_lessees, count_lessees=count_lessees, pad=pad, lessees_ptr=lessees_ptr)
    _call(file, DRM_IOCTL_MODE_LIST_LESSEES, argument)
    return argument


def mode_get_lease(file: int, /, *, count_objects: int = 0, pad: int = 0, objects_ptr: int = 0) -> drm_mode_get_lease:
    """DRM_IOCTL_MODE_GET_LEASE (struct drm_mode_get_lease)."""
    argument = _make(drm_mode_get_lease, count_objects=count_objects, pad=pad, objects_ptr=objects_ptr)
    _call(file, DRM_IOCTL_MODE_GET_LEASE, argument)
    return argument


def mode_revoke_lease(file: int, /, *, lessee_id: int = 0) -> drm_mode_revoke_lease:
    """DRM_IOCTL_MODE_REVOKE_LEASE (struct drm_mode_revoke_lease)."""
    argument = _make(drm_mode_revoke_lease, lessee_id=lessee_id)
    _call(file, DRM_IOCTL_MODE_REVOKE_LEASE, argument)
    return argument


def syncobj_timeline_wait(
    file: int,
    /,
    *,
    handles: int = 0,
    points: int = 0,
    timeout_nsec: int = 0,
    count_handles: int = 0,
    flags: int = 0,
    first_signaled: int = 0,
    pad: int = 0,
    deadline_nsec: int = 0,
) -> drm_syncobj_timeline_wait:
    """DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT (struct drm_syncobj_timeline_wait)."""
    argument = _make(
        drm_syncobj_timeline_wait,
        handles=handles,
        points=points,
        timeout_nsec=timeout_nsec,
        count_handles=count_handles,
        flags=flags,
        first_signaled=first_signaled,
        pad=pad,
        deadline_nsec=deadline_nsec,
    )
    _call(file, DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT, argument)
    return argument


def syncobj_query(
    file: int, /, *, handles: int = 0, points: int = 0, count_handles: int = 0, flags: int = 0
) -> drm_syncobj_timeline_array:
    """DRM_IOCTL_SYNCOBJ_QUERY (struct drm_syncobj_timeline_array)."""
    argument = _make(
        drm_syncobj_timeline_array, handles=handles, points=points, count_handles=count_handles, flags=flags
    )
    _call(file, DRM_IOCTL_SYNCOBJ_QUERY, argument)
    return argument


def syncobj_transfer(
    file: int,
    /,
    *,
    src_handle: int = 0,
    dst_handle: int = 0,
    src_point: int = 0,
    dst_point: int = 0,
    flags: int = 0,
    pad: int = 0,
) -> drm_syncobj_transfer:
    """DRM_IOCTL_SYNCOBJ_TRANSFER (struct drm_syncobj_transfer)."""
    argument = _make(
        drm_syncobj_transfer,
        src_handle=src_handle,
        dst_handle=dst_handle,
        src_point=src_point,
        dst_point=dst_point,
        flags=flags,
        pad=pad,
    )
    _call(file, DRM_IOCTL_SYNCOBJ_TRANSFER, argument)
    return argument


def syncobj_timeline_signal(
    file: int, /, *, handles: int = 0, points: int = 0, count_handles: int = 0, flags: int = 0
) -> drm_syncobj_timeline_array:
    """DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL (struct drm_syncobj_timeline_array)."""
    argument = _make(
        drm_syncobj_timeline_array, handles=handles, points=points, count_handles=count_handles, flags=flags
    )
    _call(file, DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL, argument)
    return argument


def mode_getfb2(
    file: int,
    /,
    *,
    fb_id: int = 0,
    width: int = 0,
    height: int = 0,
    pixel_format: int = 0,
    flags: int = 0,
    handles: Sequence[int] = (),
    pitches: Sequence[int] = (),
    offsets: Sequence[int] = (),
    modifier: Sequence[int] = (),
) -> drm_mode_fb_cmd2:
    """DRM_IOCTL_MODE_GETFB2 (struct drm_mode_fb_cmd2)."""
    argument = _make(
        drm_mode_fb_cmd2,
        fb_id=fb_id,
        width=width,
        height=height,
        pixel_format=pixel_format,
        flags=flags,
        handles=handles,
        pitches=pitches,
        offsets=offsets,
        modifier=modifier,
    )
    _call(file, DRM_IOCTL_MODE_GETFB2, argument)
    return argument


def syncobj_eventfd(
    file: int, /, *, handle: int = 0, flags: int = 0, point: int = 0, fd: int = 0, pad: int = 0
) -> drm_syncobj_eventfd:
    """DRM_IOCTL_SYNCOBJ_EVENTFD (struct drm_syncobj_eventfd)."""
    argument = _make(drm_syncobj_eventfd, handle=handle, flags=flags, point=point, fd=fd, pad=pad)
    _call(file, DRM_IOCTL_SYNCOBJ_EVENTFD, argument)
    return argument


def mode_closefb(file: int, /, *, fb_id: int = 0, pad: int = 0) -> drm_mode_closefb:
    """DRM_IOCTL_MODE_CLOSEFB (struct drm_mode_closefb)."""
    argument = _make(drm_mode_closefb, fb_id=fb_id, pad=pad)
    _call(file, DRM_IOCTL_MODE_CLOSEFB, argument)
    return argument


def set_client_name(file: int, /, *, name_len: int = 0, name: int = 0) -> drm_set_client_name:
    """DRM_IOCTL_SET_CLIENT_NAME (struct drm_set_client_name)."""
    argument = _make(drm_set_client_name, name_len=name_len, name=name)
    _call(file, DRM_IOCTL_SET_CLIENT_NAME, argument)
    return argument


def gem_change_handle(file: int, /, *, handle: int = 0, new_handle: int = 0) -> drm_gem_change_handle:
    """DRM_IOCTL_GEM_CHANGE_HANDLE (struct drm_gem_change_handle)."""
    argument = _make(drm_gem_change_handle, handle=handle, new_handle=new_handle)
    _call(file, DRM_IOCTL_GEM_CHANGE_HANDLE, argument)
    return argument


def vgem_fence_attach(
    file: int, /, *, handle: int = 0, flags: int = 0, out_fence: int = 0, pad: int = 0
) -> drm_vgem_fence_attach:
    """DRM_IOCTL_VGEM_FENCE_ATTACH (struct drm_vgem_fence_attach)."""
    argument = _make(drm_vgem_fence_attach, handle=handle, flags=flags, out_fence=out_fence, pad=pad)
    _call(file, DRM_IOCTL_VGEM_FENCE_ATTACH, argument)
    return argument


def vgem_fence_signal(file: int, /, *, fence: int = 0, flags: int = 0) -> None:
    """DRM_IOCTL_VGEM_FENCE_SIGNAL (struct drm_vgem_fence_signal)."""
    argument = _make(drm_vgem_fence_signal, fence=fence, flags=flags)
    _call(file, DRM_IOCTL_VGEM_FENCE_SIGNAL, argument)


def virtgpu_map(file: int, /, *, offset: int = 0, handle: int = 0, pad: int = 0) -> drm_virtgpu_map:
    """DRM_IOCTL_VIRTGPU_MAP (struct drm_virtgpu_map)."""
    argument = _make(drm_virtgpu_map, offset=offset, handle=handle, pad=pad)
    _call(file, DRM_IOCTL_VIRTGPU_MAP, argument)
    return argument


def virtgpu_execbuffer(
    file: int,
    /,
    *,
    flags: int = 0,
    size: int = 0,
    command: int = 0,
    bo_handles: int = 0,
    num_bo_handles: int = 0,
    fence_fd: int = 0,
    ring_idx: int = 0,
    syncobj_stride: int = 0,
    num_in_syncobjs: int = 0,
    num_out_syncobjs: int = 0,
    in_syncobjs: int = 0,
    out_syncobjs: int = 0,
) -> drm_virtgpu_execbuffer:
    """DRM_IOCTL_VIRTGPU_EXECBUFFER (struct drm_virtgpu_execbuffer)."""
    argument = _make(
        drm_virtgpu_execbuffer,
        flags=flags,
        size=size,
        command=command,
        bo_handles=bo_handles,
        num_bo_handles=num_bo_handles,
        fence_fd=fence_fd,
        ring_idx=ring_idx,
        syncobj_stride=syncobj_stride,
        num_in_syncobjs=num_in_syncobjs,
        num_out_syncobjs=num_out_syncobjs,
        in_syncobjs=in_syncobjs,
        out_syncobjs=out_syncobjs,
    )
    _call(file, DRM_IOCTL_VIRTGPU_EXECBUFFER, argument)
    return argument


def virtgpu_getparam(file: int, /, *, param: int = 0, value: int = 0) -> drm_virtgpu_getparam:
    """DRM_IOCTL_VIRTGPU_GETPARAM (struct drm_virtgpu_getparam)."""
    argument = _make(drm_virtgpu_getparam, param=param, value=value)
    _call(file, DRM_IOCTL_VIRTGPU_GETPARAM, argument)
    return argument


def virtgpu_resource_create(
    file: int,
    /,
    *,
    target: int = 0,
    format: int = 0,
    bind: int = 0,
    width: int = 0,
    height: int = 0,
    depth: int = 0,
    array_size: int = 0,
    last_level: int = 0,
    nr_samples: int = 0,
    flags: int = 0,
    bo_handle: int = 0,
    res_handle: int = 0,
    size: int = 0,
    stride: int = 0,
) -> drm_virtgpu_resource_create:
    """DRM_IOCTL_VIRTGPU_RESOURCE_CREATE (struct drm_virtgpu_resource_create)."""
    argument = _make(
        drm_virtgpu_resource_create,
        target=target,
        format=format,
        bind=bind,
        width=width,
        height=height,
        depth=depth,
        array_size=array_size,
        last_level=last_level,
        nr_samples=nr_samples,
        flags=flags,
        bo_handle=bo_handle,
        res_handle=res_handle,
        size=size,
        stride=stride,
    )
    _call(file, DRM_IOCTL_VIRTGPU_RESOURCE_CREATE, argument)
    return argument


def virtgpu_resource_info(
    file: int, /, *, bo_handle: int = 0, res_handle: int = 0, size: int = 0, blob_mem: int = 0
) -> drm_virtgpu_resource_info:
    """DRM_IOCTL_VIRTGPU_RESOURCE_INFO (struct drm_virtgpu_resource_info)."""
    argument = _make(
        drm_virtgpu_resource_info, bo_handle=bo_handle, res_handle=res_handle, size=size, blob_mem=blob_mem
    )
    _call(file, DRM_IOCTL_VIRTGPU_RESOURCE_INFO, argument)
    return argument


def virtgpu_transfer_from_host(
    file: int,
    /,
    *,
    bo_handle: int = 0,
    box: drm_virtgpu_3d_box | None = None,
    level: int = 0,
    offset: int = 0,
    stride: int = 0,
    layer_stride: int = 0,
) -> drm_virtgpu_3d_transfer_from_host:
    """DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST (struct drm_virtgpu_3d_transfer_from_host)."""
    argument = _make(
        drm_virtgpu_3d_transfer_from_host,
        bo_handle=bo_handle,
        box=box,
        level=level,
        offset=offset,
        stride=stride,
        layer_stride=layer_stride,
    )
    _call(file, DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST, argument)
    return argument


def virtgpu_transfer_to_host(
    file: int,
    /,
    *,
    bo_handle: int = 0,
    box: drm_virtgpu_3d_box | None = None,
    level: int = 0,
    offset: int = 0,
    stride: int = 0,
    layer_stride: int = 0,
) -> drm_virtgpu_3d_transfer_to_host:
    """DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST (struct drm_virtgpu_3d_transfer_to_host)."""
    argument = _make(
        drm_virtgpu_3d_transfer_to_host,
        bo_handle=bo_handle,
        box=box,
        level=level,
        offset=offset,
        stride=stride,
        layer_stride=layer_stride,
    )
    _call(file, DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST, argument)
    return argument


def virtgpu_wait(file: int, /, *, handle: int = 0, flags: int = 0) -> drm_virtgpu_3d_wait:
    """DRM_IOCTL_VIRTGPU_WAIT (struct drm_virtgpu_3d_wait)."""
    argument = _make(drm_virtgpu_3d_wait, handle=handle, flags=flags)
    _call(file, DRM_IOCTL_VIRTGPU_WAIT, argument)
    return argument


def virtgpu_get_caps(
    file: int, /, *, cap_set_id: int = 0, cap_set_ver: int = 0, addr: int = 0, size: int = 0, pad: int = 0
) -> drm_virtgpu_get_caps:
    """DRM_IOCTL_VIRTGPU_GET_CAPS (struct drm_virtgpu_get_caps)."""
    argument = _make(
        drm_virtgpu_get_caps, cap_set_id=cap_set_id, cap_set_ver=cap_set_ver, addr=addr, size=size, pad=pad
    )
    _call(file, DRM_IOCTL_VIRTGPU_GET_CAPS, argument)
    return argument


def virtgpu_resource_create_blob(
    file: int,
    /,
    *,
    blob_mem: int = 0,
    blob_flags: int = 0,
    bo_handle: int = 0,
    res_handle: int = 0,
    size: int = 0,
    pad: int = 0,
    cmd_size: int = 0,
    cmd: int = 0,
    blob_id: int = 0,
    blob_hints: int = 0,
    pad2: int = 0,
) -> drm_virtgpu_resource_create_blob:
    """DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB (struct drm_virtgpu_resource_create_blob)."""
    argument = _make(
        drm_virtgpu_resource_create_blob,
        blob_mem=blob_mem,
        blob_flags=blob_flags,
        bo_handle=bo_handle,
        res_handle=res_handle,
        size=size,
        pad=pad,
        cmd_size=cmd_size,
        cmd=cmd,
        blob_id=blob_id,
        blob_hints=blob_hints,
        pad2=pad2,
    )
    _call(file, DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB, argument)
    return argument


def virtgpu_context_init(
    file: int, /, *, num_params: int = 0, pad: int = 0, ctx_set_params: int = 0
) -> drm_virtgpu_context_init:
    """DRM_IOCTL_VIRTGPU_CONTEXT_INIT (struct drm_virtgpu_context_init)."""
    argument = _make(drm_virtgpu_context_init, num_params=num_params, pad=pad, ctx_set_params=ctx_set_params)
    _call(file, DRM_IOCTL_VIRTGPU_CONTEXT_INIT, argument)
    return argument


def dma_buf_ioctl_sync(file: int, /, *, flags: int = 0) -> None:
    """DMA_BUF_IOCTL_SYNC (struct dma_buf_sync)."""
    argument = _make(dma_buf_sync, flags=flags)
    _call(file, DMA_BUF_IOCTL_SYNC, argument)


def dma_buf_set_name(file: int, name: str | bytes, /) -> None:
    """DMA_BUF_SET_NAME."""
    _call(file, DMA_BUF_SET_NAME, ctypes.create_string_buffer(os.fsencode(name)))


def dma_buf_set_name_a(file: int, name: str | bytes, /) -> None:
    """DMA_BUF_SET_NAME_A."""
    _call(file, DMA_BUF_SET_NAME_A, ctypes.create_string_buffer(os.fsencode(name)))


def dma_buf_set_name_b(file: int, name: str | bytes, /) -> None:
    """DMA_BUF_SET_NAME_B."""
    _call(file, DMA_BUF_SET_NAME_B, ctypes.create_string_buffer(os.fsencode(name)))


def dma_buf_ioctl_export_sync_file(file: int, /, *, flags: int = 0, fd: int = 0) -> dma_buf_export_sync_file:
    """DMA_BUF_IOCTL_EXPORT_SYNC_FILE (struct dma_buf_export_sync_file)."""
    argument = _make(dma_buf_export_sync_file, flags=flags, fd=fd)
    _call(file, DMA_BUF_IOCTL_EXPORT_SYNC_FILE, argument)
    return argument


def dma_buf_ioctl_import_sync_file(file: int, /, *, flags: int = 0, fd: int = 0) -> None:
    """DMA_BUF_IOCTL_IMPORT_SYNC_FILE (struct dma_buf_import_sync_file)."""
    argument = _make(dma_buf_import_sync_file, flags=flags, fd=fd)
    _call(file, DMA_BUF_IOCTL_IMPORT_SYNC_FILE, argument)


def sync_ioc_merge(
    file: int, /, *, name: bytes = b"", fd2: int = 0, fence: int = 0, flags: int = 0, pad: int = 0
) -> sync_merge_data:
    """SYNC_IOC_MERGE (struct sync_merge_data)."""
    argument = _make(sync_merge_data, name=name, fd2=fd2, fence=fence, flags=flags, pad=pad)
    _call(file, SYNC_IOC_MERGE, argument)
    return argument


def sync_ioc_file_info(
    file: int,
    /,
    *,
    name: bytes = b"",
    status: int = 0,
    flags: int = 0,
    num_fences: int = 0,
    pad: int = 0,
    sync_fence_info: int = 0,
) -> sync_file_info:
    """SYNC_IOC_FILE_INFO (struct sync_file_info)."""
    argument = _make(
        sync_file_info,
        name=name,
        status=status,
        flags=flags,
        num_fences=num_fences,
        pad=pad,
        sync_fence_info=sync_fence_info,
    )
    _call(file, SYNC_IOC_FILE_INFO, argument)
    return argument


def sync_ioc_set_deadline(file: int, /, *, deadline_ns: int = 0, pad: int = 0) -> None:
    """SYNC_IOC_SET_DEADLINE (struct sync_set_deadline)."""
    argument = _make(sync_set_deadline, deadline_ns=deadline_ns, pad=pad)
    _call(file, SYNC_IOC_SET_DEADLINE, argument)


def sw_sync_ioc_create_fence(
    file: int, /, *, value: int = 0, name: bytes = b"", fence: int = 0
) -> sw_sync_create_fence_data:
    """SW_SYNC_IOC_CREATE_FENCE (struct sw_sync_create_fence_data)."""
    argument = _make(sw_sync_create_fence_data, value=value, name=name, fence=fence)
    _call(file, SW_SYNC_IOC_CREATE_FENCE, argument)
    return argument


def sw_sync_ioc_inc(file: int, value: int, /) -> None:
    """SW_SYNC_IOC_INC."""
    _call(file, SW_SYNC_IOC_INC, _number(ctypes.c_uint32, value))


def sw_sync_ioc_get_deadline(
    file: int, /, *, deadline_ns: int = 0, pad: int = 0, fence_fd: int = 0
) -> sw_sync_get_deadline:
    """SW_SYNC_GET_DEADLINE (struct sw_sync_get_deadline)."""
    argument = _make(sw_sync_get_deadline, deadline_ns=deadline_ns, pad=pad, fence_fd=fence_fd)
    _call(file, SW_SYNC_GET_DEADLINE, argument)
    return argument


def udmabuf_ioctl_create(file: int, /, *, memfd: int = 0, flags: int = 0, offset: int = 0, size: int = 0) -> int:
    """UDMABUF_CREATE (struct udmabuf_create). Returns the new file descriptor, which the caller owns."""
    argument = _make(udmabuf_create, memfd=memfd, flags=flags, offset=offset, size=size)
    return _call(file, UDMABUF_CREATE, argument)


def dma_heap_ioctl_alloc(
    file: int, /, *, len: int = 0, fd: int = 0, fd_flags: int = 0, heap_flags: int = 0
) -> dma_heap_allocation_data:
    """DMA_HEAP_IOCTL_ALLOC (struct dma_heap_allocation_data)."""
    argument = _make(dma_heap_allocation_data, len=len, fd=fd, fd_flags=fd_flags, heap_flags=heap_flags)
    _call(file, DMA_HEAP_IOCTL_ALLOC, argument)
    return argument


def udmabuf_ioctl_create_list(file: int, items: Sequence[udmabuf_create_item], /, *, flags: int = 0) -> int:
    """UDMABUF_CREATE_LIST. Returns the new dma-buf file descriptor, which the caller owns."""
    head = _make(udmabuf_create_list, flags=flags, count=len(items))
    argument = bytearray(bytes(head) + b"".join(bytes(item) for item in items))
    return _call(file, UDMABUF_CREATE_LIST, argument)


def driver_name(file: int, /) -> str:
    """Name of the driver behind a DRM node: DRM_IOCTL_VERSION, with memory for the name."""
    buffer = ctypes.create_string_buffer(version(file).name_len + 1)
    version(file, name=address(buffer), name_len=len(buffer) - 1)
    return buffer.value.decode()


def property_ids(file: int, obj_id: int, obj_type: int) -> dict[int, int]:
    """Property ids and values of a KMS object: DRM_IOCTL_MODE_OBJ_GETPROPERTIES, again when the number changed."""
    count = -1
    while True:
        ids: Any = (ctypes.c_uint32 * max(count, 0))()
        values: Any = (ctypes.c_uint64 * max(count, 0))()
        answer = mode_obj_getproperties(
            file,
            props_ptr=address(ids),
            prop_values_ptr=address(values),
            count_props=len(ids),
            obj_id=obj_id,
            obj_type=obj_type,
        )
        if answer.count_props == count:
            return dict(zip(ids, values, strict=True))
        count = answer.count_props
