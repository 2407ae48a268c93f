"""The seven forms of TT 03/2025/TT-VPCP as shipped, drawn with the names of their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.documents.printing import roles
from engine.documents.printing.drawing.sheet import Sheet

Draw = Callable[[Sheet], None]


def receipt(sheet: Sheet) -> None:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""
    sheet.head()
    sheet.title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
    sheet.field("Mã hồ sơ", "{{ ma_ho_so }}", bold=True)
    sheet.line("{{ don_vi }} tiếp nhận hồ sơ của:")
    _applicant(sheet)
    sheet.optional("nguoi_duoc_uy_quyen", "Người được ủy quyền")
    sheet.field("Nội dung yêu cầu giải quyết", "{{ noi_dung }}")
    sheet.field("Cơ quan giải quyết", "{{ co_quan_giai_quyet }}")
    sheet.line("Thành phần hồ sơ nộp gồm:", bold=True)
    sheet.repeated("thanh_phan", "{{ dong.stt }}. {{ dong.ten }} ({{ dong.so_ban }})")
    sheet.field("Số lượng hồ sơ", "{{ so_bo }} bộ")
    sheet.field("Thời gian giải quyết hồ sơ theo quy định", "{{ thoi_gian_giai_quyet }}")
    sheet.field("Thời gian nhận hồ sơ", "{{ nhan_luc }}")
    sheet.field("Thời gian trả kết quả giải quyết hồ sơ", "{{ hen_tra }}", bold=True)
    sheet.field("Đăng ký nhận kết quả tại", "{{ nhan_ket_qua_tai }}")
    sheet.repeated("le_phi", "{{ dong.ten }}: {{ dong.so_tien }} ({{ dong.tinh_trang }})")
    sheet.line("Vào Sổ theo dõi hồ sơ, quyển số: {{ quyen_so }}, số thứ tự: {{ so_thu_tu }}")
    sheet.codes(
        "Quét mã QR, hoặc vào trang Tra cứu hồ sơ và nhập mã hồ sơ {{ ma_ho_so }}",
        "Khóa tra cứu: {{ khoa_tra_cuu }}",
    )
    sheet.signatures(("NGƯỜI NỘP HỒ SƠ", "{{ ten_nguoi_nop }}"), ("NGƯỜI TIẾP NHẬN HỒ SƠ", "{{ nguoi_tiep_nhan }}"))


def supplement(sheet: Sheet) -> None:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    sheet.head()
    sheet.title("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ")
    sheet.field("Hồ sơ của", "{{ ten_nguoi_nop }}", bold=True)
    sheet.field("Nội dung yêu cầu giải quyết", "{{ noi_dung }}")
    sheet.optional("ma_ho_so", "Mã hồ sơ")
    _reaching(sheet)
    sheet.line("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", bold=True)
    sheet.repeated("yeu_cau", "{{ dong.stt }}. {{ dong.noi_dung }}")
    sheet.field("Lý do", "{{ ly_do }}")
    sheet.optional("tra_loi_truoc", "Đề nghị bổ sung trước")
    sheet.line("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông (Bà) liên hệ với: {{ lien_he }}.")
    sheet.codes("Quét mã QR để xem yêu cầu và gửi bổ sung trên mạng.")
    sheet.signatures(("", ""), ("NGƯỜI HƯỚNG DẪN", "{{ nguoi_huong_dan }}"))


def refusal(sheet: Sheet) -> None:
    """Phiếu từ chối tiếp nhận, giải quyết hồ sơ."""
    sheet.head()
    sheet.title("PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ")
    sheet.line("{{ don_vi }} đã xem xét hồ sơ của:")
    _applicant(sheet)
    sheet.optional("ma_ho_so", "Mã hồ sơ")
    sheet.field("Nội dung yêu cầu giải quyết", "{{ noi_dung }}")
    sheet.line("Qua xem xét, {{ don_vi }} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:")
    sheet.line("{{ ly_do }}", bold=True)
    sheet.line("Xin thông báo để Ông (Bà)/Tổ chức được biết và thực hiện.")
    sheet.codes("Quét mã QR để xem hồ sơ trên mạng.")
    sheet.signatures(("NGƯỜI NỘP HỒ SƠ", "{{ ten_nguoi_nop }}"), ("NGƯỜI TIẾP NHẬN HỒ SƠ", "{{ nguoi_tiep_nhan }}"))


def apology(sheet: Sheet) -> None:
    """Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết."""
    sheet.head()
    sheet.title("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ")
    sheet.line("Kính gửi: {{ ten_nguoi_nop }}", bold=True, side="centre", before=4)
    sheet.line(
        "{{ nhan_luc }}, {{ noi_tiep_nhan }} tiếp nhận hồ sơ đề nghị giải quyết thủ tục: {{ noi_dung }}, "
        "số định danh: {{ so_dinh_danh }}, mã hồ sơ: {{ ma_ho_so }}."
    )
    sheet.field("Thời gian hẹn trả kết quả", "{{ hen_tra }}")
    sheet.line(
        "Tuy nhiên, đến nay {{ don_vi }} chưa trả được kết quả giải quyết hồ sơ đúng thời hạn ghi trên Giấy tiếp nhận "
        "hồ sơ và hẹn trả kết quả."
    )
    sheet.field("Lý do", "{{ ly_do }}")
    sheet.optional("nguyen_nhan", "Thời gian đã sử dụng")
    sheet.line("{{ don_vi }} xin lỗi Ông (Bà)/Tổ chức vì sự chậm trễ này.")
    sheet.field("Kết quả sẽ được trả vào", "{{ hen_lai }}", bold=True)
    sheet.optional("xin_loi_muon", "Ghi chú")
    sheet.line("Rất mong Ông (Bà)/Tổ chức thông cảm.")
    sheet.codes("Quét mã QR để xem hồ sơ và cách tính ngày hẹn.")
    sheet.signatures(("", ""), ("{{ chuc_vu_ky }}", "{{ nguoi_ky }}"))


def stop_notice(sheet: Sheet) -> None:
    """Thông báo dừng giải quyết hồ sơ."""
    sheet.head()
    sheet.title("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ")
    sheet.line("Kính gửi: {{ ten_nguoi_nop }}", bold=True, side="centre", before=4)
    sheet.field("Số định danh cá nhân/tổ chức", "{{ so_dinh_danh }}")
    sheet.optional("dia_chi", "Địa chỉ")
    sheet.field("Nội dung yêu cầu giải quyết", "{{ noi_dung }}")
    sheet.optional("ma_ho_so", "Mã hồ sơ")
    sheet.field("Thời gian nhận hồ sơ", "{{ nhan_luc }}")
    sheet.field("Căn cứ", "{{ can_cu }}")
    sheet.optional("ly_do", "Lý do")
    sheet.line("{{ don_vi }} thông báo dừng giải quyết hồ sơ nêu trên kể từ {{ dung_tu }}.", bold=True)
    sheet.line("{%p if tra_lai %}")
    sheet.line("Giấy tờ trả lại gồm:")
    sheet.line("{%p endif %}")
    sheet.repeated("tra_lai", "{{ dong.stt }}. {{ dong.ten }}")
    sheet.line("Khi có nhu cầu, Ông (Bà)/Tổ chức nộp hồ sơ mới để được giải quyết theo quy định.")
    sheet.codes("Quét mã QR để xem hồ sơ trên mạng.")
    sheet.signatures(("", ""), ("NGƯỜI THÔNG BÁO", "{{ nguoi_ky }}"))


def control_slip(sheet: Sheet) -> None:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ."""
    sheet.head()
    sheet.title("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ")
    sheet.field("Mã hồ sơ", "{{ ma_ho_so }}", bold=True)
    sheet.field("Nội dung yêu cầu giải quyết", "{{ noi_dung }}")
    sheet.field("Người nộp", "{{ ten_nguoi_nop }}")
    sheet.field("Cơ quan (bộ phận) giải quyết hồ sơ", "{{ co_quan_giai_quyet }}")
    sheet.optional("co_quan_phoi_hop", "Cơ quan phối hợp giải quyết hồ sơ")
    sheet.field("Thời gian nhận hồ sơ", "{{ nhan_luc }}")
    sheet.field("Thời gian trả kết quả", "{{ hen_tra }}")
    sheet.table(
        "giao_nhan",
        (
            ("TT", "{{ dong.stt }}", 0.07),
            ("Giao", "{{ dong.ben_giao }}{% if dong.nguoi_giao %} – {{ dong.nguoi_giao }}{% endif %}", 0.20),
            ("Nhận", "{{ dong.ben_nhan }}{% if dong.nguoi_nhan %} – {{ dong.nguoi_nhan }}{% endif %}", 0.22),
            ("Thời gian giao nhận", "{{ dong.luc }}", 0.16),
            ("Kết quả giải quyết (trước hạn, đúng hạn, quá hạn)", "{{ dong.ket_qua }}", 0.14),
            ("Ghi chú", "{{ dong.ghi_chu }}", 0.21),
        ),
    )
    sheet.codes("Phiếu do hệ thống tự ghi theo quá trình giao nhận.")


def register(sheet: Sheet) -> None:
    """Sổ theo dõi hồ sơ."""
    sheet.head()
    sheet.title("SỔ THEO DÕI HỒ SƠ")
    sheet.line(
        "Quyển số {{ quyen_so }} – từ ngày {{ tu_ngay }} đến ngày {{ den_ngay }} – tổng số {{ tong_so }} hồ sơ",
        side="centre",
    )
    sheet.table(
        "ho_so",
        (
            ("STT", "{{ dong.stt }}", 0.04),
            ("Mã hồ sơ", "{{ dong.ma }}", 0.13),
            ("Tên TTHC", "{{ dong.thu_tuc }}", 0.14),
            ("Tên tổ chức, cá nhân", "{{ dong.nguoi_nop }}", 0.11),
            ("Địa chỉ, số điện thoại", "{{ dong.lien_he }}", 0.13),
            ("Cơ quan chủ trì giải quyết", "{{ dong.co_quan }}", 0.10),
            ("Nhận hồ sơ", "{{ dong.nhan }}", 0.08),
            ("Hẹn trả kết quả", "{{ dong.hen }}", 0.08),
            ("Trả kết quả", "{{ dong.tra }}", 0.08),
            ("Phương thức nhận kết quả", "{{ dong.phuong_thuc }}", 0.06),
            ("Ký nhận", "{{ dong.ky_nhan }}", 0.05),
        ),
    )


def _applicant(sheet: Sheet) -> None:
    sheet.field("Ông (Bà)/Tổ chức", "{{ ten_nguoi_nop }}", bold=True)
    sheet.field("Số định danh cá nhân/tổ chức", "{{ so_dinh_danh }}")
    _reaching(sheet)


def _reaching(sheet: Sheet) -> None:
    sheet.optional("dia_chi", "Địa chỉ")
    sheet.optional("dien_thoai", "Số điện thoại")
    sheet.optional("thu_dien_tu", "Email")


FORMS: Mapping[str, Draw] = {
    roles.RECEIPT.code: receipt,
    roles.SUPPLEMENT.code: supplement,
    roles.REFUSAL.code: refusal,
    roles.APOLOGY.code: apology,
    roles.STOP.code: stop_notice,
    roles.CONTROL.code: control_slip,
    roles.REGISTER.code: register,
}
