"""Where the project keeps its corpus and its index, unless a command names others."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
INDEX = ROOT / ".nisso" / "index"
SERVERS = ROOT / ".nisso" / "servers"
"""What is made on this machine from the texts of indexes on servers; NISSO_CACHE names another."""
