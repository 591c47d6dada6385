"""What crashes Mesa or libglvnd when libEGL is called directly, each in a process of its own, against the known list.

A program prints what came of it: the answer and the error's number.
"""

from __future__ import annotations

import pytest

from ..support import conf, mesa, needs

_HEAD = """
import sys
from pyegl import ffi, lib
from tests.conformance.support.egl import NULL, Display, Platform, attributes, handle
from tests.conformance.support.gl import TEXTURE_2D, canvas, clear, gl, texture

display = Display(Platform(sys.argv[1])).initialize()
dpy = display.handle
config = display.config()

def tell(answer):
    print(answer, hex(lib.eglGetError()))

"""
_CURRENT = _HEAD + "display.current(display.context(config), display.pbuffer(config))\n"

PROGRAMS = {
    "image_without_context": _CURRENT
    + "tell(lib.eglCreateImageKHR(dpy, NULL, lib.EGL_GL_TEXTURE_2D_KHR, handle(texture()), NULL))",
    "core_image_without_context": _CURRENT
    + "tell(lib.eglCreateImage(dpy, NULL, lib.EGL_GL_TEXTURE_2D, handle(texture()), NULL))",
    "renderbuffer_image_without_context": _CURRENT
    + "tell(lib.eglCreateImageKHR(dpy, NULL, lib.EGL_GL_RENDERBUFFER_KHR, handle(1), NULL))",
    "image_of_foreign_context": _HEAD
    + "tell(lib.eglCreateImageKHR(dpy, display.context(config), lib.EGL_GL_TEXTURE_2D_KHR, handle(1), NULL))",
    "query_surface_null": _HEAD + "tell(lib.eglQuerySurface(dpy, display.pbuffer(config), lib.EGL_WIDTH, NULL))",
    "query_context_null": _HEAD + "tell(lib.eglQueryContext(dpy, display.context(), lib.EGL_CONFIG_ID, NULL))",
    "config_attribute_null": _HEAD + "tell(lib.eglGetConfigAttrib(dpy, config, lib.EGL_RED_SIZE, NULL))",
    "display_attribute_null": _HEAD + "tell(lib.eglQueryDisplayAttribEXT(dpy, lib.EGL_DEVICE_EXT, NULL))",
    "device_attribute_null": _HEAD + "tell(lib.eglQueryDeviceAttribEXT(NULL, 0, NULL))",
    "debug_query_null": _HEAD + "tell(lib.eglQueryDebugKHR(lib.EGL_DEBUG_MSG_ERROR_KHR, NULL))",
    "proc_address_null": _HEAD + "tell(lib.eglGetProcAddress(NULL))",
    # A child, forked while there is a context and the shader cache's threads, leaves through exit(3); one that still
    # runs after 10 s is ended.
    "exit_of_a_forked_child": "import os; os.environ.pop('MESA_SHADER_CACHE_DISABLE', None)\n"
    + _CURRENT
    + """
import ctypes, time
child = os.fork()
if child == 0:
    ctypes.CDLL(None).exit(0)
until = time.monotonic() + 10
while (ended := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < until:
    time.sleep(0.01)
if ended[0] == 0:
    os.kill(child, 9)
    os.waitpid(child, 0)
    sys.exit(1)
print("ended with status", ended[1])
""",
    "label_garbage": _HEAD + "tell(lib.eglLabelObjectKHR(dpy, lib.EGL_OBJECT_CONTEXT_KHR, handle(1), NULL))",
    "bind_without_context": _HEAD
    + """
pairs = {lib.EGL_WIDTH: 8, lib.EGL_HEIGHT: 8, lib.EGL_TEXTURE_FORMAT: lib.EGL_TEXTURE_RGBA,
         lib.EGL_TEXTURE_TARGET: lib.EGL_TEXTURE_2D}
tell(lib.eglBindTexImage(dpy, display.pbuffer(config, pairs), lib.EGL_BACK_BUFFER))
""",
    "copy_buffers": _CURRENT + "tell(lib.eglCopyBuffers(dpy, lib.eglGetCurrentSurface(lib.EGL_DRAW), 0))",
    "wait_native": _HEAD + "tell(lib.eglWaitNative(0))",
    "swap_destroyed": _CURRENT
    + """
surface = lib.eglGetCurrentSurface(lib.EGL_DRAW)
lib.eglDestroySurface(dpy, surface)
tell(lib.eglSwapBuffers(dpy, surface))
""",
    "interval_of_destroyed": _CURRENT
    + """
lib.eglDestroySurface(dpy, lib.eglGetCurrentSurface(lib.EGL_DRAW))
tell(lib.eglSwapInterval(dpy, 1))
""",
    "draw_after_terminate": _CURRENT
    + """
canvas()
lib.eglTerminate(dpy)
clear(1.0, 0.0, 0.0)
gl.glFinish()
tell(lib.eglReleaseThread())
""",
    "fence_after_terminate": _CURRENT
    + """
sync = lib.eglCreateSyncKHR(dpy, lib.EGL_SYNC_FENCE_KHR, NULL)
lib.eglTerminate(dpy)
tell(lib.eglDestroySyncKHR(dpy, sync))
""",
    "image_after_terminate": _CURRENT
    + """
image = lib.eglCreateImageKHR(dpy, lib.eglGetCurrentContext(), lib.EGL_GL_TEXTURE_2D_KHR, handle(texture()), NULL)
lib.eglTerminate(dpy)
gl.glBindTexture(TEXTURE_2D, gl.new("Textures"))
gl.glEGLImageTargetTexture2DOES(TEXTURE_2D, image)
tell(gl.glGetError())
""",
    "target_garbage_image": _CURRENT
    + """
gl.glBindTexture(TEXTURE_2D, gl.new("Textures"))
gl.glEGLImageTargetTexture2DOES(TEXTURE_2D, handle(0xBADC0DE0))
tell(gl.glGetError())
""",
    "target_no_image": _CURRENT
    + """
gl.glBindTexture(TEXTURE_2D, gl.new("Textures"))
gl.glEGLImageTargetTexture2DOES(TEXTURE_2D, NULL)
tell(gl.glGetError())
""",
    "target_destroyed_image": _CURRENT
    + """
image = lib.eglCreateImageKHR(dpy, lib.eglGetCurrentContext(), lib.EGL_GL_TEXTURE_2D_KHR, handle(texture()), NULL)
lib.eglDestroyImageKHR(dpy, image)
gl.glBindTexture(TEXTURE_2D, gl.new("Textures"))
gl.glEGLImageTargetTexture2DOES(TEXTURE_2D, image)
tell(gl.glGetError())
""",
    "gl_without_context": _HEAD + "gl.glClear(0x4000); tell(gl.glGetError())",
}


@conf("X14")
@needs("egl.device")
@pytest.mark.parametrize("platform_name", ["surfaceless", "device"])
@pytest.mark.parametrize("name", list(PROGRAMS))
def test_known_crashes(name: str, platform_name: str) -> None:
    """A program that is listed for this Mesa ends by its signal, and one that is not listed ends well."""
    mesa.check_program("egl", name, PROGRAMS[name], platform_name)
