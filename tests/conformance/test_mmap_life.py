"""Mappings across fork, partial unmapping and moving: every VMA holds its pages, and lets go of them once."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.memory import PAGE, try_mremap
from .support.processes import Child, Gate, in_child

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

pytestmark = needs("dumb")


@conf("D15")
def test_fork_shares_the_pages(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A child's writes are the parent's, on pages touched before and on new ones, also after the child is gone."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        pages[0:1] = b"p"

        def child() -> bytes:
            seen = pages[0:1]
            pages[1:2] = b"c"
            pages[2 * PAGE : 2 * PAGE + 3] = b"new"
            return seen

        assert in_child(child) == b"p"
        assert pages[0:2] == b"pc"
        assert pages[2 * PAGE : 2 * PAGE + 3] == b"new"


@conf("D15")
def test_child_unmaps_first(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The child's unmapping takes nothing from the parent."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        pages.fill(0x44)
        assert client.close_handle(handle) == 0
        for _ in range(3):
            assert in_child(pages.close) is None
        assert pages.is_filled(0x44)


@conf("D15")
def test_parent_unmaps_first(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The child's mapping is good when the parent has unmapped, closed the handle and the file."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    pages = client.map(handle, 4 * PAGE)
    pages.fill(0x45)
    with Gate() as gate:

        def child() -> bool:
            gate.wait()
            good = pages.is_filled(0x45)
            pages.fill(0x46)
            return good and pages.is_filled(0x46)

        with Child(child) as heir:
            pages.close()
            client.close()
            gate.open()
            assert heir.result() is True


@conf("D15")
@pytest.mark.parametrize("hole", [(0, 1), (1, 2), (2, 2), (3, 1)], ids=str)
def test_partial_unmap(card: Node, raw: Raw, opened: Callable[..., Client], hole: tuple[int, int]) -> None:
    """A hole in a mapping leaves the rest as it was, and everything is given back in the end."""
    first, count = hole
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        for index in range(4):
            pages[index * PAGE : index * PAGE + 1] = bytes([index + 1])
        pages.unmap(first * PAGE, count * PAGE)
        assert client.close_handle(handle) == 0
        for index in range(4):
            if not first <= index < first + count:
                assert pages[index * PAGE : index * PAGE + 1] == bytes([index + 1])


@conf("D15")
@pytest.mark.parametrize("first", [0, 1, 2])
def test_partial_unmap_before_touching(card: Node, raw: Raw, opened: Callable[..., Client], first: int) -> None:
    """A page touched only after its mapping was cut is still that page of the object, and not another."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as whole, client.map(handle, 4 * PAGE) as cut:
        for index in range(4):
            whole[index * PAGE : index * PAGE + 1] = bytes([index + 1])
        cut.unmap(first * PAGE, PAGE)
        seen = [cut.view[index * PAGE] for index in range(4) if index != first]
        assert seen == [index + 1 for index in range(4) if index != first]


@conf("D15")
def test_a_mapping_does_not_grow(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """mremap(2) to more than was mapped is EFAULT, in place or elsewhere, even within the object."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 2 * PAGE) as pages:
        pages.fill(0x31)
        assert try_mremap(pages, 4 * PAGE, may_move=True) == -errno.EFAULT
        assert try_mremap(pages, 4 * PAGE, may_move=False) == -errno.EFAULT
        assert pages.is_filled(0x31)


@conf("D15")
def test_a_mapping_shrinks(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """mremap(2) to less is a partial unmap."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        pages.fill(0x32)
        assert try_mremap(pages, 2 * PAGE, may_move=False) == 0
        assert client.close_handle(handle) == 0
        assert pages.length == 2 * PAGE
        assert pages.is_filled(0x32)


@conf("D15")
@pytest.mark.parametrize("touched", [True, False], ids=["touched", "untouched"])
def test_a_mapping_moves(card: Node, raw: Raw, opened: Callable[..., Client], touched: bool) -> None:
    """mremap(2) to another address takes the pages along, those not yet touched too."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as other, client.map(handle, 4 * PAGE) as pages:
        for index in range(4):
            other[index * PAGE : index * PAGE + 1] = bytes([index + 65])
        if touched:
            assert bytes(pages.view[::PAGE]) == b"ABCD"
        old = pages.address
        assert try_mremap(pages, 4 * PAGE, may_move=True, elsewhere=True) == 0
        assert pages.address != old
        assert bytes(pages.view[::PAGE]) == b"ABCD"
        pages[0:1] = b"!"
        assert other[0:1] == b"!"


@conf("D15")
def test_fork_with_a_hole(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A child inherits the pieces of a cut mapping and each process lets go of each piece once."""
    client = opened(card, raw)
    handle = client.must_create(4 * PAGE)
    with client.map(handle, 4 * PAGE) as pages:
        pages.fill(0x51)
        pages.unmap(PAGE, PAGE)
        assert client.close_handle(handle) == 0

        def child() -> bytes:
            pages.unmap(3 * PAGE, PAGE)
            return pages[2 * PAGE : 3 * PAGE]

        assert in_child(child) == b"\x51" * PAGE
        assert pages[3 * PAGE : 4 * PAGE] == b"\x51" * PAGE
