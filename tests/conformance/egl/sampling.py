"""Drawing with the texture of an image, and which displays can sample dma-bufs at all."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pydrm import Fourcc, Modifier

from ..support import egl, images, probes
from . import objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy

    import pyegl
    from pydrm import DmaBuf
    from pyegl import Display, Image

    from ..support.egl import Platform
    from ..support.pictures import Picture

_PLAIN = "precision highp float; varying vec2 uv; uniform sampler2D image; void main() { @ }"
_EXTERNAL = f"#extension GL_OES_EGL_image_external : require\n{_PLAIN.replace('sampler2D', 'samplerExternalOES')}"
_DRAW = "gl_FragColor = texture2D(image, uv);"


@dataclass(frozen=True)
class Listed:
    """A format that a display lists, with one of its modifiers: INVALID where it lists none."""

    platform: Platform
    format: Fourcc
    modifier: Modifier
    external_only: bool

    def __str__(self) -> str:
        return f"{self.platform}-{self.format.name}-{self.modifier}"


@cache
def samplers() -> tuple[Platform, ...]:
    """The platforms whose displays sample dma-bufs: not those where kms_swrast stands on a render node.

    There it can map nothing (MODE_MAP_DUMB: EACCES), see test_dmabuf_guards.py.
    """
    if probes.of_machine("libegl") is not None:
        return ()

    def can(platform: Platform) -> bool:
        if images.IMPORT_MODIFIERS not in egl.extensions(platform):
            return False
        with objects.opened(platform) as display:
            return platform.node is not None or display.driver_name != "kms_swrast"

    return tuple(each for each in egl.platforms() if can(each))


@cache
def listed() -> tuple[Listed, ...]:
    """Every format and modifier that the displays list."""
    found = []
    for platform in samplers():
        with objects.opened(platform) as display:
            for each in display.dmabuf_formats():
                # Mesa 22.3 lists no modifiers for software drivers, and nothing says what is external.
                yuv = each.format.info is not None and each.format.info.is_yuv
                modifiers = [(one.modifier, one.external_only) for one in each.modifiers] or [(Modifier.INVALID, yuv)]
                found += [Listed(platform, each.format, *one) for one in modifiers]
    return tuple(found)


@contextmanager
def current(display: Display) -> Iterator[pyegl.Context]:
    """A context of OpenGL ES 2 without a surface, current."""
    with display.create_context(version=(2, 0)) as context, context.make_current():
        yield context


def sampled(image: Image, width: int, height: int, *, external: bool) -> numpy.typing.NDArray[numpy.uint8]:
    """What the image's texture looks like, pixel for pixel, on the current context: (height, width, 4)."""
    from pyegl import gl

    source = (_EXTERNAL if external else _PLAIN).replace("@", _DRAW)
    with (
        gl.texture_from_image(image, external=external) as texture,
        gl.Program(None, source) as program,
        gl.Texture(width, height) as canvas,
        gl.Framebuffer(canvas) as framebuffer,
        framebuffer.bind(),
    ):
        texture.bind()
        with program.use():
            gl.draw_quad(program)
        return gl.read_pixels()


def look(
    platform: Platform, picture: Picture, modifier: Modifier, *, external: bool, **hints: Any
) -> numpy.typing.NDArray[numpy.uint8]:
    """A picture in memory that the platform's driver reaches, imported and sampled."""
    with (
        objects.opened(platform) as display,
        images.pictures(platform, picture.size) as memory,
        picture.put(memory, modifier) as dmabuf,
        display.import_dmabuf(dmabuf, **hints) as image,
        current(display),
    ):
        return sampled(image, picture.width, picture.height, external=external)


def planes_of(dmabuf: DmaBuf, format: str) -> list[tuple[int, str]]:
    """Each plane of a YUV format with the format that one plane of it has by itself."""
    wide = format in ("P010", "P012", "P016")
    if len(dmabuf.planes) == 2:
        return list(enumerate(("R16", "GR1616") if wide else ("R8", "GR88")))
    return [(index, "R8") for index in range(len(dmabuf.planes))]
