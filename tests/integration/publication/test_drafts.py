"""A draft from submission to decision, on both databases: four eyes, once only, nothing half-written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.organisation import accounts
from engine.organisation.actors import Actor, Role
from engine.organisation.posts import installed
from engine.platform.audit.models import audit
from engine.platform.db import transaction
from engine.platform.errors import AppError, Conflict, Invalid, Missing, Refused
from engine.platform.time import local_day
from engine.procedures import catalogue, store
from engine.procedures.models import blob, draft, procedure_version
from engine.procedures.sources import DIAGRAM, Sources, from_library
from engine.publication import drafts, queries
from engine.publication.inspection import inspect
from engine.publication.staffing import unstaffed

ROOT = Path(__file__).resolve().parents[3]
KEY = "dang-ky-khai-sinh"
BIRTH = from_library(ROOT, KEY)
RENAMED = Sources({**BIRTH.files, DIAGRAM: BIRTH.bpmn.replace("Đăng ký khai sinh".encode(), "Khai sinh mới".encode())})
WRONG = Sources({**BIRTH.files, DIAGRAM: BIRTH.bpmn.replace(b"cong_chuc_tu_phap_ho_tich", b"phu_thuy")})
DECISION = "12/QĐ-UBND"


def who(session: Session, login: str, now: datetime) -> Actor:
    return accounts.actor_named(session, login, now)


def submitted(session: Session, now: datetime, sources: Sources = BIRTH, login: str = "phantich") -> int:
    return drafts.submit(session, who(session, login, now), sources, inspect(sources), now)


def published(session: Session, draft_id: int, now: datetime, sources: Sources = BIRTH, **changes: Any) -> int:
    given = {"decision_number": DECISION, "effective_from": now, **changes}
    actor = who(session, "pheduyet", now)
    return drafts.publish_draft(session, actor, draft_id, inspect(sources), now=now, **given)


def status(session: Session, draft_id: int) -> str:
    return str(session.execute(select(draft.c.status).where(draft.c.id == draft_id)).scalar_one())


def test_what_an_analyst_submits_an_approver_publishes_and_it_is_in_force(demo_session: Session, now: datetime) -> None:
    draft_id = submitted(demo_session, now)
    assert status(demo_session, draft_id) == "ready"
    version_id = published(demo_session, draft_id, now)
    row = catalogue.version_in_force(demo_session, KEY, now)
    assert (row.version_id, row.number, row.decision_number) == (version_id, 1, DECISION)
    assert store.of_version(demo_session, version_id).files == BIRTH.files
    acts = demo_session.execute(
        select(audit.c.act, audit.c.actor).where(audit.c.subject_kind.in_(["draft", "version"]))
    )
    assert sorted(tuple(act) for act in acts) == [
        ("draft_published", "pheduyet"),
        ("draft_submitted", "phantich"),
        ("published", "pheduyet"),
    ]


def test_the_next_version_waits_for_its_day_and_the_catalogue_says_so(demo_session: Session, now: datetime) -> None:
    published(demo_session, submitted(demo_session, now), now)
    later = now + timedelta(days=10)
    published(demo_session, submitted(demo_session, now, RENAMED), now, RENAMED, effective_from=later)
    (entry,) = queries.entries(demo_session, now)
    assert (entry.state, entry.version.number, entry.coming and entry.coming.number) == ("effective", 1, 2)
    (entry,) = queries.entries(demo_session, later)
    assert (entry.version.number, entry.coming) == (2, None)
    assert [one.number for one in queries.versions(demo_session, KEY)] == [2, 1]


def test_a_first_version_to_come_is_upcoming_and_nobody_can_file_it_yet(demo_session: Session, now: datetime) -> None:
    published(demo_session, submitted(demo_session, now), now, effective_from=now + timedelta(days=1))
    (entry,) = queries.entries(demo_session, now)
    assert entry.state == "upcoming"
    with pytest.raises(Missing):
        catalogue.version_in_force(demo_session, KEY, now)


def test_whoever_drafted_does_not_publish_even_with_both_roles(demo_session: Session, now: datetime) -> None:
    both = replace(who(demo_session, "phantich", now), roles=frozenset({Role.ANALYST, Role.APPROVER}))
    draft_id = drafts.submit(demo_session, both, BIRTH, inspect(BIRTH), now)
    with pytest.raises(Refused) as refusal:
        drafts.publish_draft(demo_session, both, draft_id, inspect(BIRTH), DECISION, now, now)
    assert "tự duyệt" in refusal.value.what.vi
    with pytest.raises(Refused):
        drafts.reject(demo_session, both, draft_id, "x", now)


def test_an_analyst_cannot_publish_an_approver_cannot_submit_and_an_officer_sees_no_draft(
    demo_session: Session, now: datetime
) -> None:
    draft_id = submitted(demo_session, now)
    analyst, officer = who(demo_session, "phantich", now), who(demo_session, "anbinh.motcua", now)
    with pytest.raises(Refused):
        drafts.publish_draft(demo_session, analyst, draft_id, inspect(BIRTH), DECISION, now, now)
    with pytest.raises(Refused):
        submitted(demo_session, now, RENAMED, "pheduyet")
    with pytest.raises(Missing):
        drafts.reject(demo_session, officer, draft_id, "x", now)
    with pytest.raises(Missing):
        queries.draft_page(demo_session, officer, draft_id, now)
    assert queries.drafts(demo_session, officer) == ()


def test_findings_a_missing_decision_or_a_decided_draft_stop_publication(demo_session: Session, now: datetime) -> None:
    wrong = submitted(demo_session, now, WRONG)
    assert status(demo_session, wrong) == "findings"
    with pytest.raises(Invalid):
        published(demo_session, wrong, now, WRONG)
    right = submitted(demo_session, now)
    for number in ("  ", "x" * 121):
        with pytest.raises(Invalid) as error:
            published(demo_session, right, now, decision_number=number)
        assert error.value.where == "so_quyet_dinh"
    published(demo_session, right, now)
    with pytest.raises(Conflict):
        published(demo_session, right, now)


def test_a_draft_turned_down_keeps_the_reason_and_cannot_be_decided_again(demo_session: Session, now: datetime) -> None:
    draft_id, approver = submitted(demo_session, now), who(demo_session, "pheduyet", now)
    with pytest.raises(Invalid):
        drafts.reject(demo_session, approver, draft_id, "  ", now)
    drafts.reject(demo_session, approver, draft_id, "Thiếu thời hạn bước 2.", now)
    page = queries.draft_page(demo_session, who(demo_session, "phantich", now), draft_id, now)
    assert (page.row.status, page.reason, page.row.decided_by) == (
        "rejected",
        "Thiếu thời hạn bước 2.",
        approver.name,
    )
    with pytest.raises(Conflict):
        published(demo_session, draft_id, now)


def test_an_author_takes_a_draft_back_and_nobody_elses(demo_session: Session, now: datetime) -> None:
    draft_id, author = submitted(demo_session, now), who(demo_session, "phantich", now)
    with pytest.raises(Refused):
        drafts.withdraw(demo_session, replace(author, account_id=-1), draft_id, now)
    drafts.withdraw(demo_session, author, draft_id, now)
    assert status(demo_session, draft_id) == "withdrawn"
    assert [row.id for row in queries.drafts(demo_session, author, decided=True)] == [draft_id]


def test_the_same_files_sent_twice_are_one_draft_and_published_ones_are_none(
    demo_session: Session, now: datetime
) -> None:
    draft_id = submitted(demo_session, now)
    assert submitted(demo_session, now) == draft_id
    published(demo_session, draft_id, now)
    with pytest.raises(Conflict) as error:
        submitted(demo_session, now)
    assert "phiên bản 1" in error.value.what.vi


def test_an_inspection_of_other_files_is_never_believed(demo_session: Session, now: datetime) -> None:
    draft_id = submitted(demo_session, now, WRONG)
    with pytest.raises(ValueError, match="other files"):
        published(demo_session, draft_id, now, BIRTH)


@pytest.mark.parametrize("key", ["", "x" * 81])
def test_a_key_that_cannot_be_kept_is_refused_and_nothing_is_written(demo_db: Flask, now: datetime, key: str) -> None:
    inspected = inspect(BIRTH)
    keyless = replace(inspected, definition=replace(inspected.definition, key=key or None))
    with pytest.raises(AppError), transaction() as session:
        drafts.submit(session, who(session, "phantich", now), BIRTH, keyless, now)
    with transaction() as session:
        counts = [session.execute(select(func.count()).select_from(one)).scalar() for one in (draft, blob)]
        counts.append(session.execute(select(func.count()).select_from(procedure_version)).scalar())
    assert counts == [0, 0, 0]


def test_very_long_names_are_kept_shortened(demo_session: Session, now: datetime) -> None:
    inspected = inspect(BIRTH)
    named = replace(inspected, definition=replace(inspected.definition, name="Ă" * 3000))
    draft_id = drafts.submit(demo_session, who(demo_session, "phantich", now), BIRTH, named, now)
    approver = who(demo_session, "pheduyet", now)
    drafts.publish_draft(demo_session, approver, draft_id, named, DECISION, now, now)
    assert len(queries.entries(demo_session, now)[0].name) == 500


def test_the_catalogue_is_searched_by_words_without_accents_and_by_code(demo_session: Session, now: datetime) -> None:
    published(demo_session, submitted(demo_session, now), now)
    for words, count in (("khai sinh", 1), ("1.001193", 1), ("dat dai", 0), ("", 1)):
        assert len(queries.entries(demo_session, now, words=words)) == count
    with pytest.raises(Missing):
        queries.versions(demo_session, "khong-co")


@pytest.mark.parametrize("key", sorted(path.stem for path in (ROOT / "procedures_bpmn").glob("*.bpmn")))
def test_the_demo_province_can_staff_every_shipped_procedure(demo_session: Session, now: datetime, key: str) -> None:
    definition = inspect(from_library(ROOT, key)).definition
    assert unstaffed(demo_session, definition, installed(demo_session), local_day(now)) == []


def test_a_post_nobody_holds_and_a_kind_of_unit_nobody_has_are_notes(session: Session, now: datetime) -> None:
    definition = inspect(BIRTH).definition
    found = unstaffed(session, definition, installed(session), local_day(now))
    assert {one.code for one in found} == {"no_such_unit"}
    assert {one.severity for one in found} == {"warning"}


def test_a_post_left_empty_is_named_with_its_unit(demo_session: Session, now: datetime) -> None:
    changed = BIRTH.bpmn.replace(b'post="cong_chuc_tu_phap_ho_tich"', b'post="nhan_vien_ao"')
    words = installed(demo_session)
    posts = {**words.posts, "nhan_vien_ao": words.posts["van_thu"]}
    definition = inspect(Sources({**BIRTH.files, DIAGRAM: changed})).definition
    (found,) = unstaffed(demo_session, definition, replace(words, posts=posts), local_day(now))
    assert (found.code, found.element) == ("nobody_in_post", "kiem_tra")
    assert "An Bình" in found.message.vi
