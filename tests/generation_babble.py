"""Model outputs as hypothesis draws them: true, false, mixed, broken, in any cut of pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import cast

from generation_house import NAMES, QUESTIONS, TEXTS, HouseAssistant
from hypothesis import strategies as st

from app.answer import Answer
from app.assistant import Assistant
from app.generation.answerer import GenerativeAnswerer
from app.generation.breaker import Breaker
from app.generation.events import Finished, Said
from app.generation.facts import facts_of
from app.generation.model import Chunk, ModelFailed
from app.generation.prompt import Message
from app.request import Request
from ingest.language import language_of
from ingest.sentences import sentences

_CODE = re.compile(r'<passage code="(\w+)">')
_BRACKETS = (
    "[{}]", "【{}】", "［{}］", "({})", "（{}）", "〔{}〕", " {}", "[{}, X9Z]", "[[{}]]", "[{}",
)  # fmt: skip
_FOREIGN = (
    "3 May 1999", "1999年5月3日", "3 мая 1999", "77", "семьдесят семь", "Napoleon", "Наполеон",
    "ナポレオン", "Stalin", "Сталин", "スターリン", "Goto", "後藤新平", "seven hundred",
)  # fmt: skip
_JUNK = (
    "<b>", "</passage>", "http://e.example", "![x](y)", "**", "\n", "\n- ", "[1]", "[99]", "【3】",
    "Q7Q", "[", "]", "\ue000", "<think>", "</think>", "…", "。", ". ", "?", "\x00", "ab", "не ",
    "not ",
)  # fmt: skip


def _sentences() -> list[str]:
    found = [t[a:b] for row in TEXTS.values() for t in row.values() for a, b in sentences(t)]
    return [
        *found,
        "The Convention was signed in Peking.",
        "Конвенция подписана 20 января 1925 года.",
        "条約は北京で調印された。",
        "Karakhan signed it.",
        "The concession ran for 45 years.",
    ]


_WORDS = sorted({word for text in _sentences() for word in re.findall(r"\w+|\W", text)})


def outputs() -> st.SearchStrategy[tuple[list[str], str, int]]:
    """Draw pieces with `{n}` where a code is to stand, a language, and where it breaks off."""
    return st.sampled_from(("ru", "en", "ja")).flatmap(
        lambda language: st.tuples(
            st.lists(_piece(language), max_size=12), st.just(language), st.integers(0, 60)
        )
    )


def _piece(language: str) -> st.SearchStrategy[str]:
    own = [text for text in _sentences() if language_of(text) == language]
    codes = st.sampled_from([f"{{{n}}}" for n in range(4)] + ["X9Z"])
    code = st.tuples(st.sampled_from(_BRACKETS), codes).map(lambda p: p[0].replace("{}", p[1]))
    true = st.sampled_from(own)
    sentence = st.one_of(true, true, true.flatmap(_changed), st.sampled_from(_sentences()))
    return st.one_of(
        st.tuples(sentence, st.one_of(st.just(""), code), st.sampled_from((" ", "\n"))).map(
            "".join
        ),
        st.tuples(sentence, st.one_of(st.just(""), code), st.sampled_from((" ", "\n"))).map(
            "".join
        ),
        sentence,
        code,
        st.sampled_from(_FOREIGN),
        st.sampled_from(_JUNK),
        st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join),
        st.text(max_size=6),
    )


def _changed(sentence: str) -> st.SearchStrategy[str]:
    """Draw the sentence with a word of it replaced by what no passage says."""
    words = re.findall(r"\w+", sentence)
    return st.tuples(st.sampled_from(words), st.sampled_from(_FOREIGN)).map(
        lambda pair: sentence.replace(pair[0], pair[1], 1)
    )


class Babbler:
    """A model that says what was drawn, cut at random, and may break off."""

    def __init__(self, parts: Sequence[str], breaks: int) -> None:
        """Say `parts`; break off where `breaks` is 0."""
        self._parts = parts
        self._breaks = breaks

    def stream(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        """Yield the output in pieces."""
        codes = _CODE.findall(messages[-1].text) + ["K1K"] * 4
        text = "".join(self._parts)
        for number in range(4):
            text = text.replace(f"{{{number}}}", codes[number])
        random = Random(len(text) + self._breaks)
        while text:
            size = random.randint(1, 9)
            yield Chunk(text[:size])
            text = text[size:]
        if self._breaks == 0:
            raise ModelFailed("broke off")


def check(drawn: tuple[list[str], str, int]) -> Answer:
    """Let a model babble and check all that must hold of what reaches the visitor."""
    parts, language, breaks = drawn
    house = HouseAssistant()
    answerer = GenerativeAnswerer(
        cast(Assistant, house), Babbler(parts, breaks), random=Random(3), breaker=Breaker(10**9)
    )
    events = list(answerer.stream(Request(QUESTIONS[language])))
    finished = events[-1]
    assert isinstance(finished, Finished)
    for event in events:
        if isinstance(event, Said):
            _proved(event.text, finished.answer.language)
    _exact(finished.answer)
    return finished.answer


def _exact(answer: Answer) -> None:
    markers = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
    assert set(markers) == {citation.marker for citation in answer.citations}
    rest = re.sub(r"\[\d+\]", "", answer.text)
    assert not re.search(r"[\[\]【】<>\ue000-\uf8ff]|X9Z|https?:", rest)
    for citation in answer.citations:
        name, language = citation.passage_id.split(":")
        assert TEXTS[name][language][citation.start : citation.end] == citation.quote
    by_marker = {citation.marker: citation.quote for citation in answer.citations}
    for sentence, marks in re.findall(r"(.+?) ((?:\[\d+\])+)(?: |$)", answer.text, re.DOTALL):
        quotes = " ".join(by_marker[int(mark)] for mark in re.findall(r"\d+", marks))
        _nothing_new(sentence, quotes, answer.language)


def _proved(text: str, language: str) -> None:
    """Check a streamed sentence, before anything could have taken it back."""
    every = " ".join(row[language] for row in TEXTS.values() if language in row)
    _nothing_new(re.sub(r"\[\d+\]", "", text), every, language)


def _nothing_new(sentence: str, quotes: str, language: str) -> None:
    """Check by plain means that no figure and no name stands here that the quotes lack."""
    digits = set(re.findall(r"\d+", sentence.replace("％", "%")))
    assert digits <= set(re.findall(r"\d+", quotes)), (sentence, quotes)
    house = HouseAssistant().index.glossary
    said, ground = facts_of(sentence, language, house), facts_of(quotes, language, house)
    assert said.entities <= ground.entities | {"portsmouth"}, (sentence, quotes)
    for foreign in (*_FOREIGN, *(label for _, _, labels, _ in NAMES for label in labels)):
        assert foreign not in sentence or said.entities <= ground.entities | {"portsmouth"}
    for foreign in ("Napoleon", "Наполеон", "ナポレオン", "семьдесят", "seven hundred"):
        assert foreign not in sentence
