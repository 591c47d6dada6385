"""EGL without a display: names of tokens, attribute lists, errors, extension sets, platforms, native pointers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pyegl
from pydrm.errors import NotSupported, PydriError
from pyegl import Platform, errors, extensions, ffi, lib, names, platform
from pyegl.attribs import Attributes

SIGNED = 0x8000_0000


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("width", lib.EGL_WIDTH),
        ("WIDTH", lib.EGL_WIDTH),
        ("EGL_WIDTH", lib.EGL_WIDTH),
        ("egl_width", lib.EGL_WIDTH),
        ("context_major_version", lib.EGL_CONTEXT_MAJOR_VERSION),
        ("context_flags", lib.EGL_CONTEXT_FLAGS_KHR),
        ("drm_master_fd", lib.EGL_DRM_MASTER_FD_EXT),
        ("sync_native_fence_fd", lib.EGL_SYNC_NATIVE_FENCE_FD_ANDROID),
        ("wayland_plane", lib.EGL_WAYLAND_PLANE_WL),
    ],
)
def test_tokens_by_name(name: str, value: int) -> None:
    """A token is found with or without EGL_, in either case, without its vendor's suffix."""
    assert names.token(name) == value


@pytest.mark.parametrize("name", ["", "widht", "EGL_", "__doc__", "eglInitialize", "no_context", "version_"])
def test_no_such_token(name: str) -> None:
    """What the registry does not have, or has as something else than a number, is a TypeError with the name."""
    with pytest.raises(TypeError, match="is no token of EGL"):
        names.token(name)


@given(st.text())
def test_any_text_as_a_token(text: str) -> None:
    """Any text is a number or a TypeError."""
    try:
        assert isinstance(names.token(text), int)
    except TypeError as reason:
        assert repr(text) in str(reason)


def test_names_of_values() -> None:
    """A value goes back to its names, the ordinary one first; error codes to that of the error."""
    assert names.names_of(lib.EGL_WIDTH)[0] == "EGL_WIDTH"
    assert names.names_of(0x7654_3210) == ()
    assert names.error_name(lib.EGL_BAD_MATCH) == "EGL_BAD_MATCH"
    assert names.error_name(lib.EGL_SUCCESS) == "EGL_SUCCESS"
    assert names.error_name(lib.EGL_BAD_DEVICE_EXT) == "EGL_BAD_DEVICE_EXT"
    assert names.error_name(0x9999) == "EGL error 0x9999"


# -- attribute lists ---------------------------------------------------------------------------------------------------


def test_an_attribute_list() -> None:
    """Both forms hold the pairs in order and end with EGL_NONE; None leaves out."""
    attributes = Attributes({"width": 3, "height": None}, {"largest_pbuffer": True})
    flat = [lib.EGL_WIDTH, 3, lib.EGL_LARGEST_PBUFFER, 1, lib.EGL_NONE]
    assert list(attributes.ints()) == flat
    assert list(attributes.attribs()) == flat
    assert list(attributes) == [(lib.EGL_WIDTH, 3), (lib.EGL_LARGEST_PBUFFER, 1)]
    assert attributes.words() == {"WIDTH": 3, "LARGEST_PBUFFER": True}
    assert ffi.typeof(attributes.ints()).item is ffi.typeof("EGLint")
    assert ffi.typeof(attributes.attribs()).item is ffi.typeof("EGLAttrib")
    assert attributes
    assert not Attributes({"width": None})


@given(st.integers())
def test_values_keep_their_bits_or_are_refused(value: int) -> None:
    """Whatever fits into 32 bits, signed or not, arrives with these bits; whatever does not is a ValueError."""
    attributes = Attributes({"width": value})
    if -SIGNED <= value <= 0xFFFF_FFFF:
        assert attributes.ints()[1] & 0xFFFF_FFFF == value & 0xFFFF_FFFF
    else:
        with pytest.raises(ValueError, match="EGLint"):
            attributes.ints()
    if -(1 << 63) <= value < 1 << 63:
        assert attributes.attribs()[1] == value
    else:
        with pytest.raises(ValueError, match="EGLAttrib"):
            attributes.attribs()


@pytest.mark.parametrize("value", ["3", 3.0, ffi.NULL, object()])
def test_values_that_are_no_numbers(value: Any) -> None:
    """Nothing is converted on the way."""
    with pytest.raises(TypeError, match="the value of width has to be a number"):
        Attributes({"width": value})


# -- errors ------------------------------------------------------------------------------------------------------------

CODES = [name for name in dir(lib) if name.startswith("EGL_BAD_")] + ["EGL_NOT_INITIALIZED", "EGL_CONTEXT_LOST"]


@pytest.mark.parametrize("name", sorted(set(CODES)))
def test_each_code_has_its_class(name: str) -> None:
    """Every error code of the registry is an exception class of its own, known by pyegl."""
    code = getattr(lib, name)
    error = errors.failure(code, "eglX", "a display", "a note", "", size=3, name="n")
    assert type(error) is not errors.EglError
    assert isinstance(error, (errors.EglError, PydriError))
    assert getattr(pyegl, type(error).__name__) is type(error)
    assert (error.code, error.function, error.code_name) == (code, "eglX", names.error_name(code))
    assert str(error) == f"eglX(size=3, name=n) on a display: {names.error_name(code)}"
    assert error.__notes__ == ["a note"]


def test_unknown_codes_are_kept() -> None:
    """A code that nobody knows is an EglError with that code; so is a failure without an error."""
    error = errors.failure(0x9999, "eglX")
    assert (type(error), error.code, error.code_name) == (errors.EglError, 0x9999, "EGL error 0x9999")
    error = errors.failure(lib.EGL_SUCCESS, "eglX")
    assert (type(error), error.code, error.code_name) == (errors.EglError, lib.EGL_SUCCESS, "EGL_SUCCESS")


# -- extensions --------------------------------------------------------------------------------------------------------


def test_extension_sets() -> None:
    """A string becomes a set that knows whose it is, and says so when something is missing."""
    found = extensions.Extensions.parse("EGL_A  EGL_KHR_fence_sync\tEGL_B ", "the thing")
    assert found == {"EGL_A", "EGL_B", "EGL_KHR_fence_sync"}
    assert found.has("EGL_X", "EGL_B")
    assert not found.has("EGL_KHR_fence")  # a part of a name is no name
    found.require("EGL_X", "EGL_A")
    with pytest.raises(NotSupported, match="drawing needs EGL_X or EGL_Y, which the thing does not have"):
        found.require("EGL_X", "EGL_Y", what="drawing")
    assert found.functions() == extensions.REGISTRY["EGL_KHR_fence_sync"]
    assert repr(found) == "<3 extensions of the thing>"
    assert extensions.Extensions.parse("", "nobody") == frozenset()


def test_the_registry_of_extensions() -> None:
    """Every function that it lists is one of the raw layer's."""
    known = set(dir(lib))
    assert {function for functions in extensions.REGISTRY.values() for function in functions} <= known


# -- platforms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gbm", Platform.GBM),
        ("drm", Platform.GBM),
        ("surfaceless", Platform.SURFACELESS),
        ("device", Platform.DEVICE),
        ("x11", Platform.X11),
        ("xcb", Platform.XCB),
        ("wayland", Platform.WAYLAND),
        ("android", Platform.ANDROID),
        ("Wayland", Platform.WAYLAND),
        ("", None),
        ("haiku", None),
    ],
)
def test_the_platform_of_the_environment(monkeypatch: pytest.MonkeyPatch, text: str, expected: Platform | None) -> None:
    """EGL_PLATFORM is understood as Mesa does; a name that nobody knows is as if it were not set."""
    monkeypatch.setenv("EGL_PLATFORM", text)
    assert platform.default_platform() is expected
    monkeypatch.delenv("EGL_PLATFORM")
    assert platform.default_platform() is None


def test_platforms_by_name_and_number() -> None:
    """Names and numbers mean the same; other numbers pass, other names do not."""
    for each in Platform:
        assert platform.platform_of(each.name.lower()) is each
        assert platform.platform_of(int(each)) is each
    assert platform.platform_of(0x1234) == 0x1234
    assert platform.name_of(0x1234) == "0x1234"
    assert platform.name_of(None) == "default"
    with pytest.raises(ValueError, match="'xorg' is no EGL platform: it is one of android, device"):
        platform.platform_of("xorg")


def test_a_platform_that_the_library_does_not_have() -> None:
    """It is refused by what the client library says, before it is asked for."""
    none = extensions.Extensions.parse("EGL_EXT_platform_base", "an old library")
    for each in Platform:
        with pytest.raises(NotSupported, match=f"the platform {each.name.lower()} needs EGL_.*old library"):
            platform.require_platform(each, none)
    platform.require_platform(0x1234, none)


def test_native_pointers() -> None:
    """Numbers, objects with `native`, and cffi's pointers are pointers; nothing else is."""

    class Native:
        native = 0x1000

    cdata = ffi.new("int *")
    assert platform.native_pointer(7) == 7
    assert platform.native_pointer(Native()) == 0x1000
    assert platform.native_pointer(cdata) == int(ffi.cast("uintptr_t", cdata))
    assert platform.native_pointer(ffi.NULL) == 0
    for wrong in (True, "7", None, 7.5, object(), b"7", ffi.cast("int", 7)):
        with pytest.raises(TypeError, match="is no native object"):
            platform.native_pointer(wrong)
