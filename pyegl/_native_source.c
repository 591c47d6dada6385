/* GENERATED from bindings.h by scripts/regen.py */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/types.h>

/* --- EGL/eglplatform.h --- */

typedef int32_t EGLint;
typedef void *EGLNativeDisplayType;
typedef uintptr_t EGLNativePixmapType;
typedef uintptr_t EGLNativeWindowType;

/* --- EGL/egl.h --- */

typedef unsigned int EGLBoolean;
typedef void *EGLDisplay;
typedef void *EGLConfig;
typedef void *EGLSurface;
typedef void *EGLContext;
typedef void (*__eglMustCastToProperFunctionPointerType)(void);
#define EGL_ALPHA_SIZE 0x3021
#define EGL_BAD_ACCESS 0x3002
#define EGL_BAD_ALLOC 0x3003
#define EGL_BAD_ATTRIBUTE 0x3004
#define EGL_BAD_CONFIG 0x3005
#define EGL_BAD_CONTEXT 0x3006
#define EGL_BAD_CURRENT_SURFACE 0x3007
#define EGL_BAD_DISPLAY 0x3008
#define EGL_BAD_MATCH 0x3009
#define EGL_BAD_NATIVE_PIXMAP 0x300a
#define EGL_BAD_NATIVE_WINDOW 0x300b
#define EGL_BAD_PARAMETER 0x300c
#define EGL_BAD_SURFACE 0x300d
#define EGL_BLUE_SIZE 0x3022
#define EGL_BUFFER_SIZE 0x3020
#define EGL_CONFIG_CAVEAT 0x3027
#define EGL_CONFIG_ID 0x3028
#define EGL_CORE_NATIVE_ENGINE 0x305b
#define EGL_DEPTH_SIZE 0x3025
#define EGL_DONT_CARE -1
#define EGL_DRAW 0x3059
#define EGL_EXTENSIONS 0x3055
#define EGL_FALSE 0
#define EGL_GREEN_SIZE 0x3023
#define EGL_HEIGHT 0x3056
#define EGL_LARGEST_PBUFFER 0x3058
#define EGL_LEVEL 0x3029
#define EGL_MAX_PBUFFER_HEIGHT 0x302a
#define EGL_MAX_PBUFFER_PIXELS 0x302b
#define EGL_MAX_PBUFFER_WIDTH 0x302c
#define EGL_NATIVE_RENDERABLE 0x302d
#define EGL_NATIVE_VISUAL_ID 0x302e
#define EGL_NATIVE_VISUAL_TYPE 0x302f
#define EGL_NONE 0x3038
#define EGL_NON_CONFORMANT_CONFIG 0x3051
#define EGL_NOT_INITIALIZED 0x3001
static const EGLContext EGL_NO_CONTEXT;
static const EGLDisplay EGL_NO_DISPLAY;
static const EGLSurface EGL_NO_SURFACE;
#define EGL_PBUFFER_BIT 0x1
#define EGL_PIXMAP_BIT 0x2
#define EGL_READ 0x305a
#define EGL_RED_SIZE 0x3024
#define EGL_SAMPLES 0x3031
#define EGL_SAMPLE_BUFFERS 0x3032
#define EGL_SLOW_CONFIG 0x3050
#define EGL_STENCIL_SIZE 0x3026
#define EGL_SUCCESS 0x3000
#define EGL_SURFACE_TYPE 0x3033
#define EGL_TRANSPARENT_BLUE_VALUE 0x3035
#define EGL_TRANSPARENT_GREEN_VALUE 0x3036
#define EGL_TRANSPARENT_RED_VALUE 0x3037
#define EGL_TRANSPARENT_RGB 0x3052
#define EGL_TRANSPARENT_TYPE 0x3034
#define EGL_TRUE 1
#define EGL_VENDOR 0x3053
#define EGL_VERSION 0x3054
#define EGL_WIDTH 0x3057
#define EGL_WINDOW_BIT 0x4
#define EGL_BACK_BUFFER 0x3084
#define EGL_BIND_TO_TEXTURE_RGB 0x3039
#define EGL_BIND_TO_TEXTURE_RGBA 0x303a
#define EGL_CONTEXT_LOST 0x300e
#define EGL_MIN_SWAP_INTERVAL 0x303b
#define EGL_MAX_SWAP_INTERVAL 0x303c
#define EGL_MIPMAP_TEXTURE 0x3082
#define EGL_MIPMAP_LEVEL 0x3083
#define EGL_NO_TEXTURE 0x305c
#define EGL_TEXTURE_2D 0x305f
#define EGL_TEXTURE_FORMAT 0x3080
#define EGL_TEXTURE_RGB 0x305d
#define EGL_TEXTURE_RGBA 0x305e
#define EGL_TEXTURE_TARGET 0x3081
typedef unsigned int EGLenum;
typedef void *EGLClientBuffer;
#define EGL_ALPHA_FORMAT 0x3088
#define EGL_ALPHA_FORMAT_NONPRE 0x308b
#define EGL_ALPHA_FORMAT_PRE 0x308c
#define EGL_ALPHA_MASK_SIZE 0x303e
#define EGL_BUFFER_PRESERVED 0x3094
#define EGL_BUFFER_DESTROYED 0x3095
#define EGL_CLIENT_APIS 0x308d
#define EGL_COLORSPACE 0x3087
#define EGL_COLORSPACE_sRGB 0x3089
#define EGL_COLORSPACE_LINEAR 0x308a
#define EGL_COLOR_BUFFER_TYPE 0x303f
#define EGL_CONTEXT_CLIENT_TYPE 0x3097
#define EGL_DISPLAY_SCALING 10000
#define EGL_HORIZONTAL_RESOLUTION 0x3090
#define EGL_LUMINANCE_BUFFER 0x308f
#define EGL_LUMINANCE_SIZE 0x303d
#define EGL_OPENGL_ES_BIT 0x1
#define EGL_OPENVG_BIT 0x2
#define EGL_OPENGL_ES_API 0x30a0
#define EGL_OPENVG_API 0x30a1
#define EGL_OPENVG_IMAGE 0x3096
#define EGL_PIXEL_ASPECT_RATIO 0x3092
#define EGL_RENDERABLE_TYPE 0x3040
#define EGL_RENDER_BUFFER 0x3086
#define EGL_RGB_BUFFER 0x308e
#define EGL_SINGLE_BUFFER 0x3085
#define EGL_SWAP_BEHAVIOR 0x3093
#define EGL_UNKNOWN -1
#define EGL_VERTICAL_RESOLUTION 0x3091
#define EGL_CONFORMANT 0x3042
#define EGL_CONTEXT_CLIENT_VERSION 0x3098
#define EGL_MATCH_NATIVE_PIXMAP 0x3041
#define EGL_OPENGL_ES2_BIT 0x4
#define EGL_VG_ALPHA_FORMAT 0x3088
#define EGL_VG_ALPHA_FORMAT_NONPRE 0x308b
#define EGL_VG_ALPHA_FORMAT_PRE 0x308c
#define EGL_VG_ALPHA_FORMAT_PRE_BIT 0x40
#define EGL_VG_COLORSPACE 0x3087
#define EGL_VG_COLORSPACE_sRGB 0x3089
#define EGL_VG_COLORSPACE_LINEAR 0x308a
#define EGL_VG_COLORSPACE_LINEAR_BIT 0x20
static const EGLNativeDisplayType EGL_DEFAULT_DISPLAY;
#define EGL_MULTISAMPLE_RESOLVE_BOX_BIT 0x200
#define EGL_MULTISAMPLE_RESOLVE 0x3099
#define EGL_MULTISAMPLE_RESOLVE_DEFAULT 0x309a
#define EGL_MULTISAMPLE_RESOLVE_BOX 0x309b
#define EGL_OPENGL_API 0x30a2
#define EGL_OPENGL_BIT 0x8
#define EGL_SWAP_BEHAVIOR_PRESERVED_BIT 0x400
typedef void *EGLSync;
typedef intptr_t EGLAttrib;
typedef uint64_t EGLTime;
typedef void *EGLImage;
#define EGL_CONTEXT_MAJOR_VERSION 0x3098
#define EGL_CONTEXT_MINOR_VERSION 0x30fb
#define EGL_CONTEXT_OPENGL_PROFILE_MASK 0x30fd
#define EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY 0x31bd
#define EGL_NO_RESET_NOTIFICATION 0x31be
#define EGL_LOSE_CONTEXT_ON_RESET 0x31bf
#define EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT 0x1
#define EGL_CONTEXT_OPENGL_COMPATIBILITY_PROFILE_BIT 0x2
#define EGL_CONTEXT_OPENGL_DEBUG 0x31b0
#define EGL_CONTEXT_OPENGL_FORWARD_COMPATIBLE 0x31b1
#define EGL_CONTEXT_OPENGL_ROBUST_ACCESS 0x31b2
#define EGL_OPENGL_ES3_BIT 0x40
#define EGL_CL_EVENT_HANDLE 0x309c
#define EGL_SYNC_CL_EVENT 0x30fe
#define EGL_SYNC_CL_EVENT_COMPLETE 0x30ff
#define EGL_SYNC_PRIOR_COMMANDS_COMPLETE 0x30f0
#define EGL_SYNC_TYPE 0x30f7
#define EGL_SYNC_STATUS 0x30f1
#define EGL_SYNC_CONDITION 0x30f8
#define EGL_SIGNALED 0x30f2
#define EGL_UNSIGNALED 0x30f3
#define EGL_SYNC_FLUSH_COMMANDS_BIT 0x1
#define EGL_FOREVER 0xffffffffffffffffULL
#define EGL_TIMEOUT_EXPIRED 0x30f5
#define EGL_CONDITION_SATISFIED 0x30f6
static const EGLSync EGL_NO_SYNC;
#define EGL_SYNC_FENCE 0x30f9
#define EGL_GL_COLORSPACE 0x309d
#define EGL_GL_COLORSPACE_SRGB 0x3089
#define EGL_GL_COLORSPACE_LINEAR 0x308a
#define EGL_GL_RENDERBUFFER 0x30b9
#define EGL_GL_TEXTURE_2D 0x30b1
#define EGL_GL_TEXTURE_LEVEL 0x30bc
#define EGL_GL_TEXTURE_3D 0x30b2
#define EGL_GL_TEXTURE_ZOFFSET 0x30bd
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X 0x30b3
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_X 0x30b4
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Y 0x30b5
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Y 0x30b6
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Z 0x30b7
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Z 0x30b8
#define EGL_IMAGE_PRESERVED 0x30d2
static const EGLImage EGL_NO_IMAGE;

/* --- EGL/eglext.h --- */

#define EGL_EGLEXT_VERSION 20260319
#define EGL_CL_EVENT_HANDLE_KHR 0x309c
#define EGL_SYNC_CL_EVENT_KHR 0x30fe
#define EGL_SYNC_CL_EVENT_COMPLETE_KHR 0x30ff
typedef void *EGLSyncKHR;
typedef intptr_t EGLAttribKHR;
#define EGL_CONFORMANT_KHR 0x3042
#define EGL_VG_COLORSPACE_LINEAR_BIT_KHR 0x20
#define EGL_VG_ALPHA_FORMAT_PRE_BIT_KHR 0x40
#define EGL_CONTEXT_RELEASE_BEHAVIOR_NONE_KHR 0
#define EGL_CONTEXT_RELEASE_BEHAVIOR_KHR 0x2097
#define EGL_CONTEXT_RELEASE_BEHAVIOR_FLUSH_KHR 0x2098
#define EGL_CONTEXT_MAJOR_VERSION_KHR 0x3098
#define EGL_CONTEXT_MINOR_VERSION_KHR 0x30fb
#define EGL_CONTEXT_FLAGS_KHR 0x30fc
#define EGL_CONTEXT_OPENGL_PROFILE_MASK_KHR 0x30fd
#define EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_KHR 0x31bd
#define EGL_NO_RESET_NOTIFICATION_KHR 0x31be
#define EGL_LOSE_CONTEXT_ON_RESET_KHR 0x31bf
#define EGL_CONTEXT_OPENGL_DEBUG_BIT_KHR 0x1
#define EGL_CONTEXT_OPENGL_FORWARD_COMPATIBLE_BIT_KHR 0x2
#define EGL_CONTEXT_OPENGL_ROBUST_ACCESS_BIT_KHR 0x4
#define EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT_KHR 0x1
#define EGL_CONTEXT_OPENGL_COMPATIBILITY_PROFILE_BIT_KHR 0x2
#define EGL_OPENGL_ES3_BIT_KHR 0x40
#define EGL_CONTEXT_OPENGL_NO_ERROR_KHR 0x31b3
typedef void *EGLLabelKHR;
typedef void *EGLObjectKHR;
typedef void (*EGLDEBUGPROCKHR)(EGLenum error, const char *command, EGLint messageType, EGLLabelKHR threadLabel, EGLLabelKHR objectLabel, const char *message);
#define EGL_OBJECT_THREAD_KHR 0x33b0
#define EGL_OBJECT_DISPLAY_KHR 0x33b1
#define EGL_OBJECT_CONTEXT_KHR 0x33b2
#define EGL_OBJECT_SURFACE_KHR 0x33b3
#define EGL_OBJECT_IMAGE_KHR 0x33b4
#define EGL_OBJECT_SYNC_KHR 0x33b5
#define EGL_OBJECT_STREAM_KHR 0x33b6
#define EGL_DEBUG_MSG_CRITICAL_KHR 0x33b9
#define EGL_DEBUG_MSG_ERROR_KHR 0x33ba
#define EGL_DEBUG_MSG_WARN_KHR 0x33bb
#define EGL_DEBUG_MSG_INFO_KHR 0x33bc
#define EGL_DEBUG_CALLBACK_KHR 0x33b8
#define EGL_TRACK_REFERENCES_KHR 0x3352
typedef uint64_t EGLTimeKHR;
#define EGL_SYNC_PRIOR_COMMANDS_COMPLETE_KHR 0x30f0
#define EGL_SYNC_CONDITION_KHR 0x30f8
#define EGL_SYNC_FENCE_KHR 0x30f9
#define EGL_GL_COLORSPACE_KHR 0x309d
#define EGL_GL_COLORSPACE_SRGB_KHR 0x3089
#define EGL_GL_COLORSPACE_LINEAR_KHR 0x308a
#define EGL_GL_RENDERBUFFER_KHR 0x30b9
#define EGL_GL_TEXTURE_2D_KHR 0x30b1
#define EGL_GL_TEXTURE_LEVEL_KHR 0x30bc
#define EGL_GL_TEXTURE_3D_KHR 0x30b2
#define EGL_GL_TEXTURE_ZOFFSET_KHR 0x30bd
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X_KHR 0x30b3
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_X_KHR 0x30b4
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Y_KHR 0x30b5
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Y_KHR 0x30b6
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Z_KHR 0x30b7
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Z_KHR 0x30b8
typedef void *EGLImageKHR;
#define EGL_NATIVE_PIXMAP_KHR 0x30b0
static const EGLImageKHR EGL_NO_IMAGE_KHR;
#define EGL_IMAGE_PRESERVED_KHR 0x30d2
#define EGL_READ_SURFACE_BIT_KHR 0x1
#define EGL_WRITE_SURFACE_BIT_KHR 0x2
#define EGL_LOCK_SURFACE_BIT_KHR 0x80
#define EGL_OPTIMAL_FORMAT_BIT_KHR 0x100
#define EGL_MATCH_FORMAT_KHR 0x3043
#define EGL_FORMAT_RGB_565_EXACT_KHR 0x30c0
#define EGL_FORMAT_RGB_565_KHR 0x30c1
#define EGL_FORMAT_RGBA_8888_EXACT_KHR 0x30c2
#define EGL_FORMAT_RGBA_8888_KHR 0x30c3
#define EGL_MAP_PRESERVE_PIXELS_KHR 0x30c4
#define EGL_LOCK_USAGE_HINT_KHR 0x30c5
#define EGL_BITMAP_POINTER_KHR 0x30c6
#define EGL_BITMAP_PITCH_KHR 0x30c7
#define EGL_BITMAP_ORIGIN_KHR 0x30c8
#define EGL_BITMAP_PIXEL_RED_OFFSET_KHR 0x30c9
#define EGL_BITMAP_PIXEL_GREEN_OFFSET_KHR 0x30ca
#define EGL_BITMAP_PIXEL_BLUE_OFFSET_KHR 0x30cb
#define EGL_BITMAP_PIXEL_ALPHA_OFFSET_KHR 0x30cc
#define EGL_BITMAP_PIXEL_LUMINANCE_OFFSET_KHR 0x30cd
#define EGL_LOWER_LEFT_KHR 0x30ce
#define EGL_UPPER_LEFT_KHR 0x30cf
#define EGL_BITMAP_PIXEL_SIZE_KHR 0x3110
#define EGL_MUTABLE_RENDER_BUFFER_BIT_KHR 0x1000
static const EGLConfig EGL_NO_CONFIG_KHR;
#define EGL_BUFFER_AGE_KHR 0x313d
#define EGL_PLATFORM_ANDROID_KHR 0x3141
#define EGL_PLATFORM_GBM_KHR 0x31d7
#define EGL_PLATFORM_WAYLAND_KHR 0x31d8
#define EGL_PLATFORM_X11_KHR 0x31d5
#define EGL_PLATFORM_X11_SCREEN_KHR 0x31d6
#define EGL_SYNC_STATUS_KHR 0x30f1
#define EGL_SIGNALED_KHR 0x30f2
#define EGL_UNSIGNALED_KHR 0x30f3
#define EGL_TIMEOUT_EXPIRED_KHR 0x30f5
#define EGL_CONDITION_SATISFIED_KHR 0x30f6
#define EGL_SYNC_TYPE_KHR 0x30f7
#define EGL_SYNC_REUSABLE_KHR 0x30fa
#define EGL_SYNC_FLUSH_COMMANDS_BIT_KHR 0x1
#define EGL_FOREVER_KHR 0xffffffffffffffffULL
static const EGLSyncKHR EGL_NO_SYNC_KHR;
typedef void *EGLStreamKHR;
typedef uint64_t EGLuint64KHR;
static const EGLStreamKHR EGL_NO_STREAM_KHR;
#define EGL_CONSUMER_LATENCY_USEC_KHR 0x3210
#define EGL_PRODUCER_FRAME_KHR 0x3212
#define EGL_CONSUMER_FRAME_KHR 0x3213
#define EGL_STREAM_STATE_KHR 0x3214
#define EGL_STREAM_STATE_CREATED_KHR 0x3215
#define EGL_STREAM_STATE_CONNECTING_KHR 0x3216
#define EGL_STREAM_STATE_EMPTY_KHR 0x3217
#define EGL_STREAM_STATE_NEW_FRAME_AVAILABLE_KHR 0x3218
#define EGL_STREAM_STATE_OLD_FRAME_AVAILABLE_KHR 0x3219
#define EGL_STREAM_STATE_DISCONNECTED_KHR 0x321a
#define EGL_BAD_STREAM_KHR 0x321b
#define EGL_BAD_STATE_KHR 0x321c
#define EGL_CONSUMER_ACQUIRE_TIMEOUT_USEC_KHR 0x321e
typedef int EGLNativeFileDescriptorKHR;
#define EGL_NO_FILE_DESCRIPTOR_KHR -1
#define EGL_STREAM_FIFO_LENGTH_KHR 0x31fc
#define EGL_STREAM_TIME_NOW_KHR 0x31fd
#define EGL_STREAM_TIME_CONSUMER_KHR 0x31fe
#define EGL_STREAM_TIME_PRODUCER_KHR 0x31ff
#define EGL_STREAM_BIT_KHR 0x800
#define EGL_VG_PARENT_IMAGE_KHR 0x30ba
typedef long EGLsizeiANDROID;
typedef void (*EGLSetBlobFuncANDROID)(const void *key, EGLsizeiANDROID keySize, const void *value, EGLsizeiANDROID valueSize);
typedef EGLsizeiANDROID (*EGLGetBlobFuncANDROID)(const void *key, EGLsizeiANDROID keySize, void *value, EGLsizeiANDROID valueSize);
#define EGL_NATIVE_BUFFER_USAGE_ANDROID 0x3143
#define EGL_NATIVE_BUFFER_USAGE_PROTECTED_BIT_ANDROID 0x1
#define EGL_NATIVE_BUFFER_USAGE_RENDERBUFFER_BIT_ANDROID 0x2
#define EGL_NATIVE_BUFFER_USAGE_TEXTURE_BIT_ANDROID 0x4
#define EGL_FRAMEBUFFER_TARGET_ANDROID 0x3147
#define EGL_FRONT_BUFFER_AUTO_REFRESH_ANDROID 0x314c
typedef int64_t EGLnsecsANDROID;
#define EGL_TIMESTAMP_PENDING_ANDROID -2
#define EGL_TIMESTAMP_INVALID_ANDROID -1
#define EGL_TIMESTAMPS_ANDROID 0x3430
#define EGL_COMPOSITE_DEADLINE_ANDROID 0x3431
#define EGL_COMPOSITE_INTERVAL_ANDROID 0x3432
#define EGL_COMPOSITE_TO_PRESENT_LATENCY_ANDROID 0x3433
#define EGL_REQUESTED_PRESENT_TIME_ANDROID 0x3434
#define EGL_RENDERING_COMPLETE_TIME_ANDROID 0x3435
#define EGL_COMPOSITION_LATCH_TIME_ANDROID 0x3436
#define EGL_FIRST_COMPOSITION_START_TIME_ANDROID 0x3437
#define EGL_LAST_COMPOSITION_START_TIME_ANDROID 0x3438
#define EGL_FIRST_COMPOSITION_GPU_FINISHED_TIME_ANDROID 0x3439
#define EGL_DISPLAY_PRESENT_TIME_ANDROID 0x343a
#define EGL_DEQUEUE_READY_TIME_ANDROID 0x343b
#define EGL_READS_DONE_TIME_ANDROID 0x343c
struct AHardwareBuffer;
#define EGL_NATIVE_BUFFER_ANDROID 0x3140
#define EGL_SYNC_NATIVE_FENCE_ANDROID 0x3144
#define EGL_SYNC_NATIVE_FENCE_FD_ANDROID 0x3145
#define EGL_SYNC_NATIVE_FENCE_SIGNALED_ANDROID 0x3146
#define EGL_NO_NATIVE_FENCE_FD_ANDROID -1
#define EGL_RECORDABLE_ANDROID 0x3142
#define EGL_TELEMETRY_HINT_ANDROID 0x3570
#define EGL_D3D_TEXTURE_2D_SHARE_HANDLE_ANGLE 0x3200
#define EGL_D3D9_DEVICE_ANGLE 0x33a0
#define EGL_D3D11_DEVICE_ANGLE 0x33a1
#define EGL_FIXED_SIZE_ANGLE 0x3201
#define EGL_COLOR_COMPONENT_TYPE_UNSIGNED_INTEGER_ARM 0x3287
#define EGL_COLOR_COMPONENT_TYPE_INTEGER_ARM 0x3288
#define EGL_SYNC_PRIOR_COMMANDS_IMPLICIT_EXTERNAL_ARM 0x328a
#define EGL_DISCARD_SAMPLES_ARM 0x3286
#define EGL_FRONT_BUFFER_EXT 0x3464
#define EGL_BUFFER_AGE_EXT 0x313d
#define EGL_SYNC_CLIENT_EXT 0x3364
#define EGL_SYNC_CLIENT_SIGNAL_EXT 0x3365
#define EGL_PRIMARY_COMPOSITOR_CONTEXT_EXT 0x3460
#define EGL_EXTERNAL_REF_ID_EXT 0x3461
#define EGL_COMPOSITOR_DROP_NEWEST_FRAME_EXT 0x3462
#define EGL_COMPOSITOR_KEEP_NEWEST_FRAME_EXT 0x3463
#define EGL_CONFIG_SELECT_GROUP_EXT 0x34c0
#define EGL_CONTEXT_OPENGL_ROBUST_ACCESS_EXT 0x30bf
#define EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_EXT 0x3138
#define EGL_NO_RESET_NOTIFICATION_EXT 0x31be
#define EGL_LOSE_CONTEXT_ON_RESET_EXT 0x31bf
typedef void *EGLDeviceEXT;
static const EGLDeviceEXT EGL_NO_DEVICE_EXT;
#define EGL_BAD_DEVICE_EXT 0x322b
#define EGL_DEVICE_EXT 0x322c
#define EGL_DRM_DEVICE_FILE_EXT 0x3233
#define EGL_DRM_MASTER_FD_EXT 0x333c
#define EGL_DRM_RENDER_NODE_FILE_EXT 0x3377
#define EGL_OPENWF_DEVICE_ID_EXT 0x3237
#define EGL_OPENWF_DEVICE_EXT 0x333d
#define EGL_DEVICE_UUID_EXT 0x335c
#define EGL_DRIVER_UUID_EXT 0x335d
#define EGL_DRIVER_NAME_EXT 0x335e
#define EGL_RENDERER_EXT 0x335f
#define EGL_DEVICE_TYPE_EXT 0x3590
#define EGL_DEVICE_TYPE_OTHER_EXT 0x3591
#define EGL_DEVICE_TYPE_INTEGRATED_GPU_EXT 0x3592
#define EGL_DEVICE_TYPE_DISCRETE_GPU_EXT 0x3593
#define EGL_DEVICE_TYPE_CPU_EXT 0x3594
#define EGL_ALLOC_NEW_DISPLAY_EXT 0x3379
#define EGL_GL_COLORSPACE_BT2020_HLG_EXT 0x3540
#define EGL_GL_COLORSPACE_BT2020_LINEAR_EXT 0x333f
#define EGL_GL_COLORSPACE_BT2020_PQ_EXT 0x3340
#define EGL_GL_COLORSPACE_DISPLAY_P3_EXT 0x3363
#define EGL_GL_COLORSPACE_DISPLAY_P3_LINEAR_EXT 0x3362
#define EGL_GL_COLORSPACE_DISPLAY_P3_PASSTHROUGH_EXT 0x3490
#define EGL_GL_COLORSPACE_SCRGB_EXT 0x3351
#define EGL_GL_COLORSPACE_SCRGB_LINEAR_EXT 0x3350
#define EGL_LINUX_DMA_BUF_EXT 0x3270
#define EGL_LINUX_DRM_FOURCC_EXT 0x3271
#define EGL_DMA_BUF_PLANE0_FD_EXT 0x3272
#define EGL_DMA_BUF_PLANE0_OFFSET_EXT 0x3273
#define EGL_DMA_BUF_PLANE0_PITCH_EXT 0x3274
#define EGL_DMA_BUF_PLANE1_FD_EXT 0x3275
#define EGL_DMA_BUF_PLANE1_OFFSET_EXT 0x3276
#define EGL_DMA_BUF_PLANE1_PITCH_EXT 0x3277
#define EGL_DMA_BUF_PLANE2_FD_EXT 0x3278
#define EGL_DMA_BUF_PLANE2_OFFSET_EXT 0x3279
#define EGL_DMA_BUF_PLANE2_PITCH_EXT 0x327a
#define EGL_YUV_COLOR_SPACE_HINT_EXT 0x327b
#define EGL_SAMPLE_RANGE_HINT_EXT 0x327c
#define EGL_YUV_CHROMA_HORIZONTAL_SITING_HINT_EXT 0x327d
#define EGL_YUV_CHROMA_VERTICAL_SITING_HINT_EXT 0x327e
#define EGL_ITU_REC601_EXT 0x327f
#define EGL_ITU_REC709_EXT 0x3280
#define EGL_ITU_REC2020_EXT 0x3281
#define EGL_YUV_FULL_RANGE_EXT 0x3282
#define EGL_YUV_NARROW_RANGE_EXT 0x3283
#define EGL_YUV_CHROMA_SITING_0_EXT 0x3284
#define EGL_YUV_CHROMA_SITING_0_5_EXT 0x3285
#define EGL_DMA_BUF_PLANE3_FD_EXT 0x3440
#define EGL_DMA_BUF_PLANE3_OFFSET_EXT 0x3441
#define EGL_DMA_BUF_PLANE3_PITCH_EXT 0x3442
#define EGL_DMA_BUF_PLANE0_MODIFIER_LO_EXT 0x3443
#define EGL_DMA_BUF_PLANE0_MODIFIER_HI_EXT 0x3444
#define EGL_DMA_BUF_PLANE1_MODIFIER_LO_EXT 0x3445
#define EGL_DMA_BUF_PLANE1_MODIFIER_HI_EXT 0x3446
#define EGL_DMA_BUF_PLANE2_MODIFIER_LO_EXT 0x3447
#define EGL_DMA_BUF_PLANE2_MODIFIER_HI_EXT 0x3448
#define EGL_DMA_BUF_PLANE3_MODIFIER_LO_EXT 0x3449
#define EGL_DMA_BUF_PLANE3_MODIFIER_HI_EXT 0x344a
#define EGL_GL_COLORSPACE_DEFAULT_EXT 0x314d
#define EGL_IMPORT_SYNC_TYPE_EXT 0x3470
#define EGL_IMPORT_IMPLICIT_SYNC_EXT 0x3471
#define EGL_IMPORT_EXPLICIT_SYNC_EXT 0x3472
#define EGL_MULTIVIEW_VIEW_COUNT_EXT 0x3134
typedef void *EGLOutputLayerEXT;
typedef void *EGLOutputPortEXT;
static const EGLOutputLayerEXT EGL_NO_OUTPUT_LAYER_EXT;
static const EGLOutputPortEXT EGL_NO_OUTPUT_PORT_EXT;
#define EGL_BAD_OUTPUT_LAYER_EXT 0x322d
#define EGL_BAD_OUTPUT_PORT_EXT 0x322e
#define EGL_SWAP_INTERVAL_EXT 0x322f
#define EGL_DRM_CRTC_EXT 0x3234
#define EGL_DRM_PLANE_EXT 0x3235
#define EGL_DRM_CONNECTOR_EXT 0x3236
#define EGL_OPENWF_PIPELINE_ID_EXT 0x3238
#define EGL_OPENWF_PORT_ID_EXT 0x3239
#define EGL_COLOR_COMPONENT_TYPE_EXT 0x3339
#define EGL_COLOR_COMPONENT_TYPE_FIXED_EXT 0x333a
#define EGL_COLOR_COMPONENT_TYPE_FLOAT_EXT 0x333b
#define EGL_PLATFORM_DEVICE_EXT 0x313f
#define EGL_PLATFORM_WAYLAND_EXT 0x31d8
#define EGL_PLATFORM_X11_EXT 0x31d5
#define EGL_PLATFORM_X11_SCREEN_EXT 0x31d6
#define EGL_PLATFORM_XCB_EXT 0x31dc
#define EGL_PLATFORM_XCB_SCREEN_EXT 0x31de
#define EGL_PRESENT_OPAQUE_EXT 0x31df
#define EGL_PROTECTED_CONTENT_EXT 0x32c0
#define EGL_CTA861_3_MAX_CONTENT_LIGHT_LEVEL_EXT 0x3360
#define EGL_CTA861_3_MAX_FRAME_AVERAGE_LEVEL_EXT 0x3361
#define EGL_SMPTE2086_DISPLAY_PRIMARY_RX_EXT 0x3341
#define EGL_SMPTE2086_DISPLAY_PRIMARY_RY_EXT 0x3342
#define EGL_SMPTE2086_DISPLAY_PRIMARY_GX_EXT 0x3343
#define EGL_SMPTE2086_DISPLAY_PRIMARY_GY_EXT 0x3344
#define EGL_SMPTE2086_DISPLAY_PRIMARY_BX_EXT 0x3345
#define EGL_SMPTE2086_DISPLAY_PRIMARY_BY_EXT 0x3346
#define EGL_SMPTE2086_WHITE_POINT_X_EXT 0x3347
#define EGL_SMPTE2086_WHITE_POINT_Y_EXT 0x3348
#define EGL_SMPTE2086_MAX_LUMINANCE_EXT 0x3349
#define EGL_SMPTE2086_MIN_LUMINANCE_EXT 0x334a
#define EGL_METADATA_SCALING_EXT 50000
#define EGL_SURFACE_COMPRESSION_EXT 0x34b0
#define EGL_SURFACE_COMPRESSION_PLANE1_EXT 0x328e
#define EGL_SURFACE_COMPRESSION_PLANE2_EXT 0x328f
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_NONE_EXT 0x34b1
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_DEFAULT_EXT 0x34b2
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_1BPC_EXT 0x34b4
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_2BPC_EXT 0x34b5
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_3BPC_EXT 0x34b6
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_4BPC_EXT 0x34b7
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_5BPC_EXT 0x34b8
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_6BPC_EXT 0x34b9
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_7BPC_EXT 0x34ba
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_8BPC_EXT 0x34bb
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_9BPC_EXT 0x34bc
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_10BPC_EXT 0x34bd
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_11BPC_EXT 0x34be
#define EGL_SURFACE_COMPRESSION_FIXED_RATE_12BPC_EXT 0x34bf
#define EGL_YUV_ORDER_EXT 0x3301
#define EGL_YUV_NUMBER_OF_PLANES_EXT 0x3311
#define EGL_YUV_SUBSAMPLE_EXT 0x3312
#define EGL_YUV_DEPTH_RANGE_EXT 0x3317
#define EGL_YUV_CSC_STANDARD_EXT 0x330a
#define EGL_YUV_PLANE_BPP_EXT 0x331a
#define EGL_YUV_BUFFER_EXT 0x3300
#define EGL_YUV_ORDER_YUV_EXT 0x3302
#define EGL_YUV_ORDER_YVU_EXT 0x3303
#define EGL_YUV_ORDER_YUYV_EXT 0x3304
#define EGL_YUV_ORDER_UYVY_EXT 0x3305
#define EGL_YUV_ORDER_YVYU_EXT 0x3306
#define EGL_YUV_ORDER_VYUY_EXT 0x3307
#define EGL_YUV_ORDER_AYUV_EXT 0x3308
#define EGL_YUV_SUBSAMPLE_4_2_0_EXT 0x3313
#define EGL_YUV_SUBSAMPLE_4_2_2_EXT 0x3314
#define EGL_YUV_SUBSAMPLE_4_4_4_EXT 0x3315
#define EGL_YUV_DEPTH_RANGE_LIMITED_EXT 0x3318
#define EGL_YUV_DEPTH_RANGE_FULL_EXT 0x3319
#define EGL_YUV_CSC_STANDARD_601_EXT 0x330b
#define EGL_YUV_CSC_STANDARD_709_EXT 0x330c
#define EGL_YUV_CSC_STANDARD_2020_EXT 0x330d
#define EGL_YUV_PLANE_BPP_0_EXT 0x331b
#define EGL_YUV_PLANE_BPP_8_EXT 0x331c
#define EGL_YUV_PLANE_BPP_10_EXT 0x331d
struct EGLClientPixmapHI {
    void *pData;
    EGLint iWidth;
    EGLint iHeight;
    EGLint iStride;
};
#define EGL_CLIENT_PIXMAP_POINTER_HI 0x8f74
#define EGL_COLOR_FORMAT_HI 0x8f70
#define EGL_COLOR_RGB_HI 0x8f71
#define EGL_COLOR_RGBA_HI 0x8f72
#define EGL_COLOR_ARGB_HI 0x8f73
#define EGL_CONTEXT_PRIORITY_LEVEL_IMG 0x3100
#define EGL_CONTEXT_PRIORITY_HIGH_IMG 0x3101
#define EGL_CONTEXT_PRIORITY_MEDIUM_IMG 0x3102
#define EGL_CONTEXT_PRIORITY_LOW_IMG 0x3103
#define EGL_NATIVE_BUFFER_MULTIPLANE_SEPARATE_IMG 0x3105
#define EGL_NATIVE_BUFFER_PLANE_OFFSET_IMG 0x3106
#define EGL_DRM_BUFFER_FORMAT_MESA 0x31d0
#define EGL_DRM_BUFFER_USE_MESA 0x31d1
#define EGL_DRM_BUFFER_FORMAT_ARGB32_MESA 0x31d2
#define EGL_DRM_BUFFER_MESA 0x31d3
#define EGL_DRM_BUFFER_STRIDE_MESA 0x31d4
#define EGL_DRM_BUFFER_USE_SCANOUT_MESA 0x1
#define EGL_DRM_BUFFER_USE_SHARE_MESA 0x2
#define EGL_DRM_BUFFER_USE_CURSOR_MESA 0x4
#define EGL_PLATFORM_GBM_MESA 0x31d7
#define EGL_PLATFORM_SURFACELESS_MESA 0x31dd
#define EGL_Y_INVERTED_NOK 0x307f
#define EGL_AUTO_STEREO_NV 0x3136
#define EGL_CONTEXT_PRIORITY_REALTIME_NV 0x3357
#define EGL_COVERAGE_BUFFERS_NV 0x30e0
#define EGL_COVERAGE_SAMPLES_NV 0x30e1
#define EGL_COVERAGE_SAMPLE_RESOLVE_NV 0x3131
#define EGL_COVERAGE_SAMPLE_RESOLVE_DEFAULT_NV 0x3132
#define EGL_COVERAGE_SAMPLE_RESOLVE_NONE_NV 0x3133
#define EGL_CUDA_EVENT_HANDLE_NV 0x323b
#define EGL_SYNC_CUDA_EVENT_NV 0x323c
#define EGL_SYNC_CUDA_EVENT_COMPLETE_NV 0x323d
#define EGL_DEPTH_ENCODING_NV 0x30e2
#define EGL_DEPTH_ENCODING_NONE_NV 0
#define EGL_DEPTH_ENCODING_NONLINEAR_NV 0x30e3
#define EGL_CUDA_DEVICE_NV 0x323a
#define EGL_POST_SUB_BUFFER_SUPPORTED_NV 0x30be
#define EGL_QUADRUPLE_BUFFER_NV 0x3231
#define EGL_GENERATE_RESET_ON_VIDEO_MEMORY_PURGE_NV 0x334c
#define EGL_STREAM_CONSUMER_IMAGE_NV 0x3373
#define EGL_STREAM_IMAGE_ADD_NV 0x3374
#define EGL_STREAM_IMAGE_REMOVE_NV 0x3375
#define EGL_STREAM_IMAGE_AVAILABLE_NV 0x3376
#define EGL_STREAM_CONSUMER_IMAGE_USE_SCANOUT_NV 0x3378
#define EGL_YUV_PLANE0_TEXTURE_UNIT_NV 0x332c
#define EGL_YUV_PLANE1_TEXTURE_UNIT_NV 0x332d
#define EGL_YUV_PLANE2_TEXTURE_UNIT_NV 0x332e
#define EGL_STREAM_CROSS_DISPLAY_NV 0x334e
#define EGL_STREAM_CROSS_OBJECT_NV 0x334d
#define EGL_STREAM_CROSS_PARTITION_NV 0x323f
#define EGL_STREAM_CROSS_PROCESS_NV 0x3245
#define EGL_STREAM_CROSS_SYSTEM_NV 0x334f
#define EGL_STREAM_DMA_NV 0x3371
#define EGL_STREAM_DMA_SERVER_NV 0x3372
#define EGL_PENDING_FRAME_NV 0x3329
#define EGL_STREAM_TIME_PENDING_NV 0x332a
#define EGL_STREAM_FIFO_SYNCHRONOUS_NV 0x3336
#define EGL_PRODUCER_MAX_FRAME_HINT_NV 0x3337
#define EGL_CONSUMER_MAX_FRAME_HINT_NV 0x3338
#define EGL_MAX_STREAM_METADATA_BLOCKS_NV 0x3250
#define EGL_MAX_STREAM_METADATA_BLOCK_SIZE_NV 0x3251
#define EGL_MAX_STREAM_METADATA_TOTAL_SIZE_NV 0x3252
#define EGL_PRODUCER_METADATA_NV 0x3253
#define EGL_CONSUMER_METADATA_NV 0x3254
#define EGL_PENDING_METADATA_NV 0x3328
#define EGL_METADATA0_SIZE_NV 0x3255
#define EGL_METADATA1_SIZE_NV 0x3256
#define EGL_METADATA2_SIZE_NV 0x3257
#define EGL_METADATA3_SIZE_NV 0x3258
#define EGL_METADATA0_TYPE_NV 0x3259
#define EGL_METADATA1_TYPE_NV 0x325a
#define EGL_METADATA2_TYPE_NV 0x325b
#define EGL_METADATA3_TYPE_NV 0x325c
#define EGL_STREAM_FRAME_ORIGIN_X_NV 0x3366
#define EGL_STREAM_FRAME_ORIGIN_Y_NV 0x3367
#define EGL_STREAM_FRAME_MAJOR_AXIS_NV 0x3368
#define EGL_CONSUMER_AUTO_ORIENTATION_NV 0x3369
#define EGL_PRODUCER_AUTO_ORIENTATION_NV 0x336a
#define EGL_LEFT_NV 0x336b
#define EGL_RIGHT_NV 0x336c
#define EGL_TOP_NV 0x336d
#define EGL_BOTTOM_NV 0x336e
#define EGL_X_AXIS_NV 0x336f
#define EGL_Y_AXIS_NV 0x3370
#define EGL_STREAM_STATE_INITIALIZING_NV 0x3240
#define EGL_STREAM_TYPE_NV 0x3241
#define EGL_STREAM_PROTOCOL_NV 0x3242
#define EGL_STREAM_ENDPOINT_NV 0x3243
#define EGL_STREAM_LOCAL_NV 0x3244
#define EGL_STREAM_PRODUCER_NV 0x3247
#define EGL_STREAM_CONSUMER_NV 0x3248
#define EGL_STREAM_PROTOCOL_FD_NV 0x3246
#define EGL_SUPPORT_RESET_NV 0x3334
#define EGL_SUPPORT_REUSE_NV 0x3335
#define EGL_STREAM_PROTOCOL_SOCKET_NV 0x324b
#define EGL_SOCKET_HANDLE_NV 0x324c
#define EGL_SOCKET_TYPE_NV 0x324d
#define EGL_SOCKET_TYPE_INET_NV 0x324f
#define EGL_SOCKET_TYPE_UNIX_NV 0x324e
#define EGL_SYNC_NEW_FRAME_NV 0x321f
typedef void *EGLSyncNV;
typedef uint64_t EGLTimeNV;
#define EGL_SYNC_PRIOR_COMMANDS_COMPLETE_NV 0x30e6
#define EGL_SYNC_STATUS_NV 0x30e7
#define EGL_SIGNALED_NV 0x30e8
#define EGL_UNSIGNALED_NV 0x30e9
#define EGL_SYNC_FLUSH_COMMANDS_BIT_NV 0x1
#define EGL_FOREVER_NV 0xffffffffffffffffULL
#define EGL_ALREADY_SIGNALED_NV 0x30ea
#define EGL_TIMEOUT_EXPIRED_NV 0x30eb
#define EGL_CONDITION_SATISFIED_NV 0x30ec
#define EGL_SYNC_TYPE_NV 0x30ed
#define EGL_SYNC_CONDITION_NV 0x30ee
#define EGL_SYNC_FENCE_NV 0x30ef
static const EGLSyncNV EGL_NO_SYNC_NV;
typedef uint64_t EGLuint64NV;
#define EGL_TRIPLE_BUFFER_NV 0x3230
#define EGL_NATIVE_BUFFER_QNX 0x3551
#define EGL_PLATFORM_SCREEN_QNX 0x3550
#define EGL_NATIVE_BUFFER_TIZEN 0x32a0
#define EGL_NATIVE_SURFACE_TIZEN 0x32a1
struct wl_display;
struct wl_resource;
#define EGL_WAYLAND_BUFFER_WL 0x31d5
#define EGL_WAYLAND_PLANE_WL 0x31d6
#define EGL_TEXTURE_Y_U_V_WL 0x31d7
#define EGL_TEXTURE_Y_UV_WL 0x31d8
#define EGL_TEXTURE_Y_XUXV_WL 0x31d9
#define EGL_TEXTURE_EXTERNAL_WL 0x31da
#define EGL_WAYLAND_Y_INVERTED_WL 0x31db
struct wl_buffer;

/* --- egl.xml --- */

#define EGL_PBUFFER_IMAGE_BIT_TAO 8
#define EGL_PBUFFER_PALETTE_IMAGE_BIT_TAO 0x10
#define EGL_INTEROP_BIT_KHR 0x10
#define EGL_OPENMAX_IL_BIT_KHR 0x20
#define EGL_SHARED_IMAGE_NOK 0x30da
#define EGL_NEW_IMAGE_QCOM 0x3120
#define EGL_IMAGE_FORMAT_QCOM 0x3121
#define EGL_FORMAT_RGBA_8888_QCOM 0x3122
#define EGL_FORMAT_RGB_565_QCOM 0x3123
#define EGL_FORMAT_YUYV_QCOM 0x3124
#define EGL_FORMAT_UYVY_QCOM 0x3125
#define EGL_FORMAT_YV12_QCOM 0x3126
#define EGL_FORMAT_NV21_QCOM 0x3127
#define EGL_FORMAT_NV12_TILED_QCOM 0x3128
#define EGL_FORMAT_BGRA_8888_QCOM 0x3129
#define EGL_FORMAT_BGRX_8888_QCOM 0x312a
#define EGL_FORMAT_RGBX_8888_QCOM 0x312f
#define EGL_FORMAT_R8_QCOM 0x31c0
#define EGL_FORMAT_RG88_QCOM 0x31c1
#define EGL_FORMAT_NV12_QCOM 0x31c2
#define EGL_FORMAT_SRGBX_8888_QCOM 0x31c3
#define EGL_FORMAT_SRGBA_8888_QCOM 0x31c4
#define EGL_FORMAT_YVYU_QCOM 0x31c5
#define EGL_FORMAT_VYUY_QCOM 0x31c6
#define EGL_FORMAT_IYUV_QCOM 0x31c7
#define EGL_FORMAT_RGB_888_QCOM 0x31c8
#define EGL_FORMAT_RGBA_5551_QCOM 0x31c9
#define EGL_FORMAT_RGBA_4444_QCOM 0x31ca
#define EGL_FORMAT_R_16_FLOAT_QCOM 0x31cb
#define EGL_FORMAT_RG_1616_FLOAT_QCOM 0x31cc
#define EGL_FORMAT_RGBA_16_FLOAT_QCOM 0x31cd
#define EGL_FORMAT_RGBA_1010102_QCOM 0x31ce
#define EGL_FORMAT_FLAG_QCOM 0x31cf
#define EGL_BUFFER_COUNT_NV 0x321d
#define EGL_IMAGE_NUM_PLANES_QCOM 0x32b0
#define EGL_IMAGE_PLANE_PITCH_0_QCOM 0x32b1
#define EGL_IMAGE_PLANE_PITCH_1_QCOM 0x32b2
#define EGL_IMAGE_PLANE_PITCH_2_QCOM 0x32b3
#define EGL_IMAGE_PLANE_DEPTH_0_QCOM 0x32b4
#define EGL_IMAGE_PLANE_DEPTH_1_QCOM 0x32b5
#define EGL_IMAGE_PLANE_DEPTH_2_QCOM 0x32b6
#define EGL_IMAGE_PLANE_WIDTH_0_QCOM 0x32b7
#define EGL_IMAGE_PLANE_WIDTH_1_QCOM 0x32b8
#define EGL_IMAGE_PLANE_WIDTH_2_QCOM 0x32b9
#define EGL_IMAGE_PLANE_HEIGHT_0_QCOM 0x32ba
#define EGL_IMAGE_PLANE_HEIGHT_1_QCOM 0x32bb
#define EGL_IMAGE_PLANE_HEIGHT_2_QCOM 0x32bc
#define EGL_IMAGE_PLANE_POINTER_0_QCOM 0x32bd
#define EGL_IMAGE_PLANE_POINTER_1_QCOM 0x32be
#define EGL_IMAGE_PLANE_POINTER_2_QCOM 0x32bf
#define EGL_GPU_PERF_HINT_QCOM 0x32d0
#define EGL_HINT_PERSISTENT_QCOM 0x32d1
#define EGL_FORMAT_FLAG_UBWC_QCOM 0x33e0
#define EGL_FORMAT_FLAG_MACROTILE_QCOM 0x33e1
#define EGL_FORMAT_ASTC_4X4_QCOM 0x33e2
#define EGL_FORMAT_ASTC_5X4_QCOM 0x33e3
#define EGL_FORMAT_ASTC_5X5_QCOM 0x33e4
#define EGL_FORMAT_ASTC_6X5_QCOM 0x33e5
#define EGL_FORMAT_ASTC_6X6_QCOM 0x33e6
#define EGL_FORMAT_ASTC_8X5_QCOM 0x33e7
#define EGL_FORMAT_ASTC_8X6_QCOM 0x33e8
#define EGL_FORMAT_ASTC_8X8_QCOM 0x33e9
#define EGL_FORMAT_ASTC_10X5_QCOM 0x33ea
#define EGL_FORMAT_ASTC_10X6_QCOM 0x33eb
#define EGL_FORMAT_ASTC_10X8_QCOM 0x33ec
#define EGL_FORMAT_ASTC_10X10_QCOM 0x33ed
#define EGL_FORMAT_ASTC_12X10_QCOM 0x33ee
#define EGL_FORMAT_ASTC_12X12_QCOM 0x33ef
#define EGL_FORMAT_ASTC_4X4_SRGB_QCOM 0x3400
#define EGL_FORMAT_ASTC_5X4_SRGB_QCOM 0x3401
#define EGL_FORMAT_ASTC_5X5_SRGB_QCOM 0x3402
#define EGL_FORMAT_ASTC_6X5_SRGB_QCOM 0x3403
#define EGL_FORMAT_ASTC_6X6_SRGB_QCOM 0x3404
#define EGL_FORMAT_ASTC_8X5_SRGB_QCOM 0x3405
#define EGL_FORMAT_ASTC_8X6_SRGB_QCOM 0x3406
#define EGL_FORMAT_ASTC_8X8_SRGB_QCOM 0x3407
#define EGL_FORMAT_ASTC_10X5_SRGB_QCOM 0x3408
#define EGL_FORMAT_ASTC_10X6_SRGB_QCOM 0x3409
#define EGL_FORMAT_ASTC_10X8_SRGB_QCOM 0x340a
#define EGL_FORMAT_ASTC_10X10_SRGB_QCOM 0x340b
#define EGL_FORMAT_ASTC_12X10_SRGB_QCOM 0x340c
#define EGL_FORMAT_ASTC_12X12_SRGB_QCOM 0x340d
#define EGL_FORMAT_TP10_QCOM 0x340e
#define EGL_FORMAT_NV12_Y_QCOM 0x340f
#define EGL_FORMAT_NV12_UV_QCOM 0x3410
#define EGL_FORMAT_NV21_VU_QCOM 0x3411
#define EGL_FORMAT_NV12_4R_QCOM 0x3412
#define EGL_FORMAT_NV12_4R_Y_QCOM 0x3413
#define EGL_FORMAT_NV12_4R_UV_QCOM 0x3414
#define EGL_FORMAT_P010_QCOM 0x3415
#define EGL_FORMAT_P010_Y_QCOM 0x3416
#define EGL_FORMAT_P010_UV_QCOM 0x3417
#define EGL_FORMAT_TP10_Y_QCOM 0x3418
#define EGL_FORMAT_TP10_UV_QCOM 0x3419
#define EGL_GENERIC_TOKEN_1_QCOM 0x3420
#define EGL_GENERIC_TOKEN_2_QCOM 0x3421
#define EGL_GENERIC_TOKEN_3_QCOM 0x3422
#define EGL_GL_TEXTURE_CUBE_MAP_MESA 0x3530

#define PYDRI_SONAME "libEGL.so.1"
#define PYDRI_ENVIRONMENT "PYDRI_LIBEGL"
#define PYDRI_SLOT_COUNT 158

/*
 * Lazy resolution: no library is loaded before the first call of one of its functions, and a function that the
 * installed library lacks is an error of that call, not of the import. Slots are filled once and never change, so racing
 * threads at worst do the same search twice.
 */
typedef struct {
    const char *name;
    const char *since;   /* what has to be there for the function to exist, or NULL */
    int extension;       /* found through eglGetProcAddress */
    void *address;
} pydri_slot;

static pydri_slot pydri_slots[PYDRI_SLOT_COUNT];

static void *pydri_handle;
static __thread char pydri_error_text[512];

static void pydri_note_error(const char *text) {
    snprintf(pydri_error_text, sizeof pydri_error_text, "%s", text ? text : "unknown error of the dynamic loader");
}

static const char *pydri_library_file(void) {
    const char *chosen = getenv(PYDRI_ENVIRONMENT);
    return chosen && *chosen ? chosen : PYDRI_SONAME;
}

static void *pydri_open_library(void) {
    void *handle = __atomic_load_n(&pydri_handle, __ATOMIC_ACQUIRE);
    void *winner = NULL;
    if (handle)
        return handle;
    handle = dlopen(pydri_library_file(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        pydri_note_error(dlerror());
        return NULL;
    }
    if (!__atomic_compare_exchange_n(&pydri_handle, &winner, handle, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        dlclose(handle);
        handle = winner;
    }
    return handle;
}

static void *pydri_search(void *library, const pydri_slot *slot) {
    void *address = NULL;
    if (slot->extension) {
        /* EGL wants extension functions asked for by name; libglvnd exports none of them. */
        void *(*get)(const char *) = (void *(*)(const char *))dlsym(library, "eglGetProcAddress");
        if (get)
            address = get(slot->name);
        if (!address)
            pydri_note_error("eglGetProcAddress does not know the function");
        return address;
    }
    address = dlsym(library, slot->name);
    if (!address)
        pydri_note_error(dlerror());
    return address;
}

/* Fill slot `index`. errno is kept: callers may have cleared it to learn what the library sets. */
static void *pydri_find(int index) {
    pydri_slot *slot = &pydri_slots[index];
    int saved = errno;
    void *library = pydri_open_library();
    void *address = library ? pydri_search(library, slot) : NULL;
    if (address)
        __atomic_store_n(&slot->address, address, __ATOMIC_RELEASE);
    errno = saved;
    return address;
}

static inline void *pydri_function(int index) {
    void *address = __atomic_load_n(&pydri_slots[index].address, __ATOMIC_ACQUIRE);
    return __builtin_expect(address != NULL, 1) ? address : pydri_find(index);
}

static int pydri_index(const char *name) {
    for (int index = 0; index < PYDRI_SLOT_COUNT; index++)
        if (!strcmp(pydri_slots[index].name, name))
            return index;
    return -1;
}

static int pydri_resolve(const char *name) {
    int index = pydri_index(name);
    if (index < 0)
        return -2;
    if (pydri_function(index))
        return 1;
    return __atomic_load_n(&pydri_handle, __ATOMIC_ACQUIRE) ? 0 : -1;
}

static const char *pydri_since(const char *name) {
    int index = pydri_index(name);
    return index < 0 ? NULL : pydri_slots[index].since;
}

static const char *pydri_library_error(void) { return pydri_error_text; }

static const char *pydri_library_path(void) {
    struct link_map *map = NULL;
    void *library = pydri_open_library();
    if (!library || dlinfo(library, RTLD_DI_LINKMAP, &map) || !map)
        return NULL;
    return map->l_name;
}

#include <pthread.h>

/*
 * Messages of EGL_KHR_debug. Mesa calls back while it holds the display's lock, where no Python may run: a collection
 * could destroy an object of EGL's there, and wait for that lock for ever. So a message is copied into a ring, and
 * Python takes it out later. A full ring loses the oldest.
 */
#define PYDRI_EGL_MESSAGES 128

struct pydri_egl_message {
    unsigned long thread;
    EGLenum error;
    EGLint type;
    uintptr_t thread_label;
    uintptr_t object_label;
    char command[64];
    char text[512];
};

static struct pydri_egl_message pydri_egl_ring[PYDRI_EGL_MESSAGES];
static unsigned int pydri_egl_first, pydri_egl_count;
static unsigned long pydri_egl_lost;
static pthread_mutex_t pydri_egl_lock = PTHREAD_MUTEX_INITIALIZER;

static void pydri_egl_note(EGLenum error, const char *command, EGLint type, EGLLabelKHR thread_label,
                           EGLLabelKHR object_label, const char *text) {
    struct pydri_egl_message *message;
    int saved = errno;
    pthread_mutex_lock(&pydri_egl_lock);
    if (pydri_egl_count == PYDRI_EGL_MESSAGES) {
        pydri_egl_first = (pydri_egl_first + 1) % PYDRI_EGL_MESSAGES;
        pydri_egl_lost++;
    } else {
        __atomic_add_fetch(&pydri_egl_count, 1, __ATOMIC_RELAXED);
    }
    message = &pydri_egl_ring[(pydri_egl_first + pydri_egl_count - 1) % PYDRI_EGL_MESSAGES];
    message->thread = (unsigned long)pthread_self();
    message->error = error;
    message->type = type;
    message->thread_label = (uintptr_t)thread_label;
    message->object_label = (uintptr_t)object_label;
    snprintf(message->command, sizeof message->command, "%s", command ? command : "");
    snprintf(message->text, sizeof message->text, "%s", text ? text : "");
    pthread_mutex_unlock(&pydri_egl_lock);
    errno = saved;
}

static EGLDEBUGPROCKHR pydri_egl_debug_callback(void) {
    return (EGLDEBUGPROCKHR)pydri_egl_note;
}

static int pydri_egl_debug_waiting(void) {
    return (int)__atomic_load_n(&pydri_egl_count, __ATOMIC_RELAXED);
}

static int pydri_egl_debug_take(struct pydri_egl_message *message, unsigned long *lost) {
    int found;
    pthread_mutex_lock(&pydri_egl_lock);
    *lost = pydri_egl_lost;
    pydri_egl_lost = 0;
    found = pydri_egl_count > 0;
    if (found) {
        *message = pydri_egl_ring[pydri_egl_first];
        pydri_egl_first = (pydri_egl_first + 1) % PYDRI_EGL_MESSAGES;
        __atomic_sub_fetch(&pydri_egl_count, 1, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&pydri_egl_lock);
    return found;
}

static void pydri_egl_debug_forked(void) {
    pthread_mutex_t fresh = PTHREAD_MUTEX_INITIALIZER;
    pydri_egl_lock = fresh;
    pydri_egl_first = pydri_egl_count = 0;
    pydri_egl_lost = 0;
}

static pydri_slot pydri_slots[PYDRI_SLOT_COUNT] = {
    {"eglChooseConfig", "EGL 1.0", 0, NULL},
    {"eglCopyBuffers", "EGL 1.0", 0, NULL},
    {"eglCreateContext", "EGL 1.0", 0, NULL},
    {"eglCreatePbufferSurface", "EGL 1.0", 0, NULL},
    {"eglCreatePixmapSurface", "EGL 1.0", 0, NULL},
    {"eglCreateWindowSurface", "EGL 1.0", 0, NULL},
    {"eglDestroyContext", "EGL 1.0", 0, NULL},
    {"eglDestroySurface", "EGL 1.0", 0, NULL},
    {"eglGetConfigAttrib", "EGL 1.0", 0, NULL},
    {"eglGetConfigs", "EGL 1.0", 0, NULL},
    {"eglGetCurrentDisplay", "EGL 1.0", 0, NULL},
    {"eglGetCurrentSurface", "EGL 1.0", 0, NULL},
    {"eglGetDisplay", "EGL 1.0", 0, NULL},
    {"eglGetError", "EGL 1.0", 0, NULL},
    {"eglGetProcAddress", "EGL 1.0", 0, NULL},
    {"eglInitialize", "EGL 1.0", 0, NULL},
    {"eglMakeCurrent", "EGL 1.0", 0, NULL},
    {"eglQueryContext", "EGL 1.0", 0, NULL},
    {"eglQueryString", "EGL 1.0", 0, NULL},
    {"eglQuerySurface", "EGL 1.0", 0, NULL},
    {"eglSwapBuffers", "EGL 1.0", 0, NULL},
    {"eglTerminate", "EGL 1.0", 0, NULL},
    {"eglWaitGL", "EGL 1.0", 0, NULL},
    {"eglWaitNative", "EGL 1.0", 0, NULL},
    {"eglBindTexImage", "EGL 1.1", 0, NULL},
    {"eglReleaseTexImage", "EGL 1.1", 0, NULL},
    {"eglSurfaceAttrib", "EGL 1.1", 0, NULL},
    {"eglSwapInterval", "EGL 1.1", 0, NULL},
    {"eglBindAPI", "EGL 1.2", 0, NULL},
    {"eglQueryAPI", "EGL 1.2", 0, NULL},
    {"eglCreatePbufferFromClientBuffer", "EGL 1.2", 0, NULL},
    {"eglReleaseThread", "EGL 1.2", 0, NULL},
    {"eglWaitClient", "EGL 1.2", 0, NULL},
    {"eglGetCurrentContext", "EGL 1.4", 0, NULL},
    {"eglCreateSync", "EGL 1.5", 0, NULL},
    {"eglDestroySync", "EGL 1.5", 0, NULL},
    {"eglClientWaitSync", "EGL 1.5", 0, NULL},
    {"eglGetSyncAttrib", "EGL 1.5", 0, NULL},
    {"eglCreateImage", "EGL 1.5", 0, NULL},
    {"eglDestroyImage", "EGL 1.5", 0, NULL},
    {"eglGetPlatformDisplay", "EGL 1.5", 0, NULL},
    {"eglCreatePlatformWindowSurface", "EGL 1.5", 0, NULL},
    {"eglCreatePlatformPixmapSurface", "EGL 1.5", 0, NULL},
    {"eglWaitSync", "EGL 1.5", 0, NULL},
    {"eglCreateSync64KHR", "EGL_KHR_cl_event2", 1, NULL},
    {"eglDebugMessageControlKHR", "EGL_KHR_debug", 1, NULL},
    {"eglQueryDebugKHR", "EGL_KHR_debug", 1, NULL},
    {"eglLabelObjectKHR", "EGL_KHR_debug", 1, NULL},
    {"eglQueryDisplayAttribKHR", "EGL_KHR_display_reference", 1, NULL},
    {"eglCreateSyncKHR", "EGL_KHR_fence_sync, EGL_KHR_reusable_sync", 1, NULL},
    {"eglDestroySyncKHR", "EGL_KHR_fence_sync, EGL_KHR_reusable_sync", 1, NULL},
    {"eglClientWaitSyncKHR", "EGL_KHR_fence_sync, EGL_KHR_reusable_sync", 1, NULL},
    {"eglGetSyncAttribKHR", "EGL_KHR_fence_sync, EGL_KHR_reusable_sync", 1, NULL},
    {"eglCreateImageKHR", "EGL_KHR_image, EGL_KHR_image_base", 1, NULL},
    {"eglDestroyImageKHR", "EGL_KHR_image, EGL_KHR_image_base", 1, NULL},
    {"eglLockSurfaceKHR", "EGL_KHR_lock_surface, EGL_KHR_lock_surface3", 1, NULL},
    {"eglUnlockSurfaceKHR", "EGL_KHR_lock_surface, EGL_KHR_lock_surface3", 1, NULL},
    {"eglQuerySurface64KHR", "EGL_KHR_lock_surface3", 1, NULL},
    {"eglSetDamageRegionKHR", "EGL_KHR_partial_update", 1, NULL},
    {"eglSignalSyncKHR", "EGL_KHR_reusable_sync", 1, NULL},
    {"eglCreateStreamKHR", "EGL_KHR_stream", 1, NULL},
    {"eglDestroyStreamKHR", "EGL_KHR_stream", 1, NULL},
    {"eglStreamAttribKHR", "EGL_KHR_stream", 1, NULL},
    {"eglQueryStreamKHR", "EGL_KHR_stream", 1, NULL},
    {"eglQueryStreamu64KHR", "EGL_KHR_stream", 1, NULL},
    {"eglCreateStreamAttribKHR", "EGL_KHR_stream_attrib", 1, NULL},
    {"eglSetStreamAttribKHR", "EGL_KHR_stream_attrib", 1, NULL},
    {"eglQueryStreamAttribKHR", "EGL_KHR_stream_attrib", 1, NULL},
    {"eglStreamConsumerAcquireAttribKHR", "EGL_KHR_stream_attrib", 1, NULL},
    {"eglStreamConsumerReleaseAttribKHR", "EGL_KHR_stream_attrib", 1, NULL},
    {"eglStreamConsumerGLTextureExternalKHR", "EGL_KHR_stream_consumer_gltexture", 1, NULL},
    {"eglStreamConsumerAcquireKHR", "EGL_KHR_stream_consumer_gltexture", 1, NULL},
    {"eglStreamConsumerReleaseKHR", "EGL_KHR_stream_consumer_gltexture", 1, NULL},
    {"eglGetStreamFileDescriptorKHR", "EGL_KHR_stream_cross_process_fd", 1, NULL},
    {"eglCreateStreamFromFileDescriptorKHR", "EGL_KHR_stream_cross_process_fd", 1, NULL},
    {"eglQueryStreamTimeKHR", "EGL_KHR_stream_fifo", 1, NULL},
    {"eglCreateStreamProducerSurfaceKHR", "EGL_KHR_stream_producer_eglsurface", 1, NULL},
    {"eglSwapBuffersWithDamageKHR", "EGL_KHR_swap_buffers_with_damage", 1, NULL},
    {"eglWaitSyncKHR", "EGL_KHR_wait_sync", 1, NULL},
    {"eglSetBlobCacheFuncsANDROID", "EGL_ANDROID_blob_cache", 1, NULL},
    {"eglCreateNativeClientBufferANDROID", "EGL_ANDROID_create_native_client_buffer", 1, NULL},
    {"eglGetCompositorTimingSupportedANDROID", "EGL_ANDROID_get_frame_timestamps", 1, NULL},
    {"eglGetCompositorTimingANDROID", "EGL_ANDROID_get_frame_timestamps", 1, NULL},
    {"eglGetNextFrameIdANDROID", "EGL_ANDROID_get_frame_timestamps", 1, NULL},
    {"eglGetFrameTimestampSupportedANDROID", "EGL_ANDROID_get_frame_timestamps", 1, NULL},
    {"eglGetFrameTimestampsANDROID", "EGL_ANDROID_get_frame_timestamps", 1, NULL},
    {"eglGetNativeClientBufferANDROID", "EGL_ANDROID_get_native_client_buffer", 1, NULL},
    {"eglDupNativeFenceFDANDROID", "EGL_ANDROID_native_fence_sync", 1, NULL},
    {"eglPresentationTimeANDROID", "EGL_ANDROID_presentation_time", 1, NULL},
    {"eglQuerySurfacePointerANGLE", "EGL_ANGLE_query_surface_pointer", 1, NULL},
    {"eglGetMscRateANGLE", "EGL_ANGLE_sync_control_rate", 1, NULL},
    {"eglClientSignalSyncEXT", "EGL_EXT_client_sync", 1, NULL},
    {"eglCompositorSetContextListEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglCompositorSetContextAttributesEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglCompositorSetWindowListEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglCompositorSetWindowAttributesEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglCompositorBindTexWindowEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglCompositorSetSizeEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglCompositorSwapPolicyEXT", "EGL_EXT_compositor", 1, NULL},
    {"eglQueryDeviceAttribEXT", "EGL_EXT_device_base, EGL_EXT_device_query", 1, NULL},
    {"eglQueryDeviceStringEXT", "EGL_EXT_device_base, EGL_EXT_device_query", 1, NULL},
    {"eglQueryDevicesEXT", "EGL_EXT_device_base, EGL_EXT_device_enumeration", 1, NULL},
    {"eglQueryDisplayAttribEXT", "EGL_EXT_device_base, EGL_EXT_device_query", 1, NULL},
    {"eglQueryDeviceBinaryEXT", "EGL_EXT_device_persistent_id", 1, NULL},
    {"eglDestroyDisplayEXT", "EGL_EXT_display_alloc", 1, NULL},
    {"eglQueryDmaBufFormatsEXT", "EGL_EXT_image_dma_buf_import_modifiers", 1, NULL},
    {"eglQueryDmaBufModifiersEXT", "EGL_EXT_image_dma_buf_import_modifiers", 1, NULL},
    {"eglGetOutputLayersEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglGetOutputPortsEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglOutputLayerAttribEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglQueryOutputLayerAttribEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglQueryOutputLayerStringEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglOutputPortAttribEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglQueryOutputPortAttribEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglQueryOutputPortStringEXT", "EGL_EXT_output_base", 1, NULL},
    {"eglGetPlatformDisplayEXT", "EGL_EXT_platform_base", 1, NULL},
    {"eglCreatePlatformWindowSurfaceEXT", "EGL_EXT_platform_base", 1, NULL},
    {"eglCreatePlatformPixmapSurfaceEXT", "EGL_EXT_platform_base", 1, NULL},
    {"eglStreamConsumerOutputEXT", "EGL_EXT_stream_consumer_egloutput", 1, NULL},
    {"eglQuerySupportedCompressionRatesEXT", "EGL_EXT_surface_compression", 1, NULL},
    {"eglSwapBuffersWithDamageEXT", "EGL_EXT_swap_buffers_with_damage", 1, NULL},
    {"eglUnsignalSyncEXT", "EGL_EXT_sync_reuse", 1, NULL},
    {"eglCreatePixmapSurfaceHI", "EGL_HI_clientpixmap", 1, NULL},
    {"eglCreateDRMImageMESA", "EGL_MESA_drm_image", 1, NULL},
    {"eglExportDRMImageMESA", "EGL_MESA_drm_image", 1, NULL},
    {"eglExportDMABUFImageQueryMESA", "EGL_MESA_image_dma_buf_export", 1, NULL},
    {"eglExportDMABUFImageMESA", "EGL_MESA_image_dma_buf_export", 1, NULL},
    {"eglGetDisplayDriverConfig", "EGL_MESA_query_driver", 1, NULL},
    {"eglGetDisplayDriverName", "EGL_MESA_query_driver", 1, NULL},
    {"eglSwapBuffersRegionNOK", "EGL_NOK_swap_region", 1, NULL},
    {"eglSwapBuffersRegion2NOK", "EGL_NOK_swap_region2", 1, NULL},
    {"eglQueryNativeDisplayNV", "EGL_NV_native_query", 1, NULL},
    {"eglQueryNativeWindowNV", "EGL_NV_native_query", 1, NULL},
    {"eglQueryNativePixmapNV", "EGL_NV_native_query", 1, NULL},
    {"eglPostSubBufferNV", "EGL_NV_post_sub_buffer", 1, NULL},
    {"eglStreamImageConsumerConnectNV", "EGL_NV_stream_consumer_eglimage", 1, NULL},
    {"eglQueryStreamConsumerEventNV", "EGL_NV_stream_consumer_eglimage", 1, NULL},
    {"eglStreamAcquireImageNV", "EGL_NV_stream_consumer_eglimage", 1, NULL},
    {"eglStreamReleaseImageNV", "EGL_NV_stream_consumer_eglimage", 1, NULL},
    {"eglStreamConsumerGLTextureExternalAttribsNV", "EGL_NV_stream_consumer_gltexture_yuv", 1, NULL},
    {"eglStreamFlushNV", "EGL_NV_stream_flush", 1, NULL},
    {"eglQueryDisplayAttribNV", "EGL_NV_stream_metadata", 1, NULL},
    {"eglSetStreamMetadataNV", "EGL_NV_stream_metadata", 1, NULL},
    {"eglQueryStreamMetadataNV", "EGL_NV_stream_metadata", 1, NULL},
    {"eglResetStreamNV", "EGL_NV_stream_reset", 1, NULL},
    {"eglCreateStreamSyncNV", "EGL_NV_stream_sync", 1, NULL},
    {"eglCreateFenceSyncNV", "EGL_NV_sync", 1, NULL},
    {"eglDestroySyncNV", "EGL_NV_sync", 1, NULL},
    {"eglFenceNV", "EGL_NV_sync", 1, NULL},
    {"eglClientWaitSyncNV", "EGL_NV_sync", 1, NULL},
    {"eglSignalSyncNV", "EGL_NV_sync", 1, NULL},
    {"eglGetSyncAttribNV", "EGL_NV_sync", 1, NULL},
    {"eglGetSystemTimeFrequencyNV", "EGL_NV_system_time", 1, NULL},
    {"eglGetSystemTimeNV", "EGL_NV_system_time", 1, NULL},
    {"eglBindWaylandDisplayWL", "EGL_WL_bind_wayland_display", 1, NULL},
    {"eglUnbindWaylandDisplayWL", "EGL_WL_bind_wayland_display", 1, NULL},
    {"eglQueryWaylandBufferWL", "EGL_WL_bind_wayland_display", 1, NULL},
    {"eglCreateWaylandBufferFromImageWL", "EGL_WL_create_wayland_buffer_from_image", 1, NULL},
};

static EGLBoolean eglChooseConfig(EGLDisplay dpy, const EGLint *attrib_list, EGLConfig *configs, EGLint config_size, EGLint *num_config) {
    EGLBoolean (*call)(EGLDisplay dpy, const EGLint *attrib_list, EGLConfig *configs, EGLint config_size, EGLint *num_config) = pydri_function(0);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, attrib_list, configs, config_size, num_config);
}

static EGLBoolean eglCopyBuffers(EGLDisplay dpy, EGLSurface surface, EGLNativePixmapType target) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLNativePixmapType target) = pydri_function(1);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, target);
}

static EGLContext eglCreateContext(EGLDisplay dpy, EGLConfig config, EGLContext share_context, const EGLint *attrib_list) {
    EGLContext (*call)(EGLDisplay dpy, EGLConfig config, EGLContext share_context, const EGLint *attrib_list) = pydri_function(2);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, share_context, attrib_list);
}

static EGLSurface eglCreatePbufferSurface(EGLDisplay dpy, EGLConfig config, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, const EGLint *attrib_list) = pydri_function(3);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, attrib_list);
}

static EGLSurface eglCreatePixmapSurface(EGLDisplay dpy, EGLConfig config, EGLNativePixmapType pixmap, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, EGLNativePixmapType pixmap, const EGLint *attrib_list) = pydri_function(4);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, pixmap, attrib_list);
}

static EGLSurface eglCreateWindowSurface(EGLDisplay dpy, EGLConfig config, EGLNativeWindowType win, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, EGLNativeWindowType win, const EGLint *attrib_list) = pydri_function(5);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, win, attrib_list);
}

static EGLBoolean eglDestroyContext(EGLDisplay dpy, EGLContext ctx) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLContext ctx) = pydri_function(6);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, ctx);
}

static EGLBoolean eglDestroySurface(EGLDisplay dpy, EGLSurface surface) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface) = pydri_function(7);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface);
}

static EGLBoolean eglGetConfigAttrib(EGLDisplay dpy, EGLConfig config, EGLint attribute, EGLint *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLConfig config, EGLint attribute, EGLint *value) = pydri_function(8);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, config, attribute, value);
}

static EGLBoolean eglGetConfigs(EGLDisplay dpy, EGLConfig *configs, EGLint config_size, EGLint *num_config) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLConfig *configs, EGLint config_size, EGLint *num_config) = pydri_function(9);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, configs, config_size, num_config);
}

static EGLDisplay eglGetCurrentDisplay(void) {
    EGLDisplay (*call)(void) = pydri_function(10);
    if (!call) { errno = ENOSYS; return NULL; }
    return call();
}

static EGLSurface eglGetCurrentSurface(EGLint readdraw) {
    EGLSurface (*call)(EGLint readdraw) = pydri_function(11);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(readdraw);
}

static EGLDisplay eglGetDisplay(EGLNativeDisplayType display_id) {
    EGLDisplay (*call)(EGLNativeDisplayType display_id) = pydri_function(12);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(display_id);
}

static EGLint eglGetError(void) {
    EGLint (*call)(void) = pydri_function(13);
    if (!call) { errno = ENOSYS; return -1; }
    return call();
}

static __eglMustCastToProperFunctionPointerType eglGetProcAddress(const char *procname) {
    __eglMustCastToProperFunctionPointerType (*call)(const char *procname) = pydri_function(14);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(procname);
}

static EGLBoolean eglInitialize(EGLDisplay dpy, EGLint *major, EGLint *minor) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint *major, EGLint *minor) = pydri_function(15);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, major, minor);
}

static EGLBoolean eglMakeCurrent(EGLDisplay dpy, EGLSurface draw, EGLSurface read, EGLContext ctx) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface draw, EGLSurface read, EGLContext ctx) = pydri_function(16);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, draw, read, ctx);
}

static EGLBoolean eglQueryContext(EGLDisplay dpy, EGLContext ctx, EGLint attribute, EGLint *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLContext ctx, EGLint attribute, EGLint *value) = pydri_function(17);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, ctx, attribute, value);
}

static const char *eglQueryString(EGLDisplay dpy, EGLint name) {
    const char *(*call)(EGLDisplay dpy, EGLint name) = pydri_function(18);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, name);
}

static EGLBoolean eglQuerySurface(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLint *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLint *value) = pydri_function(19);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, attribute, value);
}

static EGLBoolean eglSwapBuffers(EGLDisplay dpy, EGLSurface surface) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface) = pydri_function(20);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface);
}

static EGLBoolean eglTerminate(EGLDisplay dpy) {
    EGLBoolean (*call)(EGLDisplay dpy) = pydri_function(21);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy);
}

static EGLBoolean eglWaitGL(void) {
    EGLBoolean (*call)(void) = pydri_function(22);
    if (!call) { errno = ENOSYS; return 0; }
    return call();
}

static EGLBoolean eglWaitNative(EGLint engine) {
    EGLBoolean (*call)(EGLint engine) = pydri_function(23);
    if (!call) { errno = ENOSYS; return 0; }
    return call(engine);
}

static EGLBoolean eglBindTexImage(EGLDisplay dpy, EGLSurface surface, EGLint buffer) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint buffer) = pydri_function(24);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, buffer);
}

static EGLBoolean eglReleaseTexImage(EGLDisplay dpy, EGLSurface surface, EGLint buffer) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint buffer) = pydri_function(25);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, buffer);
}

static EGLBoolean eglSurfaceAttrib(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLint value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLint value) = pydri_function(26);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, attribute, value);
}

static EGLBoolean eglSwapInterval(EGLDisplay dpy, EGLint interval) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint interval) = pydri_function(27);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, interval);
}

static EGLBoolean eglBindAPI(EGLenum api) {
    EGLBoolean (*call)(EGLenum api) = pydri_function(28);
    if (!call) { errno = ENOSYS; return 0; }
    return call(api);
}

static EGLenum eglQueryAPI(void) {
    EGLenum (*call)(void) = pydri_function(29);
    if (!call) { errno = ENOSYS; return 0; }
    return call();
}

static EGLSurface eglCreatePbufferFromClientBuffer(EGLDisplay dpy, EGLenum buftype, EGLClientBuffer buffer, EGLConfig config, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLenum buftype, EGLClientBuffer buffer, EGLConfig config, const EGLint *attrib_list) = pydri_function(30);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, buftype, buffer, config, attrib_list);
}

static EGLBoolean eglReleaseThread(void) {
    EGLBoolean (*call)(void) = pydri_function(31);
    if (!call) { errno = ENOSYS; return 0; }
    return call();
}

static EGLBoolean eglWaitClient(void) {
    EGLBoolean (*call)(void) = pydri_function(32);
    if (!call) { errno = ENOSYS; return 0; }
    return call();
}

static EGLContext eglGetCurrentContext(void) {
    EGLContext (*call)(void) = pydri_function(33);
    if (!call) { errno = ENOSYS; return NULL; }
    return call();
}

static EGLSync eglCreateSync(EGLDisplay dpy, EGLenum type, const EGLAttrib *attrib_list) {
    EGLSync (*call)(EGLDisplay dpy, EGLenum type, const EGLAttrib *attrib_list) = pydri_function(34);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, type, attrib_list);
}

static EGLBoolean eglDestroySync(EGLDisplay dpy, EGLSync sync) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSync sync) = pydri_function(35);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync);
}

static EGLint eglClientWaitSync(EGLDisplay dpy, EGLSync sync, EGLint flags, EGLTime timeout) {
    EGLint (*call)(EGLDisplay dpy, EGLSync sync, EGLint flags, EGLTime timeout) = pydri_function(36);
    if (!call) { errno = ENOSYS; return -1; }
    return call(dpy, sync, flags, timeout);
}

static EGLBoolean eglGetSyncAttrib(EGLDisplay dpy, EGLSync sync, EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSync sync, EGLint attribute, EGLAttrib *value) = pydri_function(37);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync, attribute, value);
}

static EGLImage eglCreateImage(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, const EGLAttrib *attrib_list) {
    EGLImage (*call)(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, const EGLAttrib *attrib_list) = pydri_function(38);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, ctx, target, buffer, attrib_list);
}

static EGLBoolean eglDestroyImage(EGLDisplay dpy, EGLImage image) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLImage image) = pydri_function(39);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, image);
}

static EGLDisplay eglGetPlatformDisplay(EGLenum platform, void *native_display, const EGLAttrib *attrib_list) {
    EGLDisplay (*call)(EGLenum platform, void *native_display, const EGLAttrib *attrib_list) = pydri_function(40);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(platform, native_display, attrib_list);
}

static EGLSurface eglCreatePlatformWindowSurface(EGLDisplay dpy, EGLConfig config, void *native_window, const EGLAttrib *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, void *native_window, const EGLAttrib *attrib_list) = pydri_function(41);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, native_window, attrib_list);
}

static EGLSurface eglCreatePlatformPixmapSurface(EGLDisplay dpy, EGLConfig config, void *native_pixmap, const EGLAttrib *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, void *native_pixmap, const EGLAttrib *attrib_list) = pydri_function(42);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, native_pixmap, attrib_list);
}

static EGLBoolean eglWaitSync(EGLDisplay dpy, EGLSync sync, EGLint flags) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSync sync, EGLint flags) = pydri_function(43);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync, flags);
}

static EGLSyncKHR eglCreateSync64KHR(EGLDisplay dpy, EGLenum type, const EGLAttribKHR *attrib_list) {
    EGLSyncKHR (*call)(EGLDisplay dpy, EGLenum type, const EGLAttribKHR *attrib_list) = pydri_function(44);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, type, attrib_list);
}

static EGLint eglDebugMessageControlKHR(EGLDEBUGPROCKHR callback, const EGLAttrib *attrib_list) {
    EGLint (*call)(EGLDEBUGPROCKHR callback, const EGLAttrib *attrib_list) = pydri_function(45);
    if (!call) { errno = ENOSYS; return -1; }
    return call(callback, attrib_list);
}

static EGLBoolean eglQueryDebugKHR(EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLint attribute, EGLAttrib *value) = pydri_function(46);
    if (!call) { errno = ENOSYS; return 0; }
    return call(attribute, value);
}

static EGLint eglLabelObjectKHR(EGLDisplay display, EGLenum objectType, EGLObjectKHR object, EGLLabelKHR label) {
    EGLint (*call)(EGLDisplay display, EGLenum objectType, EGLObjectKHR object, EGLLabelKHR label) = pydri_function(47);
    if (!call) { errno = ENOSYS; return -1; }
    return call(display, objectType, object, label);
}

static EGLBoolean eglQueryDisplayAttribKHR(EGLDisplay dpy, EGLint name, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint name, EGLAttrib *value) = pydri_function(48);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, name, value);
}

static EGLSyncKHR eglCreateSyncKHR(EGLDisplay dpy, EGLenum type, const EGLint *attrib_list) {
    EGLSyncKHR (*call)(EGLDisplay dpy, EGLenum type, const EGLint *attrib_list) = pydri_function(49);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, type, attrib_list);
}

static EGLBoolean eglDestroySyncKHR(EGLDisplay dpy, EGLSyncKHR sync) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSyncKHR sync) = pydri_function(50);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync);
}

static EGLint eglClientWaitSyncKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLint flags, EGLTimeKHR timeout) {
    EGLint (*call)(EGLDisplay dpy, EGLSyncKHR sync, EGLint flags, EGLTimeKHR timeout) = pydri_function(51);
    if (!call) { errno = ENOSYS; return -1; }
    return call(dpy, sync, flags, timeout);
}

static EGLBoolean eglGetSyncAttribKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLint attribute, EGLint *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSyncKHR sync, EGLint attribute, EGLint *value) = pydri_function(52);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync, attribute, value);
}

static EGLImageKHR eglCreateImageKHR(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, const EGLint *attrib_list) {
    EGLImageKHR (*call)(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, const EGLint *attrib_list) = pydri_function(53);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, ctx, target, buffer, attrib_list);
}

static EGLBoolean eglDestroyImageKHR(EGLDisplay dpy, EGLImageKHR image) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLImageKHR image) = pydri_function(54);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, image);
}

static EGLBoolean eglLockSurfaceKHR(EGLDisplay dpy, EGLSurface surface, const EGLint *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, const EGLint *attrib_list) = pydri_function(55);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, attrib_list);
}

static EGLBoolean eglUnlockSurfaceKHR(EGLDisplay dpy, EGLSurface surface) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface) = pydri_function(56);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface);
}

static EGLBoolean eglQuerySurface64KHR(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLAttribKHR *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLAttribKHR *value) = pydri_function(57);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, attribute, value);
}

static EGLBoolean eglSetDamageRegionKHR(EGLDisplay dpy, EGLSurface surface, EGLint *rects, EGLint n_rects) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint *rects, EGLint n_rects) = pydri_function(58);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, rects, n_rects);
}

static EGLBoolean eglSignalSyncKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLenum mode) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSyncKHR sync, EGLenum mode) = pydri_function(59);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync, mode);
}

static EGLStreamKHR eglCreateStreamKHR(EGLDisplay dpy, const EGLint *attrib_list) {
    EGLStreamKHR (*call)(EGLDisplay dpy, const EGLint *attrib_list) = pydri_function(60);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, attrib_list);
}

static EGLBoolean eglDestroyStreamKHR(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(61);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLBoolean eglStreamAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLint value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLint value) = pydri_function(62);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attribute, value);
}

static EGLBoolean eglQueryStreamKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLint *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLint *value) = pydri_function(63);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attribute, value);
}

static EGLBoolean eglQueryStreamu64KHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLuint64KHR *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLuint64KHR *value) = pydri_function(64);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attribute, value);
}

static EGLStreamKHR eglCreateStreamAttribKHR(EGLDisplay dpy, const EGLAttrib *attrib_list) {
    EGLStreamKHR (*call)(EGLDisplay dpy, const EGLAttrib *attrib_list) = pydri_function(65);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, attrib_list);
}

static EGLBoolean eglSetStreamAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLAttrib value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLAttrib value) = pydri_function(66);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attribute, value);
}

static EGLBoolean eglQueryStreamAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLAttrib *value) = pydri_function(67);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attribute, value);
}

static EGLBoolean eglStreamConsumerAcquireAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list) = pydri_function(68);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attrib_list);
}

static EGLBoolean eglStreamConsumerReleaseAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list) = pydri_function(69);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attrib_list);
}

static EGLBoolean eglStreamConsumerGLTextureExternalKHR(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(70);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLBoolean eglStreamConsumerAcquireKHR(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(71);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLBoolean eglStreamConsumerReleaseKHR(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(72);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLNativeFileDescriptorKHR eglGetStreamFileDescriptorKHR(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLNativeFileDescriptorKHR (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(73);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLStreamKHR eglCreateStreamFromFileDescriptorKHR(EGLDisplay dpy, EGLNativeFileDescriptorKHR file_descriptor) {
    EGLStreamKHR (*call)(EGLDisplay dpy, EGLNativeFileDescriptorKHR file_descriptor) = pydri_function(74);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, file_descriptor);
}

static EGLBoolean eglQueryStreamTimeKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLTimeKHR *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLTimeKHR *value) = pydri_function(75);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attribute, value);
}

static EGLSurface eglCreateStreamProducerSurfaceKHR(EGLDisplay dpy, EGLConfig config, EGLStreamKHR stream, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, EGLStreamKHR stream, const EGLint *attrib_list) = pydri_function(76);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, stream, attrib_list);
}

static EGLBoolean eglSwapBuffersWithDamageKHR(EGLDisplay dpy, EGLSurface surface, const EGLint *rects, EGLint n_rects) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, const EGLint *rects, EGLint n_rects) = pydri_function(77);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, rects, n_rects);
}

static EGLint eglWaitSyncKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLint flags) {
    EGLint (*call)(EGLDisplay dpy, EGLSyncKHR sync, EGLint flags) = pydri_function(78);
    if (!call) { errno = ENOSYS; return -1; }
    return call(dpy, sync, flags);
}

static void eglSetBlobCacheFuncsANDROID(EGLDisplay dpy, EGLSetBlobFuncANDROID set, EGLGetBlobFuncANDROID get) {
    void (*call)(EGLDisplay dpy, EGLSetBlobFuncANDROID set, EGLGetBlobFuncANDROID get) = pydri_function(79);
    if (!call) { errno = ENOSYS; return; }
    call(dpy, set, get);
}

static EGLClientBuffer eglCreateNativeClientBufferANDROID(const EGLint *attrib_list) {
    EGLClientBuffer (*call)(const EGLint *attrib_list) = pydri_function(80);
    if (!call) { errno = ENOSYS; return 0; }
    return call(attrib_list);
}

static EGLBoolean eglGetCompositorTimingSupportedANDROID(EGLDisplay dpy, EGLSurface surface, EGLint name) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint name) = pydri_function(81);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, name);
}

static EGLBoolean eglGetCompositorTimingANDROID(EGLDisplay dpy, EGLSurface surface, EGLint numTimestamps, const EGLint *names, EGLnsecsANDROID *values) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint numTimestamps, const EGLint *names, EGLnsecsANDROID *values) = pydri_function(82);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, numTimestamps, names, values);
}

static EGLBoolean eglGetNextFrameIdANDROID(EGLDisplay dpy, EGLSurface surface, EGLuint64KHR *frameId) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLuint64KHR *frameId) = pydri_function(83);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, frameId);
}

static EGLBoolean eglGetFrameTimestampSupportedANDROID(EGLDisplay dpy, EGLSurface surface, EGLint timestamp) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint timestamp) = pydri_function(84);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, timestamp);
}

static EGLBoolean eglGetFrameTimestampsANDROID(EGLDisplay dpy, EGLSurface surface, EGLuint64KHR frameId, EGLint numTimestamps, const EGLint *timestamps, EGLnsecsANDROID *values) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLuint64KHR frameId, EGLint numTimestamps, const EGLint *timestamps, EGLnsecsANDROID *values) = pydri_function(85);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, frameId, numTimestamps, timestamps, values);
}

static EGLClientBuffer eglGetNativeClientBufferANDROID(const struct AHardwareBuffer *buffer) {
    EGLClientBuffer (*call)(const struct AHardwareBuffer *buffer) = pydri_function(86);
    if (!call) { errno = ENOSYS; return 0; }
    return call(buffer);
}

static EGLint eglDupNativeFenceFDANDROID(EGLDisplay dpy, EGLSyncKHR sync) {
    EGLint (*call)(EGLDisplay dpy, EGLSyncKHR sync) = pydri_function(87);
    if (!call) { errno = ENOSYS; return -1; }
    return call(dpy, sync);
}

static EGLBoolean eglPresentationTimeANDROID(EGLDisplay dpy, EGLSurface surface, EGLnsecsANDROID time) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLnsecsANDROID time) = pydri_function(88);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, time);
}

static EGLBoolean eglQuerySurfacePointerANGLE(EGLDisplay dpy, EGLSurface surface, EGLint attribute, void **value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint attribute, void **value) = pydri_function(89);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, attribute, value);
}

static EGLBoolean eglGetMscRateANGLE(EGLDisplay dpy, EGLSurface surface, EGLint *numerator, EGLint *denominator) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint *numerator, EGLint *denominator) = pydri_function(90);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, numerator, denominator);
}

static EGLBoolean eglClientSignalSyncEXT(EGLDisplay dpy, EGLSync sync, const EGLAttrib *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSync sync, const EGLAttrib *attrib_list) = pydri_function(91);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync, attrib_list);
}

static EGLBoolean eglCompositorSetContextListEXT(const EGLint *external_ref_ids, EGLint num_entries) {
    EGLBoolean (*call)(const EGLint *external_ref_ids, EGLint num_entries) = pydri_function(92);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_ref_ids, num_entries);
}

static EGLBoolean eglCompositorSetContextAttributesEXT(EGLint external_ref_id, const EGLint *context_attributes, EGLint num_entries) {
    EGLBoolean (*call)(EGLint external_ref_id, const EGLint *context_attributes, EGLint num_entries) = pydri_function(93);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_ref_id, context_attributes, num_entries);
}

static EGLBoolean eglCompositorSetWindowListEXT(EGLint external_ref_id, const EGLint *external_win_ids, EGLint num_entries) {
    EGLBoolean (*call)(EGLint external_ref_id, const EGLint *external_win_ids, EGLint num_entries) = pydri_function(94);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_ref_id, external_win_ids, num_entries);
}

static EGLBoolean eglCompositorSetWindowAttributesEXT(EGLint external_win_id, const EGLint *window_attributes, EGLint num_entries) {
    EGLBoolean (*call)(EGLint external_win_id, const EGLint *window_attributes, EGLint num_entries) = pydri_function(95);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_win_id, window_attributes, num_entries);
}

static EGLBoolean eglCompositorBindTexWindowEXT(EGLint external_win_id) {
    EGLBoolean (*call)(EGLint external_win_id) = pydri_function(96);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_win_id);
}

static EGLBoolean eglCompositorSetSizeEXT(EGLint external_win_id, EGLint width, EGLint height) {
    EGLBoolean (*call)(EGLint external_win_id, EGLint width, EGLint height) = pydri_function(97);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_win_id, width, height);
}

static EGLBoolean eglCompositorSwapPolicyEXT(EGLint external_win_id, EGLint policy) {
    EGLBoolean (*call)(EGLint external_win_id, EGLint policy) = pydri_function(98);
    if (!call) { errno = ENOSYS; return 0; }
    return call(external_win_id, policy);
}

static EGLBoolean eglQueryDeviceAttribEXT(EGLDeviceEXT device, EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDeviceEXT device, EGLint attribute, EGLAttrib *value) = pydri_function(99);
    if (!call) { errno = ENOSYS; return 0; }
    return call(device, attribute, value);
}

static const char *eglQueryDeviceStringEXT(EGLDeviceEXT device, EGLint name) {
    const char *(*call)(EGLDeviceEXT device, EGLint name) = pydri_function(100);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(device, name);
}

static EGLBoolean eglQueryDevicesEXT(EGLint max_devices, EGLDeviceEXT *devices, EGLint *num_devices) {
    EGLBoolean (*call)(EGLint max_devices, EGLDeviceEXT *devices, EGLint *num_devices) = pydri_function(101);
    if (!call) { errno = ENOSYS; return 0; }
    return call(max_devices, devices, num_devices);
}

static EGLBoolean eglQueryDisplayAttribEXT(EGLDisplay dpy, EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint attribute, EGLAttrib *value) = pydri_function(102);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, attribute, value);
}

static EGLBoolean eglQueryDeviceBinaryEXT(EGLDeviceEXT device, EGLint name, EGLint max_size, void *value, EGLint *size) {
    EGLBoolean (*call)(EGLDeviceEXT device, EGLint name, EGLint max_size, void *value, EGLint *size) = pydri_function(103);
    if (!call) { errno = ENOSYS; return 0; }
    return call(device, name, max_size, value, size);
}

static EGLBoolean eglDestroyDisplayEXT(EGLDisplay dpy) {
    EGLBoolean (*call)(EGLDisplay dpy) = pydri_function(104);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy);
}

static EGLBoolean eglQueryDmaBufFormatsEXT(EGLDisplay dpy, EGLint max_formats, EGLint *formats, EGLint *num_formats) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint max_formats, EGLint *formats, EGLint *num_formats) = pydri_function(105);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, max_formats, formats, num_formats);
}

static EGLBoolean eglQueryDmaBufModifiersEXT(EGLDisplay dpy, EGLint format, EGLint max_modifiers, EGLuint64KHR *modifiers, EGLBoolean *external_only, EGLint *num_modifiers) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint format, EGLint max_modifiers, EGLuint64KHR *modifiers, EGLBoolean *external_only, EGLint *num_modifiers) = pydri_function(106);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, format, max_modifiers, modifiers, external_only, num_modifiers);
}

static EGLBoolean eglGetOutputLayersEXT(EGLDisplay dpy, const EGLAttrib *attrib_list, EGLOutputLayerEXT *layers, EGLint max_layers, EGLint *num_layers) {
    EGLBoolean (*call)(EGLDisplay dpy, const EGLAttrib *attrib_list, EGLOutputLayerEXT *layers, EGLint max_layers, EGLint *num_layers) = pydri_function(107);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, attrib_list, layers, max_layers, num_layers);
}

static EGLBoolean eglGetOutputPortsEXT(EGLDisplay dpy, const EGLAttrib *attrib_list, EGLOutputPortEXT *ports, EGLint max_ports, EGLint *num_ports) {
    EGLBoolean (*call)(EGLDisplay dpy, const EGLAttrib *attrib_list, EGLOutputPortEXT *ports, EGLint max_ports, EGLint *num_ports) = pydri_function(108);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, attrib_list, ports, max_ports, num_ports);
}

static EGLBoolean eglOutputLayerAttribEXT(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint attribute, EGLAttrib value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint attribute, EGLAttrib value) = pydri_function(109);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, layer, attribute, value);
}

static EGLBoolean eglQueryOutputLayerAttribEXT(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint attribute, EGLAttrib *value) = pydri_function(110);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, layer, attribute, value);
}

static const char *eglQueryOutputLayerStringEXT(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint name) {
    const char *(*call)(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint name) = pydri_function(111);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, layer, name);
}

static EGLBoolean eglOutputPortAttribEXT(EGLDisplay dpy, EGLOutputPortEXT port, EGLint attribute, EGLAttrib value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLOutputPortEXT port, EGLint attribute, EGLAttrib value) = pydri_function(112);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, port, attribute, value);
}

static EGLBoolean eglQueryOutputPortAttribEXT(EGLDisplay dpy, EGLOutputPortEXT port, EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLOutputPortEXT port, EGLint attribute, EGLAttrib *value) = pydri_function(113);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, port, attribute, value);
}

static const char *eglQueryOutputPortStringEXT(EGLDisplay dpy, EGLOutputPortEXT port, EGLint name) {
    const char *(*call)(EGLDisplay dpy, EGLOutputPortEXT port, EGLint name) = pydri_function(114);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, port, name);
}

static EGLDisplay eglGetPlatformDisplayEXT(EGLenum platform, void *native_display, const EGLint *attrib_list) {
    EGLDisplay (*call)(EGLenum platform, void *native_display, const EGLint *attrib_list) = pydri_function(115);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(platform, native_display, attrib_list);
}

static EGLSurface eglCreatePlatformWindowSurfaceEXT(EGLDisplay dpy, EGLConfig config, void *native_window, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, void *native_window, const EGLint *attrib_list) = pydri_function(116);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, native_window, attrib_list);
}

static EGLSurface eglCreatePlatformPixmapSurfaceEXT(EGLDisplay dpy, EGLConfig config, void *native_pixmap, const EGLint *attrib_list) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, void *native_pixmap, const EGLint *attrib_list) = pydri_function(117);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, native_pixmap, attrib_list);
}

static EGLBoolean eglStreamConsumerOutputEXT(EGLDisplay dpy, EGLStreamKHR stream, EGLOutputLayerEXT layer) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLOutputLayerEXT layer) = pydri_function(118);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, layer);
}

static EGLBoolean eglQuerySupportedCompressionRatesEXT(EGLDisplay dpy, EGLConfig config, const EGLAttrib *attrib_list, EGLint *rates, EGLint rate_size, EGLint *num_rates) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLConfig config, const EGLAttrib *attrib_list, EGLint *rates, EGLint rate_size, EGLint *num_rates) = pydri_function(119);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, config, attrib_list, rates, rate_size, num_rates);
}

static EGLBoolean eglSwapBuffersWithDamageEXT(EGLDisplay dpy, EGLSurface surface, const EGLint *rects, EGLint n_rects) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, const EGLint *rects, EGLint n_rects) = pydri_function(120);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, rects, n_rects);
}

static EGLBoolean eglUnsignalSyncEXT(EGLDisplay dpy, EGLSync sync, const EGLAttrib *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSync sync, const EGLAttrib *attrib_list) = pydri_function(121);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, sync, attrib_list);
}

static EGLSurface eglCreatePixmapSurfaceHI(EGLDisplay dpy, EGLConfig config, struct EGLClientPixmapHI *pixmap) {
    EGLSurface (*call)(EGLDisplay dpy, EGLConfig config, struct EGLClientPixmapHI *pixmap) = pydri_function(122);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, config, pixmap);
}

static EGLImageKHR eglCreateDRMImageMESA(EGLDisplay dpy, const EGLint *attrib_list) {
    EGLImageKHR (*call)(EGLDisplay dpy, const EGLint *attrib_list) = pydri_function(123);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, attrib_list);
}

static EGLBoolean eglExportDRMImageMESA(EGLDisplay dpy, EGLImageKHR image, EGLint *name, EGLint *handle, EGLint *stride) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLImageKHR image, EGLint *name, EGLint *handle, EGLint *stride) = pydri_function(124);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, image, name, handle, stride);
}

static EGLBoolean eglExportDMABUFImageQueryMESA(EGLDisplay dpy, EGLImageKHR image, int *fourcc, int *num_planes, EGLuint64KHR *modifiers) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLImageKHR image, int *fourcc, int *num_planes, EGLuint64KHR *modifiers) = pydri_function(125);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, image, fourcc, num_planes, modifiers);
}

static EGLBoolean eglExportDMABUFImageMESA(EGLDisplay dpy, EGLImageKHR image, int *fds, EGLint *strides, EGLint *offsets) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLImageKHR image, int *fds, EGLint *strides, EGLint *offsets) = pydri_function(126);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, image, fds, strides, offsets);
}

static char *eglGetDisplayDriverConfig(EGLDisplay dpy) {
    char *(*call)(EGLDisplay dpy) = pydri_function(127);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy);
}

static const char *eglGetDisplayDriverName(EGLDisplay dpy) {
    const char *(*call)(EGLDisplay dpy) = pydri_function(128);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy);
}

static EGLBoolean eglSwapBuffersRegionNOK(EGLDisplay dpy, EGLSurface surface, EGLint numRects, const EGLint *rects) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint numRects, const EGLint *rects) = pydri_function(129);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, numRects, rects);
}

static EGLBoolean eglSwapBuffersRegion2NOK(EGLDisplay dpy, EGLSurface surface, EGLint numRects, const EGLint *rects) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint numRects, const EGLint *rects) = pydri_function(130);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, numRects, rects);
}

static EGLBoolean eglQueryNativeDisplayNV(EGLDisplay dpy, EGLNativeDisplayType *display_id) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLNativeDisplayType *display_id) = pydri_function(131);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, display_id);
}

static EGLBoolean eglQueryNativeWindowNV(EGLDisplay dpy, EGLSurface surf, EGLNativeWindowType *window) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surf, EGLNativeWindowType *window) = pydri_function(132);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surf, window);
}

static EGLBoolean eglQueryNativePixmapNV(EGLDisplay dpy, EGLSurface surf, EGLNativePixmapType *pixmap) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surf, EGLNativePixmapType *pixmap) = pydri_function(133);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surf, pixmap);
}

static EGLBoolean eglPostSubBufferNV(EGLDisplay dpy, EGLSurface surface, EGLint x, EGLint y, EGLint width, EGLint height) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLSurface surface, EGLint x, EGLint y, EGLint width, EGLint height) = pydri_function(134);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, surface, x, y, width, height);
}

static EGLBoolean eglStreamImageConsumerConnectNV(EGLDisplay dpy, EGLStreamKHR stream, EGLint num_modifiers, const EGLuint64KHR *modifiers, const EGLAttrib *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLint num_modifiers, const EGLuint64KHR *modifiers, const EGLAttrib *attrib_list) = pydri_function(135);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, num_modifiers, modifiers, attrib_list);
}

static EGLint eglQueryStreamConsumerEventNV(EGLDisplay dpy, EGLStreamKHR stream, EGLTime timeout, EGLenum *event, EGLAttrib *aux) {
    EGLint (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLTime timeout, EGLenum *event, EGLAttrib *aux) = pydri_function(136);
    if (!call) { errno = ENOSYS; return -1; }
    return call(dpy, stream, timeout, event, aux);
}

static EGLBoolean eglStreamAcquireImageNV(EGLDisplay dpy, EGLStreamKHR stream, EGLImage *pImage, EGLSync sync) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLImage *pImage, EGLSync sync) = pydri_function(137);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, pImage, sync);
}

static EGLBoolean eglStreamReleaseImageNV(EGLDisplay dpy, EGLStreamKHR stream, EGLImage image, EGLSync sync) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLImage image, EGLSync sync) = pydri_function(138);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, image, sync);
}

static EGLBoolean eglStreamConsumerGLTextureExternalAttribsNV(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list) = pydri_function(139);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, attrib_list);
}

static EGLBoolean eglStreamFlushNV(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(140);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLBoolean eglQueryDisplayAttribNV(EGLDisplay dpy, EGLint attribute, EGLAttrib *value) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLint attribute, EGLAttrib *value) = pydri_function(141);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, attribute, value);
}

static EGLBoolean eglSetStreamMetadataNV(EGLDisplay dpy, EGLStreamKHR stream, EGLint n, EGLint offset, EGLint size, const void *data) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLint n, EGLint offset, EGLint size, const void *data) = pydri_function(142);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, n, offset, size, data);
}

static EGLBoolean eglQueryStreamMetadataNV(EGLDisplay dpy, EGLStreamKHR stream, EGLenum name, EGLint n, EGLint offset, EGLint size, void *data) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum name, EGLint n, EGLint offset, EGLint size, void *data) = pydri_function(143);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream, name, n, offset, size, data);
}

static EGLBoolean eglResetStreamNV(EGLDisplay dpy, EGLStreamKHR stream) {
    EGLBoolean (*call)(EGLDisplay dpy, EGLStreamKHR stream) = pydri_function(144);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, stream);
}

static EGLSyncKHR eglCreateStreamSyncNV(EGLDisplay dpy, EGLStreamKHR stream, EGLenum type, const EGLint *attrib_list) {
    EGLSyncKHR (*call)(EGLDisplay dpy, EGLStreamKHR stream, EGLenum type, const EGLint *attrib_list) = pydri_function(145);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, stream, type, attrib_list);
}

static EGLSyncNV eglCreateFenceSyncNV(EGLDisplay dpy, EGLenum condition, const EGLint *attrib_list) {
    EGLSyncNV (*call)(EGLDisplay dpy, EGLenum condition, const EGLint *attrib_list) = pydri_function(146);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, condition, attrib_list);
}

static EGLBoolean eglDestroySyncNV(EGLSyncNV sync) {
    EGLBoolean (*call)(EGLSyncNV sync) = pydri_function(147);
    if (!call) { errno = ENOSYS; return 0; }
    return call(sync);
}

static EGLBoolean eglFenceNV(EGLSyncNV sync) {
    EGLBoolean (*call)(EGLSyncNV sync) = pydri_function(148);
    if (!call) { errno = ENOSYS; return 0; }
    return call(sync);
}

static EGLint eglClientWaitSyncNV(EGLSyncNV sync, EGLint flags, EGLTimeNV timeout) {
    EGLint (*call)(EGLSyncNV sync, EGLint flags, EGLTimeNV timeout) = pydri_function(149);
    if (!call) { errno = ENOSYS; return -1; }
    return call(sync, flags, timeout);
}

static EGLBoolean eglSignalSyncNV(EGLSyncNV sync, EGLenum mode) {
    EGLBoolean (*call)(EGLSyncNV sync, EGLenum mode) = pydri_function(150);
    if (!call) { errno = ENOSYS; return 0; }
    return call(sync, mode);
}

static EGLBoolean eglGetSyncAttribNV(EGLSyncNV sync, EGLint attribute, EGLint *value) {
    EGLBoolean (*call)(EGLSyncNV sync, EGLint attribute, EGLint *value) = pydri_function(151);
    if (!call) { errno = ENOSYS; return 0; }
    return call(sync, attribute, value);
}

static EGLuint64NV eglGetSystemTimeFrequencyNV(void) {
    EGLuint64NV (*call)(void) = pydri_function(152);
    if (!call) { errno = ENOSYS; return 0; }
    return call();
}

static EGLuint64NV eglGetSystemTimeNV(void) {
    EGLuint64NV (*call)(void) = pydri_function(153);
    if (!call) { errno = ENOSYS; return 0; }
    return call();
}

static EGLBoolean eglBindWaylandDisplayWL(EGLDisplay dpy, struct wl_display *display) {
    EGLBoolean (*call)(EGLDisplay dpy, struct wl_display *display) = pydri_function(154);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, display);
}

static EGLBoolean eglUnbindWaylandDisplayWL(EGLDisplay dpy, struct wl_display *display) {
    EGLBoolean (*call)(EGLDisplay dpy, struct wl_display *display) = pydri_function(155);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, display);
}

static EGLBoolean eglQueryWaylandBufferWL(EGLDisplay dpy, struct wl_resource *buffer, EGLint attribute, EGLint *value) {
    EGLBoolean (*call)(EGLDisplay dpy, struct wl_resource *buffer, EGLint attribute, EGLint *value) = pydri_function(156);
    if (!call) { errno = ENOSYS; return 0; }
    return call(dpy, buffer, attribute, value);
}

static struct wl_buffer *eglCreateWaylandBufferFromImageWL(EGLDisplay dpy, EGLImageKHR image) {
    struct wl_buffer *(*call)(EGLDisplay dpy, EGLImageKHR image) = pydri_function(157);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(dpy, image);
}
