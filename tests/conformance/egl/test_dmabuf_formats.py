"""Which formats and modifiers of dma-bufs a display says that it imports, raw and through pyegl."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pydrm import Fourcc, Modifier
from pyegl import BadParameter, ffi, lib

from ..support import conf, mesa, needs
from ..support.egl import NULL, done, refused
from ..support.images import EXPORT, FOURCC, IMPORT, IMPORT_MODIFIERS, query_formats, query_modifiers, signed

if TYPE_CHECKING:
    import pyegl

    from ..support.egl import Display

_LISTS = needs(f"egl:{IMPORT_MODIFIERS}")


@conf("M16")
def test_where_dmabufs_are_imported(display: Display) -> None:
    """On GBM every display imports and exports dma-bufs, on every Mesa; elsewhere the three extensions go together."""
    found = {IMPORT, IMPORT_MODIFIERS, EXPORT} & display.extensions()
    if display.platform.name == "gbm" or (mesa.version() or (0, 0)) >= (25, 0):
        assert len(found) == 3
    else:
        assert len(found) in (0, 3)


@conf("M16")
@_LISTS
def test_formats_in_two_passes(display: Display) -> None:
    """Asked with max 0 there is the count, with less room as many as fit, with more all, each once."""
    count, function = ffi.new("EGLint *", -1), lib.eglQueryDmaBufFormatsEXT
    done(function(display.handle, 0, NULL, count))
    total = count[0]
    assert total >= 4
    room = ffi.new("EGLint[]", [-1] * (total + 4))
    done(function(display.handle, 2, room, count))
    assert count[0] in (2, total)
    assert list(room[2:4]) == [-1, -1]
    done(function(display.handle, total + 4, room, count))
    assert count[0] == total
    assert list(room[total : total + 4]) == [-1] * 4
    assert len(set(room[0:total])) == total
    assert {Fourcc.ARGB8888, Fourcc.XRGB8888} <= {Fourcc(code & 0xFFFFFFFF) for code in room[0:total]}


@conf("M16")
@_LISTS
def test_bad_arguments_of_the_list_of_formats(display: Display) -> None:
    """A negative max, no count, or room without an array: EGL_BAD_PARAMETER."""
    count, room, function = ffi.new("EGLint *"), ffi.new("EGLint[8]"), lib.eglQueryDmaBufFormatsEXT
    refused(lib.EGL_BAD_PARAMETER, function, display.handle, -1, room, count)
    refused(lib.EGL_BAD_PARAMETER, function, display.handle, 8, NULL, count)
    refused(lib.EGL_BAD_PARAMETER, function, display.handle, -1, NULL, count)


@conf("M16")
@_LISTS
def test_bad_arguments_of_the_list_of_modifiers(display: Display) -> None:
    """A format that is not imported, a negative max, or room without an array: EGL_BAD_PARAMETER."""
    count, function = ffi.new("EGLint *"), lib.eglQueryDmaBufModifiersEXT
    room, external = ffi.new("EGLuint64KHR[8]"), ffi.new("EGLBoolean[8]")
    xr24 = signed(Fourcc.XRGB8888)
    for fourcc in (0, 0x41414141, -1):
        refused(lib.EGL_BAD_PARAMETER, function, display.handle, fourcc, 8, room, external, count)
    refused(lib.EGL_BAD_PARAMETER, function, display.handle, xr24, -1, room, external, count)
    refused(lib.EGL_BAD_PARAMETER, function, display.handle, xr24, 8, NULL, external, count)
    done(function(display.handle, xr24, 8, room, NULL, count))  # who does not care what is external says so


@conf("M16")
@_LISTS
def test_every_listed_format_has_modifiers(display: Display) -> None:
    """Every format that is listed can be asked for, and no modifier is listed twice, nor INVALID."""
    for code in query_formats(display.handle):
        found = [value for value, _external in query_modifiers(display.handle, code)]
        assert len(set(found)) == len(found), Fourcc(code)
        assert Modifier.INVALID not in found, Fourcc(code)


@conf("M16", "M8")
@_LISTS
def test_what_is_not_listed(importer: object) -> None:
    """A format of the registry that is not listed is refused with EGL_BAD_MATCH."""
    from ..support.images import Importer

    assert isinstance(importer, Importer)
    listed = set(query_formats(importer.display.handle))
    for code in (Fourcc.C8, Fourcc.D8, Fourcc.RGB332, Fourcc.BGR233, Fourcc.R10):
        if code not in listed:
            importer.refused(lib.EGL_BAD_MATCH, importer.plain({FOURCC: signed(code)}))


@conf("M16")
@_LISTS
def test_objects_say_the_same(egl: pyegl.Display) -> None:
    """Display.dmabuf_formats() is what the two functions say, in their order."""
    ptr = ffi.cast("void *", egl.native)
    listed = egl.dmabuf_formats()
    assert [int(each.format) for each in listed] == query_formats(ptr)
    for each in listed:
        found = [(int(one.modifier), one.external_only) for one in each.modifiers]
        assert found == query_modifiers(ptr, int(each.format))
        assert egl.dmabuf_modifiers(each.format) == each.modifiers
    with pytest.raises(BadParameter, match="AAAA"):
        egl.dmabuf_modifiers(0x41414141)
