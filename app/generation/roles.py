"""Who does what to whom: by the words before a name, its case or particle, and the verb's voice.

"Japan recognised the USSR" and "Japan was recognised by the USSR" have the same words in the same
order. A sentence may use only roles that its proof gives to the same name, date or number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.generation.elements import ACTING, Element, Statement
from app.generation.voices import AUXILIARY, BE, FINITE, like_participle, verbs_of, voiced

_EN_ROLES = frozenset(
    "by to from of for with against without between under than over in on at into onto after before"
    " behind via through".split()
)
_RU_ROLES = frozenset(
    "в на с к от из до по у о об для без против между под над за при через перед около после из-за"
    " вместо кроме против".split()
)
_SAME = {"on": "in", "at": "in", "во": "в", "на": "в", "со": "с", "ко": "к", "об": "о"}
_AND = frozenset(("and", "и"))
_EITHER = frozenset(("nomn", "accs"))
_UNDECLINED = r"[оеёуюиэ]$"
_EN_TIME = frozenset("by until till before after since from to through about".split())
_RU_TIME = frozenset("к ко до с со после от по около".split())
_EN_COUNT = frozenset("to under over than least most about nearly from by below above".split())
_RU_COUNT = frozenset("до от с свыше более менее около по".split())
_JA_TITLE = r"(?:氏|大使|公使|政府|外相|代表|全権|側|軍)*"
_JA_ROLE = re.compile(
    _JA_TITLE
    + r"(によって|により|からの|への|との|において|から|まで|より|が|は|も|を|に|へ|で|と|の|や)?"
)
_JA_SAME = {"は": "が", "も": "が", "において": "で"}
_JA_TIME = re.compile(r"(?:頃|ごろ)?(までに|まで|から|より|以降|以後|以前|前|後)?")
_JA_COUNT = re.compile(r".{0,4}?(以上|以下|未満|超|まで|から|余り|弱|前後)")
_JA_CORE = frozenset(("が", "を", "に", "から", "へ", "によって", "により", "より"))


@dataclass(frozen=True, slots=True)
class Role:
    """A preposition or particle, and the cases a Russian name may stand in here."""

    mark: str
    cases: frozenset[str] = frozenset()

    def agrees(self, other: Role) -> bool:
        """Tell whether both may be the same."""
        return self.mark == other.mark and (self.cases == other.cases or
                                            bool(self.cases & other.cases))  # fmt: skip


def roles_kept(said: Statement, ground: Statement) -> bool:
    """Tell whether every name, date and number of `said` has a role that `ground` gives it."""
    return (
        all(_kept(element, said, ground) for element in said.of(*ACTING, "date", "figure"))
        and all(
            voiced(word, said, ground) and _placed(word, said, ground)
            for word in said.of("word", "name")
        )
        and _sides_kept(said, ground)
    )


def _kept(element: Element, said: Statement, ground: Statement) -> bool:
    if element.kind in ACTING and _is_title(said):
        return True
    role = role_of(element, said)
    return any(role.agrees(role_of(other, ground)) for other in ground.like(element))


def _placed(word: Element, said: Statement, ground: Statement) -> bool:
    """Tell whether a plain noun has a role that the ground gives it, where both say one."""
    if _is_title(said):
        return True
    mine = role_of(word, said)
    theirs = [role_of(other, ground) for other in ground.like(word)]
    if said.language == "ja":
        marks = {role.mark for role in theirs}
        return mine.mark not in _JA_CORE or mine.mark in marks or not marks <= _JA_CORE
    if not mine.cases:
        return True
    told = [role for role in theirs if role.cases]
    return not told or any(mine.cases & role.cases for role in told)


def _is_title(said: Statement) -> bool:
    """Tell whether a sentence has no verb and only one name, which then acts on nobody."""
    return len(said.of(*ACTING)) == 1 and said.language == "ru" and not verbs_of(said)


def role_of(element: Element, of: Statement) -> Role:
    """Return what stands before or behind a piece and says how it takes part."""
    if of.language == "ja":
        return _particle(element, of)
    if element.kind not in ("date", "figure"):
        return _case(element, of)
    time, count = (_EN_TIME, _EN_COUNT) if of.language == "en" else (_RU_TIME, _RU_COUNT)
    known = time if element.kind == "date" else count
    before = [t for t in of.tokens if t.end <= element.start and t.text.lower() != "the"][-1:]
    mark = before[0].text.lower() if before else ""
    return Role(_SAME.get(mark, mark) if mark in known else "")


def _case(element: Element, of: Statement) -> Role:
    mark = _preposition(element, of)
    if of.language == "en":
        return Role(mark + "'s" * bool(re.search(r"['’]s?$", of.text[element.start : element.end])))
    from ingest.russian import form_of

    words = [t.text for t in of.tokens if element.start <= t.start < element.end]
    if element.kind == "person":  # no dictionary knows them, so the same case has the same ending
        last = words[-1].lower() if words else ""
        return Role(mark, _EITHER if re.search(_UNDECLINED, last) else frozenset((last,)))
    cases = [form_of(word).cases for word in words if form_of(word).pos == "NOUN"]
    common = frozenset.intersection(*cases) if cases else frozenset()
    return Role(mark, common or frozenset[str]().union(*cases))


def _preposition(element: Element, of: Statement) -> str:
    """Return the preposition that governs a name, through «и» also that of the name before."""
    known = _EN_ROLES if of.language == "en" else _RU_ROLES
    end = element.start
    for token in reversed([t for t in of.tokens if t.end <= element.start]):
        word = token.text.lower()
        if re.search(r"[,;:.]", of.text[token.end : end]):
            return ""
        if word in known:
            return _SAME.get(word, word)
        if word in _AND:
            if _acts(element, of):
                return ""  # "… to Stalin and Rykov sold …" begins another statement
            others = [e for e in of.of(element.kind) if e.end <= token.start]
            return _preposition(others[-1], of) if others else ""
        if word not in ("the", "a", "an") and not _describes(token.text, of.language):
            return ""
        end = token.start
    return ""


def _acts(element: Element, of: Statement) -> bool:
    """Tell whether a verb follows the name at once."""
    after = [t for t in of.tokens if t.start >= element.end][:1]
    if not after or re.search(r"[,;:]", of.text[element.end : after[0].start]):
        return False
    word = after[0].text.lower()
    return word in FINITE or any(verb.start == after[0].start for verb in verbs_of(of))


def _describes(word: str, language: str) -> bool:
    """Tell whether a word may stand between a preposition and the name: «с послом Караханом»."""
    if not word.islower():
        return False
    if language == "en":
        return not like_participle(word) and word not in BE | AUXILIARY
    from ingest.russian import form_of

    return form_of(word).pos in ("NOUN", "ADJF", "PRTF")


def _particle(element: Element, of: Statement) -> Role:
    pattern = {"date": _JA_TIME, "figure": _JA_COUNT}.get(element.kind, _JA_ROLE)
    found = pattern.match(of.text, element.end)
    mark = found[1] if found and found[1] else ""
    following = [e for e in of.of(*ACTING) if e.start >= element.end][:1]
    if element.kind in ACTING and following:
        between = of.text[element.end : following[0].start]
        if re.fullmatch(_JA_TITLE + r"(?:と|や|、|・|および|及び)", between):
            return _particle(following[0], of)
    return Role(_JA_SAME.get(mark, mark))


def _sides_kept(said: Statement, ground: Statement) -> bool:
    """Tell whether names and nouns stand on their side of the verb, where only that tells."""
    if said.language == "ja":
        return True
    verbs = verbs_of(said)
    known = [verb for verb in verbs if ground.like(verb)]
    return all(
        all(_on_its_side(one, verb, ground) for verb in known) and _still_acts(one, known, ground)
        for one in said.of(*ACTING, "word", "name")
        if one not in verbs and _silent(role_of(one, said)) and ground.like(one)
    )


def _on_its_side(one: Element, verb: Element, ground: Statement) -> bool:
    return any(
        (one.start < verb.start) == (there.start < what.start)
        for there in ground.like(one)
        for what in ground.like(verb)
    )


def _still_acts(one: Element, verbs: list[Element], ground: Statement) -> bool:
    """Tell whether who stands right before a verb wherever the ground has him also does here."""
    always = all(_acts(there, ground) for there in ground.like(one))
    return not always or not verbs or any(one.start < verb.start for verb in verbs)


def _silent(role: Role) -> bool:
    """Tell whether a role does not say who acts: no preposition, and subject or object alike."""
    return not role.mark and (not role.cases or role.cases >= _EITHER)
