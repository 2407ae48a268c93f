"""`quytrinh due`: when a dossier is due, and why, worked out from the command line."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NoReturn, get_args

import click

from engine.cli import shares
from engine.cli.one_line import OneLineCommand, WrongCall, wants_json
from engine.clock import (
    BUILT_IN,
    VIETNAM,
    Assessment,
    Calendar,
    CalendarProblem,
    ClockEvent,
    ClockProblem,
    LedgerProblem,
    assess,
    builtin,
    parse,
    read_calendar,
    say_amount,
    say_due,
    say_moment,
)
from engine.clock.events import EventKind
from engine.clock.terms import Policy
from engine.text import Text

_POLICIES: dict[str, Policy] = {policy: policy for policy in get_args(Policy)}
_KINDS: dict[str, EventKind] = {kind: kind for kind in get_args(EventKind) if kind not in ("submitted", "accepted")}


@click.command("due", cls=OneLineCommand)
@click.option("--calendar", "calendar_name", required=True, help=f"{', '.join(BUILT_IN)}, or a JSON file.")
@click.option("--term", "written", required=True, help="Such as 3 working_days, same_day, 5+3 working_days.")
@click.option("--accepted", help="When the dossier was complete and valid (ISO).")
@click.option("--submitted", help="When it was submitted online (ISO): starts the reception timer.")
@click.option("--cut-off", help="HH:MM; concerns same_day terms only (15:00 when not given).")
@click.option("--on-supplement", type=click.Choice(list(_POLICIES)), default="reset", show_default=True)
@click.option("--holiday", "holidays", multiple=True, metavar="DATE", help="One more day off; may be repeated.")
@click.option(
    "--event", "events", multiple=True, metavar="KIND@ISO", help="In any order; extended@ISO/ISO names the new date."
)
@click.option(
    "--agency", "agencies", multiple=True, metavar="NAME=TERM", help="An agency's share of a chain, in order; repeated."
)
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--format", "form", type=click.Choice(["json", "text"]), help="Text on a terminal, JSON otherwise.")
def command(
    calendar_name: str,
    written: str,
    accepted: str | None,
    submitted: str | None,
    cut_off: str | None,
    on_supplement: str,
    holidays: tuple[str, ...],
    events: tuple[str, ...],
    agencies: tuple[str, ...],
    language: str,
    form: str | None,
) -> None:
    """Work out a due date and explain it."""
    try:
        term = parse(written, cut_off=_clock(cut_off), on_supplement=_POLICIES[on_supplement])
        calendar = _calendar(calendar_name).with_holidays(*map(_day, holidays))
        assessment = assess(term, _ledger(submitted, accepted, events), calendar)
        answer = _answer(assessment, language)
        if agencies:
            answer["agencies"] = shares.dues(assessment, agencies)
    except ClockProblem as problem:
        raise WrongCall(problem.text.said_in(language)) from None
    except OverflowError:
        raise WrongCall(Text("Ngày vượt quá năm 9999.", "A date is beyond the year 9999.").said_in(language)) from None
    if wants_json(form):
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _print(assessment, answer, language)


def _calendar(name: str) -> Calendar:
    path = Path(name)
    if path.suffix != ".json" and (name in BUILT_IN or not path.is_file()):
        return builtin(name)
    try:
        return read_calendar(path.read_bytes())
    except OSError as error:
        raise CalendarProblem(
            Text(f"Không đọc được tệp lịch {name}: {error.strerror}.", f"Cannot read {name}: {error.strerror}.")
        ) from None


def _ledger(submitted: str | None, accepted: str | None, events: tuple[str, ...]) -> list[ClockEvent]:
    if not submitted and not accepted:
        raise LedgerProblem(
            Text("Cần --accepted (hoặc --submitted khi hồ sơ chưa được tiếp nhận).", "Give --accepted, or --submitted.")
        )
    ledger = [ClockEvent("submitted", _instant(submitted))] if submitted else []
    ledger += [ClockEvent("accepted", _instant(accepted))] if accepted else []
    return ledger + [_event(event) for event in events]


def _event(written: str) -> ClockEvent:
    name, _, when = written.partition("@")
    if name not in _KINDS or not when:
        known = ", ".join(_KINDS)
        raise LedgerProblem(
            Text(
                f"“{written}” không phải LOẠI@THỜI_ĐIỂM; các loại: {known}.",
                f"“{written}” is not KIND@ISO; kinds: {known}.",
            )
        )
    at, _, new_due = when.partition("/")
    return ClockEvent(_KINDS[name], _instant(at), new_due=_instant(new_due) if new_due else None)


def _instant(written: str) -> datetime:
    try:
        read = datetime.fromisoformat(written.strip())
        return read if read.tzinfo else read.replace(tzinfo=VIETNAM)
    except ValueError:
        _unreadable(written, "2026-11-02T10:00")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        _unreadable(written, "2026-09-02")


def _clock(written: str | None) -> time | None:
    try:
        return datetime.strptime(written.strip(), "%H:%M").time() if written is not None else None
    except ValueError:
        _unreadable(str(written), "15:00")


def _unreadable(written: str, example: str) -> NoReturn:
    raise LedgerProblem(
        Text(
            f"Không đọc được thời điểm “{written}”; hãy viết như {example}.",
            f"Cannot read the time “{written}”; write it like {example}.",
        )
    )


def _answer(assessment: Assessment, language: str) -> dict[str, Any]:
    """Return the JSON answer; before acceptance the due date is the one of the reception timer (rule R6)."""
    reception = assessment.receptions[-1] if assessment.receptions else None
    waiting = reception if assessment.status == "not_started" else None
    due = waiting.due if waiting else assessment.due
    dues = [waiting.due] if waiting else [one.due for one in assessment.dues if one.due]
    return {
        "due": due.isoformat() if due else None,
        "dues": [one.isoformat() for one in dues],
        "status": assessment.outcome or assessment.status,
        "state": assessment.status,
        "outcome": assessment.outcome,
        "original_due": assessment.original_due.isoformat() if assessment.original_due else None,
        "provisional": assessment.provisional,
        "extend_until": assessment.extend_until.isoformat() if assessment.extend_until else None,
        "reception": reception and {"from": reception.starts.isoformat(), "due": reception.due.isoformat()},
        "warnings": [warning.said_in(language) for warning in assessment.warnings],
        "explanation": [
            {
                "from": segment.start.isoformat(),
                "to": segment.end.isoformat(),
                "counted_seconds": segment.counted_seconds,
                "reason": segment.reason.said_in(language),
            }
            for segment in assessment.explanation
        ],
    }


def _print(assessment: Assessment, answer: dict[str, Any], language: str) -> None:
    due = datetime.fromisoformat(answer["due"]) if answer["due"] else None
    click.echo(f"{answer['status']}: {say_due(due, provisional=assessment.provisional).said_in(language)}")
    for warning in answer["warnings"]:
        click.echo(warning)
    for segment in assessment.explanation:
        start, end, reason = say_moment(segment.start), say_moment(segment.end), segment.reason
        counted = f"+{say_amount(segment.counted_seconds).said_in(language)}" if segment.counted_seconds else "–"
        click.echo(f"  {start.said_in(language)} → {end.said_in(language)}  {counted}  {reason.said_in(language)}")
