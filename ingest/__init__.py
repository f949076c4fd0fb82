"""From a folder of texts to an index: records, chunks, embeddings.

Knows nothing of questions or screens. `python -m ingest` builds the index.
"""
