"""I9: codes are issued at acceptance, follow each other without a gap, and agree with their number series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import dossier, number_series
from engine.text import Text


def codes(session: Session, _: FileStore) -> Iterator[Finding]:
    """Compare the codes in use with the series they were taken from."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in session.execute(select(dossier.c.id, dossier.c.code, dossier.c.accepted_at)):
        if (row.code is None) != (row.accepted_at is None):
            yield Finding(
                "I9",
                f"dossier:{row.id}",
                Text("Mã hồ sơ và việc tiếp nhận không khớp.", "Code and acceptance do not agree."),
            )
        if row.code:
            agency, day, number = row.code.rsplit("-", 2)
            numbers[f"dossier/{agency}/{day}"].add(int(number))
    for series in session.execute(select(number_series).where(number_series.c.name.like("dossier/%"))):
        missing = set(range(1, series.last + 1)) - numbers.pop(series.name, set())
        if missing:
            yield Finding(
                "I9", series.name, Text(f"Thiếu số {sorted(missing)}.", f"Numbers {sorted(missing)} are missing.")
            )
    for name in numbers:
        yield Finding("I9", name, Text("Dãy số không có trong sổ.", "Codes without a number series."))
