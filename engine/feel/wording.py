"""The wording of every warning, Vietnamese and English side by side; {0}, {1} … are its details."""

from __future__ import annotations

from typing import Final

WORDING: Final[dict[str, tuple[str, str]]] = {
    "name.unknown": (
        "Không có tên “{0}”{1}; giá trị coi như trống.",
        "There is no name “{0}”{1}; the value counts as nothing.",
    ),
    "path.missing": ("Không có mục “{0}” trong {1}.", "There is no entry “{0}” in {1}."),
    "compare.null": (
        "Không so sánh được “{0}” với giá trị trống; kết quả là trống.",
        "“{0}” cannot be compared with nothing; the result is nothing.",
    ),
    "compare.kinds": (
        "Phép “{0}” không so sánh được {1} với {2}; kết quả là trống.",
        "“{0}” cannot compare {1} with {2}; the result is nothing.",
    ),
    "logic.kind": (
        "“{0}” cần giá trị đúng hoặc sai nhưng gặp {1}.",
        "“{0}” needs true or false but found {1}.",
    ),
    "condition.kind": (
        "Điều kiện không cho kết quả đúng hay sai mà cho {0}; coi như sai.",
        "The condition gave {0} instead of true or false; it counts as false.",
    ),
    "arith.null": (
        "Phép “{0}” có một bên trống; kết quả là trống.",
        "One side of “{0}” is nothing; the result is nothing.",
    ),
    "arith.kinds": (
        "Phép “{0}” không dùng được cho {1} và {2}.",
        "“{0}” does not work on {1} and {2}.",
    ),
    "arith.zero": ("Không chia được cho số 0.", "Division by zero is not possible."),
    "arith.range": (
        "Kết quả của phép “{0}” nằm ngoài phạm vi cho phép.",
        "The result of “{0}” is beyond the values that exist.",
    ),
    "arith.negative": ("Không đổi dấu được {0}.", "{0} has no negative."),
    "range.ends": (
        "Hai đầu của khoảng phải cùng loại và đầu trước không lớn hơn đầu sau.",
        "The ends of a range must be of one kind and the first not greater than the last.",
    ),
    "context.twice": ("Mục “{0}” xuất hiện hai lần.", "The entry “{0}” appears twice."),
    "filter.kind": (
        "Phần trong ngoặc vuông phải là điều kiện hoặc số thứ tự nguyên, không phải {0}.",
        "What stands in square brackets must be a condition or a whole number, not {0}.",
    ),
    "index.range": (
        "Không có phần tử thứ {0}; danh sách có {1} phần tử.",
        "There is no element {0}; the list has {1}.",
    ),
    "iterate.kind": (
        "Không lặp được trên {0}; cần một danh sách hoặc một dãy.",
        "Cannot go through {0}; a list or a span of numbers or days is needed.",
    ),
    "type.unknown": ("Không có kiểu dữ liệu “{0}”.", "There is no type “{0}”."),
    "type.mismatch": ("Giá trị {0} không thuộc kiểu “{1}”.", "The value ({0}) does not belong to the type “{1}”."),
    "call.notafunction": ("{0} không phải là hàm nên không gọi được.", "{0} is not a function and cannot be called."),
    "call.unknown": ("Không có hàm “{0}”{1}.", "There is no function “{0}”{1}."),
    "call.count": (
        "Hàm “{0}” nhận {1} tham số nhưng được cho {2}.",
        "The function “{0}” takes {1} arguments but got {2}.",
    ),
    "call.parameter": (
        "Hàm “{0}” không có tham số tên “{1}”{2}.",
        "The function “{0}” has no parameter called “{1}”{2}.",
    ),
    "call.missing": ("Hàm “{0}” còn thiếu tham số “{1}”.", "The function “{0}” still needs “{1}”."),
    "call.argument": (
        "Tham số “{1}” của hàm “{0}” không nhận {2}.",
        "The parameter “{1}” of “{0}” does not accept {2}.",
    ),
    "call.domain": ("Hàm “{0}”: {1}.", "The function “{0}”: {1}."),
    "call.external": (
        "Hàm bên ngoài (Java, PMML) không được chạy vì lý do an toàn.",
        "External functions (Java, PMML) are never run, for safety.",
    ),
    "text.temporal": (
        "“{0}” không phải là ngày, giờ hay khoảng thời gian hợp lệ.",
        "“{0}” is not a valid date, time or duration.",
    ),
    "limit.steps": (
        "Biểu thức làm quá nhiều việc nên đã dừng lại; kết quả là trống.",
        "The expression did too much work and was stopped; the result is nothing.",
    ),
    "limit.list": (
        "Danh sách dài quá {0} phần tử nên đã dừng lại.",
        "A list longer than {0} elements was stopped.",
    ),
    "limit.text": ("Chuỗi chữ dài quá {0} ký tự nên đã dừng lại.", "Text longer than {0} characters was stopped."),
    "limit.calls": (
        "Các hàm gọi lẫn nhau quá {0} tầng nên đã dừng lại.",
        "Functions calling one another more than {0} deep were stopped.",
    ),
    "limit.pattern": (
        "Mẫu so khớp quá dài hoặc mất quá nhiều thời gian nên đã dừng lại.",
        "The pattern is too long or takes too much time and was stopped.",
    ),
    "pattern.wrong": ("Mẫu so khớp không hợp lệ: {0}.", "The pattern is not valid: {0}."),
    "expression.wrong": ("Biểu thức không đọc được: {0}", "The expression cannot be read: {0}"),
}
