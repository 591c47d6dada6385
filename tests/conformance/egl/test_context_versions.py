"""Versions, profiles, flags and robustness of contexts: what was asked for is what one gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyegl import lib

from ..support import conf, needs
from ..support.egl import NULL, attributes, done
from ..support.gl import CONTEXT_FLAGS, CONTEXT_PROFILE_MASK, MAJOR_VERSION, MINOR_VERSION, VERSION, gl
from .contexts import query, refuse

if TYPE_CHECKING:
    from ..support.egl import Display

ES, GL = lib.EGL_OPENGL_ES_API, lib.EGL_OPENGL_API
MAJOR, MINOR = lib.EGL_CONTEXT_MAJOR_VERSION, lib.EGL_CONTEXT_MINOR_VERSION
FLAGS = lib.EGL_CONTEXT_FLAGS_KHR
PROFILE = lib.EGL_CONTEXT_OPENGL_PROFILE_MASK
CORE, COMPATIBILITY = 1, 2
STRATEGY = lib.EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY_EXT


@conf("E8")
@pytest.mark.parametrize("pairs", [None, {}], ids=["null", "empty"])
def test_default_version(display: Display, pairs: dict[int, int] | None) -> None:
    """Without attributes a context of OpenGL ES is of version 1."""
    done(lib.eglBindAPI(ES))
    context = done(lib.eglCreateContext(display.handle, display.config(), NULL, attributes(pairs)))
    assert query(display, context, lib.EGL_CONTEXT_CLIENT_VERSION) == 1
    display.current(context)
    assert "ES-CM 1." in gl.string(VERSION)


@conf("E8")
@pytest.mark.parametrize("pairs", [None, {}, {MAJOR: 1, MINOR: 0}], ids=["null", "empty", "1.0"])
def test_default_gl(display: Display, pairs: dict[int, int] | None) -> None:
    """Without attributes a context of OpenGL is of any version that is compatible with 1.0."""
    display.current(display.context(api=GL, pairs=pairs))
    words = gl.string(VERSION).split()[0].split(".")
    version = int(words[0]), int(words[1])
    assert version >= (1, 0)
    if version >= (3, 2):
        assert gl.integer(CONTEXT_PROFILE_MASK) == COMPATIBILITY


@conf("E8")
@pytest.mark.parametrize("version", [(1, 0), (1, 1), (2, 0), (3, 0), (3, 1), (3, 2)], ids=str)
def test_es_versions(display: Display, version: tuple[int, int]) -> None:
    """A context of OpenGL ES has at least the version that was asked for, and the same major one from 2 to 3."""
    context = display.context(pairs={MAJOR: version[0], MINOR: version[1]})
    display.current(context)
    words = gl.string(VERSION).replace("-CM", "").split()
    found = tuple(int(each) for each in words[words.index("ES") + 1].split(".")[:2])
    assert found >= version
    assert (found[0] == 1) == (version[0] == 1)
    assert query(display, context, lib.EGL_CONTEXT_CLIENT_TYPE) == ES


_VERSIONS = [(1, 4), (2, 1), (3, 0), (3, 1), (3, 2), (3, 3), (4, 0), (4, 2), (4, 5)]


@conf("E8")
@pytest.mark.parametrize("profile", [CORE, COMPATIBILITY], ids=["core", "compatibility"])
@pytest.mark.parametrize("version", _VERSIONS, ids=str)
def test_gl_versions(display: Display, version: tuple[int, int], profile: int) -> None:
    """A version and a profile of OpenGL is what one gets, or more of it, or EGL_BAD_MATCH."""
    done(lib.eglBindAPI(GL))
    lib.eglGetError()
    pairs = attributes({MAJOR: version[0], MINOR: version[1], PROFILE: profile})
    context = lib.eglCreateContext(display.handle, display.config(), NULL, pairs)
    if context == NULL:
        assert lib.eglGetError() == lib.EGL_BAD_MATCH
        assert version > (3, 0), "what is older than profiles is in every driver"
        return
    display.current(context)
    words = gl.string(VERSION).split()[0].split(".")
    assert (int(words[0]), int(words[1])) >= version
    if version >= (3, 2):
        assert gl.integer(CONTEXT_PROFILE_MASK) == profile
        assert (gl.integer(MAJOR_VERSION), gl.integer(MINOR_VERSION)) >= version
    assert query(display, context, lib.EGL_CONTEXT_CLIENT_TYPE) == GL


@conf("E8")
@pytest.mark.parametrize("flag", [1, 2], ids=["debug", "forward"])
def test_gl_flags(display: Display, flag: int) -> None:
    """Debugging and forward compatibility show in the context's flags."""
    display.current(display.context(api=GL, pairs={MAJOR: 3, MINOR: 2, FLAGS: flag, PROFILE: CORE}))
    debug, forward = 2, 1
    assert gl.integer(CONTEXT_FLAGS) & (debug if flag == 1 else forward)


@conf("E9")
def test_strategy_and_extension(display: Display) -> None:
    """A reset strategy is EGL_BAD_ATTRIBUTE exactly where EGL_EXT_create_context_robustness is not there."""
    pairs = {MAJOR: 2, STRATEGY: lib.EGL_LOSE_CONTEXT_ON_RESET_EXT}
    if "EGL_EXT_create_context_robustness" in display.extensions():
        display.context(pairs=pairs)
    else:
        refuse(display, lib.EGL_BAD_ATTRIBUTE, pairs)


@conf("E9")
@needs("egl:EGL_EXT_create_context_robustness")
@pytest.mark.parametrize("value", [0, 1, lib.EGL_NONE])
def test_bad_strategy(display: Display, value: int) -> None:
    """A reset strategy that does not exist is EGL_BAD_ATTRIBUTE."""
    refuse(display, lib.EGL_BAD_ATTRIBUTE, {MAJOR: 2, STRATEGY: value})


@conf("E9")
@needs("egl:EGL_EXT_create_context_robustness")
@pytest.mark.parametrize("value", [lib.EGL_NO_RESET_NOTIFICATION_EXT, lib.EGL_LOSE_CONTEXT_ON_RESET_EXT])
def test_strategies(display: Display, value: int) -> None:
    """Both strategies can be asked for, and those who share must agree: EGL_BAD_MATCH."""
    first = display.context(pairs={MAJOR: 2, STRATEGY: value})
    display.context(share=first, pairs={MAJOR: 2, STRATEGY: value})
    lose = lib.EGL_LOSE_CONTEXT_ON_RESET_EXT
    different = lib.EGL_NO_RESET_NOTIFICATION_EXT if value == lose else lose
    refuse(display, lib.EGL_BAD_MATCH, {MAJOR: 2, STRATEGY: different}, share=first)
