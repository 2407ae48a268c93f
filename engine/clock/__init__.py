"""Working calendars and the legal clock: due dates that explain themselves.

A ``Calendar`` says which hours count, a ``Term`` how many of them; ``assess`` reads a ledger of ``ClockEvent`` into
due dates, status, outcome and an explanation; ``step_due`` and ``remaining`` serve the desks.
"""

from engine.clock.assessment import Appointment, Assessment, assess
from engine.clock.calendars.builtin import BUILT_IN, builtin
from engine.clock.calendars.calendar import Calendar
from engine.clock.calendars.comparing import days_that_differ
from engine.clock.calendars.following import Turn, following
from engine.clock.calendars.reading import read_calendar
from engine.clock.calendars.vietnam import VietnameseDays, draft
from engine.clock.calendars.writing import WEEKDAYS, as_document, week_as_json
from engine.clock.due import Due
from engine.clock.events import WAITS, ClockEvent
from engine.clock.explanation.office import tell_office
from engine.clock.explanation.picture import DayMark, day_marks
from engine.clock.explanation.segment import Segment
from engine.clock.explanation.sentences import say_term, tell
from engine.clock.handover import handover_due
from engine.clock.ledger.consumption import Held, consumed
from engine.clock.ledger.permission import refusal
from engine.clock.outcomes import outcome
from engine.clock.preview import Case, Moved, moved_dues
from engine.clock.problems import CalendarProblem, ClockProblem, LedgerProblem, TermProblem
from engine.clock.saying import say_amount, say_due, say_moment, say_remaining
from engine.clock.steps import Part, PartDue, internal_due, part_dues, remaining, step_due
from engine.clock.terms import Term, parse
from engine.clock.zone import VIETNAM, local

__all__ = [
    "BUILT_IN",
    "VIETNAM",
    "WAITS",
    "WEEKDAYS",
    "Appointment",
    "Assessment",
    "Calendar",
    "CalendarProblem",
    "Case",
    "ClockEvent",
    "ClockProblem",
    "DayMark",
    "Due",
    "Held",
    "LedgerProblem",
    "Moved",
    "Part",
    "PartDue",
    "Segment",
    "Term",
    "TermProblem",
    "Turn",
    "VietnameseDays",
    "as_document",
    "assess",
    "builtin",
    "consumed",
    "day_marks",
    "days_that_differ",
    "draft",
    "following",
    "handover_due",
    "internal_due",
    "local",
    "moved_dues",
    "outcome",
    "parse",
    "part_dues",
    "read_calendar",
    "refusal",
    "remaining",
    "say_amount",
    "say_due",
    "say_moment",
    "say_remaining",
    "say_term",
    "step_due",
    "tell",
    "tell_office",
    "week_as_json",
]
