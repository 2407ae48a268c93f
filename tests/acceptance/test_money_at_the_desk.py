"""Money at the counter and the bank: recorded with its receipt, claims compared; the books against the gateway."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.office import Office, text_of, token
from tests.support.paying import PAGE, Till, opened

LAND = "dang-ky-bien-dong-dat-dai"
BOOKS = "/he-thong/doi-soat/thanh-toan"
PROOF = {"so_bien_lai": "BL-77", "ngay_nop": "07/12/2026", "so_tien": "18.000.000"}


@pytest.fixture
def till(office: Office) -> Iterator[Till]:
    with opened(office) as one:
        yield one


def assessed(office: Office) -> int:
    """A land dossier with a tax notice of 18 million đồng."""
    dossier = office.person("anbinh.motcua").receive(LAND, "du")
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    notice = {"so_thong_bao": "TB-118", "ngay_thong_bao": "07/12/2026", "so_tien": "18.000.000"}
    office.person("thue.canbo").deliver(dossier, "cho_thue", **notice)
    return dossier


def press(office: Office, dossier: int, act: str, status: int = 303, **data: Any) -> Any:
    page = f"/ban-lam-viec/ho-so/{dossier}"
    return office.person("anbinh.motcua").press(page, f"{page}/{act}", data, status)


@pytest.mark.any_database
def test_a_clerk_records_what_was_paid_at_the_counter_and_the_dossier_goes_on(till: Till) -> None:
    office, dossier = till.office, assessed(till.office)
    line = till.amounts(dossier)["nvtc.TB-118"]
    press(office, dossier, "thu-tien", lines=[line.id], method="counter", receipt_no="AB/26P 0001234")
    paid = till.amounts(dossier)["nvtc.TB-118"]
    assert (paid.status, paid.method, paid.receipt_no) == ("paid", "counter", "AB/26P 0001234")
    assert office.row(dossier).clock_status == "running"
    page = text_of(office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert "Đã thu 18.000.000 đồng tại quầy, biên lai số AB/26P 0001234" in page
    again = press(office, dossier, "thu-tien", 409, lines=[line.id], method="counter", receipt_no="2")
    assert "đã được ghi nhận" in text_of(again)


def test_nothing_is_recorded_without_a_number_or_by_somebody_else(till: Till) -> None:
    office, dossier = till.office, assessed(till.office)
    line = till.amounts(dossier)["nvtc.TB-118"]
    press(office, dossier, "thu-tien", lines=[line.id], method="counter", receipt_no=" ")
    assert till.amounts(dossier)["nvtc.TB-118"].status == "due"
    land = office.person("sonnmt.dkdd.vienchuc")
    page = land.get(f"/ban-lam-viec/ho-so/{dossier}")
    assert "Ghi nhận đã thu" not in text_of(page)
    data = {"csrf_token": token(page), "lines": str(line.id), "method": "counter", "receipt_no": "1"}
    assert land.client.post(f"/ban-lam-viec/ho-so/{dossier}/thu-tien", data=data).status_code == 403


@pytest.mark.parametrize(("act", "status"), [("nhan", "paid"), ("tra-lai", "due")])
def test_a_receipt_the_applicant_sent_is_confirmed_or_sent_back(till: Till, act: str, status: str) -> None:
    office, dossier = till.office, assessed(till.office)
    client, wait = till.owner(dossier), office.open_waits(dossier)[0].id
    answer = client.post(f"{PAGE}/cho/{wait}", data={"csrf_token": token(client.get(PAGE)), **PROOF})
    assert answer.status_code == 303
    claim = till.amounts(dossier)["nvtc.TB-118"]
    assert (claim.status, claim.receipt_no) == ("claimed", "BL-77")
    assert office.row(dossier).clock_status == "running"
    assert "chờ cơ quan đối chiếu" in text_of(client.get(PAGE))
    press(office, dossier, f"chung-tu/{claim.id}/{act}", reason="Ngân hàng báo chưa có.")
    assert till.amounts(dossier)["nvtc.TB-118"].status == status


@pytest.mark.any_database
def test_planted_differences_are_found_and_nothing_else(till: Till) -> None:
    office = till.office
    orders = [till.pay(till.owner(assessed(office))) for _ in range(4)]
    plain, dropped, wrong, doubled = orders
    gateway = till.gateway
    for order, act in ((dropped, "drop"), (wrong, "differs"), (doubled, "double")):
        kept = [one for one in gateway.book if one.order != order]
        chosen = [one for one in gateway.book if one.order == order]
        gateway.book = [*kept, *chosen]
        gateway.notices(act)
    gateway.notices("extra")
    admin = office.person("quantri")
    admin.press(BOOKS, f"{BOOKS}/lam", {"day": "2026-12-07"})
    till.run_jobs()
    found = till.differences()
    strange = next(one.order for one in gateway.book if one.order.startswith("LA-"))
    wanted = [("missing_there", dropped), ("amount", wrong), ("doubled", doubled), ("missing_here", strange)]
    assert found == sorted(wanted)
    page = text_of(admin.get(BOOKS))
    assert "Cổng ghi hai lần" in page
    assert plain not in page
    gateway.book = [one for one in gateway.book if not one.order.startswith("LA-")]
    office.clock.forward(minutes=2)
    admin.press(BOOKS, f"{BOOKS}/lam", {"day": "2026-12-07"})
    till.run_jobs()
    assert till.differences() == sorted(wanted[:3])


def test_a_difference_is_settled_with_a_word_and_a_day_to_come_is_refused(till: Till) -> None:
    office = till.office
    till.gateway.notices("extra")
    admin = office.person("quantri")
    assert "Ngày này chưa đến" in text_of(admin.press(BOOKS, f"{BOOKS}/lam", {"day": "2027-01-01"}, 422))
    admin.press(BOOKS, f"{BOOKS}/lam", {"day": "2026-12-07"})
    till.run_jobs()
    action = f"{BOOKS}/1/xu-ly"
    assert "Ghi cách đã xử lý" in text_of(admin.press(BOOKS, action, {"note": " "}, 422))
    admin.press(BOOKS, action, {"note": "Đã chuyển trả theo lệnh 12."})
    assert till.differences() == []
    assert "Đã chuyển trả theo lệnh 12." in text_of(admin.get(BOOKS))
    office.person("anbinh.motcua").get(BOOKS, 403)


def test_a_gateway_that_gives_no_statement_is_named_and_asked_again(till: Till) -> None:
    admin = till.office.person("quantri")
    admin.press(BOOKS, f"{BOOKS}/lam", {"day": "2026-12-07"})
    till.gateway.behaviour = till.gateway.behaviours[1]
    till.run_jobs()
    assert "Chưa lấy được sao kê" in text_of(admin.get(BOOKS))
