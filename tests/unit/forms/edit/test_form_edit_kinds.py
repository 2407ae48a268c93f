"""The kinds administrators choose from cover what forms accept, and so does the palette of the drawing editor."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine import forms
from engine.forms import kinds
from engine.forms.edit import Draft, apply, edits, facts_of
from engine.forms.edit.kinds import ALL, UNKNOWN, kind_of
from engine.forms.edit.slots import SLOTS

ROOT = Path(__file__).resolve().parents[4]
EMPTY = b'{"title": "T", "components": []}'
OFFERED = [kind for kind in ALL if kind.offered]


def test_every_kind_a_form_may_hold_has_a_name_for_people() -> None:
    for component, vn_kind in kinds.BY_NAME:
        assert kind_of({"type": component, "properties": {"vn.kind": vn_kind}}) is not UNKNOWN, (component, vn_kind)


def test_the_palette_of_the_drawing_editor_is_what_forms_accept() -> None:
    script = (ROOT / "admin_ui/frontend/declare_forms/restricted.js").read_text()
    listed = re.search(r"ACCEPTED = \[(.*?)\]", script, re.DOTALL)
    assert listed
    assert sorted(re.findall(r'"(\w+)"', listed[1])) == list(kinds.TYPES)


@pytest.mark.parametrize("kind", OFFERED, ids=lambda kind: kind.code)
def test_a_new_field_of_every_kind_can_be_filled_in_or_read_at_once(kind: object) -> None:
    code = getattr(kind, "code", "")
    document = apply(EMPTY, edits.AddField(code, "Nội dung kê khai", required=True))
    (field,) = forms.load(document, name="f").fields
    assert field.key == ("noi_dung_ke_khai" if getattr(kind, "stores", False) else "")
    spot = next(Draft.of(document, "f").spots())
    assert spot.kind.code == code
    same = edits.ChangeField(spot.id, facts_of(spot.component, code))
    assert apply(document, same) is document


def test_every_fact_of_every_kind_has_a_place_in_the_document() -> None:
    assert {fact for kind in ALL for fact in kind.facts} <= {*SLOTS, "kind"}


@pytest.mark.parametrize("into", ["paragraph", "number", "date", "one", "several", "yes_no", "address", "file"])
def test_a_field_that_becomes_another_kind_keeps_its_question(into: str) -> None:
    document = apply(EMPTY, edits.AddField("line", "Nơi sinh", required=True))
    spot = next(Draft.of(document, "f").spots())
    facts = facts_of(spot.component, "line")
    made = json.loads(apply(document, edits.ChangeField(spot.id, type(facts)(**{**facts.__dict__, "kind": into}))))
    (component,) = made["components"]
    assert kind_of(component).code == into
    assert (component["label"], component["key"], component["validate"]) == ("Nơi sinh", "noi_sinh", {"required": True})
