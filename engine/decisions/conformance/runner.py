"""Running a folder of the kit and comparing what came out with what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.decisions.conformance.cases import Case, Expected, read_test_file
from engine.decisions.model import Model, Outcome, load
from engine.decisions.xml import UnreadableModel
from engine.feel.values.comparing import equal

TOLERANCE = Decimal("1e-8")
"""Numbers may differ by this much, absolutely or relatively: the kit prints some results rounded."""

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case went."""

    id: str
    status: str
    expected: Any
    actual: Any
    reason: str = ""


def run_folder(folder: Path, *, now: datetime | None = None) -> list[Verdict]:
    """Run every test file under a folder, in the order of their names."""
    verdicts: list[Verdict] = []
    for path in sorted(folder.rglob("*.xml")):
        verdicts += run_file(path, now=now)
    return verdicts


def run_file(path: Path, *, now: datetime | None = None) -> list[Verdict]:
    """Run one test file; a model that cannot be loaded fails all its cases."""
    try:
        tests = read_test_file(path)
    except UnreadableModel as error:
        return [Verdict(path.stem, FAILED, None, None, error.en)]
    prefix = path.parent.name
    try:
        model = _model(path.parent, tests.model)
    except (UnreadableModel, OSError) as error:
        return [Verdict(f"{prefix}/{case.id}", FAILED, None, None, str(error)) for case in tests.cases]
    return [_run_case(model, case, prefix, now) for case in tests.cases]


def _model(folder: Path, name: str) -> Model:
    target = folder / Path(name).name
    others = [path.read_bytes() for path in sorted(folder.glob("*.dmn")) if path != target]
    return load(target.read_bytes(), imports=others)


def _run_case(model: Model, case: Case, prefix: str, now: datetime | None) -> Verdict:
    actual: dict[str, Any] = {}
    reasons: list[str] = []
    external = False
    for expected in case.results:
        outcome = _outcome(model, case, expected, now)
        actual[expected.name] = outcome.value
        if not agrees(expected.value, outcome.value):
            reasons += [f"{expected.name}: differs", *(warning.en for warning in outcome.warnings[:3])]
            external = external or any(warning.code == "call.external" for warning in outcome.warnings)
    status = SKIPPED if external else FAILED if reasons else PASSED
    wanted = {expected.name: expected.value for expected in case.results}
    identifier, reason = f"{prefix}/{case.id}", "; ".join(reasons)
    if len(wanted) == 1:
        return Verdict(identifier, status, next(iter(wanted.values())), next(iter(actual.values())), reason)
    return Verdict(identifier, status, wanted, actual, reason)


def _outcome(model: Model, case: Case, expected: Expected, now: datetime | None) -> Outcome:
    if case.kind in ("decisionService", "bkm") and case.invoked:
        outcome = model.invoke(case.invoked, case.inputs, now=now)
        value = outcome.value
        if isinstance(value, dict) and len(case.results) > 1 and expected.name in value:
            return outcome._replace(value=value[expected.name])
        return outcome
    return model.decide(expected.name, case.inputs, now=now)


def agrees(expected: Any, actual: Any) -> bool:
    """Whether a result is the expected one."""
    if isinstance(expected, Decimal) and isinstance(actual, Decimal):
        return abs(expected - actual) <= TOLERANCE * max(Decimal(1), abs(expected))
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(agrees, expected, actual))
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(agrees(value, actual[key]) for key, value in expected.items())
    return equal(expected, actual) is True


def counted(verdicts: list[Verdict]) -> Iterator[tuple[str, int]]:
    """How many cases passed, failed and were skipped."""
    for status in (PASSED, FAILED, SKIPPED):
        yield status, sum(verdict.status == status for verdict in verdicts)
