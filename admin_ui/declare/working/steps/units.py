"""Who does a step, as a person chooses it: whose unit, what kind of unit there; and as the file writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.vocabulary import Post, UnitKind, shipped
from engine.forms import Form
from engine.platform.errors import Invalid
from engine.procedures import labels
from engine.text import Text

ANCHORS = {
    "receiving": Text("Nơi nhận hồ sơ", "Where the dossier is received"),
    "resolving": Text("Nơi giải quyết", "Where it is decided"),
    "parent": Text("Cấp trên của nơi nhận", "The level above"),
    "province": Text("Cấp tỉnh", "The province"),
    "chosen": Text("Đơn vị được chọn ở một bước", "A unit chosen in a step"),
    "step": Text("Đơn vị đã làm một bước trước", "The unit that did an earlier step"),
    "external": Text("Cơ quan bên ngoài", "An outside agency"),
}
LEVELS = {
    "commune": Text("Cấp xã", "Commune"),
    "province": Text("Cấp tỉnh", "Province"),
    "any": Text("Cấp nào cũng có", "Any level"),
    "partner": Text("Bên ngoài", "Outside"),
}


@dataclass(frozen=True)
class Choice:
    """A line of a list: what is sent, what is shown, and for which unit kinds (posts only)."""

    code: str
    name: Text
    kinds: str = ""


def parts(expression: str | None) -> tuple[str, str, str]:
    """A unit expression taken apart: anchor, what the anchor names, kind of unit."""
    start, _, kind = (expression or "").partition("/")
    anchor, _, named = start.partition(":")
    return anchor, named, kind


def joined(anchor: str, named: str, kind: str) -> str | None:
    """The expression for what was chosen; None when nothing was. Raises ``Invalid`` where something is missing."""
    if not anchor:
        return None
    if anchor not in ANCHORS:
        raise Invalid(
            Text("Chưa chọn đơn vị trong danh sách.", "Choose a unit from the list."),
            Text("Chọn lại nơi thực hiện.", "Choose who does it again."),
            "neo",
        )
    if anchor in ("step", "chosen", "external"):
        if not named:
            field = {"step": "tai-buoc", "chosen": "truong", "external": "doi-tac"}[anchor]
            raise Invalid(
                Text(f"“{ANCHORS[anchor].vi}” cần chọn thêm.", f"“{ANCHORS[anchor].en}” needs one more choice."),
                Text("Chọn ở ô ngay bên cạnh.", "Choose it in the field beside."),
                field,
            )
        anchor = f"{anchor}:{named}"
    return f"{anchor}/{kind}" if kind else anchor


def kinds(level: str | None) -> list[tuple[Text, list[Choice]]]:
    """Kinds of unit by level, those of the procedure's own level first."""
    order = {level or "commune": -1, "any": 0}
    groups: dict[str, list[Choice]] = {}
    for kind in shipped().unit_kinds.values():
        groups.setdefault(kind.level, []).append(Choice(kind.code, kind.name))
    ranked = sorted(groups, key=lambda one: order.get(one, 1 if one != "partner" else 2))
    return [(LEVELS.get(one, Text(one, one)), groups[one]) for one in ranked]


def partners() -> list[Choice]:
    """Agencies outside."""
    return [Choice(one.code, one.name) for one in shipped().unit_kinds.values() if one.level == "partner"]


def posts(definition: Definition, unit: str | None) -> list[tuple[Text, list[Choice]]]:
    """Posts in two groups: those that units of the chosen kind have, and all others."""
    possible = _possible(definition, unit)
    fitting: list[Choice] = []
    others: list[Choice] = []
    for post in shipped().posts.values():
        choice = Choice(post.code, post.name, " ".join(sorted(post.kinds)))
        (fitting if possible is None or post.kinds & possible else others).append(choice)
    fits = Text("Chức danh của đơn vị này", "Posts of this unit")
    return [one for one in ((fits, fitting), (Text("Chức danh khác", "Other posts"), others)) if one[1]]


def fits(definition: Definition, unit: str | None, post: str) -> bool:
    """Whether units such as ``unit`` have this post, as far as can be told."""
    possible, known = _possible(definition, unit), shipped().posts.get(post)
    return known is None or possible is None or bool(known.kinds & possible)


def earlier(definition: Definition, element: str | None) -> list[Choice]:
    """The steps whose unit may be taken: all others, in the order of work."""
    found = []
    for key in table.ordered(definition):
        node = definition.nodes[key]
        if node.kind == "user" and key != element:
            name, no = labels.node_name(definition, node), table.number_of(node)
            found.append(Choice(key, Text(f"Bước {no}. {name.vi}", f"Step {no}. {name.en}")))
    return found


def fields(definition: Definition, forms: dict[str, Form]) -> list[Choice]:
    """Fields that can hold chosen units: routed fields of the application and of the forms of steps."""
    found = list(_routed("don", Text("Tờ khai", "Application"), forms.get(definition.form or "")))
    for node in definition.steps():
        if node.step and node.step.form:
            no = table.number_of(node)
            found += _routed(node.id, Text(f"Bước {no}", f"Step {no}"), forms.get(node.step.form))
    return found


def _routed(prefix: str, place: Text, form: Form | None) -> Iterator[Choice]:
    for key in form.routing_keys if form else ():
        yield Choice(f"{prefix}.{key}", Text(f"{place.vi}: {key}", f"{place.en}: {key}"))


def _possible(definition: Definition, unit: str | None) -> frozenset[str] | None:
    """The kinds a unit may have; None when anything is possible."""
    anchor, named, kind = parts(unit)
    known = shipped().unit_kinds
    if kind:
        return frozenset({kind})
    if anchor == "external":
        return frozenset({named})
    if anchor == "step" and named in definition.nodes:
        step = definition.nodes[named].step
        return _possible(definition, step.unit) if step and step.unit != unit else None
    if anchor in ("receiving", "resolving", "parent", "province"):
        return frozenset(one.code for one in known.values() if one.authority and _at(one, anchor, definition.level))
    return None


def _at(kind: UnitKind, anchor: str, level: str | None) -> bool:
    if kind.level == "partner":
        return False
    if anchor == "province":
        return kind.level == "province"
    return anchor != "receiving" or level is None or kind.level in (level, "any")


def post_named(code: str) -> Post | None:
    """A post of the vocabulary."""
    return shipped().posts.get(code)
