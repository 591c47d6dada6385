"""The devices that a QEMU machine can have: the words of `--devices`, QEMU's arguments, the kernel's modules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydri.lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Device:
    """One device: arguments for QEMU, and the names of the modules that drive it, of which a kernel has one."""

    modules: tuple[str, ...]
    qemu: tuple[str, ...] = ()


# cirrus became cirrus_qemu in Linux 6.14. virgl is virtio-gpu with 3D, so it takes virtio-gpu's place.
DEVICES = {
    "virtio-gpu": Device(("virtio_gpu",), ("-device", "virtio-gpu-pci,id=virtio-gpu")),
    "virgl": Device(("virtio_gpu",), ("-device", "virtio-gpu-gl-pci,id=virtio-gpu")),
    "cirrus": Device(("cirrus", "cirrus_qemu"), ("-device", "cirrus-vga,id=cirrus")),
    "bochs": Device(("bochs",), ("-device", "bochs-display,id=bochs")),
    "vgem": Device(("vgem",)),
    "vkms": Device(("vkms",)),
}
"""Device words in the order in which their drivers are loaded."""

DEFAULT_DEVICES = ("virtio-gpu", "cirrus", "bochs", "vgem", "vkms")
"""What a machine has when nothing else is asked for."""


def choose(words: Sequence[str] | None) -> tuple[str, ...]:
    """The devices of a machine, in order and each once. Raises LabError for a word that names none."""
    if words is None:
        return DEFAULT_DEVICES
    if unknown := [word for word in words if word not in DEVICES]:
        raise LabError(f"no such device: {', '.join(unknown)}; a QEMU machine can have {', '.join(DEVICES)}")
    chosen = tuple(word for word in DEVICES if word in words)
    return tuple(word for word in chosen if word != "virtio-gpu") if "virgl" in chosen else chosen


def promised(devices: Sequence[str], config: dict[str, str]) -> tuple[str, ...]:
    """The words of PYDRI_DEVICES: the devices, and what the kernel's configuration has built in beside them."""
    words = list(devices)
    if "virgl" in words:
        words.insert(words.index("virgl"), "virtio-gpu")
    beside = {"udmabuf": "UDMABUF", "dma-heap": "DMABUF_HEAPS_SYSTEM", "sw_sync": "SW_SYNC"}
    return (*words, *(word for word, option in beside.items() if config.get(option) == "y"))
