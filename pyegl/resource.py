"""What contexts, surfaces, images and syncs have in common: they belong to a display, and have a handle of EGL's."""

from __future__ import annotations

from pydrm import resource
from pydrm.resource import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .display import Display
    from .native import Handle

__all__ = ["DisplayResource"]


class DisplayResource(Resource):
    """A resource that belongs to a display: dead as soon as that is closed."""

    __slots__ = ("_display", "_handle")
    _display: Display
    _handle: Handle

    def _adopt(self, display: Display, handle: Handle) -> None:
        self._display = display
        self._handle = handle
        self._register()

    def _destroy(self) -> None:
        self._handle.destroy()

    @property
    def closed(self) -> bool:
        """Whether the object or its display was closed."""
        return not hasattr(self, "_live") or not self._handle.alive

    def _check(self) -> None:
        # The quick way for the usual case.
        try:
            if self._live == resource._generation and self._handle._once:
                return
        except AttributeError:
            pass
        if not hasattr(self, "_live") or not self._handle._once:
            self._raise_closed()
        self._display._check()

    def __bool__(self) -> bool:
        """Whether the object is alive, and was made by this process."""
        return not self.closed and self._live == resource._generation

    def _ptr(self) -> Any:
        self._check()
        return self._handle.ptr

    @property
    def display(self) -> Display:
        """The display that the object belongs to (kept alive by it)."""
        return self._display

    @property
    def native(self) -> int:
        """The EGL handle as a number, for other libraries; valid while this object lives."""
        self._check()
        return self._handle.address
