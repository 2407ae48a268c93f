"""Trợ cấp một lần (Nghệ An, decision 3854): commune 40 hours, department 56 hours, handed over in between."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.office import Office

KEY = "tro-cap-mot-lan"
PAPER = {"so_van_ban": "22/TTr-UBND", "ngay_van_ban": "07/12/2026"}
COMMUNE = (
    ("anbinh.vhxh.truong", "phan_cong_xa", "giao", {}),
    ("anbinh.vhxh.chuyenvien", "xet_duyet_xa", "dat", {}),
    ("anbinh.vhxh.truong", "xem_xet_xa", "dong_y", {}),
    ("anbinh.chutich", "ky_xa", "ky", {}),
    ("anbinh.vanthu", "van_thu_xa", "chuyen", PAPER),
)
DEPARTMENT = (
    ("tinh.motcua", "tiep_nhan_tinh", "da_nhan", {}),
    ("sonoivu.ncc.truong", "phan_cong_so", "giao", {}),
    ("sonoivu.ncc.chuyenvien", "du_thao_bao_cao", "dat", {}),
    ("vpubnd.chuyenvien", "y_kien_ubnd_tinh", "thong_nhat", {"noi_dung": "Thống nhất."}),
    ("sonoivu.ncc.chuyenvien", "du_thao_ket_qua", "trinh", {"muc_tro_cap": "4.000.000"}),
    ("sonoivu.ncc.truong", "xem_xet_so", "dong_y", {}),
    ("sonoivu.giamdoc", "ky_so", "ky", {}),
    ("sonoivu.vanthu", "van_thu_so", "phat_hanh", PAPER),
)


def play(office: Office, dossier: int, acts: tuple[tuple[str, str, str, dict[str, str]], ...]) -> None:
    """Let each person do their step."""
    for login, element, outcome, values in acts:
        office.person(login).finish(dossier, element, outcome, **values)


@pytest.mark.any_database
def test_the_dossier_travels_from_the_commune_to_the_department_and_back_to_the_desk(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    assert office.row(dossier).code.startswith("H88.10-")
    assert office.row(dossier).due_at == datetime(2026, 12, 23, 2, 0, tzinfo=UTC)
    play(office, dossier, COMMUNE)
    assert office.open_steps(dossier)[0].unit_name.startswith("Trung tâm Phục vụ hành chính công tỉnh")
    play(office, dossier, DEPARTMENT)
    returned = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Đỗ Thị Lan"}
    office.person("tinh.motcua").finish(dossier, "tra_ket_qua", "da_tra", **returned)
    assert office.row(dossier).result == "granted"


def test_the_department_may_ask_for_a_supplement_through_the_desk_that_received(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    play(office, dossier, COMMUNE)
    play(office, dossier, DEPARTMENT[:2])
    play(office, dossier, (("sonoivu.ncc.chuyenvien", "du_thao_bao_cao", "bo_sung", {"ly_do": "Thiếu lý lịch."}),))
    assert office.row(dossier).status == "supplement"
    office.person("anbinh.motcua").deliver(dossier, "cho_bo_sung_bao_cao", noi_dung="Đã bổ sung lý lịch.")
    assert office.row(dossier).status == "processing"


def test_the_office_that_disagrees_is_heard(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    play(office, dossier, COMMUNE)
    play(office, dossier, DEPARTMENT[:3])
    play(office, dossier, (("vpubnd.chuyenvien2", "y_kien_ubnd_tinh", "khong_thong_nhat", {"noi_dung": "Chưa rõ."}),))
    assert [item.element for item in office.open_steps(dossier)] == ["du_thao_bao_cao"]
