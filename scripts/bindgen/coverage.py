"""What of upstream is bound, deliberately left out, or missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import leftout

if TYPE_CHECKING:
    from .model import Section
    from .upstream import Names


@dataclass
class Coverage:
    """One kind of name of one upstream header or library."""

    origin: str
    kind: str
    bound: int = 0
    left_out: dict[str, list[str]] = field(default_factory=dict)
    """Reason to names."""
    missing: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.bound + sum(map(len, self.left_out.values())) + len(self.missing)


def judge(origin: str, kind: str, names: set[str], bound: set[str]) -> Coverage:
    """Sort upstream's names."""
    result = Coverage(origin, kind)
    for name in sorted(names):
        if name in bound:
            result.bound += 1
        elif (why := leftout.reason(kind, name)) is not None:
            result.left_out.setdefault(why, []).append(name)
        else:
            result.missing.append(name)
    return result


def of_header(section: Section, sections: list[Section], names: Names) -> list[Coverage]:
    """The kinds of name that one header declares."""
    constants = {constant.name for each in sections for constant in each.constants}
    constants |= {handle.name for each in sections for handle in each.handles}
    structs = {struct.key for each in sections for struct in each.structs}
    inline = {function.name for each in sections for function in each.functions if function.inline}
    # EGL's headers mark each extension with a macro of its name.
    markers = {name for name in names.constants if name in section.extensions}
    found = [
        judge(section.name, "extension", markers, set(section.extensions)),
        judge(section.name, "constant", names.constants - markers, constants),
        judge(section.name, "struct", names.structs, structs),
        judge(section.name, "function-like macro", names.macros, set()),
        judge(section.name, "inline function", names.inline, inline),
    ]
    return [each for each in found if each.total]


def of_symbols(origin: str, symbols: set[str], sections: list[Section]) -> Coverage:
    """The functions that a library exports, or that the registry names."""
    functions = {function.name for section in sections for function in section.functions}
    return judge(origin, "function", symbols, functions)
