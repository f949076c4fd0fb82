"""Trains the default encoder: `python -m ingest.train`, minutes on two cores, no network.

A static embedding over subwords of the three languages. It learns from what the corpus holds
already: aligned sentences and passages, glossary entries, headings, and the questions that
passages are known to answer, each with the passage in every language.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.corpus import read_corpus
from ingest.encoder import DEFAULT_FOLDER
from ingest.pairs import Pair, pairs
from ingest.places import CORPUS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_CARD = """---
license: cc-by-sa-4.0
language: [ru, en, ja]
library_name: model2vec
---

# Model card: nisso-static

A static embedding over subwords for Russian, English and Japanese: 256 dimensions, half precision,
trained from random weights by `python -m ingest.train` with Sentence-Transformers (StaticEmbedding,
MultipleNegativesRankingLoss in both directions, fixed seed). Licence: CC BY-SA 4.0, as the texts.

Data: the corpus's aligned passages and sentences, the glossary's names, the headings, and the
questions in `corpus/questions`, each with its passage in the three languages. Nothing else; no
evaluation question. Figures: NOTES.md.

Limits: it knows the words of this corpus and of the questions about it. Of any other subject it
knows next to nothing, which `confidence` says and the retriever heeds.
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the outcome of a training besides the data."""

    vocabulary: int = 16_000
    dimension: int = 256
    epochs: int = 8
    batch: int = 512
    learning_rate: float = 0.05
    scale: float = 20.0
    seed: int = 1925


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """Return a Unigram tokenizer of at most `size` subwords, lower-case, ё as е."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("ё", "е"),
         normalizers.Replace("ō", "o"), normalizers.Replace("ū", "u"),
         normalizers.Replace("ā", "a")]
    )  # fmt: skip
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[\p{P}\p{S}]"), "removed"),
            pre_tokenizers.Split(Regex(r"\d+"), "isolated"),
            pre_tokenizers.Split(
                Regex(r"[\p{Han}]+|[\p{Hiragana}]+|[\p{Katakana}ー]+"), "isolated"
            ),
            pre_tokenizers.Metaspace(prepend_scheme="first"),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=size,
        unk_token="[UNK]",  # noqa: S106 (a token, no password)
        special_tokens=["[UNK]", "[PAD]"],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def train(data: Sequence[Pair], tokenizer: Tokenizer, settings: Settings) -> np.ndarray:
    """Return the trained vectors of the subwords, shape (vocabulary, dimension)."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(settings.seed)
    torch.use_deterministic_algorithms(True)
    generator = np.random.default_rng(settings.seed)
    start = generator.normal(0, 0.02, (tokenizer.get_vocab_size(), settings.dimension))
    static = StaticEmbedding(tokenizer, embedding_weights=start.astype(np.float32))
    model = SentenceTransformer(modules=[static], device="cpu")
    loss = MultipleNegativesRankingLoss(
        model,
        scale=settings.scale,
        directions=("query_to_doc", "doc_to_query"),
        partition_mode="per_direction",
    )
    steps = settings.epochs * (len(data) // settings.batch)
    optimizer = torch.optim.Adam(model.parameters(), lr=settings.learning_rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings.learning_rate, total_steps=steps + 1, pct_start=0.1
    )
    shuffle = random.Random(settings.seed)  # noqa: S311 (a shuffle, no secret)
    done = 0
    for _ in range(settings.epochs):
        for batch in _batches(data, settings.batch, shuffle):
            if done == steps:
                break
            optimizer.zero_grad()
            sides = [model.preprocess([pair[side] for pair in batch]) for side in (0, 1)]
            value = loss(sides, torch.empty(0))
            value.backward()
            optimizer.step()
            schedule.step()
            done += 1
            if done % 100 == 0:
                sys.stderr.write(f"step {done}/{steps} loss {value.item():.3f}\n")
    vectors: np.ndarray = static.embedding.weight.detach().numpy()
    return vectors


def _batches(data: Sequence[Pair], size: int, shuffle: random.Random) -> Iterable[list[Pair]]:
    """Give the pairs in random batches that hold no text twice: a twin is no negative."""
    waiting = list(data)
    shuffle.shuffle(waiting)
    batch: list[Pair] = []
    seen: set[str] = set()
    late: list[Pair] = []
    for pair in waiting:
        if seen.isdisjoint(pair):
            batch.append(pair)
            seen.update(pair)
        else:
            late.append(pair)
        if len(batch) == size:
            yield batch
            # Those that had to wait for a twin come first in the next batch.
            batch, seen, held = [], set(), late
            late = []
            for waited in held:
                if seen.isdisjoint(waited):
                    batch.append(waited)
                    seen.update(waited)
                else:
                    late.append(waited)


def save(vectors: np.ndarray, tokenizer: Tokenizer, learned: Iterable[str], folder: Path) -> None:
    """Write the model into `folder` in the form that both model2vec and NumPy alone can read."""
    from model2vec import StaticModel

    folder.mkdir(parents=True, exist_ok=True)
    model = StaticModel(
        vectors.astype(np.float16), tokenizer, {"normalize": False}, normalize=False
    )
    model.save_pretrained(folder)
    (folder / "README.md").write_text(_CARD, encoding="utf-8")
    text = json.dumps(sorted(learned), ensure_ascii=False)
    (folder / "learned.json").write_text(text + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Train on the corpus and write the model; return 0."""
    parser = argparse.ArgumentParser("python -m ingest.train", description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--model", type=Path, default=DEFAULT_FOLDER)
    arguments = parser.parse_args(argv)
    corpus = read_corpus(arguments.corpus)
    settings = Settings()
    data = pairs(corpus)
    tokenizer = train_tokenizer(
        sorted({text for pair in data for text in pair}), settings.vocabulary
    )
    vectors = train(data, tokenizer, settings)
    save(vectors, tokenizer, _learned(data, tokenizer), arguments.model)
    return 0


def _learned(data: Sequence[Pair], tokenizer: Tokenizer) -> set[str]:
    """Return the subwords of at least three letters, or two kanji, that the data holds twice."""
    counts: dict[str, int] = {}
    for text in {text for pair in data for text in pair}:
        for token in tokenizer.encode(text, add_special_tokens=False).tokens:
            counts[token] = counts.get(token, 0) + 1
    return {token for token, count in counts.items() if count > 1 and _is_word(token)}


def _is_word(token: str) -> bool:
    word = token.lstrip("▁")
    if any("\u4e00" <= character <= "\u9fff" for character in word):
        return len(word) >= 2
    return len(word) >= 4 and token != word


if __name__ == "__main__":
    sys.exit(main())
