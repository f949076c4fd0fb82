"""Our retriever for people who live in LlamaIndex: the one file of the core that imports it."""

from __future__ import annotations

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from app.assistant import Assistant
from app.references import reference_lines


class NissoRetriever(BaseRetriever):
    """Passages as nodes, best first; any LlamaIndex query engine can take it.

    A node's id is the passage's id, so a citation made from a node names the passage.
    """

    def __init__(
        self, assistant: Assistant, k: int = 10, languages: list[str] | None = None
    ) -> None:
        """Take the assistant that searches; None searches every language."""
        super().__init__(callback_manager=CallbackManager([]))
        self._assistant = assistant
        self._k = k
        self._languages = languages

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._assistant.search(query_bundle.query_str, self._k, self._languages)
        return [
            NodeWithScore(node=node, score=one.score)
            for one in found
            if (node := self._node(one.passage_id))
        ]

    def _node(self, passage_id: str) -> TextNode | None:
        index = self._assistant.index
        passage = index.passages.get(passage_id)
        if passage is None:
            return None
        metadata = {
            "source_id": passage.source_id,
            "source_title": passage.source_title,
            "language": passage.language,
            "kind": passage.kind,
            "references": list(reference_lines(index, passage)),
        }
        return TextNode(id_=passage.id, text=passage.text, metadata=metadata)
