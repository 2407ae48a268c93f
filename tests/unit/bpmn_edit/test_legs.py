"""One leg more in a parallel block, and another way behind a wait."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.bpmn import table
from engine.bpmn.definition import Outcome, Step, Wait
from engine.bpmn.edit import EditRefused, apply, new_procedure
from engine.bpmn.edit import edits as e
from engine.bpmn.reader import read
from tests.unit.bpmn_layout.drawn import Drawn

WHO = Step(unit="receiving/phong_vhxh", post="chuyen_vien", limit=Decimal(4), kind="opinion")


def block() -> bytes:
    """Receive, then two opinions side by side, then signing."""
    data = new_procedure("Thử")
    for after, name in (("tiep_nhan", "Ý kiến một"), ("y_kien_mot", "Ý kiến hai"), ("y_kien_hai", "Ký")):
        data = apply(data, e.AddStep(after, name, WHO))
    return apply(data, e.MakeParallel(("y_kien_mot", "y_kien_hai")))


def test_a_leg_more_is_done_beside_the_others_and_drawn_without_faults() -> None:
    before = block()
    split = next(row.parallel for row in table.read(read(before)).rows if row.parallel)
    after = apply(before, e.AddLeg(split, "Ý kiến ba", WHO))
    rows = table.read(read(after)).rows
    assert [(row.name, row.parallel) for row in rows] == [
        ("Tiếp nhận hồ sơ", None),
        ("Ý kiến một", split),
        ("Ý kiến hai", split),
        ("Ý kiến ba", split),
        ("Ký", None),
    ]
    assert [one.goes_to for one in rows[0].outcomes] == ["2, 3, 4"]
    assert [row.outcomes[0].goes_to for row in rows[1:4]] == ["5", "5", "5"]
    assert Drawn(after).faults() == []


def test_a_gateway_that_is_no_parallel_split_gets_no_leg() -> None:
    with pytest.raises(EditRefused, match="no parallel block"):
        apply(block(), e.AddLeg("tiep_nhan", "Ý kiến ba", WHO))


def waiting() -> bytes:
    """Receive, examine with a supplement wait that comes back to examining, sign."""
    data = apply(new_procedure("Thử"), e.AddStep("tiep_nhan", "Thẩm định", WHO))
    data = apply(data, e.AddStep("tham_dinh", "Ký", WHO))
    wait = Wait("supplement", auto_close_after=Decimal(15))
    return apply(data, e.AddOutcome("tham_dinh", Outcome("bo_sung", "Bổ sung"), e.Await(wait)))


def goal_of_wait(data: bytes) -> str:
    (wait,) = table.read(read(data)).waits
    return wait.goes_to


def test_a_wait_leads_back_to_another_step_or_on_and_back_again() -> None:
    data = waiting()
    wait = table.read(read(data)).waits[0].element
    assert goal_of_wait(data) == "2"
    back = apply(data, e.LeadWait(wait, e.To("tiep_nhan")))
    assert goal_of_wait(back) == "1"
    onward = apply(back, e.LeadWait(wait, e.GoOn()))
    assert goal_of_wait(onward) == "3"
    again = apply(onward, e.LeadWait(wait, e.To("tham_dinh")))
    assert goal_of_wait(again) == "2"
    for one in (back, onward, again):
        assert Drawn(one).faults() == []


def test_only_a_wait_is_led_elsewhere() -> None:
    with pytest.raises(EditRefused):
        apply(waiting(), e.LeadWait("ky", e.GoOn()))
