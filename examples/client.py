"""A client of the desk's API with nothing but the standard library.

    dragoman serve desk.db                                  # in another terminal
    python examples/client.py timeline --pair USA-CHN
    python examples/client.py said "Wang Yi" --about Taiwan
    python examples/client.py outlook --as-of 2023-07-01
    python examples/client.py add reports/*.txt

DRAGOMAN_DESK names another desk, DRAGOMAN_TOKEN its token.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

DESK = os.environ.get("DRAGOMAN_DESK", "http://127.0.0.1:8123")
TOKEN = os.environ.get("DRAGOMAN_TOKEN")


class Desk:
    """The API under `/api/v1`. Errors come as `RuntimeError` with the desk's own message."""

    def __init__(self, address: str = DESK, token: str | None = TOKEN) -> None:
        self._base = address.rstrip("/") + "/api/v1"
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **parameters: Any) -> Any:
        """The answer to a question."""
        query = urlencode({k: v for k, v in parameters.items() if v is not None}, doseq=True)
        return self._ask(Request(f"{self._base}{path}" + (f"?{query}" if query else ""), headers=self._headers))

    def post(self, path: str, body: Any) -> Any:
        """The answer to something sent."""
        headers = {**self._headers, "Content-Type": "application/json"}
        return self._ask(Request(self._base + path, json.dumps(body).encode(), headers, method="POST"))

    def all(self, path: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page; the token of the next page is given back as it came."""
        token: str | None = None
        while True:
            page = self.get(path, page=token, **parameters)
            yield from page["items"]
            token = page["next"]
            if token is None:
                return

    def _ask(self, request: Request) -> Any:
        try:
            with urlopen(request) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise RuntimeError(json.load(error)["error"]["message"]) from error


def timeline(desk: Desk, given: argparse.Namespace) -> None:
    """Events between two states, newest first, with the status beside each."""
    for event in desk.all("/events", pair=given.pair, since=given.since):
        print(event["day"] or "undated", f"{event['status']:10}", event["label"], f"({event['sources']})", sep="  ")


def said(desk: Desk, given: argparse.Namespace) -> None:
    """What somebody said, each with the report it stands in."""
    for statement in desk.all("/statements", speaker=given.speaker, about=given.about):
        words = " … ".join(part["quote"] for part in statement["content"])
        print(statement["day"] or "undated", words, f"[{statement['outlet'] or statement['report']}]", sep="  ")


def outlook(desk: Desk, given: argparse.Namespace) -> None:
    """What was announced, and what became of it."""
    for plan in desk.all("/outlook", as_of=given.as_of):
        print(f"{plan['outcome']:10}", plan["label"], "-", plan["why"])


def add(desk: Desk, given: argparse.Namespace) -> None:
    """Reports from text files."""
    records = [{"text": path.read_text(encoding="utf-8"), "outlet": given.outlet} for path in given.files]
    done = desk.post("/reports", {"reports": records})
    print(len(done["added"]), "added,", done["known"], "known,", done["events"], "events touched")
    for refused in done["refused"]:
        print(refused["reason"], file=sys.stderr)


def main() -> None:
    """Run one of the above."""
    parser = argparse.ArgumentParser(description="Ask a Dragoman desk.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("timeline", help="events between two states")
    command.add_argument("--pair", required=True, help="USA-CHN")
    command.add_argument("--since", help="2023-06-01")
    command.set_defaults(run=timeline)
    command = commands.add_parser("said", help="what somebody said")
    command.add_argument("speaker")
    command.add_argument("--about", help="words of what was said")
    command.set_defaults(run=said)
    command = commands.add_parser("outlook", help="what was announced and what became of it")
    command.add_argument("--as-of", help="2023-07-01")
    command.set_defaults(run=outlook)
    command = commands.add_parser("add", help="add reports from text files")
    command.add_argument("files", nargs="+", type=Path)
    command.add_argument("--outlet")
    command.set_defaults(run=add)
    given = parser.parse_args()
    try:
        given.run(Desk(), given)
    except RuntimeError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
