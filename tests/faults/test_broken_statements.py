"""The n-th statement of an act fails in the database itself, or its commit does: the act fails as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from tests.support.faults_desk import MONDAY, Desk, desk, paper
from tests.support.faults_meeting import Act
from tests.support.faults_picture import difference, picture, timeless, whole
from tests.support.faults_points import at, points
from tests.support.faults_races import checking, opinions, overdue, supplemented

pytestmark = pytest.mark.any_database

SOAK = "QT_SOAK" in os.environ


@dataclass(frozen=True)
class Breakable:
    """An act on a dossier brought to the line; ``quiet`` acts are tried again by the machine instead of failing."""

    name: str
    begin: Callable[[Desk], int]
    act: Callable[[Desk, int], Act]
    quiet: bool = False


def _checked(here: Desk, dossier: int) -> Act:
    item = here.item(dossier, "kiem_tra", "anbinh.tphh")
    return lambda: here.finish("anbinh.tphh", item, "dat", [paper("a.pdf", "1"), paper("b.pdf", "2")])


def _accepted(here: Desk, dossier: int) -> Act:
    item = here.item(dossier, "tiep_nhan", "anbinh.motcua")
    return lambda: here.finish("anbinh.motcua", item, "du")


def _opinion(here: Desk, dossier: int) -> Act:
    item = here.item(dossier, "cho_y_kien", "sotuphap.daumoi")
    return lambda: here.finish("sotuphap.daumoi", item, "gui", ket_luan="dong_y")


def _answered(here: Desk, dossier: int) -> Act:
    wait = here.wait(dossier, "cho_bo_sung_kiem_tra")
    return lambda: here.deliver("anbinh.motcua", wait, [paper("c.pdf", "3")], noi_dung="Đã nộp.")


ACTS = (
    Breakable("receive", lambda here: 0, lambda here, _: lambda: here.receive("dang-ky-khai-sinh", "du")),
    Breakable("accept", supplemented, _accepted),
    Breakable("complete", checking, _checked),
    Breakable("opinion", opinions, _opinion),
    Breakable("deliver", overdue, _answered),
    Breakable("withdraw", checking, lambda here, dossier: lambda: here.withdraw("anbinh.motcua", dossier)),
    Breakable("jobs", overdue, lambda here, _: here.run_jobs, quiet=True),
)


def ready(here: Desk, one: Breakable) -> tuple[int, Act]:
    """A fresh dossier at the line, always on the same Monday."""
    here.clock.set(MONDAY)
    dossier = one.begin(here)
    return dossier, one.act(here, dossier)


def expected(here: Desk, one: Breakable) -> tuple[int, Any]:
    """How many statements the act has once everything is warm, and the picture it leaves behind."""
    ready(here, one)[1]()
    dossier, act = ready(here, one)
    with points(here) as seen:
        act()
    return seen.statements, timeless(picture(dossier or here.newest()))


@pytest.mark.parametrize("one", ACTS, ids=lambda one: one.name)
def test_an_act_with_a_broken_statement_changes_nothing_and_can_be_done_again(
    new_database: Any, folder: Path, dice: Random, one: Breakable
) -> None:
    with desk(new_database("office"), folder) as here:
        count, right = expected(here, one)
        every = range(1, count + 1)
        for number in every if SOAK else dice.sample(every, 2):
            broken(here, one, number, right)
        assert here.findings() == []
        print(f"{one.name}: {count} statements")


def broken(here: Desk, one: Breakable, number: int, right: Any) -> None:
    """Break one statement, look, do the act again without the fault, look again."""
    dossier, act = ready(here, one)
    untouched, before = whole(), timeless(picture(dossier))
    with points(here) as seen:
        seen.broken_statement = number
        failed = _fails(act)
    if one.quiet:
        assert timeless(picture(dossier)) in (before, right), f"statement {number} left half of it behind"
    else:
        assert failed
        assert whole() == untouched, f"statement {number} left something behind"
    here.clock.forward(minutes=10 if one.quiet else 0)
    act()
    found = difference(timeless(picture(dossier or here.newest())), right)
    assert not found, f"after statement {number}: {found}"


def _fails(act: Act) -> bool:
    try:
        act()
    except DBAPIError:
        return True
    return False


@pytest.mark.parametrize("one", ACTS, ids=lambda one: one.name)
def test_an_act_whose_commit_fails_changes_nothing(new_database: Any, folder: Path, one: Breakable) -> None:
    def refuse() -> None:
        raise OperationalError("COMMIT", None, OSError("the disk fails"))

    with desk(new_database("office"), folder) as here:
        dossier, act = ready(here, one)
        untouched, before = whole(), timeless(picture(dossier))
        with points(here) as seen:
            seen.before_commit = at(2 if one.quiet else 1, refuse)
            assert _fails(act) or one.quiet
        assert timeless(picture(dossier)) == before
        assert one.quiet or whole() == untouched
        here.clock.forward(minutes=10 if one.quiet else 0)
        act()
        assert here.findings() == []
