"""The default encoder reads a question and a passage the same way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.chunks import chunks
from ingest.encoder import DEFAULT, DEFAULT_FOLDER, Encoder, open_encoder
from ingest.errors import EncoderError
from ingest.index import Index
from ingest.static import StaticEncoder
from ingest.unit import unit

TEXTS = [
    "Договор подписан 20 января 1925 года.",
    "Japan withdrew its troops.",
    "日本は北樺太から撤兵した。",
    "…",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Give the default encoder."""
    return open_encoder(DEFAULT)


def test_a_passage_and_a_question_of_the_same_words_have_one_vector(encoder: Encoder) -> None:
    assert np.allclose(encoder.passages(TEXTS), encoder.queries(TEXTS), atol=1e-6)


def test_the_vectors_of_ingest_are_those_of_a_question(project_index: Path) -> None:
    index = Index(project_index)
    encoder = index.encoder
    some = list(index.passages)[::40]
    cut = chunks(some, window=encoder.window, count_tokens=encoder.count_tokens)
    stored = index.vectors.stored(cut)
    assert len(stored) == len(cut) >= len(some)
    for chunk in cut:
        _, vector = stored[chunk.id]
        assert np.allclose(vector, encoder.queries([chunk.text])[0], atol=1e-6)
    index.close()


def test_vectors_do_not_depend_on_what_is_read_beside_them(encoder: Encoder) -> None:
    alone = np.vstack([encoder.passages([text]) for text in TEXTS])
    assert np.allclose(encoder.passages(TEXTS), alone, atol=1e-6)


def test_vectors_have_length_one_and_the_declared_shape(encoder: Encoder) -> None:
    vectors = encoder.passages(TEXTS[:3])
    assert vectors.shape == (3, encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert encoder.passages([]).shape == (0, encoder.dimension)


def test_a_long_text_is_not_cut(encoder: Encoder) -> None:
    head = "нефть " * 600
    assert encoder.count_tokens(head) >= 600
    assert not np.allclose(encoder.passages([head]), encoder.passages([head + "уголь " * 600]))


def test_a_text_of_no_known_word_has_a_finite_vector(encoder: Encoder) -> None:
    assert np.isfinite(encoder.queries(["…", "", "🙂"])).all()


def test_meaning_crosses_the_languages(encoder: Encoder) -> None:
    ru, en, ja = encoder.passages(["вывод войск", "withdrawal of troops", "撤兵"])
    (other,) = encoder.passages(["fishing lot"])
    assert min(ru @ en, en @ ja, ru @ ja) > max(ru @ other, en @ other, ja @ other)


def test_a_question_of_learned_words_is_trusted_more(encoder: Encoder) -> None:
    assert encoder.confidence("Когда подписан договор?") > encoder.confidence("Рецепт тирамису?")
    assert encoder.confidence("") == 0.0


def test_a_folder_without_a_model_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"run `python -m ingest\.train` to make it"):
        StaticEncoder(tmp_path, name="x")


def test_a_damaged_model_is_one_line(tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "modules.json"):
        (tmp_path / name).write_bytes((DEFAULT_FOLDER / name).read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(EncoderError) as failure:
        StaticEncoder(tmp_path, name="x")
    assert "cannot be read" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_a_zero_row_stays_zero() -> None:
    assert np.allclose(unit(np.array([[3.0, 4.0], [0.0, 0.0]])), [[0.6, 0.8], [0.0, 0.0]])
