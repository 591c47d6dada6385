"""A kernel tree in the cache: unpacked, patched, configured and compiled, each step once, so that it can be resumed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab import klog
from pydri.lab.errors import BuildError, LabUnavailable
from pydri.lab.kbuild import options
from pydri.lab.kbuild.process import run_logged
from pydri.lab.kbuild.source import copy_tree, missing_files, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydri.lab.kbuild.recipe import Recipe
    from pydri.lab.progress import Progress

_STEP = re.compile(r"^  (?:CC|AS|LD|AR|HOSTCC|GEN|UPD|LINK|VDSO|MODPOST|NM|KSYMS) ")
_MISSING_FILE = re.compile(r"No rule to make target|No such file or directory")
_TOOLS = {"gcc": "gcc", "make": "make", "flex": "flex", "bison": "bison", "bc": "bc", "xz": "xz-utils", "tar": "tar"}


def check_host_tools(*, patching: bool = False) -> None:
    """Raise LabUnavailable, naming the Debian packages, when a program that a kernel build needs is missing."""
    wanted = dict(_TOOLS, patch="patch") if patching else _TOOLS
    missing = [package for program, package in wanted.items() if shutil.which(program) is None]
    if not Path("/usr/include/errno.h").exists():
        missing.append("libc6-dev")
    if missing:
        raise LabUnavailable(f"building the lab kernel needs: sudo apt-get install -y {' '.join(missing)}")


class BuildTree:
    """The tree of one recipe. Its owner holds the recipe's lock; nothing in it is of use to anybody else meanwhile."""

    def __init__(self, recipe: Recipe, place: Path, lock: int | None = None) -> None:
        self.recipe = recipe
        self._lock = lock  # goes to make, too: what outlives our death must keep others out of the tree
        self.place = place
        self.source = place / "src"
        self.log = place / "build.log"

    def prepare(self, progress: Progress, *, base: BuildTree | None = None) -> None:
        """Unpack, patch and configure, each unless it has been done. Raises BuildError or LabUnavailable.

        `base` is a compiled tree of the same source and configuration to start from: what the patches do not touch is
        not compiled again.
        """
        check_host_tools(patching=bool(self.recipe.patches))
        self.place.mkdir(parents=True, exist_ok=True)
        self._undo_edits()
        if not self._did("patched"):
            self._start(progress, base)
            self._patch(progress)
            self._mark("patched")
        if not self._did("configured"):
            self._configure(progress)
            self._mark("configured")

    def _did(self, step: str) -> bool:
        return (self.place / f"step-{step}").exists()

    def _mark(self, step: str) -> None:
        (self.place / f"step-{step}").touch()

    @property
    def is_started(self) -> bool:
        """Whether its files are all there."""
        return self._did("patched")

    def _start(self, progress: Progress, base: BuildTree | None) -> None:
        shutil.rmtree(self.source, ignore_errors=True)
        self.source.mkdir()
        if base is not None:
            progress.stage("copying the compiled tree")
            self._copy(base.source)
            absent = missing_files(self.source, self._patched_files())
            if absent and not self.recipe.source.is_tree:
                unpack(self.recipe.source, self.source, progress, only=absent)
        elif self.recipe.source.is_tree:
            copy_tree(self.recipe.source.path, self.source, progress)
        else:
            unpack(self.recipe.source, self.source, progress, lean=True)

    def _copy(self, tree: Path) -> None:
        arguments = ["cp", "-a", "--reflink=auto", f"{tree}/.", str(self.source)]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"cannot copy the kernel tree: {done.stderr.strip()[-300:]}")

    def _patched_files(self) -> list[str]:
        """The existing files that the patches change, as paths in the tree."""
        found = []
        for _name, content in self.recipe.patches:
            for match in re.finditer(rb"^--- (?:[^/\s]+/)(\S+)", content, re.M):
                if match[0] != b"--- /dev/null":
                    found.append(os.fsdecode(match[1]))
        return found

    def _patch(self, progress: Progress) -> None:
        for name, content in self.recipe.patches:
            progress.stage(f"applying {name}")
            arguments = ["patch", "-p1", "--force", "--no-backup-if-mismatch", "--silent"]
            done = subprocess.run(arguments, cwd=self.source, input=content, capture_output=True, check=False)
            if done.returncode:
                words = (done.stdout + done.stderr).decode(errors="replace").strip()
                self.remove()
                raise BuildError(f"the patch {name} does not apply: {words[-400:]}")

    def _configure(self, progress: Progress) -> None:
        progress.stage("configuring")
        combined = self.place / "wanted.config"
        combined.write_text(options.with_new_names("\n".join((self.recipe.base, *self.recipe.extras))))
        self._make(f"KCONFIG_ALLCONFIG={combined}", "allnoconfig")
        present = options.parse((self.source / ".config").read_text())
        wanted = {name: value for name, value in options.parse(self.recipe.base).items() if value != "n"}
        for extra in self.recipe.extras:
            wanted |= options.parse(extra)
        if missing := options.lost(wanted, present):
            self.remove()
            raise BuildError(f"this kernel cannot have the configuration asked for: {', '.join(missing)}")

    def _make(self, *words: str, progress: Progress | None = None) -> None:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "KBUILD_", "KCONFIG_"))
        }
        environment |= {"LC_ALL": "C", "KBUILD_BUILD_USER": "pydri", "KBUILD_BUILD_HOST": "lab"}
        for name in ("ARCH", "CROSS_COMPILE", "SUBARCH", "CC", "LD", "CFLAGS", "LDFLAGS"):
            environment.pop(name, None)
        arguments = ["make", "ARCH=um", f"-j{len(os.sched_getaffinity(0))}", *words]

        def count(line: str) -> None:
            if progress is not None and _STEP.match(line):
                progress.advance()

        status = run_logged(
            arguments, self.log, cwd=self.source, environment=environment, on_line=count, keep=self._lock
        )
        if status:
            raise BuildError(f"make {words[-1]} failed, log {self.log}:\n{_complaint(self.log)}")

    def compile(self, progress: Progress) -> Path:
        """Compile what is not compiled yet. Returns the kernel binary in the tree, with its symbols."""
        progress.stage("compiling the kernel", self.recipe.expected_steps)
        try:
            self._make("linux", progress=progress)
        except BuildError as error:
            # Other options and other versions may need other parts of the source.
            if self.recipe.source.is_tree or not _MISSING_FILE.search(str(error)):
                raise
            unpack(self.recipe.source, self.source, progress)
            progress.stage("compiling the kernel", self.recipe.expected_steps)
            self._make("linux", progress=progress)
        return self.source / "linux"

    def install(self, target: Path) -> None:
        """Put the stripped kernel at `target`, in one step, so that nobody ever sees half of it."""
        new = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            subprocess.run(["strip", "-o", str(new), str(self.source / "linux")], check=True, capture_output=True)
            new.replace(target)
        except (OSError, subprocess.CalledProcessError) as error:
            raise BuildError(f"cannot install the kernel as {target}: {error}") from None
        finally:
            new.unlink(missing_ok=True)

    def steps(self) -> int:
        """How many objects the tree has, the measure of a build's progress."""
        return sum(
            len([name for name in names if name.endswith((".o", ".a"))]) for _d, _s, names in os.walk(self.source)
        )

    @contextlib.contextmanager
    def edited(self, file: str, old: str, new: str) -> Iterator[None]:
        """The tree with `old`, which must occur exactly once in `file`, replaced by `new`, while the block runs.

        Afterwards the file is as before, but newer, so that the next compilation takes it up. Raises BuildError.
        """
        path = self.source / file
        try:
            text = path.read_text()
        except OSError as error:
            raise BuildError(f"cannot read {file} in the kernel tree: {error.strerror}") from None
        if text.count(old) != 1:
            raise BuildError(f"{file}: the text to replace occurs {text.count(old)} times, not once: {old[:80]!r}")
        undo = self.place / "undo" / file
        undo.parent.mkdir(parents=True, exist_ok=True)
        undo.write_text(text)
        path.write_text(text.replace(old, new))
        try:
            yield
        finally:
            path.write_text(text)
            undo.unlink(missing_ok=True)

    def _undo_edits(self) -> None:
        # Edits of a process that was killed meanwhile. Nobody must get a kernel with them in it.
        for kept in (self.place / "undo").rglob("*"):
            if kept.is_file():
                (self.source / kept.relative_to(self.place / "undo")).write_text(kept.read_text())
                kept.unlink()

    def remove(self) -> None:
        """Remove the tree and its log."""
        shutil.rmtree(self.place, ignore_errors=True)


def _complaint(log: Path) -> str:
    # The compiler's first error is more telling than make's last words.
    text = log.read_text(errors="replace")
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if " error: " in line or "fatal error:" in line or "No rule to make target" in line:
            return "\n".join(lines[index : index + 6])
    return klog.tail(text, 8)
