"""Buckets, keys of addresses, secrets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from tawatur.web.guard import keys, limits
from tawatur.web.guard.limits import Buckets, address_key


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(60, burst=3, clock=lambda: now[0])
    assert [buckets.take("a") for _ in range(4)] == [0.0, 0.0, 0.0, 1.0]
    assert buckets.take("b") == 0.0
    now[0] += 0.5
    assert buckets.take("a") == 0.5
    now[0] += 1
    assert buckets.take("a") == 0.0
    now[0] += 1000
    assert [buckets.take("a") for _ in range(4)] == [0.0, 0.0, 0.0, 1.0]
    buckets.give_back("a")
    buckets.give_back("never seen")
    assert [buckets.take("a") for _ in range(2)] == [0.0, 1.0]


def test_no_more_buckets_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST", 10)
    buckets = Buckets(1, clock=lambda: 0.0)
    for n in range(1000):
        buckets.take(f"address {n}")
    assert len(buckets._buckets) == 10


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::1", "2001:db8:1:2::/64"), ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"), ("testclient", "testclient"),
    ],
)
def test_one_house_one_key(address: str, key: str) -> None:
    assert address_key(address) == key


def test_passwords_are_hashed_as_the_standard_asks(monkeypatch: pytest.MonkeyPatch, earnest: Callable[[], PasswordHasher]) -> None:
    monkeypatch.setattr(keys, "_hasher", earnest)
    hashed = keys.hash_password("four plain words here")
    keys._nobody.cache_clear()
    for one in (hashed, keys._nobody()):
        assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    keys._nobody.cache_clear()
    assert keys.password_fits(hashed, "four plain words here")


def test_secrets_are_kept_as_digests_that_fit_them_alone() -> None:
    hashed = keys.hash_password("four plain words here")
    assert keys.password_fits(hashed, "four plain words here")
    assert not keys.password_fits(hashed, "four plain words")
    assert not keys.password_fits("no hash", "four plain words here")
    assert not keys.password_fits(None, "four plain words here")
    assert len({keys.new_secret() for _ in range(100)}) == 100
    assert keys.form_token("a") != keys.form_token("b")
    assert keys.same("تواتر", "تواتر")
    assert not keys.same("a", "b")
