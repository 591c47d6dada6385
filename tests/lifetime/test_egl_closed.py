"""A closed object of EGL's, one whose display is closed, and one in a forked child say so in every method."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

import pyegl
from pydrm import ClosedError, ForkError, Fourcc
from pyegl import lib
from tests.conformance.support import conf

from .egl_things import KINDS, PLATFORMS, Things
from .test_fork import in_child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydrm

# Calls that need arguments. "ok" marks what stays usable: facts that were learnt while the object lived, and
# constructors. "alive" marks what only the object's own death stops, and not that of the process's past.
OK = "ok"
CALLS: dict[str, dict[str, Any]] = {
    "Display": {
        "attrib": lambda x: x.attrib(lib.EGL_DEVICE_EXT),
        "choose_configs": lambda x: x.choose_configs(red_size=8),
        "choose_config": lambda x: x.choose_config(red_size=8),
        "create_context": lambda x: x.create_context(),
        "create_pbuffer": lambda x: x.create_pbuffer(CONFIG[0], 4, 4),
        "create_window_surface": lambda x: x.create_window_surface(CONFIG[0], 0x1000),
        "create_pixmap_surface": lambda x: x.create_pixmap_surface(CONFIG[0], 0x1000),
        "import_dmabuf": lambda x: x.import_dmabuf(None),
        "dmabuf_modifiers": lambda x: x.dmabuf_modifiers(Fourcc.XRGB8888),
        **dict.fromkeys(
            ("platform", "version", "version_string", "vendor", "client_apis", "extensions", "supports_api"), OK
        ),
    },
    "Context": {
        "make_current": lambda x: x.make_current(),
        "query": lambda x: x.query(lib.EGL_CONFIG_ID),
        **dict.fromkeys(("api", "config", "share", "display"), OK),
    },
    "Surface": {
        "query": lambda x: x.query(lib.EGL_WIDTH),
        "set_attrib": lambda x: x.set_attrib(lib.EGL_MIPMAP_LEVEL, 0),
        "set_damage_region": lambda x: x.set_damage_region([]),
        "set_swap_interval": lambda x: x.set_swap_interval(1),
        "copy_to": lambda x: x.copy_to(0x1000),
        **dict.fromkeys(("kind", "config", "display", "window", "pixmap", "pbuffer", "pbuffer_from_client_buffer"), OK),
    },
    "Image": {
        **dict.fromkeys(
            ("width", "height", "format", "modifier", "display", "from_dmabuf", "from_texture", "from_renderbuffer"), OK
        ),
        **dict.fromkeys(("from_pixmap", "from_wl_buffer"), OK),
    },
    "Sync": {
        "client_wait": lambda x: x.client_wait(0),
        **dict.fromkeys(("kind", "display", "fence", "reusable", "native_fence"), OK),
    },
}
ALWAYS = {"close", "closed"}
CONFIG: list[pyegl.Config] = []


def public(kind: type) -> list[str]:
    return sorted(name for name in dir(kind) if not name.startswith("_") and name not in ALWAYS)


def use(thing: object, name: str) -> object:
    call: Callable[[object], object] | str | None = CALLS[type(thing).__name__].get(name)
    if callable(call):
        return call(thing)
    value = getattr(thing, name)
    return value() if inspect.ismethod(value) and call is None else value


CASES = [(kind, name) for kind in KINDS for name in public(getattr(pyegl, kind))]
one_platform = pytest.mark.parametrize("things", ["surfaceless"], indirect=True)
REFUSED = [(kind, name) for kind, name in CASES if CALLS[kind].get(name) != OK]


@pytest.fixture(params=PLATFORMS)
def things(request: pytest.FixtureRequest, vgem: pydrm.Device) -> Iterator[Things]:
    """One of each on each platform in turn."""
    with Things(request.param, vgem) as found:
        CONFIG[:] = [found.config]
        yield found
    CONFIG.clear()


@one_platform
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_closed(things: Things, kind: str, name: str) -> None:
    """Every public method and property of a closed object raises ClosedError or tells a fact of its past."""
    thing = things.of(kind)
    thing.close()
    assert not thing
    assert repr(thing) == f"<{kind} closed>"
    if CALLS[kind].get(name) == OK:
        use(thing, name)
    else:
        with pytest.raises(ClosedError, match=f"{kind} is closed"):
            use(thing, name)


@one_platform
@pytest.mark.parametrize(("kind", "name"), [case for case in REFUSED if case[0] != "Display"])
def test_its_display_is_closed(things: Things, kind: str, name: str) -> None:
    """Objects die with their display."""
    thing = things.of(kind)
    things.display.close()
    assert not thing
    assert thing.closed
    with pytest.raises(ClosedError, match="is closed"):
        use(thing, name)


@pytest.mark.parametrize("kind", KINDS)
def test_dead_objects_are_not_entered(things: Things, kind: str) -> None:
    """`with` on a closed object raises at once."""
    thing = things.of(kind)
    thing.close()
    with pytest.raises(ClosedError), thing:
        pass


def test_as_an_argument(things: Things) -> None:
    """Closed objects that others are given are found before EGL sees them."""
    things.context.close()
    with pytest.raises(ClosedError, match="Context is closed"):
        things.display.create_context(share=things.context)
    with pytest.raises(ClosedError, match="Context is closed"):
        pyegl.Image.from_texture(things.context, things.texture)
    things.surface.close()
    with things.display.create_context(things.config) as context:
        for pair in ((things.surface, None), (None, things.surface)):
            with pytest.raises(ClosedError, match="Surface is closed"):
                context.make_current(*pair)
    assert pyegl.current_state().context == 0
    things.display.close()
    for make in (pyegl.Context, pyegl.Sync.fence, pyegl.Sync.reusable, pyegl.Sync.native_fence):
        with pytest.raises(ClosedError, match="Display is closed"):
            make(things.display)


@conf("L14")
def test_in_a_forked_child(things: Things) -> None:
    """Each method of an inherited object raises ForkError, the object is false; nothing of the parent's is ended."""
    with things.context.make_current(things.surface):

        def body() -> None:
            for kind, name in REFUSED:
                thing = things.of(kind)
                assert not thing, kind
                with pytest.raises(ForkError, match="forked"):
                    use(thing, name)
            for thing in things.all:
                thing.close()
            pyegl.release_current()

        in_child(body)
        assert things.context.is_current
        assert all(things.all)
        things.surface.swap_buffers()
    assert things.sync.client_wait(0) is False
