"""A client asks who the driver is: VERSION, GET_UNIQUE, SET_VERSION."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from .support import conf, needs
from .support.memory import inaccessible_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from .support.client import Client
    from .support.nodes import Node
    from .support.raw import Raw

STRINGS = ("name", "date", "desc")


@conf("C1", "igt:core_getversion@basic", "igt:core_getversion@all-cards")
def test_version_names_the_driver(node: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """Every node says a name, a date and a description, and the name is the one it was found by."""
    client = opened(node, raw)
    lengths = client.ioctl("VERSION").ok()
    texts = {key: bytearray(lengths.fields[f"{key}_len"] + 1) for key in STRINGS}
    answer = client.ioctl("VERSION", **{f"{key}_len": len(text) - 1 for key, text in texts.items()}, **texts).ok()
    assert answer.version_major >= 0
    for key, text in texts.items():
        assert answer.fields[f"{key}_len"] == len(text) - 1
        assert len(text.rstrip(b"\0")) == len(text) - 1 > 0, key
    assert texts["name"].rstrip(b"\0").decode() == node.driver


@conf("C1")
@pytest.mark.parametrize("key", STRINGS)
def test_version_length_is_asked_first(node: Node, raw: Raw, opened: Callable[..., Client], key: str) -> None:
    """With length 0 the needed length comes back and the buffer is left alone; a pointer is not needed."""
    client = opened(node, raw)
    untouched = bytearray(b"\xaa" * 64)
    with_pointer = client.ioctl("VERSION", **{key: untouched}).ok()
    assert untouched == b"\xaa" * 64
    without_pointer = client.ioctl("VERSION", **{f"{key}_len": 64}).ok()
    assert 0 < with_pointer.fields[f"{key}_len"] == without_pointer.fields[f"{key}_len"] < 64


@conf("C1")
@pytest.mark.parametrize("key", STRINGS)
def test_version_cuts_to_a_short_buffer(node: Node, raw: Raw, opened: Callable[..., Client], key: str) -> None:
    """A short buffer is filled, not overrun, and the full length is told all the same."""
    client = opened(node, raw)
    full = client.ioctl("VERSION").ok().fields[f"{key}_len"]
    long, short = bytearray(64), bytearray(b"\xaa" * 64)
    client.ioctl("VERSION", **{f"{key}_len": 64, key: long}).ok()
    assert long[full:] == bytes(64 - full)
    some = full - 1  # the date is the placeholder "0" since Linux 6.14 (and in 6.12.117), so this may be nothing
    answer = client.ioctl("VERSION", **{f"{key}_len": some, key: short}).ok()
    assert answer.fields[f"{key}_len"] == full
    assert short == long[:some] + b"\xaa" * (64 - some)


@conf("C1", "C8")
@pytest.mark.parametrize("key", STRINGS)
def test_version_faults_on_a_bad_buffer(node: Node, raw: Raw, opened: Callable[..., Client], key: str) -> None:
    """A string pointer that cannot be written is EFAULT, not silence."""
    client = opened(node, raw)
    with inaccessible_page() as page:
        assert client.ioctl("VERSION", **{f"{key}_len": 64, key: page.address}) == -errno.EFAULT
    assert client.ioctl("VERSION") == 0


@conf("C4", "igt:vgem_basic@setversion")
@needs("master")
def test_set_version_by_the_master(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The master asks for interface 1.4 and learns the real numbers."""
    master = opened(card, raw)
    version = master.ioctl("VERSION").ok()
    answer = master.ioctl("SET_VERSION", drm_di_major=1, drm_di_minor=4, drm_dd_major=-1, drm_dd_minor=-1)
    assert answer == 0
    assert (answer.drm_di_major, answer.drm_di_minor) == (1, 4)
    assert (answer.drm_dd_major, answer.drm_dd_minor) == (version.version_major, version.version_minor)


@conf("C4")
@needs("master")
@pytest.mark.parametrize(
    "wrong",
    [
        {"drm_di_major": 2, "drm_di_minor": 0},
        {"drm_di_major": 1, "drm_di_minor": 5},
        {"drm_di_major": 1, "drm_di_minor": -1},
        {"drm_di_major": 0, "drm_di_minor": 0},
        {"drm_dd_major": 99, "drm_dd_minor": 0},
        {"drm_dd_major": 1, "drm_dd_minor": 99},
        {"drm_dd_major": 1, "drm_dd_minor": -1},
    ],
    ids=lambda wrong: "-".join(f"{key[4:]}{value}" for key, value in wrong.items()),
)
def test_set_version_refuses_other_versions(
    card: Node, raw: Raw, opened: Callable[..., Client], wrong: dict[str, int]
) -> None:
    """Interface and driver versions that are not there are EINVAL; the answer still tells the real ones."""
    asked = {"drm_di_major": -1, "drm_di_minor": -1, "drm_dd_major": -1, "drm_dd_minor": -1} | wrong
    answer = opened(card, raw).ioctl("SET_VERSION", **asked)
    assert answer == -errno.EINVAL
    assert (answer.drm_di_major, answer.drm_di_minor) == (1, 4)


@conf("C4")
@needs("master")
def test_set_version_is_for_the_master(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """A second client is not master and may not set the version."""
    opened(card, raw)
    second = opened(card, raw)
    assert second.ioctl("SET_VERSION", drm_di_major=1, drm_di_minor=4, drm_dd_major=-1) == -errno.EACCES


@conf("C4")
@needs("master")
def test_unique_name_after_set_version(card: Node, raw: Raw, opened: Callable[..., Client]) -> None:
    """The bus id appears with interface 1.1 and above; a buffer that is too short is not touched."""
    master = opened(card, raw)
    assert master.ioctl("GET_UNIQUE").ok().unique_len == 0
    assert master.ioctl("SET_VERSION", drm_di_major=1, drm_di_minor=0, drm_dd_major=-1) == 0
    assert master.ioctl("GET_UNIQUE").ok().unique_len == 0, "interface 1.0 has no bus id"
    assert master.ioctl("SET_VERSION", drm_di_major=1, drm_di_minor=1, drm_dd_major=-1) == 0
    length = master.ioctl("GET_UNIQUE").ok().unique_len
    assert length > 0
    short, exact = bytearray(b"\xaa" * length), bytearray(b"\xaa" * (length + 4))
    assert master.ioctl("GET_UNIQUE", unique_len=length - 1, unique=short).ok().unique_len == length
    assert short == b"\xaa" * length
    assert master.ioctl("GET_UNIQUE", unique_len=length, unique=exact).ok().unique_len == length
    assert exact.endswith(b"\xaa" * 4)
    assert exact[:length].isascii()
    with inaccessible_page() as page:
        assert master.ioctl("GET_UNIQUE", unique_len=length, unique=page.address) == -errno.EFAULT
