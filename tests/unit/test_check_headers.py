"""scripts/check_headers.py agrees with the installed headers, and notices when bindings.h is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = ROOT / "scripts/check_headers.py"
HEADERS = ("xf86drm.h", "gbm.h", "EGL/egl.h", "linux/dma-buf.h")

pytestmark = pytest.mark.skipif(
    shutil.which("gcc") is None or not all(Path("/usr/include", name).exists() for name in HEADERS),
    reason="needs gcc, libdrm-dev, libgbm-dev, libegl-dev and linux-libc-dev",
)


def check(*options: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": path} if path is not None else {})}
    command = [sys.executable, str(CHECK), *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def check_changed(folder: Path, old: str, new: str) -> subprocess.CompletedProcess[str]:
    """Check a bindings.h in which `old` became `new`."""
    text = (ROOT / "bindings.h").read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} places to change"
    changed = folder / "bindings.h"
    changed.write_text(text.replace(old, new), encoding="utf-8")
    return check("--sets", "installed", "--bindings", str(changed))


def test_the_text_agrees_with_the_installed_headers() -> None:
    """Every fact that these headers state is as bindings.h says, and nothing of theirs is missing."""
    answer = check("--sets", "installed")
    assert answer.returncode == 0, answer.stdout
    assert "0 problem(s)" in answer.stdout


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("#define DRM_CAP_PRIME 0x5", "#define DRM_CAP_PRIME 0x6", "constant DRM_CAP_PRIME:", id="value"),
        pytest.param(
            "GBM_BO_USE_LINEAR = 1 << 4", "GBM_BO_USE_LINEAR = 1 << 5", "constant GBM_BO_USE_LINEAR:", id="enum"
        ),
        pytest.param(
            "    uint32_t height;\n    uint32_t width;\n    uint32_t bpp;",
            "    uint32_t width;\n    uint32_t height;\n    uint32_t bpp;",
            "member struct drm_mode_create_dumb.width:",
            id="offset",
        ),
        pytest.param(
            "struct drm_gem_flink {\n    uint32_t handle;\n    uint32_t name;",
            "struct drm_gem_flink {\n    uint32_t handle;\n    uint64_t name;",
            "size struct drm_gem_flink:",
            id="size",
        ),
        pytest.param(
            "struct dma_buf_export_sync_file {\n    uint32_t flags;\n    int32_t fd;",
            "struct dma_buf_export_sync_file {\n    uint32_t flags;\n    uint32_t fd;",
            "member struct dma_buf_export_sync_file.fd:",
            id="sign",
        ),
        pytest.param(
            "    char **compatible;\n} drmPlatformDeviceInfo;",
            "    char *compatible;\n} drmPlatformDeviceInfo;",
            "member struct _drmPlatformDeviceInfo.compatible:",
            id="member type",
        ),
        pytest.param(
            "int drmIoctl(int fd, unsigned long request, void *arg);",
            "int drmIoctl(int fd, unsigned int request, void *arg);",
            "prototype drmIoctl:",
            id="parameter",
        ),
        pytest.param(
            "uint32_t gbm_bo_get_stride(struct gbm_bo *bo);",
            "int gbm_bo_get_stride(struct gbm_bo *bo);",
            "prototype gbm_bo_get_stride:",
            id="result",
        ),
        pytest.param(
            "EGLImage eglCreateImage(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, "
            "const EGLAttrib *attrib_list);",
            "EGLImage eglCreateImage(EGLDisplay dpy, EGLContext ctx, EGLenum target, EGLClientBuffer buffer, "
            "const EGLint *attrib_list);",
            "prototype eglCreateImage:",
            id="EGLAttrib for EGLint",
        ),
        pytest.param(
            "#define DRM_IOCTL_MODE_MAP_DUMB 0xc01064b3 /* _IOWR('d', 0xb3, struct drm_mode_map_dumb) */",
            "#define DRM_IOCTL_MODE_MAP_DUMB 0xc01064b4 /* _IOWR('d', 0xb4, struct drm_mode_map_dumb) */",
            "constant DRM_IOCTL_MODE_MAP_DUMB:",
            id="ioctl",
        ),
        pytest.param(
            "#define DRM_CLIENT_CAP_ATOMIC 3\n", "", "DRM_CLIENT_CAP_ATOMIC: missing (drm.h, constant)", id="lost"
        ),
        pytest.param(
            "int drmDropMaster(int fd);\n", "", "drmDropMaster: missing (libdrm.so.2, function)", id="lost function"
        ),
    ],
)
def test_a_wrong_fact_is_caught(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """One fact at a time is made wrong; the check fails and names it."""
    answer = check_changed(tmp_path, old, new)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert problem in answer.stdout


def test_only_what_is_wrong_is_named(tmp_path: Path) -> None:
    """A wrong value is one problem, not many, and both values are shown."""
    answer = check_changed(tmp_path, "#define EGL_NONE 0x3038", "#define EGL_NONE 0x3039")
    problems = [line for line in answer.stdout.splitlines() if line.startswith("constant")]
    assert len(problems) == 1
    assert f"bindings.h says 0 {0x3039}, upstream says 0 {0x3038}" in problems[0]


def test_newer_than_the_headers_is_no_error(tmp_path: Path) -> None:
    """What an older header cannot know is not held against bindings.h."""
    answer = check_changed(
        tmp_path,
        "int drmClose(int fd);",
        "int drmClose(int fd);\nint drmFromTheFuture(int fd); /* since libdrm 9 */\n#define DRM_FROM_THE_FUTURE 1",
    )
    assert answer.returncode == 0, answer.stdout


def test_without_a_compiler() -> None:
    """One line says what to install."""
    answer = check("--sets", "installed", path="/nonexistent")
    assert answer.returncode == 2
    assert answer.stderr == "check_headers: this needs gcc (apt-get install gcc libc6-dev)\n"


def test_the_report_is_the_text_s() -> None:
    """The committed report counts what bindings.h has now."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from bindgen import model

    report = (ROOT / "bindings.report.md").read_text(encoding="utf-8")
    for section in model.load(ROOT / "bindings.h"):
        ioctls = sum(1 for constant in section.constants if constant.ioctl)
        constants = len(section.constants) + len(section.handles) - ioctls
        row = f"| {section.name} | {section.source} | {len(section.functions)} | {len(section.structs)} |"
        assert f"{row} {constants} | {ioctls} |\n" in report
    assert "\nMissing: nothing.\n" in report
