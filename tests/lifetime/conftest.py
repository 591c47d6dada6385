"""Every case of this room ends with as many descriptors, mappings and kernel objects as it began with."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

import pydrm
from tests.conformance.support import force, leaks, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def balanced(request: pytest.FixtureRequest) -> Iterator[None]:
    """The gate around every case: descriptors, device mappings, dma-bufs, the kernel's open files."""
    gc.collect()
    before = leaks.look()
    yield
    failed = getattr(request.node, "failed_call", False)
    gc.collect()
    grown = [] if failed else leaks.settle(before)
    if grown:
        pytest.fail("left behind by this case:\n" + "\n".join(grown), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """A case that failed keeps its frames, and with them its objects, alive: that is no leak."""
    report: pytest.TestReport = yield  # type: ignore[misc, assignment]
    if report.when == "call" and report.failed:
        item.failed_call = True  # type: ignore[attr-defined]
    return report  # type: ignore[return-value]


def _open(driver: str, kind: str = "card") -> Iterator[pydrm.Device]:
    node = nodes.node(driver, kind)
    if node is None:
        force.unmet(driver, kind, f"no {driver} {kind} node here; run with pytest --lab")
    with pydrm.open(node.path) as device:
        yield device


@pytest.fixture
def vgem() -> Iterator[pydrm.Device]:
    """A device on vgem's card node."""
    yield from _open("vgem")


@pytest.fixture
def vgem_render() -> Iterator[pydrm.Device]:
    """A device on vgem's render node."""
    yield from _open("vgem", "render")


@pytest.fixture
def vkms() -> Iterator[pydrm.Device]:
    """A device on vkms's card node."""
    yield from _open("vkms")
