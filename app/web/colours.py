"""The exhibit's own colours, as a style sheet that every page reads after the house's."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from ingest.index import Index

COLOURS_CSS = "/web/colours.css"


def colours_router(index: Index) -> APIRouter:
    """Return the route of the style sheet; it is empty where the exhibit has no own colours."""
    router = APIRouter(include_in_schema=False)

    @router.get(COLOURS_CSS)
    def colours() -> Response:
        found = index.exhibit.colours.items()
        rules = "".join(f"  --{name}: {colour};\n" for name, colour in found)
        return Response(f":root {{\n{rules}}}\n" if rules else "", media_type="text/css")

    return router
