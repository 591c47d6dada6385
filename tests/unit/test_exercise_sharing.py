"""The sharing check's own parts: patterns that differ, comparisons that notice, and words for missing devices."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pydri import inventory
from pydri.errors import Unusable
from pydri.sharing import ContentsDiffer, compare, pattern
from pydrm import Bus, DeviceInfo, NodeType, PciInfo, PlatformInfo

if TYPE_CHECKING:
    from pathlib import Path


def test_patterns_differ() -> None:
    """No two seeds and no two pages of one pattern are alike: a stale or shifted page can't pass for the right one."""
    size = 16 * 4096
    made = [pattern(size, seed) for seed in range(40)]
    assert len({each.tobytes() for each in made}) == 40
    pages = {each[start : start + 4096].tobytes() for each in made for start in range(0, size, 4096)}
    assert len(pages) == 40 * 16
    assert not any((each == 0).all() for each in made)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 4095])
def test_pattern_of_any_size(size: int) -> None:
    """A pattern has exactly the bytes that were asked for."""
    assert pattern(size, 1).shape == (size,)
    assert pattern(size, 1).dtype == np.uint8


def test_compare_notices_one_byte() -> None:
    """A single wrong byte is found and named."""
    written = pattern(4096, 3)
    seen = written.copy()
    compare(seen, written, "same")
    seen[1234] ^= 1
    with pytest.raises(ContentsDiffer, match=r"^x: 1 of 4096 values differ, the first at 1234: "):
        compare(seen, written, "x")


def test_compare_names_row_and_column() -> None:
    """In a picture the first wrong pixel is given by row and column."""
    written = np.zeros((4, 5), np.uint32)
    seen = written.copy()
    seen[2, 3] = 0xABCD
    with pytest.raises(ContentsDiffer, match=r"the first at \(2, 3\) \(row, column\): 0xabcd instead of 0x0"):
        compare(seen, written, "pixels")


# -- choosing devices --------------------------------------------------------------------------------------------------


def info(driver: str | None, number: int, bus: Bus = Bus.PCI) -> DeviceInfo:
    """A device that this machine need not have."""
    place = PciInfo(0, number, 0, 0, 0, 0, 0, 0) if bus is Bus.PCI else PlatformInfo(driver or "", ())
    return DeviceInfo(
        nodes={NodeType.PRIMARY: f"/dev/dri/card{number}", NodeType.RENDER: f"/dev/dri/renderD{128 + number}"},
        bus=bus,
        bus_info=place,
        driver=driver,
    )


def entries(*infos: DeviceInfo, access: str | None = None) -> list[inventory.Entry]:
    """Entries of these devices, whose nodes open (or end with ``access``)."""
    labelled = inventory._label(infos)
    return [
        inventory.Entry(
            each.label, each.info, dict.fromkeys(each.info.nodes, access), None if access else each.info.path
        )
        for each in labelled
    ]


def test_labels_are_unique() -> None:
    """Two devices of one driver are told apart by their node; one alone is just its driver."""
    found = entries(info("amdgpu", 0), info("amdgpu", 1), info("vgem", 2, Bus.PLATFORM), info(None, 3))
    assert [each.label for each in found] == ["amdgpu card0", "amdgpu card1", "vgem", "pci:0000:03:00.0"]


def test_choosing_by_name() -> None:
    """A driver's name means all of its devices, a label or bus address one; each is taken once."""
    found = entries(info("amdgpu", 0), info("amdgpu", 1), info("vgem", 2, Bus.PLATFORM))
    assert inventory.choose(found, []) == found
    assert inventory.choose(found, ["amdgpu"]) == found[:2]
    assert inventory.choose(found, ["pci:0000:01:00.0", "amdgpu card1"]) == [found[1]]
    assert inventory.choose(found, ["vgem", "vgem", "platform:vgem"]) == [found[2]]


def test_choosing_what_is_not_there() -> None:
    """The answer lists what there is."""
    found = entries(info("vgem", 2, Bus.PLATFORM))
    with pytest.raises(Unusable, match=r"'nouveau'; there are: vgem \(/dev/dri/card2, /dev/dri/renderD130\)"):
        inventory.choose(found, ["nouveau"])


@pytest.mark.parametrize("word", ["/dev/null", "/", "/dev/dri/card77", "/proc/self/maps", "./nothing"])
def test_paths_that_are_no_drm_node(word: str) -> None:
    """A path that is no DRM node is refused with a line that says so."""
    with pytest.raises(Unusable) as caught:
        inventory.choose([], [word])
    assert str(caught.value).startswith(word)
    assert "\n" not in str(caught.value)


def test_words_for_missing_permission(tmp_path: Path) -> None:
    """A node that a group may open names the group and the command; one that only root may open says so."""
    path = tmp_path / "node"
    path.touch()
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    assert "only be opened by root" in inventory._no_permission(str(path))
