"""Photographs of displays in a QEMU machine: the picture that the device sends to its screen, not what a driver says.

A program in the machine writes one line to the port PYDRI_HOST, and the lab's process outside has QEMU take the
photograph (`pydri.lab.qemu.requests`)::

    from pydri import lab

    lab.photograph("cirrus", "cirrus.png")              # a file of PPM, or what Pillow knows
    print(lab.photograph("bochs").array[0, 0])          # [red green blue]
"""

from __future__ import annotations

import errno
import os
import re
import select
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydri.lab import contract
from pydri.lab.errors import DisplayOff, LabError, LabUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRIVERS = {
    "virtio-gpu": ("virtio_gpu",),
    "cirrus": ("cirrus", "cirrus-qemu"),
    "bochs": ("bochs-drm",),
}
"""The devices that can be photographed, by their words in PYDRI_DEVICES, and what the kernel calls their drivers."""

_HEADER = re.compile(rb"P6\s(\d+)\s(\d+)\s255\s")
_ANSWER_S = 60.0
_LINE = 4096


@dataclass(frozen=True)
class Photograph:
    """What a display showed at one moment. `pixels` are rows of red, green and blue, a byte each, without padding."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def from_ppm(cls, data: bytes) -> Photograph:
        """Read a binary PPM picture with 8 bits for each colour. Raises ValueError for anything else."""
        header = _HEADER.match(data)
        if header is None:
            raise ValueError("not a binary PPM picture with 8 bits for each colour")
        width, height = int(header[1]), int(header[2])
        pixels = data[header.end() :]
        if len(pixels) != width * height * 3:
            raise ValueError(f"a PPM picture of {width}x{height} pixels with {len(pixels)} bytes of them")
        return cls(width, height, pixels)

    @property
    def array(self) -> NDArray[np.uint8]:
        """The pixels as a numpy array, [row, column, colour], read-only."""
        import numpy as np

        return np.frombuffer(self.pixels, np.uint8).reshape(self.height, self.width, 3)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture: PPM where the name ends so, else whatever Pillow knows by the name (PNG, …).

        Raises LabUnavailable without Pillow, ValueError for a name that it does not know, OSError.
        """
        place = Path(path)
        if place.suffix == ".ppm":
            place.write_bytes(b"P6\n%d %d\n255\n" % (self.width, self.height) + self.pixels)
            return
        try:
            from PIL import Image
        except ImportError:
            raise LabUnavailable(f"writing {place} needs Pillow: pip install 'pydri[report]'") from None
        Image.frombytes("RGB", (self.width, self.height), self.pixels).save(place)


def photograph(device: str, path: str | os.PathLike[str] | None = None, *, head: int = 0) -> Photograph:
    """Photograph what a display device of this QEMU machine shows, and write the picture to `path` if there is one.

    `device` is virtio-gpu, cirrus or bochs, or the name that the kernel gives to the driver; `head` the number of its
    output. The picture has the size of the mode, and its pixels as the device makes them of the framebuffer.

    Raises LabUnavailable where there is nobody to take photographs, which is anywhere but in a QEMU machine, and of
    virtio-gpu with 3D; DisplayOff when no output of the device is on; LabError for a device that the machine has not,
    an output that the device has not, or when QEMU cannot; and as `Photograph.save`. Thread contract: any thread and
    process; photographs are taken one after the other.
    """
    port = os.environ.get(contract.HOST)
    if not port:
        raise LabUnavailable(f"photographs are taken in a QEMU machine only: {contract.HOST} is not set here")
    word = _word(device)
    if reason := why_not(word):
        raise LabUnavailable(f"no photographs of {device}: {reason}")
    _check_on(word)
    name = _ask(port, f"photograph {word} {head}")
    file = Path(contract.HOST_FILES) / name
    picture = Photograph.from_ppm(file.read_bytes())
    file.unlink()
    if path is not None:
        picture.save(path)
    return picture


def why_not(device: str) -> str | None:
    """None, or why this machine takes no photographs of a device, named as for `photograph`."""
    if not os.environ.get(contract.HOST):
        return "nobody takes photographs outside of a QEMU machine"
    words = _words(device)
    if not words:
        return "it is no display device of QEMU's"
    if words == ["virtio-gpu"] and "virgl" in _promised():
        # A display that OpenGL draws has no surface (QEMU 7.2, qmp_screendump: "no surface").
        return "what it shows is drawn by OpenGL, and QEMU cannot see that"
    return None


def _promised() -> list[str]:
    return os.environ.get(contract.DEVICES, "").split(",")


def _words(device: str) -> list[str]:
    return [word for word, drivers in DRIVERS.items() if device == word or device in drivers]


def _word(device: str) -> str:
    words, promised = _words(device), _promised()
    if not words or words[0] not in promised:
        there = ", ".join(word for word in DRIVERS if word in promised) or "none"
        raise LabError(f"no such display device to photograph: {device!r}; this machine has {there}")
    return words[0]


def _check_on(word: str) -> None:
    # QEMU shows a notice of its own in place of a display that is off, and does not say so. sysfs does.
    import pydrm

    found = [each for each in pydrm.devices() if each.driver in DRIVERS[word] and each.primary]
    if not found:
        raise LabError(f"the machine has a device {word}, but no driver of {', '.join(DRIVERS[word])} is bound to it")
    for each in found:
        connectors = Path("/sys/class/drm").glob(f"{os.path.basename(each.primary or '')}-*/enabled")
        if any(file.read_text().strip() == "enabled" for file in connectors):
            return
    raise DisplayOff(f"{word} shows nothing: all of its outputs are off")


def _ask(port: str, request: str) -> str:
    # One opener at a time, says the kernel. What an earlier one has not read is still there: answers carry a mark.
    until = time.monotonic() + _ANSWER_S
    fd = _open(port, until)
    try:
        mark = os.urandom(8).hex()
        os.write(fd, f"{mark} {request}\n".encode())
        rest = b""
        while (left := until - time.monotonic()) > 0:
            if not select.select([fd], [], [], left)[0]:
                continue
            *lines, rest = (rest + _read(fd)).split(b"\n")
            for line in lines:
                owner, _, answer = line.decode(errors="replace").partition(" ")
                if owner == mark:
                    return _judge(answer, request)
    finally:
        os.close(fd)
    raise LabError(f"{request}: the lab's process did not answer within {_ANSWER_S:g} s")


def _open(port: str, until: float) -> int:
    while True:
        try:
            return os.open(port, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > until:
                raise LabError(f"cannot open {port}, which is {contract.HOST}: {error.strerror}") from error
        time.sleep(0.01)


def _read(fd: int) -> bytes:
    try:
        data: Any = os.read(fd, _LINE)
    except BlockingIOError:
        return b""
    if not data:
        raise LabError("the lab's process has closed its side of the port")
    return bytes(data)


def _judge(answer: str, request: str) -> str:
    kind, _, text = answer.partition(" ")
    if kind != "ok":
        raise LabError(f"{request}: {text}")
    return text
