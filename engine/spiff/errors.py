"""Every way this package refuses an act or a diagram, each with a code and a sentence for the person in front of it."""

from __future__ import annotations

from engine.text import Text


class SpiffError(Exception):
    """Root of this package's errors. ``code`` is stable for programs, ``text`` is for people."""

    code = "engine"

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class WrongLibrary(SpiffError):
    """The installed SpiffWorkflow is not the version this package was proved against."""

    code = "wrong_library"

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(
            Text(
                f"Thư viện SpiffWorkflow đang cài là bản {found}, chương trình chỉ chạy với bản {wanted}. "
                "Vui lòng cài lại bằng lệnh make setup.",
                f"SpiffWorkflow {found} is installed, but this program runs only with {wanted}. Run make setup again.",
            )
        )


class WrongVersion(SpiffError):
    """A state belongs to another published version, or was written by a newer program."""

    code = "wrong_version"


class BadState(SpiffError):
    """The bytes given as a state are not one of ours."""

    code = "bad_state"

    def __init__(self) -> None:
        super().__init__(Text("Trạng thái hồ sơ không đọc được.", "The dossier's state cannot be read."))


class NotOpen(SpiffError):
    """The step, wait, timer or call named by an act is no longer open: somebody was faster, or the page is old."""

    code = "not_open"

    def __init__(self, task: str) -> None:
        super().__init__(
            Text(
                "Bước này không còn mở: hồ sơ đã đi tiếp hoặc bước đã được người khác xử lý. Vui lòng tải lại trang.",
                "This step is no longer open: the dossier has moved on or somebody else has handled it. "
                "Please reload the page.",
            )
        )
        self.task = task


class AlreadyEnded(SpiffError):
    """The dossier has ended; only restoring a snapshot can go on from here."""

    code = "already_ended"

    def __init__(self) -> None:
        super().__init__(Text("Hồ sơ đã kết thúc.", "The dossier has ended."))


class UnknownOutcome(SpiffError):
    """The outcome given is not one of the step's."""

    code = "unknown_outcome"

    def __init__(self, element: str, outcome: str | None, known: tuple[str, ...]) -> None:
        offered = ", ".join(known)
        super().__init__(
            Text(
                f"Bước “{element}” không có kết quả “{outcome or ''}”. Vui lòng chọn một trong: {offered}.",
                f"Step “{element}” has no outcome “{outcome or ''}”. Choose one of: {offered}.",
            )
        )
        self.element, self.outcome, self.known = element, outcome, known


class TooEarly(SpiffError):
    """A timer was fired before its instant."""

    code = "too_early"

    def __init__(self, task: str) -> None:
        super().__init__(Text("Chưa đến thời điểm hẹn của đồng hồ này.", "This timer is not due yet."))
        self.task = task


class UnstorableValue(SpiffError):
    """A value handed in cannot be kept in the state: it is not text, number, truth value, date, list or mapping."""

    code = "unstorable_value"

    def __init__(self, kind: str) -> None:
        super().__init__(
            Text(
                f"Giá trị kiểu “{kind}” không lưu được trong hồ sơ.",
                f"A value of type “{kind}” cannot be kept in the dossier.",
            )
        )


class NotRunnable(SpiffError):
    """A diagram cannot be compiled: it uses something this engine refuses by name, or it contradicts itself."""

    code = "not_runnable"

    def __init__(self, text: Text, element: str = "", line: int | None = None, code: str = "not_runnable") -> None:
        super().__init__(text)
        self.element, self.line, self.code = element, line, code


class StepFailure(Exception):
    """An automatic step cannot go on; it becomes an incident, never an error of the act that led to it."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code, self.text = code, text
