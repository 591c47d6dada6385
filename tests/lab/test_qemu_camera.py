"""Photographs of the displays of a QEMU machine, taken from inside and from outside of it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from pydri import lab
from pydri.lab.progress import Progress
from pydri.lab.qemu.kernel import ensure_kernel

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("clean")

SHOW = """
import os, sys, time, numpy, pydrm
from pydri import lab
from pydrm.kms import Display

def refused(*arguments, **options):
    try:
        lab.photograph(*arguments, **options)
    except lab.LabError as error:
        return f"{type(error).__name__}: {error}"
    return "taken"

results = os.environ["PYDRI_RESULTS"]
print(refused("cirrus"), refused("bochs"), sep="\\n")
with pydrm.open(driver="cirrus") as device, Display(device, mode="640x480") as display:
    rows, columns = numpy.mgrid[:480, :640]
    display.show((rows << 16 & 0xFF0000 | columns << 8 & 0xFF00 | 0x42).astype("u4"))
    lab.photograph("cirrus", os.path.join(results, "inside.png"))
    print(refused("cirrus", head=1), os.listdir("/tmp/.pydri-lab/host"), sep="\\n")
    print("lit", flush=True)
    while not os.path.exists(os.path.join(results, "seen")):
        time.sleep(0.1)
"""


@pytest.fixture(scope="module", autouse=True)
def qemu() -> None:
    """The standard kernel for QEMU, downloaded if need be; a host that cannot have it skips, unless one is required."""
    try:
        ensure_kernel(None, Progress(), vkms=False)
    except lab.LabUnavailable as error:
        if os.environ.get("PYDRI_REQUIRE"):
            raise
        pytest.skip(str(error))


def test_from_inside_and_outside(tmp_path: Path) -> None:
    """Both see every pixel; what cannot be photographed is refused in words."""
    machines: list[Any] = []
    said = bytearray()
    seen: list[lab.Photograph] = []

    def listen(data: bytes) -> None:
        said.extend(data)
        if b"lit" in said and not seen:
            seen.append(machines[0].photograph("cirrus"))
            with pytest.raises(lab.LabError, match=r"screendump: .*no-such-device"):
                machines[0].photograph("no-such-device")
            (tmp_path / "seen").touch()

    result = lab.run(
        [sys.executable, "-c", SHOW],
        machine="qemu",
        devices=["cirrus"],
        results=tmp_path,
        stdout=listen,
        started=machines.append,
        timeout=300,
    )
    assert result.status == 0
    assert said.decode().splitlines() == [
        "DisplayOff: cirrus shows nothing: all of its outputs are off",
        "LabError: no such display device to photograph: 'bochs'; this machine has cirrus",
        "LabError: photograph cirrus 1: QEMU did not execute screendump: "
        "Device cirrus (head 1) is not bound to a QemuConsole",
        "[]",
        "lit",
    ]
    rows, columns = np.mgrid[:480, :640]
    expected = np.stack([rows & 255, columns & 255, np.full_like(rows, 0x42)], -1)
    assert np.array_equal(seen[0].array, expected)
    with Image.open(tmp_path / "inside.png") as inside:
        assert np.array_equal(np.asarray(inside), expected)
    with pytest.raises(lab.LabError, match="screendump"):
        machines[0].photograph("cirrus")


def test_not_in_uml() -> None:
    """Where there is no QEMU there is no camera."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pydri.lab",
            "run",
            "--",
            sys.executable,
            "-c",
            "import pydri.lab as l; l.photograph('x')",
        ],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("in a QEMU machine only: PYDRI_HOST is not set here")
