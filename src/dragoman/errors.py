"""Everything Dragoman raises on purpose.

    DragomanError
    ├── BadInput          a source that cannot be read as a report (exit code 3)
    │   └── NotEnglish    readable, but in a language the encoder does not know (exit code 4)
    ├── NotFound          no such file, report, event, actor or address (exit code 5)
    ├── BadFacts          a knowledge-base file with faulty lines (exit code 6)
    ├── BadQuestion       a filter or option with a value that means nothing (exit code 2)
    ├── LedgerFault       the database cannot be opened, read or written (exit code 7)
    ├── FetchFault        an address answered with an error or not at all (exit code 8)
    └── MissingExtra      an optional dependency is not installed (exit code 9)

Each renders as "subject: what is wrong; what to do next".
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors: `subject` (what failed), `fault` (why) and `remedy` (what next)."""

    exit_code = 1

    def __init__(self, subject: str, fault: str, remedy: str = "") -> None:
        self.subject = subject
        self.fault = fault
        self.remedy = remedy
        super().__init__(f"{subject}: {fault}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[DragomanError], tuple[str, str, str], dict[str, object]]:
        # Errors travel between processes; an exception is otherwise made again from its message alone.
        return type(self), (self.subject, self.fault, self.remedy), self.__dict__


class BadInput(DragomanError):
    """The source cannot be read as a report."""

    exit_code = 3


class NotEnglish(BadInput):
    """The text is in a language the encoder was not trained on."""

    exit_code = 4


class NotFound(DragomanError):
    """There is no such file, report, event, actor or address."""

    exit_code = 5


class BadFacts(DragomanError):
    """A file of facts for the knowledge base has faulty lines; nothing of it was loaded."""

    exit_code = 6


class BadQuestion(DragomanError):
    """A filter or an option has a value that means nothing."""

    exit_code = 2


class LedgerFault(DragomanError):
    """The database cannot be opened, read or written."""

    exit_code = 7


class FetchFault(DragomanError):
    """An address answered with an error or not at all."""

    exit_code = 8


class MissingExtra(DragomanError):
    """An optional dependency is not installed; `remedy` gives the line that installs it."""

    exit_code = 9


def tripped(source: str, error: Exception) -> DragomanError:
    """What to tell of a report that the program failed on: the error itself where it was raised on purpose."""
    if isinstance(error, DragomanError):
        return error
    fault = f"the program failed on it ({type(error).__name__}: {error})"
    return BadInput(source, fault, "please report this with the text")
