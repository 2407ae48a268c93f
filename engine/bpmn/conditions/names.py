"""The names a condition of a procedure may read, with what they are called, their kind, and their options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.bpmn.conditions.comparisons import Kind
from engine.bpmn.definition import Definition, Node
from engine.forms import Form
from engine.forms import field as answers
from engine.forms.field import bare
from engine.forms.form import flat
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.choice import Choice, ManyChoice
from engine.forms.kinds.date_vn import DateVn
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.number import Number
from engine.text import Text

Options = tuple[tuple[str, Text], ...]

CHANNELS: Final[Options] = (
    ("counter", Text("Trực tiếp tại quầy", "At the counter")),
    ("online", Text("Trực tuyến", "Online")),
    ("post", Text("Bưu chính", "By post")),
)
APPLICANTS: Final[Options] = (
    ("citizen", Text("Công dân", "Citizen")),
    ("organisation", Text("Tổ chức, doanh nghiệp", "Organisation or enterprise")),
    ("household", Text("Hộ kinh doanh", "Household business")),
)
_APPLICATION: Final = Text("Tờ khai", "The application")
_DOSSIER: Final = Text("Hồ sơ", "The dossier")
_FEES: Final = Text("Phí, lệ phí", "Fees")


@dataclass(frozen=True)
class Field:
    """One name. ``label`` stands in its group's list and, quoted, in a sentence, unless ``alone`` says it better."""

    path: str
    label: Text
    kind: Kind
    group: Text
    options: Options = ()
    alone: Text | None = None

    def option(self, value: str) -> Text:
        """What a value is called; a value that is not offered speaks for itself."""
        return next((label for known, label in self.options if known == value), Text(value, value))


Names = Mapping[str, Field]
"""By path, in the order they are offered."""


def names_of(definition: Definition, forms: Mapping[str, Form]) -> Names:
    """Every name conditions of this procedure may read (procedure-format, names)."""
    found = [
        *form_fields(forms.get(definition.form or ""), "don", _APPLICATION),
        *_of_dossier(definition),
        *(field for node in definition.nodes.values() for field in _of_node(definition, node, forms)),
        *(_fee(definition, one.id, one.name) for one in definition.fees),
    ]
    return {field.path: field for field in found}


def form_fields(form: Form | None, root: str, group: Text) -> Iterator[Field]:
    """The answers of a form the engine may read, under ``root``."""
    if form is not None:
        yield from fields_under((one for one in form.top if one.routing), root, group)


def fields_under(fields: Iterable[answers.Field], root: str, group: Text) -> Iterator[Field]:
    """Answers as names: under ``root``, or bare (``root`` empty) as the conditions inside a form read them."""
    for one in flat(tuple(fields)):
        if one.key:
            path = f"{root}.{one.key}" if root else one.key
            label = Text(bare(one.label.vi) or one.key, bare(one.label.en) or one.key)
            options: Options = tuple((o.value, o.label) for o in one.options) if isinstance(one, Choice) else ()
            yield Field(path, label, kind_of(one), group, options)


def kind_of(field: answers.Field) -> Kind:
    """How an answer can be compared."""
    if isinstance(field, ManyChoice):
        return "list"
    if isinstance(field, Choice):
        return "choice" if field.options else "text"
    if isinstance(field, DynamicList | FilePicker):
        return "rows"
    if isinstance(field, Checkbox):
        return "yes_no"
    if isinstance(field, MoneyVnd):
        return "money"
    if isinstance(field, Number):
        return "number"
    return "date" if isinstance(field, DateVn) and _whole(field) else "text"


def _whole(field: DateVn) -> bool:
    """Whether an answer is always a whole day: a year alone cannot be compared with a day."""
    return field.partial == "day" and field.widget == "date"


def _of_dossier(definition: Definition) -> Iterator[Field]:
    cases = tuple((one.id, _english(definition, f"case.{one.id}", one.name or one.id)) for one in definition.cases)
    if cases:
        yield Field("ho_so.case", Text("Trường hợp", "Case"), "choice", _DOSSIER, cases)
    yield Field("ho_so.channel", Text("Cách nộp hồ sơ", "Channel"), "choice", _DOSSIER, CHANNELS)
    yield Field("ho_so.applicant_kind", Text("Loại người nộp", "Kind of applicant"), "choice", _DOSSIER, APPLICANTS)
    yield Field("ho_so.quantity", Text("Số lượng yêu cầu", "Quantity asked for"), "number", _DOSSIER)
    yield Field("ho_so.received", Text("Ngày tiếp nhận", "Day received"), "date", _DOSSIER)
    yield Field("ho_so.receiving_unit", Text("Cơ quan tiếp nhận", "Receiving unit"), "text", _DOSSIER)
    yield Field("ho_so.resolving_unit", Text("Cơ quan giải quyết", "Resolving unit"), "text", _DOSSIER)


def _of_node(definition: Definition, node: Node, forms: Mapping[str, Form]) -> Iterator[Field]:
    name = _english(definition, node.id, node.name or node.id)
    if node.kind == "user" and node.step:
        number = f" {node.step.no}" if node.step.no else ""
        group = Text(f"Bước{number}: {name.vi}", f"Step{number}: {name.en}")
        outcomes = tuple(
            (one.id, _english(definition, f"{node.id}.{one.id}", one.name or one.id)) for one in node.step.outcomes
        )
        alone = Text(f"Kết quả bước “{name.vi}”", f"Outcome of step “{name.en}”")
        yield Field(f"{node.id}.outcome", Text("Kết quả của bước", "Outcome"), "choice", group, outcomes, alone)
        yield from form_fields(forms.get(node.step.form or ""), node.id, group)
        if node.loop:
            yield Field(f"{node.id}.all", Text("Số ý kiến đã trả lời", "Answers given"), "rows", group)
    elif node.kind == "receive" and node.wait:
        yield from form_fields(forms.get(node.wait.form or ""), node.id, name)
    elif node.connector:
        for result in node.connector.results:
            yield Field(f"{node.id}.{result.variable}", Text(result.variable, result.variable), "text", name)
        yield Field(f"{node.id}.error", Text("Lỗi kết nối", "Connection error"), "text", name)


def _fee(definition: Definition, key: str, name: str) -> Field:
    return Field(f"phi.{key}", _english(definition, f"fee.{key}", name or key), "money", _FEES)


def _english(definition: Definition, of: str, vietnamese: str) -> Text:
    found = next((text.content for text in definition.texts if text.of == of and text.lang == "en"), "")
    return Text(vietnamese, found or vietnamese)
