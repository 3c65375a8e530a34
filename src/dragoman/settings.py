"""Every setting, in one place. Order: argument, environment (`DRAGOMAN_DB` ...), settings file, default.

The file is TOML, `settings.toml` in the user's configuration folder or where `DRAGOMAN_SETTINGS` points. A key
that does not exist is an error that names the nearest one that does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dragoman.errors import BadQuestion


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, with the defaults."""

    db: str | None = None  #: ledger: a file or a postgresql:// address; None is the user's data folder
    kb_files: tuple[str, ...] = ()  #: TOML or CSV files of facts that are added to the knowledge base
    text_limit_mb: int = 2  #: a longer text is refused: no report is that long, and reading takes 4 kB a letter
    allow_private: bool = False  #: may addresses in the local network be fetched
    threads: int = 0  #: windows of text that are encoded at once; 0 is as many as there are cores


def load(*, environment: Mapping[str, str] = os.environ, file: Path | None = None, **arguments: Any) -> Settings:
    """The settings that hold now; `arguments` that are None do not count.

    Raises:
        BadQuestion: an unknown key, or a value of the wrong kind.
    """
    settings = Settings()
    path = file or Path(environment.get("DRAGOMAN_SETTINGS") or _default_file())
    if path.is_file():
        settings = _with(settings, _parse(path), str(path))
    prefix = "DRAGOMAN_"
    known = {prefix + f.name.upper(): f.name for f in fields(Settings)}
    from_environment = {known[k]: v for k, v in environment.items() if k in known}
    settings = _with(settings, from_environment, "the environment")
    return _with(settings, {k: v for k, v in arguments.items() if v is not None}, "arguments")


def _default_file() -> str:
    from platformdirs import user_config_dir

    return str(Path(user_config_dir("dragoman")) / "settings.toml")


def _parse(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadQuestion(str(path), f"not valid TOML ({error})", "mend it or remove it") from error


def _with(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    names = [f.name for f in fields(Settings)]
    for key, value in values.items():
        if key not in names:
            raise BadQuestion(f"setting {key!r} in {where}", "there is no such setting", _nearest(key, names))
        settings = replace(settings, **{key: _read(key, value, getattr(Settings(), key), where)})
    return settings


def _nearest(key: str, names: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, names, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known settings: {', '.join(names)}"


def _read(key: str, value: Any, default: Any, where: str) -> Any:
    """`value` in the kind of the default; text comes from the environment."""
    subject = f"setting {key!r} in {where}"
    if isinstance(default, bool):
        if isinstance(value, str) and value.lower() in ("1", "true", "yes", "0", "false", "no"):
            return value.lower() in ("1", "true", "yes")
        if not isinstance(value, bool):
            raise BadQuestion(subject, f"{value!r} is neither true nor false", "write true or false")
        return value
    if isinstance(default, int):
        least = min(default, 1)
        if isinstance(value, bool) or not str(value).isdecimal() or int(value) < least:
            fault = f"{value!r} is not a whole number above {least - 1}"
            raise BadQuestion(subject, fault, f"the default is {default}")
        return int(value)
    if isinstance(default, tuple):
        items = value.split(os.pathsep) if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
            raise BadQuestion(subject, f"{value!r} is not a list of paths", 'write ["a.toml", "b.csv"]')
        return tuple(i for i in items if i)
    return str(value)
