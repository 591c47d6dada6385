"""Frozen dataclasses that cost little at import: another way to ``dataclasses.dataclass(frozen=True, slots=True)``.

Importing ``dataclasses`` takes longer than starting the interpreter (it needs ``inspect``), and then it compiles half a
dozen functions for each class: ``python -m pydrm`` spent half its time there. The modules that it loads take their
decorator from here, and type checkers see the real one. ``fields``, ``replace``, ``asdict``, ``is_dataclass`` and
``inspect.signature`` work on these classes as on others: what they need is made when the first of them asks.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
    from typing import Any, NoReturn

__all__ = ["asdict", "dataclass"]


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
    # The arguments are for those who read, and for type checkers: there is only this kind.
    if not (frozen and slots):
        raise TypeError("the dataclasses of pydrm._record are frozen and have slots")
    return _make


if not TYPE_CHECKING:
    dataclass = _dataclass


def asdict(thing: Any) -> dict[str, Any]:
    """The fields and their values, which are left as they are (``dataclasses.asdict`` also goes into them)."""
    return {name: getattr(thing, name) for name in thing.__match_args__}


def _make(plain: type) -> type:
    if plain.__bases__ != (object,):
        raise TypeError(f"{plain.__qualname__}: the dataclasses of pydrm._record have no base class")
    annotations = plain.__annotations__
    names = tuple(annotations)
    defaults = {name: plain.__dict__[name] for name in names if name in plain.__dict__}
    dropped = {*defaults, "__dict__", "__weakref__"}
    made: Any = type(
        plain.__name__,
        (),
        _METHODS
        | {key: value for key, value in plain.__dict__.items() if key not in dropped}
        | {"__slots__": names, "__match_args__": names, "__annotations__": annotations}
        | {"__qualname__": plain.__qualname__}
        | {name: _Later(name, plain, defaults) for name in ("__dataclass_fields__", "__signature__")},
    )
    made.__init__ = _initializer(made, plain, defaults)
    result: type = made
    return result


def _initializer(made: type, plain: type, defaults: dict[str, Any]) -> Callable[..., None]:
    names = tuple(plain.__annotations__)
    setters = [made.__dict__[name].__set__ for name in names]
    count = len(names)

    def __init__(self: Any, /, *values: Any, **named: Any) -> None:
        if named or len(values) != count:
            first = dict(zip(names, values, strict=False))
            given = defaults | first | named
            if len(values) > count or len(given) != count or first.keys() & named.keys():
                _twin(plain, defaults)(*values, **named)  # raises what any function does
            values = tuple(given[name] for name in names)
        for setter, value in zip(setters, values):  # noqa: B905  # equally many, and checking that takes time
            setter(self, value)

    return __init__


def _twin(plain: type, defaults: dict[str, Any]) -> Any:
    # The same fields as a real dataclass.
    from dataclasses import dataclass as real

    space = {"__annotations__": plain.__annotations__, "__module__": plain.__module__}
    return real(frozen=True)(type(plain.__qualname__, (), space | defaults))


class _Later:
    # An attribute of the class that only dataclasses or inspect ask for, made at their first asking.
    __slots__ = ("_defaults", "_name", "_plain")

    def __init__(self, name: str, plain: type, defaults: dict[str, Any]) -> None:
        self._name, self._plain, self._defaults = name, plain, defaults

    def __get__(self, thing: object, owner: type) -> Any:
        from inspect import signature

        twin = _twin(self._plain, self._defaults)
        found = signature(twin) if self._name == "__signature__" else twin.__dataclass_fields__
        for each in owner.__mro__:
            if each.__dict__.get(self._name) is self:
                setattr(each, self._name, found)
        return found


# -- methods ---------------------------------------------------------------------------------------------------------


def _values(thing: Any) -> tuple[Any, ...]:
    return tuple([getattr(thing, name) for name in thing.__match_args__])


def __repr__(self: Any) -> str:
    fields = ", ".join([f"{name}={getattr(self, name)!r}" for name in self.__match_args__])
    return f"{self.__class__.__qualname__}({fields})"


def __eq__(self: Any, other: object) -> bool:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _values(self) == _values(other)


def __hash__(self: Any) -> int:
    return hash(_values(self))


def __setattr__(self: Any, name: str, value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(self: Any, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def __getstate__(self: Any) -> list[Any]:
    return list(_values(self))


def __setstate__(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


def __replace__(self: Any, /, **changes: Any) -> Any:
    from dataclasses import replace

    return replace(self, **changes)


_METHODS: dict[str, Any] = {
    each.__name__: each
    for each in (__repr__, __eq__, __hash__, __setattr__, __delattr__, __getstate__, __setstate__, __replace__)
}
