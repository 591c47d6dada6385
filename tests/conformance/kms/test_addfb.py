"""ADDFB and ADDFB2: which buffers make a framebuffer of which size and format."""

from __future__ import annotations

import errno
import random
from typing import TYPE_CHECKING

import pytest

from pydrm import Fourcc, Modifier

from ..support import conf, needs
from ..support.force import NOT_APPLICABLE
from ..support.pace import scaled

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pydrm.kms import Kms

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw, Reply

_MODIFIERS = 2  # DRM_MODE_FB_MODIFIERS
# (bpp, depth) of drm_mode_legacy_fb_format. C1, C2 and C4 came with Linux 6.1.
LEGACY = [(1, 1), (2, 2), (4, 4), (8, 8), (16, 15), (16, 16), (24, 24), (32, 24), (32, 30), (32, 32)]


def add(client: Client, handle: int, **fields: Any) -> Reply:
    """ADDFB2 of a 512x512 picture of XRGB8888 in rows of 1024 pixels, but for what is said."""
    planes = {"handles": [handle, 0, 0, 0], "pitches": [4096, 0, 0, 0]}
    return client.ioctl(
        "MODE_ADDFB2", **{"width": 512, "height": 512, "pixel_format": Fourcc.XRGB8888, **planes, **fields}
    )


@pytest.fixture
def client(card: Node, raw: Raw, opened: Callable[..., Client]) -> Client:
    """A client with a buffer of 1024x1024 pixels, the first that it made."""
    return opened(card, raw)


@pytest.fixture
def handle(client: Client) -> int:
    """That buffer's handle."""
    return int(client.create(1024, 1024, 32).ok().handle)


@conf("K3", "igt:kms_addfb_basic@basic", "igt:kms_addfb_basic@no-handle")
def test_a_handle(client: Client, handle: int) -> None:
    """With one there is a framebuffer; with none there is not, nor with one that names nothing."""
    made = add(client, handle)
    assert made == 0
    assert made.fb_id > 0
    assert client.ioctl("MODE_RMFB", value=made.fb_id) == 0
    assert add(client, 0) == -errno.EINVAL
    assert add(client, 0xFFFF) == -errno.ENOENT


@conf("K3", "igt:kms_addfb_basic@bad-pitch-0", "igt:kms_addfb_basic@bad-pitch-32")
@conf("K3", "igt:kms_addfb_basic@bad-pitch-63", "igt:kms_addfb_basic@bad-pitch-128")
@conf("K3", "igt:kms_addfb_basic@bad-pitch-256", "igt:kms_addfb_basic@bad-pitch-999")
@conf("K3", "igt:kms_addfb_basic@bad-pitch-1024", "igt:kms_addfb_basic@bad-pitch-65536")
@pytest.mark.parametrize("pitch", [0, 32, 63, 128, 256, 1024, 999, 65536])
def test_pitches(client: Client, handle: int, pitch: int) -> None:
    """Too short for a row, or so long that the picture does not fit into the buffer."""
    assert add(client, handle, pitches=[pitch, 0, 0, 0]) == -errno.EINVAL


@conf("K3")
def test_shortest_pitch(client: Client, handle: int) -> None:
    """A row is as long as its pixels; one byte less is too short."""
    assert add(client, handle, pitches=[2048, 0, 0, 0]) == 0
    assert add(client, handle, pitches=[2047, 0, 0, 0]) == -errno.EINVAL


@conf("K3")
def test_overflows(client: Client, handle: int) -> None:
    """The end of the picture has to be a 32-bit number: ERANGE, before anybody looks at the buffer."""
    edge = 0xFFFFFFFF // 512
    assert add(client, handle, pitches=[edge, 0, 0, 0]) == -errno.EINVAL
    assert add(client, handle, pitches=[edge + 1, 0, 0, 0]) == -errno.ERANGE
    assert add(client, handle, offsets=[0xFFFFFFFF, 0, 0, 0]) == -errno.ERANGE
    assert add(client, 0xFFFF, pitches=[0xFFFFFFFF, 0, 0, 0]) == -errno.ERANGE


@conf("K3")
def test_offsets(client: Client, handle: int) -> None:
    """The picture may begin anywhere in the buffer, also between two pixels, as long as it ends inside."""
    last = 1024 * 4096 - (511 * 4096 + 512 * 4)
    for offset in (1, 4096, last):
        assert add(client, handle, offsets=[offset, 0, 0, 0]) == 0
    assert add(client, handle, offsets=[last + 1, 0, 0, 0]) == -errno.EINVAL


@conf("K4", "igt:kms_addfb_basic@size-max", "igt:kms_addfb_basic@too-wide", "igt:kms_addfb_basic@too-high")
@pytest.mark.parametrize("code", [Fourcc.XRGB8888, Fourcc.RGB565], ids=str)
def test_sizes(client: Client, handle: int, kms: Kms, code: Fourcc) -> None:
    """As wide as the pitch, or as anything here may be, and as high as the buffer; one more of either is too much."""
    if not any(code in kms.plane(plane).formats for plane in kms.planes()):
        pytest.skip(f"{NOT_APPLICABLE}no plane shows {code}")
    width = min(1024 * 32 // code.bpp(), int(client.ioctl("MODE_GETRESOURCES").ok().max_width))
    full = {"pixel_format": code, "width": width, "height": 1024}
    assert add(client, handle, **full) == 0
    assert add(client, handle, **{**full, "width": width + 1}) == -errno.EINVAL
    assert add(client, handle, **{**full, "height": 1025}) == -errno.EINVAL
    assert add(client, handle, **{**full, "width": 0}) == -errno.EINVAL
    assert add(client, handle, **{**full, "height": 0}) == -errno.EINVAL


@conf("K4", "igt:kms_addfb_basic@bo-too-small", "igt:kms_addfb_basic@small-bo")
def test_small_buffers(client: Client) -> None:
    """A buffer that is a row short is too small; a framebuffer may be smaller than its buffer."""
    handle = int(client.create(1024, 1023, 32).ok().handle)
    assert add(client, handle, width=1024, height=1024) == -errno.EINVAL
    assert add(client, handle, width=1024, height=1023) == 0
    assert add(client, handle, width=1024, height=1020) == 0


@conf("K4")
def test_largest(client: Client, handle: int) -> None:
    """What GETRESOURCES says is the limit, whatever the buffer's size."""
    limits = client.ioctl("MODE_GETRESOURCES").ok()
    assert add(client, handle, width=limits.max_width + 1, height=1, pitches=[0xFFFFFFFF, 0, 0, 0]) == -errno.EINVAL
    assert add(client, handle, width=64, height=limits.max_height + 1, pitches=[256, 0, 0, 0]) == -errno.EINVAL
    thin = int(client.create(64, limits.max_height, 32).ok().handle)
    assert add(client, thin, width=64, height=limits.max_height, pitches=[256, 0, 0, 0]) == 0
    if limits.min_width > 1:
        assert add(client, handle, width=limits.min_width - 1) == -errno.EINVAL
    assert add(client, handle, width=max(limits.min_width, 1), height=max(limits.min_height, 1)) == 0


@conf("K5", "igt:kms_addfb_basic@unused-handle", "igt:kms_addfb_basic@unused-pitches")
@conf("K5", "igt:kms_addfb_basic@unused-offsets", "igt:kms_addfb_basic@unused-modifier")
@needs("fb.modifiers")
@pytest.mark.parametrize("field", ["handles", "pitches", "offsets", "modifier"])
@pytest.mark.parametrize("plane", [1, 2, 3])
def test_unused_planes(client: Client, handle: int, field: str, plane: int) -> None:
    """With the flag for modifiers, what belongs to a plane that the format does not have has to be 0."""
    rows = {"handles": [handle, 0, 0, 0], "pitches": [4096, 0, 0, 0], "offsets": [0] * 4, "modifier": [0] * 4}
    assert add(client, handle, flags=_MODIFIERS, **rows) == 0
    rows[field][plane] = handle if field == "handles" else 512
    assert add(client, handle, flags=_MODIFIERS, **rows) == -errno.EINVAL


@conf("K5")
@pytest.mark.parametrize("field", ["handles", "pitches", "offsets"])
def test_unused_planes_without_the_flag(client: Client, handle: int, field: str) -> None:
    """Programs older than the flag did not clear these fields: nobody looks at them."""
    rows = {"handles": [handle, 0, 0, 0], "pitches": [4096, 0, 0, 0], "offsets": [0] * 4}
    rows[field][1] = 512
    assert add(client, handle, **rows) == 0


@conf("K5", "igt:kms_addfb_basic@addfb25-modifier-no-flag", "igt:kms_addfb_basic@addfb25-bad-modifier")
@needs("fb.modifiers")
def test_modifiers(client: Client, handle: int) -> None:
    """A modifier needs its flag, has to be one, and one that the driver has."""
    linear, tiled = Modifier.LINEAR, Modifier.I915_X_TILED
    assert add(client, handle, flags=_MODIFIERS, modifier=[linear, 0, 0, 0]) == 0
    assert add(client, handle, modifier=[tiled, 0, 0, 0]) == -errno.EINVAL
    assert add(client, handle, modifier=[0, tiled, 0, 0]) == -errno.EINVAL
    assert add(client, handle, flags=_MODIFIERS, modifier=[Modifier.INVALID, 0, 0, 0]) == -errno.EINVAL
    assert add(client, handle, flags=_MODIFIERS, modifier=[0x55 << 56 | 1, 0, 0, 0]) == -errno.EINVAL


@conf("K5")
@pytest.mark.parametrize("flags", [1 << bit for bit in range(2, 32)])
def test_flags(client: Client, handle: int, flags: int) -> None:
    """All but INTERLACED and MODIFIERS are unknown."""
    assert add(client, handle, flags=flags) == -errno.EINVAL


@conf("K5")
def test_interlaced(client: Client, handle: int) -> None:
    """The flag is part of the interface; whether anything can show such a picture is another question."""
    assert add(client, handle, flags=1) == 0


@conf("K6")
def test_formats(client: Client, handle: int, kms: Kms) -> None:
    """What a plane shows makes a framebuffer; what none does makes none, whether the kernel knows the format or not."""
    shown = {code for plane in kms.planes() for code in kms.plane(plane).formats}
    assert Fourcc.XRGB8888 in shown
    for code in shown:
        if code.info is not None and len(code.info.planes) == 1:
            assert add(client, handle, pixel_format=code, width=256) == 0
    for code in {Fourcc.R8, Fourcc.BGRX8888, Fourcc.RGBA4444, Fourcc.C8} - shown:
        assert add(client, handle, pixel_format=code) == -errno.EINVAL
    for code in (Fourcc(0), Fourcc(0xFFFFFFFF), Fourcc("ZZZZ")):
        assert add(client, handle, pixel_format=code) == -errno.EINVAL


@conf("K6", "igt:kms_addfb_basic@legacy-format")
def test_legacy_formats(client: Client, handle: int) -> None:
    """10,000 pairs of bits per pixel and depth, random and near the known ones: only the known ones may succeed.

    On an emulated processor they are 1,000.
    """
    source = random.Random(0x5EED)

    def legacy(bpp: int, depth: int) -> int:
        made = client.ioctl("MODE_ADDFB", width=512, height=512, pitch=4096, bpp=bpp, depth=depth, handle=handle)
        if made == 0:
            assert client.ioctl("MODE_RMFB", value=made.fb_id) == 0
        return int(made)

    before = {pair: legacy(*pair) for pair in LEGACY}
    assert before[32, 24] == 0
    assert set(before.values()) <= {0, -errno.EINVAL}
    small = [(source.randrange(40), source.randrange(40)) for _ in range(scaled(5000))]
    large = [(source.getrandbits(32), source.getrandbits(32)) for _ in range(scaled(5000))]
    wrong = [pair for pair in small + large if legacy(*pair) != before.get(pair, -errno.EINVAL)]
    assert not wrong
    assert {pair: legacy(*pair) for pair in LEGACY} == before
