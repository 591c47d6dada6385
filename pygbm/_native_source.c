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

/* --- gbm.h --- */

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
#define GBM_FORMAT_C8 0x20203843
#define GBM_FORMAT_R8 0x20203852
#define GBM_FORMAT_R16 0x20363152
#define GBM_FORMAT_GR88 0x38385247
#define GBM_FORMAT_RG1616 0x32334752
#define GBM_FORMAT_GR1616 0x32335247
#define GBM_FORMAT_RGB332 0x38424752
#define GBM_FORMAT_BGR233 0x38524742
#define GBM_FORMAT_XRGB4444 0x32315258
#define GBM_FORMAT_XBGR4444 0x32314258
#define GBM_FORMAT_RGBX4444 0x32315852
#define GBM_FORMAT_BGRX4444 0x32315842
#define GBM_FORMAT_ARGB4444 0x32315241
#define GBM_FORMAT_ABGR4444 0x32314241
#define GBM_FORMAT_RGBA4444 0x32314152
#define GBM_FORMAT_BGRA4444 0x32314142
#define GBM_FORMAT_XRGB1555 0x35315258
#define GBM_FORMAT_XBGR1555 0x35314258
#define GBM_FORMAT_RGBX5551 0x35315852
#define GBM_FORMAT_BGRX5551 0x35315842
#define GBM_FORMAT_ARGB1555 0x35315241
#define GBM_FORMAT_ABGR1555 0x35314241
#define GBM_FORMAT_RGBA5551 0x35314152
#define GBM_FORMAT_BGRA5551 0x35314142
#define GBM_FORMAT_RGB565 0x36314752
#define GBM_FORMAT_BGR565 0x36314742
#define GBM_FORMAT_RGB888 0x34324752
#define GBM_FORMAT_BGR888 0x34324742
#define GBM_FORMAT_XRGB8888 0x34325258
#define GBM_FORMAT_XBGR8888 0x34324258
#define GBM_FORMAT_RGBX8888 0x34325852
#define GBM_FORMAT_BGRX8888 0x34325842
#define GBM_FORMAT_ARGB8888 0x34325241
#define GBM_FORMAT_ABGR8888 0x34324241
#define GBM_FORMAT_RGBA8888 0x34324152
#define GBM_FORMAT_BGRA8888 0x34324142
#define GBM_FORMAT_XRGB2101010 0x30335258
#define GBM_FORMAT_XBGR2101010 0x30334258
#define GBM_FORMAT_RGBX1010102 0x30335852
#define GBM_FORMAT_BGRX1010102 0x30335842
#define GBM_FORMAT_ARGB2101010 0x30335241
#define GBM_FORMAT_ABGR2101010 0x30334241
#define GBM_FORMAT_RGBA1010102 0x30334152
#define GBM_FORMAT_BGRA1010102 0x30334142
#define GBM_FORMAT_XBGR16161616 0x38344258
#define GBM_FORMAT_ABGR16161616 0x38344241
#define GBM_FORMAT_XBGR16161616F 0x48344258
#define GBM_FORMAT_ABGR16161616F 0x48344241
#define GBM_FORMAT_YUYV 0x56595559
#define GBM_FORMAT_YVYU 0x55595659
#define GBM_FORMAT_UYVY 0x59565955
#define GBM_FORMAT_VYUY 0x59555956
#define GBM_FORMAT_AYUV 0x56555941
#define GBM_FORMAT_NV12 0x3231564e
#define GBM_FORMAT_NV21 0x3132564e
#define GBM_FORMAT_NV16 0x3631564e
#define GBM_FORMAT_NV61 0x3136564e
#define GBM_FORMAT_YUV410 0x39565559
#define GBM_FORMAT_YVU410 0x39555659
#define GBM_FORMAT_YUV411 0x31315559
#define GBM_FORMAT_YVU411 0x31315659
#define GBM_FORMAT_YUV420 0x32315559
#define GBM_FORMAT_YVU420 0x32315659
#define GBM_FORMAT_YUV422 0x36315559
#define GBM_FORMAT_YVU422 0x36315659
#define GBM_FORMAT_YUV444 0x34325559
#define GBM_FORMAT_YVU444 0x34325659
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
enum gbm_bo_transfer_flags {
    GBM_BO_TRANSFER_READ = 1 << 0,
    GBM_BO_TRANSFER_WRITE = 1 << 1,
    GBM_BO_TRANSFER_READ_WRITE = GBM_BO_TRANSFER_READ | GBM_BO_TRANSFER_WRITE
};

#define PYDRI_SONAME "libgbm.so.1"
#define PYDRI_ENVIRONMENT "PYDRI_LIBGBM"
#define PYDRI_SLOT_COUNT 38

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

static pydri_slot pydri_slots[PYDRI_SLOT_COUNT] = {
    {"gbm_device_get_fd", NULL, 0, NULL},
    {"gbm_device_get_backend_name", NULL, 0, NULL},
    {"gbm_device_is_format_supported", NULL, 0, NULL},
    {"gbm_device_get_format_modifier_plane_count", NULL, 0, NULL},
    {"gbm_device_destroy", NULL, 0, NULL},
    {"gbm_create_device", NULL, 0, NULL},
    {"gbm_bo_create", NULL, 0, NULL},
    {"gbm_bo_create_with_modifiers", NULL, 0, NULL},
    {"gbm_bo_create_with_modifiers2", "Mesa 21.3.0", 0, NULL},
    {"gbm_bo_import", NULL, 0, NULL},
    {"gbm_bo_map", NULL, 0, NULL},
    {"gbm_bo_unmap", NULL, 0, NULL},
    {"gbm_bo_get_width", NULL, 0, NULL},
    {"gbm_bo_get_height", NULL, 0, NULL},
    {"gbm_bo_get_stride", NULL, 0, NULL},
    {"gbm_bo_get_stride_for_plane", NULL, 0, NULL},
    {"gbm_bo_get_format", NULL, 0, NULL},
    {"gbm_bo_get_bpp", NULL, 0, NULL},
    {"gbm_bo_get_offset", NULL, 0, NULL},
    {"gbm_bo_get_device", NULL, 0, NULL},
    {"gbm_bo_get_handle", NULL, 0, NULL},
    {"gbm_bo_get_fd", NULL, 0, NULL},
    {"gbm_bo_get_modifier", NULL, 0, NULL},
    {"gbm_bo_get_plane_count", NULL, 0, NULL},
    {"gbm_bo_get_handle_for_plane", NULL, 0, NULL},
    {"gbm_bo_get_fd_for_plane", "Mesa 21.1.0", 0, NULL},
    {"gbm_bo_write", NULL, 0, NULL},
    {"gbm_bo_set_user_data", NULL, 0, NULL},
    {"gbm_bo_get_user_data", NULL, 0, NULL},
    {"gbm_bo_destroy", NULL, 0, NULL},
    {"gbm_surface_create", NULL, 0, NULL},
    {"gbm_surface_create_with_modifiers", NULL, 0, NULL},
    {"gbm_surface_create_with_modifiers2", "Mesa 21.3.0", 0, NULL},
    {"gbm_surface_lock_front_buffer", NULL, 0, NULL},
    {"gbm_surface_release_buffer", NULL, 0, NULL},
    {"gbm_surface_has_free_buffers", NULL, 0, NULL},
    {"gbm_surface_destroy", NULL, 0, NULL},
    {"gbm_format_get_name", "Mesa 19.0.0", 0, NULL},
};

static int gbm_device_get_fd(struct gbm_device *gbm) {
    int (*call)(struct gbm_device *gbm) = pydri_function(0);
    if (!call) { errno = ENOSYS; return -1; }
    return call(gbm);
}

static const char *gbm_device_get_backend_name(struct gbm_device *gbm) {
    const char *(*call)(struct gbm_device *gbm) = pydri_function(1);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm);
}

static int gbm_device_is_format_supported(struct gbm_device *gbm, uint32_t format, uint32_t flags) {
    int (*call)(struct gbm_device *gbm, uint32_t format, uint32_t flags) = pydri_function(2);
    if (!call) { errno = ENOSYS; return -1; }
    return call(gbm, format, flags);
}

static int gbm_device_get_format_modifier_plane_count(struct gbm_device *gbm, uint32_t format, uint64_t modifier) {
    int (*call)(struct gbm_device *gbm, uint32_t format, uint64_t modifier) = pydri_function(3);
    if (!call) { errno = ENOSYS; return -1; }
    return call(gbm, format, modifier);
}

static void gbm_device_destroy(struct gbm_device *gbm) {
    void (*call)(struct gbm_device *gbm) = pydri_function(4);
    if (!call) { errno = ENOSYS; return; }
    call(gbm);
}

static struct gbm_device *gbm_create_device(int fd) {
    struct gbm_device *(*call)(int fd) = pydri_function(5);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(fd);
}

static struct gbm_bo *gbm_bo_create(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags) {
    struct gbm_bo *(*call)(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags) = pydri_function(6);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, width, height, format, flags);
}

static struct gbm_bo *gbm_bo_create_with_modifiers(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count) {
    struct gbm_bo *(*call)(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count) = pydri_function(7);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, width, height, format, modifiers, count);
}

static struct gbm_bo *gbm_bo_create_with_modifiers2(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count, uint32_t flags) {
    struct gbm_bo *(*call)(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count, uint32_t flags) = pydri_function(8);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, width, height, format, modifiers, count, flags);
}

static struct gbm_bo *gbm_bo_import(struct gbm_device *gbm, uint32_t type, void *buffer, uint32_t flags) {
    struct gbm_bo *(*call)(struct gbm_device *gbm, uint32_t type, void *buffer, uint32_t flags) = pydri_function(9);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, type, buffer, flags);
}

static void *gbm_bo_map(struct gbm_bo *bo, uint32_t x, uint32_t y, uint32_t width, uint32_t height, uint32_t flags, uint32_t *stride, void **map_data) {
    void *(*call)(struct gbm_bo *bo, uint32_t x, uint32_t y, uint32_t width, uint32_t height, uint32_t flags, uint32_t *stride, void **map_data) = pydri_function(10);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(bo, x, y, width, height, flags, stride, map_data);
}

static void gbm_bo_unmap(struct gbm_bo *bo, void *map_data) {
    void (*call)(struct gbm_bo *bo, void *map_data) = pydri_function(11);
    if (!call) { errno = ENOSYS; return; }
    call(bo, map_data);
}

static uint32_t gbm_bo_get_width(struct gbm_bo *bo) {
    uint32_t (*call)(struct gbm_bo *bo) = pydri_function(12);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo);
}

static uint32_t gbm_bo_get_height(struct gbm_bo *bo) {
    uint32_t (*call)(struct gbm_bo *bo) = pydri_function(13);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo);
}

static uint32_t gbm_bo_get_stride(struct gbm_bo *bo) {
    uint32_t (*call)(struct gbm_bo *bo) = pydri_function(14);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo);
}

static uint32_t gbm_bo_get_stride_for_plane(struct gbm_bo *bo, int plane) {
    uint32_t (*call)(struct gbm_bo *bo, int plane) = pydri_function(15);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo, plane);
}

static uint32_t gbm_bo_get_format(struct gbm_bo *bo) {
    uint32_t (*call)(struct gbm_bo *bo) = pydri_function(16);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo);
}

static uint32_t gbm_bo_get_bpp(struct gbm_bo *bo) {
    uint32_t (*call)(struct gbm_bo *bo) = pydri_function(17);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo);
}

static uint32_t gbm_bo_get_offset(struct gbm_bo *bo, int plane) {
    uint32_t (*call)(struct gbm_bo *bo, int plane) = pydri_function(18);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo, plane);
}

static struct gbm_device *gbm_bo_get_device(struct gbm_bo *bo) {
    struct gbm_device *(*call)(struct gbm_bo *bo) = pydri_function(19);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(bo);
}

static union gbm_bo_handle gbm_bo_get_handle(struct gbm_bo *bo) {
    union gbm_bo_handle (*call)(struct gbm_bo *bo) = pydri_function(20);
    if (!call) { errno = ENOSYS; return (union gbm_bo_handle){.s64 = -1}; }
    return call(bo);
}

static int gbm_bo_get_fd(struct gbm_bo *bo) {
    int (*call)(struct gbm_bo *bo) = pydri_function(21);
    if (!call) { errno = ENOSYS; return -1; }
    return call(bo);
}

static uint64_t gbm_bo_get_modifier(struct gbm_bo *bo) {
    uint64_t (*call)(struct gbm_bo *bo) = pydri_function(22);
    if (!call) { errno = ENOSYS; return 0; }
    return call(bo);
}

static int gbm_bo_get_plane_count(struct gbm_bo *bo) {
    int (*call)(struct gbm_bo *bo) = pydri_function(23);
    if (!call) { errno = ENOSYS; return -1; }
    return call(bo);
}

static union gbm_bo_handle gbm_bo_get_handle_for_plane(struct gbm_bo *bo, int plane) {
    union gbm_bo_handle (*call)(struct gbm_bo *bo, int plane) = pydri_function(24);
    if (!call) { errno = ENOSYS; return (union gbm_bo_handle){.s64 = -1}; }
    return call(bo, plane);
}

static int gbm_bo_get_fd_for_plane(struct gbm_bo *bo, int plane) {
    int (*call)(struct gbm_bo *bo, int plane) = pydri_function(25);
    if (!call) { errno = ENOSYS; return -1; }
    return call(bo, plane);
}

static int gbm_bo_write(struct gbm_bo *bo, const void *buf, size_t count) {
    int (*call)(struct gbm_bo *bo, const void *buf, size_t count) = pydri_function(26);
    if (!call) { errno = ENOSYS; return -1; }
    return call(bo, buf, count);
}

static void gbm_bo_set_user_data(struct gbm_bo *bo, void *data, void (*destroy_user_data)(struct gbm_bo *, void *)) {
    void (*call)(struct gbm_bo *bo, void *data, void (*destroy_user_data)(struct gbm_bo *, void *)) = pydri_function(27);
    if (!call) { errno = ENOSYS; return; }
    call(bo, data, destroy_user_data);
}

static void *gbm_bo_get_user_data(struct gbm_bo *bo) {
    void *(*call)(struct gbm_bo *bo) = pydri_function(28);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(bo);
}

static void gbm_bo_destroy(struct gbm_bo *bo) {
    void (*call)(struct gbm_bo *bo) = pydri_function(29);
    if (!call) { errno = ENOSYS; return; }
    call(bo);
}

static struct gbm_surface *gbm_surface_create(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags) {
    struct gbm_surface *(*call)(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, uint32_t flags) = pydri_function(30);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, width, height, format, flags);
}

static struct gbm_surface *gbm_surface_create_with_modifiers(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count) {
    struct gbm_surface *(*call)(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count) = pydri_function(31);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, width, height, format, modifiers, count);
}

static struct gbm_surface *gbm_surface_create_with_modifiers2(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count, uint32_t flags) {
    struct gbm_surface *(*call)(struct gbm_device *gbm, uint32_t width, uint32_t height, uint32_t format, const uint64_t *modifiers, const unsigned int count, uint32_t flags) = pydri_function(32);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm, width, height, format, modifiers, count, flags);
}

static struct gbm_bo *gbm_surface_lock_front_buffer(struct gbm_surface *surface) {
    struct gbm_bo *(*call)(struct gbm_surface *surface) = pydri_function(33);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(surface);
}

static void gbm_surface_release_buffer(struct gbm_surface *surface, struct gbm_bo *bo) {
    void (*call)(struct gbm_surface *surface, struct gbm_bo *bo) = pydri_function(34);
    if (!call) { errno = ENOSYS; return; }
    call(surface, bo);
}

static int gbm_surface_has_free_buffers(struct gbm_surface *surface) {
    int (*call)(struct gbm_surface *surface) = pydri_function(35);
    if (!call) { errno = ENOSYS; return -1; }
    return call(surface);
}

static void gbm_surface_destroy(struct gbm_surface *surface) {
    void (*call)(struct gbm_surface *surface) = pydri_function(36);
    if (!call) { errno = ENOSYS; return; }
    call(surface);
}

static char *gbm_format_get_name(uint32_t gbm_format, struct gbm_format_name_desc *desc) {
    char *(*call)(uint32_t gbm_format, struct gbm_format_name_desc *desc) = pydri_function(37);
    if (!call) { errno = ENOSYS; return NULL; }
    return call(gbm_format, desc);
}
