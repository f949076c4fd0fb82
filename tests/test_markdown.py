"""Front matter, headings and paragraphs, with lines and offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import CorpusError
from ingest.markdown import read_page

PAGE = """\
---
title: Маяк
---

# Маяк

Первый абзац
в две строки.

## Свет {#light}

  Второй абзац.
"""


def _read(folder: Path, data: str | bytes) -> Path:
    path = folder / "page.md"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_paragraphs_stand_under_their_headings(tmp_path: Path) -> None:
    page = read_page(_read(tmp_path, PAGE), "page.md")
    assert page.meta == {"title": "Маяк"}
    assert page.headings == (("", "Маяк", 5), ("light", "Свет", 10))
    first, second = page.paragraphs
    assert (first.section, first.heading, first.line) == ("", "Маяк", 7)
    assert (second.section, second.heading, second.line) == ("light", "Свет", 12)


def test_a_paragraph_is_the_files_text_at_its_offsets(tmp_path: Path) -> None:
    for paragraph in read_page(_read(tmp_path, PAGE), "page.md").paragraphs:
        assert PAGE[paragraph.start : paragraph.end] == paragraph.text
    assert paragraph.text == "Второй абзац."


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    plain = read_page(_read(tmp_path, PAGE), "page.md")
    windows = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    assert read_page(_read(tmp_path, windows), "page.md") == plain


def test_a_page_needs_no_front_matter(tmp_path: Path) -> None:
    page = read_page(_read(tmp_path, "just a line"), "page.md")
    assert page.meta == {}
    assert [p.text for p in page.paragraphs] == ["just a line"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.md: the file has no text"),
        (b" \n\n \n", "page.md: the file has no text"),
        (b"---\ntitle: x\n---\n", "page.md: the file has no text"),
        (b"# Only a heading\n", "page.md: the file has no text"),
        (b"one\ntwo\n\xff\xfe three\n", "page.md:3: the file is not UTF-8"),
        ("Привет".encode("cp1251"), "page.md:1: the file is not UTF-8"),
        (b"a\x00b", "page.md: the file is not text"),
        (b"---\ntitle: [\n---\ntext\n", "page.md:3: the front matter is not YAML"),
        (b"---\n- a\n---\ntext\n", "page.md:1: the front matter is not a table"),
        (b"---\ntitle: !!int ''\n---\ntext\n", "page.md:1: front matter uses a tag"),
        (b'---\ntitle: "\\ud800"\n---\ntext\n', "page.md:1: the front matter holds a control"),
        (b'---\ntitle: "a\\eb"\n---\ntext\n', "page.md:1: the front matter holds a control"),
        (b"---\na: &x [1]\nb: *x\n---\ntext\n", "page.md:1: front matter uses an alias"),
        (b"---\na: " + b"x" * 20_001 + b"\n---\ntext\n", "page.md:1: front matter over 20000"),
    ],
)
def test_a_page_that_cannot_be_used_is_named_with_its_line(
    data: bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError) as failure:
        read_page(_read(tmp_path, data), "page.md")
    assert str(failure.value).startswith(message)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    "text", ["[" * 5000 + "]" * 5000, "!!python/object:os.system {}", "a: b: c"]
)
def test_hostile_front_matter_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as failure:
        read_page(_read(tmp_path, f"---\n{text}\n---\ntext\n"), "page.md")
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("1925", "1925"), ("0x" + "f" * 5000, "0x" + "f" * 5000), ("1_0", "1_0"),
        ("2020-13-45", "2020-13-45"), ("yes", "yes"), ("|\n  two\n  lines", "two lines"),
        ("日ソ　条約", "日ソ　条約"),
    ],
)  # fmt: skip
def test_a_value_of_front_matter_stays_the_text_it_is(
    written: str, title: str, tmp_path: Path
) -> None:
    page = read_page(_read(tmp_path, f"---\ntitle: {written}\n---\ntext\n"), "page.md")
    assert page.meta == {"title": title}


@pytest.mark.parametrize(
    ("line", "heading", "section"),
    [
        ("# A b {#c}", "A b", "c"), ("#\tA  \t", "A", ""), ("###### {#c} ", "", "c"),
        ("# A {#} ", "A", ""), ("# A {#b} c", "A {#b} c", ""), ("# {a} {#b{c}", "{a} {#b{c}", ""),
        ("# " + "a {#" * 99_999 + "}", ("a {#" * 99_998 + "a"), ""),
        ("# a" + " \t" * 500_000 + "b", "a" + " \t" * 500_000 + "b", ""),
    ],
)  # fmt: skip
def test_a_heading_is_parted_from_its_id(
    line: str, heading: str, section: str, tmp_path: Path
) -> None:
    page = read_page(_read(tmp_path, f"{line}\n\ntext\n"), "page.md")
    assert [(page.paragraphs[0].heading, page.paragraphs[0].section)] == [(heading, section)]


def test_html_and_marks_in_a_text_stay_as_they_are(tmp_path: Path) -> None:
    text = "<script>alert(1)</script> **bold** [link](x)"
    page = read_page(_read(tmp_path, text), "page.md")
    assert page.paragraphs[0].text == text
