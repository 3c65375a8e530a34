"""`dragoman serve`: a thin wrapper of `dragoman.web.serving.serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

_EXAMPLE = "Example:  dragoman serve desk.db --open"
# As in web.serving, which is imported only when the command runs.
_HOST, _PORT = "127.0.0.1", 8123


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("serve", epilog=_EXAMPLE)(serve)


def serve(
    ledger: str | None = typer.Argument(
        None, help="Ledger: a file or postgresql://... Default: DRAGOMAN_DB, settings, the user's data folder."
    ),
    host: str = typer.Option(_HOST, help="Address to listen at. Any but this machine's own needs --token-file."),
    port: int = typer.Option(_PORT, min=0, max=65535, help="Port; 0 takes any that is free."),
    token_file: Path | None = typer.Option(
        None, "--token-file", help="File with the token that visitors must show; made if it is not there."
    ),
    open: bool = typer.Option(False, "--open", help="Open the desk in a browser."),
    db: str | None = typer.Option(None, "--db", help="The same as the argument, as other commands have it."),
) -> None:
    """Open the ledger in a browser, and offer it as an HTTP API at /api.

    Without --host nobody but this machine can reach it, and nothing it shows is loaded from anywhere else.
    """
    from dragoman.ledger import open_ledger
    from dragoman.web.serving import access_for

    access_for(host, token_file)  # so that a fault in the arguments shows before anything is opened
    with open_ledger(ledger or db, create=False) as opened:
        serve_ledger(opened, host=host, port=port, token_file=token_file, show=open)


def serve_ledger(ledger: Ledger, *, host: str, port: int, token_file: Path | None, show: bool) -> None:
    """Serve an open ledger until it is interrupted."""
    from dragoman.web.serving import access_for, listen
    from dragoman.web.serving import serve as serve_desk

    def ready(address: str) -> None:
        print(f"the desk is at {address}  (Ctrl-C ends it)", flush=True)
        if show:
            import webbrowser

            webbrowser.open(address)

    serve_desk(ledger, access=access_for(host, token_file), listening=listen(host, port), ready=ready)
