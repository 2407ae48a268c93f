"""The fields of the portal's payloads, name by name, as its own check reads them; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_STAMP = re.compile(r"\d{14}")
_PLAIN = [
    "MaHoSo",
    "MaTTHC",
    "TenTTHC",
    "MaLinhVuc",
    "TenLinhVuc",
    "SoBienNhan",
    "ChuHoSo",
    "LoaiDoiTuong",
    "MaDoiTuong",
    "ThongTinKhac",
    "Email",
    "Fax",
    "SoDienThoai",
    "TrichYeuHoSo",
    "NgayTiepNhan",
    "NgayHenTra",
    "TrangThaiHoSo",
    "NgayTra",
    "ThongTinTra",
    "HinhThuc",
    "NgayKetThucXuLy",
    "DonViXuLy",
    "GhiChu",
]
_LISTS = {
    "TaiLieuNop": "TepDinhKemId TenTepDinhKem IsDeleted MaThanhPhanHoSo DuongDanTaiTepTin",
    "DanhSachLePhi": "TenPhiLePhi MaPhiLePhi HinhThucThu Gia LoaiPhiLePhi",
    "DanhSachTepDinhKemKhac": "TenGiayTo SoLuong LoaiGiayTo",
    "DanhSachHoSoBoSung": (
        "HoSoBoSungId NguoiYeuCauBoSung NoiDungBoSung NgayBoSung NguoiTiepNhanBoSung ThongTinTiepNhan "
        "NgayTiepNhanBoSung TrangThaiBoSung DanhSachGiayToBoSung DanhSachLePhiBoSung NgayHenTraTruoc NgayHenTraMoi"
    ),
    "DanhSachGiayToKetQua": "TenGiayTo MaThanhPhanHoSo GiayToId DuongDanTepTinKetQua",
}
_PROGRESS = [
    "MaHoSo",
    "NguoiXuLy",
    "ChucDanh",
    "ThoiDiemXuLy",
    "PhongBanXuLy",
    "NoiDungXuLy",
    "TrangThai",
    "NgayBatDau",
    "NgayKetThucTheoQuyDinh",
]
_MUST = [
    "MaHoSo",
    "MaTTHC",
    "TenTTHC",
    "MaLinhVuc",
    "TenLinhVuc",
    "SoBienNhan",
    "ChuHoSo",
    "MaDoiTuong",
    "NgayTiepNhan",
    "DonViXuLy",
]
_CODES: dict[str, Iterable[str]] = {
    "TrangThaiHoSo": [str(code) for code in range(1, 11)],
    "TrangThai": [str(code) for code in range(1, 11)],
    "LoaiDoiTuong": ("0", "1", "2"),
    "HinhThuc": ("1", "2", "3"),
    "HinhThucThu": ("1", "2", "4"),
    "LoaiPhiLePhi": ("1", "2"),
    "TrangThaiBoSung": ("0", "1"),
    "IsDeleted": ("True", "False"),
}

EMPTY: Mapping[str, Any] = {**dict.fromkeys(_PLAIN, ""), **{name: [] for name in _LISTS}}
"""A dossier with every field and no value."""


def faults_of_dossier(sent: Mapping[str, Any]) -> list[str]:
    """Everything wrong with a DongBoHoSoMC payload."""
    found = [*_exactly(sent, (*_PLAIN, *_LISTS)), *missing(sent, _MUST), *_values(sent, _PLAIN)]
    for name, fields in _LISTS.items():
        rows = sent.get(name)
        if not isinstance(rows, list):
            found.append(f"{name}: không phải danh sách")
            continue
        for row in rows:
            found += [f"{name}.{fault}" for fault in _row(row, fields.split())]
    return found


def faults_of_progress(sent: Mapping[str, Any]) -> list[str]:
    """Everything wrong with a CapNhatTienDoHoSoMC payload."""
    must = ("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai", "NgayBatDau")
    return [*_exactly(sent, _PROGRESS), *missing(sent, must), *_values(sent, _PROGRESS)]


def missing(sent: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The names without a value."""
    return [f"{name}: thiếu" for name in names if not sent.get(name)]


def _row(row: Any, fields: list[str]) -> list[str]:
    if not isinstance(row, Mapping):
        return ["không phải đối tượng"]
    plain = [name for name in fields if not name.startswith("DanhSach")]
    return [*_exactly(row, fields), *_values(row, plain)]


def _exactly(sent: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    wanted = set(names)
    return [
        *(f"{name}: thiếu" for name in sorted(wanted - set(sent))),
        *(f"{name}: thừa" for name in sorted(set(sent) - wanted)),
    ]


def _values(sent: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    checks: tuple[tuple[Callable[[str], bool], Callable[[str, str], bool], str], ...] = (
        (lambda name: True, lambda _, value: isinstance(value, str), "phải là chữ"),
        (_is_stamp, lambda _, value: not value or bool(_STAMP.fullmatch(value)), "phải là yyyyMMddHHmmss"),
        (lambda name: name in _CODES, lambda name, value: value in _CODES[name], "mã không có trong danh mục"),
        (lambda name: name == "Gia", lambda _, value: value.isdigit(), "phải là số nguyên đồng"),
    )
    found = []
    for name in names:
        value = sent.get(name, "")
        wrong = next((said for of, good, said in checks if of(name) and not good(name, value)), None)
        if wrong:
            found.append(f"{name}: {wrong}")
    return found


def _is_stamp(name: str) -> bool:
    return name.startswith("Ngay") or name == "ThoiDiemXuLy"
