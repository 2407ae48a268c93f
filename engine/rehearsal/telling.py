"""A way in words: what makes it special, who did what, how long it took and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engine.bpmn.definition import Node
from engine.bpmn.wording import node_name, outcome_name, said
from engine.rehearsal.choosing import Choice
from engine.rehearsal.exploring import Edge, Map
from engine.rehearsal.hours import Spent, spent
from engine.rehearsal.subject import Subject
from engine.rehearsal.ways import Way
from engine.text import Text


@dataclass(frozen=True)
class Story:
    """One way as it is told. ``ends`` is the result or, without one, how or where it ended."""

    name: Text
    steps: tuple[Text, ...]
    spent: Spent
    case: str | None
    ends: str
    end: str | None
    end_name: Text
    case_name: Text
    term: Decimal | None = None
    straight: bool = True

    @property
    def hours(self) -> Decimal:
        """Working hours as the law counts them."""
        return self.spent.hours

    @property
    def late(self) -> bool:
        """Whether the hours exceed the term."""
        return self.term is not None and self.hours > self.term


def tell(subject: Subject, explored: Map, way: Way, usual: dict[str, str | None], term: Decimal | None) -> Story:
    """Tell one way; ``usual`` is the outcome of each step on the usual way, which needs no mention in the name."""
    last = explored.states[way.edges[-1].target]
    case = last.case
    ends, end = _ending(subject, way.edges[-1], last.ended)
    return Story(
        name=_name(subject, way, usual, end, ends),
        steps=tuple(_sentence(subject, edge) for edge in way.edges if edge.choice.element),
        spent=spent(subject, way.edges, case),
        case=case,
        ends=ends,
        end=end,
        end_name=_end_name(subject, end, ends),
        case_name=case_name(subject, case),
        term=term,
        straight=way.straight,
    )


def _ending(subject: Subject, edge: Edge, ended: object) -> tuple[str, str | None]:
    element, result = getattr(ended, "element", None), getattr(ended, "result", None)
    if ended is None:
        return "stuck", edge.incidents[0].element if edge.incidents else None
    if result is None and element is None:
        return "dead_end", edge.path[-1] if edge.path else None
    return result or "ended", element


def _name(subject: Subject, way: Way, usual: dict[str, str | None], end: str | None, ends: str) -> Text:
    """The decisions that differ from the usual way, then how it ends."""
    unusual = [edge for edge in way.edges if _is_unusual(subject, edge, usual)]
    parts: list[tuple[Text, int]] = []
    for edge in unusual:
        text = _decision(subject, edge)
        if parts and parts[-1][0] == text:
            parts[-1] = (text, parts[-1][1] + 1)
        else:
            parts.append((text, 1))
    told = [Text(f"{t.vi}{_times(n, 'lần')}", f"{t.en}{_times(n, 'times')}") for t, n in parts]
    finish = _end_name(subject, end, ends)
    start = told or [Text("Đường thông thường", "The usual way")]
    return Text(
        f"{'; '.join(one.vi for one in start)} → {finish.vi}", f"{'; '.join(one.en for one in start)} → {finish.en}"
    )


def _times(number: int, word: str) -> str:
    return f" ({number} {word})" if number > 1 else ""


def _is_unusual(subject: Subject, edge: Edge, usual: dict[str, str | None]) -> bool:
    choice = edge.choice
    if choice.kind != "step":
        return choice.kind in ("timer", "failed", "by_hand") or (
            choice.kind == "call" and all(_says_nothing(one) for one in edge.choices)
        )
    if choice.outcome is None:
        return any(one.values for one in edge.choices)
    return usual.get(choice.element, choice.outcome) not in {one.outcome for one in edge.choices}


ENDINGS = {
    "auto_closed": Text("tự đóng vì quá hạn chờ", "closed, as nobody answered in time"),
    "withdrawn": Text("người nộp rút hồ sơ", "the applicant withdraws"),
    "stuck": Text("hồ sơ bị kẹt", "the dossier is stuck"),
    "dead_end": Text("dừng mà không tới điểm kết thúc", "stops without reaching an end"),
}


def _end_name(subject: Subject, end: str | None, ends: str) -> Text:
    if ends in ENDINGS:
        return ENDINGS[ends]
    node = subject.nodes.get(end or "")
    return named(subject, node) if node is not None else Text(ends, ends)


def _decision(subject: Subject, edge: Edge) -> Text:
    node = subject.nodes[edge.choice.element]
    where, what = named(subject, node), _what(subject, node, edge)
    return Text(f"{where.vi}: {what.vi}", f"{where.en}: {what.en}")


def _sentence(subject: Subject, edge: Edge) -> Text:
    """Step, what was decided, and the limit as printed."""
    node = subject.nodes[edge.choice.element]
    where, what = named(subject, node), _what(subject, node, edge)
    number = node.step.no if node.step else None
    vi, en = (f"Bước {number}. ", f"Step {number}. ") if number else ("", "")
    return Text(f"{vi}{where.vi} – {what.vi}", f"{en}{where.en} – {what.en}")


def _what(subject: Subject, node: Node, edge: Edge) -> Text:
    kind = edge.choice.kind
    if kind == "step":
        return _answered(subject, node, edge.choices)
    if kind == "failed":
        codes = " / ".join(dict.fromkeys(str(one.outcome) for one in edge.choices))
        return Text(f"lỗi {codes}", f"error {codes}")
    if kind == "call" and all(_says_nothing(one) for one in edge.choices):
        return Text("kết nối trả lời nhưng không có dữ liệu cần", "the connection answered without what was asked")
    return _HAPPENED[kind]


def _says_nothing(choice: Choice) -> bool:
    return bool(choice.values) and all(value is None for value in choice.values.values())


_HAPPENED = {
    "wait": Text("đã nhận được", "answered"),
    "timer": Text("đến giờ", "the time has come"),
    "call": Text("kết nối trả lời", "the connection answered"),
    "by_hand": Text("kết nối hỏng, người xử lý nhập tay", "the connection failed; entered by hand"),
    "auto_closed": Text("quá hạn chờ", "nobody answered in time"),
    "withdrawn": Text("rút hồ sơ", "withdrawn"),
}


def _answered(subject: Subject, node: Node, choices: list[Choice]) -> Text:
    names = [_one_answer(subject, node, choice) for choice in choices]
    known = list(dict.fromkeys(names))[:4]
    return Text(" / ".join(one.vi for one in known), " / ".join(one.en for one in known))


def _one_answer(subject: Subject, node: Node, choice: Choice) -> Text:
    outcome = next((one for one in (node.step.outcomes if node.step else ()) if one.id == choice.outcome), None)
    if outcome is None:
        word = Text("xong", "done")
    else:
        word = Text(outcome.name or outcome.id, outcome_name(subject.definition, node, outcome, "en"))
    if not choice.values:
        return word
    shown = ", ".join(f"{key} = {_shown(value)}" for key, value in choice.values.items())
    return Text(f"{word.vi} ({shown})", f"{word.en} ({shown})")


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{len(value)} mục" if isinstance(value, list) else str(value)


def named(subject: Subject, node: Node) -> Text:
    """What a node is called."""
    return Text(node.name or node.id, node_name(subject.definition, node, "en") or node.id)


def case_name(subject: Subject, case: str | None) -> Text:
    """What a case is called; nothing when there are none."""
    declared = next((one for one in subject.definition.cases if one.id == case), None)
    if declared is None:
        return Text("", "")
    name = declared.name or declared.id
    return Text(name, said(subject.definition, f"case.{declared.id}", name, "en"))
