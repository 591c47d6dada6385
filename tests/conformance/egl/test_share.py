"""Share groups: what one context makes another one sees, deletes and modifies; contexts and objects change threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from pyegl import ffi, lib

from ..support import conf
from ..support import gl as names
from ..support.egl import NULL, done, refused
from ..support.gl import canvas, clear, draw, framebuffer, gl, link, program, read_pixels, sampled, shader, texture
from ..support.pace import scaled
from .workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..support.egl import Display

_RED, _GREEN, _BLUE = b"\xff\x00\x00\xff", b"\x00\xff\x00\xff", b"\x00\x00\xff\xff"


def _buffer() -> int:
    name = gl.new("Buffers")
    gl.glBindBuffer(names.ARRAY_BUFFER, name)
    gl.glBufferData(names.ARRAY_BUFFER, 32, names.SQUARE, names.STATIC_DRAW)
    return name


def _renderbuffer() -> int:
    name = gl.new("Renderbuffers")
    gl.glBindRenderbuffer(names.RENDERBUFFER, name)
    gl.glRenderbufferStorage(names.RENDERBUFFER, names.RGBA4, 17, 5)
    return name


def _buffer_is_whole(name: int) -> bool:
    value = ffi.new("int *")
    gl.glBindBuffer(names.ARRAY_BUFFER, name)
    gl.glGetBufferParameteriv(names.ARRAY_BUFFER, names.BUFFER_SIZE, value)
    return bool(value[0] == 32)


def _renderbuffer_is_whole(name: int) -> bool:
    value = ffi.new("int *")
    gl.glBindRenderbuffer(names.RENDERBUFFER, name)
    gl.glGetRenderbufferParameteriv(names.RENDERBUFFER, names.RENDERBUFFER_WIDTH, value)
    return bool(value[0] == 17)


def _program_is_whole(name: int) -> bool:
    canvas()
    gl.glUseProgram(name)
    gl.glUniform4f(gl.glGetUniformLocation(name, b"colour"), 0.0, 1.0, 0.0, 1.0)
    draw()
    return read_pixels() == _GREEN


@dataclass(frozen=True)
class Kind:
    """A kind of object that is shared: how one is made, seen to be whole, and deleted, and what GL calls it."""

    make: Callable[[], int]
    whole: Callable[[int], bool]
    delete: Callable[[int], None]
    known: Callable[[int], Any]


KINDS = {
    "texture": Kind(
        lambda: texture(4, 4, _BLUE),
        lambda name: sampled(name) == _BLUE,
        lambda name: gl.delete("Textures", name),
        lambda name: gl.glIsTexture(name),
    ),
    "buffer": Kind(
        _buffer, _buffer_is_whole, lambda name: gl.delete("Buffers", name), lambda name: gl.glIsBuffer(name)
    ),
    "renderbuffer": Kind(
        _renderbuffer,
        _renderbuffer_is_whole,
        lambda name: gl.delete("Renderbuffers", name),
        lambda name: gl.glIsRenderbuffer(name),
    ),
    "shader": Kind(
        lambda: shader(names.FRAGMENT_SHADER, names.PLAIN),
        lambda name: bool(link(shader(names.VERTEX_SHADER, names.VERTEX), name)),
        lambda name: gl.glDeleteShader(name),
        lambda name: gl.glIsShader(name),
    ),
    "program": Kind(
        lambda: program(names.PLAIN),
        _program_is_whole,
        lambda name: gl.glDeleteProgram(name),
        lambda name: gl.glIsProgram(name),
    ),
}

_EACH_KIND = pytest.mark.parametrize("kind", list(KINDS))


@dataclass
class Group:
    """Two threads, each with a context of one share group current: this thread's and the worker's."""

    display: Display
    contexts: list[Any]
    worker: Worker

    def finish(self, way: str) -> None:
        """Let the other thread see what this one did: by glFinish, or by a fence that it waits for."""
        if way == "finish":
            gl.glFinish()
            return
        sync = done(lib.eglCreateSyncKHR(self.display.handle, lib.EGL_SYNC_FENCE_KHR, NULL))
        gl.glFlush()
        if way == "server":
            self.worker.do(lambda: done(lib.eglWaitSyncKHR(self.display.handle, sync, 0)))
        else:
            flags, forever = lib.EGL_SYNC_FLUSH_COMMANDS_BIT_KHR, lib.EGL_FOREVER_KHR
            answer = self.worker.do(lib.eglClientWaitSyncKHR, self.display.handle, sync, flags, forever)
            assert answer == lib.EGL_CONDITION_SATISFIED_KHR
        done(lib.eglDestroySyncKHR(self.display.handle, sync))


@pytest.fixture
def group(display: Display) -> Iterator[Group]:
    """A share group of two contexts on two threads, on every platform of the lane in turn."""
    config = display.config()
    first = display.context(config)
    second = display.context(config, share=first)
    with Worker() as worker:
        display.current(first)
        worker.do(display.current, second)
        yield Group(display, [first, second], worker)


_WAYS = pytest.mark.parametrize("way", ["finish", "client", "server"])


@conf("L13", "L11")
@_EACH_KIND
@_WAYS
def test_seen_by_the_other(group: Group, kind: str, way: str) -> None:
    """What one thread made is whole in the other one, after glFinish or a fence."""
    name = KINDS[kind].make()
    group.finish(way)
    assert group.worker.do(KINDS[kind].whole, name)


@conf("L13")
@_EACH_KIND
def test_not_seen_outside(group: Group, kind: str) -> None:
    """A context outside of the group does not know it."""
    name = KINDS[kind].make()
    gl.glFinish()
    group.display.current(group.display.context())
    assert not KINDS[kind].known(name)


@conf("L13")
def test_framebuffers_are_not_shared(group: Group) -> None:
    """Containers are a context's own: the framebuffer is not known to the other, its texture is."""
    name = texture()
    own = framebuffer(name)
    gl.glFinish()
    assert not group.worker.do(gl.glIsFramebuffer, own)
    assert group.worker.do(gl.glIsTexture, name)


@conf("L13")
@_EACH_KIND
def test_deleted_by_the_other(group: Group, kind: str) -> None:
    """What the other thread deletes is gone for both; a program in use stays until it is no more in use."""
    name = KINDS[kind].make()
    gl.glUseProgram(0)
    gl.glFinish()
    group.worker.do(KINDS[kind].delete, name)
    group.worker.do(lambda: gl.glFinish())
    assert not group.worker.do(KINDS[kind].known, name)
    assert not KINDS[kind].known(name)


@conf("L13")
def test_deleted_while_attached(group: Group) -> None:
    """A texture that another thread deletes stays with the framebuffer that it is attached to."""
    name = texture(4, 4, _BLUE)
    framebuffer(name)
    gl.glFinish()
    group.worker.do(gl.delete, "Textures", name)
    assert read_pixels() == _BLUE
    clear(0.0, 1.0, 0.0)
    assert read_pixels() == _GREEN


@conf("L13")
def test_deleted_while_in_use(group: Group) -> None:
    """A program that another thread deletes draws on where it is in use."""
    name = program(names.PLAIN)
    gl.glFinish()
    group.worker.do(gl.glDeleteProgram, name)
    assert _program_is_whole(name)
    gl.glUseProgram(0)
    assert not gl.glIsProgram(name)


@conf("L13")
@_WAYS
def test_texture_modified(group: Group, way: str) -> None:
    """What one thread uploads, and then draws, into a texture is what the other samples."""
    name = texture(4, 4, _BLUE)
    pixels = ffi.from_buffer(_RED * 16)
    gl.glTexSubImage2D(names.TEXTURE_2D, 0, 0, 0, 4, 4, names.RGBA, names.UNSIGNED_BYTE, pixels)
    group.finish(way)
    assert group.worker.do(sampled, name) == _RED
    framebuffer(name)
    clear(0.0, 1.0, 0.0)
    group.finish(way)
    assert group.worker.do(sampled, name) == _GREEN


@conf("L13")
def test_texture_of_a_new_size(group: Group) -> None:
    """A texture that is specified anew has its new content once the other binds it again."""
    name = texture(4, 4, _BLUE)
    gl.glFinish()
    assert group.worker.do(sampled, name) == _BLUE
    pixels = ffi.from_buffer(_RED * 64)
    gl.glTexImage2D(names.TEXTURE_2D, 0, names.RGBA, 8, 8, 0, names.RGBA, names.UNSIGNED_BYTE, pixels)
    gl.glFinish()
    assert group.worker.do(sampled, name) == _RED


@conf("L13")
def test_buffer_modified(group: Group) -> None:
    """A buffer that is filled anew has its new size for the other."""
    name = _buffer()
    gl.glFinish()
    assert group.worker.do(_buffer_is_whole, name)
    gl.glBufferData(names.ARRAY_BUFFER, 16, names.SQUARE, names.STATIC_DRAW)
    gl.glFinish()
    assert not group.worker.do(_buffer_is_whole, name)


@conf("L13")
def test_program_linked_from_both(group: Group) -> None:
    """Shaders of two threads are linked by one of them and drawn with by the other."""
    vertex = shader(names.VERTEX_SHADER, names.VERTEX)
    fragment = group.worker.do(shader, names.FRAGMENT_SHADER, names.PLAIN)
    group.worker.do(lambda: gl.glFinish())
    name = link(vertex, fragment)
    gl.glFinish()
    assert group.worker.do(_program_is_whole, name)


@conf("L13", "L5")
@_EACH_KIND
def test_objects_outlive_their_context(group: Group, kind: str) -> None:
    """What a context made stays with the group when that context is destroyed."""
    name = KINDS[kind].make()
    gl.glFinish()
    group.display.current()
    done(lib.eglDestroyContext(group.display.handle, group.contexts[0]))
    assert group.worker.do(KINDS[kind].whole, name)


@conf("L11", "L13")
def test_many_from_both(group: Group) -> None:
    """Both threads make and delete at once; names do not collide, and each sees its own content."""

    def work(colour: bytes) -> list[int]:
        made = []
        for _ in range(30):
            made.append(texture(4, 4, colour))
            framebuffer(made[-1])
            assert read_pixels() == colour
        return made

    answer = group.worker.start(work, _RED)
    mine, theirs = work(_GREEN), answer()
    assert not set(mine) & set(theirs)
    for each in mine:
        group.worker.do(gl.delete, "Textures", each)
    for each in theirs:
        gl.delete("Textures", each)


# Contexts and surfaces that change threads.


@conf("L11")
@pytest.mark.parametrize("what", ["context", "surface"])
def test_made_here_destroyed_there(offscreen: Display, what: str) -> None:
    """What one thread makes another one binds and destroys, thirty times in turn."""
    config = offscreen.config()
    with Worker() as worker:
        for _ in range(30):
            context, surface = offscreen.context(config), offscreen.pbuffer(config)
            worker.do(offscreen.current, context, surface)
            worker.do(clear, 1.0, 0.0, 0.0)
            assert worker.do(read_pixels)[:3] == _RED[:3]
            worker.do(offscreen.current)
            destroy, made = {
                "context": (lib.eglDestroyContext, context),
                "surface": (lib.eglDestroySurface, surface),
            }[what]
            worker.do(lambda destroy=destroy, made=made: done(destroy(offscreen.handle, made)))
            code = lib.EGL_BAD_CONTEXT if what == "context" else lib.EGL_BAD_SURFACE
            refused(code, destroy, offscreen.handle, made)
            if what == "context":
                done(lib.eglDestroySurface(offscreen.handle, surface))
            else:
                done(lib.eglDestroyContext(offscreen.handle, context))


@conf("L12")
def test_context_moves(display: Display) -> None:
    """One context goes between two threads a thousand times (emulated: a hundred), and keeps state and content."""
    context = display.context()
    display.current(context)
    name = canvas()
    display.current()
    with Worker() as worker:
        for turn in range(scaled(1000)):
            call = worker.do if turn % 2 else lambda function, *arguments: function(*arguments)
            call(display.current, context)
            if turn % 100 < 2:
                call(clear, *((1.0, 0.0, 0.0) if turn % 2 else (0.0, 1.0, 0.0)))
                assert call(read_pixels) == (_RED if turn % 2 else _GREEN)
                assert call(gl.glIsTexture, name)
            call(display.current)
