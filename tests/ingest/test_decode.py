from __future__ import annotations

import os
import random

import pytest

from dragoman.errors import BadInput
from dragoman.ingest.decode import decode, looks_binary

WORDS = "The minister’s visit to Łódź and São Paulo was “useful” – she said."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_with_and_without_mark(charset: str) -> None:
    assert decode((WORDS * 5).encode(charset), source="x") == WORDS * 5


def test_declared_charset_of_the_server_is_used() -> None:
    text = "Fő téma: a külügyminiszter. The minister met officials in Győr. " * 10
    assert decode(text.encode("iso-8859-2"), source="x", declared="iso-8859-2") == text


def test_charset_in_meta_is_used() -> None:
    html = '<html><head><meta charset="windows-1250"></head><body>Łódź and Kraków, said the envoy</body></html>'
    assert "Łódź" in decode(html.encode("cp1250"), source="x")


def test_wrong_declaration_does_not_spoil_utf8() -> None:
    assert decode(WORDS.encode(), source="x", declared="iso-8859-1") == WORDS


def test_latin1_means_windows_1252() -> None:
    assert (
        decode(b"\x93We agree,\x94 he said. It\x92s done", source="x", declared="ISO-8859-1")
        == "“We agree,” he said. It’s done"
    )


def test_undeclared_windows_1252_is_told() -> None:
    text = "The minister said: “We don’t agree – not yet.” It’s the envoy’s café. " * 5
    assert decode(text.encode("cp1252"), source="x") == text


def test_one_broken_byte_costs_one_character() -> None:
    data = (WORDS * 20).encode()
    broken = data[:400] + b"\xff" + data[400:]
    found = decode(broken, source="x")
    assert found.count("\ufffd") <= 3
    assert "The minister’s visit" in found


@pytest.mark.parametrize("name", ["base64", "rot13", "idna", "no-such-charset", "unicode_escape", "zlib", ""])
def test_codecs_that_are_no_charsets_are_never_run(name: str) -> None:
    assert decode(WORDS.encode(), source="x", declared=name) == WORDS
    decode(b"\xe9t\xe9 caf\xe9 and more plain words", source="x", declared=name)


def test_random_bytes_are_refused() -> None:
    data = random.Random(7).randbytes(50_000)
    assert looks_binary(data)
    with pytest.raises(BadInput, match="is not text"):
        decode(data, source="x")


@pytest.mark.parametrize("path", ["/bin/sh", "/bin/ls"])
def test_programs_look_binary(path: str) -> None:
    if not os.path.exists(path):
        pytest.skip(f"{path} is absent")
    with open(path, "rb") as file:
        assert looks_binary(file.read(65_536))


def test_text_in_any_script_does_not_look_binary() -> None:
    for text in ("Министр заявил. " * 40, "外交部长表示。" * 40, "وزير الخارجية " * 40, WORDS * 10):
        assert not looks_binary(text.encode())
        assert not looks_binary(text.encode("utf-16"))
