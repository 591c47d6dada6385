"""Talking to a running machine through QEMU's monitor (package qemu.qmp): photographs of what is scanned out, keys."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pydri.lab.errors import LabError, LabUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def execute(monitor: Path, commands: Sequence[tuple[str, dict[str, Any]]], *, timeout: float) -> list[Any]:
    """Have QEMU execute commands, one after the other; the answers. `monitor` is the machine's socket.

    Raises LabUnavailable without qemu.qmp, LabError when QEMU does not answer in `timeout` seconds or refuses.
    """
    try:
        from qemu.qmp import QMPClient, QMPError
    except ImportError:
        raise LabUnavailable("this needs the package qemu.qmp: pip install 'pydri[qemu]'") from None

    async def talk() -> list[Any]:
        client = QMPClient("pydri")
        await client.connect(str(monitor))
        try:
            return [await client.execute(name, arguments) for name, arguments in commands]
        finally:
            await client.disconnect()

    try:
        # In a thread of its own: the caller's may have a loop that runs, as a notebook's has.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(asyncio.wait_for(talk(), timeout))).result()
    except (QMPError, OSError, TimeoutError) as error:
        what = ", ".join(name for name, _ in commands)
        raise LabError(f"QEMU did not execute {what}: {error or type(error).__name__}") from error


def press(monitor: Path, keys: Sequence[Sequence[str]], *, timeout: float) -> None:
    """Press key combinations (QKeyCode names). Says nothing when that cannot be done: it is a last attempt."""
    commands = [("send-key", {"keys": [{"type": "qcode", "data": key} for key in combination]}) for combination in keys]
    with contextlib.suppress(LabError):
        execute(monitor, commands, timeout=timeout)


def screendump(monitor: Path, device: str, picture: Path, *, head: int = 0, timeout: float = 20.0) -> None:
    """Photograph what a display device (cirrus, bochs, virtio-gpu) scans out, as a PPM picture of its current size.

    Raises as `execute`.
    """
    arguments = {"filename": str(picture), "device": device}
    if head:
        arguments["head"] = head  # type: ignore[assignment]
    execute(monitor, [("screendump", arguments)], timeout=timeout)


def save(monitor: Path, state: int, *, timeout: float) -> str:
    """Write the machine to the open file `state`, which stays the caller's; it stands still at the end of that.

    It is not stopped by a command, because the copy would begin stopped then, too.

    Returns what became of it: "completed", or what QEMU says. Raises as `execute`.
    """
    until = time.monotonic() + timeout
    fast = {"max-bandwidth": 1 << 40, "downtime-limit": int(timeout * 1000)}
    commands: list[tuple[str, dict[str, Any]]] = [
        ("migrate-set-parameters", fast),
        ("migrate", {"uri": f"exec:cat >/proc/{os.getpid()}/fd/{state}"}),
    ]
    execute(monitor, commands, timeout=timeout)
    status = "active"
    while status not in ("completed", "failed", "cancelled") and time.monotonic() < until:
        (answer,) = execute(monitor, [("query-migrate", {})], timeout=timeout)
        status = answer.get("status", "active")
        time.sleep(0.05)
    execute(monitor, [("cont", {})], timeout=timeout)
    return status
