"""Ways into a GBM device: finding one by driver or bus, and the environment that libgbm reads while it makes one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock

import pydrm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydrm import Bus, NodeType

    from .device import Device

__all__ = ["environment", "open_device"]

_creation = Lock()


def open_device(
    path: str | os.PathLike[str] | None = None,
    *,
    driver: str | None = None,
    bus: Bus | str | None = None,
    node: NodeType | str | None = None,
    backend: str | None = None,
    software: bool | None = None,
) -> Device:
    """Open a DRM device, as :func:`pydrm.open` does, and make a GBM device on it."""
    from .device import Device

    with pydrm.open(path, driver=driver, bus=bus, node=node) as drm:
        return Device(drm, backend=backend, software=software)


@contextmanager
def environment(**settings: str | None) -> Iterator[None]:
    # One creation at a time, also of those without settings: they would see the settings of the others.
    with _creation:
        before = {name: os.environ.get(name) for name, value in settings.items() if value is not None}
        try:
            os.environ.update({name: value for name, value in settings.items() if value is not None})
            yield
        finally:
            for name, old in before.items():
                if old is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = old
