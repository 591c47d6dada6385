"""Pictures of every format in dma-bufs: random samples, and what they have to look like (numpy's word)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from . import rgb, yuv

if TYPE_CHECKING:
    from pydrm import DmaBuf, Fourcc, Modifier

    Array = numpy.typing.NDArray[numpy.float64]
    Rows = numpy.typing.NDArray[numpy.uint8]

#: Rows of every plane begin at multiples of this, which the pickiest drivers want.
PITCH = 256


@dataclass(frozen=True)
class Picture:
    """A picture of random samples, as bytes."""

    format: Fourcc
    width: int
    height: int
    #: Rows of each plane, (rows, pitch).
    planes: tuple[Rows, ...]

    @classmethod
    def random(cls, format: Fourcc, width: int = 32, height: int = 24, seed: int = 0) -> Picture:
        """Random bytes; of floating-point formats, numbers from 0 to 1."""
        assert format.info is not None, f"pydrm does not know how {format} lies in memory"
        source = numpy.random.default_rng([seed, format])
        planes = []
        for plane in format.info.planes:
            pitch = -(-plane.min_pitch(width) // PITCH) * PITCH
            shape = (plane.rows(height), pitch)
            if format.name.endswith("F"):
                kind = numpy.dtype("<f4" if "32" in format.name else "<f2")
                planes.append(source.random((shape[0], pitch // kind.itemsize)).astype(kind).view(numpy.uint8))
            else:
                planes.append(source.integers(0, 256, shape, numpy.uint8))
                if bits := yuv.low_bits(format.name):
                    planes[-1].view("<u2")[:] &= (1 << bits) - 1
        return cls(format, width, height, tuple(planes))

    @property
    def size(self) -> int:
        """Bytes of all planes."""
        return sum(each.size for each in self.planes)

    def put(self, memory: DmaBuf, modifier: Modifier) -> DmaBuf:
        """Write the picture into memory, plane after plane; the memory described so, the caller's."""
        from pydrm import DmaBuf

        fd, places, offset = os.dup(memory.fileno()), [], 0
        with memory.map(read=False) as mapping:
            for rows in self.planes:
                mapping[offset : offset + rows.size] = rows.tobytes()
                places.append((fd, offset, rows.shape[1]))
                offset += rows.size
        return DmaBuf(places, width=self.width, height=self.height, format=self.format, modifier=modifier)

    def expected(self, space: str = "REC601", *, full: bool = False) -> Array:
        """RGBA from 0 to 1, (height, width, 4).

        Raises:
            LookupError: nobody here knows what the format means.
        """
        plain = rgb.decode(self.format.name, self.planes[0], self.width)
        if plain is not None:
            return plain
        found = yuv.samples(self.format.name, self.planes, self.width, self.height)
        if found is None:
            raise LookupError(f"no reference decoder for {self.format.name}")
        return yuv.colours(found, space, full=full)


def farthest(seen: numpy.typing.NDArray[numpy.uint8], wanted: Array) -> tuple[int, str]:
    """The largest distance in code values of 8 bits, and where and what it was."""
    values = numpy.rint(wanted * 255).astype(int)
    distance = numpy.abs(seen - values)
    row, column, channel = numpy.unravel_index(distance.argmax(), distance.shape)
    far = int((distance > 1).any(axis=-1).sum())
    found, due = seen[row, column].tolist(), values[row, column].tolist()
    return int(distance[row, column, channel]), f"({column}, {row}): {found} instead of {due}; {far} pixels"
