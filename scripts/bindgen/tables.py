"""pydrm/_fourcc_table.py: pixel formats, modifiers and modifier vendors by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import WIDTH
from .native import MARK

if TYPE_CHECKING:
    from .model import Constant, Section

_FORMAT = "DRM_FORMAT_"
_NOT_FORMATS = {"DRM_FORMAT_BIG_ENDIAN", "DRM_FORMAT_RESERVED"}
# The number that AMD modifiers are built on, not one by itself.
_NOT_MODIFIERS = {"AMD_FMT_MOD", "DRM_FORMAT_RESERVED"}
_VENDOR = "DRM_FORMAT_MOD_VENDOR_"
_VENDOR_SHIFT = 56


def source(sections: list[Section]) -> str:
    """The whole module."""
    constants = next(section for section in sections if section.name == "drm_fourcc.h").constants
    formats = {constant.name.removeprefix(_FORMAT): constant.value for constant in constants if _is_format(constant)}
    modifiers = {modifier_name(constant.name): constant.value for constant in constants if _is_modifier(constant)}
    vendors = {
        constant.value: constant.name.removeprefix(_VENDOR)
        for constant in constants
        if constant.name.startswith(_VENDOR)
    }
    lines = [
        f"# {MARK}",
        '"""Pixel formats, modifiers and modifier vendors: the names of drm_fourcc.h and their values."""',
        "",
        "from __future__ import annotations",
        "",
        "TYPE_CHECKING = False",
        "if TYPE_CHECKING:",
        "    from typing import ClassVar",
        "",
        "    from .formats import Fourcc, Modifier",
        "",
        "    class FourccNames(int):",
        '        """The names that Fourcc has as class attributes."""',
        "",
        *(f"        {name}: ClassVar[Fourcc]" for name in formats),
        "",
        "    class ModifierNames(int):",
        '        """The names that Modifier has as class attributes."""',
        "",
        *(f"        {name}: ClassVar[Modifier]" for name in modifiers),
        "",
        "",
        "FOURCCS = {",
        *(f'    "{name}": 0x{value:08X},{_code(value)}' for name, value in formats.items()),
        "}",
        "",
        "# Those with a name of their own. Most modifiers of AMD, Arm and NVIDIA are built from fields instead.",
        "MODIFIERS = {",
        *(f'    "{name}": 0x{value:016X},' for name, value in modifiers.items()),
        "}",
        "",
        "VENDORS = {",
        *(f'    0x{value:02X}: "{name}",' for value, name in vendors.items()),
        "}",
        "",
    ]
    return "\n".join(lines)


def _is_format(constant: Constant) -> bool:
    return (
        constant.name.startswith(_FORMAT)
        and not constant.name.startswith("DRM_FORMAT_MOD_")
        and constant.name not in _NOT_FORMATS
    )


def _is_modifier(constant: Constant) -> bool:
    if constant.name in ("DRM_FORMAT_MOD_LINEAR", "DRM_FORMAT_MOD_INVALID"):
        return True
    return constant.value >> _VENDOR_SHIFT != 0 and constant.name not in _NOT_MODIFIERS


def modifier_name(name: str) -> str:
    """Short name: DRM_FORMAT_MOD_LINEAR is LINEAR, I915_FORMAT_MOD_X_TILED is I915_X_TILED."""
    return name.removeprefix("DRM_FORMAT_MOD_").replace("_FORMAT_MOD_", "_")


def _code(value: int) -> str:
    characters = value.to_bytes(4, "little").decode("latin-1")
    return f"  # {characters.rstrip()}" if characters.isprintable() and characters.isascii() else ""


def extensions(sections: list[Section]) -> str:
    """pyegl/_extension_table.py: the EGL extensions that the registry knows, each with its functions."""
    section = next(section for section in sections if section.name == "EGL/eglext.h")
    functions: dict[str, list[str]] = {name: [] for name in section.extensions}
    for function in section.functions:
        for name in (function.since or "").split(", "):
            functions[name].append(function.name)
    lines = [
        f"# {MARK}",
        '"""The EGL extensions of the registry, each with the functions that it brings."""',
        "",
        "from __future__ import annotations",
        "",
        "EXTENSIONS: dict[str, tuple[str, ...]] = {",
        *(row for name, names in functions.items() for row in _extension(name, names)),
        "}",
        "",
    ]
    return "\n".join(lines)


def _extension(name: str, functions: list[str]) -> list[str]:
    quoted = [f'"{function}"' for function in functions]
    one = f'    "{name}": ({", ".join(quoted)}{"," if len(quoted) == 1 else ""}),'
    if len(one) <= WIDTH:
        return [one]
    return [f'    "{name}": (', *(f"        {function}," for function in quoted), "    ),"]
