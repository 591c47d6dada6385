"""The hand-off to PyOpenGL: which platform, which libraries, and what it says when they are the wrong ones.

PyOpenGL decides once per process, so each case is a process of its own. No device is needed: Mesa's software renderer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
DRAW = """
with pyegl.Display(platform="surfaceless") as display, display.create_context() as context, context.make_current():
    from OpenGL.GLES2.OES import EGL_image
    assert bool(EGL_image.glEGLImageTargetTexture2DOES)
    with gl.Texture(2, 2) as texture, gl.Framebuffer(texture) as canvas, canvas.bind():
        gl.GLES2.glClearColor(1, 0, 0, 1)
        gl.GLES2.glClear(gl.GLES2.GL_COLOR_BUFFER_BIT)
        assert (gl.read_pixels() == [255, 0, 0, 255]).all()
print("drawn")
"""


def run(source: str, **environment: str) -> str:
    """What a program prints; its last line of stderr if it fails."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYOPENGL", "PYDRI_LIB"))}
    done = subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT,
        env=clean | {"PYTHONPATH": str(ROOT), "MESA_SHADER_CACHE_DISABLE": "true"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def library(name: str) -> Path:
    """Where the dynamic linker finds a library."""
    source = f"import ctypes; ctypes.CDLL('{name}'); print(open('/proc/self/maps').read())"
    return Path(next(line.split()[-1] for line in run(source).splitlines() if name in line))


def test_importing_is_light() -> None:
    """`import pyegl` brings no PyOpenGL, ctypes or numpy; `import pyegl.gl` none of PyOpenGL's large modules."""
    assert run("import sys, pyegl; print({'OpenGL', 'ctypes', 'numpy'} & set(sys.modules))") == "set()"
    large = "{'numpy', 'OpenGL.GL', 'OpenGL.GLES2', 'OpenGL.GLES3'}"
    assert run(f"import sys, pyegl.gl; print({large} & set(sys.modules))") == "set()"


def test_egl_is_chosen() -> None:
    """Without a word in the environment PyOpenGL works on EGL, and says so to whom asks."""
    source = "import os, pyegl; from pyegl import gl" + DRAW + "print(os.environ['PYOPENGL_PLATFORM'])"
    assert run(source).split() == ["drawn", "egl"]


@pytest.mark.parametrize("name", ["egl", "wayland"])
def test_egl_was_chosen_before(name: str) -> None:
    """A PyOpenGL that was imported for EGL before is taken over: it asks the right context for its extensions."""
    source = "import pyegl; import OpenGL.GLES2; from pyegl import gl" + DRAW
    assert run(source, PYOPENGL_PLATFORM=name) == "drawn"


def test_another_platform_in_the_environment() -> None:
    """Somebody wants another platform: the error names the variable and its value."""
    found = run("import pyegl.gl", PYOPENGL_PLATFORM="osmesa")
    assert found.startswith("pyegl.gl._handoff.WrongPlatform: PYOPENGL_PLATFORM=osmesa")
    assert "set it to egl" in found


def test_pyopengl_was_imported_for_another_platform() -> None:
    """PyOpenGL is there already, and for GLX: the error says so, and what to do."""
    found = run("import OpenGL.platform; import pyegl.gl", PYOPENGL_PLATFORM="glx")
    assert "WrongPlatform: PyOpenGL was imported for GLXPlatform before pyegl.gl was" in found
    assert "PYOPENGL_PLATFORM=egl" in found


def test_the_error_can_be_caught_as_either() -> None:
    """It is an ImportError, as for any module that cannot be had, and one of the project's exceptions."""
    source = """
import pydrm
for kind in (ImportError, pydrm.PydriError):
    try:
        import pyegl.gl
    except kind as reason:
        print(type(reason).__name__)
"""
    assert run(source, PYOPENGL_PLATFORM="osmesa").split() == ["WrongPlatform", "WrongPlatform"]


def test_without_pyopengl() -> None:
    """Where PyOpenGL is not installed the error names the extra that brings it."""
    found = run("import sys; sys.modules['OpenGL'] = None; import pyegl.gl")
    assert "LibraryNotFound: pyegl.gl needs PyOpenGL: pip install 'pydri[gl]'" in found


@pytest.mark.parametrize("value", ["0", "1"])
def test_error_checking(value: str) -> None:
    """With PyOpenGL's checks on or off the objects report GL's errors; and OpenGL.GLES2 can be imported."""
    source = (
        "import pyegl; from pyegl import gl"
        + DRAW
        + """
with pyegl.Display(platform="surfaceless") as display, display.create_context() as context, context.make_current():
    try:
        gl.GLES2.glEnable(0xBAD)
        gl.check("glEnable")
    except Exception as reason:
        print(type(reason).__name__)
"""
    )
    wanted = {"0": "GlError", "1": "GLError"}[value]
    assert run(source, PYOPENGL_ERROR_CHECKING=value).split() == ["drawn", wanted]


@pytest.fixture
def copies(tmp_path: Path) -> Callable[..., Path]:
    """Copies of system libraries, which the dynamic linker takes for others."""

    def copy(*names: str) -> Path:
        for name in names:
            shutil.copy(library(name), tmp_path / name)
        return tmp_path / names[0]

    return copy


def test_another_libegl(copies: Callable[..., Path]) -> None:
    """PYDRI_LIBEGL chooses the libEGL of PyOpenGL, too, and the client libraries that lie beside it."""
    path = copies("libEGL.so.1", "libGLESv2.so.2", "libGL.so.1")
    source = "import pyegl; from pyegl import gl" + DRAW + "print(open('/proc/self/maps').read())"
    found = run(source, PYDRI_LIBEGL=str(path))
    assert found.startswith("drawn"), found
    mapped = {line.split()[-1] for line in found.splitlines() if ".so" in line}
    for name in ("libEGL.so", "libGLESv2.so", "libGL.so"):
        assert {str(Path(each).parent) for each in mapped if name in each} == {str(path.parent)}, name


def test_another_libegl_than_pyopengl_has(copies: Callable[..., Path]) -> None:
    """A PyOpenGL that was imported with the system's libEGL before is refused when pyegl has another one."""
    path = copies("libEGL.so.1")
    source = "import OpenGL.platform; import pyegl.gl"
    found = run(source, PYDRI_LIBEGL=str(path), PYOPENGL_PLATFORM="egl")
    assert "WrongPlatform: PyOpenGL was imported with another libEGL" in found
    assert str(path) in found


@pytest.mark.parametrize("number", [0, 1], ids=["PyOpenGL", "moderngl"])
def test_recipes(number: int) -> None:
    """The recipes of docs/gl.md print what it says that they do."""
    text = (ROOT / "docs" / "gl.md").read_text()
    recipes = re.findall(r"```python\n(.*?)```\nprints\n```\n(.*?)```", text, re.DOTALL)
    assert len(recipes) == 2
    program, printed = recipes[number]
    assert run(program) == printed.strip()


def test_unknown_names() -> None:
    """What neither PyOpenGL nor GL has is an AttributeError."""
    source = """
from pyegl import gl
for of, name in ((gl, "GLES9"), (gl._gl, "glNoSuchThing"), (gl._gl, "GL_NO_SUCH_THING"), (gl._gl, "other")):
    try:
        getattr(of, name)
    except AttributeError:
        print("none", end=" ")
"""
    assert run(source) == "none none none none"
