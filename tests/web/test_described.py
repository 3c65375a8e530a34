"""Requests made up from the API's description: no answer but those described, and never a fault of the desk.

Bounded: DRAGOMAN_EXAMPLES sets how many requests each path gets.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.ledger import open_ledger
from dragoman.web import make_app
from tests.web.serving import served

schemathesis = pytest.importorskip("schemathesis", reason="Schemathesis is not installed")

EXAMPLES = int(os.environ.get("DRAGOMAN_EXAMPLES", "10"))


@pytest.fixture(scope="module")
def described(desk_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    place = tmp_path_factory.mktemp("described") / "desk.db"
    shutil.copy(desk_file, place)
    with open_ledger(str(place)) as ledger, served(make_app(ledger)) as base:
        yield schemathesis.openapi.from_url(f"{base}/api/v1/openapi.json")


@pytest.mark.slow
def test_no_request_brings_the_desk_down(described: Any) -> None:
    for found in described.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def asked(case: Any) -> None:
            # A value can fit the description and still mean nothing: a page token of ours, an id that the ledger
            # holds, days in the right order. Such a request is answered with 400, 404 or 422, which this one check
            # would take for a fault.
            case.call_and_validate(excluded_checks=[schemathesis.checks.positive_data_acceptance], timeout=120)

        asked()
