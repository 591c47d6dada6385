"""The experiments of scripts/experiments, run for real: what they print is what is known of this Mesa.

Those that need no device run on this machine, the others in one lab machine. A printed value is compared with what was
seen of the version that the program itself names; times only with what would change the answer.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pydri import lab
from pydri.lab import contract

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parents[2] / "scripts" / "experiments"
ON_VGEM = (
    "modifiers",
    "nv12",
    "one_handle",
    "rendered_pixels",
    "share_texture",
    "swap_chain",
    "udmabuf_texture",
    "vgem_fence",
    "zero_copy",
)
ENDS_THE_KERNEL = ("vgem_unload",)

RATE = r"\d+ frames per second, \d+\.\d ms each"

#: Of each experiment, row by row: what is printed in every version that is known.
ROWS: dict[str, dict[str, str]] = {
    "orphaning": {
        "A is red, and made into B": "B is red",
        "green is drawn into A": "B is green",
        "blue is uploaded to A (glTexSubImage2D)": "B is blue",
        "glTexImage2D of A, yellow, of the same size": "B is yellow",
        "glTexImage2D of A, red, of another size": "B is yellow",
        "white is drawn into B": "B is white",
        "and then": "A is red",
        "the image is closed": "B is white",
        "A is deleted, its context destroyed": "B is white",
    },
    "reusable_sync": {
        "one signal, threads woken": r"re:3 of 3, the last after \d+\.\d ms",
        "a wait that comes later": r"re:passes, after \d+\.\d ms",
        "unsignalled, a wait of at most 120 ms": r"re:is over, after 1[2-9]\d ms",
        "destroyed under threads that wait": r"re:ClosedError, the last after \d+ ms",
    },
    "one_handle": {
        "handles of PRIME, GBM, and the file": r"re:(\d+) \1 \1",
        "PRIME is closed, then GBM: the handle is": "alive, then dead",
        "GBM is closed, then PRIME: the handle is": "alive, then dead",
        "GBM is closed, then EGL: the handle is": "alive, then dead",
        "EGL is closed, then GBM: the handle is": "alive, then dead",
        "PRIME is closed, then EGL: the handle is": "dead, then dead",
        "EGL is closed, then PRIME: the handle is": "dead, then EINVAL for PRIME, then dead",
        "the same, PRIME on a file of its own": "alive, then dead",
    },
    "rendered_pixels": {
        "after nothing, but time": "0% of the pixels, poll() says ready",
        "after a fence, client_wait()": "100% of the pixels, poll() says ready",
        "after glFinish": "100% of the pixels, poll() says ready",
    },
    "share_texture": {"3 frames, farthest code value": "0.50"},
    "swap_chain": {
        "frames that stay locked: 0, buffers shown": "AAAAAAAA",
        "frames that stay locked: 1, buffers shown": "ABABABAB",
        "frames that stay locked: 2, buffers shown": "ABCABCAB",
        "free buffers, by libgbm, at the end": "False",
        "frames that can be locked at once": "4",
        "what the frame after that says": "BadAlloc",
    },
    "nv12": {"by the shader": "right", "EGL lists NV12 among what it imports": "True"},
    "udmabuf_texture": {
        "GBM on vgem": "OSError EINVAL",
        "GBM on vgem, unchecked=True": "SIGSEGV",
        "a copy (glTexSubImage2D), any renderer": "every pixel is right",
    },
    "vgem_fence": {
        "drawn at once": r"re:old pixels, after \d+ ms",
        "drawn after dmabuf.wait()": r"re:new pixels, after \d+ ms",
    },
    "modifiers": {"formats that EGL imports": r"re:\d\d", "both": r"re:(.* )?XR24 (.* )?RG16( .*)?"},
    "zero_copy": {
        "10 frames, shared, mapped anew each time": rf"re:{RATE}, 0 bytes copied",
        "120 frames, shared, GBM keeps them mapped": rf"re:{RATE}, 0 bytes copied",
        "of these waited for vgem's fence": "130 of 130",
        "what the display shows": "the scene, within 1 of 255",
        "vgem, the dma-buf and vkms have the same pages": "True",
        "120 frames, copied": rf"re:{RATE}, {120 * 1024 * 768 * 4} bytes copied",
    },
}

#: What is otherwise from version to version; a version that is not here is seen for the first time.
OF_VERSION: dict[str, dict[str, dict[str, str]]] = {
    "22.3": {
        "nv12": {"converted by the driver, as NV12": "not of the frame: always (129, 129, 129)"},
        "udmabuf_texture": {"EGL's software device": "NotSupported"},
        "vgem_fence": {"EGL_ANDROID_native_fence_sync": "False"},
        "modifiers": {"made without modifiers, imported": "18", "layouts that GBM chose": "INVALID 18"},
    },
    "25.0": {
        "nv12": {"converted by the driver, as NV12": "BadAlloc"},
        "udmabuf_texture": {"EGL's software device": "every pixel is right"},
        "vgem_fence": {
            "EGL_ANDROID_native_fence_sync": "True",
            "drawn after sync.wait() on a native fence": r"re:new pixels, after \d+ ms",
        },
        "modifiers": {"made with modifiers, imported": "18", "planes of XR24 LINEAR, by GBM": "1"},
    },
}


def rows(output: str) -> dict[str, str]:
    """The lines of an experiment that tell what was measured."""
    return dict(re.findall(r"^  (\S.*?) {2,}(\S.*)$", output, re.MULTILINE))


def check(name: str, result: Mapping[str, object], version: str) -> None:
    """An experiment that ended well, answered, and printed what is known."""
    output = str(result["output"])
    assert result["status"] == 0, result["errors"]
    assert output.splitlines()[0].endswith("?"), output
    assert output.splitlines()[-1].startswith("Answer: "), output
    seen = rows(output)
    wanted = ROWS[name] | OF_VERSION[version].get(name, {})
    assert wanted.keys() <= seen.keys(), output
    for label, value in wanted.items():
        if value.startswith("re:"):
            assert re.fullmatch(value[3:], seen[label]), f"{label}: {seen[label]}"
        else:
            assert seen[label] == value, f"{label}: {seen[label]}"


def mesa(results: Mapping[str, Mapping[str, object]]) -> str:
    """Mesa's version, as the experiments that render print it."""
    found = {version for each in results.values() for version in re.findall(r"Mesa (\d+\.\d+)", str(each["output"]))}
    assert len(found) == 1, found
    return found.pop()


@pytest.mark.parametrize("name", ["orphaning", "reusable_sync"])
def test_on_this_machine(name: str) -> None:
    """What needs no device runs anywhere."""
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"LIBGL_ALWAYS_SOFTWARE": "1"},
    )
    result = {"status": done.returncode, "output": done.stdout, "errors": done.stderr}
    check(name, result, next(iter(OF_VERSION)))


def run_all(results: Path, python: str, place: str, **options: Any) -> dict[str, dict[str, object]]:
    """Run all that need vgem in one machine."""
    guest = 'exec "$0" "$1" --json "$PYDRI_RESULTS/all.json" $2'
    command = ["sh", "-c", guest, python, place, " ".join(ON_VGEM)]
    errors = bytearray()
    done = lab.run(command, timeout=400, results=results, stdout=lambda _: None, stderr=errors.extend, **options)
    assert done.status == 0, errors.decode()
    found: dict[str, dict[str, object]] = json.loads((results / "all.json").read_text())
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What they say with this machine's Mesa."""
    return run_all(tmp_path_factory.mktemp("experiments"), sys.executable, str(HERE / "run.py"))


@pytest.fixture(scope="module")
def in_debian_13(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What they say with Debian 13's Mesa and Python."""
    mounts = [*lab.project_mounts(), (HERE, contract.TESTS)]
    options = {"root": tree, "mounts": mounts, "env": lab.project_environment(), "cwd": "/tmp"}
    return run_all(tmp_path_factory.mktemp("experiments"), "python3", f"{contract.TESTS}/run.py", **options)


@pytest.mark.parametrize("name", ON_VGEM)
def test_in_the_lab(here: dict[str, dict[str, object]], name: str) -> None:
    """Each prints what is known of this machine's Mesa on vgem."""
    check(name, here[name], mesa(here))


@pytest.mark.parametrize("name", ON_VGEM)
def test_in_debian_13(in_debian_13: dict[str, dict[str, object]], name: str) -> None:
    """Each prints what is known of Debian 13's Mesa on vgem."""
    check(name, in_debian_13[name], mesa(in_debian_13))


def test_all_are_here() -> None:
    """Each experiment is one of these, asks one question in its docstring, and is short."""
    programs = {path.stem: path for path in HERE.glob("*.py") if path.stem not in ("run", "story", *ENDS_THE_KERNEL)}
    assert set(programs) == {*ON_VGEM, "orphaning", "reusable_sync"} == set(ROWS)
    for path in programs.values():
        text = path.read_text()
        assert text.startswith('"""')
        assert text.partition("\n")[0].endswith("?"), path.name
        assert len(text.splitlines()) < 100, path.name


def test_an_unexpected_answer_is_seen() -> None:
    """The comparison can fail: on a value, on a row that is missing, on a status."""
    good = {"status": 0, "errors": "", "output": "Why?\n  3 frames, farthest code value    0.50\nAnswer: so.\n"}
    check("share_texture", good, "22.3")
    for bad in (
        good | {"output": str(good["output"]).replace("0.50", "7.00")},
        good | {"output": "Why?\nAnswer: so.\n"},
        good | {"status": 1},
    ):
        with pytest.raises(AssertionError):
            check("share_texture", bad, "22.3")
