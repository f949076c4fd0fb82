"""The answering words of a sentence are the date, the name or the number that was asked for."""

from __future__ import annotations

import pytest
from corpora import exhibit_folder

from app.focus import answers_kind, focus
from app.miswritten import Miswritten
from app.question import Question, Reader
from app.spelling import Speller
from ingest.corpus import read_corpus
from ingest.glossary import Glossary
from ingest.language import language_of

BUILT = "The lighthouse was built on 20 May 1902 by Ivan Petrov for 900 roubles."


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """Give the glossary of the tiny exhibit: a lighthouse and Ivan Petrov."""
    return Glossary(read_corpus(exhibit_folder(tmp_path_factory.mktemp("focus"))).glossary)


def _read(glossary: Glossary, question: str) -> Question:
    language = language_of(question) or ""
    return Reader(
        language, glossary, None, lambda: Speller({}, language), lambda: Miswritten({})
    ).read(question)


def _marked(glossary: Glossary, question: str, sentence: str) -> str:
    found = focus(_read(glossary, question), sentence, glossary)
    return sentence[slice(*found)] if found else ""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the lighthouse built?", "20 May 1902"),
        ("Who built the lighthouse?", "Ivan Petrov"),
        ("Where did Ivan Petrov work?", "lighthouse"),
        ("How many roubles did it cost?", "900"),
        ("Was the lighthouse built?", ""),
    ],
)
def test_the_kind_that_is_asked_for_is_marked(
    glossary: Glossary, question: str, words: str
) -> None:
    assert _marked(glossary, question, BUILT) == words


def test_what_the_question_names_is_no_answer_to_it(glossary: Glossary) -> None:
    assert _marked(glossary, "Who helped Ivan Petrov?", BUILT) == ""
    assert _marked(glossary, "Who helped Anna Orlova?", "It was drawn by Anna Orlova.") == ""
    assert _marked(glossary, "When in 1902 was it?", "It was in 1902.") == ""
    assert _marked(glossary, "When on 20 May 1902 was it?", "It was on 20 May 1902.") == ""
    assert _marked(glossary, "When in 1902 was it?", "Not in 1902 but in 1903.") == "1903"
    assert _marked(glossary, "Когда в 1902 году это было?", "Это было в 1902 году.") == ""
    assert _marked(glossary, "1902年のいつでしたか？", "それは1902年のことだ。") == ""
    assert _marked(glossary, "When on 20 May was it?", "It was on 20 May 1902.") == "20 May 1902"
    assert _marked(glossary, "How many of the 900 were left?", "Of 900 only 30 are left.") == "30"


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("When was it?", "It was in 1902.", "1902"),
        ("When was it?", "It was in 1402.", ""),
        ("When was it?", "Its number was 11902.", ""),
        ("When was it?", "Its number was 19021.", ""),
        ("When was it?", "In 1901 they began, on 20 May 1902 they ended.", "20 May 1902"),
        ("When was it?", "In 1901 they began, in 1902 they ended.", "1901"),
        ("Когда это было?", "Это было в 1902 году.", "1902 году"),
        ("いつでしたか？", "それは1902年のことだ。", "1902年"),
    ],
)
def test_a_full_date_goes_before_a_year_and_a_year_is_a_number_of_its_own(
    glossary: Glossary, question: str, sentence: str, words: str
) -> None:
    assert _marked(glossary, question, sentence) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("There were 30 of them in 1902.", "30"),
        ("On 20 May 1902 there were 30 of them.", "30"),
        ("On 20 May 1902 they left.", ""),
        ("In 1902 they left.", ""),
        ("In 1902, 30 of them left.", "30"),
    ],
)
def test_a_number_is_no_part_of_a_date(glossary: Glossary, sentence: str, words: str) -> None:
    assert _marked(glossary, "How many were there?", sentence) == words


def test_a_number_right_after_a_date_is_one(glossary: Glossary) -> None:
    assert _marked(glossary, "何人いましたか？", "1902年5月20日30人が来た。") == "30"


def test_a_known_name_goes_before_a_capital_letter(glossary: Glossary) -> None:
    sentence = "It was drawn for Anna Orlova by Ivan Petrov."
    assert _marked(glossary, "Who drew it?", sentence) == "Ivan Petrov"


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Who drew it?", "It was drawn by Anna Orlova and by Boris Belov.",
         "Anna Orlova and by Boris Belov"),
        ("Who drew it?", "It was drawn by Anna Orlova.", "Anna Orlova"),
        ("Who drew it?", "Nobody knows.", ""),
        ("Who drew it?", "On 20 May 1902 it was drawn.", ""),
        ("Who drew it?", "It stood. Then it fell.", ""),
        ("Who drew it?", "It is called the Lighthouse.", ""),
        ("Who drew it?", "It was Anna Orlova who drew the lighthouse.", "Anna Orlova"),
        ("Who drew it?", "The lighthouse was drawn by Anna Orlova.", "Anna Orlova"),
        ("誰が描きましたか？", "それは灯台アンナ・オルロワが描いた。", "アンナ・オルロワ"),
        ("誰が描きましたか？", "それはアンナ・オルロワ灯台だ。", "アンナ・オルロワ"),
        ("Кто рисовал?", "Его рисовала Анна Орлова.", "Анна Орлова"),
        ("誰が描きましたか？", "それはアンナ・オルロワが描いた。", "アンナ・オルロワ"),
        ("誰が描きましたか？", "それは田中が描いた。", "田中"),
        ("Where was it drawn?", "It was drawn in Okha.", "Okha"),
    ],
)  # fmt: skip
def test_a_name_that_no_glossary_has_is_known_by_its_letters(
    glossary: Glossary, question: str, sentence: str, words: str
) -> None:
    assert _marked(glossary, question, sentence) == words


def test_a_person_is_no_place_and_a_place_no_person(glossary: Glossary) -> None:
    sentence = "The lighthouse is the work of Ivan Petrov."
    assert _marked(glossary, "Who is meant?", sentence) == "Ivan Petrov"
    assert _marked(glossary, "Where is it?", sentence) == "lighthouse"


def test_neighbouring_names_are_one_answer(glossary: Glossary) -> None:
    near = "The lighthouse is larger than any other light tower here."
    assert _marked(glossary, "Where is it?", near) == near[4:-6]


@pytest.mark.parametrize(("between", "joined"), [(60, True), (61, False)], ids=["near", "far"])
def test_names_further_apart_than_sixty_characters_are_two(
    glossary: Glossary, between: int, *, joined: bool
) -> None:
    sentence = f"lighthouse{'x' * (between - 2):^{between}}light tower"
    found = _marked(glossary, "Where is it?", sentence)
    assert found == (sentence if joined else "lighthouse")


@pytest.mark.parametrize("stop", [".", ";", "。"])
def test_a_full_stop_parts_two_names(glossary: Glossary, stop: str) -> None:
    sentence = f"A lighthouse{stop} A light tower."
    assert _marked(glossary, "Where is it?", sentence) == "lighthouse"


def test_the_third_name_in_a_row_belongs_to_the_answer(glossary: Glossary) -> None:
    sentence = f"lighthouse, {'x' * 40}, lighthouse, {'x' * 40}, light tower"
    assert _marked(glossary, "Where is it?", sentence) == sentence


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("How long did the keeper stay?", "The keeper stayed for 12 years.", "12 years"),
        ("How long did it last?", "It lasted from 20 May 1902.", "20 May 1902"),
        ("How long did it last?", "It lasted long.", ""),
        ("Как долго он жил там?", "Он прожил там 3–4 месяца.", "3–4 месяца"),
        ("どのくらいの期間でしたか？", "それは3週間続いた。", "3週間"),
    ],
)
def test_a_span_of_time_is_a_duration_and_a_date_stands_in_for_it(
    glossary: Glossary, question: str, sentence: str, words: str
) -> None:
    assert _marked(glossary, question, sentence) == words


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Why did it stand dark?", "It stood dark because the oil was spent.", "because"),
        ("Why did it stand dark?", "It stood dark.", ""),
        ("Почему он погас?", "Потому что кончилось масло.", "Потому"),
        ("なぜ消えましたか？", "油が切れたため消えた。", "ため"),
    ],
)
def test_a_reason_is_found_by_its_word(
    glossary: Glossary, question: str, sentence: str, words: str
) -> None:
    assert _marked(glossary, question, sentence) == words


@pytest.mark.parametrize(
    "question", ["Was it built?", "What is a lighthouse?", "Which lighthouses are there?"]
)
def test_a_question_that_seeks_no_kind_has_nothing_marked(
    glossary: Glossary, question: str
) -> None:
    assert _marked(glossary, question, BUILT.replace(".", " because of a wreck near Okha.")) == ""


@pytest.mark.parametrize(
    ("question", "sentence", "kind"),
    [
        ("When was it?", BUILT, 1.0),
        ("When was it?", "Nobody knows.", 0.0),
        ("Was it dark?", BUILT, 0.5),
        ("What is a lighthouse?", BUILT, 0.5),
        ("Which lighthouses are there?", BUILT, 0.5),
    ],
)
def test_a_sentence_answers_a_kind_wholly_not_at_all_or_is_not_asked_for_one(
    glossary: Glossary, question: str, sentence: str, kind: float
) -> None:
    assert answers_kind(_read(glossary, question), sentence, glossary) == kind
