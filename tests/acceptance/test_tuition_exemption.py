"""Miễn, giảm học phí (Nghệ An, decision 3760): seven steps of one commune, 80 hours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.dossiers import deadlines
from tests.support.office import Office, text_of

KEY = "mien-giam-hoc-phi"
RETURNED = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Trần Thị Lan"}
PAPER = {"so_van_ban": "15/QĐ-UBND", "ngay_van_ban": "07/12/2026"}


@pytest.mark.any_database
def test_seven_steps_lead_to_the_decision(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    assert office.row(dossier).due_at == datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
    office.person("anbinh.vhxh.truong").finish(dossier, "phan_cong", "giao")
    office.person("anbinh.vhxh.chuyenvien").finish(dossier, "tham_dinh", "dat", muc_huong="mien")
    office.person("anbinh.vhxh.truong").finish(dossier, "xem_xet", "dong_y")
    office.person("anbinh.chutich").finish(dossier, "ky_duyet", "ky")
    office.person("anbinh.vanthu").finish(dossier, "van_thu", "phat_hanh", **PAPER)
    assert office.row(dossier).status == "done"
    office.person("anbinh.motcua").finish(dossier, "tra_ket_qua", "da_tra", **RETURNED)
    assert office.row(dossier).due["outcome"] == "early"


def test_the_head_who_disagrees_sends_it_back_to_the_officer(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    office.person("anbinh.vhxh.truong").finish(dossier, "phan_cong", "giao")
    for _ in range(3):
        office.person("anbinh.vhxh.chuyenvien").finish(dossier, "tham_dinh", "dat", muc_huong="mien")
        office.person("anbinh.vhxh.truong").finish(dossier, "xem_xet", "khong_dong_y", y_kien="Xem lại đối tượng.")
    assert [item.element for item in office.open_steps(dossier)] == ["tham_dinh"]


def test_one_declaration_serves_every_commune(office: Office) -> None:
    there = office.person("hoalac.motcua").receive(KEY, "du")
    here = office.person("anbinh.motcua").receive(KEY, "du")
    assert "Hòa Lạc" in office.open_steps(there)[0].unit_name
    assert "An Bình" in office.open_steps(here)[0].unit_name
    office.person("hoalac.vhxh.truong").finish(there, "phan_cong", "giao")
    office.person("anbinh.vhxh.truong").get(f"/ban-lam-viec/ho-so/{there}", status=404)


def test_each_step_says_when_it_is_due_and_why(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    assert item.due_at == datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
    counted = sum(part.counted_seconds for part in deadlines.explained(item.due))
    assert counted == 4 * 3600
    page = text_of(office.person("anbinh.vhxh.truong").get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert "4 giờ" in page
