"""As much of EGL and GLES as it takes to draw frames into a GBM surface, through pyegl's raw layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyegl import ffi, lib

if TYPE_CHECKING:
    import pygbm

_COLOR_BUFFER_BIT = 0x4000


def _function(name: str, type_: str) -> Any:
    return ffi.cast(type_, lib.eglGetProcAddress(name.encode()))


class Window:
    """An EGL window surface with a GLES 2 context, current on this thread."""

    def __init__(self, surface: pygbm.Surface) -> None:
        self.surface = surface
        self.device = surface.device
        self.display = lib.eglGetPlatformDisplayEXT(
            lib.EGL_PLATFORM_GBM_KHR, ffi.cast("void *", self.device.native), ffi.NULL
        )
        self._check(self.display != ffi.NULL)
        self._check(lib.eglInitialize(self.display, ffi.NULL, ffi.NULL))
        self.device.attached(self)
        self._check(lib.eglBindAPI(lib.EGL_OPENGL_ES_API))
        config = self._config(int(surface.format))
        attributes = ffi.new("EGLint[]", [lib.EGL_CONTEXT_CLIENT_VERSION, 2, lib.EGL_NONE])
        self.context = lib.eglCreateContext(self.display, config, ffi.NULL, attributes)
        self._check(self.context != ffi.NULL)
        self.handle = lib.eglCreateWindowSurface(
            self.display, config, ffi.cast("EGLNativeWindowType", surface.native), ffi.NULL
        )
        self._check(self.handle != ffi.NULL)
        surface.attached(self)
        self._check(lib.eglMakeCurrent(self.display, self.handle, self.handle, self.context))
        self._clear_color = _function("glClearColor", "void (*)(float, float, float, float)")
        self._clear = _function("glClear", "void (*)(unsigned int)")
        self._finish = _function("glFinish", "void (*)(void)")
        self.ended = False

    def _check(self, good: Any) -> None:
        assert good, f"EGL error {lib.eglGetError():#x}"

    def _config(self, format: int) -> Any:
        wanted = [
            lib.EGL_SURFACE_TYPE,
            lib.EGL_WINDOW_BIT,
            lib.EGL_RENDERABLE_TYPE,
            lib.EGL_OPENGL_ES2_BIT,
            lib.EGL_NONE,
        ]
        configs, count = ffi.new("EGLConfig[256]"), ffi.new("EGLint *")
        self._check(lib.eglChooseConfig(self.display, ffi.new("EGLint[]", wanted), configs, 256, count))
        value = ffi.new("EGLint *")
        for config in configs[0 : count[0]]:
            lib.eglGetConfigAttrib(self.display, config, lib.EGL_NATIVE_VISUAL_ID, value)
            if value[0] == format:
                return config
        raise AssertionError(f"no EGL config with the native visual {format:#x}")

    def draw(self, red: float, green: float, blue: float) -> bool:
        """Fill a frame and swap; whether EGL did."""
        self._clear_color(red, green, blue, 1.0)
        self._clear(_COLOR_BUFFER_BIT)
        self._finish()
        if not lib.eglSwapBuffers(self.display, self.handle):
            lib.eglGetError()
            return False
        self.surface.swapped()
        return True

    def end_surface(self) -> None:
        """Destroy the EGL surface alone."""
        lib.eglMakeCurrent(self.display, ffi.NULL, ffi.NULL, ffi.NULL)
        lib.eglDestroySurface(self.display, self.handle)
        self.handle = ffi.NULL
        self.surface.detached(self)

    def end(self) -> None:
        """Destroy everything of EGL's."""
        if self.ended:
            return
        self.ended = True
        if self.handle != ffi.NULL:
            self.end_surface()
        lib.eglDestroyContext(self.display, self.context)
        lib.eglTerminate(self.display)
        lib.eglReleaseThread()
        self.device.detached(self)
