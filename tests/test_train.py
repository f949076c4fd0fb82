"""A training gives the same vectors each time, and brings together what means the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.pairs import Pair
from ingest.static import StaticEncoder
from ingest.train import Settings, save, train, train_tokenizer

PAIRS: list[Pair] = [
    ("Кто построил маяк?", "The lighthouse was built by Petrov."),
    ("Когда сгорел дом?", "The house burnt in May."),
    ("сколько платили рыбаку", "A fisherman was paid ten roubles."),
    ("где лежит остров", "The island lies in the north."),
]
SETTINGS = Settings(vocabulary=150, dimension=16, epochs=30, batch=4)


def test_a_tokenizer_takes_capitals_accents_and_the_russian_yo_for_their_plain_letters() -> None:
    tokenizer = train_tokenizer(["ежик бежит", "tokyo and osaka"] * 4, 100)
    assert tokenizer.encode("ЁЖИК").tokens == tokenizer.encode("ежик").tokens
    assert tokenizer.encode("Tōkyō").tokens == tokenizer.encode("tokyo").tokens


def test_a_question_comes_to_lie_by_its_answer_and_the_same_each_time(tmp_path: Path) -> None:
    tokenizer = train_tokenizer([text for pair in PAIRS for text in pair], SETTINGS.vocabulary)
    vectors = train(PAIRS, tokenizer, SETTINGS)
    assert vectors.shape == (tokenizer.get_vocab_size(), SETTINGS.dimension)
    assert np.array_equal(vectors, train(PAIRS, tokenizer, SETTINGS))
    save(vectors, tokenizer, {"маяк"}, tmp_path)
    encoder = StaticEncoder(tmp_path, name="tiny")
    asked = encoder.queries([question for question, _ in PAIRS])
    told = encoder.passages([answer for _, answer in PAIRS])
    assert (asked @ told.T).argmax(axis=1).tolist() == [0, 1, 2, 3]
