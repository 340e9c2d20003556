"""Keep a secret that must be read again: AES-256-GCM under a key made of the workspace's own, which is no row."""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from annotator.errors import Conflict

NONCE_BYTES = 12
PURPOSE = b"annotator/second-factor/1"


def seal(key: str, text: str, whose: str) -> str:
    """Return the text encrypted, good for that owner alone."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return base64.b64encode(nonce + _cipher(key).encrypt(nonce, text.encode(), whose.encode())).decode()


def unseal(key: str, sealed: str, whose: str) -> str:
    """Return what was sealed; raises Conflict when the key or the owner is another."""
    try:
        raw = base64.b64decode(sealed)
        return _cipher(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], whose.encode()).decode()
    except (InvalidTag, ValueError, binascii.Error) as error:
        words = (
            "The key of this workspace has changed since the second factor was set up. "
            "Use a recovery code, or ask an admin to take the second factor away."
        )
        raise Conflict("sealed_otherwise", words) from error


def _cipher(key: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return AESGCM(derived)
