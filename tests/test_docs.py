"""The documents say what is so: commands run, links lead somewhere, outputs are today's."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import examples
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ingest.places import INDEX, ROOT

ROOT_PAGES = sorted(ROOT.glob("*.md"))
CONTRACT = ("chat", "test", "kiosk", "soak", "install", "eval", "bench", "check")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|Users)/")
REGISTRIES = re.compile(
    r"(?:pypi|pythonhosted|pytorch|npmjs|yarnpkg)\.(?:org|com)|registry\.[a-z]+\.", re.IGNORECASE
)
_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_TREE = re.compile(r"^```\n(corpus/ {3,}.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that git holds, or would hold after `git add --all`."""
    call = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(call, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in found if path.is_file())


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def code(text: str) -> list[str]:
    """Return the lines of `text` that stand as code, without prompts and comments."""
    lines = [line for fence in _FENCE.findall(text) for line in fence.splitlines()]
    spans = _SPAN.findall(_FENCE.sub("", text))
    return [re.sub(r"^\$ |\s+#.*$", "", line).strip() for line in lines + spans]


def shown(text: str) -> list[str]:
    """Return the `nisso` commands in `text`."""
    lines = (line.removeprefix(".venv/bin/") for line in code(text))
    return [line for line in lines if re.match(r"nisso( |$)", line)]


def help_of(subcommand: str) -> str:
    return examples.printed(f"nisso {subcommand} --help".replace("  ", " "), INDEX)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", ROOT_PAGES, ids=lambda page: page.name)
def test_every_make_target_in_the_documents_exists(page: Path) -> None:
    named = {line.split()[1] for line in code(read(page)) if re.match(r"make [a-z]+", line)}
    assert named <= targets()


def test_the_makefile_has_the_targets_that_others_rely_on() -> None:
    assert set(CONTRACT) <= targets()


@pytest.mark.parametrize("page", ROOT_PAGES, ids=lambda page: page.name)
def test_every_nisso_command_in_the_documents_has_its_options(page: Path) -> None:
    for command in shown(read(page)):
        words = command.split()[1:]
        subcommand = words[0] if words and not words[0].startswith("-") else ""
        options = [word for word in words if re.fullmatch(r"--?[a-z]+", word)]
        text = help_of(subcommand)
        assert text.startswith("usage:"), command
        assert [option for option in options if option not in text] == [], command


@pytest.mark.parametrize("name", examples.PAGES)
def test_what_a_readme_shows_is_what_its_commands_print(name: str, project_index: Path) -> None:
    text = read(ROOT / name)
    assert examples.commands(text)
    assert examples.refreshed(text, project_index) == text, "`make examples` writes it again"


def test_every_link_within_the_documents_leads_to_a_file() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in tracked()
        if page.suffix == ".md"
        for link in _LINK.findall(read(page))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_line_of_the_annotated_tree_exists() -> None:
    (tree,) = _TREE.findall(read(ROOT / "README.md"))
    folder = ROOT
    for line in tree.splitlines():
        names = re.split(r"\s{3,}", line.strip())[0].split()
        if not line.startswith(" "):
            folder = ROOT / names[0]
            assert folder.exists(), line
        else:
            assert [name for name in names if not (folder / name).exists()] == [], line


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        for match in [*MACHINE_PATH.finditer(read(path)), *REGISTRIES.finditer(read(path))]
    ]
    assert named == []


def dependencies() -> list[Requirement]:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    found = [Requirement(line) for line in project["dependencies"] + extras]
    return [one for one in found if one.name != project["name"]]


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    pins = dict(line.split("==") for line in read(ROOT / "constraints.txt").split())
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    wrong = [
        str(one)
        for one in dependencies()
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))
    ]
    assert wrong == []
    assert [pin for pin in pins.values() if "+" in pin] == []


def test_every_dependency_has_its_reason_in_the_contributors_guide() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", read(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    explained = {name.strip() for row in rows for name in row.split(",")}
    assert {one.name for one in dependencies()} <= explained
