"""The office with a payment gateway on loopback: the payer's browser, the gateway's page, its notifications."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from flask.testing import FlaskClient
from sqlalchemy import select

from engine.connectors import operations, signing
from engine.connectors.emulators.calling_back import CallBack, Sent
from engine.connectors.emulators.emulator import Notice
from engine.connectors.emulators.payment import PaymentGateway
from engine.connectors.emulators.serving import Serving
from engine.connectors.operations import PartnerWords
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.dossiers.models import payment
from engine.dossiers.paying import handlers
from engine.dossiers.paying.models import payment_mismatch, payment_order
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.db import reading, transaction
from tests.support.office import Office, text_of, token

PAGE = "/tra-cuu/ho-so"
CALLBACK = "khoa-thong-bao"


class IntoTheOffice(CallBack):
    """Sends what a partner's system would post, over the office's own HTTP."""

    office: Office

    def send(self, notice: Notice) -> Sent:
        body = json.dumps(dict(notice.body)).encode()
        signed = signing.headers(self.secret, notice.number, body, self.office.clock())
        answer = self.office.app.test_client().post(self.url, data=body, headers=signed)
        return Sent(notice.number, answer.status_code, answer.get_data(as_text=True))


def into(office: Office, code: str, secret: str = CALLBACK) -> CallBack:
    """The way back for a partner's emulator."""
    kind = type("Into", (IntoTheOffice,), {"office": office})
    back: CallBack = kind(f"/api/doi-tac/{code}/thong-bao", secret)
    return back


def declare(office: Office, code: str, name: str, url: str, token_: str) -> None:
    """An administrator makes a partner known with both its keys."""
    sealer = Sealer(office.settings.secret_key)
    by = By(None, office.clock())
    with office.app.app_context(), transaction() as session:
        operations.keep(session, by, code, PartnerWords(name, url, local=True))
        operations.set_secret(session, by, code, "token", token_, sealer)
        operations.set_secret(session, by, code, "callback", CALLBACK, sealer)


@dataclass
class Till:
    """What a story about paying needs at hand."""

    office: Office
    gateway: PaymentGateway
    serving: Serving

    def owner(self, dossier: int) -> FlaskClient:
        """Somebody who scanned the receipt's QR code."""
        row, client = self.office.row(dossier), self.office.citizen()
        client.get("/tra-cuu", query_string={"ma": row.code or row.reference, "khoa": row.look_up_key})
        return client

    def set_out(self, client: FlaskClient) -> str:
        """Press “pay online”; returns the order's number."""
        data = {"csrf_token": token(client.get(PAGE))}
        answer = client.post(f"{PAGE}/thanh-toan", data=data)
        assert answer.status_code == 303, text_of(answer)[:600]
        return str(answer.location).rpartition("/")[2]

    def address(self, client: FlaskClient, order: str) -> str:
        """The address of the link to the gateway."""
        page = client.get(f"{PAGE}/thanh-toan/{order}").get_data(as_text=True)
        found = re.search(r'href="(http://127[^"]+/thanh-toan\?[^"]+)"', page)
        assert found, "no way to the gateway"
        return unescape(found[1])

    def press(self, address: str, button: str = "pay", notify: str = "once") -> str:
        """Press a button of the gateway's page; returns where the payer is led back to."""
        with urllib.request.urlopen(address) as shown:
            assert "Trả tiền" in shown.read().decode()
        fields = dict(parse_qsl(urlsplit(address).query))
        data = urlencode({**fields, "nut": button, "thong_bao": notify}).encode()
        opener = urllib.request.build_opener(_Stay)
        try:
            opener.open(f"{self.serving.url}/thanh-toan", data)
        except urllib.error.HTTPError as error:
            assert error.code == 303
            return str(error.headers["Location"])
        raise AssertionError("the gateway did not lead back")

    def pay(self, client: FlaskClient, button: str = "pay", notify: str = "once") -> str:
        """All of it: set out, press, come back; returns the order's number."""
        order = self.set_out(client)
        back = urlsplit(self.press(self.address(client, order), button, notify))
        assert parse_qs(back.query)["ma_don"] == [order]
        assert client.get(f"{back.path}?{back.query}").location.endswith(order)
        return order

    def run_jobs(self) -> int:
        """Run the jobs of paying that are due."""
        means = Means(Sealer(self.office.settings.secret_key))
        with self.office.app.app_context():
            return jobs.run_until_idle(self.office.clock, handlers.handlers(self.office.clock, means), rounds=3)

    def order(self, number: str) -> Any:
        """An order's row."""
        with self.office.app.app_context(), reading() as session:
            return session.execute(select(payment_order).where(payment_order.c.number == number)).one()

    def amounts(self, dossier: int) -> dict[str, Any]:
        """The amounts of a dossier by fee."""
        with self.office.app.app_context(), reading() as session:
            rows = session.execute(select(payment).where(payment.c.dossier_id == dossier))
            return {row.fee_id: row for row in rows}

    def differences(self) -> list[tuple[str, str]]:
        """What the comparison left open: kind and order."""
        table = payment_mismatch
        with self.office.app.app_context(), reading() as session:
            rows = session.execute(select(table).where(table.c.settled_at.is_(None)).order_by(table.c.id))
            return sorted((row.kind, row.order_number) for row in rows)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@contextmanager
def opened(office: Office) -> Iterator[Till]:
    """Open a gateway for an office."""
    gateway = PaymentGateway(now=office.clock, back=into(office, "payment"))
    with Serving(gateway) as serving:
        declare(office, "payment", "Cổng thanh toán An Hòa", serving.url, gateway.token)
        yield Till(office, gateway, serving)
