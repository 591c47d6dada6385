"""Where packages come from: the Debian mirror and the proxy that this host's apt is set up with."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

FALLBACK = "http://deb.debian.org/debian"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
"""The keys of Debian's archives: of the package debian-archive-keyring."""
_TARGET = "$(REPO_URI)|$(LABEL)|$(RELEASE)"
_PROXY = re.compile(r'^Acquire::(https?)::Proxy "(.+)";$', re.M)


def host_mirror() -> str:
    """The Debian mirror that this host's apt uses, else Debian's own; a URL without a slash at its end."""
    return choose_mirror(_ask("apt-get", "indextargets", "--format", _TARGET, "Created-By: Packages"))


def choose_mirror(targets: str) -> str:
    """The first mirror among lines of "URL|label|suite" that has Debian's releases: not security, not an overlay."""
    for line in targets.splitlines():
        url, _, rest = line.partition("|")
        label, _, suite = rest.partition("|")
        # An overlay (bookworm-updates, trixie-backports) may lie on a server that has nothing else.
        if label == "Debian" and "-" not in suite and url.startswith(("http://", "https://")):
            return url.rstrip("/")
    return FALLBACK


def proxy_environment() -> dict[str, str]:
    """apt's proxies as the variables that other programs know, http_proxy and https_proxy, unless those are set."""
    found = {f"{kind}_proxy": url for kind, url in _PROXY.findall(_ask("apt-config", "dump")) if url != "DIRECT"}
    return {name: url for name, url in found.items() if name not in os.environ and name.upper() not in os.environ}


def _ask(*arguments: str) -> str:
    # A host without apt, or with a broken one, has no mirror of its own to ask for.
    try:
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout
