"""Asks the answering core every question of the set and says what got better, worse and why.

Knows nothing of screens. `nisso eval`, or `python -m eval` from the root, runs it.
"""
