"""The tool behind docs/mutants.md: its rules are valid, and its arithmetic is right."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from mutation import build, cases, report, rules, store  # noqa: E402

RULE = """
[groups]
vgem = ["tests/conformance/test_vgem_fence.py"]
[[mutant]]
id = "one"
file = "drivers/a.c"
in = "second"
old = "return 1;"
new = "return 2;"
fault = "wrong"
seen = "2"
tests = ["vgem"]
"""
SOURCE = """\
static int first(void)
{
	return 1;
}

/* second() is not defined here */
static const struct drm_x *
second(struct a *b,
       int c)
{
	if (third(c))
		return 0;
	return 1;
}

int user(void)
{
	return second(0, 1);
}
"""


def good() -> rules.Rules:
    return rules.parse(RULE)


class TestRules:
    def test_the_rules_of_the_repository_are_valid(self) -> None:
        table = rules.load()
        assert len([mutant for mutant in table.mutants if mutant.equivalent is None]) >= 30
        for mutant in table.mutants:
            assert mutant.seen or mutant.equivalent, mutant.id
            assert table.files(mutant), mutant.id

    def test_every_file_of_a_group_is_there(self) -> None:
        for files in rules.load().groups.values():
            for file in files:
                assert (ROOT / file).is_file(), file

    def test_every_group_is_used(self) -> None:
        table = rules.load()
        assert set(table.groups) == {group for mutant in table.mutants for group in mutant.tests}

    def test_every_old_text_is_unique_in_the_kernel(self) -> None:
        """Only where a kernel tree is in the lab's cache: `scripts/mutants` puts it there."""
        trees = build.known_sources()
        if not trees:
            pytest.skip("no kernel tree of scripts/mutants in the lab's cache")
        for tree in trees:
            assert rules.check_sources(rules.load(), tree) == []

    @pytest.mark.parametrize(
        ("change", "complaint"),
        [
            (("[groups]", "[groups"), "not TOML"),
            (('id = "one"', 'id = "One"'), "lower-case"),
            (('seen = "2"\n', ""), "missing keys ['seen']"),
            (('seen = "2"', 'sean = "2"'), "unknown keys ['sean']"),
            (('"return 2;"', '"return 1;"'), "must differ"),
            (('tests = ["vgem"]', "tests = []"), "no group"),
            (('tests = ["vgem"]', 'tests = ["vkms"]'), "unknown group of tests 'vkms'"),
            (("[[mutant]]", RULE.partition("[[mutant]]")[2].join(["[[mutant]]", "[[mutant]]"])), "used twice"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_a_wrong_rule_is_named(self, change: tuple[str, str], complaint: str) -> None:
        with pytest.raises(rules.RuleError, match=re.escape(complaint)):
            rules.parse(RULE.replace(*change, 1))

    def test_selection(self) -> None:
        table = rules.parse(RULE + RULE.partition("[[mutant]]")[2].join(["[[mutant]]", ""]).replace("one", "one-more"))
        assert [each.id for each in table.select([])] == ["one", "one-more"]
        assert [each.id for each in table.select(["one"])] == ["one"]
        assert [each.id for each in table.select(["one-"])] == ["one-more"]
        with pytest.raises(rules.RuleError, match="no mutant is called 'two'"):
            table.select(["two"])


class TestPlace:
    def test_the_fault_goes_into_the_function(self) -> None:
        mutant = good().mutants[0]
        changed = mutant.apply(SOURCE)
        assert changed == SOURCE[: SOURCE.rindex("return 1;")] + "return 2;" + SOURCE[SOURCE.rindex("return 1;") + 9 :]
        assert mutant.line(SOURCE) == 13

    @pytest.mark.parametrize(
        ("source", "complaint"),
        [
            (SOURCE.replace("second(struct", "third(struct"), "0 definitions of second()"),
            (SOURCE + SOURCE, "2 definitions of second()"),
            (SOURCE.replace("return 0;", "return 1;"), "old text is 2 times"),
            (SOURCE.replace("return 1;", "return 3;"), "old text is 0 times"),
        ],
    )
    def test_a_rule_without_its_one_place_is_refused(self, source: str, complaint: str) -> None:
        with pytest.raises(rules.RuleError, match=re.escape(complaint)):
            good().mutants[0].apply(source)

    def test_without_a_function_the_whole_file_counts(self) -> None:
        mutant = rules.parse(RULE.replace('in = "second"\n', "")).mutants[0]
        with pytest.raises(rules.RuleError, match="old text is 2 times"):
            mutant.place(SOURCE)

    def test_sources_are_checked_one_by_one(self, tmp_path: Path) -> None:
        assert "No such file" in rules.check_sources(good(), tmp_path)[0]
        (tmp_path / "drivers").mkdir()
        (tmp_path / "drivers/a.c").write_text(SOURCE)
        assert rules.check_sources(good(), tmp_path) == []


def trace(*records: Mapping[str, object]) -> list[str]:
    return [json.dumps(record) for record in records]


BEGUN = (
    {"case": "tests/conformance/test_x.py::a", "rows": ["V1", "igt:x@y"]},
    {"case": "tests/conformance/test_x.py::b", "rows": ["V2"]},
    {"case": "tests/conformance/test_x.py::a", "start": True},
)
A, B = (f"tests/conformance/test_x.py::{name}" for name in "ab")


class TestRuns:
    def test_a_run_that_ended(self) -> None:
        run = cases.read_trace(
            trace(
                *BEGUN,
                {"case": A, "when": "call", "outcome": "passed", "message": ""},
                {"case": A, "when": "teardown", "outcome": "failed", "message": "left behind"},
                {"case": B, "start": True},
                {"case": B, "when": "call", "outcome": "xfailed", "message": ""},
                {"end": 1, "stopped": True},
            )
        )
        assert run.cases == {A: "failed", B: "xfailed"}
        assert run.failed == [A]
        assert run.messages == {A: "left behind"}
        assert run.finished
        assert run.stopped
        assert run.open is None

    def test_a_guest_that_died(self) -> None:
        run = cases.read_trace([*trace(*BEGUN), '{"case": "tests/conf'])
        assert not run.finished
        assert run.open == A
        assert run.cases == {}

    def test_only_what_always_passes_counts(self) -> None:
        runs = [cases.Run(cases={A: "passed", B: "passed"}), cases.Run(cases={A: "passed", B: "failed"})]
        baseline = cases.Baseline.of(runs)
        assert baseline.good == {A}
        assert baseline.unreliable == {B}
        mutant = cases.Run(cases={B: "failed", A: "failed", "new": "failed"}, rows={A: ("V1", "igt:x@y", "V2")})
        assert cases.caught_by(mutant, baseline) == [A]
        assert cases.rows_of(mutant, [A, B]) == ["V1", "V2"]

    def test_a_new_pass_of_an_expected_failure_counts(self) -> None:
        baseline = cases.Baseline.of([cases.Run(cases={A: "xfailed"})])
        assert cases.caught_by(cases.Run(cases={A: "xpassed"}), baseline) == [A]


def result(verdict: str, **fields: object) -> report.Result:
    return report.Result(**{"id": "one", "rule": "r", "verdict": verdict, "ran": 7, **fields})  # type: ignore[arg-type]


class TestReport:
    def test_survivors_are_loud(self) -> None:
        text = report.document(good(), {"one": result(report.SURVIVED)})
        assert "0 caught" in text
        assert "1 survived" in text
        assert "SURVIVORS" in text
        assert "**SURVIVED**" in text
        assert "SURVIVED  one" in report.line(good().mutants[0], result(report.SURVIVED))

    def test_the_first_cases_and_their_number(self) -> None:
        names = tuple(f"tests/conformance/test_x.py::a[{number}|x]" for number in range(5))
        text = report.document(good(), {"one": result(report.CAUGHT, cases=names, rows=("V1",), stopped=True)})
        assert "`test_x.py::a[0\\|x]`<br>`test_x.py::a[1\\|x]`<br>and 3+ more" in text
        assert "SURVIVORS" not in text

    def test_equivalent_mutants_are_listed_with_their_reason(self) -> None:
        table = rules.parse(RULE + 'equivalent = "nobody can know"\n')
        text = report.document(table, {})
        assert "Faults that nobody can see" in text
        assert "nobody can know" in text

    def test_results_outlive_the_process_while_their_rule_stays(self, tmp_path: Path) -> None:
        table = good()
        kept = store.Store(tmp_path / "deep/results.json")
        kept.put(result(report.CAUGHT, rule=store.fingerprint(table.mutants[0]), cases=(A,), rows=("V1",)))
        again = store.Store(tmp_path / "deep/results.json")
        assert again.current(table)["one"].cases == (A,)
        assert again.current(rules.parse(RULE.replace("return 2", "return 4"))) == {}
