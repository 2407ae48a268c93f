"""The page of the emulated gateway: what is to be paid, how it is to end, and how we are told of it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

FIELDS = ("ma_don", "so_tien", "tien_te", "noi_dung", "quay_lai", "luc", "chu_ky")
_NOTIFY = {
    "once": "Báo một lần, ngay / once, at once",
    "twice": "Báo hai lần / twice",
    "late": "Báo muộn (bấm ở bảng điều khiển) / late, from the panel",
    "silence": "Không báo / never",
    "amount": "Báo sai số tiền / a wrong amount",
    "forged": "Chữ ký giả / a forged signature",
}
_BUTTONS = {"pay": "Trả tiền / Pay", "refuse": "Từ chối / Refuse", "cancel": "Hủy / Cancel"}
_PAGE = Markup(
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title>'
    '<link rel="stylesheet" href="/-/panel.css"></head><body><header><h1>{name}</h1></header><main>{body}</main></body>'
    "</html>"
)
_ASKED = Markup(
    '<p class="note">Hệ thống mô phỏng: không có tiền thật. / Emulated: no real money.</p>'
    "<section><h2>{amount} đồng</h2><p>{about}</p><p>Mã đơn / Order: <strong>{order}</strong></p>"
    '<form method="post" action="/thanh-toan">{hidden}<fieldset><legend>Thông báo về hệ thống / Notification</legend>'
    '<div class="choices">{choices}</div></fieldset><p class="acts">{buttons}</p></form></section>'
)


def asked(name: str, query: Mapping[str, str]) -> str:
    """The page with its buttons; the fields travel along, signature included."""
    hidden = Markup("").join(
        Markup('<input type="hidden" name="{}" value="{}">').format(field, query.get(field, "")) for field in FIELDS
    )
    choices = Markup("").join(
        Markup('<label><input type="radio" name="thong_bao" value="{}"{}> {}</label>').format(
            code, Markup(" checked") if code == "once" else "", words
        )
        for code, words in _NOTIFY.items()
    )
    buttons = Markup("").join(
        Markup('<button name="nut" value="{}"{}>{}</button>').format(
            code, Markup("") if code == "pay" else Markup(' class="quiet"'), words
        )
        for code, words in _BUTTONS.items()
    )
    amount = f"{int(query.get('so_tien') or 0):,}".replace(",", ".")
    body = _ASKED.format(
        amount=amount,
        about=query.get("noi_dung", ""),
        order=query.get("ma_don", ""),
        hidden=hidden,
        choices=choices,
        buttons=buttons,
    )
    return _PAGE.format(name=name, body=body)


def refused(name: str) -> str:
    """What somebody sees who came with an address that was tampered with."""
    said = "Yêu cầu thanh toán không có chữ ký hợp lệ. / The request to pay is not properly signed."
    return _PAGE.format(name=name, body=Markup('<p class="note">{}</p>').format(escape(said)))
