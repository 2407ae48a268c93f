"""PostgreSQL is restarted and crashed while people work: the interrupted hear so, nothing is lost or doubled."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.dossiers.models import dossier
from engine.platform.db import reading
from tests.support.databases import PostgresDatabases
from tests.support.faults_cluster import Cluster, cluster
from tests.support.faults_desk import desk
from tests.support.faults_resume import undisturbed
from tests.support.faults_story import BIRTH, INVESTMENT
from tests.support.faults_workers import Worker
from tests.support.office import opened, text_of

SOAK = "QT_SOAK" in os.environ


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    made = cluster()
    if made is None:
        pytest.skip("PostgreSQL is not installed")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def databases(server: Cluster) -> PostgresDatabases:
    return PostgresDatabases(server.url, "restarted")


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_people_go_on_after_a_restart_and_nothing_is_lost_or_doubled(
    server: Cluster, databases: PostgresDatabases, folder: Path, mode: str
) -> None:
    url = databases.fresh("office")
    rights = [undisturbed(url, folder, story) for story in (BIRTH, INVESTMENT)]
    with desk(url, folder) as here:
        workers = [Worker(here, right) for right in rights]
        for _ in range(15 if SOAK else 1):
            for worker in workers:
                worker.does(3)
            server.stop(mode)
            server.start()
        for worker in workers:
            worker.finish()
        assert here.findings() == []
        assert sum(worker.interrupted for worker in workers) > 0
        with reading() as session:
            begun = session.execute(dossier.select()).all()
        done = sum(worker.stories for worker in workers)
        assert sum(row.ended_at is not None for row in begun) == done + len(rights)
        print(f"{mode}: {done} stories, {sum(worker.interrupted for worker in workers)} interruptions")


def test_while_the_database_is_away_every_page_says_so_and_afterwards_all_is_well(
    server: Cluster, databases: PostgresDatabases, tmp_path: Path
) -> None:
    for office in opened(databases.fresh("office"), tmp_path):
        clerk = office.person("anbinh.motcua")
        for mode in ("fast", "immediate") * (10 if SOAK else 1):
            server.stop(mode)
            try:
                answer = clerk.client.get("/ban-lam-viec/")
            finally:
                server.start()
            assert answer.status_code in (500, 503)
            assert "Xin thử lại" in text_of(answer)
            clerk.receive("dang-ky-khai-sinh", "du")
        assert office.findings() == []
