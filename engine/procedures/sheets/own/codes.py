"""The table of codes behind a printed sheet: ids, forms and waits that no sentence carries.

Everything is text in rows, so that it survives any office program; each block begins with a header that only this
program prints. A code is used for a step whose printed number and work still match, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.document import Table, flat
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.own.ways import Goal, hear_goals, say_goals

FACTS: Final = ("Mã quy trình", "Giá trị")
CASES: Final = ("Mã trường hợp", "Tên trường hợp", "Điều kiện")
STEPS: Final = ("Mã bước", "Số", "Việc", "Tên bước", "Loại", "Biểu mẫu", "Nhóm", "Mã các kết quả", "Đủ khi")
WAITS: Final = ("Mã lần chờ", "Mã", "Tên", "Thuộc tính", "Sau đó")
TERMS: Final = ("Mã thời hạn", "Thuộc tính")
_SHOWN: Final = 60
_IS: Final = " = "


@dataclass(frozen=True)
class StepCodes:
    """One step: what its printed row must say for the codes to hold (``no``, ``work``), and the codes."""

    id: str
    no: str
    work: str
    name: str = ""
    kind: str = ""
    form: str = ""
    group: str = ""
    outcomes: tuple[tuple[str, str], ...] = ()
    completion: str = ""

    def matches(self, no: str, content: str) -> bool:
        """Whether the printed row is still this step."""
        return flat(self.no) == flat(no) and bare(self.work) == bare(work_of(content))

    def outcome(self, name: str) -> str | None:
        """The id of the outcome printed as ``name``."""
        return next((key for key, said in self.outcomes if flat(said) == flat(name)), None)


@dataclass(frozen=True)
class WaitCodes:
    """One wait: how lines call it (``C1``), its id and name, its attributes, where it goes on to."""

    ref: str
    id: str
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class CaseCodes:
    """One case: id, printed name, FEEL condition."""

    id: str
    name: str
    when: str = ""


@dataclass
class Codes:
    """All codes of one sheet."""

    facts: dict[str, str] = field(default_factory=dict)
    cases: list[CaseCodes] = field(default_factory=list)
    steps: list[StepCodes] = field(default_factory=list)
    waits: list[WaitCodes] = field(default_factory=list)
    terms: list[dict[str, str]] = field(default_factory=list)

    def joined(self, other: Codes) -> Codes:
        """These and the blocks another table of the same sheet holds."""
        return Codes(
            other.facts | self.facts,
            other.cases + self.cases,
            other.steps + self.steps,
            other.waits + self.waits,
            other.terms + self.terms,
        )


def work_of(content: str) -> str:
    """The beginning of a step's content, by which its row is recognised."""
    return flat(content)[:_SHOWN].strip()


def blocks(codes: Codes) -> Iterator[list[list[str]]]:
    """The blocks to print, each with its header; empty ones are left out."""
    yield [list(FACTS), *([name, value] for name, value in codes.facts.items())]
    if codes.cases:
        yield [list(CASES), *([one.id, one.name, one.when] for one in codes.cases)]
    if codes.steps:
        yield [list(STEPS), *(_step_row(one) for one in codes.steps)]
    if codes.waits:
        yield [list(WAITS), *(_wait_row(one) for one in codes.waits)]
    if codes.terms:
        yield [list(TERMS), *([str(number), _pairs(one.items())] for number, one in enumerate(codes.terms, 1))]


def read_codes(table: Table) -> Codes | None:
    """The codes in a table this program printed, None for any other table."""
    rows = [[flat(cell.text) if cell is not None else "" for cell in line] for line in table.grid]
    raw = [[cell.text if cell is not None else "" for cell in line] for line in table.grid]
    heads = {head[0]: head for head in (FACTS, CASES, STEPS, WAITS, TERMS)}
    if not any(_is_head(row, heads) for row in rows[:4]):
        return None
    codes, head = Codes(), ""
    for row, kept in zip(rows, raw, strict=True):
        if _is_head(row, heads):
            head = row[0]
        elif head and row[0]:
            _take(codes, head, kept + [""] * (len(heads[head]) - len(kept)))
    return codes


def _is_head(row: Sequence[str], heads: Mapping[str, tuple[str, ...]]) -> bool:
    return bool(row) and row[0] in heads and tuple(row[: len(heads[row[0]])]) == heads[row[0]]


def _take(codes: Codes, head: str, row: Sequence[str]) -> None:
    if head == FACTS[0]:
        codes.facts[flat(row[0])] = row[1]
    elif head == CASES[0]:
        codes.cases.append(CaseCodes(flat(row[0]), row[1], row[2]))
    elif head == STEPS[0]:
        key, no, work, name, kind, form, group, ways, completion = row[:9]
        outcomes = tuple(_read_pairs(ways))
        codes.steps.append(StepCodes(key, no, work, name, kind, form, group, outcomes, completion))
    elif head == WAITS[0]:
        goals = hear_goals(flat(row[4])) or ()
        codes.waits.append(WaitCodes(flat(row[0]), flat(row[1]), row[2], dict(_read_pairs(row[3])), goals))
    else:
        codes.terms.append(dict(_read_pairs(row[1])))


def _step_row(one: StepCodes) -> list[str]:
    ways = _pairs(one.outcomes)
    return [one.id, one.no, one.work, one.name, one.kind, one.form, one.group, ways, one.completion]


def _wait_row(one: WaitCodes) -> list[str]:
    return [one.ref, one.id, one.name, _pairs(one.attributes.items()), say_goals(one.goals)]


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}{_IS}{flat(value)}" for name, value in pairs)


def _read_pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, sign, value = line.partition(_IS)
        if not sign:
            name, sign, value = line.partition(_IS.rstrip())
        if sign and name.strip():
            yield name.strip(), value.strip()
