"""`_native.pyi`: what mypy is told about the compiled modules."""

from __future__ import annotations

from pathlib import Path

from pycparser import c_ast

from .layout import signature
from .model import Function, Section, render
from .native import MARK

HERE = Path(__file__).parent

_RUNTIME = {
    "pydri_resolve": (
        ["name: bytes"],
        "int",
        "Is library function `name` there? 1 yes, 0 the library lacks it, -1 no library, -2 no library function.",
    ),
    "pydri_since": (
        ["name: bytes"],
        "CData",
        'What has to be there for the function to exist, such as "libdrm 2.4.118" or "EGL_KHR_debug"; or NULL.',
    ),
    "pydri_library_error": ([], "CData", "What the dynamic loader said last on this thread."),
    "pydri_library_path": ([], "CData", "Path of the loaded library (this loads it); NULL when there is none."),
}
_KERNEL = {
    "pydri_ioctl": (
        ["fd: int", "request: int", "arg: Pointer"],
        "int",
        "ioctl(2): the result, or -errno. EINTR is not retried: the caller does, so that signal handlers run.",
    ),
    "pydri_mmap": (
        ["length: int", "prot: int", "flags: int", "fd: int", "offset: int"],
        "int",
        "mmap(2): the address as a number, or -errno (a negative number).",
    ),
    "pydri_munmap": (["address: CData", "length: int"], "int", "munmap(2) of a `void *`: 0, or -errno."),
    "pydri_ppoll": (
        ["fd: int", "events: int", "timeout_ns: int"],
        "int",
        "ppoll(2) of one descriptor (timeout_ns < 0: for ever): its revents, 0 when the time ran out, or -errno.",
    ),
    "pydri_kcmp_file": (
        ["fd1: int", "fd2: int"],
        "int",
        "kcmp(2): 0 when two descriptors of this process are the same open file, 1 to 3 when not, or -errno.",
    ),
}

_EGL_DEBUG = {
    "pydri_egl_debug_callback": (
        [],
        "CData",
        "The callback that keeps messages of EGL_KHR_debug until they are taken.",
    ),
    "pydri_egl_debug_waiting": ([], "int", "How many messages are kept."),
    "pydri_egl_debug_take": (
        ["message: Pointer", "lost: Pointer"],
        "int",
        "Take the oldest message out: 1, or 0 when there is none. `lost`: how many were lost since the last call.",
    ),
    "pydri_egl_debug_forked": ([], "None", "In a forked child: nothing is kept, and nobody holds the lock."),
}
_OWN = {"pydrm": _KERNEL, "pyegl": _EGL_DEBUG}

# Static callbacks; native_build.py declares them, Python defines them with @ffi.def_extern().
_CALLBACKS = {
    "pydrm": ["pydri_vblank", "pydri_page_flip", "pydri_page_flip2", "pydri_crtc_sequence"],
    "pygbm": ["pydri_bo_destroyed"],
    "pyegl": ["pydri_egl_blob_set", "pydri_egl_blob_get"],
}


def source(package: str, sections: list[Section]) -> str:
    """The whole stub of `package`'s compiled module."""
    mine = [section for section in sections if section.package == package]
    lines = [f"# {MARK}"]
    if package == "pydrm":
        lines.append((HERE / "ffi_stub.pyi.in").read_text(encoding="utf-8").rstrip())
    else:
        lines.append("from pydrm._native import FFI, CData, Pointer")
    lines += ["", "class Lib:", '    """Every function and constant, under its C name."""', ""]
    own = {**_RUNTIME, **_OWN.get(package, {})}
    for name, (parameters, result, doc) in own.items():
        lines.append(signature(name, ["self", *_positional(parameters)], result, "    "))
        lines += [f'        """{doc}"""', ""]
    lines.append("    # Callbacks to be defined with @ffi.def_extern()")
    lines += [f"    {name}: CData" for name in _CALLBACKS[package]]
    for section in mine:
        lines.append(f"    # {section.name}: {section.source}")
        lines += [f"    {constant.name}: int" for constant in section.constants]
        lines += [f"    {handle.name}: CData" for handle in section.handles]
        lines += [_function(function, sections) for function in section.functions]
    return "\n".join([*lines, "", "ffi: FFI", "lib: Lib", ""])


def _positional(parameters: list[str]) -> list[str]:
    return [*parameters, "/"] if parameters else []


def _function(function: Function, sections: list[Section]) -> str:
    typedefs = {name: node for section in sections for name, node in section.typedefs.items()}
    parameters = []
    for position, parameter in enumerate(function.node.args.params if function.node.args else []):
        if render(parameter) == "void":
            break
        parameters.append(f"{_python_name(parameter.name, position)}: {_type(parameter.type, typedefs, result=False)}")
    result = _type(function.node.type, typedefs, result=True)
    text = signature(function.name, ["self", *_positional(parameters)], result, "    ", ": ...")
    return f"{text}  # {function.note}" if function.note and "\n" not in text and len(text) < 80 else text


def _python_name(name: str | None, position: int) -> str:
    return name or f"a{position}"


def _type(node: c_ast.Node, typedefs: dict[str, c_ast.Node], *, result: bool) -> str:
    pointer = "CData" if result else "Pointer"
    while True:
        if isinstance(node, c_ast.TypeDecl):
            node = node.type
        elif isinstance(node, c_ast.IdentifierType) and node.names[-1] in typedefs:
            node = typedefs[node.names[-1]]
        else:
            break
    if isinstance(node, c_ast.PtrDecl):
        return "CData" if isinstance(node.type, c_ast.FuncDecl) else pointer
    if isinstance(node, c_ast.ArrayDecl):
        return pointer
    if isinstance(node, (c_ast.Struct, c_ast.Union)):
        return "CData"
    if isinstance(node, c_ast.IdentifierType):
        return {"void": "None", "bool": "bool", "double": "float"}.get(" ".join(node.names), "int")
    return "int"
