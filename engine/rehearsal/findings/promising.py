"""Terms against applications that could be filed: a day must be promised to every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.bpmn.checks.rules import Finding
from engine.bpmn.routes import compiled
from engine.dossiers.terms import term_of
from engine.rehearsal.findings.desk import Desk
from engine.rehearsal.findings.saying import red
from engine.rehearsal.walk import Walk
from engine.text import Text


def undefined_terms(walk: Walk, desk: Desk) -> Iterator[Finding]:
    """Dossiers no term applies to, or whose term cannot be worked out: nobody could promise them a day."""
    sheet, seen = walk.subject.definition, set[str]()
    for names in desk.names if sheet.terms else ():
        case, channel = names["ho_so"]["case"], names["ho_so"]["channel"]
        where = ", ".join(part for part in (case and f"case = {case}", f"channel = {channel}") if part)
        if where in seen:
            continue
        if term_of(sheet, case, channel, names, walk.now) is None:
            seen.add(where)
            message = Text(
                f"Không thời hạn nào áp dụng cho hồ sơ có {where}; giấy hẹn không có ngày trả.",
                f"No term applies to a dossier with {where}; its receipt could promise no day.",
            )
            yield red("term_undefined", sheet.process_id, message, Text("Thêm thời hạn.", "Add a term."))
        for term in sheet.terms:
            concerned = (not term.case or case in term.case) and term.channel in (None, "", channel)
            expression = compiled(term.value_formula) if term.value_formula and concerned else None
            value = expression.evaluate(names, now=walk.now).value if expression is not None else Decimal(1)
            if not isinstance(value, Decimal) or value <= 0:
                seen.add(where)
                message = Text(
                    f"Không tính được thời hạn “{term.value_formula}” khi hồ sơ có {where}.",
                    f"The term “{term.value_formula}” cannot be worked out for a dossier with {where}.",
                )
                hint = Text("Sửa công thức của thời hạn.", "Correct the formula.")
                yield red("term_undefined", sheet.process_id, message, hint)
                break
