"""Names every module that declares tables, so that migrations and tests see the whole schema."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "engine.platform.audit.models",
    "engine.platform.jobs.models",
    "engine.platform.limits",
    "engine.organisation.models",
    "engine.organisation.calendars.models",
    "engine.procedures.models",
    "engine.publication.imports.models",
    "engine.publication.trial.models",
    "engine.publication.rehearsals.models",
    "engine.documents.models",
    "engine.documents.printing.models",
    "engine.dossiers.models",
    "engine.connectors.models",
    "engine.connectors.books.models",
    "engine.dossiers.paying.models",
    "engine.dossiers.portal_sync.models",
    "engine.dossiers.unsent.models",
    "engine.dossiers.moving.models",
    "engine.dossiers.reminders.models",
)


def load() -> None:
    """Import them all; afterwards ``engine.platform.db.metadata`` is complete."""
    for module in MODULES:
        import_module(module)
