"""The layouts of step tables: which columns a province prints, in which order and with which headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.text import Text


@dataclass(frozen=True)
class Layout:
    """Columns as (role, printed header, share of the width). ``online``: a last column with the online level."""

    id: str
    name: Text
    columns: tuple[tuple[str, str, int], ...]
    total: str = "Tổng thời gian thực hiện"

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the columns in order."""
        return tuple(role for role, _, _ in self.columns)


LAYOUTS: Final = {
    one.id: one
    for one in (
        Layout(
            "iso",
            Text(
                "TT – Trình tự – Trách nhiệm – Thời gian – Biểu mẫu/Kết quả (Hà Nội, Hà Tĩnh)",
                "No. – work – who – time – forms (Hà Nội, Hà Tĩnh)",
            ),
            (
                ("label", "TT", 6),
                ("content", "Trình tự", 40),
                ("actor", "Trách nhiệm", 18),
                ("time", "Thời gian", 12),
                ("result", "Biểu mẫu/Kết quả", 24),
            ),
        ),
        Layout(
            "don-vi-truoc",
            Text(
                "Thứ tự – Đơn vị/người thực hiện – Nội dung – Thời gian – Mức độ trực tuyến (Nghệ An)",
                "No. – who – work – time – online level (Nghệ An)",
            ),
            (
                ("label", "Thứ tự công việc", 8),
                ("actor", "Đơn vị/người thực hiện", 20),
                ("content", "Nội dung công việc", 48),
                ("time", "Thời gian thực hiện (tính mỗi ngày 08 giờ)", 12),
                ("online", "Dịch vụ công trực tuyến mức độ", 12),
            ),
            "Tổng thời gian giải quyết TTHC",
        ),
        Layout(
            "san-pham",
            Text(
                "Thứ tự – Nội dung – Đơn vị/Người thực hiện – Thời gian – Sản phẩm (Bắc Ninh)",
                "No. – work – who – time – product (Bắc Ninh)",
            ),
            (
                ("label", "Thứ tự công việc", 8),
                ("content", "Nội dung công việc cụ thể", 38),
                ("actor", "Đơn vị/Người thực hiện", 18),
                ("time", "Thời gian thực hiện", 12),
                ("result", "Sản phẩm", 24),
            ),
            "Tổng thời gian giải quyết",
        ),
        Layout(
            "bon-cot",
            Text(
                "Các bước – Nội dung – Trách nhiệm – Thời gian (Cao Bằng, Lạng Sơn)",
                "Steps – work – who – time (Cao Bằng, Lạng Sơn)",
            ),
            (
                ("label", "Các bước", 10),
                ("content", "Nội dung công việc", 50),
                ("actor", "Trách nhiệm thực hiện", 24),
                ("time", "Thời gian thực hiện", 16),
            ),
            "Tổng thời gian thực hiện thủ tục hành chính",
        ),
    )
}
DEFAULT: Final = "iso"
