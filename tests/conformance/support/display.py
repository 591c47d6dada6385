"""What a display driver has beyond mode setting, and the checksums that it keeps of its frames (debugfs)."""

from __future__ import annotations

import os
import re
import select
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import pydrm
from pydrm import Fourcc
from pydrm.kms import Blob, ConnectorType, CrtcId, Kms
from pydrm.kms.vblank import get_sequence

from .client import Client

if TYPE_CHECKING:
    from .nodes import Node

Reason = str | None
_CAPS = (pydrm.ClientCap.UNIVERSAL_PLANES, pydrm.ClientCap.ATOMIC, pydrm.ClientCap.WRITEBACK_CONNECTORS)
_LINE = re.compile(rb"(0x[0-9a-f]{8})((?: 0x[0-9a-f]{8})+)\n\0")


def _look(node: Node, what: str) -> Reason:
    with pydrm.open(node.path) as device:
        try:
            for cap in _CAPS:
                device.set_client_cap(cap)
        except OSError as error:
            return f"no atomic mode setting: {error.strerror}"
        kms = Kms(device)
        if what == "damage":
            found = any("FB_DAMAGE_CLIPS" in kms.properties(each, blobs=False) for each in kms.planes())
            return None if found else "no plane has FB_DAMAGE_CLIPS"
        if what == "gamma":
            found = all("GAMMA_LUT" in kms.properties(each, blobs=False) for each in kms.resources().crtcs)
            return None if found else "a CRTC has no GAMMA_LUT"
        if what == "cursor":
            kinds = [kms.properties(each, blobs=False).value("type") for each in kms.planes()]
            return None if "Cursor" in kinds else f"the planes are: {', '.join(map(str, kinds))}"
        connectors = [kms.connector(each).type for each in kms.resources().connectors]
        if what == "connectors":
            return None if len(connectors) > 1 else "one connector only"
        return None if ConnectorType.WRITEBACK in connectors else "no writeback connector"


def damage(node: Node) -> Reason:
    """Whether a plane takes damage."""
    return _look(node, "damage")


def gamma(node: Node) -> Reason:
    """Whether CRTCs have a table of gamma."""
    return _look(node, "gamma")


def cursor(node: Node) -> Reason:
    """Whether clients of atomic mode setting see a plane for the cursor."""
    return _look(node, "cursor")


def connectors(node: Node) -> Reason:
    """Whether there is more than one connector."""
    return _look(node, "connectors")


def _atomic(node: Node) -> Reason:
    with pydrm.open(node.path) as device:
        try:
            device.set_client_cap(pydrm.ClientCap.ATOMIC)
        except OSError as error:
            return f"no atomic mode setting: {error.strerror}"
    return None


def planeless(node: Node) -> Reason:
    """Whether a CRTC may be on while no plane shows anything on it."""
    from ..kms.stage import ALLOW_MODESET, TEST_ONLY, Stage
    from .raw import NATIVE

    if (reason := _atomic(node)) is not None:
        return reason
    with Stage(node, NATIVE) as stage, Blob.create(stage.device, stage.mode.to_bytes()) as blob:
        values = [(stage.crtc, "MODE_ID", int(blob.id)), (stage.crtc, "ACTIVE", 1)]
        answer = stage.atomic([*values, (stage.connector.id, "CRTC_ID", int(stage.crtc))], TEST_ONLY | ALLOW_MODESET)
        return None if answer == 0 else f"a commit without a plane: {answer}"


def windowed(node: Node) -> Reason:
    """Whether a primary plane may be anywhere on its CRTC, also beyond its edge."""
    from ..kms.stage import TEST_ONLY, Stage
    from .raw import NATIVE

    if (reason := _atomic(node)) is not None:
        return reason
    with Stage(node, NATIVE) as stage:
        stage.light()
        answer = stage.atomic([(stage.primary, "CRTC_X", 5)], TEST_ONLY)
        return None if answer == 0 else f"a primary plane five pixels to the right: {answer}"


def _framebuffer(node: Node, code: Fourcc, bits: int, rows: int = 64, planes: int = 1) -> Reason:
    from ..kms.framebuffers import addfb2

    with Client(node) as client:
        buffer = client.create(64, rows, bits)
        if buffer == 0:
            buffer = addfb2(client, 64, 64, code, [buffer.handle] * planes, [buffer.pitch] * planes)
        return None if buffer == 0 else f"{code}: {buffer}"


def nv12(node: Node) -> Reason:
    """Whether there are framebuffers of NV12."""
    return _framebuffer(node, Fourcc.NV12, 8, rows=96, planes=2)


def rgb565(node: Node) -> Reason:
    """Whether there are framebuffers of RGB565."""
    return _framebuffer(node, Fourcc.RGB565, 16)


def argb8888(node: Node) -> Reason:
    """Whether there are framebuffers of ARGB8888."""
    return _framebuffer(node, Fourcc.ARGB8888, 32)


def checked(node: Node) -> Reason:
    """Whether a framebuffer that ends beyond its buffer is refused."""
    return None if _framebuffer(node, Fourcc.XRGB8888, 32, rows=48) else "16 rows beyond the buffer are taken"


def writeback(node: Node) -> Reason:
    """Whether there is a writeback connector."""
    return _look(node, "writeback")


def _crc_directory(node: Node, index: int) -> Path:
    minor = os.minor(os.stat(node.path).st_rdev)
    return Path(f"/sys/kernel/debug/dri/{minor}/crtc-{index}/crc")


def crc(node: Node) -> Reason:
    """Whether the first CRTC keeps checksums of its frames."""
    control = _crc_directory(node, 0) / "control"
    try:
        text = control.read_text()
    except OSError as error:
        return f"{control}: {error.strerror}"
    return None if text.strip() else f"{control} names no source"


def vkms_sum(picture: np.ndarray[Any, np.dtype[np.uint32]]) -> int:
    """What vkms computes of a frame that shows these XRGB8888 pixels: 16 bits each of alpha, red, green and blue."""
    channels = [np.full(picture.shape, 0xFF, np.uint32), *(picture >> shift & 0xFF for shift in (16, 8, 0))]
    pixels = np.stack(channels, axis=-1).astype("<u2") * 257
    # The kernel's crc32_le inverts neither its seed nor its result, zlib's both.
    return zlib.crc32(pixels.tobytes(), 0xFFFFFFFF) ^ 0xFFFFFFFF


def checksum(node: Node, kms: Kms, crtc: CrtcId) -> int:
    """The sum of what a CRTC shows now, which has to be on: of a frame that began after all that was committed so far.

    vkms computes a CRC of all that its planes make together: equal frames have equal sums, in whatever format.
    """
    directory = _crc_directory(node, kms.resources().crtcs.index(crtc))
    (directory / "control").write_text("auto")
    # Opening switches the computing on, and closing off: nobody may leave it open who doesn't read (the ring of 128
    # frames overflows with an error in the kernel's log).
    fd = os.open(directory / "data", os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        # A composer of an earlier sum may be late, and tell its own for all frames until now.
        now = get_sequence(kms.device, crtc).sequence
        while True:
            if not select.select([fd], [], [], 5)[0]:
                raise TimeoutError(f"no checksum within 5 s in {directory}")
            line = _LINE.fullmatch(os.read(fd, 4096))
            assert line is not None
            frame, found = int(line[1], 16), int(line[2].split()[0], 16)
            if frame > now + 1:
                return found
    finally:
        os.close(fd)
