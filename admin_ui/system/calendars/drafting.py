"""From a typed change to its preview: kept as a draft when it is sound."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation.calendars import operations
from engine.organisation.calendars.changes import Change
from engine.organisation.operations.acting import By
from engine.platform.db import transaction


def preview(change: Change) -> Response:
    """Keep the change and show what it would move; raises ``Invalid`` when it contradicts itself."""
    by = By(require_actor(), context.now())
    with transaction() as session:
        change_id = operations.draft(session, by, change)
    return redirect(url_for("system.calendar_change", change_id=change_id), code=303)
