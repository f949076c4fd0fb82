"""The words of the kiosk in Russian, English and Japanese, beside those every page says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KioskWords:
    """Every word that the kiosk alone says in one language."""

    begin: str
    welcome: str
    home: str
    question: str
    browse: str
    browse_hint: str
    kinds: Mapping[str, str]
    larger: str
    aloud: str
    silent: str
    take: str
    take_hint: str
    take_code: str
    still_there: str
    soon: str
    stay: str
    moment: str
    moment_hint: str
    keyboard: str
    space: str
    erase: str
    hide: str
    answer: str


LANGUAGE_NAMES = {"ru": "Русский", "en": "English", "ja": "日本語"}

_RU = KioskWords(
    begin="Коснитесь экрана",
    welcome="Спросите сами",
    home="В начало",
    question="Задать вопрос…",
    browse="Люди, места, понятия",
    browse_hint="Выберите имя или название, и откроется рассказ о нём.",
    kinds={
        "person": "Люди", "place": "Места", "treaty": "Договоры", "event": "События",
        "organisation": "Учреждения", "term": "Понятия",
    },
    larger="Крупнее",
    aloud="Прочитать вслух",
    silent="Остановить чтение",
    take="Взять с собой",
    take_hint="Наведите камеру телефона: слова источника и указание на него останутся у вас."
    " Интернет не нужен.",
    take_code="QR-код: цитата и источник текстом",
    still_there="Вы ещё здесь?",
    soon="Экран вернётся к началу через {n} с, ваши вопросы исчезнут.",
    stay="Я здесь",
    moment="Одну минуту…",
    moment_hint="Программа перезапускается. Экран вернётся сам.",
    keyboard="Экранная клавиатура",
    space="Пробел",
    erase="Стереть",
    hide="Скрыть",
    answer="Ответ",
)  # fmt: skip

_EN = KioskWords(
    begin="Touch to begin",
    welcome="Ask for yourself",
    home="Start over",
    question="Ask a question…",
    browse="People, places, terms",
    browse_hint="Choose a name, and its story opens.",
    kinds={
        "person": "People", "place": "Places", "treaty": "Treaties", "event": "Events",
        "organisation": "Organisations", "term": "Terms",
    },
    larger="Larger",
    aloud="Read aloud",
    silent="Stop reading",
    take="Take it home",
    take_hint="Point a phone's camera here: the words of the source and where they stand stay with"
    " you. No internet is needed.",
    take_code="QR code: quote and source as text",
    still_there="Are you still there?",
    soon="The screen goes back to the beginning in {n} s, and your questions are forgotten.",
    stay="I am here",
    moment="One moment…",
    moment_hint="The program is starting again. The screen comes back by itself.",
    keyboard="On-screen keyboard",
    space="Space",
    erase="Erase",
    hide="Hide",
    answer="Answer",
)  # fmt: skip

_JA = KioskWords(
    begin="画面に触れてください",
    welcome="資料に質問してみましょう",
    home="最初に戻る",
    question="質問する…",
    browse="人物・場所・ことば",
    browse_hint="名前を選ぶと、説明が開きます。",
    kinds={
        "person": "人物", "place": "場所", "treaty": "条約", "event": "出来事",
        "organisation": "組織", "term": "ことば",
    },
    larger="大きな字",
    aloud="読み上げる",
    silent="読み上げを止める",
    take="持ち帰る",
    take_hint="スマートフォンのカメラを向けると、資料の言葉と出典が手元に残ります。通信は必要ありません。",
    take_code="QRコード:引用と出典の文字情報",
    still_there="まだご覧になっていますか？",
    soon="あと{n}秒で最初の画面に戻り、質問は消去されます。",
    stay="続けて見る",
    moment="少々お待ちください…",
    moment_hint="プログラムを再起動しています。画面は自動的に戻ります。",
    keyboard="画面上のキーボード",
    space="空白",
    erase="消す",
    hide="閉じる",
    answer="回答",
)  # fmt: skip

_WORDS = {"ru": _RU, "en": _EN, "ja": _JA}


def kiosk_words(language: str) -> KioskWords:
    """Return the kiosk's words in `language`; English ones for one it has none of."""
    return _WORDS.get(language, _EN)
