"""A word in another script is read by that script's analyser, in place."""

from __future__ import annotations

from ingest.scripts import tokens


def test_a_name_within_another_language_gets_its_own_normal_form() -> None:
    text = "Договор 日ソ基本条約 подписан by diplomats."
    found = tokens(text, "ru")
    assert [text[t.start : t.end] for t in found] == [t.text for t in found]
    terms = {t.text: t.terms[0] for t in found}
    assert terms["подписан"] == "подписать"
    assert terms["diplomats"] == "diplomat"
    assert any("条約" in t.terms for t in found)


def test_cyrillic_within_japanese_is_read_as_russian() -> None:
    text = "「Пекинского договора」とは"
    found = tokens(text, "ja")
    assert {"договор"} <= {t.terms[0] for t in found}
    assert all(text[t.start : t.end] == t.text for t in found)
