"""Chấp thuận chủ trương đầu tư (Bắc Ninh, decision 1582): departments are asked at the same time; 17 working days."""

from __future__ import annotations

import pytest

from tests.support.office import Office, pdf

KEY = "chap-thuan-chu-truong-dau-tu"
ASKED = ("soxaydung", "sotuphap")
AGREES = {"ket_luan": "dong_y"}
OBJECTS = {"ket_luan": "khong_dong_y", "noi_dung": "Không phù hợp quy hoạch."}
PAPER = {"so_van_ban": "33/BC-STC", "ngay_van_ban": "07/12/2026"}


def asked(office: Office) -> int:
    """A dossier whose two departments have just been asked."""
    dossier = office.person("tinh.motcua").receive(KEY, "du")
    office.person("sotaichinh.dautu.truong").finish(dossier, "phan_cong", "giao")
    draft = {"co_quan": list(ASKED), "noi_dung": "Đề nghị cho ý kiến trong 7 ngày."}
    office.person("sotaichinh.dautu.chuyenvien").finish(dossier, "du_thao_lay_y_kien", "trinh", **draft)
    office.person("sotaichinh.dautu.truong").finish(dossier, "xem_xet_van_ban", "dong_y")
    office.person("sotaichinh.giamdoc").finish(dossier, "ky_van_ban", "ky")
    return dossier


@pytest.mark.any_database
@pytest.mark.parametrize("order", [ASKED, tuple(reversed(ASKED))])
def test_opinions_come_in_either_order_and_only_both_together_go_on(office: Office, order: tuple[str, ...]) -> None:
    dossier = asked(office)
    units = sorted(item.unit_name for item in office.open_steps(dossier))
    assert units == ["Sở Tư pháp tỉnh Minh Giang", "Sở Xây dựng tỉnh Minh Giang"]
    first, second = order
    office.person(f"{first}.daumoi").finish(dossier, "cho_y_kien", "gui", **AGREES)
    assert [item.element for item in office.open_steps(dossier)] == ["cho_y_kien"]
    office.person(f"{second}.daumoi").finish(dossier, "cho_y_kien", "gui", **OBJECTS)
    assert [item.element for item in office.open_steps(dossier)] == ["tong_hop"]


def reported(office: Office, dossier: int, conclusion: str, outcome: str) -> None:
    """From the opinions to the report that leaves the department."""
    for department in ASKED:
        office.person(f"{department}.daumoi").finish(dossier, "cho_y_kien", "gui", **AGREES)
    summary = {
        "ket_luan": conclusion,
        "tom_tat": "Hai sở thống nhất.",
        "noi_dung_bo_sung": "Bổ sung năng lực tài chính.",
    }
    office.person("sotaichinh.dautu.chuyenvien").finish(dossier, "tong_hop", "trinh", **summary)
    office.person("sotaichinh.dautu.truong").finish(dossier, "xem_xet_bao_cao", "dong_y")
    office.person("sotaichinh.giamdoc").finish(dossier, "ky_bao_cao", "ky")
    reason = {"ly_do": "Bổ sung năng lực tài chính."} if outcome == "bo_sung" else {}
    office.person("sotaichinh.vanthu").finish(dossier, "phat_hanh", outcome, **PAPER, **reason)


def test_the_province_approves(office: Office) -> None:
    dossier = asked(office)
    reported(office, dossier, "du_dieu_kien", "bao_cao")
    office.person("tinh.chutich").finish(dossier, "quyet_dinh", "chap_thuan")
    returned = {"hinh_thuc": "dien_tu"}
    office.person("tinh.motcua").finish(dossier, "tra_ket_qua", "da_tra", **returned)
    assert office.row(dossier).result == "granted"


def test_the_province_refuses_with_a_reason(office: Office) -> None:
    dossier = asked(office)
    reported(office, dossier, "du_dieu_kien", "bao_cao")
    office.person("tinh.chutich").finish(dossier, "quyet_dinh", "tu_choi", 422)
    office.person("tinh.chutich").finish(dossier, "quyet_dinh", "tu_choi", ly_do="Không phù hợp quy hoạch.")
    assert (office.row(dossier).result, office.row(dossier).status) == ("refused", "returned")


def test_a_supplement_leads_back_and_the_departments_may_be_asked_again(office: Office) -> None:
    dossier = asked(office)
    reported(office, dossier, "bo_sung", "bo_sung")
    assert office.row(dossier).status == "supplement"
    files = {"noi_dung": "Đã bổ sung.", "tep": pdf("nang-luc-tai-chinh.pdf")}
    office.person("tinh.motcua").deliver(dossier, "cho_bo_sung", **files)
    assert office.row(dossier).status == "processing"
    assert office.open_steps(dossier)


def test_somebody_of_a_department_that_was_not_asked_sees_nothing(office: Office) -> None:
    dossier = asked(office)
    office.person("sonoivu.daumoi").get(f"/ban-lam-viec/ho-so/{dossier}", status=404)
