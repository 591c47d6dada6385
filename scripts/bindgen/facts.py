"""The facts that bindings.h states, as C that a compiler can answer for bindings.h and for real headers alike."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pycparser import c_ast

from .model import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .ctypes_text import Types
    from .model import Section, Struct

# Facts where bindings.h says something else than upstream on purpose.
DEVIATIONS = {
    "constant GBM_FORMAT_BIG_ENDIAN": "upstream's `1 << 31` is a negative int; here it is the bit as a uint32_t has it",
    "constant EGL_EGLEXT_VERSION": "the date of the header that it was taken from",
}

_STANDARD = "stdbool.h stddef.h stdint.h stdio.h fcntl.h sys/types.h".split()
_MACROS = """
#define CONSTANT(n, x) printf("%d %d %llu\\n", n, (x) < 0, (unsigned long long)(x))
#define HANDLE(n, x, type) printf("%d %d %llu\\n", n, __builtin_types_compatible_p(__typeof__(x), type), \\
                                  (unsigned long long)(uintptr_t)(x))
#define SIZE(n, type) printf("%d %zu\\n", n, sizeof(type))
#define PLACE(n, type, path) printf("%d %zu %zu", n, offsetof(type, path), sizeof(((type *)0)->path))
#define SIGNED(type, path) printf(" %d\\n", (__typeof__(((type *)0)->path))-1 < 0)
#define SAME(type, path, as) printf(" %d\\n", __builtin_types_compatible_p(__typeof__(((type *)0)->path), as))
#define PROTOTYPE(n, name, type) printf("%d %d\\n", n, __builtin_types_compatible_p(__typeof__(name), type))
"""
# What gcc says about a name that a header does not have. Anything else is a fault of this program.
_ABSENT = re.compile(
    r"undeclared|has no member|incomplete type|undefined type|unknown type name|invalid use of|expected"
)


@dataclass(frozen=True)
class Fact:
    """One statement: its name ("member struct drm_version.name") and the C that asks for it, given a line number."""

    name: str
    code: str


def of_section(section: Section, types: Types) -> list[Fact]:
    """Every fact that a section states."""
    facts = [Fact(f"constant {c.name}", f"CONSTANT(@, {c.name});") for c in section.constants]
    facts += [Fact(f"handle {h.name}", f"HANDLE(@, {h.name}, {h.type});") for h in section.handles]
    for struct in section.structs:
        facts.append(Fact(f"size {struct.key}", f"SIZE(@, {struct.key});"))
        facts += _members(struct, types)
    for function in section.functions:
        declaration = c_ast.Typename(None, [], None, _without_name(function.node))
        facts.append(Fact(f"prototype {function.name}", f"PROTOTYPE(@, {function.name}, {render(declaration)});"))
    for name, node in section.typedefs.items():
        target = types.resolve(node)
        opaque = isinstance(target, (c_ast.Struct, c_ast.Union)) and f"struct {target.name}" in section.opaque
        if not opaque and not isinstance(target, c_ast.FuncDecl):
            facts.append(Fact(f"type {name}", f"SIZE(@, {name});"))
    return facts


def _without_name(node: c_ast.FuncDecl) -> c_ast.Node:
    return c_ast.FuncDecl(node.args, _renamed(node.type))


def _renamed(node: c_ast.Node) -> c_ast.Node:
    """The type of a declaration, as an abstract one."""
    if isinstance(node, c_ast.TypeDecl):
        return c_ast.TypeDecl(None, node.quals, node.align, node.type)
    if isinstance(node, c_ast.PtrDecl):
        return c_ast.PtrDecl(node.quals, _renamed(node.type))
    if isinstance(node, c_ast.ArrayDecl):
        return c_ast.ArrayDecl(_renamed(node.type), node.dim, node.dim_quals)
    if isinstance(node, c_ast.FuncDecl):
        return c_ast.FuncDecl(node.args, _renamed(node.type))
    return node


def _members(struct: Struct, types: Types) -> Iterator[Fact]:
    for member in struct.members:
        yield from _member(struct.key, member.name, member.node, types)


def _member(key: str, path: str | None, node: c_ast.Node, types: Types) -> Iterator[Fact]:
    bare = types.resolve(node)
    element, index = bare, ""
    while isinstance(element, c_ast.ArrayDecl):
        element, index = types.resolve(element.type), index + "[0]"
    unnamed = isinstance(element, (c_ast.Struct, c_ast.Union)) and element.name is None
    if path is not None:
        yield Fact(f"member {key}.{path}", _place(key, path, node, index, element, types))
    if unnamed:
        for decl in element.decls:
            inner = decl.name if path is None else f"{path}{index}.{decl.name}"
            yield from _member(key, inner, decl.type, types)


def _place(key: str, path: str, node: c_ast.Node, index: str, element: c_ast.Node, types: Types) -> str:
    """Offset, size, and what can be compared of the type.

    The kernel's __u64 is another type than uint64_t, though as wide: of numbers only the sign is compared.
    """
    flexible = isinstance(types.resolve(node), c_ast.ArrayDecl) and types.length(types.resolve(node)) == 0
    place = f'printf("%d %zu", @, offsetof({key}, {path}))' if flexible else f"PLACE(@, {key}, {path})"
    if isinstance(element, (c_ast.IdentifierType, c_ast.Enum)):
        return f"{place}; SIGNED({key}, {path}{index});"
    unnamed = isinstance(element, (c_ast.Struct, c_ast.Union)) and element.name is None
    if unnamed or flexible:
        return f'{place}; printf("\\n");'
    as_text = render(c_ast.Typename(None, [], None, _renamed(node)))
    return f"{place}; SAME({key}, {path}, {as_text});"


def ask(facts: list[Fact], includes: list[str], flags: list[str]) -> dict[str, str]:
    """What the compiler makes of the facts with these headers; facts that the headers do not know are left out."""
    present = list(range(len(facts)))
    with tempfile.TemporaryDirectory(prefix="pydri-headers-") as folder:
        source, program = Path(folder, "facts.c"), Path(folder, "facts")
        for _round in range(12):
            source.write_text(_program(facts, present, includes), encoding="utf-8")
            options = ["-std=gnu11", "-w", "-fmax-errors=0", "-ftrack-macro-expansion=0", *flags]
            command = ["gcc", *options, "-o", str(program), str(source)]
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
            if answer.returncode == 0:
                output = subprocess.run([program], capture_output=True, text=True, check=True).stdout
                rows = (line.split(" ", 1) for line in output.splitlines())
                return {facts[int(number)].name: value for number, value in rows}
            absent = _absent(answer.stderr)
            if not absent & set(present):
                raise RuntimeError(f"the compiler refuses the headers {includes}:\n{answer.stderr[:3000]}")
            present = [number for number in present if number not in absent]
    raise RuntimeError(f"the compiler keeps finding new errors with the headers {includes}")


def _program(facts: list[Fact], present: list[int], includes: list[str]) -> str:
    lines = [f"#include <{name}>" for name in _STANDARD]
    lines += [f"#include {name}" for name in includes]
    lines += [_MACROS, "int main(void) {"]
    for number in present:
        # The fact's number is its line number in the compiler's messages.
        lines += [f'#line {number} "fact"', facts[number].code.replace("@", str(number))]
    return "\n".join([*lines, "return 0; }", ""])


def _absent(messages: str) -> set[int]:
    found: set[int] = set()
    for line in messages.splitlines():
        match = re.match(r"fact:(\d+):(?:\d+:)? error: (.*)", line)
        if match is None:
            continue
        if not _ABSENT.search(match[2]):
            raise RuntimeError(f"unexpected compiler message: {line}")
        found.add(int(match[1]))
    return found
