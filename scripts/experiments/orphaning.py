"""What becomes of an EGLImage's siblings when the texture that it was made of gets new storage, or goes away?

Texture A is made into an image, the image into texture B of another context, which shares nothing else. What is done to
A is looked at through B: as long as they are siblings, both have the same pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import story

import pyegl
from pyegl import gl

if TYPE_CHECKING:
    from numpy.typing import NDArray

RED, GREEN, BLUE, YELLOW = (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (255, 255, 0, 255)


def pixels(colour: tuple[int, ...], size: int = 4) -> NDArray[np.uint8]:
    """A square of one colour."""
    return np.full((size, size, 4), colour, np.uint8)


def new_storage(texture: gl.Texture, size: int, colour: tuple[int, ...]) -> None:
    """``glTexImage2D``: the texture's name stays, its memory becomes another."""
    gles, data = gl.GLES2, pixels(colour, size).tobytes()
    texture.bind()
    gles.glTexImage2D(texture.target, 0, gles.GL_RGBA, size, size, 0, gles.GL_RGBA, gles.GL_UNSIGNED_BYTE, data)
    gles.glFinish()


story.ask(__doc__)
with (
    pyegl.Display(platform="surfaceless") as display,
    display.create_context(version=(3, 0)) as first,
    display.create_context(version=(3, 0)) as second,
):
    with first.make_current():
        story.renderer()
        a = gl.upload(pixels(RED))
        drawn = gl.Framebuffer(a)
        image = pyegl.Image.from_texture(first, a.name)
    with second.make_current():
        b = gl.texture_from_image(image)
        target = gl.Framebuffer(b)
    seen: dict[str, str] = {}

    def look(label: str) -> None:
        """What B shows now."""
        with second.make_current():
            seen[label] = story.colour(target.read_pixels()[0, 0])
        story.row(label, f"B is {seen[label]}")

    look("A is red, and made into B")
    with first.make_current(), drawn.bind():
        story.fill(0, 1, 0)
        gl.GLES2.glFinish()
    look("green is drawn into A")
    with first.make_current():
        a.upload(pixels(BLUE))
        gl.GLES2.glFinish()
    look("blue is uploaded to A (glTexSubImage2D)")
    with first.make_current():
        new_storage(a, 4, YELLOW)
    look("glTexImage2D of A, yellow, of the same size")
    with first.make_current():
        new_storage(a, 8, RED)
    look("glTexImage2D of A, red, of another size")
    with second.make_current(), target.bind():
        story.fill(1, 1, 1)
        gl.GLES2.glFinish()
    look("white is drawn into B")
    with first.make_current():
        alone = story.colour(drawn.read_pixels()[0, 0])
    story.row("and then", f"A is {alone}")
    image.close()
    look("the image is closed")
    with first.make_current():
        drawn.close()
        a.close()
    first.close()
    look("A is deleted, its context destroyed")
    with second.make_current():
        target.close()
        b.close()
same, other = (seen[f"glTexImage2D of A, {words} size"] for words in ("yellow, of the same", "red, of another"))
kept = seen["A is deleted, its context destroyed"] == "white"
story.answer(
    f"storage of another size {'orphans B' if other == same and alone == 'red' else 'is shared'}; of the same size "
    f"{'it is no new storage here, and both stay siblings' if same == 'yellow' else 'it orphans B, too'}. B "
    f"{'outlives' if kept else 'dies with'} the image, the texture and the context that it came from."
)
