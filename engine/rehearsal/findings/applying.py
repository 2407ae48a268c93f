"""The sheet against applications that could be filed: cases, papers and fees for every answer that matters to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.bpmn.checks.rules import Finding
from engine.bpmn.routes import compiled
from engine.decisions import Outcome
from engine.dossiers.fees import Decide, amount_of, in_force
from engine.platform.time import local_day
from engine.rehearsal.findings.desk import Desk, Names
from engine.rehearsal.findings.promising import undefined_terms
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.walk import Walk
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """Cases, papers and fees."""
    desk = Desk(walk)
    yield from _cases(walk, desk)
    yield from _documents(walk, desk)
    yield from _fees(walk, desk)
    yield from undefined_terms(walk, desk)


def _cases(walk: Walk, desk: Desk) -> Iterator[Finding]:
    place = walk.subject.definition.process_id
    conditions = [(one, compiled(one.when)) for one in walk.subject.definition.cases if one.when]
    for case, expression in conditions:
        if not desk.ever(expression):
            message = Text(
                f"Không hồ sơ nào thuộc trường hợp “{case.name}” ({case.id}): {case.when} không bao giờ đúng.",
                f"No dossier is of case “{case.id}”: its condition {case.when} never holds.",
            )
            yield red("case_never", place, message, Text("Sửa điều kiện của trường hợp.", "Correct its condition."))
    for names in desk.names:
        held = [one for one, expression in conditions if expression and expression.evaluate(names).value is True]
        if len(held) > 1:
            first, second = held[0], held[1]
            message = Text(
                f"Một hồ sơ có thể thuộc cả “{first.name}” ({first.id}) và “{second.name}” ({second.id}).",
                f"One dossier can be of both cases “{first.id}” and “{second.id}”.",
            )
            yield amber("cases_overlap", place, message, Text("Sửa điều kiện.", "Correct the conditions."))
            return


def _documents(walk: Walk, desk: Desk) -> Iterator[Finding]:
    for document in walk.subject.definition.documents:
        expression = compiled(document.when) if document.when else None
        if expression is not None and not desk.ever(expression):
            message = Text(
                f"Giấy tờ “{document.name}” ({document.id}) không bao giờ phải nộp: điều kiện {document.when} "
                "không đúng với tờ khai nào.",
                f"The paper “{document.id}” is never asked for: {document.when} holds for no application.",
            )
            hint = Text("So điều kiện với các lựa chọn của tờ khai.", "Compare it with the options of the application.")
            yield amber("document_never_asked", walk.subject.definition.process_id, message, hint)


def _fees(walk: Walk, desk: Desk) -> Iterator[Finding]:
    place = walk.subject.definition.process_id
    seen: set[str] = set()
    day = local_day(walk.now)
    for names in desk.names:
        for fee in in_force(walk.subject.definition, day, names["ho_so"]):
            amount = amount_of(fee, _deciding(walk), names, walk.now)
            if amount.value is None and fee.id not in seen:
                seen.add(fee.id)
                shown = ", ".join(f"{key} = {names['don'].get(key)}" for key in _read(fee.formula, names))
                message = Text(
                    f"Không tính được khoản “{fee.name}” ({fee.id}) khi {shown or 'nộp hồ sơ'}.",
                    f"The fee “{fee.id}” cannot be worked out when {shown or 'the dossier is filed'}.",
                )
                hint = Text("Nêu mức thu cho cả trường hợp này.", "Say what is due in this case, too.")
                yield red("fee_undefined", place, message, hint)
    for fee in walk.subject.definition.fees:
        if fee.exempt_when and not desk.ever(compiled(fee.exempt_when)):
            message = Text(
                f"Không ai được miễn khoản “{fee.name}” ({fee.id}): điều kiện {fee.exempt_when} không bao giờ đúng.",
                f"Nobody is exempt from “{fee.id}”: {fee.exempt_when} never holds.",
            )
            yield amber("exemption_never", place, message, Text("Sửa điều kiện miễn.", "Correct the exemption."))


def _deciding(walk: Walk) -> Decide:
    def decide(decision: str, names: Names, now: datetime) -> Outcome | None:
        """A table that is not there leaves the fee unknown, as it does for a real dossier."""
        known = decision in walk.subject.bundle.decisions
        return walk.subject.bundle.decide(decision, names, now) if known else None

    return decide


def _read(source: str | None, names: Names) -> list[str]:
    expression = compiled(source) if source else None
    paths = expression.names_read if expression is not None else ()
    return sorted(path[1] for path in paths if path[0] == "don" and len(path) > 1 and path[1] in names["don"])
