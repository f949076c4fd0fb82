"""The chat page at `/`: the only file that knows Gradio.

The page is laid out here; its words come from `strings.py` and the exhibit, its answers from
`visit.py` and `render.py`; what happens in the browser (opening citations, copying) is in
`static/page.js` and `static/answer.js`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while gradio is imported
# Else its queue keeps its last 10,000 events, each with its visitor's session, and makes a table of
# them all, milliseconds long, after every one.
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**12)

import gradio as gr
from fastapi import FastAPI
from gradio.components.plot import PlotData
from starlette.routing import Mount

from app.assistant import Assistant
from app.generation.streaming import writes
from app.request import LONGEST_QUESTION
from app.web.furniture import (
    footer_html,
    header_html,
    panel_html,
    reading_html,
    starters_html,
    timeline_html,
)
from app.web.gate import Gate
from app.web.settings import Settings
from app.web.strings import SHORT_NAMES, words
from app.web.takeover import holding
from app.web.texts import first_language, screen_languages, texts_of
from app.web.timeline import figure, list_html
from app.web.unread import Unread
from app.web.visit import Visit, answered, answering

_FORGOTTEN_AFTER = 1800
_HOUR = 3600.0
_VISITORS = 500
"""Pages whose visit Gradio keeps, 0.1 MB each; by itself it keeps ten thousand, left ones too. Who
is beyond them goes on without the earlier questions."""
_FONTS = ("system-ui", "Noto Sans", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "sans-serif")
_HEAD = (
    '<link rel="stylesheet" href="web/answer.css"><link rel="stylesheet" href="web/page.css">'
    '<link rel="stylesheet" href="web/colours.css">'
    '<script src="web/answer.js" defer></script><script src="web/page.js" defer></script>'
)


def mount_page(app: FastAPI, assistant: Assistant, settings: Settings) -> None:
    """Mount the chat page at `/` of `app`, behind the gate that closes what it does not need."""
    blocks = _Page(assistant, settings).blocks()
    blocks.queue(
        api_open=False,
        max_size=settings.waiting,
        default_concurrency_limit=settings.workers,
        status_update_rate=_HOUR,  # else every answer begun is told to all who wait
    )
    blocks.state_session_capacity = _VISITORS
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(font=_FONTS, font_mono=("monospace",)),
    )
    mounted = app.router.routes[-1]
    if not isinstance(mounted, Mount):
        raise TypeError("gradio did not mount its page as the last route")
    events = {number: len(event.inputs) for number, event in blocks.fns.items()}
    language = first_language(assistant.index)
    unread = Unread(blocks._queue)
    mounted.app = Gate(mounted.app, head=_HEAD, language=language, events=events, unread=unread)


class _Page:
    """The page's parts and what its events do."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self._assistant = assistant
        self._index = assistant.index
        self._languages = screen_languages(self._index)
        self._timed = bool(self._index.timeline) and settings.show_timeline

    def blocks(self) -> gr.Blocks:
        """Return the page, not yet mounted."""
        visit = Visit(first_language(self._index))
        own = words(visit.language)
        title = texts_of(self._index, visit.language).title
        blocks: gr.Blocks
        with gr.Blocks(analytics_enabled=False, title=title, fill_width=True) as blocks:
            state = gr.State(visit, time_to_live=_FORGOTTEN_AFTER)
            with gr.Row(elem_id="nisso-top"):
                self._header = _html("nisso-header")
                with gr.Row(elem_id="nisso-languages"):
                    buttons = [self._language_button(code, visit) for code in self._languages]
            with gr.Row(elem_id="nisso-main"):
                with gr.Column(elem_id="nisso-desk"):
                    self._log = _html("nisso-log")
                    with gr.Row(elem_id="nisso-form"):
                        self._box = self._question_box(visit)
                        self._send = gr.Button(own.ask, elem_id="nisso-ask", variant="primary")
                    self._starters = _html("nisso-starters")
                with gr.Column(elem_id="nisso-aside"):
                    self._panel = _html("nisso-panel")
            self._lay_timeline()
            self._footer = _html("nisso-footer")
            self._wire(blocks, state, buttons)
        return blocks

    def _question_box(self, visit: Visit) -> gr.Textbox:
        own = words(visit.language)
        return gr.Textbox(
            label=own.ask_label,
            placeholder=own.ask_placeholder,
            elem_id="nisso-question",
            max_length=LONGEST_QUESTION,
            max_lines=4,
        )

    def _language_button(self, code: str, visit: Visit) -> gr.Button:
        chosen = code == visit.language
        return gr.Button(
            SHORT_NAMES[code], elem_id=f"nisso-language-{code}", elem_classes=_pressed(chosen)
        )

    def _lay_timeline(self) -> None:
        with gr.Column(elem_id="nisso-timeline", visible=self._timed):
            self._time_head = _html("nisso-timeline-head")
            self._plot = gr.Plot(
                show_label=False, container=False, elem_id="nisso-plot", buttons=[]
            )
            _html("nisso-timeline-reading", reading_html())
            self._time_list = _html("nisso-timeline-list")

    def _wire(self, blocks: gr.Blocks, state: gr.State, buttons: Sequence[gr.Button]) -> None:
        answering = [state, self._log, self._plot, self._time_list]
        asked = [*answering, self._box, self._starters]
        fixed = [self._header, self._box, self._send, self._panel, self._time_head, self._footer]
        everything = [*answering, self._starters, *fixed, *buttons]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        held = partial(holding, self._assistant)
        blocks.load(held(self._open), [], everything, **quiet)
        ask = self._ask_model if writes(self._assistant) else self._ask
        gr.on(
            [self._box.submit, self._send.click], held(ask), [self._box, state], asked,
            trigger_mode="once", **quiet,
        )  # fmt: skip
        for code, button in zip(self._languages, buttons, strict=True):
            button.click(held(self._switcher(code)), [state], everything, **quiet)

    def _open(self, request: gr.Request) -> list[Any]:
        """Show a new visitor the page; a shared link brings its language and question."""
        query = request.query_params
        given = query.get("language", "")
        visit = Visit(given if given in self._languages else first_language(self._index))
        question = query.get("q", "")
        return self._whole(
            answered(question, visit, self._assistant) if question.strip() else visit
        )

    def _ask(self, question: str | None, visit: Visit) -> list[Any]:
        """Answer a question; an empty one changes nothing."""
        if question is None or not question.strip():
            return [gr.skip()] * 6
        after = answered(question, visit, self._assistant)
        return [*self._conversation(after), "", self._starting(after)]

    def _ask_model(self, question: str | None, visit: Visit) -> Iterator[list[Any]]:
        """Answer a question sentence by sentence, as a model writes it."""
        if question is None or not question.strip():
            yield [gr.skip()] * 6
            return
        for after in answering(question, visit, self._assistant):
            yield [*self._conversation(after), "", self._starting(after)]

    def _switcher(self, code: str) -> Any:  # noqa: ANN401 (gradio takes any callable)
        def switch(visit: Visit) -> list[Any]:
            return self._whole(replace(visit, language=code))

        return switch

    def _conversation(self, visit: Visit) -> list[Any]:
        lit = visit.turns[-1].lit if visit.turns else frozenset[str]()
        events = self._index.timeline
        return [
            visit,
            "".join(turn.html for turn in visit.turns),
            _plot(figure(events, lit, visit.language)) if self._timed else None,
            list_html(events, lit, visit.language) if self._timed else "",
        ]

    def _starting(self, visit: Visit) -> str:
        return "" if visit.turns else starters_html(self._assistant, visit.language)

    def _whole(self, visit: Visit) -> list[Any]:
        own = words(visit.language)
        box = gr.update(label=own.ask_label, placeholder=own.ask_placeholder, value="")
        return [
            *self._conversation(visit),
            self._starting(visit),
            header_html(self._index, visit.language),
            box,
            own.ask,
            panel_html(visit.language),
            timeline_html(visit.language),
            footer_html(self._index, visit.language),
            *(gr.update(elem_classes=_pressed(code == visit.language)) for code in self._languages),
        ]


def _html(name: str, value: str = "") -> gr.Markdown:
    """Return a place for HTML of our own.

    Not `gr.HTML`, whose templates need a policy that lets the browser run texts as code.
    """
    return gr.Markdown(
        value, elem_id=name, sanitize_html=False, latex_delimiters=[], container=False
    )


def _plot(figure_json: str) -> PlotData:
    return PlotData(type="plotly", plot=figure_json)


def _pressed(chosen: bool) -> list[str]:
    return ["nisso-language", "nisso-chosen"] if chosen else ["nisso-language"]
