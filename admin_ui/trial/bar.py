"""The bar on every page of a trial: that it is one, whose part is played, whose turn it is, what time it is there."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g, request

from admin_ui.trial import entering, mounting
from admin_ui.trial.entering import Inside
from admin_ui.trial.parts import CITIZEN
from admin_ui.web import context
from engine.platform.db import reading
from engine.publication.trial import calls, roles
from engine.publication.trial.calls import OpenCall
from engine.publication.trial.roles import Post, Turn, Waiting


@dataclass(frozen=True)
class Bar:
    """What the bar shows."""

    here: Inside
    back: str
    """The Trial tab on the real site."""
    turns: list[Turn]
    waiting: list[Waiting]
    calls: list[OpenCall]
    posts: list[Post]
    dossier: int | None
    citizen: str = CITIZEN


def register(app: Flask) -> None:
    """Offer ``trial_bar()`` to the shell of every page, and ``in_trial()`` to what is printed."""
    app.jinja_env.globals["trial_bar"] = trial_bar
    app.jinja_env.globals["in_trial"] = entering.inside


def trial_bar() -> Bar | None:
    """The bar of this page, None on the real site; read once for a page."""
    here = entering.inside()
    if here is None:
        return None
    if "trial_bar" not in g:
        with reading() as session:
            g.trial_bar = Bar(
                here,
                f"{mounting.outside()}/khai-bao/soan/{here.trial.copy_id}/chay-thu",
                roles.turns(session),
                roles.waiting(session),
                calls.open_calls(session),
                roles.posts(session, context.now()),
                (request.view_args or {}).get("dossier_id"),
            )
    found: Bar = g.trial_bar
    return found
