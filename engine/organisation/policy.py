"""Who may do what: the only module that decides rights. Whatever no rule below allows is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from engine.organisation.actors import Actor, Holding, Role
from engine.platform.errors import Missing, Refused
from engine.text import Text

ONE_STOP = "one_stop"


class Act(Enum):
    """Everything the program asks permission for."""

    SEE_DOSSIER = "see_dossier"
    DO_WORK = "do_work"
    ASSIGN_WORK = "assign_work"
    RECEIVE = "receive"
    DELIVER = "deliver"
    WITHDRAW = "withdraw"
    TAKE_PAYMENT = "take_payment"
    SETTLE_INCIDENT = "settle_incident"
    DRAFT_APOLOGY = "draft_apology"
    SIGN_APOLOGY = "sign_apology"
    VOID_PAPER = "void_paper"
    KEEP_REGISTER = "keep_register"
    SEE_REPORTS = "see_reports"
    SEE_DRAFT = "see_draft"
    EDIT_DRAFT = "edit_draft"
    RUN_TRIAL = "run_trial"
    PUBLISH = "publish"
    ADMINISTER = "administer"
    READ_AUDIT = "read_audit"


@dataclass(frozen=True)
class DossierFacts:
    """What the policy needs of a dossier.

    ``involved``: receiving unit, resolving unit, every unit that ever had a work item.
    ``desks``: one-stop units of the receiving authority.
    """

    involved: frozenset[int]
    desks: frozenset[int] = frozenset()


@dataclass(frozen=True)
class WorkFacts:
    """A work item: the unit it was resolved to, the post with its alternatives, and its dossier."""

    unit_id: int
    posts: frozenset[str]
    dossier: DossierFacts


@dataclass(frozen=True)
class WaitFacts:
    """What a dossier waits for; for kind ``agency`` the unit asked (or a partner) and the unit that asked."""

    kind: str
    dossier: DossierFacts
    asked: frozenset[int] = frozenset()
    asking: int | None = None


@dataclass(frozen=True)
class SigningFacts:
    """A letter of the resolving authority about a dossier."""

    resolving: int
    dossier: DossierFacts


@dataclass(frozen=True)
class CounterFacts:
    """The one-stop unit at whose counter somebody wants to receive."""

    unit_id: int


@dataclass(frozen=True)
class DraftFacts:
    """A draft procedure: the accounts that wrote it (whoever drafts does not publish alone)."""

    authors: frozenset[int] = field(default=frozenset())


@dataclass(frozen=True)
class TrialFacts:
    """A trial of a working copy: its number; it lives in a database of its own."""

    trial_id: int


Rule = Callable[[Actor, Any], bool]


def may(actor: Actor, act: Act, subject: Any = None) -> bool:
    """Whether this person may do this today."""
    rule = _RULES.get(act)
    return rule is not None and rule(actor, subject)


def require(actor: Actor, act: Act, subject: Any = None) -> None:
    """Return if allowed; else raise Missing if the subject is none of their business, Refused if they may see it."""
    if may(actor, act, subject):
        return
    dossier = subject if isinstance(subject, DossierFacts) else getattr(subject, "dossier", None)
    if isinstance(dossier, DossierFacts) and not may(actor, Act.SEE_DOSSIER, dossier):
        raise no_such_dossier()
    raise Refused(
        Text("Ông/bà không có quyền thực hiện việc này.", "You may not do this."),
        Text(
            "Việc này thuộc chức danh hoặc vai trò khác; hãy liên hệ người phụ trách.",
            "It belongs to another post or role; ask the person in charge.",
        ),
    )


def no_such_dossier() -> Missing:
    """The one answer for a dossier that does not exist and for one that is none of the asker's business."""
    return Missing(
        Text("Không tìm thấy hồ sơ này.", "There is no such dossier."),
        Text("Kiểm tra lại mã hồ sơ hoặc đường dẫn.", "Check the dossier code or the address."),
    )


def works_on_dossiers(roles: Collection[str]) -> bool:
    """Whether posts count at all for an account: officers do, but whoever writes procedures never sees dossiers."""
    return Role.OFFICER in roles and Role.ANALYST not in roles


def working_as(actor: Actor, work: WorkFacts) -> Holding | None:
    """Return the post in which the actor may do a work item, one's own before a delegated one."""
    return actor.holding(work.unit_id, work.posts) if works_on_dossiers(actor.roles) else None


def stand_in(analyst: Actor, trial: TrialFacts, holding: Holding, person_id: int, leads: frozenset[int]) -> Actor:
    """Let whoever may run trials act in any post, as an officer of a trial and of nothing else.

    The answer must be used with sessions of that trial's database only; history names the analyst and the holder of
    the post ("thay …").
    """
    require(analyst, Act.RUN_TRIAL, trial)
    return Actor(
        account_id=analyst.account_id,
        person_id=person_id,
        name=analyst.name,
        username=analyst.username,
        roles=frozenset({Role.OFFICER}),
        holdings=(holding,),
        leads=leads,
    )


def visible_units(actor: Actor) -> frozenset[int] | None:
    """Return the units whose dossiers the actor may see (None = all): the very rule lists must filter by."""
    if actor.has(Role.AUDITOR):
        return None
    return actor.unit_ids | actor.leads if works_on_dossiers(actor.roles) else frozenset()


def _sees(actor: Actor, dossier: DossierFacts) -> bool:
    units = visible_units(actor)
    return units is None or not units.isdisjoint(dossier.involved)


def _does(actor: Actor, work: WorkFacts) -> bool:
    return working_as(actor, work) is not None


def _assigns(actor: Actor, work: WorkFacts) -> bool:
    return works_on_dossiers(actor.roles) and work.unit_id in actor.leads


def _at_counter(actor: Actor, counter: CounterFacts) -> bool:
    return _at_one_stop(actor, {counter.unit_id})


def _at_desk_of(actor: Actor, dossier: DossierFacts) -> bool:
    return _at_one_stop(actor, dossier.desks)


def _at_one_stop(actor: Actor, units: Collection[int]) -> bool:
    return works_on_dossiers(actor.roles) and any(
        h.unit_id in units and h.unit_kind == ONE_STOP for h in actor.holdings
    )


def _delivers(actor: Actor, wait: WaitFacts) -> bool:
    if wait.kind != "agency":
        return _at_desk_of(actor, wait.dossier)
    units = wait.asked if wait.asking is None else wait.asked | {wait.asking}
    return works_on_dossiers(actor.roles) and not actor.unit_ids.isdisjoint(units)


def _settles(actor: Actor, dossier: DossierFacts) -> bool:
    leads = works_on_dossiers(actor.roles) and not actor.leads.isdisjoint(dossier.involved)
    return leads or actor.has(Role.SYSTEM_ADMIN)


def _works_on(actor: Actor, dossier: DossierFacts) -> bool:
    return works_on_dossiers(actor.roles) and not (actor.unit_ids | actor.leads).isdisjoint(dossier.involved)


def _signs(actor: Actor, letter: SigningFacts) -> bool:
    return works_on_dossiers(actor.roles) and letter.resolving in actor.leads


def _desk_or_leader(actor: Actor, dossier: DossierFacts) -> bool:
    leads = works_on_dossiers(actor.roles) and not actor.leads.isdisjoint(dossier.involved)
    return leads or _at_desk_of(actor, dossier)


def _publishes(actor: Actor, draft: DraftFacts) -> bool:
    return actor.has(Role.APPROVER) and actor.account_id not in draft.authors


def _role(*roles: Role) -> Rule:
    return lambda actor, _: any(actor.has(role) for role in roles)


_RULES: dict[Act, Rule] = {
    Act.SEE_DOSSIER: _sees,
    Act.DO_WORK: _does,
    Act.ASSIGN_WORK: _assigns,
    Act.RECEIVE: _at_counter,
    Act.DELIVER: _delivers,
    Act.WITHDRAW: _at_desk_of,
    Act.TAKE_PAYMENT: _at_desk_of,
    Act.SETTLE_INCIDENT: _settles,
    Act.DRAFT_APOLOGY: _works_on,
    Act.SIGN_APOLOGY: _signs,
    Act.VOID_PAPER: _desk_or_leader,
    Act.KEEP_REGISTER: lambda actor, unit: _desk_or_leader(actor, unit) or actor.has(Role.AUDITOR),
    Act.SEE_REPORTS: lambda actor, _: visible_units(actor) != frozenset(),
    Act.SEE_DRAFT: _role(Role.ANALYST, Role.APPROVER, Role.AUDITOR),
    Act.EDIT_DRAFT: _role(Role.ANALYST),
    Act.RUN_TRIAL: _role(Role.ANALYST),
    Act.PUBLISH: _publishes,
    Act.ADMINISTER: _role(Role.SYSTEM_ADMIN),
    Act.READ_AUDIT: _role(Role.AUDITOR),
}
