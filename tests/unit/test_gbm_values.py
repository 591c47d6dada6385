"""GBM without a device: flags, formats, requests, errors, settings, and that everything of gbm.h is wrapped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import pygbm
from pydrm import Fourcc, Modifier
from pydrm.errors import PydriError
from pygbm import FORMATS, GbmError, Use, ffi, lib
from pygbm.errors import failure, spell
from pygbm.opening import environment
from pygbm.request import Request

ROOT = Path(__file__).resolve().parents[2]

needs_libgbm = pytest.mark.skipif(not hasattr(lib, "gbm_create_device"), reason="libgbm is not installed")


def functions() -> list[str]:
    """Every function of gbm.h, as the stubs list them."""
    stubs = (ROOT / "pygbm" / "_native.pyi").read_text()
    return re.findall(r"def (gbm_\w+)\(", stubs)


def test_every_function_has_its_place() -> None:
    """All 38 functions of gbm.h are called by some object."""
    names = functions()
    assert len(names) == 38
    text = "\n".join(path.read_text() for path in (ROOT / "pygbm").glob("*.py"))
    # The three ways to create, of buffers and of surfaces, are put together in request.py.
    built = {
        f"gbm_{noun}_create{way}" for noun in ("bo", "surface") for way in ("", "_with_modifiers", "_with_modifiers2")
    }
    missing = [name for name in names if f"lib.{name}" not in text and name not in built]
    assert not missing
    assert built <= set(names)


def test_every_flag_is_there() -> None:
    """Use has all flags of gbm.h, with gbm.h's values: 20 different ones."""
    values = {}
    for name in dir(lib):
        if name.startswith("GBM_BO_USE_"):
            values[name.removeprefix("GBM_BO_USE_")] = getattr(lib, name)
        elif name.startswith("GBM_BO_FIXED_COMPRESSION_") and not name.endswith("MASK"):
            values[name.removeprefix("GBM_BO_")] = getattr(lib, name)
    assert {name: int(value) for name, value in Use.__members__.items()} == values
    assert len(set(values.values())) == 20


@pytest.mark.parametrize(
    ("use", "text", "code"),
    [
        (Use(0), "0", "Use(0)"),
        (Use.SCANOUT | Use.LINEAR, "SCANOUT|LINEAR", "Use.SCANOUT|Use.LINEAR"),
        (Use.CURSOR_64X64, "CURSOR", "Use.CURSOR"),
        (Use.FIXED_COMPRESSION_2BPC, "FIXED_COMPRESSION_2BPC", "Use.FIXED_COMPRESSION_2BPC"),
        (Use.RENDERING | Use.FIXED_COMPRESSION_6BPC, "RENDERING|FIXED_COMPRESSION_6BPC", None),
        (Use(0x100000), "0x100000", "0x100000"),
        (Use(0x780), "0x780", "0x780"),
        (Use.WRITE | 0x80000000, "WRITE|0x80000000", "Use.WRITE|0x80000000"),
    ],
)
def test_flags_print(use: Use, text: str, code: str | None) -> None:
    """Flags print by name, a compression rate as the one number that it is, and unknown bits live."""
    assert str(use) == text
    assert repr(use) == (code or repr(use))


def test_compression() -> None:
    """The rate can be told apart from the rest."""
    assert (Use.RENDERING | Use.FIXED_COMPRESSION_4BPC).compression == Use.FIXED_COMPRESSION_4BPC
    assert Use.SCANOUT.compression == Use(0)


def test_formats_are_those_of_the_header() -> None:
    """FORMATS has every GBM_FORMAT, each known to pydrm by the same name."""
    names = {name.removeprefix("GBM_FORMAT_") for name in dir(lib) if name.startswith("GBM_FORMAT_")}
    assert {format.name for format in FORMATS} == names - {"BIG_ENDIAN"}
    assert all(format.info is not None for format in FORMATS)


@needs_libgbm
def test_format_names() -> None:
    """libgbm's names are the fourcc's characters."""
    for format in FORMATS:
        assert pygbm.format_name(format).rstrip() == str(format)
    assert pygbm.format_name(lib.GBM_BO_FORMAT_ARGB8888) == "AR24"


@needs_libgbm
@pytest.mark.parametrize("noun", ["bo", "surface"])
def test_which_function(noun: str) -> None:
    """Flags alone, modifiers alone, both: three functions, with the arguments in C's order."""
    name = f"gbm_{noun}_create"
    format = Fourcc.XRGB8888
    plain = Request(name, 3, 2, format, Use.LINEAR, None)
    assert plain.function is getattr(lib, name)
    assert plain.arguments == (3, 2, format, Use.LINEAR)
    old = Request(name, 3, 2, format, None, [Modifier.LINEAR, 5])
    assert old.function is getattr(lib, f"{name}_with_modifiers")
    assert list(old.arguments[3]) == [0, 5]
    assert old.arguments[4:] == (2,)
    new = Request(name, 3, 2, format, 1, iter([Modifier.LINEAR]))
    assert new.function is getattr(lib, f"{name}_with_modifiers2")
    assert new.arguments[4:] == (1, Use.SCANOUT)
    assert new.spell("/dev/x") == (
        f"{name}_with_modifiers2(width=3, height=2, format=XR24, modifiers=[LINEAR], flags=SCANOUT) on /dev/x"
    )


@needs_libgbm
@pytest.mark.parametrize(
    ("width", "height", "use", "modifiers", "error"),
    [
        (0, 1, 0, None, OSError),
        (1, 0, 0, None, OSError),
        (1, 65536, 0, None, OSError),
        (1, 1, 0, [Modifier.INVALID], OSError),
        (-1, 1, 0, None, ValueError),
        (1, 1 << 32, 0, None, ValueError),
        (1, 1, -1, None, ValueError),
        (1, 1, 1 << 32, None, ValueError),
        (1, 1, None, None, ValueError),
        (1, 1, 0, [], ValueError),
        (1, 1, 0, [1 << 64], ValueError),
    ],
)
def test_bad_requests(
    width: int, height: int, use: int | None, modifiers: list[int] | None, error: type[Exception]
) -> None:
    """What cannot be is refused before libgbm sees it; what libgbm refuses in some versions with its EINVAL."""
    with pytest.raises(error) as caught:
        Request("gbm_bo_create", width, height, Fourcc.XRGB8888, use, modifiers)
    assert getattr(caught.value, "errno", 22) == 22


def test_failures() -> None:
    """An errno is the OSError of that errno; none is a GbmError; both name the call and its arguments."""
    call = spell("gbm_bo_create", "/dev/dri/card0 (vgem)", width=1, format=Fourcc.NV12, flags=Use.SCANOUT)
    assert call == "gbm_bo_create(width=1, format=NV12, flags=SCANOUT) on /dev/dri/card0 (vgem)"
    error = failure(13, call, lambda: "more")
    assert isinstance(error, PermissionError)
    assert error.__notes__ == [call, "more"]
    nameless = failure(0, call, "more")
    assert isinstance(nameless, GbmError)
    assert isinstance(nameless, PydriError)
    assert call in str(nameless)
    assert nameless.__notes__ == ["more"]


@pytest.mark.parametrize("path", ["/dev/null", "/etc/passwd", "/dev"])
def test_what_is_no_drm_device(path: str) -> None:
    """libgbm would take /dev/null; ENODEV before it is asked."""
    with pytest.raises(OSError) as caught:
        pygbm.Device(path)
    assert caught.value.errno == 19


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are there for the one creation, for C too, and gone after it, whatever happens."""
    monkeypatch.setenv("GBM_BACKEND", "mine")
    monkeypatch.delenv("GBM_ALWAYS_SOFTWARE", raising=False)
    shown = ""

    def create() -> None:
        nonlocal shown
        with environment(GBM_BACKEND="dri", GBM_ALWAYS_SOFTWARE="1"):
            shown = subprocess.run(["env"], capture_output=True, text=True, check=True).stdout
            raise KeyError

    with pytest.raises(KeyError):
        create()
    assert "GBM_BACKEND=dri\n" in shown
    assert "GBM_ALWAYS_SOFTWARE=1\n" in shown
    assert os.environ["GBM_BACKEND"] == "mine"
    assert "GBM_ALWAYS_SOFTWARE" not in os.environ


def test_one_creation_at_a_time() -> None:
    """A creation without settings waits for one with, and does not see them."""
    seen: list[str | None] = []
    inside, go = threading.Event(), threading.Event()

    def first() -> None:
        with environment(GBM_PYDRI_TEST="1"):
            inside.set()
            go.wait(10)

    def second() -> None:
        with environment(GBM_PYDRI_TEST=None):
            seen.append(os.environ.get("GBM_PYDRI_TEST"))

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(10)
    threads[1].start()
    threads[1].join(0.05)
    assert seen == []
    go.set()
    for thread in threads:
        thread.join()
    assert seen == [None]


def test_import_loads_no_library() -> None:
    """`import pygbm` maps neither libgbm nor libdrm, and imports neither numpy nor the other packages on this floor."""
    program = "import sys, pygbm; print(open('/proc/self/maps').read(), *sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    for name in ("libgbm", "libdrm", "libEGL", "numpy", "pyegl"):
        assert name not in shown


def test_no_libgbm() -> None:
    """Without the library everything that needs it says what to install, and the rest works."""
    program = (
        "import pygbm\n"
        "print(len(pygbm.FORMATS), pygbm.Use.SCANOUT)\n"
        "try: pygbm.Device('/dev/null')\n"
        "except Exception as error: print(type(error).__mro__[1].__name__, error)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYDRI_LIBGBM": "/nowhere/libgbm.so"},
    ).stdout
    assert "LibraryNotFound" in shown
    assert "/nowhere/libgbm.so" in shown


def test_cffi_null_is_false() -> None:
    """What every check in pygbm stands on."""
    assert ffi.NULL == ffi.cast("struct gbm_bo *", 0)
