"""Photographs as pictures, and the lines by which they are asked for; real ones are taken in tests/lab."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from pydri import lab
from pydri.lab import contract
from pydri.lab.camera import Photograph
from pydri.lab.qemu.requests import Requests

if TYPE_CHECKING:
    from pathlib import Path

PIXELS = bytes(range(2 * 3 * 3))
PPM = b"P6\n2 3\n255\n" + PIXELS


def test_ppm() -> None:
    """Read and written as it was; the array has rows, columns and colours."""
    picture = Photograph.from_ppm(PPM)
    assert (picture.width, picture.height) == (2, 3)
    assert picture.array.shape == (3, 2, 3)
    assert picture.array[1, 0].tolist() == [6, 7, 8]


@pytest.mark.parametrize("data", [b"", b"P5\n2 3\n255\n" + PIXELS, b"P6\n2 3\n65535\n" + PIXELS, PPM[:-1], PPM + b"x"])
def test_no_ppm(data: bytes) -> None:
    """Anything else is a ValueError, also a picture that was cut."""
    with pytest.raises(ValueError, match="PPM"):
        Photograph.from_ppm(data)


def test_pixels_that_look_like_space() -> None:
    """The header ends with one white space, whatever the first pixel is."""
    assert Photograph.from_ppm(b"P6\n1 1\n255\n" + b"\n \n").pixels == b"\n \n"


def test_saved(tmp_path: Path) -> None:
    """As PPM without, as PNG with Pillow."""
    picture = Photograph.from_ppm(PPM)
    picture.save(tmp_path / "a.ppm")
    assert (tmp_path / "a.ppm").read_bytes() == PPM
    picture.save(str(tmp_path / "a.png"))
    with Image.open(tmp_path / "a.png") as image:
        assert np.array_equal(np.asarray(image), picture.array)
    with pytest.raises(ValueError, match="unknown file extension"):
        picture.save(tmp_path / "a.unknown")


def test_nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a QEMU machine."""
    monkeypatch.delenv(contract.HOST, raising=False)
    with pytest.raises(lab.LabUnavailable, match="in a QEMU machine only"):
        lab.photograph("cirrus")


def test_no_such_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that has no display nor one that this machine has not; nothing is asked of the port."""
    monkeypatch.setenv(contract.HOST, "/nowhere")
    monkeypatch.setenv(contract.DEVICES, "cirrus,vgem")
    for device in ("vgem", "bochs-drm", "virtio-gpu", "../cirrus", ""):
        with pytest.raises(lab.LabError, match=r"no such display device to photograph: .*; this machine has cirrus$"):
            lab.photograph(device)


def asked(*pieces: bytes) -> tuple[list[str], list[tuple[str, int, str]]]:
    """What requests that come in these pieces are answered, and which photographs were taken."""
    taken: list[tuple[str, int, str]] = []

    def take(device: str, head: int, name: str) -> None:
        if device == "broken":
            raise lab.LabError("QEMU did not:\nno surface")
        taken.append((device, head, name))

    ours, theirs = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        requests = Requests(theirs, take)
        for piece in pieces:
            requests.feed(piece)
        os.write(theirs, b"end")
        answers = os.read(ours, 1 << 16).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    return answers.removesuffix("end").splitlines(), taken


def test_requests() -> None:
    """One line each way, in whatever pieces they come; names of files are the lab's."""
    answers, taken = asked(b"m1 photograph cirrus 0\nm2 photo", b"graph virtio-gpu 1\n")
    assert answers == ["m1 ok 1.ppm", "m2 ok 2.ppm"]
    assert taken == [("cirrus", 0, "1.ppm"), ("virtio-gpu", 1, "2.ppm")]


@pytest.mark.parametrize(
    "request_line",
    [
        "quit",
        "photograph",
        "photograph cirrus",
        "photograph ../x 0",
        "photograph cirrus -1",
        "photograph cirrus 0 /etc/x",
    ],
)
def test_unknown_requests(request_line: str) -> None:
    """Are answered so, and nothing is done."""
    answers, taken = asked(f"m {request_line}\n".encode())
    assert answers == [f"m error no such request: {request_line!r}"]
    assert taken == []


def test_requests_that_fail() -> None:
    """The reason comes back as one line."""
    assert asked(b"m photograph broken 0\n")[0] == ["m error QEMU did not: no surface"]


def test_noise() -> None:
    """Bytes that are no request, however many, are dropped, and what follows is answered."""
    answers, _ = asked(b"\xff\0" * 100_000, b"\n\n", b"m photograph cirrus 0\n")
    assert answers == ["m ok 1.ppm"]


def test_a_reader_that_has_gone() -> None:
    """Does not stop the lab."""
    ours, theirs = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    os.close(ours)
    try:
        Requests(theirs, lambda *_: None).feed(b"m photograph cirrus 0\n")
    finally:
        os.close(theirs)
