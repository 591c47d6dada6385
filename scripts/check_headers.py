#!/usr/bin/env python3
"""Compare every fact of bindings.h with real upstream headers, and write bindings.report.md.

The header sets are Debian's -dev packages of 12, 13 and unstable, fetched into ~/.cache/pydri/headers without touching
the machine's own apt, and the EGL registry.

Exit status 0: all agree and nothing is missing; 1: something differs; 2: a header set or the compiler is not to be had.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bindgen import coverage, facts, groups, headers, model, report, upstream
from bindgen.ctypes_text import Types

ROOT = Path(__file__).resolve().parent.parent
SETS = (*headers.SUITES, "registry", "installed")


class Check:
    """One run: the sections of a bindings.h, the header sets, and what came out."""

    def __init__(self, bindings: Path) -> None:
        self.sections = model.load(bindings)
        self.own = groups.own_facts(self.sections, bindings.resolve())
        self.sets: list[headers.HeaderSet] = []
        self.outcomes: list[groups.Outcome] = []
        self.covered: list[coverage.Coverage] = []

    def add(self, header_set: headers.HeaderSet) -> None:
        """Compare with a Debian header set."""
        self.sets.append(header_set)
        for group in groups.GROUPS:
            self._compare(header_set, group, [])

    def add_registry(self, header_set: headers.HeaderSet, platform: headers.HeaderSet) -> None:
        """Compare with the EGL registry; eglplatform.h comes from another set."""
        self.sets.append(header_set)
        self._compare(header_set, groups.REGISTRY, platform.flags())
        text = header_set.include("EGL/registry.h").read_text(encoding="utf-8")
        commands = {line.split("(")[0].split()[-1].strip("*") for line in text.splitlines() if line.endswith(");")}
        commands = {name for name in commands if name.startswith("egl")}
        self.covered.append(coverage.of_symbols("egl.xml", commands, self.sections))
        names = groups.offered(header_set, groups.REGISTRY, platform.flags())["egl.xml"]
        names.macros.clear()
        by_name = {section.name: section for section in self.sections}
        found = coverage.of_header(by_name["EGL/eglext.h"], self.sections, names)
        self.covered += [replace(each, origin="egl.xml") for each in found if each.kind in ("extension", "constant")]

    def cover(self, newest: headers.HeaderSet) -> None:
        """Judge how much of the newest headers and libraries is bound."""
        by_name = {section.name: section for section in self.sections}
        for group in groups.GROUPS:
            if group.name == "kernel headers of libdrm" and groups.includes(newest, groups.GROUPS[0]).get("drm.h"):
                continue
            for name, names in groups.offered(newest, group, []).items():
                self.covered += coverage.of_header(by_name[name], self.sections, names)
        for soname in ("libdrm.so.2", "libgbm.so.1"):
            symbols = upstream.exported(newest, soname)
            if symbols:
                self.covered.append(coverage.of_symbols(soname, symbols, self.sections))

    def _compare(self, header_set: headers.HeaderSet, group: groups.Group, extra: list[str]) -> None:
        self.outcomes.append(groups.compare(self.sections, self.own, header_set, group, extra))

    def nowhere(self) -> list[str]:
        """Facts that no header set confirms."""
        agreed = {name for outcome in self.outcomes for name in outcome.agreed}
        return [name for name in self.own if name not in agreed]

    def problems(self) -> list[str]:
        """Everything that is wrong, one line each."""
        found = []
        for outcome in self.outcomes:
            where = f"{outcome.header_set.name}, {outcome.group.name}"
            for name, (ours, theirs) in outcome.differing.items():
                if name not in groups.CHANGED:
                    found.append(f"{name}: bindings.h says {ours}, upstream says {theirs} ({where})")
        found += [f"{name}: missing ({each.origin}, {each.kind})" for each in self.covered for name in each.missing]
        return found

    def unconfirmed(self) -> list[str]:
        """Facts that a header should confirm and none does. sw_sync has no header; an older registry knows less."""
        excused = {"sw_sync"}
        if any(each.older for each in self.sets):
            excused |= {"EGL/egl.h", "EGL/eglext.h", "egl.xml"}
        types = Types(self.sections)
        known = {f.name for s in self.sections if s.name in excused for f in facts.of_section(s, types)}
        return [f"{name}: in no header" for name in self.nowhere() if name not in known]


def collect(check: Check, wanted: list[str], xml: Path | None) -> None:
    """Fetch and compare the wanted header sets, the newest last."""
    for name in wanted:
        if name == "registry":
            continue
        print(f"comparing with {name} …", file=sys.stderr)
        check.add(headers.installed() if name == "installed" else headers.fetch(name))
    if check.sets:
        check.cover(check.sets[-1])
    if "registry" in wanted:
        print("comparing with the EGL registry …", file=sys.stderr)
        check.add_registry(headers.registry(xml), check.sets[-1] if check.sets else headers.installed())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bindings", type=Path, default=ROOT / "bindings.h", help="the text to check")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=[*headers.SUITES, "registry"], metavar="SET")
    parser.add_argument("--egl-xml", type=Path, help="egl.xml of a registry checkout, instead of a published copy")
    parser.add_argument(
        "--report", type=Path, help="where to write the report (default: bindings.report.md, full runs only)"
    )
    options = parser.parse_args(arguments)
    if shutil.which("gcc") is None:
        print("check_headers: this needs gcc (apt-get install gcc libc6-dev)", file=sys.stderr)
        return 2
    check = Check(options.bindings)
    try:
        collect(check, options.sets, options.egl_xml)
    except headers.Unavailable as error:
        print(f"check_headers: {error}", file=sys.stderr)
        return 2
    full = set(options.sets) >= {*headers.SUITES, "registry"}
    problems = check.problems() + (check.unconfirmed() if full else [])
    target = options.report or (
        ROOT / "bindings.report.md" if full and options.bindings == ROOT / "bindings.h" else None
    )
    if target:
        text = report.text(check.sections, check.sets, check.outcomes, check.covered, check.nowhere())
        target.write_text(text, encoding="utf-8")
    for problem in problems:
        print(problem)
    asked = sum(outcome.asked for outcome in check.outcomes)
    print(f"{len(check.own)} facts, {asked} comparisons, {len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
