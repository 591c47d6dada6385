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

    def pydri_egl_debug_callback(self) -> CData:
        """The callback that keeps messages of EGL_KHR_debug until they are taken."""

    def pydri_egl_debug_waiting(self) -> int:
        """How many messages are kept."""

    def pydri_egl_debug_take(self, message: Pointer, lost: Pointer, /) -> int:
        """Take the oldest message out: 1, or 0 when there is none. `lost`: how many were lost since the last call."""

    def pydri_egl_debug_forked(self) -> None:
        """In a forked child: nothing is kept, and nobody holds the lock."""

    # Callbacks to be defined with @ffi.def_extern()
    pydri_egl_blob_set: CData
    pydri_egl_blob_get: CData
    # EGL/eglplatform.h: EGL registry 20260319, as with EGL_NO_X11
    # EGL/egl.h: EGL registry 20260319, EGL 1.5
    EGL_ALPHA_SIZE: int
    EGL_BAD_ACCESS: int
    EGL_BAD_ALLOC: int
    EGL_BAD_ATTRIBUTE: int
    EGL_BAD_CONFIG: int
    EGL_BAD_CONTEXT: int
    EGL_BAD_CURRENT_SURFACE: int
    EGL_BAD_DISPLAY: int
    EGL_BAD_MATCH: int
    EGL_BAD_NATIVE_PIXMAP: int
    EGL_BAD_NATIVE_WINDOW: int
    EGL_BAD_PARAMETER: int
    EGL_BAD_SURFACE: int
    EGL_BLUE_SIZE: int
    EGL_BUFFER_SIZE: int
    EGL_CONFIG_CAVEAT: int
    EGL_CONFIG_ID: int
    EGL_CORE_NATIVE_ENGINE: int
    EGL_DEPTH_SIZE: int
    EGL_DONT_CARE: int
    EGL_DRAW: int
    EGL_EXTENSIONS: int
    EGL_FALSE: int
    EGL_GREEN_SIZE: int
    EGL_HEIGHT: int
    EGL_LARGEST_PBUFFER: int
    EGL_LEVEL: int
    EGL_MAX_PBUFFER_HEIGHT: int
    EGL_MAX_PBUFFER_PIXELS: int
    EGL_MAX_PBUFFER_WIDTH: int
    EGL_NATIVE_RENDERABLE: int
    EGL_NATIVE_VISUAL_ID: int
    EGL_NATIVE_VISUAL_TYPE: int
    EGL_NONE: int
    EGL_NON_CONFORMANT_CONFIG: int
    EGL_NOT_INITIALIZED: int
    EGL_PBUFFER_BIT: int
    EGL_PIXMAP_BIT: int
    EGL_READ: int
    EGL_RED_SIZE: int
    EGL_SAMPLES: int
    EGL_SAMPLE_BUFFERS: int
    EGL_SLOW_CONFIG: int
    EGL_STENCIL_SIZE: int
    EGL_SUCCESS: int
    EGL_SURFACE_TYPE: int
    EGL_TRANSPARENT_BLUE_VALUE: int
    EGL_TRANSPARENT_GREEN_VALUE: int
    EGL_TRANSPARENT_RED_VALUE: int
    EGL_TRANSPARENT_RGB: int
    EGL_TRANSPARENT_TYPE: int
    EGL_TRUE: int
    EGL_VENDOR: int
    EGL_VERSION: int
    EGL_WIDTH: int
    EGL_WINDOW_BIT: int
    EGL_BACK_BUFFER: int
    EGL_BIND_TO_TEXTURE_RGB: int
    EGL_BIND_TO_TEXTURE_RGBA: int
    EGL_CONTEXT_LOST: int
    EGL_MIN_SWAP_INTERVAL: int
    EGL_MAX_SWAP_INTERVAL: int
    EGL_MIPMAP_TEXTURE: int
    EGL_MIPMAP_LEVEL: int
    EGL_NO_TEXTURE: int
    EGL_TEXTURE_2D: int
    EGL_TEXTURE_FORMAT: int
    EGL_TEXTURE_RGB: int
    EGL_TEXTURE_RGBA: int
    EGL_TEXTURE_TARGET: int
    EGL_ALPHA_FORMAT: int
    EGL_ALPHA_FORMAT_NONPRE: int
    EGL_ALPHA_FORMAT_PRE: int
    EGL_ALPHA_MASK_SIZE: int
    EGL_BUFFER_PRESERVED: int
    EGL_BUFFER_DESTROYED: int
    EGL_CLIENT_APIS: int
    EGL_COLORSPACE: int
    EGL_COLORSPACE_sRGB: int
    EGL_COLORSPACE_LINEAR: int
    EGL_COLOR_BUFFER_TYPE: int
    EGL_CONTEXT_CLIENT_TYPE: int
    EGL_DISPLAY_SCALING: int
    EGL_HORIZONTAL_RESOLUTION: int
    EGL_LUMINANCE_BUFFER: int
    EGL_LUMINANCE_SIZE: int
    EGL_OPENGL_ES_BIT: int
    EGL_OPENVG_BIT: int
    EGL_OPENGL_ES_API: int
    EGL_OPENVG_API: int
    EGL_OPENVG_IMAGE: int
    EGL_PIXEL_ASPECT_RATIO: int
    EGL_RENDERABLE_TYPE: int
    EGL_RENDER_BUFFER: int
    EGL_RGB_BUFFER: int
    EGL_SINGLE_BUFFER: int
    EGL_SWAP_BEHAVIOR: int
    EGL_UNKNOWN: int
    EGL_VERTICAL_RESOLUTION: int
    EGL_CONFORMANT: int
    EGL_CONTEXT_CLIENT_VERSION: int
    EGL_MATCH_NATIVE_PIXMAP: int
    EGL_OPENGL_ES2_BIT: int
    EGL_VG_ALPHA_FORMAT: int
    EGL_VG_ALPHA_FORMAT_NONPRE: int
    EGL_VG_ALPHA_FORMAT_PRE: int
    EGL_VG_ALPHA_FORMAT_PRE_BIT: int
    EGL_VG_COLORSPACE: int
    EGL_VG_COLORSPACE_sRGB: int
    EGL_VG_COLORSPACE_LINEAR: int
    EGL_VG_COLORSPACE_LINEAR_BIT: int
    EGL_MULTISAMPLE_RESOLVE_BOX_BIT: int
    EGL_MULTISAMPLE_RESOLVE: int
    EGL_MULTISAMPLE_RESOLVE_DEFAULT: int
    EGL_MULTISAMPLE_RESOLVE_BOX: int
    EGL_OPENGL_API: int
    EGL_OPENGL_BIT: int
    EGL_SWAP_BEHAVIOR_PRESERVED_BIT: int
    EGL_CONTEXT_MAJOR_VERSION: int
    EGL_CONTEXT_MINOR_VERSION: int
    EGL_CONTEXT_OPENGL_PROFILE_MASK: int
    EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY: int
    EGL_NO_RESET_NOTIFICATION: int
    EGL_LOSE_CONTEXT_ON_RESET: int
    EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT: int
    EGL_CONTEXT_OPENGL_COMPATIBILITY_PROFILE_BIT: int
    EGL_CONTEXT_OPENGL_DEBUG: int
    EGL_CONTEXT_OPENGL_FORWARD_COMPATIBLE: int
    EGL_CONTEXT_OPENGL_ROBUST_ACCESS: int
    EGL_OPENGL_ES3_BIT: int
    EGL_CL_EVENT_HANDLE: int
    EGL_SYNC_CL_EVENT: int
    EGL_SYNC_CL_EVENT_COMPLETE: int
    EGL_SYNC_PRIOR_COMMANDS_COMPLETE: int
    EGL_SYNC_TYPE: int
    EGL_SYNC_STATUS: int
    EGL_SYNC_CONDITION: int
    EGL_SIGNALED: int
    EGL_UNSIGNALED: int
    EGL_SYNC_FLUSH_COMMANDS_BIT: int
    EGL_FOREVER: int
    EGL_TIMEOUT_EXPIRED: int
    EGL_CONDITION_SATISFIED: int
    EGL_SYNC_FENCE: int
    EGL_GL_COLORSPACE: int
    EGL_GL_COLORSPACE_SRGB: int
    EGL_GL_COLORSPACE_LINEAR: int
    EGL_GL_RENDERBUFFER: int
    EGL_GL_TEXTURE_2D: int
    EGL_GL_TEXTURE_LEVEL: int
    EGL_GL_TEXTURE_3D: int
    EGL_GL_TEXTURE_ZOFFSET: int
    EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X: int
    EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_X: int
    EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Y: int
    EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Y: int
    EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Z: int
    EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Z: int
    EGL_IMAGE_PRESERVED: int
    EGL_NO_CONTEXT: CData
    EGL_NO_DISPLAY: CData
    EGL_NO_SURFACE: CData
    EGL_DEFAULT_DISPLAY: CData
    EGL_NO_SYNC: CData
    EGL_NO_IMAGE: CData
    def eglChooseConfig(
        self, dpy: Pointer, attrib_list: Pointer, configs: Pointer, config_size: int, num_config: Pointer, /
    ) -> int: ...
    def eglCopyBuffers(self, dpy: Pointer, surface: Pointer, target: int, /) -> int: ...
    def eglCreateContext(
        self, dpy: Pointer, config: Pointer, share_context: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglCreatePbufferSurface(self, dpy: Pointer, config: Pointer, attrib_list: Pointer, /) -> CData: ...
    def eglCreatePixmapSurface(self, dpy: Pointer, config: Pointer, pixmap: int, attrib_list: Pointer, /) -> CData: ...
    def eglCreateWindowSurface(self, dpy: Pointer, config: Pointer, win: int, attrib_list: Pointer, /) -> CData: ...
    def eglDestroyContext(self, dpy: Pointer, ctx: Pointer, /) -> int: ...  # EGL 1.0
    def eglDestroySurface(self, dpy: Pointer, surface: Pointer, /) -> int: ...  # EGL 1.0
    def eglGetConfigAttrib(self, dpy: Pointer, config: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglGetConfigs(self, dpy: Pointer, configs: Pointer, config_size: int, num_config: Pointer, /) -> int: ...
    def eglGetCurrentDisplay(self) -> CData: ...  # EGL 1.0
    def eglGetCurrentSurface(self, readdraw: int, /) -> CData: ...  # EGL 1.0
    def eglGetDisplay(self, display_id: Pointer, /) -> CData: ...  # EGL 1.0
    def eglGetError(self) -> int: ...  # EGL 1.0
    def eglGetProcAddress(self, procname: Pointer, /) -> CData: ...  # EGL 1.0
    def eglInitialize(self, dpy: Pointer, major: Pointer, minor: Pointer, /) -> int: ...
    def eglMakeCurrent(self, dpy: Pointer, draw: Pointer, read: Pointer, ctx: Pointer, /) -> int: ...
    def eglQueryContext(self, dpy: Pointer, ctx: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglQueryString(self, dpy: Pointer, name: int, /) -> CData: ...  # EGL 1.0
    def eglQuerySurface(self, dpy: Pointer, surface: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglSwapBuffers(self, dpy: Pointer, surface: Pointer, /) -> int: ...  # EGL 1.0
    def eglTerminate(self, dpy: Pointer, /) -> int: ...  # EGL 1.0
    def eglWaitGL(self) -> int: ...  # EGL 1.0
    def eglWaitNative(self, engine: int, /) -> int: ...  # EGL 1.0
    def eglBindTexImage(self, dpy: Pointer, surface: Pointer, buffer: int, /) -> int: ...
    def eglReleaseTexImage(self, dpy: Pointer, surface: Pointer, buffer: int, /) -> int: ...
    def eglSurfaceAttrib(self, dpy: Pointer, surface: Pointer, attribute: int, value: int, /) -> int: ...
    def eglSwapInterval(self, dpy: Pointer, interval: int, /) -> int: ...  # EGL 1.1
    def eglBindAPI(self, api: int, /) -> int: ...  # EGL 1.2
    def eglQueryAPI(self) -> int: ...  # EGL 1.2
    def eglCreatePbufferFromClientBuffer(
        self, dpy: Pointer, buftype: int, buffer: Pointer, config: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglReleaseThread(self) -> int: ...  # EGL 1.2
    def eglWaitClient(self) -> int: ...  # EGL 1.2
    def eglGetCurrentContext(self) -> CData: ...  # EGL 1.4
    def eglCreateSync(self, dpy: Pointer, type: int, attrib_list: Pointer, /) -> CData: ...
    def eglDestroySync(self, dpy: Pointer, sync: Pointer, /) -> int: ...  # EGL 1.5
    def eglClientWaitSync(self, dpy: Pointer, sync: Pointer, flags: int, timeout: int, /) -> int: ...
    def eglGetSyncAttrib(self, dpy: Pointer, sync: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglCreateImage(
        self, dpy: Pointer, ctx: Pointer, target: int, buffer: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglDestroyImage(self, dpy: Pointer, image: Pointer, /) -> int: ...  # EGL 1.5
    def eglGetPlatformDisplay(self, platform: int, native_display: Pointer, attrib_list: Pointer, /) -> CData: ...
    def eglCreatePlatformWindowSurface(
        self, dpy: Pointer, config: Pointer, native_window: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglCreatePlatformPixmapSurface(
        self, dpy: Pointer, config: Pointer, native_pixmap: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglWaitSync(self, dpy: Pointer, sync: Pointer, flags: int, /) -> int: ...
    # EGL/eglext.h: EGL registry 20260319
    EGL_EGLEXT_VERSION: int
    EGL_CL_EVENT_HANDLE_KHR: int
    EGL_SYNC_CL_EVENT_KHR: int
    EGL_SYNC_CL_EVENT_COMPLETE_KHR: int
    EGL_CONFORMANT_KHR: int
    EGL_VG_COLORSPACE_LINEAR_BIT_KHR: int
    EGL_VG_ALPHA_FORMAT_PRE_BIT_KHR: int
    EGL_CONTEXT_RELEASE_BEHAVIOR_NONE_KHR: int
    EGL_CONTEXT_RELEASE_BEHAVIOR_KHR: int
    EGL_CONTEXT_RELEASE_BEHAVIOR_FLUSH_KHR: int
    EGL_CONTEXT_MAJOR_VERSION_KHR: int
    EGL_CONTEXT_MINOR_VERSION_KHR: int
    EGL_CONTEXT_FLAGS_KHR: int
    EGL_CONTEXT_OPENGL_PROFILE_MASK_KHR: int
    EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_KHR: int
    EGL_NO_RESET_NOTIFICATION_KHR: int
    EGL_LOSE_CONTEXT_ON_RESET_KHR: int
    EGL_CONTEXT_OPENGL_DEBUG_BIT_KHR: int
    EGL_CONTEXT_OPENGL_FORWARD_COMPATIBLE_BIT_KHR: int
    EGL_CONTEXT_OPENGL_ROBUST_ACCESS_BIT_KHR: int
    EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT_KHR: int
    EGL_CONTEXT_OPENGL_COMPATIBILITY_PROFILE_BIT_KHR: int
    EGL_OPENGL_ES3_BIT_KHR: int
    EGL_CONTEXT_OPENGL_NO_ERROR_KHR: int
    EGL_OBJECT_THREAD_KHR: int
    EGL_OBJECT_DISPLAY_KHR: int
    EGL_OBJECT_CONTEXT_KHR: int
    EGL_OBJECT_SURFACE_KHR: int
    EGL_OBJECT_IMAGE_KHR: int
    EGL_OBJECT_SYNC_KHR: int
    EGL_OBJECT_STREAM_KHR: int
    EGL_DEBUG_MSG_CRITICAL_KHR: int
    EGL_DEBUG_MSG_ERROR_KHR: int
    EGL_DEBUG_MSG_WARN_KHR: int
    EGL_DEBUG_MSG_INFO_KHR: int
    EGL_DEBUG_CALLBACK_KHR: int
    EGL_TRACK_REFERENCES_KHR: int
    EGL_SYNC_PRIOR_COMMANDS_COMPLETE_KHR: int
    EGL_SYNC_CONDITION_KHR: int
    EGL_SYNC_FENCE_KHR: int
    EGL_GL_COLORSPACE_KHR: int
    EGL_GL_COLORSPACE_SRGB_KHR: int
    EGL_GL_COLORSPACE_LINEAR_KHR: int
    EGL_GL_RENDERBUFFER_KHR: int
    EGL_GL_TEXTURE_2D_KHR: int
    EGL_GL_TEXTURE_LEVEL_KHR: int
    EGL_GL_TEXTURE_3D_KHR: int
    EGL_GL_TEXTURE_ZOFFSET_KHR: int
    EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X_KHR: int
    EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_X_KHR: int
    EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Y_KHR: int
    EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Y_KHR: int
    EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Z_KHR: int
    EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Z_KHR: int
    EGL_NATIVE_PIXMAP_KHR: int
    EGL_IMAGE_PRESERVED_KHR: int
    EGL_READ_SURFACE_BIT_KHR: int
    EGL_WRITE_SURFACE_BIT_KHR: int
    EGL_LOCK_SURFACE_BIT_KHR: int
    EGL_OPTIMAL_FORMAT_BIT_KHR: int
    EGL_MATCH_FORMAT_KHR: int
    EGL_FORMAT_RGB_565_EXACT_KHR: int
    EGL_FORMAT_RGB_565_KHR: int
    EGL_FORMAT_RGBA_8888_EXACT_KHR: int
    EGL_FORMAT_RGBA_8888_KHR: int
    EGL_MAP_PRESERVE_PIXELS_KHR: int
    EGL_LOCK_USAGE_HINT_KHR: int
    EGL_BITMAP_POINTER_KHR: int
    EGL_BITMAP_PITCH_KHR: int
    EGL_BITMAP_ORIGIN_KHR: int
    EGL_BITMAP_PIXEL_RED_OFFSET_KHR: int
    EGL_BITMAP_PIXEL_GREEN_OFFSET_KHR: int
    EGL_BITMAP_PIXEL_BLUE_OFFSET_KHR: int
    EGL_BITMAP_PIXEL_ALPHA_OFFSET_KHR: int
    EGL_BITMAP_PIXEL_LUMINANCE_OFFSET_KHR: int
    EGL_LOWER_LEFT_KHR: int
    EGL_UPPER_LEFT_KHR: int
    EGL_BITMAP_PIXEL_SIZE_KHR: int
    EGL_MUTABLE_RENDER_BUFFER_BIT_KHR: int
    EGL_BUFFER_AGE_KHR: int
    EGL_PLATFORM_ANDROID_KHR: int
    EGL_PLATFORM_GBM_KHR: int
    EGL_PLATFORM_WAYLAND_KHR: int
    EGL_PLATFORM_X11_KHR: int
    EGL_PLATFORM_X11_SCREEN_KHR: int
    EGL_SYNC_STATUS_KHR: int
    EGL_SIGNALED_KHR: int
    EGL_UNSIGNALED_KHR: int
    EGL_TIMEOUT_EXPIRED_KHR: int
    EGL_CONDITION_SATISFIED_KHR: int
    EGL_SYNC_TYPE_KHR: int
    EGL_SYNC_REUSABLE_KHR: int
    EGL_SYNC_FLUSH_COMMANDS_BIT_KHR: int
    EGL_FOREVER_KHR: int
    EGL_CONSUMER_LATENCY_USEC_KHR: int
    EGL_PRODUCER_FRAME_KHR: int
    EGL_CONSUMER_FRAME_KHR: int
    EGL_STREAM_STATE_KHR: int
    EGL_STREAM_STATE_CREATED_KHR: int
    EGL_STREAM_STATE_CONNECTING_KHR: int
    EGL_STREAM_STATE_EMPTY_KHR: int
    EGL_STREAM_STATE_NEW_FRAME_AVAILABLE_KHR: int
    EGL_STREAM_STATE_OLD_FRAME_AVAILABLE_KHR: int
    EGL_STREAM_STATE_DISCONNECTED_KHR: int
    EGL_BAD_STREAM_KHR: int
    EGL_BAD_STATE_KHR: int
    EGL_CONSUMER_ACQUIRE_TIMEOUT_USEC_KHR: int
    EGL_NO_FILE_DESCRIPTOR_KHR: int
    EGL_STREAM_FIFO_LENGTH_KHR: int
    EGL_STREAM_TIME_NOW_KHR: int
    EGL_STREAM_TIME_CONSUMER_KHR: int
    EGL_STREAM_TIME_PRODUCER_KHR: int
    EGL_STREAM_BIT_KHR: int
    EGL_VG_PARENT_IMAGE_KHR: int
    EGL_NATIVE_BUFFER_USAGE_ANDROID: int
    EGL_NATIVE_BUFFER_USAGE_PROTECTED_BIT_ANDROID: int
    EGL_NATIVE_BUFFER_USAGE_RENDERBUFFER_BIT_ANDROID: int
    EGL_NATIVE_BUFFER_USAGE_TEXTURE_BIT_ANDROID: int
    EGL_FRAMEBUFFER_TARGET_ANDROID: int
    EGL_FRONT_BUFFER_AUTO_REFRESH_ANDROID: int
    EGL_TIMESTAMP_PENDING_ANDROID: int
    EGL_TIMESTAMP_INVALID_ANDROID: int
    EGL_TIMESTAMPS_ANDROID: int
    EGL_COMPOSITE_DEADLINE_ANDROID: int
    EGL_COMPOSITE_INTERVAL_ANDROID: int
    EGL_COMPOSITE_TO_PRESENT_LATENCY_ANDROID: int
    EGL_REQUESTED_PRESENT_TIME_ANDROID: int
    EGL_RENDERING_COMPLETE_TIME_ANDROID: int
    EGL_COMPOSITION_LATCH_TIME_ANDROID: int
    EGL_FIRST_COMPOSITION_START_TIME_ANDROID: int
    EGL_LAST_COMPOSITION_START_TIME_ANDROID: int
    EGL_FIRST_COMPOSITION_GPU_FINISHED_TIME_ANDROID: int
    EGL_DISPLAY_PRESENT_TIME_ANDROID: int
    EGL_DEQUEUE_READY_TIME_ANDROID: int
    EGL_READS_DONE_TIME_ANDROID: int
    EGL_NATIVE_BUFFER_ANDROID: int
    EGL_SYNC_NATIVE_FENCE_ANDROID: int
    EGL_SYNC_NATIVE_FENCE_FD_ANDROID: int
    EGL_SYNC_NATIVE_FENCE_SIGNALED_ANDROID: int
    EGL_NO_NATIVE_FENCE_FD_ANDROID: int
    EGL_RECORDABLE_ANDROID: int
    EGL_TELEMETRY_HINT_ANDROID: int
    EGL_D3D_TEXTURE_2D_SHARE_HANDLE_ANGLE: int
    EGL_D3D9_DEVICE_ANGLE: int
    EGL_D3D11_DEVICE_ANGLE: int
    EGL_FIXED_SIZE_ANGLE: int
    EGL_COLOR_COMPONENT_TYPE_UNSIGNED_INTEGER_ARM: int
    EGL_COLOR_COMPONENT_TYPE_INTEGER_ARM: int
    EGL_SYNC_PRIOR_COMMANDS_IMPLICIT_EXTERNAL_ARM: int
    EGL_DISCARD_SAMPLES_ARM: int
    EGL_FRONT_BUFFER_EXT: int
    EGL_BUFFER_AGE_EXT: int
    EGL_SYNC_CLIENT_EXT: int
    EGL_SYNC_CLIENT_SIGNAL_EXT: int
    EGL_PRIMARY_COMPOSITOR_CONTEXT_EXT: int
    EGL_EXTERNAL_REF_ID_EXT: int
    EGL_COMPOSITOR_DROP_NEWEST_FRAME_EXT: int
    EGL_COMPOSITOR_KEEP_NEWEST_FRAME_EXT: int
    EGL_CONFIG_SELECT_GROUP_EXT: int
    EGL_CONTEXT_OPENGL_ROBUST_ACCESS_EXT: int
    EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_EXT: int
    EGL_NO_RESET_NOTIFICATION_EXT: int
    EGL_LOSE_CONTEXT_ON_RESET_EXT: int
    EGL_BAD_DEVICE_EXT: int
    EGL_DEVICE_EXT: int
    EGL_DRM_DEVICE_FILE_EXT: int
    EGL_DRM_MASTER_FD_EXT: int
    EGL_DRM_RENDER_NODE_FILE_EXT: int
    EGL_OPENWF_DEVICE_ID_EXT: int
    EGL_OPENWF_DEVICE_EXT: int
    EGL_DEVICE_UUID_EXT: int
    EGL_DRIVER_UUID_EXT: int
    EGL_DRIVER_NAME_EXT: int
    EGL_RENDERER_EXT: int
    EGL_DEVICE_TYPE_EXT: int
    EGL_DEVICE_TYPE_OTHER_EXT: int
    EGL_DEVICE_TYPE_INTEGRATED_GPU_EXT: int
    EGL_DEVICE_TYPE_DISCRETE_GPU_EXT: int
    EGL_DEVICE_TYPE_CPU_EXT: int
    EGL_ALLOC_NEW_DISPLAY_EXT: int
    EGL_GL_COLORSPACE_BT2020_HLG_EXT: int
    EGL_GL_COLORSPACE_BT2020_LINEAR_EXT: int
    EGL_GL_COLORSPACE_BT2020_PQ_EXT: int
    EGL_GL_COLORSPACE_DISPLAY_P3_EXT: int
    EGL_GL_COLORSPACE_DISPLAY_P3_LINEAR_EXT: int
    EGL_GL_COLORSPACE_DISPLAY_P3_PASSTHROUGH_EXT: int
    EGL_GL_COLORSPACE_SCRGB_EXT: int
    EGL_GL_COLORSPACE_SCRGB_LINEAR_EXT: int
    EGL_LINUX_DMA_BUF_EXT: int
    EGL_LINUX_DRM_FOURCC_EXT: int
    EGL_DMA_BUF_PLANE0_FD_EXT: int
    EGL_DMA_BUF_PLANE0_OFFSET_EXT: int
    EGL_DMA_BUF_PLANE0_PITCH_EXT: int
    EGL_DMA_BUF_PLANE1_FD_EXT: int
    EGL_DMA_BUF_PLANE1_OFFSET_EXT: int
    EGL_DMA_BUF_PLANE1_PITCH_EXT: int
    EGL_DMA_BUF_PLANE2_FD_EXT: int
    EGL_DMA_BUF_PLANE2_OFFSET_EXT: int
    EGL_DMA_BUF_PLANE2_PITCH_EXT: int
    EGL_YUV_COLOR_SPACE_HINT_EXT: int
    EGL_SAMPLE_RANGE_HINT_EXT: int
    EGL_YUV_CHROMA_HORIZONTAL_SITING_HINT_EXT: int
    EGL_YUV_CHROMA_VERTICAL_SITING_HINT_EXT: int
    EGL_ITU_REC601_EXT: int
    EGL_ITU_REC709_EXT: int
    EGL_ITU_REC2020_EXT: int
    EGL_YUV_FULL_RANGE_EXT: int
    EGL_YUV_NARROW_RANGE_EXT: int
    EGL_YUV_CHROMA_SITING_0_EXT: int
    EGL_YUV_CHROMA_SITING_0_5_EXT: int
    EGL_DMA_BUF_PLANE3_FD_EXT: int
    EGL_DMA_BUF_PLANE3_OFFSET_EXT: int
    EGL_DMA_BUF_PLANE3_PITCH_EXT: int
    EGL_DMA_BUF_PLANE0_MODIFIER_LO_EXT: int
    EGL_DMA_BUF_PLANE0_MODIFIER_HI_EXT: int
    EGL_DMA_BUF_PLANE1_MODIFIER_LO_EXT: int
    EGL_DMA_BUF_PLANE1_MODIFIER_HI_EXT: int
    EGL_DMA_BUF_PLANE2_MODIFIER_LO_EXT: int
    EGL_DMA_BUF_PLANE2_MODIFIER_HI_EXT: int
    EGL_DMA_BUF_PLANE3_MODIFIER_LO_EXT: int
    EGL_DMA_BUF_PLANE3_MODIFIER_HI_EXT: int
    EGL_GL_COLORSPACE_DEFAULT_EXT: int
    EGL_IMPORT_SYNC_TYPE_EXT: int
    EGL_IMPORT_IMPLICIT_SYNC_EXT: int
    EGL_IMPORT_EXPLICIT_SYNC_EXT: int
    EGL_MULTIVIEW_VIEW_COUNT_EXT: int
    EGL_BAD_OUTPUT_LAYER_EXT: int
    EGL_BAD_OUTPUT_PORT_EXT: int
    EGL_SWAP_INTERVAL_EXT: int
    EGL_DRM_CRTC_EXT: int
    EGL_DRM_PLANE_EXT: int
    EGL_DRM_CONNECTOR_EXT: int
    EGL_OPENWF_PIPELINE_ID_EXT: int
    EGL_OPENWF_PORT_ID_EXT: int
    EGL_COLOR_COMPONENT_TYPE_EXT: int
    EGL_COLOR_COMPONENT_TYPE_FIXED_EXT: int
    EGL_COLOR_COMPONENT_TYPE_FLOAT_EXT: int
    EGL_PLATFORM_DEVICE_EXT: int
    EGL_PLATFORM_WAYLAND_EXT: int
    EGL_PLATFORM_X11_EXT: int
    EGL_PLATFORM_X11_SCREEN_EXT: int
    EGL_PLATFORM_XCB_EXT: int
    EGL_PLATFORM_XCB_SCREEN_EXT: int
    EGL_PRESENT_OPAQUE_EXT: int
    EGL_PROTECTED_CONTENT_EXT: int
    EGL_CTA861_3_MAX_CONTENT_LIGHT_LEVEL_EXT: int
    EGL_CTA861_3_MAX_FRAME_AVERAGE_LEVEL_EXT: int
    EGL_SMPTE2086_DISPLAY_PRIMARY_RX_EXT: int
    EGL_SMPTE2086_DISPLAY_PRIMARY_RY_EXT: int
    EGL_SMPTE2086_DISPLAY_PRIMARY_GX_EXT: int
    EGL_SMPTE2086_DISPLAY_PRIMARY_GY_EXT: int
    EGL_SMPTE2086_DISPLAY_PRIMARY_BX_EXT: int
    EGL_SMPTE2086_DISPLAY_PRIMARY_BY_EXT: int
    EGL_SMPTE2086_WHITE_POINT_X_EXT: int
    EGL_SMPTE2086_WHITE_POINT_Y_EXT: int
    EGL_SMPTE2086_MAX_LUMINANCE_EXT: int
    EGL_SMPTE2086_MIN_LUMINANCE_EXT: int
    EGL_METADATA_SCALING_EXT: int
    EGL_SURFACE_COMPRESSION_EXT: int
    EGL_SURFACE_COMPRESSION_PLANE1_EXT: int
    EGL_SURFACE_COMPRESSION_PLANE2_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_NONE_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_DEFAULT_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_1BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_2BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_3BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_4BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_5BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_6BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_7BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_8BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_9BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_10BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_11BPC_EXT: int
    EGL_SURFACE_COMPRESSION_FIXED_RATE_12BPC_EXT: int
    EGL_YUV_ORDER_EXT: int
    EGL_YUV_NUMBER_OF_PLANES_EXT: int
    EGL_YUV_SUBSAMPLE_EXT: int
    EGL_YUV_DEPTH_RANGE_EXT: int
    EGL_YUV_CSC_STANDARD_EXT: int
    EGL_YUV_PLANE_BPP_EXT: int
    EGL_YUV_BUFFER_EXT: int
    EGL_YUV_ORDER_YUV_EXT: int
    EGL_YUV_ORDER_YVU_EXT: int
    EGL_YUV_ORDER_YUYV_EXT: int
    EGL_YUV_ORDER_UYVY_EXT: int
    EGL_YUV_ORDER_YVYU_EXT: int
    EGL_YUV_ORDER_VYUY_EXT: int
    EGL_YUV_ORDER_AYUV_EXT: int
    EGL_YUV_SUBSAMPLE_4_2_0_EXT: int
    EGL_YUV_SUBSAMPLE_4_2_2_EXT: int
    EGL_YUV_SUBSAMPLE_4_4_4_EXT: int
    EGL_YUV_DEPTH_RANGE_LIMITED_EXT: int
    EGL_YUV_DEPTH_RANGE_FULL_EXT: int
    EGL_YUV_CSC_STANDARD_601_EXT: int
    EGL_YUV_CSC_STANDARD_709_EXT: int
    EGL_YUV_CSC_STANDARD_2020_EXT: int
    EGL_YUV_PLANE_BPP_0_EXT: int
    EGL_YUV_PLANE_BPP_8_EXT: int
    EGL_YUV_PLANE_BPP_10_EXT: int
    EGL_CLIENT_PIXMAP_POINTER_HI: int
    EGL_COLOR_FORMAT_HI: int
    EGL_COLOR_RGB_HI: int
    EGL_COLOR_RGBA_HI: int
    EGL_COLOR_ARGB_HI: int
    EGL_CONTEXT_PRIORITY_LEVEL_IMG: int
    EGL_CONTEXT_PRIORITY_HIGH_IMG: int
    EGL_CONTEXT_PRIORITY_MEDIUM_IMG: int
    EGL_CONTEXT_PRIORITY_LOW_IMG: int
    EGL_NATIVE_BUFFER_MULTIPLANE_SEPARATE_IMG: int
    EGL_NATIVE_BUFFER_PLANE_OFFSET_IMG: int
    EGL_DRM_BUFFER_FORMAT_MESA: int
    EGL_DRM_BUFFER_USE_MESA: int
    EGL_DRM_BUFFER_FORMAT_ARGB32_MESA: int
    EGL_DRM_BUFFER_MESA: int
    EGL_DRM_BUFFER_STRIDE_MESA: int
    EGL_DRM_BUFFER_USE_SCANOUT_MESA: int
    EGL_DRM_BUFFER_USE_SHARE_MESA: int
    EGL_DRM_BUFFER_USE_CURSOR_MESA: int
    EGL_PLATFORM_GBM_MESA: int
    EGL_PLATFORM_SURFACELESS_MESA: int
    EGL_Y_INVERTED_NOK: int
    EGL_AUTO_STEREO_NV: int
    EGL_CONTEXT_PRIORITY_REALTIME_NV: int
    EGL_COVERAGE_BUFFERS_NV: int
    EGL_COVERAGE_SAMPLES_NV: int
    EGL_COVERAGE_SAMPLE_RESOLVE_NV: int
    EGL_COVERAGE_SAMPLE_RESOLVE_DEFAULT_NV: int
    EGL_COVERAGE_SAMPLE_RESOLVE_NONE_NV: int
    EGL_CUDA_EVENT_HANDLE_NV: int
    EGL_SYNC_CUDA_EVENT_NV: int
    EGL_SYNC_CUDA_EVENT_COMPLETE_NV: int
    EGL_DEPTH_ENCODING_NV: int
    EGL_DEPTH_ENCODING_NONE_NV: int
    EGL_DEPTH_ENCODING_NONLINEAR_NV: int
    EGL_CUDA_DEVICE_NV: int
    EGL_POST_SUB_BUFFER_SUPPORTED_NV: int
    EGL_QUADRUPLE_BUFFER_NV: int
    EGL_GENERATE_RESET_ON_VIDEO_MEMORY_PURGE_NV: int
    EGL_STREAM_CONSUMER_IMAGE_NV: int
    EGL_STREAM_IMAGE_ADD_NV: int
    EGL_STREAM_IMAGE_REMOVE_NV: int
    EGL_STREAM_IMAGE_AVAILABLE_NV: int
    EGL_STREAM_CONSUMER_IMAGE_USE_SCANOUT_NV: int
    EGL_YUV_PLANE0_TEXTURE_UNIT_NV: int
    EGL_YUV_PLANE1_TEXTURE_UNIT_NV: int
    EGL_YUV_PLANE2_TEXTURE_UNIT_NV: int
    EGL_STREAM_CROSS_DISPLAY_NV: int
    EGL_STREAM_CROSS_OBJECT_NV: int
    EGL_STREAM_CROSS_PARTITION_NV: int
    EGL_STREAM_CROSS_PROCESS_NV: int
    EGL_STREAM_CROSS_SYSTEM_NV: int
    EGL_STREAM_DMA_NV: int
    EGL_STREAM_DMA_SERVER_NV: int
    EGL_PENDING_FRAME_NV: int
    EGL_STREAM_TIME_PENDING_NV: int
    EGL_STREAM_FIFO_SYNCHRONOUS_NV: int
    EGL_PRODUCER_MAX_FRAME_HINT_NV: int
    EGL_CONSUMER_MAX_FRAME_HINT_NV: int
    EGL_MAX_STREAM_METADATA_BLOCKS_NV: int
    EGL_MAX_STREAM_METADATA_BLOCK_SIZE_NV: int
    EGL_MAX_STREAM_METADATA_TOTAL_SIZE_NV: int
    EGL_PRODUCER_METADATA_NV: int
    EGL_CONSUMER_METADATA_NV: int
    EGL_PENDING_METADATA_NV: int
    EGL_METADATA0_SIZE_NV: int
    EGL_METADATA1_SIZE_NV: int
    EGL_METADATA2_SIZE_NV: int
    EGL_METADATA3_SIZE_NV: int
    EGL_METADATA0_TYPE_NV: int
    EGL_METADATA1_TYPE_NV: int
    EGL_METADATA2_TYPE_NV: int
    EGL_METADATA3_TYPE_NV: int
    EGL_STREAM_FRAME_ORIGIN_X_NV: int
    EGL_STREAM_FRAME_ORIGIN_Y_NV: int
    EGL_STREAM_FRAME_MAJOR_AXIS_NV: int
    EGL_CONSUMER_AUTO_ORIENTATION_NV: int
    EGL_PRODUCER_AUTO_ORIENTATION_NV: int
    EGL_LEFT_NV: int
    EGL_RIGHT_NV: int
    EGL_TOP_NV: int
    EGL_BOTTOM_NV: int
    EGL_X_AXIS_NV: int
    EGL_Y_AXIS_NV: int
    EGL_STREAM_STATE_INITIALIZING_NV: int
    EGL_STREAM_TYPE_NV: int
    EGL_STREAM_PROTOCOL_NV: int
    EGL_STREAM_ENDPOINT_NV: int
    EGL_STREAM_LOCAL_NV: int
    EGL_STREAM_PRODUCER_NV: int
    EGL_STREAM_CONSUMER_NV: int
    EGL_STREAM_PROTOCOL_FD_NV: int
    EGL_SUPPORT_RESET_NV: int
    EGL_SUPPORT_REUSE_NV: int
    EGL_STREAM_PROTOCOL_SOCKET_NV: int
    EGL_SOCKET_HANDLE_NV: int
    EGL_SOCKET_TYPE_NV: int
    EGL_SOCKET_TYPE_INET_NV: int
    EGL_SOCKET_TYPE_UNIX_NV: int
    EGL_SYNC_NEW_FRAME_NV: int
    EGL_SYNC_PRIOR_COMMANDS_COMPLETE_NV: int
    EGL_SYNC_STATUS_NV: int
    EGL_SIGNALED_NV: int
    EGL_UNSIGNALED_NV: int
    EGL_SYNC_FLUSH_COMMANDS_BIT_NV: int
    EGL_FOREVER_NV: int
    EGL_ALREADY_SIGNALED_NV: int
    EGL_TIMEOUT_EXPIRED_NV: int
    EGL_CONDITION_SATISFIED_NV: int
    EGL_SYNC_TYPE_NV: int
    EGL_SYNC_CONDITION_NV: int
    EGL_SYNC_FENCE_NV: int
    EGL_TRIPLE_BUFFER_NV: int
    EGL_NATIVE_BUFFER_QNX: int
    EGL_PLATFORM_SCREEN_QNX: int
    EGL_NATIVE_BUFFER_TIZEN: int
    EGL_NATIVE_SURFACE_TIZEN: int
    EGL_WAYLAND_BUFFER_WL: int
    EGL_WAYLAND_PLANE_WL: int
    EGL_TEXTURE_Y_U_V_WL: int
    EGL_TEXTURE_Y_UV_WL: int
    EGL_TEXTURE_Y_XUXV_WL: int
    EGL_TEXTURE_EXTERNAL_WL: int
    EGL_WAYLAND_Y_INVERTED_WL: int
    EGL_NO_IMAGE_KHR: CData
    EGL_NO_CONFIG_KHR: CData
    EGL_NO_SYNC_KHR: CData
    EGL_NO_STREAM_KHR: CData
    EGL_NO_DEVICE_EXT: CData
    EGL_NO_OUTPUT_LAYER_EXT: CData
    EGL_NO_OUTPUT_PORT_EXT: CData
    EGL_NO_SYNC_NV: CData
    def eglCreateSync64KHR(self, dpy: Pointer, type: int, attrib_list: Pointer, /) -> CData: ...
    def eglDebugMessageControlKHR(self, callback: CData, attrib_list: Pointer, /) -> int: ...
    def eglQueryDebugKHR(self, attribute: int, value: Pointer, /) -> int: ...  # EGL_KHR_debug
    def eglLabelObjectKHR(self, display: Pointer, objectType: int, object: Pointer, label: Pointer, /) -> int: ...
    def eglQueryDisplayAttribKHR(self, dpy: Pointer, name: int, value: Pointer, /) -> int: ...
    def eglCreateSyncKHR(self, dpy: Pointer, type: int, attrib_list: Pointer, /) -> CData: ...
    def eglDestroySyncKHR(self, dpy: Pointer, sync: Pointer, /) -> int: ...  # EGL_KHR_fence_sync, EGL_KHR_reusable_sync
    def eglClientWaitSyncKHR(self, dpy: Pointer, sync: Pointer, flags: int, timeout: int, /) -> int: ...
    def eglGetSyncAttribKHR(self, dpy: Pointer, sync: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglCreateImageKHR(
        self, dpy: Pointer, ctx: Pointer, target: int, buffer: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglDestroyImageKHR(self, dpy: Pointer, image: Pointer, /) -> int: ...  # EGL_KHR_image, EGL_KHR_image_base
    def eglLockSurfaceKHR(self, dpy: Pointer, surface: Pointer, attrib_list: Pointer, /) -> int: ...
    def eglUnlockSurfaceKHR(self, dpy: Pointer, surface: Pointer, /) -> int: ...
    def eglQuerySurface64KHR(self, dpy: Pointer, surface: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglSetDamageRegionKHR(self, dpy: Pointer, surface: Pointer, rects: Pointer, n_rects: int, /) -> int: ...
    def eglSignalSyncKHR(self, dpy: Pointer, sync: Pointer, mode: int, /) -> int: ...
    def eglCreateStreamKHR(self, dpy: Pointer, attrib_list: Pointer, /) -> CData: ...
    def eglDestroyStreamKHR(self, dpy: Pointer, stream: Pointer, /) -> int: ...  # EGL_KHR_stream
    def eglStreamAttribKHR(self, dpy: Pointer, stream: Pointer, attribute: int, value: int, /) -> int: ...
    def eglQueryStreamKHR(self, dpy: Pointer, stream: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglQueryStreamu64KHR(self, dpy: Pointer, stream: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglCreateStreamAttribKHR(self, dpy: Pointer, attrib_list: Pointer, /) -> CData: ...
    def eglSetStreamAttribKHR(self, dpy: Pointer, stream: Pointer, attribute: int, value: int, /) -> int: ...
    def eglQueryStreamAttribKHR(self, dpy: Pointer, stream: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglStreamConsumerAcquireAttribKHR(self, dpy: Pointer, stream: Pointer, attrib_list: Pointer, /) -> int: ...
    def eglStreamConsumerReleaseAttribKHR(self, dpy: Pointer, stream: Pointer, attrib_list: Pointer, /) -> int: ...
    def eglStreamConsumerGLTextureExternalKHR(self, dpy: Pointer, stream: Pointer, /) -> int: ...
    def eglStreamConsumerAcquireKHR(self, dpy: Pointer, stream: Pointer, /) -> int: ...
    def eglStreamConsumerReleaseKHR(self, dpy: Pointer, stream: Pointer, /) -> int: ...
    def eglGetStreamFileDescriptorKHR(self, dpy: Pointer, stream: Pointer, /) -> int: ...
    def eglCreateStreamFromFileDescriptorKHR(self, dpy: Pointer, file_descriptor: int, /) -> CData: ...
    def eglQueryStreamTimeKHR(self, dpy: Pointer, stream: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglCreateStreamProducerSurfaceKHR(
        self, dpy: Pointer, config: Pointer, stream: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglSwapBuffersWithDamageKHR(self, dpy: Pointer, surface: Pointer, rects: Pointer, n_rects: int, /) -> int: ...
    def eglWaitSyncKHR(self, dpy: Pointer, sync: Pointer, flags: int, /) -> int: ...
    def eglSetBlobCacheFuncsANDROID(self, dpy: Pointer, set: CData, get: CData, /) -> None: ...
    def eglCreateNativeClientBufferANDROID(self, attrib_list: Pointer, /) -> CData: ...
    def eglGetCompositorTimingSupportedANDROID(self, dpy: Pointer, surface: Pointer, name: int, /) -> int: ...
    def eglGetCompositorTimingANDROID(
        self, dpy: Pointer, surface: Pointer, numTimestamps: int, names: Pointer, values: Pointer, /
    ) -> int: ...
    def eglGetNextFrameIdANDROID(self, dpy: Pointer, surface: Pointer, frameId: Pointer, /) -> int: ...
    def eglGetFrameTimestampSupportedANDROID(self, dpy: Pointer, surface: Pointer, timestamp: int, /) -> int: ...
    def eglGetFrameTimestampsANDROID(
        self, dpy: Pointer, surface: Pointer, frameId: int, numTimestamps: int, timestamps: Pointer, values: Pointer, /
    ) -> int: ...
    def eglGetNativeClientBufferANDROID(self, buffer: Pointer, /) -> CData: ...  # EGL_ANDROID_get_native_client_buffer
    def eglDupNativeFenceFDANDROID(self, dpy: Pointer, sync: Pointer, /) -> int: ...
    def eglPresentationTimeANDROID(self, dpy: Pointer, surface: Pointer, time: int, /) -> int: ...
    def eglQuerySurfacePointerANGLE(self, dpy: Pointer, surface: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglGetMscRateANGLE(
        self, dpy: Pointer, surface: Pointer, numerator: Pointer, denominator: Pointer, /
    ) -> int: ...
    def eglClientSignalSyncEXT(self, dpy: Pointer, sync: Pointer, attrib_list: Pointer, /) -> int: ...
    def eglCompositorSetContextListEXT(self, external_ref_ids: Pointer, num_entries: int, /) -> int: ...
    def eglCompositorSetContextAttributesEXT(
        self, external_ref_id: int, context_attributes: Pointer, num_entries: int, /
    ) -> int: ...
    def eglCompositorSetWindowListEXT(
        self, external_ref_id: int, external_win_ids: Pointer, num_entries: int, /
    ) -> int: ...
    def eglCompositorSetWindowAttributesEXT(
        self, external_win_id: int, window_attributes: Pointer, num_entries: int, /
    ) -> int: ...
    def eglCompositorBindTexWindowEXT(self, external_win_id: int, /) -> int: ...
    def eglCompositorSetSizeEXT(self, external_win_id: int, width: int, height: int, /) -> int: ...
    def eglCompositorSwapPolicyEXT(self, external_win_id: int, policy: int, /) -> int: ...
    def eglQueryDeviceAttribEXT(self, device: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglQueryDeviceStringEXT(self, device: Pointer, name: int, /) -> CData: ...
    def eglQueryDevicesEXT(self, max_devices: int, devices: Pointer, num_devices: Pointer, /) -> int: ...
    def eglQueryDisplayAttribEXT(self, dpy: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglQueryDeviceBinaryEXT(
        self, device: Pointer, name: int, max_size: int, value: Pointer, size: Pointer, /
    ) -> int: ...
    def eglDestroyDisplayEXT(self, dpy: Pointer, /) -> int: ...  # EGL_EXT_display_alloc
    def eglQueryDmaBufFormatsEXT(
        self, dpy: Pointer, max_formats: int, formats: Pointer, num_formats: Pointer, /
    ) -> int: ...
    def eglQueryDmaBufModifiersEXT(
        self,
        dpy: Pointer,
        format: int,
        max_modifiers: int,
        modifiers: Pointer,
        external_only: Pointer,
        num_modifiers: Pointer,
        /,
    ) -> int: ...
    def eglGetOutputLayersEXT(
        self, dpy: Pointer, attrib_list: Pointer, layers: Pointer, max_layers: int, num_layers: Pointer, /
    ) -> int: ...
    def eglGetOutputPortsEXT(
        self, dpy: Pointer, attrib_list: Pointer, ports: Pointer, max_ports: int, num_ports: Pointer, /
    ) -> int: ...
    def eglOutputLayerAttribEXT(self, dpy: Pointer, layer: Pointer, attribute: int, value: int, /) -> int: ...
    def eglQueryOutputLayerAttribEXT(self, dpy: Pointer, layer: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglQueryOutputLayerStringEXT(self, dpy: Pointer, layer: Pointer, name: int, /) -> CData: ...
    def eglOutputPortAttribEXT(self, dpy: Pointer, port: Pointer, attribute: int, value: int, /) -> int: ...
    def eglQueryOutputPortAttribEXT(self, dpy: Pointer, port: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglQueryOutputPortStringEXT(self, dpy: Pointer, port: Pointer, name: int, /) -> CData: ...
    def eglGetPlatformDisplayEXT(self, platform: int, native_display: Pointer, attrib_list: Pointer, /) -> CData: ...
    def eglCreatePlatformWindowSurfaceEXT(
        self, dpy: Pointer, config: Pointer, native_window: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglCreatePlatformPixmapSurfaceEXT(
        self, dpy: Pointer, config: Pointer, native_pixmap: Pointer, attrib_list: Pointer, /
    ) -> CData: ...
    def eglStreamConsumerOutputEXT(self, dpy: Pointer, stream: Pointer, layer: Pointer, /) -> int: ...
    def eglQuerySupportedCompressionRatesEXT(
        self, dpy: Pointer, config: Pointer, attrib_list: Pointer, rates: Pointer, rate_size: int, num_rates: Pointer, /
    ) -> int: ...
    def eglSwapBuffersWithDamageEXT(self, dpy: Pointer, surface: Pointer, rects: Pointer, n_rects: int, /) -> int: ...
    def eglUnsignalSyncEXT(self, dpy: Pointer, sync: Pointer, attrib_list: Pointer, /) -> int: ...
    def eglCreatePixmapSurfaceHI(self, dpy: Pointer, config: Pointer, pixmap: Pointer, /) -> CData: ...
    def eglCreateDRMImageMESA(self, dpy: Pointer, attrib_list: Pointer, /) -> CData: ...
    def eglExportDRMImageMESA(
        self, dpy: Pointer, image: Pointer, name: Pointer, handle: Pointer, stride: Pointer, /
    ) -> int: ...
    def eglExportDMABUFImageQueryMESA(
        self, dpy: Pointer, image: Pointer, fourcc: Pointer, num_planes: Pointer, modifiers: Pointer, /
    ) -> int: ...
    def eglExportDMABUFImageMESA(
        self, dpy: Pointer, image: Pointer, fds: Pointer, strides: Pointer, offsets: Pointer, /
    ) -> int: ...
    def eglGetDisplayDriverConfig(self, dpy: Pointer, /) -> CData: ...  # EGL_MESA_query_driver
    def eglGetDisplayDriverName(self, dpy: Pointer, /) -> CData: ...  # EGL_MESA_query_driver
    def eglSwapBuffersRegionNOK(self, dpy: Pointer, surface: Pointer, numRects: int, rects: Pointer, /) -> int: ...
    def eglSwapBuffersRegion2NOK(self, dpy: Pointer, surface: Pointer, numRects: int, rects: Pointer, /) -> int: ...
    def eglQueryNativeDisplayNV(self, dpy: Pointer, display_id: Pointer, /) -> int: ...
    def eglQueryNativeWindowNV(self, dpy: Pointer, surf: Pointer, window: Pointer, /) -> int: ...
    def eglQueryNativePixmapNV(self, dpy: Pointer, surf: Pointer, pixmap: Pointer, /) -> int: ...
    def eglPostSubBufferNV(self, dpy: Pointer, surface: Pointer, x: int, y: int, width: int, height: int, /) -> int: ...
    def eglStreamImageConsumerConnectNV(
        self, dpy: Pointer, stream: Pointer, num_modifiers: int, modifiers: Pointer, attrib_list: Pointer, /
    ) -> int: ...
    def eglQueryStreamConsumerEventNV(
        self, dpy: Pointer, stream: Pointer, timeout: int, event: Pointer, aux: Pointer, /
    ) -> int: ...
    def eglStreamAcquireImageNV(self, dpy: Pointer, stream: Pointer, pImage: Pointer, sync: Pointer, /) -> int: ...
    def eglStreamReleaseImageNV(self, dpy: Pointer, stream: Pointer, image: Pointer, sync: Pointer, /) -> int: ...
    def eglStreamConsumerGLTextureExternalAttribsNV(
        self, dpy: Pointer, stream: Pointer, attrib_list: Pointer, /
    ) -> int: ...
    def eglStreamFlushNV(self, dpy: Pointer, stream: Pointer, /) -> int: ...  # EGL_NV_stream_flush
    def eglQueryDisplayAttribNV(self, dpy: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglSetStreamMetadataNV(
        self, dpy: Pointer, stream: Pointer, n: int, offset: int, size: int, data: Pointer, /
    ) -> int: ...
    def eglQueryStreamMetadataNV(
        self, dpy: Pointer, stream: Pointer, name: int, n: int, offset: int, size: int, data: Pointer, /
    ) -> int: ...
    def eglResetStreamNV(self, dpy: Pointer, stream: Pointer, /) -> int: ...  # EGL_NV_stream_reset
    def eglCreateStreamSyncNV(self, dpy: Pointer, stream: Pointer, type: int, attrib_list: Pointer, /) -> CData: ...
    def eglCreateFenceSyncNV(self, dpy: Pointer, condition: int, attrib_list: Pointer, /) -> CData: ...
    def eglDestroySyncNV(self, sync: Pointer, /) -> int: ...  # EGL_NV_sync
    def eglFenceNV(self, sync: Pointer, /) -> int: ...  # EGL_NV_sync
    def eglClientWaitSyncNV(self, sync: Pointer, flags: int, timeout: int, /) -> int: ...
    def eglSignalSyncNV(self, sync: Pointer, mode: int, /) -> int: ...  # EGL_NV_sync
    def eglGetSyncAttribNV(self, sync: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglGetSystemTimeFrequencyNV(self) -> int: ...  # EGL_NV_system_time
    def eglGetSystemTimeNV(self) -> int: ...  # EGL_NV_system_time
    def eglBindWaylandDisplayWL(self, dpy: Pointer, display: Pointer, /) -> int: ...
    def eglUnbindWaylandDisplayWL(self, dpy: Pointer, display: Pointer, /) -> int: ...
    def eglQueryWaylandBufferWL(self, dpy: Pointer, buffer: Pointer, attribute: int, value: Pointer, /) -> int: ...
    def eglCreateWaylandBufferFromImageWL(self, dpy: Pointer, image: Pointer, /) -> CData: ...
    # egl.xml: EGL registry 20260319, tokens that are registered but in no header
    EGL_PBUFFER_IMAGE_BIT_TAO: int
    EGL_PBUFFER_PALETTE_IMAGE_BIT_TAO: int
    EGL_INTEROP_BIT_KHR: int
    EGL_OPENMAX_IL_BIT_KHR: int
    EGL_SHARED_IMAGE_NOK: int
    EGL_NEW_IMAGE_QCOM: int
    EGL_IMAGE_FORMAT_QCOM: int
    EGL_FORMAT_RGBA_8888_QCOM: int
    EGL_FORMAT_RGB_565_QCOM: int
    EGL_FORMAT_YUYV_QCOM: int
    EGL_FORMAT_UYVY_QCOM: int
    EGL_FORMAT_YV12_QCOM: int
    EGL_FORMAT_NV21_QCOM: int
    EGL_FORMAT_NV12_TILED_QCOM: int
    EGL_FORMAT_BGRA_8888_QCOM: int
    EGL_FORMAT_BGRX_8888_QCOM: int
    EGL_FORMAT_RGBX_8888_QCOM: int
    EGL_FORMAT_R8_QCOM: int
    EGL_FORMAT_RG88_QCOM: int
    EGL_FORMAT_NV12_QCOM: int
    EGL_FORMAT_SRGBX_8888_QCOM: int
    EGL_FORMAT_SRGBA_8888_QCOM: int
    EGL_FORMAT_YVYU_QCOM: int
    EGL_FORMAT_VYUY_QCOM: int
    EGL_FORMAT_IYUV_QCOM: int
    EGL_FORMAT_RGB_888_QCOM: int
    EGL_FORMAT_RGBA_5551_QCOM: int
    EGL_FORMAT_RGBA_4444_QCOM: int
    EGL_FORMAT_R_16_FLOAT_QCOM: int
    EGL_FORMAT_RG_1616_FLOAT_QCOM: int
    EGL_FORMAT_RGBA_16_FLOAT_QCOM: int
    EGL_FORMAT_RGBA_1010102_QCOM: int
    EGL_FORMAT_FLAG_QCOM: int
    EGL_BUFFER_COUNT_NV: int
    EGL_IMAGE_NUM_PLANES_QCOM: int
    EGL_IMAGE_PLANE_PITCH_0_QCOM: int
    EGL_IMAGE_PLANE_PITCH_1_QCOM: int
    EGL_IMAGE_PLANE_PITCH_2_QCOM: int
    EGL_IMAGE_PLANE_DEPTH_0_QCOM: int
    EGL_IMAGE_PLANE_DEPTH_1_QCOM: int
    EGL_IMAGE_PLANE_DEPTH_2_QCOM: int
    EGL_IMAGE_PLANE_WIDTH_0_QCOM: int
    EGL_IMAGE_PLANE_WIDTH_1_QCOM: int
    EGL_IMAGE_PLANE_WIDTH_2_QCOM: int
    EGL_IMAGE_PLANE_HEIGHT_0_QCOM: int
    EGL_IMAGE_PLANE_HEIGHT_1_QCOM: int
    EGL_IMAGE_PLANE_HEIGHT_2_QCOM: int
    EGL_IMAGE_PLANE_POINTER_0_QCOM: int
    EGL_IMAGE_PLANE_POINTER_1_QCOM: int
    EGL_IMAGE_PLANE_POINTER_2_QCOM: int
    EGL_GPU_PERF_HINT_QCOM: int
    EGL_HINT_PERSISTENT_QCOM: int
    EGL_FORMAT_FLAG_UBWC_QCOM: int
    EGL_FORMAT_FLAG_MACROTILE_QCOM: int
    EGL_FORMAT_ASTC_4X4_QCOM: int
    EGL_FORMAT_ASTC_5X4_QCOM: int
    EGL_FORMAT_ASTC_5X5_QCOM: int
    EGL_FORMAT_ASTC_6X5_QCOM: int
    EGL_FORMAT_ASTC_6X6_QCOM: int
    EGL_FORMAT_ASTC_8X5_QCOM: int
    EGL_FORMAT_ASTC_8X6_QCOM: int
    EGL_FORMAT_ASTC_8X8_QCOM: int
    EGL_FORMAT_ASTC_10X5_QCOM: int
    EGL_FORMAT_ASTC_10X6_QCOM: int
    EGL_FORMAT_ASTC_10X8_QCOM: int
    EGL_FORMAT_ASTC_10X10_QCOM: int
    EGL_FORMAT_ASTC_12X10_QCOM: int
    EGL_FORMAT_ASTC_12X12_QCOM: int
    EGL_FORMAT_ASTC_4X4_SRGB_QCOM: int
    EGL_FORMAT_ASTC_5X4_SRGB_QCOM: int
    EGL_FORMAT_ASTC_5X5_SRGB_QCOM: int
    EGL_FORMAT_ASTC_6X5_SRGB_QCOM: int
    EGL_FORMAT_ASTC_6X6_SRGB_QCOM: int
    EGL_FORMAT_ASTC_8X5_SRGB_QCOM: int
    EGL_FORMAT_ASTC_8X6_SRGB_QCOM: int
    EGL_FORMAT_ASTC_8X8_SRGB_QCOM: int
    EGL_FORMAT_ASTC_10X5_SRGB_QCOM: int
    EGL_FORMAT_ASTC_10X6_SRGB_QCOM: int
    EGL_FORMAT_ASTC_10X8_SRGB_QCOM: int
    EGL_FORMAT_ASTC_10X10_SRGB_QCOM: int
    EGL_FORMAT_ASTC_12X10_SRGB_QCOM: int
    EGL_FORMAT_ASTC_12X12_SRGB_QCOM: int
    EGL_FORMAT_TP10_QCOM: int
    EGL_FORMAT_NV12_Y_QCOM: int
    EGL_FORMAT_NV12_UV_QCOM: int
    EGL_FORMAT_NV21_VU_QCOM: int
    EGL_FORMAT_NV12_4R_QCOM: int
    EGL_FORMAT_NV12_4R_Y_QCOM: int
    EGL_FORMAT_NV12_4R_UV_QCOM: int
    EGL_FORMAT_P010_QCOM: int
    EGL_FORMAT_P010_Y_QCOM: int
    EGL_FORMAT_P010_UV_QCOM: int
    EGL_FORMAT_TP10_Y_QCOM: int
    EGL_FORMAT_TP10_UV_QCOM: int
    EGL_GENERIC_TOKEN_1_QCOM: int
    EGL_GENERIC_TOKEN_2_QCOM: int
    EGL_GENERIC_TOKEN_3_QCOM: int
    EGL_GL_TEXTURE_CUBE_MAP_MESA: int

ffi: FFI
lib: Lib
