"""What comes after a step, in words an officer decides by; and the stops still ahead when everything goes well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.bpmn import vocabulary
from engine.bpmn.definition import Definition, Node, Outcome, Step, Wait
from engine.bpmn.routes import Context, next_stops, taken
from engine.dossiers.operations.steps import NEEDS_REASON
from engine.procedures import labels
from engine.text import Text


@dataclass(frozen=True)
class Choice:
    """One outcome of a step: its name and, in a sentence, what happens then."""

    id: str
    name: Text
    then: Text
    needs_reason: bool = False
    """The applicant will be told why: a supplement or a refusal."""


def choices(definition: Definition, node: Node) -> tuple[Choice, ...]:
    """The outcomes a step offers, each with its consequence."""
    outcomes = node.step.outcomes if node.step else ()
    return tuple(
        Choice(
            one.id,
            labels.outcome_name(definition, node, one.id),
            _then(definition, node, one),
            one.produces in NEEDS_REASON,
        )
        for one in outcomes
    )


def who(step: Step) -> Text:
    """Who does a step, as far as the declaration tells: the post, or else the kind of unit."""
    known = vocabulary.shipped()
    post = known.posts.get(step.post or "")
    if (step.unit or "").startswith("chosen:"):
        return Text("các đơn vị được chọn", "the chosen units")
    kind = known.unit_kinds.get((step.unit or "").rpartition("/")[2])
    named = post.name if post else kind.name if kind else None
    return named or Text("đơn vị phụ trách", "the unit in charge")


def course(definition: Definition, start: Iterable[str]) -> tuple[Node, ...]:
    """Steps and waits that follow the open ones when every step ends with its first outcome, each named once."""
    found: dict[str, Node] = {}
    pending = [definition.nodes[element] for element in start if element in definition.nodes]
    seen = {node.id for node in pending}
    while pending:
        node = pending.pop(0)
        for following in _straight_on(definition, node):
            if following.id not in seen:
                seen.add(following.id)
                pending.append(following)
                if following.step or following.wait:
                    found[following.id] = following
    return tuple(found.values())


def _straight_on(definition: Definition, node: Node) -> list[Node]:
    context = _ends_with(node, node.step.outcomes[0]) if node.step and node.step.outcomes else {}
    found: list[Node] = []
    pending = [definition.flows[key].target for key in reversed(node.outgoing)]
    passed: set[str] = set()
    while pending:
        following = definition.nodes[pending.pop()]
        if following.id in passed:
            continue
        passed.add(following.id)
        if following.kind == "exclusive":
            pending.append(taken(definition, following, context)[-1].target)
        elif following.step or following.wait or not following.outgoing:
            found.append(following)
        else:
            pending += [definition.flows[key].target for key in reversed(following.outgoing)]
    return found


def _ends_with(node: Node, outcome: Outcome) -> Context:
    known: Mapping[str, Mapping[str, Any]] = {node.id: {"outcome": outcome.id}}
    return known


def _then(definition: Definition, node: Node, outcome: Outcome) -> Text:
    form = vocabulary.shipped().form_roles.get(outcome.produces or "")
    said = [Text(f"Lập {form.vi}.", f"Makes out: {form.en}.")] if form else []
    said += [_leads_to(definition, node, stop) for stop in next_stops(definition, node, _ends_with(node, outcome))]
    return Text(" ".join(text.vi for text in said), " ".join(text.en for text in said))


def _leads_to(definition: Definition, node: Node, stop: Node) -> Text:
    if stop.step:
        return _hand_over(definition, node, stop, stop.step)
    if stop.wait:
        begun = not (node.step and node.step.kind == "receive")
        return _waiting(definition, stop.wait, begun)
    return _ENDS.get(stop.end_result or "", Text("Hồ sơ kết thúc.", "The dossier ends."))


def _hand_over(definition: Definition, node: Node, stop: Node, step: Step) -> Text:
    person, name, limit = who(step), labels.node_name(definition, stop), _limit(step)
    facts = [Text(f"bước {step.no}", f"step {step.no}")] if step.no else []
    facts += [limit] if limit else []
    more_vi, more_en = ", ".join(one.vi for one in facts), ", ".join(one.en for one in facts)
    back = stop.id == node.id or node.id in {one.id for one in course(definition, [stop.id])}
    verb = Text("Trả lại", "Goes back to") if back else Text("Chuyển", "Goes to")
    return Text(
        f"{verb.vi} {person.vi}: {name.vi}{f' ({more_vi})' if more_vi else ''}.",
        f"{verb.en} {person.en}: {name.en}{f' ({more_en})' if more_en else ''}.",
    )


def _limit(step: Step) -> Text | None:
    if step.limit is None or step.count == "excluded":
        return None
    amount = format(step.limit.normalize(), "f")
    vi, en = ("ngày", "day") if step.limit_unit == "working_days" else ("giờ", "hour")
    return Text(f"{amount.replace('.', ',')} {vi}", f"{amount} {en}{'' if step.limit == Decimal(1) else 's'}")


def _waiting(definition: Definition, wait: Wait, begun: bool) -> Text:
    """``begun``: the legal clock runs already; before acceptance it has nothing to stop."""
    policy = wait.clock or next((term.on_supplement for term in definition.terms), "reset")
    said = [_WAITS.get(wait.kind or "", _WAITS["confirmation"]), _CLOCKS.get(policy, _CLOCKS["pause"])]
    if not begun:
        said[1] = Text("thời hạn bắt đầu khi nhận đủ hồ sơ", "the term begins once everything has come")
    if wait.kind == "supplement" and any(term.max_supplement == 1 for term in definition.terms):
        said.append(Text("chỉ được yêu cầu một lần", "it may be asked for only once"))
    return Text("; ".join(one.vi for one in said) + ".", "; ".join(one.en for one in said) + ".")


_ENDS = {
    "granted": Text("Hồ sơ hoàn thành.", "The dossier is complete."),
    "refused": Text("Hồ sơ kết thúc, không giải quyết.", "The dossier ends without being granted."),
    "stopped": Text("Hồ sơ dừng giải quyết.", "The dossier is stopped."),
}
_WAITS = {
    "supplement": Text("Chờ người nộp bổ sung", "Waits for the applicant's supplement"),
    "payment": Text("Chờ người nộp thực hiện nghĩa vụ tài chính", "Waits for the applicant's payment"),
    "confirmation": Text("Chờ người nộp xác nhận", "Waits for the applicant's confirmation"),
    "agency": Text("Chờ cơ quan phối hợp trả lời", "Waits for the other agency's answer"),
}
_CLOCKS = {
    "reset": Text("thời hạn tính lại từ đầu khi nhận đủ", "the term starts again once it has come"),
    "pause": Text("đồng hồ dừng cho đến khi nhận được", "the clock stands still until it has come"),
    "continue": Text("thời hạn vẫn tính", "the term keeps running"),
}
