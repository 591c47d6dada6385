"""EGL images: pixels that client APIs share with each other, with other drivers, and with other processes."""

from __future__ import annotations

from pydrm import Fourcc, Modifier

from . import _export, names
from . import dmabuf as _dmabuf
from ._export import ExportInfo
from ._foreign import check_pixmap, check_reachable
from ._library import ffi, lib
from .attribs import Attributes
from .errors import failure
from .native import Handle
from .platform import native_pointer
from .resource import DisplayResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from pydrm import DmaBuf

    from .context import Context
    from .display import Display
    from .dmabuf import ChromaSiting, ColorSpace, SampleRange

__all__ = ["ExportInfo", "Image"]

_INTS, _ATTRIBS = ffi.typeof("EGLint[]"), ffi.typeof("EGLAttrib[]")
_NONE = names.NONE
_FACES = tuple(lib.EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X + face for face in range(6))
_TEXTURES: dict[int, tuple[str, ...]] = {
    lib.EGL_GL_TEXTURE_2D: ("EGL_KHR_gl_texture_2D_image",),
    lib.EGL_GL_TEXTURE_3D: ("EGL_KHR_gl_texture_3D_image",),
    **dict.fromkeys(_FACES, ("EGL_KHR_gl_texture_cubemap_image",)),
}


class Image(DisplayResource):
    """An ``EGLImage``: made from a dma-buf, a texture, a renderbuffer or a native pixmap, and used as another of them.

    All that are made from one thing, or are made into textures, share its pixels (siblings). The pixels live as long
    as any of them: the image may be closed once it is a texture, the texture deleted once it is an image. A texture
    that is given new storage leaves the others (it is orphaned).

    Ownership: the ``EGLImage``. File descriptors stay the caller's: EGL makes its own references.
    Threads: may be used from any thread.
    """

    __slots__ = ("_format", "_height", "_modifier", "_source", "_width")
    _width: int | None
    _height: int | None
    _format: Fourcc | None
    _modifier: Modifier
    _source: object

    # -- made from what ----------------------------------------------------------------------------------------------

    @classmethod
    def from_dmabuf(
        cls,
        display: Display,
        dmabuf: DmaBuf,
        *,
        width: int | None = None,
        height: int | None = None,
        format: Fourcc | str | int | None = None,
        modifier: Modifier | int | None = None,
        color_space: ColorSpace | int | None = None,
        sample_range: SampleRange | int | None = None,
        siting: tuple[ChromaSiting | int, ChromaSiting | int] | None = None,
        unchecked: bool = False,
        **attributes: int,
    ) -> Self:
        """An image of a dma-buf (``EGL_LINUX_DMA_BUF_EXT``), one to four planes; the dma-buf stays the caller's.

        Args:
            display: where.
            dmabuf: the memory, with what is known of the picture in it.
            width: in pixels, where the dma-buf does not say, or to see it differently; likewise the next three.
            height: in pixels.
            format: pixel format.
            modifier: layout; INVALID leaves it to the driver. Others need EGL_EXT_image_dma_buf_import_modifiers.
            color_space: of YUV, a hint.
            sample_range: of YUV, a hint.
            siting: of subsampled chroma, horizontal and vertical, a hint.
            unchecked: import also where Mesa's software driver is known to crash when it touches the buffer.
            attributes: further attributes by their lower-case names, such as ``image_preserved``.

        Raises:
            ValueError: it is not known what picture it is, or the picture does not fit into the memory (found here:
                software drivers do not look).
            OSError: EINVAL, it is no dma-buf, or one that Mesa's software driver cannot reach (see ``unchecked``).
            NotSupported: EGL_EXT_image_dma_buf_import, or the extension for modifiers, is not there.
            EglError: BadMatch for a format that the driver does not import, BadAttribute, BadAccess, BadAlloc, …
        """
        display._check()
        has = display.extensions
        has.require(_dmabuf.IMPORT, what="importing a dma-buf")
        code = dmabuf.format if format is None else Fourcc(format)
        layout = dmabuf.modifier if modifier is None else Modifier(modifier)
        picture = _dmabuf.check_picture(
            dmabuf, dmabuf.width if width is None else width, dmabuf.height if height is None else height, code, layout
        )
        planes = dmabuf.planes
        if layout != Modifier.INVALID or len(planes) > 3:
            has.require(_dmabuf.IMPORT_MODIFIERS, what=f"the modifier {layout}, or a fourth plane,")
        if not unchecked:
            check_reachable(display, dmabuf)
        words = _dmabuf.import_words(planes, *picture, layout)
        if color_space is not None:
            words += (lib.EGL_YUV_COLOR_SPACE_HINT_EXT, color_space)
        if sample_range is not None:
            words += (lib.EGL_SAMPLE_RANGE_HINT_EXT, sample_range)
        if siting is not None:
            words += (lib.EGL_YUV_CHROMA_HORIZONTAL_SITING_HINT_EXT, siting[0])
            words += (lib.EGL_YUV_CHROMA_VERTICAL_SITING_HINT_EXT, siting[1])
        for pair in Attributes(attributes):
            words += pair
        columns, rows, code = picture
        what = {"dmabuf": dmabuf, "width": columns, "height": rows, "format": code, "modifier": layout}
        self = cls._create(display, ffi.NULL, lib.EGL_LINUX_DMA_BUF_EXT, ffi.NULL, words, **what)
        self._width, self._height, self._format = picture
        self._modifier = layout
        return self

    @classmethod
    def from_texture(
        cls,
        context: Context,
        texture: int,
        *,
        target: int = lib.EGL_GL_TEXTURE_2D,
        level: int = 0,
        layer: int | None = None,
        preserved: bool = False,
    ) -> Self:
        """An image of one level of a texture of a context; what is drawn into either is seen in both.

        The texture has to be complete, or have that level only, and be no sibling of another image.

        Args:
            context: the context, or one of its share group.
            texture: the texture's name in GL.
            target: ``EGL_GL_TEXTURE_2D``, ``EGL_GL_TEXTURE_3D``, or a face of a cube map
                (``EGL_GL_TEXTURE_CUBE_MAP_POSITIVE_X`` and the next five).
            level: mipmap level.
            layer: of a 3D texture, which layer (``EGL_GL_TEXTURE_ZOFFSET``).
            preserved: whether the contents have to be kept; otherwise they may be lost.

        Raises:
            NotSupported: the display has no extension for the target.
            ValueError: a target that is no texture, or a layer of one that has none.
            EglError: BadParameter for no such texture or level, or an incomplete one; BadAccess for a sibling; …
        """
        if target not in _TEXTURES:
            raise ValueError(f"{target:#x} is no target of textures (EGL_GL_TEXTURE_…)")
        if layer is not None and target != lib.EGL_GL_TEXTURE_3D:
            raise ValueError("only 3D textures have layers")
        return cls._from_gl(
            context,
            target,
            texture,
            _TEXTURES[target],
            {"gl_texture_level": level, "gl_texture_zoffset": layer, "image_preserved": 1 if preserved else None},
        )

    @classmethod
    def from_renderbuffer(cls, context: Context, renderbuffer: int, *, preserved: bool = False) -> Self:
        """An image of a renderbuffer of a context (``EGL_GL_RENDERBUFFER``).

        Raises:
            NotSupported: EGL_KHR_gl_renderbuffer_image is not there.
            EglError: BadParameter for no such renderbuffer, or a multisampled one; …
        """
        kind = ("EGL_KHR_gl_renderbuffer_image",)
        words: dict[str, int | None] = {"image_preserved": 1 if preserved else None}
        return cls._from_gl(context, lib.EGL_GL_RENDERBUFFER, renderbuffer, kind, words)

    @classmethod
    def _from_gl(
        cls, context: Context, target: int, name: int, extension: tuple[str, ...], words: dict[str, int | None]
    ) -> Self:
        # Mesa 22.3 crashes on GL objects without a context; here there always is one.
        ptr, display = context._ptr(), context.display
        if display.version < (1, 5):
            display.extensions.require(*extension, what="an image of a GL object")
        if not 0 <= name <= 0xFFFF_FFFF:
            raise ValueError(f"{name} is no name of a GL object")
        flat = [word for pair in Attributes(words) for word in pair]
        buffer = ffi.cast("EGLClientBuffer", name)
        return cls._create(display, ptr, target, buffer, flat, ctx=context, target=hex(target), buffer=name)

    @classmethod
    def from_pixmap(cls, display: Display, pixmap: object, *, preserved: bool = False) -> Self:
        """An image of a native pixmap (``EGL_NATIVE_PIXMAP_KHR``): with GBM, a ``pygbm.BufferObject``.

        The pixmap is kept alive as a Python object, but may be closed.

        Raises:
            NotSupported: EGL_KHR_image_pixmap is not there.
            EglError: BadParameter, …
        """
        display._check()
        display.extensions.require("EGL_KHR_image_pixmap", "EGL_KHR_image", what="an image of a native pixmap")
        pointer = native_pointer(pixmap)
        if pointer == 0:
            raise ValueError("no pixmap")
        check_pixmap(display, pixmap)
        words = [lib.EGL_IMAGE_PRESERVED_KHR, 1] if preserved else []
        buffer = ffi.cast("EGLClientBuffer", pointer)
        self = cls._create(display, ffi.NULL, lib.EGL_NATIVE_PIXMAP_KHR, buffer, words, pixmap=pixmap)
        self._source = pixmap
        size = getattr(pixmap, "width", None), getattr(pixmap, "height", None)
        if isinstance(size[0], int) and isinstance(size[1], int):
            self._width, self._height = size
        return self

    @classmethod
    def from_wl_buffer(cls, display: Display, resource: object, *, plane: int = 0) -> Self:
        """An image of a Wayland client's ``wl_buffer``, in a compositor (``EGL_WAYLAND_BUFFER_WL``).

        Args:
            display: where; the Wayland display has to be bound to it (``eglBindWaylandDisplayWL``).
            resource: the ``wl_resource``.
            plane: which plane of it.

        Raises:
            NotSupported: EGL_WL_bind_wayland_display is not there.
            EglError: BadParameter, …
        """
        display._check()
        display.extensions.require("EGL_WL_bind_wayland_display", what="an image of a wl_buffer")
        buffer = ffi.cast("EGLClientBuffer", native_pointer(resource))
        words = [lib.EGL_WAYLAND_PLANE_WL, plane]
        return cls._create(display, ffi.NULL, lib.EGL_WAYLAND_BUFFER_WL, buffer, words, buffer=resource)

    @classmethod
    def _create(
        cls, display: Display, context: Any, target: int, buffer: Any, words: list[int], /, **notes: object
    ) -> Self:
        native = display._native
        words.append(_NONE)
        if native.version >= (1, 5):
            function, destroy = "eglCreateImage", lib.eglDestroyImage
            ptr = lib.eglCreateImage(native.ptr, context, target, buffer, ffi.new(_ATTRIBS, words))
        else:
            display.extensions.require("EGL_KHR_image_base", "EGL_KHR_image", what="an image")
            function, destroy = "eglCreateImageKHR", lib.eglDestroyImageKHR
            ptr = lib.eglCreateImageKHR(native.ptr, context, target, buffer, ffi.new(_INTS, words))
        if ptr == ffi.NULL:
            raise failure(lib.eglGetError(), function, display, **notes)
        self = cls.__new__(cls)
        self._width = self._height = self._format = self._source = None
        self._modifier = Modifier.INVALID
        self._adopt(display, Handle(native, display._handles, ptr, destroy))
        return self

    # -- what it is --------------------------------------------------------------------------------------------------

    @property
    def width(self) -> int | None:
        """Width in pixels, where pyegl knows it: of dma-bufs and GBM buffers."""
        return self._width

    @property
    def height(self) -> int | None:
        """Height in pixels, likewise."""
        return self._height

    @property
    def format(self) -> Fourcc | None:
        """Pixel format, of dma-bufs."""
        return self._format

    @property
    def modifier(self) -> Modifier:
        """The layout that it was imported with; INVALID where nobody said."""
        return self._modifier

    def _describe(self) -> str:
        size = "" if self._width is None else f"{self._width}x{self._height} "
        return f"{size}{'' if self._format is None else f'{self._format} '}on {self._display}"

    # -- export ------------------------------------------------------------------------------------------------------

    def export_query(self) -> ExportInfo:
        """What :meth:`export` would give (``eglExportDMABUFImageQueryMESA``).

        Raises:
            NotSupported: EGL_MESA_image_dma_buf_export is not there.
            EglError: the driver cannot export it.
        """
        return _export.query(self)

    def export(self, *, width: int | None = None, height: int | None = None) -> DmaBuf:
        """The image's memory as a new dma-buf, owned by the caller (``eglExportDMABUFImageMESA``).

        Args:
            width: in pixels, where the image does not know its size (those of GL objects do not).
            height: in pixels.

        Raises:
            NotSupported: EGL_MESA_image_dma_buf_export is not there.
            EglError: the driver cannot export it.
        """
        return _export.export(self, self._width if width is None else width, self._height if height is None else height)
