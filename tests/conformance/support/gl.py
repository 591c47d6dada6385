"""As much of OpenGL and OpenGL ES as the EGL cases need, each function through eglGetProcAddress.

`gl.glClear(…)` works on whatever context is current on the calling thread.
"""

from __future__ import annotations

from typing import Any

from pyegl import ffi, lib

_U = "unsigned int"
_I = "int"
_P = "const void *"

#: Name: result and arguments in C.
_SIGNATURES: dict[str, tuple[str, ...]] = {
    "glGetError": (_U,),
    "glGetString": ("const char *", _U),
    "glGetIntegerv": ("void", _U, "int *"),
    "glFinish": ("void",),
    "glFlush": ("void",),
    "glViewport": ("void", _I, _I, _I, _I),
    "glClearColor": ("void", "float", "float", "float", "float"),
    "glClearDepthf": ("void", "float"),
    "glClearStencil": ("void", _I),
    "glClear": ("void", _U),
    "glReadPixels": ("void", _I, _I, _I, _I, _U, _U, "void *"),
    "glPixelStorei": ("void", _U, _I),
    "glEnable": ("void", _U),
    "glDisable": ("void", _U),
    "glDepthFunc": ("void", _U),
    "glStencilFunc": ("void", _U, _I, _U),
    "glGenTextures": ("void", _I, _U + " *"),
    "glBindTexture": ("void", _U, _U),
    "glIsTexture": ("unsigned char", _U),
    "glTexImage2D": ("void", _U, _I, _I, _I, _I, _I, _U, _U, _P),
    "glTexSubImage2D": ("void", _U, _I, _I, _I, _I, _I, _U, _U, _P),
    "glTexParameteri": ("void", _U, _U, _I),
    "glDeleteTextures": ("void", _I, "const unsigned int *"),
    "glGenBuffers": ("void", _I, _U + " *"),
    "glBindBuffer": ("void", _U, _U),
    "glIsBuffer": ("unsigned char", _U),
    "glBufferData": ("void", _U, "long", _P, _U),
    "glBufferSubData": ("void", _U, "long", "long", _P),
    "glGetBufferParameteriv": ("void", _U, _U, "int *"),
    "glDeleteBuffers": ("void", _I, "const unsigned int *"),
    "glGenRenderbuffers": ("void", _I, _U + " *"),
    "glBindRenderbuffer": ("void", _U, _U),
    "glIsRenderbuffer": ("unsigned char", _U),
    "glRenderbufferStorage": ("void", _U, _U, _I, _I),
    "glGetRenderbufferParameteriv": ("void", _U, _U, "int *"),
    "glDeleteRenderbuffers": ("void", _I, "const unsigned int *"),
    "glGenFramebuffers": ("void", _I, _U + " *"),
    "glBindFramebuffer": ("void", _U, _U),
    "glIsFramebuffer": ("unsigned char", _U),
    "glFramebufferTexture2D": ("void", _U, _U, _U, _U, _I),
    "glFramebufferRenderbuffer": ("void", _U, _U, _U, _U),
    "glCheckFramebufferStatus": (_U, _U),
    "glDeleteFramebuffers": ("void", _I, "const unsigned int *"),
    "glCreateShader": (_U, _U),
    "glShaderSource": ("void", _U, _I, "const char *const *", "const int *"),
    "glCompileShader": ("void", _U),
    "glGetShaderiv": ("void", _U, _U, "int *"),
    "glIsShader": ("unsigned char", _U),
    "glDeleteShader": ("void", _U),
    "glCreateProgram": (_U,),
    "glAttachShader": ("void", _U, _U),
    "glBindAttribLocation": ("void", _U, _U, "const char *"),
    "glLinkProgram": ("void", _U),
    "glGetProgramiv": ("void", _U, _U, "int *"),
    "glIsProgram": ("unsigned char", _U),
    "glUseProgram": ("void", _U),
    "glDeleteProgram": ("void", _U),
    "glGetUniformLocation": (_I, _U, "const char *"),
    "glUniform1i": ("void", _I, _I),
    "glUniform4f": ("void", _I, "float", "float", "float", "float"),
    "glVertexAttribPointer": ("void", _U, _I, _U, "unsigned char", _I, _P),
    "glEnableVertexAttribArray": ("void", _U),
    "glDrawArrays": ("void", _U, _I, _I),
    "glActiveTexture": ("void", _U),
    "glEGLImageTargetTexture2DOES": ("void", _U, "void *"),
    "glEGLImageTargetRenderbufferStorageOES": ("void", _U, "void *"),
}


class Functions:
    """The functions of `_SIGNATURES`, and the `gen_` and `delete_` of the kinds of object that come in arrays."""

    def __getattr__(self, name: str) -> Any:
        result, *arguments = _SIGNATURES[name]
        address = lib.eglGetProcAddress(name.encode())
        assert address != ffi.NULL, f"no {name}"
        function = ffi.cast(f"{result} (*)({', '.join(arguments) or 'void'})", address)
        setattr(self, name, function)
        return function

    def new(self, kind: str) -> int:
        """One new name: `new("Textures")`."""
        name = ffi.new("unsigned int *")
        getattr(self, f"glGen{kind}")(1, name)
        return int(name[0])

    def delete(self, kind: str, name: int) -> None:
        """Delete one name."""
        getattr(self, f"glDelete{kind}")(1, ffi.new("unsigned int *", name))

    def integer(self, name: int) -> int:
        """glGetIntegerv of one number."""
        value = ffi.new("int[4]")
        self.glGetIntegerv(name, value)
        return int(value[0])

    def string(self, name: int) -> str:
        """glGetString."""
        found: str = ffi.string(self.glGetString(name)).decode()
        return found

    def check(self) -> None:
        """Assert that no error is pending."""
        error = self.glGetError()
        assert error == 0, f"GL error {error:#x}"


gl = Functions()

VENDOR = 0x1F00
RENDERER = 0x1F01
VERSION = 0x1F02
NO_ERROR = 0
INVALID_OPERATION = 0x0502
COLOR_BUFFER_BIT = 0x4000
DEPTH_BUFFER_BIT = 0x0100
STENCIL_BUFFER_BIT = 0x0400
RGB = 0x1907
RGBA = 0x1908
UNSIGNED_BYTE = 0x1401
FLOAT = 0x1406
TRIANGLE_STRIP = 5
TEXTURE_2D = 0x0DE1
TEXTURE_CUBE_MAP = 0x8513
TEXTURE_CUBE_MAP_POSITIVE_X = 0x8515
TEXTURE_MIN_FILTER = 0x2801
TEXTURE_MAG_FILTER = 0x2800
TEXTURE_WRAP_S = 0x2802
TEXTURE_WRAP_T = 0x2803
NEAREST = 0x2600
CLAMP_TO_EDGE = 0x812F
ARRAY_BUFFER = 0x8892
BUFFER_SIZE = 0x8764
STATIC_DRAW = 0x88E4
FRAMEBUFFER = 0x8D40
RENDERBUFFER = 0x8D41
RENDERBUFFER_WIDTH = 0x8D42
COLOR_ATTACHMENT0 = 0x8CE0
DEPTH_ATTACHMENT = 0x8D00
STENCIL_ATTACHMENT = 0x8D20
FRAMEBUFFER_COMPLETE = 0x8CD5
FRAMEBUFFER_UNDEFINED = 0x8219
RGBA4 = 0x8056
RGB5_A1 = 0x8057
RGB565 = 0x8D62
DEPTH_COMPONENT16 = 0x81A5
STENCIL_INDEX8 = 0x8D48
DEPTH_TEST = 0x0B71
STENCIL_TEST = 0x0B90
VIEWPORT = 0x0BA2
VERTEX_SHADER = 0x8B31
FRAGMENT_SHADER = 0x8B30
COMPILE_STATUS = 0x8B81
LINK_STATUS = 0x8B82
PACK_ALIGNMENT = 0x0D05
MAJOR_VERSION = 0x821B
MINOR_VERSION = 0x821C
CONTEXT_FLAGS = 0x821E
CONTEXT_PROFILE_MASK = 0x9126


def read_pixels(width: int = 1, height: int = 1) -> bytes:
    """RGBA bytes of the current framebuffer's lower left corner."""
    pixels = ffi.new("unsigned char[]", width * height * 4)
    gl.glPixelStorei(PACK_ALIGNMENT, 1)
    gl.glReadPixels(0, 0, width, height, RGBA, UNSIGNED_BYTE, pixels)
    gl.check()
    return bytes(ffi.buffer(pixels))


def clear(red: float, green: float, blue: float, alpha: float = 1.0) -> None:
    """Fill the current framebuffer."""
    gl.glClearColor(red, green, blue, alpha)
    gl.glClear(COLOR_BUFFER_BIT)


def texture(width: int = 4, height: int = 4, pixel: bytes = b"\xff\x00\x00\xff", *, filtered: bool = False) -> int:
    """A new RGBA texture of one colour, complete without mipmaps unless `filtered`."""
    name = gl.new("Textures")
    gl.glBindTexture(TEXTURE_2D, name)
    if not filtered:
        gl.glTexParameteri(TEXTURE_2D, TEXTURE_MIN_FILTER, NEAREST)
        gl.glTexParameteri(TEXTURE_2D, TEXTURE_MAG_FILTER, NEAREST)
    gl.glTexImage2D(
        TEXTURE_2D, 0, RGBA, width, height, 0, RGBA, UNSIGNED_BYTE, ffi.from_buffer(pixel * (width * height))
    )
    gl.check()
    return name


def framebuffer(texture_name: int, target: int = TEXTURE_2D) -> int:
    """A new framebuffer on a texture, bound and complete."""
    name = gl.new("Framebuffers")
    gl.glBindFramebuffer(FRAMEBUFFER, name)
    gl.glFramebufferTexture2D(FRAMEBUFFER, COLOR_ATTACHMENT0, target, texture_name, 0)
    assert gl.glCheckFramebufferStatus(FRAMEBUFFER) == FRAMEBUFFER_COMPLETE
    return name


def canvas(width: int = 4, height: int = 4) -> int:
    """A new texture of one's own to draw into, its framebuffer bound."""
    name = texture(width, height, bytes(4))
    framebuffer(name)
    gl.glViewport(0, 0, width, height)
    return name


def shader(kind: int, source: str) -> int:
    """A compiled shader."""
    name = int(gl.glCreateShader(kind))
    line = ffi.new("char[]", source.encode())
    gl.glShaderSource(name, 1, ffi.new("const char *[]", [line]), ffi.NULL)
    gl.glCompileShader(name)
    status = ffi.new("int *")
    gl.glGetShaderiv(name, COMPILE_STATUS, status)
    assert status[0], source
    return name


def link(vertex: int, fragment: int) -> int:
    """A linked program of two shaders, attribute `at` in slot 0."""
    name = int(gl.glCreateProgram())
    gl.glAttachShader(name, vertex)
    gl.glAttachShader(name, fragment)
    gl.glBindAttribLocation(name, 0, b"at")
    gl.glLinkProgram(name)
    status = ffi.new("int *")
    gl.glGetProgramiv(name, LINK_STATUS, status)
    assert status[0]
    return name


VERTEX = "attribute vec2 at; varying vec2 uv; void main() { uv = at * .5 + .5; gl_Position = vec4(at, 0., 1.); }"
SAMPLE = """precision mediump float; varying vec2 uv; uniform sampler2D image;
void main() { gl_FragColor = texture2D(image, uv); }"""
PLAIN = "precision mediump float; uniform vec4 colour; void main() { gl_FragColor = colour; }"
SQUARE = ffi.new("float[8]", [-1, -1, 1, -1, -1, 1, 1, 1])


def program(fragment: str) -> int:
    """A program that covers everything with this fragment shader, in use."""
    name = link(shader(VERTEX_SHADER, VERTEX), shader(FRAGMENT_SHADER, fragment))
    gl.glUseProgram(name)
    return name


def draw() -> None:
    """Cover the current framebuffer with the current program."""
    gl.glBindBuffer(ARRAY_BUFFER, 0)
    gl.glVertexAttribPointer(0, 2, FLOAT, 0, 0, SQUARE)
    gl.glEnableVertexAttribArray(0)
    gl.glDrawArrays(TRIANGLE_STRIP, 0, 4)
    gl.check()


def sampled(texture_name: int, program_name: int | None = None) -> bytes:
    """What a texture looks like when it is drawn into a canvas of one's own: its first pixel."""
    canvas()
    if program_name is None:
        program(SAMPLE)
    else:
        gl.glUseProgram(program_name)
    gl.glBindTexture(TEXTURE_2D, texture_name)
    draw()
    return read_pixels()
