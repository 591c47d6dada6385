"""More than one of each: two CRTCs with three connectors, on a vkms of the case's own making."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import pydrm
from pydrm.kms import AtomicRequest, ConnectorStatus, Display, Kms, create_lease

from ..support import conf, needs
from ..support.display import checksum, vkms_sum
from ..support.raw import NATIVE
from .configured import Configured, Kind, Plug
from .stage import ALLOW_MODESET, TEST_ONLY, Stage
from .test_setcrtc import set_crtc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydrm.kms import Fb

    from ..support.nodes import Node

pytestmark = needs("configfs.vkms", "root")

SECOND = 1_000_000_000
SMALL = "640x480"


@pytest.fixture
def twins() -> Iterator[Configured]:
    """What feeds the first CRTC alone, the second alone, or either; something is plugged into two of three sockets."""
    with Configured() as made:
        made.crtc("first")
        made.crtc("second")
        made.plane("of-first", Kind.PRIMARY, "first")
        made.plane("of-second", Kind.PRIMARY, "second")
        made.plane("of-both", Kind.OVERLAY, "first", "second")
        made.encoder("to-first", "first")
        made.encoder("to-both", "first", "second")
        made.connector("left", Plug.IN, "to-first")
        made.connector("right", Plug.IN, "to-both")
        made.connector("spare", Plug.OUT, "to-both")
        yield made


@pytest.fixture
def twin_card(twins: Configured) -> Node:
    """The device's card."""
    return twins.enable()


@pytest.fixture
def twin(twin_card: Node) -> Iterator[Stage]:
    """A master with both CRTCs; what `Stage` chooses is the first of each."""
    with Stage(twin_card, NATIVE) as stage:
        yield stage


def noise(display: Display, seed: int) -> Any:
    """Words of which every pixel counts."""
    return np.random.default_rng(seed).integers(0, 1 << 24, (display.height, display.width), "u4")


@conf("K28")
def test_as_it_was_asked_for(twin_card: Node) -> None:
    """Each part is there, in order, and may feed what it was linked with."""
    with pydrm.open(twin_card.path) as device:
        device.set_client_cap(pydrm.ClientCap.UNIVERSAL_PLANES)
        kms = Kms(device)
        resources = kms.resources()
        first, second = resources.crtcs
        planes = [kms.plane(each) for each in kms.planes()]
        assert [resources.crtcs_of(each.possible_crtcs) for each in planes] == [(first,), (second,), (first, second)]
        kinds = [kms.properties(each.id, blobs=False).value("type") for each in planes]
        assert kinds == ["Primary", "Primary", "Overlay"]
        connectors = [kms.connector(each, probe=True) for each in resources.connectors]
        assert [len(each.encoders) for each in connectors] == [1, 1, 1]
        reach = [resources.crtcs_of(kms.encoder(each.encoders[0]).possible_crtcs) for each in connectors]
        assert reach == [(first,), (first, second), (first, second)]
        connected, gone = ConnectorStatus.CONNECTED, ConnectorStatus.DISCONNECTED
        assert [each.status for each in connectors] == [connected, connected, gone]
        assert [bool(each.modes) for each in connectors] == [True, True, False]


@conf("K14", "K26")
def test_two_pictures(twin_card: Node) -> None:
    """Two displays on one device take a CRTC each and show what each was given, whoever draws last."""
    with pydrm.open(twin_card.path) as device:
        kms = Kms(device)
        left, right, _spare = kms.resources().connectors
        with Display(device, connector=left, mode=SMALL) as one:
            one.show(noise(one, 1))
            with Display(device, connector=right, mode=SMALL) as other:
                assert [one.crtc, other.crtc] == list(kms.resources().crtcs)
                for seed in (2, 3):
                    other.show(noise(other, seed))
                    assert checksum(twin_card, kms, one.crtc) == vkms_sum(noise(one, 1))
                    assert checksum(twin_card, kms, other.crtc) == vkms_sum(noise(other, seed))
            one.show(noise(one, 4))
            assert checksum(twin_card, kms, one.crtc) == vkms_sum(noise(one, 4))
            assert kms.crtc(kms.resources().crtcs[1]).mode is None


@conf("K24")
def test_a_lease_of_the_other_half(twin_card: Node) -> None:
    """Owner and lessee draw on a CRTC each, at the same time, from files of their own."""
    with pydrm.open(twin_card.path) as device:
        device.set_client_cap(pydrm.ClientCap.UNIVERSAL_PLANES)
        kms = Kms(device)
        resources = kms.resources()
        with Display(device, connector=resources.connectors[0], mode=SMALL) as mine:
            mine.show(noise(mine, 1))
            leased = [resources.connectors[1], resources.crtcs[1], list(kms.planes())[1]]
            with create_lease(device, leased) as theirs:
                assert Kms(theirs).resources().crtcs == resources.crtcs[1:]
                with Display(theirs, mode=SMALL) as other:
                    other.show(noise(other, 2))
                    mine.show(noise(mine, 3))
                    assert checksum(twin_card, kms, resources.crtcs[0]) == vkms_sum(noise(mine, 3))
                    assert checksum(twin_card, kms, resources.crtcs[1]) == vkms_sum(noise(other, 2))


def both(twin: Stage) -> tuple[AtomicRequest, list[Fb]]:
    """A mode set of both CRTCs, each with a framebuffer of its own."""
    request = AtomicRequest(twin.kms)
    shown = [twin.fb(fill=0x112233), twin.fb(fill=0x445566)]
    for connector, crtc, plane, fb in zip(
        twin.connectors, twin.kms.resources().crtcs, twin.planes, shown, strict=False
    ):
        request.set(connector, CRTC_ID=crtc)
        request.set(crtc, MODE_ID=twin.mode, ACTIVE=True)
        request.set(plane, twin.plane(fb, CRTC_ID=crtc))
    return request, shown


@conf("K15", "K19", "K21")
def test_both_in_one_commit(twin: Stage) -> None:
    """One commit lights both; each CRTC has an out fence and an event of its own, and shows its own."""
    request, shown = both(twin)
    crtcs = twin.kms.resources().crtcs
    for crtc in crtcs:
        request.want_out_fence(crtc)
    made = request.commit(allow_modeset=True, event=True, user_data=7)
    assert set(made.fences) == set(crtcs)
    for fence in made.fences.values():
        fence.wait(SECOND)
        fence.close()
    events: list[Any] = []
    while len(events) < 2:
        found = twin.device.read_events(timeout_ns=SECOND)
        assert found, "no event within a second"
        events += found
    assert sorted(each.crtc_id for each in events) == sorted(crtcs)
    assert [each.user_data for each in events] == [7, 7]
    for crtc, colour in zip(crtcs, (0x112233, 0x445566), strict=True):
        picture = np.full((shown[0].height, shown[0].width), colour, np.uint32)
        assert checksum(twin.client.node, twin.kms, crtc) == vkms_sum(picture)


@conf("K13")
def test_a_plane_changes_sides(twin: Stage) -> None:
    """Not while it shows something, and never to a CRTC that it cannot feed."""
    both(twin)[0].commit(allow_modeset=True)
    first, second = map(int, twin.kms.resources().crtcs)
    own, _other, overlay = twin.planes
    fb = twin.fb(32, 32)
    place = [("FB_ID", int(fb.id)), ("CRTC_W", 32), ("CRTC_H", 32), ("SRC_W", 32 << 16), ("SRC_H", 32 << 16)]
    assert twin.atomic([(overlay, name, value) for name, value in [("CRTC_ID", first), *place]]) == 0
    assert twin.atomic([(overlay, "CRTC_ID", second)]) == -errno.EINVAL
    assert twin.value(overlay, "CRTC_ID") == first
    assert twin.atomic([(overlay, "CRTC_ID", 0), (overlay, "FB_ID", 0)]) == 0
    assert twin.atomic([(overlay, name, value) for name, value in [("CRTC_ID", second), *place]]) == 0
    assert twin.atomic([(own, "CRTC_ID", 0), (own, "FB_ID", 0)]) == 0
    refused = [(own, name, value) for name, value in [("CRTC_ID", second), *place]]
    assert twin.atomic(refused, TEST_ONLY) == -errno.EINVAL


@conf("K26", "igt:kms_setmode@invalid-clone-single-crtc")
def test_connectors_that_do_not_go_together(twin: Stage) -> None:
    """A CRTC out of reach, encoders that are no clones of each other, one encoder for two: EINVAL, both ways."""
    crtcs = twin.kms.resources().crtcs
    left, right, spare = (int(each.id) for each in twin.connectors)
    fb = twin.fb()
    wrong: list[tuple[int, list[int]]] = [(1, [left]), (0, [left, right]), (1, [right, spare])]
    for index, connectors in wrong:
        refused = set_crtc(twin, fb.id, twin.mode, connectors, crtc_id=crtcs[index])
        assert refused == -errno.EINVAL, connectors
        request = AtomicRequest(twin.kms)
        request.set(crtcs[index], MODE_ID=twin.mode, ACTIVE=True)
        for each in twin.connectors:
            if int(each.id) in connectors:
                request.set(each, CRTC_ID=crtcs[index])
        with pytest.raises(OSError, match="Invalid argument") as caught:
            request.test(allow_modeset=True)
        assert caught.value.errno == errno.EINVAL
    assert set_crtc(twin, fb.id, twin.mode, [left], crtc_id=crtcs[0]) == 0
    assert set_crtc(twin, fb.id, twin.mode, [right], crtc_id=crtcs[1]) == 0


@conf("K26")
def test_a_connector_changes_sides(twin: Stage) -> None:
    """From one CRTC to the other in one commit; the one that is left without goes dark with it, or nothing happens."""
    both(twin)[0].commit(allow_modeset=True)
    first, second = twin.kms.resources().crtcs
    left, right, _spare = twin.connectors
    route = [(right.id, "CRTC_ID", int(first)), (left.id, "CRTC_ID", 0)]
    assert twin.atomic(route, ALLOW_MODESET) == -errno.EINVAL  # the second would be active without a connector
    dark = [(second, "ACTIVE", 0), (second, "MODE_ID", 0), (twin.planes[1], "CRTC_ID", 0), (twin.planes[1], "FB_ID", 0)]
    assert twin.atomic([*route, *dark], 0) == -errno.EINVAL  # a mode set is not allowed
    assert twin.atomic([*route, *dark], ALLOW_MODESET) == 0
    assert [twin.value(each, "CRTC_ID") for each in (left, right)] == [None, first]
    assert twin.kms.crtc(second).mode is None
