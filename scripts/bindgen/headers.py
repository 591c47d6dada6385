"""Upstream header sets: Debian's -dev packages as installed or fetched, and the EGL registry's XML."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

PACKAGES = ("linux-libc-dev", "libdrm-dev", "libgbm-dev", "libegl-dev", "libdrm2", "libgbm1")
SUITES = {"bookworm": "Debian 12", "trixie": "Debian 13", "sid": "Debian unstable"}
MIRROR = "http://deb.debian.org/debian"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
# The newest egl.xml that a package index offers; a checkout of the registry itself can be named instead.
XML_PACKAGE = "glad2==2.0.8"


class Unavailable(Exception):
    """A header set that cannot be had here; says why."""


@dataclass
class HeaderSet:
    """One set of headers: where it is, and which version of which package it holds."""

    name: str
    root: Path
    versions: dict[str, str] = field(default_factory=dict)
    older: bool = False
    """Known to be older than what bindings.h was taken from."""

    def include(self, name: str) -> Path:
        return self.root / "usr/include" / name

    def flags(self) -> list[str]:
        """Compiler flags that put these headers before the machine's own."""
        folders = [self.root / "usr/include", *sorted((self.root / "usr/include").glob("x86_64-linux-gnu"))]
        return [] if self.root == Path("/") else [f"-isystem{folder}" for folder in reversed(folders)]

    def library(self, soname: str) -> Path | None:
        """The shared library of this set, for its symbols."""
        found = sorted((self.root / "usr/lib").glob(f"*/{soname}")) or sorted((self.root / "usr/lib").glob(soname))
        return found[0] if found else None


def cache() -> Path:
    """Where fetched header sets are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pydri/headers"


def installed() -> HeaderSet:
    """The headers of this machine."""
    query = ["dpkg-query", "-W", "-f=${Package} ${Version}\n", *PACKAGES]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    versions = dict(line.split() for line in answer.stdout.splitlines() if len(line.split()) == 2)
    missing = [package for package in PACKAGES[:4] if package not in versions]
    if missing:
        raise Unavailable(f"not installed: {' '.join(missing)} (apt-get install {' '.join(missing)})")
    return HeaderSet("installed", Path("/"), versions)


def fetch(suite: str) -> HeaderSet:
    """The headers of a Debian suite, fetched once into the cache; the machine's own apt is left as it is."""
    folder = cache() / suite
    if not (folder / "complete").exists():
        if not shutil.which("apt-get") or not Path(KEYRING).exists():
            raise Unavailable(f"fetching the headers of {suite} needs apt-get and {KEYRING}")
        shutil.rmtree(folder, ignore_errors=True)
        _download(folder, suite)
    versions = dict(line.split() for line in (folder / "complete").read_text(encoding="utf-8").splitlines())
    return HeaderSet(f"{SUITES[suite]} ({suite})", folder / "root", versions)


def _download(folder: Path, suite: str) -> None:
    for name in ("lists/partial", "cache/archives/partial", "debs", "root"):
        (folder / name).mkdir(parents=True)
    (folder / "sources.list").write_text(f"deb [signed-by={KEYRING}] {MIRROR} {suite} main\n", encoding="utf-8")
    (folder / "status").touch()
    settings = {
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": folder / "lists",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "Acquire::Languages": "none",
        "APT::Get::List-Cleanup": "0",
        "APT::Architecture": "amd64",
        "APT::Architectures": "amd64",
    }
    if os.getuid() == 0:
        settings["APT::Sandbox::User"] = "root"
    apt = ["apt-get", "-q", *(part for key, value in settings.items() for part in ("-o", f"{key}={value}"))]
    for command in ([*apt, "update"], [*apt, "download", *PACKAGES]):
        answer = subprocess.run(command, cwd=folder / "debs", capture_output=True, text=True, check=False)
        if answer.returncode:
            raise Unavailable(f"cannot fetch the headers of {suite}: {answer.stderr.strip()[-500:]}")
    versions = []
    for deb in sorted((folder / "debs").glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(deb), str(folder / "root")], check=True)
        fields = ["dpkg-deb", "--show", "--showformat=${Package} ${Version}\n", str(deb)]
        versions.append(subprocess.run(fields, check=True, capture_output=True, text=True).stdout)
    (folder / "complete").write_text("".join(versions), encoding="utf-8")


def registry(xml: Path | None) -> HeaderSet:
    """The EGL registry as one C header, from `xml` or from the newest copy on the package index."""
    folder = cache() / "egl"
    published = xml is None
    if xml is None:
        xml = folder / XML_PACKAGE / "egl.xml"
        if not xml.exists():
            _download_xml(xml)
    tree = ET.parse(xml).getroot()
    extensions = len(list(tree.iter("extension")))
    text = registry_header(tree)
    header = folder / "generated/usr/include/EGL/registry.h"
    header.parent.mkdir(parents=True, exist_ok=True)
    header.write_text(text, encoding="utf-8")
    source = f"of {XML_PACKAGE.replace('==', ' ')}" if published else "of a checkout of the registry"
    versions = {"egl.xml": f"{source} ({extensions} extensions)"}
    return HeaderSet("EGL registry", folder / "generated", versions, older=published)


def _download_xml(xml: Path) -> None:
    xml.parent.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--only-binary=:all:",
        "-d",
        str(xml.parent),
        XML_PACKAGE,
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(xml.parent.glob("*.whl"))
    if answer.returncode or not wheels:
        raise Unavailable(f"cannot fetch {XML_PACKAGE} for its egl.xml: {answer.stderr.strip()[-300:]}")
    with zipfile.ZipFile(wheels[0]) as wheel:
        xml.write_bytes(wheel.read("glad/files/egl.xml"))


def registry_header(tree: ET.Element) -> str:
    """A C header that says what egl.xml says."""
    lines = ["#include <EGL/eglplatform.h>"]
    for node in tree.iterfind("types/type"):
        text = "".join(node.itertext()).strip()
        if text and not text.startswith("#"):
            lines.append(text)
    seen: set[str] = set()
    for node in tree.iter("enum"):
        name, value = node.get("name"), node.get("value")
        if name and value and name not in seen:
            seen.add(name)
            suffix = "ull" if node.get("type") == "ull" else ""
            lines.append(f"#define {name} {value}{suffix}")
    lines += [f"#define {node.get('name')} 1" for node in tree.iter("extension")]
    for command in tree.iterfind("commands/command"):
        proto = command.find("proto")
        if proto is None:
            continue
        parameters = ", ".join("".join(node.itertext()).strip() for node in command.iterfind("param")) or "void"
        lines.append(f"{''.join(proto.itertext()).strip()}({parameters});")
    return "\n".join(lines) + "\n"
