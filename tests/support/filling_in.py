"""Filling in pages the way people do: by name with the mouse, or with nothing but the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

_AT = """() => {
  const e = document.activeElement;
  const options = e.options ? [...e.options].map(o => o.value) : [];
  return {tag: e.tagName, type: e.type ?? "", name: e.name ?? "", value: e.value ?? "", text: e.textContent.trim(),
          checked: !!e.checked, options, at: e.selectedIndex ?? 0};
}"""


def fill_in(page: Page, values: Mapping[str, Any]) -> None:
    """Give every named field its value (boxes: a tuple), in order; names the page does not show are skipped."""
    for name, value in values.items():
        field = page.locator(f'[name="{name}"]:not([type=hidden])')
        if not field.count() or not field.first.is_visible():
            continue
        kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, tuple) else (value,):
                page.locator(f'[name="{name}"][value="{one}"]').check()
        elif kind == "select":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def fill_in_by_keyboard(page: Page, values: Mapping[str, Any], button: str, longest: int = 400) -> None:
    """Walk the page with Tab alone, answer what is known, and press the button named ``button``."""
    for _ in range(longest):
        page.keyboard.press("Tab")
        here = page.evaluate(_AT)
        if here["tag"] == "BUTTON" and here["text"] == button:
            page.keyboard.press("Enter")
            return
        if here["name"] in values:
            wanted = values[here["name"]]
            boxes = isinstance(wanted, tuple)
            _answer(page, here, here["value"] if boxes and here["value"] in wanted else "" if boxes else str(wanted))
    raise AssertionError(f"Tab never came to the button {button!r}")


def _answer(page: Page, here: dict[str, Any], wanted: str) -> None:
    if here["type"] == "radio":
        _choose(page, wanted)
    elif here["type"] == "checkbox":
        if here["value"] == wanted and not here["checked"]:
            page.keyboard.press("Space")
    elif here["tag"] == "SELECT":
        for _ in range(here["options"].index(wanted) - here["at"]):
            page.keyboard.press("ArrowDown")
    elif here["type"] != "file":
        page.keyboard.press("Control+A")
        page.keyboard.type(wanted)


def _choose(page: Page, wanted: str) -> None:
    """Space takes the radio button one stands on, arrows go on to the others."""
    if not page.evaluate(_AT)["checked"]:
        page.keyboard.press("Space")
    for _ in range(20):
        if page.evaluate(_AT)["value"] == wanted:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no radio button {wanted!r}")
