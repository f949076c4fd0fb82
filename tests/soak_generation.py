"""The long forms, from `make soak`: ten thousand drawn outputs, and an engine nobody here wrote.

The engine is `transformers serve` (the extra `transformers[serving]`, which the test extras
install) with a model of one layer and random weights that the test makes itself.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import cast

import httpx
import pytest
from generation_babble import check, outputs
from generation_house import QUESTIONS, HouseAssistant
from hypothesis import HealthCheck, given, settings

from app.assistant import Assistant
from app.generation.answerer import GenerativeAnswerer
from app.generation.model import EndpointModel
from app.generation.settings import Settings
from app.request import Request


@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(outputs())
def test_of_ten_thousand_outputs_nothing_unproved_reaches_the_visitor(
    drawn: tuple[list[str], str, int],
) -> None:
    check(drawn)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Give the address and the model's name of a running `transformers serve`."""
    if find_spec("accelerate") is None:
        pytest.skip("no `transformers serve`; install it with pip install 'transformers[serving]'")
    folder = tmp_path_factory.mktemp("model")
    tiny_model(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("transformers"), "serve", folder, "--port", str(port)]
    process = subprocess.Popen(
        [*map(str, command), "--host", "127.0.0.1", "--device", "cpu"],
        env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/v1", str(folder)
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the engine did not start")


def tiny_model(folder: Path) -> None:
    """Write a model of one layer with random weights and a vocabulary of bytes and our words."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = (
        "The Convention was signed in Peking on 20 January 1925 Karakhan not 1999 Stalin".split()
    )
    marks = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *(f"Ġ{word}" for word in words), "Ċ."]
    vocabulary = {text: number for number, text in enumerate(["<s>", "</s>", *marks])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>")  # noqa: S106
    fast.chat_template = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(vocabulary), hidden_size=32, intermediate_size=64, num_hidden_layers=1,
        num_attention_heads=2, max_position_embeddings=16384, bos_token_id=0, eos_token_id=1,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)


def test_what_a_random_model_babbles_never_reaches_the_page(engine: tuple[str, str]) -> None:
    url, name = engine
    model = EndpointModel(Settings(url, name, timeout=30.0, stall=10.0))
    outcomes: Counter[str] = Counter()
    for seed in range(10):
        for language, question in QUESTIONS.items():
            house = HouseAssistant()
            answerer = GenerativeAnswerer(cast(Assistant, house), model, random=Random(seed))
            finished = answerer.finish(Request(question))
            assert finished.answer.answerer == "extractive"
            assert finished.answer.language == language
            assert finished.answer.text == house.ask(Request(question)).text
            outcomes[finished.tally.failure or f"dropped {finished.tally.dropped > 0}"] += 1
            if seed == 0:
                assert finished.tally.completion_tokens or finished.tally.failure
    assert sum(outcomes.values()) == 30
    # It was heard, not merely unreachable.
    assert set(outcomes) <= {"wrong language", "dropped True", "dropped False"}, outcomes
