"""Which lines of a kernel log are complaints, and which only look like it."""

from __future__ import annotations

import pytest

from pydri.lab import klog

COMPLAINTS = [
    "WARNING: CPU: 0 PID: 17 at drivers/gpu/drm/drm_gem.c:150 drm_gem_init+0x1/0x2",
    "[    0.230000] WARNING: CPU: 0 PID: 1 at lib/refcount.c:28 refcount_warn_saturate+0x1/0x2",
    "[    1.234567][   T17] BUG: KASAN: slab-use-after-free in vgem_fence_release+0x1/0x2",
    "BUG: sleeping function called from invalid context at kernel/locking/mutex.c:585",
    "kernel BUG at mm/slub.c:4000!",
    "Kernel panic - not syncing: Segfault with no mm",
    "Oops: general protection fault, probably for non-canonical address",
    "WARNING: possible circular locking dependency detected",
    "WARNING: suspicious RCU usage",
    "INFO: task python3:17 blocked for more than 120 seconds.",
    "INFO: possible recursive locking detected",
    "UBSAN: shift-out-of-bounds in drivers/x.c:1:2",
    "refcount_t: underflow; use-after-free.",
    "BUG kmalloc-64 (Not tainted): Poison overwritten",
    "list_add corruption. prev->next should be next",
    "general protection fault, maybe for address 0x0",
    "WARNING: drivers/gpu/drm/drm_file.c:251 at drm_file_free+0x1/0x2, CPU#0: a/17",
]
ORDINARY = [
    "Linux version 6.12.117",
    "epollctl add err fd 2, Operation not permitted",
    "overlayfs: failed to set xattr on upper",
    "vkms: warning: CPU: something said in passing",
    "sysrq: Show Blocked State",
    "a message about a BUG: quoted inside",
    "INFO: lab is fine",
    "lab: task 17 S in poll: python3 -c print('BUG: x')",
]


@pytest.mark.parametrize("line", COMPLAINTS)
def test_complaint_is_found(line: str) -> None:
    """Each kind of complaint is found, whatever stands before and after it."""
    found = klog.findings(f"Linux version\n{line}\nCall Trace:\n [<60028678>] ? x\n")
    assert len(found) == 1
    assert found[0].startswith(line)
    assert "Call Trace" in found[0]


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_line_is_none(line: str) -> None:
    """Drivers may use alarming words in ordinary sentences."""
    assert klog.findings(f"a\n{line}\nb\n") == ()


def test_excerpts_do_not_overlap() -> None:
    """One report with several alarming lines is one finding, ended by its end mark; the next is another."""
    log = "WARNING: CPU: 0 PID: 1 at a.c:1 f\nBUG: more\n---[ end trace 0 ]---\nfine\nkernel BUG at b.c:2!\n"
    first, second = klog.findings(log)
    assert first.endswith("end trace 0 ]---")
    assert second == "kernel BUG at b.c:2!"


def test_excerpts_are_bounded() -> None:
    """A log full of complaints gives a bounded number of bounded excerpts."""
    found = klog.findings("BUG: x\n" * 10000)
    assert 0 < len(found) <= 20
    assert all(len(each.splitlines()) <= 24 for each in found)


def test_message_drops_the_timestamp() -> None:
    """The one-line message starts with the complaint itself."""
    assert klog.message("[    0.060000] Kernel panic - not syncing\nmore") == "Kernel panic - not syncing"
    assert klog.message("plain") == "plain"
