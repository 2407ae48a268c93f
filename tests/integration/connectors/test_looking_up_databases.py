"""Looking up other databases, on both kinds: only what an administrator allowed, only reading, in bounded time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from engine.connectors.base import Blocked, Call, Declined, Done, Unreachable
from engine.connectors.contrib.database import Database
from engine.connectors.descriptor import WrongSetting
from engine.connectors.lookups.queries import EXAMPLE, read
from engine.connectors.redaction import redacted
from engine.connectors.wire import HttpWire

_TABLE = """
create table ho (so text, chu_ho text, nam integer, lap date);
insert into ho values ('HK-1', 'Nguyễn Văn An', 1990, '2020-01-02'), ('HK-2', 'Trần Thị Bình', 1985, '2021-03-04');
"""
_SPIN = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as so from n"
QUERIES = {
    "ho": {"sql": "select so, chu_ho, nam, lap from ho where so = :so", "params": {"so": "text"}},
    "sau": {"sql": "select so from ho where lap > :ngay order by so", "params": {"ngay": "date"}, "rows": 1},
    "cham": {"sql": _SPIN},
    "giong": {"sql": "select so from ho where chu_ho like '%An' and :co", "params": {"co": "truth"}},
    "xau": {"sql": "with x as (select 1 as a) select khong_co from ho"},
}


@pytest.fixture
def partner(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A database with two rows, and what makes a wire to it."""
    kept = {"db_queries": json.dumps(QUERIES)}
    if database_kind == "sqlite":
        path = tmp_path / "dân cư.db"
        with sqlite3.connect(path) as there:
            there.executescript(_TABLE)
        there.close()
        yield {"base_url": f"sqlite://{path}", "settings": kept, "roots": [tmp_path]}
        return
    url = request.getfixturevalue("new_database")("bare").replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url) as opened:
        opened.execute(_TABLE + "create sequence dem;")
    told = urlsplit(url)
    kept["db_user"] = told.username or ""
    yield {"base_url": f"postgresql://{told.hostname}:{told.port}{told.path}", "settings": kept}


def _ask(partner: dict[str, Any], query: str, seconds: float = 5.0, **values: Any) -> Any:
    wire = HttpWire(key="k", local=True, seconds=seconds, **partner)
    params = {"partner": "dan-cu", "query": query, **{f"p_{name}": value for name, value in values.items()}}
    done = Database().call(Call("k", params), wire)
    assert isinstance(done, Done)
    shown = repr([redacted([one.sent, one.received], Database.descriptor.private) for one in wire.seen])
    assert "Nguyễn" not in shown
    assert query in shown
    return done.response


def test_the_rows_that_were_asked_for(partner: dict[str, Any]) -> None:
    found = _ask(partner, "ho", so="HK-1")
    row = {"so": "HK-1", "chu_ho": "Nguyễn Văn An", "nam": 1990, "lap": "2020-01-02"}
    assert found == {"count": 1, "row": row, "rows": [row]}
    assert _ask(partner, "ho", so="HK-9") == {"count": 0, "row": None, "rows": []}
    assert _ask(partner, "sau", ngay="2021-01-01")["rows"] == [{"so": "HK-2"}]
    assert _ask(partner, "giong", co=True)["count"] == 1


@pytest.mark.parametrize("so", ["' or 1=1 --", "HK-1' union select 1,2,3,4 --", "%", ":so", "%s", "%(so)s"])
def test_a_value_is_never_part_of_the_query(partner: dict[str, Any], so: str) -> None:
    assert _ask(partner, "ho", so=so)["count"] == 0


def test_more_rows_than_allowed_are_a_refusal_that_a_diagram_can_catch(partner: dict[str, Any]) -> None:
    with pytest.raises(Declined) as refused:
        _ask(partner, "sau", ngay="2000-01-01")
    assert refused.value.code == "too_many"


@pytest.mark.parametrize(("query", "values"), [("ho", {}), ("sau", {"ngay": "hôm qua"}), ("giong", {"co": "có lẽ"})])
def test_a_value_that_is_missing_or_wrong_is_refused(partner: dict[str, Any], query: str, values: Any) -> None:
    with pytest.raises(Declined) as refused:
        _ask(partner, query, **values)
    assert refused.value.code == "wrong_request"


def test_a_query_that_does_not_end_is_stopped(partner: dict[str, Any]) -> None:
    with pytest.raises(Unreachable):
        _ask(partner, "cham", seconds=0.4)


def test_a_query_nobody_allowed_or_that_does_not_fit_is_an_administrators_business(partner: dict[str, Any]) -> None:
    for query in ("khac", "xau", "select 1"):
        with pytest.raises(Blocked):
            _ask(partner, query)


def test_a_database_that_is_away_is_to_be_tried_again(partner: dict[str, Any]) -> None:
    away = partner["base_url"] + ".khong-co" if "sqlite" in partner["base_url"] else "postgresql://127.0.0.1:9/x"
    with pytest.raises(Unreachable):
        _ask({**partner, "base_url": away}, "ho", so="HK-1")


@pytest.mark.sqlite_only
def test_a_query_can_neither_write_nor_open_another_file(partner: dict[str, Any], tmp_path: Path) -> None:
    kept = {
        "db_queries": json.dumps(
            {"a": {"sql": "select load_extension('x') as a"}, "b": {"sql": "with x as (select 1) delete from ho"}}
        )
    }
    for query in ("a", "b"):
        with pytest.raises(Blocked):
            _ask({**partner, "settings": kept}, query)
    with pytest.raises(Blocked, match="QUYTRINH_PARTNER_FOLDERS"):
        _ask({**partner, "roots": [tmp_path / "khac"]}, "ho", so="HK-1")


@pytest.mark.postgresql_only
def test_a_query_cannot_write_by_a_function_either(partner: dict[str, Any]) -> None:
    kept = {**partner["settings"]}
    kept["db_queries"] = json.dumps(
        {
            "a": {"sql": "select nextval('dem') as a"},
            "b": {"sql": "select set_config('transaction_read_only', 'off', true) as a, nextval('dem') as b"},
            "c": {"sql": "with x as (delete from ho returning so) select so from x"},
        }
    )
    for query in ("a", "b", "c"):
        with pytest.raises(Blocked):
            _ask({**partner, "settings": kept}, query)
    assert _ask(partner, "ho", so="HK-1")["count"] == 1


@pytest.mark.postgresql_only
def test_a_database_outside_our_network_must_show_a_certificate(partner: dict[str, Any]) -> None:
    with pytest.raises(Blocked):
        Database().call(Call("k", {"query": "ho", "p_so": "1"}), HttpWire(key="k", **partner))
    wire = HttpWire(key="k", local=True, **{**partner, "settings": {**partner["settings"], "ca": "x"}})
    with pytest.raises(Unreachable, match="certificate"):
        Database().call(Call("k", {"query": "ho", "p_so": "1"}), wire)


@pytest.mark.parametrize(
    "told",
    [
        "x",
        "[]",
        "{}",
        {"a": {"sql": "delete from ho"}},
        {"a": {"sql": "select 1; drop table ho"}},
        {"a": {"sql": "select :b", "params": {}}},
        {"a": {"sql": "select 1", "params": {"b": "text"}}},
        {"a": {"sql": "select :b", "params": {"b": "any"}}},
        {"a": {"sql": "select 1", "rows": 201}},
        {"A-b": {"sql": "select 1"}},
        {"a": {"sql": "select 1", "url": "x"}},
        {"a": 1},
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused_when_it_is_kept(told: Any) -> None:
    with pytest.raises(WrongSetting):
        read(told if isinstance(told, str) else json.dumps(told))


def test_the_example_that_is_shown_can_be_used() -> None:
    assert read(EXAMPLE)["ho_khau"].rows == 5
