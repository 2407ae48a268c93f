"""The explanation of a due date leaves as JSON, and anybody who adds it up again reaches the same date."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from engine import clock
from tests.support.office import Office

KEY = "tro-cap-mot-lan"


def test_the_explanation_recomputes_to_the_same_date(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    number = clerk.receive(KEY, "du")
    told = clerk.get(f"/api/ho-so/{number}/thoi-han").get_json()
    assessment = told["assessment"]

    segments = assessment["segments"]
    assert segments[-1]["end"] == assessment["due"]
    assert all(one["end"] == following["start"] for one, following in zip(segments, segments[1:], strict=False))
    assert sum(one["counted_seconds"] for one in segments) == 96 * 3600
    for one in segments:
        length = datetime.fromisoformat(one["end"]) - datetime.fromisoformat(one["start"])
        assert not one["counted_seconds"] or timedelta(seconds=one["counted_seconds"]) == length

    events = [
        clock.ClockEvent(one["kind"], datetime.fromisoformat(one["at"]), ref=one["ref"]) for one in told["events"]
    ]
    again = clock.assess(clock.Term(Decimal(96), "working_hours"), events, clock.builtin(assessment["calendar"]))
    assert again.due == datetime.fromisoformat(assessment["due"])
    assert any("Hẹn trả" in said["vi"] for said in assessment["sentences"])


def test_who_may_not_see_a_dossier_gets_nothing_of_its_clock(office: Office) -> None:
    number = office.person("anbinh.motcua").receive(KEY, "du")
    office.person("quantri").get(f"/api/ho-so/{number}/thoi-han", 404)
    assert office.citizen().get(f"/api/ho-so/{number}/thoi-han").status_code in (302, 303, 401, 403)


def test_each_agency_of_a_chain_has_its_own_date_and_the_last_is_the_one_on_the_receipt(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    number = clerk.receive(KEY, "du")
    assessment = clerk.get(f"/api/ho-so/{number}/thoi-han").get_json()["assessment"]
    commune, department = assessment["agencies"]
    calendar = clock.builtin(assessment["calendar"])
    accepted = datetime.fromisoformat(assessment["segments"][0]["start"])
    assert datetime.fromisoformat(commune["due"]) == calendar.add_working(accepted, 40 * 3600).at
    assert department["due"] == assessment["due"]
    assert commune["agency"] in clerk.get(f"/ban-lam-viec/ho-so/{number}").get_data(as_text=True)


def test_officers_read_the_dates_inside_the_term(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    number = clerk.receive(KEY, "du")
    assert "Chuyển đến nơi giải quyết trước" in clerk.get(f"/ban-lam-viec/ho-so/{number}").get_data(as_text=True)
