"""Kernel configuration fragments: what they ask for, and whether kconfig let it stand."""

from __future__ import annotations

import re
from pathlib import Path

from pydri.lab.errors import BuildError

_SET = re.compile(r"^CONFIG_(\w+)=(.*)$")
_UNSET = re.compile(r"^# CONFIG_(\w+) is not set$")
# Options that later kernels have under another name: a wish for the one is a wish for the other. PROC_SYSCTL of 6.12 is
# SYSCTL in 7.3, which earlier was no wish to be made.
_RENAMED = {"PROC_SYSCTL": "SYSCTL"}
_SHIPPED = Path(__file__).parent.parent / "configs"
_WHOLE = ("uml", "qemu")  # what a machine needs at all, and no addition to it


def read_fragment(name: str) -> str:
    """The text of a fragment: a file's path, or the name of one that comes with the package (debug, fault, net, smp).

    Raises BuildError when there is no such file, or a line of it is neither an option nor a comment.
    """
    path = Path(name)
    if not path.exists() and (_SHIPPED / f"{name}.config").exists():
        path = _SHIPPED / f"{name}.config"
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        shipped = ", ".join(sorted(each.stem for each in _SHIPPED.glob("*.config") if each.stem not in _WHOLE))
        raise BuildError(f"cannot read the configuration {name} ({error}); with the package come: {shipped}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#") and not _SET.match(line):
            raise BuildError(f"{path}:{number}: not a configuration option: {line.strip()[:80]}")
    return text


def parse(text: str) -> dict[str, str]:
    """The options of a fragment or a .config: name without CONFIG_ to value, "n" for one that is turned off."""
    options: dict[str, str] = {}
    for line in text.splitlines():
        if match := _SET.match(line):
            options[match[1]] = match[2]
        elif match := _UNSET.match(line):
            options[match[1]] = "n"
    return options


def with_new_names(text: str) -> str:
    """A fragment with its options also under the names that later kernels have for them."""
    lines = [f"CONFIG_{_RENAMED[name]}={value}" for name, value in parse(text).items() if name in _RENAMED]
    return "\n".join((text.rstrip("\n"), *lines)) + "\n"


def lost(wanted: dict[str, str], present: dict[str, str]) -> list[str]:
    """The options of `wanted` that `present` does not have so, each as "CONFIG_X=y (is m)" for a message."""
    return [
        f"CONFIG_{name}={value} (is {present.get(name, 'n')})"
        for name, value in wanted.items()
        if value not in (present.get(name, "n"), present.get(_RENAMED.get(name, name), "n"))
    ]
