"""The retriever inside LlamaIndex: nodes are passages, and a query engine takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode

from app.assistant import open_assistant
from app.llamaindex import NissoRetriever
from ingest.build import ingest
from ingest.encoder import DEFAULT


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> NissoRetriever:
    folder: Path = tmp_path_factory.mktemp("animals")
    (folder / "cats.txt").write_text("Cats sleep on warm roofs. They hunt mice.", encoding="utf-8")
    (folder / "dogs.txt").write_text("Dogs guard the house at night.", encoding="utf-8")
    index = folder / ".index"
    ingest(folder, index, DEFAULT)
    return NissoRetriever(open_assistant(index), k=2)


def test_nodes_are_passages_best_first(retriever: NissoRetriever) -> None:
    nodes = retriever.retrieve("Where do cats sleep?")
    assert nodes[0].node.node_id == "cats"
    assert nodes[0].node.get_content() == "Cats sleep on warm roofs. They hunt mice."
    assert [node.score for node in nodes] == sorted((n.score for n in nodes), reverse=True)  # type: ignore[type-var]


def test_a_query_engine_answers_from_our_nodes(retriever: NissoRetriever) -> None:
    engine = RetrieverQueryEngine.from_args(
        retriever, llm=MockLLM(), response_mode=ResponseMode.COMPACT
    )
    response = engine.query("What guards the house?")
    assert "Dogs guard the house at night." in str(response)  # the mock model repeats its prompt
    assert response.source_nodes[0].node.metadata["source_id"] == "dogs"
