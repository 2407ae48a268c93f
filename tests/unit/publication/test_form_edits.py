"""Edits of a form followed through a whole declaration: the five procedures keep meaning what they meant."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from engine.bpmn import reader
from engine.forms.edit import Draft, FormEditRefused, edits, facts_of
from engine.forms.edit.draft import key_in
from engine.procedures.sources import Sources, from_library
from engine.publication import form_edits
from engine.publication.form_edits.readers import outside
from engine.publication.inspection import inspect

ROOT = Path(__file__).resolve().parents[3]
KEYS = sorted(path.name for path in (ROOT / "forms").iterdir())


def renamed(sources: Sources, form: str, key: str, new: str) -> Sources:
    """The files with another key for one field."""
    spots = Draft.of(sources.forms[form], form).spots()
    spot = next(one for one in spots if key_in(one.component) == key)
    facts = dataclasses.replace(facts_of(spot.component, spot.kind.code), key=new)
    return form_edits.change(sources, form, edits.ChangeField(spot.id, facts))


@pytest.mark.parametrize("procedure", KEYS)
def test_every_routing_key_can_be_renamed_and_nothing_new_is_wrong(procedure: str) -> None:
    sources = from_library(ROOT, procedure)
    definition = reader.read(sources.bpmn)
    before = {(one.code, one.severity) for one in inspect(sources).findings}
    for form in sources.forms:
        for spot in Draft.of(sources.forms[form], form).spots():
            key = key_in(spot.component)
            facts = facts_of(spot.component, spot.kind.code)
            if key and facts.routing and any(outside(sources, definition, form, {(key,)})):
                sources = renamed(sources, form, key, f"{key}_moi")
    assert {(one.code, one.severity) for one in inspect(sources).findings} == before


def test_a_key_of_the_application_changes_in_papers_and_fees() -> None:
    sources = renamed(from_library(ROOT, "dang-ky-khai-sinh"), "to-khai", "truong_hop", "hoan_canh")
    text = sources.bpmn.decode()
    assert "don.hoan_canh" in text
    assert "don.truong_hop" not in text


def test_a_form_names_its_users_before_it_goes() -> None:
    sources = from_library(ROOT, "tro-cap-mot-lan")
    with pytest.raises(FormEditRefused) as refused:
        form_edits.remove(sources, "bo-sung")
    assert len(refused.value.problems) == 3
    free = form_edits.assign(sources, "bo-sung", ())
    assert "forms/bo-sung.json" not in form_edits.remove(free, "bo-sung").files


def test_places_change_to_the_form_that_is_ticked() -> None:
    sources, name = form_edits.add(from_library(ROOT, "tro-cap-mot-lan"), "Đơn mới", form_edits.TEMPLATES[0].document())
    assert name == "don-moi"
    uses = [one.key for one in form_edits.places(reader.read(sources.bpmn)) if one.kind in ("wait", "document")]
    made = form_edits.assign(sources, name, [*uses, "application"])
    definition = reader.read(made.bpmn)
    assert {one.key for one in form_edits.uses_of(definition, name)} == {*uses, "application"}
    assert form_edits.assign(made, name, [*uses, "application"]).bpmn == made.bpmn
