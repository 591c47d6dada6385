"""The command line of `scripts/mutants`: build, run, compare, tell."""

from __future__ import annotations

import argparse
import contextlib
import os
import queue
import shutil
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.errors import BuildError, LabError
from pydri.lab.kbuild import open_tree
from pydri.lab.progress import make_progress

from . import report, rules, runs
from .build import Workshop
from .cases import Baseline
from .store import Store, fingerprint, tests_fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cases import Run
    from .rules import Mutant, Rules

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutants"
DOCUMENT = ROOT / "docs" / "mutants.md"
_SETTLED = (report.CAUGHT, report.KERNEL)


class Campaign:
    """One run of the program: a builder that stays a little ahead, and `jobs` labs that try what it built."""

    def __init__(self, table: Rules, chosen: Sequence[Mutant], workshop: Workshop, *, jobs: int, keep: bool) -> None:
        self.rules = table
        self.workshop = workshop
        self.chosen = chosen
        self.jobs = jobs
        self.keep = keep
        self.store = Store(WORK / "results.json")
        self.baseline = Baseline(frozenset(), frozenset())
        self._built: queue.Queue[tuple[Mutant, Path] | None] = queue.Queue(maxsize=jobs + 1)
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._started = time.monotonic()
        self._tests = tests_fingerprint(ROOT)
        self._done = 0

    def say(self, text: str) -> None:
        """One line, with the time since the start."""
        passed = time.monotonic() - self._started
        print(f"[{passed // 60:3.0f}:{passed % 60:02.0f}] {text}", flush=True)

    def prepare(self) -> None:
        """Are the rules right for this kernel, and what does the suite say to the unmodified one?"""
        wrong = rules.check_sources(self.rules, self.workshop.pristine)
        if wrong:
            raise rules.RuleError("\n".join(wrong))
        kernel = self.workshop.unmodified(WORK / "kernels" / "unmodified")
        tests = sorted({file for mutant in self.chosen for file in self.rules.files(mutant)})
        slow = any(mutant.slow for mutant in self.chosen)
        self.say(f"the unmodified kernel, {self.jobs} at once, {len(tests)} files")
        # As busy as the machine will be later: a case that fails only under load must not count.
        with ThreadPoolExecutor(self.jobs) as pool:
            first = list(pool.map(lambda n: self._baseline(kernel, tests, n, slow), range(self.jobs)))
        self.baseline = Baseline.of(first)
        self.say(f"{len(self.baseline.good)} cases are content with it")
        for case in sorted(self.baseline.unreliable):
            self.say(f"not always: {case}")
        for case in sorted({case for run in first for case in run.failed}):
            self.say(f"fails on the unmodified kernel: {case}")

    def _baseline(self, kernel: Path, tests: Sequence[str], number: int, slow: bool) -> Run:
        place = WORK / "results" / f"baseline-{number}"
        run = runs.run_suite(kernel, tests, place, slow=slow, patience=0, limit=1200)
        if run.kernel or not run.finished:
            raise runs.SuiteError(f"the unmodified kernel: {run.kernel or 'the suite did not end'}")
        return run

    def build_all(self) -> None:
        """In a thread: build one mutant after the other, and hand each to the labs."""
        try:
            for mutant in self.chosen:
                if self._stop.is_set():
                    break
                try:
                    self._hand_over((mutant, self.workshop.build(mutant, WORK / "kernels" / mutant.id)))
                except (BuildError, rules.RuleError) as error:
                    self._note(mutant, report.Result(mutant.id, self._rule(mutant), report.BROKEN, kernel=str(error)))
        finally:
            for _ in range(self.jobs):
                self._hand_over(None)

    def _hand_over(self, item: tuple[Mutant, Path] | None) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(queue.Full):
                self._built.put(item, timeout=0.5)
                return

    def try_all(self) -> None:
        """In each lab's thread: take built mutants until there are no more."""
        while not self._stop.is_set():
            try:
                item = self._built.get(timeout=0.5)
            except queue.Empty:
                continue
            if item is None:
                return
            mutant, kernel = item
            place = WORK / "results" / mutant.id
            try:
                result = runs.try_mutant(
                    mutant, self._rule(mutant), kernel, self.rules.files(mutant), self.baseline, place
                )
            except runs.SuiteError as error:
                result = report.Result(mutant.id, self._rule(mutant), report.BROKEN, kernel=str(error))
            self._note(mutant, result)
            if not self.keep:
                kernel.unlink(missing_ok=True)
                shutil.rmtree(place, ignore_errors=True)

    def _rule(self, mutant: Mutant) -> str:
        return fingerprint(mutant)

    def _note(self, mutant: Mutant, result: report.Result) -> None:
        with self._lock:
            self._done += 1
            self.store.put(result)
            self.say(f"{self._done:3}/{len(self.chosen)} {report.line(mutant, result)}")

    def run(self) -> None:
        """Everything; after Ctrl-C no process is left, and what was found is kept for --resume."""
        self.prepare()
        with ThreadPoolExecutor(self.jobs + 1) as pool:
            work = [pool.submit(self.build_all), *(pool.submit(self.try_all) for _ in range(self.jobs))]
            try:
                for each in work:
                    each.result()
            except BaseException:
                self._stop.set()
                raise
        if tests_fingerprint(ROOT) != self._tests:
            self.say("WARNING: the suite changed meanwhile; new cases were not in the baseline and counted for nothing")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="ID", default=[], help="these mutants, or all whose id begins so")
    parser.add_argument("--list", action="store_true", help="list the mutants and do nothing")
    parser.add_argument(
        "--jobs", type=int, default=min(2, os.cpu_count() or 1), help="labs at once (default %(default)s)"
    )
    parser.add_argument("--resume", action="store_true", help="leave out what an earlier run has caught")
    parser.add_argument(
        "--keep", action="store_true", help="keep the kernels and the results of each run in build/mutants"
    )
    options = parser.parse_args(arguments)
    if options.jobs < 1:
        parser.error("--jobs must be at least 1")
    return options


def _campaign(table: Rules, left: Sequence[Mutant], options: argparse.Namespace) -> Store:
    files = sorted({mutant.file for mutant in table.mutants})
    with make_progress() as progress, open_tree(progress) as tree:
        campaign = Campaign(table, left, Workshop(tree, files), jobs=options.jobs, keep=options.keep)
        campaign.run()
        return campaign.store


def _list(chosen: Sequence[Mutant]) -> None:
    for mutant in chosen:
        mark = "=" if mutant.equivalent else "s" if mutant.slow else " "
        print(f"{mark} {mutant.id:42} {mutant.file.rpartition('/')[2]:24} {mutant.fault}")


def _write(table: Rules, store: Store) -> bool:
    """docs/mutants.md, when there is a result for everything that can be built."""
    results = store.current(table)
    missing = [mutant.id for mutant in table.mutants if mutant.equivalent is None and mutant.id not in results]
    if missing:
        print(f"{DOCUMENT.relative_to(ROOT)} is left as it is: {len(missing)} mutants have no result yet")
        return False
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(report.document(table, results), encoding="utf-8")
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")
    return True


def main(arguments: Sequence[str]) -> int:
    """0 when every mutant was caught, 1 when one survived or could not be tried, 2 for a wrong call."""
    options = _options(arguments)
    os.chdir(ROOT)
    try:
        table = rules.load()
        chosen = table.select(options.only)
        if options.list:
            _list(chosen)
            return 0
        store = Store(WORK / "results.json")
        settled = {id_ for id_, result in store.current(table).items() if result.verdict in _SETTLED}
        done = settled if options.resume else set()
        left = [mutant for mutant in chosen if mutant.equivalent is None and mutant.id not in done]
        if left:
            store = _campaign(table, left, options)
    except (rules.RuleError, runs.SuiteError, LabError) as error:
        print(f"scripts/mutants: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("scripts/mutants: interrupted; go on with --resume", file=sys.stderr)
        return 130
    results = store.current(table)
    found = [results[mutant.id] for mutant in chosen if mutant.equivalent is None]
    print(report.summary(found))
    _write(table, store)
    return 0 if all(result.verdict in _SETTLED for result in found) else 1
