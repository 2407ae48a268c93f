"""The twelve traps of building on a task-tree engine, one named test each; the long stories are told beside this."""

import contextlib
import sys
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import orjson
import pytest
from process_diagrams import Diagram, each
from process_worlds import Dossier

from engine.spiff import (
    Answer,
    Complete,
    NotOpen,
    NotRunnable,
    Restore,
    WrongVersion,
    advance,
    compile_version,
    snapshot,
)
from engine.spiff.codec import decode
from engine.spiff.library import PINNED
from engine.spiff.trial import TrialWorld


def two_steps() -> bytes:
    return Diagram().start().user("a").user("b").end().path("start", "a", "b", "end").xml()


def test_trap_1_text_of_a_procedure_is_never_run_as_a_program(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    plot = (
        Diagram().start().user("a").gateway("exclusive", "g").user("b").end().path("start", "a", "g").flow("b", "end")
    )
    plot.flow("g", "b", f"__import__('pathlib').Path('{canary}').write_text('x')").flow("g", "end", default=True)
    with contextlib.suppress(NotRunnable):
        Dossier(plot.xml()).complete("a")
    assert not canary.exists()


def test_trap_2_what_the_library_would_silently_ignore_is_refused_by_name() -> None:
    signal = "<bpmn:signalEventDefinition/>"
    with pytest.raises(NotRunnable) as refusal:
        compile_version(Diagram().start().user("a").add("endEvent", "e", signal).path("start", "a", "e").xml())
    assert (refusal.value.code, refusal.value.element) == ("event", "e")


def test_trap_3_the_order_of_json_keys_does_not_matter() -> None:
    dossier = Dossier(two_steps(), don={"z": 1, "a": 2})
    dossier.state = orjson.dumps(orjson.loads(dossier.state or b""), option=orjson.OPT_SORT_KEYS)
    assert dossier.complete("a").variables["don"] == {"z": 1, "a": 2}


def test_trap_4_a_join_in_a_loop_does_not_fire_early_on_the_second_pass() -> None:
    plot = (
        Diagram()
        .start()
        .gateway("exclusive", "m")
        .gateway("parallel", "t")
        .user("a")
        .user("b")
        .gateway("parallel", "g")
    )
    plot.user("d").gateway("exclusive", "q").end().path("start", "m", "t", "a", "g", "d", "q").path("t", "b", "g")
    dossier = Dossier(plot.flow("q", "m", "d.lai = true").flow("q", "end", default=True).xml())
    for first, second in ("ab", "ba", "ab", "ba"):
        dossier.complete(first)
        assert dossier.open == [second]
        dossier.complete(second)
        assert dossier.open == ["d"]
        dossier.complete("d", lai=True)


def test_trap_5_a_dossier_that_loops_a_thousand_times_is_still_alive() -> None:
    plot = Diagram().start().user("a").gateway("exclusive", "g").end().path("start", "a", "g")
    dossier = Dossier(plot.flow("g", "a", "a.lai = true").flow("g", "end", default=True).xml())
    for _ in range(1_100):
        dossier.complete("a", lai=True)
    assert dossier.open == ["a"]
    assert dossier.standing.tokens == 1
    assert sys.getrecursionlimit() <= 3_000
    dossier.complete("a", lai=False)
    assert dossier.result.ended is not None


def test_trap_6_a_freshly_parsed_version_finishes_a_repetition_another_copy_began() -> None:
    plot = Diagram().start().user("a", loop=each("3")).user("b").end().path("start", "a", "b", "end").xml()
    dossier = Dossier(compile_version(plot))
    dossier.complete("a", item=0)
    dossier.bundle = compile_version(plot)
    dossier.complete("a", item=2)
    dossier.bundle = compile_version(plot)
    dossier.complete("a", item=1)
    assert dossier.open == ["b"]


def test_trap_7_branches_that_write_at_once_do_not_overwrite_or_share_each_others_answers() -> None:
    plot = Diagram().start().gateway("parallel", "t").user("a").user("b").gateway("parallel", "g").user("c").end()
    dossier = Dossier(plot.path("start", "t", "a", "g", "c", "end").path("t", "b", "g").xml(), don={"ds": ["x"]})
    dossier.complete("a", ds=["x", "a1"], len=1)
    dossier.complete("b", ds=["x", "b1", "b2"])
    said = dossier.result.variables
    assert (said["a"]["ds"], said["b"]["ds"], said["don"]["ds"]) == (["x", "a1"], ["x", "b1", "b2"], ["x"])
    run = decode(dossier.state or b"", dossier.bundle, TrialWorld())
    assert all(type(token.data) is MappingProxyType and not token.data for token in run.instance.live())


def test_trap_8_a_citizens_own_words_are_never_taken_for_types() -> None:
    form = {"typename": "datetime", "value": "2026-01-01", "dữ liệu": {"typename": "Foo"}, "ghi_chu": "\x01n5"}
    dossier = Dossier(two_steps(), don=form)
    dossier.complete("a", **form)
    assert dossier.result.variables["don"] == form
    assert dossier.result.variables["a"].items() >= form.items()


def test_trap_9_a_timer_has_one_absolute_instant_with_a_zone_and_fires_by_an_act_in_one_pass() -> None:
    plot = Diagram().start().user("a").timer("t", "P5D", "a").user("b").end().path("start", "a", "end")
    dossier = Dossier(plot.path("t", "b", "end").xml())
    (timer,) = dossier.result.timers_opened
    assert timer.due.utcoffset() is not None
    dossier.world.now += timedelta(days=5)
    assert dossier.open == ["a"]
    dossier.fire("t", timedelta(0))
    assert dossier.open == ["b"]


def test_trap_10_an_error_leaves_no_half_run_and_reaches_the_event_that_names_it() -> None:
    plot = Diagram().start().user("a").service("s").error("loi", "s", "E1").user("sua").user("b").end()
    plot.path("start", "a", "s", "b", "end").path("loi", "sua", "end")
    dossier = Dossier(plot.xml())
    before = dossier.state
    with pytest.raises(NotOpen):
        dossier.do(Complete("99"))
    assert dossier.state == before
    dossier.complete("a")
    dossier.answer("s", error="E1")
    assert dossier.open == ["sua"]


def test_trap_11_a_state_is_pinned_to_its_version_and_return_goes_by_snapshot() -> None:
    dossier = Dossier(two_steps())
    kept = snapshot(dossier.state or b"")
    other = compile_version(two_steps().replace(b'name="b"', b'name="c"'))
    with pytest.raises(WrongVersion):
        advance(other, dossier.state, Complete(dossier.task("a")), dossier.world)
    dossier.complete("a")
    dossier.complete("b")
    assert dossier.do(Restore(kept)).ended is None
    assert dossier.open == ["a"]
    assert PINNED == "3.2.0"


def test_trap_12_the_second_of_two_clicks_is_refused_and_nothing_outside_is_called_within_an_act() -> None:
    plot = Diagram().start().user("a").service("s").end().path("start", "a", "s", "end")
    dossier = Dossier(plot.xml())
    task = dossier.task("a")
    assert len(dossier.do(Complete(task)).connector_calls) == 1
    with pytest.raises(NotOpen):
        dossier.do(Complete(task))
    call = dossier.task("s")
    dossier.do(Answer(call))
    with pytest.raises(Exception, match="ended"):
        dossier.do(Answer(call))
