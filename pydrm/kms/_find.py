"""Which device has a display that is free."""

from __future__ import annotations

import errno

from .._nodes import groups
from ..caps import ClientCap, NodeType
from ..device import Device

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    _Made = TypeVar("_Made")

__all__ = ["become_master", "explain", "first_device"]


def first_device(
    path: str | None, driver: str | None, atomic: bool, use: Callable[[Device], _Made]
) -> tuple[Device, _Made]:
    """Open devices until one is of use.

    Args:
        path: the only one.
        driver: those of this driver alone.
        atomic: switch on ClientCap.ATOMIC where the driver has it.
        use: makes something of a device, or raises OSError or LookupError.

    Returns:
        The open device, and what was made of it.

    Raises:
        OSError: of the only device that is there.
        LookupError: likewise; or none of several is of use.
    """
    problems: list[tuple[str, OSError | LookupError]] = []
    for node in _nodes(path, driver):
        try:
            device = Device(node)
            try:
                return _capable(device, atomic), use(device)
            except BaseException:
                device.close()
                raise
        except (OSError, LookupError) as error:
            problems.append((node, error))
    # Devices without a display are no news where there are others.
    told = [each for each in problems if getattr(each[1], "errno", 0) != errno.EOPNOTSUPP] or problems
    if len(told) == 1:
        raise told[0][1]
    if not told:
        raise LookupError(
            f"no DRM device with driver {driver!r}" if driver else "there is no DRM device on this machine"
        )
    raise LookupError("no display is free: " + "; ".join(f"{node}: {explain(error)}" for node, error in told))


def _nodes(path: str | None, driver: str | None) -> Iterator[str]:
    if path is not None:
        yield path
        return
    for group in groups():
        if NodeType.PRIMARY in group.nodes and (driver is None or group.driver() == driver):
            yield group.nodes[NodeType.PRIMARY]


def _capable(device: Device, atomic: bool) -> Device:
    # Atomic clients see aspect ratios in any case. GETCRTC hides them from others (drm_mode_getcrtc), and what is set
    # again at the end would be another mode than the one that was there.
    for cap in (ClientCap.UNIVERSAL_PLANES, ClientCap.ATOMIC) if atomic else (ClientCap.ASPECT_RATIO,):
        try:
            device.set_client_cap(cap)
        except OSError as error:
            if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL):
                raise
    return device


def become_master(device: Device) -> bool:
    """Become master, where nobody is; whether this file was not before.

    Raises:
        OSError: EBUSY, EACCES.
    """
    if device.is_master:
        return False
    try:
        device.set_master()
    except OSError as error:
        if error.errno == errno.EBUSY:
            error.add_note(f"another program is master of {device.path}: its display is in use")
        elif error.errno == errno.EACCES:
            error.add_note(f"only root may become master of {device.path} after another program was")
        raise
    return True


def explain(error: OSError | LookupError) -> str:
    """An error in a line: what the kernel said, and what is known about it."""
    words = (error.strerror if isinstance(error, OSError) else None) or str(error.args[0] if error.args else error)
    notes = "; ".join(getattr(error, "__notes__", ()))
    return f"{words} ({notes})" if notes else words
