"""Sentences that speak to the machine: they are neither shown to the model nor taken as proof.

A list can be written around; what holds is that every sentence is proved. This keeps out the
plainest attempts, whose own text would otherwise "prove" what they ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.records import Passage
from ingest.sentences import sentences

_PATTERNS = (
    r"\b(ignore|disregard|forget|override)\b.{0,40}\b(instruction|prompt|rule|passage|source)s?\b",
    r"\b(system|developer) prompt\b|\bas an? (ai|language model)\b",
    r"\byou are (now )?an? (ai|bot|assistant)\b",
    r"\b(language model|assistant|chatbot|ai)s?\b.{0,20}\b(must|should|shall|has to)\b",
    r"\b(игнориру\w*|забуд\w*|не обращай\w*|отмен\w*)\b.{0,40}"
    r"\b(инструкци\w*|указани\w*|правил\w*|промпт\w*)\b",
    r"\bсистемн\w+ промпт|\bты (теперь )?(бот|ассистент|языковая модель)",
    r"(指示|命令|プロンプト|ルール|規則).{0,15}(無視|忘れ|破棄)|システムプロンプト",
    r"あなたは(AI|人工知能|アシスタント|ボット)",
)
_TO_THE_MACHINE = re.compile("|".join(_PATTERNS), re.IGNORECASE | re.DOTALL)


def speaks_to_machine(text: str) -> bool:
    """Tell whether `text` tries to instruct a language model."""
    return bool(_TO_THE_MACHINE.search(text))


def calm(passages: Iterable[Passage]) -> list[Passage]:
    """Return `passages` up to their first sentence that speaks to the machine; empty ones go.

    Offsets stay true, as only the end of a text is left out.
    """
    found = [replace(passage, text=_calm(passage.text)) for passage in passages]
    return [passage for passage in found if passage.text.strip()]


def _calm(text: str) -> str:
    for start, end in sentences(text):
        if speaks_to_machine(text[start:end]):
            return text[:start].rstrip()
    return text
