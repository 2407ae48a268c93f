"""No diagram can hold a request for ever: work stops at a budget, goes on in the next act, and gives up in the end."""

from process_diagrams import Diagram
from process_worlds import Dossier

from engine.spiff import Retry
from engine.spiff.runner import MAX_CONTINUATIONS, STEP_BUDGET


def endless() -> bytes:
    plot = Diagram().start().user("a").gateway("exclusive", "m").gateway("exclusive", "q").user("b").end()
    plot.path("start", "a", "m", "q").flow("q", "m", "not(a.dung = true)").flow("q", "b", default=True)
    return plot.flow("b", "end").xml()


def test_an_act_stops_at_its_budget_and_says_so() -> None:
    dossier = Dossier(endless())
    result = dossier.complete("a", dung=False)
    assert result.unfinished
    assert result.steps == STEP_BUDGET
    assert not result.incidents


def test_a_continuation_finishes_what_needs_more_than_one_budget() -> None:
    plot = Diagram().start().user("a").end()
    names = [f"n{number}" for number in range(30)]
    for name in names:
        plot.add("intermediateThrowEvent", name)
    dossier = Dossier(plot.path("start", *names, "a", "end").xml(), budget=10)
    passed = list(dossier.result.path)
    while dossier.result.unfinished:
        passed += dossier.go_on().path
    assert dossier.open == ["a"]
    assert [name for name in passed if "__" not in name] == ["start", *names]


def test_an_endless_loop_ends_in_an_incident_after_a_bounded_number_of_continuations() -> None:
    dossier = Dossier(endless())
    dossier.complete("a", dung=False)
    continuations = 0
    while dossier.result.unfinished:
        dossier.go_on()
        continuations += 1
    assert continuations == MAX_CONTINUATIONS - 1
    assert [one.code for one in dossier.result.incidents] == ["endless_loop"]
    assert dossier.result.ended is None


def test_a_repaired_endless_loop_can_be_left() -> None:
    dossier = Dossier(endless())
    dossier.complete("a", dung=False)
    while dossier.result.unfinished:
        dossier.go_on()
    dossier.do(Retry(dossier.result.incidents[0].task, facts={"a": {"dung": True}}))
    assert dossier.open == ["b"]


def test_tokens_that_multiply_for_ever_are_stopped_too() -> None:
    plot = (
        Diagram().start().gateway("exclusive", "m").gateway("parallel", "t").path("start", "m", "t", "m").flow("t", "m")
    )
    dossier = Dossier(plot.xml())
    while dossier.result.unfinished:
        dossier.go_on()
    assert {one.code for one in dossier.result.incidents} == {"endless_loop"}
