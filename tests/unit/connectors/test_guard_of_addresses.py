"""A connector cannot be led into our own network, by whatever spelling of an address."""

import pytest

from engine.connectors.base import Blocked
from engine.connectors.guard import allowed_addresses, is_allowed

INNER = (
    "127.0.0.1",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "::127.0.0.1",
)
NEVER = ("0.0.0.0", "::", "169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "64:ff9b::a9fe:a9fe", "không phải")


@pytest.mark.parametrize("address", [*INNER, *NEVER])
def test_inner_addresses_are_refused(address: str) -> None:
    assert not is_allowed(address, local=False)


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_no_administrator_can_allow(address: str) -> None:
    assert not is_allowed(address, local=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_allowed(address, local=False)


def test_an_allowed_partner_may_be_on_loopback() -> None:
    assert is_allowed("127.0.0.1", local=True)


def test_one_inner_address_among_several_is_enough_to_refuse() -> None:
    with pytest.raises(Blocked):
        allowed_addresses("partner.vn", 443, local=False, resolving=lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_the_address_that_was_checked_is_the_one_given_back() -> None:
    assert allowed_addresses("partner.vn", 443, local=False, resolving=lambda *_: ["8.8.8.8"]) == ["8.8.8.8"]
