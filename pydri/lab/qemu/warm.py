"""A Python that is started before the snapshot: under emulation, importing pytest and numpy takes ten seconds.

It waits in a tree of its own with just the files that it needs, because the host's files cannot be mounted while a
snapshot is taken. The command of a run, when it is one for this very Python, is what it becomes (guest/warm.py).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.qemu.initramfs import Entry, directory, file
from pydri.lab.tools import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLACE = "warm"
"""The tree's name in the archive that the machine boots from."""

# What is imported beforehand, where it is installed: what the tests of this project start with, without any of its own.
_MODULES = tuple(
    """
    argparse asyncio cffi click click.testing concurrent.futures ctypes decimal hypothesis
    hypothesis.internal.conjecture.engine hypothesis.strategies importlib.metadata json logging multiprocessing numpy
    numpy.random pytest random resource runpy select site socket subprocess tempfile tomllib unittest.mock
    xml.etree.ElementTree
    """.split()
)

# Prints what could be imported, and the files that this took.
_COLLECT = """
import ctypes, importlib, os, site, sys
names = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
        names.append(name)
    except ImportError:
        pass
if "pytest" in names:
    import _pytest.config
    for each in _pytest.config.default_plugins:
        importlib.import_module("_pytest." + each)
        names.append("_pytest." + each)
class Info(ctypes.Structure):
    _fields_ = [("addr", ctypes.c_void_p), ("name", ctypes.c_char_p)]
files = set()
CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Info), ctypes.c_size_t, ctypes.c_void_p)
def each(info, size, data):
    if info.contents.name: files.add(os.fsdecode(info.contents.name))
    return 0
ctypes.CDLL(None).dl_iterate_phdr(CALLBACK(each), None)
for module in list(sys.modules.values()):
    for path in (getattr(module, "__file__", None), getattr(module, "__cached__", None)):
        if path and os.path.isabs(path): files.add(path)
print("\\0".join(names)); print("\\0".join(files))
"""


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Those variables that decide how Python starts."""
    return {name: value for name, value in given.items() if name.startswith(("PYTHON", "LC_", "LANG"))}


def is_for_python(command: Sequence[str]) -> bool:
    """Whether a command is one for this Python, without options of the interpreter: a module, a script, code."""
    if not command:
        return False
    program = shutil.which(command[0]) or ""
    if _is_python(program):
        return (len(command) > 2 and command[1] in ("-m", "-c")) or (len(command) > 1 and command[1][:1] != "-")
    try:
        with open(program, "rb") as script:
            first = script.readline(300)
    except OSError:
        return False
    return first.startswith(b"#!") and _is_python(os.fsdecode(first[2:].strip()))


def _is_python(program: str) -> bool:
    # By the directory, too: it decides which packages there are.
    mine = sys.executable
    return os.path.dirname(program) == os.path.dirname(mine) and os.path.realpath(program) == os.path.realpath(mine)


def spelled_out(command: Sequence[str]) -> list[str]:
    """The command with the program's path, Python's being this process's."""
    program = shutil.which(command[0]) or command[0]
    return [sys.executable if _is_python(program) else os.path.abspath(program), *command[1:]]


def fingerprint(environ: Mapping[str, str]) -> str:
    """Differs when Python, its packages or the variables that it starts with do; costs next to nothing."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    own = (SOURCES / "warm.py").read_text()
    facts: list[object] = [sys.executable, sys.version, *_MODULES, own, *sorted(environ.items())]
    for place in sorted(places):
        facts += sorted((each.name, each.stat().st_mtime_ns) for each in Path(place).glob("*.dist-info"))
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def tree(environ: Mapping[str, str]) -> dict[str, Entry]:
    """The files of the waiting Python for the archive: path to mode, content and time of change. Takes a second."""
    done = subprocess.run(
        [sys.executable, "-c", _COLLECT, *_MODULES], capture_output=True, text=True, check=True, env={**environ}
    )
    names, files = (line.split("\0") for line in done.stdout.splitlines()[-2:])
    found: dict[str, Entry] = {}
    home = Path(sys.prefix)
    more = [sys.executable, str(home / "pyvenv.cfg"), "/lib64/ld-linux-x86-64.so.2", "/etc/ld.so.cache"]
    more += [str(Path(sysconfig.get_path("stdlib"), "os.py")), "/usr/lib/locale/C.utf8/LC_CTYPE"]
    for path in sorted({*files, *more}):
        _add(Path(path), found)
    for each in (sysconfig.get_path("platstdlib") + "/lib-dynload", sysconfig.get_path("purelib")):
        _add_parents(Path(each, "x"), found)
    found[f"{PLACE}/warm.py"] = file((SOURCES / "warm.py").read_bytes())
    words = [sys.executable, "/warm.py", *names]
    start = [word for each in words for word in ("arg", each)]
    start += [word for name, value in environ.items() for word in ("env", f"{name}={value}")]
    found[f"{PLACE}/start"] = file(b"".join(os.fsencode(word) + b"\0" for word in start))
    return found


def _add(path: Path, found: dict[str, Entry]) -> None:
    if not path.exists():
        return
    place = _add_parents(path, found)
    if (name := PLACE + str(place)) in found:
        return
    about = place.lstat()
    if place.is_symlink():
        found[name] = (about.st_mode, os.fsencode(os.readlink(place)), int(about.st_mtime))
        _add(place.parent / os.readlink(place), found)
    elif place.is_file():
        found[name] = (about.st_mode, place.read_bytes(), int(about.st_mtime))


def _add_parents(path: Path, found: dict[str, Entry]) -> Path:
    # The directories on the way, which may be links; returns the path below the real ones.
    place = Path("/")
    for part in Path(os.path.normpath(path)).parts[1:-1]:
        place = place / part
        if place.is_symlink():
            _add(place, found)
            place = place.resolve()
            place = _add_parents(place / "x", found).parent
        found.setdefault(PLACE + str(place), directory())
    return place / path.name
