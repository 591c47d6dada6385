"""What upstream offers: the names that its headers declare and its libraries export."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .headers import HeaderSet

_MARKER = re.compile(r'# (?:line )?\d+ "([^"]+)"')
_DEFINE = re.compile(r"#define (\w+)(\(?)(.*)")
_COMPOUND = re.compile(r"\b(struct|union)\s+(\w+)\s*\{")
_ENUM = re.compile(r"\benum\b[^;{(]*\{([^}]*)\}")
_INLINE = re.compile(r"\bstatic\s+(?:__)?inline(?:__)?\b[^;{(]*?\b(\w+)\s*\(")


@dataclass
class Names:
    """The names of one header, by kind."""

    constants: set[str] = field(default_factory=set)
    macros: set[str] = field(default_factory=set)
    """Function-like ones."""
    empty: set[str] = field(default_factory=set)
    """Macros without a value: include guards and markers."""
    structs: set[str] = field(default_factory=set)
    inline: set[str] = field(default_factory=set)


def declared(path: Path, includes: list[str], flags: list[str]) -> Names:
    """The names that the header at `path` declares, as a program with these includes sees it."""
    text = "".join(f"#include <{name}>\n" for name in includes)
    command = ["gcc", "-E", "-dD", *flags, "-x", "c", "-"]
    output = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    names = Names()
    inside, body = False, []
    for line in output.splitlines():
        marker = _MARKER.match(line)
        if marker:
            inside = marker[1] == str(path)
        elif inside and (define := _DEFINE.match(line)):
            _sort(names, define[1], bool(define[2]), define[3].strip())
        elif inside:
            body.append(line)
    code = "\n".join(body)
    names.structs = {f"{match[1]} {match[2]}" for match in _COMPOUND.finditer(code)}
    names.inline = {match[1] for match in _INLINE.finditer(code)}
    for match in _ENUM.finditer(code):
        names.constants |= {item.split("=")[0].strip() for item in match[1].split(",") if item.strip()}
    return names


def _sort(names: Names, name: str, takes_arguments: bool, value: str) -> None:
    if takes_arguments:
        names.macros.add(name)
    elif value in ("", name):
        names.empty.add(name)
    else:
        names.constants.add(name)


def exported(header_set: HeaderSet, soname: str) -> set[str]:
    """The functions that the set's library exports."""
    library = header_set.library(soname)
    if library is None:
        return set()
    output = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in output.splitlines())
    return {row[2].split("@")[0] for row in rows if len(row) == 3 and row[1] == "T"}
