"""Ranking measures, by ir_measures: the one file that imports it."""

from __future__ import annotations

from collections.abc import Mapping

MEASURES = ("success@1", "success@3", "success@5", "mrr", "ndcg@10")


def ranking(
    right: Mapping[str, frozenset[str]], found: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, float]]:
    """Return each measure of each query in `right`, by query and measure.

    `found` lists passages best first; the order alone counts, so equal scores are no ties.
    A query for which nothing was found has 0 everywhere.
    """
    import ir_measures
    from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

    measures = dict(
        zip(MEASURES, (Success @ 1, Success @ 3, Success @ 5, RR @ 10, nDCG @ 10), strict=True)
    )
    names = {str(measure): name for name, measure in measures.items()}
    qrels = [Qrel(query, passage, 1) for query, ids in right.items() for passage in sorted(ids)]
    hits = [
        ScoredDoc(query, passage, 1 / rank)
        for query in right
        for rank, passage in enumerate(found.get(query, ()), start=1)
    ]
    values = {query: dict.fromkeys(MEASURES, 0.0) for query in right}
    if not qrels:
        return values
    for metric in ir_measures.iter_calc(list(measures.values()), qrels, hits):
        values[metric.query_id][names[str(metric.measure)]] = float(metric.value)
    return values
