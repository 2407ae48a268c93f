"""Carries out an edit on the bytes of a file: refuses what would break it, and draws what is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from engine.bpmn import layout, not_a_table
from engine.bpmn.checks import Finding, check
from engine.bpmn.definition import Definition
from engine.bpmn.edit import (
    agencies,
    blocks,
    cases,
    lanes,
    legs,
    numbering,
    outcomes,
    refusing,
    sheets,
    steps,
    trees,
    ways,
)
from engine.bpmn.edit import edits as e
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.problems import EditRefused, Problem
from engine.bpmn.vocabulary import shipped
from engine.text import Text

Handler = Callable[[Draft, Any], None]

_WAYS: Final[Mapping[type, Handler]] = {
    e.AddStep: steps.add_step,
    e.AddWait: steps.add_wait,
    e.AddConnector: steps.add_connector,
    e.MoveStep: steps.move_step,
    e.RemoveStep: steps.remove_step,
    e.AddOutcome: outcomes.add_outcome,
    e.ChangeOutcome: outcomes.change_outcome,
    e.RemoveOutcome: outcomes.remove_outcome,
    e.AddBranch: outcomes.add_branch,
    e.RemoveBranch: outcomes.remove_branch,
    e.MakeParallel: blocks.make_parallel,
    e.MakeSequential: blocks.make_sequential,
    e.AddLeg: legs.add_leg,
    e.LeadWait: legs.lead_wait,
    e.OnlyInCases: cases.only_in_cases,
    e.CatchRefusal: refusing.catch_refusal,
    e.LeaveRefusal: refusing.leave_refusal,
    e.TimeAgency: agencies.time_agency,
}
"""Edits that change how steps follow each other: for diagrams only that are a table."""
_FACTS: Final[Mapping[type, Handler]] = {
    e.ChangeStep: steps.change_step,
    e.ChangeWait: steps.change_wait,
    e.ChangeConnector: steps.change_connector,
    e.MakeOnePerUnit: blocks.make_one_per_unit,
    e.MakeSingle: blocks.make_single,
    e.ShareTime: blocks.share_time,
    e.ChangeCondition: sheets.change_condition,
    e.Renumber: sheets.renumber,
    e.SetDefault: sheets.set_default,
    e.SetEnd: sheets.set_end,
    e.Rename: sheets.rename,
    e.ChangeSheet: sheets.change_sheet,
}
"""Edits that change facts of single elements."""
_BREAKS: Final = (
    *("unreachable", "dead_end", "loop_without_exit", "busy_loop", "several_flows", "no_default", "no_condition"),
    *("lonely_condition", "bad_default", "condition_never_holds", "condition_always_holds", "feel_syntax"),
    *("join_waits_forever", "runs_twice", "too_tangled", "outcome_unknown", "name_unknown", "name_not_yet_written"),
    *("unit_of_step", "term_starts_at", "duplicate_id"),
    *("reminder_comes_back", "reminder_repeats", "called_twice_at_once"),
)
"""Findings an edit must not cause."""


def apply(data: bytes, edit: e.Edit, *, retired: Collection[str] = ()) -> bytes:
    """Return the file ``data`` after ``edit``; ``data`` itself when the edit changes nothing.

    ``retired`` are ids that earlier versions used and the file no longer has; they are not given to anything new.
    Raises EditRefused with the reasons, Unreadable for bytes that are no diagram.
    """
    if isinstance(edit, e.LayOut):
        return layout.lay_out(data)
    draft = Draft(data, retired)
    before, was = draft.definition, trees.canonical(draft.root)
    handler = _WAYS.get(type(edit))
    if handler is not None:
        _refuse_no_table(before)
    (handler or _FACTS[type(edit)])(draft, edit)
    cases.tidy(draft)
    ways.tidy(draft)
    lanes.drop_empty(draft, before)
    numbering.renumber(draft, before)
    if trees.canonical(draft.root) == was:
        return data
    _refuse_breaking(before, draft.definition)
    layout.extend(draft.root, draft.process, draft.moved, draft.renamed)
    return trees.to_bytes(draft.root)


def _refuse_no_table(definition: Definition) -> None:
    problems = [
        Problem(
            one.element,
            one.reason,
            Text("Sửa quy trình này trên sơ đồ.", "Edit this procedure in the diagram."),
        )
        for one in not_a_table.reasons(definition)
    ]
    if problems:
        raise EditRefused(*problems)


def _refuse_breaking(before: Definition, after: Definition) -> None:
    """Refuse an edit behind which the file has a structural fault it did not have before."""
    had = {_identity(one) for one in check(before, shipped())}
    problems = [
        Problem(one.element, one.message, one.hint)
        for one in check(after, shipped())
        if one.code in _BREAKS and _identity(one) not in had
    ]
    if problems:
        raise EditRefused(*problems)


def _identity(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.element
