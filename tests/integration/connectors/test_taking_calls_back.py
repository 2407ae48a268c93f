"""Recall, withdrawal and timers over a call: what never left is unsaid, what may have left is told to the partner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from engine.platform.errors import Conflict
from tests.support.taking_back import TakingBack, opened


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[TakingBack]:
    with opened(new_database("demo"), tmp_path) as made:
        yield made
        assert made.healthy() == []


def test_a_step_is_taken_back_while_its_call_has_not_left(office: TakingBack) -> None:
    one = office.begin()
    office.finish(one, "xem")
    office.recall(one)
    assert office.open_steps(one) == ["xem"]
    assert office.named(one, "hoi_sau").status == "cancelled"
    assert office.named(one, "hoi_sau").debt is None
    office.run_everything()
    assert len(office.police.book) == 1


def test_a_step_is_not_taken_back_once_its_call_has_left(office: TakingBack) -> None:
    one = office.begin()
    office.finish(one, "xem")
    office.police.behaviour = Behaviour.SILENCE
    office.run_everything()
    with pytest.raises(Conflict, match="Công an xã"):
        office.recall(one)
    assert office.named(one, "hoi_sau").status == "trying"


def test_a_call_beside_the_step_taken_back_goes_on_under_its_key(office: TakingBack) -> None:
    one = office.begin()
    office.police.behaviour = Behaviour.LATE
    office.run_everything()
    before = office.named(one, "hoi")
    assert before.status == "accepted"
    office.clock.forward(seconds=5)
    office.finish(one, "xem")
    office.recall(one)
    after = office.named(one, "hoi")
    assert (after.id, after.key, after.status) == (before.id, before.key, "accepted")
    (entry,) = office.police.owed()
    assert office.callback("m1", office.police.tell(entry)) == "applied"
    office.police.behaviour = Behaviour.GOOD
    office.finish(one, "xem")
    office.run_everything()
    assert office.open_steps(one) == ["tra"]
    assert len(office.police.book) == 2


def test_a_stuck_call_beside_the_step_taken_back_keeps_its_incident(office: TakingBack) -> None:
    one = office.begin()
    office.police.behaviour = Behaviour.REFUSE
    office.run_everything()
    office.clock.forward(seconds=5)
    office.finish(one, "xem")
    office.recall(one)
    assert office.named(one, "hoi").status == "stuck"
    assert len(office.incidents(one)) == 1


def test_a_withdrawn_dossier_is_told_to_the_partner_that_may_have_its_call(office: TakingBack) -> None:
    one = office.begin()
    office.police.behaviour = Behaviour.LATE
    office.run_everything()
    office.withdraw(one)
    assert (office.named(one, "hoi").status, office.named(one, "hoi").debt) == ("cancelled", "tell")
    office.police.behaviour = Behaviour.DOWN
    office.run_everything()
    assert office.named(one, "hoi").debt == "tell"
    office.police.behaviour = Behaviour.GOOD
    office.clock.forward(hours=1)
    office.run_everything()
    assert office.named(one, "hoi").debt == "told"
    (entry,) = office.police.book.values()
    assert entry.withdrawn
    assert office.told(one)[-1] == "Đã báo Công an xã dừng xử lý: Hỏi trước"


def test_an_answer_after_the_withdrawal_changes_only_its_own_record(office: TakingBack) -> None:
    one = office.begin()
    office.police.behaviour = Behaviour.LATE
    office.run_everything()
    (entry,) = office.police.owed()
    body = office.police.tell(entry)
    office.withdraw(one)
    before = office.state(one)
    assert office.callback("m1", body) == "late"
    assert office.state(one) == before
    assert office.named(one, "hoi").status == "cancelled"
    office.run_everything()


def test_a_call_a_timer_overtook_is_withdrawn_at_the_partner(office: TakingBack) -> None:
    one = office.begin()
    office.run_everything()
    office.police.behaviour = Behaviour.LATE
    office.finish(one, "xem")
    office.run_everything()
    office.police.behaviour = Behaviour.DOWN
    office.clock.forward(hours=6)
    office.run_everything()
    assert office.open_steps(one) == ["tra"]
    assert office.named(one, "hoi_sau").debt == "tell"
    office.police.behaviour = Behaviour.GOOD
    office.clock.forward(hours=1)
    office.run_everything()
    assert office.named(one, "hoi_sau").debt == "told"


def test_what_an_officer_entered_need_not_be_told_when_the_dossier_is_withdrawn_before_anything_left(
    office: TakingBack,
) -> None:
    one = office.begin()
    office.police.behaviour = Behaviour.DOWN
    call = office.named(one, "hoi")
    office.enter_for(call.id, truoc="Xã An Bình")
    office.withdraw(one)
    assert office.named(one, "hoi").debt == "waived"
    office.police.behaviour = Behaviour.GOOD
    office.run_everything()
    assert office.police.book == {}
