"""Kernel modules of a kernel that is not this host's: which there are, what they need, in which order they load."""

from __future__ import annotations

import gzip
import lzma
import subprocess
from pathlib import Path

from pydri.lab.errors import LabUnavailable


class Modules:
    """The modules below a directory (lib/modules/RELEASE; None: all is built in), and further ones, given as files.

    Names have underscores, as the kernel prints them. Reads files; thread contract: one thread.
    """

    def __init__(self, place: Path | None, extra: tuple[Path, ...] = ()) -> None:
        self._files = {_name(path.name): path for path in (place.rglob("*.ko*") if place else ())}
        self._files |= {_name(path.name): path for path in extra}
        builtin = place / "modules.builtin" if place else None
        lines = builtin.read_text().splitlines() if builtin and builtin.exists() else []
        self._builtin = {_name(Path(line).name) for line in lines}

    def first_of(self, names: tuple[str, ...]) -> str | None:
        """The first of `names` that is a module or built in."""
        return next((name for name in names if name in self._files or name in self._builtin), None)

    def load_order(self, names: list[str]) -> dict[str, bytes]:
        """`names` with all that they depend on, each with its uncompressed file, in an order that can be loaded.

        Raises LabUnavailable for a module that this kernel has not. What is built in is left out.
        """
        found: dict[str, bytes] = {}
        for name in names:
            self._add(name, found)
        return found

    def _add(self, name: str, found: dict[str, bytes]) -> None:
        if name in found or name in self._builtin:
            return
        path = self._files.get(name)
        if path is None:
            raise LabUnavailable(f"this kernel has no module {name}")
        data = read_module(path)
        info = module_info(data)
        # softdep: what the module asks for at run time (crc32c of erofs), unless the kernel has it some other way.
        soft = [word for line in info.get("softdep", []) if line.startswith("pre:") for word in line[4:].split()]
        for each in [word for line in info.get("depends", []) for word in line.split(",") if word]:
            self._add(_name(each), found)
        for each in soft:
            if _name(each) in self._files:
                self._add(_name(each), found)
        found[name] = data


def _name(file: str) -> str:
    return file.partition(".")[0].replace("-", "_")


def read_module(path: Path) -> bytes:
    """A module's file, uncompressed (.ko, .ko.xz, .ko.gz, .ko.zst)."""
    data = path.read_bytes()
    if path.suffix == ".xz":
        return lzma.decompress(data)
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zst":  # Python can do it itself from 3.14 on
        try:
            return subprocess.run(["zstd", "-dcq"], input=data, capture_output=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise LabUnavailable(f"cannot uncompress {path} (Debian: zstd): {error}") from None
    return data


def module_info(data: bytes) -> dict[str, list[str]]:
    """What a module says of itself: "depends", "softdep" and so on, as modinfo prints it."""
    found: dict[str, list[str]] = {}
    for key in (b"depends", b"softdep", b"vermagic"):
        at = data.find(b"\0" + key + b"=")
        while at >= 0:
            start = at + len(key) + 2
            found.setdefault(key.decode(), []).append(data[start : data.index(b"\0", start)].decode())
            at = data.find(b"\0" + key + b"=", start)
    return found
