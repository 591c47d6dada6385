"""The archive that a machine boots from: the lab's first process, the modules, and a Python that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydri.lab.errors import LabUnavailable
from pydri.lab.qemu import hardware, initramfs
from pydri.lab.qemu.devices import DEVICES
from pydri.lab.qemu.modules import Modules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydri.lab.qemu.kernel import QemuKernel

# Without the kernel's console the devices are dark until a program lights them, as on UML.
_PARAMETERS = {"drm_kms_helper": "fbdev_emulation=0"}
# Built in since Debian's 6.12, the first two are modules of 6.1.
_ALWAYS = ("virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay")


def load_order(kernel: QemuKernel, devices: Sequence[str]) -> dict[str, bytes]:
    """The modules for these devices. Raises LabUnavailable for a device that the kernel has no driver for."""
    modules = Modules(kernel.modules, kernel.extra)
    wanted = list(_ALWAYS)
    for device in devices:
        name = modules.first_of(DEVICES[device].modules)
        if name is None:
            raise LabUnavailable(f"the kernel {kernel.release} has no driver for {device}")
        wanted.append(name)
    return modules.load_order(wanted)


def archive(
    first: bytes, modules: Mapping[str, bytes], *, port: str | None, warm: Mapping[str, initramfs.Entry]
) -> bytes:
    """The archive. `first` is the first process; it waits at `port`, if there is one, with the tree `warm` started."""
    listing = "".join(f"{name} {_PARAMETERS.get(name, '')}\n" for name in modules)
    control = ["control", hardware.CONTROL_OPTIONS, hardware.HOST_OPTIONS, *([port] if port else [])]
    files = {name: initramfs.directory() for name in ("dev", "control", "host", "modules", "root")}
    files |= {
        "init": initramfs.program(first),
        "modules/order": initramfs.file(listing.encode()),
        "modules/control": initramfs.file("".join(f"{line}\n" for line in control).encode()),
    }
    files |= {f"modules/{name}.ko": initramfs.file(data) for name, data in modules.items()}
    if warm:
        files |= {"warm": initramfs.directory(), **warm}
    return initramfs.archive(files)
