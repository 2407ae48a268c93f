"""The national portal is kept informed in order, exactly once, whatever is down; its list of statuses, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from engine.connectors.contrib.portal import stamp
from engine.connectors.emulators.office import Behaviour
from engine.dossiers.portal_sync.codes import BY_CODE
from engine.platform.db import db
from tests.support.national import National, opened
from tests.support.office import Office

BIRTH = "dang-ky-khai-sinh"
LAND = "dang-ky-bien-dong-dat-dai"
NOTICE = {"so_thong_bao": "TB-118", "ngay_thong_bao": "07/12/2026", "so_tien": "18.000.000"}


@pytest.fixture
def national(office: Office) -> Iterator[National]:
    with opened(office) as one:
        yield one


def accepted(office: Office) -> int:
    return office.person("anbinh.motcua").receive(BIRTH, "du")


def refused(office: Office) -> int:
    return office.person("anbinh.motcua").receive(BIRTH, "tu_choi", **{"buoc.ly_do": "Sai thẩm quyền."})


def in_hand(office: Office) -> int:
    dossier = accepted(office)
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    return dossier


def supplement(office: Office) -> int:
    dossier = accepted(office)
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "bo_sung", ly_do="Thiếu giấy chứng sinh.")
    return dossier


def payment(office: Office) -> int:
    dossier = office.person("anbinh.motcua").receive(LAND, "du")
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    office.person("thue.canbo").deliver(dossier, "cho_thue", **NOTICE)
    return dossier


def withdrawn(office: Office) -> int:
    dossier = accepted(office)
    page, action = f"/ban-lam-viec/ho-so/{dossier}", f"/ban-lam-viec/ho-so/{dossier}/dung"
    office.person("anbinh.motcua").press(page, action, {"ly_do": "Khai nhầm."})
    return dossier


def closed(office: Office) -> int:
    dossier = supplement(office)
    office.clock.set(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))
    office.run_jobs()
    return dossier


def resolved(office: Office) -> int:
    dossier = in_hand(office)
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(dossier, "dong_dau", "phat_hanh")
    return dossier


def returned(office: Office) -> int:
    dossier = resolved(office)
    given = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Nguyễn Văn Phúc"}
    office.person("anbinh.motcua").finish(dossier, "tra_ket_qua", "da_tra", **given)
    return dossier


ROWS: list[tuple[int, Callable[[Office], int], list[str]]] = [
    (2, accepted, ["1", "2"]),
    (3, refused, ["1", "3"]),
    (4, in_hand, ["1", "2", "4"]),
    (5, supplement, ["1", "2", "5"]),
    (6, payment, ["1", "2", "4", "4", "6"]),
    (7, withdrawn, ["1", "2", "7"]),
    (9, resolved, ["1", "2", "4", "4", "9"]),
    (10, returned, ["1", "2", "4", "4", "9", "10"]),
    (8, closed, ["1", "2", "5", "8"]),
]


def test_each_row_of_the_national_list(national: National) -> None:
    national.include()
    for code, story, told in ROWS:
        dossier = story(national.office)
        national.run()
        row, held = national.office.row(dossier), national.held(dossier)
        assert (code, national.statuses(dossier)) == (code, told)
        assert held["TrangThaiHoSo"] == str(code)
        assert row.status == BY_CODE[code].status
        assert row.clock_status in BY_CODE[code].clocks
        assert national.sync(dossier).status == "synced"


def test_a_dossier_nobody_includes_leaves_nothing(national: National) -> None:
    national.include(LAND)
    dossier = accepted(national.office)
    assert (national.sync(dossier), national.events(dossier), national.run()) == (None, [], 0)


@pytest.mark.any_database
def test_a_day_without_the_portal_loses_nothing_and_is_told_in_order(national: National) -> None:
    national.include()
    national.portal.behaviour = Behaviour.DOWN
    dossier = resolved(national.office)
    national.run()
    assert (national.sync(dossier).status, national.portal.dossiers) == ("behind", {})
    national.office.clock.forward(hours=8)
    national.run()
    national.portal.behaviour = Behaviour.LOSE
    national.office.clock.forward(hours=8)
    national.run()
    national.portal.behaviour = Behaviour.GOOD
    national.office.clock.forward(hours=8)
    national.run()
    assert national.sync(dossier).status == "synced"
    assert national.statuses(dossier) == ["1", "2", "4", "4", "9"]
    assert max(national.portal.times.values()) > 1


def test_what_the_portal_holds_is_the_dossier_and_a_stranger_sees_only_how_far_it_is(national: National) -> None:
    national.include()
    dossier = supplement(national.office)
    wait = national.office.open_waits(dossier)[0]
    national.office.clock.forward(hours=30)
    national.office.person("anbinh.motcua").deliver(dossier, wait.element, noi_dung="Đã nộp giấy chứng sinh.")
    national.run()
    row, held = national.office.row(dossier), national.held(dossier)
    assert (held["SoBienNhan"], held["MaTTHC"], held["LoaiDoiTuong"]) == (row.code, "1.001193", "0")
    assert (held["ChuHoSo"], held["HinhThuc"]) == ("Nguyễn Văn Phúc", "1")
    assert held["NgayTiepNhan"] == "20261207090000"
    (asked,) = held["DanhSachHoSoBoSung"]
    assert (asked["NoiDungBoSung"], asked["TrangThaiBoSung"]) == ("Thiếu giấy chứng sinh.", "1")
    assert (asked["NgayHenTraTruoc"], asked["NgayHenTraMoi"]) == ("20261207170000", "20261208170000")
    seen = national.look_up(held["MaHoSo"])["result"][0]
    assert (seen["TrangThaiHoSo"], len(seen["TienDo"])) == ("4", 4)
    assert "Nguyễn Văn Phúc" not in str(seen)


def test_an_ended_log_in_is_made_anew(national: National) -> None:
    national.include()
    first = accepted(national.office)
    national.run()
    national.portal.notices("forget")
    national.office.person("anbinh.tphh").finish(first, "kiem_tra", "dat")
    national.run()
    assert national.sync(first).status == "synced"


def test_a_new_promise_is_told_with_its_date(national: National) -> None:
    national.include()
    office = national.office
    dossier = office.person("anbinh.motcua").receive("mien-giam-hoc-phi", "du")
    page = f"/giay/ho-so/{dossier}/xin-loi"
    new = {"hen_lai": "2026-12-30", "ly_do": "Chờ xác minh ở trường cũ.", "viec": "ky"}
    office.person("anbinh.chutich").press(page, page, new)
    national.run()
    due = office.row(dossier).due_at
    assert national.held(dossier)["NgayHenTra"] == stamp(due)
    assert national.statuses(dossier)[-1] == national.statuses(dossier)[-2]


def test_a_step_asks_the_database_nothing_more_where_no_portal_is_used(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(BIRTH, "du")
    said: list[str] = []
    with office.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    about = [one for one in said if "portal_" in one or "dossier_sync" in one]
    assert len(said) > len(about)
    assert all("trail_seq" in one for one in about)
