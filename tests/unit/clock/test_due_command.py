"""The command `quytrinh due`: every vector can be put to it, and a wrong call is one clear line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engine.cli.due import command

OFFICE = ("--calendar", "standard-8-12-13-17")
NOVEMBER = "2026-11-"


def call(*arguments: str) -> Any:
    """Run the command with a good call and read its answer."""
    result = CliRunner().invoke(command, ["--format", "json", *arguments])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def due(term: str, accepted: str, *more: str, calendar: tuple[str, str] = OFFICE) -> str:
    """The due date as day and clock of November 2026."""
    answer = call(*calendar, "--term", term, "--accepted", NOVEMBER + accepted, *more)
    return str(answer["due"]).removeprefix(NOVEMBER).removesuffix(":00+07:00")


def event(kind: str, when: str) -> tuple[str, str]:
    """An event option."""
    return "--event", f"{kind}@{NOVEMBER}{when}"


SUPPLEMENT = (*event("supplement_requested", "04T10:00"), *event("supplement_received", "06T10:00"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (("same_day", "03T14:59", "--cut-off", "15:00"), "03T17:00"),
        (("same_day", "06T15:01", "--cut-off", "15:00"), "09T17:00"),
        (("3 working_days", "02T10:00"), "05T10:00"),
        (("24 working_hours", "06T16:00"), "11T16:00"),
        (("8 working_hours", "05T10:00", "--holiday", "2026-11-06"), "09T10:00"),
        (("5 working_days", "02T08:00", *SUPPLEMENT), "13T10:00"),
        (("5 working_days", "02T08:00", "--on-supplement", "pause", *SUPPLEMENT), "10T17:00"),
        (("5+3 working_days", "02T08:00"), "06T17:00"),
        (("96 working_hours", "02T08:00"), "17T17:00"),
        (("20 calendar_days", "02T08:00"), "23T17:00"),
    ],
    ids=["V1", "V2", "V3", "V4", "V6", "V8", "V9", "V10", "V14", "calendar days"],
)
def test_vectors(answer: tuple[str, ...], expected: str):
    assert due(*answer) == expected


def test_v5_in_the_ward():
    assert due("8 working_hours", "07T09:00", calendar=("--calendar", "ward-0730-sat")) == "09T14:30"


def test_v7_a_submission_that_nobody_accepted_yet():
    answer = call(*OFFICE, "--term", "8 working_hours", "--submitted", "2026-11-07T20:00")
    assert answer["reception"] == {"from": "2026-11-09T08:00:00+07:00", "due": "2026-11-09T17:00:00+07:00"}
    assert (answer["due"], answer["status"]) == ("2026-11-09T17:00:00+07:00", "not_started")


def test_v10_the_second_appointment():
    paid = (*event("sent_to_tax", "06T16:00"), *event("payment_proved", "18T09:00"))
    answer = call(*OFFICE, "--term", "5+3 working_days", "--accepted", "2026-11-02T08:00", *paid)
    assert answer["dues"] == ["2026-11-06T17:00:00+07:00", "2026-11-23T09:00:00+07:00"]
    assert answer["due"] == answer["dues"][1]


def test_v11_extension():
    two_days = (*OFFICE, "--term", "2 working_days", "--accepted", "2026-11-02T10:00")
    assert call(*two_days)["extend_until"] == "2026-11-03"
    moved = call(*two_days, "--event", "extended@2026-11-03T09:00/2026-11-06T10:00")
    assert (moved["due"], moved["extend_until"]) == ("2026-11-06T10:00:00+07:00", None)
    refused = CliRunner().invoke(command, [*two_days, "--event", "extended@2026-11-04T09:00"])
    assert (refused.exit_code, "chậm nhất 1 ngày" in refused.stderr) == (2, True)
    twice = CliRunner().invoke(command, [*two_days, *event("extended", "02T11:00"), *event("extended", "02T12:00")])
    assert (twice.exit_code, "gia hạn 1 lần" in twice.stderr) == (2, True)


@pytest.mark.parametrize(("finished", "status"), [("03T17:00", "early"), ("04T09:30", "on_time"), ("04T10:01", "late")])
def test_v12_outcomes(finished: str, status: str):
    finish = event("finished", finished)
    answer = call(*OFFICE, "--term", "2 working_days", "--accepted", "2026-11-02T10:00", *finish)
    assert (answer["status"], answer["state"], answer["outcome"]) == (status, "finished", status)


def test_v14_the_agencies_of_a_chain_and_the_sum_on_the_receipt():
    chain = ("--agency", "xã=40 working_hours", "--agency", "Sở=56 working_hours")
    answer = call(*OFFICE, "--term", "96 working_hours", "--accepted", "2026-11-02T08:00", *chain)
    assert answer["agencies"] == [
        {"agency": "xã", "due": "2026-11-06T17:00:00+07:00"},
        {"agency": "Sở", "due": "2026-11-17T17:00:00+07:00"},
    ]
    assert answer["due"] == answer["agencies"][-1]["due"]


def test_v13_eighty_hours_are_ten_days():
    assert due("80 working_hours", "02T10:00") == due("10 working_days", "02T10:00")


def test_the_explanation_has_no_gaps_and_adds_up():
    answer = call("--calendar", "vn", "--term", "3 working_days", "--accepted", "2026-02-12T10:00")
    told = answer["explanation"]
    assert (told[0]["from"], told[-1]["to"]) == ("2026-02-12T10:00:00+07:00", answer["due"])
    assert all(one["to"] == two["from"] for one, two in zip(told, told[1:], strict=False))
    assert sum(one["counted_seconds"] for one in told) == 24 * 3600
    assert any("9441/TB-BNV" in one["reason"] for one in told)


def test_times_of_other_zones_are_understood():
    assert call(*OFFICE, "--term", "1 working_hours", "--accepted", "2026-11-02T03:00:00Z")["due"].startswith(
        "2026-11-02T11:00:00+07:00"
    )


def test_a_stopped_clock_has_no_due_date():
    stopped = event("supplement_requested", "04T10:00")
    answer = call(*OFFICE, "--term", "5 working_days", "--accepted", "2026-11-02T08:00", *stopped)
    assert (answer["due"], answer["status"], answer["dues"]) == (None, "stopped", [])


def test_a_second_supplement_warns_in_the_asked_language():
    again = (*event("supplement_requested", "09T10:00"), *event("supplement_received", "10T10:00"))
    arguments = (*OFFICE, "--term", "5 working_days", "--accepted", "2026-11-02T08:00", *SUPPLEMENT, *again)
    assert "requested 2 times" in call(*arguments, "--language", "en")["warnings"][0]


def test_a_calendar_file(tmp_path: Path):
    file = tmp_path / "xã.json"
    file.write_text(json.dumps({"week": {"mon-sat": ["07:00-11:00"]}}), encoding="utf-8")
    assert due("8 working_hours", "06T10:00", calendar=("--calendar", str(file))) == "09T10:00"
    plain = file.rename(tmp_path / "lich")
    assert due("8 working_hours", "06T10:00", calendar=("--calendar", str(plain))) == "09T10:00"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"base": "vn", "holidays": ["2026-06-15", "2026-06-15"]}, "15/06/2026"),
        ({"base": "vn", "holidays": ["2026-06-15"], "half_days": [{"date": "2026-06-15", "hours": []}]}, "mâu thuẫn"),
        ({"base": "vn", "swaps": [{"off": "2026-06-19", "work": "2026-06-19"}]}, "vừa là ngày nghỉ"),
        ({"week": {"mon": ["08:00-12:00", "11:00-13:00"]}}, "chồng nhau"),
        ({"week": {"mon": ["17:00-08:00"]}}, "17:00-08:00"),
        ({"week": {}}, "không có giờ làm việc"),
        (["mon"], "đối tượng"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_one_line(tmp_path: Path, document: Any, said: str):
    file = tmp_path / "lich.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    result = CliRunner().invoke(
        command, ["--calendar", str(file), "--term", "3 working_days", "--accepted", "2026-06-12"]
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


def test_midnight_belongs_to_the_day_it_has_in_vietnam():
    hour = (*OFFICE, "--term", "1 working_hours")
    before, after = (call(*hour, "--accepted", at) for at in ("2026-11-02T16:59:59Z", "2026-11-01T17:00:00-00:00"))
    assert before["due"] == "2026-11-03T09:00:00+07:00", "23:59:59 on Monday: Tuesday's first hour"
    assert after["due"] == "2026-11-02T09:00:00+07:00", "00:00 on Monday"


def test_events_in_any_order_and_from_any_zone_say_the_same():
    first, second = "supplement_requested@2026-11-04T03:00:00Z", "supplement_received@2026-11-06T10:00:00+07:00"
    arguments = (*OFFICE, "--term", "5 working_days", "--accepted", "2026-11-02T08:00")
    forward = call(*arguments, "--event", first, "--event", second)
    assert forward == call(*arguments, "--event", second, "--event", first)
    assert forward["due"] == "2026-11-13T10:00:00+07:00"


def test_text_for_people():
    result = CliRunner().invoke(
        command, [*OFFICE, "--term", "1 working_days", "--accepted", "2026-11-02T10:00", "--format", "text"]
    )
    assert result.stdout.splitlines()[0] == "running: 10:00 thứ Ba, ngày 03/11/2026"
    assert "+2 giờ  Giờ làm việc" in result.stdout


def test_a_warning_is_printed_for_people():
    extended = event("extended", "02T11:00")
    result = CliRunner().invoke(
        command, [*OFFICE, "--term", "3 working_days", "--accepted", "2026-11-02T10:00", "--format", "text", *extended]
    )
    assert "Gia hạn chưa ghi ngày hẹn lại." in result.stdout


GOOD = {"--calendar": "vn", "--term": "3 working_days", "--accepted": "2026-11-02T10:00"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"--calendar": "mars"}, "mars"),
        ({"--calendar": "nowhere.json"}, "nowhere.json"),
        ({"--term": "3 days"}, "3 days"),
        ({"--term": "0 working_days"}, "lớn hơn 0"),
        ({"--accepted": "yesterday"}, "yesterday"),
        ({"--accepted": "2026-02-30T10:00"}, "2026-02-30"),
        ({"--accepted": "9999-12-31T10:00"}, "9999"),
        ({"--accepted": "0001-01-01T00:00+14:00"}, "năm"),
        ({"--submitted": "2026-11-03T10:00"}, "submitted"),
        ({"--cut-off": "25:00"}, "25:00"),
        ({"--cut-off": ""}, "thời điểm"),
        ({"--holiday": "2/9"}, "2/9"),
        ({"--on-supplement": "forget"}, "forget"),
        ({"--event": "finished"}, "finished"),
        ({"--event": "accepted@2026-11-03T10:00"}, "LOẠI@THỜI_ĐIỂM"),
        ({"--event": "nap@2026-11-03T10:00"}, "nap"),
        ({"--event": "payment_proved@2026-11-03T10:00"}, "payment_proved"),
        ({"--event": "supplement_received@2026-11-01T10:00"}, "supplement_received"),
        ({"--nonsense": "1"}, "--nonsense"),
        ({"--agency": "xã=2 working_days"}, "không cộng đúng"),
        ({"--agency": "xã=3 calendar_days"}, "giờ hoặc ngày làm việc"),
        ({"--agency": "xã"}, "xã"),
    ],
)
def test_a_wrong_call_is_one_line_on_stderr_and_exit_2(wrong: dict[str, str], said: str):
    arguments = [word for pair in {**GOOD, **wrong}.items() for word in pair]
    result = CliRunner().invoke(command, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr


@pytest.mark.parametrize("missing", ["--calendar", "--term", "--accepted"])
def test_what_is_missing_is_named(missing: str):
    arguments = [word for pair in GOOD.items() if pair[0] != missing for word in pair]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert missing in result.stderr
