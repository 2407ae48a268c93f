"""Every field kind, by name: to add one, write its file and put it on this list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.forms.field import Field
from engine.forms.kinds.address2 import Address2
from engine.forms.kinds.cccd import Cccd
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.checklist import Checklist
from engine.forms.kinds.date_vn import DateVn
from engine.forms.kinds.datetime_field import DateTimeField
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.email import Email
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.group import Group
from engine.forms.kinds.image import Image
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.mst import Mst
from engine.forms.kinds.number import Number
from engine.forms.kinds.phone_vn import PhoneVn
from engine.forms.kinds.radio import Radio
from engine.forms.kinds.select import Select
from engine.forms.kinds.separator import Separator
from engine.forms.kinds.spacer import Spacer
from engine.forms.kinds.table import Table
from engine.forms.kinds.taglist import Taglist
from engine.forms.kinds.text import Prose
from engine.forms.kinds.textarea import TextArea
from engine.forms.kinds.textfield import TextField
from engine.forms.kinds.units import UnitChecklist, UnitRadio, UnitSelect, UnitTaglist
from engine.forms.kinds.upper_name import UpperName

ALL: Final[tuple[type[Field], ...]] = (
    TextField,
    TextArea,
    Number,
    DateTimeField,
    Checkbox,
    Checklist,
    Taglist,
    Radio,
    Select,
    FilePicker,
    Group,
    DynamicList,
    Prose,
    Separator,
    Spacer,
    Image,
    Table,
    Computed,
    Cccd,
    Mst,
    PhoneVn,
    Email,
    MoneyVnd,
    DateVn,
    Address2,
    UpperName,
    UnitSelect,
    UnitRadio,
    UnitChecklist,
    UnitTaglist,
)

BY_NAME: Final[Mapping[tuple[str, str], type[Field]]] = MappingProxyType(
    {(component, kind.vn_kind): kind for kind in ALL for component in kind.types}
)
"""The kind for a component type and a ``vn.kind``."""

TYPES: Final = tuple(sorted({component for component, _ in BY_NAME}))
"""The component types of form-js this product accepts."""


def vn_kinds_of(component: str) -> tuple[str, ...]:
    """Every ``vn.kind`` a component type can have."""
    return tuple(sorted(vn for known, vn in BY_NAME if known == component and vn))
