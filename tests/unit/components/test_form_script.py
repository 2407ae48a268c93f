"""The script of forms decides what is shown exactly as the server does, wherever it dares to decide."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin_ui.components.form.portable import portable
from engine.forms.conditions import condition

SCRIPT = Path(__file__).resolve().parents[3] / "admin_ui" / "frontend" / "form" / "evaluate.js"
RUN = f"""
import {{ evaluate }} from "file://{SCRIPT}";
const cases = JSON.parse(await new Response(process.stdin).text());
const get = (values) => (path) => path.reduce((found, key) => found?.[key] ?? null, values);
console.log(JSON.stringify(cases.map(([tree, values]) => evaluate(tree, get(values)))));
"""
NAMES = st.sampled_from(["a", "b", "c", "d.x"])
LITERALS = st.sampled_from(['"co"', '"khong"', "null", "true", "false", "0", "1", "-2"])
OPERANDS = NAMES | LITERALS
COMPARED = st.builds(
    "{} {} {}".format, NAMES, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), OPERANDS
) | st.builds('{} in ("co", null, 1)'.format, NAMES)
EXPRESSIONS = st.recursive(
    COMPARED,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
        | st.builds("not({})".format, inner)
    ),
    max_leaves=5,
)
VALUES = st.fixed_dictionaries(
    {name: st.sampled_from([None, True, False, 0, 1, 5, "co", "khong", ""]) for name in "abc"}
    | {"d": st.fixed_dictionaries({"x": st.sampled_from([None, "co", 1])})}
)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node runs the script")
@settings(max_examples=3, deadline=None)
@given(cases=st.lists(st.tuples(EXPRESSIONS, VALUES), min_size=150, max_size=200))
def test_browser_and_server_agree_on_every_condition(cases):
    compiled = [condition(source) for source, _ in cases]
    sent = [[json.loads(portable(one)), values] for one, (_, values) in zip(compiled, cases, strict=True)]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", RUN], input=json.dumps(sent), capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    for (source, values), one, theirs in zip(cases, compiled, said, strict=True):
        assert theirs == one.value(values, None), (source, values)


@pytest.mark.parametrize(
    "source", ["date(a) < today()", "if a then b else c", "a in [1..3]", "some x in a satisfies x", "a + 1 = 2", "a[1]"]
)
def test_what_the_script_does_not_know_stays_on_the_server(source):
    assert portable(condition(source)) == ""


def test_a_broken_condition_is_not_sent():
    assert portable(condition("=(")) == ""
    assert portable(None) == ""
