"""The one ioctl function: retries, errors and what their notes say, on files that are no devices."""

from __future__ import annotations

import errno
import os
import signal
import threading
import time

import pytest

from pydrm import _ioctl
from pydrm._native import ffi, lib


def test_a_failure_is_the_right_oserror_and_explains_itself() -> None:
    """errno picks the class; the note names the ioctl, its inputs and the file."""
    arg = ffi.new("struct drm_mode_create_dumb *", (48, 64, 32))
    with open("/dev/null") as null, pytest.raises(OSError) as caught:
        _ioctl.call(null.fileno(), lib.DRM_IOCTL_MODE_CREATE_DUMB, arg)
    assert caught.value.errno == errno.ENOTTY
    assert caught.value.__notes__ == ["DRM_IOCTL_MODE_CREATE_DUMB(height=48, width=64, bpp=32, flags=0) on /dev/null"]


def test_given_arguments_replace_the_fields() -> None:
    """A caller that knows better says it."""
    arg = ffi.new("struct drm_get_cap *")
    with open("/dev/null") as null, pytest.raises(OSError) as caught:
        _ioctl.call(null.fileno(), lib.DRM_IOCTL_GET_CAP, arg, name="GET_CAP", capability="PRIME")
    assert caught.value.__notes__ == ["GET_CAP(capability=PRIME) on /dev/null"]


def test_formats_and_modifiers_are_spelled_out() -> None:
    """A number that is a pixel format or a modifier is printed as one."""
    arg = ffi.new("struct drm_mode_fb_cmd2 *")
    arg.pixel_format = 0x34325258
    with open("/dev/null") as null, pytest.raises(OSError) as caught:
        _ioctl.call(null.fileno(), lib.DRM_IOCTL_MODE_ADDFB2, arg)
    assert "pixel_format=XR24" in caught.value.__notes__[0]


def test_bad_descriptor() -> None:
    """A closed descriptor is EBADF with a note, not an accident while explaining."""
    with pytest.raises(OSError) as caught:
        _ioctl.call(987654, lib.DRM_IOCTL_GEM_CLOSE, ffi.new("struct drm_gem_close *", (3,)))
    assert caught.value.errno == errno.EBADF
    assert caught.value.__notes__ == ["DRM_IOCTL_GEM_CLOSE(handle=3) on fd 987654"]


def test_unknown_numbers_and_no_argument() -> None:
    """An ioctl that nobody knows is named by its number."""
    with open("/dev/null") as null, pytest.raises(OSError) as caught:
        _ioctl.call(null.fileno(), 0x1234, None)
    assert caught.value.__notes__ == ["ioctl 0x1234() on /dev/null"]


def test_call_nr_answers_with_the_number() -> None:
    """Where failure is an answer it comes as -errno."""
    with open("/dev/null") as null:
        assert _ioctl.call_nr(null.fileno(), lib.DRM_IOCTL_GET_CAP, ffi.new("struct drm_get_cap *")) == -errno.ENOTTY


def test_where_names_files() -> None:
    """A descriptor in words: a path, a pipe, or its number."""
    read, write = os.pipe()
    try:
        assert _ioctl.where(read).startswith("pipe:")
    finally:
        os.close(read)
        os.close(write)
    assert _ioctl.where(read) == f"fd {read}"


def test_a_failing_note_does_not_hide_the_error() -> None:
    """If explaining goes wrong the error is still the error."""

    def explode() -> str:
        raise ZeroDivisionError

    error = _ioctl.os_error(errno.EACCES, explode, "and more")
    assert isinstance(error, PermissionError)
    assert "ZeroDivisionError" in error.__notes__[0]
    assert error.__notes__[1] == "and more"


def test_interrupted_calls_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """EINTR and EAGAIN are no failures, however often they come."""
    answers = [-errno.EINTR, -errno.EAGAIN, -errno.EINTR, 0]
    monkeypatch.setattr(_ioctl, "ioctl", lambda fd, request, arg: answers.pop(0))
    assert _ioctl.call(0, 1, None) == 0
    assert not answers


def test_signal_handlers_run_and_may_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries Python's signal handlers run, and one that raises ends the call."""
    monkeypatch.setattr(_ioctl, "ioctl", lambda fd, request, arg: time.sleep(0.001) or -errno.EINTR)

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, stop)
    try:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        with pytest.raises(KeyboardInterrupt):
            _ioctl.call(0, 1, None)
    finally:
        signal.signal(signal.SIGUSR1, before)
