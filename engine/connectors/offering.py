"""What the descriptions kept with partners add to the designer's choices: one choice per operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.contrib.database import QUERIES, Database
from engine.connectors.contrib.openapi import DESCRIPTION, OpenApi
from engine.connectors.contrib.soap import WSDL, Soap
from engine.connectors.describing import Offered, offered_query, offered_rest, offered_soap
from engine.connectors.descriptor import WrongSetting
from engine.connectors.lookups.queries import read
from engine.connectors.models import partner, partner_setting
from engine.connectors.openapi.operations import operations
from engine.connectors.soap.services import service


def offers(session: Session) -> list[Offered]:
    """Every operation of every partner in use that is described; a description that cannot be read offers none."""
    kept = (
        select(partner.c.code, partner.c.name, partner_setting.c.name.label("kind"), partner_setting.c.text)
        .join(partner, partner.c.code == partner_setting.c.partner)
        .where(partner.c.enabled, partner_setting.c.name.in_([DESCRIPTION, WSDL, QUERIES]))
        .order_by(partner.c.name, partner.c.code)
    )
    return [one for row in session.execute(kept).all() for one in _of(row)]


def meant(offered: Iterable[Offered], connector: str, params: Mapping[str, Any]) -> Offered | None:
    """The offer that a step with these parameters has chosen, if it is one."""
    return next(
        (
            one
            for one in offered
            if one.descriptor.id == connector and all(params.get(name) == value for name, value in one.fixed.items())
        ),
        None,
    )


def _of(row: Any) -> Iterator[Offered]:
    try:
        if row.kind == DESCRIPTION:
            for one in operations(row.text).values():
                yield offered_rest(OpenApi.descriptor, row.code, row.name, one)
        elif row.kind == QUERIES:
            for query in read(row.text).values():
                yield offered_query(Database.descriptor, row.code, row.name, query)
        else:
            for other in service(row.text).operations.values():
                yield offered_soap(Soap.descriptor, row.code, row.name, other)
    except WrongSetting:
        return
