# GENERATED from bindings.h by scripts/regen.py
from pydrm._native import FFI, CData, Pointer

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

    # Callbacks to be defined with @ffi.def_extern()
    pydri_bo_destroyed: CData
    # gbm.h: Mesa 26.2.6
    GBM_FORMAT_BIG_ENDIAN: int
    GBM_FORMAT_C8: int
    GBM_FORMAT_R8: int
    GBM_FORMAT_R16: int
    GBM_FORMAT_GR88: int
    GBM_FORMAT_RG1616: int
    GBM_FORMAT_GR1616: int
    GBM_FORMAT_RGB332: int
    GBM_FORMAT_BGR233: int
    GBM_FORMAT_XRGB4444: int
    GBM_FORMAT_XBGR4444: int
    GBM_FORMAT_RGBX4444: int
    GBM_FORMAT_BGRX4444: int
    GBM_FORMAT_ARGB4444: int
    GBM_FORMAT_ABGR4444: int
    GBM_FORMAT_RGBA4444: int
    GBM_FORMAT_BGRA4444: int
    GBM_FORMAT_XRGB1555: int
    GBM_FORMAT_XBGR1555: int
    GBM_FORMAT_RGBX5551: int
    GBM_FORMAT_BGRX5551: int
    GBM_FORMAT_ARGB1555: int
    GBM_FORMAT_ABGR1555: int
    GBM_FORMAT_RGBA5551: int
    GBM_FORMAT_BGRA5551: int
    GBM_FORMAT_RGB565: int
    GBM_FORMAT_BGR565: int
    GBM_FORMAT_RGB888: int
    GBM_FORMAT_BGR888: int
    GBM_FORMAT_XRGB8888: int
    GBM_FORMAT_XBGR8888: int
    GBM_FORMAT_RGBX8888: int
    GBM_FORMAT_BGRX8888: int
    GBM_FORMAT_ARGB8888: int
    GBM_FORMAT_ABGR8888: int
    GBM_FORMAT_RGBA8888: int
    GBM_FORMAT_BGRA8888: int
    GBM_FORMAT_XRGB2101010: int
    GBM_FORMAT_XBGR2101010: int
    GBM_FORMAT_RGBX1010102: int
    GBM_FORMAT_BGRX1010102: int
    GBM_FORMAT_ARGB2101010: int
    GBM_FORMAT_ABGR2101010: int
    GBM_FORMAT_RGBA1010102: int
    GBM_FORMAT_BGRA1010102: int
    GBM_FORMAT_XBGR16161616: int
    GBM_FORMAT_ABGR16161616: int
    GBM_FORMAT_XBGR16161616F: int
    GBM_FORMAT_ABGR16161616F: int
    GBM_FORMAT_YUYV: int
    GBM_FORMAT_YVYU: int
    GBM_FORMAT_UYVY: int
    GBM_FORMAT_VYUY: int
    GBM_FORMAT_AYUV: int
    GBM_FORMAT_NV12: int
    GBM_FORMAT_NV21: int
    GBM_FORMAT_NV16: int
    GBM_FORMAT_NV61: int
    GBM_FORMAT_YUV410: int
    GBM_FORMAT_YVU410: int
    GBM_FORMAT_YUV411: int
    GBM_FORMAT_YVU411: int
    GBM_FORMAT_YUV420: int
    GBM_FORMAT_YVU420: int
    GBM_FORMAT_YUV422: int
    GBM_FORMAT_YVU422: int
    GBM_FORMAT_YUV444: int
    GBM_FORMAT_YVU444: int
    GBM_BO_FIXED_COMPRESSION_MASK: int
    GBM_BO_IMPORT_WL_BUFFER: int
    GBM_BO_IMPORT_EGL_IMAGE: int
    GBM_BO_IMPORT_FD: int
    GBM_BO_IMPORT_FD_MODIFIER: int
    GBM_MAX_PLANES: int
    GBM_BO_FORMAT_XRGB8888: int
    GBM_BO_FORMAT_ARGB8888: int
    GBM_BO_USE_SCANOUT: int
    GBM_BO_USE_CURSOR: int
    GBM_BO_USE_CURSOR_64X64: int
    GBM_BO_USE_RENDERING: int
    GBM_BO_USE_WRITE: int
    GBM_BO_USE_LINEAR: int
    GBM_BO_USE_PROTECTED: int
    GBM_BO_USE_FRONT_RENDERING: int
    GBM_BO_FIXED_COMPRESSION_DEFAULT: int
    GBM_BO_FIXED_COMPRESSION_1BPC: int
    GBM_BO_FIXED_COMPRESSION_2BPC: int
    GBM_BO_FIXED_COMPRESSION_3BPC: int
    GBM_BO_FIXED_COMPRESSION_4BPC: int
    GBM_BO_FIXED_COMPRESSION_5BPC: int
    GBM_BO_FIXED_COMPRESSION_6BPC: int
    GBM_BO_FIXED_COMPRESSION_7BPC: int
    GBM_BO_FIXED_COMPRESSION_8BPC: int
    GBM_BO_FIXED_COMPRESSION_9BPC: int
    GBM_BO_FIXED_COMPRESSION_10BPC: int
    GBM_BO_FIXED_COMPRESSION_11BPC: int
    GBM_BO_FIXED_COMPRESSION_12BPC: int
    GBM_BO_TRANSFER_READ: int
    GBM_BO_TRANSFER_WRITE: int
    GBM_BO_TRANSFER_READ_WRITE: int
    def gbm_device_get_fd(self, gbm: Pointer, /) -> int: ...
    def gbm_device_get_backend_name(self, gbm: Pointer, /) -> CData: ...
    def gbm_device_is_format_supported(self, gbm: Pointer, format: int, flags: int, /) -> int: ...
    def gbm_device_get_format_modifier_plane_count(self, gbm: Pointer, format: int, modifier: int, /) -> int: ...
    def gbm_device_destroy(self, gbm: Pointer, /) -> None: ...
    def gbm_create_device(self, fd: int, /) -> CData: ...
    def gbm_bo_create(self, gbm: Pointer, width: int, height: int, format: int, flags: int, /) -> CData: ...
    def gbm_bo_create_with_modifiers(
        self, gbm: Pointer, width: int, height: int, format: int, modifiers: Pointer, count: int, /
    ) -> CData: ...
    def gbm_bo_create_with_modifiers2(
        self, gbm: Pointer, width: int, height: int, format: int, modifiers: Pointer, count: int, flags: int, /
    ) -> CData: ...
    def gbm_bo_import(self, gbm: Pointer, type: int, buffer: Pointer, flags: int, /) -> CData: ...
    def gbm_bo_map(
        self, bo: Pointer, x: int, y: int, width: int, height: int, flags: int, stride: Pointer, map_data: Pointer, /
    ) -> CData: ...
    def gbm_bo_unmap(self, bo: Pointer, map_data: Pointer, /) -> None: ...
    def gbm_bo_get_width(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_height(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_stride(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_stride_for_plane(self, bo: Pointer, plane: int, /) -> int: ...
    def gbm_bo_get_format(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_bpp(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_offset(self, bo: Pointer, plane: int, /) -> int: ...
    def gbm_bo_get_device(self, bo: Pointer, /) -> CData: ...
    def gbm_bo_get_handle(self, bo: Pointer, /) -> CData: ...
    def gbm_bo_get_fd(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_modifier(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_plane_count(self, bo: Pointer, /) -> int: ...
    def gbm_bo_get_handle_for_plane(self, bo: Pointer, plane: int, /) -> CData: ...
    def gbm_bo_get_fd_for_plane(self, bo: Pointer, plane: int, /) -> int: ...  # since Mesa 21.1.0
    def gbm_bo_write(self, bo: Pointer, buf: Pointer, count: int, /) -> int: ...
    def gbm_bo_set_user_data(self, bo: Pointer, data: Pointer, destroy_user_data: CData, /) -> None: ...
    def gbm_bo_get_user_data(self, bo: Pointer, /) -> CData: ...
    def gbm_bo_destroy(self, bo: Pointer, /) -> None: ...
    def gbm_surface_create(self, gbm: Pointer, width: int, height: int, format: int, flags: int, /) -> CData: ...
    def gbm_surface_create_with_modifiers(
        self, gbm: Pointer, width: int, height: int, format: int, modifiers: Pointer, count: int, /
    ) -> CData: ...
    def gbm_surface_create_with_modifiers2(
        self, gbm: Pointer, width: int, height: int, format: int, modifiers: Pointer, count: int, flags: int, /
    ) -> CData: ...
    def gbm_surface_lock_front_buffer(self, surface: Pointer, /) -> CData: ...
    def gbm_surface_release_buffer(self, surface: Pointer, bo: Pointer, /) -> None: ...
    def gbm_surface_has_free_buffers(self, surface: Pointer, /) -> int: ...
    def gbm_surface_destroy(self, surface: Pointer, /) -> None: ...
    def gbm_format_get_name(self, gbm_format: int, desc: Pointer, /) -> CData: ...

ffi: FFI
lib: Lib
