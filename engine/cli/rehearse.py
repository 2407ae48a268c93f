"""`quytrinh rehearse`: walk every path of a procedure, or of the whole library, before anybody else does."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from engine.bpmn import reader
from engine.bpmn.checks import Finding
from engine.bpmn.definition import Definition
from engine.bpmn.errors import Unreadable
from engine.cli import check
from engine.cli.diagrams import LIBRARY, open_diagram, refuse
from engine.cli.rehearse_published import of_installation
from engine.platform.errors import AppError
from engine.procedures import sources
from engine.rehearsal import MOST_ACTS, as_data, as_entry, rehearse
from engine.spiff import SpiffError

Report = dict[str, Any]
OF_THE_WHOLE = frozenset(
    {"acceptance_bypassed", "case_without_term", "limits_exceeded", "limits_sum", "never_accepted", "no_successful_end"}
)
"""What the checks say of the procedure as a whole that is about its ways, not about its sheet."""
WORDS = frozenset({"post_unknown", "unit_kind_unknown"})
_COUNTED = ("paths", "nodes_covered", "flows_covered")


@click.command("rehearse")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--all", "everything", is_flag=True, help="Every procedure of the library, in parallel.")
@click.option("--published", is_flag=True, help="With --all: every version published here, and who is missing today.")
@click.option("--library", type=click.Path(path_type=Path), default=LIBRARY, help="Folder with procedures_bpmn/.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--lang", "language", type=click.Choice(["vi", "en"]), default="vi", help="Language of the messages.")
@click.option("--acts", type=click.IntRange(min=1), default=MOST_ACTS, show_default=True, help="How long to walk.")
def command(
    file: Path | None, everything: bool, published: bool, library: Path, form: str, language: str, acts: int
) -> None:
    """Rehearse FILE.bpmn, or with --all the library; exit 1 when something stands in the way, 2 when unreadable."""
    if everything == (file is not None) or (published and not everything):
        refuse("rehearse: nêu một tệp .bpmn, hoặc --all (give one .bpmn file, or --all)")
    if file is not None:
        open_diagram(file)
        reports = {str(file): _alone(file, language, acts)}
    else:
        reports = of_installation(language, acts) if published else of_library(library, language, acts)
    if form == "json":
        said = next(iter(reports.values())) if file is not None else _together(reports)
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for name, report in reports.items():
            _say(name, report, language, stories=file is not None)
    errors = [one for report in reports.values() for one in report["findings"] if one["severity"] == "error"]
    sys.exit(1 if errors else 0)


def _alone(file: Path, language: str, acts: int) -> Report:
    try:
        return of_file(file, language, acts)
    except AppError as error:
        refuse(f"{file}: {error.said_in(language)}")
    except OSError as error:
        refuse(f"{error.filename or file}: không đọc được ({error.strerror or 'lỗi'})")


def of_file(file: Path, language: str, acts: int = MOST_ACTS) -> Report:
    """The report of one diagram with the forms and tables beside it; its checks stand behind what the walk found."""
    data = file.read_bytes()
    definition = reader.read(data)
    key = definition.key or file.stem
    found = sources.beside(file, key)
    try:
        forms = {**_from_library(key), **found.forms}
        result = rehearse(found.bpmn, found.tables, forms, most_acts=acts, scenarios=found.scenarios)
        report = as_data(result, language)
    except SpiffError as refusal:
        element = getattr(refusal, "element", "")
        report = _wrong(refusal.code, element, refusal.text.said_in(language))
    report["findings"] += _checked(file, definition, report["findings"], language)
    report["findings"].sort(key=lambda one: one["severity"] != "error")
    report["not_checked"] = check.not_checked(definition)
    return report


def _checked(file: Path, definition: Definition, said: list[dict[str, str]], language: str) -> list[dict[str, str]]:
    """What the checks refuse, and what is missing at a step or flow, unless the walk has said the same."""
    known = {(one["code"], one["element"]) for one in said}
    missing = {(one.code, one.element) for one in check.everything(file, definition, "publication") if _grave(one)}
    about = _about_ways(definition)
    return [
        as_entry(_weighed(one), language)
        for one in check.everything(file, definition, "draft")
        if (one.code, one.element) not in known and (_grave(one) or ((one.code, one.element) in missing and about(one)))
    ]


def _about_ways(definition: Definition) -> Callable[[Finding], bool]:
    """Whether something missing is about the ways of this procedure: it is said of its other steps, or of the whole."""
    steps = [node.step for node in definition.nodes.values() if node.step]
    places = {*definition.nodes, *definition.flows}
    said = {
        "step_limit_missing": any(step.limit is not None for step in steps),
        "step_outcome_missing": any(step.outcomes for step in steps),
        "never_accepted": any(step.kind == "receive" for step in steps),
    }
    return lambda one: said.get(one.code, True) and (one.element in places or one.code in OF_THE_WHOLE)


def _weighed(one: Finding) -> Finding:
    """A word that this vocabulary lacks may be one of the installation the procedure is for."""
    return replace(one, severity="warning") if one.code in WORDS else one


def _grave(one: Finding) -> bool:
    return one.severity == "error"


def of_library(library: Path, language: str, acts: int = MOST_ACTS) -> dict[str, Report]:
    """The reports of every diagram of a library folder, worked out by as many processes as there are cores."""
    files = sorted((library / "procedures_bpmn").glob("*.bpmn"))
    if not files:
        refuse(f"rehearse: {library / 'procedures_bpmn'} không có tệp .bpmn nào")
    with ProcessPoolExecutor(max_workers=min(len(files), os.cpu_count() or 1)) as pool:
        return dict(pool.map(_one, [(str(file), language, acts) for file in files]))


def _one(asked: tuple[str, str, int]) -> tuple[str, Report]:
    name, language, acts = asked
    try:
        return name, of_file(Path(name), language, acts)
    except (Unreadable, AppError) as error:
        return name, _wrong("unreadable", "", error.said_in(language))
    except OSError as error:
        return name, _wrong("unreadable", "", error.strerror or str(error))


def _from_library(key: str) -> Mapping[str, bytes]:
    folder = LIBRARY / "forms" / key
    inside = folder.resolve().parent == (LIBRARY / "forms").resolve()
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))} if inside else {}


def _wrong(code: str, element: str, message: str) -> Report:
    finding = {"code": code, "severity": "error", "element": element, "message": message, "hint": ""}
    return {"paths": 0, "nodes_covered": 0, "flows_covered": 0, "bounds": [], "findings": [finding], "stories": []}


def _together(reports: Mapping[str, Report]) -> Report:
    """One report of the same shape as for one file; each entry names its file, and each file has its own summary."""
    whole: Report = {key: sum(one[key] for one in reports.values()) for key in _COUNTED}
    whole["bounds"] = [f"{Path(name).stem}: {bound}" for name, one in reports.items() for bound in one["bounds"]]
    for key in ("findings", "stories"):
        whole[key] = [{"file": name, **entry} for name, one in reports.items() for entry in one[key]]
    whole["scenarios"] = [{"file": name, **one} for name, each in reports.items() for one in each.get("scenarios", ())]
    whole["procedures"] = [{"file": name, **_summary(one)} for name, one in reports.items()]
    return whole


def _summary(report: Report) -> Report:
    return {key: value if isinstance(value, int) else len(value) for key, value in report.items()}


def _say(name: str, report: Report, language: str, *, stories: bool) -> None:
    vietnamese = language == "vi"
    covered = f"{report['nodes_covered']}/{report.get('nodes', 0)}, {report['flows_covered']}/{report.get('flows', 0)}"
    click.echo(f"{name}: {report['paths']} {'đường' if vietnamese else 'ways'}; {covered}")
    words = {"error": "LỖI", "warning": "lưu ý"} if vietnamese else {"error": "ERROR", "warning": "note"}
    for one in report["findings"]:
        click.echo(f"  {words[one['severity']]} [{one['code']}] {one['element']}: {one['message']}")
        if one["hint"]:
            click.echo(f"    → {one['hint']}")
    for one in report.get("scenarios", ()):
        passed = ("đúng như mong đợi", "as expected") if one["passed"] else ("khác mong đợi", "otherwise")
        click.echo(f"  {'kịch bản' if vietnamese else 'scenario'} “{one['name']}”: {passed[0 if vietnamese else 1]}")
    if stories:
        for bound in report["bounds"]:
            click.echo(f"  · {bound}")
        for story in report["stories"]:
            term = "" if story["term_hours"] is None else f"/{story['term_hours']}"
            click.echo(f"  – {story['name']} ({story['hours']}{term} {'giờ' if vietnamese else 'hours'})")
