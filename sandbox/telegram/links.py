"""Addresses in buttons and links, judged and normalised as the real server does it."""

from __future__ import annotations

import re

from sandbox.telegram.errors import ApiError, bad

_URL = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:[^/?#@\s]*@)?([^/?#:\s]*)(?::(\d{0,5}))?([/?#].*)?$", re.DOTALL
)
_TG = re.compile(r"(tg|ton|tonsite):(?://)?([A-Za-z0-9_.-]+)(.*)$", re.IGNORECASE | re.DOTALL)


def _judge(link: str, *, https_only: bool) -> tuple[str, str]:
    """(normalised address, "") or ("", what is wrong with it)."""
    link = link.strip()
    if found := _TG.match(link):
        if https_only:
            return "", "Only HTTPS links are allowed"
        return f"{found[1].lower()}://{found[2]}{found[3]}", ""
    found = _URL.match(link)
    if found is None:
        return "", "Wrong HTTP URL"
    scheme = (found[1] or "http").lower()
    host, rest = found[2].lower(), found[4] or "/"
    if scheme not in {"http", "https"}:
        return "", "Unsupported URL protocol"
    if not host:
        return "", "URL host is empty"
    if https_only and scheme != "https":
        return "", "Only HTTPS links are allowed"
    if "." not in host:
        return "", "Wrong HTTP URL"
    port = f":{found[3]}" if found[3] else ""
    return f"{scheme}://{host}{port}{rest if rest[0] == '/' else '/' + rest}", ""


def checked_link(link: str) -> str:
    """The address, or nothing when it is none (a link in a text then stays plain text)."""
    return _judge(link, https_only=False)[0]


def button_link(link: str, what: str, *, https_only: bool = False) -> str:
    """The address of a button; raises ApiError 400 like the real server."""
    url, wrong = _judge(link, https_only=https_only)
    if wrong:
        raise _invalid(link, what, wrong)
    return url


def _invalid(link: str, what: str, wrong: str) -> ApiError:
    return bad(f"{what} URL '{link}' is invalid: {wrong}")
