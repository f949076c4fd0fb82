"""Questions to go on with: each is one that the corpus is known to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from app.answer import Citation
from app.kana import is_kana_only
from ingest.index import Index

MOST = 3
_LENGTHS = {"ru": (15, 75), "en": (15, 75), "ja": (8, 36)}
_WELL_FORMED = {
    "ru": re.compile(r"[А-ЯЁ«].*\?"),
    "en": re.compile(r"[A-Z].*\?"),
    "ja": re.compile(r".*か[？?。]?"),
}


class Suggestions:
    """Offers questions about what was cited and its neighbours, then the exhibit's examples."""

    def __init__(self, index: Index) -> None:
        """Keep the index."""
        self._index = index
        self._rows = lru_cache(maxsize=None)(index.passages.rows)

    def after(
        self, said: Sequence[str], citations: Sequence[Citation], language: str
    ) -> tuple[str, ...]:
        """Return up to three questions in `language`, none of them among `said`."""
        taken = {_heard(text) for text in said}
        found: list[str] = []
        for text in self._candidates(citations, language):
            if len(found) == MOST:
                break
            if _heard(text) not in taken:
                taken.add(_heard(text))
                found.append(text)
        return tuple(found)

    def every(self, language: str) -> Iterator[str]:
        """Yield all questions that may be offered in `language`, in the order of the passages."""
        yield from self._examples(language)
        if language in self._index.languages:
            fields = self._index.fields(language)
            of_passages = np.unique(fields.question_rows[fields.question_edited, 0])
            for passage in of_passages[of_passages >= 0].tolist():
                yield from self._of(passage, language)

    def _candidates(self, citations: Sequence[Citation], language: str) -> Iterator[str]:
        known = self._known(citations, language)
        offered = self._examples(language)
        # Two of the same subject, then one that leads elsewhere.
        yield from known[:2]
        turn = sum(map(len, (citation.quote for citation in citations))) % max(1, len(offered))
        yield from offered[turn:] + offered[:turn]
        yield from known[2:]

    def _examples(self, language: str) -> list[str]:
        examples = self._index.exhibit.texts.get(language, {}).get("examples", [])
        return [str(example) for example in examples] if isinstance(examples, list) else []

    def _known(self, citations: Sequence[Citation], language: str) -> list[str]:
        if language not in self._index.languages:
            return []
        rows = self._rows(language)
        cited = [rows[_aligned(citation)] for citation in citations if _aligned(citation) in rows]
        passages = [*cited, *(row + 1 for row in cited)]
        return [text for passage in passages for text in self._of(passage, language)]

    def _of(self, passage: int, language: str) -> list[str]:
        fields = self._index.fields(language)
        own = fields.question_edited & (fields.question_rows[:, 0] == passage)
        texts = [fields.question_texts[row] for row in np.flatnonzero(own).tolist()]
        fit = [text for text in texts if _fit(text, language)]
        # The middle of a passage's questions is about another sentence than its first.
        return fit[len(fit) // 2 :][:2]


def _heard(text: str) -> str:
    """Return `text` without what is not heard when it is read aloud: capitals, marks, spaces."""
    return "".join(filter(str.isalnum, text.casefold()))


def _aligned(citation: Citation) -> str:
    return citation.passage_id.rsplit(":", 1)[0]


def _fit(text: str, language: str) -> bool:
    shortest, longest = _LENGTHS[language]
    if not shortest <= len(text) <= longest or not _WELL_FORMED[language].fullmatch(text):
        return False
    return not (language == "ja" and is_kana_only(text))
