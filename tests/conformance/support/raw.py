"""ioctl(2) in two independent ways: through the compiled `_native` layer and through the ctypes file `pydrm/uapi.py`.

Each case that is about the kernel's answer runs both ways and must see the same answer, so a wrong struct, number or
constant in either layer shows up as a difference. Nothing here retries, and nothing raises: the answer is the number
that the kernel gave, 0 or a negative errno, with the struct's fields as attributes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import types
from typing import TYPE_CHECKING, Any, Protocol

from pydrm import ffi, lib, uapi

from . import ioctls

if TYPE_CHECKING:
    from typing import TypeAlias

    Writable: TypeAlias = bytearray | memoryview | ctypes.Array[Any]

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ioctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p]


class Reply(int):
    """What an ioctl answered: 0 or -errno, and as attributes the struct's fields afterwards."""

    fields: dict[str, Any]

    def __new__(cls, value: int, fields: dict[str, Any]) -> Reply:
        reply = super().__new__(cls, value)
        reply.fields = fields
        return reply

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self) -> str:
        answer = "0" if self == 0 else f"-{errno.errorcode.get(-self, str(-self))}"
        inside = ", ".join(f"{key}={value!r}" for key, value in self.fields.items())
        return f"{answer}({inside})"

    def ok(self) -> Reply:
        """This reply, when the call succeeded; otherwise `OSError`."""
        if self < 0:
            raise OSError(-self, os.strerror(-self))
        return self


class Raw(Protocol):
    """One way to call an ioctl."""

    name: str

    def ioctl(self, fd: int, name: str, /, **fields: Any) -> Reply:
        """Zero the struct, set `fields`, call once. A field may be a buffer: its address is passed."""
        ...

    def number(self, name: str) -> int:
        """The request number of an ioctl, as this layer knows it."""
        ...

    def size(self, name: str) -> int:
        """The size of an ioctl's struct in bytes, as this layer knows it."""
        ...


def address_of(value: Writable) -> int:
    """The address of a writable buffer's first byte, good while the buffer lives."""
    return ctypes.addressof(ctypes.c_char.from_buffer(value))


def _plain(value: Any) -> Any:
    return address_of(value) if isinstance(value, (bytearray, memoryview, ctypes.Array)) else value


class Native:
    """Through `pydrm.ffi` and `pydrm.lib`, the compiled cffi layer."""

    name = "native"

    def ioctl(self, fd: int, name: str, /, **fields: Any) -> Reply:
        struct = ioctls.struct(name)
        argument = ffi.NULL
        if struct is not None:
            plain = struct == "unsigned int"
            argument = ffi.new(f"{self._type(struct)} *")
            for key, value in fields.items():
                if plain:
                    argument[0] = value
                else:
                    self._set(argument, key, _plain(value))
        answer = int(lib.pydri_ioctl(fd, self.number(name), argument))
        return Reply(answer, {} if struct in (None, "unsigned int") else self._fields(argument))

    def _set(self, argument: Any, key: str, value: Any) -> None:
        head, _, tail = key.partition("__")
        if tail:
            self._set(getattr(argument, head), tail, value)
            return
        outer = ffi.typeof(argument)  # a pointer to the struct, or a struct inside it
        outer = outer.item if outer.kind == "pointer" else outer
        kind = next(field.type for label, field in outer.fields or () if label == head)
        if kind.kind == "pointer" and isinstance(value, int):
            value = ffi.cast(kind, value)
        setattr(argument, head, value)

    def _fields(self, argument: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for label, field in ffi.typeof(argument[0]).fields or ():
            value = getattr(argument, label)
            if field.type.kind == "pointer":
                value = int(ffi.cast("uintptr_t", value))
            elif field.type.kind == "array" and field.type.item.kind == "primitive":
                value = list(value) if field.type.item.cname != "char" else ffi.string(value)
            found[label] = value
        return found

    def number(self, name: str) -> int:
        return int(getattr(lib, ioctls.constant(name)))

    def size(self, name: str) -> int:
        struct = ioctls.struct(name)
        if struct is None:
            return 0
        return int(ffi.sizeof(self._type(struct)))

    def _type(self, struct: str) -> str:
        return struct if " " in struct else f"struct {struct}"


class Uapi:
    """Through `pydrm/uapi.py`, the ctypes file that needs nothing but the standard library."""

    name = "uapi"

    def ioctl(self, fd: int, name: str, /, **fields: Any) -> Reply:
        struct = ioctls.struct(name)
        argument: Any = None
        if struct is not None:
            argument = self._type(struct)()
            for key, value in fields.items():
                if struct == "unsigned int":
                    argument.value = value
                else:
                    self._set(argument, key, _plain(value))
        answer = number_ioctl(fd, self.number(name), ctypes.addressof(argument) if argument is not None else 0)
        return Reply(answer, {} if struct in (None, "unsigned int") else self._fields(argument))

    def _type(self, struct: str) -> Any:
        return ctypes.c_uint if struct == "unsigned int" else getattr(uapi, struct.removeprefix("union "))

    def _set(self, argument: Any, key: str, value: Any) -> None:
        head, _, tail = key.partition("__")
        if tail:
            self._set(getattr(argument, head), tail, value)
        elif isinstance(value, list):  # an array inside the struct
            getattr(argument, head)[:] = value
        elif isinstance(value, int) and isinstance(kind := dict(argument._fields_)[head], type(ctypes.c_void_p)):
            setattr(argument, head, ctypes.cast(value, kind) if issubclass(kind, ctypes._Pointer) else value)
        else:
            setattr(argument, head, value)

    def _fields(self, argument: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for label, *_ in argument._fields_:
            value = getattr(argument, label)
            if isinstance(value, ctypes.Array):
                value = list(value)
            found[label] = value
        return found

    def number(self, name: str) -> int:
        return int(getattr(uapi, ioctls.constant(name)))

    def size(self, name: str) -> int:
        struct = ioctls.struct(name)
        return 0 if struct is None else ctypes.sizeof(self._type(struct))


def number_ioctl(fd: int, number: int, address: int) -> int:
    """One ioctl(2) by number, with any address at all: 0 or more, or -errno. For calls that no layer would make."""
    answer = _libc.ioctl(fd, number, address)
    return int(answer) if answer >= 0 else -ctypes.get_errno()


def request(direction: int, kind: str, number: int, size: int) -> int:
    """A request number put together by hand (asm-generic/ioctl.h): direction 0 none, 1 write, 2 read, 3 both."""
    return (direction << 30) | (size << 16) | (ord(kind) << 8) | number


NATIVE = Native()
UAPI = Uapi()
WAYS = types.MappingProxyType({"native": NATIVE, "uapi": UAPI})
