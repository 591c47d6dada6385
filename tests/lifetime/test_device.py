"""Devices: found and opened in every way, closed in every way; identity, capabilities, master."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm import Bus, Cap, ClientCap, NodeType
from tests.conformance.support import conf

if TYPE_CHECKING:
    from collections.abc import Callable


def bus_of(path: str) -> Bus:
    """The bus of a node's device: vgem's is another one in newer kernels."""
    with pydrm.open(path) as device:
        return device.info().bus


@pytest.mark.parametrize(
    "way",
    [
        lambda path: pydrm.open(path),
        lambda path: pydrm.Device(path),
        lambda path: pydrm.open(driver="vgem"),
        lambda path: pydrm.open(driver="vgem", node="primary"),
        lambda path: pydrm.open(driver="vgem", node=NodeType.PRIMARY),
        lambda path: pydrm.open(bus=f"{bus_of(path).name.lower()}:vgem"),
        lambda path: pydrm.open(bus=bus_of(path), driver="vgem"),
        lambda path: pydrm.open(driver="vgem", node="render").open_sibling(NodeType.PRIMARY),
        lambda path: pydrm.Device.from_fd(os.open(path, os.O_RDWR | os.O_CLOEXEC)),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_ways_to_open(vgem: pydrm.Device, way: Callable[[str], pydrm.Device]) -> None:
    """By path, driver, bus, node kind, sibling or descriptor: it is the same device."""
    with way(vgem.path) as device:
        assert (device.path, device.driver, device.node_type) == (vgem.path, "vgem", NodeType.PRIMARY)
        assert device
        assert repr(device) == f"<Device {vgem.path} (vgem) fd={device.fileno()}>"
        assert not os.get_inheritable(device.fileno())


def test_render_nodes(vgem: pydrm.Device, vgem_render: pydrm.Device) -> None:
    """A device's nodes know each other."""
    assert vgem_render.node_type is NodeType.RENDER
    assert (
        vgem.siblings()
        == vgem_render.siblings()
        == {
            NodeType.PRIMARY: vgem.path,
            NodeType.RENDER: vgem_render.path,
        }
    )
    with vgem.open_sibling(NodeType.RENDER) as sibling:
        assert sibling.path == vgem_render.path
    with pytest.raises(FileNotFoundError) as caught:
        vgem.open_sibling(NodeType.CONTROL)
    assert caught.value.__notes__ == [f"{vgem.path} (vgem) has no control node"]


def test_what_does_not_match(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """A search in vain lists what there is; a kind of node that the device lacks is named."""
    with pytest.raises(FileNotFoundError) as caught:
        pydrm.open(driver="i915")
    assert f"{vgem.path} (vgem), {vkms.path} (vkms)" in caught.value.__notes__[1]
    with pytest.raises(FileNotFoundError):
        pydrm.open(bus="pci")
    with pytest.raises(FileNotFoundError) as caught:
        pydrm.open(driver="vkms", node="render")
    assert caught.value.__notes__ == [f"the device has no render node, only {vkms.path}"]
    with pytest.raises(KeyError):
        pydrm.open(driver="vkms", node="nonsense")


def test_enumeration(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """Every device is listed with its nodes, bus and driver; an open device knows its own entry."""
    found = {info.driver: info for info in pydrm.devices()}
    assert found["vgem"] == vgem.info()
    assert found["vkms"] == vkms.info()
    info = found["vgem"]
    assert (info.path, info.primary) == (vgem.path, vgem.path)
    assert info.render is not None
    assert found["vkms"].render is None
    words = {"path": vgem.path, "nodes": {"primary": vgem.path, "render": info.render}, "driver": "vgem"}
    if info.bus == Bus.PLATFORM:  # Linux 6.12
        assert isinstance(info.bus_info, pydrm.PlatformInfo)
        place: dict[str, object] = {"fullname": "vgem", "compatible": ("vgem",)}
        assert info.to_dict() == words | {"bus": "platform", "bus_info": place}
    else:  # Linux 7.2
        assert isinstance(info.bus_info, pydrm.FauxInfo)
        assert info.to_dict() == words | {"bus": "faux", "bus_info": {"name": "vgem"}}


def test_without_libdrm(vgem: pydrm.Device) -> None:
    """Only the list needs libdrm, and says which package; opening and everything else goes without."""
    script = (
        "import pydrm\n"
        "with pydrm.open(driver='vgem') as device, device.create_dumb(8, 8, 'XR24') as buffer:\n"
        "    buffer.array[:] = 1; print(device.path, device.siblings() != {}, device.version().name)\n"
        "try: pydrm.devices()\n"
        "except pydrm.LibraryNotFound as error: print('libdrm' in str(error))\n"
        "print(any('libdrm' in line for line in open('/proc/self/maps')))\n"
    )
    environment = {**os.environ, "PYDRI_LIBDRM": "/nonexistent/libdrm.so.2"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines() == [f"{vgem.path} True vgem", "True", "False"]


def test_identity(vgem: pydrm.Device, vkms: pydrm.Device, vgem_render: pydrm.Device) -> None:
    """Version and unique name; a render node has no unique name to tell."""
    version = vkms.version()
    assert (version.name, version.major) == ("vkms", 1)
    assert version.description
    assert version.date
    assert vgem.unique() == ""
    with pytest.raises(PermissionError):
        vgem_render.unique()


def test_capabilities(vgem: pydrm.Device, vkms: pydrm.Device) -> None:
    """Answered ones are in caps(); unknown ones are errors or false, as asked."""
    assert vgem.caps()[Cap.PRIME] == vgem.get_cap(Cap.PRIME) == vgem.get_cap(5) == 3
    assert Cap.DUMB_BUFFER not in vgem.caps()
    assert vkms.caps()[Cap.DUMB_BUFFER] == 1
    assert vkms.has_cap(Cap.DUMB_BUFFER)
    assert not vkms.has_cap(Cap.SYNCOBJ)
    assert not vkms.has_cap(999)
    with pytest.raises(OSError) as caught:
        vkms.get_cap(999)
    assert caught.value.errno == errno.EINVAL
    assert caught.value.__notes__ == [f"DRM_IOCTL_GET_CAP(capability=999) on {vkms.path} (vkms)"]
    with pytest.raises(ValueError, match="does not fit"):
        vkms.get_cap(-1)
    vkms.set_client_cap(ClientCap.ATOMIC)
    vkms.set_client_cap(ClientCap.ATOMIC, 0)
    with pytest.raises(OSError) as caught:
        vgem.set_client_cap(ClientCap.ATOMIC)
    assert caught.value.errno == errno.EOPNOTSUPP
    assert "capability=ATOMIC, value=1" in caught.value.__notes__[0]


def test_client_names(vgem: pydrm.Device) -> None:
    """Kernels since 6.13 take a name, older ones say that they do not know the call."""
    try:
        vgem.set_client_name("player-one")
    except OSError as error:
        assert error.errno == errno.EINVAL
        assert "text='player-one'" in error.__notes__[0]


@conf("C11", "C14")
def test_master(vkms: pydrm.Device) -> None:
    """The first opener is master, asked without side effect; it changes hands, and a with-block gives it back."""
    with pydrm.open(vkms.path) as other:
        assert (vkms.is_master, other.is_master) == (True, False)
        assert (vkms.is_master, other.is_master) == (True, False)
        with pytest.raises(OSError) as caught:
            other.set_master()
        assert caught.value.errno == errno.EBUSY
        assert caught.value.__notes__ == [f"DRM_IOCTL_SET_MASTER() on {vkms.path} (vkms)"]
        vkms.drop_master()
        with other.master() as master:
            assert master is other
            assert other.is_master
        scope = other.master()
        with pytest.raises(KeyError), scope:
            raise KeyError
        assert not other.is_master
        with vkms.master(), pydrm.open(vkms.path) as client:
            magic = client.get_magic()
            assert magic > 0
            vkms.auth_magic(magic)
            with pytest.raises(OSError, match="Invalid argument"):
                vkms.auth_magic(magic)
            with pytest.raises(PermissionError):
                client.auth_magic(magic)
        with pytest.raises(OSError):
            vkms.drop_master()


def test_never_master_by_itself(vkms: pydrm.Device) -> None:
    """Looking at devices and opening them takes master from nobody."""
    assert vkms.is_master
    pydrm.devices()
    with pydrm.open(driver="vkms") as other:
        assert not other.is_master
    assert vkms.is_master


def test_render_nodes_have_no_master(vgem_render: pydrm.Device) -> None:
    """There is no master there, and no magic."""
    assert not vgem_render.is_master
    with pytest.raises(PermissionError):
        vgem_render.get_magic()


def test_adopted_descriptors(vgem: pydrm.Device) -> None:
    """from_fd() takes the descriptor or a duplicate of it."""
    fd = os.open(vgem.path, os.O_RDWR | os.O_CLOEXEC)
    pydrm.Device.from_fd(fd, dup=True).close()
    os.fstat(fd)
    device = pydrm.Device.from_fd(fd)
    assert device.fileno() == fd
    device.close()
    with pytest.raises(OSError):
        os.fstat(fd)


def test_dropped_devices_warn(vgem: pydrm.Device) -> None:
    """A device that nobody closed warns, names itself, and closes its descriptor."""
    device = pydrm.open(vgem.path)
    fd = device.fileno()
    with pytest.warns(ResourceWarning, match=rf"unclosed <Device {vgem.path} \(vgem\) fd={fd}>"):
        del device
    with pytest.raises(OSError):
        os.fstat(fd)
