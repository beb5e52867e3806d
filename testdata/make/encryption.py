"""The standard security handler with RC4 and 128 bits (ISO 32000-2, 7.6.4, revision 3).

Deprecated, but what most old encrypted files use; and unlike later revisions it
needs no random numbers, so an encrypted case can be made again byte for byte.
"""

import hashlib
import re
import struct

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
PERMISSIONS = -44
IDENTIFIER = hashlib.md5(b"Back Issue test case").digest()


def encrypt(pdf, user: bytes, owner: bytes):
    """Encrypts the streams of `pdf`, whose dictionaries must hold no strings."""
    padded_user, padded_owner = (user + PADDING)[:32], (owner + PADDING)[:32]
    owner_key = _md5_chain(padded_owner)
    owner_entry = padded_user
    for turn in range(20):
        owner_entry = rc4(bytes(byte ^ turn for byte in owner_key), owner_entry)
    key = _md5_chain(padded_user + owner_entry + struct.pack("<i", PERMISSIONS) + IDENTIFIER)
    user_entry = hashlib.md5(PADDING + IDENTIFIER).digest()
    for turn in range(20):
        user_entry = rc4(bytes(byte ^ turn for byte in key), user_entry)
    for number, body in enumerate(pdf.objects, 1):
        pdf.objects[number - 1] = _encrypt_stream(body, key, number)
    dictionary = pdf.add(
        f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P {PERMISSIONS} "
        f"/O <{owner_entry.hex()}> /U <{user_entry.hex()}{'00' * 16}> >>"
    )
    pdf.trailer += f"/Encrypt {dictionary} 0 R /ID [<{IDENTIFIER.hex()}> <{IDENTIFIER.hex()}>] "


def rc4(key: bytes, data: bytes) -> bytes:
    """The RC4 stream cipher."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _md5_chain(data: bytes) -> bytes:
    digest = hashlib.md5(data).digest()
    for _ in range(50):
        digest = hashlib.md5(digest).digest()
    return digest


def _encrypt_stream(body: bytes, key: bytes, number: int) -> bytes:
    found = re.fullmatch(rb"(.*?\nstream\n)(.*)(\nendstream)", body, re.DOTALL)
    if not found:
        return body
    object_key = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()
    return found[1] + rc4(object_key, found[2]) + found[3]
