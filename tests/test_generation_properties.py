"""Whatever a model writes, however it is cut: what reaches the visitor is proved."""

from __future__ import annotations

from random import Random

from generation_babble import check, outputs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.generation.codes import CodeReader, draw_codes
from app.generation.drafts import Draft, DraftReader

CODES = ("D4G", "W3Q", "Z9Z")


@settings(
    max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(outputs())
def test_of_five_hundred_outputs_nothing_unproved_reaches_the_visitor(
    drawn: tuple[list[str], str, int],
) -> None:
    check(drawn)


def read(text: str, cuts: list[int]) -> list[Draft]:
    reader = DraftReader(CodeReader(CODES))
    found, place = [], 0
    for size in cuts:
        found += reader.feed(text[place : place + size])
        place += size
    found += reader.feed(text[place:])
    return found + reader.close()


_PARTS = (
    "A b", "Я и ты", "条約", ".", "。", "!", " ", "\n", "[D4G]", "【w3q】", "（Ｄ４Ｇ）", "D4G",
    "[", "]", "(", "x (see D4G) y", "[D4G, W3Q]", "<think>no</think>", "1. ", "<", "c.",
)  # fmt: skip
_TEXT = st.lists(
    st.one_of(
        st.sampled_from(_PARTS),
        st.text(max_size=4),
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(_TEXT, st.lists(st.integers(1, 5), max_size=30))
def test_drafts_do_not_depend_on_where_the_pieces_are_cut(text: str, cuts: list[int]) -> None:
    assert read(text, cuts) == read(text, [])


def test_codes_are_read_in_any_bracket_width_and_case() -> None:
    for written in (
        "[D4G]",
        "【D4G】",
        "［Ｄ４Ｇ］",
        "(d4g)",
        "（D4G）",
        "〔 D4G 〕",
        "D4G",
        "[X1X, D4G]",
    ):
        assert read(f"A sentence {written}.", []) == [Draft("A sentence.", (0,))], written


def test_a_code_after_the_stop_belongs_to_the_sentence_before() -> None:
    assert read("One. [D4G] Two.[W3Q]\n[Z9Z]\nThree.", []) == [
        Draft("One.", (0,)),
        Draft("Two.", (1, 2)),
        Draft("Three.", ()),
    ]


def test_unknown_codes_are_dropped_and_round_brackets_of_text_stay() -> None:
    assert read("One [A1B] (in [D4G] 1925) [7].", []) == [Draft("One (in 1925).", (0,))]


def test_drawn_codes_stand_in_no_text_and_differ() -> None:
    codes = draw_codes(7, "d4g ｗ3q", Random(1))
    assert len(set(codes)) == 7
    assert not {"D4G", "W3Q"} & set(codes)
