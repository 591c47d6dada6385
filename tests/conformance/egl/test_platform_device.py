"""The platform device on a DRM node, with a descriptor of the caller's (EGL_DRM_MASTER_FD_EXT).

Each case is a process of its own: EGL keeps a duplicate of a descriptor, and its display, as long as the process lives.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ..support import conf, mesa

if TYPE_CHECKING:
    from ..support.nodes import Node

_HEAD = """
import json, os, sys
import pyegl
from pyegl import ffi, lib

path = sys.argv[1]
rdev = os.stat(path).st_rdev
device = next(each for each in pyegl.devices() if each.drm_node and os.stat(each.drm_node).st_rdev == rdev)
first, second = (os.open(path, os.O_RDWR) for _ in range(2))

def get(fd):
    pairs = ffi.NULL if fd is None else [lib.EGL_DRM_MASTER_FD_EXT, fd, lib.EGL_NONE]
    return lib.eglGetPlatformDisplayEXT(lib.EGL_PLATFORM_DEVICE_EXT, ffi.cast("void *", device.native), pairs)

def initialize(display):
    return bool(lib.eglInitialize(display, ffi.NULL, ffi.NULL))

def count():
    return len(os.listdir("/proc/self/fd"))

"""


def _ask(node: Node, program: str, *arguments: str) -> Any:
    outcome = mesa.program(_HEAD + program, node.path, *arguments)
    assert outcome.status == 0, outcome
    return json.loads(outcome.output)


@conf("N4")
def test_one_display_for_each_descriptor(vgem_node: Node) -> None:
    """The same descriptor is the same display, another is another, and none is a third."""
    once, again = _ask(
        vgem_node,
        "print(json.dumps([[int(ffi.cast('uintptr_t', get(fd))) for fd in (first, second, None)] for _ in range(2)]))",
    )
    assert 0 not in once
    assert len(set(once)) == 3
    assert once == again


@conf("N4")
def test_the_descriptor_is_duplicated(vgem_node: Node) -> None:
    """EGL has a duplicate: it needs ours no more once there is a display, and closes it at no time."""
    found = _ask(
        vgem_node,
        """
one, other = get(first), get(second)
os.close(second)
answers = [initialize(one), initialize(other)]
os.fstat(first)
answers += [bool(lib.eglTerminate(one)), bool(lib.eglTerminate(other))]
os.fstat(first)
print(json.dumps(answers))
""",
    )
    assert found == [True] * 4


@conf("N4")
def test_duplicates_do_not_add_up(vgem_node: Node) -> None:
    """However often a display is asked for, initialised and terminated, EGL has one duplicate for one descriptor."""
    found = _ask(
        vgem_node,
        """
counts = []
for _ in range(5):
    display = get(first)
    assert initialize(display) and lib.eglTerminate(display)
    counts.append(count())
print(json.dumps(counts))
""",
    )
    assert len(set(found)) == 1


@conf("N4")
@pytest.mark.parametrize("kind", ["closed", "-1", "null"])
def test_descriptors_that_are_none(vgem_node: Node, kind: str) -> None:
    """A descriptor that is no DRM file: no display and an error, or one that cannot be initialised."""
    found = _ask(
        vgem_node,
        """
display = get({"closed": 1000, "-1": -1, "null": os.open("/dev/null", os.O_RDWR)}[sys.argv[2]])
print(json.dumps([lib.eglGetError()] if display == ffi.NULL else initialize(display)))
""",
        kind,
    )
    if isinstance(found, list):
        from pyegl import lib

        assert found[0] in (lib.EGL_BAD_ATTRIBUTE, lib.EGL_BAD_PARAMETER, lib.EGL_BAD_MATCH)
    else:
        assert found is False


@conf("N4")
def test_objects_borrow_the_descriptor(vgem_node: Node) -> None:
    """Display(device, drm_master_fd=…): one display for one descriptor, which stays the caller's."""
    found = _ask(
        vgem_node,
        """
with pyegl.Display(device, drm_master_fd=first) as one:
    with pyegl.Display(device, drm_master_fd=first) as same, pyegl.Display(device, drm_master_fd=second) as other:
        answer = [one.native == same.native, one.native == other.native]
    with one.create_context(version=(2, 0)) as context, context.make_current():
        answer.append(context.is_current)
os.fstat(first), os.fstat(second)
print(json.dumps(answer))
""",
    )
    assert found == [True, False, True]
