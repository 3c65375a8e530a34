"""What is sent rather than looked at: verdicts, saved questions, pasted reports, the login.

Every form carries the token of its session and is answered with a redirect, so that a page can be loaded again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.responses import RedirectResponse, Response

from dragoman.errors import BadQuestion
from dragoman.web import answers
from dragoman.web.desk import Desk
from dragoman.web.faults import Refused
from dragoman.web.guard import Visit, cookie_header
from dragoman.web.pages.report import ReadoutView, readout_table
from dragoman.web.question import query_of

Handler = Callable[[Desk, Request, "Sent"], Response]
# A form of ours has a dozen fields; what has hundreds is not ours.
_MOST_FIELDS = 100
#: Whose verdicts those of the desk are, unless somebody gives a name.
_JUDGE = "desk"


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form."""

    fields: FormData

    def get(self, name: str) -> str:
        """The text of a field; "" where it is missing or a file."""
        value = self.fields.get(name, "")
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The form of `/read` and, once something was sent, its readout."""

    text: str = ""
    address: str = ""
    published: str = ""
    outlet: str = ""
    view: ReadoutView | None = None


def mount(app: FastAPI, desk: Desk) -> None:
    """Give the forms their addresses."""
    for path, handler, guarded in (
        ("/judge", _judge, True), ("/undo", _undo, True), ("/watches", _watch, True), ("/unwatch", _unwatch, True),
        ("/seen", _seen, True), ("/redate", _redate, True), ("/identify", _identify, True),
        ("/read", _read, True), ("/read.json", _read_json, True),
        ("/read.csv", _read_csv, True), ("/login", _login, False),
    ):
        app.add_route(path, partial(_received, desk, handler, guarded), methods=["POST"], include_in_schema=False)
    app.add_route("/read", partial(_read_form, desk), methods=["GET"], include_in_schema=False)
    app.add_route("/login", partial(_login_form, desk), methods=["GET"], include_in_schema=False)


async def _received(desk: Desk, handler: Handler, guarded: bool, request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    sent = Sent(form)
    visit: Visit = request.state.visit
    if guarded and not visit.by_token and not desk.access.is_form_token(sent.get("form_token"), visit.session):
        raise Refused(403, "StaleForm", "the form", "is not of this session", "load the page again and send it anew")
    return await run_in_threadpool(handler, desk, request, sent)


def _judge(desk: Desk, request: Request, sent: Sent) -> Response:
    by = sent.get("by")[:80] or _JUDGE
    desk.ledger.judge(sent.get("left"), sent.get("right"), sent.get("verdict"), by=by, why=sent.get("why")[:500])
    return _back(sent)


def _redate(desk: Desk, request: Request, sent: Sent) -> Response:
    # a button carries its answer; the one beside the field carries none
    answer = sent.get("answer") or sent.get("day")
    with desk.reader.turn():
        desk.ledger.redate(sent.get("report"), answer, by=sent.get("by")[:80] or _JUDGE, why=sent.get("why")[:500])
    return _back(sent)


def _identify(desk: Desk, request: Request, sent: Sent) -> Response:
    answer = sent.get("answer") or sent.get("who")
    desk.ledger.identify(sent.get("person"), answer[:200], by=sent.get("by")[:80] or _JUDGE, why=sent.get("why")[:500])
    return _back(sent)


def _undo(desk: Desk, request: Request, sent: Sent) -> Response:
    num = sent.get("num")
    if not (num.isascii() and num.isdigit() and len(num) < 10):
        raise BadQuestion(num[:40], "is not the number of a verdict", "use the button beside it")
    number = int(num)
    if any(v.num == number and v.kind == "date" for v in desk.ledger.verdicts()):
        with desk.reader.turn():  # the report is read again
            desk.ledger.undo(number)
    else:
        desk.ledger.undo(number)
    return _back(sent)


def _watch(desk: Desk, request: Request, sent: Sent) -> Response:
    asked = [(k[2:], v) for k, v in sent.fields.multi_items() if k.startswith("q_") and isinstance(v, str)]
    watch = desk.ledger.watch(sent.get("name")[:80], query_of(QueryParams(asked)))
    from dragoman.web.links import page

    return RedirectResponse(page("watch", watch.name), status_code=303)


def _unwatch(desk: Desk, request: Request, sent: Sent) -> Response:
    desk.ledger.unwatch(sent.get("name"))
    return RedirectResponse("/watches", status_code=303)


def _seen(desk: Desk, request: Request, sent: Sent) -> Response:
    desk.ledger.news(sent.get("name"), mark_seen=True)
    return RedirectResponse("/watches", status_code=303)


def _read_form(desk: Desk, request: Request) -> Response:
    page = ReadPage(address=request.query_params.get("address", ""))
    return answers.html(desk, request, "read.html", name="read", page=page)


def _read(desk: Desk, request: Request, sent: Sent) -> Response:
    page = ReadPage(
        text=sent.get("text"), address=sent.get("address"), published=sent.get("published"),
        outlet=sent.get("outlet"), view=_readout(desk, sent),
    )
    return answers.html(desk, request, "read.html", name="read", page=page)


def _read_json(desk: Desk, request: Request, sent: Sent) -> Response:
    return Response(_readout(desk, sent).readout.to_json(), media_type="application/json")


def _read_csv(desk: Desk, request: Request, sent: Sent) -> Response:
    return Response(readout_table(_readout(desk, sent)).to_csv(), media_type="text/csv; charset=utf-8; header=present")


def _readout(desk: Desk, sent: Sent) -> ReadoutView:
    given = {"published": sent.get("published"), "outlet": sent.get("outlet")}
    if address := sent.get("address"):
        return ReadoutView(desk.reader.read_address(address, **given))
    return ReadoutView(desk.reader.read_text(sent.get("text"), **given))


def _login_form(desk: Desk, request: Request) -> Response:
    if desk.access.token is None:
        return RedirectResponse("/", status_code=303)
    target = _local(request.query_params.get("next", "/"))
    return answers.html(desk, request, "login.html", name="", target=target, wrong=False)


def _login(desk: Desk, request: Request, sent: Sent) -> Response:
    target = _local(sent.get("next") or "/")
    if not desk.access.holds(sent.get("token")):
        return answers.html(desk, request, "login.html", name="", status=403, target=target, wrong=True)
    answer = RedirectResponse(target, status_code=303)
    session = desk.access.new_session()
    answer.headers.append("set-cookie", cookie_header(session, secure=request.url.scheme == "https"))
    return answer


def _back(sent: Sent) -> Response:
    return RedirectResponse(_local(sent.get("next") or "/"), status_code=303)


def _local(target: str) -> str:
    """A path of this desk; anything else leads to the timeline."""
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\")) and not set(target) & set("\r\n\t\\")
    return target if is_ours else "/"
