"""The loader's verdict: the names of everything that came together on a device, and whether it is hardware."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyegl
from pydrm.errors import NotSupported

if TYPE_CHECKING:
    from .renderer import Renderer

__all__ = ["Verdict", "is_software", "verdict"]

GL_RENDERER, GL_VERSION = 0x1F01, 0x1F02
_SOFTWARE_DRIVERS = ("swrast", "kms_swrast")
_SOFTWARE_RENDERERS = ("llvmpipe", "softpipe", "software rasterizer", "swr ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a display, and a context on it, said (a snapshot)."""

    node: str | None
    """The node that GBM was given; None without one."""
    gbm_backend: str | None
    """``drm`` for Mesa's own backend; None without GBM."""
    egl_vendor: str
    egl_version: str
    """The display's, ``"1.5"``."""
    driver: str | None
    """Mesa's name of its driver, ``iris``; None where it does not tell (EGL_MESA_query_driver)."""
    renderer: str
    """``GL_RENDERER``."""
    gl_version: str
    """``GL_VERSION``."""
    software: bool
    """Whether the CPU draws."""
    imports: bool
    """``EGL_EXT_image_dma_buf_import``."""
    modifiers: bool
    """``EGL_EXT_image_dma_buf_import_modifiers``."""
    exports: bool
    """``EGL_MESA_image_dma_buf_export``."""
    native_fences: bool
    """``EGL_ANDROID_native_fence_sync``."""


def is_software(driver: str | None, renderer: str) -> bool:
    """Whether these names of a driver and ``GL_RENDERER`` are of one that draws with the CPU.

    Zink counts as the Vulkan driver below it. What a virtual machine's host does is not known here: virgl is hardware,
    as far as the guest can tell.
    """
    name = renderer.lower()
    if name.startswith("zink"):
        return "(llvmpipe" in name or "lavapipe" in name
    return driver in _SOFTWARE_DRIVERS or name.startswith(_SOFTWARE_RENDERERS)


def verdict(it: Renderer) -> Verdict:
    """Ask a renderer who it is. Its context has to be current.

    Raises:
        NotSupported: libEGL finds no functions of GL (EGL_KHR_get_all_proc_addresses).
    """
    display = it.display
    driver, renderer = display.driver_name, _string(GL_RENDERER)
    return Verdict(
        node=None if it.drm is None else it.drm.path,
        gbm_backend=None if it.gbm is None else it.gbm.backend_name,
        egl_vendor=display.vendor,
        egl_version=".".join(map(str, display.version)),
        driver=driver,
        renderer=renderer,
        gl_version=_string(GL_VERSION),
        software=is_software(driver, renderer),
        imports="EGL_EXT_image_dma_buf_import" in display.extensions,
        modifiers="EGL_EXT_image_dma_buf_import_modifiers" in display.extensions,
        exports="EGL_MESA_image_dma_buf_export" in display.extensions,
        native_fences="EGL_ANDROID_native_fence_sync" in display.extensions,
    )


def _string(name: int) -> str:
    # Two strings are all that is asked of GL here: not worth its bindings.
    pointer = pyegl.lib.eglGetProcAddress(b"glGetString")
    if pointer == pyegl.ffi.NULL:
        raise NotSupported("libEGL does not find glGetString (EGL_KHR_get_all_proc_addresses)")
    text = pyegl.ffi.cast("const char *(*)(unsigned int)", pointer)(name)
    return "" if text == pyegl.ffi.NULL else pyegl.ffi.string(text).decode("utf-8", "replace")
