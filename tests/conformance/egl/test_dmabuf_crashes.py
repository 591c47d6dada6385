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
@pytest.mark.parametrize("name", list(PROGRAMS))
def test_known_crashes(platform: Platform, name: str) -> None:
    """A program that is listed for this Mesa ends by its signal, and one that is not listed ends well."""
    mesa.check_program("egl", f"{name}@{platform}", PROGRAMS[name], str(platform))
