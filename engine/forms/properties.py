"""Our additions to form-js (`properties`, all strings): read once, unknown `vn.` names refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.forms import limits
from engine.forms.reader import Reader
from engine.text import Text

KNOWN: Final = frozenset(
    {
        "vn.kind",
        "vn.en",
        "vn.enHint",
        "vn.routing",
        "vn.prefill",
        "vn.minRows",
        "vn.maxRows",
        "vn.partial",
        "vn.notBefore",
        "vn.notAfter",
        "vn.otherPlace",
        "vn.words",
        "vn.wordsOf",
        "vn.inline",
        "vn.autocomplete",
        "vn.unitKind",
        "vn.unitUnder",
        "vn.sample",
        "vn.enText",
        "vn.page",
    }
)


@dataclass(frozen=True, slots=True)
class Properties:
    """The string properties of one component."""

    values: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The property, or an empty string."""
        return next((value for known, value in self.values if known == name), "")

    @property
    def kind(self) -> str:
        """``vn.kind``."""
        return self.get("vn.kind")

    @property
    def en(self) -> str:
        """The English label."""
        return self.get("vn.en")

    @property
    def en_hint(self) -> str:
        """The English hint."""
        return self.get("vn.enHint")

    @property
    def routing(self) -> bool:
        """``vn.routing`` is "true"."""
        return self.get("vn.routing") == "true"

    @property
    def prefill(self) -> tuple[str, ...]:
        """Where the first value comes from, such as ``("nguoi_nop", "ho_ten")``."""
        path = self.get("vn.prefill")
        return tuple(path.split(".")) if path else ()

    def whole(self, name: str) -> int | None:
        """A property that is a whole number."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else None


def read(reader: Reader) -> Properties:
    """The properties of a component; a misspelt ``vn.`` name is a problem, others are left to other tools."""
    bag = reader.inner("properties")
    values: dict[str, str] = {}
    for name in bag.data:
        if not isinstance(name, str) or not name.startswith("vn."):
            continue
        if name not in KNOWN:
            bag.complain(
                name,
                Text(f"Không có thuộc tính “{name}”.", f"There is no property “{name}”."),
                Text(f"Dùng một trong: {', '.join(sorted(KNOWN))}.", f"Use one of: {', '.join(sorted(KNOWN))}."),
                Text("Tên sai thì thuộc tính không có tác dụng.", "A misspelt name would silently do nothing."),
            )
            continue
        values[name] = _as_string(bag, name)
    _check_numbers(bag, values)
    return Properties(tuple(values.items()))


def _as_string(bag: Reader, name: str) -> str:
    value = bag.data[name]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 1_000_000:
        return str(value)
    return bag.text(name, limits.PROSE if name == "vn.enText" else limits.LABEL)


def _check_numbers(bag: Reader, values: dict[str, str]) -> None:
    for name in ("vn.minRows", "vn.maxRows"):
        if name in values and not (values[name].isascii() and values[name].isdigit() and len(values[name]) < 4):
            bag.complain(
                name,
                Text("Số dòng phải là số nguyên.", "The number of rows must be a whole number."),
                Text("Ghi một số từ 0 đến 200.", "Write a number from 0 to 200."),
            )
            del values[name]
