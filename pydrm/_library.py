"""The raw layer: `ffi` and `lib`, and the class behind `lib` in all three packages.

`lib` offers everything of the compiled module under the names that C uses: library functions, constants, and the few
`pydri_*` functions of our own. A library function is looked up when its attribute is first asked for; one that is not
there is a clear error at that line. Afterwards the attribute is the compiled function itself, without overhead.
"""

from __future__ import annotations

import os

from ._native import ffi
from ._native import lib as _raw
from .errors import LibraryNotFound, NotSupported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._native import FFI, Lib

__all__ = ["Library", "ffi", "lib"]

# What pydri_resolve() of the compiled module answers.
_NOT_A_FUNCTION = -2
_NO_LIBRARY = -1
_NO_FUNCTION = 0


class _FunctionMissing(NotSupported, AttributeError):
    """As an AttributeError too, so that hasattr(lib, name) answers the question "is it there"."""


class _LibraryMissing(LibraryNotFound, AttributeError):
    """See _FunctionMissing."""


class Library:
    """Attribute access to one compiled module, with a clear error for what the installed library lacks.

    Raises (on attribute access): :class:`pydrm.NotSupported` when the library has no such function, with the first
    version or the EGL extension that has it; :class:`pydrm.LibraryNotFound` when the library itself is not there; both
    are AttributeErrors too, so `hasattr(lib, "drmModeCloseFB")` can be asked. `ffi.addressof()` needs the compiled
    `_native.lib`.

    Synchronization: may be used from several threads.
    """

    def __init__(self, ffi: FFI, raw: Any, *, soname: str, variable: str, packages: str) -> None:
        """Wrap `raw`; `packages` says what to install, environment variable `variable` chooses another file."""
        self.__dict__["_about"] = (ffi, raw, soname, variable, packages)

    def __getattr__(self, name: str) -> Any:
        ffi, raw, soname, _variable, _packages = self.__dict__["_about"]
        if name.startswith("__"):
            raise AttributeError(name)
        state = raw.pydri_resolve(name.encode())
        if state == _NO_FUNCTION:
            since = raw.pydri_since(name.encode())
            needs = f"; it needs {ffi.string(since).decode()}" if since != ffi.NULL else ""
            path = ffi.string(raw.pydri_library_path()).decode() or soname
            raise _FunctionMissing(f"{name}() is not in the installed library {path}{needs}", name=name, obj=self)
        if state == _NO_LIBRARY:
            raise _LibraryMissing(self._missing_library(name), name=name, obj=self)
        if state == _NOT_A_FUNCTION and not hasattr(raw, name):
            raise AttributeError(f"{soname} bindings declare no {name!r}", name=name, obj=self)
        value = getattr(raw, name)
        self.__dict__[name] = value
        return value

    def _missing_library(self, name: str) -> str:
        ffi, raw, soname, variable, packages = self.__dict__["_about"]
        reason = ffi.string(raw.pydri_library_error()).decode(errors="replace")
        chosen = os.environ.get(variable)
        if chosen:
            return f"{name}() needs {soname}, but {variable} names a file that cannot be loaded: {reason}"
        return (
            f"{name}() needs {soname}, which cannot be loaded: {reason}. "
            f"Install {packages}, or set {variable} to the library file."
        )

    def __dir__(self) -> list[str]:
        return sorted({*dir(self.__dict__["_about"][1]), *object.__dir__(self)})

    def __repr__(self) -> str:
        return f"<raw layer of {self.__dict__['_about'][2]}>"


lib: Lib = Library(  # type: ignore[assignment]
    ffi,
    _raw,
    soname="libdrm.so.2",
    variable="PYDRI_LIBDRM",
    packages="libdrm2 (Debian, Ubuntu) or libdrm (Fedora, Arch)",
)
