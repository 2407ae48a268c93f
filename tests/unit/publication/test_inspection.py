"""Inspecting declared files: every fault is a finding with its file or element, in both languages, and stops there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.platform.errors import Invalid
from engine.procedures.sources import DIAGRAM, Sources, from_library
from engine.publication.findings import Found, from_data
from engine.publication.inspection import IN_CHILD, Inspection, inspect

ROOT = Path(__file__).resolve().parents[3]
BIRTH = from_library(ROOT, "dang-ky-khai-sinh")
FORM = "forms/to-khai.json"


def changed(old: str, new: str) -> Sources:
    diagram = BIRTH.bpmn.decode()
    assert old in diagram
    return Sources({**BIRTH.files, DIAGRAM: diagram.replace(old, new).encode()})


def with_form(**changes: Any) -> Sources:
    document = json.loads(BIRTH.files[FORM])
    return Sources({**BIRTH.files, FORM: json.dumps({**document, **changes}).encode()})


def errors(inspection: Inspection) -> list[Found]:
    return [found for found in inspection.findings if found.severity == "error"]


def only(inspection: Inspection, code: str) -> Found:
    found = next(one for one in errors(inspection) if one.code == code)
    assert found.message.vi and found.message.en and found.hint.vi and found.hint.en
    assert not inspection.publishable
    return found


def test_a_sound_procedure_may_be_published_and_a_child_process_says_the_same() -> None:
    assert inspect(BIRTH).publishable
    assert inspect(BIRTH, compile_with=IN_CHILD).publishable


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.7 x", "PDF"), (b"", "rỗng"), (b"<a><b></a>", "XML"), (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "DOCTYPE")],
)
def test_bytes_that_are_no_diagram_are_refused_whole(data: bytes, said: str) -> None:
    with pytest.raises(Invalid) as error:
        inspect(Sources({DIAGRAM: data}))
    assert said in error.value.what.vi
    assert error.value.fix and error.value.where == DIAGRAM


def test_an_unknown_post_is_found_at_its_step() -> None:
    found = only(inspect(changed('post="cong_chuc_tu_phap_ho_tich"', 'post="phu_thuy"')), "post_unknown")
    assert (found.element, found.file) == ("kiem_tra", DIAGRAM)


def test_an_unknown_kind_of_unit_is_found_at_its_step() -> None:
    assert only(inspect(changed("receiving/one_stop", "receiving/sieu_thi")), "unit_kind_unknown").element


def test_wrong_feel_is_found_at_its_flow() -> None:
    found = only(inspect(changed('kiem_tra.outcome = "bo_sung"', "kiem_tra.outcome = = 1")), "feel_syntax")
    assert found.element


def test_a_broken_form_names_its_file() -> None:
    found = only(inspect(Sources({**BIRTH.files, FORM: b'{"components": ['})), "form")
    assert found.file == FORM and found.where.startswith(FORM)


def test_a_broken_form_is_not_called_missing_as_well() -> None:
    codes = {one.code for one in inspect(Sources({**BIRTH.files, FORM: b"{"})).findings}
    assert not codes & {"form_missing", "document_form_missing"}
    without = {path: data for path, data in BIRTH.files.items() if path != FORM}
    assert "form_missing" in {one.code for one in inspect(Sources(without)).findings}


def test_an_unknown_component_names_its_place_in_the_form() -> None:
    found = only(inspect(with_form(components=[{"type": "html", "id": "a", "content": "x"}])), "form")
    assert "components[0]" in found.where


def test_a_form_that_compiles_but_reads_what_is_not_there_is_found() -> None:
    document = json.loads(BIRTH.files[FORM])
    document["components"][-1]["conditional"] = {"hide": "=khong_co_truong_nay = 1"}
    assert only(inspect(Sources({**BIRTH.files, FORM: json.dumps(document).encode()})), "form").file == FORM


def test_a_decision_model_that_is_none_names_its_file() -> None:
    assert only(inspect(Sources({**BIRTH.files, "phi.dmn": b"<x/>"})), "table").file == "phi.dmn"


def test_findings_come_back_from_json_as_they_went_in_without_what_json_cannot_carry() -> None:
    found = only(inspect(changed('post="cong_chuc_tu_phap_ho_tich"', 'post="phu_thuy"')), "post_unknown")
    assert from_data(found.as_data()) == found
    hostile = replace(found, where="a\0b\ud800")
    assert json.dumps(hostile.as_data(), ensure_ascii=False).encode()
