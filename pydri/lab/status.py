"""`pydri lab status`: what is in the cache, and whether this host can run it."""

from __future__ import annotations

import json
from typing import Any

from pydri.lab import contract
from pydri.lab.cache import cache_dir
from pydri.lab.errors import KernelMissing, LabUnavailable
from pydri.lab.host import available
from pydri.lab.kernel import Kernel, find_kernel, list_kernels
from pydri.lab.rootfs import list_roots


def describe() -> dict[str, Any]:
    """The facts, ready for JSON: host (None, or why no lab is possible), ready, cache, devices, kernels, …"""
    try:
        find_kernel()
        ready = True
    except KernelMissing:
        ready = False
    host = available(must_be_built=False)
    return {
        "qemu": _qemu(),
        "host": host,
        "ready": ready and host is None,
        "cache": str(cache_dir()),
        "devices": list(contract.UML_DEVICES),
        "kernels": [_kernel(name, kernel) for name, kernel in list_kernels()],
        "roots": describe_roots(),
    }


def _qemu() -> dict[str, Any]:
    """The other machine: why not (or None), what is known of KVM, its kernels, snapshots and devices."""
    from pydri.lab.qemu import kernel, kvm, snapshot
    from pydri.lab.qemu.devices import DEVICES
    from pydri.lab.qemu.machine import check_host

    try:
        check_host(())
        reason = None
    except LabUnavailable as error:
        reason = str(error)
    return {
        "host": reason,
        "kvm": kvm.describe(),
        "devices": list(DEVICES),
        "kernels": [{"name": name, **meta} for name, meta in kernel.list_kernels()],
        "snapshots": snapshot.describe(),
    }


def _kernel(name: str, kernel: Kernel) -> dict[str, Any]:
    facts = {"name": name, "path": str(kernel.path), "bytes": kernel.path.stat().st_size, **kernel.meta()}
    if kernel.place is not None and (config := kernel.place / "config").exists():
        facts["config"] = str(config)
        lines = config.read_text().splitlines()
        facts["options_on"] = sum(line.endswith("=y") for line in lines)
    return facts


def describe_roots() -> list[dict[str, Any]]:
    """The facts about each root tree in the cache, ready for JSON: name, path, current, and what was noted of it."""
    return [
        {"name": root.name, "path": str(root.tree), "current": root.is_current, **root.meta()} for root in list_roots()
    ]


def root_line(facts: dict[str, Any]) -> str:
    """One line about a root tree: "debian-13: Python 3.13.5, Mesa 25.0.7, 480 MB"."""
    words = [f"{word} {facts.get(key, '?')}" for key, word in (("python", "Python"), ("mesa", "Mesa"))]
    words += [f"{facts['bytes'] / 1e6:.0f} MB"] if "bytes" in facts else []
    words += [] if facts["current"] else ["of another recipe than this version's"]
    return f"{facts['name']}: {', '.join(words)}"


def render(facts: dict[str, Any], *, as_json: bool) -> str:
    """The facts as text for people, or as JSON."""
    if as_json:
        return json.dumps(facts, indent=2)
    lines = [
        f"this host   {facts['host'] or 'can run a UML lab'}",
        f"cache       {facts['cache']}",
        f"devices     {', '.join(facts['devices'])}",
    ]
    for each in facts["kernels"]:
        lines.append(
            f"kernel      {each['name']}: {each.get('version', 'unknown version')}, {each['bytes'] / 1e6:.1f} MB"
        )
        lines.append(f"            {each['path']}")
        changes = [*each.get("configs", []), *each.get("patches", [])]
        extra = [f"from {each['source']}"] if "source" in each else []
        extra += [f"{each['options_on']} options on"] if "options_on" in each else []
        extra += [f"with {', '.join(changes)}"] if changes else []
        extra += [f"built in {each['seconds']:.0f} s"] if "seconds" in each else []
        lines += [f"            {', '.join(extra)}"] if extra else []
    if not facts["kernels"] or not any("standard" in each["name"] for each in facts["kernels"]):
        lines.append("kernel      the standard one is not built yet: pydri lab build")
    lines += _qemu_lines(facts["qemu"])
    for each in facts["roots"]:
        lines += [f"root tree   {root_line(each)}", f"            {each['path']}"]
    return "\n".join(lines)


def _qemu_lines(facts: dict[str, Any]) -> list[str]:
    from pydri.lab.qemu.kernel import describe

    lines = [f"QEMU        {facts['host'] or facts['kvm']}", f"devices     {', '.join(facts['devices'])}"]
    lines += [f"kernel      {describe(each['name'], each)}" for each in facts["kernels"]]
    if not facts["kernels"]:
        lines.append("kernel      for QEMU it is downloaded at the first run")
    if facts["snapshots"]:
        size = sum(each["bytes"] for each in facts["snapshots"]) / 1e6
        lines.append(f"snapshots   {len(facts['snapshots'])}, {size:.0f} MB")
    return lines
