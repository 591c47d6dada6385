"""Whose a framebuffer is: only its own client removes it, whoever is master."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import Fb, FramebufferId, Kms

from ..support import conf, known, needs
from .framebuffers import must_addfb
from .leases import must_frame, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw
    from .leases import Lessor


@conf("K8", "igt:kms_addfb_basic@master-rmfb")
@needs("root")
def test_the_next_master_removes_none(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """To it the framebuffers of the one before do not exist (RMFB, CLOSEFB, which Linux 6.8 brought); their owner needs
    no master."""
    first, second = opened(card, raw), opened(card, raw)
    frame, _ = must_addfb(first)
    assert first.ioctl("DROP_MASTER") == 0
    assert second.ioctl("SET_MASTER") == 0
    assert second.ioctl("MODE_RMFB", value=frame) == -errno.ENOENT
    if known.why_not("MODE_CLOSEFB") is None:
        assert second.ioctl("MODE_CLOSEFB", fb_id=frame) == -errno.ENOENT
    assert second.ioctl("MODE_GETFB2", fb_id=frame) == 0
    assert first.ioctl("MODE_RMFB", value=frame) == 0
    assert first.ioctl("MODE_RMFB", value=frame) == -errno.ENOENT


@conf("K8")
@needs("root")
def test_a_picture_stays_when_masters_change(
    card: Node, raw: Raw, lessor: Lessor, opened: Callable[..., Client]
) -> None:
    """What the one before shows goes on being shown, until its owner removes it or leaves."""
    second = opened(card, raw)
    frame = must_frame(lessor, lessor)
    assert show(lessor, lessor, frame) == 0
    assert lessor.ioctl("DROP_MASTER") == 0
    assert second.ioctl("SET_MASTER") == 0
    assert second.ioctl("MODE_RMFB", value=frame) == -errno.ENOENT
    assert second.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc).ok().fb_id == frame
    lessor.close()
    assert second.ioctl("MODE_GETCRTC", crtc_id=lessor.crtc).ok().fb_id == 0
    assert second.ioctl("MODE_GETFB2", fb_id=frame) == -errno.ENOENT


@conf("K8", "K2")
@needs("root")
def test_objects(card: Node) -> None:
    """The same with `pydrm.kms.Fb`: its own device closes it while another one is master."""
    with pydrm.open(card.path) as first, pydrm.open(card.path) as second:
        with first.create_dumb(64, 64, "XRGB8888") as buffer, Fb.add(first, buffer) as frame:
            first.drop_master()
            with second.master():
                number = FramebufferId(frame.id)
                assert Kms(second).framebuffer(number).width == 64
                frame.close()
                with pytest.raises(FileNotFoundError):
                    Kms(second).framebuffer(number)
