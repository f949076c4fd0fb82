"""From a question to a cited answer, and the faces that show it.

The answering core knows nothing of screens. `python -m app ask "…"` answers one question.
"""
