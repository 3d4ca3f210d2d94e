"""The SDK's client without what its process shares: a client for each call, of its gateway's configuration.

The SDK keeps shop, key, address and logger in class attributes of `Configuration`; `configure()` changes them
for everybody and puts the address back to production. Nothing here reads or writes them.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import requests
from yookassa.client import ApiClient
from yookassa.configuration import Configuration
from yookassa.domain.common import UserAgent

from payments.settings import YooKassa
from payments.yookassa_errors import failure_of
from payments.yookassa_session import Patience, Session


@dataclass(frozen=True, slots=True)
class Access:
    """Who calls whom, for all calls of one gateway: the only place where the SDK is configured."""

    configuration: Any
    agent: Any
    patience: Patience

    @classmethod
    def to(cls, shop: YooKassa, patience: Patience) -> Access:
        """Raises ConfigurationError without shop or key."""
        made = Configuration.__new__(Configuration)
        made.account_id, made.secret_key = shop.shop_id or None, shop.secret_key or None
        made.auth_token = made.logger = None
        made.api_url, made.verify = shop.api_url, shop.ca_file or None
        made.timeout, made.max_attempts = 0, 0
        made.assert_has_api_credentials()
        return cls(made, UserAgent(), patience)


class Client(ApiClient):  # type: ignore[misc]  # the SDK has no types
    """For one call. `answer` is what came back, as it came, once `answered`."""

    def __init__(self, access: Access) -> None:
        # The SDK's own reads the class attributes; these are all the names that its methods use.
        self.configuration = access.configuration
        self.endpoint = access.configuration.api_url
        self.shop_id = access.configuration.account_id
        self.shop_password = access.configuration.secret_key
        self.auth_token = None
        self.timeout = self.max_attempts = 0
        self.user_agent = access.agent
        self.answer: Any = None
        self.answered = False
        self._session: Session | None = None
        self._patience = access.patience

    def get_session(self) -> Session:
        """No retries: they are ours to time, and http and https behave alike."""
        self._session = Session(self._patience)
        return self._session

    def request(
        self,
        method: str = "",
        path: str = "",
        query_params: Any = None,
        headers: Any = None,
        body: Any = None,
    ) -> Any:
        """Raises errors of the gateway; those of the SDK for what it will not send."""
        try:
            self.answer = super().request(method, path, query_params, headers, body)
        except Exception as problem:
            if self._session is None:
                raise
            failure = failure_of(problem, self._session.status, self._session.retry_after)
        else:
            self.answered = True
            return copy.deepcopy(self.answer)  # the SDK replaces what it does not know in what it is given
        # Outside of the block: exceptions of requests hold the headers, and so the key.
        raise failure

    def log_request(self, *_: Any) -> None:
        """Say nothing: the SDK would log the credentials."""

    @staticmethod
    def log_response(*_: Any) -> None:
        """Say nothing."""

    @staticmethod
    def get_response_info(_: requests.Response) -> None:
        """Guess no charset: that is all it would be for."""


def bound(resource: type, client: Client) -> Any:
    """A resource of the SDK that speaks through this client: its class methods all begin with `cls()`."""
    return type(resource.__name__, (resource,), {"__init__": lambda self: setattr(self, "client", client)})
