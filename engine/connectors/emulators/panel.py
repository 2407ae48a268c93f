"""The page of an emulated system: how it is to behave, its call-backs, and the book of what it has received."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Template
from typing import Any

from markupsafe import Markup, escape

from engine.connectors.emulators.calling_back import Sent
from engine.connectors.emulators.emulator import Emulator, Noted
from engine.connectors.emulators.office import Behaviour
from engine.text import Text

OWN = "/-"
"""Below this stands the panel; every other path is the service."""
_ROWS = 100
_LONGEST = 2000
WORDS = {
    "good": Text("Bình thường", "Normal"),
    "late": Text("Nhận trước, trả lời sau", "Takes now, answers later"),
    "slow": Text("Chậm", "Slow"),
    "refuse": Text("Từ chối", "Refuses"),
    "wrong_field": Text("Báo sai dữ liệu", "Calls a field wrong"),
    "silence": Text("Im lặng", "Silent"),
    "lose": Text("Làm rồi mất trả lời", "Acts, then loses the answer"),
    "duplicate": Text("Trả lời hai lần", "Answers twice"),
    "supplement": Text("Đòi bổ sung", "Asks for more"),
    "down": Text("Ngừng hoạt động", "Down"),
}
_SAID = {
    "emulated": Text(
        "Hệ thống mô phỏng để trình diễn và thử; không có cơ quan thật nào ở sau.",
        "An emulated system for demonstrations and tests; no real agency is behind it.",
    ),
    "behaviour": Text("Cách xử sự với các yêu cầu sắp tới", "How the next requests are treated"),
    "set": Text("Đặt", "Set"),
    "backs": Text("Thông báo gửi về", "Call-backs"),
    "send": Text("Gửi trả lời còn nợ ngay", "Send the answers owed now"),
    "twice": Text("Gửi mỗi thông báo hai lần (trùng)", "Send each twice (a duplicate)"),
    "alone": Text(
        "Chưa biết gửi về đâu: hệ thống này chạy riêng, ngoài bản trình diễn.",
        "Nowhere to send them: it runs by itself, outside a demonstration.",
    ),
    "nothing": Text("Không có gì để gửi.", "There was nothing to send."),
    "book": Text("Sổ tiếp nhận", "The book"),
    "empty": Text("Chưa nhận yêu cầu nào.", "Nothing has been received yet."),
    "number": Text("Số", "Number"),
    "received": Text("Nội dung nhận", "What was sent"),
    "times": Text("Số lần gửi", "Times sent"),
    "owed": Text("Còn nợ trả lời", "Answer owed"),
    "yes": Text("Có", "Yes"),
    "no": Text("Không", "No"),
    "requests": Text("Yêu cầu đã đến", "Requests"),
    "entries": Text("đã ghi sổ", "entered"),
    "last": Text("Chỉ hiện 100 dòng mới nhất.", "Only the newest 100 lines are shown."),
    "other": Text("English", "Tiếng Việt"),
    "gone": Text("không có ai nghe", "nobody is listening"),
}
_PAGE = Template("""<!doctype html>
<html lang="$language"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>$name</title><link rel="stylesheet" href="/-/panel.css"></head><body>
<header><h1>$name</h1><a href="/?lang=$other_language" lang="$other_language" hreflang="$other_language">$other</a>
</header>
<main><p class="note">$emulated</p>
<form method="post" action="/-/panel"><input type="hidden" name="lang" value="$language">
<fieldset><legend>$behaviour</legend><div class="choices">$options</div><button>$set</button></fieldset></form>
<section aria-labelledby="ve"><h2 id="ve">$backs</h2>$call_backs</section>
<section aria-labelledby="so"><h2 id="so">$book</h2>
<p>$requests_word: <strong>$requests</strong> · $entries_word: <strong>$entries</strong></p>$table</section>
</main></body></html>
""")
STYLE = b"""*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1f2933;background:#f5f7fa}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;justify-content:space-between;
padding:.75rem 1rem;background:#1f2933;color:#fff}
header a{color:#fff}
h1{font-size:1.25rem;margin:0}h2{font-size:1.1rem;margin:0 0 .5rem}
main{max-width:60rem;margin:0 auto;padding:1rem;display:grid;gap:1rem;min-width:0}
main>*{min-width:0}
.note{margin:0;padding:.5rem .75rem;border-left:4px solid #b25e09;background:#fff}
fieldset,section{border:1px solid #cbd2d9;border-radius:6px;background:#fff;padding:.75rem 1rem;margin:0}
legend{font-weight:600;padding:0 .25rem}
.choices{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.25rem .75rem;margin-bottom:.75rem}
label{display:flex;gap:.5rem;align-items:center;min-height:2rem}
button{font:inherit;padding:.4rem .9rem;min-height:2.5rem;border:1px solid #1f2933;border-radius:4px;background:#1f2933;
color:#fff;cursor:pointer}
button.quiet{background:#fff;color:#1f2933}
button:focus-visible,input:focus-visible,a:focus-visible,summary:focus-visible{
outline:3px solid #b25e09;outline-offset:2px}
.acts{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .5rem;border-top:1px solid #cbd2d9;vertical-align:top}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}
ul{margin:.5rem 0 0;padding-left:1.25rem}
"""


@dataclass(frozen=True)
class Page:
    """What one showing of the panel is made of; ``results`` are those of the button just pressed."""

    emulator: Emulator
    language: str
    can_call_back: bool
    results: Sequence[Sent] | None = None

    def said(self, word: str) -> str:
        """A word of the page."""
        return _SAID[word].said_in(self.language)


def html(page: Page) -> str:
    """The page."""
    one, noted = page.emulator, list(page.emulator.noted())
    fixed = {word: escape(page.said(word)) for word in ("emulated", "behaviour", "set", "backs", "book", "other")}
    return _PAGE.substitute(
        fixed,
        name=escape(one.name),
        language=page.language,
        other_language="vi" if page.language == "en" else "en",
        options=_join(_option(page, how) for how in one.behaviours),
        call_backs=_call_backs(page),
        requests_word=escape(page.said("requests")),
        entries_word=escape(page.said("entries")),
        requests=one.requests,
        entries=len(noted),
        table=_table(page, noted),
    )


def _option(page: Page, how: Behaviour) -> Markup:
    words = WORDS.get(str(how), Text(str(how), str(how))).said_in(page.language)
    mark = Markup(" checked") if how == page.emulator.behaviour else ""
    return Markup('<label><input type="radio" name="behaviour" value="{}"{}> {}</label>').format(str(how), mark, words)


def _call_backs(page: Page) -> Markup:
    if not page.can_call_back:
        return Markup("<p>{}</p>").format(page.said("alone"))
    acts = _join(
        Markup('<button class="quiet" name="send" value="{}">{}</button>').format(code, words.said_in(page.language))
        for code, words in page.emulator.acts.items()
    )
    form = Markup(
        '<form method="post" action="/-/panel" class="acts"><input type="hidden" name="lang" value="{}">'
        '<button name="send" value="now">{}</button>{}'
        '<label><input type="checkbox" name="twice" value="1"> {}</label></form>'
    ).format(page.language, page.said("send"), acts, page.said("twice"))
    return form + _results(page)


def _results(page: Page) -> Markup:
    if page.results is None:
        return Markup("")
    if not page.results:
        return Markup('<p role="status">{}</p>').format(page.said("nothing"))
    rows = _join(
        Markup("<li>{} → {} {}</li>").format(one.number, one.status or page.said("gone"), one.said)
        for one in page.results
    )
    return Markup('<div role="status"><ul>{}</ul></div>').format(rows)


def _table(page: Page, noted: list[Noted]) -> Markup:
    if not noted:
        return Markup("<p>{}</p>").format(page.said("empty"))
    heads = _join(
        Markup('<th scope="col">{}</th>').format(page.said(word)) for word in ("number", "received", "times", "owed")
    )
    rows = _join(_row(page, one) for one in reversed(noted[-_ROWS:]))
    more = Markup("<p>{}</p>").format(page.said("last")) if len(noted) > _ROWS else ""
    return Markup('<div class="scroll"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}').format(
        heads, rows, more
    )


def _row(page: Page, one: Noted) -> Markup:
    return Markup("<tr><td>{}</td><td><pre>{}</pre></td><td>{}</td><td>{}</td></tr>").format(
        one.number, _text(one.sent), one.times, page.said("yes" if one.owed else "no")
    )


def _text(sent: Any) -> str:
    return json.dumps(sent, ensure_ascii=False, indent=1, default=str)[:_LONGEST]


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
