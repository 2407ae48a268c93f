"""The owner of a dossier, with nothing but the receipt: sees how it stands, sends what is asked for, takes it back."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.office import Office, pdf, text_of, token

KEY = "dang-ky-khai-sinh"
LAND = "dang-ky-bien-dong-dat-dai"
PAGE = "/tra-cuu/ho-so"
WHAT = "Thiếu văn bản cam đoan về việc sinh."


def owner(office: Office, dossier: int) -> FlaskClient:
    """Somebody who scanned the QR code of the receipt."""
    row, client = office.row(dossier), office.citizen()
    opened = client.get("/tra-cuu", query_string={"ma": row.code or row.reference, "khoa": row.look_up_key})
    assert (opened.status_code, opened.location) == (303, PAGE)
    return client


def shown(client: FlaskClient) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return text_of(answer)


def send(client: FlaskClient, action: str, data: dict[str, Any], *, page: TestResponse | None = None) -> TestResponse:
    opened = page or client.get(PAGE)
    return client.post(action, data={"csrf_token": token(opened), **data})


def asked(office: Office) -> tuple[int, int]:
    """A dossier whose owner was asked for a supplement, and the wait."""
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "bo_sung", ly_do=WHAT)
    return dossier, office.open_waits(dossier)[0].id


def test_the_page_says_who_has_it_what_is_next_how_long_and_why(office: Office) -> None:
    client = owner(office, office.person("anbinh.motcua").receive(KEY, "du"))
    page = shown(client)

    assert "Văn phòng HĐND và UBND xã An Bình đang xử lý bước Thẩm tra, ghi sổ, lấy số định danh" in page
    assert "Còn 7 giờ" in page
    assert "Thứ Hai, 07/12/2026, 17:00" in page
    assert "Thời hạn trong ngày, tính từ khi nhận đủ hồ sơ hợp lệ" in page
    assert "Bước 3. Ký Giấy khai sinh – Lãnh đạo UBND xã" in page
    assert "Chưa cần làm gì." in page
    assert "16.000 đ · đã nộp" in page


def test_no_officer_is_named_to_the_citizen(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")

    assert "Đoàn Thị Thu Trang" not in shown(owner(office, dossier))


def test_what_is_missing_is_said_and_the_supplement_is_sent_with_its_files(office: Office) -> None:
    dossier, wait = asked(office)
    client = owner(office, dossier)
    page = shown(client)
    assert WHAT in page
    assert "Xin gửi trước Thứ Hai, 28/12/2026, 09:00" in page

    answer = send(client, f"{PAGE}/cho/{wait}", {"noi_dung": "Bản cam đoan có chữ ký.", "tep": pdf("cam-doan.pdf")})
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Đã nhận. Hồ sơ của ông/bà được xử lý tiếp." in shown(client)
    assert [one.element for one in office.open_steps(dossier)] == ["kiem_tra"]
    desk = text_of(office.person("anbinh.tphh").get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert "cam-doan.pdf" in desk
    assert "Bản cam đoan có chữ ký." in desk


def test_an_answer_with_a_mistake_comes_back_filled_in(office: Office) -> None:
    dossier, wait = asked(office)
    client = owner(office, dossier)

    empty = send(client, f"{PAGE}/cho/{wait}", {"noi_dung": "", "tep": pdf()})
    assert empty.status_code == 422
    assert "Cần sửa 1 chỗ" in text_of(empty)
    assert "xin chọn lại tệp" in text_of(empty)

    disguised = (pdf()[0], "virus.exe")
    wrong = send(client, f"{PAGE}/cho/{wait}", {"noi_dung": "Đã viết dài dòng.", "tep": disguised})
    assert wrong.status_code == 422
    assert "Không nhận tệp «virus.exe»" in text_of(wrong)
    assert "Đã viết dài dòng." in wrong.get_data(as_text=True)
    assert len(office.open_waits(dossier)) == 1


def test_sending_twice_counts_once_and_the_second_is_told_when_it_came(office: Office) -> None:
    dossier, wait = asked(office)
    client = owner(office, dossier)
    tab = client.get(PAGE)
    first = send(client, f"{PAGE}/cho/{wait}", {"noi_dung": "Đã bổ sung."}, page=tab)
    second = send(client, f"{PAGE}/cho/{wait}", {"noi_dung": "Đã bổ sung lần nữa."}, page=tab)

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Nội dung này đã được tiếp nhận lúc" in text_of(second)
    assert "Đã bổ sung lần nữa." in text_of(second)


def test_a_payment_is_proved_and_the_clock_goes_on(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(LAND, "du")
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    client = owner(office, dossier)
    assert "Chờ" in shown(client)
    notice = {"so_thong_bao": "TB-118", "ngay_thong_bao": "07/12/2026", "so_tien": "18.000.000"}
    office.person("thue.canbo").deliver(dossier, "cho_thue", **notice)
    assert "Cần ông/bà nộp tiền" in shown(client)

    wait = office.open_waits(dossier)[0].id
    proof = {"so_bien_lai": "BL-77", "ngay_nop": "07/12/2026", "so_tien": "18.000.000", "tep": pdf("bien-lai.pdf")}
    assert send(client, f"{PAGE}/cho/{wait}", proof).status_code == 303
    assert office.row(dossier).clock_status == "running"


def test_what_another_agency_must_answer_is_not_the_citizens_to_send(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(LAND, "du")
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    wait, client = office.open_waits(dossier)[0].id, owner(office, dossier)
    data = {"so_thong_bao": "1", "ngay_thong_bao": "07/12/2026", "so_tien": "0"}

    assert send(client, f"{PAGE}/cho/{wait}", data).status_code == 403
    assert office.open_waits(dossier)[0].id == wait


def test_the_owner_takes_the_dossier_back_before_a_decision(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    client = owner(office, dossier)
    assert "Tôi muốn rút hồ sơ" in shown(client)

    assert send(client, f"{PAGE}/rut", {"ly_do": "Khai nhầm."}).status_code == 303
    assert office.row(dossier).status == "withdrawn"
    page = shown(client)
    assert "Đã rút hồ sơ theo yêu cầu của ông/bà." in page
    assert "Tôi muốn rút hồ sơ" not in page


def test_after_the_decision_it_can_no_longer_be_taken_back(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    client = owner(office, dossier)
    tab = client.get(PAGE)
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")

    assert "Tôi muốn rút hồ sơ" not in shown(client)
    late = send(client, f"{PAGE}/rut", {}, page=tab)
    assert late.status_code == 409
    assert "Hồ sơ đã có quyết định" in text_of(late)


def test_the_owner_of_one_dossier_cannot_answer_for_another(office: Office) -> None:
    mine = office.person("anbinh.motcua").receive(KEY, "du")
    other, foreign = asked(office)

    assert send(owner(office, mine), f"{PAGE}/cho/{foreign}", {"noi_dung": "x"}).status_code == 404
    assert len(office.open_waits(other)) == 1


def test_nobody_acts_without_token_or_without_having_looked_up(office: Office) -> None:
    dossier, wait = asked(office)
    client = owner(office, dossier)
    assert client.post(f"{PAGE}/cho/{wait}", data={"noi_dung": "x"}).status_code == 400
    assert client.post(f"{PAGE}/rut", data={}).status_code == 400

    stranger = office.citizen()
    answer = stranger.post(f"{PAGE}/rut", data={"csrf_token": token(stranger.get("/tra-cuu"))})
    assert answer.status_code == 404
    assert office.row(dossier).ended_at is None


def test_a_finished_dossier_says_how_it_ended(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    client = owner(office, dossier)
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(dossier, "dong_dau", "phat_hanh")
    clerk.finish(dossier, "tra_ket_qua", "da_tra", hinh_thuc="mot_cua", nguoi_nhan="Nguyễn Văn Phúc")
    page = shown(client)

    assert "Đã trả kết quả" in page
    assert "Đã xong 100%" in page
    assert "Còn" not in page


def test_a_result_that_is_ready_is_to_be_collected_and_no_clock_runs(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(dossier, "dong_dau", "phat_hanh")
    page = shown(owner(office, dossier))

    assert "Đã có kết quả, mời ông/bà đến nhận" in page
    assert "mang theo giấy tiếp nhận" in page
    assert "Còn" not in page
    assert "Xong đúng hạn" in text_of(office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}"))
