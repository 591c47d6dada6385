"""The conformance suite's own instruments: they must be able to see what they are there for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conformance.support import expectations, force, ioctls, leaks
from tests.conformance.support import lane as lane_module
from tests.conformance.support.kernellog import is_alarm
from tests.conformance.support.lane import Lane
from tests.conformance.support.raw import NATIVE, UAPI, Reply

ROOT = Path(__file__).parents[2]
COVERAGE = ROOT / "scripts" / "coverage_rows.py"


def test_leak_gate_sees_a_descriptor() -> None:
    """A descriptor that stays open is reported by number and target."""
    before = leaks.look()
    read, write = os.pipe()
    try:
        found = leaks.look().grown_since(before)
    finally:
        os.close(read)
        os.close(write)
    assert any(f"fd {read} -> pipe:" in line for line in found)
    assert any(f"fd {write} -> pipe:" in line for line in found)


def test_leak_gate_sees_a_descriptor_that_is_gone() -> None:
    """A descriptor of somebody else that was closed is a finding as well: it was closed twice."""
    read, write = os.pipe()
    before = leaks.look()
    os.close(read)
    found = leaks.look().grown_since(before)
    os.close(write)
    assert any(f"fd {read}" in line and "is gone" in line for line in found)


def test_leak_gate_counts_files_mappings_and_dmabufs() -> None:
    """Each of the counters is compared."""
    before = leaks.State(frozenset(), 10, 1, ((4096, 7),))
    after = leaks.State(frozenset(), 11 + leaks.SLACK, 2, ((4096, 7), (4096, 8)))
    words = " ".join(after.grown_since(before))
    assert f"{1 + leaks.SLACK} more open files" in words
    assert "1 more device mappings" in words
    assert "1 more dma-bufs" in words
    assert before.grown_since(before) == []


@pytest.mark.parametrize(
    "line",
    [
        "WARNING: CPU: 0 PID: 21 at drivers/gpu/drm/drm_gem.c:180 drm_gem_object_handle_put_unlocked+0x5/0x90",
        "------------[ cut here ]------------",
        "BUG: kernel NULL pointer dereference, address: 0000000000000008",
        "Oops: 0000 [#1] SMP",
        "refcount_t: underflow; use-after-free.",
        "list_del corruption. prev->next should be 0000",
        "BUG: Bad page state in process python",
        "INFO: task python:7 blocked for more than 120 seconds.",
    ],
)
def test_kernel_log_alarms(line: str) -> None:
    """What the kernel says when it is in trouble is an alarm."""
    assert is_alarm(line)


@pytest.mark.parametrize(
    "line",
    [
        "[drm] Initialized vgem 1.0.0 for vgem on minor 0",
        "random: crng init done",
        "warning: `python' uses deprecated interface",
        "debugfs: Directory 'x' with parent 'y' already present!",
    ],
)
def test_kernel_log_peace(line: str) -> None:
    """Ordinary chatter is not."""
    assert not is_alarm(line)


LANE = Lane(
    name="uml",
    required=True,
    devices=("vgem", "vkms"),
    minimum=100,
    lacks={"vgem": {"modeset": "no modes"}, "machine": {"smp": "one processor"}, "render node": {"dumb": "card only"}},
)


@pytest.fixture
def in_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a lab that requires what it promises."""
    monkeypatch.setattr(force, "lane", lambda: LANE)


@pytest.mark.usefixtures("in_lane")
@pytest.mark.parametrize(
    ("driver", "capability", "kind", "outcome"),
    [
        ("vgem", "modeset", "card", pytest.skip.Exception),
        ("vgem", "dumb", "render", pytest.skip.Exception),
        ("vgem", "dumb", "card", pytest.fail.Exception),
        ("vgem", "fence", None, pytest.fail.Exception),
        (None, "smp", None, pytest.skip.Exception),
        (None, "udmabuf", None, pytest.fail.Exception),
        ("virtio_gpu", "syncobj", None, pytest.skip.Exception),
    ],
)
def test_unmet_needs(driver: str | None, capability: str, kind: str | None, outcome: type[BaseException]) -> None:
    """What the lane promised fails; what its devices cannot have, or what it never promised, does not apply."""
    with pytest.raises(outcome):
        force.unmet(driver, capability, "it is not there", kind)


def test_unmet_needs_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a lab nothing is promised: an unmet need is a skip that says why."""
    monkeypatch.setattr(force, "lane", lambda: Lane("host", False, (), 0))
    with pytest.raises(pytest.skip.Exception, match="it is not there"):
        force.unmet("vgem", "fence", "it is not there")


def test_lanes_file_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each lane states a minimum, and the environment of a lab chooses one."""
    table = tomllib.loads((ROOT / "tests" / "conformance" / "lanes.toml").read_text())
    assert table["lane"]["uml"]["minimum"] > 1000
    lane_module.lane.cache_clear()
    monkeypatch.setenv("PYDRI_LAB", "uml")
    monkeypatch.setenv("PYDRI_REQUIRE", "1")
    monkeypatch.setenv("PYDRI_DEVICES", "vgem,vkms")
    found = lane_module.lane()
    lane_module.lane.cache_clear()
    assert (found.name, found.required, found.devices) == ("uml", True, ("vgem", "vkms"))
    assert found.why_not("vkms", "fence")
    assert found.why_not("vgem", "dumb", "render")
    assert found.why_not("vgem", "dumb", "card") is None


def test_lanes_build_on_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lane lacks what the one it is like lacks, and what its own drivers lack; devices are words, drivers names."""
    for name, value in {"PYDRI_LANE": "qemu-2d", "PYDRI_LAB": "qemu", "PYDRI_DEVICES": "virtio-gpu,bochs"}.items():
        monkeypatch.setenv(name, value)
    lane_module.lane.cache_clear()
    found = lane_module.lane()
    lane_module.lane.cache_clear()
    assert found.why_not(None, "sw_sync")
    assert found.why_not("virtio_gpu", "3d")
    assert found.why_not("virtio_gpu", "fence")
    assert found.why_not("virtio_gpu", "syncobj") is None
    assert [found.promises(each) for each in ("virtio_gpu", "bochs-drm", "cirrus")] == [True, True, False]
    assert found.why_not("cirrus-qemu", "cursor") == found.why_not("cirrus", "cursor") is not None


def declared() -> dict[str, tuple[int, str | None]]:
    """Name of each ioctl in bindings.h: its number and its struct."""
    pattern = re.compile(r"#define (\w+) (0x[0-9a-f]+) /\* _IO\w*\('.', 0x[0-9a-f]+(?:, (?:struct )?([^)]+))?\) \*/")
    return {found[1]: (int(found[2], 16), found[3]) for found in pattern.finditer((ROOT / "bindings.h").read_text())}


def test_ioctl_table_agrees_with_the_bindings() -> None:
    """Each ioctl of the table goes with the struct that bindings.h gives it, in both layers with the same number."""
    known = declared()
    assert set(known) <= {ioctls.constant(name) for name in (*ioctls.DRM, *ioctls.OTHER)}, (
        "every ioctl is callable here"
    )
    assert len(known) > 60
    for name in (*ioctls.DRM, *ioctls.OTHER):
        if name.startswith("DMA_BUF_SET_NAME") or ioctls.constant(name) not in known:
            continue
        number, struct = known[ioctls.constant(name)]
        assert ioctls.struct(name) == ("unsigned int" if struct == "uint32_t" else struct), name
        assert NATIVE.number(name) == UAPI.number(name) == number
        assert NATIVE.size(name) == UAPI.size(name) == (number >> 16) & 0x3FFF, name


def test_reply_says_what_happened() -> None:
    """A reply compares as a number, shows the errno's name and the fields, and raises when told to."""
    reply = Reply(-2, {"handle": 7})
    assert reply == -2
    assert reply.handle == 7
    assert repr(reply) == "-ENOENT(handle=7)"
    with pytest.raises(FileNotFoundError):
        reply.ok()
    with pytest.raises(AttributeError):
        reply.nothing  # noqa: B018


def coverage(*arguments: str, script: Path = COVERAGE) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True, check=False)


def test_coverage_of_the_catalogue() -> None:
    """Every marker names a row or an IGT subtest that the catalogue has."""
    finished = coverage()
    assert finished.returncode == 0, finished.stderr
    assert "rows due now:" in finished.stdout


def test_coverage_sees_an_unknown_row(tmp_path: Path) -> None:
    """A marker with a row that nobody knows fails; an open row fails only when asked for."""
    room = tmp_path / "tests" / "conformance"
    (room / "support").mkdir(parents=True)
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts" / "coverage_rows.py"
    script.write_text(COVERAGE.read_text())
    (room / "catalogue.toml").write_text((ROOT / "tests" / "conformance" / "catalogue.toml").read_text())
    case = room / "test_one.py"
    case.write_text('@conf("C1", "igt:vgem_basic@create")\ndef test_one(): ...\n')
    assert coverage(script=script).returncode == 0
    assert coverage("--strict", script=script).returncode == 1
    case.write_text('@conf("C99")\ndef test_one(): ...\n')
    finished = coverage(script=script)
    assert finished.returncode == 1
    assert "C99" in finished.stderr


@pytest.mark.parametrize(
    ("entry", "release", "concerned"),
    [
        ({}, "6.12.117", True),
        ({"before": "7.2"}, "6.12.117-um", True),
        ({"before": "7.2"}, "7.2.13", False),
        ({"before": "7.10"}, "7.9.1", True),
        ({"since": "6.12"}, "6.12.0", True),
        ({"since": "6.12"}, "6.1.140-amd64", False),
        ({"since": "6.12", "before": "7.2"}, "7.1", True),
    ],
)
def test_expectations_name_kernels(entry: dict[str, str], release: str, concerned: bool) -> None:
    """An entry is about the kernels from "since" on and before "before", by number."""
    assert expectations.concerns(entry, release) is concerned
