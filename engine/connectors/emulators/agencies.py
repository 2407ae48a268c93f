"""The emulated agencies of the demonstration: police, social insurance, justice."""

from __future__ import annotations

from engine.connectors.emulators.office import EmulatedOffice

PORTS = {"police": 8701, "insurance": 8702, "justice": 8703}
"""Where each listens on loopback when nobody says otherwise."""


def police() -> EmulatedOffice:
    """Registration and removal of residence."""
    return EmulatedOffice(
        "police",
        "Công an xã An Bình (mô phỏng)",
        lambda sent, number: (
            {"ngay_xoa": sent["ngay_chet"]}
            if "ngay_chet" in sent
            else {"cu_tru": sent.get("noi_thuong_tru") or "Xã An Bình, tỉnh An Hòa"}
        ),
        required=("ho_ten",),
    )


def insurance() -> EmulatedOffice:
    """Health insurance cards."""
    return EmulatedOffice(
        "insurance",
        "Bảo hiểm xã hội (mô phỏng)",
        lambda sent, number: {"so_the": f"TE1{number:012d}"},
        required=("ho_ten",),
    )


def justice() -> EmulatedOffice:
    """Entries of births and deaths."""
    return EmulatedOffice(
        "justice",
        "Bộ Tư pháp – hộ tịch điện tử (mô phỏng)",
        lambda sent, number: (
            {"so_ghi_nhan": f"KT-{number:06d}"} if "ngay_chet" in sent else {"so_dinh_danh": f"001326{number:06d}"}
        ),
        required=("ho_ten",),
    )


ALL = (police, insurance, justice)
