"""Tiny corpora, written into a folder: plain texts, and an exhibit in three languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PLAIN = {
    "harbour.txt": "The harbour froze every winter. Ships waited for the ice to break.\n",
    "notes/sakura.md": "# 桜の記録\n\n桜は四月に咲いた。\n\n庭師は毎朝水をやった。\n",
    "маяк.txt": "Маяк построен в 1902 году. Его видно за сорок вёрст.\n",
}

EXHIBIT = """\
languages = ["ru", "en", "ja"]
default_language = "ru"
main_entry = "tower"
sources = ["tower", "disagreements"]

[ru]
title = "Маяк"
subject = "маяке"
examples = ["Когда построен маяк?"]
[en]
title = "The lighthouse"
subject = "the lighthouse"
examples = ["When was the lighthouse built?"]
[ja]
title = "灯台"
subject = "灯台"
examples = ["灯台はいつ建てられましたか？"]
"""

TOWER = {
    "ru": ("Маяк", "Маяк построен 20 мая 1902 года. [1] Его строил Иван Петров. [1] : 17, 33",
           "Смотрителю маяка платили 50 рублей в месяц."),
    "en": ("The lighthouse",
           "The lighthouse was built on 20 May 1902. [1] Ivan Petrov built it. [1] : 17, 33",
           "The keeper of the lighthouse was paid 50 roubles a month."),
    "ja": ("灯台", "灯台は1902年5月20日に建てられた。[1] イワン・ペトロフが建てた。[1] : 17, 33",
           "灯台の番人には月に50ルーブルが支払われた。"),
}  # fmt: skip

DISPUTE = {
    "ru": ("Расхождения", "Одни называют 1902 год, другие 1903 год. Правы ли они, неизвестно."),
    "en": ("Disagreements", "Some give 1902, others 1903. Nobody knows who is right."),
    "ja": ("食い違い", "1902年とする資料と1903年とする資料がある。どちらが正しいかは分からない。"),
}

TOWER_TABLE = """\
kind = "source"
original = "ru"
licence = "CC0-1.0"
provenance = "Made up for a test."

[passages.built]
disagreements = ["year"]
glossary = ["petrov"]

[passages.pay]
references = [{ id = "map", pages = "4" }]
"""

DISPUTE_TABLE = """\
kind = "account"
licence = "CC0-1.0"
provenance = "Made up for a test."

[passages.year]
general = true
"""

REFERENCES: list[dict[str, Any]] = [
    {
        "id": "log",
        "type": "document",
        "custom": {
            "marker": 1,
            "label": {"ru": "Ссылка 1", "en": "Reference 1", "ja": "注1"},
            "text": {
                "ru": "Ссылка 1 не установлена.",
                "en": "Reference 1 is not identified.",
                "ja": "注1は特定されていない。",
            },
        },
    },
    {
        "id": "map",
        "type": "map",
        "title": "Chart of the coast",
        "author": [{"family": "Petrov", "given": "Ivan"}],
        "publisher-place": "Okha",
        "issued": {"date-parts": [[1903]]},
        "custom": {
            "label": {"ru": "Карта", "en": "The chart", "ja": "海図"},
            "text": {"ru": "Карта берега.", "en": "A chart of the coast.", "ja": "海岸の図。"},
        },
    },
]

GLOSSARY = """\
[[entry]]
id = "tower"
kind = "place"
general = true
[entry.ru]
label = "Маяк"
text = "Маяк — башня с огнём."
[entry.en]
label = "Lighthouse"
variants = ["light tower"]
text = "A lighthouse is a tower with a light."
[entry.ja]
label = "灯台"
reading = "とうだい"
text = "灯台は光を放つ塔である。"

[[entry]]
id = "petrov"
kind = "person"
[entry.ru]
label = "Иван Петров"
variants = ["Петров"]
[entry.en]
label = "Ivan Petrov"
variants = ["Petrov"]
[entry.ja]
label = "イワン・ペトロフ"
variants = ["ペトロフ"]
readings = ["ぺとろふ"]
"""

TIMELINE = """\
[[event]]
date = "1903"
passage = "disagreements:year"
[event.title]
ru = "Другая дата"
en = "Another date"
ja = "別の年"

[[event]]
date = "1902-05-20"
passage = "tower:built"
[event.title]
ru = "Маяк построен"
en = "The lighthouse is built"
ja = "灯台の完成"
"""

QUESTIONS = [
    {"passage": "tower:built", "language": "ru", "question": "Когда построен маяк?", "sentence": 1},
    {"passage": "tower:built", "language": "en", "question": "Who was the builder?", "sentence": 2},
    {"passage": "tower:pay", "language": "ja", "question": "給料はいくら?", "sentence": 1},
]


def write(folder: Path, name: str, text: str) -> Path:
    """Write `text` into `folder`/`name`, making the folders between."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the one place where `old` stands in a file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    write(folder, name, text.replace(old, new))


def plain_folder(folder: Path) -> Path:
    """Write three texts without front matter, one a language; return `folder`."""
    for name, text in PLAIN.items():
        write(folder, name, text)
    return folder


def page(title: str, *sections: tuple[str, str]) -> str:
    """Return a Markdown page with a section for each id and text; the first text is on line 7."""
    body = "".join(f"\n## About {name} {{#{name}}}\n\n{text}\n" for name, text in sections)
    return f"---\ntitle: {title}\n---\n{body}"


def exhibit_folder(folder: Path) -> Path:
    """Write an exhibit of three passages in three languages with all its tables."""
    write(folder, "exhibit.toml", EXHIBIT)
    write(folder, "tower/source.toml", TOWER_TABLE)
    write(folder, "disagreements/source.toml", DISPUTE_TABLE)
    for code, (title, built, pay) in TOWER.items():
        write(folder, f"tower/{code}.md", page(title, ("built", built), ("pay", pay)))
    for code, (title, year) in DISPUTE.items():
        write(folder, f"disagreements/{code}.md", page(title, ("year", year)))
    write(folder, "references.json", json.dumps(REFERENCES, ensure_ascii=False, indent=2))
    write(folder, "glossary.toml", GLOSSARY)
    write(folder, "timeline.toml", TIMELINE)
    rows = [json.dumps(row, ensure_ascii=False) for row in QUESTIONS]
    write(folder, "questions/tower.jsonl", "\n".join(rows) + "\n")
    return folder
