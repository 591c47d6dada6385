"""Images of memory that the device file has a GEM handle for already: what looks at it must not close that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydrm
from pydrm import Fourcc

from ..support import conf, images, needs
from ..support.egl import handle
from ..support.gl import framebuffer, gl, read_pixels
from ..support.images import IMPORT

if TYPE_CHECKING:
    import pyegl

    from ..support.egl import Platform

pytestmark = needs(f"egl:{IMPORT}")

_TEXTURE_2D = 0x0DE1


def _pixel(image: pyegl.Image) -> bytes:
    # Red, green and blue of the first pixel, through a texture of the image.
    name = gl.new("Textures")
    gl.glBindTexture(_TEXTURE_2D, name)
    gl.glEGLImageTargetTexture2DOES(_TEXTURE_2D, handle(image.native))
    gl.check()
    framebuffer(name)
    return read_pixels()[:3]


@conf("M14")
def test_one_memory_twice(egl_windows: pyegl.Display, platform: Platform) -> None:
    """An import of what was imported before, with a smaller handle free meanwhile, leaves the first image alone."""
    images.check_any_format(platform)
    with pydrm.open(egl_windows._source.path) as other:  # type: ignore[attr-defined]
        with other.create_dumb(16, 16, Fourcc.XRGB8888) as frame, other.create_dumb(16, 16, Fourcc.XRGB8888) as first:
            frame.array[:] = 0x332211
            with (
                frame.export() as one,
                frame.export() as two,
                first.export() as low,
                egl_windows.create_context() as context,
                context.make_current(),
            ):
                before = egl_windows.import_dmabuf(low)
                with egl_windows.import_dmabuf(one) as image:
                    before.close()  # from here on another import of `one` may get another handle
                    with egl_windows.import_dmabuf(two) as again:
                        assert _pixel(image) == _pixel(again) == b"\x33\x22\x11"
