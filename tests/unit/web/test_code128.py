"""The bars of a receipt, judged by the published example; the browser tests let a real scanner read them."""

from __future__ import annotations

import pytest

from admin_ui.components import code128


def symbols(content: str) -> list[str]:
    widths = code128.widths(content)
    body, stop = widths[:-7], widths[-7:]
    assert stop == "2331112"
    return [body[at : at + 6] for at in range(0, len(body), 6)]


def test_each_symbol_is_eleven_modules_wide() -> None:
    for symbol in symbols("H88.101-261207-0001"):
        assert sum(map(int, symbol)) == 11


def test_the_check_symbol_of_the_textbook_example() -> None:
    # PJJ123C has check value 54 behind start code A (103); behind start code B (104) it is one more.
    *_, check = symbols("PJJ123C")
    assert check == "311321"


@pytest.mark.parametrize("content", ["", "Hồ sơ", "a\tb", "\x7f"])
def test_what_bars_cannot_hold_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        code128.widths(content)


def test_the_picture_names_itself_and_brings_no_style_of_its_own() -> None:
    picture = code128.svg('A"<1')
    assert 'aria-label="A&#34;&lt;1"' in picture
    assert "style" not in picture
