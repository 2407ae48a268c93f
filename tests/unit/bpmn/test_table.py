"""The steps table: the rows of the real sheets, their sums, and what is not a table."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.bpmn import table
from engine.bpmn.reader import read
from engine.bpmn.table import Table, natural
from engine.bpmn.timing import Timing

Edited = Callable[..., bytes]
LIBRARY = Path(__file__).parents[3] / "procedures_bpmn"


def shipped_table(key: str) -> Table:
    return table.read(read((LIBRARY / f"{key}.bpmn").read_bytes()))


def hours(one: Table) -> list[tuple[str, Decimal | None]]:
    return [(row.no, row.hours) for row in one.rows]


def test_the_fee_exemption_has_the_hours_of_its_decision() -> None:
    """Nghệ An QĐ 3760/QĐ-UBND: 02 · 04 · 58 · 06 · 07 · 03, returning not counted, 80 hours."""
    sheet = shipped_table("mien-giam-hoc-phi")
    assert hours(sheet) == [("1", 2), ("2", 4), ("3", 58), ("4", 6), ("5", 7), ("6", 3), ("7", None)]
    assert [(one.case, one.total_hours, one.term_hours) for one in sheet.totals] == [(None, 80, 80)]


def test_the_two_level_allowance_has_forty_and_fifty_six_hours() -> None:
    """Nghệ An QĐ 3854/QĐ-UBND: the commune 40 h in steps 1–6, the department 56 h in steps 7–14."""
    definition = read((LIBRARY / "tro-cap-mot-lan.bpmn").read_bytes())
    sheet = table.read(definition)
    expected = [4, 4, 20, 4, 4, 4, 4, 4, 12, 16, 8, 4, 4, 4, None]
    assert hours(sheet) == [(str(number), limit) for number, limit in enumerate(expected, 1)]
    assert [row.block for row in sheet.rows] == ["receiving"] * 6 + ["resolving"] * 9
    assert {(one.agency, one.total_hours, one.term_hours) for one in Timing(definition).agency_totals()} == {
        ("receiving", 40, 40),
        ("resolving", 56, 56),
    }
    assert {(one.total_hours, one.term_hours) for one in sheet.totals} == {(96, 96)}


def test_the_investment_approval_takes_seventeen_days() -> None:
    """Bắc Ninh QĐ 1582: 0,5 · 0,25 · 0,5 · 0,25 · 0,5 · 7 (side by side) · 2 · 1 · 1 · 0,5 · 3 · 0,5 days."""
    sheet = shipped_table("chap-thuan-chu-truong-dau-tu")
    days = ["0.5", "0.25", "0.5", "0.25", "0.5", "7", "2", "1", "1", "0.5", "3", "0.5"]
    assert [row.hours for row in sheet.rows] == [Decimal(one) * 8 for one in days]
    assert (sheet.totals[0].total_hours, sheet.totals[0].term_hours) == (17 * 8, 17 * 8)


def test_the_land_procedure_counts_its_two_phases_and_no_wait() -> None:
    """5 days until the tax slip is sent, 3 from the proof of payment; the tax office's time is not counted."""
    sheet = shipped_table("dang-ky-bien-dong-dat-dai")
    assert (sheet.totals[0].total_hours, sheet.totals[0].term_hours) == (64, 64)
    goes = {row.no: {one.id: one.goes_to for one in row.outcomes} for row in sheet.rows}
    assert goes["2b"]["ky"].startswith("wait:")


def test_outcomes_say_where_they_go(library_card: bytes) -> None:
    rows = table.read(read(library_card)).rows
    goes = {(row.no, one.id): one.goes_to for row in rows for one in row.outcomes}
    assert goes == {
        ("1", "tiep_nhan"): "2",
        ("2", "dat"): "3",
        ("2", "bo_sung"): "wait:cho_bo_sung",
        ("2", "tu_choi"): "end:refused",
        ("3", "ky"): "4",
        ("3", "tra_lai"): "2",
        ("4", "da_tra"): "end:granted",
    }


def test_a_day_is_eight_hours_and_uncounted_time_is_no_number(library_card: bytes) -> None:
    rows = table.read(read(library_card)).rows
    assert [(row.limit, row.limit_unit, row.hours, row.count) for row in rows] == [
        (2, "working_hours", 2, "counted"),
        (10, "working_hours", 10, "counted"),
        (Decimal("0.5"), "working_days", 4, "counted"),
        (None, "working_hours", None, "office_hours"),
    ]


def parallel(tools: Any) -> bytes:
    steps = {"a": (2, "1"), "b": (3, "2a"), "c": (5, "2b"), "d": (1, "10")}
    body = (
        '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/><bpmn:parallelGateway id="A"/><bpmn:parallelGateway id="J"/>'
    )
    body += "".join(
        tools.step(key, f'no="{no}" limit="{limit}"', f'<tthc:outcome id="{key}_xong"/>')
        for key, (limit, no) in steps.items()
    )
    return bytes(tools.sketch(body + tools.chain("s", "a", "A", "b", "J", "d", "e") + tools.chain("A", "c", "J")))


def test_parallel_legs_count_once_by_the_longest(tools: Any) -> None:
    sheet = table.read(read(parallel(tools)))
    assert [row.no for row in sheet.rows] == ["1", "2a", "2b", "10"]
    assert sheet.totals[0].total_hours == 2 + 5 + 1
    assert sheet.rows[0].outcomes[0].goes_to == "2a, 2b"
    assert sheet.not_a_table == ()


def test_return_flows_do_not_count_again(edited: Edited) -> None:
    again = edited(('sourceRef="ket_qua_ky" targetRef="vao_tham_dinh"', 'sourceRef="ket_qua_ky" targetRef="tiep_nhan"'))
    assert table.read(read(again)).totals[0].total_hours == 16


def test_cases_have_their_own_sums(edited: Edited) -> None:
    term = '<tthc:term value="2" unit="working_days" maxSupplement="1"/>'
    cases = '<tthc:case id="thuong"/><tthc:case id="gap"/>' + (
        '<tthc:term value="16" unit="working_hours" case="thuong"/>'
        '<tthc:term value="1" unit="working_days" case="gap"/>'
    )
    sheet = table.read(read(edited((term, cases), ('no="2" unit', 'no="2" case="thuong" unit'))))
    assert [(one.case, one.total_hours, one.term_hours) for one in sheet.totals] == [("thuong", 16, 16), ("gap", 6, 8)]
    assert sheet.rows[1].case == ("thuong",)


def test_a_shared_time_counts_once(edited: Edited) -> None:
    data = edited(
        ('no="2" unit', 'no="2" count="shared:G1" unit'), ('limit="0.5" limitUnit="working_days"', 'count="shared:G1"')
    )
    sheet = table.read(read(data))
    assert sheet.totals[0].total_hours == 2 + 10
    assert [(row.count, row.shared_group) for row in sheet.rows[1:3]] == [("shared", "G1"), ("shared", "G1")]


@pytest.mark.parametrize(
    ("inside", "element"),
    [
        ('<bpmn:subProcess id="x"/>', "x"),
        ('<bpmn:callActivity id="x"/>', "x"),
        ('<bpmn:inclusiveGateway id="x"/>', "x"),
        ('<bpmn:boundaryEvent id="x" attachedToRef="tham_dinh"/>', "x"),
        ('<bpmn:task id="x"/>', "x"),
    ],
)
def test_what_a_table_has_no_words_for_is_named(edited: Edited, inside: str, element: str) -> None:
    sheet = table.read(read(edited(('<bpmn:endEvent id="xong"', f'{inside}<bpmn:endEvent id="xong"'))))
    assert [one.element for one in sheet.not_a_table] == [element]
    assert sheet.not_a_table[0].reason.vi
    assert len(sheet.rows) == 4


def test_a_split_behind_no_step_is_no_table_unless_it_is_the_case(edited: Edited) -> None:
    gate = '<bpmn:exclusiveGateway id="g" name="?" default="g1"/>'
    gate += '<bpmn:sequenceFlow id="g1" sourceRef="g" targetRef="tiep_nhan"/>'
    flow = (
        '<bpmn:sequenceFlow id="g2" sourceRef="g" targetRef="vao_tham_dinh"><bpmn:conditionExpression>{}'
        "</bpmn:conditionExpression></bpmn:sequenceFlow>"
    )
    change = ('sourceRef="bat_dau" targetRef="tiep_nhan"', 'sourceRef="bat_dau" targetRef="g"')

    def reasons(condition: str) -> list[str]:
        added = gate + flow.format(condition)
        data = edited(change, ("</bpmn:process>", f"{added}</bpmn:process>"))
        return [one.element for one in table.read(read(data)).not_a_table]

    assert reasons("don.gap = true") == ["g"]
    assert reasons('ho_so.case = "gap"') == []


def test_printed_numbers_sort_as_people_read_them() -> None:
    assert sorted(["10", "2b", "1", "2a", "2", "a"], key=natural) == ["1", "2", "2a", "2b", "10", "a"]


def test_a_draft_without_anything_has_an_empty_table(tools: Any) -> None:
    sheet = table.read(read(tools.sketch("", sheet="")))
    assert sheet.rows == ()
    assert [(one.total_hours, one.term_hours) for one in sheet.totals] == [(0, None)]
