"""``[consent]``: by which right each purpose is served; the lawyer of the supplier decides."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class Consent(Section, frozen=True):
    """By which right people's data are used, purpose by purpose (152-FZ art. 6 and 9, 126-FZ art. 44.1)."""

    linking_basis: Annotated[
        Literal["consent", "contract"],
        key("consent: asked before an account is linked; contract: not asked, people are told."),
    ] = "consent"
    sms_basis: Annotated[
        Literal["consent", "contract"],
        key("The same for SMS that we start ourselves; codes that people ask for need neither."),
    ] = "consent"
    sms_version: Annotated[
        str, key("Version of the text about SMS; that of linking is linking.consent_version.")
    ] = "2026-11"
    ebill_basis: Annotated[
        Literal["consent", "contract"],
        key("The same for a bill in the chat instead of on paper; either way the owner confirms it."),
    ] = "consent"
    ebill_version: Annotated[str, key("Version of the text about electronic bills.")] = "2026-11"
