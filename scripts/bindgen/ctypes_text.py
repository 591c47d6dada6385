"""C types as ctypes expressions, and struct definitions made of them."""

from __future__ import annotations

from pycparser import c_ast

from .model import Member, Section, Struct, evaluate

_SIMPLE = {
    "char": "ctypes.c_char",
    "signed char": "ctypes.c_byte",
    "unsigned char": "ctypes.c_ubyte",
    "short": "ctypes.c_short",
    "unsigned short": "ctypes.c_ushort",
    "int": "ctypes.c_int",
    "unsigned": "ctypes.c_uint",
    "unsigned int": "ctypes.c_uint",
    "long": "ctypes.c_long",
    "unsigned long": "ctypes.c_ulong",
    "size_t": "ctypes.c_size_t",
    **{f"int{bits}_t": f"ctypes.c_int{bits}" for bits in (8, 16, 32, 64)},
    **{f"uint{bits}_t": f"ctypes.c_uint{bits}" for bits in (8, 16, 32, 64)},
}


class Types:
    """Turns parsed C types of the given sections into ctypes text."""

    def __init__(self, sections: list[Section]) -> None:
        self.typedefs = {name: node for section in sections for name, node in section.typedefs.items()}
        self.known = {constant.name: constant.value for section in sections for constant in section.constants}

    def resolve(self, node: c_ast.Node) -> c_ast.Node:
        """`node` without TypeDecl shells and typedef names."""
        while True:
            if isinstance(node, c_ast.TypeDecl):
                node = node.type
            elif isinstance(node, c_ast.IdentifierType) and node.names[-1] in self.typedefs:
                node = self.typedefs[node.names[-1]]
            else:
                return node

    def length(self, node: c_ast.ArrayDecl) -> int:
        """Elements of an array; 0 for a flexible array member."""
        return 0 if node.dim is None else evaluate(node.dim, self.known)

    def text(self, node: c_ast.Node) -> str:
        """The ctypes expression for a type."""
        node = self.resolve(node)
        if isinstance(node, c_ast.PtrDecl):
            # Not c_char_p: the kernel's strings come with a length and without a terminator.
            return "ctypes.c_void_p"
        if isinstance(node, c_ast.ArrayDecl):
            return f"{self.text(node.type)} * {self.length(node)}"
        if isinstance(node, c_ast.Enum):
            return "ctypes.c_uint"
        if isinstance(node, (c_ast.Struct, c_ast.Union)):
            return str(node.name)
        return _SIMPLE[" ".join(node.names)]

    def is_compound(self, node: c_ast.Node) -> bool:
        return isinstance(self.resolve(node), (c_ast.Struct, c_ast.Union))


def struct_classes(struct: Struct, types: Types) -> str:
    """The class of a struct, preceded by the classes of the unnamed structs inside it."""
    before: list[str] = []
    rows: list[str] = []
    anonymous: list[str] = []
    for position, member in enumerate(struct.members):
        name = member.name or f"u{position}"
        if member.name is None:
            anonymous.append(name)
        rows.append(f'("{name}", {_member_type(struct, member, name, types, before)}),')
    base = "_Union" if struct.is_union else "_Struct"
    lines = [f"class {struct.tag}({base}):"]
    if anonymous:
        lines.append(f"    _anonymous_ = ({''.join(f'{name!r}, ' for name in anonymous).strip()})".replace("'", '"'))
    if len(rows) == 1:
        lines.append(f"    _fields_ = ({rows[0]})")
    else:
        lines += ["    _fields_ = (", *(f"        {row}" for row in rows), "    )"]
    return "\n\n\n".join([*before, "\n".join(lines)])


def _member_type(struct: Struct, member: Member, name: str, types: Types, before: list[str]) -> str:
    """The member's type; an unnamed struct or union becomes a class of its own, put into `before`."""
    node = types.resolve(member.node)
    suffix = ""
    while isinstance(node, c_ast.ArrayDecl):
        suffix += f" * {types.length(node)}"
        node = types.resolve(node.type)
    if isinstance(node, (c_ast.Struct, c_ast.Union)) and node.name is None:
        tag = f"{struct.tag}_{name}"
        kind = type(node).__name__.lower()
        inner = Struct(f"{kind} {tag}", tuple(Member(decl.name, decl.type) for decl in node.decls))
        before.append(struct_classes(inner, types))
        return tag + suffix
    return types.text(node) + suffix
