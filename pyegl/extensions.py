"""Extension strings as sets: of the client library, of a device, of a display; never mixed."""

from __future__ import annotations

from pydrm.errors import NotSupported

from ._extension_table import EXTENSIONS as REGISTRY
from ._library import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

__all__ = ["Extensions", "REGISTRY", "client_extensions", "client_version"]


class Extensions(frozenset[str]):
    """The names of what is supported, and by whom.

    A function of an extension must not be called when the extension is not in the set of the object that it is about:
    libglvnd hands out an address for every name that it knows, supported or not.
    """

    __slots__ = ("_of",)
    _of: str

    @classmethod
    def parse(cls, text: str, of: str) -> Self:
        """From a string of names; ``of`` says whose they are."""
        self = cls(text.split())
        self._of = of
        return self

    def has(self, *names: str) -> bool:
        """Whether any of the extensions is there (several names: the same thing by different vendors)."""
        for name in names:  # asked in every frame: no generator
            if name in self:
                return True
        return False

    def require(self, *names: str, what: str = "this") -> None:
        """Raise unless any of the extensions is there.

        Raises:
            NotSupported: none is; names them and whose set it is.
        """
        if not self.has(*names):
            raise NotSupported(f"{what} needs {' or '.join(names)}, which {self._of} does not have")

    def functions(self) -> tuple[str, ...]:
        """The functions that these extensions bring, as far as the registry knows them."""
        found = [function for name in sorted(self) for function in REGISTRY.get(name, ())]
        return tuple(dict.fromkeys(found))

    def __repr__(self) -> str:
        return f"<{len(self)} extensions of {self._of}>"


def _query(name: int) -> str:
    # With no display: what the client library itself says (EGL 1.5, or EGL_EXT_client_extensions).
    text = lib.eglQueryString(ffi.NULL, name)
    if text == ffi.NULL:
        lib.eglGetError()  # an older library, without client extensions: not an error of anybody's
        return ""
    return ffi.string(text).decode("utf-8", "replace")


def client_extensions() -> Extensions:
    """The client extensions (``eglQueryString`` without a display): of the library, before there is any display.

    The library's, not a driver's; with libglvnd all vendors' together. None of them is in a display's set.

    Raises:
        LibraryNotFound: libEGL is not installed.
    """
    return Extensions.parse(_query(lib.EGL_EXTENSIONS), "the EGL client library")


def client_version() -> str:
    """What the client library calls itself, ``"1.5 libglvnd"``; "" when it does not tell (before EGL 1.5)."""
    return _query(lib.EGL_VERSION)
