"""The kernel of a release: which source is the newest is Debian's to say, and this system's apt is left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pydri.lab import apt
from pydri.lab.errors import LabUnavailable
from pydri.lab.kbuild import debian
from pydri.lab.progress import Progress

from .conftest import call

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = "http://127.0.0.1:9/debian"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of downloads in an empty cache; the system has package lists of its own, which stay empty."""
    (tmp_path / "none" / "partial").mkdir(parents=True)
    settings = tmp_path / "apt.conf"
    settings.write_text(f'Dir::State::Lists "{tmp_path}/none";\n')
    monkeypatch.setenv("APT_CONFIG", str(settings))
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path))
    return tmp_path / "source"


def test_the_newest_is_downloaded_once(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the release's metapackage depends on is downloaded, in its newest version, and is there the next time."""
    # As the kernel's source, but small.
    monkeypatch.setattr(debian, "_META", "python3-all")
    monkeypatch.setattr(debian, "_NEWEST", re.compile(r"^Depends: (?P<package>python3) \(= (?P<version>[^)]+)\)", re.M))
    monkeypatch.setattr(debian, "_DEB", re.compile(r"(?P<package>python3)_(?P<version>.+)_amd64\.deb"))
    found = debian.release_source("sid", Progress())
    assert re.fullmatch(r"python3 3\.(1[4-9]|[2-9]\d)\..+", found.identity)
    assert [path.name for path in source.iterdir()] == [found.path.name]
    assert not list((source.parent / "none").glob("*Packages*")), "the system's own lists were touched"


def test_backports_count(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All suites of a release rank alike, though apt by itself would take backports last."""
    (source / "apt").mkdir(parents=True)
    options = (
        *apt.own_lists(source / "apt"),
        *debian._own_sources(source / "apt", ("bookworm", "bookworm-backports")),
    )
    apt.update(source, options, Progress())
    found = debian._NEWEST.search(apt.about(options, "linux-source"))
    assert found is not None
    assert found["version"].endswith(("bpo12+1", "bpo12+2")), found["version"]


def test_debian_cannot_be_asked(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a mirror the message says so; a source that is there already is taken then, but not the standard one."""
    monkeypatch.setattr(debian, "host_mirror", lambda: NOBODY)
    with pytest.raises(LabUnavailable, match=r"cannot ask for the newest kernel of sid: .*127\.0\.0\.1"):
        debian.release_source("sid", Progress())
    (source / "linux-source-6.12_6.12.117-1_all.deb").touch()
    with pytest.raises(LabUnavailable, match="cannot ask for the newest kernel of sid"):
        debian.release_source("sid", Progress())
    (source / "linux-source-7.2_7.2.13-1_all.deb").touch()
    assert debian.release_source("sid", Progress()).identity == "linux-source-7.2 7.2.13-1"
    assert sorted(path.suffix for path in source.iterdir()) == [".deb", ".deb"]


def test_keys_are_too_old(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that are signed with a key that is not there are none, and the message says where to get it."""
    monkeypatch.setattr(debian, "KEYRING", debian.KEYRING.with_name("debian-archive-bullseye-stable.gpg"))
    with pytest.raises(LabUnavailable, match="sid is signed with a key that this system does not have: sudo apt-get"):
        debian.release_source("sid", Progress())


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("build", "--release", "woody"), 2, "'woody' is not one of 'sid', 'debian-6.12', 'debian-6.1'"),
        (("build", "--release", "sid", "--source", "."), 1, "a kernel is that of a release (sid) or of a source"),
        (("run", "--cpus", "2", "--", "true"), 2, "runs on one processor only, not on 2"),
        (("run", "--cpus", "0", "--", "true"), 2, "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be(words: tuple[str, ...], status: int, message: str) -> None:
    """A release that there is not, one with another source, and processors that the kernel cannot have are refused."""
    done = call(*words)
    assert done.returncode == status, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
