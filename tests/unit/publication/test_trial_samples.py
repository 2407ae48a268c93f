"""Sample answers of a trial: every form of the library takes its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import forms
from engine.dossiers.applicant import applicant_form
from engine.forms import Form
from engine.publication.trial import samples

NOW = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
LIBRARY = sorted((ROOT / "forms").glob("*/*.json"))
ASKED_FROM_UNITS = {"du-thao-lay-y-kien": {"co_quan"}}
"""Units are offered by the installation, of which this test has none."""


def wrong(form: Form) -> set[str]:
    """The fields that refuse their sample."""
    known = {"ho_so": {"channel": "counter"}}
    return {*forms.submit(form, samples.answers(form, known, NOW), context=known, now=NOW).errors}


def test_the_applicant_is_filled_in() -> None:
    assert wrong(applicant_form()) == set()


@pytest.mark.parametrize("folder", sorted({one.parent for one in LIBRARY}), ids=lambda one: one.name)
def test_every_form_of_a_ready_procedure_takes_its_samples(folder: Path) -> None:
    for path in sorted(folder.glob("*.json")):
        form = forms.load(path.read_bytes(), name=path.stem)
        assert wrong(form) == ASKED_FROM_UNITS.get(path.stem, set()), path.stem


def test_what_is_prefilled_stays_and_what_is_hidden_is_not_answered() -> None:
    form = forms.load(
        {
            "type": "default",
            "title": "Đơn",
            "components": [
                {"type": "textfield", "id": "a", "key": "ten", "label": "Tên", "properties": {"vn.prefill": "toi.ten"}},
                {"type": "radio", "id": "b", "key": "co", "label": "Có", "values": [{"label": "K", "value": "k"}]},
                {"type": "textfield", "id": "c", "key": "them", "label": "Thêm", "conditional": {"hide": '=co = "k"'}},
            ],
        },
        name="don",
    )
    assert samples.answers(form, {"toi": {"ten": "Lê Mai"}}, NOW) == {"ten": "Lê Mai", "co": "k"}
