"""The end of a framebuffer: RMFB, CLOSEFB and the end of its file; and that it is an object without properties."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import BlobId, CrtcId, FramebufferId, Kms, PlaneId

from ..support import conf, known, needs
from .framebuffers import must_addfb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.client import Client
    from ..support.nodes import Node
    from ..support.raw import Raw
    from .stage import Stage


@pytest.fixture
def watcher(card: Node, raw_stage: Stage) -> Iterator[Kms]:
    """Another client, which sees everything and is not master."""
    with pydrm.open(card.path) as device:
        device.set_client_cap(pydrm.ClientCap.UNIVERSAL_PLANES)
        device.set_client_cap(pydrm.ClientCap.ASPECT_RATIO)  # else modes are told without it
        yield Kms(device)


def shown(watcher: Kms, crtc: CrtcId) -> tuple[int, dict[PlaneId, int]]:
    """The framebuffer of the CRTC, and of each plane that shows one."""
    planes = [watcher.plane(each) for each in watcher.planes()]
    return watcher.crtc(crtc).fb_id or 0, {each.id: each.fb_id for each in planes if each.fb_id is not None}


def light_all(stage: Stage) -> tuple[FramebufferId, FramebufferId]:
    """One framebuffer on the primary plane, another on every other one that can be on the CRTC."""
    main = stage.light()
    small = stage.fb(64, 64, pydrm.Fourcc.ARGB8888)
    request = pydrm.kms.AtomicRequest(stage.kms)
    for plane in stage.planes:
        if plane != stage.primary and stage.kms.plane(plane).possible_crtcs & 1:
            request.set(plane, stage.plane(small))
    request.commit()
    return main.id, small.id


@conf("K9", "igt:kms_rmfb@rmfb-ioctl")
@needs("cursor")
def test_rmfb_takes_it_off_the_screen(raw_stage: Stage, watcher: Kms) -> None:
    """Off every plane at once. The CRTC stays on, where the driver can do without a primary plane (Linux 4.20)."""
    main, small = light_all(raw_stage)
    crtc, planes = shown(watcher, raw_stage.crtc)
    assert crtc == main
    assert set(planes.values()) == {main, small}
    assert raw_stage.client.ioctl("MODE_RMFB", value=small) == 0
    assert shown(watcher, raw_stage.crtc) == (main, {raw_stage.primary: main})
    assert watcher.crtc(raw_stage.crtc).mode == raw_stage.mode
    assert raw_stage.client.ioctl("MODE_RMFB", value=main) == 0
    assert shown(watcher, raw_stage.crtc) == (0, {})
    assert watcher.crtc(raw_stage.crtc).mode in (None, raw_stage.mode)


@conf("K9", "igt:kms_rmfb@close-fd")
def test_so_does_the_end_of_the_file(raw_stage: Stage, watcher: Kms, opened: Callable[..., Client], card: Node) -> None:
    """Framebuffers that another file made, shown by the master: they go with their file."""
    other = opened(card, raw_stage.client.raw)
    mode = raw_stage.mode
    number, _ = must_addfb(other, mode.hdisplay, mode.vdisplay)
    pydrm.kms.legacy.set_crtc(
        raw_stage.device, raw_stage.crtc, FramebufferId(number), raw_stage.mode, [raw_stage.connector]
    )
    assert shown(watcher, raw_stage.crtc) == (number, {raw_stage.primary: number})
    other.close()
    assert shown(watcher, raw_stage.crtc) == (0, {})


@needs("ioctl:MODE_CLOSEFB")
@conf("K9")
def test_closefb_leaves_it(raw_stage: Stage, watcher: Kms) -> None:
    """The id goes on naming it until no plane shows it (Linux 6.8)."""
    number, _ = must_addfb(raw_stage.client, raw_stage.mode.hdisplay, raw_stage.mode.vdisplay)
    pydrm.kms.legacy.set_crtc(
        raw_stage.device, raw_stage.crtc, FramebufferId(number), raw_stage.mode, [raw_stage.connector]
    )
    assert raw_stage.client.ioctl("MODE_CLOSEFB", fb_id=number) == 0
    assert shown(watcher, raw_stage.crtc) == (number, {raw_stage.primary: number})
    assert raw_stage.client.ioctl("MODE_CLOSEFB", fb_id=number) == -errno.ENOENT
    assert raw_stage.client.ioctl("MODE_RMFB", value=number) == -errno.ENOENT
    raw_stage.darken()
    assert raw_stage.client.ioctl("MODE_GETFB2", fb_id=number) == -errno.ENOENT


@conf("K9")
@pytest.mark.parametrize("call", known.each(["MODE_RMFB", "MODE_CLOSEFB"]))
def test_what_is_none(card: Node, raw: Raw, opened: Callable[..., Client], call: str) -> None:
    """0, a number that was never given out, another object, and one that is gone."""
    client = opened(card, raw)
    field = "value" if call == "MODE_RMFB" else "fb_id"
    number, _ = must_addfb(client)
    room = bytearray(64)
    client.ioctl("MODE_GETRESOURCES", crtc_id_ptr=room, count_crtcs=16).ok()
    for wrong in (0, 0xFFFFFFFF, int.from_bytes(room[:4], "little")):
        assert client.ioctl(call, **{field: wrong}) == -errno.ENOENT
    assert client.ioctl(call, **{field: number}) == 0
    assert client.ioctl(call, **{field: number}) == -errno.ENOENT


@conf("K9")
def test_padding(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """CLOSEFB's padding has to be 0; the framebuffer stays."""
    client = opened(card, raw)
    number, _ = must_addfb(client)
    assert client.ioctl("MODE_CLOSEFB", fb_id=number, pad=1) == -errno.EINVAL
    assert client.ioctl("MODE_GETFB2", fb_id=number) == 0


@conf("K9")
def test_it_keeps_its_buffer(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The handle may be closed: the memory stays until the framebuffer goes, and GETFB2 gives a handle of it."""
    client = opened(card, raw)
    number, handle = must_addfb(client)
    with client.map(handle, 4096) as page:
        page[:5] = b"still"
    assert client.close_handle(handle) == 0
    again = client.ioctl("MODE_GETFB2", fb_id=number).ok().handles[0]
    assert client.ioctl("MODE_RMFB", value=number) == 0
    with client.map(again, 4096) as page:
        assert bytes(page[:5]) == b"still"


# -- no properties ---------------------------------------------------------------------------------------------------


@conf("K7", "igt:kms_addfb_basic@invalid-get-prop", "igt:kms_addfb_basic@invalid-get-prop-any")
@conf("K7", "igt:kms_addfb_basic@invalid-set-prop", "igt:kms_addfb_basic@invalid-set-prop-any")
@pytest.mark.parametrize("kind", ["framebuffer", "blob"])
def test_objects_without_properties(raw_stage: Stage, kind: str) -> None:
    """Framebuffers and blobs have none to read or set, by their own kind and by any; of another kind they are not."""
    client = raw_stage.client
    if kind == "framebuffer":
        number, own = must_addfb(client)[0], FramebufferId.type
    else:
        blob = client.ioctl("MODE_CREATEPROPBLOB", data=bytearray(b"blob"), length=4).ok()
        number, own = blob.blob_id, BlobId.type
    some = raw_stage.number(raw_stage.connector, "DPMS")
    for asked, error in ((own, errno.EINVAL), (0, errno.EINVAL), (CrtcId.type, errno.ENOENT)):
        assert client.ioctl("MODE_OBJ_GETPROPERTIES", obj_id=number, obj_type=asked) == -error
        change = {"obj_id": number, "obj_type": asked, "prop_id": some, "value": 0}
        assert client.ioctl("MODE_OBJ_SETPROPERTY", **change) == -error
