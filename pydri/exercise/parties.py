"""Who exports and imports in the fork: made from the words of a job, opened when first needed, closed together.

A word is plain data: ``{"kind": "gbm", "node": "/dev/dri/card0"}``. Kinds: ``dumb``, ``prime`` (a node), ``gbm`` (a
node), ``egl`` (a node, or none for the software renderer), ``udmabuf``, ``heap`` (a name), ``mmap``.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ..loaders import Renderer, renderer
from ..loaders.renderer import open_node
from ..sharing.frames import DumbFrames, GbmFrames, HeapFrames, UdmabufFrames
from ..sharing.views import GbmImporter, MappedImporter, PrimeImporter

if TYPE_CHECKING:
    import pydrm
    import pygbm

    from ..sharing.frames import Exporter
    from ..sharing.gl import GlImporter
    from ..sharing.views import PictureImporter

__all__ = ["Parties", "Word"]

Word = dict[str, Any]


class Parties:
    """What is open in this fork. Use as a context manager: leaving it closes everything."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._devices: dict[str, pydrm.Device] = {}
        self._gbms: dict[str, pygbm.Device] = {}
        self._renderers: dict[str | None, Renderer] = {}
        self._textures: dict[str | None, GlImporter] = {}

    def __enter__(self) -> Parties:
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()

    def device(self, node: str) -> pydrm.Device:
        """The DRM device on a node, without mastership."""
        if node not in self._devices:
            self._devices[node] = self._stack.enter_context(open_node(node))
        return self._devices[node]

    def gbm(self, node: str) -> pygbm.Device:
        """The GBM device on a node."""
        if node not in self._gbms:
            import pygbm

            self._gbms[node] = self._stack.enter_context(pygbm.Device(self.device(node)))
        return self._gbms[node]

    def renderer(self, node: str | None) -> Renderer:
        """The renderer on a node; None: the one in software. Whoever draws makes its context current."""
        if node not in self._renderers:
            self._renderers[node] = self._stack.enter_context(renderer(node))
        return self._renderers[node]

    def exporter(self, word: Word) -> Exporter:
        """Who allocates."""
        kind = word["kind"]
        if kind == "dumb":
            return DumbFrames(self.device(word["node"]))
        if kind == "gbm":
            return GbmFrames(self.gbm(word["node"]), linear=word.get("linear", True))
        if kind == "udmabuf":
            return UdmabufFrames()
        if kind == "heap":
            return HeapFrames(word["name"])
        if kind == "egl":
            from ..sharing.gl import GlFrames

            return GlFrames(self.renderer(word["node"]))
        raise ValueError(f"no exporter of the kind {kind!r}")

    def importer(self, word: Word) -> PictureImporter:
        """Who imports."""
        kind = word["kind"]
        if kind == "prime":
            return PrimeImporter(self.device(word["node"]))
        if kind == "mmap":
            return MappedImporter()
        if kind == "gbm":
            return GbmImporter(self.gbm(word["node"]))
        if kind == "egl":
            return self._textures_of(word["node"])
        raise ValueError(f"no importer of the kind {kind!r}")

    def _textures_of(self, node: str | None) -> GlImporter:
        if node not in self._textures:
            from ..sharing.gl import GlImporter

            self._textures[node] = GlImporter(self.renderer(node))
            self._stack.callback(self._textures[node].close)
        return self._textures[node]
