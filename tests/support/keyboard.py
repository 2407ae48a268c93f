"""A person with a keyboard and no mouse, and the eight rows they add to the two a new procedure begins with."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

ROWS = (
    ("Phân công thụ lý", "receiving", "phong_vhxh", "lanh_dao_phong", "2"),
    ("Thẩm định hồ sơ", "receiving", "phong_vhxh", "chuyen_vien", "8"),
    ("Ý kiến Văn phòng", "receiving", "vp_hdnd_ubnd", "van_thu", "4"),
    ("Ý kiến phòng Kinh tế", "receiving", "phong_kt", "chuyen_vien", "4"),
    ("Tổng hợp, dự thảo thẻ", "receiving", "phong_vhxh", "chuyen_vien", "4"),
    ("Xem xét dự thảo", "receiving", "phong_vhxh", "lanh_dao_phong", "2"),
    ("Ký thẻ", "receiving", "", "lanh_dao_ubnd_xa", "2"),
    ("Đóng dấu, vào sổ", "receiving", "vp_hdnd_ubnd", "van_thu", "1"),
    ("Trả thẻ", "receiving", "one_stop", "can_bo_mot_cua", "1"),
)


class Keys:
    """A person with a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> Any:
        return self.page.evaluate(
            "() => { const e = document.activeElement; return (e.labels?.[0] ?? e).textContent.trim() || e.id }"
        )

    def tab_to(self, selector: str, most: int = 200) -> None:
        """Press Tab until the element has the focus."""
        wanted = self.page.locator(selector).first
        wanted.wait_for()
        for _ in range(most):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} cannot be reached with Tab")

    def back_to(self, selector: str, most: int = 200) -> None:
        wanted = self.page.locator(selector).first
        for _ in range(most):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            self.press("Shift+Tab")
        raise AssertionError(f"{selector} cannot be reached with Shift+Tab")

    def choose(self, selector: str, value: str) -> None:
        """Choose in a list by arrows."""
        self.tab_to(selector)
        goal = self.page.locator(f'{selector} option[value="{value}"]').first
        steps = goal.evaluate(
            """option => {
              const list = option.closest('select');
              const all = [...list.options].filter((one) => !one.disabled && !one.hidden);
              return all.indexOf(option) - all.indexOf(list.selectedOptions[0]);
            }"""
        )
        self.press(*["ArrowDown" if steps > 0 else "ArrowUp"] * abs(steps))
        assert self.page.locator(selector).input_value() == value

    def saved(self) -> None:
        self.page.locator(".panel").wait_for(state="detached")


def add(keys: Keys, name: str, anchor: str, kind: str, post: str, limit: str) -> None:
    """From the row that has the focus: its menu, a row below, its fields, Enter."""
    page = keys.page
    keys.press("Tab", "Enter")
    keys.tab_to("details.row-menu[open] a[href*='mo=them']")
    keys.press("Enter")
    page.locator(".panel #ten").wait_for()
    expect(page.locator("#ten")).to_be_focused()
    page.keyboard.type(name)
    keys.choose("#neo", anchor)
    keys.choose("#loai", kind)
    keys.choose("#chuc-danh", post)
    keys.tab_to("#han")
    page.keyboard.type(limit)
    keys.press("Enter")
    keys.saved()
    expect(page.locator("tr.is-chosen b").first).to_have_text(name)
