"""Where each gold quote stands in the corpus files, and which stood there once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.evidence import Evidence
from eval.faults import Fault
from eval.record import GoldPlace, LostGold, Record
from eval.samples import Gold, Sample


@dataclass(frozen=True, slots=True)
class Golds:
    """A sample's gold quotes with their passages, and those that stand no longer."""

    places: tuple[GoldPlace, ...] = ()
    lost: tuple[LostGold, ...] = ()

    def passages(self) -> frozenset[str]:
        """Return the ids of all passages that answer the sample.

        The passage of a lost quote still counts, so that its rank before and after compare.
        """
        standing = {passage for place in self.places for passage in place.passages}
        return frozenset(standing | {lost.passage_id for lost in self.lost})


def place_golds(
    samples: Iterable[Sample], evidence: Evidence, before: Record | None
) -> tuple[dict[str, Golds], list[Fault]]:
    """Return the golds of each sample by its id, and a fault for each quote that never stood.

    A quote that stands no longer, but stood when `before` was blessed, is lost; one that is in
    neither is a fault, and its sample has no golds.
    """
    known = _known(before)
    found: dict[str, Golds] = {}
    faults: list[Fault] = []
    for sample in samples:
        places, lost = [], []
        wrong = None
        for gold in sample.gold:
            passages = evidence.locate(gold, sample.language)
            places.append(GoldPlace(gold.source, gold.quote, passages))
            blessed = known.get((sample.language, gold.source, gold.quote))
            if passages:
                continue
            if blessed:
                lost.append(LostGold(gold.quote, blessed, evidence.nearest(gold.quote, blessed)))
            else:
                wrong = _never_stood(sample, gold)
        if wrong:
            faults.append(wrong)
        else:
            found[sample.id] = Golds(tuple(places), tuple(lost))
    return found, faults


def _known(before: Record | None) -> Mapping[tuple[str, str, str], str]:
    return {
        (sample.language, place.source, place.quote): place.passages[0]
        for sample in (before.samples.values() if before else ())
        for place in sample.gold
        if place.passages
    }


def _never_stood(sample: Sample, gold: Gold) -> Fault:
    what = (
        f"the gold quote of `{sample.id}` never stood in the {sample.language} text of"
        f" `{gold.source}`: {gold.quote!r}; copy a sentence of the source letter by letter"
    )
    return Fault(sample.path, sample.line, what)
