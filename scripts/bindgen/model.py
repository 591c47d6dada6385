"""What bindings.h says, as plain values: sections, constants, structs, functions."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pycparser import c_ast, c_generator, c_parser

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = ("pydrm", "pygbm", "pyegl")

_BANNER = re.compile(r"^/\* === (?P<name>\S+) \| (?P<source>.+) \| (?P<package>\w+) === \*/$", re.M)
_DEFINE = re.compile(r"^#define (?P<name>\w+) (?P<value>-?\w+)(?: /\* (?P<note>.+) \*/)?$", re.M)
_HANDLE = re.compile(r"^static const (?P<type>\w+) (?P<name>\w+);$", re.M)
_FUNCTION = re.compile(r"^\w[^#;{}]*?\b(?P<name>\w+)\(.*\);(?: /\* (?P<note>.+) \*/)?$", re.M)
_EXTENSION = re.compile(r"^/\* (?P<name>EGL_[A-Z]+_\w+) \*/$", re.M)
_IOCTL = re.compile(r"(?P<kind>_IO(?:WR|W|R)?)\('(?P<group>.)', 0x(?P<number>[0-9a-f]{2})(?:, (?P<argument>[^)]+))?\)")
# What C's own headers declare, for the parser only.
_PRELUDE = """
typedef signed char int8_t; typedef unsigned char uint8_t; typedef short int16_t; typedef unsigned short uint16_t;
typedef int int32_t; typedef unsigned int uint32_t; typedef long int64_t; typedef unsigned long uint64_t;
typedef long intptr_t; typedef unsigned long uintptr_t; typedef unsigned long size_t; typedef _Bool bool;
"""


@dataclass(frozen=True)
class Ioctl:
    """How an ioctl number is made: `_IOWR('d', 0xb2, struct drm_mode_create_dumb)`."""

    kind: str
    group: str
    number: int
    argument: str | None

    @property
    def text(self) -> str:
        argument = f", {self.argument}" if self.argument else ""
        return f"{self.kind}('{self.group}', 0x{self.number:02x}{argument})"


@dataclass(frozen=True)
class Constant:
    """One `#define`, or one member of an enum (then `literal` is the computed value)."""

    name: str
    value: int
    literal: str
    note: str | None = None
    ioctl: Ioctl | None = None


@dataclass(frozen=True)
class Handle:
    """A null handle constant such as EGL_NO_CONTEXT."""

    name: str
    type: str


@dataclass(frozen=True)
class Member:
    """One member of a struct; `type` is the parsed C type, `name` is None for an anonymous union."""

    name: str | None
    node: c_ast.Node


@dataclass(frozen=True)
class Struct:
    """A struct or union with its members; `key` is what C calls it ("struct drm_gem_close")."""

    key: str
    members: tuple[Member, ...]

    @property
    def is_union(self) -> bool:
        return self.key.startswith("union ")

    @property
    def tag(self) -> str:
        return self.key.split()[-1]


@dataclass(frozen=True)
class Function:
    """A library function: its C declaration and where it comes from."""

    name: str
    node: c_ast.FuncDecl
    note: str | None

    @property
    def inline(self) -> bool:
        return self.note == "inline"

    @property
    def since(self) -> str | None:
        """What the function needs ("libdrm 2.4.118", "EGL_KHR_debug"), or None when every library has it."""
        if self.note is None or self.inline:
            return None
        return self.note.removeprefix("since ")


@dataclass
class Section:
    """One upstream header."""

    name: str
    source: str
    package: str
    text: str
    constants: list[Constant] = field(default_factory=list)
    handles: list[Handle] = field(default_factory=list)
    structs: list[Struct] = field(default_factory=list)
    opaque: list[str] = field(default_factory=list)
    typedefs: dict[str, c_ast.Node] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)
    extensions: list[str] = field(default_factory=list)
    """EGL extensions (and, in egl.h, versions) that a remark on its own line names."""


def split(text: str) -> list[Section]:
    """The sections of bindings.h, unparsed."""
    banners = list(_BANNER.finditer(text))
    ends = [banner.start() for banner in banners[1:]] + [len(text)]
    return [
        Section(banner["name"], banner["source"], banner["package"], text[banner.end() : end].strip() + "\n")
        for banner, end in zip(banners, ends, strict=True)
    ]


def literal_value(text: str) -> int:
    """Value of a C integer literal."""
    return int(text.rstrip("uUlL"), 0)


def _ioctl(note: str | None) -> Ioctl | None:
    match = _IOCTL.fullmatch(note or "")
    if match is None:
        return None
    return Ioctl(match["kind"], match["group"], int(match["number"], 16), match["argument"])


def parse(text: str) -> list[Section]:
    """The sections of bindings.h with everything they declare, in the order of the text."""
    sections = split(text)
    known: dict[str, int] = {}
    for section, ast in zip(sections, _parse_c(sections), strict=True):
        for match in _DEFINE.finditer(section.text):
            value = literal_value(match["value"])
            known[match["name"]] = value
            section.constants.append(
                Constant(match["name"], value, match["value"], match["note"], _ioctl(match["note"]))
            )
        section.handles = [Handle(match["name"], match["type"]) for match in _HANDLE.finditer(section.text)]
        section.extensions = [match["name"] for match in _EXTENSION.finditer(section.text)]
        notes = {match["name"]: match["note"] for match in _FUNCTION.finditer(section.text)}
        for node in ast:
            _take(section, node, notes, known)
    return sections


def _parse_c(sections: list[Section]) -> list[list[c_ast.Node]]:
    """One list of declarations per section, parsed together so that later sections see earlier types."""
    pieces = [_PRELUDE]
    for section in sections:
        bare = re.sub(r"/\*.*?\*/", "", section.text, flags=re.S)
        bare = "\n".join("" if line.startswith(("#", "static const")) else line for line in bare.splitlines())
        pieces.append(f'\n#line 1 "{section.name}"\n{bare}')
    tree = c_parser.CParser().parse("".join(pieces))
    by_name: dict[str, list[c_ast.Node]] = {section.name: [] for section in sections}
    for node in tree.ext:
        if node.coord.file in by_name:
            by_name[node.coord.file].append(node)
    return [by_name[section.name] for section in sections]


def _take(section: Section, node: c_ast.Node, notes: dict[str, str | None], known: dict[str, int]) -> None:
    """Sort one declaration into its section."""
    if isinstance(node, c_ast.Typedef):
        section.typedefs[node.name] = node.type
    if isinstance(node.type, c_ast.FuncDecl):
        section.functions.append(Function(node.name, node.type, notes[node.name]))
        return
    compound = node.type
    while isinstance(compound, (c_ast.TypeDecl, c_ast.PtrDecl, c_ast.ArrayDecl)):
        compound = compound.type
    if isinstance(compound, c_ast.Enum) and compound.values:
        section.constants.extend(_enum(compound, known))
    elif isinstance(compound, (c_ast.Struct, c_ast.Union)):
        key = f"{type(compound).__name__.lower()} {compound.name}"
        if compound.decls is None:
            section.opaque.append(key)
        else:
            section.structs.append(Struct(key, tuple(Member(decl.name, decl.type) for decl in compound.decls)))


def _enum(node: c_ast.Enum, known: dict[str, int]) -> list[Constant]:
    found: list[Constant] = []
    following = 0
    for item in node.values.enumerators:
        value = following if item.value is None else evaluate(item.value, known)
        known[item.name] = value
        following = value + 1
        found.append(Constant(item.name, value, str(value)))
    return found


def evaluate(node: c_ast.Node, known: dict[str, int]) -> int:
    """Value of a constant expression of bindings.h (literals, names, | and <<)."""
    if isinstance(node, c_ast.Constant):
        return literal_value(node.value)
    if isinstance(node, c_ast.ID):
        return known[node.name]
    if isinstance(node, c_ast.UnaryOp) and node.op == "-":
        return -evaluate(node.expr, known)
    if isinstance(node, c_ast.BinaryOp) and node.op in ("|", "<<"):
        left, right = evaluate(node.left, known), evaluate(node.right, known)
        return left | right if node.op == "|" else left << right
    raise ValueError(f"{node.coord}: only literals, names, | and << may be used in bindings.h")


@functools.cache
def _generator() -> c_generator.CGenerator:
    return c_generator.CGenerator()


def render(node: c_ast.Node) -> str:
    """C text of a declaration or type, on one line."""
    return re.sub(r"\s+", " ", _generator().visit(node)).strip()


def load(path: Path) -> list[Section]:
    """Parse the bindings.h at `path`."""
    return parse(path.read_text(encoding="utf-8"))
