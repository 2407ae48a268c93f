"""What a reader's lists and figures may show, asked the quick way: the very dossiers the policy shows one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.dossiers import facts
from engine.dossiers.models import dossier, dossier_unit
from engine.dossiers.queries import finding, lookup
from engine.organisation import accounts, policy
from engine.organisation.models import account
from engine.organisation.policy import Act
from engine.organisation.units import tree_on
from engine.platform.db import reading
from engine.platform.search import search_key
from engine.platform.time import local_day
from engine.reporting import sight
from engine.reporting.sight import visible, visible_open
from tests.support.faults_desk import Desk, desk
from tests.support.faults_races import checking, opinions, slip

Seen = dict[str, tuple[set[int], set[int], set[int]]]


@pytest.fixture
def here(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with desk(new_database("office"), tmp_path) as opened:
        yield opened


def three_ways(now: Any) -> Seen:
    """Dossiers of every account that may see reports: one by one, by the rule of lists, and of those the open ones."""
    seen = {}
    with reading() as session:
        tree, rows = tree_on(session, local_day(now)), session.execute(select(dossier)).all()
        for name in session.execute(select(account.c.username)).scalars().all():
            reader = accounts.actor_named(session, name, now)
            if not policy.may(reader, Act.SEE_REPORTS):
                continue
            plain = {row.id for row in rows if policy.may(reader, Act.SEE_DOSSIER, facts.of_dossier(session, row, now))}
            listed = set(session.execute(select(dossier.c.id).where(visible(tree, reader))).scalars())
            still = and_open(visible_open(session, tree, reader)(dossier.c.id))
            seen[name] = plain, listed, set(session.execute(still).scalars())
    return seen


def and_open(condition: Any) -> Any:
    return select(dossier.c.id).where(dossier.c.ended_at.is_(None), condition)


def is_open() -> set[int]:
    with reading() as session:
        return set(session.execute(select(dossier.c.id).where(dossier.c.ended_at.is_(None))).scalars())


@pytest.mark.parametrize("named", [sight.NAMED, 0])
def test_lists_and_figures_show_what_the_policy_shows(here: Desk, monkeypatch: pytest.MonkeyPatch, named: int) -> None:
    monkeypatch.setattr(sight, "NAMED", named)
    asked, _, _ = opinions(here), checking(here), slip(here)
    seen = three_ways(here.clock())
    assert all(plain == listed for plain, listed, _ in seen.values())
    assert all(plain & is_open() == still for plain, _, still in seen.values())
    assert seen["sotuphap.daumoi"][1:] == ({asked}, {asked})
    assert len({frozenset(plain) for plain, *_ in seen.values()}) > 2


def test_a_dossier_that_has_ended_is_marked_wherever_it_was_open(here: Desk) -> None:
    slip(here)
    with reading() as session:
        joined = dossier_unit.join(dossier, dossier.c.id == dossier_unit.c.dossier_id)
        rows = session.execute(select(dossier.c.ended_at, dossier_unit.c.ended_at.label("there")).select_from(joined))
        assert all(row.ended_at == row.there for row in rows)


def test_a_whole_code_finds_its_dossier_alone_and_only_for_those_who_may_see_it(here: Desk) -> None:
    one, two = checking(here), checking(here)
    code = here.row(one).code
    with reading() as session:
        clerk, stranger = (accounts.actor_named(session, n, here.clock()) for n in ("anbinh.motcua", "sotuphap.daumoi"))
        assert [row.id for row in lookup.search(session, clerk, f" {code.lower()} ")] == [one]
        assert [row.id for row in lookup.search(session, clerk, code[:-1])] == [two, one]
        assert [row.id for row in lookup.search(session, clerk, code.rsplit("-", 1)[1])] == [one]
        assert lookup.search(session, stranger, code) == []


@pytest.mark.parametrize(("newest", "frequent"), [(finding.NEWEST, finding.FREQUENT), (0, 1), (0, 100)])
def test_words_find_by_their_beginnings_whichever_way_is_taken(
    here: Desk, monkeypatch: pytest.MonkeyPatch, newest: int, frequent: int
) -> None:
    monkeypatch.setattr(finding, "NEWEST", newest)
    monkeypatch.setattr(finding, "FREQUENT", frequent)
    made = sorted((checking(here), opinions(here), slip(here)), reverse=True)
    keys = {number: f" {here.row(number).search}" for number in made}
    with reading() as session:
        for name in ("anbinh.motcua", "tinh.motcua", "sotuphap.daumoi"):
            reader = accounts.actor_named(session, name, here.clock())
            rows = session.execute(select(dossier)).all()
            seen = {
                row.id
                for row in rows
                if policy.may(reader, Act.SEE_DOSSIER, facts.of_dossier(session, row, here.clock()))
            }
            for asked in ("", "khai", "nguyễn THỊ", "thi ngu", "%", "_", "zzz", *(key[1:12] for key in keys.values())):
                words = [word for word in search_key(asked).split() if word not in "%_"]
                fitting = [n for n in made if words and all(f" {word}" in keys[n] for word in words)]
                assert [row.id for row in lookup.search(session, reader, asked)] == [n for n in fitting if n in seen]
