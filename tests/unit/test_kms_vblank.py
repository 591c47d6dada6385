"""How a wait for a vertical blank is put into the kernel's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pydrm.kms import CrtcId, vblank
from pydrm.kms.vblank import Pipe

from .null_device import note, null

if TYPE_CHECKING:
    from pydrm import Device

__all__ = ["null"]

CALL = "DRM_IOCTL_WAIT_VBLANK"


@pytest.mark.parametrize(
    ("pipe", "bits"), [(0, 0x00000001), (1, 0x20000001), (2, 0x00000005), (3, 0x00000007), (31, 0x0000003F)]
)
def test_pipes(null: Device, pipe: int, bits: int) -> None:
    """The first has no bits, the second a flag of its own, the rest a number."""
    expected = f"{CALL}(pipe={pipe}, type={bits:#x}, sequence=0, signal=0)"
    assert note(vblank.query, null, Pipe(pipe)) == expected


@pytest.mark.parametrize("pipe", [-1, 32, 1000])
def test_pipes_that_cannot_be_told(null: Device, pipe: int) -> None:
    """The field has five bits."""
    with pytest.raises(ValueError, match=rf"^Pipe\({pipe}\): DRM_IOCTL_WAIT_VBLANK has room for 32 CRTCs$"):
        vblank.wait(null, Pipe(pipe))


def test_kinds(null: Device) -> None:
    """From now on or by number, exactly or the next one, waiting or by an event."""
    pipe = Pipe(0)
    assert note(vblank.wait, null, pipe, after=3) == f"{CALL}(pipe=0, type=0x1, sequence=3, signal=0)"
    assert note(vblank.wait, null, pipe, sequence=9) == f"{CALL}(pipe=0, type=0x0, sequence=9, signal=0)"
    assert note(vblank.wait, null, pipe, sequence=9, next_on_miss=True) == (
        f"{CALL}(pipe=0, type=0x10000000, sequence=9, signal=0)"
    )
    assert note(vblank.queue, null, pipe, user_data=5) == f"{CALL}(pipe=0, type=0x4000001, sequence=1, signal=5)"
    assert note(vblank.queue_sequence, null, CrtcId(38), sequence=1 << 40, next_on_miss=True) == (
        "DRM_IOCTL_CRTC_QUEUE_SEQUENCE(crtc_id=38, flags=0x2, sequence=1099511627776, user_data=0)"
    )
    assert note(vblank.get_sequence, null, CrtcId(38)) == "DRM_IOCTL_CRTC_GET_SEQUENCE(crtc_id=38)"


def test_wide_numbers(null: Device) -> None:
    """Of a 64-bit number the kernel is told the lower half, and finds the rest by itself."""
    assert note(vblank.wait, null, Pipe(0), sequence=(7 << 32) + 5) == f"{CALL}(pipe=0, type=0x0, sequence=5, signal=0)"
    for wrong in (-1, 1 << 64):
        with pytest.raises(ValueError, match=f"^vblank: sequence {wrong} does not fit"):
            vblank.wait(null, Pipe(0), sequence=wrong)


def test_a_pipe_is_a_number() -> None:
    """It prints as what it is."""
    assert (Pipe(3), repr(Pipe(3))) == (3, "Pipe(3)")
