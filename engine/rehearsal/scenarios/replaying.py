"""Going a scenario's way once more through the real ``advance``, and saying where it goes otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from engine import feel
from engine.bpmn.definition import Definition
from engine.forms import Form
from engine.rehearsal.scenarios import differing
from engine.rehearsal.scenarios.differing import Difference, Replayed
from engine.rehearsal.scenarios.driving import Broken, Drive, NoOutcome, NotOpen, WrongAnswers
from engine.rehearsal.scenarios.papers import accepts
from engine.rehearsal.scenarios.recording import as_it_is, recorded
from engine.rehearsal.scenarios.scenario import Move, Scenario
from engine.rehearsal.scenarios.words import (
    hours_said,
    joined,
    money_said,
    node_said,
    outcome_said,
    papers_said,
    step_said,
    who_said,
)
from engine.rehearsal.subject import Subject
from engine.text import Text

FILING: Final = Text("lúc nộp", "at the filing")


def replay(subject: Subject, scenario: Scenario, now: datetime) -> Replayed:
    """Go the way again; the first step that cannot be done ends it."""
    return _Replay(subject, scenario, now).run()


class _Replay:
    def __init__(self, subject: Subject, scenario: Scenario, now: datetime) -> None:
        self.subject, self.scenario = subject, scenario
        self.drive = Drive(subject, now)
        self.found = Replayed(scenario)
        self.accepted = False

    @property
    def definition(self) -> Definition:
        return self.subject.definition

    def run(self) -> Replayed:
        if self._filed() and all(self._moved(number, move) for number, move in enumerate(self.scenario.moves, 1)):
            self._end()
            self.found.now = recorded(self.scenario, self.drive)
        return self.found

    def _filed(self) -> bool:
        filed = self.scenario.filed
        case = next((one for one in self.definition.cases if one.id == filed.case), None)
        if (filed.case is None) != (not self.definition.cases) or (filed.case is not None and case is None):
            was, now = filed.case or "–", ", ".join(one.id for one in self.definition.cases) or "–"
            return self._differs(
                differing.STOPS, 0, "", FILING, Text(f"trường hợp “{was}”", f"case “{was}”"),
                Text(f"thủ tục có: {now}", f"the procedure has: {now}"),
            )  # fmt: skip
        try:
            self.drive.file(filed)
        except WrongAnswers as error:
            return self._refused(0, "", FILING, error)
        except Broken as error:
            return self._differs(differing.STOPS, 0, "", FILING, Text("nộp được", "it can be filed"), error.said)
        if case is not None and self._of_another_case(case.id):
            name = case.name or case.id
            self._differs(
                differing.FORM, 0, "", FILING, Text(f"trường hợp “{name}”", f"case “{name}”"),
                Text("tờ khai không còn thuộc trường hợp này", "the application is no longer of this case"),
            )  # fmt: skip
        return True

    def _of_another_case(self, mine: str) -> bool:
        """Whether an applicant who filed this on her own would be given another case."""
        names = {**self.drive.before(self.scenario.filed), "don": dict(self.scenario.filed.answers)}
        fitting = [
            one.id
            for one in self.definition.cases
            if one.when and feel.evaluate(one.when, names, now=self.drive.now).value is True
        ]
        return bool(fitting) and mine not in fitting

    def _moved(self, number: int, move: Move) -> bool:
        where = step_said(self.definition, number, move)
        try:
            self.drive.move(move)
        except NotOpen:
            return self._differs(
                differing.STOPS, number, move.at, where,
                Text("đến lượt", "its turn"), self._stands(),
            )  # fmt: skip
        except NoOutcome:
            wanted = outcome_said(self.definition, move)
            return self._differs(
                differing.STOPS, number, move.at, where,
                Text(f"kết luận “{wanted.vi}”", f"the conclusion “{wanted.en}”"),
                Text("bước không còn kết luận này", "the step no longer offers it"),
            )  # fmt: skip
        except WrongAnswers as error:
            return self._refused(number, move.at, where, error)
        except Broken as error:
            return self._differs(
                differing.STOPS, number, move.at, where, Text("làm xong được", "it can be done"), error.said
            )
        self._compare(number, where, move)
        return True

    def _compare(self, number: int, where: Text, move: Move) -> None:
        self.accepted = self.accepted or accepts(self.definition, move)
        today = as_it_is(self.subject, move, self.drive.case, self.accepted)
        told = (
            (differing.WHO, move.who, today.who, who_said(move.who), who_said(today.who)),
            (differing.TIME, move.hours, today.hours, hours_said(move.hours), hours_said(today.hours)),
            (
                differing.PAPER,
                set(move.papers),
                set(today.papers),
                papers_said(self.definition, move.papers),
                papers_said(self.definition, today.papers),
            ),
        )
        for code, was, now, was_said, now_said in told:
            if was != now:
                self._differs(code, number, move.at, where, was_said, now_said)

    def _end(self) -> None:
        number = len(self.scenario.moves) + 1
        was, now = self.scenario.expected, recorded(self.scenario, self.drive).expected
        last = self.scenario.moves[-1].at if self.scenario.moves else ""
        if (was.end, was.result) != (now.end, now.result):
            self._differs(
                differing.END, number, now.end or last, Text("kết thúc", "the end"),
                _ending(self.definition, was.end, was.result),
                _ending(self.definition, now.end, now.result) if self.drive.standing.ended else self._stands(),
            )  # fmt: skip
        if was.fee != now.fee:
            self._differs(
                differing.FEE, number, "", Text("phí, lệ phí", "the fee"), money_said(was.fee), money_said(now.fee)
            )
        if was.hours != now.hours and not any(one.code == differing.TIME for one in self.found.differences):
            self._differs(
                differing.TIME, number, last, Text("cả đường", "the whole way"),
                hours_said(was.hours), hours_said(now.hours),
            )  # fmt: skip

    def _refused(self, number: int, element: str, where: Text, error: WrongAnswers) -> bool:
        return self._differs(
            differing.FORM, number, element, where,
            Text(f"biểu mẫu “{error.form.title.vi}” nhận", f"the form “{error.form.title.en}” takes the answers"),
            joined(_field(error.form, path, text) for path, text in list(error.errors.items())[:3]),
        )  # fmt: skip

    def _stands(self) -> Text:
        """Where the dossier is instead."""
        standing = self.drive.standing
        if standing.ended is not None:
            ended = _ending(self.definition, standing.ended.element, standing.ended.result)
            return Text(f"hồ sơ đã {ended.vi}", f"the dossier has {ended.en}")
        if not standing.things:
            return Text("hồ sơ không còn ở đâu", "the dossier stands nowhere")
        open_ones = list(dict.fromkeys(one.element for one in standing.things))
        named = joined(_quoted(node_said(self.definition, key)) for key in open_ones)
        return Text(f"hồ sơ đang ở {named.vi}", f"the dossier stands at {named.en}")

    def _differs(self, code: str, step: int, element: str, where: Text, was: Text, now: Text) -> bool:
        """Note a difference; False, so that it can be what ends the way."""
        name, english = self.scenario.name, self.scenario.name_en or self.scenario.name
        said = Text(
            f"Kịch bản “{name}”: {where.vi} mong đợi {was.vi}, nay {now.vi.rstrip('.')}.",
            f"Scenario “{english}”: {where.en}: expected {was.en}, now {now.en.rstrip('.')}.",
        )
        self.found.differences.append(Difference(code, step, element, said))
        return False


def _ending(definition: Definition, end: str | None, result: str | None) -> Text:
    if end is None:
        known = {
            "auto_closed": Text("tự đóng", "closed itself"),
            "withdrawn": Text("được rút", "been withdrawn"),
        }
        return known.get(result or "", Text("chưa kết thúc", "not ended"))
    name = node_said(definition, end)
    return Text(f"kết thúc ở “{name.vi}”", f"ended at “{name.en}”")


def _quoted(name: Text) -> Text:
    return Text(f"“{name.vi}”", f"“{name.en}”")


def _field(form: Form, path: str, text: Text) -> Text:
    field = form.find(path.partition("[")[0].partition(".")[0])
    if field is None:
        return text
    return Text(f"ô “{field.label.vi}”: {text.vi}", f"the field “{field.label.en}”: {text.en}")


def sentences(found: Iterable[Replayed]) -> list[Text]:
    """Every difference in words."""
    return [one.said for each in found for one in each.differences]
