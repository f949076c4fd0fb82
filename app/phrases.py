"""The program's own sentences in three languages; what is quoted never comes from here."""

from __future__ import annotations

from collections.abc import Sequence

from app.smalltalk import Talk
from ingest.records import Exhibit

ABSTAIN = {
    "ru": "Источники об этом не говорят.",
    "en": "The sources do not say.",
    "ja": "資料には、その答えがありません。",
}
NEAR_MISS = {
    "ru": "Источники рассказывают о том, что названо в вопросе ({names}), но ответа на этот вопрос"
    " в них нет.",
    "en": "The sources tell of what your question names ({names}), but not the answer to this"
    " question.",
    "ja": "資料には「{names}」についての記述はありますが、このご質問の答えはありません。",
}
SUBJECT = {
    "ru": "Можно спросить о {subject}.",
    "en": "You can ask about {subject}.",
    "ja": "{subject}についてご質問いただけます。",
}
LANGUAGES_SPOKEN = {
    "ru": "Я отвечаю на русском, английском и японском языках.",
    "en": "I answer in Russian, English and Japanese.",
    "ja": "ロシア語、英語、日本語でお答えします。",
}
GENERAL = {
    "ru": "Этот отрывок опирается на общеизвестное, без ссылки на отдельный источник.",
    "en": "This passage rests on general knowledge, not on a particular source.",
    "ja": "この記述は一般的な知識によるもので、特定の文献によるものではありません。",
}
_TALK: dict[str, dict[Talk, str]] = {
    "ru": {
        "greeting": "Здравствуйте!",
        "thanks": "Пожалуйста! Спрашивайте ещё.",
        "farewell": "До свидания! Спасибо за интерес.",
        "wellbeing": "Спасибо, всё в порядке: я программа и всегда готова отвечать.",
        "about": "{about}",
    },
    "en": {
        "greeting": "Hello!",
        "thanks": "You are welcome! Do ask more.",
        "farewell": "Goodbye, and thank you for your interest.",
        "wellbeing": "Thank you, all is well: I am a program and always ready to answer.",
        "about": "{about}",
    },
    "ja": {
        "greeting": "こんにちは。",
        "thanks": "どういたしまして。ほかにもご質問があればどうぞ。",
        "farewell": "さようなら。ご関心をお寄せいただき、ありがとうございました。",
        "wellbeing": "ありがとうございます。プログラムですので、いつでもお答えできます。",
        "about": "{about}",
    },
}
_ABOUT = {
    "ru": "Это программа, которая отвечает словами своих источников и показывает, откуда они"
    " взяты.",
    "en": "This is a program that answers in the words of its sources and shows where they stand.",
    "ja": "これは、資料の言葉で答え、その出典を示すプログラムです。",
}


def talk(kind: Talk, language: str, exhibit: Exhibit) -> str:
    """Return the reply to small talk, with what can be asked where that helps."""
    about = _text(exhibit, language, "about") or _ABOUT[language]
    reply = _TALK[language][kind].format(about=about)
    subject = _subject(exhibit, language)
    joined = [reply, subject] if kind in ("greeting", "about", "wellbeing") and subject else [reply]
    return _join(joined, language)


def abstention(language: str, exhibit: Exhibit, names: Sequence[str], *, foreign: bool) -> str:
    """Return the sentence that declines: what the sources do tell of, and what can be asked.

    `names` are the question's own glossary terms; `foreign` adds which languages are spoken.
    """
    comma = "、" if language == "ja" else ", "
    reason = NEAR_MISS[language].format(names=comma.join(names)) if names else ABSTAIN[language]
    parts = [reason, _subject(exhibit, language)]
    if foreign:
        parts.append(LANGUAGES_SPOKEN[language])
    return _join([part for part in parts if part], language)


def _subject(exhibit: Exhibit, language: str) -> str:
    subject = _text(exhibit, language, "subject")
    return SUBJECT[language].format(subject=subject) if subject else ""


def _text(exhibit: Exhibit, language: str, name: str) -> str:
    value = exhibit.texts.get(language, {}).get(name)
    return value if isinstance(value, str) else ""


def _join(parts: Sequence[str], language: str) -> str:
    return ("" if language == "ja" else " ").join(parts)
