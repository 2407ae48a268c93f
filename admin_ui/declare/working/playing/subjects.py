"""The files of a working copy ready to be played: compiled once for as long as they stay the same."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from admin_ui.web import context
from engine.dossiers.options import unit_options
from engine.forms import Field, Form, OptionSource
from engine.forms.kinds.textarea import TextArea
from engine.forms.kinds.textfield import TextField
from engine.platform.db import reading
from engine.platform.errors import Invalid
from engine.procedures.sources import Sources
from engine.publication import form_files
from engine.publication.trial import samples
from engine.rehearsal.playing.filling import Fill
from engine.rehearsal.playing.play import Plan, Play, filled
from engine.rehearsal.rehearsing import NOON
from engine.rehearsal.scenarios import Scenario
from engine.rehearsal.scenarios.scenario import Answers
from engine.rehearsal.subject import Subject
from engine.spiff import SpiffError, compile_untrusted
from engine.text import Text

_KEPT: Final = 8
_compiled: OrderedDict[str, Subject] = OrderedDict()


def of(sources: Sources) -> Subject:
    """The version to play. Raises ``Invalid`` for a diagram that cannot run."""
    found = _compiled.get(sources.hash)
    if found is None:
        try:
            bundle = compile_untrusted(sources.bpmn, sources.tables)
        except SpiffError as error:
            raise Invalid(
                Text(f"Chưa diễn được: {error.text.vi}", f"It cannot be played yet: {error.text.en}"),
                Text("Sửa sơ đồ ở điểm được nêu.", "Correct the diagram at the place named."),
            ) from error
        forms, _ = form_files.compiled(sources.forms)
        found = _compiled[sources.hash] = Subject(bundle, forms)
        if len(_compiled) > _KEPT:
            _compiled.popitem(last=False)
    return found


def units() -> OptionSource:
    """The units of the organisation, for the fields that choose among them; no session may be open."""
    with reading() as session:
        return unit_options(session, context.now())


def play(subject: Subject, plan: Plan, source: OptionSource) -> Play:
    """A plan brought to where it stands."""
    return Play(subject, plan, NOON, source)


def fill(source: OptionSource) -> Fill:
    """Sample answers, as in a trial."""

    def answers(form: Form, around: Any, decided: Answers) -> Answers:
        given = samples.answers(form, around, NOON, source, decided)
        return {key: value for key, value in given.items() if key in decided or not _idle(form.find(key), value)}

    return answers


def _idle(field: Field | None, value: Any) -> bool:
    """Whether an answer only fills a line nobody has to fill in."""
    return isinstance(field, TextArea | TextField) and not field.required and value == samples.NAME


def gone(subject: Subject, scenario: Scenario, source: OptionSource) -> Plan:
    """The whole way of a scenario at once, every form filled in; as far as it can be gone."""
    return filled(subject, scenario, fill(source), NOON, source)
