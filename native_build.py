"""cffi builder of the three `_native` modules (API mode), named by setup.py.

The declarations come from bindings.h, the C code from the generated `_native_source.c` of each package. No header or
library of libdrm, GBM or EGL is needed: the functions are found at their first call.
"""

from __future__ import annotations

import re
from pathlib import Path

import cffi

# cffi runs this file with its directory as it was named in setup.py.
ROOT = Path(__file__).resolve().parent

RUNTIME = """
/* Is library function `name` there?  1 yes; 0 the library lacks it; -1 no library; -2 not a library function. */
int pydri_resolve(const char *name);
/* What has to be there for the function to exist ("libdrm 2.4.118", "EGL_KHR_debug"), or NULL. */
const char *pydri_since(const char *name);
/* What the dynamic loader said last on this thread. */
const char *pydri_library_error(void);
/* Path of the loaded library (loads it), or NULL. */
const char *pydri_library_path(void);
"""

KERNEL = """
/* ioctl(2): the result, or -errno; EINTR is not retried. */
long pydri_ioctl(int fd, unsigned long request, void *arg);
/* mmap(2): the address, or -errno. */
intptr_t pydri_mmap(size_t length, int prot, int flags, int fd, int64_t offset);
/* munmap(2): 0, or -errno. */
int pydri_munmap(void *address, size_t length);
/* ppoll(2) of one descriptor (timeout_ns < 0: for ever): its revents, 0 when the time ran out, or -errno. */
int pydri_ppoll(int fd, short events, int64_t timeout_ns);
/* kcmp(2): 0 when two descriptors of this process are the same open file, 1 to 3 when not, or -errno. */
int pydri_kcmp_file(int fd1, int fd2);
"""

EGL_DEBUG = """
/* A message of EGL_KHR_debug; `thread` is the pthread_t of the thread that it came on. */
struct pydri_egl_message {
    unsigned long thread;
    EGLenum error;
    EGLint type;
    uintptr_t thread_label;
    uintptr_t object_label;
    char command[64];
    char text[512];
};
/* The callback that keeps messages until they are taken. */
EGLDEBUGPROCKHR pydri_egl_debug_callback(void);
/* How many messages are kept. */
int pydri_egl_debug_waiting(void);
/* Take the oldest message out: 1, or 0 when there is none. `lost`: how many were lost since the last call. */
int pydri_egl_debug_take(struct pydri_egl_message *message, unsigned long *lost);
/* In a forked child: nothing is kept, and nobody holds the lock. */
void pydri_egl_debug_forked(void);
"""

# Callbacks that Python defines with @ffi.def_extern(): no executable memory is made for them.
CALLBACKS = {
    "pydrm": """
extern "Python" void pydri_vblank(int fd, unsigned int sequence, unsigned int sec, unsigned int usec, void *data);
extern "Python" void pydri_page_flip(int fd, unsigned int sequence, unsigned int sec, unsigned int usec, void *data);
extern "Python" void pydri_page_flip2(int fd, unsigned int sequence, unsigned int sec, unsigned int usec,
                                      unsigned int crtc_id, void *data);
extern "Python" void pydri_crtc_sequence(int fd, uint64_t sequence, uint64_t ns, uint64_t data);
""",
    "pygbm": """
extern "Python" void pydri_bo_destroyed(struct gbm_bo *bo, void *data);
""",
    "pyegl": """
extern "Python" void pydri_egl_blob_set(const void *key, EGLsizeiANDROID key_size, const void *value,
                                        EGLsizeiANDROID value_size);
extern "Python" EGLsizeiANDROID pydri_egl_blob_get(const void *key, EGLsizeiANDROID key_size, void *value,
                                                   EGLsizeiANDROID value_size);
""",
}

_BANNER = re.compile(r"^/\* === \S+ \| .+ \| (\w+) === \*/$", re.M)
_IOCTL = re.compile(r"^(#define \w+) 0x[0-9a-f]+ /\* _IO(?:WR|W|R)?\(.*\) \*/$", re.M)


def declarations(package: str) -> str:
    """The sections of bindings.h that belong to `package`; ioctl numbers are left to the compiler."""
    # split() gives: preamble, package, text, package, text, ...
    _preamble, *pieces = _BANNER.split((ROOT / "bindings.h").read_text(encoding="utf-8"))
    text = "".join(body for owner, body in zip(pieces[::2], pieces[1::2], strict=True) if owner == package)
    return _IOCTL.sub(r"\1 ...", text)


def builder(package: str) -> cffi.FFI:
    """The builder of `<package>._native`."""
    ffi = cffi.FFI()
    ffi.cdef(declarations(package) + RUNTIME)
    if package == "pydrm":
        ffi.cdef(KERNEL)
    if package == "pyegl":
        ffi.cdef(EGL_DEBUG)
    ffi.cdef(CALLBACKS[package])
    ffi.set_source(
        f"{package}._native",
        (ROOT / package / "_native_source.c").read_text(encoding="utf-8"),
        libraries=["dl"],
        extra_compile_args=["-std=gnu11", "-fvisibility=hidden", "-D_FILE_OFFSET_BITS=64"],
        py_limited_api=True,
    )
    return ffi


pydrm = builder("pydrm")
pygbm = builder("pygbm")
pyegl = builder("pyegl")
