/*
 * The one declaration source of pydrm, pygbm and pyegl.
 *
 * This text is both a cffi cdef and valid C: full struct layouts, plain integer values, no preprocessor beyond
 * `#define NAME integer`. Everything else is generated from it by scripts/regen.py; scripts/check_headers.py compares
 * every fact here with real upstream headers and writes bindings.report.md.
 *
 *   === section | upstream version it was taken from | package ===    starts a section
 *   _IOWR('d', 0xb2, struct x)    how an ioctl number is made; the number itself is the one of 64-bit Linux with the
 *                                 generic ioctl encoding (x86-64, arm64, riscv64 ...), others compute theirs from this
 *   since libdrm 2.4.118          first release of the library that has the function: from libdrm's history, for Mesa
 *                                 from Debian's symbols file (no remark: older than libdrm 2.4.101, Mesa 18)
 *   EGL 1.5, EGL_KHR_debug        where a function of EGL comes from
 *   inline                        a header-only function upstream; its body is ours, in scripts/bindgen
 *
 * `static const T NAME;` is a handle constant, and all of them are null.
 */

/* === drm.h | Linux 7.2 | pydrm === */

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

#define DRM_IOCTL_VERSION 0xc0406400 /* _IOWR('d', 0x00, struct drm_version) */
#define DRM_IOCTL_GET_UNIQUE 0xc0106401 /* _IOWR('d', 0x01, struct drm_unique) */
#define DRM_IOCTL_GET_MAGIC 0x80046402 /* _IOR('d', 0x02, struct drm_auth) */
#define DRM_IOCTL_GET_CLIENT 0xc0286405 /* _IOWR('d', 0x05, struct drm_client) */
#define DRM_IOCTL_GET_STATS 0x80f86406 /* _IOR('d', 0x06, struct drm_stats) */
#define DRM_IOCTL_SET_VERSION 0xc0106407 /* _IOWR('d', 0x07, struct drm_set_version) */

#define DRM_IOCTL_GEM_CLOSE 0x40086409 /* _IOW('d', 0x09, struct drm_gem_close) */
#define DRM_IOCTL_GEM_FLINK 0xc008640a /* _IOWR('d', 0x0a, struct drm_gem_flink) */
#define DRM_IOCTL_GEM_OPEN 0xc010640b /* _IOWR('d', 0x0b, struct drm_gem_open) */
#define DRM_IOCTL_GET_CAP 0xc010640c /* _IOWR('d', 0x0c, struct drm_get_cap) */
#define DRM_IOCTL_SET_CLIENT_CAP 0x4010640d /* _IOW('d', 0x0d, struct drm_set_client_cap) */

#define DRM_IOCTL_AUTH_MAGIC 0x40046411 /* _IOW('d', 0x11, struct drm_auth) */

#define DRM_IOCTL_SET_MASTER 0x641e /* _IO('d', 0x1e) */
#define DRM_IOCTL_DROP_MASTER 0x641f /* _IO('d', 0x1f) */

#define DRM_IOCTL_PRIME_HANDLE_TO_FD 0xc00c642d /* _IOWR('d', 0x2d, struct drm_prime_handle) */
#define DRM_IOCTL_PRIME_FD_TO_HANDLE 0xc00c642e /* _IOWR('d', 0x2e, struct drm_prime_handle) */

#define DRM_IOCTL_WAIT_VBLANK 0xc018643a /* _IOWR('d', 0x3a, union drm_wait_vblank) */

#define DRM_IOCTL_CRTC_GET_SEQUENCE 0xc018643b /* _IOWR('d', 0x3b, struct drm_crtc_get_sequence) */
#define DRM_IOCTL_CRTC_QUEUE_SEQUENCE 0xc018643c /* _IOWR('d', 0x3c, struct drm_crtc_queue_sequence) */

#define DRM_IOCTL_MODE_GETRESOURCES 0xc04064a0 /* _IOWR('d', 0xa0, struct drm_mode_card_res) */
#define DRM_IOCTL_MODE_GETCRTC 0xc06864a1 /* _IOWR('d', 0xa1, struct drm_mode_crtc) */
#define DRM_IOCTL_MODE_SETCRTC 0xc06864a2 /* _IOWR('d', 0xa2, struct drm_mode_crtc) */
#define DRM_IOCTL_MODE_CURSOR 0xc01c64a3 /* _IOWR('d', 0xa3, struct drm_mode_cursor) */
#define DRM_IOCTL_MODE_GETGAMMA 0xc02064a4 /* _IOWR('d', 0xa4, struct drm_mode_crtc_lut) */
#define DRM_IOCTL_MODE_SETGAMMA 0xc02064a5 /* _IOWR('d', 0xa5, struct drm_mode_crtc_lut) */
#define DRM_IOCTL_MODE_GETENCODER 0xc01464a6 /* _IOWR('d', 0xa6, struct drm_mode_get_encoder) */
#define DRM_IOCTL_MODE_GETCONNECTOR 0xc05064a7 /* _IOWR('d', 0xa7, struct drm_mode_get_connector) */
#define DRM_IOCTL_MODE_ATTACHMODE 0xc04864a8 /* _IOWR('d', 0xa8, struct drm_mode_mode_cmd) */
#define DRM_IOCTL_MODE_DETACHMODE 0xc04864a9 /* _IOWR('d', 0xa9, struct drm_mode_mode_cmd) */
#define DRM_IOCTL_MODE_GETPROPERTY 0xc04064aa /* _IOWR('d', 0xaa, struct drm_mode_get_property) */
#define DRM_IOCTL_MODE_SETPROPERTY 0xc01064ab /* _IOWR('d', 0xab, struct drm_mode_connector_set_property) */
#define DRM_IOCTL_MODE_GETPROPBLOB 0xc01064ac /* _IOWR('d', 0xac, struct drm_mode_get_blob) */
#define DRM_IOCTL_MODE_GETFB 0xc01c64ad /* _IOWR('d', 0xad, struct drm_mode_fb_cmd) */
#define DRM_IOCTL_MODE_ADDFB 0xc01c64ae /* _IOWR('d', 0xae, struct drm_mode_fb_cmd) */
#define DRM_IOCTL_MODE_RMFB 0xc00464af /* _IOWR('d', 0xaf, unsigned int) */
#define DRM_IOCTL_MODE_PAGE_FLIP 0xc01864b0 /* _IOWR('d', 0xb0, struct drm_mode_crtc_page_flip) */
#define DRM_IOCTL_MODE_DIRTYFB 0xc01864b1 /* _IOWR('d', 0xb1, struct drm_mode_fb_dirty_cmd) */
#define DRM_IOCTL_MODE_CREATE_DUMB 0xc02064b2 /* _IOWR('d', 0xb2, struct drm_mode_create_dumb) */
#define DRM_IOCTL_MODE_MAP_DUMB 0xc01064b3 /* _IOWR('d', 0xb3, struct drm_mode_map_dumb) */
#define DRM_IOCTL_MODE_DESTROY_DUMB 0xc00464b4 /* _IOWR('d', 0xb4, struct drm_mode_destroy_dumb) */
#define DRM_IOCTL_MODE_GETPLANERESOURCES 0xc01064b5 /* _IOWR('d', 0xb5, struct drm_mode_get_plane_res) */
#define DRM_IOCTL_MODE_GETPLANE 0xc02064b6 /* _IOWR('d', 0xb6, struct drm_mode_get_plane) */
#define DRM_IOCTL_MODE_SETPLANE 0xc03064b7 /* _IOWR('d', 0xb7, struct drm_mode_set_plane) */
#define DRM_IOCTL_MODE_ADDFB2 0xc06864b8 /* _IOWR('d', 0xb8, struct drm_mode_fb_cmd2) */
#define DRM_IOCTL_MODE_OBJ_GETPROPERTIES 0xc02064b9 /* _IOWR('d', 0xb9, struct drm_mode_obj_get_properties) */
#define DRM_IOCTL_MODE_OBJ_SETPROPERTY 0xc01864ba /* _IOWR('d', 0xba, struct drm_mode_obj_set_property) */
#define DRM_IOCTL_MODE_CURSOR2 0xc02464bb /* _IOWR('d', 0xbb, struct drm_mode_cursor2) */
#define DRM_IOCTL_MODE_ATOMIC 0xc03864bc /* _IOWR('d', 0xbc, struct drm_mode_atomic) */
#define DRM_IOCTL_MODE_CREATEPROPBLOB 0xc01064bd /* _IOWR('d', 0xbd, struct drm_mode_create_blob) */
#define DRM_IOCTL_MODE_DESTROYPROPBLOB 0xc00464be /* _IOWR('d', 0xbe, struct drm_mode_destroy_blob) */

#define DRM_IOCTL_SYNCOBJ_CREATE 0xc00864bf /* _IOWR('d', 0xbf, struct drm_syncobj_create) */
#define DRM_IOCTL_SYNCOBJ_DESTROY 0xc00864c0 /* _IOWR('d', 0xc0, struct drm_syncobj_destroy) */
#define DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD 0xc01864c1 /* _IOWR('d', 0xc1, struct drm_syncobj_handle) */
#define DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE 0xc01864c2 /* _IOWR('d', 0xc2, struct drm_syncobj_handle) */
#define DRM_IOCTL_SYNCOBJ_WAIT 0xc02864c3 /* _IOWR('d', 0xc3, struct drm_syncobj_wait) */
#define DRM_IOCTL_SYNCOBJ_RESET 0xc01064c4 /* _IOWR('d', 0xc4, struct drm_syncobj_array) */
#define DRM_IOCTL_SYNCOBJ_SIGNAL 0xc01064c5 /* _IOWR('d', 0xc5, struct drm_syncobj_array) */

#define DRM_IOCTL_MODE_CREATE_LEASE 0xc01864c6 /* _IOWR('d', 0xc6, struct drm_mode_create_lease) */
#define DRM_IOCTL_MODE_LIST_LESSEES 0xc01064c7 /* _IOWR('d', 0xc7, struct drm_mode_list_lessees) */
#define DRM_IOCTL_MODE_GET_LEASE 0xc01064c8 /* _IOWR('d', 0xc8, struct drm_mode_get_lease) */
#define DRM_IOCTL_MODE_REVOKE_LEASE 0xc00464c9 /* _IOWR('d', 0xc9, struct drm_mode_revoke_lease) */

#define DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT 0xc03064ca /* _IOWR('d', 0xca, struct drm_syncobj_timeline_wait) */
#define DRM_IOCTL_SYNCOBJ_QUERY 0xc01864cb /* _IOWR('d', 0xcb, struct drm_syncobj_timeline_array) */
#define DRM_IOCTL_SYNCOBJ_TRANSFER 0xc02064cc /* _IOWR('d', 0xcc, struct drm_syncobj_transfer) */
#define DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL 0xc01864cd /* _IOWR('d', 0xcd, struct drm_syncobj_timeline_array) */

#define DRM_IOCTL_MODE_GETFB2 0xc06864ce /* _IOWR('d', 0xce, struct drm_mode_fb_cmd2) */

#define DRM_IOCTL_SYNCOBJ_EVENTFD 0xc01864cf /* _IOWR('d', 0xcf, struct drm_syncobj_eventfd) */

#define DRM_IOCTL_MODE_CLOSEFB 0xc00864d0 /* _IOWR('d', 0xd0, struct drm_mode_closefb) */

#define DRM_IOCTL_SET_CLIENT_NAME 0xc01064d1 /* _IOWR('d', 0xd1, struct drm_set_client_name) */

#define DRM_IOCTL_GEM_CHANGE_HANDLE 0xc00864d2 /* _IOWR('d', 0xd2, struct drm_gem_change_handle) */

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

/* === drm_mode.h | Linux 7.2 | pydrm === */

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

/* === drm_fourcc.h | Linux 7.2 | pydrm === */

#define DRM_FORMAT_BIG_ENDIAN 0x80000000

#define DRM_FORMAT_INVALID 0

#define DRM_FORMAT_C1 0x20203143 /* C1   */
#define DRM_FORMAT_C2 0x20203243 /* C2   */
#define DRM_FORMAT_C4 0x20203443 /* C4   */
#define DRM_FORMAT_C8 0x20203843 /* C8   */

#define DRM_FORMAT_D1 0x20203144 /* D1   */

#define DRM_FORMAT_D2 0x20203244 /* D2   */

#define DRM_FORMAT_D4 0x20203444 /* D4   */

#define DRM_FORMAT_D8 0x20203844 /* D8   */

#define DRM_FORMAT_R1 0x20203152 /* R1   */

#define DRM_FORMAT_R2 0x20203252 /* R2   */

#define DRM_FORMAT_R4 0x20203452 /* R4   */

#define DRM_FORMAT_R8 0x20203852 /* R8   */

#define DRM_FORMAT_R10 0x20303152 /* R10  */

#define DRM_FORMAT_R12 0x20323152 /* R12  */

#define DRM_FORMAT_R16 0x20363152 /* R16  */

#define DRM_FORMAT_RG88 0x38384752 /* RG88 */
#define DRM_FORMAT_GR88 0x38385247 /* GR88 */

#define DRM_FORMAT_RG1616 0x32334752 /* RG32 */
#define DRM_FORMAT_GR1616 0x32335247 /* GR32 */

#define DRM_FORMAT_RGB332 0x38424752 /* RGB8 */
#define DRM_FORMAT_BGR233 0x38524742 /* BGR8 */

#define DRM_FORMAT_XRGB4444 0x32315258 /* XR12 */
#define DRM_FORMAT_XBGR4444 0x32314258 /* XB12 */
#define DRM_FORMAT_RGBX4444 0x32315852 /* RX12 */
#define DRM_FORMAT_BGRX4444 0x32315842 /* BX12 */

#define DRM_FORMAT_ARGB4444 0x32315241 /* AR12 */
#define DRM_FORMAT_ABGR4444 0x32314241 /* AB12 */
#define DRM_FORMAT_RGBA4444 0x32314152 /* RA12 */
#define DRM_FORMAT_BGRA4444 0x32314142 /* BA12 */

#define DRM_FORMAT_XRGB1555 0x35315258 /* XR15 */
#define DRM_FORMAT_XBGR1555 0x35314258 /* XB15 */
#define DRM_FORMAT_RGBX5551 0x35315852 /* RX15 */
#define DRM_FORMAT_BGRX5551 0x35315842 /* BX15 */

#define DRM_FORMAT_ARGB1555 0x35315241 /* AR15 */
#define DRM_FORMAT_ABGR1555 0x35314241 /* AB15 */
#define DRM_FORMAT_RGBA5551 0x35314152 /* RA15 */
#define DRM_FORMAT_BGRA5551 0x35314142 /* BA15 */

#define DRM_FORMAT_RGB565 0x36314752 /* RG16 */
#define DRM_FORMAT_BGR565 0x36314742 /* BG16 */

#define DRM_FORMAT_RGB888 0x34324752 /* RG24 */
#define DRM_FORMAT_BGR888 0x34324742 /* BG24 */

#define DRM_FORMAT_XRGB8888 0x34325258 /* XR24 */
#define DRM_FORMAT_XBGR8888 0x34324258 /* XB24 */
#define DRM_FORMAT_RGBX8888 0x34325852 /* RX24 */
#define DRM_FORMAT_BGRX8888 0x34325842 /* BX24 */

#define DRM_FORMAT_ARGB8888 0x34325241 /* AR24 */
#define DRM_FORMAT_ABGR8888 0x34324241 /* AB24 */
#define DRM_FORMAT_RGBA8888 0x34324152 /* RA24 */
#define DRM_FORMAT_BGRA8888 0x34324142 /* BA24 */

#define DRM_FORMAT_XRGB2101010 0x30335258 /* XR30 */
#define DRM_FORMAT_XBGR2101010 0x30334258 /* XB30 */
#define DRM_FORMAT_RGBX1010102 0x30335852 /* RX30 */
#define DRM_FORMAT_BGRX1010102 0x30335842 /* BX30 */

#define DRM_FORMAT_ARGB2101010 0x30335241 /* AR30 */
#define DRM_FORMAT_ABGR2101010 0x30334241 /* AB30 */
#define DRM_FORMAT_RGBA1010102 0x30334152 /* RA30 */
#define DRM_FORMAT_BGRA1010102 0x30334142 /* BA30 */

#define DRM_FORMAT_RGB161616 0x38344752 /* RG48 */
#define DRM_FORMAT_BGR161616 0x38344742 /* BG48 */

#define DRM_FORMAT_XRGB16161616 0x38345258 /* XR48 */
#define DRM_FORMAT_XBGR16161616 0x38344258 /* XB48 */

#define DRM_FORMAT_ARGB16161616 0x38345241 /* AR48 */
#define DRM_FORMAT_ABGR16161616 0x38344241 /* AB48 */

#define DRM_FORMAT_XRGB16161616F 0x48345258 /* XR4H */
#define DRM_FORMAT_XBGR16161616F 0x48344258 /* XB4H */

#define DRM_FORMAT_ARGB16161616F 0x48345241 /* AR4H */
#define DRM_FORMAT_ABGR16161616F 0x48344241 /* AB4H */

#define DRM_FORMAT_R16F 0x48202052 /* R  H */
#define DRM_FORMAT_GR1616F 0x48205247 /* GR H */
#define DRM_FORMAT_BGR161616F 0x48524742 /* BGRH */

#define DRM_FORMAT_R32F 0x46202052 /* R  F */
#define DRM_FORMAT_GR3232F 0x46205247 /* GR F */
#define DRM_FORMAT_BGR323232F 0x46524742 /* BGRF */
#define DRM_FORMAT_ABGR32323232F 0x46384241 /* AB8F */

#define DRM_FORMAT_AXBXGXRX106106106106 0x30314241 /* AB10 */

#define DRM_FORMAT_YUYV 0x56595559 /* YUYV */
#define DRM_FORMAT_YVYU 0x55595659 /* YVYU */
#define DRM_FORMAT_UYVY 0x59565955 /* UYVY */
#define DRM_FORMAT_VYUY 0x59555956 /* VYUY */

#define DRM_FORMAT_AYUV 0x56555941 /* AYUV */
#define DRM_FORMAT_AVUY8888 0x59555641 /* AVUY */
#define DRM_FORMAT_XYUV8888 0x56555958 /* XYUV */
#define DRM_FORMAT_XVUY8888 0x59555658 /* XVUY */
#define DRM_FORMAT_VUY888 0x34325556 /* VU24 */
#define DRM_FORMAT_VUY101010 0x30335556 /* VU30 */
#define DRM_FORMAT_XVUY2101010 0x30335958 /* XY30 */

#define DRM_FORMAT_Y210 0x30313259 /* Y210 */
#define DRM_FORMAT_Y212 0x32313259 /* Y212 */
#define DRM_FORMAT_Y216 0x36313259 /* Y216 */

#define DRM_FORMAT_Y410 0x30313459 /* Y410 */
#define DRM_FORMAT_Y412 0x32313459 /* Y412 */
#define DRM_FORMAT_Y416 0x36313459 /* Y416 */

#define DRM_FORMAT_XVYU2101010 0x30335658 /* XV30 */
#define DRM_FORMAT_XVYU12_16161616 0x36335658 /* XV36 */
#define DRM_FORMAT_XVYU16161616 0x38345658 /* XV48 */

#define DRM_FORMAT_Y0L0 0x304c3059 /* Y0L0 */

#define DRM_FORMAT_X0L0 0x304c3058 /* X0L0 */

#define DRM_FORMAT_Y0L2 0x324c3059 /* Y0L2 */

#define DRM_FORMAT_X0L2 0x324c3058 /* X0L2 */

#define DRM_FORMAT_YUV420_8BIT 0x38305559 /* YU08 */
#define DRM_FORMAT_YUV420_10BIT 0x30315559 /* YU10 */

#define DRM_FORMAT_XRGB8888_A8 0x38415258 /* XRA8 */
#define DRM_FORMAT_XBGR8888_A8 0x38414258 /* XBA8 */
#define DRM_FORMAT_RGBX8888_A8 0x38415852 /* RXA8 */
#define DRM_FORMAT_BGRX8888_A8 0x38415842 /* BXA8 */
#define DRM_FORMAT_RGB888_A8 0x38413852 /* R8A8 */
#define DRM_FORMAT_BGR888_A8 0x38413842 /* B8A8 */
#define DRM_FORMAT_RGB565_A8 0x38413552 /* R5A8 */
#define DRM_FORMAT_BGR565_A8 0x38413542 /* B5A8 */

#define DRM_FORMAT_NV12 0x3231564e /* NV12 */
#define DRM_FORMAT_NV21 0x3132564e /* NV21 */
#define DRM_FORMAT_NV16 0x3631564e /* NV16 */
#define DRM_FORMAT_NV61 0x3136564e /* NV61 */
#define DRM_FORMAT_NV24 0x3432564e /* NV24 */
#define DRM_FORMAT_NV42 0x3234564e /* NV42 */

#define DRM_FORMAT_NV15 0x3531564e /* NV15 */
#define DRM_FORMAT_NV20 0x3032564e /* NV20 */
#define DRM_FORMAT_NV30 0x3033564e /* NV30 */

#define DRM_FORMAT_P210 0x30313250 /* P210 */

#define DRM_FORMAT_P010 0x30313050 /* P010 */

#define DRM_FORMAT_P012 0x32313050 /* P012 */

#define DRM_FORMAT_P016 0x36313050 /* P016 */

#define DRM_FORMAT_P030 0x30333050 /* P030 */

#define DRM_FORMAT_P230 0x30333250 /* P230 */

#define DRM_FORMAT_Q410 0x30313451 /* Q410 */

#define DRM_FORMAT_Q401 0x31303451 /* Q401 */

#define DRM_FORMAT_T430 0x30333454 /* T430 */

#define DRM_FORMAT_S010 0x30313053 /* S010 */
#define DRM_FORMAT_S210 0x30313253 /* S210 */
#define DRM_FORMAT_S410 0x30313453 /* S410 */

#define DRM_FORMAT_S012 0x32313053 /* S012 */
#define DRM_FORMAT_S212 0x32313253 /* S212 */
#define DRM_FORMAT_S412 0x32313453 /* S412 */

#define DRM_FORMAT_S016 0x36313053 /* S016 */
#define DRM_FORMAT_S216 0x36313253 /* S216 */
#define DRM_FORMAT_S416 0x36313453 /* S416 */

#define DRM_FORMAT_YUV410 0x39565559 /* YUV9 */
#define DRM_FORMAT_YVU410 0x39555659 /* YVU9 */
#define DRM_FORMAT_YUV411 0x31315559 /* YU11 */
#define DRM_FORMAT_YVU411 0x31315659 /* YV11 */
#define DRM_FORMAT_YUV420 0x32315559 /* YU12 */
#define DRM_FORMAT_YVU420 0x32315659 /* YV12 */
#define DRM_FORMAT_YUV422 0x36315559 /* YU16 */
#define DRM_FORMAT_YVU422 0x36315659 /* YV16 */
#define DRM_FORMAT_YUV444 0x34325559 /* YU24 */
#define DRM_FORMAT_YVU444 0x34325659 /* YV24 */

#define DRM_FORMAT_Y8 0x59455247 /* GREY */
#define DRM_FORMAT_XYYY2101010 0x34415059 /* YPA4 */

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

/* === vgem_drm.h | Linux 7.2 | pydrm === */

#define DRM_VGEM_FENCE_ATTACH 0x1
#define DRM_VGEM_FENCE_SIGNAL 0x2

#define DRM_IOCTL_VGEM_FENCE_ATTACH 0xc0106441 /* _IOWR('d', 0x41, struct drm_vgem_fence_attach) */
#define DRM_IOCTL_VGEM_FENCE_SIGNAL 0x40086442 /* _IOW('d', 0x42, struct drm_vgem_fence_signal) */
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

/* === virtgpu_drm.h | Linux 7.2 | pydrm === */

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

#define DRM_IOCTL_VIRTGPU_MAP 0xc0106441 /* _IOWR('d', 0x41, struct drm_virtgpu_map) */
#define DRM_IOCTL_VIRTGPU_EXECBUFFER 0xc0406442 /* _IOWR('d', 0x42, struct drm_virtgpu_execbuffer) */
#define DRM_IOCTL_VIRTGPU_GETPARAM 0xc0106443 /* _IOWR('d', 0x43, struct drm_virtgpu_getparam) */
#define DRM_IOCTL_VIRTGPU_RESOURCE_CREATE 0xc0386444 /* _IOWR('d', 0x44, struct drm_virtgpu_resource_create) */
#define DRM_IOCTL_VIRTGPU_RESOURCE_INFO 0xc0106445 /* _IOWR('d', 0x45, struct drm_virtgpu_resource_info) */
#define DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST 0xc02c6446 /* _IOWR('d', 0x46, struct drm_virtgpu_3d_transfer_from_host) */
#define DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST 0xc02c6447 /* _IOWR('d', 0x47, struct drm_virtgpu_3d_transfer_to_host) */
#define DRM_IOCTL_VIRTGPU_WAIT 0xc0086448 /* _IOWR('d', 0x48, struct drm_virtgpu_3d_wait) */
#define DRM_IOCTL_VIRTGPU_GET_CAPS 0xc0186449 /* _IOWR('d', 0x49, struct drm_virtgpu_get_caps) */
#define DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB 0xc038644a /* _IOWR('d', 0x4a, struct drm_virtgpu_resource_create_blob) */
#define DRM_IOCTL_VIRTGPU_CONTEXT_INIT 0xc010644b /* _IOWR('d', 0x4b, struct drm_virtgpu_context_init) */

/* === linux/dma-buf.h | Linux 7.2 | pydrm === */

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
#define DMA_BUF_IOCTL_SYNC 0x40086200 /* _IOW('b', 0x00, struct dma_buf_sync) */
#define DMA_BUF_SET_NAME 0x40086201 /* _IOW('b', 0x01, const char *) */
#define DMA_BUF_SET_NAME_A 0x40046201 /* _IOW('b', 0x01, uint32_t) */
#define DMA_BUF_SET_NAME_B 0x40086201 /* _IOW('b', 0x01, uint64_t) */
#define DMA_BUF_IOCTL_EXPORT_SYNC_FILE 0xc0086202 /* _IOWR('b', 0x02, struct dma_buf_export_sync_file) */
#define DMA_BUF_IOCTL_IMPORT_SYNC_FILE 0x40086203 /* _IOW('b', 0x03, struct dma_buf_import_sync_file) */

/* === linux/sync_file.h | Linux 7.2 | pydrm === */

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
#define SYNC_IOC_MERGE 0xc0303e03 /* _IOWR('>', 0x03, struct sync_merge_data) */
#define SYNC_IOC_FILE_INFO 0xc0383e04 /* _IOWR('>', 0x04, struct sync_file_info) */
#define SYNC_IOC_SET_DEADLINE 0x40103e05 /* _IOW('>', 0x05, struct sync_set_deadline) */

/* === sw_sync | Linux 6.12, drivers/dma-buf/sw_sync.c (debugfs interface, no header upstream) | pydrm === */

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
#define SW_SYNC_IOC_CREATE_FENCE 0xc0285700 /* _IOWR('W', 0x00, struct sw_sync_create_fence_data) */
#define SW_SYNC_IOC_INC 0x40045701 /* _IOW('W', 0x01, uint32_t) */
#define SW_SYNC_GET_DEADLINE 0xc0105702 /* _IOWR('W', 0x02, struct sw_sync_get_deadline) */

/* === linux/udmabuf.h | Linux 7.2 | pydrm === */

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

#define UDMABUF_CREATE 0x40187542 /* _IOW('u', 0x42, struct udmabuf_create) */
#define UDMABUF_CREATE_LIST 0x40087543 /* _IOW('u', 0x43, struct udmabuf_create_list) */

/* === linux/dma-heap.h | Linux 7.2 | pydrm === */

#define DMA_HEAP_VALID_FD_FLAGS 0x80003
#define DMA_HEAP_VALID_HEAP_FLAGS 0

struct dma_heap_allocation_data {
    uint64_t len;
    uint32_t fd;
    uint32_t fd_flags;
    uint64_t heap_flags;
};

#define DMA_HEAP_IOC_MAGIC 72
#define DMA_HEAP_IOCTL_ALLOC 0xc0184800 /* _IOWR('H', 0x00, struct dma_heap_allocation_data) */

/* === xf86drm.h | libdrm 2.4.134 | pydrm === */

#define DRM_ERR_NO_DEVICE -1001
#define DRM_ERR_NO_ACCESS -1002
#define DRM_ERR_NOT_ROOT -1003
#define DRM_ERR_INVALID -1004
#define DRM_ERR_NO_FD -1005

typedef uint64_t dev_t;

int drmIoctl(int fd, unsigned long request, void *arg);

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

int drmAvailable(void);
int drmOpen(const char *name, const char *busid);

#define DRM_NODE_PRIMARY 0
#define DRM_NODE_CONTROL 1
#define DRM_NODE_RENDER 2
#define DRM_NODE_MAX 3

int drmOpenWithType(const char *name, const char *busid, int type);
int drmOpenRender(int minor);
int drmClose(int fd);
drmVersionPtr drmGetVersion(int fd);
drmVersionPtr drmGetLibVersion(int fd);
int drmGetCap(int fd, uint64_t capability, uint64_t *value);
void drmFreeVersion(drmVersionPtr);
int drmGetMagic(int fd, drm_magic_t *magic);
char *drmGetBusid(int fd);
int drmSetInterfaceVersion(int fd, drmSetVersion *version);
int drmCommandNone(int fd, unsigned long drmCommandIndex);
int drmCommandRead(int fd, unsigned long drmCommandIndex, void *data, unsigned long size);
int drmCommandWrite(int fd, unsigned long drmCommandIndex, void *data, unsigned long size);
int drmCommandWriteRead(int fd, unsigned long drmCommandIndex, void *data, unsigned long size);
void drmFreeBusid(const char *busid);
int drmSetBusid(int fd, const char *busid);
int drmAuthMagic(int fd, drm_magic_t magic);
int drmSetClientCap(int fd, uint64_t capability, uint64_t value);
int drmCrtcGetSequence(int fd, uint32_t crtcId, uint64_t *sequence, uint64_t *ns);
int drmCrtcQueueSequence(int fd, uint32_t crtcId, uint32_t flags, uint64_t sequence, uint64_t *sequence_queued, uint64_t user_data);
int drmWaitVBlank(int fd, drmVBlankPtr vbl);
int drmOpenOnce(void *unused, const char *BusID, int *newlyopened);
int drmOpenOnceWithType(const char *BusID, int *newlyopened, int type);
void drmCloseOnce(int fd);
int drmSetMaster(int fd);
int drmDropMaster(int fd);
int drmIsMaster(int fd);

#define DRM_EVENT_CONTEXT_VERSION 4

typedef struct _drmEventContext {
    int version;
    void (*vblank_handler)(int fd, unsigned int sequence, unsigned int tv_sec, unsigned int tv_usec, void *user_data);
    void (*page_flip_handler)(int fd, unsigned int sequence, unsigned int tv_sec, unsigned int tv_usec, void *user_data);
    void (*page_flip_handler2)(int fd, unsigned int sequence, unsigned int tv_sec, unsigned int tv_usec, unsigned int crtc_id, void *user_data);
    void (*sequence_handler)(int fd, uint64_t sequence, uint64_t ns, uint64_t user_data);
} drmEventContext;
typedef struct _drmEventContext *drmEventContextPtr;

int drmHandleEvent(int fd, drmEventContextPtr evctx);
char *drmGetDeviceNameFromFd(int fd);
char *drmGetDeviceNameFromFd2(int fd);
int drmGetNodeTypeFromFd(int fd);
int drmPrimeHandleToFD(int fd, uint32_t handle, uint32_t flags, int *prime_fd);
int drmPrimeFDToHandle(int fd, int prime_fd, uint32_t *handle);
int drmCloseBufferHandle(int fd, uint32_t handle); /* since libdrm 2.4.108 */
char *drmGetPrimaryDeviceNameFromFd(int fd);
char *drmGetRenderDeviceNameFromFd(int fd);

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

int drmGetDevice(int fd, drmDevicePtr *device);
void drmFreeDevice(drmDevicePtr *device);
int drmGetDevices(drmDevicePtr devices[], int max_devices);
void drmFreeDevices(drmDevicePtr devices[], int count);

#define DRM_DEVICE_GET_PCI_REVISION 0x1

int drmGetDevice2(int fd, uint32_t flags, drmDevicePtr *device);
int drmGetDevices2(uint32_t flags, drmDevicePtr devices[], int max_devices);
int drmGetDeviceFromDevId(dev_t dev_id, uint32_t flags, drmDevicePtr *device); /* since libdrm 2.4.109 */
int drmGetNodeTypeFromDevId(dev_t devid); /* since libdrm 2.4.118 */
int drmDevicesEqual(drmDevicePtr a, drmDevicePtr b);
int drmSyncobjCreate(int fd, uint32_t flags, uint32_t *handle);
int drmSyncobjDestroy(int fd, uint32_t handle);
int drmSyncobjHandleToFD(int fd, uint32_t handle, int *obj_fd);
int drmSyncobjFDToHandle(int fd, int obj_fd, uint32_t *handle);
int drmSyncobjImportSyncFile(int fd, uint32_t handle, int sync_file_fd);
int drmSyncobjExportSyncFile(int fd, uint32_t handle, int *sync_file_fd);
int drmSyncobjWait(int fd, uint32_t *handles, unsigned num_handles, int64_t timeout_nsec, unsigned flags, uint32_t *first_signaled);
int drmSyncobjReset(int fd, const uint32_t *handles, uint32_t handle_count);
int drmSyncobjSignal(int fd, const uint32_t *handles, uint32_t handle_count);
int drmSyncobjTimelineSignal(int fd, const uint32_t *handles, uint64_t *points, uint32_t handle_count);
int drmSyncobjTimelineWait(int fd, uint32_t *handles, uint64_t *points, unsigned num_handles, int64_t timeout_nsec, unsigned flags, uint32_t *first_signaled);
int drmSyncobjQuery(int fd, uint32_t *handles, uint64_t *points, uint32_t handle_count);
int drmSyncobjQuery2(int fd, uint32_t *handles, uint64_t *points, uint32_t handle_count, uint32_t flags); /* since libdrm 2.4.101 */
int drmSyncobjTransfer(int fd, uint32_t dst_handle, uint64_t dst_point, uint32_t src_handle, uint64_t src_point, uint32_t flags);
int drmSyncobjEventfd(int fd, uint32_t handle, uint64_t point, int ev_fd, uint32_t flags); /* since libdrm 2.4.116 */
char *drmGetFormatModifierVendor(uint64_t modifier); /* since libdrm 2.4.107 */
char *drmGetFormatModifierName(uint64_t modifier); /* since libdrm 2.4.107 */
char *drmGetFormatName(uint32_t format); /* since libdrm 2.4.113 */

/* === xf86drmMode.h | libdrm 2.4.134 | pydrm === */

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

uint32_t drmModeGetPropertyType(const drmModePropertyRes *prop); /* inline */
int drm_property_type_is(const drmModePropertyPtr property, uint32_t type); /* inline */

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

void drmModeFreeModeInfo(drmModeModeInfoPtr ptr);
void drmModeFreeResources(drmModeResPtr ptr);
void drmModeFreeFB(drmModeFBPtr ptr);
void drmModeFreeFB2(drmModeFB2Ptr ptr); /* since libdrm 2.4.101 */
void drmModeFreeCrtc(drmModeCrtcPtr ptr);
void drmModeFreeConnector(drmModeConnectorPtr ptr);
void drmModeFreeEncoder(drmModeEncoderPtr ptr);
void drmModeFreePlane(drmModePlanePtr ptr);
void drmModeFreePlaneResources(drmModePlaneResPtr ptr);
int drmIsKMS(int fd); /* since libdrm 2.4.105 */
drmModeResPtr drmModeGetResources(int fd);
drmModeFBPtr drmModeGetFB(int fd, uint32_t bufferId);
drmModeFB2Ptr drmModeGetFB2(int fd, uint32_t bufferId); /* since libdrm 2.4.101 */
int drmModeAddFB(int fd, uint32_t width, uint32_t height, uint8_t depth, uint8_t bpp, uint32_t pitch, uint32_t bo_handle, uint32_t *buf_id);
int drmModeAddFB2(int fd, uint32_t width, uint32_t height, uint32_t pixel_format, const uint32_t bo_handles[4], const uint32_t pitches[4], const uint32_t offsets[4], uint32_t *buf_id, uint32_t flags);
int drmModeAddFB2WithModifiers(int fd, uint32_t width, uint32_t height, uint32_t pixel_format, const uint32_t bo_handles[4], const uint32_t pitches[4], const uint32_t offsets[4], const uint64_t modifier[4], uint32_t *buf_id, uint32_t flags);
int drmModeRmFB(int fd, uint32_t bufferId);
int drmModeCloseFB(int fd, uint32_t buffer_id); /* since libdrm 2.4.118 */
int drmModeDirtyFB(int fd, uint32_t bufferId, drmModeClipPtr clips, uint32_t num_clips);
drmModeCrtcPtr drmModeGetCrtc(int fd, uint32_t crtcId);
int drmModeSetCrtc(int fd, uint32_t crtcId, uint32_t bufferId, uint32_t x, uint32_t y, uint32_t *connectors, int count, drmModeModeInfoPtr mode);
int drmModeSetCursor(int fd, uint32_t crtcId, uint32_t bo_handle, uint32_t width, uint32_t height);
int drmModeSetCursor2(int fd, uint32_t crtcId, uint32_t bo_handle, uint32_t width, uint32_t height, int32_t hot_x, int32_t hot_y);
int drmModeMoveCursor(int fd, uint32_t crtcId, int x, int y);
drmModeEncoderPtr drmModeGetEncoder(int fd, uint32_t encoder_id);
drmModeConnectorPtr drmModeGetConnector(int fd, uint32_t connectorId);
drmModeConnectorPtr drmModeGetConnectorCurrent(int fd, uint32_t connector_id);
uint32_t drmModeConnectorGetPossibleCrtcs(int fd, const drmModeConnector *connector); /* since libdrm 2.4.112 */
int drmModeAttachMode(int fd, uint32_t connectorId, drmModeModeInfoPtr mode_info);
int drmModeDetachMode(int fd, uint32_t connectorId, drmModeModeInfoPtr mode_info);
drmModePropertyPtr drmModeGetProperty(int fd, uint32_t propertyId);
void drmModeFreeProperty(drmModePropertyPtr ptr);
drmModePropertyBlobPtr drmModeGetPropertyBlob(int fd, uint32_t blob_id);
bool drmModeFormatModifierBlobIterNext(const drmModePropertyBlobRes *blob, drmModeFormatModifierIterator *iter); /* since libdrm 2.4.108 */
void drmModeFreePropertyBlob(drmModePropertyBlobPtr ptr);
int drmModeConnectorSetProperty(int fd, uint32_t connector_id, uint32_t property_id, uint64_t value);
int drmCheckModesettingSupported(const char *busid);
int drmModeCrtcSetGamma(int fd, uint32_t crtc_id, uint32_t size, const uint16_t *red, const uint16_t *green, const uint16_t *blue);
int drmModeCrtcGetGamma(int fd, uint32_t crtc_id, uint32_t size, uint16_t *red, uint16_t *green, uint16_t *blue);
int drmModePageFlip(int fd, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, void *user_data);
int drmModePageFlipTarget(int fd, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, void *user_data, uint32_t target_vblank);
drmModePlaneResPtr drmModeGetPlaneResources(int fd);
drmModePlanePtr drmModeGetPlane(int fd, uint32_t plane_id);
int drmModeSetPlane(int fd, uint32_t plane_id, uint32_t crtc_id, uint32_t fb_id, uint32_t flags, int32_t crtc_x, int32_t crtc_y, uint32_t crtc_w, uint32_t crtc_h, uint32_t src_x, uint32_t src_y, uint32_t src_w, uint32_t src_h);
drmModeObjectPropertiesPtr drmModeObjectGetProperties(int fd, uint32_t object_id, uint32_t object_type);
void drmModeFreeObjectProperties(drmModeObjectPropertiesPtr ptr);
int drmModeObjectSetProperty(int fd, uint32_t object_id, uint32_t object_type, uint32_t property_id, uint64_t value);

typedef struct _drmModeAtomicReq drmModeAtomicReq;
typedef struct _drmModeAtomicReq *drmModeAtomicReqPtr;

drmModeAtomicReqPtr drmModeAtomicAlloc(void);
drmModeAtomicReqPtr drmModeAtomicDuplicate(const drmModeAtomicReqPtr req);
int drmModeAtomicMerge(drmModeAtomicReqPtr base, const drmModeAtomicReqPtr augment);
void drmModeAtomicFree(drmModeAtomicReqPtr req);
int drmModeAtomicGetCursor(const drmModeAtomicReqPtr req);
void drmModeAtomicSetCursor(drmModeAtomicReqPtr req, int cursor);
int drmModeAtomicAddProperty(drmModeAtomicReqPtr req, uint32_t object_id, uint32_t property_id, uint64_t value);
int drmModeAtomicCommit(int fd, const drmModeAtomicReqPtr req, uint32_t flags, void *user_data);
int drmModeCreatePropertyBlob(int fd, const void *data, size_t size, uint32_t *id);
int drmModeDestroyPropertyBlob(int fd, uint32_t id);
int drmModeCreateLease(int fd, const uint32_t *objects, int num_objects, int flags, uint32_t *lessee_id);

typedef struct drmModeLesseeList {
    uint32_t count;
    uint32_t lessees[];
} drmModeLesseeListRes;
typedef struct drmModeLesseeList *drmModeLesseeListPtr;

drmModeLesseeListPtr drmModeListLessees(int fd);

typedef struct drmModeObjectList {
    uint32_t count;
    uint32_t objects[];
} drmModeObjectListRes;
typedef struct drmModeObjectList *drmModeObjectListPtr;

drmModeObjectListPtr drmModeGetLease(int fd);
int drmModeRevokeLease(int fd, uint32_t lessee_id);
const char *drmModeGetConnectorTypeName(uint32_t connector_type); /* since libdrm 2.4.112 */
int drmModeCreateDumbBuffer(int fd, uint32_t width, uint32_t height, uint32_t bpp, uint32_t flags, uint32_t *handle, uint32_t *pitch, uint64_t *size); /* since libdrm 2.4.114 */
int drmModeDestroyDumbBuffer(int fd, uint32_t handle); /* since libdrm 2.4.114 */
int drmModeMapDumbBuffer(int fd, uint32_t handle, uint64_t *offset); /* since libdrm 2.4.114 */

/* === gbm.h | Mesa 26.2.6 | pygbm === */

struct gbm_device;
struct gbm_bo;
struct gbm_surface;

union gbm_bo_handle {
    void *ptr;
    int32_t s32;
    uint32_t u32;
    int64_t s64;
    uint64_t u64;
};

enum gbm_bo_format {
    GBM_BO_FORMAT_XRGB8888,
    GBM_BO_FORMAT_ARGB8888
};

#define GBM_FORMAT_BIG_ENDIAN 0x80000000

#define GBM_FORMAT_C8 0x20203843 /* C8   */

#define GBM_FORMAT_R8 0x20203852 /* R8   */

#define GBM_FORMAT_R16 0x20363152 /* R16  */

#define GBM_FORMAT_GR88 0x38385247 /* GR88 */

#define GBM_FORMAT_RG1616 0x32334752 /* RG32 */
#define GBM_FORMAT_GR1616 0x32335247 /* GR32 */

#define GBM_FORMAT_RGB332 0x38424752 /* RGB8 */
#define GBM_FORMAT_BGR233 0x38524742 /* BGR8 */

#define GBM_FORMAT_XRGB4444 0x32315258 /* XR12 */
#define GBM_FORMAT_XBGR4444 0x32314258 /* XB12 */
#define GBM_FORMAT_RGBX4444 0x32315852 /* RX12 */
#define GBM_FORMAT_BGRX4444 0x32315842 /* BX12 */

#define GBM_FORMAT_ARGB4444 0x32315241 /* AR12 */
#define GBM_FORMAT_ABGR4444 0x32314241 /* AB12 */
#define GBM_FORMAT_RGBA4444 0x32314152 /* RA12 */
#define GBM_FORMAT_BGRA4444 0x32314142 /* BA12 */

#define GBM_FORMAT_XRGB1555 0x35315258 /* XR15 */
#define GBM_FORMAT_XBGR1555 0x35314258 /* XB15 */
#define GBM_FORMAT_RGBX5551 0x35315852 /* RX15 */
#define GBM_FORMAT_BGRX5551 0x35315842 /* BX15 */

#define GBM_FORMAT_ARGB1555 0x35315241 /* AR15 */
#define GBM_FORMAT_ABGR1555 0x35314241 /* AB15 */
#define GBM_FORMAT_RGBA5551 0x35314152 /* RA15 */
#define GBM_FORMAT_BGRA5551 0x35314142 /* BA15 */

#define GBM_FORMAT_RGB565 0x36314752 /* RG16 */
#define GBM_FORMAT_BGR565 0x36314742 /* BG16 */

#define GBM_FORMAT_RGB888 0x34324752 /* RG24 */
#define GBM_FORMAT_BGR888 0x34324742 /* BG24 */

#define GBM_FORMAT_XRGB8888 0x34325258 /* XR24 */
#define GBM_FORMAT_XBGR8888 0x34324258 /* XB24 */
#define GBM_FORMAT_RGBX8888 0x34325852 /* RX24 */
#define GBM_FORMAT_BGRX8888 0x34325842 /* BX24 */

#define GBM_FORMAT_ARGB8888 0x34325241 /* AR24 */
#define GBM_FORMAT_ABGR8888 0x34324241 /* AB24 */
#define GBM_FORMAT_RGBA8888 0x34324152 /* RA24 */
#define GBM_FORMAT_BGRA8888 0x34324142 /* BA24 */

#define GBM_FORMAT_XRGB2101010 0x30335258 /* XR30 */
#define GBM_FORMAT_XBGR2101010 0x30334258 /* XB30 */
#define GBM_FORMAT_RGBX1010102 0x30335852 /* RX30 */
#define GBM_FORMAT_BGRX1010102 0x30335842 /* BX30 */

#define GBM_FORMAT_ARGB2101010 0x30335241 /* AR30 */
#define GBM_FORMAT_ABGR2101010 0x30334241 /* AB30 */
#define GBM_FORMAT_RGBA1010102 0x30334152 /* RA30 */
#define GBM_FORMAT_BGRA1010102 0x30334142 /* BA30 */

#define GBM_FORMAT_XBGR16161616 0x38344258 /* XB48 */

#define GBM_FORMAT_ABGR16161616 0x38344241 /* AB48 */

#define GBM_FORMAT_XBGR16161616F 0x48344258 /* XB4H */

#define GBM_FORMAT_ABGR16161616F 0x48344241 /* AB4H */

#define GBM_FORMAT_YUYV 0x56595559 /* YUYV */
#define GBM_FORMAT_YVYU 0x55595659 /* YVYU */
#define GBM_FORMAT_UYVY 0x59565955 /* UYVY */
#define GBM_FORMAT_VYUY 0x59555956 /* VYUY */

#define GBM_FORMAT_AYUV 0x56555941 /* AYUV */

#define GBM_FORMAT_NV12 0x3231564e /* NV12 */
#define GBM_FORMAT_NV21 0x3132564e /* NV21 */
#define GBM_FORMAT_NV16 0x3631564e /* NV16 */
#define GBM_FORMAT_NV61 0x3136564e /* NV61 */

#define GBM_FORMAT_YUV410 0x39565559 /* YUV9 */
#define GBM_FORMAT_YVU410 0x39555659 /* YVU9 */
#define GBM_FORMAT_YUV411 0x31315559 /* YU11 */
#define GBM_FORMAT_YVU411 0x31315659 /* YV11 */
#define GBM_FORMAT_YUV420 0x32315559 /* YU12 */
#define GBM_FORMAT_YVU420 0x32315659 /* YV12 */
#define GBM_FORMAT_YUV422 0x36315559 /* YU16 */
#define GBM_FORMAT_YVU422 0x36315659 /* YV16 */
#define GBM_FORMAT_YUV444 0x34325559 /* YU24 */
#define GBM_FORMAT_YVU444 0x34325659 /* YV24 */

struct gbm_format_name_desc {
    char name[5];
};

enum gbm_bo_flags {
    GBM_BO_USE_SCANOUT = 1 << 0,
    GBM_BO_USE_CURSOR = 1 << 1,
    GBM_BO_USE_CURSOR_64X64 = GBM_BO_USE_CURSOR,
    GBM_BO_USE_RENDERING = 1 << 2,
    GBM_BO_USE_WRITE = 1 << 3,
    GBM_BO_USE_LINEAR = 1 << 4,
    GBM_BO_USE_PROTECTED = 1 << 5,
    GBM_BO_USE_FRONT_RENDERING = 1 << 6,
    GBM_BO_FIXED_COMPRESSION_DEFAULT = 1 << 7,
    GBM_BO_FIXED_COMPRESSION_1BPC = 2 << 7,
    GBM_BO_FIXED_COMPRESSION_2BPC = 3 << 7,
    GBM_BO_FIXED_COMPRESSION_3BPC = 4 << 7,
    GBM_BO_FIXED_COMPRESSION_4BPC = 5 << 7,
    GBM_BO_FIXED_COMPRESSION_5BPC = 6 << 7,
    GBM_BO_FIXED_COMPRESSION_6BPC = 7 << 7,
    GBM_BO_FIXED_COMPRESSION_7BPC = 8 << 7,
    GBM_BO_FIXED_COMPRESSION_8BPC = 9 << 7,
    GBM_BO_FIXED_COMPRESSION_9BPC = 10 << 7,
    GBM_BO_FIXED_COMPRESSION_10BPC = 11 << 7,
    GBM_BO_FIXED_COMPRESSION_11BPC = 12 << 7,
    GBM_BO_FIXED_COMPRESSION_12BPC = 13 << 7
};

#define GBM_BO_FIXED_COMPRESSION_MASK 0x780

int gbm_device_get_fd(struct gbm_device *gbm);
const char *gbm_device_get_backend_name(struct gbm_device *gbm);
int gbm_device_is_format_supported(struct gbm_device *gbm, uint32_t format, uint32_t flags);
int gbm_device_get_format_modifier_plane_count(struct gbm_device *gbm, uint32_t format, uint64_t modifier);
void gbm_device_destroy(struct gbm_device *gbm);
struct gbm_device *gbm_create_device(int fd);
struct gbm_bo *gbm_bo_create(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags);
struct gbm_bo *gbm_bo_create_with_modifiers(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count);
struct gbm_bo *gbm_bo_create_with_modifiers2(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count, uint32_t flags); /* since Mesa 21.3.0 */

#define GBM_BO_IMPORT_WL_BUFFER 0x5501
#define GBM_BO_IMPORT_EGL_IMAGE 0x5502
#define GBM_BO_IMPORT_FD 0x5503
#define GBM_BO_IMPORT_FD_MODIFIER 0x5504

struct gbm_import_fd_data {
    int fd;
    uint32_t width;
    uint32_t height;
    uint32_t stride;
    uint32_t format;
};

#define GBM_MAX_PLANES 4

struct gbm_import_fd_modifier_data {
    uint32_t width;
    uint32_t height;
    uint32_t format;
    uint32_t num_fds;
    int fds[4];
    int strides[4];
    int offsets[4];
    uint64_t modifier;
};

struct gbm_bo *gbm_bo_import(struct gbm_device *gbm, uint32_t type, void *buffer, uint32_t flags);

enum gbm_bo_transfer_flags {
    GBM_BO_TRANSFER_READ = 1 << 0,
    GBM_BO_TRANSFER_WRITE = 1 << 1,
    GBM_BO_TRANSFER_READ_WRITE = GBM_BO_TRANSFER_READ | GBM_BO_TRANSFER_WRITE
};

void *gbm_bo_map(struct gbm_bo *bo, uint32_t x, uint32_t y, uint32_t width, uint32_t height, uint32_t flags, uint32_t *stride, void **map_data);
void gbm_bo_unmap(struct gbm_bo *bo, void *map_data);
uint32_t gbm_bo_get_width(struct gbm_bo *bo);
uint32_t gbm_bo_get_height(struct gbm_bo *bo);
uint32_t gbm_bo_get_stride(struct gbm_bo *bo);
uint32_t gbm_bo_get_stride_for_plane(struct gbm_bo *bo, int plane);
uint32_t gbm_bo_get_format(struct gbm_bo *bo);
uint32_t gbm_bo_get_bpp(struct gbm_bo *bo);
uint32_t gbm_bo_get_offset(struct gbm_bo *bo, int plane);
struct gbm_device *gbm_bo_get_device(struct gbm_bo *bo);
union gbm_bo_handle gbm_bo_get_handle(struct gbm_bo *bo);
int gbm_bo_get_fd(struct gbm_bo *bo);
uint64_t gbm_bo_get_modifier(struct gbm_bo *bo);
int gbm_bo_get_plane_count(struct gbm_bo *bo);
union gbm_bo_handle gbm_bo_get_handle_for_plane(struct gbm_bo *bo, int plane);
int gbm_bo_get_fd_for_plane(struct gbm_bo *bo, int plane); /* since Mesa 21.1.0 */
int gbm_bo_write(struct gbm_bo *bo, const void *buf, size_t count);
void gbm_bo_set_user_data(struct gbm_bo *bo, void *data, void (*destroy_user_data)(struct gbm_bo *, void *));
void *gbm_bo_get_user_data(struct gbm_bo *bo);
void gbm_bo_destroy(struct gbm_bo *bo);
struct gbm_surface *gbm_surface_create(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags);
struct gbm_surface *gbm_surface_create_with_modifiers(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count);
struct gbm_surface *gbm_surface_create_with_modifiers2(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count, uint32_t flags); /* since Mesa 21.3.0 */
struct gbm_bo *gbm_surface_lock_front_buffer(struct gbm_surface *surface);
void gbm_surface_release_buffer(struct gbm_surface *surface, struct gbm_bo *bo);
int gbm_surface_has_free_buffers(struct gbm_surface *surface);
void gbm_surface_destroy(struct gbm_surface *surface);
char *gbm_format_get_name(uint32_t gbm_format, struct gbm_format_name_desc *desc); /* since Mesa 19.0.0 */

/* === EGL/eglplatform.h | EGL registry 20260319, as with EGL_NO_X11 | pyegl === */

typedef int32_t EGLint;
typedef void *EGLNativeDisplayType;
typedef uintptr_t EGLNativePixmapType;
typedef uintptr_t EGLNativeWindowType;

/* === EGL/egl.h | EGL registry 20260319, EGL 1.5 | pyegl === */

/* EGL_VERSION_1_0 */
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
EGLBoolean eglChooseConfig(EGLDisplay dpy, const EGLint *attrib_list, EGLConfig *configs, EGLint config_size, EGLint *num_config); /* EGL 1.0 */
EGLBoolean eglCopyBuffers(EGLDisplay dpy, EGLSurface surface, EGLNativePixmapType target); /* EGL 1.0 */
EGLContext eglCreateContext(EGLDisplay dpy, EGLConfig config, EGLContext share_context, const EGLint *attrib_list); /* EGL 1.0 */
EGLSurface eglCreatePbufferSurface(EGLDisplay dpy, EGLConfig config, const EGLint *attrib_list); /* EGL 1.0 */
EGLSurface eglCreatePixmapSurface(EGLDisplay dpy, EGLConfig config, EGLNativePixmapType pixmap, const EGLint *attrib_list); /* EGL 1.0 */
EGLSurface eglCreateWindowSurface(EGLDisplay dpy, EGLConfig config, EGLNativeWindowType win, const EGLint *attrib_list); /* EGL 1.0 */
EGLBoolean eglDestroyContext(EGLDisplay dpy, EGLContext ctx); /* EGL 1.0 */
EGLBoolean eglDestroySurface(EGLDisplay dpy, EGLSurface surface); /* EGL 1.0 */
EGLBoolean eglGetConfigAttrib(EGLDisplay dpy, EGLConfig config, EGLint attribute, EGLint *value); /* EGL 1.0 */
EGLBoolean eglGetConfigs(EGLDisplay dpy, EGLConfig *configs, EGLint config_size, EGLint *num_config); /* EGL 1.0 */
EGLDisplay eglGetCurrentDisplay(void); /* EGL 1.0 */
EGLSurface eglGetCurrentSurface(EGLint readdraw); /* EGL 1.0 */
EGLDisplay eglGetDisplay(EGLNativeDisplayType display_id); /* EGL 1.0 */
EGLint eglGetError(void); /* EGL 1.0 */
__eglMustCastToProperFunctionPointerType eglGetProcAddress(const char *procname); /* EGL 1.0 */
EGLBoolean eglInitialize(EGLDisplay dpy, EGLint *major, EGLint *minor); /* EGL 1.0 */
EGLBoolean eglMakeCurrent(EGLDisplay dpy, EGLSurface draw, EGLSurface read, EGLContext ctx); /* EGL 1.0 */
EGLBoolean eglQueryContext(EGLDisplay dpy, EGLContext ctx, EGLint attribute, EGLint *value); /* EGL 1.0 */
const char *eglQueryString(EGLDisplay dpy, EGLint name); /* EGL 1.0 */
EGLBoolean eglQuerySurface(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLint *value); /* EGL 1.0 */
EGLBoolean eglSwapBuffers(EGLDisplay dpy, EGLSurface surface); /* EGL 1.0 */
EGLBoolean eglTerminate(EGLDisplay dpy); /* EGL 1.0 */
EGLBoolean eglWaitGL(void); /* EGL 1.0 */
EGLBoolean eglWaitNative(EGLint engine); /* EGL 1.0 */

/* EGL_VERSION_1_1 */
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
EGLBoolean eglBindTexImage(EGLDisplay dpy, EGLSurface surface, EGLint buffer); /* EGL 1.1 */
EGLBoolean eglReleaseTexImage(EGLDisplay dpy, EGLSurface surface, EGLint buffer); /* EGL 1.1 */
EGLBoolean eglSurfaceAttrib(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLint value); /* EGL 1.1 */
EGLBoolean eglSwapInterval(EGLDisplay dpy, EGLint interval); /* EGL 1.1 */

/* EGL_VERSION_1_2 */
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
EGLBoolean eglBindAPI(EGLenum api); /* EGL 1.2 */
EGLenum eglQueryAPI(void); /* EGL 1.2 */
EGLSurface eglCreatePbufferFromClientBuffer(EGLDisplay dpy, EGLenum buftype, EGLClientBuffer buffer, EGLConfig config, const EGLint *attrib_list); /* EGL 1.2 */
EGLBoolean eglReleaseThread(void); /* EGL 1.2 */
EGLBoolean eglWaitClient(void); /* EGL 1.2 */

/* EGL_VERSION_1_3 */
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

/* EGL_VERSION_1_4 */
static const EGLNativeDisplayType EGL_DEFAULT_DISPLAY;
#define EGL_MULTISAMPLE_RESOLVE_BOX_BIT 0x200
#define EGL_MULTISAMPLE_RESOLVE 0x3099
#define EGL_MULTISAMPLE_RESOLVE_DEFAULT 0x309a
#define EGL_MULTISAMPLE_RESOLVE_BOX 0x309b
#define EGL_OPENGL_API 0x30a2
#define EGL_OPENGL_BIT 0x8
#define EGL_SWAP_BEHAVIOR_PRESERVED_BIT 0x400
EGLContext eglGetCurrentContext(void); /* EGL 1.4 */

/* EGL_VERSION_1_5 */
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
EGLSync eglCreateSync(EGLDisplay dpy, EGLenum type, const EGLAttrib *attrib_list); /* EGL 1.5 */
EGLBoolean eglDestroySync(EGLDisplay dpy, EGLSync sync); /* EGL 1.5 */
EGLint eglClientWaitSync(EGLDisplay dpy, EGLSync sync, EGLint flags, EGLTime timeout); /* EGL 1.5 */
EGLBoolean eglGetSyncAttrib(EGLDisplay dpy, EGLSync sync, EGLint attribute, EGLAttrib *value); /* EGL 1.5 */
EGLImage eglCreateImage(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, const EGLAttrib *attrib_list); /* EGL 1.5 */
EGLBoolean eglDestroyImage(EGLDisplay dpy, EGLImage image); /* EGL 1.5 */
EGLDisplay eglGetPlatformDisplay(EGLenum platform, void *native_display, const EGLAttrib *attrib_list); /* EGL 1.5 */
EGLSurface eglCreatePlatformWindowSurface(EGLDisplay dpy, EGLConfig config, void *native_window, const EGLAttrib *attrib_list); /* EGL 1.5 */
EGLSurface eglCreatePlatformPixmapSurface(EGLDisplay dpy, EGLConfig config, void *native_pixmap, const EGLAttrib *attrib_list); /* EGL 1.5 */
EGLBoolean eglWaitSync(EGLDisplay dpy, EGLSync sync, EGLint flags); /* EGL 1.5 */

/* === EGL/eglext.h | EGL registry 20260319 | pyegl === */

#define EGL_EGLEXT_VERSION 20260319

/* EGL_KHR_cl_event */
#define EGL_CL_EVENT_HANDLE_KHR 0x309c
#define EGL_SYNC_CL_EVENT_KHR 0x30fe
#define EGL_SYNC_CL_EVENT_COMPLETE_KHR 0x30ff

/* EGL_KHR_cl_event2 */
typedef void *EGLSyncKHR;
typedef intptr_t EGLAttribKHR;
EGLSyncKHR eglCreateSync64KHR(EGLDisplay dpy, EGLenum type, const EGLAttribKHR *attrib_list); /* EGL_KHR_cl_event2 */

/* EGL_KHR_client_get_all_proc_addresses */

/* EGL_KHR_config_attribs */
#define EGL_CONFORMANT_KHR 0x3042
#define EGL_VG_COLORSPACE_LINEAR_BIT_KHR 0x20
#define EGL_VG_ALPHA_FORMAT_PRE_BIT_KHR 0x40

/* EGL_KHR_context_flush_control */
#define EGL_CONTEXT_RELEASE_BEHAVIOR_NONE_KHR 0
#define EGL_CONTEXT_RELEASE_BEHAVIOR_KHR 0x2097
#define EGL_CONTEXT_RELEASE_BEHAVIOR_FLUSH_KHR 0x2098

/* EGL_KHR_create_context */
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

/* EGL_KHR_create_context_no_error */
#define EGL_CONTEXT_OPENGL_NO_ERROR_KHR 0x31b3

/* EGL_KHR_debug */
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
EGLint eglDebugMessageControlKHR(EGLDEBUGPROCKHR callback, const EGLAttrib *attrib_list); /* EGL_KHR_debug */
EGLBoolean eglQueryDebugKHR(EGLint attribute, EGLAttrib *value); /* EGL_KHR_debug */
EGLint eglLabelObjectKHR(EGLDisplay display, EGLenum objectType, EGLObjectKHR object, EGLLabelKHR label); /* EGL_KHR_debug */

/* EGL_KHR_display_reference */
#define EGL_TRACK_REFERENCES_KHR 0x3352
EGLBoolean eglQueryDisplayAttribKHR(EGLDisplay dpy, EGLint name, EGLAttrib *value); /* EGL_KHR_display_reference */

/* EGL_KHR_fence_sync */
typedef uint64_t EGLTimeKHR;
#define EGL_SYNC_PRIOR_COMMANDS_COMPLETE_KHR 0x30f0
#define EGL_SYNC_CONDITION_KHR 0x30f8
#define EGL_SYNC_FENCE_KHR 0x30f9
EGLSyncKHR eglCreateSyncKHR(EGLDisplay dpy, EGLenum type, const EGLint *attrib_list); /* EGL_KHR_fence_sync, EGL_KHR_reusable_sync */
EGLBoolean eglDestroySyncKHR(EGLDisplay dpy, EGLSyncKHR sync); /* EGL_KHR_fence_sync, EGL_KHR_reusable_sync */
EGLint eglClientWaitSyncKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLint flags, EGLTimeKHR timeout); /* EGL_KHR_fence_sync, EGL_KHR_reusable_sync */
EGLBoolean eglGetSyncAttribKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLint attribute, EGLint *value); /* EGL_KHR_fence_sync, EGL_KHR_reusable_sync */

/* EGL_KHR_get_all_proc_addresses */

/* EGL_KHR_gl_colorspace */
#define EGL_GL_COLORSPACE_KHR 0x309d
#define EGL_GL_COLORSPACE_SRGB_KHR 0x3089
#define EGL_GL_COLORSPACE_LINEAR_KHR 0x308a

/* EGL_KHR_gl_renderbuffer_image */
#define EGL_GL_RENDERBUFFER_KHR 0x30b9

/* EGL_KHR_gl_texture_2D_image */
#define EGL_GL_TEXTURE_2D_KHR 0x30b1
#define EGL_GL_TEXTURE_LEVEL_KHR 0x30bc

/* EGL_KHR_gl_texture_3D_image */
#define EGL_GL_TEXTURE_3D_KHR 0x30b2
#define EGL_GL_TEXTURE_ZOFFSET_KHR 0x30bd

/* EGL_KHR_gl_texture_cubemap_image */
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X_KHR 0x30b3
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_X_KHR 0x30b4
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Y_KHR 0x30b5
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Y_KHR 0x30b6
#define EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_Z_KHR 0x30b7
#define EGL_GL_TEXTURE_CUBE_MAP_NEGATIVE_Z_KHR 0x30b8

/* EGL_KHR_image */
typedef void *EGLImageKHR;
#define EGL_NATIVE_PIXMAP_KHR 0x30b0
static const EGLImageKHR EGL_NO_IMAGE_KHR;
EGLImageKHR eglCreateImageKHR(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, const EGLint *attrib_list); /* EGL_KHR_image, EGL_KHR_image_base */
EGLBoolean eglDestroyImageKHR(EGLDisplay dpy, EGLImageKHR image); /* EGL_KHR_image, EGL_KHR_image_base */

/* EGL_KHR_image_base */
#define EGL_IMAGE_PRESERVED_KHR 0x30d2

/* EGL_KHR_image_pixmap */

/* EGL_KHR_lock_surface */
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
EGLBoolean eglLockSurfaceKHR(EGLDisplay dpy, EGLSurface surface, const EGLint *attrib_list); /* EGL_KHR_lock_surface, EGL_KHR_lock_surface3 */
EGLBoolean eglUnlockSurfaceKHR(EGLDisplay dpy, EGLSurface surface); /* EGL_KHR_lock_surface, EGL_KHR_lock_surface3 */

/* EGL_KHR_lock_surface2 */
#define EGL_BITMAP_PIXEL_SIZE_KHR 0x3110

/* EGL_KHR_lock_surface3 */
EGLBoolean eglQuerySurface64KHR(EGLDisplay dpy, EGLSurface surface, EGLint attribute, EGLAttribKHR *value); /* EGL_KHR_lock_surface3 */

/* EGL_KHR_mutable_render_buffer */
#define EGL_MUTABLE_RENDER_BUFFER_BIT_KHR 0x1000

/* EGL_KHR_no_config_context */
static const EGLConfig EGL_NO_CONFIG_KHR;

/* EGL_KHR_partial_update */
#define EGL_BUFFER_AGE_KHR 0x313d
EGLBoolean eglSetDamageRegionKHR(EGLDisplay dpy, EGLSurface surface, EGLint *rects, EGLint n_rects); /* EGL_KHR_partial_update */

/* EGL_KHR_platform_android */
#define EGL_PLATFORM_ANDROID_KHR 0x3141

/* EGL_KHR_platform_gbm */
#define EGL_PLATFORM_GBM_KHR 0x31d7

/* EGL_KHR_platform_wayland */
#define EGL_PLATFORM_WAYLAND_KHR 0x31d8

/* EGL_KHR_platform_x11 */
#define EGL_PLATFORM_X11_KHR 0x31d5
#define EGL_PLATFORM_X11_SCREEN_KHR 0x31d6

/* EGL_KHR_reusable_sync */
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
EGLBoolean eglSignalSyncKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLenum mode); /* EGL_KHR_reusable_sync */

/* EGL_KHR_stream */
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
EGLStreamKHR eglCreateStreamKHR(EGLDisplay dpy, const EGLint *attrib_list); /* EGL_KHR_stream */
EGLBoolean eglDestroyStreamKHR(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_KHR_stream */
EGLBoolean eglStreamAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLint value); /* EGL_KHR_stream */
EGLBoolean eglQueryStreamKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLint *value); /* EGL_KHR_stream */
EGLBoolean eglQueryStreamu64KHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLuint64KHR *value); /* EGL_KHR_stream */

/* EGL_KHR_stream_attrib */
EGLStreamKHR eglCreateStreamAttribKHR(EGLDisplay dpy, const EGLAttrib *attrib_list); /* EGL_KHR_stream_attrib */
EGLBoolean eglSetStreamAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLAttrib value); /* EGL_KHR_stream_attrib */
EGLBoolean eglQueryStreamAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLAttrib *value); /* EGL_KHR_stream_attrib */
EGLBoolean eglStreamConsumerAcquireAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list); /* EGL_KHR_stream_attrib */
EGLBoolean eglStreamConsumerReleaseAttribKHR(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list); /* EGL_KHR_stream_attrib */

/* EGL_KHR_stream_consumer_gltexture */
#define EGL_CONSUMER_ACQUIRE_TIMEOUT_USEC_KHR 0x321e
EGLBoolean eglStreamConsumerGLTextureExternalKHR(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_KHR_stream_consumer_gltexture */
EGLBoolean eglStreamConsumerAcquireKHR(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_KHR_stream_consumer_gltexture */
EGLBoolean eglStreamConsumerReleaseKHR(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_KHR_stream_consumer_gltexture */

/* EGL_KHR_stream_cross_process_fd */
typedef int EGLNativeFileDescriptorKHR;
#define EGL_NO_FILE_DESCRIPTOR_KHR -1
EGLNativeFileDescriptorKHR eglGetStreamFileDescriptorKHR(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_KHR_stream_cross_process_fd */
EGLStreamKHR eglCreateStreamFromFileDescriptorKHR(EGLDisplay dpy, EGLNativeFileDescriptorKHR file_descriptor); /* EGL_KHR_stream_cross_process_fd */

/* EGL_KHR_stream_fifo */
#define EGL_STREAM_FIFO_LENGTH_KHR 0x31fc
#define EGL_STREAM_TIME_NOW_KHR 0x31fd
#define EGL_STREAM_TIME_CONSUMER_KHR 0x31fe
#define EGL_STREAM_TIME_PRODUCER_KHR 0x31ff
EGLBoolean eglQueryStreamTimeKHR(EGLDisplay dpy, EGLStreamKHR stream, EGLenum attribute, EGLTimeKHR *value); /* EGL_KHR_stream_fifo */

/* EGL_KHR_stream_producer_aldatalocator */

/* EGL_KHR_stream_producer_eglsurface */
#define EGL_STREAM_BIT_KHR 0x800
EGLSurface eglCreateStreamProducerSurfaceKHR(EGLDisplay dpy, EGLConfig config, EGLStreamKHR stream, const EGLint *attrib_list); /* EGL_KHR_stream_producer_eglsurface */

/* EGL_KHR_surfaceless_context */

/* EGL_KHR_swap_buffers_with_damage */
EGLBoolean eglSwapBuffersWithDamageKHR(EGLDisplay dpy, EGLSurface surface, const EGLint *rects, EGLint n_rects); /* EGL_KHR_swap_buffers_with_damage */

/* EGL_KHR_vg_parent_image */
#define EGL_VG_PARENT_IMAGE_KHR 0x30ba

/* EGL_KHR_wait_sync */
EGLint eglWaitSyncKHR(EGLDisplay dpy, EGLSyncKHR sync, EGLint flags); /* EGL_KHR_wait_sync */

/* EGL_ANDROID_GLES_layers */

/* EGL_ANDROID_blob_cache */
typedef long EGLsizeiANDROID;
typedef void (*EGLSetBlobFuncANDROID)(const void *key, EGLsizeiANDROID keySize, const void *value, EGLsizeiANDROID valueSize);
typedef EGLsizeiANDROID (*EGLGetBlobFuncANDROID)(const void *key, EGLsizeiANDROID keySize, void *value, EGLsizeiANDROID valueSize);
void eglSetBlobCacheFuncsANDROID(EGLDisplay dpy, EGLSetBlobFuncANDROID set, EGLGetBlobFuncANDROID get); /* EGL_ANDROID_blob_cache */

/* EGL_ANDROID_create_native_client_buffer */
#define EGL_NATIVE_BUFFER_USAGE_ANDROID 0x3143
#define EGL_NATIVE_BUFFER_USAGE_PROTECTED_BIT_ANDROID 0x1
#define EGL_NATIVE_BUFFER_USAGE_RENDERBUFFER_BIT_ANDROID 0x2
#define EGL_NATIVE_BUFFER_USAGE_TEXTURE_BIT_ANDROID 0x4
EGLClientBuffer eglCreateNativeClientBufferANDROID(const EGLint *attrib_list); /* EGL_ANDROID_create_native_client_buffer */

/* EGL_ANDROID_framebuffer_target */
#define EGL_FRAMEBUFFER_TARGET_ANDROID 0x3147

/* EGL_ANDROID_front_buffer_auto_refresh */
#define EGL_FRONT_BUFFER_AUTO_REFRESH_ANDROID 0x314c

/* EGL_ANDROID_get_frame_timestamps */
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
EGLBoolean eglGetCompositorTimingSupportedANDROID(EGLDisplay dpy, EGLSurface surface, EGLint name); /* EGL_ANDROID_get_frame_timestamps */
EGLBoolean eglGetCompositorTimingANDROID(EGLDisplay dpy, EGLSurface surface, EGLint numTimestamps, const EGLint *names, EGLnsecsANDROID *values); /* EGL_ANDROID_get_frame_timestamps */
EGLBoolean eglGetNextFrameIdANDROID(EGLDisplay dpy, EGLSurface surface, EGLuint64KHR *frameId); /* EGL_ANDROID_get_frame_timestamps */
EGLBoolean eglGetFrameTimestampSupportedANDROID(EGLDisplay dpy, EGLSurface surface, EGLint timestamp); /* EGL_ANDROID_get_frame_timestamps */
EGLBoolean eglGetFrameTimestampsANDROID(EGLDisplay dpy, EGLSurface surface, EGLuint64KHR frameId, EGLint numTimestamps, const EGLint *timestamps, EGLnsecsANDROID *values); /* EGL_ANDROID_get_frame_timestamps */

/* EGL_ANDROID_get_native_client_buffer */
struct AHardwareBuffer;
EGLClientBuffer eglGetNativeClientBufferANDROID(const struct AHardwareBuffer *buffer); /* EGL_ANDROID_get_native_client_buffer */

/* EGL_ANDROID_image_native_buffer */
#define EGL_NATIVE_BUFFER_ANDROID 0x3140

/* EGL_ANDROID_native_fence_sync */
#define EGL_SYNC_NATIVE_FENCE_ANDROID 0x3144
#define EGL_SYNC_NATIVE_FENCE_FD_ANDROID 0x3145
#define EGL_SYNC_NATIVE_FENCE_SIGNALED_ANDROID 0x3146
#define EGL_NO_NATIVE_FENCE_FD_ANDROID -1
EGLint eglDupNativeFenceFDANDROID(EGLDisplay dpy, EGLSyncKHR sync); /* EGL_ANDROID_native_fence_sync */

/* EGL_ANDROID_presentation_time */
EGLBoolean eglPresentationTimeANDROID(EGLDisplay dpy, EGLSurface surface, EGLnsecsANDROID time); /* EGL_ANDROID_presentation_time */

/* EGL_ANDROID_recordable */
#define EGL_RECORDABLE_ANDROID 0x3142

/* EGL_ANDROID_telemetry_hint */
#define EGL_TELEMETRY_HINT_ANDROID 0x3570

/* EGL_ANGLE_d3d_share_handle_client_buffer */
#define EGL_D3D_TEXTURE_2D_SHARE_HANDLE_ANGLE 0x3200

/* EGL_ANGLE_device_d3d */
#define EGL_D3D9_DEVICE_ANGLE 0x33a0
#define EGL_D3D11_DEVICE_ANGLE 0x33a1

/* EGL_ANGLE_query_surface_pointer */
EGLBoolean eglQuerySurfacePointerANGLE(EGLDisplay dpy, EGLSurface surface, EGLint attribute, void **value); /* EGL_ANGLE_query_surface_pointer */

/* EGL_ANGLE_surface_d3d_texture_2d_share_handle */

/* EGL_ANGLE_sync_control_rate */
EGLBoolean eglGetMscRateANGLE(EGLDisplay dpy, EGLSurface surface, EGLint *numerator, EGLint *denominator); /* EGL_ANGLE_sync_control_rate */

/* EGL_ANGLE_window_fixed_size */
#define EGL_FIXED_SIZE_ANGLE 0x3201

/* EGL_ARM_image_format */
#define EGL_COLOR_COMPONENT_TYPE_UNSIGNED_INTEGER_ARM 0x3287
#define EGL_COLOR_COMPONENT_TYPE_INTEGER_ARM 0x3288

/* EGL_ARM_implicit_external_sync */
#define EGL_SYNC_PRIOR_COMMANDS_IMPLICIT_EXTERNAL_ARM 0x328a

/* EGL_ARM_pixmap_multisample_discard */
#define EGL_DISCARD_SAMPLES_ARM 0x3286

/* EGL_EXT_bind_to_front */
#define EGL_FRONT_BUFFER_EXT 0x3464

/* EGL_EXT_buffer_age */
#define EGL_BUFFER_AGE_EXT 0x313d

/* EGL_EXT_client_extensions */

/* EGL_EXT_client_sync */
#define EGL_SYNC_CLIENT_EXT 0x3364
#define EGL_SYNC_CLIENT_SIGNAL_EXT 0x3365
EGLBoolean eglClientSignalSyncEXT(EGLDisplay dpy, EGLSync sync, const EGLAttrib *attrib_list); /* EGL_EXT_client_sync */

/* EGL_EXT_compositor */
#define EGL_PRIMARY_COMPOSITOR_CONTEXT_EXT 0x3460
#define EGL_EXTERNAL_REF_ID_EXT 0x3461
#define EGL_COMPOSITOR_DROP_NEWEST_FRAME_EXT 0x3462
#define EGL_COMPOSITOR_KEEP_NEWEST_FRAME_EXT 0x3463
EGLBoolean eglCompositorSetContextListEXT(const EGLint *external_ref_ids, EGLint num_entries); /* EGL_EXT_compositor */
EGLBoolean eglCompositorSetContextAttributesEXT(EGLint external_ref_id, const EGLint *context_attributes, EGLint num_entries); /* EGL_EXT_compositor */
EGLBoolean eglCompositorSetWindowListEXT(EGLint external_ref_id, const EGLint *external_win_ids, EGLint num_entries); /* EGL_EXT_compositor */
EGLBoolean eglCompositorSetWindowAttributesEXT(EGLint external_win_id, const EGLint *window_attributes, EGLint num_entries); /* EGL_EXT_compositor */
EGLBoolean eglCompositorBindTexWindowEXT(EGLint external_win_id); /* EGL_EXT_compositor */
EGLBoolean eglCompositorSetSizeEXT(EGLint external_win_id, EGLint width, EGLint height); /* EGL_EXT_compositor */
EGLBoolean eglCompositorSwapPolicyEXT(EGLint external_win_id, EGLint policy); /* EGL_EXT_compositor */

/* EGL_EXT_config_select_group */
#define EGL_CONFIG_SELECT_GROUP_EXT 0x34c0

/* EGL_EXT_create_context_robustness */
#define EGL_CONTEXT_OPENGL_ROBUST_ACCESS_EXT 0x30bf
#define EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_EXT 0x3138
#define EGL_NO_RESET_NOTIFICATION_EXT 0x31be
#define EGL_LOSE_CONTEXT_ON_RESET_EXT 0x31bf

/* EGL_EXT_device_base */
typedef void *EGLDeviceEXT;
static const EGLDeviceEXT EGL_NO_DEVICE_EXT;
#define EGL_BAD_DEVICE_EXT 0x322b
#define EGL_DEVICE_EXT 0x322c
EGLBoolean eglQueryDeviceAttribEXT(EGLDeviceEXT device, EGLint attribute, EGLAttrib *value); /* EGL_EXT_device_base, EGL_EXT_device_query */
const char *eglQueryDeviceStringEXT(EGLDeviceEXT device, EGLint name); /* EGL_EXT_device_base, EGL_EXT_device_query */
EGLBoolean eglQueryDevicesEXT(EGLint max_devices, EGLDeviceEXT *devices, EGLint *num_devices); /* EGL_EXT_device_base, EGL_EXT_device_enumeration */
EGLBoolean eglQueryDisplayAttribEXT(EGLDisplay dpy, EGLint attribute, EGLAttrib *value); /* EGL_EXT_device_base, EGL_EXT_device_query */

/* EGL_EXT_device_drm */
#define EGL_DRM_DEVICE_FILE_EXT 0x3233
#define EGL_DRM_MASTER_FD_EXT 0x333c

/* EGL_EXT_device_drm_render_node */
#define EGL_DRM_RENDER_NODE_FILE_EXT 0x3377

/* EGL_EXT_device_enumeration */

/* EGL_EXT_device_openwf */
#define EGL_OPENWF_DEVICE_ID_EXT 0x3237
#define EGL_OPENWF_DEVICE_EXT 0x333d

/* EGL_EXT_device_persistent_id */
#define EGL_DEVICE_UUID_EXT 0x335c
#define EGL_DRIVER_UUID_EXT 0x335d
#define EGL_DRIVER_NAME_EXT 0x335e
EGLBoolean eglQueryDeviceBinaryEXT(EGLDeviceEXT device, EGLint name, EGLint max_size, void *value, EGLint *size); /* EGL_EXT_device_persistent_id */

/* EGL_EXT_device_query */

/* EGL_EXT_device_query_name */
#define EGL_RENDERER_EXT 0x335f

/* EGL_EXT_device_type */
#define EGL_DEVICE_TYPE_EXT 0x3590
#define EGL_DEVICE_TYPE_OTHER_EXT 0x3591
#define EGL_DEVICE_TYPE_INTEGRATED_GPU_EXT 0x3592
#define EGL_DEVICE_TYPE_DISCRETE_GPU_EXT 0x3593
#define EGL_DEVICE_TYPE_CPU_EXT 0x3594

/* EGL_EXT_display_alloc */
#define EGL_ALLOC_NEW_DISPLAY_EXT 0x3379
EGLBoolean eglDestroyDisplayEXT(EGLDisplay dpy); /* EGL_EXT_display_alloc */

/* EGL_EXT_explicit_device */

/* EGL_EXT_gl_colorspace_bt2020_hlg */
#define EGL_GL_COLORSPACE_BT2020_HLG_EXT 0x3540

/* EGL_EXT_gl_colorspace_bt2020_linear */
#define EGL_GL_COLORSPACE_BT2020_LINEAR_EXT 0x333f

/* EGL_EXT_gl_colorspace_bt2020_pq */
#define EGL_GL_COLORSPACE_BT2020_PQ_EXT 0x3340

/* EGL_EXT_gl_colorspace_display_p3 */
#define EGL_GL_COLORSPACE_DISPLAY_P3_EXT 0x3363

/* EGL_EXT_gl_colorspace_display_p3_linear */
#define EGL_GL_COLORSPACE_DISPLAY_P3_LINEAR_EXT 0x3362

/* EGL_EXT_gl_colorspace_display_p3_passthrough */
#define EGL_GL_COLORSPACE_DISPLAY_P3_PASSTHROUGH_EXT 0x3490

/* EGL_EXT_gl_colorspace_scrgb */
#define EGL_GL_COLORSPACE_SCRGB_EXT 0x3351

/* EGL_EXT_gl_colorspace_scrgb_linear */
#define EGL_GL_COLORSPACE_SCRGB_LINEAR_EXT 0x3350

/* EGL_EXT_image_dma_buf_import */
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

/* EGL_EXT_image_dma_buf_import_modifiers */
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
EGLBoolean eglQueryDmaBufFormatsEXT(EGLDisplay dpy, EGLint max_formats, EGLint *formats, EGLint *num_formats); /* EGL_EXT_image_dma_buf_import_modifiers */
EGLBoolean eglQueryDmaBufModifiersEXT(EGLDisplay dpy, EGLint format, EGLint max_modifiers, EGLuint64KHR *modifiers, EGLBoolean *external_only, EGLint *num_modifiers); /* EGL_EXT_image_dma_buf_import_modifiers */

/* EGL_EXT_image_gl_colorspace */
#define EGL_GL_COLORSPACE_DEFAULT_EXT 0x314d

/* EGL_EXT_image_implicit_sync_control */
#define EGL_IMPORT_SYNC_TYPE_EXT 0x3470
#define EGL_IMPORT_IMPLICIT_SYNC_EXT 0x3471
#define EGL_IMPORT_EXPLICIT_SYNC_EXT 0x3472

/* EGL_EXT_multiview_window */
#define EGL_MULTIVIEW_VIEW_COUNT_EXT 0x3134

/* EGL_EXT_output_base */
typedef void *EGLOutputLayerEXT;
typedef void *EGLOutputPortEXT;
static const EGLOutputLayerEXT EGL_NO_OUTPUT_LAYER_EXT;
static const EGLOutputPortEXT EGL_NO_OUTPUT_PORT_EXT;
#define EGL_BAD_OUTPUT_LAYER_EXT 0x322d
#define EGL_BAD_OUTPUT_PORT_EXT 0x322e
#define EGL_SWAP_INTERVAL_EXT 0x322f
EGLBoolean eglGetOutputLayersEXT(EGLDisplay dpy, const EGLAttrib *attrib_list, EGLOutputLayerEXT *layers, EGLint max_layers, EGLint *num_layers); /* EGL_EXT_output_base */
EGLBoolean eglGetOutputPortsEXT(EGLDisplay dpy, const EGLAttrib *attrib_list, EGLOutputPortEXT *ports, EGLint max_ports, EGLint *num_ports); /* EGL_EXT_output_base */
EGLBoolean eglOutputLayerAttribEXT(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint attribute, EGLAttrib value); /* EGL_EXT_output_base */
EGLBoolean eglQueryOutputLayerAttribEXT(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint attribute, EGLAttrib *value); /* EGL_EXT_output_base */
const char *eglQueryOutputLayerStringEXT(EGLDisplay dpy, EGLOutputLayerEXT layer, EGLint name); /* EGL_EXT_output_base */
EGLBoolean eglOutputPortAttribEXT(EGLDisplay dpy, EGLOutputPortEXT port, EGLint attribute, EGLAttrib value); /* EGL_EXT_output_base */
EGLBoolean eglQueryOutputPortAttribEXT(EGLDisplay dpy, EGLOutputPortEXT port, EGLint attribute, EGLAttrib *value); /* EGL_EXT_output_base */
const char *eglQueryOutputPortStringEXT(EGLDisplay dpy, EGLOutputPortEXT port, EGLint name); /* EGL_EXT_output_base */

/* EGL_EXT_output_drm */
#define EGL_DRM_CRTC_EXT 0x3234
#define EGL_DRM_PLANE_EXT 0x3235
#define EGL_DRM_CONNECTOR_EXT 0x3236

/* EGL_EXT_output_openwf */
#define EGL_OPENWF_PIPELINE_ID_EXT 0x3238
#define EGL_OPENWF_PORT_ID_EXT 0x3239

/* EGL_EXT_pixel_format_float */
#define EGL_COLOR_COMPONENT_TYPE_EXT 0x3339
#define EGL_COLOR_COMPONENT_TYPE_FIXED_EXT 0x333a
#define EGL_COLOR_COMPONENT_TYPE_FLOAT_EXT 0x333b

/* EGL_EXT_platform_base */
EGLDisplay eglGetPlatformDisplayEXT(EGLenum platform, void *native_display, const EGLint *attrib_list); /* EGL_EXT_platform_base */
EGLSurface eglCreatePlatformWindowSurfaceEXT(EGLDisplay dpy, EGLConfig config, void *native_window, const EGLint *attrib_list); /* EGL_EXT_platform_base */
EGLSurface eglCreatePlatformPixmapSurfaceEXT(EGLDisplay dpy, EGLConfig config, void *native_pixmap, const EGLint *attrib_list); /* EGL_EXT_platform_base */

/* EGL_EXT_platform_device */
#define EGL_PLATFORM_DEVICE_EXT 0x313f

/* EGL_EXT_platform_wayland */
#define EGL_PLATFORM_WAYLAND_EXT 0x31d8

/* EGL_EXT_platform_x11 */
#define EGL_PLATFORM_X11_EXT 0x31d5
#define EGL_PLATFORM_X11_SCREEN_EXT 0x31d6

/* EGL_EXT_platform_xcb */
#define EGL_PLATFORM_XCB_EXT 0x31dc
#define EGL_PLATFORM_XCB_SCREEN_EXT 0x31de

/* EGL_EXT_present_opaque */
#define EGL_PRESENT_OPAQUE_EXT 0x31df

/* EGL_EXT_protected_content */
#define EGL_PROTECTED_CONTENT_EXT 0x32c0

/* EGL_EXT_protected_surface */

/* EGL_EXT_query_reset_notification_strategy */

/* EGL_EXT_stream_consumer_egloutput */
EGLBoolean eglStreamConsumerOutputEXT(EGLDisplay dpy, EGLStreamKHR stream, EGLOutputLayerEXT layer); /* EGL_EXT_stream_consumer_egloutput */

/* EGL_EXT_surface_CTA861_3_metadata */
#define EGL_CTA861_3_MAX_CONTENT_LIGHT_LEVEL_EXT 0x3360
#define EGL_CTA861_3_MAX_FRAME_AVERAGE_LEVEL_EXT 0x3361

/* EGL_EXT_surface_SMPTE2086_metadata */
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

/* EGL_EXT_surface_compression */
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
EGLBoolean eglQuerySupportedCompressionRatesEXT(EGLDisplay dpy, EGLConfig config, const EGLAttrib *attrib_list, EGLint *rates, EGLint rate_size, EGLint *num_rates); /* EGL_EXT_surface_compression */

/* EGL_EXT_swap_buffers_with_damage */
EGLBoolean eglSwapBuffersWithDamageEXT(EGLDisplay dpy, EGLSurface surface, const EGLint *rects, EGLint n_rects); /* EGL_EXT_swap_buffers_with_damage */

/* EGL_EXT_sync_reuse */
EGLBoolean eglUnsignalSyncEXT(EGLDisplay dpy, EGLSync sync, const EGLAttrib *attrib_list); /* EGL_EXT_sync_reuse */

/* EGL_EXT_yuv_surface */
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

/* EGL_HI_clientpixmap */
struct EGLClientPixmapHI {
    void *pData;
    EGLint iWidth;
    EGLint iHeight;
    EGLint iStride;
};
#define EGL_CLIENT_PIXMAP_POINTER_HI 0x8f74
EGLSurface eglCreatePixmapSurfaceHI(EGLDisplay dpy, EGLConfig config, struct EGLClientPixmapHI *pixmap); /* EGL_HI_clientpixmap */

/* EGL_HI_colorformats */
#define EGL_COLOR_FORMAT_HI 0x8f70
#define EGL_COLOR_RGB_HI 0x8f71
#define EGL_COLOR_RGBA_HI 0x8f72
#define EGL_COLOR_ARGB_HI 0x8f73

/* EGL_IMG_context_priority */
#define EGL_CONTEXT_PRIORITY_LEVEL_IMG 0x3100
#define EGL_CONTEXT_PRIORITY_HIGH_IMG 0x3101
#define EGL_CONTEXT_PRIORITY_MEDIUM_IMG 0x3102
#define EGL_CONTEXT_PRIORITY_LOW_IMG 0x3103

/* EGL_IMG_image_plane_attribs */
#define EGL_NATIVE_BUFFER_MULTIPLANE_SEPARATE_IMG 0x3105
#define EGL_NATIVE_BUFFER_PLANE_OFFSET_IMG 0x3106

/* EGL_MESA_drm_image */
#define EGL_DRM_BUFFER_FORMAT_MESA 0x31d0
#define EGL_DRM_BUFFER_USE_MESA 0x31d1
#define EGL_DRM_BUFFER_FORMAT_ARGB32_MESA 0x31d2
#define EGL_DRM_BUFFER_MESA 0x31d3
#define EGL_DRM_BUFFER_STRIDE_MESA 0x31d4
#define EGL_DRM_BUFFER_USE_SCANOUT_MESA 0x1
#define EGL_DRM_BUFFER_USE_SHARE_MESA 0x2
#define EGL_DRM_BUFFER_USE_CURSOR_MESA 0x4
EGLImageKHR eglCreateDRMImageMESA(EGLDisplay dpy, const EGLint *attrib_list); /* EGL_MESA_drm_image */
EGLBoolean eglExportDRMImageMESA(EGLDisplay dpy, EGLImageKHR image, EGLint *name, EGLint *handle, EGLint *stride); /* EGL_MESA_drm_image */

/* EGL_MESA_image_dma_buf_export */
EGLBoolean eglExportDMABUFImageQueryMESA(EGLDisplay dpy, EGLImageKHR image, int *fourcc, int *num_planes, EGLuint64KHR *modifiers); /* EGL_MESA_image_dma_buf_export */
EGLBoolean eglExportDMABUFImageMESA(EGLDisplay dpy, EGLImageKHR image, int *fds, EGLint *strides, EGLint *offsets); /* EGL_MESA_image_dma_buf_export */

/* EGL_MESA_platform_gbm */
#define EGL_PLATFORM_GBM_MESA 0x31d7

/* EGL_MESA_platform_surfaceless */
#define EGL_PLATFORM_SURFACELESS_MESA 0x31dd

/* EGL_MESA_query_driver */
char *eglGetDisplayDriverConfig(EGLDisplay dpy); /* EGL_MESA_query_driver */
const char *eglGetDisplayDriverName(EGLDisplay dpy); /* EGL_MESA_query_driver */

/* EGL_NOK_swap_region */
EGLBoolean eglSwapBuffersRegionNOK(EGLDisplay dpy, EGLSurface surface, EGLint numRects, const EGLint *rects); /* EGL_NOK_swap_region */

/* EGL_NOK_swap_region2 */
EGLBoolean eglSwapBuffersRegion2NOK(EGLDisplay dpy, EGLSurface surface, EGLint numRects, const EGLint *rects); /* EGL_NOK_swap_region2 */

/* EGL_NOK_texture_from_pixmap */
#define EGL_Y_INVERTED_NOK 0x307f

/* EGL_NV_3dvision_surface */
#define EGL_AUTO_STEREO_NV 0x3136

/* EGL_NV_context_priority_realtime */
#define EGL_CONTEXT_PRIORITY_REALTIME_NV 0x3357

/* EGL_NV_coverage_sample */
#define EGL_COVERAGE_BUFFERS_NV 0x30e0
#define EGL_COVERAGE_SAMPLES_NV 0x30e1

/* EGL_NV_coverage_sample_resolve */
#define EGL_COVERAGE_SAMPLE_RESOLVE_NV 0x3131
#define EGL_COVERAGE_SAMPLE_RESOLVE_DEFAULT_NV 0x3132
#define EGL_COVERAGE_SAMPLE_RESOLVE_NONE_NV 0x3133

/* EGL_NV_cuda_event */
#define EGL_CUDA_EVENT_HANDLE_NV 0x323b
#define EGL_SYNC_CUDA_EVENT_NV 0x323c
#define EGL_SYNC_CUDA_EVENT_COMPLETE_NV 0x323d

/* EGL_NV_depth_nonlinear */
#define EGL_DEPTH_ENCODING_NV 0x30e2
#define EGL_DEPTH_ENCODING_NONE_NV 0
#define EGL_DEPTH_ENCODING_NONLINEAR_NV 0x30e3

/* EGL_NV_device_cuda */
#define EGL_CUDA_DEVICE_NV 0x323a

/* EGL_NV_native_query */
EGLBoolean eglQueryNativeDisplayNV(EGLDisplay dpy, EGLNativeDisplayType *display_id); /* EGL_NV_native_query */
EGLBoolean eglQueryNativeWindowNV(EGLDisplay dpy, EGLSurface surf, EGLNativeWindowType *window); /* EGL_NV_native_query */
EGLBoolean eglQueryNativePixmapNV(EGLDisplay dpy, EGLSurface surf, EGLNativePixmapType *pixmap); /* EGL_NV_native_query */

/* EGL_NV_post_convert_rounding */

/* EGL_NV_post_sub_buffer */
#define EGL_POST_SUB_BUFFER_SUPPORTED_NV 0x30be
EGLBoolean eglPostSubBufferNV(EGLDisplay dpy, EGLSurface surface, EGLint x, EGLint y, EGLint width, EGLint height); /* EGL_NV_post_sub_buffer */

/* EGL_NV_quadruple_buffer */
#define EGL_QUADRUPLE_BUFFER_NV 0x3231

/* EGL_NV_robustness_video_memory_purge */
#define EGL_GENERATE_RESET_ON_VIDEO_MEMORY_PURGE_NV 0x334c

/* EGL_NV_stream_consumer_eglimage */
#define EGL_STREAM_CONSUMER_IMAGE_NV 0x3373
#define EGL_STREAM_IMAGE_ADD_NV 0x3374
#define EGL_STREAM_IMAGE_REMOVE_NV 0x3375
#define EGL_STREAM_IMAGE_AVAILABLE_NV 0x3376
EGLBoolean eglStreamImageConsumerConnectNV(EGLDisplay dpy, EGLStreamKHR stream, EGLint num_modifiers, const EGLuint64KHR *modifiers, const EGLAttrib *attrib_list); /* EGL_NV_stream_consumer_eglimage */
EGLint eglQueryStreamConsumerEventNV(EGLDisplay dpy, EGLStreamKHR stream, EGLTime timeout, EGLenum *event, EGLAttrib *aux); /* EGL_NV_stream_consumer_eglimage */
EGLBoolean eglStreamAcquireImageNV(EGLDisplay dpy, EGLStreamKHR stream, EGLImage *pImage, EGLSync sync); /* EGL_NV_stream_consumer_eglimage */
EGLBoolean eglStreamReleaseImageNV(EGLDisplay dpy, EGLStreamKHR stream, EGLImage image, EGLSync sync); /* EGL_NV_stream_consumer_eglimage */

/* EGL_NV_stream_consumer_eglimage_use_scanout_attrib */
#define EGL_STREAM_CONSUMER_IMAGE_USE_SCANOUT_NV 0x3378

/* EGL_NV_stream_consumer_gltexture_yuv */
#define EGL_YUV_PLANE0_TEXTURE_UNIT_NV 0x332c
#define EGL_YUV_PLANE1_TEXTURE_UNIT_NV 0x332d
#define EGL_YUV_PLANE2_TEXTURE_UNIT_NV 0x332e
EGLBoolean eglStreamConsumerGLTextureExternalAttribsNV(EGLDisplay dpy, EGLStreamKHR stream, const EGLAttrib *attrib_list); /* EGL_NV_stream_consumer_gltexture_yuv */

/* EGL_NV_stream_cross_display */
#define EGL_STREAM_CROSS_DISPLAY_NV 0x334e

/* EGL_NV_stream_cross_object */
#define EGL_STREAM_CROSS_OBJECT_NV 0x334d

/* EGL_NV_stream_cross_partition */
#define EGL_STREAM_CROSS_PARTITION_NV 0x323f

/* EGL_NV_stream_cross_process */
#define EGL_STREAM_CROSS_PROCESS_NV 0x3245

/* EGL_NV_stream_cross_system */
#define EGL_STREAM_CROSS_SYSTEM_NV 0x334f

/* EGL_NV_stream_dma */
#define EGL_STREAM_DMA_NV 0x3371
#define EGL_STREAM_DMA_SERVER_NV 0x3372

/* EGL_NV_stream_fifo_next */
#define EGL_PENDING_FRAME_NV 0x3329
#define EGL_STREAM_TIME_PENDING_NV 0x332a

/* EGL_NV_stream_fifo_synchronous */
#define EGL_STREAM_FIFO_SYNCHRONOUS_NV 0x3336

/* EGL_NV_stream_flush */
EGLBoolean eglStreamFlushNV(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_NV_stream_flush */

/* EGL_NV_stream_frame_limits */
#define EGL_PRODUCER_MAX_FRAME_HINT_NV 0x3337
#define EGL_CONSUMER_MAX_FRAME_HINT_NV 0x3338

/* EGL_NV_stream_metadata */
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
EGLBoolean eglQueryDisplayAttribNV(EGLDisplay dpy, EGLint attribute, EGLAttrib *value); /* EGL_NV_stream_metadata */
EGLBoolean eglSetStreamMetadataNV(EGLDisplay dpy, EGLStreamKHR stream, EGLint n, EGLint offset, EGLint size, const void *data); /* EGL_NV_stream_metadata */
EGLBoolean eglQueryStreamMetadataNV(EGLDisplay dpy, EGLStreamKHR stream, EGLenum name, EGLint n, EGLint offset, EGLint size, void *data); /* EGL_NV_stream_metadata */

/* EGL_NV_stream_origin */
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

/* EGL_NV_stream_remote */
#define EGL_STREAM_STATE_INITIALIZING_NV 0x3240
#define EGL_STREAM_TYPE_NV 0x3241
#define EGL_STREAM_PROTOCOL_NV 0x3242
#define EGL_STREAM_ENDPOINT_NV 0x3243
#define EGL_STREAM_LOCAL_NV 0x3244
#define EGL_STREAM_PRODUCER_NV 0x3247
#define EGL_STREAM_CONSUMER_NV 0x3248
#define EGL_STREAM_PROTOCOL_FD_NV 0x3246

/* EGL_NV_stream_reset */
#define EGL_SUPPORT_RESET_NV 0x3334
#define EGL_SUPPORT_REUSE_NV 0x3335
EGLBoolean eglResetStreamNV(EGLDisplay dpy, EGLStreamKHR stream); /* EGL_NV_stream_reset */

/* EGL_NV_stream_socket */
#define EGL_STREAM_PROTOCOL_SOCKET_NV 0x324b
#define EGL_SOCKET_HANDLE_NV 0x324c
#define EGL_SOCKET_TYPE_NV 0x324d

/* EGL_NV_stream_socket_inet */
#define EGL_SOCKET_TYPE_INET_NV 0x324f

/* EGL_NV_stream_socket_unix */
#define EGL_SOCKET_TYPE_UNIX_NV 0x324e

/* EGL_NV_stream_sync */
#define EGL_SYNC_NEW_FRAME_NV 0x321f
EGLSyncKHR eglCreateStreamSyncNV(EGLDisplay dpy, EGLStreamKHR stream, EGLenum type, const EGLint *attrib_list); /* EGL_NV_stream_sync */

/* EGL_NV_sync */
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
EGLSyncNV eglCreateFenceSyncNV(EGLDisplay dpy, EGLenum condition, const EGLint *attrib_list); /* EGL_NV_sync */
EGLBoolean eglDestroySyncNV(EGLSyncNV sync); /* EGL_NV_sync */
EGLBoolean eglFenceNV(EGLSyncNV sync); /* EGL_NV_sync */
EGLint eglClientWaitSyncNV(EGLSyncNV sync, EGLint flags, EGLTimeNV timeout); /* EGL_NV_sync */
EGLBoolean eglSignalSyncNV(EGLSyncNV sync, EGLenum mode); /* EGL_NV_sync */
EGLBoolean eglGetSyncAttribNV(EGLSyncNV sync, EGLint attribute, EGLint *value); /* EGL_NV_sync */

/* EGL_NV_system_time */
typedef uint64_t EGLuint64NV;
EGLuint64NV eglGetSystemTimeFrequencyNV(void); /* EGL_NV_system_time */
EGLuint64NV eglGetSystemTimeNV(void); /* EGL_NV_system_time */

/* EGL_NV_triple_buffer */
#define EGL_TRIPLE_BUFFER_NV 0x3230

/* EGL_QNX_image_native_buffer */
#define EGL_NATIVE_BUFFER_QNX 0x3551

/* EGL_QNX_platform_screen */
#define EGL_PLATFORM_SCREEN_QNX 0x3550

/* EGL_TIZEN_image_native_buffer */
#define EGL_NATIVE_BUFFER_TIZEN 0x32a0

/* EGL_TIZEN_image_native_surface */
#define EGL_NATIVE_SURFACE_TIZEN 0x32a1

/* EGL_WL_bind_wayland_display */
struct wl_display;
struct wl_resource;
#define EGL_WAYLAND_BUFFER_WL 0x31d5
#define EGL_WAYLAND_PLANE_WL 0x31d6
#define EGL_TEXTURE_Y_U_V_WL 0x31d7
#define EGL_TEXTURE_Y_UV_WL 0x31d8
#define EGL_TEXTURE_Y_XUXV_WL 0x31d9
#define EGL_TEXTURE_EXTERNAL_WL 0x31da
#define EGL_WAYLAND_Y_INVERTED_WL 0x31db
EGLBoolean eglBindWaylandDisplayWL(EGLDisplay dpy, struct wl_display *display); /* EGL_WL_bind_wayland_display */
EGLBoolean eglUnbindWaylandDisplayWL(EGLDisplay dpy, struct wl_display *display); /* EGL_WL_bind_wayland_display */
EGLBoolean eglQueryWaylandBufferWL(EGLDisplay dpy, struct wl_resource *buffer, EGLint attribute, EGLint *value); /* EGL_WL_bind_wayland_display */

/* EGL_WL_create_wayland_buffer_from_image */
struct wl_buffer;
struct wl_buffer *eglCreateWaylandBufferFromImageWL(EGLDisplay dpy, EGLImageKHR image); /* EGL_WL_create_wayland_buffer_from_image */

/* === egl.xml | EGL registry 20260319, tokens that are registered but in no header | pyegl === */

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
