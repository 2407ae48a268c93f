"""Whatever is done to a form, one edit after the other: it stays a form that loads, or the edit says why not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine import forms
from engine.forms.edit import Draft, FormEditRefused, apply, edits, facts_of
from engine.forms.edit.kinds import ALL
from engine.forms.edit.options import from_lines

ROOT = Path(__file__).resolve().parents[4]
FILES = sorted(ROOT.glob("forms/*/*.json"))
EMPTY = b'{"schemaVersion": 19, "type": "default", "id": "moi", "title": "M", "components": []}'
STEPS = ("ho_so", "phi", "don", "nguoi_nop", "tham_dinh", "tiep_nhan", "kiem_tra", "lay_y_kien", "cho_nop_thue")
WORDS = ("Họ và tên", "Số con", "<b>đậm</b>", "", "Họ\u00a0và\u00adtên", "x" * 600, "Ghi chú = ?", "{{x}}")
KEYS = ("", "ho_ten", "Ho Ten", "don", "if", "so_luong", "a" * 80, "1a", "ho_ten_2")
FEEL = ("", "so_con > 2", "khong_co = 1", "(", 'ho_ten = "x"', "count(con) > 1", "ho_so.case = 1")


def random_edit(dice: random.Random, document: bytes) -> edits.Edit:
    """Some edit of the form, sensible or not."""
    draft = Draft.of(document, "")
    spots = list(draft.spots())
    some = dice.choice(spots).id if spots else "nothing"
    holders = ["", *(spot.id for spot in spots if spot.kind.holds)]
    into, after = dice.choice(holders), dice.choice([edits.LAST, "", some])
    match dice.randrange(11):
        case 0 | 1 | 2:
            kind = dice.choice(ALL).code
            return edits.AddField(kind, dice.choice(WORDS), into, after, dice.choice(KEYS), dice.random() < 0.5)
        case 3 | 4:
            return _changed(dice, draft, some)
        case 5:
            return edits.RemoveField(some, drop=dice.random() < 0.5)
        case 6:
            return edits.MoveField(some, into, after)
        case 7:
            return edits.ShiftField(some, dice.choice([-1, 1]))
        case 8:
            return edits.DuplicateField(some)
        case 9:
            number = dice.choice([None, None, 0, 7])
            return edits.WriteRule(number, dice.choice(FEEL), dice.choice(WORDS), dice.choice(["", "ho_ten", "x.y"]))
        case _:
            return dice.choice([edits.RemoveRule(0), edits.Retitle(dice.choice(WORDS)), edits.AddBlock(EMPTY, into)])


def _changed(dice: random.Random, draft: Draft, some: str) -> edits.Edit:
    try:
        spot = draft.find(some)
    except FormEditRefused:
        return edits.ShiftField(some, 1)
    facts = facts_of(spot.component, spot.kind.code).__dict__.copy()
    facts |= {
        "label": dice.choice([facts["label"], *WORDS]),
        "key": dice.choice([facts["key"], *KEYS]),
        "kind": dice.choice([facts["kind"], dice.choice(ALL).code]),
        "hide": dice.choice([facts["hide"], *FEEL]),
        "required": dice.random() < 0.5,
        "routing": dice.random() < 0.5,
        "least": dice.choice(["", "1", "1.000", "a"]),
        "not_after": dice.choice(["", "today", "1/2/2026", "hôm qua"]),
        "min_rows": dice.choice(["", "2", "x"]),
        "max_rows": dice.choice(["", "1", "5"]),
        "expression": dice.choice([facts["expression"], *FEEL]),
        "options": dice.choice([facts["options"], from_lines("Nam\nNữ"), ()]),
        "default": dice.choice(["", "true", "5", "nam"]),
    }
    return edits.ChangeField(some, type(facts_of({}, ""))(**facts))


@pytest.mark.parametrize("seed", range(24))
def test_any_sequence_of_edits_gives_a_form_that_loads_or_is_refused_with_a_reason(seed: int) -> None:
    dice = random.Random(seed)
    document = dice.choice([EMPTY, *(path.read_bytes() for path in FILES)])
    had = forms.edit.faults(document, "f", STEPS)
    carried_out = 0
    for _ in range(60):
        before = document
        try:
            document = apply(document, random_edit(dice, document), name="f", known=STEPS)
            carried_out += document != before
        except FormEditRefused as refused:
            assert refused.problems
            assert all(one.why.vi and one.why.en for one in refused.problems)
        forms.load(document, name="f")
        assert len(forms.edit.faults(document, "f", STEPS)) <= len(had)
    assert carried_out > 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_saying_what_a_form_says_already_leaves_the_same_bytes(path: Path) -> None:
    document = path.read_bytes()
    for spot in Draft.of(document, "").spots():
        same = edits.ChangeField(spot.id, facts_of(spot.component, spot.kind.code))
        assert apply(document, same, known=STEPS) is document
    assert apply(document, edits.Rewrite(document), known=STEPS) is document
