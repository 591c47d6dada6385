"""Fixtures and gates of the conformance suite; what each case needs and covers is said by its markers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from .support import balance, expectations, force, nodes, place, probes, warm
from .support.client import Client
from .support.fencer import Fencer
from .support.fences import Fences
from .support.gates import Gates
from .support.lane import lane
from .support.pace import emulated, scaled
from .support.raw import WAYS
from .support.sources import SwSyncSource, VgemSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pydrm

    from .support.exporters import Exporter
    from .support.nodes import Node
    from .support.raw import Raw
    from .support.sources import Source

# The lab's file system is read-only and its runs are to be repeatable: no example database, no random seed.
settings.register_profile(
    "conformance",
    database=None,
    derandomize=True,
    deadline=None,
    max_examples=scaled(60, least=15),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("conformance")

_NODE_FIXTURES = {"node": ("card", "render"), "card": ("card",), "render": ("render",)}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*capabilities): what a case cannot do without; see support/probes.py")
    config.addinivalue_line("markers", "leaks(why): what it is about leaves something behind; set by expectations/")
    config.pluginmanager.register(force.Tally(config), "pydri-conformance-tally")
    gates = Gates()
    config.pluginmanager.register(gates, "pydri-conformance-gates")
    config.pluginmanager.register(balance.Balance(gates), "pydri-conformance-balance")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, kinds in _NODE_FIXTURES.items():
        if name in metafunc.fixturenames:
            found = [each for each in nodes.nodes() if each.kind in kinds]
            metafunc.parametrize(name, found or [None], ids=str if found else ["no-device"], indirect=True)
    if "raw" in metafunc.fixturenames:
        metafunc.parametrize("raw", WAYS.values(), ids=list(WAYS))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    expectations.apply(items)
    # EGL's cases come last: a display that lives as long as the run keeps vgem's card node open, and with it DRM master
    # (Mesa opens it by itself for the platform surfaceless), which cases about master and clients need for themselves.
    items.sort(key=lambda item: "egl" in item.path.parent.parts)


def pytest_collection_finish(session: pytest.Session) -> None:
    # Before the first case, which would be told to have left the server's files behind.
    if emulated() and {"egl", "gbm"}.intersection(item.path.parent.name for item in session.items):
        warm.start()


def pytest_runtest_setup(item: pytest.Item) -> None:
    force.check_needs(item)


def _node_of(request: pytest.FixtureRequest) -> Node:
    if request.param is None:
        force.unmet(None, "device", "no DRM device here; run with pytest --lab")
    node: Node = request.param
    return node


@pytest.fixture
def node(request: pytest.FixtureRequest) -> Node:
    """Every card and render node of the lane in turn."""
    return _node_of(request)


@pytest.fixture
def card(request: pytest.FixtureRequest) -> Node:
    """Every card node of the lane in turn."""
    return _node_of(request)


@pytest.fixture
def render(request: pytest.FixtureRequest) -> Node:
    """Every render node of the lane in turn."""
    return _node_of(request)


def the_node(driver: str, kind: str = "card") -> Node:
    """The node of one driver; without it the case is skipped, or fails by the lane's promise."""
    found = nodes.node(driver, kind)
    if found is None:
        present = driver in {each.driver for each in nodes.nodes()}
        force.unmet(driver, kind if present else driver, f"no {driver} {kind} node")
    return found


@pytest.fixture
def vgem_node() -> Node:
    """vgem's card node."""
    return the_node("vgem")


@pytest.fixture
def vgem_render_node() -> Node:
    """vgem's render node."""
    return the_node("vgem", "render")


@pytest.fixture
def vkms_node() -> Node:
    """vkms's card node."""
    return the_node("vkms")


@pytest.fixture
def opened() -> Iterator[Callable[..., Client]]:
    """Open raw clients, `opened(node, raw)`, that are closed when the case ends."""
    clients: list[Client] = []

    def open_client(node: Node, *arguments: Any) -> Client:
        clients.append(Client(node, *arguments))
        return clients[-1]

    yield open_client
    for client in reversed(clients):
        client.close()


@pytest.fixture
def closing() -> Iterator[Callable[[int], int]]:
    """Register a descriptor, `closing(fd)`, that is closed when the case ends."""
    fds: list[int] = []

    def register(fd: int) -> int:
        fds.append(fd)
        return fd

    yield register
    for fd in reversed(fds):
        os.close(fd)


def _device(path: str) -> Iterator[pydrm.Device]:
    import pydrm

    with pydrm.open(path) as device:
        yield device


@pytest.fixture
def device(node: Node) -> Iterator[pydrm.Device]:
    """A `pydrm.Device` on every node of the lane in turn."""
    yield from _device(node.path)


@pytest.fixture
def vgem(vgem_node: Node) -> Iterator[pydrm.Device]:
    """A `pydrm.Device` on vgem's card node."""
    yield from _device(vgem_node.path)


@pytest.fixture
def vgem_render(vgem_render_node: Node) -> Iterator[pydrm.Device]:
    """A `pydrm.Device` on vgem's render node."""
    yield from _device(vgem_render_node.path)


@pytest.fixture
def vkms(vkms_node: Node) -> Iterator[pydrm.Device]:
    """A `pydrm.Device` on vkms's card node."""
    yield from _device(vkms_node.path)


@pytest.fixture(params=["udmabuf", "heap"])
def foreign_dmabuf(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """Make a dma-buf that no DRM driver made: `foreign_dmabuf(size)` gives its descriptor, the caller's."""
    from .support import foreign

    capability = {"udmabuf": "udmabuf", "heap": "heap.system"}[request.param]
    reason = probes.of_machine(capability)
    if reason is not None:
        force.unmet(None, capability, reason)
    return foreign.MAKERS[request.param]


@pytest.fixture(params=["vgem", "vkms", "udmabuf", "heap"])
def exporter(request: pytest.FixtureRequest) -> Exporter:
    """Each maker of dma-bufs in turn: two DRM drivers, udmabuf and the system heap."""
    from .support import exporters

    driver, capability, found = exporters.EXPORTERS[request.param]
    if driver is not None:
        the_node(driver)
    elif (reason := probes.of_machine(capability)) is not None:
        force.unmet(None, capability, reason)
    return found


@pytest.fixture
def fences(raw: Raw) -> Iterator[Fences]:
    """The raw calls of sync_file, sw_sync and dma-buf's implicit fences; what they make is closed at the end."""
    with Fences(raw) as calls:
        yield calls


@pytest.fixture(params=["vgem", "sw_sync"])
def source(request: pytest.FixtureRequest, fences: Fences) -> Iterator[Source]:
    """Each maker of pending fences in turn: vgem and sw_sync."""
    if request.param == "vgem":
        with VgemSource(the_node("vgem"), fences) as found:
            yield found
        return
    if (reason := probes.of_machine("sw_sync")) is not None:
        force.unmet(None, "sw_sync", reason)
    yield SwSyncSource(fences)


@pytest.fixture(params=["card", "render"])
def fencer(request: pytest.FixtureRequest, raw: Raw) -> Iterator[Fencer]:
    """A raw vgem client that attaches and signals fences, on the card node and on the render node."""
    with Fencer(the_node("vgem"), the_node("vgem", request.param), raw) as client:
        yield client


@pytest.fixture(scope="session", autouse=True)
def _place(request: pytest.FixtureRequest, record_testsuite_property: Callable[[str, object], None]) -> None:
    # For the readers of a JUnit file.
    if request.config.getoption("xmlpath", None):
        for name, value in place.properties().items():
            record_testsuite_property(name, value)


def pytest_report_header() -> str:
    found = ", ".join(map(str, nodes.nodes())) or "none"
    pace = ", emulated: long loops are shorter (support/pace.py)" if emulated() else ""
    return f"conformance lane: {lane().name}, Linux {os.uname().release}{pace}, DRM nodes: {found}"
