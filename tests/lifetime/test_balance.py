"""Whatever was made, and however it ends, everything is given back."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm.resource import Resource

from .scenarios import SCENARIOS

if TYPE_CHECKING:
    from .scenarios import Keep

each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.__name__)
Scenario = Any


def live(keep: Keep) -> list[Resource]:
    return [thing for thing in keep if isinstance(thing, Resource)]


@each_scenario
@pytest.mark.parametrize("order", [1, -1], ids=["first-made-first", "last-made-first"])
def test_closed_one_by_one(vgem: pydrm.Device, vkms: pydrm.Device, scenario: Scenario, order: int) -> None:
    """Closed in order or in reverse: no handle is left on either device, and no warning is given."""
    keep: Keep = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the scenario itself drops
        scenario((vgem, vkms), keep)
        gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for thing in live(keep)[::order]:
            thing.close()
        keep.clear()
        gc.collect()
    assert vgem.gem.handles() == {}
    assert vkms.gem.handles() == {}


@each_scenario
def test_dropped(vgem: pydrm.Device, vkms: pydrm.Device, scenario: Scenario) -> None:
    """Dropped without close: warnings, and nothing else is left."""
    keep: Keep = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        scenario((vgem, vkms), keep)
        keep.clear()
        gc.collect()
    assert {warning.category for warning in caught} == {ResourceWarning}
    assert vgem.gem.handles() == {}
    assert vkms.gem.handles() == {}


@each_scenario
def test_in_a_cycle(vgem: pydrm.Device, vkms: pydrm.Device, scenario: Scenario) -> None:
    """In a reference cycle, with devices of its own: the collector takes all of it, in whatever order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        own = (pydrm.open(vgem.path), pydrm.open(vkms.path))
        keep: Keep = [own]
        scenario(own, keep)
        keep.append(keep)
        del own, keep
        gc.collect()


@each_scenario
def test_the_body_raises(vgem: pydrm.Device, vkms: pydrm.Device, scenario: Scenario) -> None:
    """An exception on the way: what with-blocks hold is closed, what frames held goes with them."""

    def body() -> None:
        keep: Keep = []
        scenario((vgem, vkms), keep)
        raise KeyError(keep)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(KeyError) as caught:
            body()
        del caught
        gc.collect()
    assert vgem.gem.handles() == {}
    assert vkms.gem.handles() == {}


@each_scenario
def test_the_devices_are_closed_first(vgem: pydrm.Device, vkms: pydrm.Device, scenario: Scenario) -> None:
    """Closing the devices kills what lives in them, without a warning; dma-bufs and memory go on."""
    own = (pydrm.open(vgem.path), pydrm.open(vkms.path))
    keep: Keep = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scenario(own, keep)
        gc.collect()
    for device in own:
        device.close()
    for thing in live(keep):
        alive = isinstance(thing, (pydrm.DmaBuf, pydrm.Mapping, pydrm.SyncFile, pydrm.Device)) or bool(
            thing.device  # type: ignore[attr-defined]
        )
        assert bool(thing) is alive
        if isinstance(thing, pydrm.DmaBuf):
            assert thing.size >= 64 * 64
            thing.poll(write=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for thing in live(keep):
            thing.close()
        keep.clear()
        gc.collect()


@pytest.mark.parametrize("count", [200])
def test_many_buffers(vgem: pydrm.Device, vkms: pydrm.Device, count: int) -> None:
    """Many at once, all closed by their device alone."""
    with pydrm.open(vgem.path) as own, pydrm.open(vkms.path) as other:
        buffers = [own.create_dumb(16, 16, bpp=32) for _ in range(count)]
        for number, buffer in enumerate(buffers):
            buffer.array[...] = number
            with buffer.export() as dmabuf:
                buffers.append(other.import_dmabuf(dmabuf))  # type: ignore[arg-type]
            if number == count - 1:
                break
        assert len(own.gem.handles()) == len(other.gem.handles()) == count
        arrays = [buffer.array for buffer in buffers[:count]]
    assert [int(array[3, 3]) for array in arrays] == list(range(count))
