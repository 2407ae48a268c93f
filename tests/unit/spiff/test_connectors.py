"""Connector calls are reported, made by somebody else, and answered by an act."""

import pytest
from process_diagrams import Diagram
from process_worlds import Dossier

from engine.spiff import Answer, NotOpen


def asking(**params: str) -> Diagram:
    plot = Diagram().start().user("a").service("hoi", **params).user("b").end()
    return plot.path("start", "a", "hoi", "b", "end")


def test_a_call_carries_literals_as_they_stand_and_expressions_evaluated() -> None:
    dossier = Dossier(asking(so="=a.cccd", kieu="cư trú").xml())
    (call,) = dossier.complete("a", cccd="0123").connector_calls
    assert (call.element, call.connector, call.version) == ("hoi", "police.residence", "1")
    assert call.params == {"so": "0123", "kieu": "cư trú"}
    assert dossier.open == []


def test_a_call_is_reported_once_and_stays_open_until_it_is_answered() -> None:
    plot = Diagram().start().user("a").gateway("parallel", "t").service("hoi").user("c").end()
    dossier = Dossier(plot.path("start", "a", "t", "hoi", "end").path("t", "c", "end").xml())
    dossier.complete("a")
    assert dossier.complete("c").connector_calls == ()
    assert [thing.kind for thing in dossier.standing.things] == ["call"]


def test_an_answer_is_kept_under_the_name_of_the_step_and_the_dossier_goes_on() -> None:
    dossier = Dossier(asking().xml())
    dossier.complete("a")
    result = dossier.answer("hoi", cu_tru="Hà Nội")
    assert result.variables["hoi"] == {"cu_tru": "Hà Nội"}
    assert [(call.element, call.cancelled) for call in result.calls_closed] == [("hoi", False)]
    assert dossier.open == ["b"]


def test_an_answer_that_comes_twice_is_refused_the_second_time() -> None:
    dossier = Dossier(asking().xml())
    dossier.complete("a")
    task = dossier.task("hoi")
    dossier.do(Answer(task, {"x": 1}))
    with pytest.raises(NotOpen):
        dossier.do(Answer(task, {"x": 2}))


def test_a_call_interrupted_by_a_timer_is_reported_as_withdrawn() -> None:
    plot = asking().timer("tre", "P1D", "hoi").user("tay").path("tre", "tay", "end")
    dossier = Dossier(plot.xml())
    dossier.complete("a")
    result = dossier.fire("tre")
    assert [(call.element, call.cancelled) for call in result.calls_closed] == [("hoi", True)]
    assert dossier.open == ["tay"]


def test_two_events_race_behind_an_event_gateway_and_the_loser_is_withdrawn() -> None:
    plot = (
        Diagram()
        .start()
        .gateway("eventBased", "g")
        .receive("tra_loi")
        .timer("het_han", "P3D")
        .user("a")
        .user("b")
        .end()
    )
    plot.pieces["g"].tag = "eventBasedGateway"
    plot.path("start", "g", "tra_loi", "a", "end").path("g", "het_han", "b", "end")
    by_message, by_time = Dossier(plot.xml()), Dossier(plot.xml())
    result = by_message.deliver("tra_loi")
    assert by_message.open == ["a"]
    assert [(timer.element, timer.cancelled) for timer in result.timers_closed] == [("het_han", True)]
    result = by_time.fire("het_han")
    assert by_time.open == ["b"]
    assert [(wait.element, wait.cancelled) for wait in result.waits_closed] == [("tra_loi", True)]


def test_the_results_a_step_declares_are_worked_out_of_the_connectors_response() -> None:
    plot = asking()
    declared = (
        '<tthc:result variable="tinh" value="=response.address.province"/><tthc:result variable="ok" value="=true"/>'
    )
    plot.pieces["hoi"].inner = plot.pieces["hoi"].inner.replace("</tthc:connector>", f"{declared}</tthc:connector>")
    dossier = Dossier(plot.xml())
    dossier.complete("a")
    dossier.do(Answer(dossier.task("hoi"), response={"address": {"province": "Nghệ An"}}))
    assert dossier.result.variables["hoi"] == {"tinh": "Nghệ An", "ok": True}
