"""Where the files of this installation lie."""

from __future__ import annotations

from admin_ui.web import context
from engine.documents.store import FileStore


def file_store() -> FileStore:
    """Return the installation's file store."""
    return FileStore(context.settings().files)
