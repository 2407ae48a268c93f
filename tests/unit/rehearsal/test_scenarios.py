"""Scenarios: a way kept by name is gone again, and what comes otherwise is said with its step in a sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from plots import GRANTED, START, TERM, end, flow, plot, split, user, wait

from engine.procedures.sources import from_library
from engine.rehearsal import rehearse
from engine.rehearsal.playing.play import Plan, Play, filled
from engine.rehearsal.playing.stories import scenario_of
from engine.rehearsal.rehearsing import NOON
from engine.rehearsal.scenarios import Filed, Move, Scenario, ScenarioProblem, parse, replay, written
from engine.rehearsal.scenarios.sentences import sentences
from engine.rehearsal.subject import Subject
from engine.spiff import compile_version

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = sorted((ROOT / "procedures_bpmn").glob("*.scenarios.json"))


def garden(limit: str = "4", post: str = "clerk", outcomes: str = "du thieu", more: str = "") -> Subject:
    """A look at the papers, maybe a supplement, a signature."""
    pieces = (
        START,
        split("gop"),
        user("xem", outcomes, limit=limit, post=post),
        split("re", "re_ky"),
        wait("cho", kind="supplement", autoCloseAfter="5"),
        user("ky", "ky", limit="6", kind="sign"),
        GRANTED,
        *map(flow, ("start>gop", "gop>xem", "xem>re", "re>ky", "cho>gop")),
        flow("re>cho", 'xem.outcome = "thieu"'),
        more or flow("ky>xong"),
    )
    return Subject(compile_version(plot(*pieces, sheet=TERM.format(10))), {})


def kept(subject: Subject, name: str, *moves: Move) -> Scenario:
    """A scenario recorded by playing."""
    return Play(subject, Plan(Filed(), tuple(moves), begun=True), NOON).as_scenario(name)


SUPPLEMENTED = (Move("xem", outcome="thieu"), Move("cho", "wait"), Move("xem", outcome="du"), Move("ky", outcome="ky"))


def said(subject: Subject, scenario: Scenario) -> list[str]:
    """The differences in Vietnamese."""
    return [one.said.vi for one in replay(subject, scenario, NOON).differences]


def test_a_way_that_was_played_expects_what_it_came_to_and_passes() -> None:
    scenario = kept(garden(), "Bổ sung một lần", *SUPPLEMENTED)
    assert scenario.expected.hours == Decimal(10)
    assert scenario.expected.result == "granted"
    assert replay(garden(), scenario, NOON).passed


def test_a_changed_limit_is_named_with_its_step_and_can_be_taken_over() -> None:
    scenario = kept(garden(), "Bổ sung một lần", *SUPPLEMENTED)
    assert said(garden(limit="3"), scenario)[0] == (
        "Kịch bản “Bổ sung một lần”: bước 1 “xem” mong đợi 4 giờ, nay 3 giờ."
    )
    now = replay(garden(limit="3"), scenario, NOON).now
    assert now is not None
    assert replay(garden(limit="3"), now, NOON).passed


def test_another_person_an_outcome_that_is_gone_and_another_end_are_each_said() -> None:
    scenario = kept(garden(), "Thử", *SUPPLEMENTED)
    assert "mong đợi clerk" in said(garden(post="boss"), scenario)[0]
    assert said(garden(outcomes="dat thieu"), scenario)[-1].endswith("nay bước không còn kết luận này.")
    other = garden(more=end("dung", "refused") + flow("ky>dung"))
    assert said(other, scenario) == ["Kịch bản “Thử”: kết thúc mong đợi kết thúc ở “xong”, nay kết thúc ở “dung”."]


def test_a_way_that_cannot_be_gone_any_more_says_where_the_dossier_stands() -> None:
    scenario = replace(kept(garden(), "Thử", *SUPPLEMENTED), moves=(SUPPLEMENTED[0], Move("ky", outcome="ky")))
    found = replay(garden(), scenario, NOON)
    assert found.differences[-1].said.vi == ("Kịch bản “Thử”: bước 2 “ky” mong đợi đến lượt, nay hồ sơ đang ở “cho”.")
    assert found.now is None


def test_a_wait_left_unanswered_closes_the_dossier() -> None:
    scenario = kept(garden(), "Bỏ dở", Move("xem", outcome="thieu"), Move("cho", "auto_closed"))
    assert (scenario.expected.end, scenario.expected.result) == (None, "auto_closed")
    assert scenario.moves[-1].papers == ("stop_notice",)
    assert replay(garden(), scenario, NOON).passed


def test_a_file_of_scenarios_is_read_back_as_it_was_written() -> None:
    scenario = kept(garden(), "Bổ sung một lần", *SUPPLEMENTED)
    data = written([scenario])
    assert parse(data) == (scenario,)
    assert written(parse(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"format": "x"}',
        b'{"format": "quytrinh-scenarios", "format_version": 1, "scenarios": [{}]}',
        b'{"format": "quytrinh-scenarios", "format_version": 1, "scenarios": 3}',
        b"[" * 100_000,
        b'{"format": "quytrinh-scenarios", "format_version": 1, "scenarios": [], "more": "\\ud800"}',
        b'{"format": "quytrinh-scenarios", "format_version": 1, "scenarios": [], "more": 1e999}',
    ],
)
def test_a_file_that_is_none_is_refused_and_becomes_a_finding(data: bytes) -> None:
    with pytest.raises(ScenarioProblem):
        parse(data)
    result = rehearse(garden().bundle.source, {}, {}, scenarios=data or b" ")
    assert "scenario_unreadable" in {one.code for one in result.findings}


def test_a_failed_scenario_is_an_error_of_the_rehearsal_and_the_report_names_every_scenario() -> None:
    data = written([kept(garden(), "Giữ", *SUPPLEMENTED)])
    result = rehearse(garden(limit="3").bundle.source, {}, {}, scenarios=data)
    assert ("scenario_time", "error", "xem") in {(one.code, one.severity, one.element) for one in result.findings}
    assert [(one.scenario.name, one.passed) for one in result.scenarios] == [("Giữ", False)]


def test_every_story_of_a_rehearsal_can_be_kept_and_passes() -> None:
    subject = garden()
    result = rehearse(subject.bundle.source, {}, {})
    for story, way in zip(result.stories, result.ways, strict=True):
        plan = filled(subject, scenario_of(story.name.vi, way), lambda form, around, given: given, NOON)
        assert plan.ahead == ()
        scenario = Play(subject, plan, NOON).as_scenario(story.name.vi)
        assert replay(subject, scenario, NOON).passed
        assert scenario.expected.hours == story.hours


def test_scenarios_read_as_sentences_in_both_languages() -> None:
    subject = garden()
    told = sentences(subject.definition, kept(subject, "Thử", *SUPPLEMENTED))
    assert told[0].vi == "Hồ sơ nộp tại quầy."
    assert told[2].vi == "2. cho: nhận được trả lời."
    assert told[-1].en.startswith("It ends: xong; 10 hours of work")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_scenarios_shipped_with_procedures_pass(path: Path) -> None:
    held = from_library(ROOT, path.name.removesuffix(".scenarios.json"))
    result = rehearse(held.bpmn, held.tables, held.forms, scenarios=held.scenarios)
    assert [one.said.vi for each in result.scenarios for one in each.differences] == []
    assert len(result.scenarios) == 2
    assert written(parse(held.scenarios or b"")) == held.scenarios


def test_playing_goes_back_and_forgets_the_story_when_it_deviates() -> None:
    plan = Plan(Filed(), ahead=SUPPLEMENTED, begun=True).moved(SUPPLEMENTED[0])
    assert plan.ahead == SUPPLEMENTED[1:]
    assert plan.back().ahead == SUPPLEMENTED
    assert plan.moved(Move("cho", "withdrawn")).ahead == ()
