"""The platform GBM: configs and formats, surfaces of others, and the nodes below displays and devices."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
import pyegl
import pygbm
from pydrm import Fourcc
from pyegl import BadMatch, Renderable, SurfaceType, ffi, lib

from ..support import conf, nodes, probes
from ..support.egl import attributes, refused, text
from . import objects

if TYPE_CHECKING:
    from ..support.egl import Display, Platform


# -- N8: configs and surfaces ----------------------------------------------------------------------------------------


@conf("N8")
def test_visuals_are_fourccs(egl_windows: pyegl.Display, platform: Platform) -> None:
    """The native visual of each config with windows is a GBM format, with the bits that the config has.

    Where the kernel's driver shares nothing, Mesa's GBM knows two formats for rendering, whatever EGL lists.
    """
    assert platform.node is not None
    shares = probes.of_node(platform.node, "prime.export") is None
    configs = egl_windows.choose_configs(surface_type=SurfaceType.WINDOW)
    assert configs
    device: Any = egl_windows._source
    for config in configs:
        visual = Fourcc(config.visual)
        assert visual.info is not None, visual
        assert visual.info.bpp() >= config["buffer_size"]
        assert (config.sizes[3] > 0) == visual.info.has_alpha
        known = shares or visual in (Fourcc.XRGB8888, Fourcc.ARGB8888)
        assert device.is_format_supported(visual, pygbm.Use.RENDERING) is known, visual
    assert {Fourcc.XRGB8888, Fourcc.ARGB8888} <= {Fourcc(config.visual) for config in configs}


@conf("N8")
def test_surfaces_of_every_visual(egl_windows: pyegl.Display, platform: Platform) -> None:
    """Every visual's surface is a window of its config, drawn to, and its front buffer has the colour; where the driver
    makes no buffers of its pixels, drawing is EGL_BAD_ALLOC."""
    assert platform.node is not None
    has_bits = probes.of_node(platform.node, "gbm.bits") is None
    seen = set()
    for config in egl_windows.choose_configs(surface_type=SurfaceType.WINDOW, renderable_type=Renderable.OPENGL_ES2):
        visual = Fourcc(config.visual)
        if visual in seen:
            continue
        seen.add(visual)
        with (
            objects.window(egl_windows, config) as native,
            egl_windows.create_window_surface(config, native) as surface,
            egl_windows.create_context(config) as context,
            context.make_current(surface),
        ):
            objects.fill(objects.GREEN)
            if not has_bits and visual.bpp() != 32:
                with pytest.raises(pyegl.BadAlloc):
                    surface.swap_buffers()
                continue
            surface.swap_buffers()
            with native.lock_front_buffer() as front:
                assert front.format == visual
                if visual == Fourcc.XRGB8888:
                    assert (front.map().array & 0xFFFFFF == 0x00FF00).all()
    assert len(seen) >= 2


@conf("N8")
@pytest.mark.parametrize("other", ["RG16", "AR30"])
def test_surfaces_of_another_format(egl_windows: pyegl.Display, other: str) -> None:
    """A config takes no surfaces whose colours lie elsewhere: EGL_BAD_MATCH, and a note that names both formats."""
    device: Any = egl_windows._source
    config = egl_windows.choose_config(
        surface_type=SurfaceType.WINDOW, native_visual_id=Fourcc.ARGB8888, renderable_type=Renderable.OPENGL_ES2
    )
    with device.create_surface(16, 16, other, pygbm.Use.RENDERING) as native:
        with pytest.raises(BadMatch) as caught:
            egl_windows.create_window_surface(config, native)
        notes = "".join(caught.value.__notes__)
        assert "AR24" in notes
        assert other in notes
        # Refused, it is as free as before.
        with egl_windows.create_window_surface(
            egl_windows.choose_config(native_visual_id=native.format, surface_type=SurfaceType.WINDOW), native
        ) as surface:
            assert surface


@conf("N8")
def test_formats_that_differ(windowed: Display) -> None:
    """Raw: a surface of RGB565 or XBGR8888 is no window of an XRGB8888 config."""
    from pygbm import ffi as gbm_ffi
    from pygbm import lib as gbm_lib

    device = gbm_ffi.cast("struct gbm_device *", int(ffi.cast("uintptr_t", windowed.native)))
    by_visual = {windowed.of(each, lib.EGL_NATIVE_VISUAL_ID): each for each in windowed.configs()}
    for format in (Fourcc.RGB565, Fourcc.XBGR8888):
        surface = gbm_lib.gbm_surface_create(device, 16, 16, format, gbm_lib.GBM_BO_USE_RENDERING)
        pointer = ffi.cast("void *", int(gbm_ffi.cast("uintptr_t", surface)))
        function = lib.eglCreatePlatformWindowSurfaceEXT
        refused(lib.EGL_BAD_MATCH, function, windowed.handle, by_visual[Fourcc.XRGB8888], pointer, attributes(None))
        gbm_lib.gbm_surface_destroy(surface)


@conf("N8")
def test_alpha_that_the_surface_has_not(egl_windows: pyegl.Display) -> None:
    """Mesa lets a config with alpha draw to a surface without, which stays what it is."""
    device: Any = egl_windows._source
    config = egl_windows.choose_config(
        surface_type=SurfaceType.WINDOW, native_visual_id=Fourcc.ARGB8888, renderable_type=Renderable.OPENGL_ES2
    )
    with (
        device.create_surface(16, 16, Fourcc.XRGB8888, pygbm.Use.RENDERING) as native,
        egl_windows.create_window_surface(config, native) as surface,
        egl_windows.create_context(config) as context,
        context.make_current(surface),
    ):
        objects.fill(objects.RED)
        surface.swap_buffers()
        with native.lock_front_buffer() as front:
            assert front.format == Fourcc.XRGB8888
            assert (front.map().array & 0xFFFFFF == 0xFF0000).all()


@conf("N8")
def test_surface_of_another_device(egl_windows: pyegl.Display) -> None:
    """A surface of another GBM device is a ValueError: EGL would take it, and mix the memory of two devices."""
    device: Any = egl_windows._source
    config = objects.config(egl_windows)
    with pygbm.Device(device.path) as stranger:
        with stranger.create_surface(16, 16, config.format, pygbm.Use.RENDERING) as native:
            with pytest.raises(ValueError, match="another device"):
                egl_windows.create_window_surface(config, native)


# -- N5: nodes -------------------------------------------------------------------------------------------------------


@conf("N5")
def test_device_of_a_gbm_display(windowed: Display, platform: Any) -> None:
    """The EGL device of a GBM display is the DRM device below it, or says that it is no DRM device."""
    value = ffi.new("EGLAttrib *")
    if not lib.eglQueryDisplayAttribEXT(windowed.handle, lib.EGL_DEVICE_EXT, value):
        assert lib.eglGetError() in (lib.EGL_BAD_ATTRIBUTE, lib.EGL_BAD_DEVICE_EXT)
        return
    device = ffi.cast("EGLDeviceEXT", value[0])
    extensions = text(lib.eglQueryDeviceStringEXT(device, lib.EGL_EXTENSIONS)).split()
    if "EGL_EXT_device_drm" not in extensions:
        assert "EGL_MESA_device_software" in extensions
        return
    path = text(lib.eglQueryDeviceStringEXT(device, lib.EGL_DRM_DEVICE_FILE_EXT))
    card = nodes.node(platform.node.driver)
    assert card is not None
    assert os.stat(path).st_rdev == os.stat(card.path).st_rdev


@conf("N5")
def test_device_files_can_be_opened() -> None:
    """Each device's DRM files are nodes of one driver, card and render, and pydrm finds the same device."""
    found = [each for each in pyegl.devices() if each.drm_node is not None]
    for device in found:
        with pydrm.open(device.drm_node) as card:
            assert card.path == device.drm_node
            driver = card.driver
            rdev = os.fstat(card.fileno()).st_rdev
        assert os.stat(device.drm_node).st_rdev == rdev  # type: ignore[arg-type]
        if device.render_node is not None:
            with pydrm.open(device.render_node) as render:
                assert render.driver == driver
    known = {each.driver for each in nodes.nodes() if each.kind == "render"}
    assert len(found) >= len(known), "a DRM device with a render node is not among EGL's devices"
