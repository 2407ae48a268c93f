"""The trial space: the very pages of the office and of the portal, under an address of their own, on trial data.

``/chay-thu/<trial>/…`` is the whole site once more. Every request below it reads and writes the trial's database, keeps
the trial's time, and is made by whoever the analyst chose to be.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from admin_ui.trial import acts, bar, entering, mounting

blueprint = Blueprint("trial", __name__, template_folder="templates", url_prefix="/lam-thu")
acts.register(blueprint)


def register(app: Flask) -> None:
    """Mount the space and offer the bar to every page; call it after visitors are recognised."""
    mounting.mount(app)
    entering.register(app)
    bar.register(app)
    app.register_blueprint(blueprint)
