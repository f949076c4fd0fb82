"""An entailment model beside the proof: a tiny one with a verdict that the test gives it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from generation_house import QUESTIONS, HouseAssistant
from llm_server import llm_server, says

from app.assistant import Assistant
from app.generation.answerer import open_answerer
from app.generation.settings import SettingsError, read_settings
from app.request import Request

NLI = ("contradiction", "entailment", "neutral")


def judge_that_says(folder: Path, verdict: int, labels: tuple[str, ...] = NLI) -> Path:
    """Write a CrossEncoder of one random layer that always gives `verdict`, none for −1."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "convention", "signed"]
    words = folder / "vocab.txt"
    words.write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(words)).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=16, num_hidden_layers=1,
        num_attention_heads=1, max_position_embeddings=512, num_labels=len(labels),
        id2label=dict(enumerate(labels)), label2id={name: n for n, name in enumerate(labels)},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.bias.fill_(-50.0)
        if verdict >= 0:
            model.classifier.bias[verdict] = 50.0
    model.save_pretrained(folder)
    return folder


def answered_by(judge: Path) -> tuple[str, int]:
    """Return who answered, and how many sentences were kept, by the setting that names `judge`."""
    with llm_server(says("The Convention was signed in Peking.")) as server:
        settings = read_settings(server.url, "m", {"NISSO_LLM_ENTAILMENT": str(judge)})
        assert settings is not None
        answerer = open_answerer(cast(Assistant, HouseAssistant()), settings)
        finished = answerer.finish(Request(QUESTIONS["en"]))
    return finished.answer.answerer, finished.tally.kept


@pytest.mark.parametrize(
    ("labels", "verdict", "outcome"),
    [
        (NLI, 1, ("generated", 1)),
        (NLI, 0, ("extractive", 0)),
        (NLI, 2, ("extractive", 0)),
        (("score",), 0, ("generated", 1)),
        (("score",), -1, ("extractive", 0)),
    ],
)
def test_the_judge_of_the_setting_can_drop_a_sentence(
    tmp_path: Path, labels: tuple[str, ...], verdict: int, outcome: tuple[str, int]
) -> None:
    assert answered_by(judge_that_says(tmp_path / "judge", verdict, labels)) == outcome


def test_a_judge_that_cannot_judge_is_told_before_any_visitor_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingsError, match="none of them entailment"):
        answered_by(judge_that_says(tmp_path / "judge", 0, ("good", "bad")))
    with pytest.raises(SettingsError, match="cannot be loaded"):
        answered_by(tmp_path / "nowhere")
