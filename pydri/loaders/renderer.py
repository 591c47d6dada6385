"""OpenGL ES on a device: GBM, an EGL display and a context, made together and taken down together."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pydrm
import pyegl
import pygbm
from pydrm import NodeType
from pydrm.errors import NotSupported

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["Renderer", "open_node", "renderer"]


@dataclass(frozen=True, slots=True)
class Renderer:
    """A context that is current on this thread, with all that it stands on."""

    drm: pydrm.Device | None
    """The DRM device; None for the software renderer that has none."""
    gbm: pygbm.Device | None
    """The GBM device on it; likewise."""
    display: pyegl.Display
    context: pyegl.Context


@contextmanager
def open_node(path: str | os.PathLike[str]) -> Iterator[pydrm.Device]:
    """A DRM device that does not hold the display: mastership, which a first opener is given, is dropped at once."""
    with pydrm.open(path) as device:
        if device.node_type is NodeType.PRIMARY and device.is_master:
            try:
                device.drop_master()
            except PermissionError:
                pass  # before Linux 5.8: it ends with the file
        yield device


@contextmanager
def renderer(node: str | os.PathLike[str] | None) -> Iterator[Renderer]:
    """Make a context of OpenGL ES 2 or newer and make it current; everything is closed again at the end.

    Args:
        node: the device node, for the platform GBM; None for the software renderer without a DRM device
            (``EGL_MESA_device_software`` of the platform DEVICE).

    Raises:
        OSError: the node can't be opened, or libgbm has no driver.
        EglError: libEGL has no driver, or no such context.
        NotSupported: there is no software device.
        LibraryNotFound: libgbm or libEGL is not installed.
    """
    with ExitStack() as stack:
        drm = gbm = None
        if node is None:
            display = pyegl.Display(_software_device())
        else:
            drm = stack.enter_context(open_node(node))
            gbm = stack.enter_context(pygbm.Device(drm))
            display = pyegl.Display(gbm)
        stack.enter_context(display)
        context = stack.enter_context(display.create_context(version=(2, 0)))
        stack.enter_context(context.make_current())
        yield Renderer(drm, gbm, display, context)


def _software_device() -> pyegl.Device:
    found = [device for device in pyegl.devices() if device.is_software]
    if not found:
        raise NotSupported("libEGL has no software device (EGL_MESA_device_software)")
    return found[0]
