"""What a lab machine promises to the command that runs in it, as environment variables and paths.

    PYDRI_LAB        the kind of machine: uml or qemu
    PYDRI_DEVICES    the drivers that the machine promises, comma-separated
    PYDRI_REQUIRE    1: what is promised and missing is a failure, not a reason to skip
    PYDRI_RESULTS    the one directory whose files outlive the machine
    TMPDIR           scratch space, gone with the machine
    PYDRI_HOST       of a QEMU machine: a port to the lab's process outside, for `pydri.lab.photograph`

The machine's root is the host's root (or another tree), read-only; /tmp shows the host's files and takes volatile
changes. In another tree this project's packages, where they are wanted, lie in PROJECT (see `pydri.lab.project`), and
`pytest --lab` has its root directory mounted in TESTS. A QEMU machine has the kernel modules that it was started with
in MODULES, as NAME.ko, for those who unload one and want it back.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAB = "PYDRI_LAB"
DEVICES = "PYDRI_DEVICES"
REQUIRE = "PYDRI_REQUIRE"
RESULTS = "PYDRI_RESULTS"
HOST = "PYDRI_HOST"

MACHINES = ("uml", "qemu")
UML_DEVICES = ("vgem", "vkms", "udmabuf", "dma-heap", "sw_sync")
SCRATCH = "/tmp"
RUNTIME_DIR = "/tmp/.pydri-lab/runtime"
CACHE_HOME = "/tmp/.pydri-lab/cache"
FOREIGN_RESULTS = "/tmp/.pydri-lab/results"
HOST_FILES = "/tmp/.pydri-lab/host"
MODULES = "/tmp/.pydri-lab/modules"
PROJECT = "/tmp/.pydri-lab/project"
TESTS = "/tmp/.pydri-lab/tests"

# Names that point at the host's running sessions, sockets and terminals: meaningless or misleading in another machine.
_HOST_ONLY = frozenset(
    """
    DISPLAY WAYLAND_DISPLAY WAYLAND_SOCKET XAUTHORITY SESSION_MANAGER DESKTOP_SESSION WINDOWID DRI_PRIME
    DBUS_SESSION_BUS_ADDRESS DBUS_SYSTEM_BUS_ADDRESS SSH_AUTH_SOCK SSH_AGENT_PID SSH_CONNECTION SSH_CLIENT SSH_TTY
    GPG_AGENT_INFO NOTIFY_SOCKET JOURNAL_STREAM INVOCATION_ID LISTEN_FDS LISTEN_PID LISTEN_FDNAMES MANAGERPID
    XDG_RUNTIME_DIR XDG_CACHE_HOME XDG_SEAT XDG_VTNR XDG_CURRENT_DESKTOP TMUX TMUX_PANE STY LINES COLUMNS
    TMP TEMP TEMPDIR TMPDIR PWD OLDPWD _ SHLVL MAKEFLAGS MAKELEVEL
    PYDRI_LAB PYDRI_DEVICES PYDRI_REQUIRE PYDRI_RESULTS PYDRI_HOST
    """.split()
)
_HOST_ONLY_PREFIXES = ("XDG_SESSION", "KDE_", "GNOME_")

# All that a foreign root tree is given: the host's search paths and virtual environments mean nothing there.
_FOREIGN_BASE = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
}
_FOREIGN_KEEP = ("TERM", "NO_COLOR", "FORCE_COLOR", "TZ", "PYDRI_LANE")


def inside() -> str | None:
    """The kind of lab machine that this process runs in (uml, qemu), or None on a host."""
    return os.environ.get(LAB) or None


def guest_environment(host: Mapping[str, str], *, foreign_root: bool) -> dict[str, str]:
    """What of the host's environment the command is given, before the contract's own names are added.

    With the host's own root everything goes along but the names that point at the host's sessions and sockets; a
    foreign root tree gets a plain environment.
    """
    if foreign_root:
        return _FOREIGN_BASE | {name: host[name] for name in _FOREIGN_KEEP if name in host}
    return {
        name: value
        for name, value in host.items()
        if name not in _HOST_ONLY and not name.startswith(_HOST_ONLY_PREFIXES)
    }


def contract_environment(results: str, machine: str, devices: Sequence[str], host: str) -> dict[str, str]:
    """The variables that a lab machine sets; `results` is the results directory as the guest names it.

    `host` is the port to the lab's process, or empty.
    """
    return {
        **({HOST: host} if host else {}),
        LAB: machine,
        DEVICES: ",".join(devices),
        REQUIRE: "1",
        RESULTS: results,
        "TMPDIR": SCRATCH,
        "XDG_RUNTIME_DIR": RUNTIME_DIR,
        "XDG_CACHE_HOME": CACHE_HOME,
    }
