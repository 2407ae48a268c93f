"""What the form of an automatic step shows: the connectors to choose from, the fields its descriptor asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from admin_ui.declare.working.connectors import described, refusing, typed
from admin_ui.declare.working.connectors.refusing import Refusal
from engine.bpmn.conditions import Names
from engine.bpmn.definition import Definition
from engine.connectors.descriptor import Descriptor, Parameter
from engine.connectors.registry import answers_anything
from engine.text import Text

Groups = list[tuple[Text, list[tuple[str, Text]]]]

_VALUES = Text("Giá trị", "Values")
_OTHER = Text("Cách khác", "Otherwise")
_FIXED = Text("Nhập giá trị cố định", "Type a fixed value")
_FORMULA = Text("Công thức (FEEL)", "A formula (FEEL)")
_NOT_SENT = Text("Không gửi", "Not sent")
_NOT_CHOSEN = Text("Chưa chọn", "Not chosen")
_AFTER = {
    "wait": Text("Chờ, gửi lại đến hết hạn", "Wait and go on trying"),
    "manual": Text("Cán bộ nhập kết quả thay", "An officer enters the result"),
    "incident": Text("Dừng gửi, báo sự cố", "Stop, raise an incident"),
}


@dataclass(frozen=True)
class Ask:
    """One value the form asks for. ``key`` ends the names of its two fields."""

    key: str
    title: Text
    name: str
    help: Text
    kind: str
    required: bool
    options: Groups
    source: str
    text: str
    blank: Text


@dataclass(frozen=True)
class Keep:
    """One result that can be kept."""

    name: str
    title: Text
    kept: bool
    variable: str


@dataclass(frozen=True)
class Offered:
    """A connector to choose."""

    id: str
    title: Text
    summary: Text


@dataclass(frozen=True)
class Look:
    """The whole form; ``told`` None: no connector is chosen yet, or one that is not installed (``unknown``)."""

    told: Descriptor | None
    chosen: str
    offered: Sequence[Offered]
    asks: Sequence[Ask] = ()
    rows: Sequence[Ask] = ()
    results: Sequence[Keep] = ()
    other_rows: int = 0
    anything: bool = False
    after: Sequence[tuple[str, Text]] = ()
    refusals: Sequence[Refusal] = ()

    @property
    def unknown(self) -> bool:
        """Whether a connector is named that this installation does not have."""
        return bool(self.chosen) and self.told is None


def of(values: Mapping[str, str], definition: Definition, element: str, names: Names) -> Look:
    """The form for what is typed, or stands in the diagram."""
    chosen = values.get("ket-noi", "")
    told = described.find(chosen)
    offered = [Offered(one.key, one.title, one.summary) for one in described.choices()]
    if told is None:
        return Look(None, chosen, offered)
    groups = _fields(names)
    numbers = range(typed.rows_shown(values, "t-")) if told.families else ()
    return Look(
        told,
        chosen,
        offered,
        asks=[_ask(values, one, groups) for one in told.parameters],
        rows=[_row(values, number, groups) for number in numbers],
        results=[
            Keep(
                one.name,
                one.title,
                bool(values.get(f"kq-{one.name}")),
                values.get(f"ten-{one.name}", typed.variable(one.name)),
            )
            for one in told.results
        ],
        other_rows=typed.rows_shown(values, "r-"),
        anything=answers_anything(told),
        after=after(values.get("khi-hong", ""), [one.code for one in told.errors] + caught(definition, element)),
        refusals=refusing.offered(values, told, definition, element),
    )


def after(now: str, codes: Sequence[str]) -> list[tuple[str, Text]]:
    """What may happen when all attempts have failed; the ways out by an error are those the diagram catches."""
    found = list(_AFTER.items())
    errors = dict.fromkeys([*codes, *([now.removeprefix("error:")] if now.startswith("error:") else [])])
    for code in errors:
        found.append((f"error:{code}", Text(f"Đi nhánh lỗi “{code}”", f"Take error branch “{code}”")))
    return found


def caught(definition: Definition, element: str) -> list[str]:
    """The error codes events at a step wait for."""
    here = [one for one in definition.nodes.values() if one.attached_to == element and "error" in one.events]
    return [one.event_code for one in here if one.event_code]


def _fields(names: Names) -> Groups:
    """The names of the procedure as options, in the groups people know."""
    groups: dict[Text, list[tuple[str, Text]]] = {}
    for path, field in names.items():
        groups.setdefault(field.group, []).append((f"{typed.FIELD}{path}", field.label))
    return list(groups.items())


def _ask(values: Mapping[str, str], told: Parameter, groups: Groups) -> Ask:
    choices = [(f"{typed.CHOICE}{code}", title) for code, title in typed.choices_of(told)]
    free = [] if choices or told.kind in ("list", "context") else [(typed.FIXED, _FIXED)]
    return Ask(
        told.name,
        told.title,
        told.name,
        told.help,
        told.kind,
        told.required,
        [
            *([(_VALUES, choices)] if choices else []),
            *groups,
            (_OTHER, [*free, (typed.FORMULA, _FORMULA)]),
        ],
        values.get(f"p-{told.name}", ""),
        values.get(f"v-{told.name}", ""),
        _NOT_CHOSEN if told.required else _NOT_SENT,
    )


def _row(values: Mapping[str, str], number: int, groups: Groups) -> Ask:
    name = values.get(f"t-{number}", "")
    title = Text(f"Giá trị của tham số {number + 1}", f"Value of parameter {number + 1}")
    return Ask(
        f"+{number}",
        title,
        name,
        Text("", ""),
        "text",
        False,
        [*groups, (_OTHER, [(typed.FIXED, _FIXED), (typed.FORMULA, _FORMULA)])],
        values.get(f"p-+{number}", "") or (typed.FIXED if name else ""),
        values.get(f"v-+{number}", ""),
        _NOT_CHOSEN,
    )
