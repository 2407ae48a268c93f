"""Eight sheets in the manner of provinces outside the corpus, and what a person reads in them.

District of a city before July 2025 with a column of explanations; a city centre with several times in one row; an Excel
sheet with "nửa ngày" and "1 ngày 4 giờ"; a school counting hours; a ward with brackets and abbreviations; a department
with a council; two levels with bands; commune police counting minutes.
"""

from __future__ import annotations

from typing import Any, Final

from made import docx, xlsx

SHEETS: Final[dict[str, bytes]] = {}
SHEETS["hcm"] = docx(
    "QUY TRÌNH",
    "Thủ tục: Đăng ký kết hôn có yếu tố nước ngoài (2.000806)",
    [
        ["Bước công việc", "Nội dung công việc", "Trách nhiệm", "Thời gian", "Hồ sơ/Biểu mẫu", "Diễn giải"],
        ["B1", "Nộp hồ sơ", "Cá nhân", "Giờ hành chính", "Theo mục I", "Thành phần hồ sơ theo mục I"],
        [
            "B2",
            "Tiếp nhận và chuyển hồ sơ",
            "Bộ phận TN&TKQ",
            "0,5 ngày làm việc",
            "BM01, BM02, BM03",
            "Hồ sơ đầy đủ: lập giấy tiếp nhận. "
            "Hồ sơ chưa đủ: hướng dẫn bổ sung theo phiếu yêu cầu bổ sung. Từ chối: lập phiếu từ chối.",
        ],
        ["B3", "Phân công thụ lý", "Trưởng phòng Tư pháp huyện", "0,5 ngày làm việc", "", ""],
        [
            "B4",
            "Thẩm định, đề xuất",
            "Công chức thụ lý",
            "03 ngày làm việc",
            "Tờ trình",
            "Không đủ điều kiện: dự thảo văn bản trả hồ sơ",
        ],
        [
            "B5",
            "Xem xét, trình ký",
            "Trưởng phòng Tư pháp huyện",
            "1,5 ngày làm việc",
            "",
            "Không đồng ý: chuyển lại bước 4",
        ],
        ["B6", "Ban hành", "Lãnh đạo UBND quận", "1 ngày làm việc", "Giấy chứng nhận", ""],
        ["B7", "Trả kết quả", "Bộ phận TN&TKQ", "Theo giấy hẹn", "", ""],
        ["Tổng cộng: 6,5 ngày làm việc", "<", "<", "<", "<", "<"],
    ],
)
SHEETS["hanoi_city"] = docx(
    "6. Quy trình giải quyết",
    "1. Quy trình QTTP-12: Đăng ký thay đổi người đại diện của nhóm sinh hoạt (1.012641)",
    [
        [
            "Tên bước",
            "Đơn vị/người thực hiện",
            "Nội dung công việc",
            "Thời hạn giải quyết (ĐVT: ngày làm việc)",
            "Biểu mẫu/kết quả",
        ],
        ["B1", "Chi nhánh Trung tâm Phục vụ hành chính công", "Tiếp nhận, số hóa hồ sơ", "1/2", "Mẫu số 01"],
        ["B2", "Lãnh đạo phòng\nChuyên viên\nLãnh đạo phòng", "Phân công\nThẩm định\nDuyệt", "½\n1\n1", ""],
        ["B3", "Lãnh đạo Sở Dân tộc và Tôn giáo", "Ký văn bản", "1", ""],
        ["B4", "Văn thư Sở", "Phát hành", "½", "Văn bản"],
        ["B5", "Chi nhánh Trung tâm Phục vụ hành chính công", "Trả kết quả", "Giờ hành chính", ""],
        ["Tổng cộng", "<", "<", "4,5", ""],
    ],
)
SHEETS["dongthap"] = xlsx(
    {
        "QT 01": [
            ["QUY TRÌNH NỘI BỘ"],
            ["1. Cấp giấy phép môi trường (1.010733)"],
            ["TT", "Cơ quan, bộ phận, người thực hiện", "Nội dung công việc", "Thời gian"],
            [1, "Trung tâm Phục vụ hành chính công tỉnh", "Tiếp nhận hồ sơ, chuyển Sở", "04 giờ"],
            [2, "Chi cục Bảo vệ môi trường - Sở Nông nghiệp và Môi trường", "Phân công chuyên viên", "nửa ngày"],
            [3, "Chuyên viên Chi cục Bảo vệ môi trường", "Thẩm định hồ sơ, lấy ý kiến", "12 ngày"],
            [
                4,
                "Sở Khoa học và Công nghệ, Sở Xây dựng (cơ quan được lấy ý kiến)",
                "Có ý kiến bằng văn bản",
                "5 ngày làm việc",
            ],
            [
                5,
                "Lãnh đạo Sở Nông nghiệp và Môi trường",
                "Ký giấy phép; nếu không đồng ý thì chuyển trả bước 3",
                "1 ngày 4 giờ",
            ],
            [6, "Văn thư Sở", "Đóng dấu", "2 giờ"],
            [7, "Trung tâm Phục vụ hành chính công tỉnh", "Trả kết quả", "Không tính vào thời gian giải quyết"],
            [None, "Tổng thời gian", None, "19,75 ngày"],
        ]
    }
)
SHEETS["school"] = docx(
    "II. THỦ TỤC HÀNH CHÍNH THỰC HIỆN TẠI CƠ SỞ GIÁO DỤC",
    "1. Chuyển trường đối với học sinh trung học cơ sở - 2.002481",
    [
        [
            "Trình tự các bước thực hiện",
            "Nội dung thực hiện",
            "Bộ phận/cá nhân chịu trách nhiệm",
            "Thời gian xử lý (giờ làm việc)",
        ],
        ["Bước 1", "Tiếp nhận đơn", "Nhân viên văn thư nhà trường", "4"],
        ["Bước 2", "Xem xét hồ sơ", "Phó Hiệu trưởng", "16"],
        ["Bước 3", "Ký giấy giới thiệu chuyển trường", "Hiệu trưởng", "8"],
        ["Bước 4", "Trả kết quả", "Nhân viên văn thư nhà trường", "4"],
        ["Tổng số giờ", "<", "<", "32"],
    ],
)
SHEETS["ward"] = docx(
    "A. CẤP XÃ",
    "I. LĨNH VỰC HỘ KINH DOANH",
    "1. Đăng ký thành lập hộ kinh doanh",
    "Mã TTHC: 1.001612.000.00.00.H29",
    [
        ["STT", "Các bước thực hiện", "Người thực hiện", "Thời hạn xử lý", "Sản phẩm đầu ra"],
        ["1", "Tiếp nhận hồ sơ, kiểm tra tính hợp lệ", "CBCC tại TTPVHCC xã", "02 giờ làm việc", "Giấy tiếp nhận"],
        ["2", "Thẩm tra, nhập dữ liệu, gửi cơ quan thuế", "Chuyên viên Phòng KT, HT&ĐT", "1,25 ngày làm việc", ""],
        ["3", "Cấp mã số", "Cơ quan thuế", "Tối đa 04 giờ", "Mã số"],
        ["4", "Ký giấy chứng nhận", "Trưởng Phòng KT, HT&ĐT", "(01) ngày", "Giấy chứng nhận"],
        ["5", "Trả kết quả", "CBCC tại TTPVHCC xã", "Ngay khi có kết quả", ""],
        ["", "Tổng thời gian giải quyết: 03 ngày làm việc", "", "", ""],
    ],
)
SHEETS["hospital"] = docx(
    "PHỤ LỤC II",
    "2. Thủ tục cấp giấy phép hành nghề (mã số 1.012265)",
    [
        ["Các bước", "Trình tự thực hiện", "Đơn vị chủ trì", "Thời gian (ngày)", "Ghi chú"],
        ["Bước 1:", "Tiếp nhận hồ sơ", "Trung tâm PVHCC tỉnh", "0.5", ""],
        ["Bước 2:", "Thẩm định, họp Hội đồng tư vấn", "Phòng Nghiệp vụ Y Sở Y tế", "20", ""],
        ["Bước 3:", "Hội đồng tư vấn họp", "Hội đồng tư vấn cấp giấy phép", "5", ""],
        ["Bước 4:", "Ký giấy phép", "Giám đốc Sở Y tế", "3", ""],
        ["Bước 5:", "Đóng dấu, chuyển kết quả", "Bộ phận văn thư Sở Y tế", "1,5", ""],
        ["Tổng", "<", "<", "30 ngày", ""],
    ],
)
SHEETS["two"] = docx(
    "3. Hỗ trợ chi phí mai táng (1.001731.000.00.00.H10)",
    [
        ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Kết quả"],
        ["I", "Tại UBND cấp xã (02 ngày làm việc)", "<", "<", "<"],
        ["1", "Tiếp nhận hồ sơ", "Công chức Bộ phận Một cửa cấp xã", "Trong ngày", ""],
        ["2", "Thẩm định, trình ký", "Công chức Phòng Văn hóa - Xã hội", "0,5 ngày", ""],
        ["3", "Ký văn bản đề nghị", "Chủ tịch UBND xã", "0,5 ngày", "Văn bản"],
        ["II", "Tại Sở Y tế (03 ngày làm việc)", "<", "<", "<"],
        ["4", "Tham mưu quyết định", "Chuyên viên Phòng Bảo trợ xã hội", "02 ngày", ""],
        ["5", "Ký quyết định", "Phó Giám đốc Sở Y tế", "01 ngày", "Quyết định"],
        ["6", "Trả kết quả", "Công chức Bộ phận Một cửa cấp xã", "Không tính", ""],
        ["Tổng thời gian thực hiện TTHC", "<", "<", "05 ngày làm việc", ""],
    ],
)
SHEETS["police"] = docx(
    "Quy trình số 04",
    "Xác nhận thông tin về cư trú (1.010028)",
    [
        ["Bước", "Người xử lý", "Nội dung", "Định mức thời gian"],
        ["1", "Cán bộ tiếp nhận tại Bộ phận 1 cửa", "Nhận hồ sơ", "15 phút"],
        ["2", "Cảnh sát khu vực Công an phường", "Xác minh", "1,5 ngày"],
        ["3", "Trưởng Công an phường", "Duyệt, ký", "3 giờ 45 phút"],
        ["4", "Cán bộ tiếp nhận tại Bộ phận 1 cửa", "Trả kết quả", "–"],
        ["", "Cộng", "", "02 ngày"],
    ],
)

_DESK: Final = ("receiving/one_stop", "can_bo_mot_cua")

GOLD: Final[dict[str, dict[str, Any]]] = {
    "hcm": {
        "whole": ("Đăng ký kết hôn có yếu tố nước ngoài", ["2.000806"], 52),
        "steps": [
            ("B1", None, "external:nguoi_nop", None),
            ("B2", 4, *_DESK),
            ("B3", 4, "resolving/phong_cap_huyen", "lanh_dao_phong"),
            ("B4", 24, "resolving/phong_cap_huyen", "chuyen_vien"),
            ("B5", 12, "resolving/phong_cap_huyen", "lanh_dao_phong"),
            ("B6", 8, "resolving", "lanh_dao_ubnd_huyen"),
            ("B7", None, *_DESK),
        ],
        "returns": {"B5": ["B4"]},
    },
    "hanoi_city": {
        "whole": ("Đăng ký thay đổi người đại diện của nhóm sinh hoạt", ["1.012641"], 36),
        "steps": [
            ("B1", 4, *_DESK),
            ("B2", 4, "resolving/phong_chuyen_mon", "lanh_dao_phong"),
            ("B2", 8, "resolving/phong_chuyen_mon", "chuyen_vien"),
            ("B2", 8, "resolving/phong_chuyen_mon", "lanh_dao_phong"),
            ("B3", 8, "resolving", "lanh_dao_so"),
            ("B4", 4, "resolving/van_phong_so", "van_thu"),
            ("B5", None, *_DESK),
        ],
    },
    "dongthap": {
        "whole": ("Cấp giấy phép môi trường", ["1.010733"], 158),
        "steps": [
            ("1", 4, *_DESK),
            ("2", 4, "resolving/chi_cuc", "chuyen_vien"),
            ("3", 96, "resolving/chi_cuc", "chuyen_vien"),
            ("4", 40, "chosen:", "dau_moi_y_kien"),
            ("5", 12, "resolving", "lanh_dao_so"),
            ("6", 2, "resolving/van_phong_so", "van_thu"),
            ("7", None, *_DESK),
        ],
        "returns": {"5": ["3"]},
    },
    "school": {
        "whole": ("Chuyển trường đối với học sinh trung học cơ sở", ["2.002481"], 32),
        "steps": [
            ("Bước 1", 4, "resolving", "van_thu"),
            ("Bước 2", 16, "resolving", "hieu_truong"),
            ("Bước 3", 8, "resolving", "hieu_truong"),
            ("Bước 4", 4, "resolving", "van_thu"),
        ],
    },
    "ward": {
        "whole": ("Đăng ký thành lập hộ kinh doanh", ["1.001612"], 24),
        "steps": [
            ("1", 2, *_DESK),
            ("2", 10, "resolving/phong_kt", "chuyen_vien"),
            ("3", 4, "external:thue", "can_bo_thue"),
            ("4", 8, "resolving/phong_kt", "lanh_dao_phong"),
            ("5", None, *_DESK),
        ],
    },
    "hospital": {
        "whole": ("Thủ tục cấp giấy phép hành nghề", ["1.012265"], 240),
        "steps": [
            ("Bước 1:", 4, *_DESK),
            ("Bước 2:", 160, "resolving/phong_chuyen_mon", "chuyen_vien"),
            ("Bước 3:", 40, "external:hoi_dong", "chuyen_vien"),
            ("Bước 4:", 24, "resolving", "lanh_dao_so"),
            ("Bước 5:", 12, "resolving/van_phong_so", "van_thu"),
        ],
    },
    "two": {
        "whole": ("Hỗ trợ chi phí mai táng", ["1.001731"], 40),
        "steps": [
            ("1", 8, *_DESK),
            ("2", 4, "receiving/phong_vhxh", "chuyen_vien"),
            ("3", 4, "receiving", "lanh_dao_ubnd_xa"),
            ("4", 16, "resolving/phong_bao_tro_xa_hoi", "chuyen_vien"),
            ("5", 8, "resolving", "lanh_dao_so"),
            ("6", None, *_DESK),
        ],
    },
    "police": {
        "whole": ("Xác nhận thông tin về cư trú", ["1.010028"], 16),
        "steps": [
            ("1", 0.25, *_DESK),
            ("2", 12, "external:cong_an_xa", "chuyen_vien"),
            ("3", 3.75, "external:cong_an_xa", "lanh_dao_phong"),
            ("4", None, *_DESK),
        ],
    },
}
