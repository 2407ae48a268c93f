"""The file store on a disk that fails and under a process that dies: a whole file or none, and a clear answer."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from engine.documents import upkeep
from engine.documents.store import FileStore, NotKept
from engine.documents.sweeping import sweep
from engine.platform import jobs
from engine.platform.db import reading, transaction
from tests.support.faults_child import Tell, in_child
from tests.support.faults_desk import PDF, desk, paper
from tests.support.faults_disk import disk, dying_at, full_at
from tests.support.faults_picture import whole
from tests.support.faults_resume import interrupted, resumed, undisturbed
from tests.support.faults_story import BIRTH

DATA = b"%PDF-1.4\n" + bytes(range(256)) * 300 + b"%%EOF\n"
NAME = hashlib.sha256(DATA).hexdigest()


def touches(folder: Path) -> int:
    """How many things keeping one file does to the disk."""
    with disk(lambda count, name: None) as under:
        FileStore(folder).put(DATA)
    return under.count


def left_in(folder: Path) -> list[str]:
    """The names of all files below a folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_disk_that_fails_at_any_touch_is_told_clearly_and_nothing_partial_stays(tmp_path: Path) -> None:
    for number in range(1, touches(tmp_path / "all") + 1):
        files = FileStore(tmp_path / str(number))
        with disk(full_at(number)), pytest.raises(NotKept) as told:
            files.put(DATA)
        assert (told.value.status, "dung lượng" in told.value.said_in("vi")) == (507, True)
        assert left_in(files.folder) in ([], [NAME])
        assert not left_in(files.folder) or files.intact(NAME)
        assert files.put(DATA) == NAME
        assert files.get(NAME) == DATA


def test_a_kill_at_any_touch_leaves_the_whole_file_or_none(tmp_path: Path) -> None:
    for number in range(1, touches(tmp_path / "all") + 1):
        files = FileStore(tmp_path / str(number))

        def body(_: Tell, files: FileStore = files, number: int = number) -> None:
            with disk(dying_at(number)):
                files.put(DATA)

        assert in_child(body).killed
        whole_ones = [name for name in left_in(files.folder) if name == NAME]
        assert whole_ones == ([NAME] if files.intact(NAME) else [])
        assert files.put(DATA) == NAME
        assert files.get(NAME) == DATA


def test_a_damaged_file_is_written_again_when_its_content_comes_again(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    files.put(DATA)
    (tmp_path / NAME[:2] / NAME).write_bytes(DATA[:100])
    assert files.put(DATA) == NAME
    assert files.get(NAME) == DATA


def test_a_write_the_system_refuses_for_real_is_told_like_any_other(tmp_path: Path) -> None:
    def body(tell: Tell) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            FileStore(tmp_path).put(DATA)
        except NotKept as error:
            tell(error.what.en)

    ended = in_child(body)
    assert ended.code == 0
    assert len(ended.told) == 1
    assert left_in(tmp_path) == []


@pytest.mark.any_database
def test_an_act_whose_second_file_is_not_kept_fails_as_a_whole(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        dossier = here.receive("dang-ky-khai-sinh", "du")
        item = here.item(dossier, "kiem_tra", "anbinh.tphh")
        here.files.put(PDF + b"first")
        before = whole()
        with disk(full_at(1)), pytest.raises(NotKept):
            here.finish("anbinh.tphh", item, "dat", [paper("a.pdf", "first"), paper("b.pdf", "second")])
        assert whole() == before
        assert here.findings() == []
        here.finish("anbinh.tphh", item, "dat", [paper("a.pdf", "first"), paper("b.pdf", "second")])
        assert here.findings() == []


@pytest.mark.any_database
def test_a_kill_while_an_acts_file_is_written_leaves_the_act_undone(
    new_database: Any, folder: Path, dice: Random
) -> None:
    folder.mkdir()
    with disk(lambda count, name: None) as under:
        right = undisturbed(new_database("office"), folder / "right", BIRTH)
    every = range(1, under.count + 1)
    for number in every if "QT_SOAK" in os.environ else dice.sample(every, 2):
        files, url = folder / str(number), new_database("office")
        with disk(dying_at(number)):
            ended = interrupted(url, files, BIRTH, lambda points: None)
        assert ended.killed
        assert not resumed(url, files, right, ended.told, 0).one_more
    print(f"{under.count} touches of the disk in a story with three files")


@pytest.mark.any_database
def test_what_crashes_leave_behind_is_swept_away_after_a_day_and_nothing_else(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        dossier = here.receive("dang-ky-khai-sinh", "du")
        item = here.item(dossier, "kiem_tra", "anbinh.tphh")
        here.finish("anbinh.tphh", item, "dat", [paper("a.pdf", "kept")])
        here.files.put(DATA)
        here.files.arriving.mkdir(exist_ok=True)
        (here.files.arriving / "half").write_bytes(b"%PDF")
        later = datetime.now(UTC) + timedelta(days=1)
        with reading() as session:
            assert sweep(session, here.files, later - timedelta(days=2)) == (0, 0)
            assert sweep(session, here.files, later) == (1, 1)
        assert left_in(folder) == [hashlib.sha256(PDF + b"kept").hexdigest()]
        assert here.findings() == []


@pytest.mark.any_database
def test_a_file_that_comes_again_while_it_is_swept_stays(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        here.files.put(DATA)
        os.utime(here.files.path(NAME), (0, 0))
        renamed = Path.replace

        def touched_first(self: Path, target: Path) -> Path:
            if self.name == NAME:
                FileStore(folder).put(DATA)
            return renamed(self, target)

        with reading() as session, patch.object(Path, "replace", touched_first):
            assert sweep(session, here.files, datetime.now(UTC) - timedelta(days=1)) == (0, 0)
        assert here.files.get(NAME) == DATA


@pytest.mark.sqlite_only
def test_the_sweep_comes_back_every_day(new_database: Any, folder: Path) -> None:
    with desk(new_database("office"), folder) as here:
        here.files.put(DATA)
        os.utime(here.files.path(NAME), (0, 0))
        for _ in range(2):
            with transaction() as session:
                upkeep.schedule(session, here.clock())
        for _ in range(3):
            here.clock.forward(days=1)
            assert jobs.run_until_idle(here.clock, upkeep.handlers(here.files)) == 1
        assert left_in(folder) == []
