"""Words that are written as they are heard share a key; words that sound apart do not."""

from __future__ import annotations

import pytest

from app.sound import sound


@pytest.mark.parametrize(
    ("language", "heard", "written"),
    [
        ("ru", "дагавор", "договор"),
        ("ru", "акупация", "оккупация"),
        ("ru", "абясните", "объясните"),
        ("ru", "што", "что"),
        ("ru", "заключаеца", "заключается"),
        ("ru", "щастье", "счастье"),
        ("en", "artical", "article"),
        ("en", "wen", "when"),
        ("en", "convenshun", "convention"),
    ],
)
def test_what_is_written_by_ear_sounds_as_it_should(
    language: str, heard: str, written: str
) -> None:
    assert sound(heard, language) == sound(written, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ru", "договор", "дозор"), ("ru", "нефть", "рыба"), ("en", "coal", "fish")],
)
def test_other_words_sound_otherwise(language: str, one: str, other: str) -> None:
    assert sound(one, language) != sound(other, language)


def test_a_japanese_word_is_its_own_sound() -> None:
    assert sound("条約", "ja") == "条約"
