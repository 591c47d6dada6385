"""GBM devices: what one is made from, what it says of itself, and its formats."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import pytest

import pydrm
import pygbm
from pydrm import ClosedError, Fourcc, Modifier
from pygbm import FORMATS, Use, ffi, lib

from ..support import conf, needs, probes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..support.nodes import Node
    from .conftest import RawGbm


@pytest.fixture(params=["closed", "file", "pipe", "socket", "directory"])
def no_device(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """A descriptor that is no character device."""
    import socket

    (tmp_path / "file").touch()
    read, write = os.pipe()
    with socket.socket(socket.AF_UNIX) as sock:
        opened = {
            "file": os.open(tmp_path / "file", os.O_RDWR),
            "directory": os.open(tmp_path, os.O_RDONLY),
            "closed": (gone := os.dup(0)),
            "pipe": read,
            "socket": sock.fileno(),
        }
        os.close(gone)
        yield opened[request.param]
        for fd in (opened["file"], opened["directory"], read, write):
            os.close(fd)


@conf("G1")
def test_raw_refuses_what_is_no_character_device(no_device: int) -> None:
    """libgbm answers NULL and EINVAL for what is no character device."""
    ffi.errno = 0
    assert lib.gbm_create_device(no_device) == ffi.NULL
    assert ffi.errno == 22
    assert lib.gbm_create_device(-1) == ffi.NULL
    assert ffi.errno == 22


@conf("G1", "G2")
def test_device_refuses_what_is_no_drm_device(no_device: int) -> None:
    """What is no DRM device is refused by name before libgbm sees it: EBADF or ENODEV."""
    for fd in (no_device, -1):
        with pytest.raises(OSError) as caught:
            pygbm.Device(fd)
        assert caught.value.errno in (9, 19)


@conf("G2")
@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/dev/tty"])
def test_character_devices_are_refused(path: str) -> None:
    """libgbm makes a device of /dev/null and crashes later: ours says ENODEV, by path and by descriptor."""
    if not os.path.exists(path):
        pytest.skip(f"no {path} here")
    with pytest.raises(OSError) as caught:
        pygbm.Device(path)
    assert caught.value.errno == 19
    fd = os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)
    try:
        with pytest.raises(OSError) as caught:
            pygbm.Device(fd)
        assert caught.value.errno == 19
    finally:
        os.close(fd)


@conf("G3")
def test_raw_descriptor_and_name(raw_gbm: RawGbm) -> None:
    """The device tells the descriptor that it was given, leaves it open, and has a name."""
    assert lib.gbm_device_get_fd(raw_gbm.ptr) == raw_gbm.drm.fileno()
    assert ffi.string(lib.gbm_device_get_backend_name(raw_gbm.ptr)) in (b"drm", b"nvidia")
    other = lib.gbm_create_device(raw_gbm.drm.fileno())
    lib.gbm_device_destroy(other)
    assert raw_gbm.drm.version().name == raw_gbm.drm.driver


@conf("G3")
@pytest.mark.parametrize("way", ["device", "path", "descriptor", "fileno"])
def test_device_has_its_own_descriptor(node: Node, way: str) -> None:
    """Made from a device, a path, a descriptor or an object with one, it works, and on after those are closed."""
    with pydrm.open(node.path) as drm, open(node.path, "rb+", buffering=0) as file:
        made_from: dict[str, Any] = {"device": drm, "path": node.path, "descriptor": drm.fileno(), "fileno": file}
        gbm = pygbm.Device(made_from[way])
        assert gbm.fileno() not in (drm.fileno(), file.fileno())
        assert os.get_inheritable(gbm.fileno()) is False
    with gbm:
        assert gbm.backend_name in ("drm", "nvidia")
        assert gbm.driver == node.driver
        assert gbm.path.startswith("/dev/dri/")
        gbm.create_bo(16, 16).close()
    assert not gbm
    assert "closed" in repr(gbm)
    with pytest.raises(ClosedError):
        gbm.create_bo(16, 16)
    gbm.close()


@needs("prime.export", "prime.import")
@conf("G3")
def test_handles_are_valid_on_the_given_device(node: Node) -> None:
    """A device made from an open pydrm device shares its DRM file: a buffer's handle can be exported there."""
    with pydrm.open(node.path) as drm, pygbm.Device(drm) as gbm, gbm.create_bo(16, 16) as bo, bo.export() as dmabuf:
        with drm.import_dmabuf(dmabuf) as gem:
            assert gem.handle == bo.handle


@conf("G15")
@pytest.mark.parametrize(("code", "name"), [(0, "XR24"), (1, "AR24"), (0x3231564E, "NV12"), (0x20203852, "R8  ")])
def test_format_names(code: int, name: str) -> None:
    """A format's name is its four characters; the two old codes are canonicalised."""
    assert pygbm.format_name(code) == name


@conf("G15")
def test_unsupported_formats(gbm: pygbm.Device) -> None:
    """Garbage is not supported, nor is a cursor to render to; XRGB8888 is; no plane count where there is none."""
    assert gbm.is_format_supported("XR24", Use.RENDERING)
    assert gbm.is_format_supported(0, Use.RENDERING)  # GBM_BO_FORMAT_XRGB8888
    assert not gbm.is_format_supported(0x41414141, Use.RENDERING)
    assert not gbm.is_format_supported("NV12", Use.CURSOR | Use.RENDERING)
    assert gbm.format_modifier_plane_count(0x41414141, Modifier.LINEAR) is None
    with pytest.raises(ValueError):
        gbm.is_format_supported("XR24", 1 << 32)


@conf("G15")
def test_format_table(gbm: pygbm.Device, node: Node) -> None:
    """The table says what the single questions say, and every format in it can be allocated or is not for rendering,
    or its pixels have a size of which the driver makes no buffers (which Mesa cannot know before it asks)."""
    has_bits = probes.of_node(node, "gbm.bits") is None
    table = {entry.format: entry for entry in gbm.formats()}
    assert Fourcc.XRGB8888 in table
    assert set(table) <= set(FORMATS)
    for format, entry in table.items():
        assert (Use.RENDERING in entry.uses) == gbm.is_format_supported(format, Use.RENDERING)
        for modifier, planes in entry.modifiers.items():
            assert gbm.format_modifier_plane_count(format, modifier) == planes >= 1
        if Use.RENDERING in entry.uses and format.plane_count == 1:
            if not has_bits and format.bpp() != 32:
                with pytest.raises(OSError):
                    gbm.create_bo(32, 32, format)
            else:
                with gbm.create_bo(32, 32, format) as bo:
                    assert bo.format == format
        assert entry.to_dict()["fourcc"] == str(format)


@pytest.mark.parametrize("software", [True, False, None])
def test_settings_do_not_outlive_the_creation(
    node: Node, software: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """backend and software are seen by libgbm alone: the environment is as it was, also after a failure."""
    monkeypatch.setenv("GBM_BACKEND", "no-such-backend")
    monkeypatch.delenv("GBM_ALWAYS_SOFTWARE", raising=False)
    with pygbm.Device(node.path, backend="dri", software=software) as gbm:
        assert gbm.backend_name == "drm"
    assert os.environ["GBM_BACKEND"] == "no-such-backend"
    assert "GBM_ALWAYS_SOFTWARE" not in os.environ


def test_devices_made_at_once(node: Node) -> None:
    """Threads that make devices with different settings do not disturb each other."""
    problems: list[BaseException] = []

    def work(settings: dict[str, Any]) -> None:
        try:
            for _ in range(4):
                with pygbm.Device(node.path, **settings) as gbm:
                    try:
                        with gbm.create_bo(32, 32) as bo:
                            assert bo.width == 32
                    except PermissionError:  # Mesa 25's software driver makes dumb buffers, which no render node does
                        assert (node.kind, settings) == ("render", {"software": True})
        except BaseException as error:
            problems.append(error)

    threads = [
        threading.Thread(target=work, args=(settings,)) for settings in ({}, {"software": True}, {"backend": "dri"})
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
