"""The tax leg by itself: slip, standstill, notice, proof, second appointment; and by hand when the system is down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from engine.connectors.emulators.emulator import Notice
from engine.connectors.emulators.office import Behaviour
from engine.connectors.models import connector_call
from engine.platform.db import reading
from tests.support.office import Office, text_of
from tests.support.paying import PAGE, into
from tests.support.paying import opened as gateway
from tests.support.taxing import KEY, Taxed, opened, publish_with_slip

WORTH = "18.000.000"


@pytest.fixture
def taxed(office: Office) -> Iterator[Taxed]:
    with opened(office) as one:
        publish_with_slip(office)
        yield one


def signed(taxed: Taxed) -> int:
    """A dossier whose slip the head of the land office has just signed."""
    office = taxed.office
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    office.clock.set(datetime(2026, 12, 9, 3, 0, tzinfo=UTC))
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    return dossier


@pytest.mark.any_database
def test_the_slip_leaves_the_notice_and_the_proof_arrive_and_the_second_appointment_is_counted(taxed: Taxed) -> None:
    office, dossier = taxed.office, signed(taxed)
    assert office.row(dossier).clock_status == "running"
    taxed.run()
    assert (office.row(dossier).clock_status, office.row(dossier).due_at) == ("stopped", None)
    office.clock.set(datetime(2026, 12, 10, 3, 0, tzinfo=UTC))
    assert ["applied" in said for said in taxed.send()] == [True]
    assert office.row(dossier).status == "payment"
    page = text_of(office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert "Nghĩa vụ tài chính theo Thông báo số TB-TAX-000001" in page
    office.clock.set(datetime(2026, 12, 16, 2, 0, tzinfo=UTC))
    assert ["applied" in said for said in taxed.send("paid")] == [True]
    row = office.row(dossier)
    assert (row.clock_status, row.status) == ("running", "processing")
    assert row.due_at == datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
    assert [met is not None for _, met, _ in row.due["appointments"]] == [True, False]
    assert [one.element for one in office.open_steps(dossier)] == ["cap_nhat"]


def test_messages_out_of_order_and_repeated_have_one_effect(taxed: Taxed) -> None:
    office, dossier = taxed.office, signed(taxed)
    taxed.run()
    (slip,) = taxed.tax.dues.values()
    slip.told = True
    assert ["early" in said for said in taxed.send("paid")] == [True]
    assert office.row(dossier).clock_status == "stopped"
    slip.told = False
    first, second = taxed.send(twice=True)
    assert ("applied" in first, "duplicate" in second) == (True, True)
    taxed.run()
    assert office.row(dossier).clock_status == "running"
    assert office.row(dossier).money_status == "due"
    story = text_of(office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert story.count("Đã nhận chứng từ thực hiện nghĩa vụ tài chính") == 1


def test_a_part_of_the_dues_proves_nothing_yet(taxed: Taxed) -> None:
    office, dossier = taxed.office, signed(taxed)
    taxed.run()
    taxed.send()
    (slip,) = taxed.tax.dues.values()
    back = into(office, "tax")
    assert "partial" in back.send(taxed.tax.proof(slip, slip.amount - 1)).said
    assert office.row(dossier).clock_status == "stopped"
    assert "applied" in back.send(taxed.tax.proof(slip)).said
    assert office.row(dossier).clock_status == "running"


def test_the_citizen_sees_where_to_pay_and_pays_at_the_gateway(taxed: Taxed) -> None:
    office, dossier = taxed.office, signed(taxed)
    taxed.run()
    taxed.send()
    with gateway(office) as till:
        client = till.owner(dossier)
        page = text_of(client.get(PAGE))
        assert "7111.1056789" in page
        assert "18.000.000 đ" in page
        till.pay(client)
        assert office.row(dossier).clock_status == "running"
    assert ["again" in said for said in taxed.send("paid")] == [True]


def test_with_the_tax_system_down_officers_do_it_by_hand_and_the_proof_still_comes(taxed: Taxed) -> None:
    office, dossier = taxed.office, signed(taxed)
    taxed.tax.behaviour = Behaviour.DOWN
    for _ in range(3):
        taxed.run()
        office.clock.forward(minutes=20)
    assert office.open_waits(dossier) == []
    with office.app.app_context(), reading() as session:
        call = session.execute(select(connector_call).where(connector_call.c.dossier_id == dossier)).one()
    page = f"/he-thong/ket-noi/goi/{call.id}"
    office.person("sonnmt.dkdd.giamdoc").press(page, f"{page}/nhap", {"kq.so_tiep_nhan": "CV-88/TTH"})
    assert office.row(dossier).clock_status == "stopped"
    notice = {"so_thong_bao": "TB-1", "ngay_thong_bao": "09/12/2026", "so_tien": WORTH}
    office.person("thue.canbo").deliver(dossier, "cho_thue", **notice)
    code = office.row(dossier).code
    body = {"loai": "da_nop", "ref": code, "so_bien_lai": "GNT-5", "ngay_nop": "09/12/2026", "so_tien": 18_000_000}
    assert "applied" in into(office, "tax").send(Notice("m-1", body)).said
    assert office.row(dossier).clock_status == "running"


def test_without_any_system_the_notice_and_the_receipt_are_recorded_at_the_desk(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    office.person("sonnmt.dkdd.vienchuc").finish(dossier, "tham_dinh", "dat")
    office.person("sonnmt.dkdd.giamdoc").finish(dossier, "ky_phieu_chuyen", "ky")
    notice = {"so_thong_bao": "TB-1", "ngay_thong_bao": "07/12/2026", "so_tien": WORTH}
    office.person("thue.canbo").deliver(dossier, "cho_thue", **notice)
    proof = {"so_bien_lai": "BL-9", "ngay_nop": "07/12/2026", "so_tien": WORTH}
    office.person("anbinh.motcua").deliver(dossier, "cho_nop_tien", **proof)
    assert office.row(dossier).clock_status == "running"
    assert office.row(dossier).money_status == "due"
