"""What CRTCs take: modes as blobs of the right size, and places for out fences that can be written."""

from __future__ import annotations

import errno
import mmap
from typing import TYPE_CHECKING

import pytest

from pydrm.kms import AtomicRequest, Blob, BlobId
from pydrm.kms.modes import Mode

from ..support import conf, needs
from ..support.memory import PRIVATE, READ, WRITE, mmap_fd
from .stage import ALLOW_MODESET, EVENT, NONBLOCK, TEST_ONLY

if TYPE_CHECKING:
    from .stage import Stage, Values

IGT = conf("K14", "igt:kms_atomic@crtc-invalid-params")
FENCE = conf("K14", "igt:kms_atomic@crtc-invalid-params-fence")


@IGT
def test_modes_that_are_none(raw_stage: Stage) -> None:
    """Other objects, and blobs of another size than a mode's."""
    fb = raw_stage.light()
    for number in (raw_stage.primary, raw_stage.crtc, int(fb.id), raw_stage.connector.id):
        refused = raw_stage.atomic([(raw_stage.crtc, "MODE_ID", number)], TEST_ONLY | ALLOW_MODESET)
        assert refused == -errno.EINVAL, number
    whole = raw_stage.mode.to_bytes()
    for contents, answer in ((whole[:-1], -errno.EINVAL), (whole + b"\0", -errno.EINVAL), (whole, 0)):
        with Blob.create(raw_stage.device, contents) as blob:
            assert raw_stage.atomic([(raw_stage.crtc, "MODE_ID", blob.id)], TEST_ONLY | ALLOW_MODESET) == answer


@IGT
def test_active_needs_a_mode_and_a_connector(raw_stage: Stage) -> None:
    """And neither goes without the other two."""
    crtc, connector = raw_stage.crtc, raw_stage.connector.id
    flags = TEST_ONLY | ALLOW_MODESET
    with Blob.create(raw_stage.device, raw_stage.mode.to_bytes()) as blob:
        mode, active, route = (crtc, "MODE_ID", int(blob.id)), (crtc, "ACTIVE", 1), (connector, "CRTC_ID", int(crtc))
        alone: list[Values] = [[active], [mode], [route], [mode, active], [route, active]]
        for values in alone:
            assert raw_stage.atomic(values, flags) == -errno.EINVAL, values
        plane = raw_stage.picture(raw_stage.fb())
        assert raw_stage.atomic([mode, active, route, *plane], flags) == 0
        # A mode set is not allowed here.
        assert raw_stage.atomic([mode, active, route, *plane], TEST_ONLY) == -errno.EINVAL


@IGT
@needs("planeless")
def test_a_mode_without_a_picture(raw_stage: Stage) -> None:
    """A CRTC has a mode, on or off, before any plane shows something on it."""
    crtc, connector = raw_stage.crtc, raw_stage.connector.id
    with Blob.create(raw_stage.device, raw_stage.mode.to_bytes()) as blob:
        values: Values = [(crtc, "MODE_ID", int(blob.id)), (connector, "CRTC_ID", int(crtc))]
        assert raw_stage.atomic(values, TEST_ONLY | ALLOW_MODESET) == 0
        values = [*values, (crtc, "ACTIVE", 1)]
        assert raw_stage.atomic(values, TEST_ONLY | ALLOW_MODESET) == 0
        assert raw_stage.atomic(values, TEST_ONLY) == -errno.EINVAL


@FENCE
@pytest.mark.parametrize("protection", [READ, mmap.PROT_EXEC, 0], ids=["read", "exec", "none"])
def test_places_that_cannot_be_written(raw_stage: Stage, protection: int) -> None:
    """Of a page that may only be read, executed, or nothing at all; and of no page."""
    raw_stage.light()
    with mmap_fd(-1, mmap.PAGESIZE, protection=protection, flags=PRIVATE | mmap.MAP_ANONYMOUS) as page:
        for flags in (0, TEST_ONLY, NONBLOCK):
            answer = raw_stage.atomic([(raw_stage.crtc, "OUT_FENCE_PTR", page.address)], flags)
            assert answer == -errno.EFAULT
    assert raw_stage.atomic([(raw_stage.crtc, "OUT_FENCE_PTR", page.address)]) == -errno.EFAULT


@FENCE
def test_no_fence_of_a_dark_crtc(raw_stage: Stage) -> None:
    """Nothing that is off and stays off is ever shown: no fence, no event, and -1 where the fence would be."""
    with mmap_fd(-1, mmap.PAGESIZE, protection=READ | WRITE, flags=PRIVATE | mmap.MAP_ANONYMOUS) as page:
        wish = [(raw_stage.crtc, "OUT_FENCE_PTR", page.address)]
        page[0:4] = b"\x55" * 4
        assert raw_stage.atomic([*wish, (raw_stage.crtc, "ACTIVE", 0)]) == -errno.EINVAL
        assert page[0:4] == b"\xff" * 4
        assert raw_stage.atomic([(raw_stage.crtc, "ACTIVE", 0)], EVENT) == -errno.EINVAL
        # What only tests makes no fence either, and may ask for one of a CRTC that is off.
        page[0:4] = b"\x55" * 4
        assert raw_stage.atomic(wish, TEST_ONLY) == 0
        assert page[0:4] == b"\xff" * 4


@FENCE
def test_a_failure_leaves_no_fence(raw_stage: Stage) -> None:
    """The place says -1, and no descriptor is left (the gate around each case counts them)."""
    fb = raw_stage.light()
    with mmap_fd(-1, mmap.PAGESIZE, protection=READ | WRITE, flags=PRIVATE | mmap.MAP_ANONYMOUS) as page:
        wish = (raw_stage.crtc, "OUT_FENCE_PTR", page.address)
        for bad in ((raw_stage.crtc, "MODE_ID", int(fb.id)), (raw_stage.primary, "FB_ID", 0)):
            for flags in (0, EVENT, NONBLOCK):
                page[0:4] = b"\x55" * 4
                assert raw_stage.atomic([wish, bad], flags) == -errno.EINVAL
                assert page[0:4] == b"\xff" * 4
    request = AtomicRequest(raw_stage.kms)
    request.want_out_fence(raw_stage.crtc)
    request.set(raw_stage.primary, FB_ID=None)
    with pytest.raises(OSError) as caught:
        request.commit()
    assert caught.value.errno == errno.EINVAL
    assert f"CRTC {raw_stage.crtc}: OUT_FENCE_PTR=wanted" in caught.value.__notes__[1]
    assert raw_stage.device.read_events(timeout_ns=0) == []


@conf("K14")
def test_a_modes_blob_lives_no_longer_than_it_must(stage: Stage) -> None:
    """Made for the ioctl, kept by the kernel while the mode is in use, gone with it; and at once when only tested."""
    request = stage.request(stage.fb())
    spare = Blob.create(stage.device, b"x")
    first = int(spare.id)
    spare.close()

    def living() -> list[int]:
        found = []
        for number in range(first, first + 16):
            try:
                if stage.kms.blob(BlobId(number)) == stage.mode.to_bytes():
                    found.append(number)
            except FileNotFoundError:
                continue
        return found

    request.test(allow_modeset=True)
    assert living() == []
    request.commit(allow_modeset=True)
    (number,) = living()
    assert stage.value(stage.crtc, "MODE_ID") == number
    request.set(stage.primary, FB_ID=None)
    with pytest.raises(OSError) as caught:
        request.commit(allow_modeset=True)
    assert caught.value.errno == errno.EINVAL
    assert living() == [number]
    stage.darken()
    assert living() == []


@conf("K14")
def test_blobs_of_ones_own(stage: Stage) -> None:
    """A mode as a Blob, its id or bytes; once closed it is no more to be named, while what shows it goes on."""
    from pydrm.errors import ClosedError

    request = stage.request(stage.fb())
    data = stage.mode.to_bytes()
    with Blob.create(stage.device, data) as blob:
        for value in (blob, blob.id, data, bytearray(data), stage.mode):
            request.set(stage.crtc, MODE_ID=value)
            request.test(allow_modeset=True)
        request.set(stage.crtc, MODE_ID=blob)
        request.commit(allow_modeset=True)
    assert Mode.from_bytes(stage.kms.blob(stage.value(stage.crtc, "MODE_ID"))) == stage.mode
    with pytest.raises(ClosedError, match=r"^Blob is closed$"):
        request.commit(allow_modeset=True)
    assert repr(blob) == "<Blob closed>"
    with pytest.raises(OSError) as caught:
        Blob.create(stage.device, b"")
    assert caught.value.errno == errno.EINVAL
