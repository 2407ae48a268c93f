"""``python -m engine.publication.imports.child``: reads an untrusted sheet within the limits of the reading child."""

from __future__ import annotations

from engine.procedures.sheets.child import main
from engine.publication.imports.report import work

if __name__ == "__main__":
    main(work)
