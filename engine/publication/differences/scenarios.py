"""What changed among the scenarios kept with a procedure: which came, went, or expect something else."""

from __future__ import annotations

from collections.abc import Iterator

from engine.rehearsal.scenarios import Scenario, ScenarioProblem, parse
from engine.text import Text

Told = tuple[str, str, Text]


def between(before: bytes | None, after: bytes | None) -> Iterator[Told]:
    """Kind, name and sentence of each."""
    if before == after:
        return
    old, new = _by_name(before), _by_name(after)
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        english = (now or was or old[name]).said_in("en")
        if was is None:
            yield "added", name, Text(f"Thêm kịch bản “{name}”.", f"The scenario “{english}” was added.")
        elif now is None:
            yield "removed", name, Text(f"Bỏ kịch bản “{name}”.", f"The scenario “{english}” was removed.")
        elif was != now:
            yield "changed", name, Text(f"Sửa kịch bản “{name}”.", f"The scenario “{english}” was changed.")


def _by_name(data: bytes | None) -> dict[str, Scenario]:
    try:
        return {one.name: one for one in parse(data)} if data else {}
    except ScenarioProblem:
        return {}
