"""Displays: in whatever order they, their pictures and their device end, nothing is kept, and the screen is free."""

from __future__ import annotations

import gc
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import ClientCap, ClosedError, ForkError
from pydrm.kms import Display, Fb, Kms
from tests.conformance.support import conf

from .test_fork import in_child

if TYPE_CHECKING:
    from collections.abc import Callable

    Things = tuple[pydrm.Device, Display, Fb]

SMALL = "640x480"


def made(vkms: pydrm.Device) -> Things:
    """A display on a device that is the caller's, which shows a framebuffer of its own after another one."""
    for cap in (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC):
        vkms.set_client_cap(cap)
    display = Display(vkms, mode=SMALL)
    display.flip()
    with vkms.create_dumb(640, 480, "XRGB8888") as buffer:
        fb = Fb.add(vkms, buffer)
        display.show(buffer)
    display.show(fb)
    return vkms, display, fb


def _display_first(things: Things) -> None:
    _, display, fb = things
    display.close()
    fb.close()


def _picture_first(things: Things) -> None:
    _, display, fb = things
    fb.close()  # the screen goes dark
    display.close()


def _device_first(things: Things) -> None:
    device, display, fb = things
    device.close()
    assert display
    with pytest.raises(ClosedError, match="Device is closed"):
        display.flip()
    display.close()
    fb.close()


def _dropped(things: Things) -> None:
    ring: list[Any] = list(things)
    ring.append(ring)


@pytest.mark.parametrize("end", [_display_first, _picture_first, _device_first, _dropped])
@conf("X7")
def test_ends(vkms: pydrm.Device, end: Callable[[Things], None]) -> None:
    """Nothing is on the screen, no framebuffer is left, and the next one shows at once."""
    path = vkms.path
    vkms.close()  # another one is to be the first
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        things = made(pydrm.open(path))
        end(things)
        things[0].close()
        del things
        gc.collect()
    with pydrm.open(path) as device:
        kms = Kms(device)
        assert [kms.crtc(each).fb_id for each in kms.resources().crtcs] == [None]
        with Display(device, mode=SMALL) as display:
            display.flip()
        assert kms.resources().framebuffers == ()
        assert device.gem.handles() == {}


@conf("X7")
def test_many(vkms: pydrm.Device) -> None:
    """One after the other on a device: neither handles nor framebuffers pile up."""
    for _ in range(20):
        with Display(vkms, mode=SMALL) as display:
            for _ in range(3):
                display.flip()
        assert Kms(vkms).resources().framebuffers == ()
        assert vkms.gem.handles() == {}


@conf("X9")
def test_after_fork(vkms: pydrm.Device) -> None:
    """An inherited display is for nothing but dropping; the parent goes on with it."""
    _, display, fb = made(vkms)
    with display, fb:

        def body() -> None:
            for use in (display.flip, lambda: display.back, lambda: display.show(fb)):
                with pytest.raises(ForkError, match="before fork"):
                    use()
            display.close()

        in_child(body)
        assert Kms(vkms).crtc(display.crtc).mode == display.mode
        display.flip()


@conf("X7")
@pytest.mark.parametrize("ending", ["", "sys.exit(0)", "ring = [display]; ring.append(ring); del display"])
def test_leaving_the_interpreter(vkms: pydrm.Device, ending: str) -> None:
    """With a picture on the screen: status 0, nothing on stderr, and the screen is dark."""
    path = vkms.path
    vkms.close()
    script = (
        f"import sys\nfrom pydrm.kms import Display\n"
        f"display = Display.open({path!r}, mode='640x480')\ndisplay.flip()\ndisplay.flip()\n{ending}"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    with pydrm.open(path) as device:
        kms = Kms(device)
        assert [kms.crtc(each).fb_id for each in kms.resources().crtcs] == [None]
