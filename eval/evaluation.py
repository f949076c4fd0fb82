"""The evaluation from the set's files to a record and a verdict; prints nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from eval.baseline import Rules, Verdict, judge, read_baseline
from eval.evidence import Evidence
from eval.faults import Fault
from eval.floors import read_floors
from eval.generation import TalliedCore, generation
from eval.golds import place_golds
from eval.metrics import latency, measure
from eval.record import Measures, Record, Setup
from eval.run import ask_all
from eval.samples import Sample, read_samples
from eval.score import Score, score
from eval.subject import Opener, Subject, commit, open_subject
from eval.waivers import read_waivers

T = TypeVar("T")

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Home:
    """Where the set and its rules are, who opens the core, and what day it is."""

    folder: Path = FOLDER
    opener: Opener = open_subject
    today: Callable[[], date] = date.today
    generated: bool = False
    repeats: int = 1

    @property
    def questions(self) -> Path:
        """The folder of the set."""
        return self.folder / "questions"

    @property
    def baseline(self) -> Path:
        """The blessed record, of generated answers in a file of its own."""
        return self.folder / ("baseline-generated.json" if self.generated else "baseline.json")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which samples to ask, of which corpus; None: all."""

    corpus: Path
    index: Path
    category: str | None = None
    language: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the whole set is asked."""
        return self.category is None and self.language is None

    def takes(self, sample: Sample) -> bool:
        """Tell whether the sample is to be asked."""
        return self.category in (None, sample.category) and self.language in (None, sample.language)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run and its verdict; `before` is None where figures do not compare (a part of the set)."""

    record: Record
    before: Record | None
    verdict: Verdict
    faults: tuple[Fault, ...]


def evaluate(home: Home, choice: Choice, warn: Callable[[Fault], None]) -> Outcome:
    """Ask, score, measure and judge; each fault of the set's files goes to `warn` at once.

    Samples with a fault are left out. Raises NissoError where the core cannot be opened.
    """
    faults = _Faults(warn)
    samples = faults.take(read_samples(home.questions))
    before, missing = read_baseline(home.baseline)
    floors = faults.take(read_floors(home.folder / "floors.toml"))
    known = {sample.id for sample in samples} | set(before.samples if before else ())
    waivers = faults.take(read_waivers(home.folder / "waivers.toml", home.today(), known))
    subject = home.opener(choice.corpus, choice.index)
    evidence = Evidence.read(choice.corpus)
    golds = faults.take(place_golds(samples, evidence, before))
    chosen = [s for s in samples if s.id in golds and choice.takes(s)]
    runs = [
        [
            score(one, golds[one.sample.id], evidence)
            for one in ask_all(subject.core, chosen, subject.languages)
        ]
        for _ in range(home.repeats)
    ]
    record = _record(subject, runs)
    verdict = judge(record, before, missing, Rules(floors, waivers, choice.whole))
    comparable = choice.whole and not verdict.no_verdict
    return Outcome(record, before if comparable else None, verdict, tuple(faults.found))


class _Faults:
    """Gathers faults and passes each on as it comes."""

    def __init__(self, warn: Callable[[Fault], None]) -> None:
        self.found: list[Fault] = []
        self._warn = warn

    def take(self, result: tuple[T, list[Fault]]) -> T:
        """Return the first of `result` and keep the faults."""
        for fault in result[1]:
            self.found.append(fault)
            self._warn(fault)
        return result[0]


def _record(subject: Subject, runs: Sequence[Sequence[Score]]) -> Record:
    """Return the record of the first run; the others tell how steady it is."""
    scores, tallied = runs[0], isinstance(subject.core, TalliedCore)
    tallies = subject.core.tallies if isinstance(subject.core, TalliedCore) else ()
    samples = {one.record.id: one.record for one in scores}
    measures = measure(scores) if scores else Measures({}, {}, {})
    setup = Setup(
        exhibit=subject.exhibit,
        answerer="generated" if tallied else _answerer(scores),
        corpus_hash=subject.corpus_hash,
        encoder=subject.encoder,
        revision=subject.revision,
        settings={**subject.settings, "questions": _hash(one.record.hash for one in scores)},
        commit=commit(),
    )
    figures = generation(runs, tallies) if tallied else {}
    return Record(setup, measures, samples, latency(scores), figures)


def _answerer(scores: Iterable[Score]) -> str:
    return "generated" if any(one.answerer == "generated" for one in scores) else "extractive"


def _hash(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()[:16]
