"""Who signs: an Ed25519 key with a name, as text that a file can hold (C2SP signed-note)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from annotator.errors import ConfigurationError
from exports.proof.notes import ED25519, Key, signature_line

HEAD = "PRIVATE+KEY+"


@dataclass(frozen=True, repr=False)
class Signer:
    """A private key and the name it signs under; it is never shown."""

    name: str
    seed: bytes

    @cached_property
    def key(self) -> Key:
        """The public key."""
        return Key(self.name, self._private.public_key().public_bytes_raw())

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def note(self, text: str) -> str:
        """Return the text, which ends with a line, as a signed note; the same text gives the same bytes."""
        return f"{text}\n{signature_line(self.key, self._private.sign(text.encode()))}"

    def secret(self) -> str:
        """Return what the file of the key holds."""
        coded = base64.b64encode(ED25519 + self.seed).decode()
        return f"{HEAD}{self.name}+{self.key.id.hex()}+{coded}\n"


def read_signer(text: str) -> Signer:
    """Read the file of a key; raises ConfigurationError."""
    try:
        name, number, coded = text.strip().removeprefix(HEAD).split("+", 2)
        raw = base64.b64decode(coded, validate=True)
        signer = Signer(name, raw[1:])
        if not text.startswith(HEAD) or raw[:1] != ED25519 or signer.key.id.hex() != number:
            raise ValueError("not one of ours")
    except (ValueError, binascii.Error) as error:
        words = "The signing key is damaged; restore keys/signing.key from a backup, or make a new one."
        raise ConfigurationError("bad_signing_key", words) from error
    return signer
