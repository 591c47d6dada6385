"""Textures: of numpy arrays, of EGL images, or empty to be drawn into."""

from __future__ import annotations

import ctypes

from pydrm.errors import NotSupported

from . import _gl
from .errors import check, fail
from .pixels import layout_of, set_store, storage_of
from .resource import GlResource, Restore, integer
from .state import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from numpy.typing import NDArray

    from ..image import Image
    from .state import ContextState

    Array = NDArray[Any]

__all__ = ["TEXTURE_2D", "TEXTURE_EXTERNAL", "Texture", "texture_from_image", "upload"]

TEXTURE_2D = 0x0DE1
TEXTURE_EXTERNAL = 0x8D65  # GL_TEXTURE_EXTERNAL_OES
_BINDINGS = {TEXTURE_2D: 0x8069, TEXTURE_EXTERNAL: 0x8D67}


class Texture(GlResource):
    """A 2D texture, or an external one (``GL_TEXTURE_EXTERNAL_OES``), without mipmaps.

    See :class:`GlResource` for ownership and threads.
    """

    __slots__ = ("_height", "_target", "_width")
    _kind = "Textures"

    def __init__(
        self, width: int, height: int, *, components: int = 4, dtype: str = "uint8", linear: bool = False
    ) -> None:
        """A texture with storage whose contents are undefined (``glTexImage2D``).

        Args:
            width: in pixels.
            height: in pixels.
            components: of a pixel: 4 is RGBA, 1 is red alone.
            dtype: uint8 and uint16 (normalised), float16 or float32.
            linear: whether it is filtered.

        Raises:
            NoContext: no context of pyegl's is current on this thread.
            NotSupported: the context has no such textures.
            GlError: GL_INVALID_VALUE for a size that is too large, …
        """
        self._allocate(width, height, components, dtype, linear)

    def _allocate(self, width: int, height: int, components: int, dtype: str, linear: bool) -> None:
        import numpy

        wanted = storage_of(state()[1], numpy.dtype(dtype), components)
        self._begin(TEXTURE_2D, width, height)
        try:
            with self._bound():
                self._sampled(_gl.GL_LINEAR if linear else _gl.GL_NEAREST)
                _gl.glTexImage2D(TEXTURE_2D, 0, wanted.internal, width, height, 0, wanted.format, wanted.type, None)
            check("glTexImage2D", internalformat=hex(wanted.internal), width=width, height=height)
        except BaseException:
            self.close()
            raise

    def _begin(self, target: int, width: int | None, height: int | None) -> ContextState:
        for what, value in (("width", width), ("height", height)):
            if value is not None and not 0 < value <= 0x7FFFFFFF:
                raise ValueError(f"{what}={value} is no size of a texture")
        self._target, self._width, self._height = target, width, height
        return self._generate()

    def _sampled(self, filter: int) -> None:
        # Without mipmaps it would be incomplete, with the filter that GL begins with.
        set = _gl.glTexParameteri
        set(self._target, _gl.GL_TEXTURE_MIN_FILTER, filter)
        set(self._target, _gl.GL_TEXTURE_MAG_FILTER, filter)
        set(self._target, _gl.GL_TEXTURE_WRAP_S, _gl.GL_CLAMP_TO_EDGE)
        set(self._target, _gl.GL_TEXTURE_WRAP_T, _gl.GL_CLAMP_TO_EDGE)

    def _bound(self) -> Restore:
        before = integer(_BINDINGS[self._target])
        _gl.glBindTexture(self._target, self._name)
        return Restore((_gl.glBindTexture, self._target, before))

    def bind(self, unit: int = 0) -> None:
        """Bind it to a texture unit (``glActiveTexture``, ``glBindTexture``), which stays the active one."""
        name = self.name
        _gl.glActiveTexture(_gl.GL_TEXTURE0 + unit)
        _gl.glBindTexture(self._target, name)

    def upload(self, array: Array, *, x: int = 0, y: int = 0) -> bool:
        """Replace pixels, all or a part (``glTexSubImage2D``); the storage stays, and so do EGL images of it.

        Args:
            array: (height, width) or (height, width, components); its first row becomes GL's lowest, y = 0.
            x: of its first pixel, in pixels.
            y: likewise.

        Returns:
            True if GL read the array where it is: rows without a gap, or with one that ``GL_UNPACK_ROW_LENGTH`` and
            ``GL_UNPACK_ALIGNMENT`` can say. False if a contiguous copy of it was read.

        Raises:
            ValueError: pixels that GL does not have, or an external texture, which has no pixels of its own.
            GlError: GL_INVALID_VALUE outside of the texture; GL_INVALID_OPERATION for other pixels than it is made of.
        """
        self._check()
        if self._target != TEXTURE_2D:
            raise ValueError("an external texture cannot be written to")
        return self._upload(array, x, y)

    def _upload(self, array: Array, x: int, y: int) -> bool:
        import numpy

        known, pixels = state()[1], _pixels(array)
        storage = storage_of(known, pixels.dtype, pixels.shape[2])
        layout = layout_of(pixels, known.rows)
        if layout is None:
            pixels = numpy.ascontiguousarray(pixels)
            found = layout_of(pixels, known.rows)
            assert found is not None
        else:
            found = layout
        place, kind = (x, y, found.width, found.height), (storage.format, storage.type)
        with self._bound(), Restore(*set_store(known, found, pack=False)):
            _gl.glTexSubImage2D(TEXTURE_2D, 0, *place, *kind, found.address)
        check("glTexSubImage2D", texture=repr(self), x=x, y=y, width=found.width, height=found.height)
        return layout is not None

    @property
    def target(self) -> int:
        """``GL_TEXTURE_2D`` or ``GL_TEXTURE_EXTERNAL_OES``: which sampler a shader needs for it."""
        return self._target

    @property
    def external(self) -> bool:
        """Whether shaders need ``samplerExternalOES``, and not ``sampler2D``."""
        return self._target == TEXTURE_EXTERNAL

    @property
    def width(self) -> int | None:
        """Width in pixels; None for an image whose size neither pyegl nor GL tells."""
        return self._width

    @property
    def height(self) -> int | None:
        """Height in pixels, likewise."""
        return self._height

    def _describe(self) -> str:
        return f"{self._name}{' external' if self.external else ''} {self._width}x{self._height}"

    @classmethod
    def _of_image(cls, image: Image, external: bool) -> Self:
        self = cls.__new__(cls)
        target = TEXTURE_EXTERNAL if external else TEXTURE_2D
        known = self._begin(target, image.width, image.height)
        try:
            with self._bound():
                self._sampled(_gl.GL_NEAREST)
                _gl.glEGLImageTargetTexture2DOES(target, image.native)
                code = _gl.get_error()
                if code:
                    raise fail(code, "glEGLImageTargetTexture2DOES", target=hex(target), image=repr(image))
                if self._width is None and not external and (not known.es or known.version >= (3, 1)):
                    self._width, self._height = (
                        _level(target, name) for name in (_gl.GL_TEXTURE_WIDTH, _gl.GL_TEXTURE_HEIGHT)
                    )
        except BaseException:
            self.close()
            raise
        return self


def _level(target: int, parameter: int) -> int:
    value = ctypes.c_int()
    _gl.glGetTexLevelParameteriv(target, 0, parameter, ctypes.byref(value))
    return value.value


def _pixels(array: Array) -> Array:
    if array.ndim not in (2, 3) or 0 in array.shape:
        raise ValueError(f"an array of {array.shape} is no picture: (height, width) or (height, width, components)")
    return array[:, :, None] if array.ndim == 2 else array


def upload(array: Array, *, linear: bool = False) -> Texture:
    """A new texture of an array; see :meth:`Texture.upload` for what arrays GL can read where they are.

    Args:
        array: (height, width) or (height, width, 1 to 4) of uint8, uint16, float16 or float32. Its first row becomes
            GL's lowest: where it should be a picture's topmost, turn it around with ``array[::-1]``.
        linear: whether the texture is filtered.

    Raises:
        NoContext: no context of pyegl's is current on this thread.
        ValueError: pixels that GL does not have.
        NotSupported: the context has no such textures: OpenGL ES 2.0 has uint8, three or four components.
        GlError: a size that is too large, …
    """
    pixels = _pixels(array)
    height, width, components = pixels.shape
    texture = Texture(width, height, components=components, dtype=str(pixels.dtype), linear=linear)
    try:
        texture._upload(pixels, 0, 0)
    except BaseException:
        texture.close()
        raise
    return texture


def texture_from_image(image: Image, *, external: bool | None = None) -> Texture:
    """A new texture of an EGL image: a sibling of it, that shares its pixels (``glEGLImageTargetTexture2DOES``).

    The image may be closed afterwards. A texture of :data:`TEXTURE_2D` can be drawn into, an external one only be read.

    Args:
        image: an image of the display whose context is current.
        external: whether it becomes a ``GL_TEXTURE_EXTERNAL_OES``, which shaders read with ``samplerExternalOES``. By
            default it does where the display says that its format and modifier can be nothing else: most YUV.

    Raises:
        NoContext: no context of pyegl's is current on this thread.
        NotSupported: GL_OES_EGL_image, or GL_OES_EGL_image_external, is not there. OpenGL has no external textures.
        ValueError: the image is of another display.
        GlError: GL_INVALID_OPERATION for an image that cannot be such a texture, …
    """
    _context, known = check_image(image)
    if external is None:
        external = _external_only(image, known)
    if external:
        if known.es is False:
            raise NotSupported(f"{image!r} can only be an external texture, which OpenGL ES has and OpenGL has not")
        known.extensions.require("GL_OES_EGL_image_external", what="an external texture")
    else:
        known.extensions.require("GL_OES_EGL_image", what="a texture of an image")
    return Texture._of_image(image, external)


def check_image(image: Image) -> tuple[object, ContextState]:
    """What is known of the current context, which can use the image."""
    context, known = state()
    image._check()
    if context.display._native is not image.display._native:
        raise ValueError(f"{image!r} is of another display than {context!r}, which is current")
    return context, known


def _external_only(image: Image, known: ContextState) -> bool:
    if image.format is None:
        return False
    key = (int(image.format), int(image.modifier))
    cache = known.group.external
    if key not in cache:
        modifiers: dict[int, bool] = {}
        if "EGL_EXT_image_dma_buf_import_modifiers" in image.display.extensions:
            for each in image.display.dmabuf_formats():
                if each.format == image.format:
                    modifiers = {int(one.modifier): one.external_only for one in each.modifiers}
        info = image.format.info
        # Where the layout is the driver's own choice, it is one of these; kms_swrast has none (Mesa 22.3).
        guess = all(modifiers.values()) if modifiers else info is not None and info.is_yuv
        cache[key] = modifiers.get(key[1], guess)
    return cache[key]
