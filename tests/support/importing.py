"""What the stories of imports share: sheets of the corpus, small tables as HTML, and reading what was sent."""

from __future__ import annotations

from pathlib import Path

from engine.platform import jobs
from engine.publication.imports.jobs import handlers
from tests.support.office import Office

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PAGE = "/khai-bao/nhap"


def corpus(name: str) -> bytes:
    """A decision of the corpus by the beginning of its file name and its kind: "ha-tinh-3004.docx"."""
    stem, _, kind = name.partition(".")
    return next(CORPUS.glob(f"{stem}*.{kind}")).read_bytes()


def table(title: str, *rows: tuple[str, str, str, str], total: str = "") -> str:
    """A step table as the clipboard has it: number, work, who, time."""
    head = "<tr><th>Thứ tự</th><th>Nội dung công việc</th><th>Người thực hiện</th><th>Thời gian</th></tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    last = f'<tr><td colspan="3">Tổng thời gian giải quyết</td><td>{total}</td></tr>' if total else ""
    return f"<h2>1. Thủ tục: {title}</h2><table>{head}{body}{last}</table>"


CARD = (
    ("1", "Tiếp nhận hồ sơ, kiểm tra, chuyển phòng chuyên môn", "Bộ phận Một cửa", "4 giờ"),
    ("2", "Thẩm định hồ sơ, dự thảo kết quả", "Chuyên viên phòng Văn hóa - Xã hội", "16 giờ"),
    ("3", "Ký phê duyệt kết quả", "Lãnh đạo UBND xã", "8 giờ"),
    ("4", "Trả kết quả cho người dân", "Bộ phận Một cửa", "4 giờ"),
)
"""A table that is understood as a whole."""


def read_all(office: Office) -> None:
    """Read everything that was sent, as the job runner does."""
    with office.app.app_context():
        jobs.run_until_idle(office.clock, handlers(office.clock))
