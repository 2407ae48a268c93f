"""What a reader's figures count of open dossiers, asked the quick way: the very dossiers the plain rule gives."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from engine.dossiers.models import dossier
from engine.dossiers.queries import lookup
from engine.organisation import accounts, policy
from engine.organisation.models import account
from engine.organisation.policy import Act
from engine.organisation.units import tree_on
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.reporting.sight import YOUNG, visible, visible_open
from tests.support.faults_desk import desk
from tests.support.faults_races import checking, opinions, slip


def both_ways(now: Any) -> dict[str, tuple[set[int], set[int]]]:
    """Open dossiers of every account that may see reports: by the plain rule, and the quick way."""
    found = {}
    with reading() as session:
        tree, still = tree_on(session, local_day(now)), dossier.c.ended_at.is_(None)
        for name in session.execute(select(account.c.username)).scalars().all():
            reader = accounts.actor_named(session, name, now)
            if policy.may(reader, Act.SEE_REPORTS):
                plain = session.execute(select(dossier.c.id).where(still, visible(tree, reader))).scalars()
                quick = visible_open(session, tree, reader, now)
                found[name] = set(plain), set(session.execute(select(dossier.c.id).where(still, quick)).scalars())
    return found


def test_young_and_old_dossiers_of_others_count_when_ones_unit_worked_on_them(
    new_database: Any, tmp_path: Path
) -> None:
    with desk(new_database("office"), tmp_path) as here:
        asked, _, _ = opinions(here), checking(here), slip(here)
        for later in (timedelta(), YOUNG + timedelta(days=1)):
            found = both_ways(here.clock() + later)
            assert all(plain == quick for plain, quick in found.values())
            assert found["sotuphap.daumoi"] == ({asked}, {asked})
            assert len({frozenset(plain) for plain, _ in found.values()}) > 2


def test_a_whole_code_finds_its_dossier_alone_and_only_for_those_who_may_see_it(
    new_database: Any, tmp_path: Path
) -> None:
    with desk(new_database("office"), tmp_path) as here:
        one, _ = checking(here), checking(here)
        code = here.row(one).code
        with reading() as session:
            clerk, stranger = (
                accounts.actor_named(session, n, here.clock()) for n in ("anbinh.motcua", "sotuphap.daumoi")
            )
            assert [row.id for row in lookup.search(session, clerk, f" {code.lower()} ")] == [one]
            assert len(lookup.search(session, clerk, code[:-1])) == 2
            assert lookup.search(session, stranger, code) == []
