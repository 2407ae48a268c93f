"""The official sheet of a procedure, arranged as a citizen asks: pure, from the diagram's own data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from engine.bpmn import vocabulary
from engine.bpmn.definition import Definition, Step
from engine.bpmn.sheet import Basis, Document, Fee, Term
from engine.procedures import labels
from engine.text import Text


@dataclass(frozen=True)
class Paper:
    """One paper to bring: how many, whether only in some cases, or looked up by the office itself."""

    name: Text
    originals: int
    copies: int
    mode: str
    sometimes: bool
    source: str | None
    basis: str | None


@dataclass(frozen=True)
class Papers:
    """The papers of one case; ``case`` None when they are the same for everybody."""

    case: Text | None
    to_bring: tuple[Paper, ...]
    looked_up: tuple[Paper, ...]


@dataclass(frozen=True)
class Price:
    """A fee: an amount in đồng, or None when it depends on the application."""

    name: Text
    amount: Decimal | None
    basis: str | None


@dataclass(frozen=True)
class TimeLimit:
    """How long it takes, said in words; ``part`` says of what, when the whole is promised in parts."""

    said: Text
    part: Text | None
    case: Text | None
    sample: bool


@dataclass(frozen=True)
class WhoDoes:
    """One step in words: what is done, by which post of which kind of unit."""

    name: Text
    who: Text | None


@dataclass(frozen=True)
class Sheet:
    """What the page of a procedure shows."""

    name: Text
    codes: tuple[str, ...]
    field: str | None
    subjects: Text | None
    requirements: Text | None
    online: str | None
    boundary_free: bool
    times: tuple[TimeLimit, ...]
    papers: tuple[Papers, ...]
    prices: tuple[Price, ...]
    results: tuple[Text, ...]
    where: Text
    steps: tuple[WhoDoes, ...]
    basis: tuple[Basis, ...]
    has_sample: bool


def of(definition: Definition) -> Sheet:
    """Arrange a definition for citizens; words without English stay Vietnamese in both languages."""
    return Sheet(
        name=labels.procedure_name(definition),
        codes=tuple(one.code for one in definition.covers if one.code),
        field=definition.field,
        subjects=labels.told(definition, "subjects"),
        requirements=labels.told(definition, "requirements"),
        online=definition.online,
        boundary_free=definition.boundary_free,
        times=tuple(_time(definition, term) for term in definition.terms),
        papers=_papers(definition),
        prices=tuple(_price(definition, fee) for fee in definition.fees),
        results=tuple(labels.translated(definition, f"result.{one.id}", one.name) for one in definition.results),
        where=_WHERE.get(definition.level or "", _WHERE["commune"]),
        steps=tuple(WhoDoes(labels.node_name(definition, node), who_does(node.step)) for node in definition.steps()),
        basis=definition.basis,
        has_sample=_has_sample(definition),
    )


def _has_sample(definition: Definition) -> bool:
    in_terms = any(one.sample for one in definition.terms)
    return in_terms or any(one.sample for one in definition.fees) or any(one.sample for one in definition.documents)


def who_does(step: Step | None) -> Text | None:
    """Say who does a step as far as the declaration tells: the post, and the kind of unit it belongs to."""
    if step is None:
        return None
    known = vocabulary.shipped()
    post = known.posts.get(step.post or "")
    kind = known.unit_kinds.get((step.unit or "").rpartition("/")[2])
    named = [one.name for one in (post, kind) if one is not None]
    if not named:
        return None
    return Text(" – ".join(text.vi for text in named), ", ".join(text.en for text in named))


def _papers(definition: Definition) -> tuple[Papers, ...]:
    groups: dict[tuple[str, ...], list[Document]] = {}
    for document in definition.documents:
        groups.setdefault(document.case, []).append(document)
    return tuple(
        Papers(
            case=_cases(definition, case),
            to_bring=tuple(_paper(definition, one) for one in papers if one.mode != "lookup"),
            looked_up=tuple(_paper(definition, one) for one in papers if one.mode == "lookup"),
        )
        for case, papers in groups.items()
    )


def _paper(definition: Definition, document: Document) -> Paper:
    return Paper(
        name=labels.translated(definition, f"document.{document.id}", document.name),
        originals=document.originals,
        copies=document.copies,
        mode=document.mode,
        sometimes=document.when is not None or not document.required,
        source=document.source,
        basis=document.basis,
    )


def _price(definition: Definition, fee: Fee) -> Price:
    return Price(labels.translated(definition, f"fee.{fee.id}", fee.name), fee.amount, fee.basis)


def _time(definition: Definition, term: Term) -> TimeLimit:
    return TimeLimit(_length(term), _part(definition, term), _cases(definition, term.case), term.sample)


def _part(definition: Definition, term: Term) -> Text | None:
    """Which part of the way a limit is for: until or from a wait, one agency's share, one channel."""
    if term.starts_at and term.starts_at in definition.nodes:
        name = labels.node_name(definition, definition.nodes[term.starts_at])
        return Text(f"sau bước “{name.vi}”", f"after “{name.en}”")
    if term.phase is not None:
        later = next((one for one in definition.terms if (one.phase or 0) > term.phase), None)
        return _until(definition, later.starts_at) if later else None
    return _AGENCIES.get(term.agency or "") or _CHANNELS.get(term.channel or "")


def _until(definition: Definition, wait: str | None) -> Text | None:
    if wait is None or wait not in definition.nodes:
        return None
    name = labels.node_name(definition, definition.nodes[wait])
    return Text(f"từ khi nhận hồ sơ đến bước “{name.vi}”", f"from acceptance to “{name.en}”")


def _cases(definition: Definition, ids: Iterable[str]) -> Text | None:
    names = {case.id: case.name for case in definition.cases}
    named = [labels.translated(definition, f"case.{one}", names.get(one, one)) for one in ids]
    if not named:
        return None
    return Text("; ".join(text.vi for text in named), "; ".join(text.en for text in named))


def _length(term: Term) -> Text:
    if term.unit == "same_day":
        return _same_day(term)
    if term.value is None:
        return Text("Tùy nội dung hồ sơ", "Depends on the application")
    amount = format(term.value.normalize(), "f")
    vi, en = _UNITS.get(term.unit, (term.unit, term.unit))
    return Text(f"{amount.replace('.', ',')} {vi}", f"{amount} {en}")


def _same_day(term: Term) -> Text:
    if term.cut_off is None:
        return Text("Trong ngày làm việc", "The same working day")
    hour = f"{term.cut_off:%H:%M}"
    return Text(
        f"Trong ngày; nhận sau {hour} thì trả kết quả trong ngày làm việc tiếp theo",
        f"The same day; the next working day when received after {hour}",
    )


_UNITS = {
    "working_days": ("ngày làm việc", "working days"),
    "working_hours": ("giờ làm việc", "working hours"),
    "calendar_days": ("ngày", "days"),
}
_AGENCIES = {
    "receiving": Text("trong đó: nơi tiếp nhận", "of which: the receiving office"),
    "resolving": Text("trong đó: nơi giải quyết", "of which: the deciding office"),
    "parent": Text("trong đó: cơ quan cấp trên", "of which: the authority above"),
    "province": Text("trong đó: cấp tỉnh", "of which: the province"),
}
_CHANNELS = {
    "online": Text("khi nộp trực tuyến", "when filed online"),
    "post": Text("khi nộp qua bưu chính", "when sent by post"),
    "counter": Text("khi nộp tại quầy", "when handed in at the counter"),
}
_WHERE = {
    "commune": Text("Trung tâm Phục vụ hành chính công cấp xã", "Public Administration Service Centre of the commune"),
    "province": Text("Trung tâm Phục vụ hành chính công tỉnh", "Public Administration Service Centre of the province"),
}
