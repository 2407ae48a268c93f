"""Time without guessing, settings without secrets in the repository."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from engine.platform.settings import Settings
from engine.platform.time import FixedClock, as_utc, local, local_day


def test_the_vietnamese_day_begins_at_seventeen_hours_utc() -> None:
    assert local_day(datetime(2026, 3, 1, 16, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert local_day(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert local(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)).hour == 0


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        as_utc(datetime(2026, 3, 1))


def test_a_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=7))))
    assert clock() == clock() == datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert clock.forward(hours=1, minutes=30) == datetime(2026, 3, 2, 2, 30, tzinfo=UTC)


def test_the_defaults_keep_everything_under_var(tmp_path: Path) -> None:
    settings = Settings.from_env({"QUYTRINH_VAR": str(tmp_path / "var")})
    assert settings.database_url == f"sqlite:///{tmp_path}/var/quytrinh.db"
    assert settings.files == tmp_path / "var" / "files"
    assert not settings.demo


def test_the_secret_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    first = Settings.from_env({"QUYTRINH_VAR": str(tmp_path)}).secret_key
    assert len(first) >= 40
    assert Settings.from_env({"QUYTRINH_VAR": str(tmp_path)}).secret_key == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_secret_from_the_environment_is_not_written_anywhere(tmp_path: Path) -> None:
    settings = Settings.from_env({"QUYTRINH_VAR": str(tmp_path), "QUYTRINH_SECRET_KEY": "from outside"})
    assert settings.secret_key == "from outside"
    assert [*tmp_path.iterdir()] == []
    assert "from outside" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [("QUYTRINH_DEMO", "perhaps"), ("QUYTRINH_SESSION_HOURS", "long"), ("QUYTRINH_MAX_FILE_MIB", "0")],
)
def test_a_value_that_cannot_be_read_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_env({"QUYTRINH_VAR": str(tmp_path), name: value})


def test_values_are_read_with_their_units(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {
            "QUYTRINH_VAR": str(tmp_path),
            "QUYTRINH_DEMO": "1",
            "QUYTRINH_MAX_FILE_MIB": "5",
            "QUYTRINH_SESSION_IDLE_MINUTES": "15",
            "QUYTRINH_BASE_URL": "https://example.gov.vn/",
        }
    )
    assert settings.demo
    assert settings.max_file_bytes == 5 * 1024 * 1024
    assert settings.session_idle == timedelta(minutes=15)
    assert settings.base_url == "https://example.gov.vn"
