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

/* --- drm.h --- */

typedef unsigned int drm_magic_t;
struct drm_clip_rect {
    unsigned short x1;
    unsigned short y1;
    unsigned short x2;
    unsigned short y2;
};
struct drm_version {
    int version_major;
    int version_minor;
    int version_patchlevel;
    size_t name_len;
    char *name;
    size_t date_len;
    char *date;
    size_t desc_len;
    char *desc;
};
struct drm_unique {
    size_t unique_len;
    char *unique;
};
struct drm_client {
    int idx;
    int auth;
    unsigned long pid;
    unsigned long uid;
    unsigned long magic;
    unsigned long iocs;
};
enum drm_stat_type {
    _DRM_STAT_LOCK,
    _DRM_STAT_OPENS,
    _DRM_STAT_CLOSES,
    _DRM_STAT_IOCTLS,
    _DRM_STAT_LOCKS,
    _DRM_STAT_UNLOCKS,
    _DRM_STAT_VALUE,
    _DRM_STAT_BYTE,
    _DRM_STAT_COUNT,
    _DRM_STAT_IRQ,
    _DRM_STAT_PRIMARY,
    _DRM_STAT_SECONDARY,
    _DRM_STAT_DMA,
    _DRM_STAT_SPECIAL,
    _DRM_STAT_MISSED
};
struct drm_stats {
    unsigned long count;
    struct {
        unsigned long value;
        enum drm_stat_type type;
    } data[15];
};
struct drm_auth {
    drm_magic_t magic;
};
enum drm_vblank_seq_type {
    _DRM_VBLANK_ABSOLUTE = 0x0,
    _DRM_VBLANK_RELATIVE = 0x1,
    _DRM_VBLANK_HIGH_CRTC_MASK = 0x0000003e,
    _DRM_VBLANK_EVENT = 0x4000000,
    _DRM_VBLANK_FLIP = 0x8000000,
    _DRM_VBLANK_NEXTONMISS = 0x10000000,
    _DRM_VBLANK_SECONDARY = 0x20000000,
    _DRM_VBLANK_SIGNAL = 0x40000000
};
#define _DRM_VBLANK_HIGH_CRTC_SHIFT 1
#define _DRM_VBLANK_TYPES_MASK 0x1
#define _DRM_VBLANK_FLAGS_MASK 0x74000000
struct drm_wait_vblank_request {
    enum drm_vblank_seq_type type;
    unsigned int sequence;
    unsigned long signal;
};
struct drm_wait_vblank_reply {
    enum drm_vblank_seq_type type;
    unsigned int sequence;
    long tval_sec;
    long tval_usec;
};
union drm_wait_vblank {
    struct drm_wait_vblank_request request;
    struct drm_wait_vblank_reply reply;
};
struct drm_set_version {
    int drm_di_major;
    int drm_di_minor;
    int drm_dd_major;
    int drm_dd_minor;
};
struct drm_gem_close {
    uint32_t handle;
    uint32_t pad;
};
struct drm_gem_flink {
    uint32_t handle;
    uint32_t name;
};
struct drm_gem_open {
    uint32_t name;
    uint32_t handle;
    uint64_t size;
};
struct drm_gem_change_handle {
    uint32_t handle;
    uint32_t new_handle;
};
#define DRM_CAP_DUMB_BUFFER 0x1
#define DRM_CAP_VBLANK_HIGH_CRTC 0x2
#define DRM_CAP_DUMB_PREFERRED_DEPTH 0x3
#define DRM_CAP_DUMB_PREFER_SHADOW 0x4
#define DRM_CAP_PRIME 0x5
#define DRM_PRIME_CAP_IMPORT 0x1
#define DRM_PRIME_CAP_EXPORT 0x2
#define DRM_CAP_TIMESTAMP_MONOTONIC 0x6
#define DRM_CAP_ASYNC_PAGE_FLIP 0x7
#define DRM_CAP_CURSOR_WIDTH 0x8
#define DRM_CAP_CURSOR_HEIGHT 0x9
#define DRM_CAP_ADDFB2_MODIFIERS 0x10
#define DRM_CAP_PAGE_FLIP_TARGET 0x11
#define DRM_CAP_CRTC_IN_VBLANK_EVENT 0x12
#define DRM_CAP_SYNCOBJ 0x13
#define DRM_CAP_SYNCOBJ_TIMELINE 0x14
#define DRM_CAP_ATOMIC_ASYNC_PAGE_FLIP 0x15
struct drm_get_cap {
    uint64_t capability;
    uint64_t value;
};
#define DRM_CLIENT_CAP_STEREO_3D 1
#define DRM_CLIENT_CAP_UNIVERSAL_PLANES 2
#define DRM_CLIENT_CAP_ATOMIC 3
#define DRM_CLIENT_CAP_ASPECT_RATIO 4
#define DRM_CLIENT_CAP_WRITEBACK_CONNECTORS 5
#define DRM_CLIENT_CAP_CURSOR_PLANE_HOTSPOT 6
#define DRM_CLIENT_CAP_PLANE_COLOR_PIPELINE 7
struct drm_set_client_cap {
    uint64_t capability;
    uint64_t value;
};
#define DRM_RDWR 0x2
#define DRM_CLOEXEC 0x80000
struct drm_prime_handle {
    uint32_t handle;
    uint32_t flags;
    int32_t fd;
};
#define DRM_SYNCOBJ_CREATE_SIGNALED 0x1
struct drm_syncobj_create {
    uint32_t handle;
    uint32_t flags;
};
struct drm_syncobj_destroy {
    uint32_t handle;
    uint32_t pad;
};
#define DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_IMPORT_SYNC_FILE 0x1
#define DRM_SYNCOBJ_FD_TO_HANDLE_FLAGS_TIMELINE 0x2
#define DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_EXPORT_SYNC_FILE 0x1
#define DRM_SYNCOBJ_HANDLE_TO_FD_FLAGS_TIMELINE 0x2
struct drm_syncobj_handle {
    uint32_t handle;
    uint32_t flags;
    int32_t fd;
    uint32_t pad;
    uint64_t point;
};
struct drm_syncobj_transfer {
    uint32_t src_handle;
    uint32_t dst_handle;
    uint64_t src_point;
    uint64_t dst_point;
    uint32_t flags;
    uint32_t pad;
};
#define DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL 0x1
#define DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT 0x2
#define DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE 0x4
#define DRM_SYNCOBJ_WAIT_FLAGS_WAIT_DEADLINE 0x8
struct drm_syncobj_wait {
    uint64_t handles;
    int64_t timeout_nsec;
    uint32_t count_handles;
    uint32_t flags;
    uint32_t first_signaled;
    uint32_t pad;
    uint64_t deadline_nsec;
};
struct drm_syncobj_timeline_wait {
    uint64_t handles;
    uint64_t points;
    int64_t timeout_nsec;
    uint32_t count_handles;
    uint32_t flags;
    uint32_t first_signaled;
    uint32_t pad;
    uint64_t deadline_nsec;
};
struct drm_syncobj_eventfd {
    uint32_t handle;
    uint32_t flags;
    uint64_t point;
    int32_t fd;
    uint32_t pad;
};
struct drm_syncobj_array {
    uint64_t handles;
    uint32_t count_handles;
    uint32_t pad;
};
#define DRM_SYNCOBJ_QUERY_FLAGS_LAST_SUBMITTED 0x1
struct drm_syncobj_timeline_array {
    uint64_t handles;
    uint64_t points;
    uint32_t count_handles;
    uint32_t flags;
};
struct drm_crtc_get_sequence {
    uint32_t crtc_id;
    uint32_t active;
    uint64_t sequence;
    int64_t sequence_ns;
};
#define DRM_CRTC_SEQUENCE_RELATIVE 0x1
#define DRM_CRTC_SEQUENCE_NEXT_ON_MISS 0x2
struct drm_crtc_queue_sequence {
    uint32_t crtc_id;
    uint32_t flags;
    uint64_t sequence;
    uint64_t user_data;
};
#define DRM_CLIENT_NAME_MAX_LEN 64
struct drm_set_client_name {
    uint64_t name_len;
    uint64_t name;
};
#define DRM_IOCTL_VERSION _IOWR('d', 0x00, struct drm_version)
#define DRM_IOCTL_GET_UNIQUE _IOWR('d', 0x01, struct drm_unique)
#define DRM_IOCTL_GET_MAGIC _IOR('d', 0x02, struct drm_auth)
#define DRM_IOCTL_GET_CLIENT _IOWR('d', 0x05, struct drm_client)
#define DRM_IOCTL_GET_STATS _IOR('d', 0x06, struct drm_stats)
#define DRM_IOCTL_SET_VERSION _IOWR('d', 0x07, struct drm_set_version)
#define DRM_IOCTL_GEM_CLOSE _IOW('d', 0x09, struct drm_gem_close)
#define DRM_IOCTL_GEM_FLINK _IOWR('d', 0x0a, struct drm_gem_flink)
#define DRM_IOCTL_GEM_OPEN _IOWR('d', 0x0b, struct drm_gem_open)
#define DRM_IOCTL_GET_CAP _IOWR('d', 0x0c, struct drm_get_cap)
#define DRM_IOCTL_SET_CLIENT_CAP _IOW('d', 0x0d, struct drm_set_client_cap)
#define DRM_IOCTL_AUTH_MAGIC _IOW('d', 0x11, struct drm_auth)
#define DRM_IOCTL_SET_MASTER _IO('d', 0x1e)
#define DRM_IOCTL_DROP_MASTER _IO('d', 0x1f)
#define DRM_IOCTL_PRIME_HANDLE_TO_FD _IOWR('d', 0x2d, struct drm_prime_handle)
#define DRM_IOCTL_PRIME_FD_TO_HANDLE _IOWR('d', 0x2e, struct drm_prime_handle)
#define DRM_IOCTL_WAIT_VBLANK _IOWR('d', 0x3a, union drm_wait_vblank)
#define DRM_IOCTL_CRTC_GET_SEQUENCE _IOWR('d', 0x3b, struct drm_crtc_get_sequence)
#define DRM_IOCTL_CRTC_QUEUE_SEQUENCE _IOWR('d', 0x3c, struct drm_crtc_queue_sequence)
#define DRM_IOCTL_MODE_GETRESOURCES _IOWR('d', 0xa0, struct drm_mode_card_res)
#define DRM_IOCTL_MODE_GETCRTC _IOWR('d', 0xa1, struct drm_mode_crtc)
#define DRM_IOCTL_MODE_SETCRTC _IOWR('d', 0xa2, struct drm_mode_crtc)
#define DRM_IOCTL_MODE_CURSOR _IOWR('d', 0xa3, struct drm_mode_cursor)
#define DRM_IOCTL_MODE_GETGAMMA _IOWR('d', 0xa4, struct drm_mode_crtc_lut)
#define DRM_IOCTL_MODE_SETGAMMA _IOWR('d', 0xa5, struct drm_mode_crtc_lut)
#define DRM_IOCTL_MODE_GETENCODER _IOWR('d', 0xa6, struct drm_mode_get_encoder)
#define DRM_IOCTL_MODE_GETCONNECTOR _IOWR('d', 0xa7, struct drm_mode_get_connector)
#define DRM_IOCTL_MODE_ATTACHMODE _IOWR('d', 0xa8, struct drm_mode_mode_cmd)
#define DRM_IOCTL_MODE_DETACHMODE _IOWR('d', 0xa9, struct drm_mode_mode_cmd)
#define DRM_IOCTL_MODE_GETPROPERTY _IOWR('d', 0xaa, struct drm_mode_get_property)
#define DRM_IOCTL_MODE_SETPROPERTY _IOWR('d', 0xab, struct drm_mode_connector_set_property)
#define DRM_IOCTL_MODE_GETPROPBLOB _IOWR('d', 0xac, struct drm_mode_get_blob)
#define DRM_IOCTL_MODE_GETFB _IOWR('d', 0xad, struct drm_mode_fb_cmd)
#define DRM_IOCTL_MODE_ADDFB _IOWR('d', 0xae, struct drm_mode_fb_cmd)
#define DRM_IOCTL_MODE_RMFB _IOWR('d', 0xaf, unsigned int)
#define DRM_IOCTL_MODE_PAGE_FLIP _IOWR('d', 0xb0, struct drm_mode_crtc_page_flip)
#define DRM_IOCTL_MODE_DIRTYFB _IOWR('d', 0xb1, struct drm_mode_fb_dirty_cmd)
#define DRM_IOCTL_MODE_CREATE_DUMB _IOWR('d', 0xb2, struct drm_mode_create_dumb)
#define DRM_IOCTL_MODE_MAP_DUMB _IOWR('d', 0xb3, struct drm_mode_map_dumb)
#define DRM_IOCTL_MODE_DESTROY_DUMB _IOWR('d', 0xb4, struct drm_mode_destroy_dumb)
#define DRM_IOCTL_MODE_GETPLANERESOURCES _IOWR('d', 0xb5, struct drm_mode_get_plane_res)
#define DRM_IOCTL_MODE_GETPLANE _IOWR('d', 0xb6, struct drm_mode_get_plane)
#define DRM_IOCTL_MODE_SETPLANE _IOWR('d', 0xb7, struct drm_mode_set_plane)
#define DRM_IOCTL_MODE_ADDFB2 _IOWR('d', 0xb8, struct drm_mode_fb_cmd2)
#define DRM_IOCTL_MODE_OBJ_GETPROPERTIES _IOWR('d', 0xb9, struct drm_mode_obj_get_properties)
#define DRM_IOCTL_MODE_OBJ_SETPROPERTY _IOWR('d', 0xba, struct drm_mode_obj_set_property)
#define DRM_IOCTL_MODE_CURSOR2 _IOWR('d', 0xbb, struct drm_mode_cursor2)
#define DRM_IOCTL_MODE_ATOMIC _IOWR('d', 0xbc, struct drm_mode_atomic)
#define DRM_IOCTL_MODE_CREATEPROPBLOB _IOWR('d', 0xbd, struct drm_mode_create_blob)
#define DRM_IOCTL_MODE_DESTROYPROPBLOB _IOWR('d', 0xbe, struct drm_mode_destroy_blob)
#define DRM_IOCTL_SYNCOBJ_CREATE _IOWR('d', 0xbf, struct drm_syncobj_create)
#define DRM_IOCTL_SYNCOBJ_DESTROY _IOWR('d', 0xc0, struct drm_syncobj_destroy)
#define DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD _IOWR('d', 0xc1, struct drm_syncobj_handle)
#define DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE _IOWR('d', 0xc2, struct drm_syncobj_handle)
#define DRM_IOCTL_SYNCOBJ_WAIT _IOWR('d', 0xc3, struct drm_syncobj_wait)
#define DRM_IOCTL_SYNCOBJ_RESET _IOWR('d', 0xc4, struct drm_syncobj_array)
#define DRM_IOCTL_SYNCOBJ_SIGNAL _IOWR('d', 0xc5, struct drm_syncobj_array)
#define DRM_IOCTL_MODE_CREATE_LEASE _IOWR('d', 0xc6, struct drm_mode_create_lease)
#define DRM_IOCTL_MODE_LIST_LESSEES _IOWR('d', 0xc7, struct drm_mode_list_lessees)
#define DRM_IOCTL_MODE_GET_LEASE _IOWR('d', 0xc8, struct drm_mode_get_lease)
#define DRM_IOCTL_MODE_REVOKE_LEASE _IOWR('d', 0xc9, struct drm_mode_revoke_lease)
#define DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT _IOWR('d', 0xca, struct drm_syncobj_timeline_wait)
#define DRM_IOCTL_SYNCOBJ_QUERY _IOWR('d', 0xcb, struct drm_syncobj_timeline_array)
#define DRM_IOCTL_SYNCOBJ_TRANSFER _IOWR('d', 0xcc, struct drm_syncobj_transfer)
#define DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL _IOWR('d', 0xcd, struct drm_syncobj_timeline_array)
#define DRM_IOCTL_MODE_GETFB2 _IOWR('d', 0xce, struct drm_mode_fb_cmd2)
#define DRM_IOCTL_SYNCOBJ_EVENTFD _IOWR('d', 0xcf, struct drm_syncobj_eventfd)
#define DRM_IOCTL_MODE_CLOSEFB _IOWR('d', 0xd0, struct drm_mode_closefb)
#define DRM_IOCTL_SET_CLIENT_NAME _IOWR('d', 0xd1, struct drm_set_client_name)
#define DRM_IOCTL_GEM_CHANGE_HANDLE _IOWR('d', 0xd2, struct drm_gem_change_handle)
#define DRM_COMMAND_BASE 0x40
#define DRM_COMMAND_END 0xa0
struct drm_event {
    uint32_t type;
    uint32_t length;
};
#define DRM_EVENT_VBLANK 0x1
#define DRM_EVENT_FLIP_COMPLETE 0x2
#define DRM_EVENT_CRTC_SEQUENCE 0x3
struct drm_event_vblank {
    struct drm_event base;
    uint64_t user_data;
    uint32_t tv_sec;
    uint32_t tv_usec;
    uint32_t sequence;
    uint32_t crtc_id;
};
struct drm_event_crtc_sequence {
    struct drm_event base;
    uint64_t user_data;
    int64_t time_ns;
    uint64_t sequence;
};

/* --- drm_mode.h --- */

#define DRM_CONNECTOR_NAME_LEN 32
#define DRM_DISPLAY_MODE_LEN 32
#define DRM_PROP_NAME_LEN 32
#define DRM_MODE_TYPE_BUILTIN 0x1
#define DRM_MODE_TYPE_CLOCK_C 0x3
#define DRM_MODE_TYPE_CRTC_C 0x5
#define DRM_MODE_TYPE_PREFERRED 0x8
#define DRM_MODE_TYPE_DEFAULT 0x10
#define DRM_MODE_TYPE_USERDEF 0x20
#define DRM_MODE_TYPE_DRIVER 0x40
#define DRM_MODE_TYPE_ALL 0x68
#define DRM_MODE_FLAG_PHSYNC 0x1
#define DRM_MODE_FLAG_NHSYNC 0x2
#define DRM_MODE_FLAG_PVSYNC 0x4
#define DRM_MODE_FLAG_NVSYNC 0x8
#define DRM_MODE_FLAG_INTERLACE 0x10
#define DRM_MODE_FLAG_DBLSCAN 0x20
#define DRM_MODE_FLAG_CSYNC 0x40
#define DRM_MODE_FLAG_PCSYNC 0x80
#define DRM_MODE_FLAG_NCSYNC 0x100
#define DRM_MODE_FLAG_HSKEW 0x200
#define DRM_MODE_FLAG_BCAST 0x400
#define DRM_MODE_FLAG_PIXMUX 0x800
#define DRM_MODE_FLAG_DBLCLK 0x1000
#define DRM_MODE_FLAG_CLKDIV2 0x2000
#define DRM_MODE_FLAG_3D_MASK 0x7c000
#define DRM_MODE_FLAG_3D_NONE 0x0
#define DRM_MODE_FLAG_3D_FRAME_PACKING 0x4000
#define DRM_MODE_FLAG_3D_FIELD_ALTERNATIVE 0x8000
#define DRM_MODE_FLAG_3D_LINE_ALTERNATIVE 0xc000
#define DRM_MODE_FLAG_3D_SIDE_BY_SIDE_FULL 0x10000
#define DRM_MODE_FLAG_3D_L_DEPTH 0x14000
#define DRM_MODE_FLAG_3D_L_DEPTH_GFX_GFX_DEPTH 0x18000
#define DRM_MODE_FLAG_3D_TOP_AND_BOTTOM 0x1c000
#define DRM_MODE_FLAG_3D_SIDE_BY_SIDE_HALF 0x20000
#define DRM_MODE_PICTURE_ASPECT_NONE 0
#define DRM_MODE_PICTURE_ASPECT_4_3 1
#define DRM_MODE_PICTURE_ASPECT_16_9 2
#define DRM_MODE_PICTURE_ASPECT_64_27 3
#define DRM_MODE_PICTURE_ASPECT_256_135 4
#define DRM_MODE_CONTENT_TYPE_NO_DATA 0
#define DRM_MODE_CONTENT_TYPE_GRAPHICS 1
#define DRM_MODE_CONTENT_TYPE_PHOTO 2
#define DRM_MODE_CONTENT_TYPE_CINEMA 3
#define DRM_MODE_CONTENT_TYPE_GAME 4
#define DRM_MODE_FLAG_PIC_AR_MASK 0x780000
#define DRM_MODE_FLAG_PIC_AR_NONE 0x0
#define DRM_MODE_FLAG_PIC_AR_4_3 0x80000
#define DRM_MODE_FLAG_PIC_AR_16_9 0x100000
#define DRM_MODE_FLAG_PIC_AR_64_27 0x180000
#define DRM_MODE_FLAG_PIC_AR_256_135 0x200000
#define DRM_MODE_FLAG_ALL 0x7f3ff
#define DRM_MODE_DPMS_ON 0
#define DRM_MODE_DPMS_STANDBY 1
#define DRM_MODE_DPMS_SUSPEND 2
#define DRM_MODE_DPMS_OFF 3
#define DRM_MODE_SCALE_NONE 0
#define DRM_MODE_SCALE_FULLSCREEN 1
#define DRM_MODE_SCALE_CENTER 2
#define DRM_MODE_SCALE_ASPECT 3
#define DRM_MODE_DITHERING_OFF 0
#define DRM_MODE_DITHERING_ON 1
#define DRM_MODE_DITHERING_AUTO 2
#define DRM_MODE_DIRTY_OFF 0
#define DRM_MODE_DIRTY_ON 1
#define DRM_MODE_DIRTY_ANNOTATE 2
#define DRM_MODE_LINK_STATUS_GOOD 0
#define DRM_MODE_LINK_STATUS_BAD 1
#define DRM_MODE_PANEL_TYPE_UNKNOWN 0
#define DRM_MODE_PANEL_TYPE_OLED 1
#define DRM_MODE_ROTATE_0 0x1
#define DRM_MODE_ROTATE_90 0x2
#define DRM_MODE_ROTATE_180 0x4
#define DRM_MODE_ROTATE_270 0x8
#define DRM_MODE_ROTATE_MASK 0xf
#define DRM_MODE_REFLECT_X 0x10
#define DRM_MODE_REFLECT_Y 0x20
#define DRM_MODE_REFLECT_MASK 0x30
#define DRM_MODE_CONTENT_PROTECTION_UNDESIRED 0
#define DRM_MODE_CONTENT_PROTECTION_DESIRED 1
#define DRM_MODE_CONTENT_PROTECTION_ENABLED 2
struct drm_mode_modeinfo {
    uint32_t clock;
    uint16_t hdisplay;
    uint16_t hsync_start;
    uint16_t hsync_end;
    uint16_t htotal;
    uint16_t hskew;
    uint16_t vdisplay;
    uint16_t vsync_start;
    uint16_t vsync_end;
    uint16_t vtotal;
    uint16_t vscan;
    uint32_t vrefresh;
    uint32_t flags;
    uint32_t type;
    char name[32];
};
struct drm_mode_card_res {
    uint64_t fb_id_ptr;
    uint64_t crtc_id_ptr;
    uint64_t connector_id_ptr;
    uint64_t encoder_id_ptr;
    uint32_t count_fbs;
    uint32_t count_crtcs;
    uint32_t count_connectors;
    uint32_t count_encoders;
    uint32_t min_width;
    uint32_t max_width;
    uint32_t min_height;
    uint32_t max_height;
};
struct drm_mode_crtc {
    uint64_t set_connectors_ptr;
    uint32_t count_connectors;
    uint32_t crtc_id;
    uint32_t fb_id;
    uint32_t x;
    uint32_t y;
    uint32_t gamma_size;
    uint32_t mode_valid;
    struct drm_mode_modeinfo mode;
};
#define DRM_MODE_PRESENT_TOP_FIELD 0x1
#define DRM_MODE_PRESENT_BOTTOM_FIELD 0x2
struct drm_mode_set_plane {
    uint32_t plane_id;
    uint32_t crtc_id;
    uint32_t fb_id;
    uint32_t flags;
    int32_t crtc_x;
    int32_t crtc_y;
    uint32_t crtc_w;
    uint32_t crtc_h;
    uint32_t src_x;
    uint32_t src_y;
    uint32_t src_h;
    uint32_t src_w;
};
struct drm_mode_get_plane {
    uint32_t plane_id;
    uint32_t crtc_id;
    uint32_t fb_id;
    uint32_t possible_crtcs;
    uint32_t gamma_size;
    uint32_t count_format_types;
    uint64_t format_type_ptr;
};
struct drm_mode_get_plane_res {
    uint64_t plane_id_ptr;
    uint32_t count_planes;
};
#define DRM_MODE_ENCODER_NONE 0
#define DRM_MODE_ENCODER_DAC 1
#define DRM_MODE_ENCODER_TMDS 2
#define DRM_MODE_ENCODER_LVDS 3
#define DRM_MODE_ENCODER_TVDAC 4
#define DRM_MODE_ENCODER_VIRTUAL 5
#define DRM_MODE_ENCODER_DSI 6
#define DRM_MODE_ENCODER_DPMST 7
#define DRM_MODE_ENCODER_DPI 8
struct drm_mode_get_encoder {
    uint32_t encoder_id;
    uint32_t encoder_type;
    uint32_t crtc_id;
    uint32_t possible_crtcs;
    uint32_t possible_clones;
};
enum drm_mode_subconnector {
    DRM_MODE_SUBCONNECTOR_Automatic = 0,
    DRM_MODE_SUBCONNECTOR_Unknown = 0,
    DRM_MODE_SUBCONNECTOR_VGA = 1,
    DRM_MODE_SUBCONNECTOR_DVID = 3,
    DRM_MODE_SUBCONNECTOR_DVIA = 4,
    DRM_MODE_SUBCONNECTOR_Composite = 5,
    DRM_MODE_SUBCONNECTOR_SVIDEO = 6,
    DRM_MODE_SUBCONNECTOR_Component = 8,
    DRM_MODE_SUBCONNECTOR_SCART = 9,
    DRM_MODE_SUBCONNECTOR_DisplayPort = 10,
    DRM_MODE_SUBCONNECTOR_HDMIA = 11,
    DRM_MODE_SUBCONNECTOR_Native = 15,
    DRM_MODE_SUBCONNECTOR_Wireless = 18
};
#define DRM_MODE_CONNECTOR_Unknown 0
#define DRM_MODE_CONNECTOR_VGA 1
#define DRM_MODE_CONNECTOR_DVII 2
#define DRM_MODE_CONNECTOR_DVID 3
#define DRM_MODE_CONNECTOR_DVIA 4
#define DRM_MODE_CONNECTOR_Composite 5
#define DRM_MODE_CONNECTOR_SVIDEO 6
#define DRM_MODE_CONNECTOR_LVDS 7
#define DRM_MODE_CONNECTOR_Component 8
#define DRM_MODE_CONNECTOR_9PinDIN 9
#define DRM_MODE_CONNECTOR_DisplayPort 10
#define DRM_MODE_CONNECTOR_HDMIA 11
#define DRM_MODE_CONNECTOR_HDMIB 12
#define DRM_MODE_CONNECTOR_TV 13
#define DRM_MODE_CONNECTOR_eDP 14
#define DRM_MODE_CONNECTOR_VIRTUAL 15
#define DRM_MODE_CONNECTOR_DSI 16
#define DRM_MODE_CONNECTOR_DPI 17
#define DRM_MODE_CONNECTOR_WRITEBACK 18
#define DRM_MODE_CONNECTOR_SPI 19
#define DRM_MODE_CONNECTOR_USB 20
struct drm_mode_get_connector {
    uint64_t encoders_ptr;
    uint64_t modes_ptr;
    uint64_t props_ptr;
    uint64_t prop_values_ptr;
    uint32_t count_modes;
    uint32_t count_props;
    uint32_t count_encoders;
    uint32_t encoder_id;
    uint32_t connector_id;
    uint32_t connector_type;
    uint32_t connector_type_id;
    uint32_t connection;
    uint32_t mm_width;
    uint32_t mm_height;
    uint32_t subpixel;
    uint32_t pad;
};
#define DRM_MODE_PROP_PENDING 0x1
#define DRM_MODE_PROP_RANGE 0x2
#define DRM_MODE_PROP_IMMUTABLE 0x4
#define DRM_MODE_PROP_ENUM 0x8
#define DRM_MODE_PROP_BLOB 0x10
#define DRM_MODE_PROP_BITMASK 0x20
#define DRM_MODE_PROP_LEGACY_TYPE 0x3a
#define DRM_MODE_PROP_EXTENDED_TYPE 0xffc0
#define DRM_MODE_PROP_OBJECT 64
#define DRM_MODE_PROP_SIGNED_RANGE 128
#define DRM_MODE_PROP_ATOMIC 0x80000000
struct drm_mode_property_enum {
    uint64_t value;
    char name[32];
};
struct drm_mode_get_property {
    uint64_t values_ptr;
    uint64_t enum_blob_ptr;
    uint32_t prop_id;
    uint32_t flags;
    char name[32];
    uint32_t count_values;
    uint32_t count_enum_blobs;
};
struct drm_mode_connector_set_property {
    uint64_t value;
    uint32_t prop_id;
    uint32_t connector_id;
};
#define DRM_MODE_OBJECT_CRTC 0xcccccccc
#define DRM_MODE_OBJECT_CONNECTOR 0xc0c0c0c0
#define DRM_MODE_OBJECT_ENCODER 0xe0e0e0e0
#define DRM_MODE_OBJECT_MODE 0xdededede
#define DRM_MODE_OBJECT_PROPERTY 0xb0b0b0b0
#define DRM_MODE_OBJECT_FB 0xfbfbfbfb
#define DRM_MODE_OBJECT_BLOB 0xbbbbbbbb
#define DRM_MODE_OBJECT_PLANE 0xeeeeeeee
#define DRM_MODE_OBJECT_COLOROP 0xfafafafa
#define DRM_MODE_OBJECT_ANY 0
struct drm_mode_obj_get_properties {
    uint64_t props_ptr;
    uint64_t prop_values_ptr;
    uint32_t count_props;
    uint32_t obj_id;
    uint32_t obj_type;
};
struct drm_mode_obj_set_property {
    uint64_t value;
    uint32_t prop_id;
    uint32_t obj_id;
    uint32_t obj_type;
};
struct drm_mode_get_blob {
    uint32_t blob_id;
    uint32_t length;
    uint64_t data;
};
struct drm_mode_fb_cmd {
    uint32_t fb_id;
    uint32_t width;
    uint32_t height;
    uint32_t pitch;
    uint32_t bpp;
    uint32_t depth;
    uint32_t handle;
};
#define DRM_MODE_FB_INTERLACED 0x1
#define DRM_MODE_FB_MODIFIERS 0x2
struct drm_mode_fb_cmd2 {
    uint32_t fb_id;
    uint32_t width;
    uint32_t height;
    uint32_t pixel_format;
    uint32_t flags;
    uint32_t handles[4];
    uint32_t pitches[4];
    uint32_t offsets[4];
    uint64_t modifier[4];
};
#define DRM_MODE_FB_DIRTY_ANNOTATE_COPY 0x1
#define DRM_MODE_FB_DIRTY_ANNOTATE_FILL 0x2
#define DRM_MODE_FB_DIRTY_FLAGS 0x3
#define DRM_MODE_FB_DIRTY_MAX_CLIPS 256
struct drm_mode_fb_dirty_cmd {
    uint32_t fb_id;
    uint32_t flags;
    uint32_t color;
    uint32_t num_clips;
    uint64_t clips_ptr;
};
struct drm_mode_mode_cmd {
    uint32_t connector_id;
    struct drm_mode_modeinfo mode;
};
#define DRM_MODE_CURSOR_BO 0x1
#define DRM_MODE_CURSOR_MOVE 0x2
#define DRM_MODE_CURSOR_FLAGS 0x3
struct drm_mode_cursor {
    uint32_t flags;
    uint32_t crtc_id;
    int32_t x;
    int32_t y;
    uint32_t width;
    uint32_t height;
    uint32_t handle;
};
struct drm_mode_cursor2 {
    uint32_t flags;
    uint32_t crtc_id;
    int32_t x;
    int32_t y;
    uint32_t width;
    uint32_t height;
    uint32_t handle;
    int32_t hot_x;
    int32_t hot_y;
};
struct drm_mode_crtc_lut {
    uint32_t crtc_id;
    uint32_t gamma_size;
    uint64_t red;
    uint64_t green;
    uint64_t blue;
};
struct drm_color_ctm {
    uint64_t matrix[9];
};
struct drm_color_ctm_3x4 {
    uint64_t matrix[12];
};
struct drm_color_lut {
    uint16_t red;
    uint16_t green;
    uint16_t blue;
    uint16_t reserved;
};
struct drm_color_lut32 {
    uint32_t red;
    uint32_t green;
    uint32_t blue;
    uint32_t reserved;
};
enum drm_colorop_type {
    DRM_COLOROP_1D_CURVE,
    DRM_COLOROP_1D_LUT,
    DRM_COLOROP_CTM_3X4,
    DRM_COLOROP_MULTIPLIER,
    DRM_COLOROP_3D_LUT
};
enum drm_colorop_lut3d_interpolation_type {
    DRM_COLOROP_LUT3D_INTERPOLATION_TETRAHEDRAL
};
enum drm_colorop_lut1d_interpolation_type {
    DRM_COLOROP_LUT1D_INTERPOLATION_LINEAR
};
struct drm_plane_size_hint {
    uint16_t width;
    uint16_t height;
};
struct hdr_metadata_infoframe {
    uint8_t eotf;
    uint8_t metadata_type;
    struct {
        uint16_t x;
        uint16_t y;
    } display_primaries[3];
    struct {
        uint16_t x;
        uint16_t y;
    } white_point;
    uint16_t max_display_mastering_luminance;
    uint16_t min_display_mastering_luminance;
    uint16_t max_cll;
    uint16_t max_fall;
};
struct hdr_output_metadata {
    uint32_t metadata_type;
    union  {
        struct hdr_metadata_infoframe hdmi_metadata_type1;
    };
};
#define DRM_MODE_PAGE_FLIP_EVENT 0x1
#define DRM_MODE_PAGE_FLIP_ASYNC 0x2
#define DRM_MODE_PAGE_FLIP_TARGET_ABSOLUTE 0x4
#define DRM_MODE_PAGE_FLIP_TARGET_RELATIVE 0x8
#define DRM_MODE_PAGE_FLIP_TARGET 0xc
#define DRM_MODE_PAGE_FLIP_FLAGS 0xf
struct drm_mode_crtc_page_flip {
    uint32_t crtc_id;
    uint32_t fb_id;
    uint32_t flags;
    uint32_t reserved;
    uint64_t user_data;
};
struct drm_mode_crtc_page_flip_target {
    uint32_t crtc_id;
    uint32_t fb_id;
    uint32_t flags;
    uint32_t sequence;
    uint64_t user_data;
};
struct drm_mode_create_dumb {
    uint32_t height;
    uint32_t width;
    uint32_t bpp;
    uint32_t flags;
    uint32_t handle;
    uint32_t pitch;
    uint64_t size;
};
struct drm_mode_map_dumb {
    uint32_t handle;
    uint32_t pad;
    uint64_t offset;
};
struct drm_mode_destroy_dumb {
    uint32_t handle;
};
#define DRM_MODE_ATOMIC_TEST_ONLY 0x100
#define DRM_MODE_ATOMIC_NONBLOCK 0x200
#define DRM_MODE_ATOMIC_ALLOW_MODESET 0x400
#define DRM_MODE_ATOMIC_FLAGS 0x703
struct drm_mode_atomic {
    uint32_t flags;
    uint32_t count_objs;
    uint64_t objs_ptr;
    uint64_t count_props_ptr;
    uint64_t props_ptr;
    uint64_t prop_values_ptr;
    uint64_t reserved;
    uint64_t user_data;
};
#define FORMAT_BLOB_CURRENT 1
struct drm_format_modifier_blob {
    uint32_t version;
    uint32_t flags;
    uint32_t count_formats;
    uint32_t formats_offset;
    uint32_t count_modifiers;
    uint32_t modifiers_offset;
};
struct drm_format_modifier {
    uint64_t formats;
    uint32_t offset;
    uint32_t pad;
    uint64_t modifier;
};
struct drm_mode_create_blob {
    uint64_t data;
    uint32_t length;
    uint32_t blob_id;
};
struct drm_mode_destroy_blob {
    uint32_t blob_id;
};
struct drm_mode_create_lease {
    uint64_t object_ids;
    uint32_t object_count;
    uint32_t flags;
    uint32_t lessee_id;
    uint32_t fd;
};
struct drm_mode_list_lessees {
    uint32_t count_lessees;
    uint32_t pad;
    uint64_t lessees_ptr;
};
struct drm_mode_get_lease {
    uint32_t count_objects;
    uint32_t pad;
    uint64_t objects_ptr;
};
struct drm_mode_revoke_lease {
    uint32_t lessee_id;
};
struct drm_mode_rect {
    int32_t x1;
    int32_t y1;
    int32_t x2;
    int32_t y2;
};
struct drm_mode_closefb {
    uint32_t fb_id;
    uint32_t pad;
};

/* --- drm_fourcc.h --- */

#define DRM_FORMAT_BIG_ENDIAN 0x80000000
#define DRM_FORMAT_INVALID 0
#define DRM_FORMAT_C1 0x20203143
#define DRM_FORMAT_C2 0x20203243
#define DRM_FORMAT_C4 0x20203443
#define DRM_FORMAT_C8 0x20203843
#define DRM_FORMAT_D1 0x20203144
#define DRM_FORMAT_D2 0x20203244
#define DRM_FORMAT_D4 0x20203444
#define DRM_FORMAT_D8 0x20203844
#define DRM_FORMAT_R1 0x20203152
#define DRM_FORMAT_R2 0x20203252
#define DRM_FORMAT_R4 0x20203452
#define DRM_FORMAT_R8 0x20203852
#define DRM_FORMAT_R10 0x20303152
#define DRM_FORMAT_R12 0x20323152
#define DRM_FORMAT_R16 0x20363152
#define DRM_FORMAT_RG88 0x38384752
#define DRM_FORMAT_GR88 0x38385247
#define DRM_FORMAT_RG1616 0x32334752
#define DRM_FORMAT_GR1616 0x32335247
#define DRM_FORMAT_RGB332 0x38424752
#define DRM_FORMAT_BGR233 0x38524742
#define DRM_FORMAT_XRGB4444 0x32315258
#define DRM_FORMAT_XBGR4444 0x32314258
#define DRM_FORMAT_RGBX4444 0x32315852
#define DRM_FORMAT_BGRX4444 0x32315842
#define DRM_FORMAT_ARGB4444 0x32315241
#define DRM_FORMAT_ABGR4444 0x32314241
#define DRM_FORMAT_RGBA4444 0x32314152
#define DRM_FORMAT_BGRA4444 0x32314142
#define DRM_FORMAT_XRGB1555 0x35315258
#define DRM_FORMAT_XBGR1555 0x35314258
#define DRM_FORMAT_RGBX5551 0x35315852
#define DRM_FORMAT_BGRX5551 0x35315842
#define DRM_FORMAT_ARGB1555 0x35315241
#define DRM_FORMAT_ABGR1555 0x35314241
#define DRM_FORMAT_RGBA5551 0x35314152
#define DRM_FORMAT_BGRA5551 0x35314142
#define DRM_FORMAT_RGB565 0x36314752
#define DRM_FORMAT_BGR565 0x36314742
#define DRM_FORMAT_RGB888 0x34324752
#define DRM_FORMAT_BGR888 0x34324742
#define DRM_FORMAT_XRGB8888 0x34325258
#define DRM_FORMAT_XBGR8888 0x34324258
#define DRM_FORMAT_RGBX8888 0x34325852
#define DRM_FORMAT_BGRX8888 0x34325842
#define DRM_FORMAT_ARGB8888 0x34325241
#define DRM_FORMAT_ABGR8888 0x34324241
#define DRM_FORMAT_RGBA8888 0x34324152
#define DRM_FORMAT_BGRA8888 0x34324142
#define DRM_FORMAT_XRGB2101010 0x30335258
#define DRM_FORMAT_XBGR2101010 0x30334258
#define DRM_FORMAT_RGBX1010102 0x30335852
#define DRM_FORMAT_BGRX1010102 0x30335842
#define DRM_FORMAT_ARGB2101010 0x30335241
#define DRM_FORMAT_ABGR2101010 0x30334241
#define DRM_FORMAT_RGBA1010102 0x30334152
#define DRM_FORMAT_BGRA1010102 0x30334142
#define DRM_FORMAT_RGB161616 0x38344752
#define DRM_FORMAT_BGR161616 0x38344742
#define DRM_FORMAT_XRGB16161616 0x38345258
#define DRM_FORMAT_XBGR16161616 0x38344258
#define DRM_FORMAT_ARGB16161616 0x38345241
#define DRM_FORMAT_ABGR16161616 0x38344241
#define DRM_FORMAT_XRGB16161616F 0x48345258
#define DRM_FORMAT_XBGR16161616F 0x48344258
#define DRM_FORMAT_ARGB16161616F 0x48345241
#define DRM_FORMAT_ABGR16161616F 0x48344241
#define DRM_FORMAT_R16F 0x48202052
#define DRM_FORMAT_GR1616F 0x48205247
#define DRM_FORMAT_BGR161616F 0x48524742
#define DRM_FORMAT_R32F 0x46202052
#define DRM_FORMAT_GR3232F 0x46205247
#define DRM_FORMAT_BGR323232F 0x46524742
#define DRM_FORMAT_ABGR32323232F 0x46384241
#define DRM_FORMAT_AXBXGXRX106106106106 0x30314241
#define DRM_FORMAT_YUYV 0x56595559
#define DRM_FORMAT_YVYU 0x55595659
#define DRM_FORMAT_UYVY 0x59565955
#define DRM_FORMAT_VYUY 0x59555956
#define DRM_FORMAT_AYUV 0x56555941
#define DRM_FORMAT_AVUY8888 0x59555641
#define DRM_FORMAT_XYUV8888 0x56555958
#define DRM_FORMAT_XVUY8888 0x59555658
#define DRM_FORMAT_VUY888 0x34325556
#define DRM_FORMAT_VUY101010 0x30335556
#define DRM_FORMAT_XVUY2101010 0x30335958
#define DRM_FORMAT_Y210 0x30313259
#define DRM_FORMAT_Y212 0x32313259
#define DRM_FORMAT_Y216 0x36313259
#define DRM_FORMAT_Y410 0x30313459
#define DRM_FORMAT_Y412 0x32313459
#define DRM_FORMAT_Y416 0x36313459
#define DRM_FORMAT_XVYU2101010 0x30335658
#define DRM_FORMAT_XVYU12_16161616 0x36335658
#define DRM_FORMAT_XVYU16161616 0x38345658
#define DRM_FORMAT_Y0L0 0x304c3059
#define DRM_FORMAT_X0L0 0x304c3058
#define DRM_FORMAT_Y0L2 0x324c3059
#define DRM_FORMAT_X0L2 0x324c3058
#define DRM_FORMAT_YUV420_8BIT 0x38305559
#define DRM_FORMAT_YUV420_10BIT 0x30315559
#define DRM_FORMAT_XRGB8888_A8 0x38415258
#define DRM_FORMAT_XBGR8888_A8 0x38414258
#define DRM_FORMAT_RGBX8888_A8 0x38415852
#define DRM_FORMAT_BGRX8888_A8 0x38415842
#define DRM_FORMAT_RGB888_A8 0x38413852
#define DRM_FORMAT_BGR888_A8 0x38413842
#define DRM_FORMAT_RGB565_A8 0x38413552
#define DRM_FORMAT_BGR565_A8 0x38413542
#define DRM_FORMAT_NV12 0x3231564e
#define DRM_FORMAT_NV21 0x3132564e
#define DRM_FORMAT_NV16 0x3631564e
#define DRM_FORMAT_NV61 0x3136564e
#define DRM_FORMAT_NV24 0x3432564e
#define DRM_FORMAT_NV42 0x3234564e
#define DRM_FORMAT_NV15 0x3531564e
#define DRM_FORMAT_NV20 0x3032564e
#define DRM_FORMAT_NV30 0x3033564e
#define DRM_FORMAT_P210 0x30313250
#define DRM_FORMAT_P010 0x30313050
#define DRM_FORMAT_P012 0x32313050
#define DRM_FORMAT_P016 0x36313050
#define DRM_FORMAT_P030 0x30333050
#define DRM_FORMAT_P230 0x30333250
#define DRM_FORMAT_Q410 0x30313451
#define DRM_FORMAT_Q401 0x31303451
#define DRM_FORMAT_T430 0x30333454
#define DRM_FORMAT_S010 0x30313053
#define DRM_FORMAT_S210 0x30313253
#define DRM_FORMAT_S410 0x30313453
#define DRM_FORMAT_S012 0x32313053
#define DRM_FORMAT_S212 0x32313253
#define DRM_FORMAT_S412 0x32313453
#define DRM_FORMAT_S016 0x36313053
#define DRM_FORMAT_S216 0x36313253
#define DRM_FORMAT_S416 0x36313453
#define DRM_FORMAT_YUV410 0x39565559
#define DRM_FORMAT_YVU410 0x39555659
#define DRM_FORMAT_YUV411 0x31315559
#define DRM_FORMAT_YVU411 0x31315659
#define DRM_FORMAT_YUV420 0x32315559
#define DRM_FORMAT_YVU420 0x32315659
#define DRM_FORMAT_YUV422 0x36315559
#define DRM_FORMAT_YVU422 0x36315659
#define DRM_FORMAT_YUV444 0x34325559
#define DRM_FORMAT_YVU444 0x34325659
#define DRM_FORMAT_Y8 0x59455247
#define DRM_FORMAT_XYYY2101010 0x34415059
#define DRM_FORMAT_MOD_VENDOR_NONE 0
#define DRM_FORMAT_MOD_VENDOR_INTEL 0x1
#define DRM_FORMAT_MOD_VENDOR_AMD 0x2
#define DRM_FORMAT_MOD_VENDOR_NVIDIA 0x3
#define DRM_FORMAT_MOD_VENDOR_SAMSUNG 0x4
#define DRM_FORMAT_MOD_VENDOR_QCOM 0x5
#define DRM_FORMAT_MOD_VENDOR_VIVANTE 0x6
#define DRM_FORMAT_MOD_VENDOR_BROADCOM 0x7
#define DRM_FORMAT_MOD_VENDOR_ARM 0x8
#define DRM_FORMAT_MOD_VENDOR_ALLWINNER 0x9
#define DRM_FORMAT_MOD_VENDOR_AMLOGIC 0xa
#define DRM_FORMAT_MOD_VENDOR_MTK 0xb
#define DRM_FORMAT_MOD_VENDOR_APPLE 0xc
#define DRM_FORMAT_RESERVED 0x00ffffffffffffffULL
#define DRM_FORMAT_MOD_GENERIC_16_16_TILE 0x0400000000000002ULL
#define DRM_FORMAT_MOD_INVALID 0x00ffffffffffffffULL
#define DRM_FORMAT_MOD_LINEAR 0x0
#define DRM_FORMAT_MOD_NONE 0
#define I915_FORMAT_MOD_X_TILED 0x0100000000000001ULL
#define I915_FORMAT_MOD_Y_TILED 0x0100000000000002ULL
#define I915_FORMAT_MOD_Yf_TILED 0x0100000000000003ULL
#define I915_FORMAT_MOD_Y_TILED_CCS 0x0100000000000004ULL
#define I915_FORMAT_MOD_Yf_TILED_CCS 0x0100000000000005ULL
#define I915_FORMAT_MOD_Y_TILED_GEN12_RC_CCS 0x0100000000000006ULL
#define I915_FORMAT_MOD_Y_TILED_GEN12_MC_CCS 0x0100000000000007ULL
#define I915_FORMAT_MOD_Y_TILED_GEN12_RC_CCS_CC 0x0100000000000008ULL
#define I915_FORMAT_MOD_4_TILED 0x0100000000000009ULL
#define I915_FORMAT_MOD_4_TILED_DG2_RC_CCS 0x010000000000000aULL
#define I915_FORMAT_MOD_4_TILED_DG2_MC_CCS 0x010000000000000bULL
#define I915_FORMAT_MOD_4_TILED_DG2_RC_CCS_CC 0x010000000000000cULL
#define I915_FORMAT_MOD_4_TILED_MTL_RC_CCS 0x010000000000000dULL
#define I915_FORMAT_MOD_4_TILED_MTL_MC_CCS 0x010000000000000eULL
#define I915_FORMAT_MOD_4_TILED_MTL_RC_CCS_CC 0x010000000000000fULL
#define I915_FORMAT_MOD_4_TILED_LNL_CCS 0x0100000000000010ULL
#define I915_FORMAT_MOD_4_TILED_BMG_CCS 0x0100000000000011ULL
#define DRM_FORMAT_MOD_SAMSUNG_64_32_TILE 0x0400000000000001ULL
#define DRM_FORMAT_MOD_SAMSUNG_16_16_TILE 0x0400000000000002ULL
#define DRM_FORMAT_MOD_QCOM_COMPRESSED 0x0500000000000001ULL
#define DRM_FORMAT_MOD_QCOM_TILED3 0x0500000000000003ULL
#define DRM_FORMAT_MOD_QCOM_TILED2 0x0500000000000002ULL
#define DRM_FORMAT_MOD_VIVANTE_TILED 0x0600000000000001ULL
#define DRM_FORMAT_MOD_VIVANTE_SUPER_TILED 0x0600000000000002ULL
#define DRM_FORMAT_MOD_VIVANTE_SPLIT_TILED 0x0600000000000003ULL
#define DRM_FORMAT_MOD_VIVANTE_SPLIT_SUPER_TILED 0x0600000000000004ULL
#define VIVANTE_MOD_TS_64_4 0x0001000000000000ULL
#define VIVANTE_MOD_TS_64_2 0x0002000000000000ULL
#define VIVANTE_MOD_TS_128_4 0x0003000000000000ULL
#define VIVANTE_MOD_TS_256_4 0x0004000000000000ULL
#define VIVANTE_MOD_TS_MASK 0x000f000000000000ULL
#define VIVANTE_MOD_COMP_DEC400 0x0010000000000000ULL
#define VIVANTE_MOD_COMP_MASK 0x00f0000000000000ULL
#define VIVANTE_MOD_EXT_MASK 0x00ff000000000000ULL
#define DRM_FORMAT_MOD_NVIDIA_TEGRA_TILED 0x0300000000000001ULL
#define DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_ONE_GOB 0x0300000000000010ULL
#define DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_TWO_GOB 0x0300000000000011ULL
#define DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_FOUR_GOB 0x0300000000000012ULL
#define DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_EIGHT_GOB 0x0300000000000013ULL
#define DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_SIXTEEN_GOB 0x0300000000000014ULL
#define DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_THIRTYTWO_GOB 0x0300000000000015ULL
#define DRM_FORMAT_MOD_BROADCOM_VC4_T_TILED 0x0700000000000001ULL
#define DRM_FORMAT_MOD_BROADCOM_SAND32 0x0700000000000002ULL
#define DRM_FORMAT_MOD_BROADCOM_SAND64 0x0700000000000003ULL
#define DRM_FORMAT_MOD_BROADCOM_SAND128 0x0700000000000004ULL
#define DRM_FORMAT_MOD_BROADCOM_SAND256 0x0700000000000005ULL
#define DRM_FORMAT_MOD_BROADCOM_UIF 0x0700000000000006ULL
#define DRM_FORMAT_MOD_ARM_TYPE_AFBC 0x0
#define DRM_FORMAT_MOD_ARM_TYPE_MISC 0x1
#define AFBC_FORMAT_MOD_BLOCK_SIZE_MASK 0xf
#define AFBC_FORMAT_MOD_BLOCK_SIZE_16x16 1
#define AFBC_FORMAT_MOD_BLOCK_SIZE_32x8 2
#define AFBC_FORMAT_MOD_BLOCK_SIZE_64x4 3
#define AFBC_FORMAT_MOD_BLOCK_SIZE_32x8_64x4 4
#define AFBC_FORMAT_MOD_YTR 0x10
#define AFBC_FORMAT_MOD_SPLIT 0x20
#define AFBC_FORMAT_MOD_SPARSE 0x40
#define AFBC_FORMAT_MOD_CBR 0x80
#define AFBC_FORMAT_MOD_TILED 0x100
#define AFBC_FORMAT_MOD_SC 0x200
#define AFBC_FORMAT_MOD_DB 0x400
#define AFBC_FORMAT_MOD_BCH 0x800
#define AFBC_FORMAT_MOD_USM 0x1000
#define DRM_FORMAT_MOD_ARM_TYPE_AFRC 0x2
#define AFRC_FORMAT_MOD_CU_SIZE_MASK 0xf
#define AFRC_FORMAT_MOD_CU_SIZE_16 1
#define AFRC_FORMAT_MOD_CU_SIZE_24 2
#define AFRC_FORMAT_MOD_CU_SIZE_32 3
#define AFRC_FORMAT_MOD_LAYOUT_SCAN 0x100
#define DRM_FORMAT_MOD_ARM_16X16_BLOCK_U_INTERLEAVED 0x0810000000000001ULL
#define DRM_FORMAT_MOD_ARM_INTERLEAVED_64K 0x0810000000000002ULL
#define DRM_FORMAT_MOD_ALLWINNER_TILED 0x0900000000000001ULL
#define AMLOGIC_FBC_LAYOUT_BASIC 1
#define AMLOGIC_FBC_LAYOUT_SCATTER 2
#define AMLOGIC_FBC_OPTION_MEM_SAVING 0x1
#define MTK_FMT_MOD_TILE_MASK 0xf
#define MTK_FMT_MOD_TILE_NONE 0x0
#define MTK_FMT_MOD_TILE_16L32S 0x1
#define MTK_FMT_MOD_COMPRESS_MASK 0xf00
#define MTK_FMT_MOD_COMPRESS_NONE 0x0
#define MTK_FMT_MOD_COMPRESS_V1 0x100
#define MTK_FMT_MOD_10BIT_LAYOUT_MASK 0xf0000
#define MTK_FMT_MOD_10BIT_LAYOUT_PACKED 0x0
#define MTK_FMT_MOD_10BIT_LAYOUT_LSBTILED 0x10000
#define MTK_FMT_MOD_10BIT_LAYOUT_LSBRASTER 0x20000
#define DRM_FORMAT_MOD_MTK_16L_32S_TILE 0x0b00000000000001ULL
#define DRM_FORMAT_MOD_APPLE_GPU_TILED 0x0c00000000000001ULL
#define DRM_FORMAT_MOD_APPLE_GPU_TILED_COMPRESSED 0x0c00000000000002ULL
#define AMD_FMT_MOD 0x0200000000000000ULL
#define AMD_FMT_MOD_TILE_VER_GFX9 1
#define AMD_FMT_MOD_TILE_VER_GFX10 2
#define AMD_FMT_MOD_TILE_VER_GFX10_RBPLUS 3
#define AMD_FMT_MOD_TILE_VER_GFX11 4
#define AMD_FMT_MOD_TILE_VER_GFX12 5
#define AMD_FMT_MOD_TILE_GFX9_64K_S 9
#define AMD_FMT_MOD_TILE_GFX9_64K_D 10
#define AMD_FMT_MOD_TILE_GFX9_4K_D_X 22
#define AMD_FMT_MOD_TILE_GFX9_64K_S_X 25
#define AMD_FMT_MOD_TILE_GFX9_64K_D_X 26
#define AMD_FMT_MOD_TILE_GFX9_64K_R_X 27
#define AMD_FMT_MOD_TILE_GFX11_256K_R_X 31
#define AMD_FMT_MOD_TILE_GFX12_256B_2D 1
#define AMD_FMT_MOD_TILE_GFX12_4K_2D 2
#define AMD_FMT_MOD_TILE_GFX12_64K_2D 3
#define AMD_FMT_MOD_TILE_GFX12_256K_2D 4
#define AMD_FMT_MOD_DCC_BLOCK_64B 0
#define AMD_FMT_MOD_DCC_BLOCK_128B 1
#define AMD_FMT_MOD_DCC_BLOCK_256B 2
#define AMD_FMT_MOD_TILE_VERSION_SHIFT 0
#define AMD_FMT_MOD_TILE_VERSION_MASK 0xff
#define AMD_FMT_MOD_TILE_SHIFT 8
#define AMD_FMT_MOD_TILE_MASK 0x1f
#define AMD_FMT_MOD_DCC_SHIFT 13
#define AMD_FMT_MOD_DCC_MASK 0x1
#define AMD_FMT_MOD_DCC_RETILE_SHIFT 14
#define AMD_FMT_MOD_DCC_RETILE_MASK 0x1
#define AMD_FMT_MOD_DCC_PIPE_ALIGN_SHIFT 15
#define AMD_FMT_MOD_DCC_PIPE_ALIGN_MASK 0x1
#define AMD_FMT_MOD_DCC_INDEPENDENT_64B_SHIFT 16
#define AMD_FMT_MOD_DCC_INDEPENDENT_64B_MASK 0x1
#define AMD_FMT_MOD_DCC_INDEPENDENT_128B_SHIFT 17
#define AMD_FMT_MOD_DCC_INDEPENDENT_128B_MASK 0x1
#define AMD_FMT_MOD_DCC_MAX_COMPRESSED_BLOCK_SHIFT 18
#define AMD_FMT_MOD_DCC_MAX_COMPRESSED_BLOCK_MASK 0x3
#define AMD_FMT_MOD_DCC_CONSTANT_ENCODE_SHIFT 20
#define AMD_FMT_MOD_DCC_CONSTANT_ENCODE_MASK 0x1
#define AMD_FMT_MOD_PIPE_XOR_BITS_SHIFT 21
#define AMD_FMT_MOD_PIPE_XOR_BITS_MASK 0x7
#define AMD_FMT_MOD_BANK_XOR_BITS_SHIFT 24
#define AMD_FMT_MOD_BANK_XOR_BITS_MASK 0x7
#define AMD_FMT_MOD_PACKERS_SHIFT 27
#define AMD_FMT_MOD_PACKERS_MASK 0x7
#define AMD_FMT_MOD_RB_SHIFT 30
#define AMD_FMT_MOD_RB_MASK 0x7
#define AMD_FMT_MOD_PIPE_SHIFT 33
#define AMD_FMT_MOD_PIPE_MASK 0x7

/* --- vgem_drm.h --- */

#define DRM_VGEM_FENCE_ATTACH 0x1
#define DRM_VGEM_FENCE_SIGNAL 0x2
#define DRM_IOCTL_VGEM_FENCE_ATTACH _IOWR('d', 0x41, struct drm_vgem_fence_attach)
#define DRM_IOCTL_VGEM_FENCE_SIGNAL _IOW('d', 0x42, struct drm_vgem_fence_signal)
#define VGEM_FENCE_WRITE 0x1
struct drm_vgem_fence_attach {
    uint32_t handle;
    uint32_t flags;
    uint32_t out_fence;
    uint32_t pad;
};
struct drm_vgem_fence_signal {
    uint32_t fence;
    uint32_t flags;
};

/* --- virtgpu_drm.h --- */

#define DRM_VIRTGPU_MAP 0x1
#define DRM_VIRTGPU_EXECBUFFER 0x2
#define DRM_VIRTGPU_GETPARAM 0x3
#define DRM_VIRTGPU_RESOURCE_CREATE 0x4
#define DRM_VIRTGPU_RESOURCE_INFO 0x5
#define DRM_VIRTGPU_TRANSFER_FROM_HOST 0x6
#define DRM_VIRTGPU_TRANSFER_TO_HOST 0x7
#define DRM_VIRTGPU_WAIT 0x8
#define DRM_VIRTGPU_GET_CAPS 0x9
#define DRM_VIRTGPU_RESOURCE_CREATE_BLOB 0xa
#define DRM_VIRTGPU_CONTEXT_INIT 0xb
#define VIRTGPU_EXECBUF_FENCE_FD_IN 0x1
#define VIRTGPU_EXECBUF_FENCE_FD_OUT 0x2
#define VIRTGPU_EXECBUF_RING_IDX 0x4
#define VIRTGPU_EXECBUF_FLAGS 0x7
struct drm_virtgpu_map {
    uint64_t offset;
    uint32_t handle;
    uint32_t pad;
};
#define VIRTGPU_EXECBUF_SYNCOBJ_RESET 0x1
#define VIRTGPU_EXECBUF_SYNCOBJ_FLAGS 0x1
struct drm_virtgpu_execbuffer_syncobj {
    uint32_t handle;
    uint32_t flags;
    uint64_t point;
};
struct drm_virtgpu_execbuffer {
    uint32_t flags;
    uint32_t size;
    uint64_t command;
    uint64_t bo_handles;
    uint32_t num_bo_handles;
    int32_t fence_fd;
    uint32_t ring_idx;
    uint32_t syncobj_stride;
    uint32_t num_in_syncobjs;
    uint32_t num_out_syncobjs;
    uint64_t in_syncobjs;
    uint64_t out_syncobjs;
};
#define VIRTGPU_PARAM_3D_FEATURES 1
#define VIRTGPU_PARAM_CAPSET_QUERY_FIX 2
#define VIRTGPU_PARAM_RESOURCE_BLOB 3
#define VIRTGPU_PARAM_HOST_VISIBLE 4
#define VIRTGPU_PARAM_CROSS_DEVICE 5
#define VIRTGPU_PARAM_CONTEXT_INIT 6
#define VIRTGPU_PARAM_SUPPORTED_CAPSET_IDs 7
#define VIRTGPU_PARAM_EXPLICIT_DEBUG_NAME 8
#define VIRTGPU_PARAM_BLOB_ALIGNMENT 9
struct drm_virtgpu_getparam {
    uint64_t param;
    uint64_t value;
};
struct drm_virtgpu_resource_create {
    uint32_t target;
    uint32_t format;
    uint32_t bind;
    uint32_t width;
    uint32_t height;
    uint32_t depth;
    uint32_t array_size;
    uint32_t last_level;
    uint32_t nr_samples;
    uint32_t flags;
    uint32_t bo_handle;
    uint32_t res_handle;
    uint32_t size;
    uint32_t stride;
};
struct drm_virtgpu_resource_info {
    uint32_t bo_handle;
    uint32_t res_handle;
    uint32_t size;
    uint32_t blob_mem;
};
struct drm_virtgpu_3d_box {
    uint32_t x;
    uint32_t y;
    uint32_t z;
    uint32_t w;
    uint32_t h;
    uint32_t d;
};
struct drm_virtgpu_3d_transfer_to_host {
    uint32_t bo_handle;
    struct drm_virtgpu_3d_box box;
    uint32_t level;
    uint32_t offset;
    uint32_t stride;
    uint32_t layer_stride;
};
struct drm_virtgpu_3d_transfer_from_host {
    uint32_t bo_handle;
    struct drm_virtgpu_3d_box box;
    uint32_t level;
    uint32_t offset;
    uint32_t stride;
    uint32_t layer_stride;
};
#define VIRTGPU_WAIT_NOWAIT 1
struct drm_virtgpu_3d_wait {
    uint32_t handle;
    uint32_t flags;
};
#define VIRTGPU_DRM_CAPSET_VIRGL 1
#define VIRTGPU_DRM_CAPSET_VIRGL2 2
#define VIRTGPU_DRM_CAPSET_GFXSTREAM_VULKAN 3
#define VIRTGPU_DRM_CAPSET_VENUS 4
#define VIRTGPU_DRM_CAPSET_CROSS_DOMAIN 5
#define VIRTGPU_DRM_CAPSET_DRM 6
struct drm_virtgpu_get_caps {
    uint32_t cap_set_id;
    uint32_t cap_set_ver;
    uint64_t addr;
    uint32_t size;
    uint32_t pad;
};
#define VIRTGPU_BLOB_MEM_GUEST 0x1
#define VIRTGPU_BLOB_MEM_HOST3D 0x2
#define VIRTGPU_BLOB_MEM_HOST3D_GUEST 0x3
#define VIRTGPU_BLOB_FLAG_USE_MAPPABLE 0x1
#define VIRTGPU_BLOB_FLAG_USE_SHAREABLE 0x2
#define VIRTGPU_BLOB_FLAG_USE_CROSS_DEVICE 0x4
#define DRM_VIRTGPU_BLOB_FLAG_HINT_DEFER_MAPPING 0x1
struct drm_virtgpu_resource_create_blob {
    uint32_t blob_mem;
    uint32_t blob_flags;
    uint32_t bo_handle;
    uint32_t res_handle;
    uint64_t size;
    uint32_t pad;
    uint32_t cmd_size;
    uint64_t cmd;
    uint64_t blob_id;
    uint32_t blob_hints;
    uint32_t pad2;
};
#define VIRTGPU_CONTEXT_PARAM_CAPSET_ID 0x1
#define VIRTGPU_CONTEXT_PARAM_NUM_RINGS 0x2
#define VIRTGPU_CONTEXT_PARAM_POLL_RINGS_MASK 0x3
#define VIRTGPU_CONTEXT_PARAM_DEBUG_NAME 0x4
struct drm_virtgpu_context_set_param {
    uint64_t param;
    uint64_t value;
};
struct drm_virtgpu_context_init {
    uint32_t num_params;
    uint32_t pad;
    uint64_t ctx_set_params;
};
#define VIRTGPU_EVENT_FENCE_SIGNALED 0x90000000
#define DRM_IOCTL_VIRTGPU_MAP _IOWR('d', 0x41, struct drm_virtgpu_map)
#define DRM_IOCTL_VIRTGPU_EXECBUFFER _IOWR('d', 0x42, struct drm_virtgpu_execbuffer)
#define DRM_IOCTL_VIRTGPU_GETPARAM _IOWR('d', 0x43, struct drm_virtgpu_getparam)
#define DRM_IOCTL_VIRTGPU_RESOURCE_CREATE _IOWR('d', 0x44, struct drm_virtgpu_resource_create)
#define DRM_IOCTL_VIRTGPU_RESOURCE_INFO _IOWR('d', 0x45, struct drm_virtgpu_resource_info)
#define DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST _IOWR('d', 0x46, struct drm_virtgpu_3d_transfer_from_host)
#define DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST _IOWR('d', 0x47, struct drm_virtgpu_3d_transfer_to_host)
#define DRM_IOCTL_VIRTGPU_WAIT _IOWR('d', 0x48, struct drm_virtgpu_3d_wait)
#define DRM_IOCTL_VIRTGPU_GET_CAPS _IOWR('d', 0x49, struct drm_virtgpu_get_caps)
#define DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB _IOWR('d', 0x4a, struct drm_virtgpu_resource_create_blob)
#define DRM_IOCTL_VIRTGPU_CONTEXT_INIT _IOWR('d', 0x4b, struct drm_virtgpu_context_init)

/* --- linux/dma-buf.h --- */

struct dma_buf_sync {
    uint64_t flags;
};
#define DMA_BUF_SYNC_READ 0x1
#define DMA_BUF_SYNC_WRITE 0x2
#define DMA_BUF_SYNC_RW 0x3
#define DMA_BUF_SYNC_START 0x0
#define DMA_BUF_SYNC_END 0x4
#define DMA_BUF_SYNC_VALID_FLAGS_MASK 0x7
#define DMA_BUF_NAME_LEN 32
struct dma_buf_export_sync_file {
    uint32_t flags;
    int32_t fd;
};
struct dma_buf_import_sync_file {
    uint32_t flags;
    int32_t fd;
};
#define DMA_BUF_BASE 98
#define DMA_BUF_IOCTL_SYNC _IOW('b', 0x00, struct dma_buf_sync)
#define DMA_BUF_SET_NAME _IOW('b', 0x01, const char *)
#define DMA_BUF_SET_NAME_A _IOW('b', 0x01, uint32_t)
#define DMA_BUF_SET_NAME_B _IOW('b', 0x01, uint64_t)
#define DMA_BUF_IOCTL_EXPORT_SYNC_FILE _IOWR('b', 0x02, struct dma_buf_export_sync_file)
#define DMA_BUF_IOCTL_IMPORT_SYNC_FILE _IOW('b', 0x03, struct dma_buf_import_sync_file)

/* --- linux/sync_file.h --- */

struct sync_merge_data {
    char name[32];
    int32_t fd2;
    int32_t fence;
    uint32_t flags;
    uint32_t pad;
};
struct sync_fence_info {
    char obj_name[32];
    char driver_name[32];
    int32_t status;
    uint32_t flags;
    uint64_t timestamp_ns;
};
struct sync_file_info {
    char name[32];
    int32_t status;
    uint32_t flags;
    uint32_t num_fences;
    uint32_t pad;
    uint64_t sync_fence_info;
};
struct sync_set_deadline {
    uint64_t deadline_ns;
    uint64_t pad;
};
#define SYNC_IOC_MAGIC 62
#define SYNC_IOC_MERGE _IOWR('>', 0x03, struct sync_merge_data)
#define SYNC_IOC_FILE_INFO _IOWR('>', 0x04, struct sync_file_info)
#define SYNC_IOC_SET_DEADLINE _IOW('>', 0x05, struct sync_set_deadline)

/* --- sw_sync --- */

struct sw_sync_create_fence_data {
    uint32_t value;
    char name[32];
    int32_t fence;
};
struct sw_sync_get_deadline {
    uint64_t deadline_ns;
    uint32_t pad;
    int32_t fence_fd;
};
#define SW_SYNC_IOC_MAGIC 87
#define SW_SYNC_IOC_CREATE_FENCE _IOWR('W', 0x00, struct sw_sync_create_fence_data)
#define SW_SYNC_IOC_INC _IOW('W', 0x01, uint32_t)
#define SW_SYNC_GET_DEADLINE _IOWR('W', 0x02, struct sw_sync_get_deadline)

/* --- linux/udmabuf.h --- */

#define UDMABUF_FLAGS_CLOEXEC 0x1
struct udmabuf_create {
    uint32_t memfd;
    uint32_t flags;
    uint64_t offset;
    uint64_t size;
};
struct udmabuf_create_item {
    uint32_t memfd;
    uint32_t __pad;
    uint64_t offset;
    uint64_t size;
};
struct udmabuf_create_list {
    uint32_t flags;
    uint32_t count;
    struct udmabuf_create_item list[];
};
#define UDMABUF_CREATE _IOW('u', 0x42, struct udmabuf_create)
#define UDMABUF_CREATE_LIST _IOW('u', 0x43, struct udmabuf_create_list)

/* --- linux/dma-heap.h --- */

#define DMA_HEAP_VALID_FD_FLAGS 0x80003
#define DMA_HEAP_VALID_HEAP_FLAGS 0
struct dma_heap_allocation_data {
    uint64_t len;
    uint32_t fd;
    uint32_t fd_flags;
    uint64_t heap_flags;
};
#define DMA_HEAP_IOC_MAGIC 72
#define DMA_HEAP_IOCTL_ALLOC _IOWR('H', 0x00, struct dma_heap_allocation_data)

/* --- xf86drm.h --- */

#define DRM_ERR_NO_DEVICE -1001
#define DRM_ERR_NO_ACCESS -1002
#define DRM_ERR_NOT_ROOT -1003
#define DRM_ERR_INVALID -1004
#define DRM_ERR_NO_FD -1005
typedef uint64_t dev_t;
typedef struct _drmVersion {
    int version_major;
    int version_minor;
    int version_patchlevel;
    int name_len;
    char *name;
    int date_len;
    char *date;
    int desc_len;
    char *desc;
} drmVersion;
typedef struct _drmVersion *drmVersionPtr;
typedef enum  {
    DRM_VBLANK_ABSOLUTE = 0x0,
    DRM_VBLANK_RELATIVE = 0x1,
    DRM_VBLANK_HIGH_CRTC_MASK = 0x0000003e,
    DRM_VBLANK_EVENT = 0x4000000,
    DRM_VBLANK_FLIP = 0x8000000,
    DRM_VBLANK_NEXTONMISS = 0x10000000,
    DRM_VBLANK_SECONDARY = 0x20000000,
    DRM_VBLANK_SIGNAL = 0x40000000
} drmVBlankSeqType;
#define DRM_VBLANK_HIGH_CRTC_SHIFT 1
typedef struct _drmVBlankReq {
    drmVBlankSeqType type;
    unsigned int sequence;
    unsigned long signal;
} drmVBlankReq;
typedef struct _drmVBlankReq *drmVBlankReqPtr;
typedef struct _drmVBlankReply {
    drmVBlankSeqType type;
    unsigned int sequence;
    long tval_sec;
    long tval_usec;
} drmVBlankReply;
typedef struct _drmVBlankReply *drmVBlankReplyPtr;
typedef union _drmVBlank {
    drmVBlankReq request;
    drmVBlankReply reply;
} drmVBlank;
typedef union _drmVBlank *drmVBlankPtr;
typedef struct _drmSetVersion {
    int drm_di_major;
    int drm_di_minor;
    int drm_dd_major;
    int drm_dd_minor;
} drmSetVersion;
typedef struct _drmSetVersion *drmSetVersionPtr;
#define DRM_NODE_PRIMARY 0
#define DRM_NODE_CONTROL 1
#define DRM_NODE_RENDER 2
#define DRM_NODE_MAX 3
#define DRM_EVENT_CONTEXT_VERSION 4
typedef struct _drmEventContext {
    int version;
    void (*vblank_handler)(int fd, unsigned int sequence, unsigned int tv_sec, unsigned int tv_usec, void *user_data);
    void (*page_flip_handler)(int fd, unsigned int sequence, unsigned int tv_sec, unsigned int tv_usec, void *user_data);
    void (*page_flip_handler2)(int fd, unsigned int sequence, unsigned int tv_sec, unsigned int tv_usec, unsigned int crtc_id, void *user_data);
    void (*sequence_handler)(int fd, uint64_t sequence, uint64_t ns, uint64_t user_data);
} drmEventContext;
typedef struct _drmEventContext *drmEventContextPtr;
#define DRM_BUS_PCI 0
#define DRM_BUS_USB 1
#define DRM_BUS_PLATFORM 2
#define DRM_BUS_HOST1X 3
#define DRM_BUS_FAUX 4
typedef struct _drmPciBusInfo {
    uint16_t domain;
    uint8_t bus;
    uint8_t dev;
    uint8_t func;
} drmPciBusInfo;
typedef struct _drmPciBusInfo *drmPciBusInfoPtr;
typedef struct _drmPciDeviceInfo {
    uint16_t vendor_id;
    uint16_t device_id;
    uint16_t subvendor_id;
    uint16_t subdevice_id;
    uint8_t revision_id;
} drmPciDeviceInfo;
typedef struct _drmPciDeviceInfo *drmPciDeviceInfoPtr;
typedef struct _drmUsbBusInfo {
    uint8_t bus;
    uint8_t dev;
} drmUsbBusInfo;
typedef struct _drmUsbBusInfo *drmUsbBusInfoPtr;
typedef struct _drmUsbDeviceInfo {
    uint16_t vendor;
    uint16_t product;
} drmUsbDeviceInfo;
typedef struct _drmUsbDeviceInfo *drmUsbDeviceInfoPtr;
#define DRM_PLATFORM_DEVICE_NAME_LEN 512
typedef struct _drmPlatformBusInfo {
    char fullname[512];
} drmPlatformBusInfo;
typedef struct _drmPlatformBusInfo *drmPlatformBusInfoPtr;
typedef struct _drmPlatformDeviceInfo {
    char **compatible;
} drmPlatformDeviceInfo;
typedef struct _drmPlatformDeviceInfo *drmPlatformDeviceInfoPtr;
#define DRM_HOST1X_DEVICE_NAME_LEN 512
typedef struct _drmHost1xBusInfo {
    char fullname[512];
} drmHost1xBusInfo;
typedef struct _drmHost1xBusInfo *drmHost1xBusInfoPtr;
typedef struct _drmHost1xDeviceInfo {
    char **compatible;
} drmHost1xDeviceInfo;
typedef struct _drmHost1xDeviceInfo *drmHost1xDeviceInfoPtr;
#define DRM_FAUX_DEVICE_NAME_LEN 512
typedef struct _drmFauxBusInfo {
    char name[512];
} drmFauxBusInfo;
typedef struct _drmFauxBusInfo *drmFauxBusInfoPtr;
typedef struct _drmDevice {
    char **nodes;
    int available_nodes;
    int bustype;
    union  {
        drmPciBusInfoPtr pci;
        drmUsbBusInfoPtr usb;
        drmPlatformBusInfoPtr platform;
        drmHost1xBusInfoPtr host1x;
        drmFauxBusInfoPtr faux;
    } businfo;
    union  {
        drmPciDeviceInfoPtr pci;
        drmUsbDeviceInfoPtr usb;
        drmPlatformDeviceInfoPtr platform;
        drmHost1xDeviceInfoPtr host1x;
    } deviceinfo;
} drmDevice;
typedef struct _drmDevice *drmDevicePtr;
#define DRM_DEVICE_GET_PCI_REVISION 0x1

/* --- xf86drmMode.h --- */

#define DRM_MODE_FEATURE_KMS 1
#define DRM_MODE_FEATURE_DIRTYFB 1
typedef struct _drmModeRes {
    int count_fbs;
    uint32_t *fbs;
    int count_crtcs;
    uint32_t *crtcs;
    int count_connectors;
    uint32_t *connectors;
    int count_encoders;
    uint32_t *encoders;
    uint32_t min_width;
    uint32_t max_width;
    uint32_t min_height;
    uint32_t max_height;
} drmModeRes;
typedef struct _drmModeRes *drmModeResPtr;
typedef struct _drmModeModeInfo {
    uint32_t clock;
    uint16_t hdisplay;
    uint16_t hsync_start;
    uint16_t hsync_end;
    uint16_t htotal;
    uint16_t hskew;
    uint16_t vdisplay;
    uint16_t vsync_start;
    uint16_t vsync_end;
    uint16_t vtotal;
    uint16_t vscan;
    uint32_t vrefresh;
    uint32_t flags;
    uint32_t type;
    char name[32];
} drmModeModeInfo;
typedef struct _drmModeModeInfo *drmModeModeInfoPtr;
typedef struct _drmModeFB {
    uint32_t fb_id;
    uint32_t width;
    uint32_t height;
    uint32_t pitch;
    uint32_t bpp;
    uint32_t depth;
    uint32_t handle;
} drmModeFB;
typedef struct _drmModeFB *drmModeFBPtr;
typedef struct _drmModeFB2 {
    uint32_t fb_id;
    uint32_t width;
    uint32_t height;
    uint32_t pixel_format;
    uint64_t modifier;
    uint32_t flags;
    uint32_t handles[4];
    uint32_t pitches[4];
    uint32_t offsets[4];
} drmModeFB2;
typedef struct _drmModeFB2 *drmModeFB2Ptr;
typedef struct drm_clip_rect drmModeClip;
typedef struct drm_clip_rect *drmModeClipPtr;
typedef struct _drmModePropertyBlob {
    uint32_t id;
    uint32_t length;
    void *data;
} drmModePropertyBlobRes;
typedef struct _drmModePropertyBlob *drmModePropertyBlobPtr;
typedef struct _drmModeProperty {
    uint32_t prop_id;
    uint32_t flags;
    char name[32];
    int count_values;
    uint64_t *values;
    int count_enums;
    struct drm_mode_property_enum *enums;
    int count_blobs;
    uint32_t *blob_ids;
} drmModePropertyRes;
typedef struct _drmModeProperty *drmModePropertyPtr;
typedef struct _drmModeCrtc {
    uint32_t crtc_id;
    uint32_t buffer_id;
    uint32_t x;
    uint32_t y;
    uint32_t width;
    uint32_t height;
    int mode_valid;
    drmModeModeInfo mode;
    int gamma_size;
} drmModeCrtc;
typedef struct _drmModeCrtc *drmModeCrtcPtr;
typedef struct _drmModeEncoder {
    uint32_t encoder_id;
    uint32_t encoder_type;
    uint32_t crtc_id;
    uint32_t possible_crtcs;
    uint32_t possible_clones;
} drmModeEncoder;
typedef struct _drmModeEncoder *drmModeEncoderPtr;
typedef enum  {
    DRM_MODE_CONNECTED = 1,
    DRM_MODE_DISCONNECTED = 2,
    DRM_MODE_UNKNOWNCONNECTION = 3
} drmModeConnection;
typedef enum  {
    DRM_MODE_SUBPIXEL_UNKNOWN = 1,
    DRM_MODE_SUBPIXEL_HORIZONTAL_RGB = 2,
    DRM_MODE_SUBPIXEL_HORIZONTAL_BGR = 3,
    DRM_MODE_SUBPIXEL_VERTICAL_RGB = 4,
    DRM_MODE_SUBPIXEL_VERTICAL_BGR = 5,
    DRM_MODE_SUBPIXEL_NONE = 6
} drmModeSubPixel;
typedef struct _drmModeConnector {
    uint32_t connector_id;
    uint32_t encoder_id;
    uint32_t connector_type;
    uint32_t connector_type_id;
    drmModeConnection connection;
    uint32_t mmWidth;
    uint32_t mmHeight;
    drmModeSubPixel subpixel;
    int count_modes;
    drmModeModeInfoPtr modes;
    int count_props;
    uint32_t *props;
    uint64_t *prop_values;
    int count_encoders;
    uint32_t *encoders;
} drmModeConnector;
typedef struct _drmModeConnector *drmModeConnectorPtr;
#define DRM_PLANE_TYPE_OVERLAY 0
#define DRM_PLANE_TYPE_PRIMARY 1
#define DRM_PLANE_TYPE_CURSOR 2
typedef struct _drmModeObjectProperties {
    uint32_t count_props;
    uint32_t *props;
    uint64_t *prop_values;
} drmModeObjectProperties;
typedef struct _drmModeObjectProperties *drmModeObjectPropertiesPtr;
typedef struct _drmModeFormatModifierIterator {
    uint32_t fmt_idx;
    uint32_t mod_idx;
    uint32_t fmt;
    uint64_t mod;
} drmModeFormatModifierIterator;
typedef struct _drmModePlane {
    uint32_t count_formats;
    uint32_t *formats;
    uint32_t plane_id;
    uint32_t crtc_id;
    uint32_t fb_id;
    uint32_t crtc_x;
    uint32_t crtc_y;
    uint32_t x;
    uint32_t y;
    uint32_t possible_crtcs;
    uint32_t gamma_size;
} drmModePlane;
typedef struct _drmModePlane *drmModePlanePtr;
typedef struct _drmModePlaneRes {
    uint32_t count_planes;
    uint32_t *planes;
} drmModePlaneRes;
typedef struct _drmModePlaneRes *drmModePlaneResPtr;
typedef struct _drmModeAtomicReq drmModeAtomicReq;
typedef struct _drmModeAtomicReq *drmModeAtomicReqPtr;
typedef struct drmModeLesseeList {
    uint32_t count;
    uint32_t lessees[];
} drmModeLesseeListRes;
typedef struct drmModeLesseeList *drmModeLesseeListPtr;
typedef struct drmModeObjectList {
    uint32_t count;
    uint32_t objects[];
} drmModeObjectListRes;
typedef struct drmModeObjectList *drmModeObjectListPtr;

#define PYDRI_SONAME "libdrm.so.2"
#define PYDRI_ENVIRONMENT "PYDRI_LIBDRM"
#define PYDRI_SLOT_COUNT 131

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

#include <linux/kcmp.h>
#include <poll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/*
 * System calls as the kernel answers them: the result, or -errno. Nothing is retried here: the caller retries EINTR in
 * Python, so that signal handlers get to run in between.
 */
static long pydri_ioctl(int fd, unsigned long request, void *arg) {
    int result = ioctl(fd, request, arg);
    return result < 0 ? -(long)errno : result;
}

static intptr_t pydri_mmap(size_t length, int prot, int flags, int fd, int64_t offset) {
    void *address = mmap(NULL, length, prot, flags, fd, (off_t)offset);
    return address == MAP_FAILED ? -(intptr_t)errno : (intptr_t)address;
}

static int pydri_munmap(void *address, size_t length) {
    return munmap(address, length) < 0 ? -errno : 0;
}

static int pydri_ppoll(int fd, short events, int64_t timeout_ns) {
    struct pollfd one = {.fd = fd, .events = events};
    struct timespec timeout = {.tv_sec = timeout_ns / 1000000000, .tv_nsec = timeout_ns % 1000000000};
    int result = ppoll(&one, 1, timeout_ns < 0 ? NULL : &timeout, NULL);
    return result < 0 ? -errno : result ? one.revents : 0;
}

static int pydri_kcmp_file(int fd1, int fd2) {
    long self = getpid();
    long result = syscall(SYS_kcmp, self, self, (long)KCMP_FILE, (long)fd1, (long)fd2);
    return result < 0 ? -errno : (int)result;
}

static pydri_slot pydri_slots[PYDRI_SLOT_COUNT] = {
    {"drmIoctl", NULL, 0, NULL},
    {"drmAvailable", NULL, 0, NULL},
    {"drmOpen", NULL, 0, NULL},
    {"drmOpenWithType", NULL, 0, NULL},
    {"drmOpenRender", NULL, 0, NULL},
    {"drmClose", NULL, 0, NULL},
    {"drmGetVersion", NULL, 0, NULL},
    {"drmGetLibVersion", NULL, 0, NULL},
    {"drmGetCap", NULL, 0, NULL},
    {"drmFreeVersion", NULL, 0, NULL},
    {"drmGetMagic", NULL, 0, NULL},
    {"drmGetBusid", NULL, 0, NULL},
    {"drmSetInterfaceVersion", NULL, 0, NULL},
    {"drmCommandNone", NULL, 0, NULL},
    {"drmCommandRead", NULL, 0, NULL},
    {"drmCommandWrite", NULL, 0, NULL},
    {"drmCommandWriteRead", NULL, 0, NULL},
    {"drmFreeBusid", NULL, 0, NULL},
    {"drmSetBusid", NULL, 0, NULL},
    {"drmAuthMagic", NULL, 0, NULL},
    {"drmSetClientCap", NULL, 0, NULL},
    {"drmCrtcGetSequence", NULL, 0, NULL},
    {"drmCrtcQueueSequence", NULL, 0, NULL},
    {"drmWaitVBlank", NULL, 0, NULL},
    {"drmOpenOnce", NULL, 0, NULL},
    {"drmOpenOnceWithType", NULL, 0, NULL},
    {"drmCloseOnce", NULL, 0, NULL},
    {"drmSetMaster", NULL, 0, NULL},
    {"drmDropMaster", NULL, 0, NULL},
    {"drmIsMaster", NULL, 0, NULL},
    {"drmHandleEvent", NULL, 0, NULL},
    {"drmGetDeviceNameFromFd", NULL, 0, NULL},
    {"drmGetDeviceNameFromFd2", NULL, 0, NULL},
    {"drmGetNodeTypeFromFd", NULL, 0, NULL},
    {"drmPrimeHandleToFD", NULL, 0, NULL},
    {"drmPrimeFDToHandle", NULL, 0, NULL},
    {"drmCloseBufferHandle", "libdrm 2.4.108", 0, NULL},
    {"drmGetPrimaryDeviceNameFromFd", NULL, 0, NULL},
    {"drmGetRenderDeviceNameFromFd", NULL, 0, NULL},
    {"drmGetDevice", NULL, 0, NULL},
    {"drmFreeDevice", NULL, 0, NULL},
    {"drmGetDevices", NULL, 0, NULL},
    {"drmFreeDevices", NULL, 0, NULL},
    {"drmGetDevice2", NULL, 0, NULL},
    {"drmGetDevices2", NULL, 0, NULL},
    {"drmGetDeviceFromDevId", "libdrm 2.4.109", 0, NULL},
    {"drmGetNodeTypeFromDevId", "libdrm 2.4.118", 0, NULL},
    {"drmDevicesEqual", NULL, 0, NULL},
    {"drmSyncobjCreate", NULL, 0, NULL},
    {"drmSyncobjDestroy", NULL, 0, NULL},
    {"drmSyncobjHandleToFD", NULL, 0, NULL},
    {"drmSyncobjFDToHandle", NULL, 0, NULL},
    {"drmSyncobjImportSyncFile", NULL, 0, NULL},
    {"drmSyncobjExportSyncFile", NULL, 0, NULL},
    {"drmSyncobjWait", NULL, 0, NULL},
    {"drmSyncobjReset", NULL, 0, NULL},
    {"drmSyncobjSignal", NULL, 0, NULL},
    {"drmSyncobjTimelineSignal", NULL, 0, NULL},
    {"drmSyncobjTimelineWait", NULL, 0, NULL},
    {"drmSyncobjQuery", NULL, 0, NULL},
    {"drmSyncobjQuery2", "libdrm 2.4.101", 0, NULL},
    {"drmSyncobjTransfer", NULL, 0, NULL},
    {"drmSyncobjEventfd", "libdrm 2.4.116", 0, NULL},
    {"drmGetFormatModifierVendor", "libdrm 2.4.107", 0, NULL},
    {"drmGetFormatModifierName", "libdrm 2.4.107", 0, NULL},
    {"drmGetFormatName", "libdrm 2.4.113", 0, NULL},
    {"drmModeFreeModeInfo", NULL, 0, NULL},
    {"drmModeFreeResources", NULL, 0, NULL},
    {"drmModeFreeFB", NULL, 0, NULL},
    {"drmModeFreeFB2", "libdrm 2.4.101", 0, NULL},
    {"drmModeFreeCrtc", NULL, 0, NULL},
    {"drmModeFreeConnector", NULL, 0, NULL},
    {"drmModeFreeEncoder", NULL, 0, NULL},
    {"drmModeFreePlane", NULL, 0, NULL},
    {"drmModeFreePlaneResources", NULL, 0, NULL},
    {"drmIsKMS", "libdrm 2.4.105", 0, NULL},
    {"drmModeGetResources", NULL, 0, NULL},
    {"drmModeGetFB", NULL, 0, NULL},
    {"drmModeGetFB2", "libdrm 2.4.101", 0, NULL},
    {"drmModeAddFB", NULL, 0, NULL},
    {"drmModeAddFB2", NULL, 0, NULL},
    {"drmModeAddFB2WithModifiers", NULL, 0, NULL},
    {"drmModeRmFB", NULL, 0, NULL},
    {"drmModeCloseFB", "libdrm 2.4.118", 0, NULL},
    {"drmModeDirtyFB", NULL, 0, NULL},
    {"drmModeGetCrtc", NULL, 0, NULL},
    {"drmModeSetCrtc", NULL, 0, NULL},
    {"drmModeSetCursor", NULL, 0, NULL},
    {"drmModeSetCursor2", NULL, 0, NULL},
    {"drmModeMoveCursor", NULL, 0, NULL},
    {"drmModeGetEncoder", NULL, 0, NULL},
    {"drmModeGetConnector", NULL, 0, NULL},
    {"drmModeGetConnectorCurrent", NULL, 0, NULL},
    {"drmModeConnectorGetPossibleCrtcs", "libdrm 2.4.112", 0, NULL},
    {"drmModeAttachMode", NULL, 0, NULL},
    {"drmModeDetachMode", NULL, 0, NULL},
    {"drmModeGetProperty", NULL, 0, NULL},
    {"drmModeFreeProperty", NULL, 0, NULL},
    {"drmModeGetPropertyBlob", NULL, 0, NULL},
    {"drmModeFormatModifierBlobIterNext", "libdrm 2.4.108", 0, NULL},
    {"drmModeFreePropertyBlob", NULL, 0, NULL},
    {"drmModeConnectorSetProperty", NULL, 0, NULL},
    {"drmCheckModesettingSupported", NULL, 0, NULL},
    {"drmModeCrtcSetGamma", NULL, 0, NULL},
    {"drmModeCrtcGetGamma", NULL, 0, NULL},
    {"drmModePageFlip", NULL, 0, NULL},
    {"drmModePageFlipTarget", NULL, 0, NULL},
    {"drmModeGetPlaneResources", NULL, 0, NULL},
    {"drmModeGetPlane", NULL, 0, NULL},
    {"drmModeSetPlane", NULL, 0, NULL},
    {"drmModeObjectGetProperties", NULL, 0, NULL},
    {"drmModeFreeObjectProperties", NULL, 0, NULL},
    {"drmModeObjectSetProperty", NULL, 0, NULL},
    {"drmModeAtomicAlloc", NULL, 0, NULL},
    {"drmModeAtomicDuplicate", NULL, 0, NULL},
    {"drmModeAtomicMerge", NULL, 0, NULL},
    {"drmModeAtomicFree", NULL, 0, NULL},
    {"drmModeAtomicGetCursor", NULL, 0, NULL},
    {"drmModeAtomicSetCursor", NULL, 0, NULL},
    {"drmModeAtomicAddProperty", NULL, 0, NULL},
    {"drmModeAtomicCommit", NULL, 0, NULL},
    {"drmModeCreatePropertyBlob", NULL, 0, NULL},
    {"drmModeDestroyPropertyBlob", NULL, 0, NULL},
    {"drmModeCreateLease", NULL, 0, NULL},
    {"drmModeListLessees", NULL, 0, NULL},
    {"drmModeGetLease", NULL, 0, NULL},
    {"drmModeRevokeLease", NULL, 0, NULL},
    {"drmModeGetConnectorTypeName", "libdrm 2.4.112", 0, NULL},
    {"drmModeCreateDumbBuffer", "libdrm 2.4.114", 0, NULL},
    {"drmModeDestroyDumbBuffer", "libdrm 2.4.114", 0, NULL},
    {"drmModeMapDumbBuffer", "libdrm 2.4.114", 0, NULL},
};

static int drmIoctl(int fd, unsigned long request, void *arg) {
    int (*call)(int fd, unsigned long request, void *arg) = pydri_function(0);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, request, arg);
}

static int drmAvailable(void) {
    int (*call)(void) = pydri_function(1);
    if (!call) { errno = ENOSYS; return -1; }
    return call();
}

static int drmOpen(const char *name, const char *busid) {
    int (*call)(const char *name, const char *busid) = pydri_function(2);
    if (!call) { errno = ENOSYS; return -1; }
    return call(name, busid);
}

static int drmOpenWithType(const char *name, const char *busid, int type) {
    int (*call)(const char *name, const char *busid, int type) = pydri_function(3);
    if (!call) { errno = ENOSYS; return -1; }
    return call(name, busid, type);
}

static int drmOpenRender(int minor) {
    int (*call)(int minor) = pydri_function(4);
    if (!call) { errno = ENOSYS; return -1; }
    return call(minor);
}

static int drmClose(int fd) {
    int (*call)(int fd) = pydri_function(5);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd);
}

static drmVersionPtr drmGetVersion(int fd) {
    drmVersionPtr (*call)(int fd) = pydri_function(6);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static drmVersionPtr drmGetLibVersion(int fd) {
    drmVersionPtr (*call)(int fd) = pydri_function(7);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static int drmGetCap(int fd, uint64_t capability, uint64_t *value) {
    int (*call)(int fd, uint64_t capability, uint64_t *value) = pydri_function(8);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, capability, value);
}

static void drmFreeVersion(drmVersionPtr a0) {
    void (*call)(drmVersionPtr a0) = pydri_function(9);
    if (!call) { errno = ENOSYS; return; }
    call(a0);
}

static int drmGetMagic(int fd, drm_magic_t *magic) {
    int (*call)(int fd, drm_magic_t *magic) = pydri_function(10);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, magic);
}

static char *drmGetBusid(int fd) {
    char *(*call)(int fd) = pydri_function(11);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static int drmSetInterfaceVersion(int fd, drmSetVersion *version) {
    int (*call)(int fd, drmSetVersion *version) = pydri_function(12);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, version);
}

static int drmCommandNone(int fd, unsigned long drmCommandIndex) {
    int (*call)(int fd, unsigned long drmCommandIndex) = pydri_function(13);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, drmCommandIndex);
}

static int drmCommandRead(int fd, unsigned long drmCommandIndex, void *data, unsigned long size) {
    int (*call)(int fd, unsigned long drmCommandIndex, void *data, unsigned long size) = pydri_function(14);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, drmCommandIndex, data, size);
}

static int drmCommandWrite(int fd, unsigned long drmCommandIndex, void *data, unsigned long size) {
    int (*call)(int fd, unsigned long drmCommandIndex, void *data, unsigned long size) = pydri_function(15);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, drmCommandIndex, data, size);
}

static int drmCommandWriteRead(int fd, unsigned long drmCommandIndex, void *data, unsigned long size) {
    int (*call)(int fd, unsigned long drmCommandIndex, void *data, unsigned long size) = pydri_function(16);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, drmCommandIndex, data, size);
}

static void drmFreeBusid(const char *busid) {
    void (*call)(const char *busid) = pydri_function(17);
    if (!call) { errno = ENOSYS; return; }
    call(busid);
}

static int drmSetBusid(int fd, const char *busid) {
    int (*call)(int fd, const char *busid) = pydri_function(18);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, busid);
}

static int drmAuthMagic(int fd, drm_magic_t magic) {
    int (*call)(int fd, drm_magic_t magic) = pydri_function(19);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, magic);
}

static int drmSetClientCap(int fd, uint64_t capability, uint64_t value) {
    int (*call)(int fd, uint64_t capability, uint64_t value) = pydri_function(20);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, capability, value);
}

static int drmCrtcGetSequence(int fd, uint32_t crtcId, uint64_t *sequence, uint64_t *ns) {
    int (*call)(int fd, uint32_t crtcId, uint64_t *sequence, uint64_t *ns) = pydri_function(21);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtcId, sequence, ns);
}

static int drmCrtcQueueSequence(int fd, uint32_t crtcId, uint32_t flags, uint64_t sequence, uint64_t *sequence_queued, uint64_t user_data) {
    int (*call)(int fd, uint32_t crtcId, uint32_t flags, uint64_t sequence, uint64_t *sequence_queued, uint64_t user_data) = pydri_function(22);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtcId, flags, sequence, sequence_queued, user_data);
}

static int drmWaitVBlank(int fd, drmVBlankPtr vbl) {
    int (*call)(int fd, drmVBlankPtr vbl) = pydri_function(23);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, vbl);
}

static int drmOpenOnce(void *unused, const char *BusID, int *newlyopened) {
    int (*call)(void *unused, const char *BusID, int *newlyopened) = pydri_function(24);
    if (!call) { errno = ENOSYS; return -1; }
    return call(unused, BusID, newlyopened);
}

static int drmOpenOnceWithType(const char *BusID, int *newlyopened, int type) {
    int (*call)(const char *BusID, int *newlyopened, int type) = pydri_function(25);
    if (!call) { errno = ENOSYS; return -1; }
    return call(BusID, newlyopened, type);
}

static void drmCloseOnce(int fd) {
    void (*call)(int fd) = pydri_function(26);
    if (!call) { errno = ENOSYS; return; }
    call(fd);
}

static int drmSetMaster(int fd) {
    int (*call)(int fd) = pydri_function(27);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd);
}

static int drmDropMaster(int fd) {
    int (*call)(int fd) = pydri_function(28);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd);
}

static int drmIsMaster(int fd) {
    int (*call)(int fd) = pydri_function(29);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd);
}

static int drmHandleEvent(int fd, drmEventContextPtr evctx) {
    int (*call)(int fd, drmEventContextPtr evctx) = pydri_function(30);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, evctx);
}

static char *drmGetDeviceNameFromFd(int fd) {
    char *(*call)(int fd) = pydri_function(31);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static char *drmGetDeviceNameFromFd2(int fd) {
    char *(*call)(int fd) = pydri_function(32);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static int drmGetNodeTypeFromFd(int fd) {
    int (*call)(int fd) = pydri_function(33);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd);
}

static int drmPrimeHandleToFD(int fd, uint32_t handle, uint32_t flags, int *prime_fd) {
    int (*call)(int fd, uint32_t handle, uint32_t flags, int *prime_fd) = pydri_function(34);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle, flags, prime_fd);
}

static int drmPrimeFDToHandle(int fd, int prime_fd, uint32_t *handle) {
    int (*call)(int fd, int prime_fd, uint32_t *handle) = pydri_function(35);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, prime_fd, handle);
}

static int drmCloseBufferHandle(int fd, uint32_t handle) {
    int (*call)(int fd, uint32_t handle) = pydri_function(36);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle);
}

static char *drmGetPrimaryDeviceNameFromFd(int fd) {
    char *(*call)(int fd) = pydri_function(37);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static char *drmGetRenderDeviceNameFromFd(int fd) {
    char *(*call)(int fd) = pydri_function(38);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static int drmGetDevice(int fd, drmDevicePtr *device) {
    int (*call)(int fd, drmDevicePtr *device) = pydri_function(39);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, device);
}

static void drmFreeDevice(drmDevicePtr *device) {
    void (*call)(drmDevicePtr *device) = pydri_function(40);
    if (!call) { errno = ENOSYS; return; }
    call(device);
}

static int drmGetDevices(drmDevicePtr devices[], int max_devices) {
    int (*call)(drmDevicePtr devices[], int max_devices) = pydri_function(41);
    if (!call) { errno = ENOSYS; return -1; }
    return call(devices, max_devices);
}

static void drmFreeDevices(drmDevicePtr devices[], int count) {
    void (*call)(drmDevicePtr devices[], int count) = pydri_function(42);
    if (!call) { errno = ENOSYS; return; }
    call(devices, count);
}

static int drmGetDevice2(int fd, uint32_t flags, drmDevicePtr *device) {
    int (*call)(int fd, uint32_t flags, drmDevicePtr *device) = pydri_function(43);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, flags, device);
}

static int drmGetDevices2(uint32_t flags, drmDevicePtr devices[], int max_devices) {
    int (*call)(uint32_t flags, drmDevicePtr devices[], int max_devices) = pydri_function(44);
    if (!call) { errno = ENOSYS; return -1; }
    return call(flags, devices, max_devices);
}

static int drmGetDeviceFromDevId(dev_t dev_id, uint32_t flags, drmDevicePtr *device) {
    int (*call)(dev_t dev_id, uint32_t flags, drmDevicePtr *device) = pydri_function(45);
    if (!call) { errno = ENOSYS; return -1; }
    return call(dev_id, flags, device);
}

static int drmGetNodeTypeFromDevId(dev_t devid) {
    int (*call)(dev_t devid) = pydri_function(46);
    if (!call) { errno = ENOSYS; return -1; }
    return call(devid);
}

static int drmDevicesEqual(drmDevicePtr a, drmDevicePtr b) {
    int (*call)(drmDevicePtr a, drmDevicePtr b) = pydri_function(47);
    if (!call) { errno = ENOSYS; return -1; }
    return call(a, b);
}

static int drmSyncobjCreate(int fd, uint32_t flags, uint32_t *handle) {
    int (*call)(int fd, uint32_t flags, uint32_t *handle) = pydri_function(48);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, flags, handle);
}

static int drmSyncobjDestroy(int fd, uint32_t handle) {
    int (*call)(int fd, uint32_t handle) = pydri_function(49);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle);
}

static int drmSyncobjHandleToFD(int fd, uint32_t handle, int *obj_fd) {
    int (*call)(int fd, uint32_t handle, int *obj_fd) = pydri_function(50);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle, obj_fd);
}

static int drmSyncobjFDToHandle(int fd, int obj_fd, uint32_t *handle) {
    int (*call)(int fd, int obj_fd, uint32_t *handle) = pydri_function(51);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, obj_fd, handle);
}

static int drmSyncobjImportSyncFile(int fd, uint32_t handle, int sync_file_fd) {
    int (*call)(int fd, uint32_t handle, int sync_file_fd) = pydri_function(52);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle, sync_file_fd);
}

static int drmSyncobjExportSyncFile(int fd, uint32_t handle, int *sync_file_fd) {
    int (*call)(int fd, uint32_t handle, int *sync_file_fd) = pydri_function(53);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle, sync_file_fd);
}

static int drmSyncobjWait(int fd, uint32_t *handles, unsigned num_handles, int64_t timeout_nsec, unsigned flags, uint32_t *first_signaled) {
    int (*call)(int fd, uint32_t *handles, unsigned num_handles, int64_t timeout_nsec, unsigned flags, uint32_t *first_signaled) = pydri_function(54);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, num_handles, timeout_nsec, flags, first_signaled);
}

static int drmSyncobjReset(int fd, const uint32_t *handles, uint32_t handle_count) {
    int (*call)(int fd, const uint32_t *handles, uint32_t handle_count) = pydri_function(55);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, handle_count);
}

static int drmSyncobjSignal(int fd, const uint32_t *handles, uint32_t handle_count) {
    int (*call)(int fd, const uint32_t *handles, uint32_t handle_count) = pydri_function(56);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, handle_count);
}

static int drmSyncobjTimelineSignal(int fd, const uint32_t *handles, uint64_t *points, uint32_t handle_count) {
    int (*call)(int fd, const uint32_t *handles, uint64_t *points, uint32_t handle_count) = pydri_function(57);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, points, handle_count);
}

static int drmSyncobjTimelineWait(int fd, uint32_t *handles, uint64_t *points, unsigned num_handles, int64_t timeout_nsec, unsigned flags, uint32_t *first_signaled) {
    int (*call)(int fd, uint32_t *handles, uint64_t *points, unsigned num_handles, int64_t timeout_nsec, unsigned flags, uint32_t *first_signaled) = pydri_function(58);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, points, num_handles, timeout_nsec, flags, first_signaled);
}

static int drmSyncobjQuery(int fd, uint32_t *handles, uint64_t *points, uint32_t handle_count) {
    int (*call)(int fd, uint32_t *handles, uint64_t *points, uint32_t handle_count) = pydri_function(59);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, points, handle_count);
}

static int drmSyncobjQuery2(int fd, uint32_t *handles, uint64_t *points, uint32_t handle_count, uint32_t flags) {
    int (*call)(int fd, uint32_t *handles, uint64_t *points, uint32_t handle_count, uint32_t flags) = pydri_function(60);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handles, points, handle_count, flags);
}

static int drmSyncobjTransfer(int fd, uint32_t dst_handle, uint64_t dst_point, uint32_t src_handle, uint64_t src_point, uint32_t flags) {
    int (*call)(int fd, uint32_t dst_handle, uint64_t dst_point, uint32_t src_handle, uint64_t src_point, uint32_t flags) = pydri_function(61);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, dst_handle, dst_point, src_handle, src_point, flags);
}

static int drmSyncobjEventfd(int fd, uint32_t handle, uint64_t point, int ev_fd, uint32_t flags) {
    int (*call)(int fd, uint32_t handle, uint64_t point, int ev_fd, uint32_t flags) = pydri_function(62);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle, point, ev_fd, flags);
}

static char *drmGetFormatModifierVendor(uint64_t modifier) {
    char *(*call)(uint64_t modifier) = pydri_function(63);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(modifier);
}

static char *drmGetFormatModifierName(uint64_t modifier) {
    char *(*call)(uint64_t modifier) = pydri_function(64);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(modifier);
}

static char *drmGetFormatName(uint32_t format) {
    char *(*call)(uint32_t format) = pydri_function(65);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(format);
}

static void drmModeFreeModeInfo(drmModeModeInfoPtr ptr) {
    void (*call)(drmModeModeInfoPtr ptr) = pydri_function(66);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreeResources(drmModeResPtr ptr) {
    void (*call)(drmModeResPtr ptr) = pydri_function(67);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreeFB(drmModeFBPtr ptr) {
    void (*call)(drmModeFBPtr ptr) = pydri_function(68);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreeFB2(drmModeFB2Ptr ptr) {
    void (*call)(drmModeFB2Ptr ptr) = pydri_function(69);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreeCrtc(drmModeCrtcPtr ptr) {
    void (*call)(drmModeCrtcPtr ptr) = pydri_function(70);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreeConnector(drmModeConnectorPtr ptr) {
    void (*call)(drmModeConnectorPtr ptr) = pydri_function(71);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreeEncoder(drmModeEncoderPtr ptr) {
    void (*call)(drmModeEncoderPtr ptr) = pydri_function(72);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreePlane(drmModePlanePtr ptr) {
    void (*call)(drmModePlanePtr ptr) = pydri_function(73);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static void drmModeFreePlaneResources(drmModePlaneResPtr ptr) {
    void (*call)(drmModePlaneResPtr ptr) = pydri_function(74);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static int drmIsKMS(int fd) {
    int (*call)(int fd) = pydri_function(75);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd);
}

static drmModeResPtr drmModeGetResources(int fd) {
    drmModeResPtr (*call)(int fd) = pydri_function(76);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static drmModeFBPtr drmModeGetFB(int fd, uint32_t bufferId) {
    drmModeFBPtr (*call)(int fd, uint32_t bufferId) = pydri_function(77);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, bufferId);
}

static drmModeFB2Ptr drmModeGetFB2(int fd, uint32_t bufferId) {
    drmModeFB2Ptr (*call)(int fd, uint32_t bufferId) = pydri_function(78);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, bufferId);
}

static int drmModeAddFB(int fd, uint32_t width, uint32_t height, uint8_t depth, uint8_t bpp, uint32_t pitch, uint32_t bo_handle, uint32_t *buf_id) {
    int (*call)(int fd, uint32_t width, uint32_t height, uint8_t depth, uint8_t bpp, uint32_t pitch, uint32_t bo_handle, uint32_t *buf_id) = pydri_function(79);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, width, height, depth, bpp, pitch, bo_handle, buf_id);
}

static int drmModeAddFB2(int fd, uint32_t width, uint32_t height, uint32_t pixel_format, const uint32_t bo_handles[4], const uint32_t pitches[4], const uint32_t offsets[4], uint32_t *buf_id, uint32_t flags) {
    int (*call)(int fd, uint32_t width, uint32_t height, uint32_t pixel_format, const uint32_t bo_handles[4], const uint32_t pitches[4], const uint32_t offsets[4], uint32_t *buf_id, uint32_t flags) = pydri_function(80);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, width, height, pixel_format, bo_handles, pitches, offsets, buf_id, flags);
}

static int drmModeAddFB2WithModifiers(int fd, uint32_t width, uint32_t height, uint32_t pixel_format, const uint32_t bo_handles[4], const uint32_t pitches[4], const uint32_t offsets[4], const uint64_t modifier[4], uint32_t *buf_id, uint32_t flags) {
    int (*call)(int fd, uint32_t width, uint32_t height, uint32_t pixel_format, const uint32_t bo_handles[4], const uint32_t pitches[4], const uint32_t offsets[4], const uint64_t modifier[4], uint32_t *buf_id, uint32_t flags) = pydri_function(81);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, width, height, pixel_format, bo_handles, pitches, offsets, modifier, buf_id, flags);
}

static int drmModeRmFB(int fd, uint32_t bufferId) {
    int (*call)(int fd, uint32_t bufferId) = pydri_function(82);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, bufferId);
}

static int drmModeCloseFB(int fd, uint32_t buffer_id) {
    int (*call)(int fd, uint32_t buffer_id) = pydri_function(83);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, buffer_id);
}

static int drmModeDirtyFB(int fd, uint32_t bufferId, drmModeClipPtr clips, uint32_t num_clips) {
    int (*call)(int fd, uint32_t bufferId, drmModeClipPtr clips, uint32_t num_clips) = pydri_function(84);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, bufferId, clips, num_clips);
}

static drmModeCrtcPtr drmModeGetCrtc(int fd, uint32_t crtcId) {
    drmModeCrtcPtr (*call)(int fd, uint32_t crtcId) = pydri_function(85);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, crtcId);
}

static int drmModeSetCrtc(int fd, uint32_t crtcId, uint32_t bufferId, uint32_t x, uint32_t y, uint32_t *connectors, int count, drmModeModeInfoPtr mode) {
    int (*call)(int fd, uint32_t crtcId, uint32_t bufferId, uint32_t x, uint32_t y, uint32_t *connectors, int count, drmModeModeInfoPtr mode) = pydri_function(86);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtcId, bufferId, x, y, connectors, count, mode);
}

static int drmModeSetCursor(int fd, uint32_t crtcId, uint32_t bo_handle, uint32_t width, uint32_t height) {
    int (*call)(int fd, uint32_t crtcId, uint32_t bo_handle, uint32_t width, uint32_t height) = pydri_function(87);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtcId, bo_handle, width, height);
}

static int drmModeSetCursor2(int fd, uint32_t crtcId, uint32_t bo_handle, uint32_t width, uint32_t height, int32_t hot_x, int32_t hot_y) {
    int (*call)(int fd, uint32_t crtcId, uint32_t bo_handle, uint32_t width, uint32_t height, int32_t hot_x, int32_t hot_y) = pydri_function(88);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtcId, bo_handle, width, height, hot_x, hot_y);
}

static int drmModeMoveCursor(int fd, uint32_t crtcId, int x, int y) {
    int (*call)(int fd, uint32_t crtcId, int x, int y) = pydri_function(89);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtcId, x, y);
}

static drmModeEncoderPtr drmModeGetEncoder(int fd, uint32_t encoder_id) {
    drmModeEncoderPtr (*call)(int fd, uint32_t encoder_id) = pydri_function(90);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, encoder_id);
}

static drmModeConnectorPtr drmModeGetConnector(int fd, uint32_t connectorId) {
    drmModeConnectorPtr (*call)(int fd, uint32_t connectorId) = pydri_function(91);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, connectorId);
}

static drmModeConnectorPtr drmModeGetConnectorCurrent(int fd, uint32_t connector_id) {
    drmModeConnectorPtr (*call)(int fd, uint32_t connector_id) = pydri_function(92);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, connector_id);
}

static uint32_t drmModeConnectorGetPossibleCrtcs(int fd, const drmModeConnector *connector) {
    uint32_t (*call)(int fd, const drmModeConnector *connector) = pydri_function(93);
    if (!call) { errno = ENOSYS; return 0; }
    return call(fd, connector);
}

static int drmModeAttachMode(int fd, uint32_t connectorId, drmModeModeInfoPtr mode_info) {
    int (*call)(int fd, uint32_t connectorId, drmModeModeInfoPtr mode_info) = pydri_function(94);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, connectorId, mode_info);
}

static int drmModeDetachMode(int fd, uint32_t connectorId, drmModeModeInfoPtr mode_info) {
    int (*call)(int fd, uint32_t connectorId, drmModeModeInfoPtr mode_info) = pydri_function(95);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, connectorId, mode_info);
}

static drmModePropertyPtr drmModeGetProperty(int fd, uint32_t propertyId) {
    drmModePropertyPtr (*call)(int fd, uint32_t propertyId) = pydri_function(96);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, propertyId);
}

static void drmModeFreeProperty(drmModePropertyPtr ptr) {
    void (*call)(drmModePropertyPtr ptr) = pydri_function(97);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static drmModePropertyBlobPtr drmModeGetPropertyBlob(int fd, uint32_t blob_id) {
    drmModePropertyBlobPtr (*call)(int fd, uint32_t blob_id) = pydri_function(98);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, blob_id);
}

static bool drmModeFormatModifierBlobIterNext(const drmModePropertyBlobRes *blob, drmModeFormatModifierIterator *iter) {
    bool (*call)(const drmModePropertyBlobRes *blob, drmModeFormatModifierIterator *iter) = pydri_function(99);
    if (!call) { errno = ENOSYS; return 0; }
    return call(blob, iter);
}

static void drmModeFreePropertyBlob(drmModePropertyBlobPtr ptr) {
    void (*call)(drmModePropertyBlobPtr ptr) = pydri_function(100);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static int drmModeConnectorSetProperty(int fd, uint32_t connector_id, uint32_t property_id, uint64_t value) {
    int (*call)(int fd, uint32_t connector_id, uint32_t property_id, uint64_t value) = pydri_function(101);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, connector_id, property_id, value);
}

static int drmCheckModesettingSupported(const char *busid) {
    int (*call)(const char *busid) = pydri_function(102);
    if (!call) { errno = ENOSYS; return -1; }
    return call(busid);
}

static int drmModeCrtcSetGamma(int fd, uint32_t crtc_id, uint32_t size, const uint16_t *red, const uint16_t *green, const uint16_t *blue) {
    int (*call)(int fd, uint32_t crtc_id, uint32_t size, const uint16_t *red, const uint16_t *green, const uint16_t *blue) = pydri_function(103);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtc_id, size, red, green, blue);
}

static int drmModeCrtcGetGamma(int fd, uint32_t crtc_id, uint32_t size, uint16_t *red, uint16_t *green, uint16_t *blue) {
    int (*call)(int fd, uint32_t crtc_id, uint32_t size, uint16_t *red, uint16_t *green, uint16_t *blue) = pydri_function(104);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtc_id, size, red, green, blue);
}

static int drmModePageFlip(int fd, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, void *user_data) {
    int (*call)(int fd, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, void *user_data) = pydri_function(105);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtc_id, fb_id, flags, user_data);
}

static int drmModePageFlipTarget(int fd, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, void *user_data, uint32_t target_vblank) {
    int (*call)(int fd, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, void *user_data, uint32_t target_vblank) = pydri_function(106);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, crtc_id, fb_id, flags, user_data, target_vblank);
}

static drmModePlaneResPtr drmModeGetPlaneResources(int fd) {
    drmModePlaneResPtr (*call)(int fd) = pydri_function(107);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static drmModePlanePtr drmModeGetPlane(int fd, uint32_t plane_id) {
    drmModePlanePtr (*call)(int fd, uint32_t plane_id) = pydri_function(108);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, plane_id);
}

static int drmModeSetPlane(int fd, uint32_t plane_id, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, int32_t crtc_x, int32_t crtc_y, uint32_t crtc_w, uint32_t crtc_h, uint32_t src_x, uint32_t src_y, uint32_t src_w, uint32_t src_h) {
    int (*call)(int fd, uint32_t plane_id, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, int32_t crtc_x, int32_t crtc_y, uint32_t crtc_w, uint32_t crtc_h, uint32_t src_x, uint32_t src_y, uint32_t src_w, uint32_t src_h) = pydri_function(109);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, plane_id, crtc_id, fb_id, flags, crtc_x, crtc_y, crtc_w, crtc_h, src_x, src_y, src_w, src_h);
}

static drmModeObjectPropertiesPtr drmModeObjectGetProperties(int fd, uint32_t object_id, uint32_t object_type) {
    drmModeObjectPropertiesPtr (*call)(int fd, uint32_t object_id, uint32_t object_type) = pydri_function(110);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd, object_id, object_type);
}

static void drmModeFreeObjectProperties(drmModeObjectPropertiesPtr ptr) {
    void (*call)(drmModeObjectPropertiesPtr ptr) = pydri_function(111);
    if (!call) { errno = ENOSYS; return; }
    call(ptr);
}

static int drmModeObjectSetProperty(int fd, uint32_t object_id, uint32_t object_type, uint32_t property_id, uint64_t value) {
    int (*call)(int fd, uint32_t object_id, uint32_t object_type, uint32_t property_id, uint64_t value) = pydri_function(112);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, object_id, object_type, property_id, value);
}

static drmModeAtomicReqPtr drmModeAtomicAlloc(void) {
    drmModeAtomicReqPtr (*call)(void) = pydri_function(113);
    if (!call) { errno = ENOSYS; return NULL; }
    return call();
}

static drmModeAtomicReqPtr drmModeAtomicDuplicate(const drmModeAtomicReqPtr req) {
    drmModeAtomicReqPtr (*call)(const drmModeAtomicReqPtr req) = pydri_function(114);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(req);
}

static int drmModeAtomicMerge(drmModeAtomicReqPtr base, const drmModeAtomicReqPtr augment) {
    int (*call)(drmModeAtomicReqPtr base, const drmModeAtomicReqPtr augment) = pydri_function(115);
    if (!call) { errno = ENOSYS; return -1; }
    return call(base, augment);
}

static void drmModeAtomicFree(drmModeAtomicReqPtr req) {
    void (*call)(drmModeAtomicReqPtr req) = pydri_function(116);
    if (!call) { errno = ENOSYS; return; }
    call(req);
}

static int drmModeAtomicGetCursor(const drmModeAtomicReqPtr req) {
    int (*call)(const drmModeAtomicReqPtr req) = pydri_function(117);
    if (!call) { errno = ENOSYS; return -1; }
    return call(req);
}

static void drmModeAtomicSetCursor(drmModeAtomicReqPtr req, int cursor) {
    void (*call)(drmModeAtomicReqPtr req, int cursor) = pydri_function(118);
    if (!call) { errno = ENOSYS; return; }
    call(req, cursor);
}

static int drmModeAtomicAddProperty(drmModeAtomicReqPtr req, uint32_t object_id, uint32_t property_id, uint64_t value) {
    int (*call)(drmModeAtomicReqPtr req, uint32_t object_id, uint32_t property_id, uint64_t value) = pydri_function(119);
    if (!call) { errno = ENOSYS; return -1; }
    return call(req, object_id, property_id, value);
}

static int drmModeAtomicCommit(int fd, const drmModeAtomicReqPtr req, uint32_t flags, void *user_data) {
    int (*call)(int fd, const drmModeAtomicReqPtr req, uint32_t flags, void *user_data) = pydri_function(120);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, req, flags, user_data);
}

static int drmModeCreatePropertyBlob(int fd, const void *data, size_t size, uint32_t *id) {
    int (*call)(int fd, const void *data, size_t size, uint32_t *id) = pydri_function(121);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, data, size, id);
}

static int drmModeDestroyPropertyBlob(int fd, uint32_t id) {
    int (*call)(int fd, uint32_t id) = pydri_function(122);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, id);
}

static int drmModeCreateLease(int fd, const uint32_t *objects, int num_objects, int flags, uint32_t *lessee_id) {
    int (*call)(int fd, const uint32_t *objects, int num_objects, int flags, uint32_t *lessee_id) = pydri_function(123);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, objects, num_objects, flags, lessee_id);
}

static drmModeLesseeListPtr drmModeListLessees(int fd) {
    drmModeLesseeListPtr (*call)(int fd) = pydri_function(124);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static drmModeObjectListPtr drmModeGetLease(int fd) {
    drmModeObjectListPtr (*call)(int fd) = pydri_function(125);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static int drmModeRevokeLease(int fd, uint32_t lessee_id) {
    int (*call)(int fd, uint32_t lessee_id) = pydri_function(126);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, lessee_id);
}

static const char *drmModeGetConnectorTypeName(uint32_t connector_type) {
    const char *(*call)(uint32_t connector_type) = pydri_function(127);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(connector_type);
}

static int drmModeCreateDumbBuffer(int fd, uint32_t width, uint32_t height, uint32_t bpp, uint32_t flags, uint32_t *handle, uint32_t *pitch, uint64_t *size) {
    int (*call)(int fd, uint32_t width, uint32_t height, uint32_t bpp, uint32_t flags, uint32_t *handle, uint32_t *pitch, uint64_t *size) = pydri_function(128);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, width, height, bpp, flags, handle, pitch, size);
}

static int drmModeDestroyDumbBuffer(int fd, uint32_t handle) {
    int (*call)(int fd, uint32_t handle) = pydri_function(129);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle);
}

static int drmModeMapDumbBuffer(int fd, uint32_t handle, uint64_t *offset) {
    int (*call)(int fd, uint32_t handle, uint64_t *offset) = pydri_function(130);
    if (!call) { errno = ENOSYS; return -1; }
    return call(fd, handle, offset);
}

static uint32_t drmModeGetPropertyType(const drmModePropertyRes *prop) {
    return prop->flags & (DRM_MODE_PROP_LEGACY_TYPE | DRM_MODE_PROP_EXTENDED_TYPE);
}

static int drm_property_type_is(const drmModePropertyPtr property, uint32_t type) {
    return drmModeGetPropertyType(property) == type;
}
