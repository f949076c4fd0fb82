"""The language model behind an OpenAI-compatible address, through LlamaIndex.

The only file of the application that knows LlamaIndex's language models.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.generation.deadline import Late, timely
from app.generation.prompt import Message
from app.generation.settings import Settings
from ingest.errors import NissoError

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage, ChatResponse
    from llama_index.llms.openai_like import OpenAILike

_MOST_TOKENS = 700
_PAUSE = 0.2


class ModelFailed(NissoError):
    """The endpoint gave no usable answer; the text names the kind of failure only."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the answer; the token counts are 0 but where the endpoint reports them."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


class LanguageModel(Protocol):
    """Writes an answer piece by piece."""

    def stream(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        """Yield the answer's pieces; raises ModelFailed wherever it breaks off."""
        ...


class EndpointModel:
    """Asks the endpoint of the settings; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Open the client, which imports LlamaIndex: seconds that no visitor should wait."""
        self._settings = settings
        self._llm = _client(settings)

    def stream(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        """Yield the answer's pieces as they come; asked again once where none came at all.

        Raises ModelFailed for whatever went wrong, also in the middle.
        """
        begun = False
        for last in (False, True):
            try:
                for chunk in self._once(messages):
                    begun = begun or bool(chunk.text)
                    yield chunk
                return
            except Late as error:
                raise ModelFailed(str(error)) from error
            except Exception as error:  # the client raises httpx's, openai's and json's errors
                if begun or last:
                    raise ModelFailed(type(error).__name__) from error
            time.sleep(_PAUSE)

    def _once(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        settings = self._settings
        return timely(
            lambda: self._chunks(messages),
            first=settings.timeout,
            between=settings.stall,
            whole=settings.longest,
        )

    def _chunks(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        for response in self._llm.stream_chat(_chat(messages)):
            counts = response.additional_kwargs
            yield Chunk(
                _delta(response),
                int(counts.get("prompt_tokens") or 0),
                int(counts.get("completion_tokens") or 0),
            )


def _client(settings: Settings) -> OpenAILike:
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.model,
        api_base=settings.url,
        api_key=settings.key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=_MOST_TOKENS,
        # The client would wait as long as a 429 tells it to; a visitor stands there.
        max_retries=0,
        timeout=settings.timeout,
        additional_kwargs={"stream_options": {"include_usage": True}},
    )


def _delta(response: ChatResponse) -> str:
    delta = response.delta
    return delta if isinstance(delta, str) else ""


def _chat(messages: Sequence[Message]) -> list[ChatMessage]:
    from llama_index.core.base.llms.types import ChatMessage

    return [ChatMessage(role=message.role, content=message.text) for message in messages]
