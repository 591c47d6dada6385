"""`Display` on a real driver: what it shows, told by the CRTC's checksums, what it waits for, and what it refuses."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm import ClientCap, ClosedError, Fourcc, vgem
from pydrm.kms import Display, Fb, Kms, Mode, Writeback, create_lease

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.processes import in_child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..support.nodes import Node
    from .stage import Stage

SMALL = "640x480"


@pytest.fixture(params=["atomic", "legacy"])
def display(card: Node, request: pytest.FixtureRequest) -> Iterator[Display]:
    """A display with a small mode (vkms composes its frames on the CPU), both ways."""
    with Display.open(card.path, mode=SMALL, atomic=request.param == "atomic") as found:
        assert found.atomic is (request.param == "atomic")
        yield found


def noise(display: Display, seed: int = 0) -> Any:
    """Words of which every pixel counts."""
    return np.random.default_rng(seed).integers(0, 1 << 24, (display.height, display.width), "u4")


def colours(words: Any) -> Any:
    """The same as red, green and blue."""
    return np.stack([words >> shift & 0xFF for shift in (16, 8, 0)], axis=-1).astype("u1")


def seen(card: Node, display: Display) -> int:
    """The checksum of what is shown now."""
    return checksum(card, Kms(display.device), display.crtc)


# -- pictures --------------------------------------------------------------------------------------------------------


@conf("K11", "K26")
@needs("crc")
def test_arrays(card: Node, display: Display) -> None:
    """Words, colours, greys, with alpha, with strides of their own: all are shown as they are."""
    words = noise(display)
    rgb = colours(words)
    grey = rgb[..., 1]
    shown = {
        "words": (words, words),
        "rgb": (rgb, words),
        "rgba": (np.dstack([rgb, grey]), words),
        "upside down": (rgb[::-1], words[::-1]),
        "grey": (grey, grey.astype("u4") * 0x010101),
    }
    for name, (picture, expected) in shown.items():
        display.show(picture)
        assert seen(card, display) == vkms_sum(np.ascontiguousarray(expected)), name


@conf("K11", "K26")
@needs("crc")
def test_a_small_picture(card: Node, display: Display) -> None:
    """In the middle, and black around it, whatever was in the buffer before; too large a one is refused."""
    words = noise(display)
    for seed in range(3):
        display.show(noise(display, seed))
    part = words[:99, :201]
    display.show(part)
    expected = np.zeros_like(words)
    top, left = (display.height - 99) // 2, (display.width - 201) // 2
    expected[top : top + 99, left : left + 201] = part
    assert seen(card, display) == vkms_sum(expected)
    with pytest.raises(ValueError, match=r"641x480 pixels does not fit into 640x480"):
        display.show(np.zeros((480, 641), "u4"))
    for wrong in (np.zeros((4, 4), "f4"), np.zeros((4, 4, 2), "u1"), np.zeros(4, "u4"), np.zeros((4, 4, 3), "u4")):
        with pytest.raises(ValueError, match="a picture is"):
            display.show(wrong)
    assert seen(card, display) == vkms_sum(expected)


@conf("K21")
@needs("crc")
def test_drawing_behind(card: Node, display: Display) -> None:
    """What is drawn into the back buffer is not on the screen until it is flipped; there are two."""
    frames = [noise(display, seed) for seed in range(3)]
    display.show(frames[0])
    display.back[:] = frames[1]
    assert seen(card, display) == vkms_sum(frames[0])
    display.flip()
    assert np.array_equal(display.back, frames[0])
    display.back[:] = frames[2]
    assert seen(card, display) == vkms_sum(frames[1])
    display.flip()
    assert seen(card, display) == vkms_sum(frames[2])


@conf("K21")
@needs("vblank")
def test_flips_are_waited_for(display: Display) -> None:
    """Each comes back when it is on the screen: one frame after the other, at the mode's pace."""
    display.flip()
    told = [display.flip() for _ in range(20)]
    times = [each.time_ns for each in told if each is not None]
    assert len(times) == 20
    frame = 1e12 / display.mode.refresh_millihertz
    for event, (before, after) in zip(told[1:], pairwise(times), strict=True):
        assert event is not None
        assert event.crtc_id == display.crtc
        frames = (after - before) / frame
        assert frames > 0.9
        assert abs(frames - round(frames)) < 0.1


# -- buffers ---------------------------------------------------------------------------------------------------------


@conf("P21")
@needs("crc", "prime.import", "vgem.dumb")
def test_a_buffer_without_a_copy(card: Node, display: Display, vgem: pydrm.Device) -> None:
    """A dumb buffer of its own, one of vgem, its dma-buf, a framebuffer; what is written later is seen, too."""
    words = [noise(display, seed) for seed in range(5)]
    size = (display.width, display.height, Fourcc.XRGB8888)
    with ExitStack() as stack:
        own, other = (stack.enter_context(device.create_dumb(*size)) for device in (display.device, vgem))
        dmabuf = stack.enter_context(other.export())
        kept = stack.enter_context(Fb.add(display.device, dmabuf))
        for buffer, shown, picture in zip((own, other, other, other), (own, other, dmabuf, kept), words, strict=False):
            buffer.array[:] = picture
            display.show(shown)
            assert seen(card, display) == vkms_sum(picture)
        with dmabuf.cpu_access():
            dmabuf.array()[:] = words[4]
        assert seen(card, display) == vkms_sum(words[4])
        assert kept.id in Kms(display.device).resources().framebuffers
        display.show(words[0])  # before the framebuffer is closed, which would make the screen dark
    assert seen(card, display) == vkms_sum(words[0])
    assert set(display.device.gem.handles().values()) == {1}


@conf("P21")
@needs("crc")
def test_a_larger_buffer(card: Node, display: Display) -> None:
    """Is shown from its upper left corner; a smaller one is refused and does not stay."""
    whole = np.random.default_rng(1).integers(0, 1 << 24, (display.height + 20, display.width + 40), "u4")
    with display.device.create_dumb(whole.shape[1], whole.shape[0], Fourcc.XRGB8888) as buffer:
        buffer.array[:] = whole
        display.show(buffer)
        assert seen(card, display) == vkms_sum(whole[: display.height, : display.width])
    with display.device.create_dumb(display.width, display.height - 1, Fourcc.XRGB8888) as buffer:
        with pytest.raises(ValueError, match=f"smaller than the mode {display.mode} of {display.connector.name}"):
            display.show(buffer)
    display.flip()
    assert len(Kms(display.device).resources().framebuffers) == 2


@conf("K5")
@needs("fb.rgb565")
def test_another_format(display: Display) -> None:
    """From one picture to the next, where the plane takes it."""
    for code in (Fourcc.XRGB8888, Fourcc.RGB565, Fourcc.XRGB8888):
        with display.device.create_dumb(display.width, display.height, code) as buffer:
            display.show(buffer)
            shown = Kms(display.device).crtc(display.crtc).fb_id
            assert shown is not None
            assert Kms(display.device).framebuffer(shown).format == code


@conf("K15")
@needs("crc", "vgem.fence")
def test_behind_a_fence(card: Node, display: Display, vgem: pydrm.Device) -> None:
    """A picture waits for its fence: in vain, then late; the next one comes in its turn."""
    words = [noise(display, seed) for seed in range(3)]
    display.show(words[0])
    with ExitStack() as stack:
        # The fence is another buffer's, so that nobody finds it on this one.
        other, buffer = (stack.enter_context(vgem.create_dumb(640, 480, Fourcc.XRGB8888)) for _ in range(2))
        dmabuf = stack.enter_context(other.export())
        fence = stack.enter_context(attach(other))
        waits = stack.enter_context(dmabuf.export_sync_file(read=True))
        with pytest.raises(TimeoutError):
            display.show(buffer, in_fence=waits, timeout_ns=60_000_000)
        assert seen(card, display) == vkms_sum(words[0])
        buffer.array[:] = words[1]
        fence.signal()
        display.show(buffer, in_fence=waits)
        assert seen(card, display) == vkms_sum(words[1])
    display.show(words[2])
    assert seen(card, display) == vkms_sum(words[2])


def attach(buffer: pydrm.GemObject) -> vgem.VgemFence:
    return vgem.attach(buffer, write=True)


@conf("K27")
@needs("writeback")
def test_captured(card: Node) -> None:
    """What the writeback connector captures is what was shown, pixel by pixel."""
    with pydrm.open(card.path) as device:
        for cap in (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC, ClientCap.WRITEBACK_CONNECTORS):
            device.set_client_cap(cap)
        with Display(device, mode=SMALL) as display:
            for seed in range(2):
                words = noise(display, seed)
                display.show(colours(words))
                with Writeback(device, display.crtc) as writeback:
                    assert np.array_equal(writeback.capture_array() & 0xFFFFFF, words)


# -- master ----------------------------------------------------------------------------------------------------------


@conf("K25")
def test_master_is_borrowed(card: Node) -> None:
    """Taken where nobody has it, and given back; left alone where it was there before."""
    with pydrm.open(card.path) as device:
        assert device.is_master
        Display(device).close()
        assert device.is_master
        device.drop_master()
        with Display(device, mode=SMALL) as display:
            assert device.is_master
            display.flip()
        assert not device.is_master
        with pytest.raises(LookupError):
            Display(device, connector="Nowhere-1")
        assert not device.is_master


@conf("K25")
def test_a_display_in_use(card: Node, stage: Stage) -> None:
    """EBUSY while another program is master: nothing is touched. EACCES for who may not become it."""
    shown = stage.light()
    before = stage.state()
    with pytest.raises(OSError) as caught:
        Display.open(card.path)
    assert caught.value.errno == errno.EBUSY
    assert f"another program is master of {card.path}: its display is in use" in caught.value.__notes__
    with pydrm.open(card.path) as late:
        stage.device.drop_master()

        def refused() -> tuple[int | None, str]:
            os.setresuid(65534, 65534, 65534)
            with pydrm.Device.from_fd(os.dup(late._fd)) as device, pytest.raises(OSError) as caught:
                Display(device)
            return caught.value.errno, caught.value.__notes__[-1]

        number, words = in_child(refused)
        stage.device.set_master()
    assert (number, words.partition(" of ")[0]) == (errno.EACCES, "only root may become master")
    assert stage.state() == before
    assert shown


@conf("K24")
def test_on_a_lease(stage: Stage) -> None:
    """A lessee is master of what it has."""
    with create_lease(stage.device, [stage.connector, stage.crtc, stage.primary]) as lease:
        for cap in (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC):
            lease.set_client_cap(cap)
        with Display(lease, mode=SMALL) as display:
            display.flip()
            assert display.flip() is not None
            assert stage.kms.crtc(stage.crtc).mode == display.mode
        assert stage.kms.crtc(stage.crtc).mode is None


# -- choosing --------------------------------------------------------------------------------------------------------


@conf("K28")
def test_choosing(card: Node) -> None:
    """By names and ids, and a mode of one's own; what is not there is told with what is."""
    with Display.open(card.path, atomic=False) as display:
        assert display.mode == next(each for each in display.connector.modes if each.preferred)
        assert display.plane is None or not display.atomic
        name, number = display.connector.name, display.connector.id
        own: Mode = display.connector.modes[-1]
    for wanted in ({"connector": name}, {"connector": number}, {"mode": own}, {"driver": card.driver}, {}):
        with Display.open(**({"path": card.path} if "driver" not in wanted else {}), **wanted) as display:  # type: ignore[arg-type]
            assert display.connector.id == number
            assert wanted.get("mode", display.mode) == display.mode
    with pytest.raises(LookupError, match=rf"{card.path} has no connector DP-7; connectors: {name} \(connected\)"):
        Display.open(card.path, connector="DP-7")
    with pytest.raises(LookupError, match=rf"{name} has no mode 1x1; it has .*, \d+x\d+@"):
        Display.open(card.path, mode="1x1")
    with pytest.raises(TypeError, match="a path or a driver"):
        Display.open(card.path, driver=card.driver)
    with pytest.raises(LookupError, match="no DRM device with driver 'nobody'"):
        Display.open(driver="nobody")


def test_no_display(vgem: pydrm.Device) -> None:
    """EOPNOTSUPP from a driver that has none, in words."""
    with pytest.raises(OSError) as caught:
        Display.open(driver="vgem")
    assert caught.value.errno == errno.EOPNOTSUPP
    assert caught.value.__notes__[-1].endswith("has no display")


@conf("X8")
def test_closed(display: Display) -> None:
    """A closed one shows nothing more; its buffers and its device are gone."""
    display.flip()
    display.close()
    assert not display
    assert not display.device
    for use in (display.flip, lambda: display.back, lambda: display.show(np.zeros((4, 4), "u4"))):
        with pytest.raises(ClosedError):
            use()
