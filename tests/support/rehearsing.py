"""What the stories of rehearsing share: a working copy begun, and its rehearsal once it is done."""

from __future__ import annotations

import re
import time

from werkzeug.test import TestResponse

from tests.support.declaring import KEY
from tests.support.office import Person, text_of

PROCEDURE = f"/khai-bao/thu-tuc/{KEY}"


def begun(analyst: Person) -> str:
    """A working copy of the published procedure: the beginning of its addresses."""
    location = str(analyst.press(PROCEDURE, f"{PROCEDURE}/soan", {}).headers["Location"])
    found = re.search(r"/khai-bao/soan/\d+", location)
    assert found
    return found[0]


def rehearsal(person: Person, at: str, more: str = "", until: str = "") -> TestResponse:
    """The tab once the rehearsal is done, and it says ``until``."""
    for _ in range(240):
        page = person.get(f"{at}/dien-tap{more}")
        said = text_of(page)
        if "Đang diễn tập bản" not in said and "Đang diễn tập Máy" not in said and until in said:
            return page
        time.sleep(0.25)
    raise AssertionError(f"the rehearsal never ended: {said[:1500]}")
