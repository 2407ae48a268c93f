"""Who does something to a dossier, as it will be written into history and audit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Author:
    """The person, the unit they act for, and on whose behalf; the machine and the applicant are authors too."""

    name: str
    account: str
    person_id: int | None = None
    unit_id: int | None = None
    unit_name: str | None = None
    post: str | None = None
    on_behalf: str | None = None


MACHINE = Author(name="Hệ thống", account="system")
"""Acts nobody does: a wait that closes itself, a timer."""


def applicant(name: str) -> Author:
    """The applicant acting through the public look-up page."""
    return Author(name=name, account="applicant")
