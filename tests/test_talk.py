"""What small talk is, is learned from its examples and from questions that are none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.smalltalk import CLASSES, PLACES, letters
from eval.samples import read_samples
from eval.talk import examples, learn, no_talk, sounded, written
from ingest.places import ROOT
from ingest.records import Corpus


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_each_kind_has_examples_in_each_language(language: str) -> None:
    kinds = {kind for kind, _ in examples(language)}
    assert kinds == set(CLASSES)


def test_what_was_learned_tells_a_greeting_from_a_question() -> None:
    found = [("greeting", "hello"), ("greeting", "hello there"), ("thanks", "thank you")]
    model = learn(found, ["who was paid", "when was it built", "who built it"])  # type: ignore[arg-type]
    weights = np.asarray(model.coef_)
    assert weights.shape[1] == PLACES

    def kind(text: str) -> object:
        places = letters(text)
        scores = weights[:, places].sum(axis=1) / np.sqrt(places.size) + model.intercept_
        return CLASSES[model.classes_[int(np.argmax(scores))]]

    assert kind("hello hello") == "greeting"
    assert kind("who built that") is None


def test_a_model_is_written_in_a_byte_a_weight_and_loses_half_a_step_at_most() -> None:
    model = learn([("greeting", "hello"), ("thanks", "thank you")], ["who built it"])  # type: ignore[arg-type]
    kept = written("en", model)
    assert set(kept) == {"en_weights", "en_step", "en_bias"}
    assert kept["en_weights"].dtype == np.int8
    assert np.abs(kept["en_weights"]).max() == 127
    lost = np.abs(kept["en_weights"] * kept["en_step"] - model.coef_)
    assert lost.max() <= 0.51 * kept["en_step"]
    assert kept["en_bias"] == pytest.approx(model.intercept_)


def test_japanese_questions_stand_beside_them_in_kana_too(project_corpus: Corpus) -> None:
    assert sounded("灯台の番人は誰") == "とうだいのばんにんはだれ"
    known = next(one for one in project_corpus.questions if one.language == "ja")
    corpus = replace(project_corpus, sources=(), questions=(known,))
    assert {known.question, sounded(known.question)} <= set(no_talk(corpus, [], "ja"))


def test_names_words_and_questions_are_no_small_talk(project_corpus: Corpus) -> None:
    samples, _ = read_samples(ROOT / "eval" / "questions")
    found = set(no_talk(project_corpus, samples, "en"))
    assert {"Kopp", "Viktor Kopp", "troops"} <= found
    listed = {text for _, text in examples("en")}
    known = {one.question for one in project_corpus.questions if one.language == "en"}
    assert known - listed <= found
    looked, scored = (
        {s.question for s in samples if s.language == "en" and s.split == split}
        for split in ("look", "score")
    )
    assert looked & found
    assert not {question for question in scored - looked if len(question.split()) > 3} & found
