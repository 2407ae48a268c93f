"""Decision tables in words: which rules fired, as the history and a fee's reason tell it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.decisions import Fired
from engine.text import Text


def by_table(decision: str, rules: Sequence[Fired]) -> Text:
    """«Theo bảng quyết định “Mức phí”, dòng 2 (hộ nghèo).»; a decision without tables is only named."""
    tables = dict.fromkeys(rule.table for rule in rules)
    told = [_table(table, [rule for rule in rules if rule.table == table]) for table in tables]
    if not told:
        return Text(f"Theo quyết định “{decision}”.", f"By the decision “{decision}”.")
    vi, en = "; ".join(text.vi for text in told), "; ".join(text.en for text in told)
    return Text(f"Theo bảng quyết định {vi}.", f"By the decision table {en}.")


def _table(name: str, rules: Sequence[Fired]) -> Text:
    numbers = [f"{rule.rule} ({'; '.join(rule.notes)})" if rule.notes else str(rule.rule) for rule in rules]
    return Text(f"“{name}”, dòng {', '.join(numbers)}", f"“{name}”, rule {', '.join(numbers)}")
