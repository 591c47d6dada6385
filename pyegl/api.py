"""Client APIs: OpenGL, OpenGL ES, OpenVG, and which of them a thread's calls are about."""

from __future__ import annotations

from enum import IntEnum

from ._library import lib
from .errors import failure

__all__ = ["Api", "bind_api", "current_api", "wait_client", "wait_native"]


class Api(IntEnum):
    """A client API (``eglBindAPI``)."""

    OPENGL_ES = lib.EGL_OPENGL_ES_API
    """OpenGL ES, all versions."""
    OPENVG = lib.EGL_OPENVG_API
    OPENGL = lib.EGL_OPENGL_API

    @property
    def client_name(self) -> str:
        """As ``EGL_CLIENT_APIS`` has it."""
        return {Api.OPENGL_ES: "OpenGL_ES", Api.OPENVG: "OpenVG", Api.OPENGL: "OpenGL"}[self]


def bind_api(api: Api | int) -> None:
    """Choose this thread's client API (``eglBindAPI``). Making a context current does it by itself.

    Raises:
        EglError: BadParameter, the library knows no such API.
    """
    if not lib.eglBindAPI(api):
        raise failure(lib.eglGetError(), "eglBindAPI", api=api)


def current_api() -> Api | int:
    """This thread's client API (``eglQueryAPI``); OpenGL ES at first."""
    value: int = lib.eglQueryAPI()
    return Api(value) if value in list(Api) else value


def wait_client() -> None:
    """Wait until what the current context was told to do is done, as the window system sees it (``eglWaitClient``).

    Nothing is waited for without a current context. May take long, without the GIL.

    Raises:
        BadCurrentSurface: the surface that is current is no longer valid.
    """
    if not lib.eglWaitClient():
        raise failure(lib.eglGetError(), "eglWaitClient")


def wait_native(engine: int = lib.EGL_CORE_NATIVE_ENGINE) -> None:
    """Wait until what the window system was told to draw on the current surface is done (``eglWaitNative``).

    Raises:
        BadParameter: there is no such engine.
        BadCurrentSurface: the surface that is current is no longer valid.
    """
    if not lib.eglWaitNative(engine):
        raise failure(lib.eglGetError(), "eglWaitNative", engine=hex(engine))
