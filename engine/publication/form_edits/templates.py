"""Ready-made forms to begin from, and the blocks of fields that can be put into any form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.text import Text

_HERE: Final = Path(__file__).parent / "ready"


@dataclass(frozen=True)
class Template:
    """One ready-made form: its file, and what people call it."""

    code: str
    name: Text
    block: bool = False
    """Also offered as a block of fields inside another form."""

    def document(self) -> bytes:
        """The form document."""
        return (_HERE / f"{self.code}.json").read_bytes()


TEMPLATES: Final = (
    Template("trong", Text("Biểu mẫu trống", "Empty form")),
    Template("ca-nhan", Text("Thông tin cá nhân", "A person"), True),
    Template("dia-chi", Text("Địa chỉ và liên hệ", "Address and contact"), True),
    Template("to-chuc", Text("Tổ chức, doanh nghiệp", "An organisation"), True),
    Template("nguoi-trong-ho", Text("Danh sách người (bảng nhiều dòng)", "List of people (rows)"), True),
    Template("cam-doan", Text("Lời cam đoan", "Declaration on honour"), True),
    Template("to-khai", Text("Tờ khai ba trang", "Application form of three pages")),
    Template("tham-dinh", Text("Thẩm định hồ sơ", "Appraisal")),
    Template("lay-y-kien", Text("Lấy ý kiến", "Opinion")),
    Template("phan-cong", Text("Phân công xử lý", "Assigning the work")),
    Template("ky-duyet", Text("Ký duyệt", "Signing")),
    Template("bo-sung", Text("Nộp bổ sung", "Supplement")),
    Template("nop-tien", Text("Chứng từ nộp tiền", "Proof of payment")),
)
BY_CODE: Final = {one.code: one for one in TEMPLATES}
