"""advance() is a function: no clock, no chance, no network, nothing changed but its result."""

import copy
import random
import socket
import threading
import time
import uuid

import pytest
from process_diagrams import Diagram, each
from process_worlds import NOON, Dossier, TestWorld

from engine.spiff import Complete, Start, advance, compile_version
from engine.spiff.bundle import Bundle
from engine.spiff.instance import ROOT


def diagram() -> bytes:
    plot = Diagram().start().user("hoi").gateway("inclusive", "t").gateway("inclusive", "g").user("cuoi").end()
    plot.user("a", loop=each("2")).timer("tre", "P1D", "a").end("e2")
    with plot.inside("con"):
        plot.start("s").user("b").end("e").path("s", "b", "e")
    plot.path("start", "hoi", "t").flow("t", "a", "true").flow("t", "con", "true").path("a", "g", "cuoi", "end")
    return plot.path("con", "g").path("tre", "e2").xml()


def play(bundle: Bundle) -> list[bytes]:
    dossier = Dossier(bundle, don={"x": [1, {"y": 2}]})
    states = [dossier.state or b""]
    for element, item in (("hoi", None), ("a", 1), ("b", None), ("a", 0), ("cuoi", None)):
        dossier.complete(element, item=item)
        states.append(dossier.state or b"")
    assert dossier.result.ended is not None
    return states


def test_the_same_act_on_the_same_state_gives_the_same_result() -> None:
    bundle = compile_version(diagram())
    assert play(bundle) == play(bundle)


def test_a_bundle_compiled_again_continues_the_dossiers_of_the_first() -> None:
    first, second = compile_version(diagram()), compile_version(diagram())
    assert first.fingerprint == second.fingerprint
    assert play(first) == play(second)


def test_neither_clock_nor_chance_nor_network_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = compile_version(diagram())

    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("not pure")

    for module, name in (
        (time, "time"),
        (time, "monotonic"),
        (uuid, "uuid4"),
        (random, "random"),
        (socket, "socket"),
        (socket, "create_connection"),
    ):
        monkeypatch.setattr(module, name, forbidden)
    monkeypatch.setattr("SpiffWorkflow.task.uuid4", forbidden)
    play(bundle)


def test_what_is_handed_in_is_not_changed() -> None:
    bundle, world = compile_version(diagram()), TestWorld()
    variables = {"don": {"x": [1, {"y": 2}]}, "ho_so": {}}
    kept = copy.deepcopy(variables)
    first = advance(bundle, None, Start(variables, facts={"ho_so": {"case": "a"}}), world)
    values = {"z": [1]}
    advance(bundle, first.state, Complete("2", None, values), world)
    assert variables == kept
    assert values == {"z": [1]}


def test_a_failed_act_leaves_the_state_as_it_was() -> None:
    dossier = Dossier(diagram())
    before = dossier.state
    with pytest.raises(Exception, match="no longer open"):
        dossier.do(Complete("77"))
    assert dossier.state == before


def described(bundle: Bundle) -> str:
    """Everything a run could change in the shared elements."""
    lines = []
    for graph in (bundle.main, *bundle.inner.values()):
        for name, element in graph.task_specs.items():
            events = [event.n_subscribers() for event in vars(element).values() if hasattr(event, "n_subscribers")]
            plain = {key: value for key, value in vars(element).items() if not hasattr(value, "n_subscribers")}
            plain.pop("_wf_spec")
            lines.append(f"{graph.name} {name} {type(element).__name__} {sorted(plain.items(), key=str)} {events}")
    return "\n".join(lines)


def test_running_changes_nothing_in_the_shared_elements() -> None:
    bundle = compile_version(diagram())
    before = described(bundle)
    for _ in range(3):
        play(bundle)
    assert described(bundle) == before


def test_eight_threads_share_one_bundle() -> None:
    bundle = compile_version(diagram())
    expected = play(bundle)
    results: list[list[bytes]] = []
    threads = [threading.Thread(target=lambda: [results.append(play(bundle)) for _ in range(6)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 48
    assert all(result == expected for result in results)


def test_ids_are_short_and_count_up() -> None:
    dossier = Dossier(compile_version(diagram()), TestWorld(NOON))
    first = int(dossier.task("hoi"))
    dossier.complete("hoi")
    assert all(int(thing.task) > first for thing in dossier.standing.things)
    assert ROOT not in {thing.task for thing in dossier.standing.things}
