"""A dossier goes its way: steps open and close, flows are recorded, the end says how it went."""

import pytest
from process_diagrams import Diagram
from process_worlds import NOON, Dossier

from engine.spiff import AlreadyEnded, BadState, Complete, NotOpen, Start, UnknownOutcome, Withdraw, compile_version


def library_card() -> bytes:
    """Apply, check (return to the desk, refuse or approve), hand out."""
    card = Diagram("the_thu_vien").start().user("nhan").gateway("exclusive", "vao").user("xet", "dat tra_lai tu_choi")
    card.gateway("exclusive", "ket_qua").user("phat_the").end("xong", "granted").end("bi_tu_choi", "refused")
    card.path("start", "vao", "nhan", "xet", "ket_qua").flow("ket_qua", "phat_the", default=True)
    card.flow("ket_qua", "vao", 'xet.outcome = "tra_lai"').flow("ket_qua", "bi_tu_choi", 'xet.outcome = "tu_choi"')
    return card.path("phat_the", "xong").xml()


def test_the_first_step_opens_when_a_dossier_starts() -> None:
    dossier = Dossier(library_card())
    assert [(step.element, step.item) for step in dossier.result.opened] == [("nhan", None)]
    assert dossier.result.path == ("start", "start__vao", "vao", "vao__nhan")


def test_an_opened_step_carries_the_unit_and_post_the_world_found() -> None:
    dossier = Dossier(library_card())
    (step,) = dossier.result.opened
    assert step.assignment is not None
    assert (step.assignment.unit_id, step.assignment.post) == ("receiving", "clerk")


def test_completing_a_step_closes_it_and_opens_the_next() -> None:
    dossier = Dossier(library_card())
    first = dossier.task("nhan")
    result = dossier.complete("nhan")
    assert [(step.task, step.element, step.outcome) for step in result.closed] == [(first, "nhan", None)]
    assert [step.element for step in result.opened] == ["xet"]


def test_the_outcome_decides_the_flow_and_a_return_opens_the_step_anew() -> None:
    dossier = Dossier(library_card())
    first = dossier.task("nhan")
    dossier.complete("nhan")
    result = dossier.complete("xet", "tra_lai")
    assert result.path == ("xet", "xet__ket_qua", "ket_qua", "ket_qua__vao", "vao", "vao__nhan")
    assert dossier.open == ["nhan"]
    assert dossier.task("nhan") != first


@pytest.mark.parametrize(("outcome", "ended"), [("tu_choi", "refused"), ("dat", None)])
def test_an_end_event_ends_the_dossier_with_its_result(outcome: str, ended: str | None) -> None:
    dossier = Dossier(library_card())
    dossier.complete("nhan")
    dossier.complete("xet", outcome)
    assert dossier.ended == ended


def test_what_an_officer_said_is_kept_under_the_name_of_the_step() -> None:
    dossier = Dossier(library_card(), don={"tuoi": 9})
    dossier.complete("nhan", so_the="A1")
    assert dossier.result.variables == {
        "don": {"tuoi": 9},
        "nhan": {"so_the": "A1", "outcome": None, "unit": "u1", "at": NOON},
    }
    assert dossier.result.variables_changed == {"nhan"}


def test_the_latest_pass_is_what_expressions_see() -> None:
    dossier = Dossier(library_card())
    for number in range(3):
        dossier.complete("nhan", lan=number)
        dossier.complete("xet", "tra_lai")
    assert dossier.result.variables["nhan"]["lan"] == 2


def test_the_only_outcome_of_a_step_need_not_be_named() -> None:
    dossier = Dossier(Diagram().start().user("a", "xong").end().path("start", "a", "end").xml())
    assert dossier.complete("a").closed[0].outcome == "xong"


def test_facts_given_with_an_act_are_there_before_the_gateway_looks() -> None:
    card = (
        Diagram()
        .start()
        .user("a")
        .gateway("exclusive", "g")
        .user("b")
        .user("c")
        .end()
        .path("start", "a", "g", "b", "end")
    )
    card.pieces["g"].attributes["default"] = "g__b"
    dossier = Dossier(
        card.flow("g", "c", 'ho_so.case = "nhanh"').flow("c", "end").xml(), ho_so={"case": "thuong", "x": 1}
    )
    dossier.do(Complete(dossier.task("a"), facts={"ho_so": {"case": "nhanh"}}))
    assert dossier.open == ["c"]
    assert dossier.result.variables["ho_so"] == {"case": "nhanh", "x": 1}


def test_a_step_completed_twice_is_refused_the_second_time() -> None:
    dossier = Dossier(library_card())
    task = dossier.task("nhan")
    dossier.do(Complete(task))
    with pytest.raises(NotOpen):
        dossier.do(Complete(task))


@pytest.mark.parametrize("task", ["0", "999", "", "x"])
def test_a_task_that_never_was_is_refused(task: str) -> None:
    with pytest.raises(NotOpen):
        Dossier(library_card()).do(Complete(task))


def test_an_outcome_the_step_does_not_offer_is_refused_and_named() -> None:
    dossier = Dossier(library_card())
    dossier.complete("nhan")
    with pytest.raises(UnknownOutcome) as refusal:
        dossier.complete("xet", "mat")
    assert "mat" in refusal.value.text.vi
    assert "dat, tra_lai, tu_choi" in refusal.value.text.vi


def test_a_step_with_several_outcomes_wants_one() -> None:
    dossier = Dossier(library_card())
    dossier.complete("nhan")
    with pytest.raises(UnknownOutcome):
        dossier.complete("xet")


def test_nothing_can_be_done_to_a_dossier_that_has_ended() -> None:
    dossier = Dossier(library_card())
    task = dossier.task("nhan")
    dossier.complete("nhan")
    dossier.complete("xet", "tu_choi")
    with pytest.raises(AlreadyEnded):
        dossier.do(Complete(task))


def test_a_dossier_starts_once() -> None:
    dossier = Dossier(library_card())
    with pytest.raises(BadState):
        dossier.do(Start())


def test_an_act_needs_a_state() -> None:
    dossier = Dossier(compile_version(library_card()))
    dossier.state = None
    with pytest.raises(BadState):
        dossier.do(Complete("1"))


def test_a_wait_stays_open_until_its_message_comes() -> None:
    plot = (
        Diagram()
        .start()
        .user("nhan")
        .receive("bo_sung")
        .user("xet")
        .end()
        .path("start", "nhan", "bo_sung", "xet", "end")
    )
    dossier = Dossier(plot.xml())
    opened = dossier.complete("nhan").waits_opened
    assert [(wait.element, wait.name) for wait in opened] == [("bo_sung", "bo_sung")]
    closed = dossier.deliver("bo_sung", giay_to="đủ").waits_closed
    assert [(wait.element, wait.cancelled) for wait in closed] == [("bo_sung", False)]
    assert dossier.open == ["xet"]
    assert dossier.result.variables["bo_sung"]["giay_to"] == "đủ"


def test_a_message_for_a_step_that_is_no_wait_is_refused() -> None:
    dossier = Dossier(library_card())
    with pytest.raises(NotOpen):
        dossier.deliver("nhan")


def test_withdrawing_closes_everything_and_ends_the_dossier() -> None:

    dossier = Dossier(library_card())
    result = dossier.do(Withdraw("auto_closed"))
    assert [(step.element, step.outcome) for step in result.closed] == [("nhan", "cancelled")]
    assert dossier.ended == "auto_closed"
    assert dossier.standing.tokens == 0
