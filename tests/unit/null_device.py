"""/dev/null in a device's place: it takes every ioctl, and says that it knows none of them."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydrm import Device


class Null:
    """A file that is no device."""

    path = "/dev/null"

    def __init__(self) -> None:
        self.fd = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)

    def fileno(self) -> int:
        return self.fd


@pytest.fixture
def null() -> Iterator[Device]:
    """Something to call ioctls on."""
    file = Null()
    yield cast("Device", file)
    os.close(file.fd)


def note(call: Callable[..., Any], *arguments: Any, **named: Any) -> str:
    """What a call that reached the kernel says of itself."""
    with pytest.raises(OSError) as caught:
        call(*arguments, **named)
    assert caught.value.errno == errno.ENOTTY
    (words,) = caught.value.__notes__
    return str(words).removesuffix(" on /dev/null")
