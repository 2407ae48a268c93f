"""Taking back a step, and messages that come twice or too early."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.dossiers import doctor
from engine.dossiers.dossier import open_dossier
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.models import wait, work_item_draft
from engine.dossiers.operations import messages, steps
from engine.dossiers.operations.messages import Arrival
from engine.organisation import accounts
from engine.platform import jobs
from engine.platform.db import transaction
from engine.platform.errors import Conflict
from tests.support.desk import NOW, Desk, open_items, opened


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made
        with transaction() as session:
            assert doctor.examine(session, made.files) == []


def test_a_step_just_finished_can_be_taken_back_with_what_was_typed(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    desk.finish("anbinh.tphh", dossier, "dat", so_dang_ky="125/2026")
    desk.recall("anbinh.tphh", dossier)
    with transaction() as session:
        item = open_items(session, dossier)[0]
        draft = session.execute(select(work_item_draft).where(work_item_draft.c.work_item_id == item.id)).one()
    assert item.element == "kiem_tra"
    assert draft._mapping["values"]["so_dang_ky"] == "125/2026"
    desk.finish("anbinh.tphh", dossier, "dat", so_dang_ky="126/2026")


def test_a_step_cannot_be_taken_back_once_the_next_person_acted(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    desk.finish("anbinh.tphh", dossier, "dat")
    desk.finish("anbinh.chutich", dossier, "ky")
    with pytest.raises(Conflict):
        desk.recall("anbinh.tphh", dossier)


def test_a_step_cannot_be_taken_back_once_the_next_person_took_the_work(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    desk.finish("anbinh.tphh", dossier, "dat")
    with transaction() as session:
        item = open_items(session, dossier)[0]
        steps.claim(session, accounts.actor_named(session, "anbinh.chutich", NOW), item.id, NOW)
    with pytest.raises(Conflict):
        desk.recall("anbinh.tphh", dossier)


def test_a_supplement_slip_that_went_out_is_not_recalled(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    desk.finish("anbinh.tphh", dossier, "bo_sung", ly_do="Thiếu giấy.")
    with pytest.raises(Conflict):
        desk.recall("anbinh.tphh", dossier)


def test_nobody_takes_back_the_step_of_somebody_else(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-khai-sinh")
    desk.finish("anbinh.tphh", dossier, "dat")
    with pytest.raises(Conflict):
        desk.recall("anbinh.tphh2", dossier)


def arrive(dossier: int, element: str, key: str) -> Arrival:
    with transaction() as session:
        return messages.arrive(session, dossier, element, key, {"so_tien": 18000000}, "Thuế", NOW)


def test_a_message_repeated_by_its_sender_is_taken_once(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-bien-dong-dat-dai")
    desk.finish("sonnmt.dkdd.vienchuc", dossier, "dat")
    desk.finish("sonnmt.dkdd.giamdoc", dossier, "ky")
    assert arrive(dossier, "cho_thue", "TB-1") is Arrival.DELIVERED
    assert arrive(dossier, "cho_thue", "TB-1") is Arrival.DUPLICATE
    with transaction() as session:
        assert session.execute(select(wait.c.element).where(wait.c.status == "open")).scalars().all() == [
            "cho_nop_tien"
        ]


def test_an_early_message_is_kept_until_it_is_awaited(desk: Desk) -> None:
    dossier = desk.receive("dang-ky-bien-dong-dat-dai")
    assert arrive(dossier, "cho_thue", "TB-1") is Arrival.EARLY
    desk.finish("sonnmt.dkdd.vienchuc", dossier, "dat")
    desk.finish("sonnmt.dkdd.giamdoc", dossier, "ky")
    jobs.run_until_idle(lambda: NOW, HANDLERS)
    with transaction() as session:
        assert open_dossier(session, dossier).row.status == "payment"
