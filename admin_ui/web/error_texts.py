"""The words of failures that HTTP itself reports, gathered in one place."""

from __future__ import annotations

from engine.text import Text

_TITLES = {
    400: Text("Yêu cầu chưa đúng", "The request was not right"),
    401: Text("Cần đăng nhập", "Please log in"),
    403: Text("Không có quyền", "Not allowed"),
    404: Text("Không tìm thấy", "Not found"),
    405: Text("Không thực hiện được ở đây", "Not possible here"),
    409: Text("Đã có thay đổi khác", "Something changed meanwhile"),
    413: Text("Dữ liệu quá lớn", "Too large"),
    422: Text("Dữ liệu chưa hợp lệ", "The data cannot be accepted"),
    429: Text("Quá nhiều lần thử", "Too many attempts"),
    500: Text("Hệ thống gặp sự cố", "Something went wrong here"),
}
_MESSAGES = {
    400: (
        Text("Máy chủ không hiểu yêu cầu vừa gửi.", "The server could not understand the request."),
        Text("Xin quay lại trang trước, tải lại rồi thử lần nữa.", "Please go back, reload the page and try again."),
    ),
    401: (
        Text("Trang này cần đăng nhập.", "This page needs you to be logged in."),
        Text("Xin đăng nhập rồi thực hiện lại.", "Please log in and try again."),
    ),
    403: (
        Text("Tài khoản của ông/bà không có quyền làm việc này.", "Your account may not do this."),
        Text("Nếu cần, xin liên hệ quản trị hệ thống của cơ quan.", "If you need to, contact your administrator."),
    ),
    404: (
        Text(
            "Không có trang hoặc hồ sơ ở địa chỉ này, hoặc ông/bà không được xem.",
            "There is no page or dossier at this address, or it is not yours to see.",
        ),
        Text("Xin kiểm tra lại địa chỉ hoặc mã đã nhập.", "Please check the address or the code you typed."),
    ),
    405: (
        Text("Địa chỉ này không nhận thao tác vừa gửi.", "This address does not take that kind of request."),
        Text("Xin quay lại trang trước.", "Please go back to the page before."),
    ),
    413: (
        Text("Dữ liệu gửi lên vượt quá giới hạn cho phép.", "What was sent is larger than allowed."),
        Text("Xin giảm kích thước tệp rồi gửi lại.", "Please send a smaller file."),
    ),
    429: (
        Text("Ông/bà đã thử quá nhiều lần.", "There were too many attempts."),
        Text("Xin chờ một lát rồi thử lại.", "Please wait a little and try again."),
    ),
    500: (
        Text(
            "Hệ thống gặp sự cố khi xử lý. Chưa có thay đổi nào được ghi nhận.",
            "Something failed on our side. Nothing was changed.",
        ),
        Text(
            "Xin thử lại sau ít phút; nếu vẫn lỗi, xin báo quản trị hệ thống kèm mã sự cố.",
            "Please try again in a few minutes; if it persists, give the administrator the reference below.",
        ),
    ),
}


def title(status: int) -> Text:
    """Return the heading of an error page."""
    return _TITLES.get(status, _TITLES[400 if status < 500 else 500])


def of(status: int) -> tuple[Text, Text]:
    """Return what happened and what to do, for a status nobody explained better."""
    return _MESSAGES.get(status, _MESSAGES[400 if status < 500 else 500])
