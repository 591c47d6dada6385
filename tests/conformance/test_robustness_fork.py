"""exec and fork: no descriptor of ours is inherited by a program, and a child's copies do no harm."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

import pydrm

from .support import conf, needs
from .support.processes import in_child

if TYPE_CHECKING:
    from .support.nodes import Node

LIST = """
import os
for name in os.listdir("/proc/self/fd"):
    try:
        if int(name) > 2:
            print(name + "=" + os.readlink("/proc/self/fd/" + name))
    except FileNotFoundError:  # the directory's own
        pass
"""


OURS = ("dmabuf", "sync_file", "memfd", "/dev/dri", "udmabuf")


def inherited() -> dict[int, str]:
    """What a program that is started now finds open beyond the first three: number and target."""
    command = [sys.executable, "-S", "-c", LIST]
    finished = subprocess.run(command, check=True, capture_output=True, text=True, close_fds=False)
    pairs = (line.split("=", 1) for line in finished.stdout.splitlines())
    return {int(number): target for number, target in pairs}


@conf("X9", "P12")
@needs("vgem.fence", "vgem.dumb", "udmabuf", "heap.system", "sw_sync")
def test_everything_closes_on_exec(vgem: pydrm.Device, vkms_node: Node) -> None:
    """A program that is started while one of everything is open inherits none of it."""
    before = inherited()
    here, there = socket.socketpair()
    with ExitStack() as stack:
        keep = stack.enter_context
        keep(here), keep(there)
        buffer = keep(vgem.create_dumb(64, 64, bpp=32))
        dmabuf = keep(buffer.export())
        sync_file = keep(dmabuf.export_sync_file(read=True))
        dmabuf.send(there)
        pydrm.passing.send_sync_file(there, sync_file)
        timeline = keep(pydrm.SwTimeline())
        things: list[Any] = [
            keep(pydrm.open(vkms_node.path)),
            keep(pydrm.Device.from_fd(vgem.fileno(), dup=True)),
            keep(buffer.export(writable=False)),
            keep(dmabuf.dup()),
            keep(pydrm.DmaBuf.from_fd(dmabuf.fileno(), dup=True)),
            keep(pydrm.DmaBuf.recv(here)),
            keep(pydrm.passing.recv_sync_file(here)),
            keep(sync_file.merge(sync_file)),
            keep(pydrm.SyncFile.from_fd(sync_file.fileno(), dup=True)),
            keep(timeline.create_fence(1)),
            keep(pydrm.udmabuf.allocate(4096)),
            keep(pydrm.Heap("system")),
            keep(keep(pydrm.Heap("system")).allocate(4096)),
            keep(dmabuf.map()),
        ]
        assert len(things) == 14
        timeline.inc(1)
        assert inherited() == before


@conf("X9", "P12")
@needs("dumb", "prime.export")
def test_inheriting_on_purpose(card: Node) -> None:
    """cloexec=False is for handing a buffer to a program that is started: it is there, under the same number."""
    with pydrm.open(card.path) as device, device.create_dumb(64, 64, bpp=32) as buffer:
        with buffer.export(cloexec=False) as dmabuf:
            assert inherited()[dmabuf.fileno()].startswith("/dmabuf:")


@conf("X9", "X11")
@needs("vgem.dumb", "udmabuf")
def test_programs_started_meanwhile(vgem: pydrm.Device) -> None:
    """At no moment does a descriptor exist without close-on-exec: programs started all the while see none."""
    stop = threading.Event()
    errors: list[BaseException] = []

    def make() -> None:
        here, there = socket.socketpair()
        try:
            with here, there:
                while not stop.is_set():
                    with vgem.create_dumb(8, 8, bpp=32) as buffer, buffer.export() as dmabuf:
                        with dmabuf.export_sync_file(read=True) as sync_file, sync_file.merge(sync_file):
                            dmabuf.send(there)
                            pydrm.DmaBuf.recv(here).close()
                    pydrm.udmabuf.allocate(4096).close()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=make)
    thread.start()
    try:
        for _ in range(8):
            found = [each for each in inherited().values() if any(word in each for word in OURS)]
            assert found == []
    finally:
        stop.set()
        thread.join()
    assert errors == []


@conf("X9", "P20")
@needs("vgem.dumb", "vgem.fence")
def test_fork_while_threads_work(vgem: pydrm.Device) -> None:
    """A fork in the middle of other threads' calls gives a child that can use the library, and hurts nobody."""
    stop = threading.Event()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while not stop.is_set():
                with vgem.create_dumb(8, 8, bpp=32) as buffer, buffer.export() as dmabuf:
                    vgem.import_dmabuf(dmabuf).close()
        except BaseException as error:
            errors.append(error)

    def child() -> int:
        with pydrm.open(driver="vgem") as mine, mine.create_dumb(8, 8, bpp=32) as buffer:
            with buffer.export() as dmabuf:
                return dmabuf.size

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        assert [in_child(child) for _ in range(8)] == [4096] * 8
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert errors == []
    assert vgem.gem.handles() == {}


@conf("X9")
@pytest.mark.parametrize("way", ["fork", "double"])
def test_generations(vgem: pydrm.Device, way: str) -> None:
    """A child's child is as much a stranger to the file as a child, and each may open its own."""

    def use() -> str:
        try:
            vgem.get_cap(pydrm.Cap.PRIME)
        except pydrm.ForkError:
            with pydrm.open(vgem.path) as mine:
                return f"refused, own: {mine.driver}"
        return "used"

    def child() -> Any:
        with pydrm.open(vgem.path) as mine:
            deeper = in_child(lambda: [use(), bool(mine)])
            return [use(), deeper, bool(mine)]

    expected = "refused, own: vgem"
    if way == "fork":
        assert in_child(use) == expected
    else:
        assert in_child(child) == [expected, [expected, False], True]
    assert vgem.get_cap(pydrm.Cap.PRIME) == 3
