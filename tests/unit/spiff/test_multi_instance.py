"""The same step for every item of a list: order of answers, enough answers, one after another, none at all."""

import pytest
from process_diagrams import Diagram, each
from process_worlds import Dossier

from engine.spiff import Retry


def opinions(**marks: object) -> bytes:
    """Choose departments, ask each for an opinion, sum up; the whole may be done again."""
    marker = each(**{"cardinality": "count(chon.so)", **marks})  # type: ignore[arg-type]
    plot = Diagram().start().gateway("exclusive", "vao").user("chon").user("y_kien", unit="chosen:chon.so", loop=marker)
    plot.user("tong_hop").gateway("exclusive", "hoi").end("xong", "granted")
    plot.path("start", "vao", "chon", "y_kien", "tong_hop", "hoi").flow("hoi", "xong", default=True)
    return plot.flow("hoi", "vao", "tong_hop.lai = true").xml()


def test_every_item_opens_a_step_and_is_done_by_its_own_unit() -> None:
    dossier = Dossier(opinions())
    dossier.complete("chon", so=["so_xd", "so_tc", "so_tp"])
    steps = dossier.result.opened
    assert [(step.item, step.assignment and step.assignment.unit_id) for step in steps] == [
        (0, "so_xd"),
        (1, "so_tc"),
        (2, "so_tp"),
    ]


def test_answers_stand_in_the_order_of_the_items_whatever_the_order_of_completion() -> None:
    dossier = Dossier(opinions())
    dossier.complete("chon", so=["x", "y", "z"])
    for item in (2, 0, 1):
        dossier.complete("y_kien", item=item, so=item)
    said = dossier.result.variables["y_kien"]
    assert [answer["so"] for answer in said["all"]] == [0, 1, 2]
    assert said["so"] == 1
    assert dossier.open == ["tong_hop"]


def test_while_some_are_missing_only_the_given_answers_are_listed_in_order() -> None:
    dossier = Dossier(opinions())
    dossier.complete("chon", so=["x", "y", "z"])
    dossier.complete("y_kien", item=2, so=2)
    dossier.complete("y_kien", item=0, so=0)
    assert [answer["so"] for answer in dossier.result.variables["y_kien"]["all"]] == [0, 2]
    assert dossier.open == ["y_kien"]


def test_enough_answers_close_the_steps_still_open() -> None:
    dossier = Dossier(opinions(enough="count(y_kien.all) >= 2"))
    dossier.complete("chon", so=["x", "y", "z"])
    dossier.complete("y_kien", item=1)
    result = dossier.complete("y_kien", item=2)
    assert [step.outcome for step in result.closed] == ["cancelled", None]
    assert dossier.open == ["tong_hop"]


def test_one_after_another_opens_the_next_item_when_one_is_done() -> None:
    dossier = Dossier(opinions(sequential=True))
    dossier.complete("chon", so=["x", "y"])
    assert [step.item for step in dossier.result.opened] == [0]
    assert [step.item for step in dossier.complete("y_kien").opened] == [1]
    assert [step.element for step in dossier.complete("y_kien").opened] == ["tong_hop"]


def test_an_empty_list_asks_nobody_and_goes_on() -> None:
    dossier = Dossier(opinions())
    dossier.complete("chon", so=[])
    assert dossier.open == ["tong_hop"]
    assert dossier.result.variables["y_kien"] == {"all": []}


def test_a_second_pass_begins_without_the_answers_of_the_first() -> None:
    dossier = Dossier(opinions())
    dossier.complete("chon", so=["x"])
    dossier.complete("y_kien")
    dossier.complete("tong_hop", lai=True)
    dossier.complete("chon", so=["y", "z"])
    assert dossier.result.variables["y_kien"] == {"all": []}


@pytest.mark.parametrize("so", [None, "nhiều", 1.5, -1, 100_000, True])
def test_a_number_of_items_that_makes_no_sense_is_an_incident_that_a_repair_cures(so: object) -> None:
    dossier = Dossier(opinions(cardinality="chon.so"))
    dossier.complete("chon", so=so)
    (incident,) = dossier.result.incidents
    assert (incident.element, incident.code) == ("y_kien", "bad_cardinality")
    dossier.do(Retry(incident.task, facts={"chon": {"so": 1}}))
    assert dossier.result.incidents_closed == (incident.task,)
    assert dossier.open == ["y_kien"]


def test_a_list_itself_may_stand_where_its_length_is_meant() -> None:
    dossier = Dossier(opinions(cardinality="chon.so"))
    dossier.complete("chon", so=["x", "y"])
    assert dossier.open == ["y_kien", "y_kien"]


def test_two_hundred_items_are_all_asked_and_the_last_answer_goes_on() -> None:
    dossier = Dossier(opinions())
    dossier.complete("chon", so=[f"u{n}" for n in range(200)])
    for item in reversed(range(200)):
        dossier.complete("y_kien", item=item, so=item)
    assert [answer["so"] for answer in dossier.result.variables["y_kien"]["all"]] == list(range(200))
    assert dossier.open == ["tong_hop"]


def test_a_wait_and_a_connector_call_can_be_repeated_too() -> None:
    plot = Diagram().start().receive("cho", loop=each("2")).service("goi", loop=each("2")).user("a").end()
    dossier = Dossier(plot.path("start", "cho", "goi", "a", "end").xml())
    assert [wait.item for wait in dossier.result.waits_opened] == [0, 1]
    dossier.deliver("cho", item=1, v="b")
    dossier.deliver("cho", item=0, v="a")
    assert [answer["v"] for answer in dossier.result.variables["cho"]["all"]] == ["a", "b"]
    assert [call.item for call in dossier.result.connector_calls] == [0, 1]
    dossier.answer("goi", item=1, r=1)
    dossier.answer("goi", item=0, r=0)
    assert [answer["r"] for answer in dossier.result.variables["goi"]["all"]] == [0, 1]
    assert dossier.open == ["a"]


def test_an_item_that_failed_does_not_lose_the_answers_of_the_others() -> None:
    plot = Diagram().start().service("goi", loop=each("3")).user("a").end().path("start", "goi", "a", "end")
    dossier = Dossier(plot.xml())
    dossier.answer("goi", item=1, r=1)
    (incident,) = dossier.answer("goi", item=0, error="E").incidents
    assert dossier.result.variables["goi"] == {"error": "E", "all": [{"r": 1}]}
    dossier.answer("goi", item=2, r=2)
    dossier.do(Retry(incident.task))
    dossier.answer("goi", item=0, r=0)
    assert [answer["r"] for answer in dossier.result.variables["goi"]["all"]] == [0, 1, 2]
    assert dossier.open == ["a"]
