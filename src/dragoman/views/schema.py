"""The JSON Schema of the readout, made from its dataclasses: what `dragoman schema` prints."""

from __future__ import annotations

from typing import Any

from dragoman.views.readout import Readout


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one readout. Fields that later versions add are allowed."""
    import msgspec

    found: dict[str, Any] = msgspec.json.schema(Readout)
    candidate = found["$defs"]["Candidate"]
    # The one name that Python does not allow for a field.
    candidate["properties"] = {("from" if k == "origin" else k): v for k, v in candidate["properties"].items()}
    candidate["required"] = ["from" if k == "origin" else k for k in candidate["required"]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Dragoman readout"}
    return {**head, **found}


def schema_json() -> str:
    """The schema as indented JSON text."""
    import json

    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
