"""Mutant kernels: the lab's own tree, and one incremental build per fault."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from pydri.lab.cache import cache_dir
from pydri.lab.errors import BuildError
from pydri.lab.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydri.lab.kbuild import BuildTree

    from .rules import Mutant

_ASIDE = "mutants"


class Workshop:
    """Builds mutants in a compiled tree (`pydri.lab.kbuild.open_tree`) that is ours while this object is used.

    The untouched sources of the files that the rules change are kept beside the tree, so that a run that was killed
    leaves no fault behind for the next. One build at a time.
    """

    def __init__(self, tree: BuildTree, files: Iterable[str]) -> None:
        self._tree = tree
        self.pristine = tree.place / _ASIDE
        self._objects: dict[str, bytes] = {}
        for file in files:
            self._put_right(file)
        tree.compile(Progress())
        for file in files:
            self._objects[file] = self._object(file)

    def _put_right(self, file: str) -> None:
        source, kept = self._tree.source / file, self.pristine / file
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft = kept.with_suffix(".new")
            shutil.copyfile(source, draft)
            draft.replace(kept)
        elif kept.read_bytes() != source.read_bytes():
            shutil.copyfile(kept, source)

    def unmodified(self, target: Path) -> Path:
        """Put the kernel without any fault at `target`."""
        self._tree.compile(Progress())
        return self._install(target)

    def build(self, mutant: Mutant, target: Path) -> Path:
        """Put the kernel with one fault at `target`; the source is put back whatever happens.

        Raises `BuildError`, also when the compiler made of it what it made of the original (nothing would be tested),
        and `RuleError` when the rule has no place.
        """
        original = (self.pristine / mutant.file).read_text(encoding="utf-8")
        with self._tree.edited(mutant.file, original, mutant.apply(original)):
            self._tree.compile(Progress())
            if self._object(mutant.file) == self._objects[mutant.file]:
                raise BuildError("the compiler produced the same code as for the original")
            return self._install(target)

    def _install(self, target: Path) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        self._tree.install(target)
        return target

    def _object(self, file: str) -> bytes:
        return hashlib.sha256((self._tree.source / file).with_suffix(".o").read_bytes()).digest()


def known_sources() -> list[Path]:
    """Kernel trees in the lab's cache that have been used here: directories with untouched sources."""
    return sorted(cache_dir().glob(f"trees/*/{_ASIDE}"))
