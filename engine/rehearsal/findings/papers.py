"""Papers on the ways: printed before what they say is known, handed in or missing without a way to say so."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Outcome
from engine.documents.printing import roles
from engine.documents.printing.fields import FIELDS
from engine.dossiers import rules
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.meaning import asks_for_more, refuses
from engine.rehearsal.findings.saying import amber, on_the_way, red
from engine.rehearsal.walk import Walk
from engine.text import Text

_SINCE_ACCEPTANCE = frozenset({"nhan_luc", "hen_tra"})
"""Fields that are known only once the dossier is accepted."""
_UNTIL = "tra_loi_truoc"


def find(walk: Walk) -> Iterator[Finding]:
    """Every act that prints something, then the receiving steps."""
    before = _before_acceptance(walk)
    seen: set[tuple[str, str]] = set()
    for edge in walk.edges:
        if edge.choice.kind != "step" or edge.source is None:
            continue
        for choice in edge.choices:
            node = walk.node(choice.element)
            outcome = rules.outcome_of(node, choice.outcome)
            role = roles.ROLES.get(outcome.produces or "") if outcome is not None else None
            if role is None or outcome is None or (node.id, role.code) in seen:
                continue
            blank = _blank(walk, edge, node, outcome, role.code, edge.source in before)
            if blank:
                seen.add((node.id, role.code))
                yield _lacks(walk, edge, node, role, blank)
    yield from _never_accepted(walk, before)
    yield from _missing_papers(walk)


def _never_accepted(walk: Walk, before: frozenset[int]) -> Iterator[Finding]:
    """Success on a way that goes round the acceptance, where there is one."""
    accepting = [one for node in walk.subject.nodes.values() if node.step for one in node.step.outcomes]
    if not any(one.produces == roles.RECEIPT.code for one in accepting):
        return
    seen: set[str] = set()
    for edge in walk.edges:
        ended = walk.map.states[edge.target].ended
        if ended is None or ended.result != "granted" or edge.source not in before or _accepts(walk, edge):
            continue
        end = str(ended.element)
        if end not in seen:
            seen.add(end)
            way = on_the_way(walk, edge)
            message = Text(
                f"Có đường tới {named(walk.node(end))} mà hồ sơ chưa được tiếp nhận{way.vi}.",
                f"A way reaches {named(walk.node(end))} though the dossier was never accepted{way.en}.",
            )
            hint = Text("Cho mọi đường đi qua bước tiếp nhận.", "Let every way pass the acceptance.")
            yield red("granted_without_acceptance", end, message, hint)


def _before_acceptance(walk: Walk) -> frozenset[int]:
    """Standings some dossier comes to without having been accepted."""
    found = {edge.target for edge in walk.map.starts}
    stack = list(found)
    while stack:
        for edge in walk.map.states[stack.pop()].edges:
            if edge.target not in found and not _accepts(walk, edge):
                found.add(edge.target)
                stack.append(edge.target)
    return frozenset(found)


def _accepts(walk: Walk, edge: Edge) -> bool:
    node = walk.node(edge.choice.element)
    outcomes = (rules.outcome_of(node, choice.outcome) for choice in edge.choices)
    return edge.choice.kind == "step" and all(rules.accepts(node, outcome) for outcome in outcomes)


def _blank(walk: Walk, edge: Edge, node: Node, outcome: Outcome, role: str, early: bool) -> list[str]:
    """The fields of the paper that nothing can fill where it is printed."""
    names = {field.name for field in FIELDS[role]}
    found: set[str] = set()
    if early and not rules.accepts(node, outcome):
        found |= names & _SINCE_ACCEPTANCE
    if _UNTIL in names and not _closes(walk, edge):
        found.add(_UNTIL)
    return [field.name for field in FIELDS[role] if field.name in found]


def _closes(walk: Walk, edge: Edge) -> bool:
    """Whether a wait for the supplement that is open now, or behind a signature, says until when."""
    if walk.map.states[edge.target].ended is not None:
        return True
    ahead = {thing.element for n in walk.ways.onward_from(edge.target) for thing in walk.map.states[n].things}
    waits = [wait for key in ahead if (wait := walk.node(key).wait) is not None and wait.kind == "supplement"]
    return not waits or any(wait.auto_close_after for wait in waits)


def _lacks(walk: Walk, edge: Edge, node: Node, role: roles.Role, blank: list[str]) -> Finding:
    labels = {field.name: field.label for field in FIELDS[role.code]}
    vi, en = ", ".join(f"“{labels[one].vi}”" for one in blank), ", ".join(f"“{labels[one].en}”" for one in blank)
    way = on_the_way(walk, edge)
    return amber(
        "printed_form_lacks_data",
        node.id,
        Text(
            f"{role.name.vi} in ở bước {named(node)} sẽ trống mục {vi}: lúc đó hồ sơ chưa có dữ liệu này{way.vi}.",
            f"The {role.name.en} printed at step {named(node)} will lack {en}: nothing fills it there{way.en}.",
        ),
        Text(
            "In giấy này ở bước khác, hoặc đặt điều còn thiếu (tiếp nhận, số ngày tự đóng) trước đó.",
            "Print it at another step, or settle what is missing (acceptance, days until closing) before.",
        ),
    )


def _missing_papers(walk: Walk) -> Iterator[Finding]:
    """Who receives can only accept: a dossier that lacks a paper goes nowhere."""
    required = [one for one in walk.subject.definition.documents if one.required and one.mode != "lookup"]
    node = rules.first_step(walk.subject.definition)
    if not required or node is None or node.step is None or node.id not in walk.opened:
        return
    outcomes = node.step.outcomes
    if any(rules.accepts(node, one) for one in outcomes) and not any(refuses(o) or asks_for_more(o) for o in outcomes):
        paper = required[0].name or required[0].id
        yield amber(
            "missing_paper_goes_nowhere",
            node.id,
            Text(
                f"Hồ sơ thiếu giấy tờ bắt buộc (ví dụ “{paper}”) không tiếp nhận được, mà bước {named(node)} không có "
                "kết quả yêu cầu bổ sung hay từ chối.",
                f"A dossier without a required paper (such as “{paper}”) cannot be accepted, and step {named(node)} "
                "has no outcome that asks for it or refuses.",
            ),
            Text("Thêm kết quả “Yêu cầu bổ sung”.", "Add an outcome that asks for a supplement."),
        )
