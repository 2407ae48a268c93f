"""What fails in an automatic step stays with that step, is said, and can be repaired; the officer's own act is kept."""

import pytest
from process_diagrams import Diagram
from process_worlds import Dossier, TestWorld

from engine.spiff import Assigned, Request, Retry, Unresolved
from engine.text import Text


def choice(condition: str, default: bool = False) -> bytes:
    plot = Diagram().start().user("a").gateway("exclusive", "g").user("b").user("c").end().path("start", "a", "g")
    plot.flow("g", "b", condition).flow("g", "c", "" if default else "false", default)
    return plot.flow("b", "end").flow("c", "end").xml()


def test_a_gateway_no_flow_of_which_holds_waits_for_repair_and_the_officers_act_is_kept() -> None:
    dossier = Dossier(choice("a.x = 1"))
    result = dossier.complete("a", x=2)
    (incident,) = result.incidents
    assert (incident.element, incident.code) == ("g", "no_matching_flow")
    assert "“g”" in incident.message.vi
    assert [step.element for step in result.closed] == ["a"]
    assert result.variables["a"]["x"] == 2
    assert dossier.open == []
    assert result.ended is None


def test_a_retry_after_the_repair_goes_on_from_the_failed_step() -> None:
    dossier = Dossier(choice("a.x = 1"))
    (incident,) = dossier.complete("a", x=2).incidents
    result = dossier.do(Retry(incident.task, facts={"a": {"x": 1}}))
    assert result.incidents_closed == (incident.task,)
    assert dossier.open == ["b"]


def test_a_retry_without_a_repair_says_the_same_again() -> None:
    dossier = Dossier(choice("a.x = 1"))
    (incident,) = dossier.complete("a", x=2).incidents
    again = dossier.do(Retry(incident.task))
    assert [(one.task, one.code) for one in again.incidents] == [(incident.task, "no_matching_flow")]
    assert again.incidents_closed == ()


@pytest.mark.parametrize(("values", "code"), [({}, "null_condition"), ({"x": "một"}, "not_boolean")])
def test_a_condition_that_is_neither_true_nor_false_counts_as_false_and_is_noted(
    values: dict[str, object], code: str
) -> None:
    dossier = Dossier(choice("a.x", default=True))
    result = dossier.complete("a", **values)
    assert dossier.open == ["c"]
    assert (result.warnings[-1].element, result.warnings[-1].code) == ("g", code)
    assert not result.incidents


def test_other_branches_go_on_beside_a_failed_one() -> None:
    plot = Diagram().start().gateway("parallel", "t").user("a").gateway("exclusive", "g").user("b").user("c").end()
    plot.path("start", "t", "a", "g").flow("g", "b", "a.x = 1").flow("g", "c", "a.x = 2").path("t", "d", "end")
    plot.user("d").flow("b", "end").flow("c", "end")
    dossier = Dossier(plot.xml())
    dossier.complete("a", x=3)
    assert dossier.open == ["d"]
    dossier.complete("d")
    assert dossier.result.ended is None


def nobody(request: Request) -> Unresolved:
    return Unresolved("no_unit", Text("Không có đơn vị nào.", "No such unit."))


def test_a_step_without_a_unit_is_open_and_an_incident() -> None:
    world = TestWorld()
    world.answer = nobody
    dossier = Dossier(choice("true", default=True), world)
    (step,) = dossier.result.opened
    assert step.assignment is None
    assert [(one.task, one.code, one.message.en) for one in dossier.result.incidents] == [
        (step.task, "no_unit", "No such unit.")
    ]


def test_a_retry_asks_for_the_unit_again_without_opening_the_step_anew() -> None:
    world = TestWorld()
    world.answer = nobody
    dossier = Dossier(choice("true", default=True), world)
    task = dossier.task("a")
    world.answer = lambda request: Assigned("phong_a", "clerk")
    result = dossier.do(Retry(task))
    assert result.opened == () == result.closed
    assert [(step.task, step.assignment) for step in result.assigned] == [(task, Assigned("phong_a", "clerk"))]
    assert not result.incidents


def test_the_world_is_told_what_it_needs_to_find_a_unit() -> None:
    plot = Diagram().start().user("a").user("b", unit="step:a").end().path("start", "a", "b", "end")
    dossier = Dossier(plot.xml())
    dossier.complete("a", unit="phong_a")
    request = dossier.world.asked[-1]
    assert (request.step_id, request.unit_expr, request.post, request.item) == ("b", "step:a", "clerk", None)
    assert request.previous_units == {"a": "phong_a"}


@pytest.mark.parametrize(("chosen", "asked"), [(["x", "y"], ("x", "y")), ("x", ("x",)), (None, ()), ([], ())])
def test_a_chosen_unit_is_read_from_the_form_field(chosen: object, asked: tuple[str, ...]) -> None:
    plot = Diagram().start().user("a").user("b", unit="chosen:a.phong").end().path("start", "a", "b", "end")
    dossier = Dossier(plot.xml())
    dossier.complete("a", phong=chosen)
    assert dossier.world.asked[-1].chosen == asked


def test_an_unexpected_error_in_an_automatic_step_is_an_incident_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.spiff.elements.gateways import Exclusive

    def broken(self: Exclusive, task: object) -> list[int]:
        raise ZeroDivisionError

    dossier = Dossier(choice("true", default=True))
    monkeypatch.setattr(Exclusive, "choose", broken)
    (incident,) = dossier.complete("a").incidents
    assert incident.code == "internal"
    assert "ZeroDivisionError" in incident.message.vi
