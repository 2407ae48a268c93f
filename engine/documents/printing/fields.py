"""What each printed form may say: the fields of TT 03/2025/TT-VPCP with the names Word templates call them by.

The same names serve the page, the Word file and the PDF, and every replaced template is checked against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.documents.printing import roles
from engine.text import Text


@dataclass(frozen=True)
class Field:
    """One field. ``parts`` are the names inside each line of a list; ``picture`` is drawn, not written."""

    name: str
    label: Text
    parts: tuple[Field, ...] = ()
    picture: bool = False


def _of(name: str, vi: str, en: str, *parts: Field) -> Field:
    return Field(name, Text(vi, en), parts)


_NUMBER = _of("stt", "Số thứ tự", "Line number")
_HEAD = (
    _of("co_quan_cap_tren", "Cơ quan cấp trên trực tiếp", "Superior unit"),
    _of("don_vi", "Đơn vị ban hành giấy", "Issuing unit"),
    _of("so", "Số của giấy (12/PBS)", "Number of the paper (12/PBS)"),
    _of("noi_ngay_lap", "Địa danh, ngày lập", "Place and date"),
    _of("ban_in_lai", "Dòng «Bản in lại» (trống ở bản đầu)", "“Reprint” line (empty on the first print)"),
)
_DOSSIER = (
    _of("ma_ho_so", "Mã hồ sơ", "Dossier code"),
    _of("noi_dung", "Nội dung yêu cầu giải quyết (tên thủ tục)", "What is asked for (the procedure)"),
    _of("ten_nguoi_nop", "Ông (Bà)/Tổ chức", "Applicant"),
    _of("so_dinh_danh", "Số định danh cá nhân/tổ chức", "ID number"),
    _of("dia_chi", "Địa chỉ", "Address"),
    _of("dien_thoai", "Số điện thoại", "Telephone"),
    _of("thu_dien_tu", "Email", "E-mail"),
    Field("ma_qr", Text("Mã QR tra cứu", "QR code for looking up"), picture=True),
    Field("ma_vach", Text("Mã vạch của mã hồ sơ", "Bar code of the dossier code"), picture=True),
)
_RECEIVED = (
    _of("nhan_luc", "Thời gian nhận hồ sơ", "Received at"),
    _of("hen_tra", "Thời gian trả kết quả", "Result due at"),
)
_SIGNER = (
    _of("nguoi_ky", "Người ký", "Signed by"),
    _of("chuc_vu_ky", "Chức vụ người ký", "Post of the signer"),
)
_REASON = _of("ly_do", "Lý do", "Reason")

FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        roles.RECEIPT.code: (
            *_HEAD,
            *_DOSSIER,
            _of("khoa_tra_cuu", "Khóa tra cứu", "Look-up key"),
            _of("nguoi_duoc_uy_quyen", "Người được ủy quyền (nếu có)", "Authorised person (if any)"),
            _of("co_quan_giai_quyet", "Cơ quan giải quyết", "Resolving agency"),
            _of(
                "thanh_phan",
                "Thành phần hồ sơ nộp",
                "Papers handed in",
                _NUMBER,
                _of("ten", "Tên giấy tờ", "Paper"),
                _of("so_ban", "Bản chính, bản sao", "Originals, copies"),
            ),
            _of("so_bo", "Số lượng hồ sơ (bộ)", "Sets"),
            _of("thoi_gian_giai_quyet", "Thời gian giải quyết theo quy định", "Term by law"),
            *_RECEIVED,
            _of("nhan_ket_qua_tai", "Đăng ký nhận kết quả tại", "Where the result is collected"),
            _of("quyen_so", "Vào Sổ theo dõi, quyển số", "Register book"),
            _of("so_thu_tu", "Số thứ tự trong sổ", "Number in the register"),
            _of(
                "le_phi",
                "Phí, lệ phí",
                "Fees",
                _of("ten", "Tên khoản", "Fee"),
                _of("so_tien", "Số tiền", "Amount"),
                _of("tinh_trang", "Đã thu, chưa thu", "Paid or due"),
            ),
            _of("nguoi_tiep_nhan", "Người tiếp nhận", "Received by"),
        ),
        roles.SUPPLEMENT.code: (
            *_HEAD,
            *_DOSSIER,
            _of("yeu_cau", "Yêu cầu hoàn thiện gồm", "To be supplied", _NUMBER, _of("noi_dung", "Nội dung", "What")),
            _REASON,
            _of("tra_loi_truoc", "Bổ sung trước", "Supply before"),
            _of("lien_he", "Liên hệ (tên, điện thoại)", "Contact (name, telephone)"),
            _of("nguoi_huong_dan", "Người hướng dẫn", "Guided by"),
        ),
        roles.REFUSAL.code: (
            *_HEAD,
            *_DOSSIER,
            _REASON,
            _of("nguoi_tiep_nhan", "Người tiếp nhận", "Received by"),
        ),
        roles.APOLOGY.code: (
            *_HEAD,
            *_DOSSIER,
            *_RECEIVED,
            _of("noi_tiep_nhan", "Cơ quan tiếp nhận", "Receiving unit"),
            _REASON,
            _of("nguyen_nhan", "Thời gian đã dùng theo sổ đồng hồ", "Time used, by the ledger"),
            _of("hen_lai", "Sẽ trả kết quả vào", "New date of the result"),
            _of("xin_loi_muon", "Dòng ghi khi xin lỗi muộn (trống khi kịp)", "Line when late (empty in time)"),
            *_SIGNER,
        ),
        roles.STOP.code: (
            *_HEAD,
            *_DOSSIER,
            *_RECEIVED,
            _of("can_cu", "Căn cứ dừng giải quyết", "Ground"),
            _REASON,
            _of("dung_tu", "Dừng giải quyết từ", "Stopped from"),
            _of("tra_lai", "Giấy tờ trả lại", "Returned papers", _NUMBER, _of("ten", "Tên giấy tờ", "Paper")),
            *_SIGNER,
        ),
        roles.CONTROL.code: (
            *_HEAD,
            *_DOSSIER,
            *_RECEIVED,
            _of("co_quan_giai_quyet", "Cơ quan (bộ phận) giải quyết", "Resolving agency"),
            _of("co_quan_phoi_hop", "Cơ quan phối hợp giải quyết", "Coordinating agencies"),
            _of(
                "giao_nhan",
                "Giao nhận",
                "Hand-overs",
                _NUMBER,
                _of("ben_giao", "Đơn vị giao", "Handed over by (unit)"),
                _of("nguoi_giao", "Người giao", "Handed over by"),
                _of("ben_nhan", "Đơn vị nhận", "Received by (unit)"),
                _of("nguoi_nhan", "Người nhận", "Received by"),
                _of("luc", "Thời gian giao nhận", "When"),
                _of("ket_qua", "Kết quả giải quyết (trước hạn, đúng hạn, quá hạn)", "State of time"),
                _of("ghi_chu", "Ghi chú", "Note"),
            ),
        ),
        roles.REGISTER.code: (
            *_HEAD,
            _of("tu_ngay", "Từ ngày", "From"),
            _of("den_ngay", "Đến ngày", "To"),
            _of("quyen_so", "Quyển số", "Book"),
            _of("tong_so", "Tổng số hồ sơ", "Dossiers in all"),
            _of(
                "ho_so",
                "Hồ sơ",
                "Dossiers",
                _NUMBER,
                _of("ma", "Mã hồ sơ", "Code"),
                _of("thu_tuc", "Tên thủ tục hành chính", "Procedure"),
                _of("nguoi_nop", "Tên tổ chức, cá nhân", "Applicant"),
                _of("lien_he", "Địa chỉ, số điện thoại", "Address, telephone"),
                _of("co_quan", "Cơ quan chủ trì giải quyết", "Resolving agency"),
                _of("nhan", "Nhận hồ sơ", "Received"),
                _of("hen", "Hẹn trả kết quả", "Due"),
                _of("tra", "Trả kết quả", "Returned"),
                _of("phuong_thuc", "Phương thức nhận kết quả", "How the result is collected"),
                _of("ky_nhan", "Ký nhận", "Signature"),
            ),
        ),
    }
)
"""The fields of each role, in the order of the form."""


def labels(role: str) -> dict[str, Text]:
    """The label of every field of a role by its name."""
    return {field.name: field.label for field in FIELDS[role]}
