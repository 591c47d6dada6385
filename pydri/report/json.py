"""The report as JSON text, and files that are either written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Unusable

if TYPE_CHECKING:
    from ..exercise.model import Report

__all__ = ["check_writable", "dumps", "load", "write_file"]


def dumps(report: Report) -> str:
    """The report as JSON text, in the schema of ``docs/report.md``, ending with a newline."""
    return json.dumps(report.to_dict(), indent=1, ensure_ascii=False) + "\n"


def load(path: str | os.PathLike[str]) -> Report:
    """The report in a file.

    Raises:
        OSError: it can't be read.
        Unusable: it is no report, or a later version of it.
    """
    from ..exercise.model import Report

    try:
        data = json.loads(Path(path).read_text())
    except ValueError as error:
        raise Unusable(f"{os.fspath(path)} is no JSON: {error}") from None
    return Report.from_dict(data)


def check_writable(directory: Path) -> None:
    """Raise Unusable unless files can be written into the directory, or it can be made. Leaves nothing."""
    place = directory.absolute()
    while not place.exists() and not place.is_symlink():
        place = place.parent
    if not place.is_dir():
        raise Unusable(f"cannot write to {directory}: {place} is no directory; choose another with --out")
    try:
        # Permission bits tell root nothing, and file systems have opinions of their own: try it.
        os.rmdir(tempfile.mkdtemp(prefix=".pydri-", dir=place))
    except OSError as error:
        raise Unusable(f"cannot write to {directory}: {error.strerror}; choose another with --out") from None


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole: it appears (or is replaced) when all of it is there. Makes its directory.

    Raises:
        Unusable: it can't be written; then nothing of it is left.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fd, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            os.fchmod(fd, 0o666 & ~_umask())  # mkstemp's 0600 is not for a report
        os.replace(temporary, path)
    except BaseException as error:
        if temporary is not None:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
        if isinstance(error, OSError):
            raise Unusable(f"cannot write {path}: {error.strerror}; choose another directory with --out") from None
        raise


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
