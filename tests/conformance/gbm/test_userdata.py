"""User data of buffers."""

from __future__ import annotations

import gc
import sys
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from pygbm import ffi, lib

from ..support import conf, needs

if TYPE_CHECKING:
    import pygbm

    from .conftest import RawGbm


class Thing:
    """Something that can be watched dying."""


@conf("G16")
def test_raw_destructor(raw_gbm: RawGbm) -> None:
    """libgbm calls the destructor once, with the buffer and the data, before the buffer is gone."""
    calls: list[tuple[Any, Any, int]] = []

    @ffi.callback("void(struct gbm_bo *, void *)")  # type: ignore[misc]
    def destroyed(bo: Any, data: Any) -> None:
        calls.append((bo, data, lib.gbm_bo_get_width(bo)))

    bo = lib.gbm_bo_create(raw_gbm.ptr, 40, 16, lib.GBM_FORMAT_XRGB8888, 0)
    assert lib.gbm_bo_get_user_data(bo) == ffi.NULL
    data = ffi.cast("void *", 0x1234)
    lib.gbm_bo_set_user_data(bo, data, destroyed)
    assert lib.gbm_bo_get_user_data(bo) == data
    lib.gbm_bo_destroy(bo)
    assert calls == [(bo, data, 40)]


@conf("G16")
@pytest.mark.parametrize("end", ["close", "drop", "device", "replace"])
def test_dropped_exactly_once(gbm: pygbm.Device, end: str) -> None:
    """The data lives as long as the buffer, and on_destroy hears of its end once, however it comes."""
    heard: list[object] = []
    thing = Thing()
    watched = weakref.ref(thing)
    bo = gbm.create_bo(16, 16)
    assert bo.user_data is None
    bo.set_user_data(thing, on_destroy=lambda value: heard.append(value is watched()))
    assert bo.user_data is thing
    del thing
    gc.collect()
    assert watched() is not None
    if end == "close":
        bo.close()
    elif end == "drop":
        with pytest.warns(ResourceWarning):
            del bo
    elif end == "device":
        gbm.close()
    else:
        bo.user_data = "another"
        assert bo.user_data == "another"
        bo.close()
    assert heard == [True]
    assert watched() is None
    gbm.close()
    assert heard == [True]


@conf("G16")
def test_an_exception_does_not_cross_c(gbm: pygbm.Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """What on_destroy raises goes to sys.unraisablehook; the buffer is destroyed all the same."""
    seen: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: seen.append(problem.exc_type))

    def bad(_: object) -> None:
        raise KeyboardInterrupt

    bo = gbm.create_bo(16, 16)
    bo.set_user_data(1, on_destroy=bad)
    bo.close()
    assert seen == [KeyboardInterrupt]
    assert not bo

    raw = gbm.create_bo(16, 16)
    raw.set_user_data(1, on_destroy=bad)
    # As C code would, that destroys a buffer which Python has attached something to.
    lib.pydri_bo_destroyed(
        ffi.cast("struct gbm_bo *", raw.native), lib.gbm_bo_get_user_data(ffi.cast("struct gbm_bo *", raw.native))
    )
    assert seen == [KeyboardInterrupt] * 2
    raw.close()
    assert len(seen) == 2


@needs("prime.export", "prime.import")
@conf("G16")
def test_data_may_use_the_device_when_it_ends(gbm: pygbm.Device) -> None:
    """on_destroy runs outside all locks: it may make and close buffers of the same device."""

    def more(_: object) -> None:
        with gbm.create_bo(16, 16) as other, other.export() as dmabuf:
            gbm.import_dmabuf(dmabuf).close()

    bo = gbm.create_bo(16, 16)
    bo.set_user_data(0, on_destroy=more)
    bo.close()


@conf("G16")
def test_data_of_others_is_left_alone(gbm: pygbm.Device) -> None:
    """A pointer that C code attached is never taken for one of ours."""
    with gbm.create_bo(16, 16) as bo:
        lib.gbm_bo_set_user_data(ffi.cast("struct gbm_bo *", bo.native), ffi.cast("void *", 0xDEADBEEF), ffi.NULL)
        assert bo.user_data is None
