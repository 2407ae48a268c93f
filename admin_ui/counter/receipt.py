"""The receipt of a dossier: its issued paper, at the address the counter goes on to after accepting."""

from __future__ import annotations

from flask import Blueprint, render_template

from admin_ui.printing import sheets
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.dossiers import facts
from engine.dossiers.dossier import open_dossier
from engine.dossiers.papers import issuing, showing
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.db import transaction
from engine.platform.errors import Missing
from engine.text import Text

_NONE_YET = Missing(
    Text("Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận.", "Not accepted yet: there is no receipt."),
    Text("Mở hồ sơ để xem đang chờ gì.", "Open the dossier to see what it waits for."),
)


def register(blueprint: Blueprint) -> None:
    """Add the receipt page."""
    blueprint.add_url_rule("/ho-so/<int:dossier_id>/giay-tiep-nhan", "receipt", _receipt)


def _receipt(dossier_id: int) -> str:
    actor, now = require_actor(), context.now()
    with transaction() as session:
        opened = open_dossier(session, dossier_id)
        policy.require(actor, Act.SEE_DOSSIER, facts.of_dossier(session, opened.row, now))
        if opened.row.accepted_at is None:
            raise _NONE_YET
        row = issuing.receipt_of(session, opened, now)
        paper = showing.shown(session, row, now, showing.printed(session, row, "html", actor.name, now))
    return render_template("counter/receipt.html", row=opened.row, paper=paper, sheet=sheets.drawn(paper))
