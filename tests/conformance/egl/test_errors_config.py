"""Configs: bad arguments, what each config must say, choosing and sorting, and the client API of a thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf
from ..support.egl import GARBAGE, NULL, attributes, done, handle, refused

if TYPE_CHECKING:
    from ..support.egl import Display

_VALUE = ffi.new("EGLint *")
_CONFIGS = ffi.new("EGLConfig[4]")


@conf("E4")
@pytest.mark.parametrize("api", [0, 0xFDFDFDFD, 0xFFFFFFFF, lib.EGL_OPENGL_ES_BIT, lib.EGL_OPENVG_API])
def test_bad_api(api: int) -> None:
    """What is no client API, or is one that nobody offers, is EGL_BAD_PARAMETER and changes nothing."""
    before = lib.eglQueryAPI()
    refused(lib.EGL_BAD_PARAMETER, lib.eglBindAPI, api)
    assert lib.eglQueryAPI() == before


@conf("E4")
@pytest.mark.parametrize("api", [lib.EGL_OPENGL_ES_API, lib.EGL_OPENGL_API], ids=["es", "gl"])
def test_bind_api(api: int) -> None:
    """Each API that is offered can be bound, and is told."""
    done(lib.eglBindAPI(api))
    assert lib.eglQueryAPI() == api
    done(lib.eglReleaseThread())


@conf("E4", "L9")
def test_api_is_of_the_thread() -> None:
    """A new thread begins with OpenGL ES, whatever another bound; eglReleaseThread goes back to that."""
    done(lib.eglBindAPI(lib.EGL_OPENGL_API))
    seen = []

    def look() -> None:
        seen.append(lib.eglQueryAPI())
        lib.eglReleaseThread()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [lib.EGL_OPENGL_ES_API]
    assert lib.eglQueryAPI() == lib.EGL_OPENGL_API
    done(lib.eglReleaseThread())
    assert lib.eglQueryAPI() == lib.EGL_OPENGL_ES_API


@conf("E5")
def test_configs_without_a_count(display: Display) -> None:
    """Nowhere to put the number of configs is EGL_BAD_PARAMETER, of both functions."""
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetConfigs, display.handle, _CONFIGS, 4, NULL)
    refused(lib.EGL_BAD_PARAMETER, lib.eglChooseConfig, display.handle, NULL, _CONFIGS, 4, NULL)


@conf("E5")
def test_configs_are_counted(display: Display) -> None:
    """Without an array the number is told; with a short array it is filled, and nothing behind it is written."""
    count = ffi.new("EGLint *", -1)
    done(lib.eglGetConfigs(display.handle, NULL, 0, count))
    total = count[0]
    assert total > 0
    few = ffi.new("EGLConfig[3]", [handle(7)] * 3)
    done(lib.eglGetConfigs(display.handle, few, 2, count))
    assert count[0] == min(2, total)
    assert few[2] == handle(7)
    found = display.configs()
    assert len(found) == len(set(found)) == total
    assert list(few[0:2]) == found[:2]


@conf("E5")
def test_choose_is_counted(display: Display) -> None:
    """eglChooseConfig counts alike, and an empty or absent list of attributes means the defaults."""
    count = ffi.new("EGLint *", -1)
    for wanted in (NULL, attributes({})):
        done(lib.eglChooseConfig(display.handle, wanted, NULL, 0, count))
        assert count[0] == len(display.configs({}))
    few = ffi.new("EGLConfig[2]", [handle(7)] * 2)
    done(lib.eglChooseConfig(display.handle, NULL, few, 1, count))
    assert count[0] == min(1, len(display.configs({})))
    assert few[1] == handle(7)


@conf("E5")
@pytest.mark.parametrize("key", [0, -2, 0xFFFF, lib.EGL_WIDTH, lib.EGL_CONTEXT_CLIENT_VERSION, lib.EGL_NO_TEXTURE])
def test_choose_by_a_bad_attribute(display: Display, key: int) -> None:
    """A key that is no config attribute is EGL_BAD_ATTRIBUTE."""
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglChooseConfig, display.handle, attributes({key: 0}), _CONFIGS, 4, _VALUE)


@conf("E5")
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("CONFIG_CAVEAT", 7),
        ("CONFIG_CAVEAT", lib.EGL_TRANSPARENT_RGB),
        ("COLOR_BUFFER_TYPE", 7),
        ("TRANSPARENT_TYPE", 7),
        ("BIND_TO_TEXTURE_RGB", 2),
        ("BIND_TO_TEXTURE_RGBA", 2),
        ("NATIVE_RENDERABLE", 2),
        ("RED_SIZE", -2),
        ("DEPTH_SIZE", -2),
        ("SAMPLES", -2),
        ("SAMPLE_BUFFERS", -2),
        ("CONFIG_ID", -2),
        ("LEVEL", lib.EGL_DONT_CARE),
    ],
)
def test_choose_by_a_bad_value(display: Display, key: str, value: int) -> None:
    """A value that the attribute cannot have is EGL_BAD_ATTRIBUTE; EGL_DONT_CARE is no level."""
    wanted = attributes({getattr(lib, f"EGL_{key}"): value})
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglChooseConfig, display.handle, wanted, _CONFIGS, 4, _VALUE)


@conf("E6")
@pytest.mark.parametrize("key", [0, -1, lib.EGL_NONE, lib.EGL_WIDTH, lib.EGL_MATCH_NATIVE_PIXMAP, 0xFFFF])
def test_bad_attribute_of_a_config(display: Display, key: int) -> None:
    """A key that is no config attribute, or only for choosing, is EGL_BAD_ATTRIBUTE, and nothing is written."""
    value = ffi.new("EGLint *", 4711)
    refused(lib.EGL_BAD_ATTRIBUTE, lib.eglGetConfigAttrib, display.handle, display.configs()[0], key, value)
    assert value[0] == 4711


@conf("E6")
@pytest.mark.parametrize("value", [0, *GARBAGE], ids=["none", "garbage", "one"])
def test_bad_config(display: Display, value: int) -> None:
    """What is no config is EGL_BAD_CONFIG, and nothing is written."""
    out = ffi.new("EGLint *", 4711)
    refused(lib.EGL_BAD_CONFIG, lib.eglGetConfigAttrib, display.handle, handle(value), lib.EGL_RED_SIZE, out)
    assert out[0] == 4711


@conf("E6")
def test_config_attribute_without_a_place(display: Display) -> None:
    """Nowhere to write the value is EGL_BAD_PARAMETER."""
    config = display.configs()[0]
    refused(lib.EGL_BAD_PARAMETER, lib.eglGetConfigAttrib, display.handle, config, lib.EGL_RED_SIZE, NULL)


# What each config says of itself (EGL 1.5, table 3.1).

_BOUNDS: dict[str, tuple[int, int]] = {
    "BUFFER_SIZE": (1, 64),
    "RED_SIZE": (0, 32),
    "GREEN_SIZE": (0, 32),
    "BLUE_SIZE": (0, 32),
    "ALPHA_SIZE": (0, 32),
    "LUMINANCE_SIZE": (0, 16),
    "ALPHA_MASK_SIZE": (0, 16),
    "DEPTH_SIZE": (0, 64),
    "STENCIL_SIZE": (0, 8),
    "SAMPLES": (0, 64),
    "SAMPLE_BUFFERS": (0, 1),
    "CONFIG_ID": (1, 2**31 - 1),
    "MAX_PBUFFER_WIDTH": (0, 2**31 - 1),
    "MAX_PBUFFER_HEIGHT": (0, 2**31 - 1),
    "MAX_PBUFFER_PIXELS": (0, 2**31 - 1),
    "BIND_TO_TEXTURE_RGB": (0, 1),
    "BIND_TO_TEXTURE_RGBA": (0, 1),
    "NATIVE_RENDERABLE": (0, 1),
    "MIN_SWAP_INTERVAL": (0, 2**31 - 1),
    "MAX_SWAP_INTERVAL": (0, 2**31 - 1),
}


@conf("E6")
@pytest.mark.parametrize("name", list(_BOUNDS))
def test_config_values(display: Display, name: str) -> None:
    """Each number of each config lies where the specification has it."""
    low, high = _BOUNDS[name]
    for config in display.configs():
        assert low <= display.of(config, getattr(lib, f"EGL_{name}")) <= high


@conf("E6")
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("CONFIG_CAVEAT", ("NONE", "SLOW_CONFIG", "NON_CONFORMANT_CONFIG")),
        ("COLOR_BUFFER_TYPE", ("RGB_BUFFER", "LUMINANCE_BUFFER")),
        ("TRANSPARENT_TYPE", ("NONE", "TRANSPARENT_RGB")),
    ],
)
def test_config_enums(display: Display, name: str, allowed: tuple[str, ...]) -> None:
    """Each enum of each config is one of its own."""
    values = {getattr(lib, f"EGL_{each}") for each in allowed}
    assert {display.of(config, getattr(lib, f"EGL_{name}")) for config in display.configs()} <= values


def _sum(display: Display, config: Any) -> int:
    return sum(display.of(config, getattr(lib, f"EGL_{name}_SIZE")) for name in ("RED", "GREEN", "BLUE", "ALPHA"))


@conf("E6")
def test_config_sums(display: Display) -> None:
    """The colour buffer has the bits of its parts; multisampling has a buffer; masks name no unknown bits."""
    known = lib.EGL_OPENGL_BIT | lib.EGL_OPENGL_ES_BIT | lib.EGL_OPENGL_ES2_BIT | lib.EGL_OPENGL_ES3_BIT
    for config in display.configs():
        assert display.of(config, lib.EGL_BUFFER_SIZE) == _sum(display, config)
        assert bool(display.of(config, lib.EGL_SAMPLES)) == bool(display.of(config, lib.EGL_SAMPLE_BUFFERS))
        conformant, renderable = display.of(config, lib.EGL_CONFORMANT), display.of(config, lib.EGL_RENDERABLE_TYPE)
        assert renderable & ~known == 0
        assert conformant & ~renderable == 0
        assert display.of(config, lib.EGL_SURFACE_TYPE) & display.surface_bit
        assert display.of(config, lib.EGL_MIN_SWAP_INTERVAL) <= display.of(config, lib.EGL_MAX_SWAP_INTERVAL)


@conf("E6")
def test_config_ids(display: Display) -> None:
    """Ids are unique, and an id alone chooses its config, whatever else is asked."""
    ids = {display.of(config, lib.EGL_CONFIG_ID): config for config in display.configs()}
    assert len(ids) == len(display.configs())
    for number, config in ids.items():
        assert display.configs({lib.EGL_CONFIG_ID: number, lib.EGL_RED_SIZE: 31}) == [config]
    assert display.configs({lib.EGL_CONFIG_ID: max(ids) + 1}) == []
