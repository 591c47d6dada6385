"""What of dma-bufs crashes Mesa when libEGL is called directly, each in a process of its own, against the known list.

The same through pyegl's objects are cases of test_dmabuf_guards.py, and end in exceptions. A program's name in the list
is followed by its platform.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..support import conf, images, mesa, needs

if TYPE_CHECKING:
    from ..support.egl import Platform

_HEAD = """
import os, sys
import pydrm
from pyegl import ffi, lib
from tests.conformance.support import images
from tests.conformance.support.egl import Display, platforms
from tests.conformance.support.gl import TEXTURE_2D, gl, sampled
from tests.conformance.support.images import FD, Importer

platform = next(each for each in platforms() if str(each) == sys.argv[1])
display = Display(platform).initialize()
display.current(display.context())

def look(pairs):
    image = importer.create(pairs)
    if image == ffi.NULL:
        print("refused", hex(lib.eglGetError()))
        return
    name = gl.new("Textures")
    gl.glBindTexture(TEXTURE_2D, name)
    gl.glTexParameteri(TEXTURE_2D, 0x2801, 0x2600)
    gl.glEGLImageTargetTexture2DOES(TEXTURE_2D, image)
    print(gl.glGetError() and "no texture" or sampled(name).hex())

"""
_FOREIGN = _HEAD + "importer = Importer(display, pydrm.udmabuf.allocate(images.SIZE))\n"

PROGRAMS = {
    "sample_foreign": _FOREIGN + "look(importer.plain())",
    "sample_pipe": _FOREIGN + "look(importer.plain({FD: os.pipe()[0]}))",
    "sample_empty": _FOREIGN + "look(importer.plain({FD: os.memfd_create('empty')}))",
}


@conf("M12", "X14")
@needs(f"egl:{images.IMPORT}", "udmabuf")
def test_memory_of_another_driver(platform: Platform) -> None:
    """udmabuf's memory is sampled, or ends the program where the list says so."""
    mesa.check_program(
        "egl", f"sample_foreign@{platform}", PROGRAMS["sample_foreign"], str(platform), node=images.home(platform)
    )


@conf("M12", "X14")
@needs("egl.device", "udmabuf")
@pytest.mark.parametrize("name", ["sample_pipe", "sample_empty"])
def test_what_is_no_dmabuf(name: str) -> None:
    """Without a DRM node nobody asks the kernel what it is. (With one the import fails: test_dmabuf_descriptors.py.)"""
    mesa.check_program("egl", f"{name}@device", PROGRAMS[name], "device")
