"""Where the files of this installation lie."""

from __future__ import annotations

from flask import g

from admin_ui.web import context
from engine.documents.store import FileStore


def file_store() -> FileStore:
    """Return the installation's file store, or the one of the trial this request happens in."""
    return FileStore(g.get("files_elsewhere") or context.settings().files)
