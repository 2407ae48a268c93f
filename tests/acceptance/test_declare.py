"""Declaring a procedure through HTTP, as the analyst and the approver live it, and who else may see what."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from engine.procedures.sources import Sources
from tests.support.declaring import BIRTH, KEY, NEW_NAME, UPLOAD, packed, send
from tests.support.office import Office, text_of, token

CATALOGUE = "/khai-bao/"
DECISION = {"so_quyet_dinh": "77/QĐ-UBND", "hieu_luc_tu": "2026-12-07"}


def uploaded(office: Office, sources: Sources = NEW_NAME) -> str:
    answer = send(office.person("phantich"), ("goi.zip", packed(sources)))
    assert answer.status_code == 303, text_of(answer)[:800]
    return str(answer.headers["Location"])


@pytest.mark.any_database
def test_an_analyst_uploads_an_approver_publishes_and_the_next_dossier_starts_on_the_new_version(
    office: Office,
) -> None:
    clerk = office.person("anbinh.motcua")
    before = clerk.receive(KEY, "du")
    draft = uploaded(office)
    analyst, approver = office.person("phantich"), office.person("pheduyet")
    assert "sẵn sàng để phê duyệt" in text_of(analyst.get(draft))
    assert "Chờ phê duyệt" in text_of(approver.get(CATALOGUE))

    published = approver.press(draft, f"{draft}/cong-bo", DECISION)
    page = text_of(approver.get(published.headers["Location"]))
    assert "Đăng ký khai sinh mới" in page
    assert "77/QĐ-UBND" in page
    versions = text_of(analyst.get(f"/khai-bao/thu-tuc/{KEY}?xem=phien-ban"))
    assert "Đồng Thị Khánh Huyền" in versions
    assert "duyệt: Lê Trung Kiên" in versions

    after = clerk.receive(KEY, "du")
    assert office.row(after).version_id != office.row(before).version_id
    assert "mới" not in office.row(before).procedure_name
    assert "Đã công bố" in text_of(analyst.get(draft))


def test_a_version_may_be_decided_today_and_take_effect_later(office: Office) -> None:
    draft = uploaded(office)
    approver, clerk = office.person("pheduyet"), office.person("anbinh.motcua")
    approver.press(draft, f"{draft}/cong-bo", {**DECISION, "hieu_luc_tu": "15/12/2026"})
    assert "bản 2 từ 15/12/2026" in text_of(approver.get(CATALOGUE))
    first, early = (office.row(clerk.receive(KEY, "du")) for _ in range(2))
    office.clock.set(datetime(2026, 12, 15, 2, 0, tzinfo=UTC))
    late = office.row(clerk.receive(KEY, "du"))
    assert first.version_id == early.version_id != late.version_id
    assert early.procedure_name == "Đăng ký khai sinh"


def test_the_author_cannot_publish_and_an_approver_cannot_upload(office: Office) -> None:
    draft = uploaded(office)
    analyst, approver = office.person("phantich"), office.person("pheduyet")
    assert f"{draft}/cong-bo" not in analyst.get(draft).get_data(as_text=True)
    data = {"csrf_token": token(analyst.get(draft)), **DECISION}
    assert analyst.client.post(f"{draft}/cong-bo", data=data).status_code == 403
    approver.get(UPLOAD, 403)
    assert UPLOAD not in approver.get(CATALOGUE).get_data(as_text=True)


def test_an_approver_turns_a_draft_down_and_the_author_reads_why(office: Office) -> None:
    draft = uploaded(office)
    approver = office.person("pheduyet")
    empty = approver.press(draft, f"{draft}/tu-choi", {"ly_do": " "}, status=422)
    assert "Chưa nêu lý do" in text_of(empty)
    approver.press(draft, f"{draft}/tu-choi", {"ly_do": "Bước 2 thiếu thời hạn."})
    page = text_of(office.person("phantich").get(draft))
    assert "Bước 2 thiếu thời hạn." in page
    again = approver.client.post(f"{draft}/cong-bo", data={"csrf_token": token(approver.get(CATALOGUE)), **DECISION})
    assert again.status_code == 409
    assert "đã được quyết định" in text_of(again)


def test_an_author_takes_a_draft_back(office: Office) -> None:
    draft = uploaded(office)
    office.person("phantich").press(draft, f"{draft}/rut-lai", {})
    assert "Đã rút lại" in text_of(office.person("phantich").get(f"{CATALOGUE}?ban_thao=da-xu-ly"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**DECISION, "so_quyet_dinh": " "}, "số quyết định"),
        ({**DECISION, "hieu_luc_tu": "31/02/2027"}, "Ngày hiệu lực chưa đúng"),
        ({**DECISION, "hieu_luc_tu": "0226-12-07"}, "Ngày hiệu lực chưa đúng"),
    ],
)
def test_a_decision_with_a_mistake_comes_back_filled_in(office: Office, given: dict[str, str], said: str) -> None:
    draft = uploaded(office)
    answer = office.person("pheduyet").press(draft, f"{draft}/cong-bo", given, status=422)
    assert said in text_of(answer)
    assert f'value="{given["hieu_luc_tu"]}"' in answer.get_data(as_text=True)


def test_a_diagram_sent_alone_keeps_the_forms_of_the_newest_version_when_asked_to(office: Office) -> None:
    analyst = office.person("phantich")
    kept = send(analyst, ("moi.bpmn", NEW_NAME.bpmn), keep_forms=True)
    assert "sẵn sàng" in text_of(analyst.get(kept.headers["Location"]))
    alone = send(analyst, ("moi.bpmn", NEW_NAME.bpmn))
    assert "Không tìm thấy biểu mẫu" in text_of(analyst.get(alone.headers["Location"]))


def test_files_may_be_sent_side_by_side_and_downloaded_again_as_a_bundle(office: Office) -> None:
    analyst = office.person("phantich")
    loose = [(name.removeprefix("forms/"), data) for name, data in NEW_NAME.files.items()]
    assert send(analyst, *loose).status_code == 303
    bundle = analyst.get(f"/khai-bao/thu-tuc/{KEY}/1/{KEY}-1.zip")
    assert "attachment" in bundle.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(bundle.data)) as archive:
        assert archive.read(f"{KEY}.bpmn") == BIRTH.bpmn
        assert len(archive.namelist()) == len(BIRTH.files)
    again = send(analyst, ("goi.zip", bundle.data))
    assert again.status_code == 409
    assert "trùng với phiên bản 1" in text_of(again)


def test_the_pages_of_a_version_show_sheet_steps_diagram_and_forms(office: Office) -> None:
    analyst = office.person("phantich")
    at = f"/khai-bao/thu-tuc/{KEY}/1?xem="
    assert "luật định" in text_of(analyst.get("/khai-bao/thu-tuc/tro-cap-mot-lan/1?xem=thong-tin"))
    steps = text_of(analyst.get(f"{at}buoc"))
    assert "Thẩm tra, ghi sổ, lấy số định danh" in steps
    assert "Khớp thời hạn" in steps
    assert "<svg" in analyst.get(f"{at}so-do").get_data(as_text=True)
    assert "Tờ khai đăng ký khai sinh" in text_of(analyst.get(f"{at}bieu-mau"))
    english = analyst.client.get(f"{at}buoc&lang=en", follow_redirects=True)
    assert "Fits the term" in text_of(english)


def test_a_form_is_tried_and_nothing_is_stored(office: Office) -> None:
    analyst = office.person("phantich")
    page = f"/khai-bao/thu-tuc/{KEY}/1?xem=bieu-mau&ten=ky-duyet"
    tried = analyst.client.post(page, data={"csrf_token": token(analyst.get(page))})
    assert "không lưu" in text_of(tried).lower()
    declaration = f"/khai-bao/thu-tuc/{KEY}/1?xem=bieu-mau&ten=to-khai"
    refused = analyst.client.post(declaration, data={"csrf_token": token(analyst.get(declaration))})
    assert "Cần sửa" in text_of(refused)


def test_an_officer_reads_published_procedures_and_never_a_draft(office: Office) -> None:
    draft = uploaded(office)
    officer = office.person("anbinh.motcua")
    assert "Đăng ký khai sinh" in text_of(officer.get(CATALOGUE))
    assert "Bản thảo" not in text_of(officer.get(CATALOGUE))
    officer.get(draft, 404)
    officer.get(UPLOAD, 403)
    data = {"csrf_token": token(officer.get(f"/khai-bao/thu-tuc/{KEY}/1?xem=bieu-mau")), **DECISION, "ly_do": "x"}
    for act in ("cong-bo", "tu-choi", "rut-lai"):
        assert officer.client.post(f"{draft}/{act}", data=data).status_code == 404


def test_an_auditor_sees_drafts_and_decides_nothing_and_a_stranger_is_asked_to_log_in(office: Office) -> None:
    draft = uploaded(office)
    auditor = office.person("kiemtra")
    page = auditor.get(draft)
    assert f"{draft}/cong-bo" not in page.get_data(as_text=True)
    assert auditor.client.post(f"{draft}/cong-bo", data=DECISION).status_code == 400
    assert office.citizen().get(draft).status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/khai-bao/ban-thao/99",
        "/khai-bao/thu-tuc/khong-co",
        f"/khai-bao/thu-tuc/{KEY}/9",
        f"/khai-bao/thu-tuc/{KEY}/1/x.zip",
    ],
)
def test_what_does_not_exist_answers_not_found(office: Office, path: str) -> None:
    office.person("phantich").get(f"{CATALOGUE}{path}", 404)


def test_an_analyst_sees_no_dossier(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    analyst = office.person("phantich")
    analyst.get(f"/ban-lam-viec/ho-so/{dossier}", 404)
    assert "H88" not in text_of(analyst.get("/ban-lam-viec/tim?q=H88"))
    assert "H88" not in text_of(analyst.get("/ban-lam-viec/"))
