"""The conditions of the shipped forms and sheets mean the same in the browser and on the server; so do made-up ones."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from engine import forms
from engine.bpmn import reader
from engine.forms.checks.places import uses
from engine.forms.conditions import Condition, condition
from engine.forms.kinds.expression import Computed

ROOT = Path(__file__).resolve().parents[3]
MODULE = ROOT / "admin_ui" / "frontend" / "feel" / "feel.js"
RUN = ROOT / "tests" / "unit" / "feel" / "run_portable.mjs"
FORMS = [*sorted(ROOT.glob("forms/*/*.json")), ROOT / "engine" / "dossiers" / "applicant.json"]
SHEETS = sorted(ROOT.glob("procedures_bpmn/*.bpmn"))
with_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node runs the script")
Case = tuple[Condition, dict[str, Any]]


def shipped() -> Iterator[Condition]:
    """Conditions of fields, rules between answers, and what decides papers, cases and exemptions."""
    for path in FORMS:
        for use in uses(forms.load(path.read_bytes(), name=path.stem)):
            if not isinstance(use.field, Computed) or use.condition is not use.field.formula:
                yield use.condition
    for path in SHEETS:
        sheet = reader.read(path.read_bytes())
        written = [*(paper.when for paper in sheet.documents), *(case.when for case in sheet.cases)]
        written += [fee.exempt_when for fee in sheet.fees]
        yield from (condition(text) for text in written if text)


CONDITIONS = {one.source: one for one in shipped()}


def answers(one: Condition) -> Iterator[dict[str, Any]]:
    """The names a condition reads, with every mixture of its own words, other words, truth, numbers and nothing."""
    words = [None, True, False, 0, 7, "", "khác", *re.findall(r'"([^"]*)"', one.source)]
    paths = sorted(one.reads)
    for values in product(words[: 40 if len(paths) < 3 else 8], repeat=len(paths)):
        made: dict[str, Any] = {}
        for path, value in zip(paths, values, strict=True):
            holder = made
            for name in path[:-1]:
                holder = holder.setdefault(name, {})
            holder[path[-1]] = value
        yield made


def run_in_node(cases: list[Case]) -> list[Any]:
    sent = json.dumps({"cases": [[one.to_json(), values] for one, values in cases]})
    ran = subprocess.run(["node", str(RUN), str(MODULE)], input=sent, capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(ran.stdout)
    return found


def assert_agreed(cases: list[Case]) -> None:
    for (one, values), theirs in zip(cases, run_in_node(cases), strict=True):
        assert theirs == one.value(values, None), (one.source, values)


def test_the_shipped_conditions_are_there_and_all_of_them_can_leave_the_server() -> None:
    assert len(CONDITIONS) >= 25
    assert [source for source, one in CONDITIONS.items() if one.to_json() is None] == []


@with_node
def test_browser_and_server_agree_on_every_shipped_condition() -> None:
    cases = [(one, values) for one in CONDITIONS.values() for values in answers(one)]
    assert len(cases) > 500
    assert_agreed(cases)


NAMES = st.sampled_from(["a", "b", "c", "d.x", "d.y"])
LITERALS = st.sampled_from(['"co"', '"khong"', "null", "true", "false", "0", "1", "-2", "1.5"])
LISTS = st.lists(LITERALS, max_size=3).map(lambda items: f"[{', '.join(items)}]")
RANGES = st.sampled_from(["[0..1]", "(0..5)", "]1..5]", '["a".."d"]', "< 1", ">= 1", "= 1", '!= "co"'])
COMPARED = st.one_of(
    st.builds("{} {} {}".format, NAMES, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), NAMES | LITERALS),
    st.builds("{} in ({})".format, NAMES, RANGES | LISTS | LITERALS),
    st.builds("{} = {}".format, NAMES, LISTS),
    st.builds("{} between {} and {}".format, NAMES, LITERALS, LITERALS),
    st.builds("list contains({}, {})".format, LISTS, NAMES | LITERALS),
    st.builds("{}({}, {})".format, st.sampled_from(["contains", "starts with", "ends with"]), NAMES, LITERALS),
    st.builds("string length({}) > 1".format, NAMES),
    st.builds("count({}) > 1".format, LISTS | NAMES),
)
EXPRESSIONS = st.recursive(
    COMPARED,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
        st.builds("not({})".format, inner),
        st.builds("(if {} then {} else {})".format, inner, inner, inner),
        st.builds("{}([{}, {}])".format, st.sampled_from(["all", "any"]), inner, inner),
    ),
    max_leaves=5,
)
ANSWERS = st.sampled_from([None, True, False, 0, 1, 5, 1.5, "co", "khong", "", ["co"]])
VALUES = st.fixed_dictionaries(dict.fromkeys("abc", ANSWERS) | {"d": st.none() | st.fixed_dictionaries({"x": ANSWERS})})


@with_node
def test_browser_and_server_agree_on_made_up_conditions() -> None:
    cases: list[Case] = []

    @settings(max_examples=600, deadline=None, phases=[Phase.generate], database=None)
    @given(source=EXPRESSIONS, values=VALUES)
    def collect(source: str, values: dict[str, Any]) -> None:
        cases.append((condition(source), values))

    collect()
    assert [one.source for one, _ in cases if one.to_json() is None] == []
    assert_agreed(cases)


def test_a_broken_condition_has_no_form_for_the_browser() -> None:
    assert condition("=(").to_json() is None
