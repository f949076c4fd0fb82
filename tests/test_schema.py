"""Every promise of an exhibit's corpus, broken once: refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from corpora import REFERENCES, edit, write

from ingest.corpus import read_corpus
from ingest.errors import CorpusError


def _refusal(folder: Path) -> str:
    with pytest.raises(CorpusError) as failure:
        read_corpus(folder)
    message = str(failure.value)
    assert "\n" not in message
    return message


def test_the_tiny_exhibit_itself_is_accepted(exhibit: Path) -> None:
    corpus = read_corpus(exhibit)
    assert len(corpus.passages()) == 3 * (3 + 1 + 2)
    assert [event.date for event in corpus.timeline] == ["1902-05-20", "1903"]
    assert len(corpus.questions) == 3


EDITS = {
    "an unaligned section": (
        "tower/ja.md", "{#pay}", "{#wage}",
        "tower/ja.md:11: section `tower:wage` is not in tower/en.md",
    ),
    "an unknown reference mark": (
        "tower/ru.md", "[1] : 17, 33", "[9]",
        "tower/ru.md:7: unknown reference [9]; add it to references.json",
    ),
    "an unknown reference": (
        "tower/source.toml", 'id = "map"', 'id = "chart"',
        "tower/en.md:11: `tower:pay` names the unknown reference `chart`",
    ),
    "an unknown glossary id": (
        "tower/source.toml", '"petrov"', '"pushkin"',
        "tower/en.md:7: `tower:built` names the unknown glossary entry `pushkin`",
    ),
    "an unknown main entry": (
        "exhibit.toml", 'main_entry = "tower"', 'main_entry = "bridge"',
        "exhibit.toml: main_entry `bridge` is not in glossary.toml",
    ),
    "an unknown disagreement": (
        "tower/source.toml", '"year"', '"place"',
        "tower/en.md:7: `tower:built` links to `disagreements:place`, which does not exist",
    ),
    "a glossary id that stands twice": (
        "glossary.toml", 'id = "petrov"', 'id = "tower"',
        "glossary.toml:17: the id `tower` stands twice; rename one",
    ),
    "a name of two entries": (
        "glossary.toml", 'variants = ["Петров"]', 'variants = ["Маяк"]',
        "glossary.toml:17: `Маяк` (ru) names both `tower` and `petrov`",
    ),
    "an entry without a language": (
        "glossary.toml", '[entry.ja]\nlabel = "イワン・ペトロフ"', '[entry.fr]\nlabel = "Ivan"',
        "glossary.toml:17: entry `petrov` has no [entry.ja]",
    ),
    "a passage that stands twice": (
        "tower/en.md", "The keeper of the lighthouse was paid 50 roubles a month.",
        "Some give 1902, others 1903.", "tower/en.md:11: dates or numbers of `tower:pay` disagree",
    ),
    "an event without a passage": (
        "timeline.toml", '"tower:built"', '"tower:burnt"',
        "timeline.toml:9: the event's passage `tower:burnt` does not exist",
    ),
    "an event without a title in a language": (
        "timeline.toml", 'en = "The lighthouse is built"\n', "",
        "timeline.toml:9: the event has no title in en",
    ),
    "an event without a real date": (
        "timeline.toml", '"1902-05-20"', '"1902-05-32"',
        "timeline.toml:9: `date` '1902-05-32' is not YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "a date that disagrees": (
        "tower/en.md", "20 May", "21 May",
        "tower/en.md:7: dates or numbers of `tower:built` disagree between languages",
    ),
    "a month that disagrees": (
        "tower/ja.md", "5月", "6月",
        "tower/ja.md:7: dates or numbers of `tower:built` disagree between languages",
    ),
    "a number that disagrees": (
        "tower/ru.md", "50 рублей", "500 рублей",
        "tower/ru.md:11: dates or numbers of `tower:pay` disagree between languages",
    ),
    "a source in the order that is missing": (
        "exhibit.toml", '"tower", "dis', '"bridge", "dis',
        "exhibit.toml: `sources` names `bridge`, which is missing",
    ),
    "an unknown language of the exhibit": (
        "exhibit.toml", '["ru", "en", "ja"]', '["ru", "en", "fr"]',
        "exhibit.toml: unknown language `fr`; one of ru, en, ja",
    ),
    "a default language that is none": (
        "exhibit.toml", 'default_language = "ru"', 'default_language = "de"',
        "exhibit.toml: default_language `de` is not among the languages",
    ),
    "an idle time that would send readers away": (
        "exhibit.toml", 'default_language = "ru"', 'default_language = "ru"\nidle = 5',
        "exhibit.toml: `idle` is seconds from 10 to 3600, not 5",
    ),
    "an idle time that is no number": (
        "exhibit.toml", 'default_language = "ru"', 'default_language = "ru"\nidle = "long"',
        "exhibit.toml: `idle` is seconds from 10 to 3600, not 'long'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_refused(name: str, exhibit: Path) -> None:
    file, old, new, message = EDITS[name]
    edit(exhibit, file, old, new)
    assert _refusal(exhibit).startswith(message)


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_a_missing_language_is_refused(language: str, exhibit: Path) -> None:
    (exhibit / f"tower/{language}.md").unlink()
    message = _refusal(exhibit)
    assert message.startswith("tower/")
    assert f"source `tower` has no {language} text; add it" in message


def test_a_language_that_the_exhibit_does_not_have_is_refused(exhibit: Path) -> None:
    write(exhibit, "tower/fr.md", (exhibit / "tower/en.md").read_text(encoding="utf-8"))
    assert _refusal(exhibit) == (
        "tower/fr.md: `fr` is not a language of the exhibit; see exhibit.toml"
    )


def test_sections_in_another_order_are_refused(exhibit: Path) -> None:
    path = exhibit / "tower/ja.md"
    head, built, pay = path.read_text(encoding="utf-8").split("\n## ")
    path.write_text(f"{head}\n## {pay}\n## {built}", encoding="utf-8")
    assert _refusal(exhibit).startswith(
        "tower/ja.md:7: section `tower:pay` stands in another order than in tower/en.md"
    )


def test_a_section_missing_in_one_language_is_named_where_it_stands(exhibit: Path) -> None:
    path = exhibit / "tower/ja.md"
    path.write_text(path.read_text(encoding="utf-8").split("\n## About pay")[0], encoding="utf-8")
    assert _refusal(exhibit).startswith("tower/en.md:11: section `tower:pay` is not in tower/ja.md")


def test_a_text_that_stands_twice_is_refused(exhibit: Path) -> None:
    for language, text in (
        ("ru", "Свет горел."),
        ("en", "The light burnt."),
        ("ja", "灯が点った。"),
    ):
        path = exhibit / f"tower/{language}.md"
        more = f"\n## A {{#one}}\n\n{text}\n\n## B {{#two}}\n\n{text}\n"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert _refusal(exhibit) == "tower/ru.md:19: `tower:two:ru` repeats `tower:one:ru`; keep one"


def _with_references(folder: Path, items: list[Any]) -> str:
    write(folder, "references.json", json.dumps(items, ensure_ascii=False, indent=2))
    return _refusal(folder)


def test_a_reference_that_stands_twice_is_refused(exhibit: Path) -> None:
    message = _with_references(exhibit, [*REFERENCES, REFERENCES[0]])
    assert message.startswith("references.json:3: the id `log` stands twice; rename one")


def test_a_reference_without_a_text_in_a_language_is_refused(exhibit: Path) -> None:
    spoilt = json.loads(json.dumps(REFERENCES))
    del spoilt[1]["custom"]["text"]["ja"]
    message = _with_references(exhibit, spoilt)
    assert message.startswith("references.json:20: reference `map` has no text or label in ja")


def test_references_that_are_no_list_of_items_are_refused(exhibit: Path) -> None:
    write(exhibit, "references.json", "{}")
    assert _refusal(exhibit) == "references.json:1: not a list of CSL-JSON items"
    write(exhibit, "references.json", "[1]")
    assert _refusal(exhibit) == "references.json:1: an item without an id"
    write(exhibit, "references.json", "[\n\n{,]")
    assert _refusal(exhibit).startswith("references.json:3: not JSON")


def test_a_bad_line_of_questions_is_named(exhibit: Path) -> None:
    write(exhibit, "questions/tower.jsonl", '{"passage": "tower:built"}\n')
    assert _refusal(exhibit).startswith("questions/tower.jsonl:1: `language` is missing")
    write(exhibit, "questions/tower.jsonl", "\n[]\n")
    assert _refusal(exhibit).startswith("questions/tower.jsonl:2: not an object")


def test_a_plain_folder_is_taken_as_it_is(plain: Path) -> None:
    assert len(read_corpus(plain).passages()) == 4
