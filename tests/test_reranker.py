"""A reranker puts the best passages into a better order, and only that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from cross_encoder import cross_encoder

from app.assistant import Assistant, open_assistant
from app.request import Request
from app.reranker import Reranker, open_reranker
from app.retriever import Retriever
from ingest.errors import EncoderError
from ingest.index import Index


class PrefersMoney:
    """Likes passages that speak of money."""

    def scores(self, question: str, texts: Sequence[str]) -> np.ndarray:
        """Return 1 for a text that speaks of it, else 0."""
        return np.array(["roubles" in text for text in texts], np.float32)


@pytest.fixture
def index(exhibit_index: Path) -> Iterator[Index]:
    """Open the index of the tiny exhibit."""
    found = Index(exhibit_index)
    yield found
    found.close()


def test_the_passage_that_it_likes_comes_first(index: Index) -> None:
    plain = Retriever(index)
    reranked = Retriever(index, cast(Reranker, PrefersMoney()))
    question = plain.read("When was the lighthouse built?")
    assert plain.search(question, 1, ["en"])[0].passage_id == "tower:built:en"
    assert reranked.search(question, 1, ["en"])[0].passage_id == "tower:pay:en"


def test_the_scores_are_the_same_ones_given_out_anew(index: Index) -> None:
    question = Retriever(index).read("When was the lighthouse built?")
    plain = Retriever(index).evidence(question, "en").fused
    reranker = cast(Reranker, PrefersMoney())
    reranked = Retriever(index, reranker).evidence(question, "en").fused
    assert not np.array_equal(reranked, plain)
    assert sorted(reranked) == sorted(plain)


def test_any_cross_encoder_with_one_score_serves(tmp_path: Path) -> None:
    reranker = Reranker(str(cross_encoder(tmp_path / "model", labels=("score",))))
    scores = reranker.scores("When?", ["The convention", "signed the convention"])
    assert scores.shape == (2,)
    assert reranker.scores("When?", []).shape == (0,)


def test_the_environment_names_it(
    tmp_path: Path, exhibit_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cross_encoder(tmp_path / "model", labels=("score",))
    monkeypatch.setenv("NISSO_RERANKER", str(folder))
    assistant: Assistant = open_assistant(exhibit_index)
    assert assistant.ask(Request("When was the lighthouse built?")).status == "answered"
    assistant.index.close()


def test_one_that_cannot_rerank_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match=r"NISSO_RERANKER: .* gives 3 scores, not one"):
        Reranker(str(cross_encoder(tmp_path / "three", labels=("a", "b", "c"))))
    with pytest.raises(EncoderError, match=r"NISSO_RERANKER: .* cannot be loaded"):
        open_reranker(str(tmp_path / "nowhere"))


def test_no_name_is_no_reranker() -> None:
    assert open_reranker("") is None
