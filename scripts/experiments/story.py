"""How an experiment tells what it saw: its question, a line for each thing that was measured, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyegl import gl

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 46  # of the labels
SAMPLE = """precision mediump float; varying vec2 uv; uniform sampler2D image;
void main() { gl_FragColor = texture2D(image, uv); }"""
"""A fragment shader that covers the viewport with texture unit 0."""
NAMES: dict[tuple[int, ...], str] = {
    (255, 0, 0): "red",
    (0, 255, 0): "green",
    (0, 0, 255): "blue",
    (255, 255, 0): "yellow",
    (0, 0, 0): "black",
    (255, 255, 255): "white",
}


def ask(doc: str | None) -> None:
    """Print the question: the first line of the program's docstring."""
    print((doc or "").strip().splitlines()[0])


def row(label: str, value: object) -> None:
    """Print one thing that was measured."""
    print(f"  {label:<{WIDTH}}  {value}")


def answer(text: str) -> None:
    """Print what it comes to."""
    print(f"Answer: {text}")


def renderer() -> None:
    """Print who draws on the context that is current."""
    name, version = (gl.GL.glGetString(which).decode() for which in (gl.GL.GL_RENDERER, gl.GL.GL_VERSION))
    row("renderer", name.partition(" (")[0])
    row("version", version)


def fill(red: float, green: float, blue: float) -> None:
    """Clear the framebuffer that is bound."""
    gl.GLES2.glClearColor(red, green, blue, 1)
    gl.GLES2.glClear(gl.GLES2.GL_COLOR_BUFFER_BIT)


def colour(pixel: Sequence[int]) -> str:
    """A pixel of red, green, blue (and alpha, which does not count) by its name, or in numbers."""
    rgb = tuple(int(value) for value in pixel[:3])
    return NAMES.get(rgb, str(rgb))
