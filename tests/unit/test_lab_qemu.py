"""The parts of the QEMU machine that need no machine: devices, modules, the archive, lines, snapshots' keys."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pydri.lab.errors import KernelMissing, LabError, LabUnavailable
from pydri.lab.qemu import boot, hardware, initramfs, kernel, kvm, warm
from pydri.lab.qemu.devices import DEFAULT_DEVICES, DEVICES, choose, promised
from pydri.lab.qemu.kernel import QemuKernel
from pydri.lab.qemu.machine import check_host
from pydri.lab.qemu.modules import Modules, module_info
from pydri.lab.qemu.snapshot import Snapshot, go

if TYPE_CHECKING:
    from pathlib import Path


def module(*info: str) -> bytes:
    """A module as far as the lab reads it: the strings of its .modinfo section."""
    return b"\x7fELF" + b"\0" + b"\0".join(each.encode() for each in info) + b"\0"


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A directory of modules as `lib/modules/RELEASE` is one: gpu needs helper and drm, helper needs drm."""
    place = tmp_path / "modules"
    (place / "kernel").mkdir(parents=True)
    (place / "modules.builtin").write_text("kernel/lib/crc.ko\n")
    (place / "kernel" / "drm.ko").write_bytes(module("depends=", "vermagic=1"))
    (place / "kernel" / "drm-helper.ko.xz").write_bytes(lzma.compress(module("depends=drm,crc")))
    (place / "kernel" / "gpu.ko").write_bytes(module("depends=drm-helper,drm", "softdep=pre: late crc"))
    (place / "kernel" / "late.ko").write_bytes(module("depends="))
    return place


def test_devices_come_in_order_and_once() -> None:
    """Words name devices; virgl is virtio-gpu with 3D, so there is one of them."""
    assert choose(None) == DEFAULT_DEVICES
    assert choose(["vkms", "cirrus", "cirrus"]) == ("cirrus", "vkms")
    assert choose(["vgem", "virtio-gpu", "virgl"]) == ("virgl", "vgem")
    assert choose([]) == ()


def test_an_unknown_device_is_refused() -> None:
    """The message has the words that there are."""
    with pytest.raises(LabError, match=r"no such device: i915; a QEMU machine can have virtio-gpu, virgl, cirrus"):
        choose(["vgem", "i915"])


def test_what_is_promised_depends_on_the_kernel() -> None:
    """udmabuf and the heaps are the kernel's own; what is a module of it is not loaded."""
    config = {"UDMABUF": "y", "DMABUF_HEAPS_SYSTEM": "m"}
    assert promised(("virgl", "vgem"), config) == ("virtio-gpu", "virgl", "vgem", "udmabuf")


def test_modules_load_in_an_order_that_works(modules: Path) -> None:
    """A module comes after what it depends on, softly or not; what is built in does not come; files are unpacked."""
    found = Modules(modules).load_order(["gpu"])
    assert list(found) == ["drm", "drm_helper", "late", "gpu"]
    assert module_info(found["drm_helper"]) == {"depends": ["drm,crc"]}


def test_a_module_beside_the_kernels_own(modules: Path, tmp_path: Path) -> None:
    """vkms is built by the lab, and is found as the others are."""
    (tmp_path / "vkms.ko").write_bytes(module("depends=drm"))
    both = Modules(modules, (tmp_path / "vkms.ko",))
    assert list(both.load_order(["vkms"])) == ["drm", "vkms"]
    assert both.first_of(("nothing", "crc")) == "crc"
    assert both.first_of(("nothing",)) is None


def test_a_missing_module_is_named(modules: Path) -> None:
    """Instead of a machine that comes up without a driver."""
    with pytest.raises(LabUnavailable, match="no module nouveau"):
        Modules(modules).load_order(["nouveau"])
    cirrusless = QemuKernel(modules, "6.99", modules, {})
    with pytest.raises(LabUnavailable, match=r"the kernel 6\.99 has no driver for cirrus"):
        boot.load_order(cirrusless, ["cirrus"])


def test_the_archive_is_one(tmp_path: Path) -> None:
    """Another program reads what was written: names, kinds, modes, times, contents."""
    entries = {
        "d": initramfs.directory(),
        "d/odd": (0o100640, b"12345", 1234567890),
        "init": initramfs.program(b"#!/x\n"),
        "link": (0o120777, b"d/odd", 0),
    }
    data = initramfs.archive(entries)
    subprocess.run(["cpio", "-i", "-m", "--quiet", "-D", str(tmp_path)], input=data, check=True)
    assert (tmp_path / "d" / "odd").read_bytes() == b"12345"
    assert os.readlink(tmp_path / "link") == "d/odd"
    assert (tmp_path / "d" / "odd").stat().st_mtime == 1234567890
    assert (tmp_path / "init").stat().st_mode & 0o777 == 0o755


def test_every_machine_has_the_same_lines(tmp_path: Path) -> None:
    """A snapshot fits only a machine with the devices that it was taken of, whatever is connected to them."""
    one, other = hardware.Lines(), hardware.Lines()
    assert other.take("socket,fd=5") == "vport0p16"
    assert other.take("socket,fd=6", console=True) == "hvc1"
    kinds = [[word for word in lines.arguments(tmp_path / "a,b") if word.startswith("virt")] for lines in (one, other)]
    assert kinds[0] == kinds[1]
    assert "socket,id=vport0p16,fd=5" in other.arguments(tmp_path)
    assert f"file,id=log,path={tmp_path}/a,,b,append=on" in other.arguments(tmp_path / "a,b")


def test_lines_run_out() -> None:
    """One console too many is an error, not a line that leads nowhere."""
    lines = hardware.Lines()
    lines.take("null", console=True)
    lines.take("null", console=True)
    with pytest.raises(LabError, match="no more lines"):
        lines.take("null", console=True)


def test_commands_for_the_waiting_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules, code and scripts of this Python; no other Python's, no options of the interpreter, no other program."""
    script = tmp_path / "tool"
    script.write_text(f"#!{sys.executable}\n")
    script.chmod(0o755)
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{os.path.dirname(sys.executable)}:{tmp_path}:/usr/bin:/bin")
    name = os.path.basename(sys.executable)
    for command in ([name, "-m", "pytest"], [sys.executable, "-c", "pass"], [name, "x.py", "-v"], ["tool", "x"]):
        assert warm.is_for_python(command), command
    for command in ([], [name], [name, "-X", "dev", "x.py"], [name, "-m"], ["other"], ["/bin/true"], ["no-such"]):
        assert not warm.is_for_python(command), command
    assert warm.spelled_out([name, "x.py"]) == [sys.executable, "x.py"]
    assert warm.spelled_out(["tool"]) == [str(script)]


def test_the_waiting_python_is_another_when_its_start_would_be() -> None:
    """Variables that decide how Python starts are part of the snapshot's key; others are not."""
    assert warm.environment({"PYTHONPATH": "x", "LANG": "C", "HOME": "/"}) == {"PYTHONPATH": "x", "LANG": "C"}
    assert warm.fingerprint({"LANG": "C"}) != warm.fingerprint({"LANG": "de"})


def test_the_waiting_python_starts_from_its_tree() -> None:
    """Its files have all that they need: links, directories above them, the interpreter, pytest."""
    tree = warm.tree(warm.environment(os.environ))
    for path in tree:
        parent = path.rpartition("/")[0]
        assert parent == "warm" or parent in tree, path
    assert any(path.endswith("/_pytest/config/__init__.py") for path in tree)
    assert not [path for path in tree if path.endswith("/pydrm/__init__.py")], "this project's own code may change"


def test_a_snapshots_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another machine has another snapshot; there is none before one was taken."""
    if shutil.which("qemu-system-x86_64") is None:
        pytest.skip("QEMU is not installed")
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path))
    assert Snapshot(["vgem", 2]).path != Snapshot(["vgem", 1]).path
    assert Snapshot(["vgem", 2]).path == Snapshot(["vgem", 2]).path
    assert Snapshot(["vgem", 2]).open() is None


def test_the_word_to_go_on_is_never_the_same() -> None:
    """It has the time and 256 random bits."""
    kind, seconds, nanoseconds, seed = go().decode().split()
    assert (kind, len(seed)) == ("go", 64)
    assert int(seconds) > 1_700_000_000
    assert 0 <= int(nanoseconds) < 10**9
    assert go().split()[3] != seed.encode()


@pytest.mark.parametrize("content", [b"", b"MZ" + bytes(1000), bytes(0x202) + b"HdrX" + bytes(100)])
def test_what_is_no_kernel_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no bzImage, an unbuilt tree, a name that nobody knows."""
    image = tmp_path / "image"
    image.write_bytes(content)
    with pytest.raises(KernelMissing, match="not a kernel image"):
        kernel.find_kernel(image)
    with pytest.raises(KernelMissing, match="not a built kernel tree"):
        kernel.find_kernel(tmp_path)
    with pytest.raises(KernelMissing, match=r"none of debian-6\.12"):
        kernel.find_kernel("debian-2.4")


def test_a_kernel_of_the_cache_says_what_to_do_when_it_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command to run."""
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path))
    with pytest.raises(KernelMissing, match=r"pydri lab build --release debian-6\.1"):
        kernel.find_kernel("debian-6.1")


def test_missing_packages_are_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A host without QEMU, Xvfb and virgl's libraries is told what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LabUnavailable) as caught:
        check_host(("virgl",))
    assert "\n" not in str(caught.value)
    assert "apt-get install -y --no-install-recommends qemu-system-x86 xvfb" in str(caught.value)


def test_what_is_known_of_kvm_is_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A damaged note is no answer, and neither is one of another boot of this host."""
    monkeypatch.setenv("PYDRI_CACHE", str(tmp_path))
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        assert kvm.works(None) is False
        assert "emulated" in kvm.describe()
        return
    for text in ("", "{", "[]", json.dumps({"key": "of another boot", "works": True, "seconds": 1})):
        (tmp_path / "kvm.json").write_text(text)
        assert kvm.works(None) is False
        assert "found out at the first run" in kvm.describe()


def test_every_device_has_a_driver_by_name() -> None:
    """Each word leads to a module; those of PCI to an argument of QEMU, too."""
    for word, device in DEVICES.items():
        assert device.modules, word
        assert bool(device.qemu) == (word not in ("vgem", "vkms")), word
