"""Carries out an edit of one form and follows it through the whole declaration.

A key that changes is written in every expression that reads it; a field that goes, moves into rows or is no longer
used for routing is refused while somebody outside reads it, naming who.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from engine.bpmn import edit, reader
from engine.bpmn.definition import Definition
from engine.forms import edit as form_edit
from engine.forms.edit import Draft, FormEditRefused, edits
from engine.forms.edit.draft import key_in
from engine.forms.edit.expressions import Place
from engine.forms.edit.reading import place_of, read_by, rename_reads
from engine.forms.edit.slots import NOTHING, get
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import scenario_files
from engine.publication.form_edits.files import path_of
from engine.publication.form_edits.readers import Outside, outside
from engine.publication.form_edits.uses import roots_of
from engine.publication.form_files import AROUND


@dataclasses.dataclass(frozen=True)
class _Answer:
    place: Place
    routing: bool


def change(sources: Sources, form: str, change_: edits.Edit, retired: Collection[str] = ()) -> Sources:
    """The files after an edit of ``form``. Raises FormEditRefused, or EditRefused when the diagram cannot follow."""
    definition = reader.read(sources.bpmn)
    before = sources.files[path_of(form)]
    after = form_edit.apply(before, change_, name=form, known=(*AROUND, *definition.nodes))
    if after is before:
        return sources
    old, new = _answers(before, form), _answers(after, form)
    made = Sources({**sources.files, path_of(form): after})
    drop = isinstance(change_, edits.RemoveField) and change_.drop
    for component, answer in old.items():
        found = new.get(component)
        if found is None or found.place[:-1] != answer.place[:-1]:
            made = _refuse_readers(made, sources, definition, form, component, answer.place, drop)
        elif found.place != answer.place:
            made = _follow(made, sources, definition, form, component, answer.place, found.place[-1], retired)
        elif answer.routing and not found.routing:
            _refuse_routing(sources, definition, form, component, answer.place)
    return made


def _answers(document: bytes, form: str) -> dict[str, _Answer]:
    """The answers of a form by component: where they are found inside it."""
    return {
        spot.id: _Answer(place_of(spot)[1:], get(spot.component, ("properties", "vn.routing")) in (True, "true"))
        for spot in Draft.of(document, form).spots()
        if key_in(spot.component)
    }


def _refuse_readers(
    made: Sources, sources: Sources, definition: Definition, form: str, component: str, place: Place, drop: bool
) -> Sources:
    if drop:
        made = _drop_prefills(made, definition, form, place)
        sources = Sources({**made.files, path_of(form): sources.files[path_of(form)]})
    readers = list(outside(sources, definition, form, {place}))
    if readers:
        raise FormEditRefused(*(one.problem(component, "key") for one in readers))
    return made


def _drop_prefills(sources: Sources, definition: Definition, form: str, place: Place) -> Sources:
    """Take out of the other forms what prefills itself, or is shown, by the answer that goes."""
    wanted = {(root, *place) for root in roots_of(definition, form)}
    files = dict(sources.files)
    for name, document in sources.forms.items():
        if name == form:
            continue
        draft = Draft.of(document, name)
        for found, _ in list(read_by(draft, wanted)):
            if found.fact in ("prefill", "hide") or found.component.startswith("rule:"):
                found.write(NOTHING)
        if draft.changed:
            files[path_of(name)] = draft.to_bytes()
    return Sources(files)


def _refuse_routing(sources: Sources, definition: Definition, form: str, component: str, place: Place) -> None:
    readers = [one for one in outside(sources, definition, form, {place}) if not _of_form(one)]
    if readers:
        raise FormEditRefused(*(one.problem(component, "routing") for one in readers))


def _of_form(one: Outside) -> bool:
    return one.change is not None and one.change("") == ()


def _follow(
    made: Sources,
    sources: Sources,
    definition: Definition,
    form: str,
    component: str,
    place: Place,
    key: str,
    retired: Collection[str],
) -> Sources:
    """Write the new key of an answer wherever others read it."""
    readers = list(outside(sources, definition, form, {place}))
    stuck = [one for one in readers if one.read.unsure or one.change is None]
    if stuck:
        raise FormEditRefused(*(one.problem(component, "key") for one in stuck))
    data = made.bpmn
    for _ in readers:
        now = Sources({**made.files, path_of(form): sources.files[path_of(form)], DIAGRAM: data})
        waiting = (one for one in outside(now, reader.read(data), form, {place}) if not _of_form(one))
        one = next(waiting, None)
        if one is None or one.change is None:
            break
        for step in one.change(one.renamed(key)):
            data = edit.apply(data, step, retired=retired)
    files = {**made.files, DIAGRAM: data}
    for name in made.forms:
        if name != form:
            draft = Draft.of(files[path_of(name)], name)
            for root in roots_of(definition, form):
                rename_reads(draft, (root, *place), key)
            if draft.changed:
                files[path_of(name)] = draft.to_bytes()
    return scenario_files.followed(Sources(files), roots_of(definition, form), place, key)
