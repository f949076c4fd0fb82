"""A generated answer in the API, on the page, in the terminal and in the evaluation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import httpx
import pytest
from eval_house import House
from fastapi import FastAPI
from generation_house import FAST, QUESTIONS, HouseAssistant, connected
from llm_server import Call, LlmServer, Script, llm_server, says

from app.assistant import Assistant
from app.command import main
from app.generation.answerer import GenerativeAnswerer
from app.generation.events import Finished, Tally
from app.generation.model import EndpointModel
from app.generation.settings import Settings, SettingsError, read_settings
from app.generation.streaming import events_of, extractive_of, growing, writes
from app.generation.terminal import terminal_text
from app.request import Request
from app.web.api import api_router
from app.web.turns import Turns
from app.web.visit import Visit, answering
from eval.command import main as evaluate
from eval.evaluation import Home
from eval.generation import TalliedCore
from eval.run import Core, Hit
from eval.subject import Subject

ASK = {"question": QUESTIONS["en"], "id": "q"}
STREAM = {"Accept": "text/event-stream"}
Events = list[tuple[str, dict[str, object]]]


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with llm_server(says("The Convention was signed in Peking. Karakhan signed it.")) as running:
        yield running


async def stream(assistant: object, body: dict[str, str] = ASK) -> tuple[httpx.Response, Events]:
    app = FastAPI()
    app.include_router(api_router(cast(Assistant, assistant), Turns(workers=2, waiting=2)))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        response = await client.post("/api/ask", json=body, headers=STREAM, timeout=20)
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", response.text)
    return response, [(name, json.loads(data)) for name, data in found]


@pytest.mark.anyio
async def test_the_api_streams_sentences_and_then_the_whole_answer(server: LlmServer) -> None:
    response, events = await stream(connected(server.url))
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [name for name, _ in events] == ["sentence", "sentence", "done"]
    assert events[0][1]["text"] == "The Convention was signed in Peking. [1]"
    assert events[-1][1]["answerer"] == "generated"
    assert events[-1][1]["answer"] == " ".join(str(row["text"]) for _, row in events[:-1])
    assert cast(float, events[-1][1]["first_sentence_ms"]) > 0


@pytest.mark.anyio
async def test_the_api_replaces_what_was_said_when_the_model_breaks_off(server: LlmServer) -> None:
    server.play = says("Karakhan signed it. ", "The Con", end="drop")
    _, events = await stream(connected(server.url))
    assert [name for name, _ in events] == ["sentence", "replace", "done"]
    assert events[1][1]["answer"] == events[2][1]["answer"]
    assert events[2][1]["answerer"] == "extractive"


@pytest.mark.anyio
async def test_the_api_streams_quotes_without_a_model_too() -> None:
    _, events = await stream(HouseAssistant())
    assert [name for name, _ in events] == ["sentence", "done"]
    assert events[-1][1]["answerer"] == "extractive"


@pytest.mark.anyio
async def test_a_bad_question_is_an_error_in_a_stream_too() -> None:
    with pytest.raises(Exception, match="question"):
        await stream(HouseAssistant(), {"question": ""})


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def over_the_project(assistant: Assistant, url: str) -> Assistant:
    model = EndpointModel(Settings(url, "scripted", **FAST))
    return cast(Assistant, GenerativeAnswerer(assistant, model))


def echo(call: Call) -> Script:
    """Say the first sentence of the first passage, in other order of words where that is easy."""
    code, text = re.findall(
        r'<passage code="(\w+)">\n[^\n]*\n(.*?)\n</passage>', call.told, re.DOTALL
    )[0]
    first = re.split(r"(?<=[.。])\s?", text)[0]
    return Script((first[:-1], f" [{code}]{first[-1]} ", "Napoleon won. "))


def answerable(assistant: Assistant, language: str) -> str:
    """Return an example question of the exhibit that the sources answer."""
    examples = cast(list[str], assistant.index.exhibit.texts[language]["examples"])
    return next(q for q in examples if assistant.ask(Request(q)).status == "answered")


@pytest.mark.parametrize("language", ["ru", "en", "ja"])
def test_the_page_shows_sentence_by_sentence_and_says_who_wrote_it(
    server: LlmServer, assistant: Assistant, language: str
) -> None:
    server.play = echo
    question = answerable(assistant, language)
    answerer = over_the_project(assistant, server.url)
    assert writes(answerer)
    assert extractive_of(answerer) is assistant
    visits = list(answering(question, Visit(language), answerer))
    assert len(visits) >= 2
    assert all(len(visit.turns) == visit.asked == 1 for visit in visits)
    last = visits[-1].turns[0].html
    assert "Napoleon" not in "".join(visit.turns[0].html for visit in visits)
    said = {
        "ru": "Написано машиной по показанным отрывкам.",
        "en": "Written by a machine from the passages shown.",
        "ja": "この回答は、示した資料をもとに機械が書いたものです。",
    }
    assert said[language] in last
    assert 'class="nisso-chip"' in last


def test_the_page_tells_of_a_question_that_cannot_be_read(assistant: Assistant) -> None:
    (visit,) = answering("x" * 2000, Visit("en"), assistant)
    assert "too long" in visit.turns[0].html


def test_small_talk_is_shown_once_and_not_as_a_machines(
    server: LlmServer, assistant: Assistant
) -> None:
    answerer = over_the_project(assistant, server.url)
    (answer,) = growing(answerer, Request("Hello"))
    assert (answer.status, answer.answerer) == ("smalltalk", "extractive")
    assert server.calls == []


def test_the_terminal_prints_sentences_the_author_and_the_time(server: LlmServer) -> None:
    parts = list(terminal_text(cast(Assistant, connected(server.url)), Request(QUESTIONS["en"])))
    assert parts[0] == "The Convention was signed in Peking. [1]\n"
    text = "".join(parts)
    assert text.count("Karakhan signed it.") == 1
    assert "Written by a machine" in text
    assert re.search(r"\d+ ms to the first sentence, \d+ ms in all\n$", text)


def test_the_command_asks_the_model_that_its_flags_name(
    server: LlmServer,
    project_index: Path,
    assistant: Assistant,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.play = echo
    question = answerable(assistant, "en")
    flags = ["--index", str(project_index), "--llm-url", server.url, "--llm-model", "scripted"]
    assert main(["ask", question, *flags]) == 0
    assert "ms to the first sentence" in capsys.readouterr().out
    assert main(["ask", question, "--json", *flags]) == 0
    assert json.loads(capsys.readouterr().out)["answerer"] == "generated"
    assert server.calls[0].body["model"] == "scripted"


def test_half_a_setting_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who?", "--llm-url", "http://127.0.0.1:1/v1"]) == 1
    assert "NISSO_LLM_MODEL" in capsys.readouterr().err


def test_settings_come_from_the_environment_and_flags_win() -> None:
    environ = {
        "NISSO_LLM_URL": "http://a/v1/", "NISSO_LLM_MODEL": "m", "NISSO_LLM_KEY": "k",
        "NISSO_LLM_TIMEOUT": "5",
    }  # fmt: skip
    settings = read_settings(None, "other", environ)
    assert settings == Settings("http://a/v1", "other", "k", 5.0)
    assert "k'" not in repr(settings)
    assert read_settings(None, None, {}) is None
    odd = [{"NISSO_LLM_URL": url} for url in ("a", "http://", "http://[x", "http://a:99999/v1")]
    for change in ({"NISSO_LLM_MODEL": ""}, {"NISSO_LLM_TIMEOUT": "soon"}, *odd):
        with pytest.raises(SettingsError):
            read_settings(None, None, environ | change)


def test_a_visitor_who_leaves_ends_the_models_work(server: LlmServer) -> None:
    server.play = says(
        "Karakhan signed it. ", "The Convention was signed in Peking. ", end="endless"
    )
    events = events_of(cast(Assistant, connected(server.url)), Request(QUESTIONS["en"]))
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert connected(server.url).finish(Request(QUESTIONS["en"])).tally.kept == 2


class Steady:
    """Opens the evaluation's fake core with a tally for every answer."""

    def __init__(self, core: Core, *, flickers: bool = False) -> None:
        """Answer as `core` does; where it `flickers`, every other answer is another text."""
        self._core = core
        self._flickers = flickers
        self._asked = 0

    def finish(self, request: Request) -> Finished:
        """Return the answer as a model's."""
        self._asked += 1
        answer = replace(self._core.ask(request), answerer="generated")
        if self._flickers and self._asked % 2 and answer.status != "answered":
            answer = replace(answer, text=answer.text + " ")
        return Finished(answer, Tally(2, 1, 1, 100, 20))

    def search_each(
        self, query: str, k: int, languages: Sequence[str]
    ) -> Mapping[str, Sequence[Hit]]:
        """Search as the core does."""
        return self._core.search_each(query, k, languages)


def evaluated(house: House, *flags: str, flickers: bool = False) -> int:
    def opener(corpus: Path, index: Path) -> Subject:
        subject = house._open(corpus, index)
        return replace(subject, core=TalliedCore(Steady(subject.core, flickers=flickers)))

    model = ["--answerer", "generated", "--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m"]
    home = Home(house.eval, opener, lambda: house.day)
    return evaluate([*model, *flags, "--corpus", str(house.corpus)], home)


def test_the_evaluation_of_generated_answers_has_its_own_baseline_and_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = House(tmp_path)
    assert evaluated(house) == 3
    assert "no baseline in baseline-generated.json" in capsys.readouterr().out
    assert evaluated(house, "--bless") == 0
    assert not (house.eval / "baseline.json").exists()
    assert evaluated(house, "--repeats", "2", flickers=True) == 0
    report = capsys.readouterr().out
    for line in ("repeats: 2", "stable verdict: 100.0 %", "sentences replaced: 25.0 %",
                 "sentences dropped: 25.0 %", "prompt tokens an answer: 100"):  # fmt: skip
        assert line in report
    kept = json.loads((house.eval / "baseline-generated.json").read_text(encoding="utf-8"))
    assert kept["generation"]["repeats"] == 3
    assert kept["setup"]["answerer"] == "generated"


def test_the_evaluation_needs_a_model_for_generated_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NISSO_LLM_URL", raising=False)
    monkeypatch.delenv("NISSO_LLM_MODEL", raising=False)
    house = House(tmp_path)
    home = Home(house.eval, house._open, lambda: house.day)
    assert evaluate(["--answerer", "generated", "--corpus", str(house.corpus)], home) == 1
    assert "NISSO_LLM_URL" in capsys.readouterr().err
