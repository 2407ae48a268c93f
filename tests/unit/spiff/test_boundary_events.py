"""Timers, messages and errors on the border of an activity."""

from datetime import UTC, datetime, timedelta

import pytest
from process_diagrams import Diagram, each
from process_worlds import NOON, Dossier, TestWorld

from engine.spiff import Complete, Fire, NotOpen, Retry, TooEarly


def guarded(after: str = "P5D", interrupting: bool = True) -> bytes:
    plot = Diagram().start().user("a").timer("tre", after, "a", interrupting).user("nhac").user("b").end().end("het")
    return plot.path("start", "a", "b", "end").path("tre", "nhac", "het").xml()


def test_a_timer_reports_the_instant_it_is_due_when_its_step_opens() -> None:
    (timer,) = Dossier(guarded()).result.timers_opened
    assert (timer.element, timer.due) == ("tre", NOON + timedelta(days=5))


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("PT8H", NOON + timedelta(hours=8)),
        ('duration("P1DT2H")', NOON + timedelta(days=1, hours=2)),
        ("don.han", datetime(2026, 4, 1, 10, tzinfo=UTC)),
        ("2026-05-01", datetime(2026, 4, 30, 17, tzinfo=UTC)),
        ("2026-05-01T00:00:00Z", datetime(2026, 5, 1, tzinfo=UTC)),
        ("P1M", datetime(2026, 4, 2, 5, tzinfo=UTC)),
    ],
)
def test_a_timer_takes_durations_dates_instants_and_expressions(after: str, due: datetime) -> None:
    dossier = Dossier(guarded(after), don={"han": datetime(2026, 4, 1, 10, tzinfo=UTC)})
    assert dossier.result.timers_opened[0].due == due


def test_a_timer_without_a_usable_time_is_an_incident_and_its_step_stays_open() -> None:
    dossier = Dossier(guarded("don.han"), don={})
    assert [(one.element, one.code) for one in dossier.result.incidents] == [("tre", "bad_timer")]
    assert dossier.open == ["a"]
    dossier.do(Retry(dossier.task("tre"), facts={"don": {"han": NOON + timedelta(days=1)}}))
    assert [timer.due for timer in dossier.result.timers_opened] == [NOON + timedelta(days=1)]


def test_the_instant_is_computed_once_and_never_moves() -> None:
    dossier = Dossier(guarded(interrupting=False))
    due = dossier.standing.things[0].due
    dossier.world.now += timedelta(days=3)
    assert due in [thing.due for thing in dossier.standing.things]


def test_a_timer_never_fires_before_its_instant() -> None:
    dossier = Dossier(guarded())
    with pytest.raises(TooEarly):
        dossier.fire("tre", timedelta(days=4, hours=23))


def test_time_alone_changes_nothing() -> None:
    plot = guarded(interrupting=False)
    dossier = Dossier(plot, TestWorld(NOON))
    dossier.world.now += timedelta(days=400)
    dossier.complete("a")
    assert dossier.open == ["b"]


def test_an_interrupting_timer_closes_the_step_and_takes_its_own_way() -> None:
    dossier = Dossier(guarded())
    result = dossier.fire("tre")
    assert [(step.element, step.outcome) for step in result.closed] == [("a", "cancelled")]
    assert [(timer.element, timer.cancelled) for timer in result.timers_closed] == [("tre", False)]
    assert dossier.open == ["nhac"]


def test_a_timer_fires_once() -> None:
    dossier = Dossier(guarded(interrupting=False))
    task = dossier.task("tre")
    dossier.fire("tre")
    with pytest.raises(NotOpen):
        dossier.do(Fire(task))


def test_a_timer_that_does_not_interrupt_runs_beside_the_step() -> None:
    dossier = Dossier(guarded(interrupting=False))
    assert not dossier.fire("tre").closed
    assert dossier.open == ["a", "nhac"]
    dossier.complete("a")
    assert dossier.open == ["b", "nhac"]
    dossier.complete("nhac")
    dossier.complete("b")
    assert dossier.result.ended is not None


def test_finishing_the_step_withdraws_its_timer() -> None:
    result = Dossier(guarded()).complete("a")
    assert [(timer.element, timer.cancelled) for timer in result.timers_closed] == [("tre", True)]


def test_a_timer_on_a_repeated_step_interrupts_all_items() -> None:
    plot = Diagram().start().user("a", loop=each("3")).timer("tre", "P1D", "a").user("b").user("c").end()
    dossier = Dossier(plot.path("start", "a", "b", "end").path("tre", "c", "end").xml())
    dossier.complete("a", item=1)
    assert [step.outcome for step in dossier.fire("tre").closed] == ["cancelled", "cancelled"]
    assert dossier.open == ["c"]


def test_a_message_on_the_border_is_a_wait_of_its_own() -> None:
    plot = Diagram().start().user("a").user("b").user("c").end()
    plot.head.append('<bpmn:message id="m" name="rut_don"/>')
    plot.add("boundaryEvent", "rut", '<bpmn:messageEventDefinition messageRef="m"/>', attached_to_ref="a")
    dossier = Dossier(plot.path("start", "a", "b", "end").path("rut", "c", "end").xml())
    assert [(wait.element, wait.name) for wait in dossier.result.waits_opened] == [("rut", "rut_don")]
    dossier.deliver("rut", ly_do="đổi ý")
    assert dossier.open == ["c"]
    assert dossier.result.variables["rut"]["ly_do"] == "đổi ý"


def caught(*codes: str) -> bytes:
    plot = Diagram().start().service("goi").user("tot").end().path("start", "goi", "tot", "end")
    for number, code in enumerate(codes):
        plot.error(f"loi{number}", "goi", code).user(f"sua{number}").path(f"loi{number}", f"sua{number}", "end")
    return plot.xml()


@pytest.mark.parametrize(("code", "step"), [("A", "sua1"), ("B", "sua2"), ("C", "sua0")])
def test_an_error_goes_to_the_event_that_names_its_code_else_to_the_one_for_any(code: str, step: str) -> None:
    dossier = Dossier(caught("", "A", "B"))
    result = dossier.answer("goi", error=code)
    assert dossier.open == [step]
    assert result.variables["goi"] == {"error": code}
    assert [(call.element, call.cancelled) for call in result.calls_closed] == [("goi", False)]


def test_an_error_nobody_catches_is_an_incident_and_a_retry_calls_again() -> None:
    dossier = Dossier(caught("A"))
    result = dossier.answer("goi", error="B")
    assert [(one.element, one.code) for one in result.incidents] == [("goi", "uncaught_error")]
    again = dossier.do(Retry(dossier.task("goi")))
    assert [call.element for call in again.connector_calls] == ["goi"]
    dossier.answer("goi", kq=1)
    assert dossier.open == ["tot"]


def test_an_error_is_caught_around_its_own_activity_only() -> None:
    plot = Diagram().start().gateway("parallel", "t").gateway("parallel", "g").end().path("start", "t")
    for name in ("x", "y"):
        plot.service(name).error(f"loi_{name}", name, "E").user(f"sua_{name}").gateway("exclusive", f"m_{name}")
        plot.path("t", name, f"m_{name}", "g").path(f"loi_{name}", f"sua_{name}", f"m_{name}")
    dossier = Dossier(plot.flow("g", "end").xml())
    dossier.answer("x", error="E")
    assert dossier.open == ["sua_x"]
    dossier.answer("y", v=1)
    dossier.complete("sua_x")
    assert dossier.result.ended is not None


def test_an_error_thrown_inside_a_sub_process_is_caught_on_its_border_and_closes_what_is_open_inside() -> None:
    plot = Diagram().start().end().user("sua").user("sau")
    with plot.inside("con"):
        plot.start("s").gateway("parallel", "t").user("a").user("b").end("e")
        plot.end("hong", inner=plot.error_definition("hong", "E")).path("s", "t", "a", "hong").path("t", "b", "e")
    plot.error("bat", "con", "E").path("start", "con", "sau", "end").path("bat", "sua", "end")
    dossier = Dossier(plot.xml())
    result = dossier.complete("a")
    assert [(step.element, step.outcome) for step in result.closed] == [("a", None), ("b", "cancelled")]
    assert dossier.open == ["sua"]
    assert "hong" in result.path


def test_an_error_passes_a_border_without_a_matching_event_to_the_next_one_outside() -> None:
    plot = Diagram().start().end().user("sua")
    with plot.inside("ngoai"):
        plot.start("s1").end("e1")
        with plot.inside("trong"):
            plot.start("s2").service("goi").end("e2").path("s2", "goi", "e2")
        plot.error("khac", "trong", "KHAC").path("s1", "trong", "e1").flow("khac", "e1")
    plot.error("bat", "ngoai", "E").path("start", "ngoai", "end").path("bat", "sua", "end")
    dossier = Dossier(plot.xml())
    dossier.answer("goi", error="E")
    assert dossier.open == ["sua"]


def reminders(kind: str, loop: str = "") -> bytes:
    """A step in a loop with a reminder beside it; the reminder asks two people, or one person per item."""
    plot = Diagram().start().gateway("exclusive", "m").user("a").gateway("exclusive", "q").end().end("het")
    plot.path("start", "m", "a", "q").flow("q", "m", "a.lai = true").flow("q", "end", default=True)
    plot.timer("tre", "P1D", "a", interrupting=False).user("nhac", loop=loop).user("ong").user("ba")
    if loop:
        return plot.path("tre", "nhac", "het").xml()
    plot.gateway(kind, "t").gateway(kind, "g").flow("tre", "t")
    condition = "true" if kind == "inclusive" else ""
    plot.flow("t", "ong", condition).flow("t", "ba", condition).flow("ong", "g").flow("ba", "g")
    return plot.path("g", "nhac", "het").xml()


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_reminders_of_two_passes_do_not_mix_at_their_join(kind: str) -> None:
    dossier = Dossier(reminders(kind))
    dossier.fire("tre")
    first = {element: dossier.task(element) for element in ("ong", "ba")}
    dossier.complete("a", lai=True)
    dossier.fire("tre")
    second = [thing.task for thing in dossier.standing.things if thing.element == "ba" and thing.task != first["ba"]]
    dossier.do(Complete(first["ong"]))
    dossier.do(Complete(second[0]))
    assert "nhac" not in dossier.open
    dossier.do(Complete(first["ba"]))
    assert dossier.open.count("nhac") == 1


def test_a_repeated_reminder_still_running_holds_back_the_next_as_an_incident() -> None:
    dossier = Dossier(reminders("", each("2")))
    dossier.fire("tre")
    dossier.complete("a", lai=True)
    (incident,) = dossier.fire("tre").incidents
    assert incident.code == "already_running"
    dossier.complete("nhac", item=0)
    dossier.complete("nhac", item=1)
    dossier.do(Retry(incident.task))
    assert dossier.open == ["a", "nhac", "nhac"]


def test_a_reminder_that_leads_nowhere_leaves_nothing_behind() -> None:
    plot = Diagram().start().user("a").timer("tre", "P1D", "a", False).end().path("start", "a", "end")
    dossier = Dossier(plot.xml())
    dossier.fire("tre")
    assert dossier.standing.tokens == 2
    dossier.complete("a")
    assert dossier.result.ended is not None


def test_a_reminder_beside_a_reminder_ends_with_it() -> None:
    plot = Diagram().start().user("a").timer("tre", "P1D", "a", False).end().end("e1").end("e2").user("sau")
    plot.user("nhac").timer("tre_nua", "P1D", "nhac", False).user("cap_tren")
    plot.path("start", "a", "sau", "end").path("tre", "nhac", "e1").path("tre_nua", "cap_tren", "e2")
    dossier = Dossier(plot.xml())
    dossier.fire("tre")
    dossier.fire("tre_nua")
    for element in ("nhac", "cap_tren", "a", "sau"):
        assert dossier.result.ended is None
        dossier.complete(element)
    assert dossier.result.ended is not None
