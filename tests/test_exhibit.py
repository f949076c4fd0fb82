"""The exhibit file names languages, texts and colours, and what cannot be meant is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import EXHIBIT, write

from ingest.errors import CorpusError
from ingest.exhibit import read_exhibit
from ingest.records import Exhibit


def _read(folder: Path, text: str) -> Exhibit | None:
    write(folder, "exhibit.toml", text)
    return read_exhibit(folder)


def test_a_folder_without_the_file_is_no_exhibit(tmp_path: Path) -> None:
    assert read_exhibit(tmp_path) is None


def test_what_the_file_says_is_read(tmp_path: Path) -> None:
    found = _read(tmp_path, 'idle = 45\n[colours]\nseal = "#A03522"\n')
    assert found == Exhibit((), "ru", idle=45, colours={"seal": "#A03522"})
    whole = _read(tmp_path, EXHIBIT)
    assert whole is not None
    assert (whole.languages, whole.default_language) == (("ru", "en", "ja"), "ru")
    assert (whole.sources, whole.main_entry) == (("tower", "disagreements"), "tower")
    assert whole.texts["ja"]["title"] == "灯台"
    assert (whole.idle, whole.colours) == (90, {})


def test_the_first_language_is_the_default_one(tmp_path: Path) -> None:
    found = _read(tmp_path, 'languages = ["ja", "en"]\n')
    assert found is not None
    assert found.default_language == "ja"


@pytest.mark.parametrize("idle", [10, 3600])
def test_a_visit_may_end_after_ten_seconds_or_an_hour(tmp_path: Path, idle: int) -> None:
    found = _read(tmp_path, f"idle = {idle}\n")
    assert found is not None
    assert found.idle == idle


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('languages = ["ru", "fr"]', "unknown language `fr`; one of ru, en, ja"),
        ('languages = "ru"', "`languages` is not a list of texts"),
        ("languages = [1]", "`languages` is not a list of texts"),
        ("sources = [1]", "`sources` is not a list of texts"),
        ('languages = ["ru"]\ndefault_language = "en"', "`en` is not among the languages"),
        ("idle = 9", "`idle` is seconds from 10 to 3600, not 9"),
        ("idle = 3601", "`idle` is seconds from 10 to 3600, not 3601"),
        ("idle = 45.5", "`idle` is seconds from 10 to 3600, not 45.5"),
        ("idle = true", "`idle` is seconds from 10 to 3600, not True"),
        ("colours = 1", "`colours` is not a table of names and colours"),
        ('[colours]\nink = "#000000"', "unknown colour `ink`; one of seal, "),
        ('[colours]\nseal = "red"', "`seal` is not a colour like #a03522: 'red'"),
        ('[colours]\nseal = "#a0352"', "`seal` is not a colour like"),
        ("[colours]\nseal = 1", "`seal` is not a colour like"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorpusError) as told:
        _read(tmp_path, text + "\n")
    assert said in str(told.value)
    assert "exhibit.toml" in str(told.value)
