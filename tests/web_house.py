"""A small exhibit whose answers are known by hand, and a server over it, for the web tests."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import uvicorn

from app.answer import Answer, Citation, Note
from app.assistant import Assistant
from app.request import Request
from app.web.server import configured, create_app
from app.web.settings import Settings
from ingest.language import language_of
from ingest.passages import Passages
from ingest.records import Entry, Event, Exhibit, Passage, Reference, ReferenceUse, Term

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
]

RU = "Маяк построен в 1902 году. Его строил Иван Петров. Башня <b>высокая</b> и белая."
EN = "The lighthouse was built in 1902. Ivan Petrov built it. The tower is <b>tall</b> and white."
JA = "灯台は1902年に建てられた。イワン・ペトロフが建てた。塔は高く白い。"
DISPUTE = {
    "ru": "Одни называют 1902 год, другие 1903.",
    "en": "Some say 1902, others 1903.",
    "ja": "1902年とする資料と1903年とする資料がある。",
}
QUESTIONS = {
    "ru": "Когда построен маяк?",
    "en": "When was the lighthouse built?",
    "ja": "灯台はいつ建てられましたか？",
}
TITLES = {"ru": "Маяк", "en": "The Lighthouse", "ja": "灯台"}
_QUOTES = {
    "ru": ("Маяк построен в 1902 году.", "1902 году"),
    "en": ("The lighthouse was built in 1902.", "1902"),
    "ja": ("灯台は1902年に建てられた。", "1902年"),
}


def passages() -> list[Passage]:
    """Return a Russian source with two translations, and an account of a disagreement."""
    found = [
        _passage("tower:built", code, text) for code, text in zip(TITLES, (RU, EN, JA), strict=True)
    ]
    return found + [_dispute(code, text) for code, text in DISPUTE.items()]


def _passage(aligned_id: str, language: str, text: str) -> Passage:
    own = language == "ru"
    return Passage(
        f"{aligned_id}:{language}", "tower", TITLES[language], language,
        "source" if own else "translation", TITLES[language] + " 1902", text, 0, len(text), 1,
        aligned_id, None if own else f"{aligned_id}:ru", (ReferenceUse("log", "17"),),
        ("dispute:year",),
    )  # fmt: skip


def _dispute(language: str, text: str) -> Passage:
    return Passage(
        f"dispute:year:{language}", "dispute", "1902 / 1903", language, "account", "1902?", text,
        0, len(text), 1, "dispute:year", general=True,
    )  # fmt: skip


class SmallIndex:
    """The parts of an index that pages read, over real passages."""

    def __init__(self, folder: Path, *, plain: bool = False) -> None:
        """Write the passages into `folder`; `plain` leaves out all that an exhibit adds."""
        Passages.write(folder / "passages.db", passages())
        self.passages = Passages(folder / "passages.db")
        self.languages = ["en", "ja", "ru"]
        item = {"title": "Logbook", "author": [{"family": "Petrov", "given": "Ivan"}]}
        label = dict.fromkeys(TITLES, "Logbook")
        self.references = {} if plain else {"log": Reference("log", item, label, label)}
        self.titles: dict[str, dict[str, str]] = {"tower": TITLES}
        texts = {code: _texts(code) for code in TITLES}
        self.exhibit = Exhibit((), "ru") if plain else Exhibit(tuple(TITLES), "ru", texts=texts)
        title = {code: f"{name} <i>1902</i>" for code, name in TITLES.items()}
        events = [
            Event("1899-05-01", None, "dispute:year", {"ru": "Раньше", "en": "Before", "ja": "前"}),
            Event("1902", "1903-02", "tower:built", title),
        ]
        self.timeline: list[Event] = [] if plain else events
        terms = {code: Term(name, text=name) for code, name in TITLES.items()}
        self.entries: list[Entry] = [] if plain else [Entry("lighthouse", "place", terms)]


def _texts(language: str) -> dict[str, object]:
    return {
        "title": TITLES[language],
        "subtitle": f"1902 ({language})",
        "about": f"About <{language}>",
        "licence": "CC BY-SA 4.0",
        "examples": [QUESTIONS[language]],
        "topics": [{"label": TITLES[language], "question": QUESTIONS[language]}],
    }


class SmallAssistant:
    """Answers the known question, remembers what it was asked, abstains from the rest."""

    def __init__(self, folder: Path, *, plain: bool = False) -> None:
        """Answer from a small index in `folder`."""
        self.index = SmallIndex(folder, plain=plain)
        self.asked: list[Request] = []
        self.broken = False
        self.slow = 0.0

    def ask(self, request: Request) -> Answer:
        """Return the same answer to the same question, always."""
        if self.broken:
            raise RuntimeError("secret detail")
        self.asked.append(request)
        time.sleep(self.slow)
        spoken = language_of(request.question) or request.screen_language or "ru"
        language = request.language or spoken
        if request.question not in QUESTIONS.values():
            return Answer(request.id, request.question, language, "abstained", f"— ({language})")
        return self._known(request, language)

    def _known(self, request: Request, language: str) -> Answer:
        quote, words = _QUOTES[language]
        passage = self.index.passages.get(f"tower:built:{language}")
        assert passage is not None
        citation = Citation(
            1, passage.id, passage.source_id, passage.source_title, language, passage.kind,
            passage.heading, quote, 0, len(quote),
            (quote.index(words), quote.index(words) + len(words)),
            passage.original_passage_id, ("Logbook, 17",),
        )  # fmt: skip
        note = Note(DISPUTE[language], f"dispute:year:{language}")
        more = (QUESTIONS[language],)
        text = f"{quote} [1]"
        return Answer(
            request.id, request.question, language, "answered", text, (citation,), (note,), more
        )

    def search(self, query: str, k: int, languages: Sequence[str] | None = None) -> list[Any]:
        """Return something found for any passage's own words."""
        return [p for p in self.index.passages if p.text.startswith(query[:20])][:k]


@contextmanager
def served(
    assistant: Assistant | SmallAssistant, settings: Settings | None = None
) -> Iterator[str]:
    """Serve `assistant` on a free port of loopback; give the address."""
    settings = settings or Settings()
    app = create_app(cast(Assistant, assistant), settings)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = configured(app, settings)
        config.timeout_graceful_shutdown = 1
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        _wait_for(address)
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(10)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(f"{address}/openapi.json")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")


def small(folder: Path, **options: bool) -> SmallAssistant:
    """Return an assistant over a new index in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return SmallAssistant(folder, **options)
