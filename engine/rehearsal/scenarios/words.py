"""What the parts of a scenario are called: a step with its number, who does it, papers, sums of money, hours."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from engine.bpmn.checks.time_limits import plain
from engine.bpmn.definition import Definition, Step
from engine.bpmn.vocabulary import shipped
from engine.procedures import labels
from engine.rehearsal.scenarios.scenario import Move
from engine.text import Text

NOBODY: Final = Text("chưa nêu ai", "nobody named")
_ANCHORS: Final = {
    "receiving": Text("nơi nhận hồ sơ", "where the dossier is received"),
    "resolving": Text("nơi giải quyết", "where it is decided"),
    "parent": Text("cấp trên của nơi nhận", "the level above"),
    "province": Text("cấp tỉnh", "the province"),
    "chosen": Text("đơn vị được chọn", "the units chosen"),
    "step": Text("đơn vị đã làm bước trước", "the unit of an earlier step"),
    "external": Text("cơ quan bên ngoài", "an outside agency"),
}


def who_of(step: Step | None) -> str:
    """Who does a step, as a scenario keeps it: ``unit#post``."""
    return f"{step.unit or ''}#{step.post or ''}" if step is not None else ""


def who_said(who: str) -> Text:
    """The same in words."""
    unit, _, post = who.partition("#")
    anchor, _, kind = unit.partition("/")
    known = shipped()
    named = known.posts.get(post)
    place = known.unit_kinds.get(kind or anchor.partition(":")[2])
    parts = [named.name if named else Text(post, post)] if post else []
    parts += [place.name] if place else []
    where = _ANCHORS.get(anchor.partition(":")[0])
    if not parts and where is None:
        return NOBODY
    if where is not None and place is None:
        parts.append(where)
    return joined(parts)


def step_said(definition: Definition, number: int, move: Move) -> Text:
    """``bước 4 “Ký giấy phép”``: its place in the scenario, and its name today or when the scenario was kept."""
    node = definition.nodes.get(move.at)
    name = labels.node_name(definition, node) if node is not None else Text(move.name or move.at, move.name or move.at)
    return Text(f"bước {number} “{name.vi}”", f"step {number} “{name.en}”")


def outcome_said(definition: Definition, move: Move) -> Text:
    """How the step ends."""
    node = definition.nodes.get(move.at)
    if node is None or not move.outcome:
        return Text(move.outcome or "", move.outcome or "")
    return labels.outcome_name(definition, node, move.outcome)


def node_said(definition: Definition, key: str | None) -> Text:
    """A step, wait or end by its name."""
    node = definition.nodes.get(key or "")
    return labels.node_name(definition, node) if node is not None else Text(key or "–", key or "–")


def paper_said(definition: Definition, code: str) -> Text:
    """A printed form, or a result of the procedure."""
    role = shipped().form_roles.get(code)
    if role is not None:
        return role
    result = next((one for one in definition.results if code in (one.id, one.template)), None)
    return Text(*[(result.name or code) if result else code] * 2)


def papers_said(definition: Definition, codes: Iterable[str]) -> Text:
    """Papers, quoted; or that there are none."""
    named = [paper_said(definition, code) for code in codes]
    quoted = [Text(f"“{one.vi}”", f"“{one.en}”") for one in named]
    return joined(quoted) if quoted else Text("không in gì", "nothing printed")


def hours_said(hours: Decimal | None) -> Text:
    """Working hours."""
    if hours is None:
        return Text("không tính giờ", "no time")
    return Text(f"{plain(hours)} giờ", f"{plain(hours).replace(',', '.')} hours")


def money_said(amount: int | None) -> Text:
    """A sum of money."""
    if amount is None:
        return Text("chưa tính được", "not known")
    return Text(f"{amount:,} đồng".replace(",", "."), f"{amount:,} đồng")


def joined(parts: Iterable[Text], sign: str = ", ") -> Text:
    """Several words in one."""
    listed = list(parts)
    return Text(sign.join(one.vi for one in listed), sign.join(one.en for one in listed))
