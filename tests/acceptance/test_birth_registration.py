"""Đăng ký khai sinh through HTTP, as the clerk, the officer, the chairman, the registry and the citizen live it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.office import Office, text_of

KEY = "dang-ky-khai-sinh"
RETURNED = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Nguyễn Văn Phúc"}


@pytest.mark.any_database
def test_a_birth_is_received_checked_signed_and_handed_over(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    receipt = text_of(clerk.get(f"/tiep-nhan/ho-so/{dossier}/giay-tiep-nhan"))
    assert "H88.101-261207-0001" in receipt
    assert "16.000" in receipt

    inbox = text_of(office.person("anbinh.tphh").get("/ban-lam-viec/"))
    assert "H88.101-261207-0001" in inbox
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat", so_dang_ky="125/2026")
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(dossier, "dong_dau", "phat_hanh")
    assert office.row(dossier).status == "done"
    clerk.finish(dossier, "tra_ket_qua", "da_tra", **RETURNED)

    row = office.row(dossier)
    assert (row.status, row.result, row.ended_by) == ("returned", "granted", "hoan_thanh")
    assert row.due["outcome"] == "on_time"


def test_received_before_three_it_is_due_the_same_day_and_after_three_the_next(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    office.clock.set(datetime(2026, 12, 8, 7, 59, tzinfo=UTC))
    before = clerk.receive(KEY, "du")
    office.clock.set(datetime(2026, 12, 8, 8, 1, tzinfo=UTC))
    after = clerk.receive(KEY, "du")
    assert office.row(before).due_at == datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
    assert office.row(after).due_at == datetime(2026, 12, 9, 10, 0, tzinfo=UTC)


def test_a_missing_paper_is_asked_for_and_the_dossier_goes_on_when_it_comes(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu giấy chứng sinh bản chính."})
    row = office.row(dossier)
    assert (row.status, row.code, row.accepted_at) == ("supplement", None, None)
    clerk.deliver(dossier, "cho_bo_sung_tiep_nhan", noi_dung="Đã nộp giấy chứng sinh.")
    clerk.finish(dossier, "tiep_nhan", "du")
    assert office.row(dossier).code == "H88.101-261207-0001"


def test_a_supplement_during_the_check_counts_the_term_again_from_the_beginning(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "bo_sung", ly_do="Thiếu văn bản cam đoan.")
    assert office.row(dossier).clock_status == "stopped"
    assert office.row(dossier).due_at is None
    office.clock.set(datetime(2026, 12, 9, 3, 0, tzinfo=UTC))
    clerk.deliver(dossier, "cho_bo_sung_kiem_tra", noi_dung="Đã bổ sung.")
    assert office.row(dossier).due_at == datetime(2026, 12, 9, 10, 0, tzinfo=UTC)


def test_a_dossier_refused_at_the_counter_ends_without_a_code(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(
        KEY, "tu_choi", **{"buoc.ly_do": "Không thuộc thẩm quyền của xã An Bình."}
    )
    row = office.row(dossier)
    assert (row.status, row.code, row.result) == ("not_accepted", None, "refused")


def test_refusing_without_a_reason_is_refused_and_the_page_comes_back_filled_in(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    answer = clerk.press(
        f"/tiep-nhan/{KEY}", f"/tiep-nhan/{KEY}", {"nop.ho_ten": "Người Nộp", "outcome": "tu_choi"}, status=422
    )
    assert 'value="Người Nộp"' in answer.get_data(as_text=True)
    assert "người nộp sẽ đọc" in text_of(answer) or "Cần sửa" in text_of(answer)


def test_a_supplement_nobody_answers_closes_the_dossier_after_fifteen_working_days(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu giấy chứng sinh."})
    office.clock.set(datetime(2026, 12, 28, 1, 59, tzinfo=UTC))
    assert office.run_jobs() == 0
    office.clock.set(datetime(2026, 12, 28, 2, 1, tzinfo=UTC))
    office.run_jobs()
    row = office.row(dossier)
    assert (row.status, row.ended_by) == ("stopped", "auto_closed")


def test_the_server_may_restart_between_any_two_steps(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    for login, element, outcome, values in (
        ("anbinh.tphh", "kiem_tra", "dat", {}),
        ("anbinh.chutich", "ky_cap", "tra_lai", {"ly_do": "Kiểm tra lại họ đệm."}),
        ("anbinh.tphh", "kiem_tra", "dat", {}),
        ("anbinh.chutich", "ky_cap", "ky", {}),
        ("anbinh.vanthu", "dong_dau", "phat_hanh", {}),
        ("anbinh.motcua", "tra_ket_qua", "da_tra", RETURNED),
    ):
        office.person(login)
        office.restart()
        office.person(login).finish(dossier, element, outcome, **values)
    assert office.row(dossier).status == "returned"
