"""The pages of a play: hand the application in, do one thing after the other, go back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin_ui.declare import shown
from admin_ui.declare.working import frame
from admin_ui.declare.working.playing import stage, subjects
from admin_ui.declare.working.playing.stage import Typed
from admin_ui.web import context
from admin_ui.web.language import language
from admin_ui.web.visitors import require_actor
from engine import forms
from engine.bpmn import picture
from engine.forms import Form, OptionSource
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.publication.rehearsals import keeping, plays
from engine.publication.rehearsals.plays import Kept
from engine.publication.working.queries import WorkingCopy
from engine.rehearsal.playing.play import Plan, Play
from engine.rehearsal.rehearsing import NOON
from engine.rehearsal.scenarios import Filed, Move, Scenario
from engine.rehearsal.scenarios.driving import Broken, NoOutcome, NotOpen, WrongAnswers
from engine.rehearsal.scenarios.scenario import STEP, WAIT
from engine.rehearsal.scenarios.sentences import sentences
from engine.rehearsal.subject import Subject
from engine.text import Text

CANNOT = (Broken, NoOutcome, NotOpen, WrongAnswers)


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add = blueprint.add_url_rule
    at = "/soan/<int:copy_id>/dien-tap/choi"
    add(f"{at}/<int:play_id>", "working_play", shown_page)
    add(f"{at}/<int:play_id>/nop", "working_play_file", _file, methods=["POST"])
    add(f"{at}/<int:play_id>/lam", "working_play_do", _do, methods=["POST"])
    add(f"{at}/<int:play_id>/lui", "working_play_back", _back, methods=["POST"])


def shown_page(copy_id: int, play_id: int, typed: Typed | None = None, error: AppError | None = None) -> Response:
    copy, kept = found(copy_id, play_id)
    source, typed = subjects.units(), typed or Typed()
    subject = subjects.of(copy.sources)
    play, moved = standing(subject, kept.plan, source)
    look = shown.of(copy.sources)
    open_now = {one.element for one in play.open} if play.plan.begun and not play.over else set()
    scenario = play.as_scenario(kept.name) if play.over else None
    answer = frame.page(
        "declare/working/play.html",
        copy,
        tab="declare.working_rehearsal",
        look=look,
        error=error,
        kept=kept,
        play=play,
        behind=moved,
        stage=stage.of(play, source, request.args.get("tai", ""), typed),
        application=None if play.plan.begun else stage.application(play, source, typed),
        cases=subject.definition.cases,
        typed=typed,
        drawn=Markup(picture.svg(look.drawn, done=play.passed, current=open_now, language=language())),
        size="vua" if request.args.get("co") == "vua" else "that",
        told=sentences(subject.definition, scenario) if scenario is not None else (),
        taken=kept.name if kept.name in {one.name for one in _held(copy)} else "",
    )
    answer.status_code = 422 if typed.errors else answer.status_code
    return answer


def _held(copy: WorkingCopy) -> tuple[Scenario, ...]:
    try:
        return keeping.kept(copy.sources)
    except Invalid:
        return ()


def standing(subject: Subject, plan: Plan, source: OptionSource) -> tuple[Play, Text | None]:
    """The play as far as it can be brought; a step the files no longer allow, and what follows it, is undone."""
    try:
        return subjects.play(subject, plan, source), None
    except CANNOT:
        pass
    while plan.begun:
        plan = plan.back()
        try:
            play = subjects.play(subject, plan, source)
        except CANNOT:
            continue
        said = Text(
            f"Bản soạn đã đổi: diễn lại từ bước {len(plan.done) + 1}.",
            f"The copy has changed: play again from step {len(plan.done) + 1}.",
        )
        return play, said
    return subjects.play(subject, plan, source), Text("Bản soạn đã đổi: nộp lại.", "The copy has changed: file again.")


def _file(copy_id: int, play_id: int) -> Response:
    copy, kept = found(copy_id, play_id)
    subject, source = subjects.of(copy.sources), subjects.units()
    play = subjects.play(subject, Plan(kept.plan.filed, ahead=kept.plan.ahead), source)
    filed = Filed(_case(subject), request.form.get("_kenh", "counter"), kept.plan.filed.applicant)
    form = subject.form_of("don")
    around = play.drive.before(filed)
    typed = _typed(form, "don", around)
    if typed is None:
        filed = replace(filed, answers=_answers(form, source, around))
        plan = play.plan.filed_as(filed)
        typed = _refused(subject, plan, source, "don", filed.answers)
        if typed is None:
            return _go_on(copy_id, kept, plan)
    return shown_page(copy_id, play_id, typed)


def _do(copy_id: int, play_id: int) -> Response:
    """One thing done: a way chosen by its number, else the step or wait finished with its form."""
    copy, kept = found(copy_id, play_id)
    subject, source = subjects.of(copy.sources), subjects.units()
    play, _ = standing(subject, kept.plan, source)
    element, number = request.form.get("_tai", ""), request.form.get("_cach", "")
    thing = next((one for one in play.open if one.element == element), None)
    if thing is None:
        return to(copy_id, play_id)
    offers = play.offers(thing)
    if number.isdecimal() and len(number) < 4 and int(number) < len(offers):
        offer = offers[int(number)]
        move = Move(element, offer.does, offer.outcome, offer.answers)
        form, typed = None, None
    else:
        form, around = play.form_at(element), play.around()
        typed = _typed(form, element, around)
        does = STEP if thing.kind == "step" else WAIT
        move = Move(element, does, _outcome(play, element), {} if typed else _answers(form, source, around))
    if typed is None:
        plan = play.plan.moved(move)
        typed = _refused(subject, plan, source, element, move.answers, move.outcome)
        if typed is None:
            return _go_on(copy_id, kept, plan)
    return shown_page(copy_id, play_id, typed)


def _back(copy_id: int, play_id: int) -> Response:
    """Undo the last thing, or so many things."""
    _, kept = found(copy_id, play_id)
    plan, wanted = kept.plan, request.form.get("den", "")
    if wanted.isdecimal() and len(wanted) < 4:
        while len(plan.done) > int(wanted):
            plan = plan.back()
    else:
        plan = plan.back()
    return _go_on(copy_id, kept, plan)


def found(copy_id: int, play_id: int) -> tuple[WorkingCopy, Kept]:
    """The working copy and one's own play of it."""
    copy, actor = frame.load(copy_id), require_actor()
    with reading() as session:
        return copy, plays.find(session, actor, copy_id, play_id)


def _case(subject: Subject) -> str | None:
    known = [one.id for one in subject.definition.cases]
    asked = request.form.get("_truong_hop", "")
    return asked if asked in known else known[0] if known else None


def _outcome(play: Play, element: str) -> str | None:
    step = play.node(element).step
    offered = [one.id for one in step.outcomes] if step else []
    asked = request.form.get("outcome", "")
    return asked if asked in offered else offered[0] if len(offered) == 1 else None


def _typed(form: Form | None, element: str, around: dict[str, Any]) -> Typed | None:
    """What the page comes back with when a button inside the form was pressed."""
    pressed = forms.act_of(form, request.form) if form is not None else None
    if form is None or pressed is None:
        return None
    changed = pressed.apply(forms.parse(form, request.form), around, NOON)
    return Typed(element, changed, {}, request.form.get("outcome"), pressed.focus(changed))


def _answers(form: Form | None, source: OptionSource, around: dict[str, Any]) -> dict[str, Any]:
    """The answers as they are stored where the form takes them, else as they were typed."""
    if form is None:
        return {}
    raw = forms.parse(form, request.form)
    sent = forms.submit(form, raw, context=around, now=NOON, options=source)
    return dict(sent.values) if sent.ok else dict(raw)


def _refused(
    subject: Subject, plan: Plan, source: OptionSource, element: str, answers: Any, outcome: str | None = None
) -> Typed | None:
    """What stands against the last thing of a plan, None when it can be done."""
    try:
        subjects.play(subject, plan, source)
    except WrongAnswers as error:
        return Typed(element, answers, error.errors, outcome)
    except NoOutcome:
        said = Text("Chọn kết luận của bước.", "Choose how the step ends.")
        return Typed(element, answers, {"outcome": said}, outcome)
    except Broken as error:
        return Typed(element, answers, {"": error.said}, outcome)
    except NotOpen:
        said = Text("Hồ sơ không còn ở bước này.", "The dossier no longer stands here.")
        return Typed(element, answers, {"": said}, outcome)
    return None


def _go_on(copy_id: int, kept: Kept, plan: Plan) -> Response:
    with transaction() as session:
        plays.go_on(session, require_actor(), kept, plan, context.now())
    return to(copy_id, kept.id)


def to(copy_id: int, play_id: int) -> Response:
    """To the page of a play."""
    return redirect(url_for("declare.working_play", copy_id=copy_id, play_id=play_id), code=303)
