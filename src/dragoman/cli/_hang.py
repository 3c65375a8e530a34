"""Lines on a terminal that go on under their own beginning, not at the left edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def hang(console: Console, text: Text | str, *, indent: int, more: int = 0, style: str = "") -> None:
    """Print text with `indent` spaces before its first line and `indent + more` before those it is broken into."""
    from rich.text import Text

    whole = Text(text, style=style) if isinstance(text, str) else text
    lines = whole.wrap(console, max(console.width - indent - more, 1))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text(" " * (indent + (more if number else 0))) + line, soft_wrap=True)
