"""The command line as scripts outside the project rely on it."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from corpora import write

from ingest.places import ROOT
from nisso import main

ANSWER = {
    "id", "question", "language", "status", "answer", "citations", "notes", "suggestions",
    "answerer", "elapsed_ms",
}  # fmt: skip
CITATION = {
    "marker", "passage_id", "source_id", "source_title", "language", "quote", "start", "end",
    "focus", "original_passage_id", "references",
}  # fmt: skip
PASSAGE = {
    "id", "source_id", "source_title", "language", "kind", "text", "heading", "aligned_id",
    "original_passage_id", "references",
}  # fmt: skip

QUESTIONS = {
    "ru": (
        "Когда была подписана советско-японская конвенция?",
        "Кто подписал конвенцию 1925 года?",
        "К какому сроку Япония должна была вывести войска с Северного Сахалина?",
        "Какую долю нефтяных месторождений получила Япония?",
        "Кто такой Карахан?",
        "Что запрещает статья V?",
        "Когда закончились концессии?",
        "Когда обменялись ратификационными грамотами?",
        "Сколько заплатил СССР в 1944 году?",
        "Какой сегодня курс иены?",
    ),
    "en": (
        "When was the Convention signed?",
        "Who signed the Convention of 1925?",
        "By what date did Japan have to leave Northern Sakhalin?",
        "What share of the oil fields did Japan receive?",
        "Who was Karakhan?",
        "What does Article V forbid?",
        "When did the concessions end?",
        "Whom did Gotō meet in Moscow?",
        "What happened at Nikolaevsk in 1920?",
        "Write me a poem about tea.",
    ),
    "ja": (
        "日ソ基本条約はいつ調印されましたか？",
        "日ソ基本条約に署名したのは誰ですか？",
        "日本はいつまでに北樺太から撤兵することになっていましたか？",
        "日本は油田のどれだけの割合を得ましたか？",
        "カラハンとは誰ですか？",
        "第5条は何を禁じていますか？",
        "利権はいつ終わりましたか？",
        "後藤新平はモスクワで誰に会いましたか？",
        "1944年にソ連はいくら支払いましたか？",
        "今日の天気は？",
    ),
}

KNOWN = {
    "Когда был подписан договор?": ("20 января 1925",),
    "Кто подписал?": ("Карахан", "Ёсидзав"),
    "К какому сроку Япония должна была вывести войска с Северного Сахалина?": ("15 мая 1925",),
    "By what date did Japan have to leave Northern Sakhalin?": ("15 May 1925",),
    "日本はいつまでに北樺太から撤兵することになっていましたか？": ("1925年5月15日",),
    "Какую долю нефтяных месторождений получила Япония?": ("50",),
    "What share of the oil fields did Japan receive?": ("50",),
    "日本は油田のどれだけの割合を得ましたか？": ("50",),
    "Кто такой Карахан?": ("диплома",),
    "Who was Karakhan?": ("diplomat",),
    "カラハンとは誰ですか？": ("外交官",),
    "Что запрещает статья V?": ("тья V", "запрещает"),
    "What does Article V forbid?": ("Article V", "forbids"),
    "第5条は何を禁じていますか？": ("第5条", "禁"),
    "Когда закончились концессии?": ("1944",),
    "When did the concessions end?": ("1943", "1944"),
    "利権はいつ終わりましたか？": ("1944",),
    "На что ссылается статья под номером 2?": ("Сборник договоров Лиги Наций", "34"),
    # Worded like an instruction, but the corpus lists it as answered.
    "How do you write the whole formal name in Japanese script?": (
        "日本国及「ソヴィエト」社会主義",
    ),
}

DECLINED = (
    "Какой сегодня курс иены?",
    "Who won the match?",
    "今日の天気は？",
    "Сколько будет 2+2?",
)


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """Return the JSON lines of stdout, after a look that all went well."""
        assert (self.code, self.err) == (0, ""), self.err
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs `nisso` in this process; an exception fails the test."""

    def nisso(*arguments: object) -> Outcome:
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:
            code = int(error.code or 0)
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return nisso


def _refused(outcome: Outcome, code: int, *words: str) -> None:
    assert outcome.code == code
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    if code == 1:
        assert len(outcome.err.splitlines()) == 1
    for word in words:
        assert word in outcome.err


def _batch(folder: Path, rows: Sequence[object]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return write(folder, "batch.jsonl", "\n".join(lines) + "\n")


def _question(number: int, question: str, **more: object) -> dict[str, object]:
    return {"id": f"q{number}", "question": question, **more}


# Answers


@pytest.fixture(scope="module")
def answers(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Give the answers to every question, asked by one process in one batch."""
    texts = [question for group in QUESTIONS.values() for question in group]
    texts += [*KNOWN, *DECLINED]
    rows = [_question(number, text) for number, text in enumerate(texts)]
    path = _batch(tmp_path_factory.mktemp("batch"), rows)
    command = [sys.executable, "-m", "app", "ask", "--batch", str(path)]
    command += ["--index", str(project_index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def passages(project_index: Path) -> dict[str, dict[str, Any]]:
    """Give every passage of the project's index as a script reads it."""
    command = [sys.executable, "-m", "app", "passages", "--json"]
    command += ["--index", str(project_index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_a_batch_is_answered_in_its_order(answers: list[dict[str, Any]]) -> None:
    assert [answer["id"] for answer in answers] == [f"q{n}" for n in range(len(answers))]
    asked = [question for group in QUESTIONS.values() for question in group]
    assert [answer["question"] for answer in answers] == [*asked, *KNOWN, *DECLINED]


def test_an_answer_object_has_its_fields(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        assert set(answer) >= ANSWER
        assert answer["status"] in ("answered", "abstained", "smalltalk")
        assert answer["answerer"] == "extractive"
        assert all(set(citation) >= CITATION for citation in answer["citations"])
        assert all(set(note) == {"text", "passage_id"} for note in answer["notes"])


def test_every_quote_is_its_passages_text_to_the_character(
    answers: list[dict[str, Any]], passages: dict[str, dict[str, Any]]
) -> None:
    citations = [citation for answer in answers for citation in answer["citations"]]
    assert len(citations) >= 20
    for citation in citations:
        text = passages[citation["passage_id"]]["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["quote"].strip() == citation["quote"] != ""


def test_every_marker_has_its_citation_and_the_answer_is_its_quotes(
    answers: list[dict[str, Any]],
) -> None:
    for answer in answers:
        markers = [int(number) for number in re.findall(r"\[(\d+)\]", answer["answer"])]
        assert markers == [citation["marker"] for citation in answer["citations"]]
        if answer["status"] == "answered":
            quotes = " ".join(citation["quote"] for citation in answer["citations"])
            assert re.sub(r" \[\d+\]", "", answer["answer"]) == quotes
            assert 1 <= len(answer["citations"]) <= 3
        else:
            assert answer["answer"]
            assert answer["citations"] == []


def test_a_focus_lies_within_its_quote(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        for citation in answer["citations"]:
            if citation["focus"] is not None:
                start, end = citation["focus"]
                assert 0 <= start < end <= len(citation["quote"])


def test_an_answer_is_in_the_language_of_its_question(answers: list[dict[str, Any]]) -> None:
    expected = [language for language, group in QUESTIONS.items() for _ in group]
    assert [answer["language"] for answer in answers[: len(expected)]] == expected
    for answer in answers:
        assert {c["language"] for c in answer["citations"]} <= {answer["language"]}


def test_a_translation_names_the_passage_in_the_sources_own_language(
    answers: list[dict[str, Any]], passages: dict[str, dict[str, Any]]
) -> None:
    for answer in answers:
        for citation in answer["citations"]:
            passage = passages[citation["passage_id"]]
            assert citation["original_passage_id"] == passage["original_passage_id"]
            if passage["kind"] == "translation":
                assert passages[citation["original_passage_id"]]["kind"] == "source"


def test_the_same_question_has_the_same_answer(run: Run, project_index: Path) -> None:
    def ask() -> dict[str, Any]:
        (answer,) = run("ask", "Кто такой Карахан?", "--json", "--index", project_index).rows()
        return {key: value for key, value in answer.items() if key != "elapsed_ms"}

    assert ask() == ask()


@pytest.mark.parametrize("question", KNOWN)
def test_what_a_visitor_asks_first_is_answered_right(
    question: str, answers: list[dict[str, Any]]
) -> None:
    (answer, *_) = (answer for answer in answers if answer["question"] == question)
    assert answer["status"] == "answered"
    for words in KNOWN[question]:
        assert words in answer["answer"]


@pytest.mark.parametrize("question", DECLINED)
def test_what_no_source_answers_is_declined(question: str, answers: list[dict[str, Any]]) -> None:
    (answer, *_) = (answer for answer in answers if answer["question"] == question)
    assert answer["status"] == "abstained"


def test_a_disputed_date_comes_with_what_the_accounts_say(answers: list[dict[str, Any]]) -> None:
    question = "Когда обменялись ратификационными грамотами?"
    (answer,) = (answer for answer in answers if answer["question"] == question)
    told = {note["passage_id"] for note in answer["notes"]}
    told |= {citation["passage_id"] for citation in answer["citations"]}
    assert any("ratification-exchange" in str(passage_id) for passage_id in told)


def test_the_language_of_the_answer_can_be_set(run: Run, project_index: Path) -> None:
    (answer,) = run(
        "ask", "Кто такой Карахан?", "--language", "ja", "--json", "--index", project_index
    ).rows()
    assert answer["language"] == "ja"
    assert {citation["language"] for citation in answer["citations"]} == {"ja"}


def test_without_json_the_answer_is_for_people(run: Run, project_index: Path) -> None:
    outcome = run("ask", "Who was Karakhan?", "--index", project_index)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Karakhan" in outcome.out.splitlines()[0]
    assert "[1]" in outcome.out


def test_an_abstention_and_small_talk_are_normal_answers(run: Run, project_index: Path) -> None:
    assert run("ask", "今日の天気は？", "--index", project_index).code == 0
    (answer,) = run("ask", "Привет!", "--json", "--index", project_index).rows()
    assert (answer["status"], answer["citations"]) == ("smalltalk", [])


def test_html_in_a_question_is_only_text(run: Run, project_index: Path) -> None:
    question = "<script>alert(1)</script> Кто такой Карахан?"
    (answer,) = run("ask", question, "--json", "--index", project_index).rows()
    assert answer["question"] == question


# Search and passages


def test_a_search_object_has_its_fields(run: Run, project_index: Path) -> None:
    (row,) = run("search", "вывод войск", "-k", 5, "--json", "--index", project_index).rows()
    assert {"id", "results", "elapsed_ms"} <= set(row)
    assert [result["rank"] for result in row["results"]] == [1, 2, 3, 4, 5]
    assert set(row["results"][0]) == {"rank", "passage_id", "source_id", "language", "score"}
    scores = [result["score"] for result in row["results"]]
    assert scores == sorted(scores, reverse=True)
    assert len({result["passage_id"] for result in row["results"]}) == 5


def test_a_search_can_be_held_to_languages(run: Run, project_index: Path) -> None:
    (row,) = run(
        "search", "вывод войск", "--languages", "en,ja", "--json", "--index", project_index
    ).rows()
    assert len(row["results"]) == 10
    assert {result["language"] for result in row["results"]} <= {"en", "ja"}


def test_a_search_without_json_is_a_line_a_passage(run: Run, project_index: Path) -> None:
    outcome = run("search", "oil", "-k", 3, "--index", project_index)
    assert len(outcome.out.splitlines()) == 3


def test_a_batch_of_searches_keeps_its_order(run: Run, project_index: Path, tmp_path: Path) -> None:
    path = _batch(tmp_path, [_question(2, "нефть"), _question(1, "oil"), _question(3, "石油")])
    rows = run("search", "--batch", path, "-k", 2, "--index", project_index).rows()
    assert [row["id"] for row in rows] == ["q2", "q1", "q3"]
    assert all(len(row["results"]) == 2 for row in rows)


def test_a_passage_object_has_its_fields(run: Run, project_index: Path) -> None:
    (row,) = run("passage", "article:terms:en", "--json", "--index", project_index).rows()
    assert set(row) >= PASSAGE
    assert (row["kind"], row["original_passage_id"]) == ("translation", "article:terms:ru")
    assert any("17, 33" in line for line in row["references"])
    assert "[" not in row["text"]
    people = run("passage", "article:terms:en", "--index", project_index)
    assert row["text"] in people.out


def test_every_passage_is_listed_once(
    run: Run, project_index: Path, passages: dict[str, dict[str, Any]]
) -> None:
    assert all(set(row) >= PASSAGE for row in passages.values())
    assert {row["kind"] for row in passages.values()} == {"source", "translation", "account"}
    rows = run("passages", "--language", "ja", "--json", "--index", project_index).rows()
    assert {row["id"] for row in rows} == {i for i, p in passages.items() if p["language"] == "ja"}


def test_an_unknown_passage_says_where_the_ids_are(run: Run, project_index: Path) -> None:
    outcome = run("passage", "nothing:here", "--index", project_index)
    _refused(outcome, 1, "no passage `nothing:here`", "`nisso passages` lists every id")


# Bad input


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('"text"', "not an object"),
        ({"question": "Когда?"}, "`id` is missing"),
        ({"id": 7, "question": "Когда?"}, "`id` is missing"),
        ({"id": "x"}, "`question` is missing"),
        ({"id": "x", "question": 1925}, "`question` is missing or not a text"),
        ({"id": "x", "question": "  "}, "the question is empty"),
        ({"id": "x", "question": "я" * 1001}, "1001 characters, at most 1000"),
        ({"id": "x", "question": "a\x07b"}, "control character U+0007"),
        ({"id": "x", "question": "Когда?", "language": "fr"}, "`language` 'fr' is none of"),
        ({"id": "x", "question": "Когда?", "language": 1}, "`language` 1 is none of"),
        ({"id": "x", "question": "Когда?", "language": ["ru"]}, "`language` ['ru'] is none of"),
        ({"id": "x", "question": "Когда?", "history": "Кто?"}, "`history` is not a list"),
        ({"id": "x", "question": "Когда?", "history": [1]}, "`history` is not a list of texts"),
        ({"id": "x", "question": "Когда?", "history": ["a\x00"]}, "control character U+0000"),
        ("[" * 100_000, "not JSON"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_bad_line_is_named_before_anything_is_answered(
    command: str, line: object, words: str, run: Run, project_index: Path, tmp_path: Path
) -> None:
    path = _batch(tmp_path, [_question(1, "Когда?"), "", line, _question(2, "Кто?")])
    outcome = run(command, "--batch", path, "--index", project_index)
    _refused(outcome, 1, f"{path}:3: ", words)


def test_unknown_fields_of_a_line_are_ignored(
    run: Run, project_index: Path, tmp_path: Path
) -> None:
    path = _batch(tmp_path, [_question(1, "Кто такой Карахан?", note="x", language=None)])
    (answer,) = run("ask", "--batch", path, "--index", project_index).rows()
    assert (answer["id"], answer["language"]) == ("q1", "ru")


def test_the_history_of_a_line_is_read(run: Run, project_index: Path, tmp_path: Path) -> None:
    rows = [_question(1, "А кто его подписал?", history=["Что такое конвенция 1925 года?"])]
    (answer,) = run("ask", "--batch", _batch(tmp_path, rows), "--index", project_index).rows()
    assert "Карахан" in answer["answer"]


def test_an_empty_batch_is_no_answer_and_no_failure(
    run: Run, project_index: Path, tmp_path: Path
) -> None:
    assert run("ask", "--batch", write(tmp_path, "b", "\n"), "--index", project_index).rows() == []


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_batch_that_cannot_be_read_is_one_line(
    command: str, run: Run, project_index: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "none.jsonl"
    _refused(run(command, "--batch", missing, "--index", project_index), 1, f"{missing}: cannot be")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe")
    path = tmp_path / "latin.jsonl"
    _refused(run(command, "--batch", path, "--index", project_index), 1, "not UTF-8")
    _refused(run(command, "--batch", tmp_path, "--index", project_index), 1, "cannot be read")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "the question is empty"),
        (" \t\n", "the question is empty"),
        ("\u200b\u200d", "the question is empty"),
        ("я" * 1001, "1001 characters, at most 1000"),
        ("Когда\x00?", "control character U+0000"),
        ("Когда\x1b[31m?", "control character U+001B"),
        ("Когда\udcff?", "control character U+DCFF"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_that_cannot_be_asked_is_one_line(
    command: str, question: str, words: str, run: Run, project_index: Path
) -> None:
    _refused(run(command, question, "--index", project_index), 1, f"nisso {command}: ", words)


@pytest.mark.parametrize(
    "question", ["я" * 1000, "?!", "1925", "🙂", "a" * 999 + "?", "언제?", "\u202eabc"]
)
def test_a_strange_question_has_an_answer_object(
    question: str, run: Run, exhibit_index: Path
) -> None:
    (answer,) = run("ask", question, "--json", "--index", exhibit_index).rows()
    assert answer["status"] in ("answered", "abstained", "smalltalk")
    assert answer["language"] in ("ru", "en", "ja")


@pytest.mark.parametrize(
    "arguments",
    [("ask", "Когда?"), ("search", "Когда?"), ("passage", "x"), ("passages",), ("chat",)],
    ids=lambda arguments: arguments[0],
)
def test_a_missing_and_a_foreign_index_are_one_line(
    arguments: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    outcome = run(*arguments, "--index", tmp_path / "none")
    _refused(outcome, 1, "no index in", "run `nisso ingest` to build it")
    write(tmp_path, "foreign/current", "0123456789ab-1\n")
    write(tmp_path, "foreign/builds/0123456789ab-1/manifest.json", '{"schema": 99}')
    outcome = run(*arguments, "--index", tmp_path / "foreign")
    _refused(outcome, 1, "schema 99", "run `nisso ingest` to rebuild it")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("ask",),
        ("ask", "Когда?", "--batch", "x.jsonl"),
        ("search",),
        ("ask", "Когда?", "--language", "fr"),
        ("search", "x", "-k", "0"),
        ("search", "x", "-k", "many"),
        ("search", "x", "--languages", "ru,fr"),
        ("passage",),
        ("chat", "--port", "web"),
        ("ingest", "--nothing"),
    ],
    ids=" ".join,
)
def test_bad_usage_is_2(arguments: tuple[str, ...], run: Run) -> None:
    _refused(run(*arguments), 2, "nisso")


def test_the_version_and_the_help_are_printed(run: Run) -> None:
    assert re.fullmatch(r"nisso \d+\.\d+\.\d+\n", run("--version").out)
    for arguments in ((), ("ask",), ("search",), ("passages",), ("chat",), ("ingest",)):
        outcome = run(*arguments, "--help")
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out.startswith("usage: nisso")


def test_a_port_in_use_is_one_line(run: Run, project_index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = run("chat", "--port", port, "--index", project_index)
    _refused(outcome, 1, f"cannot listen on 127.0.0.1:{port}", "--port")


# Ingest


def test_ingest_says_what_it_did(run: Run, plain: Path, tmp_path: Path) -> None:
    arguments = ("ingest", "--corpus", plain, "--index", tmp_path / "index")
    first = run(*arguments)
    assert (first.code, first.err) == (0, "")
    counts = [line.split(":")[0] for line in first.out.splitlines()]
    assert counts == ["added 4", "replaced 0", "deleted 0", "unchanged 0"]
    (plain / "harbour.txt").unlink()
    write(plain, "маяк.txt", "Маяк снесён.\n")
    again = run(*arguments)
    assert again.out.splitlines() == [
        "added 0", "replaced 1: маяк", "deleted 1: harbour", "unchanged 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bad.txt", b"\xff\xfeA", "bad.txt:1: the file is not UTF-8"),
        ("empty.txt", b"", "empty.txt: the file has no text"),
        ("harbour.md", b"Twin.", "the id `harbour` is taken by harbour.md; rename one"),
    ],
)
def test_ingest_refuses_a_bad_text_in_one_line(
    name: str, data: bytes, words: str, run: Run, plain: Path, tmp_path: Path
) -> None:
    (plain / name).write_bytes(data)
    outcome = run("ingest", "--corpus", plain, "--index", tmp_path / "index")
    _refused(outcome, 1, "nisso ingest: ", words)


def test_ingest_of_a_missing_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    outcome = run("ingest", "--corpus", tmp_path / "none", "--index", tmp_path / "index")
    _refused(outcome, 1, "no such folder", "--corpus")


def test_300_plain_texts_are_ingested_and_searched(run: Run, tmp_path: Path) -> None:
    for number in range(300):
        text = f"Report {number} tells of the ship Vessel{number} and its {number} sailors.\n"
        write(tmp_path, f"texts/{number:03}.txt", text)
    index = tmp_path / "index"
    ingested = run("ingest", "--corpus", tmp_path / "texts", "--index", index)
    assert ingested.out.splitlines()[0].startswith("added 300: 000, 001")
    path = _batch(tmp_path, [_question(n, f"Vessel{n}") for n in (7, 42, 299)])
    rows = run("search", "--batch", path, "-k", 3, "--index", index).rows()
    assert [row["results"][0]["passage_id"] for row in rows] == ["007", "042", "299"]
    (answer,) = run("ask", "How many sailors has Vessel42?", "--json", "--index", index).rows()
    assert all(
        citation["passage_id"] in {f"{n:03}" for n in range(300)}
        for citation in answer["citations"]
    )
