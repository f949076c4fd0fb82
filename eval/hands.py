"""The known questions of one hand, asked of an exhibit that has only those of the others.

Whoever wrote a question is a stranger to what the others wrote, so how the program reads it says
how it will read a visitor's. Thousands of them, a third near misses, teach what tells an answered
question from one that is not.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.assistant import Assistant, open_assistant
from app.model import of_question
from app.trees import Trees
from eval.followups import follow_ups
from ingest.build import publish
from ingest.encoder import open_encoder
from ingest.fields import UNANSWERED
from ingest.records import Corpus, KnownQuestion
from ingest.train import Settings, train_and_save


@dataclass(frozen=True, slots=True)
class Known:
    """A known question as it was asked: its candidates' features (n, d), whether it is answered."""

    features: NDArray[np.float32]
    answered: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Questions as rows of `app.model.OF_QUESTION`: `features` (n, d), `answered` (n,)."""

    features: NDArray[np.float32]
    answered: NDArray[np.bool_]


def known_by_hand(
    corpus: Corpus, settings: Settings, *, processes: int | None = None
) -> list[Known]:
    """Return every known question, asked of an index and an encoder without its hand's own.

    Hands are worked on by so many processes at once, by one a core where none are given.
    """
    hands = sorted({question.hand for question in corpus.questions})
    # A forked process would inherit locks that Chroma's and the tokenizer's threads hold.
    fresh = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_one_thread) as pool:
        parts = list(pool.map(partial(_of_hand, corpus, settings), hands))
    return [known for part in parts for known in part]


def _one_thread() -> None:
    """Keep to one core: threads that wait for each other cost ten times what they save."""
    import torch

    torch.set_num_threads(1)


def judge_known(known: Sequence[Known], sentences: Trees) -> Judged:
    """Return the questions as `sentences` judges their candidates."""
    rows = [of_question(one.features, sentences.probabilities(one.features)) for one in known]
    return Judged(np.array(rows, np.float32), np.array([one.answered for one in known], bool))


def join(parts: Sequence[Judged]) -> Judged:
    """Return the questions of all `parts`, in their order."""
    return Judged(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.answered for part in parts]),
    )


def _of_hand(corpus: Corpus, settings: Settings, hand: int) -> list[Known]:
    others = tuple(question for question in corpus.questions if question.hand != hand)
    own = [question for question in corpus.questions if question.hand == hand]
    with tempfile.TemporaryDirectory() as folder:
        encoder = Path(folder) / "encoder"
        train_and_save(corpus, others, encoder, settings)
        index = Path(folder) / "index"
        publish(replace(corpus, questions=others), open_encoder(str(encoder)), index)
        assistant = open_assistant(index)
        found = [_asked(assistant, question) for question in own]
        found += [_asked(assistant, *one) for one in follow_ups(own, assistant.index.glossary)]
        assistant.index.close()
    return [one for one in found if one is not None]


def _asked(assistant: Assistant, question: KnownQuestion, before: str = "") -> Known | None:
    """Return `question` as it was asked, None where nothing was found.

    Neither where it says too much of its own to be read as a follow-up of `before`.
    """
    history = (before,) if before else ()
    read = assistant.retriever.read(question.question, history, question.language)
    candidates = assistant.candidates(read)
    if not candidates or (before and not read.carried):
        return None
    features = np.stack([candidate.features for candidate in candidates])
    return Known(features, question.sentence != UNANSWERED)
