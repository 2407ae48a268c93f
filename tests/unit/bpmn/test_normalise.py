"""Diagrams of other tools become ours step by step: all is offered, nothing else changes, lanes and places stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.bpmn.checks import check
from engine.bpmn.normalise import apply, offers
from engine.bpmn.normalise.people import guessed
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

FOLDER = Path(__file__).parent / "data" / "foreign"
CAMUNDA = (FOLDER / "camunda.bpmn").read_bytes()
SIGNAVIO = (FOLDER / "signavio.bpmn").read_bytes()
BIZAGI = (FOLDER / "bizagi.bpmn").read_bytes()
DRAWIO = (FOLDER / "drawio.bpmn").read_bytes()
BOTH = pytest.mark.parametrize(
    "data", [CAMUNDA, SIGNAVIO, BIZAGI, DRAWIO], ids=["camunda", "signavio", "bizagi", "drawio"]
)


def all_taken(data: bytes) -> bytes:
    """Take every offer, a choice of one way before a choice of all."""
    for _ in range(60):
        found = [one for one in offers(data) if one.code != "split_parallel"]
        if not found:
            return data
        after = apply(data, found[0].code, found[0].element)
        assert after != data, found[0]
        data = after
    raise AssertionError("the offers never end")


def codes(data: bytes) -> set[str]:
    return {one.code for one in check(read(data), shipped())}


@BOTH
def test_offers_change_nothing_by_themselves_and_say_what_they_would_do(data: bytes) -> None:
    found = offers(data)
    assert found
    assert all(one.title.vi and one.preview.vi and one.preview.en for one in found)
    assert offers(data) == found


@BOTH
def test_taking_every_offer_ends_and_leaves_only_what_people_must_decide(data: bytes) -> None:
    after = codes(all_taken(data))
    settled = {"procedure_missing", "abstract_task", "manual_task", "several_flows", "one_start", "id_pattern"}
    assert not after & {*settled, "foreign_extension", "start_message", "expression_language"}


def test_names_lanes_and_places_of_a_drawn_diagram_stay() -> None:
    before, after = read(CAMUNDA), read(all_taken(CAMUNDA))
    assert [one.name for one in after.nodes.values()] == [one.name for one in before.nodes.values()]
    assert [one.name for one in after.lanes.values()] == [one.name for one in before.lanes.values()]
    assert [*after.shapes.values()] == [*before.shapes.values()]
    assert [len(one.nodes) for one in after.lanes.values()] == [len(one.nodes) for one in before.lanes.values()]


def test_steps_get_unit_and_post_from_the_words_of_their_lane() -> None:
    steps = {one.name: one.step for one in read(all_taken(CAMUNDA)).steps()}
    first, second = steps["Tiếp nhận hồ sơ"], steps["Thẩm định"]
    assert first is not None
    assert second is not None
    assert (first.unit, first.post, first.kind) == ("receiving/one_stop", "can_bo_mot_cua", "receive")
    assert (second.unit, second.post) == ("resolving/phong_vhxh", "chuyen_vien")


def test_a_condition_in_another_language_becomes_a_note_and_the_branch_asks_for_a_new_one() -> None:
    data = all_taken(CAMUNDA)
    assert "Điều kiện gốc: ${approved}" in data.decode()
    assert all(flow.condition is None for flow in read(data).flows.values())
    assert "no_condition" in codes(data)


def test_several_starts_become_one_with_a_way_for_each() -> None:
    after = read(all_taken(SIGNAVIO))
    starts = [one for one in after.nodes.values() if one.kind == "start"]
    assert [one.name for one in starts] == ["Nộp trực tiếp"]
    gateway = after.nodes[after.flows[starts[0].outgoing[0]].target]
    assert sorted(after.flows[one].name for one in gateway.outgoing) == ["Nộp qua mạng", "Nộp trực tiếp"]


def test_a_split_without_gateway_is_offered_both_ways() -> None:
    found = {one.code for one in offers(SIGNAVIO) if one.element == "sid-T-1"}
    assert {"split_exclusive", "split_parallel"} <= found
    chosen = read(apply(SIGNAVIO, "split_parallel", "sid-T-1"))
    assert [one.kind for one in chosen.nodes.values()].count("parallel") == 1


def test_the_procedure_is_named_after_the_pool_and_may_be_opened_by_our_own_edits() -> None:
    after = read(apply(CAMUNDA, "adopt", ""))
    assert (after.key, after.process_id) == ("cap-giay-xac-nhan-cu-tru", "cap_giay_xac_nhan_cu_tru")
    assert after.name == "Cấp giấy xác nhận cư trú"


def test_what_is_not_offered_changes_nothing(library_card: bytes) -> None:
    assert offers(library_card) == ()
    assert apply(library_card, "adopt", "") == library_card
    assert apply(CAMUNDA, "user_task", "khong_co") == CAMUNDA


@pytest.mark.parametrize(
    ("lane", "expected"),
    [
        ("Phong van hoa - xa hoi / Lanh dao phong", ("resolving/phong_vhxh", "lanh_dao_phong")),
        ("Lãnh đạo UBND xã", ("resolving/ubnd_xa", "lanh_dao_ubnd_xa")),
        ("Bộ phận gì đó", None),
        ("", None),
    ],
)
def test_a_lane_is_understood_however_it_is_typed(lane: str, expected: tuple[str, str | None] | None) -> None:
    assert guessed(lane) == expected


def test_formatting_of_the_drawing_tool_leaves_the_names() -> None:
    assert [one.code for one in offers(DRAWIO)][0] == "plain_names"
    names = {one.name for one in read(apply(DRAWIO, "plain_names", "")).nodes.values()}
    assert {"Nộp hồ sơ", "Tiếp nhận"} <= names


def test_an_empty_process_in_front_does_not_hide_the_drawn_one() -> None:
    assert read(BIZAGI).process_id == "Id_b0c4"
