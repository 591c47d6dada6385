"""Whatever Python gives to pyegl's objects, the answer is an object or an exception, never the end of the process."""

from __future__ import annotations

import ctypes
import signal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pyegl
from pydrm import DmaBuf, Fourcc
from pydrm.errors import NotSupported, PydriError
from pyegl import lib

from ..support import conf
from ..support.gl import gl
from ..support.pace import scaled
from .objects import config, surface

if TYPE_CHECKING:
    from pyegl import Display

TOKENS = sorted(
    {name.removeprefix("EGL_").lower() for name in dir(lib) if name.startswith("EGL_")} - {"true", "false", "none"}
)
VALUES = st.one_of(
    st.sampled_from([0, 1, -1, 2, 16, 0x3038, 0x7FFF_FFFF, -0x8000_0000, 0xFFFF_FFFF, 1 << 32, 1 << 70, True]),
    st.integers(-(1 << 16), 1 << 16),
    st.sampled_from([getattr(lib, name) for name in dir(lib) if name.startswith("EGL_") and "NO_" not in name][:900]),
)
ATTRIBUTES = st.dictionaries(st.sampled_from(TOKENS), VALUES, max_size=5)
FORMATS = [Fourcc.XRGB8888, Fourcc.NV12, Fourcc.YUYV, Fourcc.R8, Fourcc(0), Fourcc(77)]
REFUSALS = (PydriError, ValueError, TypeError, OverflowError, OSError)

few = settings(max_examples=25)  # on each platform


def attempt(function: Any, *arguments: Any, **settings: Any) -> None:
    """Call; what comes is closed, or is one of the refusals."""
    try:
        found = function(*arguments, **settings)
    except REFUSALS:
        return
    if hasattr(found, "close"):
        assert found
        found.close()


@few
@given(ATTRIBUTES)
def test_contexts(egl: Display, attributes: dict[str, Any]) -> None:
    """Any attributes of a context, with and without a config."""
    attempt(egl.create_context, **attributes)
    attempt(egl.create_context, config(egl), api=pyegl.Api.OPENGL, **attributes)


@few
@given(ATTRIBUTES, VALUES, VALUES)
def test_pbuffers(egl: Display, attributes: dict[str, Any], width: Any, height: Any) -> None:
    """Any attributes and sizes of a pbuffer."""
    given = {name: value for name, value in attributes.items() if name not in ("width", "height")}
    attempt(egl.create_pbuffer, config(egl), width, height, **given)


@few
@given(ATTRIBUTES)
def test_windows(egl: Display, attributes: dict[str, Any]) -> None:
    """Any attributes of a window or pixmap surface on nothing."""
    attempt(egl.create_window_surface, config(egl), 0, **attributes)
    attempt(egl.create_pixmap_surface, config(egl), 0, **attributes)


@few
@given(ATTRIBUTES)
def test_configs(egl: Display, attributes: dict[str, Any]) -> None:
    """Any wishes for a config."""
    attempt(egl.choose_configs, **attributes)
    attempt(egl.choose_config, **attributes)


@few
@given(ATTRIBUTES)
def test_displays(egl: Display, attributes: dict[str, Any]) -> None:
    """Any attributes of a display without a native one."""
    given = {name: value for name, value in attributes.items() if name != "platform"}
    attempt(pyegl.Display, platform="surfaceless", **given)


@few
@given(VALUES, VALUES)
def test_queries(egl: Display, attribute: Any, value: Any) -> None:
    """Any attribute of anything."""
    with egl.create_context(config(egl)) as context, surface(egl) as target, pyegl.Sync.reusable(egl) as sync:
        for query in (context.query, target.query, egl.attrib, sync._attrib, pyegl.devices()[0].attrib):
            attempt(query, attribute)
        attempt(target.set_attrib, attribute, value)
        attempt(pyegl.bind_api, attribute)
        pyegl.bind_api(pyegl.Api.OPENGL_ES)
        with context.make_current(target):
            attempt(target.set_swap_interval, value)
            attempt(target.swap_buffers, [(attribute, value, 1, 1)])
            attempt(pyegl.wait_native, attribute)


@few
@given(ATTRIBUTES, VALUES, st.integers(-1, 1 << 33))
def test_images_of_gl_objects(egl: Display, attributes: dict[str, Any], target: Any, name: int) -> None:
    """Any target, name and attributes of an image of a GL object that there is not."""
    with egl.create_context() as context, context.make_current():
        attempt(pyegl.Image.from_texture, context, name, target=target)
        attempt(pyegl.Image.from_texture, context, name, level=target, layer=name)
        attempt(pyegl.Image.from_renderbuffer, context, name)


@few
@given(ATTRIBUTES, VALUES, VALUES, st.sampled_from(FORMATS))
def test_images_of_files(egl: Display, attributes: dict[str, Any], width: Any, height: Any, format: Fourcc) -> None:
    """Any picture in a file that is no dma-buf."""
    with open("/dev/zero", "rb") as file:
        try:
            dmabuf = DmaBuf.from_fd(file.fileno(), dup=True)
        except OSError:
            return
        with dmabuf:
            attempt(egl.import_dmabuf, dmabuf, width=width, height=height, format=format, **attributes)


@pytest.mark.parametrize("wrong", [None, 0, "x", b"x", 1.5, object(), [], {}, lib, pyegl], ids=repr)
def test_things_of_another_kind(egl: Display, wrong: Any) -> None:
    """Whatever stands where one of pyegl's objects should, the answer is an exception of Python's."""
    chosen = config(egl)
    with egl.create_context(chosen) as context, surface(egl, chosen) as target:
        calls: list[tuple[Any, ...]] = [
            (pyegl.Context, wrong),
            (pyegl.Sync.fence, wrong),
            (pyegl.Sync.native_fence, egl, wrong if wrong is not None else "x"),
            (pyegl.Surface.pbuffer, wrong, chosen, 1, 1),
            (pyegl.Surface.pbuffer, egl, wrong, 1, 1),
            (pyegl.Surface.window, egl, wrong, 0),
            (pyegl.Image.from_dmabuf, egl, wrong),
            (pyegl.Image.from_texture, wrong, 1),
            (egl.choose_config, wrong),
        ]
        if wrong is not None:
            calls += [(context.make_current, wrong), (egl.create_context, wrong), (context.make_current, target, wrong)]
        for function, *arguments in calls:
            with pytest.raises((TypeError, AttributeError, ValueError, NotSupported)):
                function(*arguments)
    assert pyegl.current_state().context == 0


@conf("X14")
def test_a_texture_without_a_current_context(egl: Display) -> None:
    """Mesa 22.3 follows NULL for an image of a GL object without a context; here there always is one."""
    with egl.create_context() as context:
        for make in (pyegl.Image.from_texture, pyegl.Image.from_renderbuffer):
            with pytest.raises((pyegl.BadParameter, pyegl.BadAlloc)):
                make(context, 1)
        with context.make_current():
            texture = gl.new("Textures")
            with pytest.raises(pyegl.BadParameter):
                pyegl.Image.from_texture(context, texture)


@conf("L1")
def test_objects_of_another_display(egl: Display) -> None:
    """Surfaces, configs and contexts of one display are refused by another, by name."""
    stranger_platform = "device" if egl.platform == pyegl.Platform.SURFACELESS else "surfaceless"
    native = pyegl.devices()[0] if stranger_platform == "device" else None
    with pyegl.Display(native, platform=stranger_platform) as other:
        their = config(other)
        with egl.create_context(config(egl)) as context, other.create_pbuffer(their, 4, 4) as target:
            with pytest.raises(pyegl.EglError) as raised:
                context.make_current(target)
            assert isinstance(raised.value, (pyegl.BadSurface, pyegl.BadMatch))
            with pytest.raises(pyegl.EglError) as raised:
                other.create_context(their, share=context)
            assert isinstance(raised.value, (pyegl.BadContext, pyegl.BadMatch))
        with pytest.raises(ValueError, match="is a config of"):
            egl.create_pbuffer(their, 4, 4)


@conf("X13")
def test_threads_that_c_made(egl: Display) -> None:
    """Called on a thread of C's, pyegl works; what was current there ends with the call, for Python's state does."""
    libc = ctypes.CDLL(None, use_errno=True)
    seen: list[Any] = []
    with egl.create_context() as context:

        @ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
        def work(_: Any) -> None:
            try:
                seen.append(pyegl.current_context())
                context.make_current()
                seen.append(context.is_current)
            except Exception as error:
                seen.append(error)

        for _ in range(5):
            thread = ctypes.c_ulong()
            assert libc.pthread_create(ctypes.byref(thread), None, work, None) == 0
            assert libc.pthread_join(thread, None) == 0
        assert seen == [None, True] * 5
        assert context._handle.bound == {}
        with context.make_current():
            assert context.is_current


def test_a_signal_handler(egl: Display) -> None:
    """A Python signal handler may use EGL in the middle of whatever the program does (200 times, emulated: 20)."""
    made: list[bool] = []

    def handler(*_: Any) -> None:
        with egl.create_context() as inner, inner.make_current():
            made.append(inner.is_current)
        signal.setitimer(signal.ITIMER_REAL, 0.001)

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    try:
        with egl.create_context() as context:
            for _ in range(scaled(200)):
                with context.make_current():
                    assert context.is_current
                # Of which kind, the handler may have taken from it.
                with pytest.raises(pyegl.EglError):
                    egl.create_context(version=(9, 9))
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert made
    assert all(made)
