"""Framebuffers: what is left of them on the screen and in the kernel, however they end."""

from __future__ import annotations

import gc
import inspect
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import ClosedError, Fourcc
from pydrm.kms import ConnectorType, CrtcId, Fb, Kms, Mode, legacy, vblank
from tests.conformance.support import force

if TYPE_CHECKING:
    from collections.abc import Iterator

# Facts that were learnt while it lived.
OK = ("device", "width", "height", "format", "modifier", "add", "add_legacy")
ALWAYS = ("close", "closed")
NAMES = [name for name in dir(Fb) if not name.startswith("_") and name not in (*OK, *ALWAYS)]


def new(device: pydrm.Device, width: int = 64, height: int = 64) -> Fb:
    """A framebuffer whose buffer is gone."""
    with device.create_dumb(width, height, Fourcc.XRGB8888) as buffer:
        return Fb.add(device, buffer)


def use(fb: Fb, name: str) -> None:
    value = getattr(fb, name)
    if inspect.ismethod(value):
        value()


@pytest.mark.parametrize("name", NAMES)
def test_closed(vkms: pydrm.Device, name: str) -> None:
    """Every method and property of a closed one raises ClosedError; what it was is still known."""
    fb = new(vkms)
    fb.close()
    with pytest.raises(ClosedError, match=r"^Fb is closed$"):
        use(fb, name)
    with pytest.raises(ClosedError), fb:
        pass
    assert (fb.device, fb.width, fb.height, fb.format) == (vkms, 64, 64, Fourcc.XRGB8888)


@pytest.mark.parametrize("name", NAMES)
def test_its_device_is_closed(vkms: pydrm.Device, name: str) -> None:
    """It dies with its device."""
    with pydrm.open(vkms.path) as own:
        fb = new(own)
    with pytest.raises(ClosedError, match="Device is closed"):
        use(fb, name)
    assert not fb
    assert repr(fb) == "<Fb closed>"
    fb.close()


class Shown:
    """A screen of vkms that shows a framebuffer."""

    def __init__(self, device: pydrm.Device) -> None:
        self.kms = Kms(device)
        resources = self.kms.resources()
        found = [self.kms.connector(each, probe=True) for each in resources.connectors]
        self.connector = next(each for each in found if each.modes and each.type != ConnectorType.WRITEBACK)
        self.mode: Mode = min(self.connector.modes, key=lambda mode: mode.hdisplay * mode.vdisplay)
        self.crtc: CrtcId = resources.crtcs[0]
        self.device = device
        self.fb: Fb | None = self.new()
        legacy.set_crtc(device, self.crtc, self.fb, self.mode, [self.connector])

    def new(self) -> Fb:
        return new(self.device, self.mode.hdisplay, self.mode.vdisplay)

    def shows(self) -> Any:
        return self.kms.crtc(self.crtc).fb_id


@pytest.fixture
def shown(vkms: pydrm.Device) -> Iterator[Shown]:
    """A screen that shows something; dark at the end, and without framebuffers."""
    if not vkms.is_master:
        force.unmet("vkms", "master", "somebody else is DRM master")
    screen = Shown(vkms)
    yield screen
    if screen.fb is not None:
        screen.fb.close()
    legacy.set_crtc(vkms, screen.crtc)
    assert screen.kms.resources().framebuffers == ()


def test_dropped_while_it_is_shown(shown: Shown) -> None:
    """A warning, and it is off the screen."""
    assert shown.fb is not None
    assert shown.shows() == shown.fb.id
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        shown.fb = None
        gc.collect()
    assert [each.category for each in caught] == [ResourceWarning]
    assert shown.shows() is None


def test_released_while_it_is_shown(shown: Shown) -> None:
    """It stays on the screen until something else is there."""
    assert shown.fb is not None
    number = shown.fb.id
    shown.fb.release()
    assert shown.shows() == number
    shown.fb = shown.new()
    legacy.set_crtc(shown.device, shown.crtc, shown.fb, shown.mode, [shown.connector])
    with pytest.raises(FileNotFoundError):
        shown.kms.framebuffer(number)


def test_a_new_one_for_each_frame(shown: Shown) -> None:
    """Made, flipped to, and closed when the next one is there: nothing is left, and nothing flickers."""
    assert shown.fb is not None
    for number in range(30):
        following = shown.new()
        legacy.page_flip(shown.device, shown.crtc, following, user_data=number)
        assert len(shown.device.read_events(timeout_ns=10**9)) == 1
        shown.fb.close()
        assert shown.shows() == following.id
        shown.fb = following
        assert len(shown.kms.resources().framebuffers) == 1


def test_closed_with_the_flip_pending(shown: Shown) -> None:
    """The one that is on its way is closed at once, and then the one before it; the event comes all the same."""
    assert shown.fb is not None
    following = shown.new()
    vblank.wait(shown.device, shown.crtc)
    legacy.page_flip(shown.device, shown.crtc, following, user_data=9)
    following.close()
    shown.fb.close()
    (event,) = shown.device.read_events(timeout_ns=10**9)
    assert isinstance(event, pydrm.FlipCompleteEvent)
    assert event.user_data == 9
    assert shown.shows() is None


def test_the_device_is_closed_first(vkms: pydrm.Device) -> None:
    """With what it shows: the screen goes dark, objects are dead, closing them is nothing."""
    vkms.drop_master()
    try:
        with pydrm.open(vkms.path) as own:
            screen = Shown(own)
            assert screen.shows() is not None
        assert not screen.fb
    finally:
        vkms.set_master()
    assert Kms(vkms).crtc(screen.crtc).fb_id is None
    legacy.set_crtc(vkms, screen.crtc)
