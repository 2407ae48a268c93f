"""Waits double with jitter up to a limit; secrets open only with the key they were sealed with; texts are redacted."""

from datetime import timedelta

import pytest

from engine.connectors import pace, registry
from engine.connectors.base import Blocked
from engine.connectors.redaction import redacted
from engine.connectors.sealing import Sealer


def test_waits_double_and_stay_between_half_and_all() -> None:
    assert [pace.wait_after(n, lambda: 0.0) for n in (1, 2, 3)] == [timedelta(seconds=s) for s in (2.5, 5, 10)]
    assert pace.wait_after(1, lambda: 1.0) == timedelta(seconds=5)
    assert pace.wait_after(99, lambda: 1.0) == pace.LONGEST


def test_a_partner_is_left_alone_after_five_failures_in_a_row_and_longer_each_time() -> None:
    assert pace.rest_after(4) is None
    assert pace.rest_after(5) == timedelta(seconds=30)
    assert pace.rest_after(6) == timedelta(seconds=60)
    assert pace.rest_after(50) == pace.LONGEST


def test_a_secret_opens_with_its_own_key_only() -> None:
    sealed = Sealer("một").seal("mật khẩu")
    assert "mật" not in sealed
    assert Sealer("một").open(sealed) == "mật khẩu"
    with pytest.raises(Blocked):
        Sealer("hai").open(sealed)


def test_names_of_people_are_hidden_at_any_depth() -> None:
    shown = redacted({"a": [{"body_ho_ten": "An", "so": 1}], "so_the": "TE1"}, {"so_the"})
    assert shown == {"a": [{"body_ho_ten": "•••", "so": 1}], "so_the": "•••"}


def test_every_installed_connector_is_offered_in_both_languages() -> None:
    for language in ("vi", "en"):
        assert [one["id"] for one in registry.as_choices(language)] == list(registry.installed())


def test_families_of_parameters_are_told_to_the_checks() -> None:
    assert registry.words()["rest"].families == ("body_", "query_")
