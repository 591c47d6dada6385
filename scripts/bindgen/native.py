"""The C source of each `_native` module: constants, types, and one lazy trampoline per library function."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pycparser import c_ast

from .model import render

if TYPE_CHECKING:
    from .model import Function, Section

HERE = Path(__file__).parent
MARK = "GENERATED from bindings.h by scripts/regen.py"

LIBRARIES = {
    "pydrm": ("libdrm.so.2", "PYDRI_LIBDRM"),
    "pygbm": ("libgbm.so.1", "PYDRI_LIBGBM"),
    "pyegl": ("libEGL.so.1", "PYDRI_LIBEGL"),
}

# C code of our own, beside what is generated.
OWN = {"pydrm": "kernel.c", "pyegl": "egl_debug.c"}

# Bodies of functions that are only in upstream's header, not in the library.
INLINE = {
    "drmModeGetPropertyType": "return prop->flags & (DRM_MODE_PROP_LEGACY_TYPE | DRM_MODE_PROP_EXTENDED_TYPE);",
    "drm_property_type_is": "return drmModeGetPropertyType(property) == type;",
}

_INCLUDES = """\
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/types.h>
"""


def source(package: str, sections: list[Section]) -> str:
    """The whole C source of `package`'s compiled module."""
    mine = [section for section in sections if section.package == package]
    functions = [function for section in mine for function in section.functions]
    called = [function for function in functions if not function.inline]
    soname, variable = LIBRARIES[package]
    parts = [f"/* {MARK} */\n{_INCLUDES}"]
    parts += [f"/* --- {section.name} --- */\n\n{_declarations(section)}" for section in mine]
    parts.append(
        f'#define PYDRI_SONAME "{soname}"\n#define PYDRI_ENVIRONMENT "{variable}"\n'
        f"#define PYDRI_SLOT_COUNT {len(called)}\n"
    )
    parts.append((HERE / "runtime.c").read_text(encoding="utf-8"))
    if package in OWN:
        parts.append((HERE / OWN[package]).read_text(encoding="utf-8"))
    parts.append(_slots(called))
    parts += [_trampoline(index, function) for index, function in enumerate(called)]
    parts += [_inline(function) for function in functions if function.inline]
    return "\n".join(parts)


def _declarations(section: Section) -> str:
    """A section without prototypes and remarks, its ioctl numbers made by the compiler's own headers."""
    ioctls = {constant.name: constant.ioctl.text for constant in section.constants if constant.ioctl}
    names = {function.name for function in section.functions}
    lines: list[str] = []
    for line in section.text.splitlines():
        bare = re.sub(r"\s*/\*.*?\*/", "", line)
        prototype = re.match(r"\w[^#;{}]*?\b(\w+)\(.*\);$", bare)
        if not bare or (prototype and prototype[1] in names):
            continue
        define = re.match(r"#define (\w+) ", bare)
        if define and define[1] in ioctls:
            bare = f"#define {define[1]} {ioctls[define[1]]}"
        lines.append(bare)
    return "\n".join(lines) + "\n"


def _slots(functions: list[Function]) -> str:
    rows = []
    for function in functions:
        since = f'"{function.since}"' if function.since else "NULL"
        rows.append(f'    {{"{function.name}", {since}, {int(is_extension(function))}, NULL}},')
    return "static pydri_slot pydri_slots[PYDRI_SLOT_COUNT] = {\n" + "\n".join(rows) + "\n};\n"


def is_extension(function: Function) -> bool:
    """True for a function of an EGL extension."""
    return function.since is not None and function.since.startswith("EGL_")


def _parameters(function: Function) -> tuple[c_ast.FuncDecl, list[str]]:
    """The declaration with every parameter named, and those names."""
    node = copy.deepcopy(function.node)
    names: list[str] = []
    parameters = node.args.params if node.args else []
    if len(parameters) == 1 and render(parameters[0]) == "void":
        return node, names
    for position, parameter in enumerate(parameters):
        name = parameter.name or f"a{position}"
        inner = parameter.type
        while not isinstance(inner, c_ast.TypeDecl):
            inner = inner.type
        inner.declname = name
        if isinstance(parameter, c_ast.Typename):
            parameters[position] = c_ast.Decl(name, [], [], [], [], parameter.type, None, None)
        names.append(name)
    return node, names


def _head(function: Function, node: c_ast.FuncDecl) -> str:
    declaration = c_ast.Decl(function.name, [], [], ["static"], [], node, None, None)
    return render(declaration)


def _pointer(node: c_ast.FuncDecl) -> str:
    """The C type of a pointer to the function, with a variable called `call`."""
    wrapped = copy.deepcopy(node)
    inner = wrapped.type
    while not isinstance(inner, c_ast.TypeDecl):
        inner = inner.type
    inner.declname = "call"
    pointer = c_ast.PtrDecl([], wrapped)
    return render(c_ast.Decl("call", [], [], [], [], pointer, None, None))


def failure(function: Function) -> str | None:
    """What a call returns when the function is not there: the failure of its type, or None for void.

    The Python layer asks first and raises; this is the answer for whoever goes around it.
    """
    result = render(function.node.type)
    if result == "void":
        return None
    if "*" in result or re.fullmatch(r"EGL(Display|Surface|Context|Sync|Image|Stream)\w*|\w+Ptr|__egl\w+", result):
        return "NULL"
    if result.startswith("union "):
        return f"({result}){{.s64 = -1}}"
    return "-1" if result in ("int", "EGLint") else "0"


def _trampoline(index: int, function: Function) -> str:
    node, names = _parameters(function)
    arguments = ", ".join(names)
    result = failure(function)
    missing = "" if result is None else f" {result}"
    give = "" if result is None else "return "
    return (
        f"{_head(function, node)} {{\n"
        f"    {_pointer(node)} = pydri_function({index});\n"
        f"    if (!call) {{ errno = ENOSYS; return{missing}; }}\n"
        f"    {give}call({arguments});\n"
        "}\n"
    )


def _inline(function: Function) -> str:
    node, _names = _parameters(function)
    return f"{_head(function, node)} {{\n    {INLINE[function.name]}\n}}\n"
