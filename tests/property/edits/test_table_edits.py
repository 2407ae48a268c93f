"""Random edits of a new procedure: the table reads as it was edited; the diagram stays sound, drawn and runnable."""

from __future__ import annotations

import dataclasses
import os
from decimal import Decimal
from typing import Any

from edit_model import Goal, Impossible, Model, Row
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from engine.bpmn import table
from engine.bpmn.checks import check
from engine.bpmn.definition import Outcome, Step, Wait
from engine.bpmn.edit import EditRefused, apply, new_procedure
from engine.bpmn.edit import edits as e
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped
from engine.spiff.specs import compile_version
from tests.unit.bpmn_layout.drawn import Drawn

WHO = (
    ("receiving/one_stop", "can_bo_mot_cua"),
    ("receiving/phong_vhxh", "chuyen_vien"),
    ("receiving/phong_vhxh", "lanh_dao_phong"),
    ("receiving", "lanh_dao_ubnd_xa"),
    ("receiving/vp_hdnd_ubnd", "van_thu"),
)
NAMES = ("Thẩm định hồ sơ", "Xem xét, trình ký", "Ký duyệt", "Đóng dấu", "Lấy ý kiến", "Xác minh", "Trả kết quả")
WAITING = Wait("supplement", auto_close_after=Decimal(15), form="bo-sung")
MOST_ROWS = 9


class Session:
    """A file and the model of its table, edited side by side."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.file = new_procedure("Thủ tục cấp thẻ thư viện")
        self.model = Model()

    def one_of(self, choices: Any) -> Any:
        return self.data.draw(st.sampled_from(list(choices)))

    def any_row(self) -> str:
        return str(self.one_of(row.key for row in self.model.rows))

    def place(self, but: str | None = None) -> str | None:
        return self.one_of([None, *(row.key for row in self.model.rows if row.key != but)])  # type: ignore[no-any-return]

    def do(self, edit: e.Edit, expected: Any) -> None:
        """Carry out an edit in both; both refuse, or both say the same afterwards."""
        note(str(edit))
        try:
            expected()
        except Impossible:
            try:
                apply(self.file, edit)
            except EditRefused as refused:
                assert all(one.why.vi and one.what_to_do.en for one in refused.problems)
                return
            raise AssertionError(f"{edit} was not refused") from None
        self.file = apply(self.file, edit)
        self.compare()

    def compare(self) -> None:
        definition = read(self.file)
        found = table.read(definition)
        assert found.not_a_table == ()
        said = [
            (
                row.no,
                row.element,
                row.unit,
                row.post,
                {one.id: "wait" if one.goes_to.startswith("wait:") else one.goes_to for one in row.outcomes},
            )
            for row in found.rows
        ]
        assert said == self.model.table()
        assert [one for one in check(definition, shipped()) if one.severity == "error"] == []
        assert Drawn(self.file).faults() == []

    def add(self) -> None:
        if len(self.model.rows) >= MOST_ROWS:
            return
        after, (unit, post), name = self.place(), self.one_of(WHO), self.one_of(NAMES)
        step = Step(unit=unit, post=post, limit=Decimal(4), kind="review", outcomes=(Outcome("xong", "Xong"),))
        before = set(read(self.file).nodes)
        note(f"AddStep({after!r}, {name!r})")
        self.file = apply(self.file, e.AddStep(after, name, step))
        (key,) = [node.id for node in read(self.file).steps() if node.id not in before]
        self.model.add(after, Row(key, unit, post, {"xong": Goal("next")}))
        self.compare()

    def move(self) -> None:
        key = self.any_row()
        after = self.place(key)
        self.do(e.MoveStep(key, after), lambda: self.model.move(key, after))

    def remove(self) -> None:
        if len(self.model.rows) > 1:
            key = self.any_row()
            self.do(e.RemoveStep(key), lambda: self.model.remove(key))

    def goal(self, key: str) -> tuple[e.Goal, Goal]:
        others = [row.key for row in self.model.rows if row.key != key]
        kinds = ["next", "wait", "end:refused", *(["to"] if others else [])]
        kind = self.one_of(kinds)
        if kind == "to":
            to = str(self.one_of(others))
            return e.To(to), Goal("to", to)
        goals: dict[str, e.Goal] = {"next": e.GoOn(), "wait": e.Await(WAITING), "end:refused": e.End("refused")}
        return goals[kind], Goal(kind)

    def outcome(self) -> None:
        key = self.any_row()
        row = self.model.row(key)
        wish = self.one_of(("bo_sung", "tu_choi", "tra_lai"))
        goal, meant = self.goal(key)
        if wish in row.outcomes:
            self.do(e.ChangeOutcome(key, wish, goal=goal), lambda: self.model.say(key, wish, meant))
        else:
            edit = e.AddOutcome(key, Outcome(wish, wish.replace("_", " ")), goal)
            self.do(edit, lambda: self.model.say(key, wish, meant))

    def fewer(self) -> None:
        rows = [row for row in self.model.rows if len(row.outcomes) > 1]
        if rows:
            row = self.one_of(rows)
            outcome = self.one_of(list(row.outcomes)[1:])
            self.do(e.RemoveOutcome(row.key, outcome), lambda: self.model.forget(row.key, outcome))

    def other_unit(self) -> None:
        row, (unit, post) = self.model.row(self.any_row()), self.one_of(WHO)
        step = read(self.file).nodes[row.key].step
        assert step is not None

        def expected() -> None:
            row.unit, row.post = unit, post

        self.do(e.ChangeStep(row.key, dataclasses.replace(step, unit=unit, post=post)), expected)


ACTS = (Session.add, Session.add, Session.outcome, Session.outcome, Session.move, Session.remove, Session.fewer)


@given(st.data())
@settings(
    max_examples=25,
    deadline=None,
    derandomize="QT_SOAK" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
def test_the_table_reads_as_it_was_edited(data: st.DataObject) -> None:
    session = Session(data)
    session.add()
    for _ in range(data.draw(st.integers(3, 10))):
        data.draw(st.sampled_from((*ACTS, Session.other_unit)))(session)
    compile_version(session.file)
    assert apply(session.file, e.Rename("nop_ho_so", "Nộp hồ sơ")) is session.file
