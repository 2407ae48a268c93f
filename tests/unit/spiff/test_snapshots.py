"""Coming back to a snapshot is a forward act: exactly the old standing, under new ids."""

import pytest
from process_diagrams import Diagram, each
from process_worlds import Dossier

from engine.spiff import BadState, Restore, WrongVersion, snapshot, stands_alone, state_in


def plot() -> bytes:
    garden = Diagram().start().user("hoi").gateway("parallel", "t").gateway("parallel", "g").user("cuoi").end()
    garden.user("a", loop=each("2")).user("b").timer("tre", "P1D", "b", False).user("nhac").end("e2")
    garden.path("start", "hoi", "t", "a", "g", "cuoi", "end").path("t", "b", "g").path("tre", "nhac", "e2")
    return garden.xml()


def standing(dossier: Dossier) -> list[tuple[str, str, tuple[int, ...], object]]:
    return sorted((t.kind, t.element, t.items, t.due) for t in dossier.standing.things)


def test_restoring_brings_back_steps_timers_and_answers_exactly() -> None:
    dossier = Dossier(plot(), ho_so={"case": "x"})
    dossier.complete("hoi", v=1)
    dossier.complete("a", item=1, v=2)
    before, kept, said = standing(dossier), snapshot(dossier.state or b""), dossier.result.variables
    dossier.complete("b")
    dossier.complete("a", item=0)
    dossier.complete("cuoi")
    assert dossier.result.ended is not None
    result = dossier.do(Restore(kept))
    assert standing(dossier) == before
    assert result.variables == said
    assert result.ended is None
    dossier.complete("a", item=0)
    dossier.complete("b")
    assert dossier.open == ["cuoi"]


def test_what_is_open_closes_and_what_was_open_opens_under_ids_never_used_before() -> None:
    dossier = Dossier(plot())
    kept = snapshot(dossier.state or b"")
    dossier.complete("hoi")
    used = {thing.task for thing in dossier.standing.things}
    result = dossier.do(Restore(kept))
    assert {step.outcome for step in result.closed} == {"cancelled"}
    assert sorted(step.element for step in result.closed) == ["a", "a", "b"]
    assert [(timer.element, timer.cancelled) for timer in result.timers_closed] == [("tre", True)]
    assert [step.element for step in result.opened] == ["hoi"]
    assert not used & {step.task for step in result.opened}
    assert max(map(int, used)) < min(int(step.task) for step in result.opened)


def test_ids_stay_unique_after_restoring_again_and_again() -> None:
    dossier = Dossier(plot())
    seen = {step.task for step in dossier.result.opened}
    kept = snapshot(dossier.state or b"")
    for _ in range(5):
        for step in (*dossier.do(Restore(kept)).opened, *dossier.complete("hoi").opened):
            assert step.task not in seen
            seen.add(step.task)


def test_an_interrupted_call_is_made_again() -> None:
    card = Diagram().start().service("goi").user("a").end().path("start", "goi", "a", "end")
    dossier = Dossier(card.xml())
    kept = snapshot(dossier.state or b"")
    dossier.answer("goi")
    assert [call.element for call in dossier.do(Restore(kept)).connector_calls] == ["goi"]


def test_sub_processes_come_back_with_the_answers_of_their_items() -> None:
    card = Diagram().start().user("sau").end()
    with card.inside("con", loop=each("2")):
        card.start("s").user("a").user("b").end("e").path("s", "a", "b", "e")
    dossier = Dossier(card.path("start", "con", "sau", "end").xml())
    dossier.complete("a", item=0, v=7)
    kept = snapshot(dossier.state or b"")
    dossier.complete("b", item=0)
    dossier.do(Restore(kept))
    for element, item in (("b", 0), ("a", 1), ("b", 1)):
        dossier.complete(element, item=item)
    assert dossier.result.variables["con"]["all"][0]["a"]["v"] == 7


def test_a_snapshot_of_another_version_is_refused() -> None:
    other = Dossier(Diagram().start().user("khac").end().path("start", "khac", "end").xml())
    with pytest.raises(WrongVersion):
        Dossier(plot()).do(Restore(snapshot(other.state or b"")))


def test_bytes_that_are_no_snapshot_are_refused() -> None:
    with pytest.raises(BadState):
        Dossier(plot()).do(Restore(b"abc"))


def states_of_a_walk() -> list[bytes]:
    dossier = Dossier(plot(), ho_so={"case": "x"})
    states = [dossier.state or b""]
    for element, item in (("hoi", None), ("a", 1), ("b", None), ("a", 0), ("cuoi", None)):
        dossier.complete(element, item=item)
        states.append(dossier.state or b"")
    return states


def test_told_by_the_state_after_it_a_snapshot_is_smaller_and_comes_back_byte_by_byte() -> None:
    states = states_of_a_walk()
    for before, after in zip(states, states[1:], strict=False):
        kept = snapshot(before, after)
        assert not stands_alone(kept)
        assert len(kept) < len(snapshot(before))
        assert state_in(kept, after) == before


def test_a_snapshot_told_without_another_state_stands_alone() -> None:
    for state in states_of_a_walk():
        assert stands_alone(snapshot(state))
        assert state_in(snapshot(state)) == state


def test_a_snapshot_is_not_read_with_another_state_than_the_one_it_was_told_by() -> None:
    first, second, third, *_ = states_of_a_walk()
    for wrong in (None, first, third):
        with pytest.raises(BadState):
            state_in(snapshot(first, second), wrong)


def test_half_a_snapshot_is_refused() -> None:
    kept = snapshot(states_of_a_walk()[-1])
    with pytest.raises(BadState):
        state_in(kept[: len(kept) // 2])
