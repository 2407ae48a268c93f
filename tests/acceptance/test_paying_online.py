"""A fee is paid online: one press, the gateway's page, a signed notification, a receipt; every way it can go wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.office import Office, text_of
from tests.support.paying import PAGE, Till, opened

KEY = "dang-ky-khai-sinh"
LAND = "dang-ky-bien-dong-dat-dai"


@pytest.fixture
def till(office: Office) -> Iterator[Till]:
    with opened(office) as one:
        yield one


def due(till: Till) -> int:
    """A dossier whose last fee is due with the result, which is ready."""
    office = till.office
    dossier = office.person("anbinh.motcua").receive(LAND, "du")
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    notice = {"so_thong_bao": "TB-118", "ngay_thong_bao": "07/12/2026", "so_tien": "18.000.000"}
    office.person("thue.canbo").deliver(dossier, "cho_thue", **notice)
    return dossier


@pytest.mark.any_database
def test_a_notice_of_dues_is_paid_online_and_the_dossier_goes_on_by_itself(till: Till) -> None:
    dossier = due(till)
    client = till.owner(dossier)
    assert "Nghĩa vụ tài chính theo Thông báo số TB-118" in text_of(client.get(PAGE))
    assert till.office.row(dossier).clock_status == "stopped"
    order = till.pay(client)

    row = till.order(order)
    assert (row.status, row.amount, row.receipt_no) == ("paid", 18_000_000, "BLDT-2026-000001")
    page = text_of(client.get(f"{PAGE}/thanh-toan/{order}"))
    assert "BLDT-2026-000001" in page
    assert "18.000.000 đ" in page
    assert till.office.row(dossier).clock_status == "running"
    assert till.office.open_waits(dossier) == []
    assert [one.element for one in till.office.open_steps(dossier)] == ["cap_nhat"]
    paid = till.amounts(dossier)
    assert (paid["nvtc.TB-118"].status, paid["nvtc.TB-118"].method) == ("paid", "online")
    assert paid["le_phi_cap_giay"].status == "due"
    desk = text_of(till.office.person("sonnmt.dkdd.vienchuc").get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert "Đã thu 18.000.000 đồng trực tuyến, biên lai số BLDT-2026-000001" in desk


def test_a_notification_has_one_effect_however_often_it_comes(till: Till) -> None:
    dossier = due(till)
    order = till.pay(till.owner(dossier), notify="twice")
    assert ["duplicate" in one.said for one in till.gateway.sent] == [False, True]
    assert till.order(order).receipt_no == "BLDT-2026-000001"
    story = text_of(till.owner(dossier).get(PAGE))
    assert story.count("Đã thu 18.000.000 đồng") == 1


def test_a_wrong_amount_and_a_forged_signature_pay_nothing_until_the_gateway_is_asked(till: Till) -> None:
    for notify, answer in (("amount", '"wrong_amount"'), ("forged", "signature")):
        dossier = due(till)
        order = till.pay(till.owner(dossier), notify=notify)
        assert answer in till.gateway.sent[-1].said
        assert (till.order(order).status, till.office.row(dossier).status) == ("waiting", "payment")
        till.office.clock.forward(minutes=3)
        till.run_jobs()
        assert (till.order(order).status, till.office.row(dossier).status) == ("paid", "processing")


def test_a_silent_gateway_is_asked_and_a_late_notification_changes_nothing_more(till: Till) -> None:
    dossier = due(till)
    client = till.owner(dossier)
    order = till.pay(client, notify="late")
    assert "Chờ cổng thanh toán xác nhận" in text_of(client.get(f"{PAGE}/thanh-toan/{order}"))
    till.office.clock.forward(minutes=3)
    till.run_jobs()
    assert till.order(order).status == "paid"
    late = till.gateway.back.send_all(till.gateway.notices()) if till.gateway.back else []
    assert [(one.status, '"again"' in one.said) for one in late] == [(200, True)]
    assert till.order(order).receipt_no == "BLDT-2026-000001"


def test_a_refused_or_cancelled_payment_can_be_made_again(till: Till) -> None:
    dossier = due(till)
    client = till.owner(dossier)
    orders = []
    for button, status in (("refuse", "failed"), ("cancel", "cancelled"), ("pay", "paid")):
        orders.append(till.pay(client, button))
        assert till.order(orders[-1]).status == status
    assert len(set(orders)) == 3
    assert "Chưa trừ tiền" in text_of(client.get(f"{PAGE}/thanh-toan/{orders[0]}"))


def test_setting_out_twice_is_one_order_and_an_address_changed_on_the_way_is_not_taken(till: Till) -> None:
    dossier = due(till)
    client = till.owner(dossier)
    first, second = till.set_out(client), till.set_out(client)
    assert first == second
    address = till.address(client, first).replace("so_tien=18000000", "so_tien=1")
    with pytest.raises(Exception, match="403"):
        till.press(address)


def test_money_for_what_was_paid_meanwhile_is_kept_apart_to_be_given_back(till: Till) -> None:
    dossier = due(till)
    client = till.owner(dossier)
    order = till.set_out(client)
    address = till.address(client, order)
    proof = {"so_bien_lai": "BL-77", "ngay_nop": "07/12/2026", "so_tien": "18.000.000"}
    till.office.person("anbinh.motcua").deliver(dossier, "cho_nop_tien", **proof)
    till.press(address)
    assert till.order(order).status == "surplus"
    assert till.amounts(dossier)["nvtc.TB-118"].method == "bank"
    assert "cần hoàn lại" in text_of(till.office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}"))


def test_nobody_pays_from_anothers_page_and_without_a_gateway_there_is_no_button(till: Till) -> None:
    dossier = due(till)
    other = till.office.person("anbinh.motcua").receive(KEY, "du")
    order = till.set_out(till.owner(dossier))
    assert till.owner(other).get(f"{PAGE}/thanh-toan/{order}").status_code == 404
    assert "Thanh toán trực tuyến" not in text_of(till.owner(other).get(PAGE))
