"""Choosing configs: what matches, and in which order it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyegl import lib

from ..support import conf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..support.egl import Display

_CAVEATS = (lib.EGL_NONE, lib.EGL_SLOW_CONFIG, lib.EGL_NON_CONFORMANT_CONFIG)

#: Attributes by which at least as much is chosen, with values to ask for.
_AT_LEAST = {
    "BUFFER_SIZE": (1, 16, 24, 32, 64),
    "RED_SIZE": (1, 5, 8, 10, 16),
    "GREEN_SIZE": (1, 6, 8, 10, 16),
    "BLUE_SIZE": (1, 5, 8, 10, 16),
    "ALPHA_SIZE": (1, 2, 8, 16),
    "DEPTH_SIZE": (1, 16, 24, 32),
    "STENCIL_SIZE": (1, 8),
    "SAMPLE_BUFFERS": (0, 1),
    "SAMPLES": (1, 4),
}


def _token(name: str) -> int:
    return int(getattr(lib, f"EGL_{name}"))


def _has_float(display: Display) -> bool:
    return "EGL_EXT_pixel_format_float" in display.extensions()


def _asked(display: Display, wanted: dict[int, int]) -> list[Any]:
    """eglChooseConfig without the defaults that would leave something out."""
    all_of_them = {lib.EGL_SURFACE_TYPE: lib.EGL_DONT_CARE, lib.EGL_RENDERABLE_TYPE: 0}
    if _has_float(display):
        all_of_them[lib.EGL_COLOR_COMPONENT_TYPE_EXT] = lib.EGL_DONT_CARE
    return display.configs(all_of_them | wanted)


def _ids(display: Display, configs: Iterable[Any]) -> set[int]:
    return {display.of(each, lib.EGL_CONFIG_ID) for each in configs}


def _check(display: Display, wanted: dict[int, int], matches: Callable[[Any], bool]) -> None:
    """Exactly the configs that match are chosen."""
    assert _ids(display, _asked(display, wanted)) == _ids(display, filter(matches, display.configs()))


@conf("E5")
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in _AT_LEAST.items() for value in values])
def test_at_least(display: Display, name: str, value: int) -> None:
    """Sizes choose exactly the configs that have at least as much."""
    _check(display, {_token(name): value}, lambda config: display.of(config, _token(name)) >= value)


@conf("E5")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONFIG_CAVEAT", lib.EGL_NONE),
        ("CONFIG_CAVEAT", lib.EGL_SLOW_CONFIG),
        ("CONFIG_CAVEAT", lib.EGL_NON_CONFORMANT_CONFIG),
        ("COLOR_BUFFER_TYPE", lib.EGL_RGB_BUFFER),
        ("COLOR_BUFFER_TYPE", lib.EGL_LUMINANCE_BUFFER),
        ("TRANSPARENT_TYPE", lib.EGL_NONE),
        ("TRANSPARENT_TYPE", lib.EGL_TRANSPARENT_RGB),
        ("BIND_TO_TEXTURE_RGB", 0),
        ("BIND_TO_TEXTURE_RGB", 1),
        ("BIND_TO_TEXTURE_RGBA", 0),
        ("BIND_TO_TEXTURE_RGBA", 1),
        ("NATIVE_RENDERABLE", 0),
        ("NATIVE_RENDERABLE", 1),
        ("LEVEL", 0),
        ("LEVEL", 1),
        ("MIN_SWAP_INTERVAL", 1),
        ("MAX_SWAP_INTERVAL", 1),
    ],
)
def test_exactly(display: Display, name: str, value: int) -> None:
    """Enums, booleans, the level and the swap intervals choose exactly the configs that have that value."""
    wanted = {_token(name): value}
    if name == "COLOR_BUFFER_TYPE":
        wanted[lib.EGL_LUMINANCE_SIZE] = 0
    _check(display, wanted, lambda config: display.of(config, _token(name)) == value)


_APIS = (0x1, 0x4, 0x8, 0x40, 0x5, 0x4D)
_MASKS = {"SURFACE_TYPE": (0x1, 0x2, 0x4, 0x5), "RENDERABLE_TYPE": _APIS, "CONFORMANT": _APIS}


@conf("E5")
@pytest.mark.parametrize(("name", "bits"), [(name, bits) for name, each in _MASKS.items() for bits in each])
def test_masks(display: Display, name: str, bits: int) -> None:
    """Masks choose the configs that have all of the bits."""
    _check(display, {_token(name): bits}, lambda config: display.of(config, _token(name)) & bits == bits)


_DEFAULTS = {
    "LEVEL": 0,
    "COLOR_BUFFER_TYPE": lib.EGL_RGB_BUFFER,
    "TRANSPARENT_TYPE": lib.EGL_NONE,
}


def _is_default(display: Display, config: Any) -> bool:
    fixed = not _has_float(display) or (
        display.of(config, lib.EGL_COLOR_COMPONENT_TYPE_EXT) == lib.EGL_COLOR_COMPONENT_TYPE_FIXED_EXT
    )
    same = all(display.of(config, _token(name)) == value for name, value in _DEFAULTS.items())
    return fixed and same


@conf("E5")
def test_defaults(display: Display) -> None:
    """Without attributes: windows, OpenGL ES 1, level 0, RGB, no floats; as the table of defaults has it."""
    expected = {
        each
        for each in display.configs()
        if display.of(each, lib.EGL_SURFACE_TYPE) & lib.EGL_WINDOW_BIT
        and display.of(each, lib.EGL_RENDERABLE_TYPE) & lib.EGL_OPENGL_ES_BIT
        and _is_default(display, each)
    }
    assert _ids(display, display.configs({})) == _ids(display, expected)


@conf("E5")
def test_everything_does_not_care(display: Display) -> None:
    """With EGL_DONT_CARE for all that can have it every config of the other defaults is chosen."""
    cares = ("SURFACE_TYPE", "RENDERABLE_TYPE", "CONFORMANT", "CONFIG_CAVEAT", "TRANSPARENT_TYPE", "DEPTH_SIZE")
    found = display.configs({_token(name): lib.EGL_DONT_CARE for name in (*cares, "COLOR_BUFFER_TYPE")})
    expected = [each for each in display.configs() if _is_default(display, each)]
    assert _ids(display, found) == _ids(display, expected)


def _fixed(display: Display, wanted: dict[int, int]) -> list[Any]:
    if _has_float(display):
        wanted = wanted | {lib.EGL_COLOR_COMPONENT_TYPE_EXT: lib.EGL_COLOR_COMPONENT_TYPE_FIXED_EXT}
    return _asked(display, wanted)


def _key(display: Display, config: Any, colours: tuple[str, ...]) -> tuple[int, ...]:
    """The order of EGL 1.5, 3.4.1.2, for a request of these colours; floats are no part of it."""
    bits = sum(display.of(config, _token(f"{each}_SIZE")) for each in colours)
    return (
        _CAVEATS.index(display.of(config, lib.EGL_CONFIG_CAVEAT)),
        -bits,
        *(
            display.of(config, _token(name))
            for name in ("BUFFER_SIZE", "SAMPLE_BUFFERS", "SAMPLES", "DEPTH_SIZE", "STENCIL_SIZE")
        ),
    )


@conf("E5")
@pytest.mark.parametrize(
    "colours",
    [(), ("RED",), ("ALPHA",), ("RED", "GREEN", "BLUE"), ("RED", "GREEN", "BLUE", "ALPHA")],
    ids="-".join,
)
def test_order(display: Display, colours: tuple[str, ...]) -> None:
    """Configs come in the order of the rules: caveat, more of the asked colours, smaller buffers, fewer samples."""
    wanted = {_token(f"{each}_SIZE"): 1 for each in colours}
    keys = [_key(display, each, colours) for each in _fixed(display, wanted)]
    assert len(keys) > 1
    assert keys == sorted(keys)


@conf("E5")
def test_order_is_total(display: Display) -> None:
    """Among configs that are alike in all that the rules name the smaller id comes first."""
    found = _fixed(display, {})
    keys = [
        (*_key(display, each, ()), display.of(each, lib.EGL_ALPHA_MASK_SIZE), display.of(each, lib.EGL_CONFIG_ID))
        for each in found
    ]
    native = {key[:-1] for key in keys}
    alike = [[key for key in keys if key[:-1] == each] for each in native]
    assert all(group == sorted(group) for group in alike)


@conf("E5")
def test_same_answer_again(display: Display) -> None:
    """The same question has the same answer, also after terminating and initialising."""
    first = [display.of(each, lib.EGL_CONFIG_ID) for each in _asked(display, {lib.EGL_DEPTH_SIZE: 16})]
    lib.eglTerminate(display.handle)
    display.initialize()
    assert [display.of(each, lib.EGL_CONFIG_ID) for each in _asked(display, {lib.EGL_DEPTH_SIZE: 16})] == first
