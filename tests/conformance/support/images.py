"""Raw imports of dma-bufs for the EGL cases: the attributes of a picture that is right, to make it wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydrm import Fourcc
from pyegl import ffi, lib

from . import egl, force, mesa, nodes, probes
from .egl import NULL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydrm import DmaBuf

    from .egl import Display, Platform
    from .nodes import Node

IMPORT = "EGL_EXT_image_dma_buf_import"
IMPORT_MODIFIERS = "EGL_EXT_image_dma_buf_import_modifiers"
EXPORT = "EGL_MESA_image_dma_buf_export"

WIDTH, HEIGHT, FOURCC = lib.EGL_WIDTH, lib.EGL_HEIGHT, lib.EGL_LINUX_DRM_FOURCC_EXT
INVALID = (1 << 56) - 1

#: Bytes of an importer's memory.
SIZE = 1 << 17


def plane(index: int, what: str) -> int:
    """The attribute of a plane: ``FD``, ``OFFSET``, ``PITCH``, ``MODIFIER_LO`` or ``MODIFIER_HI``."""
    return int(getattr(lib, f"EGL_DMA_BUF_PLANE{index}_{what}_EXT"))


FD, OFFSET, PITCH = plane(0, "FD"), plane(0, "OFFSET"), plane(0, "PITCH")


def signed(value: int) -> int:
    """32 bits as an EGLint."""
    return value if value < 1 << 31 else value - (1 << 32)


def modifier(value: int, index: int = 0) -> dict[int, int]:
    """The two attributes of a plane's modifier."""
    low, high = plane(index, "MODIFIER_LO"), plane(index, "MODIFIER_HI")
    return {low: signed(value & 0xFFFFFFFF), high: signed(value >> 32)}


def home(platform: Platform) -> Node | None:
    """The node that a platform draws on; None for the processor. Without a surface Mesa takes hardware where it is."""
    if platform.name == "surfaceless":
        return next((each for each in nodes.nodes() if each.kind == "render" and mesa.draws(each)), None)
    return platform.node


def memory(platform: Platform, size: int) -> DmaBuf:
    """Memory that the driver of a platform reaches, the caller's: of the same DRM device, else from udmabuf."""
    import pydrm

    node = home(platform)
    if node is None:
        reason = probes.of_machine("udmabuf")
        if reason is not None:
            force.unmet(None, "udmabuf", reason)
        return pydrm.udmabuf.allocate(-(-size // 4096) * 4096)
    # A render node makes no dumb buffers, and imports those of its own device.
    card = nodes.node(node.driver) or node
    with pydrm.open(card.path) as drm, drm.create_dumb(1024, -(-size // 4096), "XRGB8888") as dumb:
        return dumb.export()


def host_node(platform: Platform) -> Node | None:
    """The node, where what is drawn is in the host's memory and the guest's pages are a copy: virtio-gpu with 3D."""
    node = home(platform)
    return node if node is not None and node.driver == "virtio_gpu" and mesa.draws(node) else None


def check_any_format(platform: Platform) -> None:
    """End the case where memory is not taken for what it is described as."""
    if host_node(platform):
        force.unmet("virtio_gpu", "memory of any format", "the host's resource has a format and a size of its own")


def pictures(platform: Platform, size: int) -> DmaBuf:
    """As `memory`, for pictures of any format."""
    check_any_format(platform)
    return memory(platform, size)


@dataclass
class Importer:
    """A display, and memory for a picture of 64x64 pixels on it."""

    display: Display
    memory: DmaBuf

    @property
    def fd(self) -> int:
        """The memory's descriptor."""
        return self.memory.fileno()

    def plain(self, *changes: dict[int, int], without: Iterable[int] = ()) -> dict[int, int]:
        """The attributes of an XRGB8888 picture, with these changed and without those."""
        pairs = {WIDTH: 64, HEIGHT: 64, FOURCC: signed(Fourcc.XRGB8888), FD: self.fd, OFFSET: 0, PITCH: 256}
        for each in changes:
            pairs |= each
        return {key: value for key, value in pairs.items() if key not in set(without)}

    def nv12(self, *changes: dict[int, int], without: Iterable[int] = ()) -> dict[int, int]:
        """The attributes of an NV12 picture, both planes in one memory."""
        second = {plane(1, "FD"): self.fd, plane(1, "OFFSET"): 64 * 256, plane(1, "PITCH"): 256}
        return self.plain({FOURCC: signed(Fourcc.NV12)}, second, *changes, without=without)

    def create(self, pairs: dict[int, int], context: Any = NULL, buffer: Any = NULL) -> Any:
        """eglCreateImageKHR of a dma-buf; NULL when that fails."""
        target = lib.EGL_LINUX_DMA_BUF_EXT
        return lib.eglCreateImageKHR(self.display.handle, context, target, buffer, egl.attributes(pairs))

    def refused(
        self, code: int | Iterable[int], pairs: dict[int, int], context: Any = NULL, buffer: Any = NULL
    ) -> None:
        """Assert that it fails, with this error or one of these."""
        egl.refused(code, self.create, pairs, context, buffer)

    def imported(self, pairs: dict[int, int]) -> None:
        """Assert that it succeeds; the image is destroyed again."""
        image = egl.done(self.create(pairs))
        egl.done(lib.eglDestroyImageKHR(self.display.handle, image))


def query_formats(display: Any) -> list[int]:
    """eglQueryDmaBufFormatsEXT."""
    count = ffi.new("EGLint *")
    egl.done(lib.eglQueryDmaBufFormatsEXT(display, 0, NULL, count))
    found = ffi.new("EGLint[]", count[0])
    egl.done(lib.eglQueryDmaBufFormatsEXT(display, count[0], found, count))
    return [code & 0xFFFFFFFF for code in found[0 : count[0]]]


def query_modifiers(display: Any, fourcc: int) -> list[tuple[int, bool]]:
    """eglQueryDmaBufModifiersEXT: the modifiers, and whether they are for external textures only."""
    count = ffi.new("EGLint *")
    egl.done(lib.eglQueryDmaBufModifiersEXT(display, signed(fourcc), 0, NULL, NULL, count))
    if not count[0]:
        return []
    found, external = ffi.new("EGLuint64KHR[]", count[0]), ffi.new("EGLBoolean[]", count[0])
    egl.done(lib.eglQueryDmaBufModifiersEXT(display, signed(fourcc), count[0], found, external, count))
    return [(found[index], bool(external[index])) for index in range(count[0])]
