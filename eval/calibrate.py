"""Learns the answerer's two linear models: `python -m eval.calibrate`, some minutes.

Only the questions that the corpus carries (`corpus/questions`), answered and unanswered, are
used, never an evaluation question. Two folds: half of the questions trains
an encoder and stands in an index, the other half is asked, so that no question is judged by itself.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from app import features
from app.abstention import judged_values
from app.extractive import Ranking, rank
from app.features import Candidate
from app.model import FILE, Model, load_model
from app.question import Question
from app.retriever import Evidence, Retriever
from ingest.build import publish
from ingest.corpus import read_corpus
from ingest.encoder import open_encoder
from ingest.index import Index
from ingest.places import CORPUS
from ingest.records import Corpus, KnownQuestion
from ingest.sentences import sentences
from ingest.train import Settings, train_and_save

_WARM = 0.02
"""Ridge penalty; keeps a weight near its prior where the questions say little."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked of an index that does not know it.

    `matrix` holds the candidates' features, shape (n, d); `gold` the rows that answer, empty for
    a question that the sources do not answer.
    """

    question: Question
    evidence: Evidence
    language: str
    answerable: bool
    matrix: NDArray[np.float32]
    gold: tuple[int, ...]
    ranking: Ranking


def fold_of(question: str) -> int:
    """Return 0 or 1, the same on every machine."""
    return hashlib.sha256(question.encode()).digest()[0] % 2


def asked(corpus: Corpus, model: Model) -> list[Asked]:
    """Return every question of the corpus and every near miss, asked across folds."""
    found: list[Asked] = []
    for fold in (0, 1):
        known = tuple(q for q in corpus.questions if fold_of(q.question) == fold)
        held_out = [q for q in corpus.questions if fold_of(q.question) != fold]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            train_and_save(corpus, known, folder / "model", Settings())
            encoder = open_encoder(str(folder / "model"))
            publish(replace(corpus, questions=known), encoder, folder / "index")
            retriever = Retriever(Index(folder / "index"))
            found += [_ask(retriever, question, model) for question in held_out]
            retriever.index.close()
    return [one for one in found if one.ranking.candidates]


def _ask(retriever: Retriever, known: KnownQuestion, model: Model) -> Asked:
    question = retriever.read(known.question, (), known.language)
    language = known.language if question.language != known.language else question.language
    question = replace(question, language=language)
    evidence = retriever.evidence(question, language)
    ranking = rank(question, evidence, retriever, model)
    candidates = ranking.candidates
    matrix = np.array([c.features for c in candidates]).reshape(-1, len(features.NAMES))
    gold = tuple(i for i, c in enumerate(candidates) if _answers(c, known))
    return Asked(question, evidence, language, known.sentence >= 0, matrix, gold, ranking)


def _answers(candidate: Candidate, known: KnownQuestion) -> bool:
    if candidate.passage.aligned_id != known.passage:
        return False
    return known.sentence == 0 or _number(candidate) == known.sentence


def _number(candidate: Candidate) -> int:
    starts = [start for start, _ in sentences(candidate.passage.text)]
    return starts.index(candidate.start) + 1


def learn_rank(rows: Sequence[Asked]) -> dict[str, float]:
    """Return weights that put an answering sentence first: softmax over candidates, L-BFGS."""
    useful = [row for row in rows if row.gold and len(row.matrix) > len(row.gold)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = (
            _WARM * len(useful) * 0.05 * float(weights @ weights),
            np.zeros_like(weights),
        )
        gradient += 2 * _WARM * len(useful) * 0.05 * weights
        for row in useful:
            scores = row.matrix @ weights
            p = np.exp(scores - scores.max())
            p /= p.sum()
            mass = p[list(row.gold)].sum()
            total -= float(np.log(mass + 1e-12))
            q = np.zeros_like(p)
            q[list(row.gold)] = p[list(row.gold)] / (mass + 1e-12)
            gradient += row.matrix.T @ (p - q)
        return total, gradient

    start = np.zeros(len(features.NAMES))
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return dict(zip(features.NAMES, (round(float(w), 4) for w in result.x), strict=True))


def learn_answerable(
    rows: Sequence[tuple[dict[str, float], bool]],
) -> dict[str, float]:
    """Return the weights of a logistic regression, both classes counting the same."""
    names = sorted(rows[0][0])
    x = np.array([[values[name] for name in names] + [1.0] for values, _ in rows])
    y = np.array([float(answered) for _, answered in rows])
    weight = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = np.clip(x @ w, -30, 30)
        p = 1 / (1 + np.exp(-z))
        penalty = 1e-3 * len(y) * float(w[:-1] @ w[:-1]) * 0.5
        value = -float((weight * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum())
        gradient = x.T @ (weight * (p - y))
        gradient[:-1] += 1e-3 * len(y) * w[:-1]
        return value + penalty, gradient

    result = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
    weights = {name: round(float(w), 4) for name, w in zip(names, result.x, strict=False)}
    return {"bias": round(float(result.x[-1]), 4), **weights}


def reranked(row: Asked, model: Model) -> tuple[list[Candidate], NDArray[np.intp]]:
    """Return the candidates of `row` in the order that `model` gives them, and that order."""
    order = np.argsort(-model.scores(row.matrix), kind="stable")
    return [row.ranking.candidates[i] for i in order], order


def main(argv: Sequence[str] | None = None) -> int:
    """Learn both models, write them beside the answerer, print how well they do."""
    parser = argparse.ArgumentParser("python -m eval.calibrate")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    arguments = parser.parse_args(argv)
    corpus = read_corpus(arguments.corpus)
    rows = asked(corpus, load_model())
    return learn(rows)


def learn(rows: Sequence[Asked]) -> int:
    """Learn from `rows`, write `app/model.json`, print the figures."""
    model = replace(load_model(), rank=learn_rank(rows))
    judged = [(_values(row, model), row.answerable) for row in rows]
    answerable = learn_answerable(judged)
    model = replace(model, answerable=answerable, threshold=0.5)
    _print(rows, model)
    text = json.dumps(
        {"rank": model.rank, "answerable": model.answerable, "threshold": model.threshold}, indent=1
    )
    FILE.write_text(text + "\n", encoding="utf-8")
    return 0


def _values(row: Asked, model: Model) -> dict[str, float]:
    return judged_values(row.question, row.evidence, reranked(row, model)[0])


def _print(rows: Iterable[Asked], model: Model) -> None:
    judged = [(row, model.probability(_values(row, model))) for row in rows]
    for language in ("ru", "en", "ja"):
        yes = [p for row, p in judged if row.answerable and row.language == language]
        no = [p for row, p in judged if not row.answerable and row.language == language]
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            refused = sum(p < threshold for p in yes) / max(1, len(yes))
            declined = sum(p < threshold for p in no) / max(1, len(no))
            sys.stdout.write(
                f"{language} {threshold}: refused {refused:.3f} declined {declined:.3f}\n"
            )
        own = [row for row in rows if row.language == language]
        golds = [row for row in own if row.answerable]
        hits = sum(int(reranked(row, model)[1][0]) in row.gold for row in golds)
        sys.stdout.write(f"{language}: first sentence right {hits}/{len(golds)}\n")


if __name__ == "__main__":
    sys.exit(main())
