"""Leases: what is refused before any device is asked."""

from __future__ import annotations

import os

import pytest

from pydrm.kms import ConnectorId, CrtcId, EncoderId, Lease, PlaneId
from pydrm.kms.lease import _leasable


def test_what_can_be_leased() -> None:
    """Ids of connectors, CRTCs and planes, as they are."""
    for each in (ConnectorId(1), CrtcId(2), PlaneId(3)):
        assert _leasable(each) is each


@pytest.mark.parametrize("thing", [EncoderId(4), 5, True, "CRTC-1", None])
def test_what_cannot(thing: object) -> None:
    """Other kinds, and numbers that could be anything."""
    with pytest.raises(TypeError):
        _leasable(thing)  # type: ignore[arg-type]


def test_no_device() -> None:
    """A descriptor that is none of a DRM device stays the caller's; a path is none."""
    with open(os.devnull) as null:
        with pytest.raises(OSError, match="No such device"):
            Lease.from_fd(null.fileno())
        os.fstat(null.fileno())
    with pytest.raises(TypeError, match="not opened by a path"):
        Lease("/dev/dri/card0")
