"""Interlinked dossiers in a storm: partners slow, deaf, lost, doubled or dead, workers killed by -9; nothing is lost.

``make test`` runs a breeze; ``QT_SOAK`` (``make soak``) a thousand dossiers on each database, or ``QT_STORM`` of them.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.connectors.books import jobs as books
from engine.connectors.books import queries
from engine.connectors.emulators import statement
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.platform import jobs
from engine.platform.db import reading, transaction
from engine.platform.time import local_day
from tests.faults.conftest import SOAK
from tests.support.machines import EMBEDDED, SCALED
from tests.support.storm import Size, Storm, brewing
from tests.support.storm_child import SECRET

_LEGS = ("so_dinh_danh", "thuong_tru", "the_bhyt")
_HOW = ("forgotten", "foreign", "other_result", "doubled")
_KIND = {"forgotten": "not_there", "foreign": "not_here", "other_result": "result", "doubled": "doubled"}


def size() -> Size:
    if not SOAK:
        return Size(4, workers=1, kills=1, speed=900.0, longest=4.0)
    dossiers = int(os.environ.get("QT_STORM", "1000"))
    return Size(dossiers, workers=2, kills=max(dossiers // 40, 3), weather=2.0, longest=dossiers / 2, between=8.0)


def every_timeline_is_right(storm: Storm) -> None:
    assert len(storm.made) == storm.size.dossiers
    for dossier in storm.made:
        assert storm.open_steps(dossier) == ["tra_ket_qua"]
        told = storm.told(dossier)
        answered = [element for act, element in told if act == "call_answered"]
        assert sorted(answered) == sorted(_LEGS)
        assert answered[0] == "so_dinh_danh"
        accepted = Counter(element for act, element in told if act == "call_accepted")
        assert set(accepted.values()) <= {1}


def every_partner_saw_one_effect_per_call(storm: Storm) -> None:
    calls = storm.calls()
    assert {call.status for call in calls} == {"answered"}
    assert len(calls) == 3 * len(storm.made)
    for code, one in storm.partners.items():
        mine = {call.key: call for call in calls if call.partner == code}
        assert set(one.office.book) == set(mine)
        assert len({entry.receipt for entry in one.office.book.values()}) == len(mine)
        for key, entry in one.office.book.items():
            assert (entry.effects, entry.withdrawn) == (1, False)
            assert entry.sent["ho_ten"] == mine[key].params["ho_ten"]
            assert mine[key].receipt == entry.receipt


def compared(storm: Storm) -> list[tuple[str, str]]:
    """What the books of all days of the storm say differs."""
    with transaction() as session:
        for code in storm.partners:
            for day in storm.days():
                books.ask(session, code, day, storm.clock(), again=True)
    jobs.run_until_idle(storm.clock, books.handlers(storm.clock, Means(Sealer(SECRET))))
    with reading() as session:
        assert "away" not in {row.status for row in queries.days(session)}
        return sorted((row.kind, row.key) for row in queries.differences(session, unsettled=True))


def planted(storm: Storm, chance: Random, many: int) -> list[tuple[str, str]]:
    """Make the agencies' books wrong in so many places; says what must be found."""
    wrong = []
    for code in sorted(storm.partners):
        office = storm.partners[code].office
        keys = sorted(key for key, entry in office.book.items() if certain(storm, entry.day))
        for place, key in enumerate(chance.sample(keys, min(many, len(keys)))):
            how = _HOW[place % len(_HOW)]
            statement.spoil(office, how, key)
            wrong.append((_KIND[how], f"khac-{key}"[:64] if how == "foreign" else key))
    return sorted(wrong)


def certain(storm: Storm, day: date | None) -> bool:
    """Whether the day is one the comparison looks at."""
    return day is not None and day <= local_day(storm.clock())


@pytest.mark.any_database
@pytest.mark.parametrize("kind", [EMBEDDED, SCALED])
def test_a_storm_leaves_nothing_undone_and_nothing_done_twice(
    new_database: Any, database_kind: str, tmp_path: Path, kind: str, dice: Random
) -> None:
    if kind == SCALED and database_kind == "sqlite":
        pytest.skip("Procrastinate is for PostgreSQL")
    if not SOAK and database_kind != "sqlite":
        pytest.skip("the breeze blows over our own runners on SQLite; the others are for make soak")
    with brewing(new_database("office"), tmp_path, kind, size(), str(dice.random())) as storm:
        storm.blow()
        assert storm.stuck_in_silence() == []
        storm.calm()
        every_timeline_is_right(storm)
        every_partner_saw_one_effect_per_call(storm)
        assert storm.findings() == []
        assert compared(storm) == []
        wrong = planted(storm, dice, 20 if SOAK else 4)
        assert compared(storm) == wrong
        print(f"{kind} {database_kind}: {figures(storm)}, {len(wrong)} planted and found")


def figures(storm: Storm) -> str:
    """What it was, in figures."""
    calls = storm.calls()
    sent = sum(call.attempts for call in calls)
    seen = sum(one.office.requests for one in storm.partners.values())
    deaths = sum(one.deaths for one in storm.partners.values())
    said = f"{len(storm.made)} dossiers, {len(calls)} calls, {sent} attempts, {seen} requests seen by partners"
    return f"{said}, {storm.kills} kills, {deaths} deaths of partners, {len(storm.days())} days"
