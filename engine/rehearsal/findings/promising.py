"""Terms against applications that could be filed: a day must be promised to every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.bpmn.checks.rules import Finding
from engine.bpmn.routes import compiled
from engine.clock.problems import TermProblem
from engine.dossiers.terms import term_of
from engine.rehearsal.findings.desk import Desk, Names
from engine.rehearsal.findings.saying import red
from engine.rehearsal.walk import Walk
from engine.text import Text


def undefined_terms(walk: Walk, desk: Desk) -> Iterator[Finding]:
    """Dossiers no term applies to, or whose term cannot be worked out: nobody could promise them a day."""
    sheet, seen = walk.subject.definition, set[str]()
    for names in desk.names if sheet.terms else ():
        case, channel = names["ho_so"]["case"], names["ho_so"]["channel"]
        where = ", ".join(part for part in (case and f"case = {case}", f"channel = {channel}") if part)
        wrong = _wrong(walk, names) if where not in seen else None
        if wrong is not None:
            seen.add(where)
            message = Text(f"{wrong.vi} khi hồ sơ có {where}.", f"{wrong.en} for a dossier with {where}.")
            hint = Text("Thêm hoặc sửa thời hạn.", "Add or correct the term.")
            yield red("term_undefined", sheet.process_id, message, hint)


def _wrong(walk: Walk, names: Names) -> Text | None:
    """Why no day can be promised; None when one can."""
    sheet, ho_so = walk.subject.definition, names["ho_so"]
    for term in sheet.terms:
        concerned = (not term.case or ho_so["case"] in term.case) and term.channel in (None, "", ho_so["channel"])
        expression = compiled(term.value_formula) if term.value_formula and concerned else None
        value = expression.evaluate(names, now=walk.now).value if expression is not None else Decimal(1)
        if not isinstance(value, Decimal) or value <= 0:
            said = term.value_formula
            return Text(f"Không tính được thời hạn “{said}”", f"The term “{said}” cannot be worked out")
    try:
        fits = term_of(sheet, ho_so["case"], ho_so["channel"], names, walk.now)
    except TermProblem as problem:
        return Text(f"Thời hạn không dùng được ({problem})", f"The term cannot be used ({problem})")
    return None if fits is not None else Text("Không thời hạn nào áp dụng", "No term applies")
