"""A waiver names a sample, a reason and its last day, or it is a fault with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.faults import Fault
from eval.waivers import Waiver, read_waivers

TODAY = date(2026, 11, 25)
GOOD = '[[waiver]]\nsample = "s1"\nreason = "the source is being edited"\nends = 2026-11-25\n'


def _read(folder: Path, text: str) -> tuple[dict[str, Waiver], list[Fault]]:
    path = folder / "waivers.toml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path, TODAY, ["s1", "s2"])


def test_a_waiver_holds_up_to_and_including_its_last_day(tmp_path: Path) -> None:
    waivers, faults = _read(tmp_path, GOOD)
    assert faults == []
    assert waivers["s1"].reason == "the source is being edited"


def test_no_file_is_no_waiver(tmp_path: Path) -> None:
    assert read_waivers(tmp_path / "none", TODAY, []) == ({}, [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD.replace("11-25", "11-24"), 1, "expired on 2026-11-24"),
        (GOOD.replace("s1", "s9"), 1, "'s9', which is no sample"),
        (GOOD.replace("the source is being edited", " "), 1, "has no `reason`"),
        (GOOD.replace("2026-11-25", '"soon"'), 1, "has no `ends`"),
        (GOOD + "\n" + GOOD, 6, "a second waiver for `s1`"),
        ("[waiver]\nsample = 1\n", 1, "double brackets"),
        ("waiver = [1]\n", 1, "write a table"),
        ("a = 1\nb =\n", 2, "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    _, faults = _read(tmp_path, text)
    (fault,) = faults
    assert said in fault.what
    assert fault.line == line
