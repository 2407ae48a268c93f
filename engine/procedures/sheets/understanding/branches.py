"""How a step can end, read from its sentences: go on, ask for a supplement, refuse, send back to an earlier step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Branch, Step

_SENTENCES: Final = re.compile(r"(?<=[.;])\s+|\n+|(?=\b(?:nếu|trường hợp|Nếu|Trường hợp)\b)")
_SUPPLEMENT: Final = re.compile(
    r"bo sung|hoan thien ho so|hoan chinh ho so|chinh sua|phieu yeu cau|hoan thien de an|giai trinh"
    r"|chua (?:day du|du|hop le|dap ung)"
)
_LACKING: Final = re.compile(
    r"(?:chua|khong|con thieu)\s*(?:day du|du\b|hop le|dam bao|bao dam|dap ung|dung|chinh xac|thong nhat)"
    r"|con thieu|can (?:bo sung|chinh)"
)
_ASKED: Final = re.compile(r"yeu cau|huong dan|de nghi|thong bao|phieu|bo sung|tra (?:lai )?ho so|gui\b|van ban")
_REFUSAL: Final = re.compile(
    r"tu choi|khong (?:chap thuan|cong nhan|giai quyet|tiep nhan|cap phep|du dieu kien (?:cong nhan|cap|giai quyet))"
    r"|(?<!kiem )(?<!tham )tra (?:lai )?ho so(?! bo sung)|thong bao tra ho so|khong (?:duoc )?(?:tiep nhan"
    r"|quyet dinh)"
    r"|tra loi bang van ban"
)
_DRAFTED: Final = re.compile(r"\bdu thao\b|ky nhay")
_BACK: Final = re.compile(
    r"(?:chuyen|tra|gui|quay|thuc hien|lam|giao)\s*(?:lai|tro lai|tro ve|ve)\b|quay lai|tro lai|tra ve|chuyen ve"
)
_DISAGREE: Final = re.compile(
    r"khong (?:dong y|nhat tri|thong nhat|dat|phe duyet|ky|duyet|dong thuan)"
    r"|chua (?:dong y|dat|nhat tri)|neu (?:co )?sai"
)
_NUMBERED: Final = re.compile(r"\b(?:buoc|b|muc)\s*(?:thu\s*)?\.?\s*(\d{1,2}[a-z]?)\b")
_TOWARDS: Final = re.compile(
    r"(?:theo|xuong|chuyen (?:sang|den|toi|thuc hien)|thuc hien|sang|ve|lai|den|toi"
    r"|tai)\s+(?:buoc |muc xuong )?$"
)
_WHO: Final = re.compile(
    r"(?:cho|ve|lai|den)\s+(chuyen vien|cong chuc|can bo|vien chuc|lanh dao phong"
    r"|truong phong|phong chuyen mon|phong|bo phan mot cua|van thu|lanh dao so)"
)
_GENERAL: Final = re.compile(r"buoc (?:truoc|lien truoc|truoc do)")
_NAMES: Final = {
    "receive": ("du", "Tiếp nhận"),
    "assign": ("giao", "Phân công"),
    "appraise": ("dat", "Đủ điều kiện, trình dự thảo"),
    "opinion": ("gui", "Gửi ý kiến"),
    "review": ("dong_y", "Đồng ý"),
    "sign": ("ky", "Ký duyệt"),
    "register": ("phat_hanh", "Đã phát hành"),
    "release": ("phat_hanh", "Đã phát hành"),
    "return": ("da_tra", "Đã trả kết quả"),
}


@dataclass(frozen=True)
class Reading:
    """What the sentences of a step say: its branches, and returns whose target was not found."""

    branches: tuple[Branch, ...]
    unclear: tuple[str, ...]


def branches_of(
    step: Step,
    position: int,
    steps: list[Step],
    kind: str,
    posts: list[str | None],
    *,
    accepts: bool,
    papers: tuple[str, ...] = (),
) -> Reading:
    """The branches of ``step``, the way on first."""
    usual, name = _NAMES.get(kind, ("xong", "Đã thực hiện"))
    if kind == "receive" and not accepts:
        usual, name = "da_nhan", "Đã nhận hồ sơ"
    found = [Branch(usual, name, produces="receipt" if accepts else None)]
    unclear = []
    for sentence in sentences(f"{step.whole_content}\n{step.explained}"):
        plain = bare(sentence)
        if _is_supplement(plain, kind, accepts=accepts) and not _known(found, "bo_sung"):
            found.append(Branch("bo_sung", "Yêu cầu bổ sung", "wait", None, "supplement_slip"))
        elif _is_return(plain):
            target = _target(plain, position, steps, posts)
            if target is None:
                unclear.append(sentence)
            elif not any(one.target == target for one in found):
                found.append(
                    Branch(
                        f"tra_lai_{len(found)}" if _known(found, "tra_lai") else "tra_lai", "Chuyển lại", "step", target
                    )
                )
        elif _is_refusal(plain, kind) and not _known(found, "tu_choi"):
            target = _numbered(plain, steps, position)
            where = ("step", target) if target is not None and target > position else ("end", None)
            found.append(Branch("tu_choi", "Từ chối", where[0], where[1], "refusal_slip" if accepts else None))
    if accepts:
        found += [one for one in _by_papers(papers) if not _known(found, one.id)]
    return Reading(tuple(found), tuple(unclear))


def _by_papers(papers: tuple[str, ...]) -> list[Branch]:
    """The desk ends in a supplement or a refusal when the row names the slip for it."""
    ways = {
        "supplement_slip": Branch("bo_sung", "Yêu cầu bổ sung", "wait", None, "supplement_slip"),
        "refusal_slip": Branch("tu_choi", "Từ chối", "end", None, "refusal_slip"),
    }
    return [way for role, way in ways.items() if role in papers]


def sentences(text: str) -> list[str]:
    """The sentences of a content cell; "Nếu …" and "Trường hợp …" begin new ones."""
    return [part.strip() for part in _SENTENCES.split(text) if part and part.strip(" -+.;:")]


def _known(found: list[Branch], name: str) -> bool:
    return any(one.id == name for one in found)


def _is_supplement(plain: str, kind: str, *, accepts: bool) -> bool:
    if not (_SUPPLEMENT.search(plain) and _ASKED.search(plain)) or kind not in ("receive", "appraise", "opinion"):
        return False
    if _REFUSAL.search(plain) and "bo sung" not in plain:
        return False
    if (
        re.search(
            r"(?:sau|da) (?:khi )?(?:duoc )?(?:bo sung|hoan thien"
            r"|giai trinh)",
            plain,
        )
        and "yeu cau bo sung" not in plain
    ):
        return False
    conditional = re.match(
        r"^[-+\d.() ]*(?:neu|truong hop|ho so (?:chua|khong|con)"
        r"|doi voi)",
        plain,
    ) or _LACKING.search(plain)
    return bool(conditional) or "phieu yeu cau" in plain or (accepts and "bo sung" in plain)


def _is_return(plain: str) -> bool:
    return bool(_DISAGREE.search(plain) and (_BACK.search(plain) or _NUMBERED.search(plain))) or bool(
        _BACK.search(plain)
        and (_NUMBERED.search(plain) or _GENERAL.search(plain) or _WHO.search(plain))
        and not re.search(r"tra lai (?:ho so )?(?:va|cho|kem)? ?(?:to chuc|cong dan|ca nhan|nguoi)", plain)
    )


def _is_refusal(plain: str, kind: str) -> bool:
    if not _REFUSAL.search(plain) or kind in ("assign", "return"):
        return False
    return not (kind in ("appraise", "opinion", "review") and _DRAFTED.search(plain))


def _target(plain: str, position: int, steps: list[Step], posts: list[str | None]) -> int | None:
    numbered = _numbered(plain, steps, position)
    if numbered is not None:
        return numbered if numbered != position else None
    if _GENERAL.search(plain):
        return position - 1 if position else None
    who = _WHO.search(plain)
    if who is None and not _DISAGREE.search(plain):
        return None
    wanted = _posts_called(who[1] if who else "chuyen vien")
    return next((index for index in range(position - 1, -1, -1) if posts[index] in wanted), None)


def _posts_called(word: str) -> tuple[str, ...]:
    if word in ("lanh dao phong", "truong phong"):
        return ("lanh_dao_phong",)
    if word == "van thu":
        return ("van_thu",)
    if word == "bo phan mot cua":
        return ("can_bo_mot_cua",)
    if word == "lanh dao so":
        return ("lanh_dao_so",)
    return ("chuyen_vien", "cong_chuc_tu_phap_ho_tich", "vien_chuc_dang_ky")


def _numbered(plain: str, steps: list[Step], position: int) -> int | None:
    """The step a sentence names as its way, nearest before or after; numbers restart in the second part of a sheet."""
    for found in reversed(list(_NUMBERED.finditer(plain))):
        before = plain[: found.start()].rstrip()
        if re.search(r"(?:ket qua|thuc hien) (?:thuc hien )?tai$", before):
            continue
        wanted = found[1].lstrip("0")
        same = [index for index, step in enumerate(steps) if _label_number(step.label) == wanted and index != position]
        if same:
            return min(same, key=lambda index: abs(index - position))
    return None


def _label_number(label: str) -> str:
    digits = re.search(r"(\d+[a-z]?)", bare(label))
    return digits[1].lstrip("0") if digits else ""
