"""A dossier filed at the national portal becomes ours once; what the portal asks is answered; forgeries are not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from demo.dossiers import applications
from engine.connectors import signing
from engine.connectors.contrib.portal import LOOK_UP, PROCEDURE, PROCEDURES
from tests.support.national import National, opened
from tests.support.office import Office, text_of
from tests.support.paying import CALLBACK
from tests.support.paying import opened as gateway

BIRTH = "dang-ky-khai-sinh"
WHERE = "/api/doi-tac/portal/thong-bao"


@pytest.fixture
def national(office: Office) -> Iterator[National]:
    with opened(office) as one:
        yield one


def payload(national: National, **changes: Any) -> dict[str, Any]:
    """A citizen's birth registration as the portal sends it, with a file."""
    given = applications()[BIRTH]
    paper = national.portal.keep_file("giay-chung-sinh.pdf", b"%PDF-1.4\n%%EOF\n")
    said = {
        "MaTTHC": "1.001193",
        "TenTTHC": "Thủ tục đăng ký khai sinh",
        "ChuHoSo": given["applicant"]["ho_ten"],
        "LoaiDoiTuong": "0",
        "MaDoiTuong": given["applicant"]["so_dinh_danh"],
        "SoDienThoai": given["applicant"]["dien_thoai"],
        "ThongTinKhac": json.dumps({"to_khai": given["form"], "dia_chi": "Thôn Đông"}),
        "DonViXuLy": "H88.101",
        "TaiLieuNop": [
            {
                "TepDinhKemId": paper,
                "TenTepDinhKem": "giay-chung-sinh.pdf",
                "IsDeleted": "False",
                "MaThanhPhanHoSo": "",
                "DuongDanTaiTepTin": "",
            }
        ],
    }
    return {**said, **changes}


def ask(national: National, service: str, number: str, secret: str = CALLBACK, **one: str) -> Any:
    body = json.dumps({"service": service, "data": [one]}).encode()
    signed = signing.headers(secret, number, body, national.office.clock())
    return national.office.citizen().post(WHERE, data=body, headers=signed)


@pytest.mark.any_database
def test_a_dossier_of_the_portal_is_ours_once_with_its_file_and_goes_through_all_statuses(national: National) -> None:
    office = national.office
    held = national.portal.file(payload(national))
    back = national.portal.back
    assert back is not None
    notices = national.portal.notices()
    first, second = back.send_all(notices, twice=True)
    assert (first.status, second.status) == (200, 200)
    assert '"taken"' in first.said
    assert '"repeated"' in second.said
    (row,) = office.dossiers()
    assert (row.status, row.channel, row.code) == ("submitted", "online", None)
    national.run()
    desk = office.person("anbinh.motcua")
    assert "giay-chung-sinh.pdf" in text_of(desk.get(f"/ban-lam-viec/ho-so/{row.id}"))
    desk.finish(row.id, "tiep_nhan", "du")
    national.run()
    assert national.held(row.id)["SoBienNhan"] == office.row(row.id).code
    assert national.statuses(row.id) == ["1", "2"]
    assert held["MaHoSo"] == national.sync(row.id).portal_code
    assert "Đã báo Cổng" in text_of(desk.get(f"/ban-lam-viec/ho-so/{row.id}"))
    with gateway(office) as till:
        assert {one.status for one in till.amounts(row.id).values() if one.amount} == {"due"}
        till.pay(till.owner(row.id))
        assert {one.method for one in till.amounts(row.id).values() if one.amount} == {"online"}
        assert office.row(row.id).money_status == "paid"


def test_what_cannot_be_taken_says_what_is_wrong_and_leaves_nothing(national: National) -> None:
    for changes, said in (
        ({"MaDoiTuong": "123"}, "applicant.so_dinh_danh"),
        ({"MaTTHC": "9.999999"}, "MaTTHC"),
        ({"DonViXuLy": "khong-co"}, "DonViXuLy"),
        ({"ThongTinKhac": "{"}, "ThongTinKhac"),
    ):
        national.portal.file(payload(national, **changes))
        back = national.portal.back
        assert back is not None
        (sent,) = back.send_all(national.portal.notices())
        answer = json.loads(sent.said) if sent.said.endswith("}\n") else {"err_msg": sent.said}
        assert said in answer["err_msg"]
    assert national.office.dossiers() == []


def test_the_portal_asks_how_far_a_dossier_is_and_what_we_offer(national: National) -> None:
    dossier = national.office.person("anbinh.motcua").receive(BIRTH, "du")
    row = national.office.row(dossier)
    found = ask(national, LOOK_UP, "m1", MaHoSo=row.code).get_json()["result"][0]
    assert (found["TrangThaiHoSo"], found["NgayHenTra"]) == ("2", "20261207170000")
    assert row.applicant_name not in json.dumps(found, ensure_ascii=False)
    offered = ask(national, PROCEDURES, "m2", x="1").get_json()["result"]
    assert "1.001193" in {one["MATTHC"] for one in offered}
    sheet = ask(national, PROCEDURE, "m3", MaTTHC="1.001193").get_json()["result"][0]
    assert any(paper["GIAYTO"][0]["TENGIAYTO"] == "Giấy chứng sinh" for paper in sheet["THANHPHANHOSO"])
    assert ask(national, LOOK_UP, "m4", MaHoSo="khong-co").get_json()["error_code"] == "-1"
    assert ask(national, LOOK_UP, "m5", secret="khac", MaHoSo=row.code).status_code == 401
