"""A small procedure with a decision table beside it, from its files to a dossier: every expression is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.dossiers.filing import Filing
from engine.dossiers.models import checklist_entry, dossier, history, payment
from engine.dossiers.operations import reception
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform.db import transaction
from engine.publication.library import publish_file
from tests.support import copies
from tests.support.desk import NOW, Desk, open_items, opened

CLERK = "anbinh.motcua"
WHO = {"loai": "citizen", "ho_ten": "NGUYỄN VĂN AN", "so_dinh_danh": "001204012345", "dien_thoai": "0912345678"}
FIRM = {"loai": "organisation", "ho_ten": "CÔNG TY MẪU", "ma_so": "0100109106", "dien_thoai": "0912345678"}


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    """The demo office with the procedure published from its files."""
    diagram = copies.write(tmp_path / "library")
    with opened(new_database("office"), tmp_path) as made:
        with transaction() as session:
            done = publish_file(
                session,
                diagram,
                drafted_by="Người khai",
                approved_by="Người duyệt",
                decision_number="1/QĐ",
                effective_from=NOW - timedelta(days=1),
                now=NOW,
            )
        assert done.version_id, done.inspection.findings
        yield made


def receive(desk: Desk, who: dict[str, str] = WHO, **don: Any) -> int:
    with transaction() as session:
        clerk = accounts.actor_named(session, CLERK, NOW)
        unit = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
        filed = Filing(who, {name: str(value) for name, value in don.items()})
        return reception.receive(session, desk.files, clerk, copies.KEY, unit, filed, AtCounter("du"), NOW)


def rows(table: Any, dossier_id: int) -> list[Any]:
    with transaction() as session:
        return list(session.execute(select(table).where(table.c.dossier_id == dossier_id).order_by(*table.primary_key)))


def lines(dossier_id: int, act: str) -> list[tuple[str | None, str, bool]]:
    return [(row.element, row.said[0], row.public) for row in rows(history, dossier_id) if row.act == act]


def row_of(dossier_id: int) -> Any:
    with transaction() as session:
        return session.execute(select(dossier).where(dossier.c.id == dossier_id)).one()


def next_step(dossier_id: int) -> str:
    with transaction() as session:
        return str(open_items(session, dossier_id)[0].element)


@pytest.mark.parametrize(
    ("don", "step", "rules"),
    [
        (
            {"so_luong": 2, "doi_tuong": "thuong", "do_kho": 1},
            "ky",
            "“Mức phí”, dòng 1 (đến 5 bản); “Xếp loại”, dòng 3",
        ),
        ({"so_luong": 30, "do_kho": 1}, "kiem_tra", "“Mức phí”, dòng 2 (trên 5 bản); “Xếp loại”, dòng 2"),
        (
            {"so_luong": 30, "doi_tuong": "ho_ngheo", "do_kho": 1},
            "ky",
            "“Mức phí”, dòng 2 (trên 5 bản); “Xếp loại”, dòng 1",
        ),
        ({"so_luong": 1, "do_kho": 4}, "kiem_tra", "“Mức phí”, dòng 1 (đến 5 bản); “Xếp loại”, dòng 3"),
    ],
)
def test_a_rule_task_decides_the_way_and_the_history_says_by_which_rules(
    desk: Desk, don: dict[str, Any], step: str, rules: str
) -> None:
    made = receive(desk, **don)
    assert next_step(made) == step
    assert lines(made, "decided") == [("phan_loai", f"Theo bảng quyết định {rules}.", False)]
    assert lines(made, "warning") == []


def test_a_condition_without_an_answer_counts_as_false_and_the_history_says_so(desk: Desk) -> None:
    made = receive(desk, so_luong=1)
    assert next_step(made) == "ky"
    warned = lines(made, "warning")
    assert [(element, public) for element, _, public in warned] == [("re_loai", False)] * len(warned)
    assert "không cho ra đúng hay sai, được coi là sai" in warned[-1][1]


def test_fees_come_from_the_table_the_formula_and_the_exemptions_with_their_reasons(desk: Desk) -> None:
    poor = receive(desk, so_luong=6, doi_tuong="ho_ngheo", do_kho=2)
    assert {row.fee_id: (row.amount, row.status) for row in rows(payment, poor)} == {
        "phi": (0, "none"),
        "in": (3000, "paid"),
    }
    assert "Phí sao y: 0 đồng. Được miễn theo quy định." in [said for _, said, _ in lines(poor, "fee")]
    other = receive(desk, so_luong=6, do_kho=0)
    assert {row.fee_id: row.amount for row in rows(payment, other)} == {"phi": 12000, "in": 0}
    assert lines(other, "fee")[0] == (
        None,
        "Phí sao y: 12.000 đồng. Theo bảng quyết định “Mức phí”, dòng 2 (trên 5 bản).",
        False,
    )


def test_an_exemption_that_cannot_be_decided_is_not_granted_and_the_history_says_why(desk: Desk) -> None:
    made = receive(desk, so_luong=2)
    assert {row.fee_id: row.amount for row in rows(payment, made)} == {"phi": 10000, "in": 1000}
    said = [said for _, said, _ in lines(made, "fee") if said.startswith("Tiền in")]
    assert len(said) == 1
    assert said[0].startswith("Tiền in: 1.000 đồng. Tính theo nội dung tờ khai. ")
    assert said[0] != "Tiền in: 1.000 đồng. Tính theo nội dung tờ khai. "


@pytest.mark.parametrize(("don", "case"), [({"so_luong": 5}, "it"), ({"so_luong": 6}, "nhieu")])
def test_the_case_follows_from_the_application(desk: Desk, don: dict[str, Any], case: str) -> None:
    assert row_of(receive(desk, **don)).case_id == case


def test_the_papers_follow_from_the_application_and_the_applicant(desk: Desk) -> None:
    papers = {
        name: {row.document_id for row in rows(checklist_entry, made)}
        for name, made in {
            "one": receive(desk, so_luong=1),
            "poor": receive(desk, so_luong=1, doi_tuong="ho_ngheo"),
            "firm": receive(desk, FIRM, so_luong=1),
            "firm, many": receive(desk, FIRM, so_luong=9),
        }.items()
    }
    assert papers == {
        "one": {"ban_chinh"},
        "poor": {"ban_chinh", "giay_ho_ngheo"},
        "firm": {"ban_chinh"},
        "firm, many": {"ban_chinh", "giay_gioi_thieu"},
    }


def test_the_term_follows_from_the_quantity_and_stays_so(desk: Desk) -> None:
    """Accepted on a Monday morning with a week without holidays ahead: working days are calendar days."""
    few, many = receive(desk, so_luong=5, do_kho=1), receive(desk, so_luong=6, do_kho=1)
    poor = receive(desk, so_luong=6, doi_tuong="ho_ngheo", do_kho=1)
    days = {one: (row_of(one).due_at - NOW).days for one in (few, many, poor)}
    assert days == {few: 2, many: 4, poor: 2}
    desk.finish("anbinh.chutich", many, "ky")
    assert (row_of(many).due_at - NOW).days == 4
