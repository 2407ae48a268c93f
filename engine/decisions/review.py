"""What there is to say about decision files before anybody decides by them: unreadable texts, gaps and overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.decisions.boxed.tables import Table
from engine.decisions.coverage import Coverage, coverage
from engine.decisions.model import Model, load
from engine.decisions.xml import UnreadableModel, parse
from engine.feel.values.printing import as_text
from engine.text import Text

SHOWN: Final = 3
"""Examples of a gap told at once."""

_HINT: Final = Text("Sửa bảng quyết định.", "Correct the decision table.")


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: ``where`` is the file, with the table or element behind it; ``grave`` when it cannot be used so."""

    code: str
    grave: bool
    file: str
    where: str
    message: Text
    hint: Text


def models(files: Mapping[str, bytes]) -> dict[str, Model | UnreadableModel]:
    """Each file read, those it imports among the others; what cannot be read stands there as its reason."""
    read: dict[str, Model | UnreadableModel] = {}
    sound = [name for name, data in files.items() if _is_sound(data)]
    for name, data in files.items():
        try:
            read[name] = load(data, imports=[files[other] for other in sound if other != name])
        except UnreadableModel as reason:
            read[name] = reason
    return read


def _is_sound(data: bytes) -> bool:
    """Whether a file may be offered as an import: another one's faults are told there."""
    try:
        parse(data)
    except UnreadableModel:
        return False
    return True


def review(files: Mapping[str, bytes]) -> Iterator[Remark]:
    """Everything to say about decision files, file by file."""
    for name, model in models(files).items():
        if isinstance(model, UnreadableModel):
            yield Remark("table_unreadable", True, name, name, Text(f"{model.vi}.", f"{model.en}."), _HINT)
            continue
        for wrong in model.problems:
            said = Text(
                f"“{wrong.text}”: {wrong.error.said_in('vi')}.", f"“{wrong.text}”: {wrong.error.said_in('en')}."
            )
            yield Remark("table_text", True, name, f"{name} {wrong.element}", said, _HINT)
        for table in model.tables:
            for code, message, hint in _of_table(table, coverage(table)):
                yield Remark(code, False, name, f"{name} {table.name}", message, hint)


def _of_table(table: Table, found: Coverage) -> Iterator[tuple[str, Text, Text]]:
    if table.policy == "UNIQUE":
        for one in found.overlaps:
            example = _example(one.example)
            yield (
                "table_overlap",
                Text(
                    f"Dòng {one.first} và dòng {one.second} cùng khớp, ví dụ khi {example.vi}.",
                    f"Rules {one.first} and {one.second} both match, for example when {example.en}.",
                ),
                Text(
                    "Sửa điều kiện cho tách nhau, hoặc đổi hit policy (ví dụ FIRST).",
                    "Make the conditions exclude each other, or choose another hit policy (such as FIRST).",
                ),
            )
    if found.gaps and table.policy != "COLLECT" and all(output.default is None for output in table.outputs):
        yield (
            "table_gap",
            _gaps(found),
            Text("Thêm dòng cho trường hợp này, hoặc giá trị mặc định.", "Add a rule for it, or a default output."),
        )
    if not found.examined:
        yield (
            "table_not_examined",
            Text("Chưa soát được chỗ thiếu của bảng này.", "The gaps of this table could not be looked for."),
            Text("Tự soát các điều kiện của bảng.", "Look through its conditions yourself."),
        )


def _gaps(found: Coverage) -> Text:
    examples = [_example(gap) for gap in found.gaps[:SHOWN]]
    left = len(found.gaps) - len(examples)
    vi, en = "; hoặc ".join(one.vi for one in examples), "; or ".join(one.en for one in examples)
    more_vi, more_en = (f" (và {left} trường hợp khác)", f" (and {left} more)") if left else ("", "")
    return Text(f"Không dòng nào khớp khi {vi}{more_vi}.", f"No rule matches when {en}{more_en}.")


def _example(values: Mapping[str, Any]) -> Text:
    vi = " và ".join(f"{name} {_value(value, 'là giá trị khác')}" for name, value in values.items())
    en = " and ".join(f"{name} {_value(value, 'is another value')}" for name, value in values.items())
    return Text(vi, en)


def _value(value: Any, other: str) -> str:
    if value == "…":
        return other
    return f"= “{value}”" if isinstance(value, str) else f"= {as_text(value)}"
