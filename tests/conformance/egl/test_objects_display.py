"""Displays as objects: shared by a process, counted, on every platform; what is made on them and outlives them."""

from __future__ import annotations

import gc
import itertools
import threading
from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm.errors import ClosedError, NotSupported
from pyegl import lib

from ..support import conf, needs
from ..support.pace import scaled
from .objects import GREEN, config, fill, on_gbm, opened, pixel, surface, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyegl import Display

    from ..support.egl import Platform


def run_all(*jobs: Callable[[], Any]) -> None:
    """Run jobs on threads of their own, at once; the first exception is raised here."""
    barrier, errors = threading.Barrier(len(jobs)), []

    def work(job: Callable[[], Any]) -> None:
        barrier.wait(20)
        try:
            job()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(50)
        assert not thread.is_alive()
    if errors:
        raise errors[0]


def again(display: Display) -> Display:
    """Another display object of the same EGLDisplay."""
    return pyegl.Display(display._source, platform=display._native.platform)


# -- what it is --------------------------------------------------------------------------------------------------------


@conf("N6", "N8")
def test_a_display(egl: Display, platform: Platform) -> None:
    """Version, vendor, APIs, extensions, platform; none of the client's extensions is the display's."""
    assert egl.version >= (1, 4)
    assert egl.version_string.startswith(f"{egl.version[0]}.{egl.version[1]}")
    assert egl.vendor
    assert "OpenGL_ES" in egl.client_apis
    assert egl.supports_api(pyegl.Api.OPENGL_ES)
    assert not egl.extensions & (pyegl.client_extensions() - {"EGL_KHR_debug"})
    assert egl.platform is pyegl.Platform[platform.name.upper()]
    assert str(egl) == f"the {platform.name} display ({egl.vendor})"


@conf("N7")
@needs("egl:EGL_MESA_query_driver")
def test_the_driver_of_a_display(egl: Display) -> None:
    """The driver's name is a word, its options XML or nothing."""
    assert egl.driver_name
    assert egl.driver_name.isprintable()
    assert egl.driver_config is None or egl.driver_config.lstrip().startswith("<?xml")


@conf("N3")
def test_the_device_of_a_display(egl: Display, platform: Platform) -> None:
    """The display tells its device, which is one of those that are listed, and GBM's is the DRM device."""
    device = egl.device
    assert device.native in {each.native for each in pyegl.devices()}
    if platform.node is not None:
        assert device.is_drm(platform.node.path) or device.is_software
    with pytest.raises(pyegl.BadAttribute):
        egl.attrib(0x7777)


# -- counted -----------------------------------------------------------------------------------------------------------


@conf("L7")
def test_one_user_does_not_end_the_others(egl: Display) -> None:
    """Each object is a user: closing one leaves the others' contexts, surfaces and current state alone."""
    chosen = config(egl)
    others = [again(egl) for _ in range(3)]
    with egl.create_context(chosen) as context, surface(egl, chosen) as target, context.make_current(target):
        for other in others:
            made = other.create_context()
            other.close()
            assert not made
            fill(GREEN)
            assert pixel() == (0, 255, 0, 255)
        assert egl.create_context(chosen)


@conf("L7")
def test_configs_are_the_same_for_all_users(egl: Display) -> None:
    """A config of one object is as good on another of the same EGLDisplay, and no good on another's."""
    with again(egl) as other:
        assert egl.configs() == other.configs()
        assert other.create_context(config(egl)).config == config(other)
    with pyegl.Display(platform="surfaceless") as stranger:
        if stranger._native is not egl._native:
            with pytest.raises(ValueError, match="is a config of"):
                stranger.create_context(config(egl))


@conf("L7")
@pytest.mark.parametrize("threads", [2, 4])
def test_initialize_and_terminate_at_once(egl: Display, threads: int) -> None:
    """Threads that open, use and close the same display find it initialised, each as long as its own is open.

    Each 25 times (emulated: 5).
    """
    source, platform = egl._source, egl._native.platform
    egl.close()

    def work() -> None:
        for _ in range(scaled(25, least=5)):
            with pyegl.Display(source, platform=platform) as mine, mine.create_context() as context:
                with context.make_current():
                    assert context.client_version == 2

    run_all(*[work] * threads)
    if not on_gbm(egl):
        assert lib.eglQueryString(egl._native.ptr, lib.EGL_VERSION) == pyegl.ffi.NULL
        lib.eglGetError()


@conf("L7")
def test_closing_races_with_making(egl: Display) -> None:
    """What is made while the display is closed on another thread is an object, or a clear error; nothing hangs."""

    def make(display: Display) -> None:
        for _ in range(50):
            try:
                display.create_context().close()
            except (ClosedError, pyegl.NotInitialized, pyegl.BadDisplay):
                return

    for _ in range(20):
        other = again(egl)
        run_all(lambda: make(other), other.close)  # noqa: B023
    assert egl.create_context()


@conf("L8")
@needs("egl:EGL_KHR_display_reference")
def test_where_egl_counts(egl: Display) -> None:
    """With EGL_KHR_display_reference each object's initialisation is its own, whatever other libraries do."""
    assert egl.attrib(lib.EGL_TRACK_REFERENCES_KHR) == 1
    assert lib.eglInitialize(egl._native.ptr, pyegl.ffi.NULL, pyegl.ffi.NULL)
    assert lib.eglTerminate(egl._native.ptr)
    assert egl.create_context()


@conf("L8")
def test_asking_egl_to_count(egl: Display) -> None:
    """That EGL counts can be asked for, where the library has EGL_KHR_display_reference, and is refused elsewhere."""
    if pyegl.client_extensions().has("EGL_KHR_display_reference"):
        with pyegl.Display(egl._source, platform=egl._native.platform, track_references=True) as other:
            assert other.attrib(lib.EGL_TRACK_REFERENCES_KHR) == 1
    else:
        with pytest.raises(NotSupported, match="needs EGL_KHR_display_reference"):
            pyegl.Display(egl._source, platform=egl._native.platform, track_references=True)


# -- ends --------------------------------------------------------------------------------------------------------------


@conf("L6")
def test_everything_on_it_ends_with_it(egl: Display) -> None:
    """Contexts, surfaces and syncs are dead with their display, their use is ClosedError, closing them nothing."""
    chosen = config(egl)
    context, target, sync = egl.create_context(chosen), surface(egl, chosen), pyegl.Sync.reusable(egl)
    egl.close()
    for each in (context, target, sync):
        assert not each
        assert each.closed
        with pytest.raises(ClosedError):
            _ = each.native
        each.close()
    for use in (egl.configs, egl.create_context, lambda: egl.native, lambda: egl.device, lambda: egl.driver_name):
        with pytest.raises(ClosedError):
            use()
    with again(egl) as fresh:
        assert fresh.create_context()


@conf("L6", "X7")
@pytest.mark.parametrize(
    "order", list(itertools.permutations(("context", "surface", "display", "below"))), ids="-".join
)
def test_any_order(platform: Platform, order: tuple[str, ...]) -> None:
    """Closed in any order, also while current, everything is gone in the end and the display good for another round."""
    with opened(platform) as display:
        chosen = config(display)
        source: Any = display._source
        target = surface(display, chosen)
        things: dict[str, Any] = {
            "context": display.create_context(chosen),
            "surface": target,
            "display": display,
            "below": source if on_gbm(display) else target,
        }
        bound = things["context"].make_current(target)
        for name in order:
            things[name].close()
            fill(GREEN)
        assert pixel() == (0, 255, 0, 255)
        bound.restore()
        assert pyegl.current_state().context == 0


@conf("X7")
def test_the_gbm_surface_goes_first(egl_windows: Display) -> None:
    """A window that is closed below its surface lives until the surface is gone, current or not."""
    chosen = config(egl_windows)
    below = window(egl_windows, chosen)
    target = egl_windows.create_window_surface(chosen, below)
    with egl_windows.create_context(chosen) as context, context.make_current(target):
        below.close()
        fill(GREEN)
        target.swap_buffers()
        target.close()
        fill(GREEN)
        assert pixel() == (0, 255, 0, 255)
        assert below._native.user is not None
    assert below._native.user is None


@conf("X13")
def test_cycles(egl: Display) -> None:
    """Rings of displays, contexts, surfaces and what they stand on are collected, on this thread or another."""
    for where in (gc.collect, lambda: run_all(gc.collect)):
        other = again(egl)
        chosen = config(other)
        ring: list[Any] = [other, other.create_context(chosen), surface(other, chosen), pyegl.Sync.reusable(other)]
        ring[1].make_current(ring[2])
        ring.append(ring)
        gc.disable()
        try:
            del other, ring
            pyegl.release_current()
            with pytest.warns(ResourceWarning):
                where()
        finally:
            gc.enable()
    assert egl.create_context()


@conf("X13")
def test_collected_on_another_thread(egl: Display) -> None:
    """A context that was current here and is collected elsewhere is destroyed without being current there."""
    chosen = config(egl)
    knot: list[Any] = [egl.create_context(chosen), surface(egl, chosen)]
    handles = [each._handle for each in knot]
    bound = knot[0].make_current(knot[1])
    knot.append(knot)
    bound.restore()
    del knot, bound
    seen: list[int] = []

    def collect() -> None:
        gc.collect()
        seen.append(pyegl.current_state().context)

    with pytest.warns(ResourceWarning):
        run_all(collect)
    assert seen == [0]
    assert not any(handle.alive for handle in handles)
