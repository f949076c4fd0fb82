"""Generated answers: a language model words the answer, its passages have to prove every sentence.

`answerer.py` is the way in; only `model.py` knows LlamaIndex, only `entailment.py`
Sentence-Transformers. Whatever fails, the visitor gets the extractive answer.
"""
