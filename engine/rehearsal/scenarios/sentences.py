"""A scenario as people read it: one sentence per step, then how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.definition import Definition
from engine.procedures import labels
from engine.rehearsal.scenarios.scenario import (
    AUTO_CLOSED,
    BY_HAND,
    CALL,
    FAILED,
    TIMER,
    WAIT,
    WITHDRAWN,
    Move,
    Scenario,
)
from engine.rehearsal.scenarios.words import (
    hours_said,
    money_said,
    node_said,
    outcome_said,
    papers_said,
    who_said,
)
from engine.text import Text

HAPPENS: Final = {
    WAIT: Text("nhận được trả lời", "the answer comes"),
    TIMER: Text("đến giờ", "the time comes"),
    CALL: Text("kết nối trả lời", "the connection answers"),
    FAILED: Text("kết nối báo lỗi", "the connection fails"),
    BY_HAND: Text("kết nối hỏng, nhập tay", "the connection fails; entered by hand"),
    AUTO_CLOSED: Text("không ai trả lời trong hạn, hồ sơ tự đóng", "nobody answers in time, the dossier is closed"),
    WITHDRAWN: Text("người nộp rút hồ sơ", "the applicant withdraws"),
}
_CHANNELS: Final = {
    "counter": Text("nộp tại quầy", "filed at the counter"),
    "online": Text("nộp trực tuyến", "filed online"),
    "post": Text("nộp qua bưu chính", "filed by post"),
}


def sentences(definition: Definition, scenario: Scenario) -> tuple[Text, ...]:
    """The filing, every step, the end."""
    steps = (
        Text(f"{number}. {one.vi}", f"{number}. {one.en}")
        for number, one in enumerate((sentence(definition, move) for move in scenario.moves), 1)
    )
    return (filing(definition, scenario), *steps, ending(definition, scenario))


def filing(definition: Definition, scenario: Scenario) -> Text:
    """How it is filed."""
    filed = scenario.filed
    how = _CHANNELS.get(filed.channel, Text(f"nộp qua {filed.channel}", f"filed by {filed.channel}"))
    case = next((one for one in definition.cases if one.id == filed.case), None)
    if case is None:
        return Text(f"Hồ sơ {how.vi}.", f"The dossier is {how.en}.")
    named = labels.translated(definition, f"case.{case.id}", case.name or case.id)
    return Text(f"Hồ sơ “{named.vi}” {how.vi}.", f"A dossier “{named.en}” is {how.en}.")


def sentence(definition: Definition, move: Move) -> Text:
    """One step."""
    name = node_said(definition, move.at) if move.at in definition.nodes else Text(move.name, move.name)
    parts = list(_parts(definition, move))
    return Text(
        f"{name.vi}: {'; '.join(one.vi for one in parts)}.", f"{name.en}: {'; '.join(one.en for one in parts)}."
    )


def _parts(definition: Definition, move: Move) -> Iterator[Text]:
    happens = HAPPENS.get(move.does)
    if happens is not None:
        yield happens
    else:
        who, what = who_said(move.who), outcome_said(definition, move)
        yield Text(f"{who.vi} – {what.vi or 'xong'}", f"{who.en} – {what.en or 'done'}")
    if move.hours:
        yield hours_said(move.hours)
    if move.papers:
        printed = papers_said(definition, move.papers)
        yield Text(f"in {printed.vi}", f"prints {printed.en}")


def ending(definition: Definition, scenario: Scenario) -> Text:
    """How it ends, how long it takes, what is paid."""
    expected = scenario.expected
    name = node_said(definition, expected.end) if expected.end else _GIVEN_UP.get(expected.result or "", _OPEN)
    fee = money_said(expected.fee)
    hours = hours_said(expected.hours)
    return Text(
        f"Kết thúc: {name.vi}; {hours.vi} làm việc; phí, lệ phí {fee.vi}.",
        f"It ends: {name.en}; {hours.en} of work; the fee is {fee.en}.",
    )


_OPEN = Text("chưa kết thúc", "not ended")
_GIVEN_UP = {
    AUTO_CLOSED: Text("hồ sơ tự đóng", "closed by itself"),
    WITHDRAWN: Text("người nộp rút hồ sơ", "withdrawn"),
}
