"""Tells a person or office ("Lãnh đạo Sở") from a piece of work ("Ký duyệt hồ sơ") by the words it begins with."""

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.language import bare

_ACTOR: Final = re.compile(
    r"^[-+•*\s\d.)]*(?:cac |mot |tap the |bo phan |nhom )*(?:lanh dao|chuyen vien|cong chuc|vien chuc|can bo"
    r"|nhan vien|truong|pho|giam doc"
    r"|chu tich|van thu|van phong|vp\b|ubnd|uy ban|so\b|phong\b|trung tam|ttpvhcc|tt\b|bo phan|bp\b|hoi dong"
    r"|to chuc|to\b"
    r"|ca nhan|cong dan|nguoi\b|doanh nghiep|chi cuc|cuc\b|cong an|co quan|don vi|ban\b|thu truong|chi huy"
    r"|chanh|thanh vien"
    r"|chu dau tu|ho gia dinh|ccmc|cv\b|cc\b|ld\b|tp\b|nguoi dung dau|co so|truong\b|quy\b|thanh tra|kho bac"
    r"|thue\b|bhxh"
    r"|bao hiem|ngan hang|hieu truong|nha truong|bao tang|thu vien|benh vien|tram)"
)
_WORK: Final = re.compile(
    r"^[-+•*\s\d.)]*(?:tiep nhan|kiem tra|huong dan|xem xet|tham dinh|tham tra|phan cong|ky\b|duyet|phe duyet"
    r"|trinh\b|tra\b"
    r"|chuyen(?! vien)|vao so|dong dau|ban hanh|phat hanh|lap\b|du thao|soan|tong hop|xu ly|giai quyet|to chuc hop"
    r"|thong bao|nop\b"
    r"|nhan\b|cap nhat|so hoa|luu|thu ly|ra soat|xac nhan|xac minh|quyet dinh\b|gui\b|lay y kien|de nghi"
    r"|thuc hien|hoan thien"
    r"|lay so|cap so|scan|in\b|niem yet|cong khai|bao cao|tham muu|nghien cuu|giao\b|xac dinh|chinh ly|doi chieu)"
)


def says_actor(text: str) -> bool:
    """Whether ``text`` begins like a person, post or office and is no whole sentence of work."""
    plain = bare(text)
    return bool(_ACTOR.match(plain)) and len(plain) < 90 and not _WORK.match(plain)


def says_work(text: str) -> bool:
    """Whether ``text`` begins like a piece of work."""
    return bool(_WORK.match(bare(text)))


_VERB: Final = re.compile(
    r"(?<=\s)(?:hướng dẫn|tiếp nhận|kiểm tra|thẩm định|thẩm tra|xem xét|ghi số|vào số|vào sổ|lấy số|phân công"
    r"|ký|trình|dự thảo"
    r"|tham mưu|chuyển|trả|lập|tổng hợp|đóng dấu|phát hành|thực hiện|nhận|xử lý|thông báo|cập nhật|số hóa"
    r"|số hoá|scan|phê duyệt"
    r"|duyệt|giải quyết|rà soát|đề xuất|soạn thảo|tổ chức|ban hành|báo cáo|căn cứ|có trách nhiệm|thụ lý"
    r"|nghiên cứu|quyết định"
    r"|xác minh|gửi|cho ý kiến|tham gia|đối chiếu|in|nộp|họp|trực tiếp)(?=[\s,;:.]|$)"
)
_OFFICE_VERB: Final = re.compile(r"(?:bộ phận|phòng|tổ|công chức|cán bộ|viên chức|nhân viên|trung tâm|ban)$", re.I)


def actor_in_sentence(text: str) -> str:
    """The beginning of a sentence up to its verb, when it names somebody; "" when it does not.

    "Bộ phận tiếp nhận và trả kết quả" contains verbs of its own, which do not end the actor.
    """
    start = 0
    while found := _VERB.search(text, start):
        before = text[: found.start()].strip(" ,")
        start = found.end()
        if _OFFICE_VERB.search(before) or re.search(r"(?i)bộ phận tiếp nhận( hồ sơ)? và$", before):
            continue
        return before if says_actor(before) else ""
    return ""
