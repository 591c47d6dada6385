"""A Wayland compositor without a screen (weston), and a client's surfaces, for the cases about Wayland's platform."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from typing import TYPE_CHECKING, Any

import cffi

from .pace import patient

if TYPE_CHECKING:
    from types import TracebackType

_SOCKET = "pydri-test"
# libwayland-client and libwayland-egl, as much as a surface without a role needs. Interfaces are data of the library.
_PLAIN = """
struct wl_display; struct wl_proxy; struct wl_egl_window; struct wl_interface { char opaque[40]; };
extern struct wl_interface wl_registry_interface, wl_compositor_interface, wl_surface_interface;
struct wl_display *wl_display_connect(const char *name);
void wl_display_disconnect(struct wl_display *display);
int wl_display_roundtrip(struct wl_display *display);
struct wl_proxy *wl_proxy_marshal_flags(void *proxy, uint32_t opcode, struct wl_interface *interface, uint32_t version,
                                        uint32_t flags, ...);
int wl_proxy_add_listener(struct wl_proxy *proxy, void **implementation, void *data);
void wl_proxy_destroy(struct wl_proxy *proxy);
"""
_EGL = """
struct wl_egl_window *wl_egl_window_create(void *surface, int width, int height);
void wl_egl_window_resize(struct wl_egl_window *window, int width, int height, int dx, int dy);
void wl_egl_window_destroy(struct wl_egl_window *window);
"""
_GET_REGISTRY, _BIND, _CREATE_SURFACE = 1, 0, 0  # opcodes


def why_not() -> str | None:
    """None where a compositor can be started, or what is missing."""
    return None if shutil.which("weston") else "weston is not installed"


class Compositor:
    """A running compositor, and a client's connection to it; `with` ends both."""

    def __init__(self) -> None:
        self.directory = tempfile.TemporaryDirectory()
        self.environment = os.environ | {"XDG_RUNTIME_DIR": self.directory.name, "WAYLAND_DISPLAY": _SOCKET}
        self.process = subprocess.Popen(
            ["weston", "--backend=headless-backend.so", f"--socket={_SOCKET}", "--idle-time=0"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.path = os.path.join(self.directory.name, _SOCKET)
        self.ffi = cffi.FFI()
        self.ffi.cdef(_PLAIN + _EGL)
        self.client: Any = self.ffi.dlopen("libwayland-client.so.0")
        self.egl: Any = self.ffi.dlopen("libwayland-egl.so.1")
        deadline = time.monotonic() + 30
        while not os.path.exists(self.path) and self.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        self.display: Any = self.client.wl_display_connect(self.path.encode())
        assert self.display != self.ffi.NULL, f"weston does not answer: {self.process.poll()}"
        self._keep: list[Any] = []
        self._bind()

    @property
    def pointer(self) -> int:
        """The `struct wl_display *`."""
        return int(self.ffi.cast("uintptr_t", self.display))

    def _bind(self) -> None:
        client, ffi = self.client, self.ffi
        registry = client.wl_proxy_marshal_flags(
            self.display, _GET_REGISTRY, ffi.addressof(client, "wl_registry_interface"), 1, 0, ffi.NULL
        )
        found: list[int] = []

        @ffi.callback("void(void *, struct wl_proxy *, uint32_t, char *, uint32_t)")  # type: ignore[misc]
        def added(_data: Any, _registry: Any, name: int, interface: Any, _version: int) -> None:
            if ffi.string(interface) == b"wl_compositor":
                found.append(name)

        @ffi.callback("void(void *, struct wl_proxy *, uint32_t)")  # type: ignore[misc]
        def removed(*_: Any) -> None:
            pass

        listener = ffi.new("void *[]", [ffi.cast("void *", added), ffi.cast("void *", removed)])
        client.wl_proxy_add_listener(registry, listener, ffi.NULL)
        client.wl_display_roundtrip(self.display)
        interface = ffi.addressof(client, "wl_compositor_interface")
        words = [ffi.cast("uint32_t", found[0]), ffi.new("char[]", b"wl_compositor"), ffi.cast("uint32_t", 1)]
        self.compositor = client.wl_proxy_marshal_flags(registry, _BIND, interface, 1, 0, *words, ffi.NULL)
        self._keep += [added, removed, listener, words, registry]

    def window(self, width: int, height: int) -> tuple[int, Any]:
        """A new `wl_egl_window` on a new surface: its address and, for :meth:`resize`, the pointer."""
        interface = self.ffi.addressof(self.client, "wl_surface_interface")
        surface = self.client.wl_proxy_marshal_flags(self.compositor, _CREATE_SURFACE, interface, 1, 0, self.ffi.NULL)
        window = self.egl.wl_egl_window_create(surface, width, height)
        return int(self.ffi.cast("uintptr_t", window)), window

    def resize(self, window: Any, width: int, height: int) -> None:
        """Give a window another size."""
        self.egl.wl_egl_window_resize(window, width, height, 0, 0)

    def roundtrip(self) -> int:
        """Wait until the compositor has seen everything; negative when it has hung up."""
        return int(self.client.wl_display_roundtrip(self.display))

    def close(self) -> None:
        """Hang up and end the compositor, and with it its shell and keyboard, whose files would be taken for a leak."""
        self.client.wl_display_disconnect(self.display)
        self.process.terminate()
        self.process.wait(patient(10))
        deadline = time.monotonic() + patient(2)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
            while time.monotonic() < deadline:
                os.killpg(self.process.pid, 0)
                time.sleep(0.01)
        self.directory.cleanup()

    def __enter__(self) -> Compositor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
