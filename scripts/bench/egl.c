/* What pyegl and pygbm do, in C: the same calls of the same libraries, on the same display and context, which the
 * Python side has made current. Each function takes the number of loops last and returns nanoseconds, or minus the step
 * that failed. GL's headers are in no package that is needed otherwise: the few prototypes are written out. */
#define _GNU_SOURCE
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#define EGL_EGLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <gbm.h>

enum { TEXTURE_2D = 0x0DE1, RGBA = 0x1908, UNSIGNED_BYTE = 0x1401, TRIANGLE_STRIP = 5, NO_ERROR = 0 };
enum { MIN_FILTER = 0x2801, MAG_FILTER = 0x2800, WRAP_S = 0x2802, WRAP_T = 0x2803, LINEAR = 0x2601, CLAMP = 0x812F };

void glGenTextures(int count, unsigned int *names);
void glBindTexture(unsigned int target, unsigned int name);
void glTexParameteri(unsigned int target, unsigned int name, int value);
void glDeleteTextures(int count, const unsigned int *names);
void glDrawArrays(unsigned int mode, int first, int count);
void glReadPixels(int x, int y, int width, int height, unsigned int format, unsigned int type, void *pixels);
unsigned int glGetError(void);

typedef void (*target_texture)(unsigned int target, void *image);
typedef EGLBoolean (*export_query)(EGLDisplay display, EGLImage image, int *fourcc, int *planes, EGLuint64KHR *modifiers);
typedef EGLBoolean (*export_image)(EGLDisplay display, EGLImage image, int *fds, EGLint *strides, EGLint *offsets);
typedef EGLImageKHR (*create_image)(EGLDisplay, EGLContext, EGLenum, EGLClientBuffer, const EGLint *);
typedef EGLBoolean (*destroy_image)(EGLDisplay, EGLImageKHR);
typedef EGLSyncKHR (*create_sync)(EGLDisplay, EGLenum, const EGLint *);
typedef EGLBoolean (*destroy_sync)(EGLDisplay, EGLSyncKHR);
typedef EGLint (*client_wait)(EGLDisplay, EGLSyncKHR, EGLint, EGLTimeKHR);

static struct {
	target_texture target_texture;
	export_query query;
	export_image export;
	create_image create_image;
	destroy_image destroy_image;
	create_sync create_sync;
	destroy_sync destroy_sync;
	client_wait client_wait;
} ext;

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void find_functions(void)
{
	ext.target_texture = (target_texture)eglGetProcAddress("glEGLImageTargetTexture2DOES");
	ext.query = (export_query)eglGetProcAddress("eglExportDMABUFImageQueryMESA");
	ext.export = (export_image)eglGetProcAddress("eglExportDMABUFImageMESA");
	ext.create_image = (create_image)eglGetProcAddress("eglCreateImageKHR");
	ext.destroy_image = (destroy_image)eglGetProcAddress("eglDestroyImageKHR");
	ext.create_sync = (create_sync)eglGetProcAddress("eglCreateSyncKHR");
	ext.destroy_sync = (destroy_sync)eglGetProcAddress("eglDestroySyncKHR");
	ext.client_wait = (client_wait)eglGetProcAddress("eglClientWaitSyncKHR");
}

/* As pyegl does it: the modifier is named where there is one. */
static EGLImage import(EGLDisplay display, int fd, int width, int height, int pitch, int fourcc, uint64_t modifier)
{
	const int known = modifier != 0xffffffffffffffULL;
	const EGLint attributes[] = {
		EGL_WIDTH, width, EGL_HEIGHT, height, EGL_LINUX_DRM_FOURCC_EXT, fourcc,
		EGL_DMA_BUF_PLANE0_FD_EXT, fd, EGL_DMA_BUF_PLANE0_OFFSET_EXT, 0, EGL_DMA_BUF_PLANE0_PITCH_EXT, pitch,
		known ? EGL_DMA_BUF_PLANE0_MODIFIER_LO_EXT : EGL_NONE, (EGLint)(modifier & 0xffffffff),
		EGL_DMA_BUF_PLANE0_MODIFIER_HI_EXT, (EGLint)(modifier >> 32),
		EGL_NONE,
	};

	return ext.create_image(display, EGL_NO_CONTEXT, EGL_LINUX_DMA_BUF_EXT, NULL, attributes);
}

/* One frame: import a dma-buf, draw it into what is bound, wait for the fence, export what was drawn. 0, or a step. */
static int one_frame(EGLDisplay display, EGLImage target, int fd, int width, int height, int pitch, int fourcc,
		     uint64_t modifier)
{
	EGLuint64KHR modifiers[8];
	int out_fourcc, planes, fds[8];
	EGLint strides[8], offsets[8];
	unsigned int texture;
	EGLSyncKHR sync;
	EGLImage image = import(display, fd, width, height, pitch, fourcc, modifier);

	if (image == EGL_NO_IMAGE)
		return 1;
	glGenTextures(1, &texture);
	glBindTexture(TEXTURE_2D, texture);
	glTexParameteri(TEXTURE_2D, MIN_FILTER, LINEAR);
	glTexParameteri(TEXTURE_2D, MAG_FILTER, LINEAR);
	glTexParameteri(TEXTURE_2D, WRAP_S, CLAMP);
	glTexParameteri(TEXTURE_2D, WRAP_T, CLAMP);
	ext.target_texture(TEXTURE_2D, image);
	if (glGetError() != NO_ERROR)
		return 2;
	glDrawArrays(TRIANGLE_STRIP, 0, 4);
	sync = ext.create_sync(display, EGL_SYNC_FENCE_KHR, NULL);
	if (sync == EGL_NO_SYNC_KHR)
		return 3;
	if (ext.client_wait(display, sync, EGL_SYNC_FLUSH_COMMANDS_BIT_KHR, EGL_FOREVER_KHR) != EGL_CONDITION_SATISFIED_KHR)
		return 4;
	if (!ext.query(display, target, &out_fourcc, &planes, modifiers) ||
	    !ext.export(display, target, fds, strides, offsets))
		return 5;
	close(fds[0]);
	ext.destroy_sync(display, sync);
	glDeleteTextures(1, &texture);
	ext.destroy_image(display, image);
	return 0;
}

int64_t frame_loop(EGLDisplay display, EGLImage target, int fd, int width, int height, int pitch, int fourcc,
		   uint64_t modifier, int64_t loops)
{
	int64_t start;

	find_functions();
	start = now();
	while (loops--) {
		int step = one_frame(display, target, fd, width, height, pitch, fourcc, modifier);

		if (step)
			return -step;
	}
	return now() - start;
}

int64_t bo_loop(struct gbm_device *device, uint32_t width, uint32_t height, uint32_t format, uint32_t use, int64_t loops)
{
	int64_t start = now();

	while (loops--) {
		struct gbm_bo *bo = gbm_bo_create(device, width, height, format, use);

		if (!bo)
			return -1;
		gbm_bo_destroy(bo);
	}
	return now() - start;
}

int64_t read_loop(int width, int height, void *pixels, int64_t loops)
{
	int64_t start = now();

	while (loops--)
		glReadPixels(0, 0, width, height, RGBA, UNSIGNED_BYTE, pixels);
	return glGetError() == NO_ERROR ? now() - start : -1;
}

int64_t sync_status(EGLDisplay display, EGLSync sync, int64_t loops)
{
	int64_t start = now();
	EGLAttrib value;

	while (loops--)
		if (!eglGetSyncAttrib(display, sync, EGL_SYNC_STATUS, &value))
			return -1;
	return now() - start;
}

int64_t surface_width(EGLDisplay display, EGLSurface surface, int64_t loops)
{
	int64_t start = now();
	EGLint value;

	while (loops--)
		if (!eglQuerySurface(display, surface, EGL_WIDTH, &value))
			return -1;
	return now() - start;
}

int64_t fence(EGLDisplay display, int64_t loops)
{
	int64_t start = now();

	while (loops--) {
		EGLSync sync = eglCreateSync(display, EGL_SYNC_FENCE, NULL);

		if (sync == EGL_NO_SYNC)
			return -1;
		eglDestroySync(display, sync);
	}
	return now() - start;
}

int64_t make_current(EGLDisplay display, EGLSurface surface, EGLContext context, int64_t loops)
{
	int64_t start = now();

	while (loops--)
		if (!eglMakeCurrent(display, surface, surface, context))
			return -1;
	return now() - start;
}

int64_t query_string(EGLDisplay display, int64_t loops)
{
	int64_t start = now();

	while (loops--)
		if (!eglQueryString(display, EGL_VENDOR))
			return -1;
	return now() - start;
}
