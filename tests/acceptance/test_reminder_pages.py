"""The bell of the header and the page behind it: how many reminders are new, and where each leads."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from engine.dossiers.models import work_item
from engine.dossiers.reminders import operations
from engine.platform.db import reading, transaction
from tests.support.office import Office

KEY = "dang-ky-khai-sinh"


def bell(page: str) -> int | None:
    found = re.search(r'class="bell[^>]*>.*?<b>(\d+)\+?</b>', page, re.DOTALL)
    return int(found[1]) if found else None


def reminded(office: Office, number: int) -> None:
    """The machine looks when the open step of a dossier has just fallen due."""
    with office.app.app_context():
        with reading() as session:
            items = select(work_item.c.due_at).where(work_item.c.dossier_id == number, work_item.c.status == "open")
            due = session.execute(items).scalar_one()
        with transaction() as session:
            operations.look(session, due - timedelta(minutes=10))


def test_the_bell_counts_what_is_new_and_is_silent_once_it_was_seen(office: Office) -> None:
    number = office.person("anbinh.motcua").receive(KEY, "du")
    checker = office.person("anbinh.tphh")
    assert bell(checker.get("/ban-lam-viec/").get_data(as_text=True)) == 0
    reminded(office, number)

    page = checker.get("/ban-lam-viec/").get_data(as_text=True)
    assert bell(page) == 1
    listed = checker.get("/ban-lam-viec/nhac-viec").get_data(as_text=True)
    assert "Sắp đến hạn" in listed
    assert f"/ban-lam-viec/ho-so/{number}" in listed

    checker.press("/ban-lam-viec/nhac-viec", "/ban-lam-viec/nhac-viec/da-xem", {})
    assert bell(checker.get("/ban-lam-viec/").get_data(as_text=True)) == 0
    assert bell(office.person("anbinh.tphh2").get("/ban-lam-viec/").get_data(as_text=True)) == 1, "each reader's own"


def test_who_handles_no_dossiers_has_no_bell(office: Office) -> None:
    assert bell(office.person("quantri").get("/he-thong").get_data(as_text=True)) is None
