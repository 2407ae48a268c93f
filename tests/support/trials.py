"""A trial as an analyst plays it through HTTP: every act is a form that stands on the page, sent as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html
from werkzeug.test import TestResponse

from tests.support.office import Person, text_of


@dataclass
class Play:
    """The analyst's window on a trial."""

    analyst: Person
    at: str = ""
    page: Any = None
    answer: TestResponse | None = None

    def open(self, path: str, status: int = 200) -> str:
        """Open a page, following where it leads; returns what it says."""
        return self._shown(self.analyst.client.get(path, follow_redirects=True), status)

    def send(self, action: str, changes: Mapping[str, Any] | None = None, *, status: int = 200, press: str = "") -> str:
        """Send the first form whose address ends so, with what the page filled in; returns what comes next.

        ``press`` names a button as ``name=value``.
        """
        form = next((one for one in self.page.forms if (one.get("action") or self.at).endswith(action)), None)
        assert form is not None, f"{self.at} has no form to {action}: {[one.get('action') for one in self.page.forms]}"
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        data |= {name: [value] for name, value in (changes or {}).items()}
        if press:
            name, _, value = press.partition("=")
            data[name] = [value]
        address = form.get("action") or self.at
        return self._shown(self.analyst.client.post(address, data=data, follow_redirects=True), status)

    def outcomes(self, name: str = "outcome") -> list[str]:
        """The outcomes the page offers."""
        return [str(one) for one in self.page.xpath(f'//input[@name="{name}"]/@value')]

    def turn(self) -> str | None:
        """Take the part of whoever is next, as the bar offers it; returns the page, None when nobody is."""
        offered = self.page.xpath('//ul[@class="turns"]//form')
        if not offered:
            return None
        data = dict(offered[0].form_values())
        return self._shown(self.analyst.client.post(offered[0].get("action"), data=data, follow_redirects=True), 200)

    def _shown(self, answer: TestResponse, status: int) -> str:
        said = text_of(answer)
        assert answer.status_code == status, (answer.request.path, answer.status_code, said[:1500])
        self.answer, self.page = answer, html.fromstring(answer.get_data(as_text=True))
        self.at = answer.request.script_root + answer.request.path
        return said


def begun(analyst: Person, place: str, **more: str) -> Play:
    """Start a trial on the tab of a working copy (``place``: its address)."""
    play = Play(analyst)
    play.open(f"{place}/chay-thu")
    play.send("/chay-thu/moi", more)
    return play
