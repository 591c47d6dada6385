"""Dumb buffers are made: sizes, pitches, limits, and what comes back after a refusal."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from .support import conf, needs, probes
from .support.client import Client
from .support.memory import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("dumb")

U32 = 0xFFFFFFFF
IGT_SIZE = (4032, 2016, 32)


def page_align(size: int) -> int:
    return -(-size // PAGE) * PAGE


@conf("D1", "igt:dumb_buffer@invalid-bpp")
@pytest.mark.parametrize(
    ("width", "height", "bpp"), [(0, 2016, 32), (4032, 0, 32), (4032, 2016, 0), (0, 0, 0)], ids=str
)
def test_nothing_of_no_size(
    card: Node, raw: Raw, opened: Callable[..., Client], width: int, height: int, bpp: int
) -> None:
    """A zero anywhere is EINVAL; no handle is used up, and what was given stays or becomes zero."""
    client = opened(card, raw)
    answer = client.ioctl("MODE_CREATE_DUMB", width=width, height=height, bpp=bpp, handle=7, pitch=8, size=9)
    assert answer == -errno.EINVAL
    # The zeroing of the outputs comes after this check in Linux 6.12, and before it in 7.2.
    assert (answer.handle, answer.pitch, answer.size) in ((7, 8, 9), (0, 0, 0))
    assert client.create(16, 16, 32).ok().handle == 1


@conf("D2", "igt:vgem_basic@create")
@pytest.mark.parametrize(
    ("width", "height", "bpp", "size"),
    [
        pytest.param(1, 1, 1, 4096, marks=needs("dumb.bits"), id="smallest"),
        pytest.param(1, 1, 32, 4096, id="smallest-32bpp"),
        pytest.param(1024, 1024, 8, 1 << 20, marks=needs("dumb.bits"), id="megabyte"),
        pytest.param(512, 512, 32, 1 << 20, id="megabyte-32bpp"),
        pytest.param(32768, 32768, 16, 1 << 31, marks=needs("dumb.bits", "dumb.lazy"), id="two-gigabytes"),
    ],
)
def test_sizes(
    card: Node, raw: Raw, opened: Callable[..., Client], width: int, height: int, bpp: int, size: int
) -> None:
    """The smallest buffer is a page, and a large one costs nothing before it is touched."""
    answer = opened(card, raw).create(width, height, bpp)
    assert answer == 0
    assert answer.size == size
    assert answer.pitch == -(-width * bpp // 8)


@conf("D2")
def test_outputs_are_not_inputs(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Garbage in the fields that the kernel fills in has no effect: old programs leave it there."""
    answer = opened(card, raw).ioctl(
        "MODE_CREATE_DUMB", width=64, height=64, bpp=32, handle=77, pitch=1 << 20, size=1 << 40
    )
    assert answer == 0
    assert (answer.handle, answer.pitch, answer.size) == (1, 256, 16384)


@conf("D2")
@pytest.mark.parametrize("flags", [1, 0x80000000, U32], ids=hex)
def test_flags_are_not_judged(card: Node, raw: Raw, opened: Callable[..., Client], flags: int) -> None:
    """The flags word is documented as zero and looked at by nobody (recorded on Linux 6.12.117)."""
    assert opened(card, raw).create(16, 16, 32, flags) == 0


@conf("D3")
@pytest.mark.parametrize(
    ("width", "height", "bpp"),
    [
        pytest.param(1, 1, U32 - 7, id="bpp-wraps"),
        pytest.param(1, 1, U32, id="bpp-largest"),
        pytest.param(0x40000000, 1, 32, id="stride-wraps"),
        pytest.param(U32, 1, 9, id="stride-wraps-by-one-byte"),
        pytest.param(0x10000, 0x10000, 8, id="size-wraps"),
        pytest.param(0x8000, 0x8000, 32, id="size-wraps-32bpp"),
        # The product's lower half is not 0 here, so only the check itself stands in the way.
        pytest.param(0x10001, 0x10000, 8, id="size-wraps-to-little"),
        pytest.param(0x5000, 0x10000, 32, id="size-wraps-to-more"),
        pytest.param(0x10000, 0x10001, 8, id="size-wraps-to-one-row"),
        pytest.param(65537, 65535, 8, id="page-align-wraps"),
        pytest.param(U32, 1, 8, id="page-align-wraps-one-row"),
        pytest.param(U32, U32, U32, id="everything"),
    ],
)
def test_overflow(card: Node, raw: Raw, opened: Callable[..., Client], width: int, height: int, bpp: int) -> None:
    """Sizes that do not fit 32 bits are EINVAL, never a small buffer with a large name."""
    client = opened(card, raw)
    assert client.create(width, height, bpp) == -errno.EINVAL
    assert client.create(16, 16, 32).ok().handle == 1


@conf("D3")
@needs("dumb.lazy")
@pytest.mark.parametrize(
    ("width", "height", "bpp"),
    [
        pytest.param(1, 1, U32 - 8, id="bpp"),
        pytest.param(0x10000, 0xFFFF, 8, id="size"),
        pytest.param(0x7FFF, 0x8000, 32, id="size-32bpp"),
        pytest.param(65537, 65534, 8, id="page-align"),
        pytest.param(0x1000, 0xFFFFF, 8, id="last-page"),
    ],
)
def test_just_below_overflow(
    card: Node, raw: Raw, opened: Callable[..., Client], width: int, height: int, bpp: int
) -> None:
    """One less is a good, very large buffer."""
    answer = opened(card, raw).create(width, height, bpp)
    assert answer == 0
    assert answer.pitch >= -(-width * bpp // 8)
    assert answer.size == page_align(answer.pitch * height)


@conf("D4")
@needs("dumb.lazy")
@pytest.mark.parametrize("width", [0x08000001, 0x10000001, 0x3FFFFC00], ids=hex)
def test_pitch_holds_a_row(card: Node, raw: Raw, opened: Callable[..., Client], width: int) -> None:
    """Where width times bpp passes 32 bits the driver refuses, or gives a pitch that holds a row."""
    answer = opened(card, raw).create(width, 1, 32)
    if answer == 0:
        assert answer.pitch >= width * 4
        assert answer.size >= answer.pitch
    else:
        assert answer == -errno.EINVAL


@conf("D4")
@needs("dumb.lazy")
@pytest.mark.parametrize("width", [0x10000000, 0x20000000], ids=hex)
def test_no_pitch_no_buffer(card: Node, raw: Raw, opened: Callable[..., Client], width: int) -> None:
    """Where the product wraps to nothing there is no buffer: EINVAL, or ENOSPC from the space of offsets (6.12.117).

    Later kernels multiply in 64 bits (seen in 7.2): then the pitch is what it should be.
    """
    client = opened(card, raw)
    answer = client.create(width, 1, 32)
    if answer == 0:
        assert (answer.pitch, answer.size) == (width * 4, width * 4)
        client.destroy(answer.handle).ok()
    else:
        assert answer in (-errno.EINVAL, -errno.ENOSPC)
    assert client.create(16, 16, 32).ok().handle == 1


@conf("D5", "igt:dumb_buffer@create-valid-dumb")
def test_create_and_destroy(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A buffer of an ordinary size comes and goes."""
    client = opened(card, raw)
    answer = client.create(*IGT_SIZE).ok()
    assert answer.size >= answer.pitch * IGT_SIZE[1]
    assert client.destroy(answer.handle) == 0
    assert client.destroy(answer.handle) == -errno.EINVAL


@conf("D14")
@pytest.mark.parametrize("bpp", [1, 2, 4, 7, 8, 9, 10, 12, 15, 16, 18, 24, 30, 32, 48, 64, 128])
def test_bits_per_pixel(card: Node, raw: Raw, opened: Callable[..., Client], bpp: int) -> None:
    """The shmem drivers take any number of bits and pack them; others may refuse with EINVAL."""
    answer = opened(card, raw).create(101, 3, bpp)
    # Recorded on vgem, vkms and cirrus of Linux 6.12.117: all of them, and the pitch is not aligned.
    if bpp == 32 or probes.of_node(card, "dumb.bits") is None:
        assert answer == 0
    if answer == 0:
        assert answer.pitch >= -(-101 * bpp // 8)
        assert answer.size >= answer.pitch * 3
        assert answer.size % PAGE == 0
    else:
        assert answer == -errno.EINVAL


@conf("D2", "D3")
def test_any_geometry(card: Node) -> None:
    """For whatever geometry: refused, or a whole number of pages that holds all rows."""
    all_bits = probes.of_node(card, "dumb.bits") is None
    side = 1 << 14 if probes.of_node(card, "dumb.lazy") is None else 1 << 9
    with Client(card) as client:

        @given(
            width=st.integers(0, side),
            height=st.integers(0, side),
            bpp=st.sampled_from([0, 1, 8, 16, 24, 32, 64]),
        )
        @example(width=side, height=side, bpp=64)
        def check(width: int, height: int, bpp: int) -> None:
            answer = client.create(width, height, bpp)
            if not (width and height and bpp) or page_align(-(-bpp // 8) * width * height) > U32:
                assert answer == -errno.EINVAL
                return
            if not all_bits and bpp != 32 and answer != 0:
                assert answer == -errno.EINVAL
                return
            assert answer == 0
            assert answer.pitch >= -(-width * bpp // 8)
            assert answer.size >= answer.pitch * height
            assert answer.size % PAGE == 0
            assert client.destroy(answer.handle) == 0

        check()
