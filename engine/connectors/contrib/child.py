"""The built-in connector by which a step is done in a dossier of its own, at another unit of ours.

Nothing leaves the house: the call is made by ``engine.dossiers.children``, in the database.
"""

from __future__ import annotations

from typing import Final

from engine.connectors.base import Blocked, Call, Connector, Outcome, Wire
from engine.connectors.descriptor import Answered, Descriptor, ErrorCode, Parameter
from engine.text import Text

CHILD: Final = "dossier.child"
PROCEDURE, UNIT, FIELD = "thu_tuc", "don_vi", "don_"
REFUSED, STOPPED = "refused", "stopped"


class ChildDossier(Connector):
    """A child dossier: its procedure, where it is received, and what its application says."""

    descriptor = Descriptor(
        id=CHILD,
        version="1",
        title=Text("Hồ sơ con ở đơn vị khác", "A child dossier at another unit"),
        summary=Text(
            "Lập một hồ sơ con của thủ tục khác; hồ sơ cha đi tiếp khi hồ sơ con kết thúc.",
            "Begins a dossier of another procedure; the parent goes on when the child has ended.",
        ),
        parameters=(
            Parameter(PROCEDURE, Text("Mã thủ tục của hồ sơ con", "Key of the child's procedure"), example="ho-tro"),
            Parameter(
                UNIT,
                Text("Nơi tiếp nhận hồ sơ con", "Where the child is received"),
                required=False,
                help=Text(
                    "receiving (mặc định), resolving hoặc province/<loại đơn vị>.",
                    "receiving (when left out), resolving or province/<kind of unit>.",
                ),
                example="receiving",
            ),
        ),
        families=(FIELD,),
        results=(
            Answered("so_tiep_nhan", Text("Mã hồ sơ con", "Code of the child"), example="H88.101-261207-0002"),
            Answered("ket_qua", Text("Kết quả hồ sơ con", "Result of the child"), example="granted"),
            Answered("ngay_ket_qua", Text("Ngày có kết quả", "Day of the result"), kind="date", example="2026-12-09"),
            Answered("cac_buoc", Text("Giá trị định tuyến các bước", "Routing values of its steps"), kind="context"),
        ),
        errors=(
            ErrorCode(REFUSED, Text("Hồ sơ con bị từ chối", "The child was refused")),
            ErrorCode(STOPPED, Text("Hồ sơ con đã dừng", "The child was stopped")),
        ),
        idempotency=Text("Một lần gọi lập đúng một hồ sơ con.", "One call begins exactly one child."),
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Never made over a wire."""
        raise Blocked("a child dossier is begun by the installation itself")
