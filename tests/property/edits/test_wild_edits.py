"""Any edit on any procedure: refused with reasons, or a file that reads, checks, runs and is drawn well."""

from __future__ import annotations

import dataclasses
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from engine.bpmn import table
from engine.bpmn.checks import check
from engine.bpmn.definition import Connector, Definition, Outcome, Step, Wait
from engine.bpmn.edit import EditRefused, apply, fixes, new_procedure
from engine.bpmn.edit import edits as e
from engine.bpmn.reader import read
from engine.bpmn.sheet import Case
from engine.bpmn.vocabulary import shipped
from engine.spiff.specs import compile_version
from tests.unit.bpmn_layout.drawn import Drawn

FILES = sorted((Path(__file__).parents[3] / "procedures_bpmn").glob("*.bpmn"))
WHO = (
    ("receiving/one_stop", "can_bo_mot_cua"),
    ("receiving/phong_kt", "chuyen_vien"),
    ("receiving", "lanh_dao_ubnd_xa"),
)
CASES = (Case("thuong", "Thường", 'ho_so.channel = "a"'), Case("gap", "Gấp", 'ho_so.channel = "b"'))


def small() -> bytes:
    """Four steps and two cases."""
    data = apply(new_procedure("Thử nghiệm"), e.ChangeSheet({"cases": CASES}))
    for after, name, (unit, post) in (
        ("tiep_nhan", "Thẩm định", WHO[1]),
        ("tham_dinh", "Ký duyệt", WHO[2]),
        ("ky_duyet", "Trả kết quả", WHO[0]),
    ):
        data = apply(data, e.AddStep(after, name, Step(unit=unit, post=post, limit=Decimal(4), kind="review")))
    return data


def any_edit(draw: Any, definition: Definition) -> e.Edit:
    """An edit with elements of ``definition``; many make no sense."""
    steps = [node.id for node in definition.nodes.values() if node.kind in ("user", "receive")]
    rows = [key for key in table.ordered(definition) if definition.nodes[key].kind == "user"]

    def one(some: Any) -> Any:
        return draw(st.sampled_from(list(some)))

    key, other = one(steps), one(steps)
    node = definition.nodes[key]
    outcomes = [each.id for each in node.step.outcomes] if node.step and node.step.outcomes else ["xong"]
    start = draw(st.integers(0, len(rows) - 1))
    run = tuple(rows[start : start + draw(st.integers(1, 3))])
    unit, post = one(WHO)
    step = Step(unit=unit, post=post, limit=Decimal(2), kind="review")
    wait = Wait(one(("supplement", "payment", "agency")), auto_close_after=Decimal(15))
    goal = one(
        (e.GoOn(), e.To(other), e.End(), e.Await(wait), e.Await(wait, then=e.GoOn()), e.Await(wait, then=e.To(other)))
    )
    gateways = [each.id for each in definition.nodes.values() if each.kind == "parallel"] or ["x"]
    flows = list(definition.flows)
    outcome = one(("a", "b", "c"))
    choices: tuple[e.Edit, ...] = (
        e.AddStep(one((None, key)), "Bước thêm", step),
        e.AddStep(key, "Bước rẽ", step, outcome=one(outcomes)),
        e.AddWait(key, "Chờ thuế", wait),
        e.AddConnector(key, "Tra cứu", Connector("population.lookup")),
        e.MoveStep(key, one((None, other))),
        e.RemoveStep(key),
        e.RemoveStep(key, returns_to=other),
        e.AddOutcome(key, Outcome(outcome, outcome), goal),
        e.ChangeOutcome(key, one(outcomes), goal=goal),
        e.RemoveOutcome(key, one(outcomes)),
        e.AddBranch(key, 'ho_so.channel = "truc_tuyen"', "Trực tuyến", goal),
        e.RemoveBranch(one(flows)),
        e.MakeParallel(run),
        e.MakeSequential(one(gateways)),
        e.AddLeg(one(gateways), "Nhánh thêm", step),
        e.LeadWait(key, one((e.GoOn(), e.To(other)))),
        e.OnlyInCases(run, one(((), ("thuong",), ("gap",)))),
        e.MakeOnePerUnit(key, "don.co_quan", one((None, 2))),
        e.ShareTime(run, one((None, Decimal(8)))),
        e.ChangeStep(key, dataclasses.replace(node.step or Step(), unit=unit, post=post)),
        e.Renumber(),
    )
    return choices[draw(st.integers(0, len(choices) - 1))]


def errors(definition: Definition) -> set[tuple[str, str]]:
    found = check(definition, shipped())
    allowed = ("name_key_unknown", "connector_unknown", "connector_missing")
    return {(one.code, one.element) for one in found if one.severity == "error" and one.code not in allowed}


def try_edit(data: bytes, edit: e.Edit) -> bytes:
    """The file after ``edit``, looked at from all sides; the file itself when the edit was refused."""
    try:
        after = apply(data, edit)
    except EditRefused as refused:
        assert all(one.why.vi and one.why.en and one.what_to_do.vi and one.what_to_do.en for one in refused.problems)
        return data
    before, definition = read(data), read(after)
    assert errors(definition) <= errors(before)
    assert {one.code for one in definition.problems} <= {one.code for one in before.problems}
    assert table.read(definition).not_a_table == ()
    for key in before.nodes.keys() & definition.nodes.keys():
        assert before.nodes[key].kind == definition.nodes[key].kind
    assert set(Drawn(after).faults()) <= set(Drawn(data).faults())
    for finding in check(definition, shipped()):
        fixes(definition, finding)
    return after


def run(data: bytes, draw: Any, steps: int) -> None:
    for _ in range(steps):
        edit = any_edit(draw, read(data))
        note(repr(edit))
        data = try_edit(data, edit)
    compile_version(data)


WILD = {
    "deadline": None,
    "derandomize": "QT_SOAK" not in os.environ,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
}


@given(st.data())
@settings(max_examples=25, **WILD)
def test_a_small_procedure_survives_any_edits(data: st.DataObject) -> None:
    run(small(), data.draw, 8)


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in FILES])
@given(data=st.data())
@settings(max_examples=2, **WILD)
def test_a_shipped_procedure_survives_any_edits(file: Path, data: st.DataObject) -> None:
    if table.read(read(file.read_bytes())).not_a_table == ():
        run(file.read_bytes(), data.draw, 3)
