"""What kind of answer a question seeks: a date, a person, a place, a number, a reason and so on."""

from __future__ import annotations

import re
from typing import Literal

from ingest.token import fold

Asked = Literal["when", "who", "where", "number", "duration", "why", "list", "yesno", "what"]

# The first pattern that matches decides; they are written over folded text (ё as е, lower case).
_PATTERNS: dict[str, tuple[tuple[Asked, str], ...]] = {
    "ru": (
        ("why", r"\b(почему|зачем|отчего|причин\w*|с какой целью|ради чего|из-за чего)\b"),
        ("duration", r"\b(как долго|как надолго|надолго|на какой срок|каков\w* срок|на сколько лет|"
                     r"сколько (лет|месяцев|времени|дней|длил\w*)|какой срок)\b"),
        ("number", r"\b(сколько|скока|почем|сколькими|скольких|какую долю|какая доля|"
                   r"какой процент|какую часть|какая часть|какая цена|какую цену|какую сумму|"
                   r"какова (цена|доля|сумма)|количеств\w*|стоимост\w*|"
                   r"во сколько|процент\w*|численность)\b"),
        ("when", r"\b(когда|(какого|каким) (числа|числом|года|месяца|дня)|в каком (году|месяце)|"
                 r"какой (год|день|датой)|в какой день|дат[аыу]|датой|до какого|"
                 r"с какого (числа|года|времени)|к какому (числу|сроку|дню)|какое число)\b"),
        ("where", r"\b(где|куда|откуда|в каком (городе|месте|здании)|в какой (стране|столице)|"
                  r"место)\b"),
        ("who", r"\b(кто|кого|кому|кем|ком|чья|чей|чьи|фамили\w+|имена|как зва\w+)\b"),
        ("list", r"\b(какие|каких|какими|перечисл\w+|назов\w+|из каких|из чего)\b"),
        ("yesno", r"\b(ли|правда|верно)\b|^(был|была|было|были|есть|может|действительно)\b"),
    ),
    "en": (
        ("why", r"\b(why|what for|how come|for what reason|reasons?|the cause)\b"),
        ("duration", r"\b(how long|for how many|how many (years|months|days)|what (was the )?(term|"
                     r"period))\b"),
        ("number", r"\b(how many|how much|what (share|percentage|proportion|price|sum|amount|"
                   r"number)|"
                   r"per ?cent|percentage|how large|how big|(number|price|amount) of)\b"),
        ("when", r"\b(when|what (date|year|day|month)|which (year|date|day|month)|by what date|"
                 r"dates?|deadline|since when)\b"),
        ("where", r"\b(where|what (city|place|town)|which (city|place|town|capital))\b"),
        ("who", r"\b(who|whom|whose|what was the name|which (person|diplomat|envoy|minister))\b"),
        ("list", r"\b(which|list|name the|what (are|were)|what \w+s (are|were|did))\b"),
        ("yesno", r"^(is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b"),
    ),
    "ja": (
        ("why", r"なぜ|何故|どうして|理由|なんで|何で|わけ"),
        ("duration", r"どのくらいの期間|どれくらいの期間|何年間|何か月|何ヶ月|何ヵ月|期間は|"
                     r"いつまで続"),
        ("number", r"いくつ|いくら|何(人|トン|円|回|割|パーセント|%|か所|条|件|倍|名|箇条|年前|"
                   r"年後)|"
                   r"どのくらい|どれくらい|どれだけ|なん(にん|パーセント|ぱーせんと|かい|かしょ|じょう|とん|えん)|"
                   r"何[かカヶヵ](条|所|国)|割合|の数は|人数|金額|値段"),
        ("when", r"いつ|何年|何月|何日|なんねん|なんがつ|なんにち|日付|期日|期限|"
                 r"[のた](日|年|年月日)は?[?。]?$"),
        ("where", r"どこ|何処|どちらで|場所|どの(都市|街|町|国)"),
        ("who", r"誰|だれ|どなた|何者|人物"),
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

_COMPILED = {
    language: tuple((asked, re.compile(pattern)) for asked, pattern in patterns)
    for language, patterns in _PATTERNS.items()
}
_JAPANESE_WHAT = re.compile(r"(何|なに|なん|どう|いかが)")


def asked_for(question: str, language: str) -> Asked:
    """Return the kind of answer that `question` seeks; "what" where its words do not tell."""
    text = fold(question).strip()
    for asked, pattern in _COMPILED[language]:
        if pattern.search(text):
            if asked == "yesno" and language == "ja" and _JAPANESE_WHAT.search(text):
                return "what"
            return asked
    return "what"


def is_explicit(question: str, language: str) -> bool:
    """Tell whether the words of `question` say which kind of answer it seeks."""
    return asked_for(question, language) not in ("what", "yesno")
