"""I9: papers follow each other without a gap in their registers; a voided number stays with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.printing.models import ISSUED, VOID, issued_paper
from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import number_series
from engine.text import Text


def papers(session: Session, files: FileStore) -> Iterator[Finding]:
    """Compare the numbers in use with their series, the voided ones with their reasons, the PDFs with the store."""
    numbers: dict[str, set[int]] = defaultdict(set)
    columns = (issued_paper.c.id, issued_paper.c.status, issued_paper.c.series, issued_paper.c.number)
    query = select(*columns, issued_paper.c.void_reason, issued_paper.c.pdf_hash)
    for row in session.execute(query):
        if row.status in (ISSUED, VOID):
            numbers[row.series].add(row.number)
        if row.status == VOID and not row.void_reason:
            yield Finding("I9", f"paper:{row.id}", Text("Giấy hủy không có lý do.", "Void without a reason."))
        if row.pdf_hash and not files.intact(row.pdf_hash):
            yield Finding("I10", f"paper:{row.id}", Text("Tệp PDF hỏng hoặc mất.", "The PDF is damaged or gone."))
    for series in session.execute(select(number_series).where(number_series.c.name.like("%paper/%"))):
        missing = set(range(1, series.last + 1)) - numbers.pop(series.name, set())
        if missing:
            said = sorted(missing)
            yield Finding("I9", series.name, Text(f"Thiếu số {said}.", f"Numbers {said} are missing."))
    for name in numbers:
        yield Finding("I9", name, Text("Giấy có số ngoài dãy số.", "Papers with numbers of no series."))
