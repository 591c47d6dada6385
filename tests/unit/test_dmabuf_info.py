"""Reading what the kernel writes about dma-bufs."""

from __future__ import annotations

import os
import resource

import pytest

from pydrm._descriptors import Plane, is_dmabuf
from pydrm.dmabuf_info import fdinfo, parse_bufinfo, parse_fdinfo
from pydrm.planes import DmaBufPlanes

# As Linux 6.12 prints it.
FDINFO = """pos:\t0
flags:\t02000002
mnt_id:\t10
ino:\t23
size:\t1228800
count:\t3
exp_name:\tdrm
name:\tframe: one
"""

BUFINFO = """
Dma-buf Objects:
size    \tflags   \tmode    \tcount   \texp_name\tino     \tname
01228800\t00000002\t00080007\t00000003\tdrm\t00000023\tframe
\twrite fence:vgem unbound seq 1 signalled
\tread fence:vgem unbound seq 1 unsignalled
\tAttached Devices:
\tvkms
Total 1 devices attached

00004096\t00000002\t00080007\t00000001\tudmabuf\t00000024\t<none>
\tAttached Devices:
Total 0 devices attached


Total 2 objects, 1232896 bytes
"""


def test_fdinfo() -> None:
    """Numbers, the flags in octal, and a name with a colon."""
    info = parse_fdinfo(FDINFO)
    assert (info.size, info.count, info.exp_name, info.name, info.ino) == (1228800, 3, "drm", "frame: one", 23)
    assert info.flags == os.O_RDWR | os.O_CLOEXEC
    assert parse_fdinfo(FDINFO.replace("name:\tframe: one\n", "")).name == ""


def test_fdinfo_of_something_else() -> None:
    """A descriptor that is no dma-buf is an error in words."""
    with open("/dev/null") as null:
        with pytest.raises(ValueError, match="not a dma-buf"):
            fdinfo(null.fileno())
        assert not is_dmabuf(null.fileno())
    with pytest.raises(FileNotFoundError):
        fdinfo(987654)
    with pytest.raises(OSError, match="Bad file descriptor"):
        is_dmabuf(987654)


def test_bufinfo() -> None:
    """Every buffer, with its fences and the devices attached to it."""
    frame, anonymous = parse_bufinfo(BUFINFO)
    assert (frame.size, frame.count, frame.exp_name, frame.ino, frame.name) == (1228800, 3, "drm", 23, "frame")
    assert frame.fences == ("write fence:vgem unbound seq 1 signalled", "read fence:vgem unbound seq 1 unsignalled")
    assert frame.attached == ("vkms",)
    assert (anonymous.name, anonymous.fences, anonymous.attached) == ("", (), ())
    assert frame.to_dict()["ino"] == 23
    assert parse_bufinfo("") == []


@pytest.mark.parametrize("name", ["a\nsize:\t1", " x ", "two\nlines", "\n", "a\rb\x0bc\u2028d"])
def test_fdinfo_with_any_name(name: str) -> None:
    """The name is told as it is, and nothing in it passes for another line."""
    info = parse_fdinfo(FDINFO.replace("frame: one", name))
    assert (info.name, info.size, info.exp_name) == (name, 1228800, "drm")


@pytest.mark.parametrize(
    "name", ["x\n1\ta\tb\tc\td\te\tf", "x\n00004096\t1\t1\t1\tdrm\t9\tz", "x\n\tAttached Devices:", "\n\n"]
)
def test_bufinfo_with_any_name(name: str) -> None:
    """A name cannot add a buffer, a fence or a device to the list, nor make it unreadable."""
    frame, anonymous = parse_bufinfo(BUFINFO.replace("\tframe\n", f"\t{name}\n"))
    assert (frame.name, len(frame.fences), frame.attached) == (name, 2, ("vkms",))
    assert (anonymous.ino, anonymous.name) == (24, "")


def memfds(count: int) -> list[int]:
    return [os.memfd_create("plane") for _ in range(count)]


def test_planes_share_descriptors() -> None:
    """A descriptor that several planes name is closed once."""
    a, b = memfds(2)
    planes = DmaBufPlanes([(a, 0, 64), (a, 4096, 64), (b, 0, 32)], width=16, height=16, format="YUV420")
    assert planes.planes == (Plane(a, 0, 64), Plane(a, 4096, 64), Plane(b, 0, 32))
    assert repr(planes) == f"<DmaBufPlanes fd={a},{b} 16x16 YU12 3 planes>"
    assert repr(planes.planes[1]) == f"Plane(fd={a}, offset=4096, pitch=64)"
    assert (planes.planes[2].fd, planes.planes[2].offset, planes.planes[2].pitch) == (b, 0, 32)
    assert planes.pitch == 64
    planes.close()
    for fd in (a, b):
        with pytest.raises(OSError):
            os.fstat(fd)


@pytest.mark.parametrize(
    ("planes", "options"),
    [
        ([], {}),
        ([(0, 0, 0)] * 5, {}),
        ([(-1, 0, 0)], {}),
        ([(0, -1, 0)], {}),
        ([(0, 0, -4)], {}),
        ([(0, 0, 0)], {"width": 0, "height": 4}),
        ([(0, 0, 0)], {"width": 4, "height": -1}),
        ([(0, 0, 0)], {"format": "nonsense"}),
        ([(0, 0, 0)], {"modifier": -1}),
    ],
)
def test_bad_geometry_takes_nothing(planes: list[tuple[int, int, int]], options: dict[str, object]) -> None:
    """A refused DmaBuf leaves the descriptors to the caller."""
    fd = os.memfd_create("plane")
    given = [(fd if number == 0 else number, offset, pitch) for number, offset, pitch in planes]
    with pytest.raises(ValueError):
        DmaBufPlanes(given, **options)  # type: ignore[arg-type]
    os.fstat(fd)
    os.close(fd)


def test_duplicates_and_detached_descriptors() -> None:
    """dup() has descriptors of its own; detach() hands them over."""
    a, b = memfds(2)
    planes = DmaBufPlanes([(a, 0, 64), (b, 0, 64)])
    copy = planes.dup()
    assert copy.same_buffer(planes)
    assert not {plane.fd for plane in copy.planes} & {a, b}
    assert planes.detach() == [a, b]
    assert planes.closed
    copy.close()
    os.close(a)
    os.close(b)


def test_a_duplicate_that_fails_half_way() -> None:
    """When there is a descriptor for the first plane and none for the second, the first copy is closed again."""
    a, b = memfds(2)
    with DmaBufPlanes([(a, 0, 0), (b, 0, 0)]) as planes:
        free = [os.dup(a), os.dup(a)]
        for fd in free:
            os.close(fd)
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free[0] + 1, hard))
        try:
            with pytest.raises(OSError, match="Too many open files"):
                planes.dup()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for fd in free:
            with pytest.raises(OSError, match="Bad file descriptor"):
                os.fstat(fd)


def test_descriptors_that_are_no_dmabuf() -> None:
    """from_fd() takes dma-bufs alone, says what came instead, and leaves it to the caller."""
    (fd,) = memfds(1)
    for dup in (False, True):
        with pytest.raises(OSError, match="Invalid argument") as caught:
            DmaBufPlanes.from_fd(fd, dup=dup)
        assert "is no dma-buf, it is /memfd:plane" in caught.value.__notes__[0]
    os.close(fd)


def test_closing_goes_on_after_an_error() -> None:
    """A descriptor that somebody else has closed does not keep the others open."""
    a, b = memfds(2)
    planes = DmaBufPlanes([(a, 0, 0), (b, 0, 0)])
    os.close(a)
    with pytest.raises(OSError, match="Bad file descriptor"):
        planes.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(b)


def test_identity_is_the_file_not_the_number() -> None:
    """Two descriptors of one file are the same buffer, two files are not."""
    a, b = memfds(2)
    one, other = DmaBufPlanes([(a, 0, 0)]), DmaBufPlanes([(b, 0, 0)])
    with one, other, open(f"/proc/self/fd/{a}", "rb") as again:
        assert not one.same_buffer(other)
        assert one.same_buffer(again)
        assert one.ino == os.fstat(a).st_ino
