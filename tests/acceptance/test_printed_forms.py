"""The printed forms as people meet them: issued by the acts, printed, voided, numbered, read by the applicant."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from engine import clock
from engine.clock import local
from engine.dossiers.papers import pdf_jobs
from engine.platform import jobs
from tests.support.office import Office, Person, text_of, token

BIRTH = "dang-ky-khai-sinh"
ALLOWANCE = "mien-giam-hoc-phi"


def papers_of(person: Person, dossier: int) -> list[tuple[str, str]]:
    """(name, address) of every paper the dossier page lists."""
    page = person.get(f"/ban-lam-viec/ho-so/{dossier}").get_data(as_text=True)
    listed = page.split('id="giay-da-ban-hanh"', 1)[-1]
    found = re.findall(r'href="(/giay/[\w-]{20,})">([^<]+)</a>', listed)
    return [(name, address) for address, name in found]


def paper(person: Person, dossier: int, name: str) -> str:
    """The address of the newest paper with this name."""
    return [address for called, address in papers_of(person, dossier) if called.startswith(name)][-1]


@pytest.mark.any_database
def test_accepting_issues_receipt_and_control_slip_under_numbers(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    first, second = clerk.receive(BIRTH, "du"), clerk.receive(BIRTH, "du")
    assert [name for name, _ in papers_of(clerk, first)] == [
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    ]
    assert "01/TNHS" in text_of(clerk.get(paper(clerk, first, "Giấy tiếp nhận")))
    assert "02/TNHS" in text_of(clerk.get(paper(clerk, second, "Giấy tiếp nhận")))


def test_a_paper_opened_later_says_that_it_is_a_reprint(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    address = paper(clerk, clerk.receive(BIRTH, "du"), "Giấy tiếp nhận")
    assert "Bản in lại" not in text_of(clerk.get(address))
    assert "Bản in lại" not in text_of(clerk.get(address))
    office.clock.forward(hours=1)
    assert "Bản in lại lúc 10:00 07/12/2026" in text_of(clerk.get(address))


def test_the_word_file_says_the_same_as_the_sheet(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(BIRTH, "bo_sung", **{"buoc.ly_do": "- Giấy chứng sinh bản chính\n- Căn cước của cha"})
    address = paper(clerk, dossier, "Phiếu yêu cầu bổ sung")
    sheet = text_of(clerk.get(address))
    answer = clerk.get(f"{address}/word")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    written = Document(io.BytesIO(answer.data))
    words = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "1. Giấy chứng sinh bản chính" in words
    assert "2. Căn cước của cha" in words
    assert "Giấy chứng sinh bản chính" in sheet
    assert "Nguyễn Văn Phúc" in words


def test_a_refusal_at_the_counter_gives_a_slip_with_the_reason(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(BIRTH, "tu_choi", **{"buoc.ly_do": "Không thuộc thẩm quyền của xã An Bình."})
    said = text_of(clerk.get(paper(clerk, dossier, "Phiếu từ chối")))
    assert "Không thuộc thẩm quyền của xã An Bình." in said
    assert "01/PTC" in said


def test_stopping_on_request_gives_a_stop_notice(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(BIRTH, "du")
    page = f"/ban-lam-viec/ho-so/{dossier}"
    clerk.press(page, f"{page}/dung", {"ly_do": "Gia đình nộp tại nơi khác."})
    said = text_of(clerk.get(paper(clerk, dossier, "Thông báo dừng")))
    assert "Gia đình nộp tại nơi khác." in said
    assert "Theo đề nghị của người nộp hồ sơ" in said


def test_the_control_slip_writes_itself_from_the_hand_overs(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(BIRTH, "du")
    office.clock.forward(hours=1)
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat", so_dang_ky="125/2026")
    said = text_of(clerk.get(paper(clerk, dossier, "Phiếu kiểm soát")))
    assert "Phạm Thị Lan Anh" in said
    assert "Đúng hạn" in said or "Trước hạn" in said
    assert "10:00 07/12/2026" in said


def test_a_voided_number_stays_with_its_reason_and_a_new_paper_takes_the_next(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(BIRTH, "du")
    address = paper(clerk, dossier, "Giấy tiếp nhận")
    refused = clerk.press(f"{address}/huy", f"{address}/huy", {"ly_do": "", "lai": "1"}, status=422)
    assert "Chưa ghi lý do hủy giấy" in text_of(refused)
    clerk.press(f"{address}/huy", f"{address}/huy", {"ly_do": "In nhầm tên người nộp.", "lai": "1"})
    assert "Giấy này đã bị hủy: In nhầm tên người nộp." in text_of(clerk.get(address))
    assert "02/TNHS" in text_of(clerk.get(paper(clerk, dossier, "Giấy tiếp nhận")))
    clerk.press(f"{address}/huy", f"{address}/huy", {"ly_do": "Lần nữa."}, status=409)


def test_a_paper_of_another_commune_is_not_found(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    address = paper(clerk, clerk.receive(BIRTH, "du"), "Giấy tiếp nhận")
    office.person("tinh.motcua").get(address, 404)
    office.person("tinh.motcua").get(f"{address}/word", 404)


def test_the_applicant_reads_her_papers_and_no_others(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(BIRTH, "du")
    receipt, slip = (paper(clerk, dossier, name) for name in ("Giấy tiếp nhận", "Phiếu kiểm soát"))
    row, citizen = office.row(dossier), office.citizen()
    citizen.get("/tra-cuu", query_string={"ma": row.code, "khoa": row.look_up_key})
    page = citizen.get("/tra-cuu/ho-so").get_data(as_text=True)
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page
    assert "Phiếu kiểm soát" not in page
    hers = "/tra-cuu/ho-so" + receipt
    assert "Bản điện tử" in text_of(citizen.get(hers))
    assert citizen.get(f"{hers}/word").status_code == 200
    assert citizen.get("/tra-cuu/ho-so" + slip).status_code == 404


def test_the_register_is_read_on_screen_and_in_excel(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    for _ in range(3):
        clerk.receive(BIRTH, "du", **{"nop.dia_chi": "=HYPERLINK(1)"})
    page = clerk.get("/giay/so-theo-doi?tu=2026-12-01&den=2026-12-31")
    assert "H88.101-261207-0003" in text_of(page)
    link = re.search(r'href="(/giay/so-theo-doi/excel[^"]+)"', page.get_data(as_text=True))
    assert link
    sheet = load_workbook(io.BytesIO(clerk.get(link[1].replace("&amp;", "&")).data)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [row[1] for row in rows] == [f"H88.101-261207-000{number}" for number in (1, 2, 3)]
    assert all(str(row[4]).startswith("'=HYPERLINK") for row in rows)
    unit = re.search(r"don_vi=(\d+)", link[1])
    assert unit
    asked = {"don_vi": unit[1], "tu": "2026-12-01", "den": "2026-12-31"}
    issued = clerk.press("/giay/so-theo-doi?tu=2026-12-01&den=2026-12-31", "/giay/so-theo-doi", asked)
    printed = text_of(clerk.get(issued.headers["Location"]))
    assert "01/STD" in printed
    assert "tổng số 3 hồ sơ" in printed
    clerk.get("/giay/so-theo-doi?tu=2026-12-31&den=2026-12-01", 422)


def test_a_pdf_is_made_by_a_job_and_without_libreoffice_people_are_told(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    address = paper(clerk, clerk.receive(BIRTH, "du"), "Giấy tiếp nhận")
    clerk.press(address, f"{address}/pdf", {})
    waiting = clerk.get(f"{address}/pdf")
    assert "Đang tạo PDF" in text_of(waiting)
    assert waiting.headers["Refresh"]
    without = pdf_jobs.of_installation(replace(office.settings, soffice="/nowhere/soffice"))
    for _ in range(6):
        with office.app.app_context():
            jobs.run_until_idle(office.clock, without)
        office.clock.forward(minutes=10)
    assert "Máy chủ chưa cài LibreOffice" in text_of(clerk.get(f"{address}/pdf"))
    assert clerk.get(address).status_code == 200
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    clerk.press(f"{address}/pdf", f"{address}/pdf", {})
    with office.app.app_context():
        jobs.run_until_idle(office.clock, pdf_jobs.of_installation(office.settings))
    made = clerk.get(f"{address}/pdf")
    assert made.data.startswith(b"%PDF")


def test_an_apology_is_drafted_signed_once_and_moves_the_date(office: Office) -> None:
    officer, leader = office.person("anbinh.motcua"), office.person("anbinh.chutich")
    dossier = officer.receive(ALLOWANCE, "du")
    before = office.row(dossier).due_at
    page = f"/giay/ho-so/{dossier}/xin-loi"
    new = {"hen_lai": "2026-12-30", "ly_do": "Chờ xác minh ở trường cũ."}
    officer.press(page, page, {**new, "ly_do": " "}, status=422)
    sunday = leader.press(page, page, {**new, "hen_lai": "2026-12-27", "viec": "ky"}, status=422)
    assert "27/12/2026 không phải ngày làm việc" in text_of(sunday)
    officer.press(page, page, {**new, "viec": "du_thao"})
    draft = paper(leader, dossier, "Văn bản xin lỗi")
    assert "DỰ THẢO" in text_of(leader.get(draft))
    leader.press(page, page, {**new, "viec": "ky"})
    row = office.row(dossier)
    assert row.due_at > before
    assert row.due_at.date() == date(2026, 12, 30)
    said = text_of(leader.get(draft))
    assert "01/PXL" in said
    assert "Chờ xác minh ở trường cũ." in said
    again = leader.client.post(page, data={**new, "viec": "ky", "csrf_token": token(leader.get("/ban-lam-viec/"))})
    assert again.status_code == 409
    assert "Mỗi hồ sơ chỉ được hẹn lại một lần" in text_of(again)


def test_an_apology_on_the_due_day_says_so_and_does_not_move_the_date(office: Office) -> None:
    leader = office.person("anbinh.chutich")
    dossier = office.person("anbinh.motcua").receive(BIRTH, "du")
    before = office.row(dossier).due_at
    page = f"/giay/ho-so/{dossier}/xin-loi"
    leader.press(page, page, {"hen_lai": "2026-12-09", "ly_do": "Mất điện cả ngày.", "viec": "ky"})
    assert office.row(dossier).due_at == before
    assert "gửi muộn hơn quy định" in text_of(leader.get(paper(leader, dossier, "Văn bản xin lỗi")))


def test_an_administrator_replaces_a_template_and_an_unknown_field_is_named(office: Office) -> None:
    admin = office.person("quantri")
    page = "/he-thong/mau-giay/receipt"
    shipped = admin.get(f"{page}/mau-goc").data
    wrong = Document(io.BytesIO(shipped))
    wrong.add_paragraph("{{ ten_nguoi_nopp }}")
    answer = admin.press(page, page, {"don_vi": "0", "tep": (_bytes(wrong), "mau.docx")}, status=422)
    assert "Không có trường «ten_nguoi_nopp». Có phải «ten_nguoi_nop»?" in text_of(answer)
    right = Document(io.BytesIO(shipped))
    right.add_paragraph("Hotline: 1022 – {{ ten_nguoi_nop }}")
    admin.press(page, page, {"don_vi": "0", "tep": (_bytes(right), "mau.docx")})
    clerk = office.person("anbinh.motcua")
    address = paper(clerk, clerk.receive(BIRTH, "du"), "Giấy tiếp nhận")
    words = [one.text for one in Document(io.BytesIO(clerk.get(f"{address}/word").data)).paragraphs]
    assert "Hotline: 1022 – Nguyễn Văn Phúc" in words
    admin.press(page, f"{page}/bo", {"don_vi": "0"})
    kept = [one.text for one in Document(io.BytesIO(clerk.get(f"{address}/word").data)).paragraphs]
    assert "Hotline: 1022 – Nguyễn Văn Phúc" in kept
    clerk.get(page, 403)


def _bytes(document: Any) -> io.BytesIO:
    out = io.BytesIO()
    document.save(out)
    out.seek(0)
    return out


def test_a_letter_begins_with_a_reason_from_the_ledger_and_a_working_day(office: Office) -> None:
    officer = office.person("anbinh.motcua")
    dossier = officer.receive(ALLOWANCE, "du")
    due = local(office.row(dossier).due_at)
    page = officer.get(f"/giay/ho-so/{dossier}/xin-loi").get_data(as_text=True)
    proposed = re.search(r'name="hen_lai"[^>]*value="([\d-]+)"|value="([\d-]+)"[^>]*name="hen_lai"', page)
    assert proposed
    day = date.fromisoformat(proposed[1] or proposed[2])
    assert day > due.date()
    assert clock.builtin("vn").is_working(day)
    assert "Hồ sơ cần thêm thời gian để thẩm tra." in page
