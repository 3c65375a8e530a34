"""`dragoman schema`: a thin wrapper of `dragoman.views.schema`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("schema", epilog="Example:  dragoman schema > readout.schema.json")(schema)


def schema() -> None:
    """Print the JSON Schema of a readout."""
    from dragoman.views.schema import schema_json

    print(schema_json(), end="")
