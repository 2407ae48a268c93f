"""Looking at a state: what is open by kind, without changing or asking anything."""

import pytest
from process_diagrams import Diagram, each
from process_worlds import NOON, Dossier

from engine.spiff import BadState, inspect, open_tasks
from engine.spiff.names import Names
from engine.spiff.values import pack


def everything() -> Dossier:
    """A dossier with a step, a wait, a timer, a call and a failed gateway open side by side."""
    plot = Diagram().start().gateway("parallel", "t").end().user("a").receive("cho").service("goi").path("start", "t")
    plot.gateway("exclusive", "hong").user("x").user("y").timer("hen", "P1D")
    for name in ("a", "cho", "goi", "hen"):
        plot.path("t", name, "end")
    plot.flow("t", "hong").flow("hong", "x", "false").flow("hong", "y", "false").flow("x", "end").flow("y", "end")
    return Dossier(plot.xml(), ho_so={"case": "x"})


def test_open_tasks_lists_ids_by_kind() -> None:
    dossier = everything()
    tasks = open_tasks(dossier.bundle, dossier.state or b"")
    assert [len(ids) for ids in (tasks.steps, tasks.waits, tasks.timers, tasks.calls, tasks.errors)] == [1] * 5
    assert tasks.steps == {dossier.task("a")}
    assert tasks.errors == {dossier.result.incidents[0].task}


def test_inspecting_says_element_kind_items_and_due() -> None:
    dossier = everything()
    standing = inspect(dossier.bundle, dossier.state or b"")
    assert {(thing.element, thing.kind) for thing in standing.things} == {
        ("a", "step"),
        ("cho", "wait"),
        ("hen", "timer"),
        ("goi", "call"),
        ("hong", "error"),
    }
    (due,) = [thing.due for thing in standing.things if thing.due is not None]
    assert due > NOON
    assert standing.variables["ho_so"] == {"case": "x"}
    assert standing.ended is None


def test_items_of_repetitions_inside_repetitions_are_told_from_outside_in() -> None:
    plot = Diagram().start().end()
    with plot.inside("con", loop=each("2")):
        plot.start("s").user("a", loop=each("2")).end("e").path("s", "a", "e")
    dossier = Dossier(plot.path("start", "con", "end").xml())
    assert [thing.items for thing in dossier.standing.things] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_inspecting_needs_a_state() -> None:
    with pytest.raises(BadState):
        inspect(everything().bundle, b"x")


def test_names_that_are_not_touched_stay_as_they_lie_in_the_state() -> None:
    lying = {"a": pack({"at": NOON, "unit": "u"}), "b": pack({"v": 1})}
    names = Names(dict(lying))
    assert names["a"]["at"] == NOON
    assert names.packed()["a"] is lying["a"]
    names["b"] = {"v": 2}
    assert names.packed() == {**lying, "b": {"v": 2}}
    assert (names.peek("a", "unit"), names.peek("b", "v"), names.peek("b", "unit")) == ("u", 2, None)
    del names["b"]
    assert dict(names) == {"a": {"at": NOON, "unit": "u"}}
    assert len(names) == 1
