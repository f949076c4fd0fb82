"""The words of the pages that show the sources, in Russian, English and Japanese."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.strings import words


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Every word those pages alone say in one language; `languages` is every page's."""

    title: str
    lead: str
    works: str
    ask: str
    link: str
    cite: str
    as_text: str
    as_bibtex: str
    copy: str
    languages: str


_TITLES = {
    "ru": (
        "Источники",
        "Здесь можно прочитать подряд всё, на что опираются ответы. У каждого места сказано, чьи"
        " это слова: источника, перевода или составителей экспозиции.",
        "Работы, на которые опираются тексты",
        "Задать вопрос",
        "Постоянная ссылка на это место",
        "Как сослаться",
        "Текстом",
        "BibTeX",
        "Скопировать",
    ),
    "en": (
        "Sources",
        "Here everything that the answers rest on can be read in order. Each passage says whose"
        " words it holds: a source's, a translation's, or the exhibit's own.",
        "Works that the texts rest on",
        "Ask a question",
        "Permanent link to this passage",
        "Cite this",
        "As text",
        "BibTeX",
        "Copy",
    ),
    "ja": (
        "資料",
        "回答のもとになったすべての文章を順に読むことができます。それぞれの箇所に、資料の言葉か、翻訳か、"
        "展示制作者による解説かを示しています。",
        "本文のよりどころとなった文献",
        "質問する",
        "この箇所への固定リンク",
        "引用のしかた",
        "文字",
        "BibTeX",
        "コピー",
    ),
}


def source_words(language: str) -> SourceWords:
    """Return the words of `language`; English ones for one it has none of."""
    return SourceWords(*_TITLES.get(language, _TITLES["en"]), words(language).languages)
