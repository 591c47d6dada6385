"""Root trees on the host's side, without building one: names and recipes, the mirror, versions, the project's wheel."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pydri.lab import contract, ensure, mirror, project, rootbuild, rootfs, status
from pydri.lab.errors import BuildError, LabError, LabUnavailable, RootMissing
from pydri.lab.guestspec import GuestSpec
from pydri.lab.progress import Progress

STATUS = """\
Package: python3
Status: install ok installed
Version: 3.13.5-1

Package: python3-numpy
Status: install ok installed
Version: 1:2.2.4+ds-1

Package: libgl1-mesa-dri
Status: install ok installed
Depends: libc6 (>= 2.34), mesa-libgallium (= 25.0.7-2)
Version: 25.0.7-2
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a working directory of its own."""
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cache"


def put_root(cache: Path, key: str, meta: str | None = None) -> Path:
    place = cache / "roots" / key
    (place / "tree").mkdir(parents=True)
    if meta is not None:
        (place / "meta.json").write_text(meta)
    return place


@pytest.mark.parametrize(
    ("targets", "chosen"),
    [
        ("", mirror.FALLBACK),
        (
            "http://security.example/debian-security/|Debian-Security|bookworm-security\n"
            "http://new.example/debian/|Debian|bookworm-updates\n"
            "http://all.example/debian/|Debian|bookworm\n",
            "http://all.example/debian",
        ),
        ("http://archive.ubuntu.example/ubuntu/|Ubuntu|noble\n", mirror.FALLBACK),
        ("cdrom://Debian/|Debian|bookworm\nhttps://b.example/debian/|Debian|stable\n", "https://b.example/debian"),
    ],
)
def test_mirror_is_the_hosts(targets: str, chosen: str) -> None:
    """apt's own Debian mirror, never one of overlays, another distribution or a disc; else Debian's."""
    assert mirror.choose_mirror(targets) == chosen


def test_proxies_are_apts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What apt goes through, other programs go through; what the user has set for them stays."""
    (tmp_path / "apt.conf").write_text('Acquire::http::Proxy "http://p.example:1";\nAcquire::https::Proxy "DIRECT";\n')
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert mirror.proxy_environment() == {"http_proxy": "http://p.example:1"}
    monkeypatch.setenv("HTTP_PROXY", "http://mine.example:2")
    assert mirror.proxy_environment() == {}


def test_recipe_tells_roots_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another suite, another package or other steps are another directory; the same are the same."""
    keys = {rootfs.root_key("debian-13"), rootfs.root_key("debian-12")}
    monkeypatch.setattr(rootfs, "PACKAGES", (*rootfs.PACKAGES, "one-more"))
    keys.add(rootfs.root_key("debian-13"))
    monkeypatch.setattr(rootfs, "_STEPS", 99)
    keys.add(rootfs.root_key("debian-13"))
    assert len(keys) == 4
    assert rootfs.root_key("debian-13") in keys


def test_root_by_name_and_directory(cache: Path) -> None:
    """A built root goes before a directory of its name; without it the directory is the root."""
    Path("debian-13").mkdir()
    assert rootfs.find_root("debian-13") == Path("debian-13").absolute()
    place = put_root(cache, rootfs.root_key("debian-13"))
    assert rootfs.find_root("debian-13") == place / "tree"
    assert rootfs.find_root("./debian-13") == Path("debian-13").absolute()
    assert rootfs.find_root("/") == Path("/")


def test_root_that_is_not_built(cache: Path) -> None:
    """The message names the command; half a build and one of another recipe are no roots."""
    put_root(cache, f".{rootfs.root_key('debian-13')}.partial")
    put_root(cache, "debian-13-000000000000")
    with pytest.raises(RootMissing, match="run `pydri lab root debian-13`"):
        rootfs.find_root("debian-13")


@pytest.mark.parametrize("call", [rootfs.find_root, ensure.ensure_root, rootfs.remove_root, rootfs.root_key])
def test_root_that_cannot_be(cache: Path, call: object) -> None:
    """A name that nobody knows is told with the names that there are."""
    with pytest.raises(LabError, match="debian-12, debian-13") as caught:
        call("debian-7")  # type: ignore[operator]
    assert not isinstance(caught.value, RootMissing)
    assert not cache.exists()


def test_roots_are_listed_and_removed(cache: Path) -> None:
    """Every recipe's roots are listed, and go by name, with what an interrupted build left; others stay."""
    current = put_root(cache, rootfs.root_key("debian-13"), '{"python": "3.13.5", "mesa": "25.0.7", "bytes": 5000000}')
    old = put_root(cache, "debian-13-000000000000", "{")
    other = put_root(cache, rootfs.root_key("debian-12"))
    half = put_root(cache, f".{current.name}.partial")
    put_root(cache, "something-else")
    lines = [status.root_line(each) for each in status.describe()["roots"]]
    assert lines[0] == "debian-12: Python ?, Mesa ?"
    assert set(lines[1:]) == {
        "debian-13: Python 3.13.5, Mesa 25.0.7, 5 MB",
        "debian-13: Python ?, Mesa ?, of another recipe than this version's",
    }
    assert set(rootfs.remove_root("debian-13")) == {current, old}
    assert not half.exists()
    assert [root.place for root in rootfs.list_roots()] == [other]
    assert rootfs.remove_root("debian-13") == []


def test_what_is_mounted_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree in which something is mounted is left alone, and the message says how to go on."""
    assert "/proc" in rootfs.mounted_below(Path("/proc"))
    assert rootfs.mounted_below(tmp_path) == []
    monkeypatch.setattr(rootfs, "mounted_below", lambda place: [f"{place}/proc"])
    with pytest.raises(BuildError, match=f"run: sudo umount {tmp_path}/proc"):
        rootfs.clear_away(tmp_path)
    assert tmp_path.exists()


def test_versions_are_upstreams() -> None:
    """Without Debian's epoch and revision, each from its own paragraph."""
    assert rootbuild.installed_versions(STATUS) == {"python": "3.13.5", "mesa": "25.0.7"}
    assert rootbuild.installed_versions("Package: python3-x\nVersion: 1-1\n") == {}


@pytest.mark.parametrize(("as_root", "named"), [(True, "debootstrap wget"), (False, "mmdebstrap uidmap tar")])
def test_missing_programs_are_named(monkeypatch: pytest.MonkeyPatch, as_root: bool, named: str) -> None:
    """What a build needs is told as one line to run."""
    monkeypatch.setattr(rootbuild, "_SEARCH", "/nonexistent")
    with pytest.raises(LabUnavailable, match=f"sudo apt-get install -y --no-install-recommends {named}"):
        rootbuild.check_tools("debian-13", "trixie", "http://m.example", as_root=as_root)


def test_the_host_does_not_leak_into_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs in the tree see neither the host's Python settings nor its temporary directory."""
    for name in ("PYTHONHOME", "PYTHONPATH", "TMPDIR"):
        monkeypatch.setenv(name, "/host")
    assert "/host" not in rootbuild._environment().values()
    assert rootbuild._environment()["LC_ALL"] == "C"


def test_results_below_a_mount(tmp_path: Path) -> None:
    """In another root the results have the name that a mount gives them, so that relative paths mean the same there."""
    results = tmp_path / "project/out"
    results.mkdir(parents=True)
    mounts = [(tmp_path / "project", "/tmp/there")]
    spec = GuestSpec(["a"], tmp_path, results, "/", {}, out="tty1", err="tty1", mounts=mounts)
    assert spec.guest_results == "/tmp/there/out"
    assert "PYDRI_RESULTS=/tmp/there/out" in spec.encode().decode().split("\0")
    elsewhere = GuestSpec(["a"], tmp_path, tmp_path, "/", {}, out="tty1", err="tty1", mounts=mounts)
    assert elsewhere.guest_results == contract.FOREIGN_RESULTS


def test_wheel_is_known_by_its_sources(tmp_path: Path) -> None:
    """The same sources are the same wheel, whatever a build left among them; an edited file is another one."""
    checkout = tmp_path / "checkout"
    for name in project.PACKAGES:
        (checkout / name).mkdir(parents=True)
        (checkout / name / "__init__.py").write_text("")
    for name in project._SOURCES:
        (checkout / name).write_text(name)
    assert project.is_checkout(checkout)
    first = project.copy_sources(checkout, tmp_path / "1")
    (checkout / "pydrm/_native.abi3.so").write_bytes(b"built")
    (checkout / "pydrm/__pycache__").mkdir()
    assert project.copy_sources(checkout, tmp_path / "2") == first
    assert not (tmp_path / "2/pydrm/_native.abi3.so").exists()
    (checkout / "pydrm/__init__.py").write_text("x = 1")
    assert project.copy_sources(checkout, tmp_path / "3") != first
    (checkout / "setup.py").unlink()
    assert not project.is_checkout(checkout)


def test_wheel_that_cannot_be_built(tmp_path: Path, cache: Path) -> None:
    """pip's words are told, and nothing is left that would be taken for a wheel."""
    checkout = tmp_path / "checkout"
    for name in project.PACKAGES:
        (checkout / name).mkdir(parents=True)
    for name in project._SOURCES:
        (checkout / name).write_text("")
    (checkout / "setup.py").write_text("raise SystemExit('not today')")
    with pytest.raises(BuildError, match="cannot build this project's wheel"):
        project.wheel_tree(checkout, Progress())
    assert list((cache / "wheels").iterdir()) == []


def test_old_wheels_go(cache: Path) -> None:
    """The last few used stay."""
    for age in range(6):
        (cache / "wheels" / str(age)).mkdir(parents=True)
        os.utime(cache / "wheels" / str(age), (1000 - age, 1000 - age))
    project._forget_old(cache / "wheels")
    assert sorted(path.name for path in (cache / "wheels").iterdir()) == ["0", "1", "2", "3"]


def test_checkout_is_covered(tmp_path: Path) -> None:
    """Whichever way the packages are mounted, those beside the tests are hidden behind them, and nothing else is."""
    for name in ("pydrm", "tests"):
        (tmp_path / name).mkdir()
    wheel = [(Path("/wheel"), contract.PROJECT)]
    assert project.covering_mounts(wheel, tmp_path, "/t") == [(Path("/wheel/pydrm"), "/t/pydrm")]
    installed = [
        (Path(f"/site/{name}"), f"{contract.PROJECT}/{name}") for name in (*project.PACKAGES, "pydri.dist-info")
    ]
    assert project.covering_mounts(installed, tmp_path, "/t") == [(Path("/site/pydrm"), "/t/pydrm")]
