"""How the pixels of each format lie in memory: planes, bytes per block, subsampling.

The facts of the kernel's format table (drivers/gpu/drm/drm_fourcc.c) and of the layouts written in drm_fourcc.h for the
formats that only other users of the codes (Mesa, V4L2) have. Formats whose planes have no byte size of their own (the
compressed-only VUY101010 and YUV420_*BIT) are not here.
"""

from __future__ import annotations

__all__ = ["FormatInfo", "PlaneInfo", "PlaneLayout", "TABLE", "layout"]


class PlaneInfo(tuple[int, int, int, int, int]):
    """Geometry of one plane of a format (an immutable 5-tuple with names)."""

    __slots__ = ()

    def __new__(cls, block_bytes: int, block_width: int, block_height: int, hsub: int, vsub: int) -> PlaneInfo:
        return tuple.__new__(cls, (block_bytes, block_width, block_height, hsub, vsub))

    @property
    def block_bytes(self) -> int:
        """Bytes of one block (of one pixel where the block is one pixel)."""
        return self[0]

    @property
    def block_width(self) -> int:
        """Samples that one block is wide."""
        return self[1]

    @property
    def block_height(self) -> int:
        """Samples that one block is high."""
        return self[2]

    @property
    def hsub(self) -> int:
        """Horizontal subsampling: pixels of the picture per sample of this plane."""
        return self[3]

    @property
    def vsub(self) -> int:
        """Vertical subsampling."""
        return self[4]

    def columns(self, width: int) -> int:
        """Samples in one row of this plane for a picture ``width`` pixels wide (rounded up)."""
        return -(-width // self[3])

    def rows(self, height: int) -> int:
        """Rows of blocks of this plane for a picture ``height`` pixels high (rounded up)."""
        samples = -(-height // self[4])
        return -(-samples // self[2])

    def min_pitch(self, width: int) -> int:
        """The fewest bytes that one row of blocks needs."""
        return -(-self.columns(width) // self[1]) * self[0]

    def __repr__(self) -> str:
        names = ("block_bytes", "block_width", "block_height", "hsub", "vsub")
        return f"PlaneInfo({', '.join(f'{name}={value}' for name, value in zip(names, self, strict=True))})"


class FormatInfo:
    """What is known about a format: its planes, and whether it has alpha or is YUV. A shared, unchanging snapshot."""

    __slots__ = ("has_alpha", "is_yuv", "planes")

    def __init__(self, planes: tuple[PlaneInfo, ...], *, has_alpha: bool, is_yuv: bool) -> None:
        self.planes = planes
        self.has_alpha = has_alpha
        self.is_yuv = is_yuv

    def bpp(self, plane: int = 0) -> int:
        """Bits per sample of a plane; rounded down where a block of several samples does not divide evenly."""
        size, width, height = self.planes[plane][:3]
        return size * 8 // (width * height)

    def __repr__(self) -> str:
        return f"FormatInfo(planes={self.planes}, has_alpha={self.has_alpha}, is_yuv={self.is_yuv})"


class PlaneLayout(tuple[int, int, int]):
    """Where a plane lies in a buffer: ``offset``, ``pitch`` (bytes per row of blocks) and ``rows``."""

    __slots__ = ()

    def __new__(cls, offset: int, pitch: int, rows: int) -> PlaneLayout:
        return tuple.__new__(cls, (offset, pitch, rows))

    @property
    def offset(self) -> int:
        """Bytes from the start of the buffer."""
        return self[0]

    @property
    def pitch(self) -> int:
        """Bytes from one row of blocks to the next."""
        return self[1]

    @property
    def rows(self) -> int:
        """Rows of blocks."""
        return self[2]


def layout(info: FormatInfo, width: int, height: int, pitch: int) -> tuple[PlaneLayout, ...]:
    """The planes of a linear picture one behind the other, given the pitch of plane 0.

    The pitch of a further plane keeps its proportion to plane 0 (half the pitch for the U and V planes of YUV420).
    """
    first = info.planes[0]
    placed = []
    offset = 0
    for plane in info.planes:
        # bytes per pixel of this plane over those of plane 0, as an exact fraction
        over = plane.block_bytes * first.block_width * first.hsub
        under = first.block_bytes * plane.block_width * plane.hsub
        own = max(-(-pitch * over // under), plane.min_pitch(width))
        placed.append(PlaneLayout(offset, own, plane.rows(height)))
        offset += own * placed[-1].rows
    return tuple(placed)


# One line per layout: the planes as BYTES[/WIDTH[xHEIGHT]] (block) with the subsampling of the chroma planes behind @,
# then the formats. "a" after a colon: alpha, "y": YUV.
_LAYOUTS = """
1/8 : : C1 D1 R1
1/4 : : C2 D2 R2
1/2 : : C4 D4 R4
1 : : C8 D8 R8 RGB332 BGR233
1 : y : Y8
2 : : R10 R12 R16 RG88 GR88 R16F RGB565 BGR565
2 : : XRGB4444 XBGR4444 RGBX4444 BGRX4444 XRGB1555 XBGR1555 RGBX5551 BGRX5551
2 : a : ARGB4444 ABGR4444 RGBA4444 BGRA4444 ARGB1555 ABGR1555 RGBA5551 BGRA5551
3 : : RGB888 BGR888
3 : y : VUY888
4 : : RG1616 GR1616 GR1616F R32F XRGB8888 XBGR8888 RGBX8888 BGRX8888
4 : : XRGB2101010 XBGR2101010 RGBX1010102 BGRX1010102
4 : a : ARGB8888 ABGR8888 RGBA8888 BGRA8888 ARGB2101010 ABGR2101010 RGBA1010102 BGRA1010102
4 : y : XYUV8888 XVUY8888 XVYU2101010 XVUY2101010
4 : ay : AYUV AVUY8888 Y410
4/3 : y : XYYY2101010
6 : : RGB161616 BGR161616 BGR161616F
8 : : XRGB16161616 XBGR16161616 XRGB16161616F XBGR16161616F GR3232F
8 : a : ARGB16161616 ABGR16161616 ARGB16161616F ABGR16161616F AXBXGXRX106106106106
8 : y : XVYU12_16161616 XVYU16161616
8 : ay : Y412 Y416
12 : : BGR323232F
16 : a : ABGR32323232F
2@2x1 : y : YUYV YVYU UYVY VYUY
4@2x1 : y : Y210 Y212 Y216
8/2x2@2x2 : ay : Y0L0 Y0L2
8/2x2@2x2 : y : X0L0 X0L2
2 1 : a : RGB565_A8 BGR565_A8
3 1 : a : RGB888_A8 BGR888_A8
4 1 : a : XRGB8888_A8 XBGR8888_A8 RGBX8888_A8 BGRX8888_A8
1 2@2x2 : y : NV12 NV21
1 2@2x1 : y : NV16 NV61
1 2@1x1 : y : NV24 NV42
5/4 5/2@2x2 : y : NV15
5/4 5/2@2x1 : y : NV20
5/4 5/2@1x1 : y : NV30
2 4@2x2 : y : P010 P012 P016
2 4@2x1 : y : P210
4/3 8/3@2x2 : y : P030
4/3 8/3@2x1 : y : P230
2 2 2 : y : Q410 Q401 S410 S412 S416
4/3 4/3 4/3 : y : T430
2 2@2x2 2@2x2 : y : S010 S012 S016
2 2@2x1 2@2x1 : y : S210 S212 S216
1 1@4x4 1@4x4 : y : YUV410 YVU410
1 1@4x1 1@4x1 : y : YUV411 YVU411
1 1@2x2 1@2x2 : y : YUV420 YVU420
1 1@2x1 1@2x1 : y : YUV422 YVU422
1 1 1 : y : YUV444 YVU444
"""


def _plane(text: str, *, single: bool) -> PlaneInfo:
    block, _, sub = text.partition("@")
    size, _, dims = block.partition("/")
    width, _, height = dims.partition("x")
    hsub, _, vsub = sub.partition("x")
    if single:
        # A packed format subsamples inside its pixel pair or block: the plane itself is as large as the picture.
        hsub = vsub = ""
    return PlaneInfo(int(size), int(width or 1), int(height or 1), int(hsub or 1), int(vsub or 1))


def _parse() -> dict[str, FormatInfo]:
    table = {}
    for line in _LAYOUTS.strip().splitlines():
        shape, traits, names = line.split(":")
        words = shape.split()
        planes = tuple(_plane(word, single=len(words) == 1) for word in words)
        info = FormatInfo(planes, has_alpha="a" in traits, is_yuv="y" in traits)
        table.update(dict.fromkeys(names.split(), info))
    return table


TABLE: dict[str, FormatInfo] = _parse()
