"""Apologising for a result that will be late: drafted by whoever works on it, signed once by the authority's leader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine import clock
from engine.clock import Assessment
from engine.documents.printing import roles
from engine.documents.printing.models import DRAFT, ISSUED, issued_paper
from engine.dossiers import clockwork, facts, settle, story
from engine.dossiers.author import Author
from engine.dossiers.authorship import as_author
from engine.dossiers.dossier import Dossier, open_dossier
from engine.dossiers.holding import hold
from engine.dossiers.models import clock_event
from engine.dossiers.models import dossier as table
from engine.dossiers.papers import lateness, letters, numbering, words
from engine.dossiers.papers.gathering import Occasion
from engine.dossiers.papers.issuing import issuing_units
from engine.dossiers.papers.lateness import Promise
from engine.dossiers.portal_sync import noting
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act, SigningFacts
from engine.organisation.posts import all_posts
from engine.platform.errors import Conflict, Invalid
from engine.platform.time import local_day
from engine.text import Text

LATE_LINE = "Văn bản này được gửi muộn hơn quy định (chậm nhất một ngày làm việc trước ngày hẹn trả)."


@dataclass(frozen=True)
class Letter:
    """What somebody typed: the new day, and the reason the applicant will read."""

    new_day: date | None
    reason: str


@dataclass(frozen=True)
class Apology:
    """What the dossier page needs: the draft (or the issued letter), a first wording, and what this reader may do."""

    draft: Row[Any] | None
    issued: Row[Any] | None
    cause: str
    last_day: date
    late: bool
    may_draft: bool
    may_sign: bool
    new_day: date | None = None
    reason: str = ""


def standing(session: Session, actor: Actor, dossier: Dossier, now: datetime) -> Apology | None:
    """Whether an apology may be made for a dossier; None where there is no date to be sorry for."""
    assessed = _running(session, dossier, now)
    if assessed is None or assessed.due is None:
        return None
    seen = facts.of_dossier(session, dossier.row, now)
    last_day = lateness.last_day(assessed.timeline.calendar, assessed.due)
    letters_of = {row.status: row for row in _letters(session, dossier.id)}
    return Apology(
        draft=letters_of.get(DRAFT),
        issued=letters_of.get(ISSUED),
        cause=lateness.cause(session, dossier, assessed, now),
        last_day=last_day,
        late=local_day(now) > last_day,
        may_draft=policy.may(actor, Act.DRAFT_APOLOGY, seen),
        may_sign=policy.may(actor, Act.SIGN_APOLOGY, SigningFacts(dossier.row.resolving_unit_id, seen)),
        new_day=lateness.new_day(assessed, now),
        reason=lateness.reason(assessed, now),
    )


def draft(session: Session, actor: Actor, dossier_id: int, letter: Letter, now: datetime) -> int:
    """Write the letter for signature; returns the paper's row. A draft there already is replaced.

    Raises ``Conflict`` when a letter has been signed before (once only), ``Invalid`` for a day or reason that lacks.
    """
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    policy.require(actor, Act.DRAFT_APOLOGY, facts.of_dossier(session, dossier.row, now))
    author = as_author(actor)
    occasion, _, _ = _occasion(session, dossier, letter, author, now)
    said = letters.apology(occasion)
    before = next((row for row in _letters(session, dossier_id) if row.status == DRAFT), None)
    if before is None:
        units = issuing_units(occasion, roles.APOLOGY)
        return numbering.put(session, roles.APOLOGY, units, said, author, now, dossier_id=dossier_id, draft=True)
    changed = {"fields": said, "hash": numbering.fingerprint(said), "issued_at": now, "issued_by": author.name}
    session.execute(issued_paper.update().where(issued_paper.c.id == before.id).values(**changed))
    numbering.note(session, before.id, "paper_drafted", author, now, role=roles.APOLOGY.code, dossier=dossier_id)
    return int(before.id)


def sign(session: Session, actor: Actor, dossier_id: int, letter: Letter, now: datetime) -> Promise:
    """Sign the letter: it gets its number, the date moves when the letter is in time, and the applicant is told."""
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    seen = facts.of_dossier(session, dossier.row, now)
    policy.require(actor, Act.SIGN_APOLOGY, SigningFacts(dossier.row.resolving_unit_id, seen))
    author = _as_leader(actor, dossier.row.resolving_unit_id)
    occasion, assessed, promised = _occasion(session, dossier, letter, author, now)
    said = {**letters.apology(occasion), "nguoi_ky": author.name, "chuc_vu_ky": _post(session, author)}
    waiting = next((row for row in _letters(session, dossier_id) if row.status == DRAFT), None)
    if waiting is not None:
        numbering.number_draft(session, waiting, roles.APOLOGY, said, author, now)
    else:
        units = issuing_units(occasion, roles.APOLOGY)
        numbering.put(session, roles.APOLOGY, units, said, author, now, dossier_id=dossier_id)
    if not promised.late:
        _move(session, dossier, assessed, promised, letter.reason, author, now)
    _tell(session, dossier, promised, letter.reason, author, now)
    return promised


def discard(session: Session, actor: Actor, dossier_id: int, now: datetime) -> None:
    """Throw the draft away; it had no number."""
    hold(session, dossier_id)
    dossier = open_dossier(session, dossier_id)
    policy.require(actor, Act.DRAFT_APOLOGY, facts.of_dossier(session, dossier.row, now))
    for row in _letters(session, dossier_id):
        if row.status == DRAFT:
            session.execute(issued_paper.delete().where(issued_paper.c.id == row.id))
            numbering.note(session, row.id, "paper_discarded", as_author(actor), now, dossier=dossier_id)


def _occasion(
    session: Session, dossier: Dossier, letter: Letter, author: Author, now: datetime
) -> tuple[Occasion, Assessment, Promise]:
    assessed = _running(session, dossier, now)
    _refuse_second(session, dossier.id)
    if assessed is None or assessed.due is None:
        raise Conflict(
            Text(
                "Hồ sơ không có ngày hẹn trả đang chạy (chưa tiếp nhận, đang tạm dừng hoặc đã xong).",
                "No due date is running: not accepted yet, stopped, or done.",
            ),
            Text("Mở lại hồ sơ để xem đồng hồ.", "Open the dossier to see its clock."),
        )
    _require_complete(letter)
    assert letter.new_day is not None
    promised = lateness.promise(assessed.timeline.calendar, assessed.due, letter.new_day, now)
    extra = {
        "hen_lai": words.moment(promised.at),
        "nguyen_nhan": lateness.cause(session, dossier, assessed, now),
        "xin_loi_muon": LATE_LINE if promised.late else "",
        "ngay_hen_lai": letter.new_day.isoformat(),
    }
    occasion = Occasion(session, dossier.row, dossier.version, author, now, letter.reason.strip(), extra)
    return occasion, assessed, promised


def _running(session: Session, dossier: Dossier, now: datetime) -> Assessment | None:
    row = dossier.row
    if row.accepted_at is None or row.ended_at is not None or row.done_at is not None:
        return None
    return clockwork.assess(session, row, dossier.version, now)


def _require_complete(letter: Letter) -> None:
    if letter.new_day is None:
        raise Invalid(
            Text("Chưa chọn ngày hẹn lại.", "The new date is missing."),
            Text("Chọn ngày sẽ trả kết quả.", "Choose the day the result will be ready."),
            where="hen_lai",
        )
    if not letter.reason.strip():
        raise Invalid(
            Text("Chưa ghi lý do chậm trả kết quả.", "The reason for the delay is missing."),
            Text("Ghi lý do để người nộp hiểu vì sao phải chờ.", "Say why, so that the applicant understands."),
            where="ly_do",
        )


def _refuse_second(session: Session, dossier_id: int) -> None:
    """Rule C15: the date is promised anew at most once."""
    for row in _letters(session, dossier_id):
        if row.status == ISSUED:
            when = words.short(row.issued_at)
            raise Conflict(
                Text(
                    f"Hồ sơ đã được xin lỗi và hẹn lại một lần: {row.issued_by} ký số {row.label} lúc {when}. "
                    "Mỗi hồ sơ chỉ được hẹn lại một lần.",
                    f"An apology was made before: {row.issued_by} signed no. {row.label} at {when}. "
                    "A result may be promised anew once only.",
                ),
                Text("Hoàn thành hồ sơ theo ngày đã hẹn lại.", "Finish the dossier by the date already promised."),
            )


def _move(
    session: Session,
    dossier: Dossier,
    assessed: Assessment,
    promised: Promise,
    reason: str,
    author: Author,
    now: datetime,
) -> None:
    said = Text(reason.strip(), reason.strip())
    event = clock.ClockEvent("extended", now, rule="C15", reason=said, author=author.name, new_due=promised.at)
    timeline = assessed.timeline
    refused = clock.refusal(timeline.term, clockwork.ledger(session, dossier.id), event, timeline.calendar)
    if refused is not None:
        raise Conflict(refused)
    session.execute(
        clock_event.insert().values(
            dossier_id=dossier.id,
            kind="extended",
            at=now,
            rule="C15",
            reason=list(said),
            author=author.name,
            ref="",
            new_due=promised.at,
        )
    )
    columns = settle.clock_columns(session, replace(dossier, ledger_changed=True), now)
    session.execute(table.update().where(table.c.id == dossier.id).values(**columns))


def _tell(session: Session, dossier: Dossier, promised: Promise, reason: str, author: Author, now: datetime) -> None:
    at = words.short(promised.at)
    said = Text(f"Xin lỗi và hẹn lại ngày trả kết quả: {at}", f"Apology; the result is now promised for {at}")
    noting.note_change(session, dossier.id, said, author, now)
    story.tell(session, dossier.id, "extended", said, author, now, note=reason.strip()[:2000])


def _letters(session: Session, dossier_id: int) -> list[Row[Any]]:
    query = select(issued_paper).where(
        issued_paper.c.dossier_id == dossier_id, issued_paper.c.role == roles.APOLOGY.code
    )
    return list(session.execute(query.order_by(issued_paper.c.id)))


def _as_leader(actor: Actor, unit_id: int) -> Author:
    """The actor in the post of leadership at the resolving authority, where they hold one."""
    held = [one for one in actor.holdings if one.leads]
    chosen = next((one for one in held if one.unit_id == unit_id), next(iter(held), None))
    return as_author(actor, chosen)


def _post(session: Session, author: Author) -> str:
    known = all_posts(session).get(author.post or "")
    return known.name.vi.upper() if known else "THỦ TRƯỞNG ĐƠN VỊ"
