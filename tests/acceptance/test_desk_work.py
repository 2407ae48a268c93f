"""What an officer types is kept: drafts, refused forms, lost races; and each outcome says what it leads to."""

from __future__ import annotations

import pytest

from tests.support.office import Office, Person, pdf, text_of, token

KEY = "dang-ky-khai-sinh"


def page_of(dossier: int) -> str:
    return f"/ban-lam-viec/ho-so/{dossier}"


def received(office: Office) -> tuple[int, int]:
    """A dossier to be checked, and its open work item."""
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    return dossier, office.open_steps(dossier)[0].id


def draft(officer: Person, dossier: int, item: int, **data: str) -> int:
    sent = {"csrf_token": token(officer.get(page_of(dossier))), **data}
    return officer.client.post(f"/ban-lam-viec/viec/{item}/nhap", data=sent).status_code


def test_each_outcome_says_what_happens_then(office: Office) -> None:
    dossier, _ = received(office)
    page = text_of(office.person("anbinh.tphh").get(page_of(dossier)))

    assert "Chuyển Lãnh đạo UBND xã: Ký Giấy khai sinh (bước 3, 2 giờ)." in page
    assert "Chờ người nộp bổ sung; thời hạn tính lại từ đầu khi nhận đủ; chỉ được yêu cầu một lần." in page
    assert "Hồ sơ kết thúc, không giải quyết." in page


def test_the_page_says_how_long_is_left_and_how_that_is_counted(office: Office) -> None:
    dossier, _ = received(office)
    page = text_of(office.person("anbinh.tphh").get(page_of(dossier)))

    assert "Còn 3 giờ" in page
    assert "Cả hồ sơ đã dùng dưới 1 phút / 7 giờ" in page
    assert "Thời hạn trong ngày, tính từ khi nhận đủ hồ sơ hợp lệ" in page


def test_a_draft_saves_itself_and_is_there_again_for_its_author_only(office: Office) -> None:
    dossier, item = received(office)
    officer = office.person("anbinh.tphh")
    assert draft(officer, dossier, item, so_dang_ky="987/2026", outcome="dat") == 204

    again = officer.get(page_of(dossier)).get_data(as_text=True)
    assert 'value="987/2026"' in again
    assert 'value="dat"' in again.split("checked")[0].rsplit("<input", 1)[1]
    assert "Đã lưu nháp" in again
    assert "987/2026" not in office.person("anbinh.tphh2").get(page_of(dossier)).get_data(as_text=True)

    officer.finish(dossier, "kiem_tra", "dat", so_dang_ky="987/2026")
    assert office.open_steps(dossier)[0].element == "ky_cap"


def test_the_button_saves_a_draft_too_and_says_so(office: Office) -> None:
    dossier, item = received(office)
    officer = office.person("anbinh.tphh")
    officer.press(page_of(dossier), f"/ban-lam-viec/viec/{item}/hoan-thanh", {"so_dang_ky": "1/2026", "save": "1"})

    assert "Đã lưu nháp." in text_of(officer.get(page_of(dossier)))
    assert office.open_steps(dossier)[0].id == item


def test_a_refused_form_comes_back_with_everything_typed_and_what_to_correct(office: Office) -> None:
    dossier, item = received(office)
    sent = {"so_dinh_danh_tre": "12", "so_dang_ky": "125/2026", "outcome": "dat"}
    answer = office.person("anbinh.tphh").press(
        page_of(dossier), f"/ban-lam-viec/viec/{item}/hoan-thanh", sent, status=422
    )
    page = answer.get_data(as_text=True)

    assert "Cần sửa" in page
    assert 'value="125/2026"' in page
    assert 'value="12"' in page


def test_a_file_of_a_kind_we_do_not_take_loses_nothing(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu."})
    wait = office.open_waits(dossier)[0].id
    sent = {"noi_dung": "Đã nộp đủ.", "tep": (pdf()[0], "phim.avi")}
    answer = office.person("anbinh.motcua").press(
        page_of(dossier), f"/ban-lam-viec/cho/{wait}/da-nhan", sent, status=422
    )

    assert "Không nhận tệp «phim.avi»" in text_of(answer)
    assert "Đã nộp đủ." in answer.get_data(as_text=True)
    assert "xin chọn lại tệp" in text_of(answer)


def test_no_outcome_chosen_is_asked_for_beside_the_choices(office: Office) -> None:
    dossier, item = received(office)
    answer = office.person("anbinh.tphh").press(
        page_of(dossier), f"/ban-lam-viec/viec/{item}/hoan-thanh", {"so_dang_ky": "1/2026"}, status=422
    )
    page = answer.get_data(as_text=True)

    assert f'href="#outcome-{item}-in"' in page
    assert f'id="outcome-{item}-error"' in page


@pytest.mark.parametrize("act", ["hoan-thanh", "nhap", "nhan"])
def test_a_stale_tab_is_told_who_was_faster_and_gets_its_words_back(office: Office, act: str) -> None:
    dossier, item = received(office)
    slow = office.person("anbinh.tphh2")
    tab = slow.get(page_of(dossier))
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    sent = {"csrf_token": token(tab), "outcome": "tu_choi", "ly_do": "Một lý do viết rất lâu."}
    answer = slow.client.post(f"/ban-lam-viec/viec/{item}/{act}", data=sent)

    assert answer.status_code == 409
    assert "Bước này đã được Đoàn Thị Thu Trang hoàn thành lúc" in text_of(answer)
    assert f'href="{page_of(dossier)}"' in answer.get_data(as_text=True)
    assert ("Một lý do viết rất lâu." in text_of(answer)) == (act != "nhan")


def test_pressing_twice_counts_once(office: Office) -> None:
    dossier, item = received(office)
    officer = office.person("anbinh.tphh")
    sent = {"csrf_token": token(officer.get(page_of(dossier))), "outcome": "dat"}
    answers = [officer.client.post(f"/ban-lam-viec/viec/{item}/hoan-thanh", data=sent).status_code for _ in range(2)]

    assert answers == [303, 409]


def test_who_only_looks_sees_where_it_is_and_no_form(office: Office) -> None:
    dossier, item = received(office)
    page = office.person("anbinh.motcua").get(page_of(dossier))

    assert f"/viec/{item}/" not in page.get_data(as_text=True)
    assert "Đang ở" in text_of(page)
    assert "Văn phòng HĐND và UBND xã An Bình" in text_of(page)


def test_the_page_is_english_as_far_as_the_procedure_is(office: Office) -> None:
    dossier, _ = received(office)
    officer = office.person("anbinh.tphh")
    officer.client.get("/?lang=en")
    page = text_of(officer.get(page_of(dossier)))

    assert "Step 2. Verify, enter in the register" in page
    assert "Goes to Commune leader: Sign the birth certificate (step 3, 2 hours)." in page
    assert "Certificate of live birth" in page
