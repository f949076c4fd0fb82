"""An entailment model beside the proof: a tiny one with a verdict that the test gives it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from cross_encoder import cross_encoder
from generation_house import QUESTIONS, HouseAssistant
from llm_server import llm_server, says

from app.assistant import Assistant
from app.generation.answerer import open_answerer
from app.generation.settings import SettingsError, read_settings
from app.request import Request

NLI = ("contradiction", "entailment", "neutral")


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
    assert answered_by(cross_encoder(tmp_path / "judge", labels=labels, verdict=verdict)) == outcome


def test_a_judge_that_cannot_judge_is_told_before_any_visitor_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingsError, match="none of them entailment"):
        answered_by(cross_encoder(tmp_path / "judge", labels=("good", "bad")))
    with pytest.raises(SettingsError, match="cannot be loaded"):
        answered_by(tmp_path / "nowhere")
