"""The reception page: what is typed decides papers, fees and date before anything is recorded."""

from __future__ import annotations

import re
from typing import Any

from demo.dossiers import applications
from tests.support.office import Office, Person, every_paper, flat, pdf, text_of, token

KEY = "dang-ky-khai-sinh"
ADDRESS = f"/tiep-nhan/{KEY}"
RECEIPT = "/tiep-nhan/ho-so/{}/giay-tiep-nhan"


def post(clerk: Person, status: int, **data: Any) -> str:
    named = {name.replace("__", "."): value for name, value in data.items()}
    sent = {"csrf_token": token(clerk.get(ADDRESS)), **named}
    answer = clerk.client.post(ADDRESS, data=sent)
    assert answer.status_code == status, text_of(answer)[:1000]
    return answer.get_data(as_text=True)


def complete() -> dict[str, Any]:
    """The demo application as a browser posts it, with its papers, accepted."""
    given, papers = applications()[KEY], {"outcome": "du", "papers": every_paper(KEY)}
    return {**flat(given["applicant"], "nop."), **flat(given["form"], "don."), **papers}


def said(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def test_working_out_again_keeps_everything_and_records_nothing(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    page = post(
        clerk,
        200,
        tinh="1",
        nop__ho_ten="Lê Thị Mai",
        don__truong_hop="bo_roi",
        don__yeu_cau_ban_sao="co",
        don__so_ban_sao="3",
        papers=["to_khai"],
        outcome="du",
    )
    assert "24.000 đ" in said(page)
    assert "Biên bản về việc trẻ bị bỏ rơi" in said(page)
    assert 'value="giay_chung_sinh"' not in page
    assert 'value="Lê Thị Mai"' in page
    assert re.search(r'name="papers" value="to_khai" checked', page)
    assert re.search(r'value="du"[^>]* checked', page)


def test_the_applicants_name_is_written_once(office: Office) -> None:
    page = post(office.person("anbinh.motcua"), 200, tinh="1", nop__ho_ten="Lê Thị Mai")
    assert re.search(r'name="don.ho_ten_nguoi_yeu_cau" value="Lê Thị Mai"', page)


def test_files_must_be_chosen_again_and_the_page_says_so(office: Office) -> None:
    page = post(office.person("anbinh.motcua"), 200, tinh="1", **{"tep.giay_chung_sinh": pdf("chung-sinh.pdf")})
    assert "xin chọn lại tệp trước khi ghi nhận" in said(page)


def test_the_due_date_is_told_before_anything_is_recorded(office: Office) -> None:
    page = said(office.person("anbinh.motcua").get(ADDRESS).get_data(as_text=True))
    assert "Nếu tiếp nhận bây giờ, trả kết quả Thứ Hai, 07/12/2026, 17:00" in page


def test_a_scan_belongs_to_its_paper_and_counts_as_received(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    scan = pdf("chung-sinh.pdf")
    dossier = clerk.receive(KEY, "du", **{"tep.giay_chung_sinh": scan, "tep": pdf("khac.pdf")})

    receipt = text_of(clerk.get(RECEIPT.format(dossier)))
    assert "Giấy chứng sinh (1 bản chính)" in receipt
    page = clerk.get(f"/ban-lam-viec/ho-so/{dossier}").get_data(as_text=True)
    papers = page[page.index('id="giay-to"') :]
    assert papers.index("chung-sinh.pdf") < papers.index("khac.pdf")


def test_a_file_that_is_not_taken_brings_the_page_back_filled_in(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    answer = clerk.press(ADDRESS, ADDRESS, {**complete(), "tep": (pdf()[0], "phim.avi")}, status=422)
    page = answer.get_data(as_text=True)

    assert "Không nhận tệp «phim.avi»" in said(page)
    assert 'href="#tep"' in page
    assert 'value="Nguyễn Văn Phúc"' in page


def test_every_mistake_of_the_page_is_listed_and_leads_to_its_place(office: Office) -> None:
    page = post(office.person("anbinh.motcua"), 422, nop__so_dinh_danh="12")
    targets = re.findall(r'<li><a href="#([^"]+)">', page[page.index('class="error-summary"') :])

    assert "f-nop-ho_ten" in targets
    assert "f-don-ho_ten_tre" in targets
    for target in targets:
        assert f'id="{target}"' in page, target


def test_the_box_of_the_counter_takes_a_scanned_receipt_a_code_or_words(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    code = office.row(dossier).code
    for typed in (code, code.lower(), f"http://127.0.0.1:8000/tra-cuu?ma={code}&khoa=abc"):
        answer = clerk.client.get("/tiep-nhan/", query_string={"q": typed})
        assert (answer.status_code, answer.location) == (303, f"/ban-lam-viec/ho-so/{dossier}")

    page = text_of(clerk.client.get("/tiep-nhan/", query_string={"q": "khai sinh"}))
    assert "Đăng ký khai sinh" in page
    assert "biến động" not in page


def test_the_receipt_says_what_the_official_form_says(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du", papers=["to_khai", "giay_chung_sinh"])
    page = text_of(clerk.get(RECEIPT.format(dossier)))
    for words in (
        "UBND XÃ AN BÌNH",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ AN BÌNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
        "An Bình, ngày 07 tháng 12 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "H88.101-261207-0001",
        "Nguyễn Văn Phúc",
        "001090012345",
        "0912345118",
        "Tờ khai đăng ký khai sinh theo mẫu (1 bản chính)",
        "01 bộ",
        "trong ngày",
        "09 giờ 00 phút, Thứ Hai, 07/12/2026",
        "17 giờ 00 phút, Thứ Hai, 07/12/2026",
        "Trung tâm Phục vụ hành chính công xã An Bình",
        office.row(dossier).look_up_key,
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Phạm Thị Lan Anh",
    ):
        assert words in page, words


def test_the_receipt_is_vietnamese_for_an_english_reader_too(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    clerk.client.get("/?lang=en")
    page = text_of(clerk.get(RECEIPT.format(dossier)))

    assert "Open the dossier" in page
    assert "17 giờ 00 phút, Thứ Hai, 07/12/2026" in page
    assert "16.000 đ" in page.replace("\xa0", " ")


def test_before_acceptance_there_is_no_receipt(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu giấy chứng sinh."})
    assert "chưa có giấy tiếp nhận" in text_of(clerk.get(RECEIPT.format(dossier), 404))


def test_only_the_one_stop_receives(office: Office) -> None:
    assert "Chỉ công chức một cửa" in text_of(office.person("anbinh.tphh").get(ADDRESS, 403))


def test_a_dossier_without_its_required_papers_is_not_accepted_and_the_page_names_them(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    page = {"papers": ["to_khai"]}
    assert clerk.receive(KEY, "du", status=422, **page) == 0
    refused = clerk.press(ADDRESS, ADDRESS, {**complete(), **page}, status=422)
    assert "Chưa đánh dấu đã nhận: Giấy chứng sinh" in text_of(refused)
    assert "chọn yêu cầu bổ sung" in text_of(refused)


def test_papers_may_be_missing_when_a_supplement_is_asked_for(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    reason = {"buoc.ly_do": "Thiếu giấy chứng sinh", "buoc.noi_dung_bo_sung": "Giấy chứng sinh"}
    assert clerk.receive(KEY, "bo_sung", papers=["to_khai"], **reason)
