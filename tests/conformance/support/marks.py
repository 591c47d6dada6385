"""The two markers of a conformance case: what it covers and what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.mark.structures import MarkDecorator


def conf(*ids: str) -> MarkDecorator:
    """Say which rows of the catalogue, and which IGT subtests, a case covers.

    A row is written ``"V6"``, an IGT subtest ``"igt:vgem_basic@busy-fence"``, several of a test as a shell pattern.
    `scripts/coverage_rows.py` reads these.
    """
    return pytest.mark.conf(*ids)


def needs(*capabilities: str) -> MarkDecorator:
    """Say which capabilities a case cannot do without; the names are the keys of `probes.PROBES`.

    A capability of a device (``"prime.import"``, ``"dumb"``) is asked of the device that the case is parametrised
    over; with a driver in front (``"vgem.fence"``) of that driver; the rest (``"udmabuf"``, ``"sw_sync"``) of the
    machine.
    """
    return pytest.mark.needs(*capabilities)
