"""`pydrm.kms` on the real driver: snapshots, typed ids, what costs a system call, and lists that grow meanwhile."""

from __future__ import annotations

import dataclasses
import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
import pydrm.kms.query
import pydrm.kms.reader
from pydrm import ClientCap, Fourcc, Modifier
from pydrm._ioctl import call
from pydrm.kms import (
    ConnectorId,
    ConnectorStatus,
    ConnectorType,
    CrtcId,
    EncoderId,
    FramebufferId,
    InFormats,
    Kms,
    Mode,
    PlaneId,
    dmt_modes,
)

from ..support import conf, needs, probes
from ..support.client import Client
from ..support.threads import race
from .conftest import see_everything
from .framebuffers import addfb2, must_addfb

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..support.nodes import Node
    from .framebuffers import Screen


class Counter:
    """Counts the ioctls that pydrm.kms makes; they are made all the same."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[int] = []
        monkeypatch.setattr(pydrm.kms.query, "call", self)
        monkeypatch.setattr(pydrm.kms.reader, "call", self)
        self.after: Callable[[], None] | None = None

    def __call__(self, fd: int, request: int, arg: Any, **more: Any) -> int:
        self.calls.append(request)
        answer = call(fd, request, arg, **more)
        if self.after is not None:
            self.after()
        return answer


@conf("K28")
def test_what_is_shown(card: Node, screen: Screen) -> None:
    """From connector to framebuffer, as a client sees it that is not master."""
    with pydrm.open(card.path) as device:
        see_everything(device)
        kms = Kms(device)
        connector = kms.connector(screen.connector)
        seen = screen.kms.connector(screen.connector)
        assert dataclasses.replace(connector, modes=()) == dataclasses.replace(seen, modes=())
        # An atomic client sees aspect ratios in the modes' flags, the screen's master does not.
        assert [each.timing for each in connector.modes] == [each.timing for each in seen.modes]
        assert connector.status is ConnectorStatus.CONNECTED
        assert connector.encoder_id is not None
        encoder = kms.encoder(connector.encoder_id)
        assert encoder.crtc_id == screen.crtc
        assert screen.crtc in kms.resources().crtcs_of(encoder.possible_crtcs)
        assert encoder.id in kms.resources().encoders_of(encoder.possible_clones)
        crtc = kms.crtc(screen.crtc)
        assert crtc.mode is not None
        assert crtc.mode.timing == screen.mode.timing
        assert (crtc.fb_id, crtc.x, crtc.y) == (screen.framebuffer, 0, 0)
        plane = next(found for found in map(kms.plane, kms.planes()) if found.crtc_id == screen.crtc)
        assert plane.fb_id == screen.framebuffer
        values = kms.properties(plane)
        assert (values.value("type"), values.value("CRTC_ID"), values.value("FB_ID")) == (
            *("Primary", screen.crtc, screen.framebuffer),
        )
        assert values["SRC_W"].data == screen.mode.hdisplay
        shown = kms.properties(crtc)["MODE_ID"].data
        assert isinstance(shown, Mode)
        assert shown.timing == screen.mode.timing
        assert not device.is_master


@conf("K1")
def test_framebuffer(card: Node, screen: Screen) -> None:
    """What another client shows, as it made it; no handle is left open."""
    with pydrm.open(card.path) as device:
        kms = Kms(device)
        found = kms.framebuffer(screen.framebuffer)
        assert (found.width, found.height) == (screen.mode.hdisplay, screen.mode.vdisplay)
        modifier = Modifier.LINEAR if probes.of_node(card, "fb.modifiers") is None else None
        assert (found.format, found.modifier) == (Fourcc.XRGB8888, modifier)
        assert [(each.pitch, each.offset) for each in found.planes] == [(screen.buffer.pitch, 0)]
        assert kms.framebuffer(found) == found
        # The kernel gives the lowest free number to the next handle.
        with device.create_dumb(16, 16, bpp=32) as first:
            kms.framebuffer(found)
            with device.create_dumb(16, 16, bpp=32) as second:
                assert second.handle == first.handle + 1


def test_whole_snapshot(card: Node, screen: Screen) -> None:
    """Holds all that the single calls tell."""
    with pydrm.open(card.path) as device:
        see_everything(device)
        kms = Kms(device)
        found = kms.snapshot()
        assert [each.id for each in found.connectors] == list(found.resources.connectors)
        assert [each.id for each in found.planes] == list(kms.planes())
        assert [each.id for each in found.framebuffers] == [screen.framebuffer]
        writes_back = probes.of_node(card, "writeback") is None
        assert (ConnectorType.WRITEBACK in {each.type for each in found.connectors}) == writes_back
        assert found.crtcs == (kms.crtc(screen.crtc),)
        for plane in found.planes if probes.of_node(card, "fb.modifiers") is None else ():
            table = found.properties[plane.id]["IN_FORMATS"].data
            assert isinstance(table, InFormats)
            assert set(table.formats) == set(plane.formats)
        with pytest.raises(dataclasses.FrozenInstanceError):
            found.crtcs[0].x = 1  # type: ignore[misc]


def test_kernels_own_timings(card: Node, screen: Screen) -> None:
    """The modes that the kernel lists for a display without EDID are those of VESA's table; with one, most are."""
    table = {mode.timing: mode for mode in dmt_modes().values()}
    modes = [mode for mode in screen.connector.modes if mode.timing in table]
    # An EDID has modes of its own beside them; cirrus has no memory for more.
    assert len(modes) >= (20 if card.driver == "vkms" else 10)
    if screen.kms.properties(screen.connector).value("EDID") is None:
        assert len(modes) == len(screen.connector.modes)
    for mode in modes:
        known = table[mode.timing]
        assert mode.vrefresh == known.vrefresh == (mode.refresh_millihertz + 500) // 1000
        # Linux has the polarities of 1920x1080 the wrong way round (drm_dmt_modes, 6.12).
        assert mode.flags == known.flags or mode.hdisplay == 1920


@conf("K28")
def test_a_look_is_no_probe(card: Node, opened: Callable[..., Client]) -> None:
    """By default a connector is as it was; `probe=True` makes the master's driver look."""
    with pydrm.open(card.path) as device:
        kms = Kms(device)
        number = kms.resources().connectors[0]
        first = kms.connector(number)
        assert kms.connector(number) == first
        stranger = Kms(pydrm.Device.from_fd(opened(card).fd, dup=True))
        with stranger.device:
            assert stranger.connector(number, probe=True) == first
            assert kms.connector(number, probe=True).status is ConnectorStatus.CONNECTED
            assert stranger.connector(number).status is ConnectorStatus.CONNECTED


@pytest.mark.parametrize("name", ["connector", "encoder", "crtc", "plane", "framebuffer"])
def test_wrong_ids(kms: Kms, name: str) -> None:
    """Another kind never reaches the kernel, and an id that is not there is ENOENT with the call in the note."""
    kinds = {
        "connector": ConnectorId,
        "encoder": EncoderId,
        "crtc": CrtcId,
        "plane": PlaneId,
        "framebuffer": FramebufferId,
    }
    read = getattr(kms, name)
    for other, kind in kinds.items():
        if other != name:
            with pytest.raises(TypeError, match=f"is no {kinds[name].__name__}$"):
                read(kind(32))
    with pytest.raises(TypeError, match="says that it is one"):
        read(32)
    with pytest.raises(FileNotFoundError) as caught:
        read(kinds[name](0xFFFFFFFF))
    (note,) = caught.value.__notes__
    assert "=4294967295) on " in note
    assert note.startswith("DRM_IOCTL_MODE_GET")


def test_nothing_is_asked_twice(kms: Kms, monkeypatch: pytest.MonkeyPatch) -> None:
    """A property by name costs no ioctl after the first for the object, nor does one that it has not."""
    plane = kms.planes()[0]
    first = kms.property_of(plane, "CRTC_ID")
    count = Counter(monkeypatch)
    for _ in range(100):
        assert kms.property_of(plane, "CRTC_ID") is first
        assert kms.property_of(plane, "SRC_X").name == "SRC_X"
    with pytest.raises(KeyError, match="has no property 'ACTIVE'; it has type, "):
        kms.property_of(plane, "ACTIVE")
    assert count.calls == []
    kms.forget()
    assert kms.property_of(plane, "CRTC_ID") == first
    assert len(count.calls) > 1
    count.calls.clear()
    kms.properties(plane, blobs=False)
    assert len(count.calls) == 1


@conf("K28")
def test_lists_that_grow_between_two_askings(card: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """More framebuffers than there was room for, and more again each time: asked for until all are there."""
    with pydrm.open(card.path) as device, Client(card, fd=os.dup(device.fileno())) as client:
        kms = Kms(device)
        made = [must_addfb(client)[0] for _ in range(20)]
        count = Counter(monkeypatch)

        def more() -> None:
            if len(count.calls) < 4:
                made.extend(must_addfb(client)[0] for _ in range(20))

        count.after = more
        assert sorted(kms.resources().framebuffers) == sorted(made)
        assert len(count.calls) == 5  # each of the first four saw more than it had room for


@conf("K28")
def test_lists_that_another_thread_changes(card: Node) -> None:
    """Each answer is whole: ids that exist, none twice, none left over from too much room."""
    with pydrm.open(card.path) as device, Client(card, fd=os.dup(device.fileno())) as client:
        kms = Kms(device)
        kept = {must_addfb(client)[0] for _ in range(14)}
        buffer = client.create(64, 64, 32).ok()  # virtio-gpu takes none below 32x32
        sizes = set()

        def change() -> None:
            made = [
                addfb2(client, 64, 64, Fourcc.XRGB8888, [buffer.handle], [buffer.pitch]).ok().fb_id for _ in range(8)
            ]
            for each in made:
                client.ioctl("MODE_RMFB", value=each).ok()

        def read() -> None:
            found = kms.resources().framebuffers
            assert kept <= set(found)
            assert len(set(found)) == len(found) <= 22
            sizes.add(len(found))

        race(change, read, seconds=2, rounds=2000, copies=1)
        assert len(sizes) > 1
        assert set(kms.resources().framebuffers) == kept


@conf("K28")
def test_lists_that_never_stop_growing(card: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """After 16 times it is EAGAIN, not a loop without end."""
    with pydrm.open(card.path) as device, Client(card, fd=os.dup(device.fileno())) as client:
        kms = Kms(device)
        for _ in range(20):
            must_addfb(client)
        count = Counter(monkeypatch)

        def more() -> None:
            for _ in range(12):
                must_addfb(client)

        count.after = more
        with pytest.raises(BlockingIOError) as caught:
            kms.resources()
        assert caught.value.errno == errno.EAGAIN
        assert "the sizes changed each of 16 times" in caught.value.__notes__[0]
        assert len(count.calls) == 16


def test_without_mode_setting(vgem: pydrm.Device) -> None:
    """A driver without displays says so at each call."""
    kms = Kms(vgem)
    calls: list[Callable[[], object]] = [
        *(kms.resources, kms.planes, kms.snapshot),
        *(lambda: kms.connector(ConnectorId(1)), lambda: kms.crtc(CrtcId(1)), lambda: kms.plane(PlaneId(1))),
    ]
    for ask in calls:
        with pytest.raises(OSError) as caught:
            ask()
        assert caught.value.errno == errno.EOPNOTSUPP
        assert "(vgem)" in caught.value.__notes__[0]
    with pytest.raises(OSError) as caught:
        kms.framebuffer(FramebufferId(1))
    assert caught.value.errno == errno.EINVAL


def test_on_a_render_node(vgem_render: pydrm.Device) -> None:
    """Mode setting is for primary nodes."""
    with pytest.raises(PermissionError) as caught:
        Kms(vgem_render).resources()
    assert caught.value.errno == errno.EACCES


def test_closed_device(card: Node) -> None:
    """A dead device is a ClosedError, now and later."""
    device = pydrm.open(card.path)
    kms = Kms(device)
    device.close()
    with pytest.raises(pydrm.ClosedError):
        kms.resources()
    with pytest.raises(pydrm.ClosedError):
        Kms(device)


@needs("writeback")
def test_capabilities_are_the_files(card: Node) -> None:
    """Reading switches nothing on; who does, changes what all users of the file see."""
    with pydrm.open(card.path) as device:
        one, two = Kms(device), Kms(device)
        before = one.snapshot()
        assert ConnectorType.WRITEBACK not in {each.type for each in before.connectors}
        assert not any("CRTC_ID" in found for found in before.properties.values())
        device.set_client_cap(ClientCap.ATOMIC)
        device.set_client_cap(ClientCap.WRITEBACK_CONNECTORS)
        assert len(two.planes()) > len(before.planes)
        assert len(two.resources().connectors) > len(before.connectors)
