"""Draws one run of steps: in order, with questions behind steps of several outcomes, waits and returns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.drafting.elements import Drawing, Element, Extension
from engine.procedures.sheets.drafting.form_files import shipped_forms
from engine.procedures.sheets.drafting.names import short
from engine.procedures.sheets.drafting.step_element import FORMS, IDS, QUESTIONS, printed_words, step_extension
from engine.procedures.sheets.own.codes import Codes
from engine.procedures.sheets.own.ways import Goal
from engine.procedures.sheets.process import Branch, Process, Step
from engine.procedures.sheets.understanding.places import APPLICANT
from engine.procedures.sheets.understanding.understand import CHOSEN, is_chosen, target_of

_CLOSE_AFTER = "15"
"""Days after which a wait for a supplement closes; not printed on sheets, so it is marked as a sample."""


@dataclass
class Chain:
    """One run on the way into a drawing. ``notes`` are remarks by the position of the step they stand below."""

    process: Process
    drawing: Drawing
    steps: list[Step]
    case: str | None
    notes: dict[int, list[str]] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    _tasks: dict[int, Element] = field(default_factory=dict)
    _joins: dict[int, Element] = field(default_factory=dict)
    _refusals: dict[tuple[bool, str], Element] = field(default_factory=dict)
    _waits: dict[str, Element] = field(default_factory=dict)
    _end: str = ""

    def draw(self, start: Element, end: Element) -> None:
        """Draw the run from ``start`` to ``end``."""
        self._end = end.id
        worked = [index for index, step in enumerate(self.steps) if not self._leads_in(index, step)]
        for index in worked:
            self._tasks[index] = self._node(index)
        targets = self._targets(worked)
        for index in sorted(targets):
            self._joins[index] = self.drawing.add("exclusiveGateway", f"gop_{self._tasks[index].id}")
            self.drawing.link(self._joins[index].id, self._tasks[index].id)
        following = dict(zip(worked, worked[1:], strict=False))
        self.drawing.link(start.id, self._door(worked[0]) if worked else end.id)
        for index in worked:
            after = self._door(following[index]) if index in following else end.id
            self._ways(index, after)

    def lead_in(self) -> list[Step]:
        """Steps of the applicant before anybody receives the dossier: they are the submission itself."""
        return [step for index, step in enumerate(self.steps) if self._leads_in(index, step)]

    def _leads_in(self, index: int, step: Step) -> bool:
        rest = len(self.steps) - index > 1
        return rest and all(one.understood.unit == APPLICANT for one in self.steps[: index + 1])

    def _targets(self, worked: list[int]) -> set[int]:
        """Steps that more than one flow leads to: they get a merge in front."""
        if self.process.own is not None:
            return set(several(self.steps, worked, self.process.own))
        found = set()
        for index in worked:
            for branch in self.steps[index].understood.branches:
                if branch.goes_to == "wait" and self._is_task(index):
                    found.add(index)
                if branch.goes_to == "step" and branch.target in self._tasks:
                    found.add(branch.target)
        return found

    def _is_task(self, index: int) -> bool:
        return self._tasks[index].bpmn == "userTask"

    def _door(self, index: int) -> str:
        return self._joins[index].id if index in self._joins else self._tasks[index].id

    def _node(self, index: int) -> Element:
        step = self.steps[index]
        name = short(step.content or step.actor) or f"Bước {index + 1}"
        if step.codes is not None:
            return self._task(index, step, step.codes.name or name)
        if step.understood.unit == APPLICANT:
            element = self._wait("confirmation", f"cho_{index + 1}", name, pause=True)
        else:
            element = self._task(index, step, name)
        plain = element.bpmn != "userTask"
        element.documentation = printed_words(step, self.notes.get(index, []), content=plain)
        return element

    def _task(self, index: int, step: Step, name: str) -> Element:
        kind = step.understood.kind or "appraise"
        unit = step.understood.unit
        asking = self._asking(index) if unit == CHOSEN else None
        if asking is not None:
            unit = f"{CHOSEN}{self._tasks[asking].id}.co_quan"
        elif unit == CHOSEN:
            unit = None
        first = step.shared_group not in {one.shared_group for one in self.steps[:index]}
        extension = step_extension(step, self.process, case=self.case, unit=unit, group_first=first)
        form = self._form(index, kind)
        if form:
            self.forms.add(form)
            extension.attributes["form"] = form
        codes = step.codes
        element = self.drawing.add("userTask", codes.id if codes else IDS.get(kind, "buoc"), name, extension)
        if is_chosen(unit):
            element.cardinality = f"count({str(unit).removeprefix(CHOSEN).partition('/')[0]})"
            element.completion = codes.completion if codes else ""
        return element

    def _form(self, index: int, kind: str) -> str:
        codes = self.steps[index].codes
        if codes is not None:
            return codes.form if codes.form in shipped_forms() or not codes.form else FORMS.get(kind, "tham-dinh")
        if any(
            self.steps[later].understood.unit == CHOSEN and self._asking(later) == index
            for later in range(index + 1, len(self.steps))
        ):
            return "lay-y-kien"
        return FORMS.get(kind, "tham-dinh")

    def _asking(self, index: int) -> int | None:
        """The step that picks whom to ask: the last one of a case officer before it, else the last step before."""
        worked = [one for one in range(index) if self.steps[one].understood.unit not in (APPLICANT, CHOSEN)]
        officers = [one for one in worked if self.steps[one].understood.kind == "appraise"]
        return officers[-1] if officers else (worked[-1] if worked else None)

    def _ways(self, index: int, after: str) -> None:
        task = self._tasks[index]
        branches = [one for one in self.steps[index].understood.branches if self._drawn(one, index)]
        own = self.process.own is not None
        if len(branches) < 2 or task.bpmn != "userTask":
            self.drawing.link(task.id, self._way(index, branches[0], after) if own and branches else after)
            return
        kind = self.steps[index].understood.kind or ""
        question = self.drawing.add("exclusiveGateway", f"re_{task.id}", QUESTIONS.get(kind, "Kết quả của bước?"))
        self.drawing.link(task.id, question.id)
        for number, branch in enumerate(branches):
            target = after if number == 0 and not own else self._way(index, branch, after)
            condition = None if number == 0 else f'{task.id}.outcome = "{branch.id}"'
            flow = self.drawing.link(question.id, target, branch.name, condition)
            if number == 0:
                question.default = flow.id

    def _drawn(self, branch: Branch, index: int) -> bool:
        return branch.goes_to != "step" or branch.target in self._tasks

    def _way(self, index: int, branch: Branch, after: str) -> str:
        if branch.goes_to == "step" and branch.target is not None:
            return self._door(branch.target)
        if branch.goes_to == "end":
            return self._ended(branch.result or "refused", accepted=index != min(self._tasks))
        if branch.goes_to == "wait" and branch.wait is not None:
            return self._known_wait(branch.wait, index, after)
        if branch.goes_to == "wait":
            wait = self._wait("supplement", f"cho_bo_sung_{self._tasks[index].id}", "Chờ bổ sung hồ sơ", pause=False)
            self.drawing.link(wait.id, self._door(index))
            return wait.id
        return after

    def _wait(self, kind: str, wanted: str, name: str, *, pause: bool) -> Element:
        attributes = {"kind": kind, "autoCloseAfter": _CLOSE_AFTER, "autoCloseUnit": "working_days", "form": "bo-sung"}
        if pause:
            attributes["clock"] = "pause"
        self.forms.add("bo-sung")
        return self.drawing.add("receiveTask", wanted, name, Extension("wait", {**attributes, "sample": "true"}))

    def _known_wait(self, ref: str, index: int, after: str) -> str:
        """The wait a line names, with what the table of codes says of it; without that a supplement."""
        codes = self.process.own
        known = next((one for one in codes.waits if one.ref == ref), None) if codes is not None else None
        if known is None:
            return self._way(index, Branch("", "", "wait"), after)
        if ref in self._waits:
            return self._waits[ref].id
        attributes = dict(known.attributes)
        if attributes.get("form") not in (None, *shipped_forms()):
            attributes["form"] = "bo-sung"
        if "form" in attributes:
            self.forms.add(attributes["form"])
        self._waits[ref] = self.drawing.add("receiveTask", known.id, known.name, Extension("wait", attributes))
        goal = known.goals[0] if known.goals else Goal("end", "stopped")
        self.drawing.link(self._waits[ref].id, self._to(goal, index, after))
        return self._waits[ref].id

    def _to(self, goal: Goal, index: int, after: str) -> str:
        if goal.kind == "wait":
            return self._known_wait(goal.name, index, after)
        if goal.kind == "end":
            return self._ended(goal.name or "stopped", accepted=True)
        target = target_of(goal, self.steps)
        return self._door(target) if target is not None and target in self._tasks else after

    def _ended(self, result: str, *, accepted: bool) -> str:
        if result == "granted":
            return self._end
        if (accepted, result) not in self._refusals:
            wanted, name = _ENDS[accepted, result]
            self._refusals[accepted, result] = self.drawing.add(
                "endEvent", wanted, name, Extension("end", {"result": result})
            )
        return self._refusals[accepted, result].id


def several(steps: Sequence[Step], worked: Sequence[int], codes: Codes) -> Iterator[int]:
    """Positions of the steps of a sheet of our own that more than one flow leads to."""
    counts = Counter(worked[:1])
    waits: set[str] = set()
    for place, index in enumerate(worked):
        branches = steps[index].understood.branches
        for branch in branches:
            target = branch.target if branch.goes_to == "step" else None
            ref = branch.wait
            if branch.goes_to == "wait" and ref is None:
                target = index
            while ref is not None and target is None and ref not in waits:
                waits.add(ref)
                goal = next((one.goals[0] for one in codes.waits if one.ref == ref and one.goals), None)
                target = target_of(goal, list(steps)) if goal is not None and goal.kind == "step" else None
                ref = goal.name if goal is not None and goal.kind == "wait" else None
            goes_on = branch.goes_to == "next" and place + 1 < len(worked)
            counts.update([target] if target is not None else [worked[place + 1]] if goes_on else [])
        if not branches and place + 1 < len(worked):
            counts[worked[place + 1]] += 1
    return (index for index, count in counts.items() if count > 1)


_ENDS: Final = {
    (True, "refused"): ("tu_choi_giai_quyet", "Từ chối giải quyết"),
    (False, "refused"): ("tu_choi_tiep_nhan", "Không tiếp nhận"),
    (True, "stopped"): ("dung_giai_quyet", "Dừng giải quyết"),
    (False, "stopped"): ("dung_tiep_nhan", "Dừng tiếp nhận"),
}
