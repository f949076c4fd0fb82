"""A CrossEncoder of one random layer, as small as one can be, that the tests make themselves."""

from __future__ import annotations

from pathlib import Path


def cross_encoder(folder: Path, *, labels: tuple[str, ...], verdict: int = 0) -> Path:
    """Write a model with `labels` into `folder` that always says `verdict`, none for −1."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "convention", "signed"]
    words = folder / "vocab.txt"
    words.write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(words)).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=16, num_hidden_layers=1,
        num_attention_heads=1, max_position_embeddings=512, num_labels=len(labels),
        id2label=dict(enumerate(labels)), label2id={name: n for n, name in enumerate(labels)},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.bias.fill_(-50.0)
        if verdict >= 0:
            model.classifier.bias[verdict] = 50.0
    model.save_pretrained(folder)
    return folder
