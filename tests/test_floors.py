"""A floor is the least share of a metric in a language and category."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.faults import Fault
from eval.floors import Floor, Floors, Held, hold, read_floors
from eval.record import Estimate, Measures

TEXT = 'exhibit = "tower"\n[correctness.ru]\nall = 0.9\nwhen = 0.8\n[correctness.all]\nall = 1\n'


def _read(folder: Path, text: str) -> tuple[Floors, list[Fault]]:
    path = folder / "floors.toml"
    path.write_text(text, encoding="utf-8")
    return read_floors(path)


def test_floors_are_read_with_the_exhibit_they_are_for(tmp_path: Path) -> None:
    floors, faults = _read(tmp_path, TEXT.replace("when", "date"))
    assert faults == []
    assert floors.exhibit == "tower"
    assert [str(floor) for floor in floors.floors] == [
        "correctness ru all",
        "correctness ru date",
        "correctness all all",
    ]


def test_no_file_is_no_floor(tmp_path: Path) -> None:
    assert read_floors(tmp_path / "none") == (Floors(), [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[correctness.ru]\nall = 1.5\n", 2, "not a share"),
        ("[correctness.ru]\nall = true\n", 2, "not a share"),
        ("[correctness.xx]\nall = 0.5\n", 2, "unknown `xx`"),
        ("[luck.ru]\nall = 0.5\n", 2, "unknown `luck`"),
        ("[correctness.ru]\nnever = 0.5\n", 2, "unknown `never`"),
        ("correctness = 0.5\n", 1, "is no floor"),
        ("a =\n", 1, "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    _, faults = _read(tmp_path, text)
    (fault,) = faults
    assert said in fault.what
    assert fault.line == line


def test_a_figure_at_its_floor_holds_and_one_below_is_broken() -> None:
    floor = Floor("correctness", "ru", "all", 0.9)
    assert not Held(floor, Estimate(0.9, 10)).broken
    assert Held(floor, Estimate(0.89, 10)).broken


def test_a_part_of_the_set_judges_no_floor_over_all_of_it() -> None:
    narrow, wide = Floor("m", "ru", "date", 0.5), Floor("m", "ru", "all", 0.5)

    figures = {"ru": {"date": Estimate(0.5, 4), "all": Estimate(0.5, 9)}}
    measures = Measures({"m": figures}, {}, {})
    floors = Floors("", (narrow, wide))
    assert [held.floor for held in hold(floors, measures, whole=False)] == [narrow]
    assert [held.floor for held in hold(floors, measures, whole=True)] == [narrow, wide]
