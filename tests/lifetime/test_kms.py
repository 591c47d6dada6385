"""Leases and hotplug monitors: in whatever order they and their device end, nothing is kept and nothing lost early."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
from pydrm import ClosedError, ForkError
from pydrm.kms import HotplugMonitor, Kms, Lease, create_lease, list_lessees
from tests.conformance.support import conf

from .test_fork import in_child
from .test_use_after_close import CALLS, OK, public, use

if TYPE_CHECKING:
    from collections.abc import Callable

LEASE = CALLS["Device"] | {"lessee_id": OK}


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """`use` knows leases here: they are no part of `pydrm` itself, whose classes the table is about."""
    monkeypatch.setitem(CALLS, "Lease", LEASE)


def everything(lessor: pydrm.Device) -> Lease:
    """A lease of one way to a screen, with the planes that come along."""
    resources = Kms(lessor).resources()
    return create_lease(lessor, [resources.crtcs[0], resources.connectors[0]])


def _lease_first(lessor: pydrm.Device, lease: Lease) -> None:
    lease.close()
    lessor.close()


def _lessor_first(lessor: pydrm.Device, lease: Lease) -> None:
    lessor.close()
    assert lease
    assert not lease.is_master
    with pytest.raises(ClosedError, match="Device is closed"):
        lease.revoke()
    lease.close()


def _dropped(lessor: pydrm.Device, lease: Lease) -> None:
    ring: list[Any] = [lessor, lease]
    ring.append(ring)


@pytest.mark.parametrize("end", [_lease_first, _lessor_first, _dropped])
@conf("X7", "K24")
def test_ends(vkms: pydrm.Device, end: Callable[[pydrm.Device, Lease], None]) -> None:
    """With buffers of both: all are given back, and the objects of the lease can be leased again."""
    path = vkms.path
    vkms.close()  # another one is to be the first
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lessor = pydrm.open(path)
        lease = everything(lessor)
        with lessor.create_dumb(64, 64, bpp=32) as buffer, buffer.export() as dmabuf:
            imported = lease.import_dmabuf(dmabuf)
            assert lease.gem.handles() == {imported.handle: 1}
            assert lessor.gem.handles() == {buffer.handle: 1}
        end(lessor, lease)
        del lessor, lease, buffer, imported
        gc.collect()
    with pydrm.open(path) as again, everything(again) as lease:
        assert list_lessees(again) == (lease.lessee_id,)


def test_a_lease_keeps_its_lessor(vkms: pydrm.Device) -> None:
    """As an object: dropped by everybody else, it is there, and master, until the lease is gone."""
    path = vkms.path
    vkms.close()
    with everything(pydrm.open(path)) as lease:
        gc.collect()
        assert lease.is_master
        lease.revoke()
        assert lease.objects() == ()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del lease
        gc.collect()
    assert ["unclosed <Device" in str(each.message) for each in caught] == [True]


def test_dropped_leases(vkms: pydrm.Device) -> None:
    """A warning each, and their objects are free."""
    for _ in range(20):
        with pytest.warns(ResourceWarning, match="unclosed <Lease .* lessee 1>"):
            everything(vkms)
        assert list_lessees(vkms) == ()


@pytest.mark.parametrize("name", public(Lease))
def test_closed(vkms: pydrm.Device, name: str) -> None:
    """Every public method and property of a closed lease raises ClosedError or tells a fact of its past."""
    lease = everything(vkms)
    lease.close()
    if LEASE.get(name) == OK:
        use(lease, name)
    else:
        with pytest.raises(ClosedError, match="Lease is closed"):
            use(lease, name)


@conf("X9")
def test_after_fork(vkms: pydrm.Device) -> None:
    """An inherited lease or monitor is for nothing but dropping; the parent goes on with it."""
    with everything(vkms) as lease, HotplugMonitor(vkms, source="kernel") as monitor:

        def body() -> None:
            for name in public(Lease):
                if LEASE.get(name) != OK:
                    with pytest.raises(ForkError, match="before fork"):
                        use(lease, name)
            with pytest.raises(ForkError):
                monitor.fileno()
            monitor.close()
            lease.close()

        in_child(body)
        assert lease.objects() != ()
        assert monitor.read(timeout_ns=0) == []


def test_monitors_end(vkms: pydrm.Device) -> None:
    """Many of them, closed, dropped and in cycles: no socket is left."""
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(30):
        HotplugMonitor(vkms).close()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(30):
            ring: list[Any] = [HotplugMonitor(vkms)]
            ring.append(ring)
        del ring
        gc.collect()
    assert [each.category for each in caught] == [ResourceWarning] * 30
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("ending", ["", "sys.exit(0)", "ring = [lease, monitor]; ring.append(ring); del lease"])
def test_leaving_the_interpreter(vkms: pydrm.Device, ending: str) -> None:
    """With both alive: status 0 and nothing on stderr."""
    path = vkms.path
    vkms.close()
    script = (
        f"import sys, pydrm\nfrom pydrm.kms import *\ndevice = pydrm.open({path!r})\n"
        f"lease, monitor = create_lease(device, []), HotplugMonitor(device)\n{ending}"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
