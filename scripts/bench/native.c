/* The same work in C, so that every ratio is measured in one run on one machine. Each function returns nanoseconds.
 * Compiled by scripts/bench with the system's compiler; the kernel headers come from libdrm-dev. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <drm.h>
#include <drm_mode.h>

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int64_t egl_current_context(int64_t loops)
{
	void *(*call)(void) = (void *(*)(void))dlsym(dlopen("libEGL.so.1", RTLD_NOW), "eglGetCurrentContext");
	int64_t start = now();

	while (loops--)
		call();
	return now() - start;
}

int64_t drm_close_buffer_handle(int64_t loops)
{
	int (*call)(int, uint32_t) =
		(int (*)(int, uint32_t))dlsym(dlopen("libdrm.so.2", RTLD_NOW), "drmCloseBufferHandle");
	int64_t start = now();

	while (loops--)
		call(-1, 0);
	return now() - start;
}

static int retry(int fd, unsigned long request, void *arg)
{
	int result;

	do {
		result = ioctl(fd, request, arg);
	} while (result == -1 && (errno == EINTR || errno == EAGAIN));
	return result;
}

/* One buffer: create, map, touch, export, import on a second file, close everything. Returns 0, or the step that failed. */
static int one_buffer(int exporter, int importer, uint32_t width, uint32_t height)
{
	struct drm_mode_create_dumb create = { .width = width, .height = height, .bpp = 32 };
	struct drm_mode_map_dumb map = { 0 };
	struct drm_prime_handle out = { .flags = DRM_CLOEXEC | DRM_RDWR, .fd = -1 };
	struct drm_prime_handle in = { 0 };
	struct drm_gem_close close_imported = { 0 }, close_own = { 0 };
	uint8_t *pages;

	if (retry(exporter, DRM_IOCTL_MODE_CREATE_DUMB, &create))
		return 1;
	map.handle = create.handle;
	if (retry(exporter, DRM_IOCTL_MODE_MAP_DUMB, &map))
		return 2;
	pages = mmap(NULL, create.size, PROT_READ | PROT_WRITE, MAP_SHARED, exporter, map.offset);
	if (pages == MAP_FAILED)
		return 3;
	pages[0] = 1;
	out.handle = create.handle;
	if (retry(exporter, DRM_IOCTL_PRIME_HANDLE_TO_FD, &out))
		return 4;
	in.fd = out.fd;
	if (retry(importer, DRM_IOCTL_PRIME_FD_TO_HANDLE, &in))
		return 5;
	close_imported.handle = in.handle;
	if (retry(importer, DRM_IOCTL_GEM_CLOSE, &close_imported))
		return 6;
	close(out.fd);
	munmap(pages, create.size);
	close_own.handle = create.handle;
	return retry(exporter, DRM_IOCTL_GEM_CLOSE, &close_own) ? 7 : 0;
}

int64_t dumb_loop(int exporter, int importer, uint32_t width, uint32_t height, int64_t loops)
{
	int64_t start = now();

	while (loops--) {
		int step = one_buffer(exporter, importer, width, height);

		if (step)
			return -step;
	}
	return now() - start;
}

/* One frame after another on a plane: the same properties each time, of which the first is FB_ID. */
int64_t atomic_loop(int fd, uint32_t plane, const uint32_t *properties, const uint64_t *others, uint32_t count,
		    uint32_t first, uint32_t second, int64_t loops)
{
	int64_t start = now();

	while (loops--) {
		uint32_t names[16];
		uint64_t values[16];
		struct drm_mode_atomic atomic = { .count_objs = 1 };

		for (uint32_t i = 0; i < count; i++) {
			names[i] = properties[i];
			values[i] = others[i];
		}
		values[0] = loops & 1 ? first : second;
		atomic.objs_ptr = (uintptr_t)&plane;
		atomic.count_props_ptr = (uintptr_t)&count;
		atomic.props_ptr = (uintptr_t)names;
		atomic.prop_values_ptr = (uintptr_t)values;
		if (retry(fd, DRM_IOCTL_MODE_ATOMIC, &atomic))
			return -errno;
	}
	return now() - start;
}

int64_t fill(void *pages, size_t size, int64_t loops)
{
	int64_t start = now();

	while (loops--) {
		memset(pages, (int)loops, size);
		__asm__ volatile("" : : "r"(pages) : "memory");
	}
	return now() - start;
}

int64_t copy(void *to, const void *from, size_t size, int64_t loops)
{
	int64_t start = now();

	while (loops--) {
		memcpy(to, from, size);
		__asm__ volatile("" : : "r"(to) : "memory");
	}
	return now() - start;
}
