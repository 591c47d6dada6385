"""kill -9 while a display is in use: flips and fences pending, leases held. Whoever comes next finds it free."""

from __future__ import annotations

import os
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import vgem
from pydrm.kms import AtomicRequest, ConnectorId, CrtcId, Fb, Kms, Lease, create_lease, legacy, list_lessees
from pydrm.passing import recv_fds, send_fds

from ..support import conf, needs
from ..support.processes import Child, Gate
from ..support.raw import NATIVE
from .stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.nodes import Node

SECOND = 1_000_000_000


def for_ever() -> None:
    while True:
        time.sleep(60)


def flipping(stage: Stage, ready: Gate) -> None:
    """From one framebuffer to another, each flip with an event."""
    frames = [stage.light(), stage.fb()]
    ready.open()
    while True:
        for frame in frames:
            legacy.page_flip(stage.device, stage.crtc, frame)
            stage.device.read_events()


def committing(stage: Stage, ready: Gate) -> None:
    """Commits that do not block, one after the other, nobody reading the events of all."""
    frames = [stage.light(), stage.fb()]
    ready.open()
    while True:
        for frame in frames:
            request = AtomicRequest(stage.kms)
            request.set(stage.primary, FB_ID=frame)
            request.commit(nonblock=True, event=True)
            stage.device.read_events()


def leaving_events(stage: Stage, ready: Gate) -> None:
    """A flip whose event is never read."""
    stage.light()
    legacy.page_flip(stage.device, stage.crtc, stage.fb(), user_data=1)
    ready.open()
    for_ever()


def setting_modes(stage: Stage, ready: Gate) -> None:
    """On and off again."""
    request = stage.request(stage.fb())
    ready.open()
    while True:
        request.commit(allow_modeset=True)
        stage.darken()


def waiting_for_its_own_fence(stage: Stage, ready: Gate) -> None:
    """A flip that waits for a vgem fence, which goes with its file."""
    stage.light()
    with pydrm.open(driver="vgem") as maker, maker.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        with vgem.attach(buffer, write=True), dmabuf.export_sync_file(write=True) as fence:
            commit_behind(stage, fence)
            ready.open()
            for_ever()


def commit_behind(stage: Stage, fence: pydrm.SyncFile) -> None:
    request = AtomicRequest(stage.kms)
    request.set(stage.primary, FB_ID=stage.fb(), IN_FENCE_FD=fence)
    request.commit(nonblock=True, event=True)


STATES: dict[str, Callable[[Stage, Gate], None]] = {
    each.__name__: each for each in (flipping, committing, leaving_events, setting_modes, waiting_for_its_own_fence)
}


def on_stage(card: Node, state: Callable[..., None], *more: Any) -> None:
    with Stage(card, NATIVE) as stage:
        state(stage, *more)


def is_free(card: Node) -> None:
    """Master, framebuffers and the screen are there for the next client."""
    with Stage(card, NATIVE) as stage:
        assert stage.device.is_master
        assert stage.kms.crtc(stage.crtc).fb_id is None
        shown = stage.light()
        legacy.page_flip(stage.device, stage.crtc, shown)
        assert len(stage.device.read_events(timeout_ns=5 * SECOND)) == 1


@conf("X8")
@needs("vgem.fence")
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("delay", [0.0, 0.001, 0.05])
def test_killed(card: Node, state: str, delay: float) -> None:
    """The process is gone at once, and everything that it had with it."""
    with Gate() as ready, Child(on_stage, card, STATES[state], ready) as child:
        ready.wait()
        time.sleep(delay)
        start = time.monotonic()
        assert child.kill() == -9
        assert time.monotonic() - start < 5
    is_free(card)


@conf("X8")
@needs("vgem.fence")
def test_killed_behind_a_fence_of_another(card: Node, vgem: pydrm.Device) -> None:
    """Its end waits for the commit, with the locks of the screen held, and the commit for the fence. Then it is over.

    Others make buffers and framebuffers meanwhile. (Who asks for the state of a CRTC or a plane waits for the locks.)
    """
    with vgem.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
        with pydrm.vgem.attach(buffer, write=True) as fence, dmabuf.export_sync_file(write=True) as waits:

            def state(stage: Stage, ready: Gate) -> None:
                stage.light()
                commit_behind(stage, waits)
                ready.open()
                for_ever()

            with Gate() as ready, Child(on_stage, card, state, ready) as child:
                ready.wait()
                os.kill(child.pid, 9)
                with pydrm.open(card.path) as other, other.create_dumb(64, 64, "XRGB8888") as theirs:
                    assert Kms(other).resources().crtcs
                    Fb.add(other, theirs).close()
                assert os.waitpid(child.pid, os.WNOHANG) == (0, 0)
                fence.signal()
                start = time.monotonic()
                assert child.wait() == -9
                assert time.monotonic() - start < 5
    is_free(card)


# -- leases ----------------------------------------------------------------------------------------------------------


def flip_on_a_lease(lease: pydrm.Device, ready: Gate) -> None:
    """Show two framebuffers in turn, for ever."""
    kms = Kms(lease)
    resources = kms.resources()
    mode = kms.connector(resources.connectors[0]).modes[0]
    frames = []
    for _ in range(2):
        with lease.create_dumb(mode.hdisplay, mode.vdisplay, "XRGB8888") as buffer:
            frames.append(Fb.add(lease, buffer))
    legacy.set_crtc(lease, resources.crtcs[0], frames[0], mode, resources.connectors)
    ready.open()
    while True:
        for frame in frames:
            legacy.page_flip(lease, resources.crtcs[0], frame)
            lease.read_events()


def lease_out(stage: Stage) -> Lease:
    return create_lease(stage.device, [stage.connector, stage.crtc, stage.primary])


@conf("X8", "K24")
@pytest.mark.parametrize("delay", [0.0, 0.02])
def test_lessee_killed(card: Node, delay: float) -> None:
    """With a flip pending: its lessor has everything back, to be used and leased again."""
    with Stage(card, NATIVE) as stage, Gate() as ready:
        lease = lease_out(stage)

        def lessee() -> None:
            flip_on_a_lease(pydrm.Device.from_fd(os.dup(lease._fd)), ready)

        with Child(lessee) as child:
            lease.close()  # our copy of the descriptor
            ready.wait()
            assert list_lessees(stage.device) == (1,)
            time.sleep(delay)
            assert child.kill() == -9
        assert list_lessees(stage.device) == ()
        assert stage.kms.crtc(stage.crtc).fb_id is None
        lease_out(stage).close()
        stage.light()
    is_free(card)


@conf("X8", "K24", "K25")
@pytest.mark.parametrize("delay", [0.0, 0.02])
def test_lessor_killed(card: Node, delay: float) -> None:
    """Its lessee is left with a file that sees nothing and stops at once; the next master is hindered by neither."""
    here, there = socket.socketpair()

    def lessor(stage: Stage) -> None:
        with lease_out(stage) as lease:
            send_fds(there, [lease.fileno()])
        for_ever()

    with here, there, Child(on_stage, card, lessor) as child:
        (fd,), _header = recv_fds(here)
        with Lease.from_fd(fd) as lease:
            assert {CrtcId, ConnectorId} <= {type(each) for each in lease.objects()}
            (crtc,), (connector,) = Kms(lease).resources().crtcs, Kms(lease).resources().connectors
            mode = Kms(lease).connector(connector).modes[0]
            with lease.create_dumb(mode.hdisplay, mode.vdisplay, "XRGB8888") as buffer, Fb.add(lease, buffer) as frame:
                legacy.set_crtc(lease, crtc, frame, mode, [connector])
                legacy.page_flip(lease, crtc, frame, event=True)
                time.sleep(delay)
                assert child.kill() == -9
                assert not lease.is_master
                assert Kms(lease).resources().crtcs == ()
                with pytest.raises(PermissionError):
                    legacy.page_flip(lease, crtc, frame)
                assert len(lease.read_events(timeout_ns=5 * SECOND)) == 1
                with Stage(card, NATIVE) as stage:
                    lease_out(stage).close()
                    stage.light()
    is_free(card)
