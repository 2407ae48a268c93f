"""What an analyst may get wrong, and what somebody may try: a clear refusal at the right place, and nothing written."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from engine.platform.db import reading
from engine.procedures.models import blob, draft, draft_source
from engine.procedures.sources import Sources
from tests.support.declaring import BIRTH, UPLOAD, changed, packed, send
from tests.support.office import Office, text_of, token

MEGABYTE = 1024 * 1024
FORM = "forms/to-khai.json"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
DEEP = b'<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">' + b"<bpmn:process>" * 500


def rows(office: Office) -> list[int]:
    with office.app.app_context(), reading() as session:
        tables = (draft, draft_source, blob)
        return [int(session.execute(select(func.count()).select_from(one)).scalar_one()) for one in tables]


def form_with(**changes: object) -> Sources:
    return Sources({**BIRTH.files, FORM: json.dumps({**json.loads(BIRTH.files[FORM]), **changes}).encode()})


REFUSED = {
    "a PDF": (("so-do.bpmn", b"%PDF-1.7 \xff\xfe"), 422, "PDF"),
    "an empty file": (("so-do.bpmn", b""), 422, "rỗng"),
    "no XML": (("so-do.bpmn", b"hello <"), 422, "XML"),
    "another XML": (("so-do.bpmn", b"<html/>"), 422, "BPMN"),
    "entities": (("so-do.bpmn", BOMB), 422, "DOCTYPE"),
    "nesting": (("so-do.bpmn", DEEP), 422, ""),
    "a damaged bundle": (("goi.zip", packed(BIRTH)[:200]), 422, "hỏng"),
    "a bundle without a diagram": (("goi.zip", packed(Sources({"forms/a.json": b"{}"}))), 422, ".bpmn"),
    "a zip bomb": (("goi.zip", packed(Sources({"a.bpmn": b"0" * (40 * MEGABYTE)}))), 413, "quá lớn"),
    "twenty megabytes": (("so-do.bpmn", b"<" + b"x" * (20 * MEGABYTE)), 413, "20 MB"),
    "a diagram of three megabytes": (("so-do.bpmn", b"<" + b"x" * (3 * MEGABYTE)), 413, "2 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_even_be_a_draft_is_refused_on_the_same_page(office: Office, name: str) -> None:
    file, status, said = REFUSED[name]
    before = rows(office)
    answer = send(office.person("phantich"), file)
    assert answer.status_code == status, text_of(answer)[:500]
    page = answer.get_data(as_text=True)
    assert 'id="tep-loi"' in page and 'aria-invalid="true"' in page
    assert said in text_of(answer)
    assert "Traceback" not in page and "Error" not in text_of(answer)
    assert rows(office) == before


def test_choosing_nothing_is_said(office: Office) -> None:
    answer = send(office.person("phantich"))
    assert answer.status_code == 422
    assert "Chưa chọn tệp" in text_of(answer)


def test_a_request_beyond_the_installations_limit_is_refused_before_it_is_read(office: Office) -> None:
    analyst = office.person("phantich")
    answer = analyst.client.post(UPLOAD, data=b"x" * 100, headers={"Content-Length": str(200 * MEGABYTE)})
    assert answer.status_code in (400, 413)


FOUND = {
    "an unknown post": (changed('post="cong_chuc_tu_phap_ho_tich"', 'post="phu_thuy"'), "phu_thuy", "Bước 2."),
    "an unknown unit": (changed("receiving/one_stop", "receiving/sieu_thi"), "sieu_thi", "Bước 1."),
    "wrong FEEL": (changed('kiem_tra.outcome = "bo_sung"', "kiem_tra.outcome = = 1"), "Biểu thức", "Nhánh"),
    "a form that is no JSON": (Sources({**BIRTH.files, FORM: b'{"components": ['}), "JSON", "Biểu mẫu to-khai"),
    "an unknown form component": (
        form_with(components=[{"type": "html", "id": "a", "content": "x"}]), "html", "Biểu mẫu to-khai",
    ),
    "a called process that is not there": (
        changed("</bpmn:process>", '<bpmn:callActivity id="goi" name="Gọi" calledElement="khac"/></bpmn:process>'),
        "khac", "Gọi",
    ),
    "a process that calls itself": (
        changed(
            "</bpmn:process>",
            '<bpmn:callActivity id="goi" name="Gọi" calledElement="dang_ky_khai_sinh"/></bpmn:process>',
        ),
        "gọi lại chính nó", "Gọi",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_a_fault_becomes_a_finding_with_its_place_and_the_draft_cannot_be_published(office: Office, name: str) -> None:
    sources, said, place = FOUND[name]
    answer = send(office.person("phantich"), ("goi.zip", packed(sources)))
    assert answer.status_code == 303, text_of(answer)[:500]
    where = answer.headers["Location"]
    page = text_of(office.person("phantich").get(where))
    assert said in page
    assert place in page
    assert "lỗi phải sửa" in page

    approver = office.person("pheduyet")
    data = {"csrf_token": token(approver.get(where)), "so_quyet_dinh": "1/QĐ", "hieu_luc_tu": "2026-12-07"}
    refused: TestResponse = approver.client.post(f"{where}/cong-bo", data=data)
    assert refused.status_code == 422
    assert "phải sửa trước khi công bố" in text_of(refused)
    for view in ("thong-tin", "buoc", "so-do", "bieu-mau", "bieu-mau&ten=to-khai"):
        office.person("phantich").get(f"{where}?xem={view}")


def test_findings_are_said_in_english_too(office: Office) -> None:
    analyst = office.person("phantich")
    where = send(analyst, ("goi.zip", packed(FOUND["an unknown post"][0]))).headers["Location"]
    page = text_of(analyst.client.get(f"{where}?lang=en", follow_redirects=True))
    assert "There is no post" in page
    assert "to correct before publication" in page


def test_sending_the_same_files_twice_makes_one_draft(office: Office) -> None:
    analyst = office.person("phantich")
    sources = FOUND["an unknown post"][0]
    first, second = (send(analyst, ("goi.zip", packed(sources))).headers["Location"] for _ in range(2))
    assert first == second
    assert rows(office)[0] == 1


def test_an_upload_without_the_pages_token_is_refused(office: Office) -> None:
    assert office.person("phantich").client.post(UPLOAD, data={}).status_code == 400
