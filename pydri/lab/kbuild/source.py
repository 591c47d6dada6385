"""Where a kernel's source comes from, and unpacking the part of it that UML needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.errors import BuildError
from pydri.lab.kbuild.process import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydri.lab.progress import Progress

CONFIGS = Path(__file__).parent.parent / "configs"
_TAR_KINDS = {".xz": ["xz", "-dc", "-T0"], ".gz": ["gzip", "-dc"], ".zst": ["zstd", "-dcq"], ".bz2": ["bzip2", "-dc"]}


@dataclass(frozen=True)
class Source:
    """A kernel source: a Debian package file, a tarball, or a directory; `identity` tells two versions apart."""

    path: Path
    identity: str

    @property
    def is_tree(self) -> bool:
        """Whether it is an unpacked tree."""
        return self.path.is_dir()


def named_source(path: Path) -> Source:
    """The source that a user names: a directory with a kernel tree, a tarball or a Debian linux-source package.

    Raises BuildError when it is none of these. A tree is identified by its state in git, or by its newest files' times.
    """
    path = path.absolute()
    if path.is_dir():
        if not (path / "arch" / "um" / "Makefile").exists():
            raise BuildError(f"not a kernel source tree (it has no arch/um/Makefile): {path}")
        return Source(path, f"tree:{path}:{_tree_state(path)}")
    if not path.is_file():
        raise BuildError(f"no such kernel source: {path}")
    if path.suffix != ".deb" and path.suffix not in (*_TAR_KINDS, ".tar"):
        raise BuildError(f"not a kernel source (a tree, a tarball or a linux-source package): {path}")
    about = path.stat()
    return Source(path, f"file:{path.name}:{about.st_size}:{about.st_mtime_ns if path.suffix != '.deb' else ''}")


def _tree_state(tree: Path) -> str:
    if (tree / ".git").exists() and shutil.which("git"):
        commands = (["rev-parse", "HEAD"], ["diff", "HEAD"])
        texts = [subprocess.run(["git", "-C", str(tree), *each], capture_output=True, check=False) for each in commands]
        if all(text.returncode == 0 for text in texts):
            import hashlib

            return hashlib.sha256(b"".join(text.stdout for text in texts)).hexdigest()[:16]
    return str(max(entry.stat().st_mtime_ns for entry in os.scandir(tree)))


def _patterns(name: str) -> list[str]:
    lines = (CONFIGS / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unpack(source: Source, tree: Path, progress: Progress, *, lean: bool = False, only: Sequence[str] = ()) -> None:
    """Unpack an archive into `tree`: what the standard kernel needs (`lean`), `only` some files, or all that is of use.

    Files that are there already stay as they are, because they may be patched. Raises BuildError when the archive is
    broken or the disk is full.
    """
    feed, size = _reader(source)
    progress.stage("unpacking the kernel source", size)
    top = _top_directory(source)
    exclude = [f"{top}/{each}" for each in _patterns("exclude")]
    arguments = ["tar", "-x", "-C", str(tree), "--strip-components=1", "--no-same-owner", "--skip-old-files"]
    arguments += ["--anchored", "--wildcards", "--wildcards-match-slash", *(f"--exclude={each}" for each in exclude)]
    if only:
        arguments += ["--no-wildcards", *(f"{top}/{each}" for each in only)]
    elif lean:
        arguments += [f"{top}/*/{name}*" for name in ("Kconfig", "Makefile", "Kbuild")]
        arguments += ["--no-wildcards-match-slash", *(f"{top}/{each}" for each in _patterns("lean.include"))]
    done = Pipeline([*feed, arguments]).feed_file(source.path, progress)
    # tar complains about patterns that this version of the kernel has no file for; that is what status 2 means then.
    complaints = [line for line in done.errors.splitlines() if line and not _harmless(line)]
    if complaints or (done.returncode and not done.errors):
        raise BuildError(f"cannot unpack {source.path}: {complaints[0] if complaints else 'tar failed'}")


def copy_tree(given: Path, tree: Path, progress: Progress) -> None:
    """Copy a user's kernel tree into the directory `tree`, without its history and what was built in it.

    The user's own tree is never built in: it may be built for another architecture, or in use. Raises BuildError.
    """
    progress.stage("copying the kernel tree")
    exclude = [f"--exclude=./{each}" for each in (*_patterns("exclude"), *_patterns("exclude.built"))]
    pack = ["tar", "-c", "-C", str(given), "--anchored", "--wildcards", "--wildcards-match-slash", *exclude, "."]
    done = Pipeline([pack, ["tar", "-x", "-C", str(tree), "--no-same-owner"]]).wait()
    if done.returncode:
        raise BuildError(f"cannot copy the kernel tree {given}: {done.last_words()}")


def _harmless(line: str) -> bool:
    return "Not found in archive" in line or "Exiting with failure status due to previous errors" in line


def _reader(source: Source) -> tuple[list[list[str]], int]:
    """The commands that turn the archive's bytes on stdin into a tar stream, and the archive's size in bytes."""
    size = source.path.stat().st_size
    if source.path.suffix == ".deb":
        member = ["tar", "-xO", "--wildcards", "./usr/src/linux-source-*.tar.xz"]
        return [["dpkg-deb", "--fsys-tarfile", "-"], member, _TAR_KINDS[".xz"]], size
    return ([] if source.path.suffix == ".tar" else [_TAR_KINDS[source.path.suffix]]), size


def _top_directory(source: Source) -> str:
    # Only the archive's first block is read; the readers die of SIGPIPE then, which is as it should be.
    feed, _size = _reader(source)
    with Pipeline(feed or [["cat"]]).reading(source.path) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                first = archive.next()
        except tarfile.TarError as error:
            raise BuildError(f"cannot read {source.path}: {error}") from None
    if first is None:
        raise BuildError(f"an empty archive: {source.path}")
    return first.name.split("/")[0]


def missing_files(tree: Path, names: Iterable[str]) -> list[str]:
    """Those of the relative paths `names` that the tree lacks."""
    return [name for name in names if not (tree / name).exists()]
