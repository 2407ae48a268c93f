"""The policy as a table: who may do what, and that everything else is refused.

The library of a small town: a town hall (1) with a desk (2) and a reading room (3); another town's desk (9).
"""

from __future__ import annotations

from typing import Any

import pytest

from engine.organisation.actors import Actor, Holding, Role
from engine.organisation.policy import (
    Act,
    CounterFacts,
    DossierFacts,
    DraftFacts,
    SigningFacts,
    WaitFacts,
    WorkFacts,
    may,
    require,
    visible_units,
    working_as,
)
from engine.platform.errors import Missing, Refused

HALL, DESK, ROOM, TAX, OTHER_DESK = 1, 2, 3, 7, 9
CARD = DossierFacts(involved=frozenset({HALL, ROOM}), desks=frozenset({DESK}))
OPEN_STEP = WorkFacts(ROOM, frozenset({"reader", "deputy_reader"}), CARD)


def person(*roles: Role, holdings: tuple[Holding, ...] = (), leads: frozenset[int] = frozenset()) -> Actor:
    return Actor(5, 6, "A Person", "person", frozenset(roles), holdings, leads)


def held(unit: int, post: str, kind: str = "room", on_behalf_of: int | None = None) -> tuple[Holding, ...]:
    return (Holding(unit, kind, "unit", post, on_behalf_of),)


PEOPLE = {
    "reader": person(Role.OFFICER, holdings=held(ROOM, "reader")),
    "deputy": person(Role.OFFICER, holdings=held(ROOM, "deputy_reader")),
    "stand-in": person(Role.OFFICER, holdings=held(ROOM, "reader", on_behalf_of=77)),
    "porter of the room": person(Role.OFFICER, holdings=held(ROOM, "porter")),
    "clerk": person(Role.OFFICER, holdings=held(DESK, "clerk", "one_stop")),
    "clerk elsewhere": person(Role.OFFICER, holdings=held(OTHER_DESK, "clerk", "one_stop")),
    "mayor": person(Role.OFFICER, holdings=held(HALL, "lanh_dao"), leads=frozenset({HALL, DESK, ROOM})),
    "tax officer": person(Role.OFFICER, holdings=held(TAX, "tax")),
    "reader without the role": person(holdings=held(ROOM, "reader"), leads=frozenset({ROOM})),
    "reader who is analyst": person(Role.OFFICER, Role.ANALYST, holdings=held(ROOM, "reader")),
    "analyst": person(Role.ANALYST),
    "approver": person(Role.APPROVER),
    "auditor": person(Role.AUDITOR),
    "administrator": person(Role.SYSTEM_ADMIN),
    "nobody": person(),
}
SUPPLEMENT = WaitFacts("supplement", CARD)
TAX_WAIT = WaitFacts("agency", CARD, asked=frozenset({TAX}), asking=ROOM)

ALLOWED: list[tuple[Act, Any, set[str]]] = [
    (
        Act.SEE_DOSSIER,
        CARD,
        {"reader", "deputy", "stand-in", "porter of the room", "mayor", "auditor"},
    ),
    (Act.DO_WORK, OPEN_STEP, {"reader", "deputy", "stand-in"}),
    (Act.ASSIGN_WORK, OPEN_STEP, {"mayor"}),
    (Act.RECEIVE, CounterFacts(DESK), {"clerk"}),
    (Act.RECEIVE, CounterFacts(ROOM), set()),
    (Act.DELIVER, SUPPLEMENT, {"clerk"}),
    (Act.DELIVER, WaitFacts("payment", CARD), {"clerk"}),
    (Act.DELIVER, WaitFacts("confirmation", CARD), {"clerk"}),
    (Act.DELIVER, TAX_WAIT, {"tax officer", "reader", "deputy", "stand-in", "porter of the room"}),
    (Act.WITHDRAW, CARD, {"clerk"}),
    (Act.TAKE_PAYMENT, CARD, {"clerk"}),
    (Act.SETTLE_INCIDENT, CARD, {"mayor", "administrator"}),
    (Act.DRAFT_APOLOGY, CARD, {"reader", "deputy", "stand-in", "porter of the room", "mayor"}),
    (Act.SIGN_APOLOGY, SigningFacts(HALL, CARD), {"mayor"}),
    (Act.VOID_PAPER, CARD, {"clerk", "mayor"}),
    (Act.KEEP_REGISTER, CARD, {"clerk", "mayor", "auditor"}),
    (
        Act.SEE_REPORTS,
        None,
        {
            "reader",
            "deputy",
            "stand-in",
            "porter of the room",
            "clerk",
            "clerk elsewhere",
            "mayor",
            "tax officer",
            "auditor",
        },
    ),
    (Act.SEE_DRAFT, None, {"analyst", "reader who is analyst", "approver", "auditor"}),
    (Act.EDIT_DRAFT, None, {"analyst", "reader who is analyst"}),
    (Act.RUN_TRIAL, None, {"analyst", "reader who is analyst"}),
    (Act.PUBLISH, DraftFacts(frozenset({99})), {"approver"}),
    (Act.PUBLISH, DraftFacts(frozenset({5})), set()),
    (Act.ADMINISTER, None, {"administrator"}),
    (Act.READ_AUDIT, None, {"auditor"}),
]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("act", "subject", "allowed"), ALLOWED, ids=lambda value: getattr(value, "value", None))
def test_exactly_these_people_may(act: Act, subject: Any, allowed: set[str], who: str) -> None:
    assert may(PEOPLE[who], act, subject) == (who in allowed)


def test_the_table_covers_every_act() -> None:
    assert {act for act, _, _ in ALLOWED} == set(Act)


def test_whoever_drafts_does_not_publish_even_with_both_roles() -> None:
    both = person(Role.ANALYST, Role.APPROVER)
    assert not may(both, Act.PUBLISH, DraftFacts(frozenset({both.account_id})))
    assert may(both, Act.PUBLISH, DraftFacts(frozenset({both.account_id + 1})))


def test_a_stranger_hears_that_there_is_no_such_dossier() -> None:
    for act, subject in ((Act.SEE_DOSSIER, CARD), (Act.DO_WORK, OPEN_STEP), (Act.DELIVER, SUPPLEMENT)):
        with pytest.raises(Missing):
            require(PEOPLE["clerk elsewhere"], act, subject)


def test_whoever_may_see_it_hears_that_this_is_not_theirs_to_do() -> None:
    with pytest.raises(Refused):
        require(PEOPLE["porter of the room"], Act.DO_WORK, OPEN_STEP)


def test_what_has_no_dossier_is_refused_openly() -> None:
    with pytest.raises(Refused):
        require(PEOPLE["reader"], Act.ADMINISTER)


def test_one_acts_in_ones_own_post_before_a_delegated_one() -> None:
    actor = person(Role.OFFICER, holdings=held(ROOM, "deputy_reader", on_behalf_of=77) + held(ROOM, "reader"))
    holding = working_as(actor, OPEN_STEP)
    assert holding is not None
    assert (holding.post, holding.on_behalf_of) == ("reader", None)


@pytest.mark.parametrize("who", PEOPLE)
def test_lists_are_filtered_by_the_very_rule_of_the_page(who: str) -> None:
    units = visible_units(PEOPLE[who])
    for unit in (HALL, DESK, ROOM, TAX, OTHER_DESK):
        listed = units is None or unit in units
        assert listed == may(PEOPLE[who], Act.SEE_DOSSIER, DossierFacts(frozenset({unit})))
