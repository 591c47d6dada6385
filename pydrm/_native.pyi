# GENERATED from bindings.h by scripts/regen.py
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

class CData:
    """A C value: a pointer, a struct, an array, or a number made by `ffi.cast()`."""

    def __getattr__(self, name: str) -> Any: ...
    def __setattr__(self, name: str, value: Any) -> None: ...
    def __getitem__(self, index: int | slice) -> Any: ...
    def __setitem__(self, index: int | slice, value: Any) -> None: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __int__(self) -> int: ...
    def __bool__(self) -> bool: ...
    def __add__(self, other: int) -> CData: ...
    def __sub__(self, other: Any) -> Any: ...
    def __call__(self, *arguments: Any) -> Any: ...
    def __enter__(self) -> CData: ...
    def __exit__(self, *exception: object) -> None: ...
    def __hash__(self) -> int: ...

class CType:
    """A C type, as `ffi.typeof()` gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def cname(self) -> str: ...
    @property
    def item(self) -> CType: ...
    @property
    def length(self) -> int | None: ...
    @property
    def fields(self) -> list[tuple[str, Any]] | None: ...

# What a pointer parameter takes: a C pointer or array, bytes for characters, a sequence for an array.
Pointer: TypeAlias = CData | bytes | Sequence[Any]

# Inside FFI these names are its attributes.
_CData: TypeAlias = CData
_CType: TypeAlias = CType

class FFI:
    """The C side of the module: making, casting and reading C values (see cffi's documentation)."""

    NULL: _CData
    CData: type[_CData]
    CType: type[_CType]
    error: type[Exception]
    errno: int

    def new(self, ctype: str | _CType, init: Any = ...) -> _CData: ...
    def new_allocator(
        self, alloc: Any = ..., free: Any = ..., should_clear_after_alloc: bool = ...
    ) -> Callable[..., _CData]: ...
    def cast(self, ctype: str | _CType, value: Any) -> _CData: ...
    def string(self, cdata: _CData, maxlen: int = ...) -> bytes: ...
    def unpack(self, cdata: _CData, length: int) -> Any: ...
    def buffer(self, cdata: _CData, size: int = ...) -> Any: ...
    def from_buffer(self, *arguments: Any, require_writable: bool = ...) -> _CData: ...
    def memmove(self, dest: Any, src: Any, n: int) -> None: ...
    def typeof(self, cdecl: Any) -> _CType: ...
    def sizeof(self, cdecl: Any) -> int: ...
    def alignof(self, cdecl: str | _CType) -> int: ...
    def offsetof(self, cdecl: str | _CType, *fields: str | int) -> int: ...
    def getctype(self, cdecl: str | _CType, extra: str = ...) -> str: ...
    def addressof(self, cdata: Any, *fields: str | int) -> _CData: ...
    def gc(self, cdata: _CData, destructor: Callable[[_CData], Any] | None, size: int = ...) -> _CData: ...
    def release(self, cdata: _CData) -> None: ...
    def new_handle(self, obj: object) -> _CData: ...
    def from_handle(self, handle: _CData) -> Any: ...
    def callback(
        self, cdecl: str | _CType, python_callable: Any = ..., error: Any = ..., onerror: Any = ...
    ) -> Any: ...
    def def_extern(self, name: str = ..., error: Any = ..., onerror: Any = ...) -> Callable[[_F], _F]: ...

class Lib:
    """Every function and constant, under its C name."""

    def pydri_resolve(self, name: bytes, /) -> int:
        """Is library function `name` there? 1 yes, 0 the library lacks it, -1 no library, -2 no library function."""

    def pydri_since(self, name: bytes, /) -> CData:
        """What has to be there for the function to exist, such as "libdrm 2.4.118" or "EGL_KHR_debug"; or NULL."""

    def pydri_library_error(self) -> CData:
        """What the dynamic loader said last on this thread."""

    def pydri_library_path(self) -> CData:
        """Path of the loaded library (this loads it); NULL when there is none."""

    def pydri_ioctl(self, fd: int, request: int, arg: Pointer, /) -> int:
        """ioctl(2): the result, or -errno. EINTR is not retried: the caller does, so that signal handlers run."""

    def pydri_mmap(self, length: int, prot: int, flags: int, fd: int, offset: int, /) -> int:
        """mmap(2): the address as a number, or -errno (a negative number)."""

    def pydri_munmap(self, address: CData, length: int, /) -> int:
        """munmap(2) of a `void *`: 0, or -errno."""

    def pydri_ppoll(self, fd: int, events: int, timeout_ns: int, /) -> int:
        """ppoll(2) of one descriptor (timeout_ns < 0: for ever): its revents, 0 when the time ran out, or -errno."""

    def pydri_kcmp_file(self, fd1: int, fd2: int, /) -> int:
        """kcmp(2): 0 when two descriptors of this process are the same open file, 1 to 3 when not, or -errno."""

    # Callbacks to be defined with @ffi.def_extern()
    pydri_vblank: CData
    pydri_page_flip: CData
    pydri_page_flip2: CData
    pydri_crtc_sequence: CData
    # drm.h: Linux 7.2
    _DRM_VBLANK_HIGH_CRTC_SHIFT: int
    _DRM_VBLANK_TYPES_MASK: int
    _DRM_VBLANK_FLAGS_MASK: int
    DRM_CAP_DUMB_BUFFER: int
    DRM_CAP_VBLANK_HIGH_CRTC: int
    DRM_CAP_DUMB_PREFERRED_DEPTH: int
    DRM_CAP_DUMB_PREFER_SHADOW: int
    DRM_CAP_PRIME: int
    DRM_PRIME_CAP_IMPORT: int
    DRM_PRIME_CAP_EXPORT: int
    DRM_CAP_TIMESTAMP_MONOTONIC: int
    DRM_CAP_ASYNC_PAGE_FLIP: int
    DRM_CAP_CURSOR_WIDTH: int
    DRM_CAP_CURSOR_HEIGHT: int
    DRM_CAP_ADDFB2_MODIFIERS: int
    DRM_CAP_PAGE_FLIP_TARGET: int
    DRM_CAP_CRTC_IN_VBLANK_EVENT: int
    DRM_CAP_SYNCOBJ: int
    DRM_CAP_SYNCOBJ_TIMELINE: int
    DRM_CAP_ATOMIC_ASYNC_PAGE_FLIP: int
    DRM_CLIENT_CAP_STEREO_3D: int
    DRM_CLIENT_CAP_UNIVERSAL_PLANES: int
    DRM_CLIENT_CAP_ATOMIC: int
    DRM_CLIENT_CAP_ASPECT_RATIO: int
    DRM_CLIENT_CAP_WRITEBACK_CONNECTORS: int
    DRM_CLIENT_CAP_CURSOR_PLANE_HOTSPOT: int
    DRM_CLIENT_CAP_PLANE_COLOR_PIPELINE: int
    DRM_RDWR: int
    DRM_CLOEXEC: int
    DRM_SYNCOBJ_CREATE_SIGNALED: int
    DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_IMPORT_SYNC_FILE: int
    DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_TIMELINE: int
    DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_EXPORT_SYNC_FILE: int
    DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_TIMELINE: int
    DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL: int
    DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT: int
    DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE: int
    DRM_SYNCOBJ_WAIT_FLAGS_WAIT_DEADLINE: int
    DRM_SYNCOBJ_QUERY_FLAGS_LAST_SUBMITTED: int
    DRM_CRTC_SEQUENCE_RELATIVE: int
    DRM_CRTC_SEQUENCE_NEXT_ON_MISS: int
    DRM_CLIENT_NAME_MAX_LEN: int
    DRM_IOCTL_VERSION: int
    DRM_IOCTL_GET_UNIQUE: int
    DRM_IOCTL_GET_MAGIC: int
    DRM_IOCTL_GET_CLIENT: int
    DRM_IOCTL_GET_STATS: int
    DRM_IOCTL_SET_VERSION: int
    DRM_IOCTL_GEM_CLOSE: int
    DRM_IOCTL_GEM_FLINK: int
    DRM_IOCTL_GEM_OPEN: int
    DRM_IOCTL_GET_CAP: int
    DRM_IOCTL_SET_CLIENT_CAP: int
    DRM_IOCTL_AUTH_MAGIC: int
    DRM_IOCTL_SET_MASTER: int
    DRM_IOCTL_DROP_MASTER: int
    DRM_IOCTL_PRIME_HANDLE_TO_FD: int
    DRM_IOCTL_PRIME_FD_TO_HANDLE: int
    DRM_IOCTL_WAIT_VBLANK: int
    DRM_IOCTL_CRTC_GET_SEQUENCE: int
    DRM_IOCTL_CRTC_QUEUE_SEQUENCE: int
    DRM_IOCTL_MODE_GETRESOURCES: int
    DRM_IOCTL_MODE_GETCRTC: int
    DRM_IOCTL_MODE_SETCRTC: int
    DRM_IOCTL_MODE_CURSOR: int
    DRM_IOCTL_MODE_GETGAMMA: int
    DRM_IOCTL_MODE_SETGAMMA: int
    DRM_IOCTL_MODE_GETENCODER: int
    DRM_IOCTL_MODE_GETCONNECTOR: int
    DRM_IOCTL_MODE_ATTACHMODE: int
    DRM_IOCTL_MODE_DETACHMODE: int
    DRM_IOCTL_MODE_GETPROPERTY: int
    DRM_IOCTL_MODE_SETPROPERTY: int
    DRM_IOCTL_MODE_GETPROPBLOB: int
    DRM_IOCTL_MODE_GETFB: int
    DRM_IOCTL_MODE_ADDFB: int
    DRM_IOCTL_MODE_RMFB: int
    DRM_IOCTL_MODE_PAGE_FLIP: int
    DRM_IOCTL_MODE_DIRTYFB: int
    DRM_IOCTL_MODE_CREATE_DUMB: int
    DRM_IOCTL_MODE_MAP_DUMB: int
    DRM_IOCTL_MODE_DESTROY_DUMB: int
    DRM_IOCTL_MODE_GETPLANERESOURCES: int
    DRM_IOCTL_MODE_GETPLANE: int
    DRM_IOCTL_MODE_SETPLANE: int
    DRM_IOCTL_MODE_ADDFB2: int
    DRM_IOCTL_MODE_OBJ_GETPROPERTIES: int
    DRM_IOCTL_MODE_OBJ_SETPROPERTY: int
    DRM_IOCTL_MODE_CURSOR2: int
    DRM_IOCTL_MODE_ATOMIC: int
    DRM_IOCTL_MODE_CREATEPROPBLOB: int
    DRM_IOCTL_MODE_DESTROYPROPBLOB: int
    DRM_IOCTL_SYNCOBJ_CREATE: int
    DRM_IOCTL_SYNCOBJ_DESTROY: int
    DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD: int
    DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE: int
    DRM_IOCTL_SYNCOBJ_WAIT: int
    DRM_IOCTL_SYNCOBJ_RESET: int
    DRM_IOCTL_SYNCOBJ_SIGNAL: int
    DRM_IOCTL_MODE_CREATE_LEASE: int
    DRM_IOCTL_MODE_LIST_LESSEES: int
    DRM_IOCTL_MODE_GET_LEASE: int
    DRM_IOCTL_MODE_REVOKE_LEASE: int
    DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT: int
    DRM_IOCTL_SYNCOBJ_QUERY: int
    DRM_IOCTL_SYNCOBJ_TRANSFER: int
    DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL: int
    DRM_IOCTL_MODE_GETFB2: int
    DRM_IOCTL_SYNCOBJ_EVENTFD: int
    DRM_IOCTL_MODE_CLOSEFB: int
    DRM_IOCTL_SET_CLIENT_NAME: int
    DRM_IOCTL_GEM_CHANGE_HANDLE: int
    DRM_COMMAND_BASE: int
    DRM_COMMAND_END: int
    DRM_EVENT_VBLANK: int
    DRM_EVENT_FLIP_COMPLETE: int
    DRM_EVENT_CRTC_SEQUENCE: int
    _DRM_STAT_LOCK: int
    _DRM_STAT_OPENS: int
    _DRM_STAT_CLOSES: int
    _DRM_STAT_IOCTLS: int
    _DRM_STAT_LOCKS: int
    _DRM_STAT_UNLOCKS: int
    _DRM_STAT_VALUE: int
    _DRM_STAT_BYTE: int
    _DRM_STAT_COUNT: int
    _DRM_STAT_IRQ: int
    _DRM_STAT_PRIMARY: int
    _DRM_STAT_SECONDARY: int
    _DRM_STAT_DMA: int
    _DRM_STAT_SPECIAL: int
    _DRM_STAT_MISSED: int
    _DRM_VBLANK_ABSOLUTE: int
    _DRM_VBLANK_RELATIVE: int
    _DRM_VBLANK_HIGH_CRTC_MASK: int
    _DRM_VBLANK_EVENT: int
    _DRM_VBLANK_FLIP: int
    _DRM_VBLANK_NEXTONMISS: int
    _DRM_VBLANK_SECONDARY: int
    _DRM_VBLANK_SIGNAL: int
    # drm_mode.h: Linux 7.2
    DRM_CONNECTOR_NAME_LEN: int
    DRM_DISPLAY_MODE_LEN: int
    DRM_PROP_NAME_LEN: int
    DRM_MODE_TYPE_BUILTIN: int
    DRM_MODE_TYPE_CLOCK_C: int
    DRM_MODE_TYPE_CRTC_C: int
    DRM_MODE_TYPE_PREFERRED: int
    DRM_MODE_TYPE_DEFAULT: int
    DRM_MODE_TYPE_USERDEF: int
    DRM_MODE_TYPE_DRIVER: int
    DRM_MODE_TYPE_ALL: int
    DRM_MODE_FLAG_PHSYNC: int
    DRM_MODE_FLAG_NHSYNC: int
    DRM_MODE_FLAG_PVSYNC: int
    DRM_MODE_FLAG_NVSYNC: int
    DRM_MODE_FLAG_INTERLACE: int
    DRM_MODE_FLAG_DBLSCAN: int
    DRM_MODE_FLAG_CSYNC: int
    DRM_MODE_FLAG_PCSYNC: int
    DRM_MODE_FLAG_NCSYNC: int
    DRM_MODE_FLAG_HSKEW: int
    DRM_MODE_FLAG_BCAST: int
    DRM_MODE_FLAG_PIXMUX: int
    DRM_MODE_FLAG_DBLCLK: int
    DRM_MODE_FLAG_CLKDIV2: int
    DRM_MODE_FLAG_3D_MASK: int
    DRM_MODE_FLAG_3D_NONE: int
    DRM_MODE_FLAG_3D_FRAME_PACKING: int
    DRM_MODE_FLAG_3D_FIELD_ALTERNATIVE: int
    DRM_MODE_FLAG_3D_LINE_ALTERNATIVE: int
    DRM_MODE_FLAG_3D_SIDE_BY_SIDE_FULL: int
    DRM_MODE_FLAG_3D_L_DEPTH: int
    DRM_MODE_FLAG_3D_L_DEPTH_GFX_GFX_DEPTH: int
    DRM_MODE_FLAG_3D_TOP_AND_BOTTOM: int
    DRM_MODE_FLAG_3D_SIDE_BY_SIDE_HALF: int
    DRM_MODE_PICTURE_ASPECT_NONE: int
    DRM_MODE_PICTURE_ASPECT_4_3: int
    DRM_MODE_PICTURE_ASPECT_16_9: int
    DRM_MODE_PICTURE_ASPECT_64_27: int
    DRM_MODE_PICTURE_ASPECT_256_135: int
    DRM_MODE_CONTENT_TYPE_NO_DATA: int
    DRM_MODE_CONTENT_TYPE_GRAPHICS: int
    DRM_MODE_CONTENT_TYPE_PHOTO: int
    DRM_MODE_CONTENT_TYPE_CINEMA: int
    DRM_MODE_CONTENT_TYPE_GAME: int
    DRM_MODE_FLAG_PIC_AR_MASK: int
    DRM_MODE_FLAG_PIC_AR_NONE: int
    DRM_MODE_FLAG_PIC_AR_4_3: int
    DRM_MODE_FLAG_PIC_AR_16_9: int
    DRM_MODE_FLAG_PIC_AR_64_27: int
    DRM_MODE_FLAG_PIC_AR_256_135: int
    DRM_MODE_FLAG_ALL: int
    DRM_MODE_DPMS_ON: int
    DRM_MODE_DPMS_STANDBY: int
    DRM_MODE_DPMS_SUSPEND: int
    DRM_MODE_DPMS_OFF: int
    DRM_MODE_SCALE_NONE: int
    DRM_MODE_SCALE_FULLSCREEN: int
    DRM_MODE_SCALE_CENTER: int
    DRM_MODE_SCALE_ASPECT: int
    DRM_MODE_DITHERING_OFF: int
    DRM_MODE_DITHERING_ON: int
    DRM_MODE_DITHERING_AUTO: int
    DRM_MODE_DIRTY_OFF: int
    DRM_MODE_DIRTY_ON: int
    DRM_MODE_DIRTY_ANNOTATE: int
    DRM_MODE_LINK_STATUS_GOOD: int
    DRM_MODE_LINK_STATUS_BAD: int
    DRM_MODE_PANEL_TYPE_UNKNOWN: int
    DRM_MODE_PANEL_TYPE_OLED: int
    DRM_MODE_ROTATE_0: int
    DRM_MODE_ROTATE_90: int
    DRM_MODE_ROTATE_180: int
    DRM_MODE_ROTATE_270: int
    DRM_MODE_ROTATE_MASK: int
    DRM_MODE_REFLECT_X: int
    DRM_MODE_REFLECT_Y: int
    DRM_MODE_REFLECT_MASK: int
    DRM_MODE_CONTENT_PROTECTION_UNDESIRED: int
    DRM_MODE_CONTENT_PROTECTION_DESIRED: int
    DRM_MODE_CONTENT_PROTECTION_ENABLED: int
    DRM_MODE_PRESENT_TOP_FIELD: int
    DRM_MODE_PRESENT_BOTTOM_FIELD: int
    DRM_MODE_ENCODER_NONE: int
    DRM_MODE_ENCODER_DAC: int
    DRM_MODE_ENCODER_TMDS: int
    DRM_MODE_ENCODER_LVDS: int
    DRM_MODE_ENCODER_TVDAC: int
    DRM_MODE_ENCODER_VIRTUAL: int
    DRM_MODE_ENCODER_DSI: int
    DRM_MODE_ENCODER_DPMST: int
    DRM_MODE_ENCODER_DPI: int
    DRM_MODE_CONNECTOR_Unknown: int
    DRM_MODE_CONNECTOR_VGA: int
    DRM_MODE_CONNECTOR_DVII: int
    DRM_MODE_CONNECTOR_DVID: int
    DRM_MODE_CONNECTOR_DVIA: int
    DRM_MODE_CONNECTOR_Composite: int
    DRM_MODE_CONNECTOR_SVIDEO: int
    DRM_MODE_CONNECTOR_LVDS: int
    DRM_MODE_CONNECTOR_Component: int
    DRM_MODE_CONNECTOR_9PinDIN: int
    DRM_MODE_CONNECTOR_DisplayPort: int
    DRM_MODE_CONNECTOR_HDMIA: int
    DRM_MODE_CONNECTOR_HDMIB: int
    DRM_MODE_CONNECTOR_TV: int
    DRM_MODE_CONNECTOR_eDP: int
    DRM_MODE_CONNECTOR_VIRTUAL: int
    DRM_MODE_CONNECTOR_DSI: int
    DRM_MODE_CONNECTOR_DPI: int
    DRM_MODE_CONNECTOR_WRITEBACK: int
    DRM_MODE_CONNECTOR_SPI: int
    DRM_MODE_CONNECTOR_USB: int
    DRM_MODE_PROP_PENDING: int
    DRM_MODE_PROP_RANGE: int
    DRM_MODE_PROP_IMMUTABLE: int
    DRM_MODE_PROP_ENUM: int
    DRM_MODE_PROP_BLOB: int
    DRM_MODE_PROP_BITMASK: int
    DRM_MODE_PROP_LEGACY_TYPE: int
    DRM_MODE_PROP_EXTENDED_TYPE: int
    DRM_MODE_PROP_OBJECT: int
    DRM_MODE_PROP_SIGNED_RANGE: int
    DRM_MODE_PROP_ATOMIC: int
    DRM_MODE_OBJECT_CRTC: int
    DRM_MODE_OBJECT_CONNECTOR: int
    DRM_MODE_OBJECT_ENCODER: int
    DRM_MODE_OBJECT_MODE: int
    DRM_MODE_OBJECT_PROPERTY: int
    DRM_MODE_OBJECT_FB: int
    DRM_MODE_OBJECT_BLOB: int
    DRM_MODE_OBJECT_PLANE: int
    DRM_MODE_OBJECT_COLOROP: int
    DRM_MODE_OBJECT_ANY: int
    DRM_MODE_FB_INTERLACED: int
    DRM_MODE_FB_MODIFIERS: int
    DRM_MODE_FB_DIRTY_ANNOTATE_COPY: int
    DRM_MODE_FB_DIRTY_ANNOTATE_FILL: int
    DRM_MODE_FB_DIRTY_FLAGS: int
    DRM_MODE_FB_DIRTY_MAX_CLIPS: int
    DRM_MODE_CURSOR_BO: int
    DRM_MODE_CURSOR_MOVE: int
    DRM_MODE_CURSOR_FLAGS: int
    DRM_MODE_PAGE_FLIP_EVENT: int
    DRM_MODE_PAGE_FLIP_ASYNC: int
    DRM_MODE_PAGE_FLIP_TARGET_ABSOLUTE: int
    DRM_MODE_PAGE_FLIP_TARGET_RELATIVE: int
    DRM_MODE_PAGE_FLIP_TARGET: int
    DRM_MODE_PAGE_FLIP_FLAGS: int
    DRM_MODE_ATOMIC_TEST_ONLY: int
    DRM_MODE_ATOMIC_NONBLOCK: int
    DRM_MODE_ATOMIC_ALLOW_MODESET: int
    DRM_MODE_ATOMIC_FLAGS: int
    FORMAT_BLOB_CURRENT: int
    DRM_MODE_SUBCONNECTOR_Automatic: int
    DRM_MODE_SUBCONNECTOR_Unknown: int
    DRM_MODE_SUBCONNECTOR_VGA: int
    DRM_MODE_SUBCONNECTOR_DVID: int
    DRM_MODE_SUBCONNECTOR_DVIA: int
    DRM_MODE_SUBCONNECTOR_Composite: int
    DRM_MODE_SUBCONNECTOR_SVIDEO: int
    DRM_MODE_SUBCONNECTOR_Component: int
    DRM_MODE_SUBCONNECTOR_SCART: int
    DRM_MODE_SUBCONNECTOR_DisplayPort: int
    DRM_MODE_SUBCONNECTOR_HDMIA: int
    DRM_MODE_SUBCONNECTOR_Native: int
    DRM_MODE_SUBCONNECTOR_Wireless: int
    DRM_COLOROP_1D_CURVE: int
    DRM_COLOROP_1D_LUT: int
    DRM_COLOROP_CTM_3X4: int
    DRM_COLOROP_MULTIPLIER: int
    DRM_COLOROP_3D_LUT: int
    DRM_COLOROP_LUT3D_INTERPOLATION_TETRAHEDRAL: int
    DRM_COLOROP_LUT1D_INTERPOLATION_LINEAR: int
    # drm_fourcc.h: Linux 7.2
    DRM_FORMAT_BIG_ENDIAN: int
    DRM_FORMAT_INVALID: int
    DRM_FORMAT_C1: int
    DRM_FORMAT_C2: int
    DRM_FORMAT_C4: int
    DRM_FORMAT_C8: int
    DRM_FORMAT_D1: int
    DRM_FORMAT_D2: int
    DRM_FORMAT_D4: int
    DRM_FORMAT_D8: int
    DRM_FORMAT_R1: int
    DRM_FORMAT_R2: int
    DRM_FORMAT_R4: int
    DRM_FORMAT_R8: int
    DRM_FORMAT_R10: int
    DRM_FORMAT_R12: int
    DRM_FORMAT_R16: int
    DRM_FORMAT_RG88: int
    DRM_FORMAT_GR88: int
    DRM_FORMAT_RG1616: int
    DRM_FORMAT_GR1616: int
    DRM_FORMAT_RGB332: int
    DRM_FORMAT_BGR233: int
    DRM_FORMAT_XRGB4444: int
    DRM_FORMAT_XBGR4444: int
    DRM_FORMAT_RGBX4444: int
    DRM_FORMAT_BGRX4444: int
    DRM_FORMAT_ARGB4444: int
    DRM_FORMAT_ABGR4444: int
    DRM_FORMAT_RGBA4444: int
    DRM_FORMAT_BGRA4444: int
    DRM_FORMAT_XRGB1555: int
    DRM_FORMAT_XBGR1555: int
    DRM_FORMAT_RGBX5551: int
    DRM_FORMAT_BGRX5551: int
    DRM_FORMAT_ARGB1555: int
    DRM_FORMAT_ABGR1555: int
    DRM_FORMAT_RGBA5551: int
    DRM_FORMAT_BGRA5551: int
    DRM_FORMAT_RGB565: int
    DRM_FORMAT_BGR565: int
    DRM_FORMAT_RGB888: int
    DRM_FORMAT_BGR888: int
    DRM_FORMAT_XRGB8888: int
    DRM_FORMAT_XBGR8888: int
    DRM_FORMAT_RGBX8888: int
    DRM_FORMAT_BGRX8888: int
    DRM_FORMAT_ARGB8888: int
    DRM_FORMAT_ABGR8888: int
    DRM_FORMAT_RGBA8888: int
    DRM_FORMAT_BGRA8888: int
    DRM_FORMAT_XRGB2101010: int
    DRM_FORMAT_XBGR2101010: int
    DRM_FORMAT_RGBX1010102: int
    DRM_FORMAT_BGRX1010102: int
    DRM_FORMAT_ARGB2101010: int
    DRM_FORMAT_ABGR2101010: int
    DRM_FORMAT_RGBA1010102: int
    DRM_FORMAT_BGRA1010102: int
    DRM_FORMAT_RGB161616: int
    DRM_FORMAT_BGR161616: int
    DRM_FORMAT_XRGB16161616: int
    DRM_FORMAT_XBGR16161616: int
    DRM_FORMAT_ARGB16161616: int
    DRM_FORMAT_ABGR16161616: int
    DRM_FORMAT_XRGB16161616F: int
    DRM_FORMAT_XBGR16161616F: int
    DRM_FORMAT_ARGB16161616F: int
    DRM_FORMAT_ABGR16161616F: int
    DRM_FORMAT_R16F: int
    DRM_FORMAT_GR1616F: int
    DRM_FORMAT_BGR161616F: int
    DRM_FORMAT_R32F: int
    DRM_FORMAT_GR3232F: int
    DRM_FORMAT_BGR323232F: int
    DRM_FORMAT_ABGR32323232F: int
    DRM_FORMAT_AXBXGXRX106106106106: int
    DRM_FORMAT_YUYV: int
    DRM_FORMAT_YVYU: int
    DRM_FORMAT_UYVY: int
    DRM_FORMAT_VYUY: int
    DRM_FORMAT_AYUV: int
    DRM_FORMAT_AVUY8888: int
    DRM_FORMAT_XYUV8888: int
    DRM_FORMAT_XVUY8888: int
    DRM_FORMAT_VUY888: int
    DRM_FORMAT_VUY101010: int
    DRM_FORMAT_XVUY2101010: int
    DRM_FORMAT_Y210: int
    DRM_FORMAT_Y212: int
    DRM_FORMAT_Y216: int
    DRM_FORMAT_Y410: int
    DRM_FORMAT_Y412: int
    DRM_FORMAT_Y416: int
    DRM_FORMAT_XVYU2101010: int
    DRM_FORMAT_XVYU12_16161616: int
    DRM_FORMAT_XVYU16161616: int
    DRM_FORMAT_Y0L0: int
    DRM_FORMAT_X0L0: int
    DRM_FORMAT_Y0L2: int
    DRM_FORMAT_X0L2: int
    DRM_FORMAT_YUV420_8BIT: int
    DRM_FORMAT_YUV420_10BIT: int
    DRM_FORMAT_XRGB8888_A8: int
    DRM_FORMAT_XBGR8888_A8: int
    DRM_FORMAT_RGBX8888_A8: int
    DRM_FORMAT_BGRX8888_A8: int
    DRM_FORMAT_RGB888_A8: int
    DRM_FORMAT_BGR888_A8: int
    DRM_FORMAT_RGB565_A8: int
    DRM_FORMAT_BGR565_A8: int
    DRM_FORMAT_NV12: int
    DRM_FORMAT_NV21: int
    DRM_FORMAT_NV16: int
    DRM_FORMAT_NV61: int
    DRM_FORMAT_NV24: int
    DRM_FORMAT_NV42: int
    DRM_FORMAT_NV15: int
    DRM_FORMAT_NV20: int
    DRM_FORMAT_NV30: int
    DRM_FORMAT_P210: int
    DRM_FORMAT_P010: int
    DRM_FORMAT_P012: int
    DRM_FORMAT_P016: int
    DRM_FORMAT_P030: int
    DRM_FORMAT_P230: int
    DRM_FORMAT_Q410: int
    DRM_FORMAT_Q401: int
    DRM_FORMAT_T430: int
    DRM_FORMAT_S010: int
    DRM_FORMAT_S210: int
    DRM_FORMAT_S410: int
    DRM_FORMAT_S012: int
    DRM_FORMAT_S212: int
    DRM_FORMAT_S412: int
    DRM_FORMAT_S016: int
    DRM_FORMAT_S216: int
    DRM_FORMAT_S416: int
    DRM_FORMAT_YUV410: int
    DRM_FORMAT_YVU410: int
    DRM_FORMAT_YUV411: int
    DRM_FORMAT_YVU411: int
    DRM_FORMAT_YUV420: int
    DRM_FORMAT_YVU420: int
    DRM_FORMAT_YUV422: int
    DRM_FORMAT_YVU422: int
    DRM_FORMAT_YUV444: int
    DRM_FORMAT_YVU444: int
    DRM_FORMAT_Y8: int
    DRM_FORMAT_XYYY2101010: int
    DRM_FORMAT_MOD_VENDOR_NONE: int
    DRM_FORMAT_MOD_VENDOR_INTEL: int
    DRM_FORMAT_MOD_VENDOR_AMD: int
    DRM_FORMAT_MOD_VENDOR_NVIDIA: int
    DRM_FORMAT_MOD_VENDOR_SAMSUNG: int
    DRM_FORMAT_MOD_VENDOR_QCOM: int
    DRM_FORMAT_MOD_VENDOR_VIVANTE: int
    DRM_FORMAT_MOD_VENDOR_BROADCOM: int
    DRM_FORMAT_MOD_VENDOR_ARM: int
    DRM_FORMAT_MOD_VENDOR_ALLWINNER: int
    DRM_FORMAT_MOD_VENDOR_AMLOGIC: int
    DRM_FORMAT_MOD_VENDOR_MTK: int
    DRM_FORMAT_MOD_VENDOR_APPLE: int
    DRM_FORMAT_RESERVED: int
    DRM_FORMAT_MOD_GENERIC_16_16_TILE: int
    DRM_FORMAT_MOD_INVALID: int
    DRM_FORMAT_MOD_LINEAR: int
    DRM_FORMAT_MOD_NONE: int
    I915_FORMAT_MOD_X_TILED: int
    I915_FORMAT_MOD_Y_TILED: int
    I915_FORMAT_MOD_Yf_TILED: int
    I915_FORMAT_MOD_Y_TILED_CCS: int
    I915_FORMAT_MOD_Yf_TILED_CCS: int
    I915_FORMAT_MOD_Y_TILED_GEN12_RC_CCS: int
    I915_FORMAT_MOD_Y_TILED_GEN12_MC_CCS: int
    I915_FORMAT_MOD_Y_TILED_GEN12_RC_CCS_CC: int
    I915_FORMAT_MOD_4_TILED: int
    I915_FORMAT_MOD_4_TILED_DG2_RC_CCS: int
    I915_FORMAT_MOD_4_TILED_DG2_MC_CCS: int
    I915_FORMAT_MOD_4_TILED_DG2_RC_CCS_CC: int
    I915_FORMAT_MOD_4_TILED_MTL_RC_CCS: int
    I915_FORMAT_MOD_4_TILED_MTL_MC_CCS: int
    I915_FORMAT_MOD_4_TILED_MTL_RC_CCS_CC: int
    I915_FORMAT_MOD_4_TILED_LNL_CCS: int
    I915_FORMAT_MOD_4_TILED_BMG_CCS: int
    DRM_FORMAT_MOD_SAMSUNG_64_32_TILE: int
    DRM_FORMAT_MOD_SAMSUNG_16_16_TILE: int
    DRM_FORMAT_MOD_QCOM_COMPRESSED: int
    DRM_FORMAT_MOD_QCOM_TILED3: int
    DRM_FORMAT_MOD_QCOM_TILED2: int
    DRM_FORMAT_MOD_VIVANTE_TILED: int
    DRM_FORMAT_MOD_VIVANTE_SUPER_TILED: int
    DRM_FORMAT_MOD_VIVANTE_SPLIT_TILED: int
    DRM_FORMAT_MOD_VIVANTE_SPLIT_SUPER_TILED: int
    VIVANTE_MOD_TS_64_4: int
    VIVANTE_MOD_TS_64_2: int
    VIVANTE_MOD_TS_128_4: int
    VIVANTE_MOD_TS_256_4: int
    VIVANTE_MOD_TS_MASK: int
    VIVANTE_MOD_COMP_DEC400: int
    VIVANTE_MOD_COMP_MASK: int
    VIVANTE_MOD_EXT_MASK: int
    DRM_FORMAT_MOD_NVIDIA_TEGRA_TILED: int
    DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_ONE_GOB: int
    DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_TWO_GOB: int
    DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_FOUR_GOB: int
    DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_EIGHT_GOB: int
    DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_SIXTEEN_GOB: int
    DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_THIRTYTWO_GOB: int
    DRM_FORMAT_MOD_BROADCOM_VC4_T_TILED: int
    DRM_FORMAT_MOD_BROADCOM_SAND32: int
    DRM_FORMAT_MOD_BROADCOM_SAND64: int
    DRM_FORMAT_MOD_BROADCOM_SAND128: int
    DRM_FORMAT_MOD_BROADCOM_SAND256: int
    DRM_FORMAT_MOD_BROADCOM_UIF: int
    DRM_FORMAT_MOD_ARM_TYPE_AFBC: int
    DRM_FORMAT_MOD_ARM_TYPE_MISC: int
    AFBC_FORMAT_MOD_BLOCK_SIZE_MASK: int
    AFBC_FORMAT_MOD_BLOCK_SIZE_16x16: int
    AFBC_FORMAT_MOD_BLOCK_SIZE_32x8: int
    AFBC_FORMAT_MOD_BLOCK_SIZE_64x4: int
    AFBC_FORMAT_MOD_BLOCK_SIZE_32x8_64x4: int
    AFBC_FORMAT_MOD_YTR: int
    AFBC_FORMAT_MOD_SPLIT: int
    AFBC_FORMAT_MOD_SPARSE: int
    AFBC_FORMAT_MOD_CBR: int
    AFBC_FORMAT_MOD_TILED: int
    AFBC_FORMAT_MOD_SC: int
    AFBC_FORMAT_MOD_DB: int
    AFBC_FORMAT_MOD_BCH: int
    AFBC_FORMAT_MOD_USM: int
    DRM_FORMAT_MOD_ARM_TYPE_AFRC: int
    AFRC_FORMAT_MOD_CU_SIZE_MASK: int
    AFRC_FORMAT_MOD_CU_SIZE_16: int
    AFRC_FORMAT_MOD_CU_SIZE_24: int
    AFRC_FORMAT_MOD_CU_SIZE_32: int
    AFRC_FORMAT_MOD_LAYOUT_SCAN: int
    DRM_FORMAT_MOD_ARM_16X16_BLOCK_U_INTERLEAVED: int
    DRM_FORMAT_MOD_ARM_INTERLEAVED_64K: int
    DRM_FORMAT_MOD_ALLWINNER_TILED: int
    AMLOGIC_FBC_LAYOUT_BASIC: int
    AMLOGIC_FBC_LAYOUT_SCATTER: int
    AMLOGIC_FBC_OPTION_MEM_SAVING: int
    MTK_FMT_MOD_TILE_MASK: int
    MTK_FMT_MOD_TILE_NONE: int
    MTK_FMT_MOD_TILE_16L32S: int
    MTK_FMT_MOD_COMPRESS_MASK: int
    MTK_FMT_MOD_COMPRESS_NONE: int
    MTK_FMT_MOD_COMPRESS_V1: int
    MTK_FMT_MOD_10BIT_LAYOUT_MASK: int
    MTK_FMT_MOD_10BIT_LAYOUT_PACKED: int
    MTK_FMT_MOD_10BIT_LAYOUT_LSBTILED: int
    MTK_FMT_MOD_10BIT_LAYOUT_LSBRASTER: int
    DRM_FORMAT_MOD_MTK_16L_32S_TILE: int
    DRM_FORMAT_MOD_APPLE_GPU_TILED: int
    DRM_FORMAT_MOD_APPLE_GPU_TILED_COMPRESSED: int
    AMD_FMT_MOD: int
    AMD_FMT_MOD_TILE_VER_GFX9: int
    AMD_FMT_MOD_TILE_VER_GFX10: int
    AMD_FMT_MOD_TILE_VER_GFX10_RBPLUS: int
    AMD_FMT_MOD_TILE_VER_GFX11: int
    AMD_FMT_MOD_TILE_VER_GFX12: int
    AMD_FMT_MOD_TILE_GFX9_64K_S: int
    AMD_FMT_MOD_TILE_GFX9_64K_D: int
    AMD_FMT_MOD_TILE_GFX9_4K_D_X: int
    AMD_FMT_MOD_TILE_GFX9_64K_S_X: int
    AMD_FMT_MOD_TILE_GFX9_64K_D_X: int
    AMD_FMT_MOD_TILE_GFX9_64K_R_X: int
    AMD_FMT_MOD_TILE_GFX11_256K_R_X: int
    AMD_FMT_MOD_TILE_GFX12_256B_2D: int
    AMD_FMT_MOD_TILE_GFX12_4K_2D: int
    AMD_FMT_MOD_TILE_GFX12_64K_2D: int
    AMD_FMT_MOD_TILE_GFX12_256K_2D: int
    AMD_FMT_MOD_DCC_BLOCK_64B: int
    AMD_FMT_MOD_DCC_BLOCK_128B: int
    AMD_FMT_MOD_DCC_BLOCK_256B: int
    AMD_FMT_MOD_TILE_VERSION_SHIFT: int
    AMD_FMT_MOD_TILE_VERSION_MASK: int
    AMD_FMT_MOD_TILE_SHIFT: int
    AMD_FMT_MOD_TILE_MASK: int
    AMD_FMT_MOD_DCC_SHIFT: int
    AMD_FMT_MOD_DCC_MASK: int
    AMD_FMT_MOD_DCC_RETILE_SHIFT: int
    AMD_FMT_MOD_DCC_RETILE_MASK: int
    AMD_FMT_MOD_DCC_PIPE_ALIGN_SHIFT: int
    AMD_FMT_MOD_DCC_PIPE_ALIGN_MASK: int
    AMD_FMT_MOD_DCC_INDEPENDENT_64B_SHIFT: int
    AMD_FMT_MOD_DCC_INDEPENDENT_64B_MASK: int
    AMD_FMT_MOD_DCC_INDEPENDENT_128B_SHIFT: int
    AMD_FMT_MOD_DCC_INDEPENDENT_128B_MASK: int
    AMD_FMT_MOD_DCC_MAX_COMPRESSED_BLOCK_SHIFT: int
    AMD_FMT_MOD_DCC_MAX_COMPRESSED_BLOCK_MASK: int
    AMD_FMT_MOD_DCC_CONSTANT_ENCODE_SHIFT: int
    AMD_FMT_MOD_DCC_CONSTANT_ENCODE_MASK: int
    AMD_FMT_MOD_PIPE_XOR_BITS_SHIFT: int
    AMD_FMT_MOD_PIPE_XOR_BITS_MASK: int
    AMD_FMT_MOD_BANK_XOR_BITS_SHIFT: int
    AMD_FMT_MOD_BANK_XOR_BITS_MASK: int
    AMD_FMT_MOD_PACKERS_SHIFT: int
    AMD_FMT_MOD_PACKERS_MASK: int
    AMD_FMT_MOD_RB_SHIFT: int
    AMD_FMT_MOD_RB_MASK: int
    AMD_FMT_MOD_PIPE_SHIFT: int
    AMD_FMT_MOD_PIPE_MASK: int
    # vgem_drm.h: Linux 7.2
    DRM_VGEM_FENCE_ATTACH: int
    DRM_VGEM_FENCE_SIGNAL: int
    DRM_IOCTL_VGEM_FENCE_ATTACH: int
    DRM_IOCTL_VGEM_FENCE_SIGNAL: int
    VGEM_FENCE_WRITE: int
    # virtgpu_drm.h: Linux 7.2
    DRM_VIRTGPU_MAP: int
    DRM_VIRTGPU_EXECBUFFER: int
    DRM_VIRTGPU_GETPARAM: int
    DRM_VIRTGPU_RESOURCE_CREATE: int
    DRM_VIRTGPU_RESOURCE_INFO: int
    DRM_VIRTGPU_TRANSFER_FROM_HOST: int
    DRM_VIRTGPU_TRANSFER_TO_HOST: int
    DRM_VIRTGPU_WAIT: int
    DRM_VIRTGPU_GET_CAPS: int
    DRM_VIRTGPU_RESOURCE_CREATE_BLOB: int
    DRM_VIRTGPU_CONTEXT_INIT: int
    VIRTGPU_EXECBUF_FENCE_FD_IN: int
    VIRTGPU_EXECBUF_FENCE_FD_OUT: int
    VIRTGPU_EXECBUF_RING_IDX: int
    VIRTGPU_EXECBUF_FLAGS: int
    VIRTGPU_EXECBUF_SYNCOBJ_RESET: int
    VIRTGPU_EXECBUF_SYNCOBJ_FLAGS: int
    VIRTGPU_PARAM_3D_FEATURES: int
    VIRTGPU_PARAM_CAPSET_QUERY_FIX: int
    VIRTGPU_PARAM_RESOURCE_BLOB: int
    VIRTGPU_PARAM_HOST_VISIBLE: int
    VIRTGPU_PARAM_CROSS_DEVICE: int
    VIRTGPU_PARAM_CONTEXT_INIT: int
    VIRTGPU_PARAM_SUPPORTED_CAPSET_IDs: int
    VIRTGPU_PARAM_EXPLICIT_DEBUG_NAME: int
    VIRTGPU_PARAM_BLOB_ALIGNMENT: int
    VIRTGPU_WAIT_NOWAIT: int
    VIRTGPU_DRM_CAPSET_VIRGL: int
    VIRTGPU_DRM_CAPSET_VIRGL2: int
    VIRTGPU_DRM_CAPSET_GFXSTREAM_VULKAN: int
    VIRTGPU_DRM_CAPSET_VENUS: int
    VIRTGPU_DRM_CAPSET_CROSS_DOMAIN: int
    VIRTGPU_DRM_CAPSET_DRM: int
    VIRTGPU_BLOB_MEM_GUEST: int
    VIRTGPU_BLOB_MEM_HOST3D: int
    VIRTGPU_BLOB_MEM_HOST3D_GUEST: int
    VIRTGPU_BLOB_FLAG_USE_MAPPABLE: int
    VIRTGPU_BLOB_FLAG_USE_SHAREABLE: int
    VIRTGPU_BLOB_FLAG_USE_CROSS_DEVICE: int
    DRM_VIRTGPU_BLOB_FLAG_HINT_DEFER_MAPPING: int
    VIRTGPU_CONTEXT_PARAM_CAPSET_ID: int
    VIRTGPU_CONTEXT_PARAM_NUM_RINGS: int
    VIRTGPU_CONTEXT_PARAM_POLL_RINGS_MASK: int
    VIRTGPU_CONTEXT_PARAM_DEBUG_NAME: int
    VIRTGPU_EVENT_FENCE_SIGNALED: int
    DRM_IOCTL_VIRTGPU_MAP: int
    DRM_IOCTL_VIRTGPU_EXECBUFFER: int
    DRM_IOCTL_VIRTGPU_GETPARAM: int
    DRM_IOCTL_VIRTGPU_RESOURCE_CREATE: int
    DRM_IOCTL_VIRTGPU_RESOURCE_INFO: int
    DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST: int
    DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST: int
    DRM_IOCTL_VIRTGPU_WAIT: int
    DRM_IOCTL_VIRTGPU_GET_CAPS: int
    DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB: int
    DRM_IOCTL_VIRTGPU_CONTEXT_INIT: int
    # linux/dma-buf.h: Linux 7.2
    DMA_BUF_SYNC_READ: int
    DMA_BUF_SYNC_WRITE: int
    DMA_BUF_SYNC_RW: int
    DMA_BUF_SYNC_START: int
    DMA_BUF_SYNC_END: int
    DMA_BUF_SYNC_VALID_FLAGS_MASK: int
    DMA_BUF_NAME_LEN: int
    DMA_BUF_BASE: int
    DMA_BUF_IOCTL_SYNC: int
    DMA_BUF_SET_NAME: int
    DMA_BUF_SET_NAME_A: int
    DMA_BUF_SET_NAME_B: int
    DMA_BUF_IOCTL_EXPORT_SYNC_FILE: int
    DMA_BUF_IOCTL_IMPORT_SYNC_FILE: int
    # linux/sync_file.h: Linux 7.2
    SYNC_IOC_MAGIC: int
    SYNC_IOC_MERGE: int
    SYNC_IOC_FILE_INFO: int
    SYNC_IOC_SET_DEADLINE: int
    # sw_sync: Linux 6.12, drivers/dma-buf/sw_sync.c (debugfs interface, no header upstream)
    SW_SYNC_IOC_MAGIC: int
    SW_SYNC_IOC_CREATE_FENCE: int
    SW_SYNC_IOC_INC: int
    SW_SYNC_GET_DEADLINE: int
    # linux/udmabuf.h: Linux 7.2
    UDMABUF_FLAGS_CLOEXEC: int
    UDMABUF_CREATE: int
    UDMABUF_CREATE_LIST: int
    # linux/dma-heap.h: Linux 7.2
    DMA_HEAP_VALID_FD_FLAGS: int
    DMA_HEAP_VALID_HEAP_FLAGS: int
    DMA_HEAP_IOC_MAGIC: int
    DMA_HEAP_IOCTL_ALLOC: int
    # xf86drm.h: libdrm 2.4.134
    DRM_ERR_NO_DEVICE: int
    DRM_ERR_NO_ACCESS: int
    DRM_ERR_NOT_ROOT: int
    DRM_ERR_INVALID: int
    DRM_ERR_NO_FD: int
    DRM_VBLANK_HIGH_CRTC_SHIFT: int
    DRM_NODE_PRIMARY: int
    DRM_NODE_CONTROL: int
    DRM_NODE_RENDER: int
    DRM_NODE_MAX: int
    DRM_EVENT_CONTEXT_VERSION: int
    DRM_BUS_PCI: int
    DRM_BUS_USB: int
    DRM_BUS_PLATFORM: int
    DRM_BUS_HOST1X: int
    DRM_BUS_FAUX: int
    DRM_PLATFORM_DEVICE_NAME_LEN: int
    DRM_HOST1X_DEVICE_NAME_LEN: int
    DRM_FAUX_DEVICE_NAME_LEN: int
    DRM_DEVICE_GET_PCI_REVISION: int
    DRM_VBLANK_ABSOLUTE: int
    DRM_VBLANK_RELATIVE: int
    DRM_VBLANK_HIGH_CRTC_MASK: int
    DRM_VBLANK_EVENT: int
    DRM_VBLANK_FLIP: int
    DRM_VBLANK_NEXTONMISS: int
    DRM_VBLANK_SECONDARY: int
    DRM_VBLANK_SIGNAL: int
    def drmIoctl(self, fd: int, request: int, arg: Pointer, /) -> int: ...
    def drmAvailable(self) -> int: ...
    def drmOpen(self, name: Pointer, busid: Pointer, /) -> int: ...
    def drmOpenWithType(self, name: Pointer, busid: Pointer, type: int, /) -> int: ...
    def drmOpenRender(self, minor: int, /) -> int: ...
    def drmClose(self, fd: int, /) -> int: ...
    def drmGetVersion(self, fd: int, /) -> CData: ...
    def drmGetLibVersion(self, fd: int, /) -> CData: ...
    def drmGetCap(self, fd: int, capability: int, value: Pointer, /) -> int: ...
    def drmFreeVersion(self, a0: Pointer, /) -> None: ...
    def drmGetMagic(self, fd: int, magic: Pointer, /) -> int: ...
    def drmGetBusid(self, fd: int, /) -> CData: ...
    def drmSetInterfaceVersion(self, fd: int, version: Pointer, /) -> int: ...
    def drmCommandNone(self, fd: int, drmCommandIndex: int, /) -> int: ...
    def drmCommandRead(self, fd: int, drmCommandIndex: int, data: Pointer, size: int, /) -> int: ...
    def drmCommandWrite(self, fd: int, drmCommandIndex: int, data: Pointer, size: int, /) -> int: ...
    def drmCommandWriteRead(self, fd: int, drmCommandIndex: int, data: Pointer, size: int, /) -> int: ...
    def drmFreeBusid(self, busid: Pointer, /) -> None: ...
    def drmSetBusid(self, fd: int, busid: Pointer, /) -> int: ...
    def drmAuthMagic(self, fd: int, magic: int, /) -> int: ...
    def drmSetClientCap(self, fd: int, capability: int, value: int, /) -> int: ...
    def drmCrtcGetSequence(self, fd: int, crtcId: int, sequence: Pointer, ns: Pointer, /) -> int: ...
    def drmCrtcQueueSequence(
        self, fd: int, crtcId: int, flags: int, sequence: int, sequence_queued: Pointer, user_data: int, /
    ) -> int: ...
    def drmWaitVBlank(self, fd: int, vbl: Pointer, /) -> int: ...
    def drmOpenOnce(self, unused: Pointer, BusID: Pointer, newlyopened: Pointer, /) -> int: ...
    def drmOpenOnceWithType(self, BusID: Pointer, newlyopened: Pointer, type: int, /) -> int: ...
    def drmCloseOnce(self, fd: int, /) -> None: ...
    def drmSetMaster(self, fd: int, /) -> int: ...
    def drmDropMaster(self, fd: int, /) -> int: ...
    def drmIsMaster(self, fd: int, /) -> int: ...
    def drmHandleEvent(self, fd: int, evctx: Pointer, /) -> int: ...
    def drmGetDeviceNameFromFd(self, fd: int, /) -> CData: ...
    def drmGetDeviceNameFromFd2(self, fd: int, /) -> CData: ...
    def drmGetNodeTypeFromFd(self, fd: int, /) -> int: ...
    def drmPrimeHandleToFD(self, fd: int, handle: int, flags: int, prime_fd: Pointer, /) -> int: ...
    def drmPrimeFDToHandle(self, fd: int, prime_fd: int, handle: Pointer, /) -> int: ...
    def drmCloseBufferHandle(self, fd: int, handle: int, /) -> int: ...  # since libdrm 2.4.108
    def drmGetPrimaryDeviceNameFromFd(self, fd: int, /) -> CData: ...
    def drmGetRenderDeviceNameFromFd(self, fd: int, /) -> CData: ...
    def drmGetDevice(self, fd: int, device: Pointer, /) -> int: ...
    def drmFreeDevice(self, device: Pointer, /) -> None: ...
    def drmGetDevices(self, devices: Pointer, max_devices: int, /) -> int: ...
    def drmFreeDevices(self, devices: Pointer, count: int, /) -> None: ...
    def drmGetDevice2(self, fd: int, flags: int, device: Pointer, /) -> int: ...
    def drmGetDevices2(self, flags: int, devices: Pointer, max_devices: int, /) -> int: ...
    def drmGetDeviceFromDevId(self, dev_id: int, flags: int, device: Pointer, /) -> int: ...
    def drmGetNodeTypeFromDevId(self, devid: int, /) -> int: ...  # since libdrm 2.4.118
    def drmDevicesEqual(self, a: Pointer, b: Pointer, /) -> int: ...
    def drmSyncobjCreate(self, fd: int, flags: int, handle: Pointer, /) -> int: ...
    def drmSyncobjDestroy(self, fd: int, handle: int, /) -> int: ...
    def drmSyncobjHandleToFD(self, fd: int, handle: int, obj_fd: Pointer, /) -> int: ...
    def drmSyncobjFDToHandle(self, fd: int, obj_fd: int, handle: Pointer, /) -> int: ...
    def drmSyncobjImportSyncFile(self, fd: int, handle: int, sync_file_fd: int, /) -> int: ...
    def drmSyncobjExportSyncFile(self, fd: int, handle: int, sync_file_fd: Pointer, /) -> int: ...
    def drmSyncobjWait(
        self, fd: int, handles: Pointer, num_handles: int, timeout_nsec: int, flags: int, first_signaled: Pointer, /
    ) -> int: ...
    def drmSyncobjReset(self, fd: int, handles: Pointer, handle_count: int, /) -> int: ...
    def drmSyncobjSignal(self, fd: int, handles: Pointer, handle_count: int, /) -> int: ...
    def drmSyncobjTimelineSignal(self, fd: int, handles: Pointer, points: Pointer, handle_count: int, /) -> int: ...
    def drmSyncobjTimelineWait(
        self,
        fd: int,
        handles: Pointer,
        points: Pointer,
        num_handles: int,
        timeout_nsec: int,
        flags: int,
        first_signaled: Pointer,
        /,
    ) -> int: ...
    def drmSyncobjQuery(self, fd: int, handles: Pointer, points: Pointer, handle_count: int, /) -> int: ...
    def drmSyncobjQuery2(self, fd: int, handles: Pointer, points: Pointer, handle_count: int, flags: int, /) -> int: ...
    def drmSyncobjTransfer(
        self, fd: int, dst_handle: int, dst_point: int, src_handle: int, src_point: int, flags: int, /
    ) -> int: ...
    def drmSyncobjEventfd(self, fd: int, handle: int, point: int, ev_fd: int, flags: int, /) -> int: ...
    def drmGetFormatModifierVendor(self, modifier: int, /) -> CData: ...  # since libdrm 2.4.107
    def drmGetFormatModifierName(self, modifier: int, /) -> CData: ...  # since libdrm 2.4.107
    def drmGetFormatName(self, format: int, /) -> CData: ...  # since libdrm 2.4.113
    # xf86drmMode.h: libdrm 2.4.134
    DRM_MODE_FEATURE_KMS: int
    DRM_MODE_FEATURE_DIRTYFB: int
    DRM_PLANE_TYPE_OVERLAY: int
    DRM_PLANE_TYPE_PRIMARY: int
    DRM_PLANE_TYPE_CURSOR: int
    DRM_MODE_CONNECTED: int
    DRM_MODE_DISCONNECTED: int
    DRM_MODE_UNKNOWNCONNECTION: int
    DRM_MODE_SUBPIXEL_UNKNOWN: int
    DRM_MODE_SUBPIXEL_HORIZONTAL_RGB: int
    DRM_MODE_SUBPIXEL_HORIZONTAL_BGR: int
    DRM_MODE_SUBPIXEL_VERTICAL_RGB: int
    DRM_MODE_SUBPIXEL_VERTICAL_BGR: int
    DRM_MODE_SUBPIXEL_NONE: int
    def drmModeGetPropertyType(self, prop: Pointer, /) -> int: ...  # inline
    def drm_property_type_is(self, property: Pointer, type: int, /) -> int: ...  # inline
    def drmModeFreeModeInfo(self, ptr: Pointer, /) -> None: ...
    def drmModeFreeResources(self, ptr: Pointer, /) -> None: ...
    def drmModeFreeFB(self, ptr: Pointer, /) -> None: ...
    def drmModeFreeFB2(self, ptr: Pointer, /) -> None: ...  # since libdrm 2.4.101
    def drmModeFreeCrtc(self, ptr: Pointer, /) -> None: ...
    def drmModeFreeConnector(self, ptr: Pointer, /) -> None: ...
    def drmModeFreeEncoder(self, ptr: Pointer, /) -> None: ...
    def drmModeFreePlane(self, ptr: Pointer, /) -> None: ...
    def drmModeFreePlaneResources(self, ptr: Pointer, /) -> None: ...
    def drmIsKMS(self, fd: int, /) -> int: ...  # since libdrm 2.4.105
    def drmModeGetResources(self, fd: int, /) -> CData: ...
    def drmModeGetFB(self, fd: int, bufferId: int, /) -> CData: ...
    def drmModeGetFB2(self, fd: int, bufferId: int, /) -> CData: ...  # since libdrm 2.4.101
    def drmModeAddFB(
        self, fd: int, width: int, height: int, depth: int, bpp: int, pitch: int, bo_handle: int, buf_id: Pointer, /
    ) -> int: ...
    def drmModeAddFB2(
        self,
        fd: int,
        width: int,
        height: int,
        pixel_format: int,
        bo_handles: Pointer,
        pitches: Pointer,
        offsets: Pointer,
        buf_id: Pointer,
        flags: int,
        /,
    ) -> int: ...
    def drmModeAddFB2WithModifiers(
        self,
        fd: int,
        width: int,
        height: int,
        pixel_format: int,
        bo_handles: Pointer,
        pitches: Pointer,
        offsets: Pointer,
        modifier: Pointer,
        buf_id: Pointer,
        flags: int,
        /,
    ) -> int: ...
    def drmModeRmFB(self, fd: int, bufferId: int, /) -> int: ...
    def drmModeCloseFB(self, fd: int, buffer_id: int, /) -> int: ...  # since libdrm 2.4.118
    def drmModeDirtyFB(self, fd: int, bufferId: int, clips: Pointer, num_clips: int, /) -> int: ...
    def drmModeGetCrtc(self, fd: int, crtcId: int, /) -> CData: ...
    def drmModeSetCrtc(
        self, fd: int, crtcId: int, bufferId: int, x: int, y: int, connectors: Pointer, count: int, mode: Pointer, /
    ) -> int: ...
    def drmModeSetCursor(self, fd: int, crtcId: int, bo_handle: int, width: int, height: int, /) -> int: ...
    def drmModeSetCursor2(
        self, fd: int, crtcId: int, bo_handle: int, width: int, height: int, hot_x: int, hot_y: int, /
    ) -> int: ...
    def drmModeMoveCursor(self, fd: int, crtcId: int, x: int, y: int, /) -> int: ...
    def drmModeGetEncoder(self, fd: int, encoder_id: int, /) -> CData: ...
    def drmModeGetConnector(self, fd: int, connectorId: int, /) -> CData: ...
    def drmModeGetConnectorCurrent(self, fd: int, connector_id: int, /) -> CData: ...
    def drmModeConnectorGetPossibleCrtcs(self, fd: int, connector: Pointer, /) -> int: ...
    def drmModeAttachMode(self, fd: int, connectorId: int, mode_info: Pointer, /) -> int: ...
    def drmModeDetachMode(self, fd: int, connectorId: int, mode_info: Pointer, /) -> int: ...
    def drmModeGetProperty(self, fd: int, propertyId: int, /) -> CData: ...
    def drmModeFreeProperty(self, ptr: Pointer, /) -> None: ...
    def drmModeGetPropertyBlob(self, fd: int, blob_id: int, /) -> CData: ...
    def drmModeFormatModifierBlobIterNext(self, blob: Pointer, iter: Pointer, /) -> bool: ...
    def drmModeFreePropertyBlob(self, ptr: Pointer, /) -> None: ...
    def drmModeConnectorSetProperty(self, fd: int, connector_id: int, property_id: int, value: int, /) -> int: ...
    def drmCheckModesettingSupported(self, busid: Pointer, /) -> int: ...
    def drmModeCrtcSetGamma(
        self, fd: int, crtc_id: int, size: int, red: Pointer, green: Pointer, blue: Pointer, /
    ) -> int: ...
    def drmModeCrtcGetGamma(
        self, fd: int, crtc_id: int, size: int, red: Pointer, green: Pointer, blue: Pointer, /
    ) -> int: ...
    def drmModePageFlip(self, fd: int, crtc_id: int, fb_id: int, flags: int, user_data: Pointer, /) -> int: ...
    def drmModePageFlipTarget(
        self, fd: int, crtc_id: int, fb_id: int, flags: int, user_data: Pointer, target_vblank: int, /
    ) -> int: ...
    def drmModeGetPlaneResources(self, fd: int, /) -> CData: ...
    def drmModeGetPlane(self, fd: int, plane_id: int, /) -> CData: ...
    def drmModeSetPlane(
        self,
        fd: int,
        plane_id: int,
        crtc_id: int,
        fb_id: int,
        flags: int,
        crtc_x: int,
        crtc_y: int,
        crtc_w: int,
        crtc_h: int,
        src_x: int,
        src_y: int,
        src_w: int,
        src_h: int,
        /,
    ) -> int: ...
    def drmModeObjectGetProperties(self, fd: int, object_id: int, object_type: int, /) -> CData: ...
    def drmModeFreeObjectProperties(self, ptr: Pointer, /) -> None: ...
    def drmModeObjectSetProperty(
        self, fd: int, object_id: int, object_type: int, property_id: int, value: int, /
    ) -> int: ...
    def drmModeAtomicAlloc(self) -> CData: ...
    def drmModeAtomicDuplicate(self, req: Pointer, /) -> CData: ...
    def drmModeAtomicMerge(self, base: Pointer, augment: Pointer, /) -> int: ...
    def drmModeAtomicFree(self, req: Pointer, /) -> None: ...
    def drmModeAtomicGetCursor(self, req: Pointer, /) -> int: ...
    def drmModeAtomicSetCursor(self, req: Pointer, cursor: int, /) -> None: ...
    def drmModeAtomicAddProperty(self, req: Pointer, object_id: int, property_id: int, value: int, /) -> int: ...
    def drmModeAtomicCommit(self, fd: int, req: Pointer, flags: int, user_data: Pointer, /) -> int: ...
    def drmModeCreatePropertyBlob(self, fd: int, data: Pointer, size: int, id: Pointer, /) -> int: ...
    def drmModeDestroyPropertyBlob(self, fd: int, id: int, /) -> int: ...
    def drmModeCreateLease(
        self, fd: int, objects: Pointer, num_objects: int, flags: int, lessee_id: Pointer, /
    ) -> int: ...
    def drmModeListLessees(self, fd: int, /) -> CData: ...
    def drmModeGetLease(self, fd: int, /) -> CData: ...
    def drmModeRevokeLease(self, fd: int, lessee_id: int, /) -> int: ...
    def drmModeGetConnectorTypeName(self, connector_type: int, /) -> CData: ...  # since libdrm 2.4.112
    def drmModeCreateDumbBuffer(
        self, fd: int, width: int, height: int, bpp: int, flags: int, handle: Pointer, pitch: Pointer, size: Pointer, /
    ) -> int: ...
    def drmModeDestroyDumbBuffer(self, fd: int, handle: int, /) -> int: ...  # since libdrm 2.4.114
    def drmModeMapDumbBuffer(self, fd: int, handle: int, offset: Pointer, /) -> int: ...

ffi: FFI
lib: Lib
