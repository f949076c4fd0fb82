"""The core over the tiny exhibit: what is quoted, in which language, and what is declined."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from corpora import write

from app.answer import Answer, Note
from app.assistant import Assistant, open_assistant
from app.candidate import Candidate, Place
from app.features import Featurer
from app.phrases import GENERAL, LANGUAGES_SPOKEN
from app.request import Request
from app.understood import Understood
from ingest.build import ingest
from ingest.encoder import DEFAULT
from ingest.index import Index
from ingest.passages import Passages
from ingest.records import Passage

BUILT = {
    "ru": "Маяк построен 20 мая 1902 года.",
    "en": "The lighthouse was built on 20 May 1902.",
    "ja": "灯台は1902年5月20日に建てられた。",
}
BUILDER = {
    "ru": "Его строил Иван Петров.",
    "en": "Ivan Petrov built it.",
    "ja": "イワン・ペトロフが建てた。",
}
DISPUTED = {
    "ru": "Одни называют 1902 год, другие 1903 год.",
    "en": "Some give 1902, others 1903.",
    "ja": "1902年とする資料と1903年とする資料がある。",
}
ASKED = {
    "ru": "Когда построен маяк?",
    "en": "When was the lighthouse built?",
    "ja": "灯台はいつ建てられましたか？",
}
WHEN, WHO = ASKED["en"], "Who was the builder?"


@pytest.fixture(scope="module")
def tower(exhibit_index: Path) -> Assistant:
    """Give an assistant over the tiny exhibit."""
    return open_assistant(exhibit_index)


def _passage(assistant: Assistant, passage_id: str) -> Passage:
    found = assistant.index.passages.get(passage_id)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ASKED)
def test_an_answer_is_the_quoted_sentence_and_its_marker(tower: Assistant, language: str) -> None:
    answer = tower.ask(Request(ASKED[language], "q7"))
    assert (answer.id, answer.question, answer.status) == ("q7", ASKED[language], "answered")
    assert (answer.language, answer.text) == (language, f"{BUILT[language]} [1]")
    (citation,) = answer.citations
    passage = _passage(tower, f"tower:built:{language}")
    assert citation.quote == passage.text[citation.start : citation.end] == BUILT[language]
    asked = tower.understood(Request(ASKED[language])).question
    assert answer.confidence == round(tower.rank(asked).answerable, 4)


class Slow(Assistant):
    """An assistant that thinks for a twentieth of a second."""

    def _answer(self, request: Request) -> tuple[Answer, Understood | None]:
        time.sleep(0.05)
        return super()._answer(request)


def test_the_time_of_an_answer_is_told_in_milliseconds(tower: Assistant) -> None:
    began = time.perf_counter()
    answer = Slow(tower.index).ask(Request(WHEN))
    assert 50 <= answer.elapsed_ms <= 1000 * (time.perf_counter() - began)
    assert answer.elapsed_ms == round(answer.elapsed_ms, 3)


def test_visitors_who_come_first_at_once_share_what_takes_long_to_make(
    tower: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    class Long(Featurer):
        def __init__(self, index: Index, language: str) -> None:
            made.append(language)
            time.sleep(0.05)
            super().__init__(index, language)

    monkeypatch.setattr("app.assistant.Featurer", Long)
    new = Assistant(tower.index)
    with ThreadPoolExecutor(4) as visitors:
        answers = list(visitors.map(new.ask, [Request(WHEN)] * 4))
    assert made == ["en"]
    assert len({answer.text for answer in answers}) == 1


def test_a_citation_says_all_of_its_passage(tower: Assistant) -> None:
    passage = _passage(tower, "tower:built:en")
    place = (len(BUILT["en"]) + 1, len(passage.text))
    asked = tower.understood(Request("Who built the lighthouse?")).question
    found = tower.cite(3, passage, place, asked)
    assert (found.marker, found.quote, (found.start, found.end)) == (3, BUILDER["en"], place)
    assert (found.passage_id, found.source_id) == ("tower:built:en", "tower")
    assert (found.source_title, found.heading) == ("The lighthouse", "About built")
    assert (found.language, found.kind) == ("en", "translation")
    assert found.original_passage_id == "tower:built:ru"
    assert found.quote[slice(*found.focus or ())] == "Ivan Petrov"
    assert found.references == ("[1] : 17, 33 Reference 1",)


def test_a_citation_in_another_language_is_read_in_that_language(tower: Assistant) -> None:
    question = tower.understood(Request("Who built the lighthouse?")).question
    passage = _passage(tower, "tower:built:ja")
    start = passage.text.index(BUILDER["ja"])
    found = tower.cite(1, passage, (start, len(passage.text)), question)
    assert found.quote[slice(*found.focus or ())] == "イワン・ペトロフ"


@pytest.mark.parametrize("language", ["ru", "ja"])
def test_an_answer_in_another_language_quotes_the_aligned_sentence(
    tower: Assistant, language: str
) -> None:
    answer = tower.ask(Request(WHO, language=language))
    assert answer.language == language
    assert answer.text == f"{BUILDER[language]} [1]"
    assert answer.notes[0].text == DISPUTED[language]
    assert answer.suggestions == (ASKED[language],)


def test_an_answer_of_two_sentences_numbers_them_in_order(tower: Assistant) -> None:
    answer = tower.ask(Request("Which Petrov built it in 1902?"))
    assert answer.text == f"{BUILDER['en']} [1] {BUILT['en']} [2]"
    assert [citation.marker for citation in answer.citations] == [1, 2]
    assert len(answer.notes) == 1


def test_sources_that_disagree_are_noted_with_the_first_sentence_of_the_account(
    tower: Assistant,
) -> None:
    question = tower.understood(Request(WHEN)).question
    built = tower.cite(1, _passage(tower, "tower:built:en"), (0, 40), question)
    assert tower.notes([built], "en") == (Note(DISPUTED["en"], "disagreements:year:en"),)
    assert tower.notes([built], "ru") == (Note(DISPUTED["ru"], "disagreements:year:ru"),)
    assert tower.notes([built], "fr") == ()
    gone = replace(built, passage_id="tower:none:en")
    assert tower.notes([gone], "en") == ()
    assert tower.notes([gone, built], "en") == tower.notes([built], "en")
    assert tower.notes([], "en") == ()


def test_a_disagreement_that_is_quoted_itself_is_not_noted(tower: Assistant) -> None:
    question = tower.understood(Request(WHEN)).question
    built = tower.cite(1, _passage(tower, "tower:built:en"), (0, 40), question)
    account = tower.cite(2, _passage(tower, "disagreements:year:en"), (0, 28), question)
    general = Note(GENERAL["en"], None)
    assert tower.notes([built, account], "en") == (general,)
    assert tower.notes([built, account], "ru") == (
        Note(DISPUTED["ru"], "disagreements:year:ru"),
        general,
    )
    assert tower.notes([account, account], "en") == (general,)


def test_what_no_source_answers_is_declined_with_what_can_be_asked(tower: Assistant) -> None:
    answer = tower.ask(Request("Who is the mayor of Okha?", "q8"))
    assert (answer.id, answer.question) == ("q8", "Who is the mayor of Okha?")
    assert (answer.status, answer.language) == ("abstained", "en")
    assert answer.text == "The sources do not say. You can ask about the lighthouse."
    assert (answer.citations, answer.notes) == ((), ())
    assert answer.suggestions == (WHEN,)
    ranking = tower.understood(Request("Who is the mayor of Okha?")).ranking
    assert answer.confidence == round(ranking.answerable, 4) > 0


def test_what_the_question_names_is_named_when_it_is_declined(tower: Assistant) -> None:
    asked = "Write a poem about Ivan Petrov and the lighthouse"
    answer = tower.ask(Request(asked, language="ru"))
    assert "(Иван Петров, Маяк)" in answer.text
    assert "(Ivan Petrov, Lighthouse)" in tower.ask(Request(asked)).text


@pytest.mark.parametrize("how", ["as a poem", "as a song", "and write a program"])
def test_an_instruction_is_declined_though_the_sources_answer(tower: Assistant, how: str) -> None:
    plain, told = "Tell me when the lighthouse was built", f"Tell me when it was built, {how}"
    assert tower.ask(Request(plain)).status == "answered"
    asked = f"{plain}, {how}"
    assert tower.ask(Request(asked)).status == "abstained"
    assert tower.ask(Request(told)).status == "abstained"


@pytest.mark.parametrize("asked", ["등대는 언제 지어졌습니까?", "안녕하세요!", "متى بنيت المنارة؟"])
def test_a_question_in_a_fourth_script_is_declined_and_told_the_three(
    tower: Assistant, asked: str
) -> None:
    for language, spoken in LANGUAGES_SPOKEN.items():
        answer = tower.ask(Request(asked, screen_language=language))
        assert (answer.status, answer.language) == ("abstained", language)
        assert answer.text.endswith(spoken)


def test_the_three_languages_are_not_told_to_whom_speaks_one(tower: Assistant) -> None:
    answer = tower.ask(Request("Who is the mayor of Okha?"))
    assert LANGUAGES_SPOKEN["en"] not in answer.text


def test_a_greeting_is_greeted_and_offered_a_beginning(tower: Assistant) -> None:
    answer = tower.ask(Request("Hello!", "q9"))
    assert (answer.id, answer.status, answer.language) == ("q9", "smalltalk", "en")
    assert answer.text == "Hello! You can ask about the lighthouse."
    assert (answer.citations, answer.suggestions) == ((), (WHEN,))
    assert tower.ask(Request("Hello!", language="ja")).text.startswith("こんにちは。")


@pytest.mark.parametrize(
    ("request_", "language"),
    [
        (Request("1902?"), "ru"),
        (Request("1902?", screen_language="en"), "en"),
        (Request("1902?", screen_language="en", language="ja"), "ja"),
        (Request("Who built it?", screen_language="ru"), "en"),
    ],
)
def test_digits_are_answered_in_the_screens_language_and_words_in_their_own(
    tower: Assistant, request_: Request, language: str
) -> None:
    assert tower.ask(request_).language == language
    if request_.language is None:
        assert tower.understood(request_).question.language == language


def test_what_was_asked_before_is_not_offered_again(tower: Assistant) -> None:
    assert WHEN not in tower.ask(Request(WHO, history=(WHEN,))).suggestions
    assert tower.ask(Request("Hello!", history=(WHEN,))).suggestions == ()
    assert WHEN in tower.ask(Request(WHO)).suggestions


def test_a_follow_up_is_read_with_the_question_before(tower: Assistant) -> None:
    question = tower.understood(Request("And who built it?", history=(WHEN,))).question
    assert question.carried
    assert "tower" in {concept.entity for concept in question.concepts}


@pytest.mark.parametrize("before", ["Hello!", "?", "Thank you"])
def test_small_talk_and_marks_are_no_question_before(tower: Assistant, before: str) -> None:
    text = "They say there was a flood. When was that?"
    after, alone = Request(text, history=(before,)), Request(text)
    assert tower.understood(after).question == tower.understood(alone).question


def test_a_question_that_is_answered_alone_is_a_new_topic(tower: Assistant) -> None:
    meant = tower.understood(Request(WHEN, history=("Was the old harbour large?",)))
    assert not meant.question.carried
    assert meant.ranking.probabilities == tower.rank(meant.question).probabilities


def test_passages_are_given_once_best_first_and_in_the_answers_language(tower: Assistant) -> None:
    meant = tower.understood(Request(WHEN))
    found = [passage.id for passage in tower.passages(meant, "en")]
    assert found[0] == "tower:built:en"
    assert len(found) == len(set(found))
    twins = [passage.id for passage in tower.passages(meant, "ja")]
    assert twins == [one.removesuffix("en") + "ja" for one in found]
    assert len(found) == 6
    assert [passage.id for passage in tower.passages(meant, "en", 1)] == found[:1]


def test_a_search_finds_passages_of_the_languages_that_were_named(tower: Assistant) -> None:
    (found,) = tower.search("keeper", 1)
    assert found.passage_id == "tower:pay:en"
    (twin,) = tower.search("keeper", 1, ["ja"])
    assert twin.passage_id == "tower:pay:ja"


def test_languages_searched_together_give_what_each_gives_alone(tower: Assistant) -> None:
    for query in ("the keeper's pay in 1902", "Смотритель маяка", "灯台"):
        each = tower.search_each(query, 3, ["ru", "ja"])
        assert list(each) == ["ja", "ru"]
        assert each == {code: tower.search(query, 3, [code]) for code in each}
        both = sorted((*each["ru"], *each["ja"]), key=lambda one: (-one.score, one.passage_id))
        assert tower.search(query, 3, ["ja", "ru"]) == both[:3]
    assert tower.search_each("keeper", 1, ["fr"]) == {}


def test_a_plain_folder_answers_in_the_language_that_it_has(plain_index: Path) -> None:
    house = open_assistant(plain_index)
    assert house.ask(Request("Когда построен маяк?")).text == "Маяк построен в 1902 году. [1]"
    answer = house.ask(Request("Когда построен маяк?", language="ja"))
    assert (answer.language, answer.text) == ("ja", "Маяк построен в 1902 году. [1]")


def test_a_question_in_a_language_without_texts_is_answered_from_the_language_that_knows_most(
    tmp_path: Path,
) -> None:
    write(tmp_path, "texts/маяк.txt", "В 1902 году построили маяк.\n")
    write(tmp_path, "texts/sakura.txt", "桜は四月に咲いた。\n")
    ingest(tmp_path / "texts", tmp_path / "index", DEFAULT)
    house = open_assistant(tmp_path / "index")
    question = house.understood(Request("What happened in 1902?")).question
    assert house.candidates(question)[0].passage.id == "маяк"


def _uneven(folder: Path) -> Assistant:
    """Return an assistant over a passage of four sentences whose twin has three."""
    texts = {"en": "One. Two. Three. Four.", "ja": "一。二。三。"}
    rows = [
        Passage(f"p:{code}", "s", "S", code, "account", "", text, 0, len(text), 1, "p")
        for code, text in texts.items()
    ]
    Passages.write(folder / "passages.db", rows)
    return Assistant(cast(Index, SimpleNamespace(passages=Passages(folder / "passages.db"))))


@pytest.mark.parametrize(
    ("sentence", "language", "words"),
    [
        ((0, 4), "ja", "一。"),
        ((5, 9), "ja", "二。"),
        ((10, 16), "ja", "三。"),
        ((17, 22), "ja", "三。"),
        ((5, 9), "en", "Two."),
        ((5, 9), "ru", "Two."),
    ],
)
def test_a_twin_gives_the_sentence_in_the_same_place_or_its_last(
    tmp_path: Path, sentence: tuple[int, int], language: str, words: str
) -> None:
    house = _uneven(tmp_path)
    place = Place(_passage(house, "p:en"), 0, 0, 0, 0, *sentence)
    found, start, end = house._in_language(Candidate(place, np.zeros(0, np.float32)), language)
    assert found.text[start:end] == words
