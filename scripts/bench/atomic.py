"""What does an atomic commit cost, from setting the properties to the end of the ioctl? On vkms.

With the CRTC on each commit waits for the next frame, as a program's does; with the CRTC off it waits for nothing.
"""

from __future__ import annotations

import ctypes
import time
from typing import TYPE_CHECKING

from pairs import Pairs
from support import seconds, twin

import pydrm
from pydrm import ClientCap, Fourcc
from pydrm.kms import AtomicRequest, CrtcId, Fb, Kms, PlaneId

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 16, 16  # a page: vkms maps the framebuffer anew for each commit


def values(crtc: CrtcId, fb: Fb) -> dict[str, object]:
    """What shows a framebuffer on a plane; FB_ID first."""
    source = {"SRC_X": 0, "SRC_Y": 0, "SRC_W": WIDTH, "SRC_H": HEIGHT}
    return {"FB_ID": fb, "CRTC_ID": crtc, "CRTC_X": 0, "CRTC_Y": 0, "CRTC_W": WIDTH, "CRTC_H": HEIGHT, **source}


def flips(kms: Kms, plane: PlaneId, fbs: tuple[Fb, Fb], loops: int) -> float:
    """One request for all frames."""
    request = AtomicRequest(kms)
    start = time.perf_counter()
    for frame in range(loops):
        request.set(plane, FB_ID=fbs[frame & 1])
        request.commit()
    return time.perf_counter() - start


def requests(kms: Kms, plane: PlaneId, crtc: CrtcId, fbs: tuple[Fb, Fb], loops: int) -> float:
    """A new request for each frame, that sets everything."""
    start = time.perf_counter()
    for frame in range(loops):
        request = AtomicRequest(kms)
        request.set(plane, values(crtc, fbs[frame & 1]))
        request.commit()
    return time.perf_counter() - start


def light(kms: Kms, on: bool) -> None:
    """Switch the CRTC on, with the smallest mode of the first connector that has modes, or off."""
    crtc = kms.resources().crtcs[0]
    connector = next(each for each in map(kms.connector, kms.resources().connectors) if each.modes)
    mode = min(connector.modes, key=lambda each: each.hdisplay * each.vdisplay)
    request = AtomicRequest(kms)
    request.set(connector, CRTC_ID=crtc if on else None)
    request.set(crtc, MODE_ID=mode if on else None, ACTIVE=on)
    request.commit(allow_modeset=True)


def measure(kms: Kms, fbs: tuple[Fb, Fb]) -> None:
    """All contenders."""
    crtc, plane, fd = kms.resources().crtcs[0], kms.planes()[0], kms.device.fileno()
    request = AtomicRequest(kms)
    request.set(plane, values(crtc, fbs[0]))
    request.commit()
    found = kms.properties(plane, blobs=False)
    names = list(values(crtc, fbs[0]))
    ids = (ctypes.c_uint32 * len(names))(*(found[name].definition.id for name in names))
    raws = (ctypes.c_uint64 * len(names))(*(found[name].raw for name in names))
    pair = (int(fbs[0].id), int(fbs[1].id))

    def in_c(count: int) -> Callable[[int], float]:
        return seconds(lambda loops: c.atomic_loop(fd, plane, ids, raws, count, *pair, loops))

    def flip(loops: int) -> float:
        return flips(kms, plane, fbs, loops)

    def every(loops: int) -> float:
        return requests(kms, plane, crtc, fbs, loops)

    light(kms, True)
    bench.compare("frames", {"C": in_c(1), "pydrm": flip})
    light(kms, False)
    bench.compare("flip, CRTC off", {"C": in_c(1), "pydrm": flip})
    bench.compare("ten properties, CRTC off", {"C": in_c(len(names)), "pydrm": every})
    request.set(plane, FB_ID=None, CRTC_ID=None)
    request.commit()


bench = Pairs()
c = twin()
with pydrm.open(driver="vkms") as device:
    device.set_client_cap(ClientCap.UNIVERSAL_PLANES)
    device.set_client_cap(ClientCap.ATOMIC)
    with (
        device.create_dumb(WIDTH, HEIGHT, Fourcc.XRGB8888) as one,
        device.create_dumb(WIDTH, HEIGHT, Fourcc.XRGB8888) as two,
        Fb.add(device, one) as first,
        Fb.add(device, two) as second,
    ):
        view = Kms(device)
        for number in view.resources().connectors:
            view.connector(number, probe=True)
        measure(view, (first, second))
bench.write()
