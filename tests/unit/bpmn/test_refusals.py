"""Refusals an automatic step catches: said by the table, changed by edits, gone with the step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.bpmn import reader, table
from engine.bpmn.definition import Connector, Definition, Failure
from engine.bpmn.edit import EditRefused, apply
from engine.bpmn.edit.edits import (
    AddConnector,
    CatchRefusal,
    ChangeConnector,
    Edit,
    End,
    GoOn,
    LeaveRefusal,
    MoveStep,
    RemoveStep,
    To,
)
from engine.bpmn.refusals import caught

STEP = "hoi_cong_an"
ASKS = AddConnector("tham_dinh", "Hỏi công an", Connector("police.residence", "1", failure=Failure(3, "wait")))
REFUSED = CatchRefusal(STEP, "refused", "Đối tác từ chối", End("refused"))


def after(data: bytes, *edits: Edit) -> bytes:
    for one in edits:
        data = apply(data, one)
    return data


def read(data: bytes) -> Definition:
    return reader.read(data)


def goals(data: bytes) -> dict[str, str]:
    definition = read(data)
    return {one.code: definition.nodes[one.goal[0]].end_result or one.goal[0] for one in caught(definition, STEP)}


def test_a_caught_refusal_is_still_a_table_and_stands_on_the_border_of_its_step(library_card: bytes) -> None:
    data = after(library_card, ASKS, REFUSED, CatchRefusal(STEP, "wrong_field", "Dữ liệu sai", To("tiep_nhan")))
    definition = read(data)
    assert table.read(definition).not_a_table == ()
    assert goals(data) == {"refused": "refused", "wrong_field": "tiep_nhan"}
    host = definition.shapes[STEP]
    for one in caught(definition, STEP):
        event = definition.shapes[one.event]
        assert host.x <= event.x + event.width / 2 <= host.x + host.width
        assert abs(event.y + event.height / 2 - host.y - host.height) <= 1
        assert one.flow in definition.edges


@pytest.mark.parametrize(
    ("goal", "leads"), [(GoOn(), "ky_duyet"), (To("tiep_nhan"), "tiep_nhan"), (End("stopped"), "stopped")]
)
def test_a_refusal_is_led_elsewhere_without_leaving_anything_behind(
    library_card: bytes, goal: GoOn | To | End, leads: str
) -> None:
    first = after(library_card, ASKS, REFUSED)
    data = after(first, CatchRefusal(STEP, "refused", goal=goal))
    assert list(goals(data)) == ["refused"]
    if not isinstance(goal, GoOn):
        assert goals(data)["refused"] == leads
    again = after(data, CatchRefusal(STEP, "refused", goal=End("refused")))
    assert set(read(again).nodes) == set(read(first).nodes)


def test_what_is_caught_no_longer_goes_with_its_end_and_its_error(library_card: bytes) -> None:
    plain = after(library_card, ASKS)
    data = after(plain, REFUSED, LeaveRefusal(STEP, "refused"))
    assert set(read(data).nodes) == set(read(plain).nodes)
    assert b"errorCode" not in data
    assert after(data, LeaveRefusal(STEP, "refused")) == data


def test_moving_and_removing_the_step_takes_its_refusals_along(library_card: bytes) -> None:
    data = after(library_card, ASKS, REFUSED)
    moved = after(data, MoveStep(STEP, "tiep_nhan"))
    assert goals(moved) == {"refused": "refused"}
    assert table.read(read(moved)).not_a_table == ()
    assert set(read(after(data, RemoveStep(STEP))).nodes) == set(read(library_card).nodes)


def test_other_facts_of_the_step_leave_the_refusals_alone(library_card: bytes) -> None:
    data = after(library_card, ASKS, REFUSED)
    changed = after(data, ChangeConnector(STEP, Connector("rest", "1"), "Hỏi nơi khác"))
    assert goals(changed) == goals(data)


def test_only_automatic_steps_catch_refusals(library_card: bytes) -> None:
    for edit in (CatchRefusal("tham_dinh", "refused"), CatchRefusal("khong_co", "refused"), CatchRefusal(STEP, "")):
        with pytest.raises(EditRefused):
            after(library_card, ASKS, edit)


def test_an_event_a_table_cannot_say_still_sends_to_the_diagram(
    library_card: bytes, edited: Callable[..., bytes]
) -> None:
    data = after(library_card, ASKS, REFUSED).decode()
    timer = data.replace("errorEventDefinition", "timerEventDefinition")
    assert [one.element for one in table.read(read(timer.encode())).not_a_table]
