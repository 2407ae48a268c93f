"""Receiving: a dossier begins when it is handed in, and is accepted by the outcome of its receiving step."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.documents import files
from engine.documents.store import FileStore
from engine.dossiers import fees, filing, rules, story
from engine.dossiers.applicant import identity
from engine.dossiers.author import Author
from engine.dossiers.authorship import as_author
from engine.dossiers.carry import Line, carry
from engine.dossiers.clockwork import note
from engine.dossiers.dossier import open_dossier
from engine.dossiers.errors import AlreadyReceived, Incomplete
from engine.dossiers.fees import Amount
from engine.dossiers.filing import Checked, Filing
from engine.dossiers.models import checklist_entry, dossier, form_submission, payment
from engine.dossiers.names import QUANTITY, dossier_names, quantity_of
from engine.dossiers.operations import steps
from engine.dossiers.options import unit_options
from engine.dossiers.portal_sync import enrolment
from engine.dossiers.queries import work
from engine.dossiers.status import Status
from engine.organisation import policy, resolution, units
from engine.organisation.actors import Actor
from engine.organisation.assigning import Unresolved
from engine.organisation.policy import Act, CounterFacts
from engine.platform.db import space_of
from engine.platform.errors import Invalid
from engine.platform.rows import insert_row
from engine.platform.search import search_key
from engine.platform.time import local_day
from engine.procedures import catalogue, versions
from engine.procedures.catalogue import CatalogueRow
from engine.procedures.versions import Version
from engine.spiff.acts import Start
from engine.text import Text

_REFERENCE_BYTES = 8

SUBMITTED = Text("Nộp hồ sơ", "Dossier submitted")


@dataclass(frozen=True)
class AtCounter:
    """What the clerk decides on the reception page: the outcome of the receiving step and its form."""

    outcome: str | None
    values: Mapping[str, Any] = field(default_factory=dict)


def receive(
    session: Session,
    file_store: FileStore,
    actor: Actor,
    key: str,
    counter_unit_id: int,
    filed: Filing,
    decision: AtCounter,
    now: datetime,
    once: str = "",
) -> int:
    """Take a dossier in at a counter and decide on it at once: accept, ask for a supplement or refuse.

    ``once`` names the page it was typed on: however often that page is sent, it makes one dossier.
    Returns the dossier's id. Raises ``Incomplete`` with every mistake of the page, or ``AlreadyReceived`` for a page
    sent again; nothing is written then.
    """
    policy.require(actor, Act.RECEIVE, CounterFacts(counter_unit_id))
    holding = next((held for held in actor.holdings if held.unit_id == counter_unit_id), None)
    author = as_author(actor, holding)
    reference = reference_of(actor, once)
    accepting = accepts_at_once(session, key, decision, now)
    dossier_id = submit(session, file_store, key, counter_unit_id, filed, author, now, reference, accepting=accepting)
    item = work.receiving_item(session, dossier_id)
    if item is not None:
        steps.complete(session, file_store, actor, item.id, decision.outcome, decision.values, (), now, part="step")
    return dossier_id


def accepts_at_once(session: Session, key: str, decision: AtCounter, now: datetime) -> bool:
    """Whether the clerk's decision accepts the dossier on the reception page itself."""
    version = versions.load(session, catalogue.version_in_force(session, key, now).version_id)
    first = rules.first_step(version.definition)
    return first is not None and rules.accepts(first, rules.outcome_of(first, decision.outcome))


def reference_of(actor: Actor, once: str) -> str | None:
    """The reference of the dossier a page makes; bound to the person, so that nobody can name another's."""
    if not once:
        return None
    return sha256(f"{actor.account_id}:{once}".encode()).hexdigest()[: 2 * _REFERENCE_BYTES]


def received_before(session: Session, error: AlreadyReceived) -> tuple[int, bool]:
    """The dossier that a page sent again had made, and whether it was accepted."""
    asked = select(dossier.c.id, dossier.c.code).where(dossier.c.reference == error.reference)
    found = session.execute(asked).one()
    return int(found.id), found.code is not None


def submit(
    session: Session,
    file_store: FileStore | None,
    key: str,
    receiving_unit_id: int,
    filed: Filing,
    author: Author,
    now: datetime,
    reference: str | None = None,
    *,
    accepting: bool = False,
    parent_id: int | None = None,
    portal_code: str | None = None,
) -> int:
    """Begin a dossier on the version of ``key`` in force now; it is submitted, not yet accepted.

    ``parent_id`` is the dossier it is a part of; nothing is uploaded with it, ``file_store`` is None.
    ``accepting`` says that it is about to be accepted, so that every required paper must be there. ``portal_code`` is
    the code of a dossier that was filed at the national portal.
    """
    row = catalogue.version_in_force(session, key, now)
    version = versions.load(session, row.version_id)
    tree = units.tree_on(session, local_day(now))
    receiving = tree.authority_of(receiving_unit_id) or tree.get(receiving_unit_id)
    if receiving is None:
        raise Invalid(Text("Đơn vị tiếp nhận không còn hoạt động.", "The receiving unit no longer exists."))
    names = {"ho_so": {"channel": filed.channel, "receiving_unit": receiving.name, "received": now}}
    checked = filing.check(version, filed, names, unit_options(session, now), now)
    if accepting:
        filing.require_papers(checked, filed)
    resolving_id = _resolving(session, version, receiving.id, checked, now)
    dossier_id = _insert(session, row, filed, checked, receiving.id, resolving_id, now, reference, parent_id)
    if parent_id is None:
        enrolment.begin(session, dossier_id, row.key, now, portal_code)
    _keep_papers(session, file_store, dossier_id, version, filed, checked, author, now)
    ho_so = dossier_names(session, dossier_id, now)
    due = fees.amounts(version, {"don": checked.application, "ho_so": {**names["ho_so"], **ho_so}}, now)
    _keep_fees(session, dossier_id, due)
    variables = {"don": dict(checked.routing), "ho_so": ho_so, "phi": {one.fee.id: one.value for one in due}}
    note(session, dossier_id, "submitted", author, now, rule="R6")
    started = replace(open_dossier(session, dossier_id), ledger_changed=True)
    line = Line("submitted", SUBMITTED, detail={"procedure": key, "version": version.id, "channel": filed.channel})
    carry(session, started, Start(variables=variables), line, author, now)
    for amount in due:
        if amount.explained:
            story.tell(session, dossier_id, "fee", amount.explained, author, now, public=False)
    return dossier_id


def _resolving(session: Session, version: Version, receiving: int, checked: Checked, now: datetime) -> int:
    rule = version.definition.competent or "receiving"
    value = checked.application.get(rule.removeprefix("address:").removeprefix("don."))
    found = resolution.resolving_unit(session, rule, receiving, now, value)
    if isinstance(found, Unresolved):
        raise Incomplete({"form.": found.message})
    return found.id


def _insert(
    session: Session,
    row: CatalogueRow,
    filed: Filing,
    checked: Checked,
    receiving_id: int,
    resolving_id: int,
    now: datetime,
    reference: str | None,
    parent_id: int | None = None,
) -> int:
    applicant = checked.applicant
    try:
        return insert_row(
            session,
            dossier,
            reference=reference or secrets.token_hex(_REFERENCE_BYTES),
            look_up_key=secrets.token_urlsafe(18),
            version_id=row.version_id,
            procedure_key=row.key,
            procedure_name=row.name,
            case_id=checked.case_id,
            channel=filed.channel,
            space=space_of(session),
            parent_id=parent_id,
            applicant={**applicant, QUANTITY: quantity_of(checked.application)},
            applicant_name=applicant["ho_ten"],
            search=search_key(f"{applicant['ho_ten']} {identity(applicant)} {row.name}"),
            receiving_unit_id=receiving_id,
            resolving_unit_id=resolving_id,
            status=Status.SUBMITTED,
            clock_status="not_started",
            money_status="none",
            stage="",
            submitted_at=now,
        )
    except IntegrityError:
        if reference is None:
            raise
        raise AlreadyReceived(reference) from None


def _keep_papers(
    session: Session,
    file_store: FileStore | None,
    dossier_id: int,
    version: Version,
    filed: Filing,
    checked: Checked,
    author: Author,
    now: datetime,
) -> None:
    if version.application_form is not None:
        session.execute(
            form_submission.insert().values(
                dossier_id=dossier_id,
                element="don",
                form=version.application_form.name,
                values=dict(checked.application),
                author=author.name,
                at=now,
            )
        )
    for paper in checked.papers:
        session.execute(
            checklist_entry.insert().values(
                dossier_id=dossier_id,
                document_id=paper.id,
                name=paper.name,
                mode=paper.mode,
                originals=paper.originals,
                copies=paper.copies,
                received=paper.id in (filed.received_papers or ()),
            )
        )
    if file_store is not None:
        for upload in filed.uploads:
            files.add(session, file_store, dossier_id, upload, author.name, now)


def _keep_fees(session: Session, dossier_id: int, due: Sequence[Amount]) -> None:
    for amount in due:
        session.execute(
            payment.insert().values(
                dossier_id=dossier_id,
                fee_id=amount.fee.id,
                name=amount.fee.name,
                amount=amount.value or 0,
                basis=amount.fee.basis,
                collect=amount.fee.collect,
                status="unknown" if amount.value is None else "due" if amount.value else "none",
            )
        )
