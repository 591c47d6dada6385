"""Making PyOpenGL follow pyegl: the same libraries, the current context's own extensions.

PyOpenGL decides for a platform (GLX, EGL, …) once, when anything of it is first used, and stays with it.
"""

from __future__ import annotations

import os
import sys

from pydrm.errors import LibraryNotFound, PydriError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["WrongPlatform", "take_over"]

_VARIABLE = "PYOPENGL_PLATFORM"
_EGL_NAMES = ("egl", "wayland", "xwayland")  # what PyOpenGL calls the EGL platform


class WrongPlatform(PydriError, ImportError):
    """PyOpenGL works for another platform than EGL in this process; the message says what to do."""


def take_over() -> Any:
    """Bring PyOpenGL up on EGL; its platform object.

    Raises:
        LibraryNotFound: PyOpenGL, or a library that it needs, is not installed.
        WrongPlatform: it was imported for another platform, or for another libEGL.
    """
    try:
        import OpenGL
    except ImportError as reason:
        raise LibraryNotFound(f"pyegl.gl needs PyOpenGL: pip install 'pydri[gl]' ({reason})") from reason
    module = sys.modules.get("OpenGL.platform")
    if module is None or module.PLATFORM is None:
        _choose(OpenGL)
    from OpenGL import platform

    _agree(platform.PLATFORM)
    if not OpenGL.ERROR_CHECKING:
        _allow_no_checks()
    return platform.PLATFORM


def _choose(OpenGL: Any) -> None:
    wanted = os.environ.get(_VARIABLE, "egl")
    if wanted.lower() not in _EGL_NAMES:
        raise WrongPlatform(f"{_VARIABLE}={wanted} chooses another platform than EGL: unset it, or set it to egl")
    os.environ[_VARIABLE] = "egl"
    # The hook that PyOpenGL has for new platforms; under the usual name, which others may look for.
    OpenGL.PlatformPlugin.by_name("egl").import_path = "pyegl.gl._platform.PyeglPlatform"


def _agree(platform: Any) -> None:
    # PyOpenGL was imported before, or has just been by us: is it the same EGL?
    from OpenGL.platform.egl import EGLPlatform

    if not isinstance(platform, EGLPlatform):
        raise WrongPlatform(
            f"PyOpenGL was imported for {type(platform).__name__} before pyegl.gl was: "
            f"import pyegl.gl first, or set {_VARIABLE}=egl in the environment"
        )
    from ._platform import chosen_library, client_libraries

    for kind, library in {"EGL": chosen_library(), **client_libraries()}.items():
        loaded = getattr(platform, kind)
        if loaded is None or loaded._handle != library._handle:
            raise WrongPlatform(
                f"PyOpenGL was imported with another lib{kind} ({getattr(loaded, '_name', None)}) than pyegl uses "
                f"({library._name}): import pyegl.gl before PyOpenGL"
            )


def _allow_no_checks() -> None:
    # With ERROR_CHECKING off, importing OpenGL.GLES2 of PyOpenGL 3.1.10 calls a checker that is None.
    from OpenGL import error

    if error._ErrorChecker is None:
        error._ErrorChecker = _no_checker


def _no_checker(*_arguments: object) -> None:
    """No checker of errors."""
