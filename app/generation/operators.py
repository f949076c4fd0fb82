"""The words that turn a statement: not, refused, proposed, must, allegedly, if, only, half.

Every word of "Japan signed" stands in "Japan refused to sign". So a sentence has to keep each of
these words that its proof has, add none, and put each before (in Japanese, behind) the same word.
"""

from __future__ import annotations

import re

from app.generation.elements import Element, Statement

_EN = {
    "negation": r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely"
    r"|scarcely)\b|n['’]t\b",
    "refusal": r"\b(?:refus|reject|fail|prohibit|prevent|oppos|ceas)\w*|\bden(?:y|ied|ies|ial)\b"
    r"|\bdeclin(?:e|ed|es|ing)\b|\bforb[aiy]d\w*|\bstop(?:ped|s)?\b",
    "intent": r"\b(?:propos|promis|offer|demand|request|urg(?:e|ing)|hop(?:e|ing)|attempt|threaten"
    r"|suggest|recommend|expect|oblig|pledg|intend|intention|plann)\w*"
    r"|\b(?:plans?|want(?:s|ed)?|wish\w*|asked|asks|tried|tries|try|seeks?|sought|agree[ds]?"
    r"|und(?:ertook|ertakes?)|prepar(?:e[ds]?|ing)|consider(?:ed|s)?|discuss(?:ed|es)?|decided)\b",
    "modal": r"\b(?:must|shall|should|would|will|could|can|might|ought)\b|\b(?-i:may)\b"
    r"|\b(?:was|were|is|are|had|have|has) to\b",
    "doubt": r"\b(?:alleg|reported|rumou?r|claim|suppos|believ|probabl|perhaps|possibl|apparent"
    r"|doubt|fals|myth|announc|declar|stat(?:ed|es)|argu)\w*|\b(?:says?|said|thought|wr(?:ote|ites?)"
    r"|told|tells?)\b",
    "condition": r"\b(?:if|unless|whether|provided)\b",
    "exception": r"\b(?:except\w*|only|almost|nearly|apart|besides)\b",
    "quantity": r"\b(?:all|every|each|most|some|several|half|partly|partial\w*|parts?|many|few"
    r"|fewer|less|more|least|than)\b",
}
_RU = {
    "negation": r"\b(?:не|нет|ни|нельзя|без|никогда|никто|никого|никем|ничто|ничего|никак\w*"
    r"|отсутств\w*|невозможн\w*|вряд ли)\b",
    "refusal": r"\b(?:отказ|отверг|отклон|отриц|запрет|запрещ|препят|воспрепят|помеша|прекра[тщ]"
    r"|воздерж|возраж)\w*",
    "intent": r"\b(?:предлаг|предлож|планиров|намер|обеща|треб|попрос|прос[ия]|хоте|хот[ия]|пыта"
    r"|попыт|угрож|соглас(?:и|ен|н[аоы])|обязал|обязыва|обязан|готов|стрем|наде[яю]|добива|решил)\w*",
    "modal": r"\b(?:долж(?:ен|на|но|ны)|мог(?:ла|ли|ло|ут)?|может|можно|следует|будет|будут|бы"
    r"|надлеж\w*|подлеж\w*)\b",
    "doubt": r"\b(?:якобы|возможно|вероятно|слух\w*|предполаг\w*|утвержда\w*|счита\w*|будто|ложн\w*"
    r"|сомн\w*|писа\w*|пишет|сообщ\w*|заяв\w*|говори\w*|сказа\w*|вспомина\w*)\b",
    "condition": r"\b(?:если|ли|при условии)\b",
    "exception": r"\b(?:кроме|лишь|только|почти|едва)\b",
    "quantity": r"\b(?:все|всех|всем|всеми|весь|вся|всю|всего|всей|кажд\w*|больш\w*|част[ьи]\w*"
    r"|частичн\w*|половин\w*|несколько|многие|многих|менее|более|меньше|свыше)\b",
}
_JA = {
    "negation": r"な(?:い|かっ|く|けれ)|無[いく]|ませ[んぬ]|ず(?=[、。にと]|$)|ざる|ぬ(?=[。、])",
    "refusal": r"拒否|拒絶|拒[んみむ]|否定|否認|却下|断[りっ]|禁止|禁じ|中止|反対|停止",
    "intent": r"提案|要求|計画|予定|約束|約し|求め|望[みんむ]|希望|試み|要請|つもり|しよう|意図"
    r"|同意|義務|申し[出入]|決め|決定",
    "modal": r"べき|ならな|必要|だろう|かもしれ|であろう|でき[るた]",
    "doubt": r"とされ|という|といわれ|と言われ|伝え|らし[いく]|とみら|推定|主張|おそらく|偽|噂"
    r"|述べ|書い|語っ|報じ",
    "condition": r"もし|ならば|場合",
    "exception": r"だけ|のみ|ほとんど|を除|以外",
    "quantity": r"すべて|全て|全部|各|一部|半|多く|以上|以下|未満",
}
_PATTERNS = {
    language: {name: re.compile(pattern, re.IGNORECASE) for name, pattern in table.items()}
    for language, table in (("ru", _RU), ("en", _EN), ("ja", _JA))
}
Turn = tuple[str, Element | None]
"""The kind of an operator, and the word or name that it bears on, None where it ends the text."""


def turned(said: Statement, ground: Statement) -> bool:
    """Tell whether the operators of `said` are not those of `ground`, each at the same word."""
    left = _turns(ground)
    for kind, word in _turns(said):
        found = next((t for t in left if t[0] == kind and _both(word, t[1])), None)
        if found is None:
            return True
        left.remove(found)
    return bool(left)


def _both(one: Element | None, other: Element | None) -> bool:
    return one is other if one is None or other is None else one.same(other)


def places_of(statement: Statement) -> list[tuple[str, tuple[int, int]]]:
    """Return each operator's kind with its start and end in the text."""
    return [
        (kind, found.span())
        for kind, pattern in _PATTERNS[statement.language].items()
        for found in pattern.finditer(statement.text)
    ]


def _turns(statement: Statement) -> list[Turn]:
    return [(kind, _bears_on(statement, place)) for kind, place in places_of(statement)]


def _bears_on(statement: Statement, place: tuple[int, int]) -> Element | None:
    start, end = place
    if statement.language == "ja":
        return next((e for e in reversed(statement.elements) if e.start < start), None)
    return next((e for e in statement.elements if e.start >= end), None)
