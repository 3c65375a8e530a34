"""Plain text as a report: whole, with its headline, byline and outlet recognised where they stand."""

from __future__ import annotations

from dragoman.ingest.assemble import assemble, check_size
from dragoman.ingest.decode import decode
from dragoman.ingest.item import Item, Options
from dragoman.ingest.masthead import find_masthead
from dragoman.ingest.normal import normalise
from dragoman.ingest.published import dates_of_address
from dragoman.model import Report


def read_text(item: Item, options: Options) -> Report:
    """One plain text.

    Raises:
        BadInput: empty, binary, too large, or in a charset that cannot be told.
        NotEnglish: in another language.
    """
    check_size(len(item.data), item.source, options)
    text = normalise(decode(item.data, source=item.source, declared=item.charset))
    head = find_masthead(text)
    return assemble(
        item,
        options,
        text=text,
        title=head.headline.of(text) if head.headline else item.title,
        title_span=head.headline,
        byline=head.byline,
        outlet=head.outlet,
        hints=dates_of_address(item.url),
    )
