"""Passages to chunks, by LlamaIndex's sentence splitter: the one file of ingest that imports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.records import Chunk, Passage
from ingest.sentences import sentences

SCHEME = "passage-window+sentence/2"
"""Names how chunks are cut; an index built by another scheme is rebuilt."""


def chunks(
    passages: Iterable[Passage], *, window: int, count_tokens: Callable[[str], int]
) -> list[Chunk]:
    """Return the chunks of `passages` in order: windows of each passage, then its sentences.

    A chunk holds at most `window` tokens as `count_tokens` counts them and is a verbatim part
    of its passage; a passage of one sentence gives one chunk.
    """
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import TextNode

    splitter = SentenceSplitter(
        chunk_size=window,
        chunk_overlap=0,
        tokenizer=lambda text: [0] * count_tokens(text),
        chunking_tokenizer_fn=_pieces,
        include_metadata=False,
        include_prev_next_rel=False,
        id_func=lambda index, _: str(index),
    )

    def fits(text: str) -> bool:
        return count_tokens(text) <= window

    found: list[Chunk] = []
    for passage in passages:
        nodes = splitter([TextNode(text=passage.text, id_=passage.id)])
        windows = _ranges(passage.text, [node.get_content() for node in nodes])
        ranges = [part for a, b in windows for part in _fitting(passage.text, a, b, fits)]
        ranges += [
            (a, b)
            for a, b in sentences(passage.text)
            if (a, b) not in ranges and fits(passage.text[a:b])
        ]
        found += [_chunk(passage, number, a, b) for number, (a, b) in enumerate(ranges)]
    return found


def _pieces(text: str) -> list[str]:
    starts = [start for start, _ in sentences(text)]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _ranges(text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    done = 0
    for part in filter(None, map(str.strip, parts)):
        start = text.find(part, done)
        if start < 0:
            raise ValueError(f"the splitter returned a part that is not verbatim: {part[:40]!r}")
        done = start + len(part)
        found.append((start, done))
    return found


def _fitting(text: str, start: int, end: int, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    # The splitter leaves a word without blanks whole, however long.
    if end - start < 2 or fits(text[start:end]):
        return [(start, end)]
    middle = (start + end) // 2
    return _fitting(text, start, middle, fits) + _fitting(text, middle, end, fits)


def _chunk(passage: Passage, number: int, start: int, end: int) -> Chunk:
    return Chunk(
        id=f"{passage.id}#{number}",
        passage_id=passage.id,
        aligned_id=passage.aligned_id,
        language=passage.language,
        start=start,
        end=end,
        text=passage.text[start:end],
    )
