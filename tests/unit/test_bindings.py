"""bindings.h, the compiled modules and uapi.py say the same, and a missing library or function is a clear error."""

from __future__ import annotations

import ast
import ctypes
import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import pydrm
import pyegl
import pygbm
from pydrm import _library, _native, uapi

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from bindgen import model  # noqa: E402
from bindgen import uapi as uapi_text  # noqa: E402

SECTIONS = model.load(ROOT / "bindings.h")
KERNEL = [section for section in SECTIONS if uapi_text.is_kernel(section)]
STRUCTS = [struct for section in KERNEL for struct in section.structs]
IOCTLS = [constant for section in KERNEL for constant in section.constants if constant.ioctl]
LAYERS: dict[str, Any] = {"pydrm": pydrm, "pygbm": pygbm, "pyegl": pyegl}
# A real library that has none of the functions.
STRANGER = "libm.so.6"


def functions(package: str) -> list[model.Function]:
    return [function for section in SECTIONS if section.package == package for function in section.functions]


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter, where no library is loaded yet."""
    settings = {**os.environ, **environment}
    program = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(program, env=settings, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", LAYERS)
def test_every_constant_has_the_value_of_the_text(package: str) -> None:
    """The compiler and the text agree on every number, ioctl numbers included."""
    raw = LAYERS[package].lib
    for section in SECTIONS:
        if section.package == package:
            for constant in section.constants:
                assert getattr(raw, constant.name) == constant.value, constant.name


def test_uapi_has_every_kernel_constant() -> None:
    """The ctypes file computes its ioctl numbers from its own struct sizes; they come out the same."""
    for section in KERNEL:
        for constant in section.constants:
            assert getattr(uapi, constant.name) == constant.value, constant.name


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.tag)
def test_two_layouts_agree(struct: model.Struct) -> None:
    """ctypes and the C compiler lay every kernel struct out alike."""
    kind = getattr(uapi, struct.tag)
    assert ctypes.sizeof(kind) == pydrm.ffi.sizeof(struct.key)
    for name, field in pydrm.ffi.typeof(struct.key).fields or ():
        if name:
            assert getattr(kind, name).offset == field.offset, name
            assert getattr(kind, name).size == _size(field), name


def _size(field: Any) -> int:
    """Bytes of a member; a flexible array has none."""
    if field.type.kind == "array" and field.type.length is None:
        return 0
    return int(pydrm.ffi.sizeof(field.type))


def test_every_ioctl_has_a_function() -> None:
    """One plain function per ioctl, with the members of the struct as keyword arguments."""
    for constant in IOCTLS:
        name = uapi_text.function_name(constant)
        if constant.name == "UDMABUF_CREATE_LIST":
            name = "udmabuf_ioctl_create_list"
        assert constant.name in getattr(uapi, name).__doc__
    assert len([c for c in IOCTLS if c.name.startswith("DRM_IOCTL_VIRTGPU_")]) == 11


def test_the_counts_of_upstream() -> None:
    """Nothing fell out: the numbers of functions that upstream's own symbol lists give."""
    by_section = {section.name: section for section in SECTIONS}
    assert len(by_section["xf86drm.h"].functions) == 66
    assert len([f for f in by_section["xf86drmMode.h"].functions if not f.inline]) == 65
    assert len(by_section["gbm.h"].functions) == 38
    assert len(by_section["EGL/egl.h"].functions) == 44
    assert len(by_section["EGL/eglext.h"].functions) == 114
    assert len(by_section["EGL/eglext.h"].extensions) == 167


@pytest.mark.parametrize("package", LAYERS)
def test_the_stub_names_what_is_there(package: str) -> None:
    """mypy sees exactly the names that the compiled module has."""
    stub = ast.parse((ROOT / package / "_native.pyi").read_text(encoding="utf-8"))
    body = next(node for node in stub.body if isinstance(node, ast.ClassDef) and node.name == "Lib").body
    named = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    named |= {node.target.id for node in body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    assert named == set(dir(sys.modules[f"{package}._native"].lib))


@pytest.mark.parametrize("package", LAYERS)
def test_import_loads_no_library(package: str) -> None:
    """All three packages can be imported with none of the libraries there, and load none that is there."""
    code = """
        import pydrm, pygbm, pyegl
        loaded = open("/proc/self/maps").read()
        assert not any(name in loaded for name in ("libdrm.so", "libgbm.so", "libEGL.so")), loaded
        print(pydrm.lib.DRM_CAP_PRIME, pygbm.lib.GBM_BO_USE_LINEAR, hex(pyegl.lib.EGL_NONE))
    """
    answer = python(code, PYDRI_LIBDRM="/nowhere", PYDRI_LIBGBM="/nowhere", PYDRI_LIBEGL="/nowhere")
    assert (answer.stdout, answer.stderr) == ("5 16 0x3038\n", "")
    assert python(code).returncode == 0


@pytest.mark.parametrize(
    ("package", "function", "variable", "soname"),
    [
        ("pydrm", "drmIoctl", "PYDRI_LIBDRM", "libdrm.so.2"),
        ("pygbm", "gbm_create_device", "PYDRI_LIBGBM", "libgbm.so.1"),
        ("pyegl", "eglInitialize", "PYDRI_LIBEGL", "libEGL.so.1"),
    ],
)
def test_a_library_that_is_not_there(package: str, function: str, variable: str, soname: str) -> None:
    """The error names the function, the library, the variable that chose it and the loader's reason."""
    code = f"""
        import pydrm, {package}
        assert not hasattr({package}.lib, "{function}")
        try:
            {package}.lib.{function}
        except pydrm.LibraryNotFound as error:
            print(error)
    """
    message = python(code, **{variable: "/nowhere/lib.so"}).stdout
    for part in (f"{function}()", soname, variable, "/nowhere/lib.so: cannot open shared object file"):
        assert part in message


@pytest.mark.parametrize(
    ("package", "debian", "fedora"),
    [("pydrm", "libdrm2", "libdrm"), ("pygbm", "libgbm1", "mesa-libgbm"), ("pyegl", "libegl1", "libglvnd-egl")],
)
def test_the_package_to_install_is_named(
    package: str, debian: str, fedora: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a variable set, the error tells what to install."""
    module = sys.modules[f"{package}._library"]
    monkeypatch.delenv(f"PYDRI_LIB{package[2:].upper()}", raising=False)
    message = module.lib._missing_library("call")
    assert f"Install {debian} (" in message
    assert fedora in message


@pytest.mark.parametrize(
    ("package", "function", "variable", "needs"),
    [
        ("pydrm", "drmModeCloseFB", "PYDRI_LIBDRM", "libdrm 2.4.118"),
        ("pygbm", "gbm_surface_create_with_modifiers2", "PYDRI_LIBGBM", "Mesa 21.3.0"),
        ("pyegl", "eglGetPlatformDisplay", "PYDRI_LIBEGL", "EGL 1.5"),
        ("pyegl", "eglQueryDmaBufFormatsEXT", "PYDRI_LIBEGL", "EGL_EXT_image_dma_buf_import_modifiers"),
    ],
)
def test_a_library_without_the_function(package: str, function: str, variable: str, needs: str) -> None:
    """The error names the function and what has it first."""
    code = f"""
        import pydrm, {package}
        assert not hasattr({package}.lib, "{function}")
        try:
            {package}.lib.{function}
        except pydrm.NotSupported as error:
            print(error)
    """
    message = python(code, **{variable: STRANGER}).stdout
    assert f"{function}() is not in the installed library" in message
    assert f"libm.so.6; it needs {needs}" in message


def test_the_installed_libdrm_is_judged_right() -> None:
    """What the raw layer says is there is what the library exports."""
    try:
        library = ctypes.CDLL("libdrm.so.2")
    except OSError:
        pytest.skip("libdrm.so.2 is not installed")
    for function in functions("pydrm"):
        there = function.inline or hasattr(library, function.name)
        assert hasattr(pydrm.lib, function.name) == there, function.name


@pytest.mark.parametrize("package", LAYERS)
def test_calling_a_missing_function_anyway(package: str) -> None:
    """Around the proxy, the compiled functions answer with their failure value and ENOSYS: no crash."""
    code = f"""
        import errno, {package}._native as native
        ffi, lib = native.ffi, native.lib
        called = 0
        for name in dir(lib):
            function = getattr(lib, name)
            if not callable(function) or lib.pydri_resolve(name.encode()) == -2:
                continue
            types = ffi.typeof(ffi.addressof(lib, name)).args
            arguments = [ffi.new(ffi.getctype(kind, "*"))[0] for kind in types]
            ffi.errno = 0
            answer = function(*arguments)
            assert ffi.errno == errno.ENOSYS, name
            assert answer in (None, 0, -1, ffi.NULL, False) or ffi.typeof(answer).kind == "union", (name, answer)
            called += 1
        print(called)
    """
    variable = f"PYDRI_LIB{package[2:].upper()}"
    answer = python(code, **{variable: STRANGER})
    expected = len([function for function in functions(package) if not function.inline])
    assert (answer.stdout, answer.stderr) == (f"{expected}\n", "")


def test_finding_a_function_keeps_errno() -> None:
    """Callers clear errno to learn what a library sets; loading the library in between must not disturb it."""
    code = """
        import pydrm._native as native
        native.ffi.errno = 77
        native.lib.drmFreeVersion(native.ffi.NULL)
        print(native.ffi.errno, native.lib.pydri_resolve(b"drmFreeVersion"))
    """
    there = python(code)
    if there.stdout.endswith("-1\n"):
        pytest.skip("libdrm.so.2 is not installed")
    assert there.stdout == "77 1\n"


def test_first_calls_from_many_threads() -> None:
    """Threads that race to the first call of the same function all get it."""
    code = """
        import threading
        from pydrm import lib, ffi
        gate, answers = threading.Barrier(16), []
        def call():
            gate.wait()
            answers.append(lib.drmGetNodeTypeFromFd(-1))
        threads = [threading.Thread(target=call) for _ in range(16)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        print(answers == [-1] * 16)
    """
    answer = python(code)
    if "LibraryNotFound" in answer.stderr:
        pytest.skip("libdrm.so.2 is not installed")
    assert answer.stdout == "True\n"


def test_looked_up_once() -> None:
    """After the first access the attribute is the compiled function itself."""
    assert pydrm.lib.pydri_ioctl is _native.lib.pydri_ioctl
    assert "pydri_ioctl" in vars(pydrm.lib)
    with pytest.raises(AttributeError, match="declare no 'drmNothing'"):
        pydrm.lib.drmNothing  # type: ignore[attr-defined]  # noqa: B018
    assert {"drmIoctl", "DRM_CAP_PRIME", "pydri_mmap"} <= set(dir(pydrm.lib))
    assert repr(pydrm.lib) == "<raw layer of libdrm.so.2>"
    assert isinstance(pydrm.lib, _library.Library)


def test_system_calls_answer_with_errno() -> None:
    """ioctl and mmap give the kernel's answer, with errors as negative errno."""
    ffi, lib = pydrm.ffi, pydrm.lib
    version = ffi.new("struct drm_version *")
    assert lib.pydri_ioctl(-1, lib.DRM_IOCTL_VERSION, version) == -errno.EBADF
    with open("/dev/null", "rb") as null:
        assert lib.pydri_ioctl(null.fileno(), lib.DRM_IOCTL_VERSION, version) == -errno.ENOTTY
    anonymous, read_write = 0x22, 3
    assert lib.pydri_mmap(0, read_write, anonymous, -1, 0) == -errno.EINVAL
    address = lib.pydri_mmap(4096, read_write, anonymous, -1, 0)
    assert address > 0
    ffi.cast("char *", address)[0] = b"x"
    assert lib.pydri_munmap(ffi.cast("void *", address), 4096) == 0
    assert lib.pydri_munmap(ffi.cast("void *", address + 1), 4096) == -errno.EINVAL


def test_header_only_functions_are_there() -> None:
    """What upstream has only in a header works too, with no library at all."""
    for flags, kind in ((pydrm.lib.DRM_MODE_PROP_ENUM, 1 << 3), (pydrm.lib.DRM_MODE_PROP_OBJECT | 4, 1 << 6)):
        prop = pydrm.ffi.new("drmModePropertyRes *", {"flags": flags})
        assert pydrm.lib.drmModeGetPropertyType(prop) == kind
        assert pydrm.lib.drm_property_type_is(prop, kind) == 1


def test_uapi_stands_alone(tmp_path: Path) -> None:
    """Copied onto a machine with nothing but Python, the file works; its errors say what was asked."""
    (tmp_path / "uapi.py").write_bytes((ROOT / "pydrm/uapi.py").read_bytes())
    code = """
        import sys
        sys.path.insert(0, sys.argv[1])
        import uapi
        assert set(sys.modules) & {"cffi", "numpy", "pydrm"} == set()
        with open("/dev/null") as null:
            try:
                uapi.mode_create_dumb(null.fileno(), width=640, height=480, bpp=32)
            except OSError as error:
                print(error.errno, error.__notes__[0])
    """
    program = [sys.executable, "-I", "-S", "-c", textwrap.dedent(code), str(tmp_path)]
    answer = subprocess.run(program, capture_output=True, text=True, check=False)
    assert answer.stderr == ""
    assert answer.stdout.startswith(f"{errno.ENOTTY} DRM_IOCTL_MODE_CREATE_DUMB on fd ")
    assert "height=480, width=640, bpp=32" in answer.stdout


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: uapi.mode_create_dumb(-1, width=-1), "drm_mode_create_dumb.width cannot hold -1"),
        (lambda: uapi.mode_create_dumb(-1, width=1 << 32), "cannot hold 4294967296"),
        (lambda: uapi.mode_rmfb(-1, 1 << 32), "cannot hold 4294967296"),
        (lambda: uapi.mode_addfb2(-1, handles=[1] * 5), "handles has room for 4 values, not 5"),
        (lambda: uapi.mode_addfb2(-1, handles=[-1]), "handles cannot hold \\[-1\\]"),
    ],
)
def test_uapi_refuses_what_does_not_fit(call: Any, message: str) -> None:
    """ctypes would cut numbers off silently; the kernel never sees a number that nobody gave."""
    with pytest.raises(OverflowError, match=message):
        call()
