"""What kind of answer a question seeks: a date, a person, a place, a number, a reason and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ingest.token import fold

Asked = Literal["when", "who", "where", "number", "duration", "why", "list", "yesno", "what"]

# Over folded text: ё as е, lower case. What stands first in the question decides; of patterns at
# one place the first does.
_PATTERNS: dict[str, tuple[tuple[Asked, str], ...]] = {
    "ru": (
        ("why", r"\b(почему|зачем|отчего|причин\w*|с какой целью|ради чего|из-за чего|для чего|"
                r"чем (было )?объясн\w+|чем вызва\w+|на чем сорва\w+|что (заставило|побудило))\b"),
        ("duration", r"\b(как долго|как надолго|надолго|на какой срок|каков\w* срок|на сколько лет|"
                     r"сколько (лет|месяцев|времени|дней|длил\w*)|какой срок)\b"),
        ("number", r"\b(сколько|скока|почем|сколькими|скольких|какую долю|какая доля|"
                   r"какой процент|какую часть|какая часть|какая цена|какую цену|какую сумму|"
                   r"какова (цена|доля|сумма)|количеств\w*|стоимост\w*|в каком томе|"
                   r"во сколько|насколько|процент\w*|численность)\b"),
        ("when", r"\b(когда|(какого|каким) (числа|числом|года|месяца|дня)|в каком (году|месяце)|"
                 r"какой (год|день|датой)|в как(ой|ие) д(ень|ни)|дат[аыу]|датой|до какого|"
                 r"с какого (числа|года|времени)|к какому (числу|сроку|дню)|какое число|"
                 r"(назовите|укажите) (точн\w+ )?(год|число|день))\b"),
        ("where", r"\b(где|куда|откуда|в каком (городе|городке|месте|здании)|место|"
                  r"в какой (стране|столице)|(на|у) как(ом|их) (берег\w*|побереж\w*)|"
                  r"по какой (широте|параллели|линии)|между какими островами)\b"),
        ("who", r"\b(кто|кого|кому|кем|ком|чья|чей|чьи|фамили\w+|имена|как зва\w+|"
                r"какой (\w+ )?(посол|министр|премьер|адмирал|генерал|дипломат|историк|автор))\b"),
        ("list", r"\b(какие|каких|какими|перечисл\w+|назов\w+|из каких|из чего)\b"),
        ("yesno", r"\b(ли|правда|верно)\b|^(был|была|было|были|есть|может|действительно)\b"),
    ),
    "en": (
        ("why", r"\b(why|what for|how come|for what reason|reasons?|the cause|excuse|"
                r"what (made|led|prompted)|(on|for) what grounds|what purpose)\b"),
        ("duration", r"\b(how long|for how many|how many (years|months|days)|what (was the )?(term|"
                     r"period))\b"),
        ("number", r"\b(how many|how much|what (share|percentage|proportion|price|sum|amount|"
                   r"number|royalty|royalties)|which (volume|page)|what volume|"
                   r"per ?cent|percentage|how large|how big|(number|price|amount) of)\b"),
        ("when", r"\b(when|what (date|year|day|month)|which (year|date|day|month)|by what date|"
                 r"dates?|deadline|since when)\b"),
        ("where", r"\b(where|whereabouts|(which|what) (city|place|town|capital|coast|islands?|"
                  r"parallel|part of))\b"),
        ("who", r"\b(who|whom|whose|what was the name|which (\w+ ){0,2}(person|diplomat|envoy|"
                r"minister|admiral|general|ambassador|leader|historian|scholar|author))\b"),
        ("list", r"\b(which|list|name the|what (are|were)|what \w+s (are|were|did))\b"),
        ("yesno", r"^(is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b"),
    ),
    "ja": (
        ("why", r"なぜ|何故|どうして|理由|なんで(?!す|し)|何で(?!す|し)|わけ|原因|"
                r"何のため|なんのため|どんな事情|目的は"),
        ("duration", r"どのくらいの期間|どれくらいの期間|何年(間|契約|早|延)|何[かヶヵ]月|期間は|"
                     r"いつまで続"),
        ("number", r"いくつ|いくら|何(人|トン|円|回|割|パーセント|%|か所|条|件|倍|名|箇条|年前|"
                   r"年後|巻|ページ|隻|ルーブル|バレル|ドル)|どのくらい|どれくらい|どれだけ|"
                   r"なん(にん|パーセント|ぱーせんと|かい|かしょ|じょう|とん|えん)|"
                   r"何[かカヶヵ](条|所|国)|割合|の数は|人数|金額|値段"),
        ("when", r"いつ|何年|何月|何日|なんねん|なんがつ|なんにち|日付|期日|期限|"
                 r"[のた](日|年|年月日)(は?[?。]?$|を教え)|[印名]日(は|を)"),
        ("where", r"どこ|何処|どちらで|場所|"
                  r"(どの|東西どちらの)(都市|街|町|国|島|海岸|部分|あたり)"),
        ("who", r"誰|だれ|どなた|何者|人物|どんな人|どのような人|"
                r"どの(研究者|学者|大使|大臣|提督|外交官)"),
        ("list", r"どんな|どのような|何と何|すべて|全て|挙げ|列挙|どれ"),
        ("yesno", r"(ました|ます|でした|です|た|る|ない)(の)?(でしょう)?か[?。]?$"),
    ),
}  # fmt: skip
QUESTION_WORDS = {
    "ru": "почему зачем когда сколько какой какая какие какого каком какую который где куда откуда"
    " кого кому чего именно сейчас что кто как это был его она они для при".split(),
    "en": "what when where which whose whom who how why the and was did for are its had".split(),
}
"""Words that questions are made of, which a misspelt one may be meant for."""

SPOKEN = {
    "ru": {
        "када": "когда", "кода": "когда", "кагда": "когда", "скока": "сколько", "скоко": "сколько",
        "скок": "сколько", "сколко": "сколько", "че": "что", "чо": "что", "шо": "что",
        "чево": "чего", "каво": "кого", "каго": "кого", "кокой": "какой", "пачему": "почему",
        "почиму": "почему", "зочем": "зачем", "хто": "кто", "хде": "где",
    },
    "en": {
        "wen": "when", "wehn": "when", "wat": "what", "wht": "what", "wot": "what", "wats": "what",
        "whats": "what", "whos": "who", "wer": "where", "wher": "where", "wich": "which",
        "y": "why", "wy": "why", "meny": "many",
    },
}  # fmt: skip
"""Question words, folded, as they are written by ear."""

_COMPILED = {
    language: tuple((asked, re.compile(pattern)) for asked, pattern in patterns)
    for language, patterns in _PATTERNS.items()
}
_JAPANESE_WHAT = re.compile(r"(何|なに|なん|どう|いかが)")
_WHAT = {
    "ru": re.compile(r"\b(что|чего|чему|чем|как|как(ой|ая|ое|ова?|овы|ую|им|ом))\b"),
    "en": re.compile(r"\b(what|how)\b(?! about)"),
    "ja": _JAPANESE_WHAT,
}
"""Words that ask for anything at all."""


# Over folded text.
_ORDER = {
    "ru": re.compile(r"\b(назов|перечисл|объясн|расскаж|подскаж|скаж|опиш|сравн)(и|ите)\b|"
                     r"\b(хочу|хоте(л|ла|ли|лось)( бы)?|интересно)( бы)? (у?знать|спросить)\b|"
                     r"\bинтересует\b"),
    "en": re.compile(r"^(please,? )?(name|list|explain|describe|compare|tell)\b|"
                     r"^(please,? )?give (me|us) (the|a|all|both)\b|"
                     r"\b(want|like) to (know|ask)\b|\b(wonder|wondering|curious)\b"),
    "ja": re.compile(r"(教えて|おしえて|挙げて|述べて|説明して|答えて|聞かせて)"
                     r"(ください|下さい|ほしい(です)?|くれ|[ねよ])?\W*$|(知りたい|聞きたい|気になる)"),
}  # fmt: skip

_SUBJECT_FIRST = ("ru", "en")
"""Languages in which what is asked stands before such clauses as "when it was signed"."""


def asked_for(question: str, language: str) -> Asked:
    """Return the kind of answer that `question` seeks; "what" where its words do not tell."""
    text = fold(question).strip()
    found = [(match.start(), asked) for asked, match in _matches(text, language)]
    if not found:
        return "what"
    specific = [one for one in found if one[1] not in ("list", "yesno")]
    if specific and language in _SUBJECT_FIRST:
        return min(specific, key=lambda one: one[0])[1]
    asked = found[0][1]
    if asked == "yesno" and language == "ja" and _JAPANESE_WHAT.search(text):
        return "what"
    return asked


def _matches(text: str, language: str) -> Iterator[tuple[Asked, re.Match[str]]]:
    for asked, pattern in _COMPILED[language]:
        match = pattern.search(text)
        if match:
            yield asked, match


def is_explicit(question: str, language: str) -> bool:
    """Tell whether `question` says itself what it asks: "And when?" does, "And Japan?" does not."""
    if asked_for(question, language) not in ("what", "yesno"):
        return True
    return bool(_WHAT[language].search(fold(question)))


def is_order(sentence: str, language: str) -> bool:
    """Tell whether `sentence` asks by an order or a wish: "List them", "I'd like to know"."""
    return bool(_ORDER[language].search(fold(sentence).strip()))
