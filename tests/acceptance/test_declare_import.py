"""From the office's own sheet to a working copy: sent, read, looked at beside the original, corrected, accepted."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import urlparse

from werkzeug.test import TestResponse

from tests.support.importing import CARD, PAGE, corpus, read_all, table
from tests.support.office import Office, Person, text_of, token

NAME = "Cấp thẻ thư viện cho người dân"


def send(person: Person, name: str, data: bytes) -> TestResponse:
    sent = {"csrf_token": token(person.get(PAGE)), "tep": (io.BytesIO(data), name)}
    return person.client.post(f"{PAGE}/tep", data=sent, content_type="multipart/form-data")


def pasted(office: Office, person: Person, html: str) -> str:
    """Paste a table and have it read; the address of the import."""
    answer = person.press(PAGE, f"{PAGE}/dan", {"dan": html})
    read_all(office)
    return urlparse(answer.headers["Location"]).path


def only_procedure(person: Person, address: str) -> str:
    """The address of the procedure found."""
    return re.findall(rf'href="({address}/thu-tuc/\d+)"', person.get(address).get_data(as_text=True))[0]


def doubtful(who: str) -> str:
    return table(NAME, CARD[0], (CARD[1][0], CARD[1][1], who, CARD[1][3]), *CARD[2:], total="32 giờ")


def test_a_word_file_is_read_with_its_progress_shown_and_every_procedure_listed(office: Office) -> None:
    analyst = office.person("phantich")
    sent = send(analyst, "Quyết định 3004.docx", corpus("ha-tinh-3004.docx"))
    assert sent.status_code == 303
    address = urlparse(sent.headers["Location"]).path
    waiting = analyst.get(address)
    assert "Đang đọc tệp" in text_of(waiting)
    assert '<noscript><meta http-equiv="refresh"' in waiting.get_data(as_text=True)
    read_all(office)
    page = text_of(analyst.get(address))
    assert "Tìm thấy 4 thủ tục" in page
    assert "Quyết định 3004.docx" in text_of(analyst.get(PAGE))


def test_a_table_that_is_understood_becomes_a_working_copy_that_nothing_blocks(office: Office) -> None:
    analyst = office.person("phantich")
    address = pasted(office, analyst, table(NAME, *CARD, total="32 giờ"))
    assert "chắc chắn" in text_of(analyst.get(address))
    found = only_procedure(analyst, address)
    page = text_of(analyst.get(found))
    assert "Chuyên viên phòng Văn hóa - Xã hội" in page
    assert "32 giờ" in page
    taken = analyst.press(found, f"{found}/nhan", {})
    copy = analyst.client.get(taken.headers["Location"], follow_redirects=True)
    assert NAME in text_of(copy)
    publish = text_of(analyst.get(f"{urlparse(taken.headers['Location']).path}/trinh-duyet"))
    assert "Điểm mở của bảng quy trình" not in publish
    assert "Đã nhận" in text_of(analyst.get(address))


def test_a_cell_nobody_understands_is_marked_and_blocks_publication_until_accepted_by_name(office: Office) -> None:
    analyst = office.person("phantich")
    address = pasted(office, analyst, doubtful("Ban quản lý thư viện lưu động"))
    found = only_procedure(analyst, address)
    page = analyst.get(found).get_data(as_text=True)
    assert "is-doubted" in page
    assert "bảng 1, dòng 3, cột 3" in page
    copy = urlparse(analyst.press(found, f"{found}/nhan", {}).headers["Location"]).path
    publish = f"{copy}/trinh-duyet"
    assert "Còn 1 điểm chưa ai giải quyết hay chấp nhận" in text_of(analyst.get(publish))
    refused = analyst.client.post(f"{publish}/gui", data={"csrf_token": token(analyst.get(found)), "lan": "1"})
    assert refused.status_code in (409, 422)
    analyst.press(found, f"{found}/diem", {"diem": ["1"], "la": "chap-nhan", "ghi_chu": "đã hỏi phòng"})
    assert "đã hỏi phòng" in text_of(analyst.get(found))
    assert "Điểm mở của bảng quy trình" not in text_of(analyst.get(publish))


def test_a_correction_is_kept_and_proposed_for_the_next_sheet(office: Office) -> None:
    analyst = office.person("phantich")
    who = "Ban quản lý thư viện lưu động"
    found = only_procedure(analyst, pasted(office, analyst, doubtful(who)))
    wanted = {"dong": "1", "neo": "resolving", "loai": "phong_vhxh", "chuc-danh": "chuyen_vien", "han": "16",
              "don-vi-han": "working_hours", "tinh": "counted", "giong-nhau": "1", "xong": ["1"]}  # fmt: skip
    analyst.press(f"{found}?sua=1", f"{found}/sua", wanted)
    page = text_of(analyst.get(found))
    assert "Đã giải quyết" in page
    assert "0 điểm mở" in page
    assert who in text_of(analyst.get(f"{PAGE}/tu-da-sua"))
    other = table("Cho mượn sách tại nhà", CARD[0], ("2", "Thẩm định hồ sơ", who, "16 giờ"), *CARD[2:], total="32 giờ")
    second = only_procedure(analyst, pasted(office, analyst, other))
    assert "Lần trước sửa thành" in text_of(analyst.get(second))
    analyst.press(second, f"{second}/tu-da-sua", {})
    assert "0 điểm mở" in text_of(analyst.get(second))
    admin = office.person("quantri")
    listed = admin.get(f"{PAGE}/tu-da-sua").get_data(as_text=True)
    action = re.findall(rf'action="({PAGE}/tu-da-sua/\d+/xoa)"', listed)[0]
    admin.press(f"{PAGE}/tu-da-sua", action, {})
    assert who not in text_of(analyst.get(f"{PAGE}/tu-da-sua"))


def test_a_wrong_time_comes_back_filled_in(office: Office) -> None:
    analyst = office.person("phantich")
    found = only_procedure(analyst, pasted(office, analyst, table(NAME, *CARD, total="32 giờ")))
    wrong = {"dong": "1", "neo": "resolving", "loai": "phong_vhxh", "chuc-danh": "chuyen_vien", "han": "hai buổi"}
    page = analyst.press(f"{found}?sua=1", f"{found}/sua", wrong, status=422).get_data(as_text=True)
    assert 'value="hai buổi"' in page
    assert "không phải một khoảng thời gian" in page


def test_an_edited_sheet_changes_the_working_copy_and_makes_no_second_procedure(office: Office) -> None:
    analyst = office.person("phantich")
    first = pasted(office, analyst, table(NAME, *CARD, total="32 giờ"))
    analyst.press(first, f"{first}/nhan", {"tat-ca": "1"}, 200)
    assert "Đã nhận" in text_of(analyst.get(first))
    edited = [*CARD[:1], (*CARD[1][:3], "24 giờ"), *CARD[2:]]
    second = pasted(office, analyst, table(NAME, *edited, total="40 giờ"))
    assert "Đã khai" in text_of(analyst.get(second))
    found = only_procedure(analyst, second)
    page = text_of(analyst.get(found))
    assert "thời hạn 16 → 24 giờ" in page
    assert "giá trị 32 → 40 giờ" in page
    applied = analyst.press(found, f"{found}/nhan", {})
    steps = analyst.client.get(applied.headers["Location"], follow_redirects=True)
    assert "24 giờ" in text_of(steps)
    assert text_of(analyst.get("/khai-bao/")).count(NAME) == 1


def edited_word(data: bytes, old: str, new: str) -> bytes:
    """A Word file with other words, as somebody saves it after editing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part)
    return made.getvalue()


def test_an_edited_sheet_of_a_published_procedure_goes_into_a_new_working_copy_of_it(office: Office) -> None:
    analyst = office.person("phantich")
    sheet = analyst.get("/khai-bao/thu-tuc/dang-ky-khai-sinh/1/in-bang?kieu=docx&bo_cuc=iso").get_data()
    found = []
    for data in (sheet, edited_word(sheet, "số hóa hồ sơ", "số hóa toàn bộ hồ sơ")):
        address = urlparse(send(analyst, "khai-sinh.docx", data).headers["Location"]).path
        read_all(office)
        assert "Đã khai" in text_of(analyst.get(address))
        found.append(only_procedure(analyst, address))
    same, edited = found
    assert "Không có gì khác nhau" in text_of(analyst.get(same))
    refused = analyst.client.post(f"{same}/nhan", data={"csrf_token": token(analyst.get(same))})
    assert "giống bản đã công bố" in text_of(refused)
    assert "toàn bộ hồ sơ" in text_of(analyst.get(edited))
    taken = analyst.press(edited, f"{edited}/nhan", {})
    copy = analyst.client.get(taken.headers["Location"], follow_redirects=True)
    assert "số hóa toàn bộ hồ sơ" in text_of(copy)


def test_what_is_no_sheet_is_refused_and_said(office: Office) -> None:
    analyst = office.person("phantich")
    for name, data, said in (
        ("quyet-dinh.pdf", b"%PDF-1.7", "Đây là tệp PDF"),
        ("quyet-dinh.doc", b"\xd0\xcf\x11\xe0rest", "đời cũ"),
        ("anh.docx", b"\x89PNG", "không phải tệp Word/Excel"),
        ("quyet-dinh.docx", b"PK" + b"0" * (20 * 1024 * 1024), "lớn hơn 20 MB"),
    ):
        answer = send(analyst, name, data)
        assert answer.status_code in (413, 422)
        assert said in text_of(answer)
    refused = analyst.press(PAGE, f"{PAGE}/dan", {"dan": "không có bảng"}, status=422)
    assert "không có bảng nào" in text_of(refused)
    assert "không có bảng</textarea>" in refused.get_data(as_text=True)


def test_a_damaged_file_says_why_and_can_be_read_again(office: Office) -> None:
    analyst = office.person("phantich")
    address = urlparse(send(analyst, "hong.docx", b"PK\x03\x04broken").headers["Location"]).path
    read_all(office)
    assert "bị hỏng" in text_of(analyst.get(address))
    analyst.press(address, f"{address}/doc-lai", {})
    assert "chờ đến lượt" in text_of(analyst.get(address))


def test_rows_of_text_with_tabs_are_a_table_too(office: Office) -> None:
    rows = [("Thứ tự", "Nội dung công việc", "Người thực hiện", "Thời gian"), *CARD]
    address = pasted(office, office.person("phantich"), "\n".join("\t".join(row) for row in rows))
    assert "4" in text_of(office.person("phantich").get(address))
    found = only_procedure(office.person("phantich"), address)
    named = office.person("phantich").press(found, f"{found}/ten", {"ten": NAME})
    assert NAME in text_of(office.person("phantich").get(urlparse(named.headers["Location"]).path))


def test_officers_do_not_find_imports(office: Office) -> None:
    analyst, officer = office.person("phantich"), office.person("anbinh.motcua")
    address = pasted(office, analyst, table(NAME, *CARD, total="32 giờ"))
    found = only_procedure(analyst, address)
    for path in (PAGE, address, found):
        officer.get(path, status=404)
    page = officer.get("/khai-bao/")
    assert officer.client.post(f"{found}/nhan", data={"csrf_token": token(page)}).status_code in (403, 404)


def test_a_sheet_printed_from_what_is_not_in_force_says_so(office: Office) -> None:
    analyst = office.person("phantich")
    found = only_procedure(analyst, pasted(office, analyst, table(NAME, *CARD, total="32 giờ")))
    copy = urlparse(analyst.press(found, f"{found}/nhan", {}).headers["Location"]).path
    assert f'action="{copy}/in-bang"' in analyst.get(f"{copy}/thong-tin").get_data(as_text=True)
    for path, says in ((f"{copy}/in-bang", True), ("/khai-bao/thu-tuc/dang-ky-khai-sinh/1/in-bang", False)):
        sheet = analyst.get(f"{path}?kieu=docx").get_data()
        words = zipfile.ZipFile(io.BytesIO(sheet)).read("word/document.xml").decode()
        assert ("KHÔNG PHẢI BẢN ĐANG CÓ HIỆU LỰC" in words) is says
    assert analyst.get(f"{copy}/in-bang?kieu=xlsx&bo_cuc=bon-cot").get_data()[:2] == b"PK"
