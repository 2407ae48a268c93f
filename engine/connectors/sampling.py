"""Trying a connector without a partner: against its emulator in this process, else with the descriptor's examples.

The call goes over loopback to an emulator made for this one run; no partner's address or secret is read, no row
written, so a sample run can reach nobody.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.connectors.base import Accepted, Blocked, Call, Connector, Declined, Unreachable
from engine.connectors.descriptor import PARTNER, Descriptor
from engine.connectors.emulators import known
from engine.connectors.emulators.office import Behaviour
from engine.connectors.emulators.serving import Serving
from engine.connectors.redaction import redacted
from engine.connectors.wire import HttpWire
from engine.text import Text

_SECONDS = 5.0


@dataclass(frozen=True)
class Sampled:
    """How a sample run ended: an answer, a refusal with its code, or what went wrong."""

    response: Mapping[str, Any] = field(default_factory=dict)
    receipt: str = ""
    refused: str = ""
    wrong: Text | None = None
    emulated: bool = False


def run(connector: Connector, params: Mapping[str, Any], behaviour: Behaviour = Behaviour.GOOD) -> Sampled:
    """Make the call once. Never raises: whatever the connector does is an outcome."""
    code = connector.descriptor.partner or str(params.get(PARTNER) or "")
    emulator = known.made(code)
    if emulator is None:
        return Sampled(connector.sample())
    emulator.behaviour = behaviour
    with Serving(emulator, sleep=lambda _: None) as serving:
        key = secrets.token_hex(8)
        wire = HttpWire(serving.url, key, True, _SECONDS)
        return _called(connector, Call(key, params), wire)


def hidden(told: Descriptor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the console would show them: private ones covered."""
    shown = redacted(dict(values), told.private)
    return dict(shown)


def _called(connector: Connector, call: Call, wire: HttpWire) -> Sampled:
    try:
        got = connector.call(call, wire)
    except Declined as error:
        return Sampled(refused=f"{error.code}: {error}", emulated=True)
    except (Unreachable, Blocked) as error:
        return Sampled(wrong=Text(str(error), str(error)), emulated=True)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return Sampled(wrong=Text(said, said), emulated=True)
    if isinstance(got, Accepted):
        return Sampled(connector.sample(), got.receipt, emulated=True)
    return Sampled(got.response, got.receipt or "", emulated=True)
