"""Who may use the desk: nobody but this machine, or whoever holds the token. Signs sessions, forms and feeds.

Nothing is kept on the server: a session is a random name, an expiry and a signature over both, and the token of a
form is a signature over the session's name, so that a form only works in the browser that was shown it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.errors import BadQuestion

#: Names under which a browser on this machine reaches a desk that is bound to loopback. Any other name in the Host
#: header means that a foreign page made its own name point here.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SESSION_SECONDS = 30 * 24 * 3600
#: 16 characters out of 64 are 96 bits: more than anybody guesses over a network.
SHORTEST_TOKEN = 16
COOKIE = "dragoman-desk"


@dataclass(frozen=True, slots=True)
class Access:
    """The keys of one desk."""

    secret: bytes  #: signs sessions, forms and feeds
    token: str | None = None  #: what must be shown; None: the desk is bound to loopback
    hosts: frozenset[str] | None = LOOPBACK  #: names the desk answers to; None: any
    clock: Callable[[], float] = time.time

    def holds(self, shown: str) -> bool:
        """Whether this is the token; takes the same time whatever is shown."""
        return self.token is not None and hmac.compare_digest(_digest(shown), _digest(self.token))

    def new_session(self) -> str:
        """The value of a session cookie."""
        name = f"{secrets.token_urlsafe(16)}.{int(self.clock()) + SESSION_SECONDS}"
        return f"{name}.{self._sign('session', name)}"

    def is_session(self, cookie: str) -> bool:
        """Whether we gave this cookie, and it has not run out."""
        name, _, signature = cookie.rpartition(".")
        expiry = name.rpartition(".")[2]
        if not hmac.compare_digest(signature.encode(), self._sign("session", name).encode()):
            return False
        return expiry.isdigit() and int(expiry) > self.clock()

    def form_token(self, session: str) -> str:
        """What a form must send back."""
        return self._sign("form", session)

    def is_form_token(self, shown: str, session: str) -> bool:
        """Whether a form of this session was sent."""
        return bool(session) and hmac.compare_digest(shown.encode(), self.form_token(session).encode())

    def feed_key(self) -> str | None:
        """What lets a feed reader, which cannot show a token, read feeds and nothing else; None: no need."""
        return self._sign("feed", "all") if self.token is not None else None

    def is_feed_key(self, shown: str) -> bool:
        """Whether this is the key of the feeds."""
        key = self.feed_key()
        return key is not None and hmac.compare_digest(shown.encode(), key.encode())

    def _sign(self, purpose: str, words: str) -> str:
        return hmac.new(self.secret, f"{purpose}:{words}".encode(), hashlib.sha256).hexdigest()


def local_access() -> Access:
    """Access for a desk on loopback: no token, keys that last as long as the process."""
    return Access(secret=secrets.token_bytes(32))


def token_access(token: str, *, hosts: frozenset[str] | None = None) -> Access:
    """Access by token. The keys follow from it, so that sessions outlive a restart.

    Raises:
        BadQuestion: the token is too short to keep anybody out.
    """
    token = token.strip()
    if len(token) < SHORTEST_TOKEN:
        raise BadQuestion("the token", f"is shorter than {SHORTEST_TOKEN} characters", "let `dragoman serve` make one")
    return Access(secret=_digest(f"dragoman desk:{token}"), token=token, hosts=hosts)


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()
