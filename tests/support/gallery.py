"""A page with every component on it, added to the test application only."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

from flask import Blueprint, Flask, render_template

from admin_ui.components.journey import Stage
from admin_ui.web.pages import Page
from engine.text import Text

ADDRESS = "/bo-mau"


def add_gallery(app: Flask) -> None:
    """Serve the gallery to whoever is logged in."""
    blueprint = Blueprint("gallery", __name__, template_folder="templates")
    blueprint.add_url_rule(ADDRESS, "show", _show)
    app.register_blueprint(blueprint)


def _show() -> str:
    return render_template(
        "gallery.html", here="desk.inbox", rows=_rows(), stages=_stages(), page=Page([1] * 50, 2, 50, 1000, capped=True)
    )


def _rows() -> list[SimpleNamespace]:
    keys = ("kind", "left", "due", "code", "procedure", "work", "who")
    rows = (
        ("late", "Quá 3 giờ", "hẹn 20/11, 16:30", "H61.105.02-261118-0031", "Miễn, giảm học phí",
         "Bước 3. Thẩm định hồ sơ, dự thảo kết quả", "Nguyễn Văn Phúc"),
        ("soon", "Còn 1 giờ 20 phút", "hẹn hôm nay, 17:00", "H61.105.02-261123-0004", "Đăng ký khai sinh",
         "Bước 2. Kiểm tra tờ khai, ghi sổ hộ tịch", "Lê Thị Mai"),
        ("ok", "Còn 1 ngày 4 giờ", "hẹn 25/11, 11:30", "H61.105.02-261120-0012", "Trợ cấp một lần",
         "Bước 9. Dự thảo báo cáo trình Sở Nội vụ", "Đỗ Thị Lan"),
        ("wait", "Đang chờ công dân", "đồng hồ dừng từ 19/11, tự đóng 10/12", "H61.105.02-261117-0009",
         "Hỗ trợ chi phí học tập", "Chờ bổ sung: giấy xác nhận khuyết tật", "Hoàng Minh Tuấn"),
    )  # fmt: skip
    return [SimpleNamespace(**dict(zip(keys, row, strict=True))) for row in rows]


def _stages() -> list[Stage]:
    at = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)
    return [
        Stage("done", Text("Đã tiếp nhận", "Received"), at, "Trần Thị Hạnh, một cửa xã An Bình"),
        Stage("skipped", Text("Lấy ý kiến", "Opinion")),
        Stage("now", Text("Thẩm định hồ sơ", "Appraisal"), at, "Phòng Văn hóa – Xã hội"),
        Stage("wait", Text("Chờ bổ sung", "Waiting for a supplement")),
        Stage("late", Text("Ký duyệt", "Signature")),
        Stage("next", Text("Trả kết quả", "Result handed over")),
    ]
