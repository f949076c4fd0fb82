"""A small exhibit, a set of twelve samples and a core whose answers one can work out by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from app.answer import Answer, Citation
from app.request import Request
from eval.command import main
from eval.evaluation import Home
from eval.record import Measures, Record, SampleRecord, Setup
from eval.subject import Subject
from ingest.corpus import read_corpus
from ingest.folder import folder_hash
from ingest.records import Passage

TEXTS = {
    "ru": (
        "Конвенция подписана в Пекине 20 января 1925 года. Её подписали два дипломата.",
        "Япония получила 50 % площади месторождений.",
    ),
    "en": (
        "The Convention was signed in Peking on 20 January 1925. Two diplomats signed it.",
        "Japan received 50 % of the area of the fields.",
    ),
    "ja": (
        "条約は1925年1月20日に北京で調印された。条約には外交官二人が署名した。",
        "日本は鉱区の面積の50 %を得た。",
    ),
}
QUESTIONS = {
    "ru": ("Когда подписали?", "Какую долю?", "Кто был поваром?", "Привет"),
    "en": ("When was it signed?", "What share?", "Who was the cook?", "Hello"),
    "ja": ("いつ調印?", "どれだけ?", "料理人は誰?", "こんにちは"),
}
REPLIES = {
    "ru": ("Об этом источники молчат.", "Здравствуйте!"),
    "en": ("The sources do not say.", "Hello to you!"),
    "ja": ("資料には書かれていません。", "こんにちは。"),
}
DATES = {"ru": "20 января 1925", "en": "20 January 1925", "ja": "1925年1月20日"}
SECTIONS = ("signing", "oil")


@dataclass(frozen=True)
class Found:
    """A hit of a search."""

    passage_id: str
    score: float


@dataclass
class FakeCore:
    """Answers by table; `hits` overrides what a search in a language finds for a question."""

    answers: Mapping[str, Answer]
    order: Mapping[str, tuple[str, ...]]
    hits: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def ask(self, request: Request) -> Answer:
        """Return the answer in the table."""
        return replace(self.answers[request.question], id=request.id)

    def search_each(self, query: str, k: int, languages: Sequence[str]) -> dict[str, list[Found]]:
        """Return the passages of the table, in its order."""
        return {language: self._search(query, k, language) for language in languages}

    def _search(self, query: str, k: int, language: str) -> list[Found]:
        section = self.order.get(query, ())
        ids = self.hits.get((query, language), tuple(f"treaty:{s}:{language}" for s in section))
        return [Found(one, 1.0 - place / 10) for place, one in enumerate(ids[:k])]


def write_exhibit(folder: Path, texts: Mapping[str, Sequence[str]] = TEXTS) -> Path:
    """Write an exhibit of two passages in three languages."""
    (folder / "treaty").mkdir(parents=True, exist_ok=True)
    (folder / "exhibit.toml").write_text(
        'languages = ["ru", "en", "ja"]\ndefault_language = "ru"\nsources = ["treaty"]\n'
        '[ru]\ntitle = "Проба"\n',
        encoding="utf-8",
    )
    (folder / "treaty/source.toml").write_text('kind = "account"\n', encoding="utf-8")
    for language, parts in texts.items():
        body = "".join(
            f"\n## {section} {{#{section}}}\n\n{text}\n"
            for section, text in zip(SECTIONS, parts, strict=True)
        )
        page = f"---\ntitle: Treaty\n---\n{body}"
        (folder / f"treaty/{language}.md").write_text(page, encoding="utf-8")
    return folder


def samples() -> list[dict[str, object]]:
    """Return four samples a language: a date, a number, a near miss, small talk."""
    rows: list[dict[str, object]] = []
    for language, questions in QUESTIONS.items():
        signed, share = TEXTS[language]
        first = signed[: signed.index("。" if language == "ja" else ". ") + 1]
        golds = ([{"source": "treaty", "quote": first}], [{"source": "treaty", "quote": share}])
        musts = ([[DATES[language]]], [["50 %", "50%"]])
        for number, question in enumerate(questions):
            rows.append(
                {
                    "id": f"{language}-{number + 1}",
                    "fact": f"f{number + 1}",
                    "language": language,
                    "category": ("date", "number", "nearmiss", "smalltalk")[number],
                    "split": "look" if number % 2 == 0 else "score",
                    "question": question,
                    "history": [],
                    "status": ("answered", "answered", "abstained", "smalltalk")[number],
                    "must": musts[number] if number < 2 else [],
                    "gold": golds[number] if number < 2 else [],
                }
            )
    return rows


def write_samples(folder: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write samples one a line into `<language>.jsonl` files."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in QUESTIONS:
        lines = [json.dumps(r, ensure_ascii=False) for r in rows if r["language"] == language]
        (folder / f"{language}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def cite(passage: Passage, start: int, end: int, *, marker: int = 1) -> Citation:
    """Return a citation of `passage.text[start:end]`."""
    return Citation(
        marker,
        passage.id,
        passage.source_id,
        passage.source_title,
        passage.language,
        passage.kind,
        passage.heading,
        passage.text[start:end],
        start,
        end,
        None,
        None,
        (),
    )


def answered(question: str, citation: Citation) -> Answer:
    """Return the extractive answer that quotes one citation."""
    text = f"{citation.quote} [{citation.marker}]"
    return Answer("", question, citation.language, "answered", text, (citation,))


def fake_core(corpus: Path) -> FakeCore:
    """Return a core that answers all twelve questions rightly from the files in `corpus`."""
    passages = {passage.id: passage for passage in read_corpus(corpus).passages()}
    answers: dict[str, Answer] = {}
    order: dict[str, tuple[str, ...]] = {}
    for language, questions in QUESTIONS.items():
        for section, question in zip(SECTIONS, questions[:2], strict=True):
            passage = passages[f"treaty:{section}:{language}"]
            answers[question] = answered(question, cite(passage, 0, len(passage.text)))
            order[question] = (section, *(other for other in SECTIONS if other != section))
        refusal, greeting = REPLIES[language]
        answers[questions[2]] = Answer("", questions[2], language, "abstained", refusal)
        answers[questions[3]] = Answer("", questions[3], language, "smalltalk", greeting)
        order[questions[2]] = ("oil",)
    return FakeCore(answers, order)


def tried(name: str = "en-1", **changes: object) -> SampleRecord:
    """Return the record of a sample that passed, with `changes` in it."""
    record = SampleRecord(
        name, name[:2], "date", "look", "h", "When?", (), "answered", "answered",
        passed=True, answer="In 1902.", citations=(), gold=(), gold_rank=1,
    )  # fmt: skip
    return replace(record, **changes)  # type: ignore[arg-type]


def failed(name: str = "en-1", **changes: object) -> SampleRecord:
    """Return the record of a sample that did not pass, with `changes` in it."""
    values = {"passed": False, "answer": "In 1903.", "reasons": ("the answer lacks 1902",)}
    return tried(name, **{**values, **changes})


def run_of(*samples: SampleRecord, measures: Measures | None = None) -> Record:
    """Return the record of a run with these samples."""
    setup = Setup("tower", "extractive", "c" * 20, "letters", "1", {}, "")
    none = Measures({}, {}, {})
    return Record(setup, measures or none, {one.id: one for one in samples})


Spoil = Callable[[FakeCore], None]


@dataclass
class House:
    """A copy of the evaluation's files with the fake core behind it."""

    root: Path
    spoil: Spoil | None = None
    exhibit: str = "Проба"
    day: date = date(2026, 1, 1)

    def __post_init__(self) -> None:
        """Write the exhibit and the set."""
        write_exhibit(self.corpus)
        write_samples(self.root / "eval/questions", samples())

    @property
    def corpus(self) -> Path:
        """The folder of texts."""
        return self.root / "corpus"

    @property
    def eval(self) -> Path:
        """The folder of the set, the baseline and the rules."""
        return self.root / "eval"

    def write(self, name: str, text: str) -> None:
        """Write a file beside the set."""
        (self.eval / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> int:
        """Return the exit code of `nisso eval` with these arguments."""
        home = Home(self.eval, self._open, lambda: self.day)
        return main([*arguments, "--corpus", str(self.corpus)], home)

    def _open(self, corpus: Path, index: Path) -> Subject:
        core = fake_core(corpus)
        if self.spoil:
            self.spoil(core)
        digest = hashlib.sha256(folder_hash(corpus).encode()).hexdigest()
        return Subject(core, self.exhibit, ("en", "ja", "ru"), digest, "fake", "1", {"k": 10})
