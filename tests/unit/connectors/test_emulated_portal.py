"""The emulated portal and the gateway are as strict as the real ones would be: names, codes, stamps, signatures."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from engine.connectors.contrib import payment, tax
from engine.connectors.contrib.portal import instant, stamp
from engine.connectors.emulators import portal_fields
from engine.connectors.emulators.emulator import Asked
from engine.connectors.emulators.payment import PaymentGateway
from engine.connectors.emulators.portal import NationalPortal

NOON = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)
GOOD = {
    **portal_fields.EMPTY,
    "MaHoSo": "QG-1",
    "MaTTHC": "1.001193",
    "TenTTHC": "Khai sinh",
    "MaLinhVuc": "ho-tich",
    "TenLinhVuc": "Hộ tịch",
    "SoBienNhan": "H88.101-261207-0001",
    "ChuHoSo": "Nguyễn Văn Phúc",
    "LoaiDoiTuong": "0",
    "MaDoiTuong": "001090012345",
    "NgayTiepNhan": "20261207090000",
    "TrangThaiHoSo": "2",
    "HinhThuc": "1",
    "DonViXuLy": "UBND xã An Bình",
}
SAID = {
    "ma_don": "TT-261207-0001",
    "so_giao_dich": "GD-1",
    "so_tien": 18_000_000,
    "tien_te": "VND",
    "trang_thai": "thanh_cong",
    "luc": "20261207120000",
}


def test_a_dossier_with_every_field_is_taken() -> None:
    assert portal_fields.faults_of_dossier(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"TrangThaiHoSo": "11"}, "TrangThaiHoSo: mã không có trong danh mục"),
        ({"NgayTiepNhan": "2026-12-07"}, "NgayTiepNhan: phải là yyyyMMddHHmmss"),
        ({"LoaiDoiTuong": 0}, "LoaiDoiTuong: phải là chữ"),
        ({"Them": "x"}, "Them: thừa"),
        ({"ChuHoSo": ""}, "ChuHoSo: thiếu"),
        ({"DanhSachLePhi": [{"TenPhiLePhi": "x"}]}, "DanhSachLePhi.Gia: thiếu"),
        ({"TaiLieuNop": {}}, "TaiLieuNop: không phải danh sách"),
    ],
)
def test_what_is_not_exactly_the_contract_is_refused_by_name(changes: dict[str, Any], fault: str) -> None:
    assert fault in portal_fields.faults_of_dossier({**GOOD, **changes})


def test_instants_are_fourteen_digits_of_a_vietnamese_clock() -> None:
    assert stamp(NOON) == "20261207120000"
    assert instant("20261207120000") == NOON
    assert stamp(None) == ""


def test_a_wrong_password_opens_no_session_and_no_service_works_without_one() -> None:
    portal = NationalPortal()
    bad = json.dumps({"username": "H88", "password": "x"}).encode()
    assert json.loads(portal.answer(Asked("POST", "/mapi/login", {}, bad)).data)["error_code"] == "403"
    asked = json.dumps({"service": "DongBoHoSoMC", "session": "", "data": [GOOD]}).encode()
    assert json.loads(portal.answer(Asked("POST", "/mapi/g", {}, asked)).data)["error_code"] == "401"


@pytest.mark.parametrize("field", sorted(SAID))
def test_a_notification_lacking_a_field_is_not_one(field: str) -> None:
    with pytest.raises(payment.Malformed, match=field):
        payment.transaction({name: value for name, value in SAID.items() if name != field})


@pytest.mark.parametrize("amount", [True, -1, 1.5, "18000000", 10**16])
def test_an_amount_is_a_whole_number_of_dong(amount: Any) -> None:
    with pytest.raises(payment.Malformed, match="so_tien"):
        payment.transaction({**SAID, "so_tien": amount})


def test_the_payers_page_opens_only_as_it_was_signed() -> None:
    gateway = PaymentGateway(now=lambda: NOON)
    asked = payment.Asked("TT-1", 500_000, "Ho so 1", "http://127.0.0.1/ve")
    address = payment.pay_address("http://127.0.0.1:1", gateway.token, asked, NOON)
    path = address.removeprefix("http://127.0.0.1:1")
    assert gateway.answer(Asked("GET", path, {})).status == 200
    assert gateway.answer(Asked("GET", path.replace("500000", "5000"), {})).status == 403


def test_the_statement_is_only_for_who_has_the_token() -> None:
    gateway = PaymentGateway(now=lambda: NOON)
    gateway.pay("TT-1", 500_000)
    gateway.pay("TT-2", 500_000, payment.FAILED)
    assert gateway.answer(Asked("GET", "/sao-ke?ngay=2026-12-07", {})).status == 401
    said = gateway.answer(Asked("GET", "/sao-ke?ngay=2026-12-07", {"authorization": f"Bearer {gateway.token}"}))
    assert [row["ma_don"] for row in json.loads(said.data)["giao_dich"]] == ["TT-1"]


@pytest.mark.parametrize(
    "body",
    [
        {"loai": "khac"},
        {"loai": "thong_bao", "ref": "T-1", "so_tien": 1, "so_thong_bao": "TB"},
        {"loai": "da_nop", "ref": "", "so_tien": 1, "so_bien_lai": "B", "ngay_nop": "07/12/2026"},
        {"loai": "da_nop", "ref": "T-1", "so_tien": "1", "so_bien_lai": "B", "ngay_nop": "07/12/2026"},
        [],
    ],
)
def test_a_message_of_the_tax_office_follows_its_contract_or_is_refused(body: Any) -> None:
    with pytest.raises(tax.Malformed):
        tax.message(body)
