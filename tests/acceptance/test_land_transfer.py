"""Đăng ký biến động đất đai: five days, a standstill for the tax, three days from the proof of payment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.office import Office

KEY = "dang-ky-bien-dong-dat-dai"
NOTICE = {"so_thong_bao": "TB-118", "ngay_thong_bao": "09/12/2026", "so_tien": "18.000.000"}
PAID = {"so_bien_lai": "BL-77", "ngay_nop": "16/12/2026", "so_tien": "18.000.000"}


def slip_sent(office: Office) -> int:
    """A dossier whose information slip has gone to the tax office."""
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    assert office.row(dossier).due_at == datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
    office.clock.set(datetime(2026, 12, 9, 3, 0, tzinfo=UTC))
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    return dossier


@pytest.mark.any_database
def test_two_appointments_around_the_tax_and_the_clock_stands_still_between_them(office: Office) -> None:
    dossier = slip_sent(office)
    assert (office.row(dossier).clock_status, office.row(dossier).due_at) == ("stopped", None)
    office.clock.set(datetime(2026, 12, 10, 3, 0, tzinfo=UTC))
    office.person("thue.canbo").deliver(dossier, "cho_thue", **NOTICE)
    assert office.row(dossier).status == "payment"
    assert office.row(dossier).due_at is None
    office.clock.set(datetime(2026, 12, 16, 2, 0, tzinfo=UTC))
    office.person("anbinh.motcua").deliver(dossier, "cho_nop_tien", **PAID)
    assert office.row(dossier).due_at == datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "cap_nhat", "trinh", da_doi_chieu="true")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_giay", "ky")
    office.person("sonnmt.dkdd.vanthu").finish(dossier, "van_thu", "chuyen")
    row = office.row(dossier)
    assert row.due["outcome"] == "early"
    assert [met is not None for _, met, _ in row.due["appointments"]] == [True, True]
    returned = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Hoàng Minh Tuấn"}
    office.person("anbinh.motcua").finish(dossier, "tra_ket_qua", "da_tra", **returned)


def test_the_land_office_may_record_the_tax_answer_when_the_partner_cannot(office: Office) -> None:
    dossier = slip_sent(office)
    office.person("sonnmt.dkdd.giamdoc").deliver(dossier, "cho_thue", **NOTICE)
    assert office.row(dossier).status == "payment"


def test_the_applicant_may_withdraw_while_the_tax_is_awaited(office: Office) -> None:
    dossier = slip_sent(office)
    page, action = f"/ban-lam-viec/ho-so/{dossier}", f"/ban-lam-viec/ho-so/{dossier}/dung"
    office.person("anbinh.motcua").press(page, action, {"ly_do": "Không chuyển nhượng nữa."})
    row = office.row(dossier)
    assert (row.status, row.ended_by) == ("withdrawn", "withdrawn")
    assert office.open_waits(dossier) == []


def test_stopping_a_dossier_needs_the_applicants_reason(office: Office) -> None:
    dossier = slip_sent(office)
    page, action = f"/ban-lam-viec/ho-so/{dossier}", f"/ban-lam-viec/ho-so/{dossier}/dung"
    office.person("anbinh.motcua").press(page, action, {"ly_do": "  "}, status=422)
    assert office.row(dossier).ended_at is None
