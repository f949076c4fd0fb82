"""Learns what small talk is: `python -m eval.talk`, a minute.

From the examples in `app/talk/`, and from what is none: known and looked-at questions, the names of
the glossary, the words of the texts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from app.smalltalk import CLASSES, EXAMPLES, FILE, PLACES, Talk, letters
from eval.samples import Sample, read_samples
from ingest.corpus import read_corpus
from ingest.language import LANGUAGES
from ingest.places import CORPUS
from ingest.records import Corpus
from ingest.scripts import tokens
from ingest.token import fold

LOOSENESS = 30.0
"""How freely the weights fit the examples: the inverse of the ridge (NOTES.md)."""

WEIGHT = 12.0
"""What an example counts beside a text that is none; there are about so many times more of them."""

NONE = "none"
"""The kind of an example that is no small talk."""

Example = tuple[Talk | None, str]


def examples(language: str) -> list[Example]:
    """Return the kind and the text of each example of `language`."""
    lines = (EXAMPLES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    found = [line.partition(" ") for line in lines if line]
    kinds: dict[str, Talk | None] = {str(kind or NONE): kind for kind in CLASSES}
    return [(kinds[kind], text) for kind, _, text in found]


def no_talk(corpus: Corpus, samples: Iterable[Sample], language: str) -> list[str]:
    """Return what is no small talk: questions, known and looked at, names, the texts' words.

    Known questions in Japanese stand there in kana alone too.
    """
    found = [known.question for known in corpus.questions if known.language == language]
    found += [sounded(text) for text in found if language == "ja"]
    found += [
        sample.question
        for sample in samples
        if (sample.language, sample.split) == (language, "look") and sample.status != "smalltalk"
    ]
    for entry in corpus.glossary:
        if term := entry.terms.get(language):
            found += [*term.names, *term.readings]
    for passage in corpus.passages():
        if passage.language == language:
            found += [token.text for token in tokens(passage.text, language) if token.content]
    talk = {fold(text) for _, text in examples(language)}
    return [text for text in dict.fromkeys(found) if fold(text) not in talk]


def sounded(text: str) -> str:
    """Return a Japanese text in kana alone, as one types who knows no kanji."""
    for token in reversed(tokens(text, "ja")):
        text = text[: token.start] + (token.reading or token.text) + text[token.end :]
    return text


def learn(found: Sequence[Example], others: Sequence[str]) -> LogisticRegression:
    """Return a model that tells the kinds of `found` apart by their letters, none of `others`."""
    texts = [*(text for _, text in found), *others]
    kinds = [*(CLASSES.index(kind) for kind, _ in found), *[CLASSES.index(None)] * len(others)]
    weights = np.append(np.full(len(found), WEIGHT), np.ones(len(others)))
    model = LogisticRegression(C=LOOSENESS, max_iter=400)
    model.fit(_matrix(texts), kinds, sample_weight=weights)
    return model


def _matrix(texts: Sequence[str]) -> csr_matrix:
    rows = [letters(text) for text in texts]
    ends = np.cumsum([0, *(row.size for row in rows)])
    values = np.concatenate([np.full(row.size, 1 / np.sqrt(max(row.size, 1))) for row in rows])
    return csr_matrix((values, np.concatenate(rows), ends), shape=(len(rows), PLACES))


def main() -> int:
    """Learn the model of every language and write them."""
    corpus = read_corpus(CORPUS)
    samples, _ = read_samples(Path(__file__).with_name("questions"))
    stored: dict[str, Any] = {}
    for language in LANGUAGES:
        stored |= written(language, learn(examples(language), no_talk(corpus, samples, language)))
    np.savez_compressed(FILE, **stored)
    return 0


def written(language: str, model: LogisticRegression) -> dict[str, NDArray[Any]]:
    """Return the arrays that keep `model`, its weights in whole steps of the largest's 127th."""
    step = np.abs(model.coef_).max() / 127
    return {
        f"{language}_weights": np.rint(model.coef_ / step).astype(np.int8),
        f"{language}_step": np.asarray(step, np.float32),
        f"{language}_bias": model.intercept_.astype(np.float32),
    }


if __name__ == "__main__":
    sys.exit(main())
