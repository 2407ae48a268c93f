"""Draws one run of steps: in order, with questions behind steps of several outcomes, waits and returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.procedures.sheets.drafting.elements import Drawing, Element, Extension
from engine.procedures.sheets.drafting.names import short
from engine.procedures.sheets.drafting.step_element import FORMS, IDS, QUESTIONS, printed_words, step_extension
from engine.procedures.sheets.process import Branch, Process, Step
from engine.procedures.sheets.understanding.places import APPLICANT
from engine.procedures.sheets.understanding.understand import CHOSEN

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
    _refusals: dict[bool, Element] = field(default_factory=dict)

    def draw(self, start: Element, end: Element) -> None:
        """Draw the run from ``start`` to ``end``."""
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
        self.forms.add(form)
        extension.attributes["form"] = form
        element = self.drawing.add("userTask", IDS.get(kind, "buoc"), name, extension)
        if asking is not None:
            element.cardinality = f"count({self._tasks[asking].id}.co_quan)"
        return element

    def _form(self, index: int, kind: str) -> str:
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
        if len(branches) < 2 or task.bpmn != "userTask":
            self.drawing.link(task.id, after)
            return
        kind = self.steps[index].understood.kind or ""
        question = self.drawing.add("exclusiveGateway", f"re_{task.id}", QUESTIONS.get(kind, "Kết quả của bước?"))
        self.drawing.link(task.id, question.id)
        for number, branch in enumerate(branches):
            target = after if number == 0 else self._way(index, branch, after)
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
            return self._refused(accepted=index != min(self._tasks)).id
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

    def _refused(self, *, accepted: bool) -> Element:
        if accepted not in self._refusals:
            wanted, name = (
                ("tu_choi_giai_quyet", "Từ chối giải quyết") if accepted else ("tu_choi_tiep_nhan", "Không tiếp nhận")
            )
            self._refusals[accepted] = self.drawing.add(
                "endEvent", wanted, name, Extension("end", {"result": "refused"})
            )
        return self._refusals[accepted]
