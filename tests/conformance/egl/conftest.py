"""EGL displays on every platform of the lane."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..support import force, mesa, needs, probes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyegl
    from pydrm import SyncFile

    from ..support.egl import Display, Platform
    from ..support.images import Importer

_HERE = Path(__file__).parent

# What a case measures must not depend on what an earlier run compiled, and the lab's file system is read-only.
os.environ.setdefault("MESA_SHADER_CACHE_DISABLE", "true")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "platform" in metafunc.fixturenames:
        from ..support import egl

        found = egl.platforms()
        if {"offscreen", "egl_pbuffers"}.intersection(metafunc.fixturenames):
            found = tuple(each for each in found if each.name != "gbm")
        if {"windowed", "egl_windows"}.intersection(metafunc.fixturenames):
            found = tuple(each for each in found if each.name == "gbm") or (egl.Platform("gbm"),)
        metafunc.parametrize("platform", found, ids=str)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == _HERE and isinstance(item, pytest.Function):
            platform = force.platform_of(item)
            item.add_marker(needs("libegl", *([platform.capability] if platform else [])))
            mesa.expect("egl", item)


@pytest.fixture(params=["vgem", "sw_sync"])
def pending(request: pytest.FixtureRequest) -> Iterator[tuple[SyncFile, Callable[[], None]]]:
    """A sync file that is not signalled, of vgem's and of sw_sync's, and the function that signals it."""
    import pydrm
    from pydrm import vgem

    if request.param == "sw_sync":
        if (reason := probes.of_machine("sw_sync")) is not None:
            force.unmet(None, "sw_sync", reason)
        with pydrm.SwTimeline() as timeline, timeline.create_fence(1) as found:
            yield found, timeline.inc
        return
    if (reason := probes.missing("vgem.fence", None)[1]) is not None:
        force.unmet("vgem", "fence", reason)
    with (
        pydrm.open(driver="vgem") as drm,
        drm.create_dumb(16, 16, "XR24") as frame,
        vgem.attach(frame, write=True) as fence,
        frame.export() as dmabuf,
        dmabuf.export_sync_file(read=True) as sync_file,
    ):
        yield sync_file, fence.signal
        if fence.alive:
            fence.signal()


@pytest.fixture
def asleep(platform: Platform) -> Iterator[Display]:
    """A display that is not initialised, on every platform of the lane in turn."""
    from ..support import egl

    display = egl.Display(platform)
    yield display
    display.end()


@pytest.fixture
def display(asleep: Display) -> Display:
    """An initialised display on every platform of the lane in turn; ended with the case, and all that is on it."""
    return asleep.initialize()


@pytest.fixture
def offscreen(display: Display) -> Display:
    """An initialised display on every platform that has pbuffers: all but GBM."""
    return display


@pytest.fixture
def windowed(display: Display) -> Display:
    """An initialised display of GBM on every card node: the platform that has windows."""
    return display


@pytest.fixture
def importer(display: Display) -> Iterator[Importer]:
    """An initialised display, and memory that its driver imports."""
    from ..support import images

    with images.memory(display.platform, images.SIZE) as memory:
        yield images.Importer(display, memory)


@pytest.fixture
def egl(platform: Platform) -> Iterator[pyegl.Display]:
    """A display of pyegl's objects, on every platform of the lane in turn."""
    from . import objects

    with objects.opened(platform) as found:
        yield found


@pytest.fixture
def egl_pbuffers(egl: pyegl.Display) -> pyegl.Display:
    """The same, on every platform that has pbuffers: all but GBM."""
    return egl


@pytest.fixture
def egl_windows(egl: pyegl.Display) -> pyegl.Display:
    """The same, of GBM on every card node: the platform that has windows."""
    return egl
