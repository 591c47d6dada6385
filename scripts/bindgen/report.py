"""bindings.report.md: what bindings.h covers, and what was compared with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .facts import DEVIATIONS
from .groups import CHANGED

if TYPE_CHECKING:
    from .coverage import Coverage
    from .groups import Outcome
    from .headers import HeaderSet
    from .model import Section


def text(
    sections: list[Section], sets: list[HeaderSet], outcomes: list[Outcome], covered: list[Coverage], nowhere: list[str]
) -> str:
    """The whole report."""
    parts = [
        "# What bindings.h covers",
        "",
        "Written by `scripts/check_headers.py`, which compiles every fact of bindings.h (prototypes, sizes, member",
        "offsets and types, values) against real upstream headers.",
        "",
        *_sections(sections),
        *_ioctls(sections),
        *_comparisons(sets, outcomes, nowhere),
        *_coverage(covered),
        *_left_out(covered),
        *_newer(outcomes),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _sections(sections: list[Section]) -> list[str]:
    rows = [
        "## Sections",
        "",
        "| Section | Taken from | Functions | Structs | Constants | Ioctls |",
        "|---|---|--:|--:|--:|--:|",
    ]
    total = [0, 0, 0, 0]
    for section in sections:
        ioctls = sum(1 for constant in section.constants if constant.ioctl)
        counts = [
            len(section.functions),
            len(section.structs),
            len(section.constants) + len(section.handles) - ioctls,
            ioctls,
        ]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        rows.append(f"| {section.name} | {section.source} | {' | '.join(map(str, counts))} |")
    return [*rows, f"| **sum** | | {' | '.join(map(str, total))} |", ""]


def _ioctls(sections: list[Section]) -> list[str]:
    """How the ioctls of drm.h divide, as the design counts them."""
    drm = next(section for section in sections if section.name == "drm.h")
    names = [constant.name.removeprefix("DRM_IOCTL_") for constant in drm.constants if constant.ioctl]
    old = [name for name in names if name in ("GET_UNIQUE", "GET_CLIENT", "GET_STATS", "SET_VERSION")]
    mode = [name for name in names if name.startswith("MODE_")]
    syncobj = [name for name in names if name.startswith("SYNCOBJ_")]
    core = len(names) - len(old) - len(mode) - len(syncobj)
    return [
        f"Of the ioctls of drm.h, {len(mode)} are `MODE_*`, {len(syncobj)} `SYNCOBJ_*` and {core} other modern ones "
        f"({len(names) - len(old)} modern in all);",
        f"{len(old)} old ones that the kernel still answers are bound as well: {', '.join(old)}.",
        "",
    ]


def _comparisons(sets: list[HeaderSet], outcomes: list[Outcome], nowhere: list[str]) -> list[str]:
    rows = ["## Compared with", ""]
    for each in sets:
        packages = ", ".join(f"{name} {version}" for name, version in sorted(each.versions.items()))
        rows.append(f"- {each.name}: {packages}")
    rows += [
        "",
        "`Unknown` counts facts that a set does not state because it is older; `grown` counts sizes, and ioctl numbers",
        "that contain them, of structs that got further members since (the kernel accepts both sizes).",
        "",
        "| Header set | Headers | Facts asked | Agree | Unknown | Grown | Differ |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for outcome in outcomes:
        kinds = (outcome.agreed, outcome.unknown, outcome.grown, outcome.differing)
        counts = " | ".join(str(number) for number in (outcome.asked, *map(len, kinds)))
        if outcome.asked:
            rows.append(f"| {outcome.header_set.name} | {outcome.group.name} | {counts} |")
    rows += ["", "Differences on purpose, or of upstream with itself:", ""]
    rows += [f"- {name}: {why}" for name, why in {**DEVIATIONS, **CHANGED}.items()]
    rows += ["", f"Facts that no header confirms ({len(nowhere)}; sw_sync has no header): "]
    rows[-1] += ", ".join(nowhere) if nowhere else "none."
    return [*rows, ""]


def _coverage(covered: list[Coverage]) -> list[str]:
    rows = [
        "## Coverage of upstream",
        "",
        "| Upstream | Kind | There | Bound | Left out | Missing |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for each in covered:
        left = sum(map(len, each.left_out.values()))
        rows.append(f"| {each.origin} | {each.kind} | {each.total} | {each.bound} | {left} | {len(each.missing)} |")
    missing = [f"{name} ({each.origin})" for each in covered for name in each.missing]
    return [*rows, "", f"Missing: {', '.join(missing) if missing else 'nothing.'}", ""]


def _left_out(covered: list[Coverage]) -> list[str]:
    rows = ["## Left out on purpose", ""]
    for each in covered:
        for why, names in sorted(each.left_out.items()):
            rows += [f"- **{each.origin}, {each.kind}** ({len(names)}): {why}:", f"  {', '.join(names)}"]
    return [*rows, ""]


def _newer(outcomes: list[Outcome]) -> list[str]:
    rows = ["## Newer than a header set", ""]
    for outcome in outcomes:
        if outcome.unknown:
            names = sorted(outcome.unknown)
            rows.append(f"- {outcome.header_set.name}, {outcome.group.name} ({len(names)}): {', '.join(names)}")
    return rows
