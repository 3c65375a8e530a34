"""One row of a JSON Lines or CSV file, or one entry of a feed, as a report."""

from __future__ import annotations

from dragoman.errors import BadInput
from dragoman.ingest.assemble import assemble, check_size
from dragoman.ingest.days import read_day
from dragoman.ingest.item import Item, Options
from dragoman.ingest.markup import looks_like_markup, text_of_markup
from dragoman.ingest.published import dates_of_address
from dragoman.model import Candidate, Report

#: Our fields, and the names that they go by in files where nobody said otherwise.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc", "doc_id", "guid"),
    "url": ("url", "link", "permalink", "uri"),
    "outlet": ("outlet", "publisher", "site", "site_name"),
    "title": ("title", "headline"),
    "byline": ("byline", "author"),
    "date": ("date", "published", "date_published", "publication_date", "published_at", "pubdate"),
    "text": ("text", "body", "content", "maintext", "article"),
    "html": ("html",),
}


def column_of(names: list[str], field: str, options: Options) -> str | None:
    """The name under which `field` stands among `names`: the one given by the user, or a usual one."""
    if field in options.columns:
        return options.columns[field]
    lower = {n.strip().lower(): n for n in reversed(names)}
    return next((lower[usual] for usual in FIELDS[field] if usual in lower), None)


def read_record(item: Item, options: Options) -> Report:
    """One record; its title is the first line of the text unless the text begins with it.

    Raises:
        BadInput: the record has no text, or too much.
        NotEnglish: in another language.
    """
    fields = item.fields
    text = fields.get("text", "")
    check_size(len(text), item.source, options)
    if looks_like_markup(text):
        text = text_of_markup(text)
    if not text.strip():
        raise BadInput(
            item.source,
            "has no text",
            "name the field that holds it with --column text=NAME" if "text" not in fields else "",
        )
    url = fields.get("url") or None
    return assemble(
        item,
        options,
        text=text,
        title=fields.get("title") or item.title,
        title_printed=True,
        byline=fields.get("byline"),
        outlet=fields.get("outlet"),
        url=url,
        hints=(*_dates(fields.get("date")), *dates_of_address(url)),
        given_id=_id(fields.get("id")),
    )


def _dates(value: str | None) -> tuple[Candidate, ...]:
    when = read_day(value) if value else None
    if when is None:
        return ()
    return (Candidate(when, "meta", None, why="given as the date of the record", quote=value),)


def _id(value: str | None) -> str | None:
    bare = (value or "").strip()
    return bare if bare and len(bare) <= 200 and bare.isprintable() else None
