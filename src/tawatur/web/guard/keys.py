"""Passwords (argon2id, RFC 9106), and the random secrets of sessions, forms and API tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# A digest takes 64 MB and a tenth of a second of several processors: so many at once, the others wait.
_AT_ONCE = BoundedSemaphore(2)
TOKEN_START = "twt_"
LONGEST_PASSWORD = 200
SHORTEST_PASSWORD = 10


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher, profiles

    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    """The digest of no password: checking it takes as long as checking a real one, also the first time."""
    made = _hasher()
    salt, digest = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (made.salt_len, made.hash_len))
    return f"$argon2id$v=19$m={made.memory_cost},t={made.time_cost},p={made.parallelism}${salt}${digest}"


def hash_password(password: str) -> str:
    """The argon2id digest with its salt and parameters."""
    with _AT_ONCE:
        return _hasher().hash(password)


def password_fits(hashed: str | None, password: str) -> bool:
    """True where the password is the one that was hashed. Takes as long without a hash (no such account)."""
    from argon2.exceptions import InvalidHashError, VerificationError

    against = hashed or _nobody()
    try:
        with _AT_ONCE:
            _hasher().verify(against, password[:LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


def new_secret() -> str:
    """256 random bits as text that goes into cookies and addresses."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """An API token; its beginning lets scanners of leaked secrets know it."""
    return TOKEN_START + new_secret()


def digest(secret: str) -> str:
    """What is stored of a secret: SHA-256, enough for one of 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_token(secret: str) -> str:
    """The token that forms bring: made from the visitor's cookie, which no other site can read."""
    made = hmac.new(secret.encode("utf-8", "replace"), b"tawatur form", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def same(one: str, other: str) -> bool:
    """Equal, in a time that does not tell how much of it is."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
