"""Python text laid out the way `ruff format` lays it out, so that generated files pass the formatter's check."""

from __future__ import annotations

from typing import Any

WIDTH = 120


def signature(name: str, parameters: list[str], result: str, indent: str = "", body: str = ":") -> str:
    """A `def` line; on several lines when it is too long for one."""
    one = f"{indent}def {name}({', '.join(parameters)}) -> {result}{body}"
    if len(one) <= WIDTH:
        return one
    middle = f"{indent}    {', '.join(parameters)}"
    end = f"{indent}) -> {result}{body}"
    # With a bare * or / the formatter puts no parameter list on one continued line that needs no trailing comma.
    if len(middle) <= WIDTH:
        return "\n".join([f"{indent}def {name}(", middle, end])
    rows = [f"{indent}    {parameter}," for parameter in parameters]
    return "\n".join([f"{indent}def {name}(", *rows, end])


def call(start: str, function: list[Any]) -> list[str]:
    """`start` followed by a call `[name, arguments]`; on several lines when it is too long for one."""
    name, arguments = function
    indent = " " * (len(start) - len(start.lstrip()))
    one = f"{start}{name}({', '.join(arguments)})"
    if len(one) <= WIDTH:
        return [one]
    middle = f"{indent}    {', '.join(arguments)}"
    if len(middle) <= WIDTH:
        return [f"{start}{name}(", middle, f"{indent})"]
    return [f"{start}{name}(", *(f"{indent}    {argument}," for argument in arguments), f"{indent})"]
