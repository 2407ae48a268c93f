"""What a page of a play shows: whose turn it is, the form they see, what they can decide, and how far the play is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask import url_for

from admin_ui.components import ahead
from admin_ui.components.ahead import Choice
from admin_ui.components.form import FormPage, page_of
from admin_ui.declare.working.playing import subjects
from admin_ui.web.language import language
from engine.bpmn.timing import Timing
from engine.forms import Form, OptionSource
from engine.procedures import labels
from engine.rehearsal.playing.play import Offer, Play
from engine.rehearsal.rehearsing import NOON
from engine.rehearsal.scenarios.recording import as_they_are
from engine.rehearsal.scenarios.scenario import BY_HAND, CALL, FAILED, STEP, WAIT
from engine.rehearsal.scenarios.sentences import HAPPENS, sentence
from engine.rehearsal.scenarios.words import who_of, who_said
from engine.spiff import Thing
from engine.text import Text

CITIZEN = Text("người nộp hồ sơ", "the applicant")
MACHINE = Text("hệ thống", "the machine")
PARTNER = Text("cơ quan, hệ thống bên ngoài", "an agency or system outside")


@dataclass(frozen=True)
class Typed:
    """What somebody typed that was not taken: it stays on the page."""

    element: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, Text] = field(default_factory=dict)
    outcome: str | None = None
    focus: str = ""


@dataclass(frozen=True)
class Way:
    """One thing that can happen here: its number on the page, and in words."""

    number: int
    does: str
    said: Text


@dataclass(frozen=True)
class Turn:
    """Somebody's turn."""

    element: str
    kind: str
    name: Text
    no: str | None
    who: Text
    content: str | None
    form: FormPage | None
    choices: tuple[Choice, ...]
    outcome: str | None
    ways: tuple[Way, ...]
    """Everything beside finishing with the form."""
    error: Text | None = None


@dataclass(frozen=True)
class Clock:
    """Working hours used, of the term."""

    used: Decimal
    term: Decimal | None

    @property
    def share(self) -> float:
        """How much of the term is used, at most all of it."""
        return min(float(self.used / self.term), 1.0) if self.term else 0.0

    @property
    def late(self) -> bool:
        """Whether the term is over."""
        return self.term is not None and self.used > self.term


@dataclass(frozen=True)
class Stage:
    """One page of a play."""

    turn: Turn | None
    others: tuple[Turn, ...]
    done: tuple[Text, ...]
    ahead: int
    clock: Clock


def of(play: Play, source: OptionSource, asked: str, typed: Typed) -> Stage:
    """The stage as the play stands; ``asked`` is the open element somebody chose among several."""
    things = play.open if play.plan.begun and not play.over else ()
    follows = play.next.at if play.next is not None else ""
    wanted = [typed.element, asked, follows]
    chosen = next((one for key in wanted for one in things if one.element == key), things[0] if things else None)
    turn = _turn(play, chosen, source, typed) if chosen is not None else None
    others = tuple(_brief(play, one) for one in things if one is not chosen)
    definition = play.subject.definition
    done = tuple(sentence(definition, one) for one in as_they_are(play.subject, play.plan.done, play.drive.case))
    return Stage(turn, others, done, len(play.plan.ahead), _clock(play))


def application(play: Play, source: OptionSource, typed: Typed) -> FormPage | None:
    """The application form before it is handed in."""
    form = play.subject.form_of("don")
    if form is None:
        return None
    around = play.drive.before(play.plan.filed)
    values = typed.values or play.plan.filed.answers or subjects.fill(source)(form, around, {})
    return _page(form, values, typed, around, source, own=True)


def _turn(play: Play, thing: Thing, source: OptionSource, typed: Typed) -> Turn:
    brief = _brief(play, thing)
    node = play.node(thing.element)
    does = {"step": STEP, "wait": WAIT}.get(thing.kind, "")
    mine = typed if typed.element == thing.element else Typed()
    story = play.next if play.next is not None and play.next.at == thing.element else None
    form = play.form_at(thing.element) if does else None
    page = None
    if form is not None:
        around = play.around()
        decided = story.answers if story is not None and story.does == does else {}
        values = mine.values or subjects.fill(source)(form, around, decided)
        page = _page(form, {**values} if mine.values else {**values, **decided}, mine, around, source)
    return Turn(
        brief.element,
        brief.kind,
        brief.name,
        brief.no,
        brief.who,
        node.step.content if node.step else None,
        page,
        ahead.choices(play.subject.definition, node) if does == STEP else (),
        mine.outcome or (story.outcome if story is not None else None),
        tuple(
            Way(number, offer.does, _said(offer))
            for number, offer in enumerate(play.offers(thing))
            if offer.does not in (STEP, WAIT)
        ),
        mine.errors.get("") or mine.errors.get("outcome"),
    )


def _brief(play: Play, thing: Thing) -> Turn:
    node = play.node(thing.element)
    who = {"step": who_said(who_of(node.step)), "wait": _awaited(play, thing), "timer": MACHINE}
    name = labels.node_name(play.subject.definition, node)
    no = node.step.no if node.step else None
    called = who_said(who_of(node.step)) if node.step is not None else PARTNER
    return Turn(thing.element, thing.kind, name, no, who.get(thing.kind, called), None, None, (), None, ())


def _awaited(play: Play, thing: Thing) -> Text:
    wait = play.node(thing.element).wait
    return PARTNER if wait is not None and wait.kind == "agency" else CITIZEN


def _page(
    form: Form,
    values: Mapping[str, Any],
    typed: Typed,
    around: Mapping[str, Any],
    source: OptionSource,
    *,
    own: bool = False,
) -> FormPage:
    return page_of(
        form,
        values,
        lang=language(),
        errors={path: text for path, text in typed.errors.items() if path not in ("", "outcome")},
        context=around,
        now=NOON,
        options=source,
        own=own,
        wards=url_for("portal.communes"),
        focus=typed.focus,
    )


def _said(offer: Offer) -> Text:
    told = HAPPENS[offer.does]
    if offer.does == FAILED:
        return Text(f"{told.vi} ({offer.outcome})", f"{told.en} ({offer.outcome})")
    if offer.does in (CALL, BY_HAND) and offer.answers:
        shown = ", ".join(f"{key} = {value}" for key, value in offer.answers.items())
        return Text(f"{told.vi}: {shown}", f"{told.en}: {shown}")
    return told


def _clock(play: Play) -> Clock:
    used = play.spent.hours if play.spent is not None else Decimal(0)
    case = play.plan.filed.case
    terms = {total.case: total.term_hours for total in Timing(play.subject.definition).totals()}
    return Clock(used, terms.get(case, terms.get(None)))
