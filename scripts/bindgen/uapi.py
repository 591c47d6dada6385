"""pydrm/uapi.py: the kernel interface alone, as ctypes, one plain function per ioctl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pycparser import c_ast

from .ctypes_text import Types, struct_classes
from .layout import call, signature
from .native import MARK

if TYPE_CHECKING:
    from .model import Constant, Section, Struct

HERE = Path(__file__).parent

# The kernel answers these with a new file descriptor as the result of the call.
_RETURNS_FD = {"UDMABUF_CREATE", "UDMABUF_CREATE_LIST"}
# Written by hand in uapi_head.py, because a struct of variable length is no keyword argument.
_BY_HAND = {"UDMABUF_CREATE_LIST"}
# Lower case alone would give these functions the name of their struct.
_NAMES = {
    "UDMABUF_CREATE": "udmabuf_ioctl_create",
    "SW_SYNC_GET_DEADLINE": "sw_sync_ioc_get_deadline",
}
_SCALARS = {"MODE_RMFB": "fb_id"}


def is_kernel(section: Section) -> bool:
    """True for the sections that come from the kernel."""
    return section.source.startswith("Linux")


def function_name(constant: Constant) -> str:
    """Name of the function for an ioctl: mode_create_dumb for DRM_IOCTL_MODE_CREATE_DUMB."""
    return _NAMES.get(constant.name, constant.name.removeprefix("DRM_IOCTL_").lower())


def source(sections: list[Section]) -> str:
    """The whole module."""
    kernel = [section for section in sections if is_kernel(section)]
    types = Types(kernel)
    structs = {struct.key: struct for section in kernel for struct in section.structs}
    head = (HERE / "uapi_head.py.in").read_text(encoding="utf-8")
    tail = (HERE / "uapi_tail.py.in").read_text(encoding="utf-8")
    parts = [f"# {MARK}\n{head.rstrip()}\n"]
    for section in kernel:
        parts.append(_constants(section))
    for section in kernel:
        if section.structs:
            parts.append(f"\n# Structs of {section.name}\n")
            parts += [f"\n{struct_classes(struct, types)}\n" for struct in section.structs]
    parts.append("\n# Ioctl numbers: made here, because they contain the size of the struct on this machine.")
    ioctls = [constant for section in kernel for constant in section.constants if constant.ioctl]
    parts += [_number(constant, types) for constant in ioctls]
    parts.append("")
    parts += [f"\n{_function(constant, types, structs)}\n" for constant in ioctls if constant.name not in _BY_HAND]
    parts.append(f"\n{tail.rstrip()}\n")
    return "\n".join(parts)


def _constants(section: Section) -> str:
    rows = [f"\n# Constants of {section.name}: {section.source}"]
    rows += [f"{constant.name} = {_literal(constant)}" for constant in section.constants if not constant.ioctl]
    return "\n".join(rows)


def _literal(constant: Constant) -> str:
    """The number as C has it, decimal or hexadecimal, in Python's notation."""
    text = constant.literal.rstrip("uUlL")
    return f"0x{text[2:].upper()}" if text.startswith("0x") else text


def _number(constant: Constant, types: Types) -> str:
    ioctl = constant.ioctl
    assert ioctl is not None
    arguments = [f'"{ioctl.group}"', f"0x{ioctl.number:02X}"]
    if ioctl.argument is not None:
        arguments.append(_argument_type(ioctl.argument, types))
    return f"{constant.name} = {ioctl.kind}({', '.join(arguments)})"


def _argument_type(argument: str, types: Types) -> str:
    if argument.endswith("*"):
        return "ctypes.c_void_p"
    if argument.startswith(("struct ", "union ")):
        return argument.split()[1]
    return types.text(c_ast.IdentifierType(argument.split()))


def _function(constant: Constant, types: Types, structs: dict[str, Struct]) -> str:
    ioctl = constant.ioctl
    assert ioctl is not None
    name = function_name(constant)
    doc = f'    """{constant.name}."""'
    if ioctl.argument is None:
        return f"def {name}(file: int, /) -> None:\n{doc}\n    _call(file, {constant.name})"
    if ioctl.argument.endswith("*") or constant.name.startswith("DMA_BUF_SET_NAME_"):
        # SET_NAME_A and _B: the same call, with the size of a 32-bit and of a 64-bit pointer in its number.
        text = f"def {name}(file: int, name: str | bytes, /) -> None:\n{doc}\n"
        return text + f"    _call(file, {constant.name}, ctypes.create_string_buffer(os.fsencode(name)))"
    if ioctl.argument not in structs:
        value = _SCALARS.get(constant.name.removeprefix("DRM_IOCTL_"), "value")
        kind = _argument_type(ioctl.argument, types)
        text = f"def {name}(file: int, {value}: int, /) -> None:\n{doc}\n"
        return text + f"    _call(file, {constant.name}, _number({kind}, {value}))"
    return _struct_function(constant, types, structs[ioctl.argument])


def _struct_function(constant: Constant, types: Types, struct: Struct) -> str:
    """A function whose keyword arguments are the members of the ioctl's struct."""
    assert constant.ioctl is not None
    members = _flat(struct, types)
    parameters = ["file: int", "/", "*"] + [f"{name}: {_annotation(node, types)}" for name, node in members]
    writes_only = constant.ioctl.kind == "_IOW"
    result = "int" if constant.name in _RETURNS_FD else "None" if writes_only else struct.tag
    returned = " Returns the new file descriptor, which the caller owns." if result == "int" else ""
    doc = f'    """{constant.name} ({struct.key}).{returned}"""'
    lines = [signature(function_name(constant), parameters, result), doc]
    made = ["_make", [struct.tag, *(f"{name}={name}" for name, _node in members)]]
    if result == struct.tag:
        lines += call("    argument = ", made)
        lines += [f"    _call(file, {constant.name}, argument)", "    return argument"]
    else:
        give = "return " if result == "int" else ""
        lines += call("    argument = ", made)
        lines += [f"    {give}_call(file, {constant.name}, argument)"]
    return "\n".join(lines)


def _flat(struct: Struct, types: Types) -> list[tuple[str, c_ast.Node]]:
    """Members by the name that C code uses: those of an unnamed union count as the struct's own."""
    found: list[tuple[str, c_ast.Node]] = []
    for member in struct.members:
        node = types.resolve(member.node)
        if member.name is None:
            found += [(decl.name, decl.type) for decl in node.decls]
        else:
            found.append((member.name, member.node))
    return found


def _annotation(node: c_ast.Node, types: Types) -> str:
    node = types.resolve(node)
    if isinstance(node, c_ast.ArrayDecl):
        element = types.resolve(node.type)
        if isinstance(element, c_ast.IdentifierType) and element.names == ["char"]:
            return 'bytes = b""'
        return "Sequence[Any] = ()" if types.is_compound(element) else "Sequence[int] = ()"
    if isinstance(node, (c_ast.Struct, c_ast.Union)):
        return f"{node.name} | None = None"
    return "int = 0"
