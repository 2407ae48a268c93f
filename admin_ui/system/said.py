"""What the administration's codes mean in words: acts of the audit trail, kinds of jobs, subjects."""

from __future__ import annotations

from engine.text import Text

SUBJECTS = {
    "dossier": Text("Hồ sơ", "Dossier"),
    "draft": Text("Bản thảo", "Draft"),
    "version": Text("Phiên bản thủ tục", "Version of a procedure"),
    "account": Text("Tài khoản", "Account"),
    "person": Text("Người", "Person"),
    "unit": Text("Đơn vị", "Unit"),
    "post": Text("Chức danh", "Post"),
    "paper": Text("Giấy tờ ban hành", "Issued paper"),
    "template": Text("Mẫu giấy", "Paper template"),
    "job": Text("Công việc tự động", "Job"),
    "partner": Text("Đối tác", "Partner"),
    "call": Text("Lần gọi đối tác", "Call to a partner"),
    "calendar": Text("Lịch làm việc", "Working calendar"),
    "payment": Text("Khoản thu", "Payment"),
    "portal": Text("Đồng bộ Cổng quốc gia", "National portal"),
}
_ACTS = {
    "submitted": Text("Nộp hồ sơ", "Submitted"),
    "completed": Text("Hoàn thành bước", "Step finished"),
    "claimed": Text("Nhận việc", "Taken"),
    "released": Text("Trả việc", "Given back"),
    "delivered": Text("Ghi nhận nội dung đang chờ", "What was awaited has come"),
    "message": Text("Nhận thông điệp", "Message received"),
    "withdrawn": Text("Dừng theo yêu cầu", "Stopped on request"),
    "auto_closed": Text("Tự đóng khi quá hạn chờ", "Closed by itself"),
    "timer": Text("Đến thời điểm hẹn", "Timer reached"),
    "continued": Text("Tiếp tục tự động", "Continued"),
    "retried": Text("Thử lại bước gặp sự cố", "Failed step tried again"),
    "draft_submitted": Text("Gửi bản thảo", "Draft sent"),
    "draft_published": Text("Duyệt bản thảo", "Draft approved"),
    "draft_rejected": Text("Không duyệt bản thảo", "Draft turned down"),
    "draft_withdrawn": Text("Rút lại bản thảo", "Draft taken back"),
    "published": Text("Công bố phiên bản", "Version published"),
    "logged_in": Text("Đăng nhập", "Logged in"),
    "logged_out": Text("Đăng xuất", "Logged out"),
    "switched_person": Text("Đổi người (trình diễn)", "Switched person (demonstration)"),
    "session_ended": Text("Kết thúc phiên đăng nhập", "Session ended"),
    "account_opened": Text("Mở tài khoản", "Account opened"),
    "account_locked": Text("Khóa tài khoản", "Account locked"),
    "account_unlocked": Text("Mở khóa tài khoản", "Account unlocked"),
    "roles_changed": Text("Đổi vai trò", "Roles changed"),
    "password_changed": Text("Đổi mật khẩu", "Password changed"),
    "person_added": Text("Thêm người", "Person added"),
    "assigned": Text("Giao chức danh", "Post given"),
    "assignment_ended": Text("Thôi chức danh", "Post ended"),
    "delegated": Text("Ủy quyền", "Delegated"),
    "delegation_ended": Text("Hết ủy quyền", "Delegation ended"),
    "unit_created": Text("Lập đơn vị", "Unit created"),
    "unit_changed": Text("Thay đổi đơn vị", "Unit changed"),
    "post_added": Text("Thêm chức danh", "Post added"),
    "paper_issued": Text("Ban hành giấy", "Paper issued"),
    "paper_drafted": Text("Lập dự thảo giấy", "Paper drafted"),
    "paper_discarded": Text("Bỏ dự thảo giấy", "Draft thrown away"),
    "paper_voided": Text("Hủy giấy", "Paper voided"),
    "template_replaced": Text("Thay mẫu giấy", "Paper template replaced"),
    "template_restored": Text("Dùng lại mẫu gốc", "Shipped template restored"),
    "reminded": Text("Nhắc việc", "Reminded"),
    "reminders_read": Text("Đã xem nhắc việc", "Reminders read"),
    "calendar_changed": Text("Đổi lịch làm việc", "Working calendar changed"),
    "due_moved": Text("Ngày hẹn trả chuyển do đổi lịch", "Due date moved by a calendar"),
    "partner_changed": Text("Khai báo đối tác", "Partner declared"),
    "partner_secret_set": Text("Đặt khóa của đối tác", "Partner's secret set"),
    "partner_setting_set": Text("Đặt thông tin kết nối của đối tác", "Partner's connection detail set"),
    "partner_setting_removed": Text("Xóa thông tin kết nối của đối tác", "Partner's connection detail removed"),
    "partner_secret_removed": Text("Xóa khóa của đối tác", "Partner's secret removed"),
    "call_answered": Text("Đối tác đã trả lời", "Partner has answered"),
    "call_failed": Text("Gọi đối tác không thành", "Call to a partner failed"),
    "call_entered": Text("Nhập kết quả thay đối tác", "Result entered in a partner's place"),
    "call_retried": Text("Gọi lại đối tác", "Call tried again"),
    "call_stopped": Text("Dừng gọi đối tác", "Call stopped by hand"),
    "call_agreed": Text("Đã làm rõ kết quả khác nhau với đối tác", "Differing result cleared up"),
    "difference_settled": Text("Xử lý chênh lệch với sổ của đối tác", "Difference with a partner's book settled"),
    "books_asked": Text("So sổ với đối tác", "Partner's book compared on request"),
    "call_waived": Text("Xóa nợ với đối tác", "Debt to a partner cancelled"),
    "payment_begun": Text("Bắt đầu thanh toán trực tuyến", "Online payment begun"),
    "paid": Text("Đã thu tiền", "Paid"),
    "payment_claim_refused": Text("Không nhận chứng từ nộp tiền", "Receipt not accepted"),
    "payment_compared": Text("Đối soát thanh toán", "Payments compared"),
    "mismatch_settled": Text("Xử lý chênh lệch đối soát", "Difference settled"),
    "portal_scope_changed": Text("Đổi phạm vi đồng bộ", "Scope of synchronisation changed"),
    "portal_retried": Text("Đồng bộ lại với Cổng", "Portal told again"),
    "portal_dropped": Text("Bỏ qua một lần đồng bộ", "Not told to the portal"),
    "job_retried": Text("Chạy lại công việc", "Job run again"),
}
_JOBS = {
    "dossier.fire_timer": Text("Hẹn giờ của quy trình", "Timer of a process"),
    "dossier.close_wait": Text("Tự đóng khi quá hạn chờ", "Close a wait by itself"),
    "dossier.continue": Text("Tiếp tục các bước tự động", "Continue automatic steps"),
    "dossier.deliver_early": Text("Giao thông điệp đến sớm", "Deliver an early message"),
    "papers.pdf": Text("Tạo PDF của giấy", "Make the PDF of a paper"),
    "reminders.look": Text("Nhắc việc sắp đến hạn, quá hạn", "Remind of work due soon and overdue"),
    "reminders.digest": Text("Soạn thư nhắc việc trong ngày", "Prepare the day's reminder mails"),
    "reminders.mail": Text("Gửi thư nhắc việc", "Send a reminder mail"),
    "dossier.move_dues": Text("Chuyển ngày hẹn theo lịch mới", "Move due dates to a new calendar"),
    "books.morning": Text("So sổ với các đối tác mỗi sáng", "Compare books with partners every morning"),
    "books.compare": Text("So sổ một ngày với đối tác", "Compare one day with a partner"),
    "dossier.call": Text("Gọi hệ thống của đối tác", "Call a partner's system"),
    "payment.ask": Text("Hỏi cổng thanh toán về một đơn", "Ask the gateway about an order"),
    "payment.compare": Text("Đối soát với cổng thanh toán", "Compare with the gateway's statement"),
    "portal.tell": Text("Báo tiến độ cho Cổng quốc gia", "Tell the national portal"),
    "portal.fetch": Text("Lấy tệp từ Cổng quốc gia", "Fetch files from the national portal"),
    "platform.upkeep": Text("Niêm phong nhật ký, dọn dẹp", "Seal the trail, tidy up"),
}


def act(code: str) -> Text:
    """An act of the trail; one without words speaks for itself."""
    return _ACTS.get(code, Text(code, code))


def job(kind: str) -> Text:
    """A kind of job."""
    return _JOBS.get(kind, Text(kind, kind))


def subject(kind: str) -> Text:
    """A kind of subject."""
    return SUBJECTS.get(kind, Text(kind, kind))
