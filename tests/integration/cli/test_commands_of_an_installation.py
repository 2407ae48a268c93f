"""Commands that need an installation: what they refuse is one line on stderr and exit code 2."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, select

from engine.cli import main
from engine.procedures.models import procedure_version

BIRTH = str(Path(__file__).resolve().parents[3] / "procedures_bpmn/dang-ky-khai-sinh.bpmn")
DECIDED = ("--decision", "01/QĐ-UBND", "--drafted-by", "A", "--approved-by", "B")


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation of its own, on SQLite."""
    for name in ("QUYTRINH_DATABASE_URL", "QUYTRINH_FILES", "QUYTRINH_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUYTRINH_VAR", str(tmp_path))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def refused(*words: str) -> str:
    """The one line a wrong call is answered with."""
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert done.stderr.startswith("quytrinh")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-command",),
        ("check",),
        ("check", "--stage", "soon", BIRTH),
        ("table", BIRTH, "again"),
        ("publish",),
        ("publish", BIRTH),
        ("publish", "nothing.bpmn", *DECIDED),
        ("publish", BIRTH, *DECIDED[:-1], "a"),
        ("publish", BIRTH, *DECIDED, "--from", "tomorrow"),
        ("publish", BIRTH, *DECIDED, "--from", "0001-01-01"),
        ("publish", BIRTH, *DECIDED[:2], "--drafted-by", " ", *DECIDED[4:]),
        ("publish", BIRTH, "--decision", " ", *DECIDED[2:]),
        ("serve", "--port", "abc"),
        ("serve", "--port", "99999"),
        ("serve", "--workers", "0"),
        ("serve", "--workers", "2"),
        ("demo", "--port", "0"),
        ("migrate", "now"),
        ("doctor", "--format", "xml"),
        ("rehearse", BIRTH, "--published"),
    ],
)
def test_a_wrong_call_is_one_line(words: tuple[str, ...]) -> None:
    refused(*words)


@pytest.mark.parametrize("command", ["doctor", "worker", "serve"])
def test_a_database_without_our_tables_is_sent_to_migrate(command: str) -> None:
    assert "quytrinh migrate" in refused(command)


@pytest.mark.parametrize("command", ["migrate", "doctor", "worker", "serve"])
@pytest.mark.parametrize("address", ["nonsense", "oracle://here/db", "postgresql://nobody:secret@127.0.0.1:1/none"])
def test_a_database_out_of_reach_is_one_line_without_its_password(
    command: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUYTRINH_DATABASE_URL", address)
    assert "secret" not in refused(command)


def test_a_folder_that_cannot_be_made_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("QUYTRINH_VAR", str(tmp_path / "file" / "var"))
    refused("migrate")


def test_a_time_without_zone_is_vietnamese_whatever_the_machine_thinks(installation: Path) -> None:
    assert run("publish", BIRTH, *DECIDED, "--from", "2027-01-01T08:00").exit_code == 0
    with create_engine(f"sqlite:///{installation / 'quytrinh.db'}").connect() as connection:
        start = connection.execute(select(procedure_version.c.effective_from)).scalar_one()
    assert start == datetime(2027, 1, 1, 1, 0, tzinfo=UTC)


def test_what_refuses_a_file_is_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "a.bpmn").write_text("<a/>")
    assert "không phải BPMN 2.0" in refused("publish", str(tmp_path / "a.bpmn"), *DECIDED)


def test_an_installation_is_migrated_examined_and_published_to() -> None:
    assert run("migrate").exit_code == 0
    assert run("publish", BIRTH, *DECIDED).exit_code == 0
    assert run("doctor").stdout == "Không có lỗi.\n"


def test_every_published_version_is_rehearsed_against_the_people_of_today() -> None:
    assert run("migrate").exit_code == 0
    nothing = run("rehearse", "--all", "--published", "--format", "json")
    assert (nothing.exit_code, json.loads(nothing.stdout)["procedures"]) == (0, [])
    assert run("publish", BIRTH, *DECIDED).exit_code == 0
    done = run("rehearse", "--all", "--published", "--format", "json")
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [(one["file"], one["nodes_covered"]) for one in report["procedures"]] == [("dang-ky-khai-sinh v1", 16)]
    assert [one["code"] for one in report["findings"]] == ["nobody_receives"]
