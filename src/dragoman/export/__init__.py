"""Event data in the formats of the field."""

from dragoman.export.entry import Entry
from dragoman.export.formats import FORMATS, Format, format_named

__all__ = ["FORMATS", "Entry", "Format", "format_named"]
