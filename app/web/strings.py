"""The words of the interface in Russian, English and Japanese; the exhibit has its own texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Every word the pages themselves say in one language."""

    title: str
    about: str
    ask_label: str
    ask_placeholder: str
    ask: str
    languages: str
    examples: str
    topics: str
    conversation: str
    you: str
    passage_panel: str
    passage_hint: str
    open_citation: str
    close: str
    source: str
    translation: str
    account: str
    original_of: str
    show_original: str
    references: str
    general: str
    read_note: str
    suggestions: str
    copy: str
    copied: str
    copy_failed: str
    share: str
    shared: str
    timeline: str
    timeline_hint: str
    timeline_events: str
    timeline_whole: str
    zoom_in: str
    zoom_out: str
    waiting: str
    busy: str
    failed: str
    too_long: str
    unreadable: str
    skip: str
    in_language: tuple[tuple[str, str], ...]
    generated: str


_RU = Words(
    title="Спросите источники",
    about="Этот помощник отвечает дословными выдержками из собранных текстов и"
    " показывает, откуда взята каждая. Это компьютерная программа; если тексты молчат, она так и"
    " говорит.",
    ask_label="Ваш вопрос",
    ask_placeholder="Напишите вопрос…",
    ask="Спросить",
    languages="Язык",
    examples="Можно начать с этих вопросов",
    topics="Темы",
    conversation="Беседа",
    you="Вопрос",
    passage_panel="Место в источнике",
    passage_hint="Нажмите на номер в ответе, и здесь откроется место в источнике, откуда взяты эти"
    " слова.",
    open_citation="Показать источник",
    close="Закрыть",
    source="Слова источника",
    translation="Перевод, сделанный для экспозиции",
    account="Изложение составителей экспозиции",
    original_of="Оригинал",
    show_original="Показать оригинал",
    references="На чём это основано",
    general="Общеизвестные сведения, отдельная работа не указана.",
    read_note="Прочитать об этом",
    suggestions="Можно спросить дальше",
    copy="Скопировать ответ",
    copied="Скопировано",
    copy_failed="Скопировать не удалось",
    share="Ссылка на вопрос",
    shared="Ссылка скопирована",
    timeline="Хронология",
    timeline_hint="Выделены события из ответа. Нажмите на событие, чтобы прочитать о нём.",
    timeline_events="Все события списком",
    timeline_whole="Показать целиком",
    zoom_in="Приблизить",
    zoom_out="Отдалить",
    waiting="Ищу в источниках…",
    busy="Сейчас спрашивают слишком многие. Повторите вопрос через несколько секунд.",
    failed="Ответить не получилось. Повторите вопрос; если не поможет, сообщите смотрителю.",
    too_long="Вопрос слишком длинный: можно не больше 1000 знаков.",
    unreadable="В вопросе есть знаки, которые нельзя прочитать. Напишите его ещё раз.",
    skip="К вопросу",
    in_language=(("ru", "по-русски"), ("en", "по-английски"), ("ja", "по-японски")),
    generated="Написано машиной по показанным отрывкам.",
)

_EN = Words(
    title="Ask the sources",
    about="This assistant answers with sentences quoted word for word from the collected texts and"
    " shows where each one comes from. It is a computer program; where the texts are silent, it"
    " says so.",
    ask_label="Your question",
    ask_placeholder="Type a question…",
    ask="Ask",
    languages="Language",
    examples="Questions to begin with",
    topics="Topics",
    conversation="Conversation",
    you="Question",
    passage_panel="In the source",
    passage_hint="Select a number in an answer to read here the passage that its words come from.",
    open_citation="Show the source",
    close="Close",
    source="The words of a source",
    translation="Translation made for this exhibit",
    account="The exhibit's own account",
    original_of="Original",
    show_original="Show the original",
    references="What this rests on",
    general="General knowledge; no particular work is named.",
    read_note="Read about it",
    suggestions="You could ask next",
    copy="Copy the answer",
    copied="Copied",
    copy_failed="Could not copy",
    share="Link to this question",
    shared="Link copied",
    timeline="Timeline",
    timeline_hint="Events of the answer are lit. Select an event to read about it.",
    timeline_events="All events as a list",
    timeline_whole="Show all of it",
    zoom_in="Zoom in",
    zoom_out="Zoom out",
    waiting="Searching the sources…",
    busy="Many visitors are asking at this moment. Please ask again in a few seconds.",
    failed="The question could not be answered. Please ask again; if that does not help, tell an"
    " attendant.",
    too_long="The question is too long: at most 1,000 characters can be read.",
    unreadable="The question holds characters that cannot be read. Please write it again.",
    skip="Skip to the question",
    in_language=(("ru", "in Russian"), ("en", "in English"), ("ja", "in Japanese")),
    generated="Written by a machine from the passages shown.",
)

_JA = Words(
    title="資料に聞く",
    about="このアシスタントは、集められた資料の文をそのまま引用して質問に答え、それぞれの出典を示します。"
    "コンピュータープログラムであり、資料に答えがないときはそのようにお伝えします。",
    ask_label="質問",
    ask_placeholder="質問を入力してください",
    ask="質問する",
    languages="言語",
    examples="たとえば、このような質問ができます",
    topics="テーマ",
    conversation="質問と回答",
    you="質問",
    passage_panel="資料の該当箇所",
    passage_hint="回答の番号を押すと、その言葉の出典がここに表示されます。",
    open_citation="出典を表示",
    close="閉じる",
    source="資料の原文",
    translation="この展示のための翻訳",
    account="展示制作者による解説",
    original_of="原文",
    show_original="原文を表示",
    references="よりどころとした文献",
    general="一般に知られている事柄で、特定の文献は挙げていません。",
    read_note="詳しく読む",
    suggestions="続けて質問する",
    copy="回答をコピー",
    copied="コピーしました",
    copy_failed="コピーできませんでした",
    share="この質問へのリンク",
    shared="リンクをコピーしました",
    timeline="年表",
    timeline_hint="回答に関わる出来事を強調しています。出来事を選ぶと本文が開きます。",
    timeline_events="出来事の一覧",
    timeline_whole="全体を表示",
    zoom_in="拡大",
    zoom_out="縮小",
    waiting="資料を調べています…",
    busy="ただいま混み合っています。数秒後にもう一度質問してください。",
    failed="回答できませんでした。もう一度質問してください。それでもうまくいかないときは、係員にお知らせください。",
    too_long="質問が長すぎます。1000文字以内で入力してください。",
    unreadable="読み取れない文字が含まれています。もう一度入力してください。",
    skip="質問欄へ移動",
    in_language=(("ru", "ロシア語"), ("en", "英語"), ("ja", "日本語")),
    generated="この回答は、示した資料をもとに機械が書いたものです。",
)

_WORDS = {"ru": _RU, "en": _EN, "ja": _JA}
SHORT_NAMES = {"ru": "RU", "en": "EN", "ja": "日本語"}


def words(language: str) -> Words:
    """Return the words of `language`; English ones for a language that has none of its own."""
    return _WORDS.get(language, _EN)
