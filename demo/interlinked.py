"""Interlinked dossiers of the demonstration: one expected, one sent on, one with a child, one to be corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from demo.dossiers import accepting_outcome, applications, papers_of
from engine.connectors.emulators.emulator import Emulator
from engine.connectors.emulators.office import Behaviour
from engine.connectors.models import connector_call
from engine.documents.store import FileStore
from engine.dossiers.filing import Filing
from engine.dossiers.models import work_item
from engine.dossiers.operations import calls, reception, steps
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform.db import transaction

BIRTH, DEATH = "lien-thong-khai-sinh", "lien-thong-khai-tu"
CORRECT = "Ngày sinh không khớp với Giấy chứng sinh điện tử; đề nghị kiểm tra lại số đăng ký."
TAKES_ITS_TIME = frozenset({"police", "insurance"})
_SIGNED: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("anbinh.tphh", "tham_tra", "dat", {"so_dang_ky": "125/2026"}),
    ("anbinh.chutich", "ky_cap", "ky", {}),
)


def begin(files: FileStore, now: datetime) -> list[int]:
    """Hand them in and carry them to where they stand; returns the ids of the dossiers."""
    expected = _receive(files, BIRTH, "thuong", now)
    sent = signed(files, BIRTH, "thuong", now)
    with_child = signed(files, DEATH, None, now)
    to_correct = signed(files, BIRTH, "thuong", now)
    _ask_to_correct(to_correct, now)
    return [expected, sent, with_child, to_correct]


def take_their_time(emulators: Iterable[Emulator]) -> None:
    """The agencies that need days in life take requests first and answer later."""
    for one in emulators:
        if one.code in TAKES_ITS_TIME:
            one.behaviour = Behaviour.LATE


def _receive(files: FileStore, key: str, case: str | None, now: datetime) -> int:
    given = applications()[key]
    with transaction() as session:
        clerk = accounts.actor_named(session, given["counter"], now)
        desk = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
        papers = papers_of(session, key, now)
        filed = Filing(given["applicant"], given["form"], case_id=case, received_papers=papers)
        decision = AtCounter(accepting_outcome(session, key, now))
        return reception.receive(session, files, clerk, key, desk, filed, decision, now)


def signed(files: FileStore, key: str, case: str | None, now: datetime) -> int:
    """Receive a dossier and let the commune verify and sign it: the other agencies are next."""
    dossier_id = _receive(files, key, case, now)
    for login, element, outcome, values in _SIGNED:
        with transaction() as session:
            person = accounts.actor_named(session, login, now)
            open_here = select(work_item.c.id).where(
                work_item.c.dossier_id == dossier_id, work_item.c.element == element, work_item.c.status == "open"
            )
            item = session.execute(open_here).scalar_one()
            steps.complete(session, files, person, item, outcome, values, (), now)
    return dossier_id


def _ask_to_correct(dossier_id: int, now: datetime) -> None:
    """The ministry has looked at the entry and asks for a correction."""
    with transaction() as session:
        mine = select(connector_call).where(connector_call.c.dossier_id == dossier_id)
        call = session.execute(mine).one()
        calls.refused(session, call, "bo_sung", CORRECT, calls.as_partner(session, call.partner), now)
