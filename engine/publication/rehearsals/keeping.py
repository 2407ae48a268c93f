"""Scenarios among the files of a procedure: put in, taken out, brought up to what comes today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.platform.errors import Invalid
from engine.procedures.sources import SCENARIOS, Sources
from engine.rehearsal.scenarios import Scenario, ScenarioProblem, parse, written
from engine.rehearsal.scenarios.files import MOST, from_data
from engine.text import Text


def kept(sources: Sources) -> tuple[Scenario, ...]:
    """The scenarios of these files. Raises ``Invalid`` when their file cannot be read."""
    if not sources.scenarios:
        return ()
    try:
        return parse(sources.scenarios)
    except ScenarioProblem as problem:
        raise Invalid(
            problem.said, Text("Sửa hoặc xóa tệp kịch bản.", "Correct or remove the file."), SCENARIOS
        ) from None


def put(sources: Sources, scenario: Scenario, *, replaces: str = "") -> Sources:
    """The files with a scenario more, or with it in place of the one called ``replaces``."""
    held = kept(sources)
    if any(one.name == scenario.name and one.name != replaces for one in held):
        raise Invalid(
            Text(f"Đã có kịch bản tên “{scenario.name}”.", f"A scenario is called “{scenario.name}” already."),
            Text("Đặt tên khác.", "Give it another name."),
            "ten",
        )
    if len(held) >= MOST and not replaces:
        raise Invalid(Text(f"Mỗi thủ tục tối đa {MOST} kịch bản.", f"A procedure keeps at most {MOST} scenarios."))
    if replaces in {one.name for one in held}:
        return _with(sources, [scenario if one.name == replaces else one for one in held])
    return _with(sources, [*held, scenario])


def without(sources: Sources, name: str) -> Sources:
    """The files without one scenario; the file goes with the last."""
    return _with(sources, [one for one in kept(sources) if one.name != name])


def updated(sources: Sources, told: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Sources:
    """The files with scenarios as they come today; ``told`` is what a rehearsal of these very files said of them."""
    today = {one["name"]: from_data(one["now"]) for one in told if one["now"] is not None and one["name"] in names}
    return _with(sources, [today.get(one.name, one) for one in kept(sources)])


def _with(sources: Sources, scenarios: Sequence[Scenario]) -> Sources:
    files = {path: data for path, data in sources.files.items() if path != SCENARIOS}
    return Sources({**files, SCENARIOS: written(scenarios)} if scenarios else files)
