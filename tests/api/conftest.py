"""Asking the API as anybody would."""

import pytest


@pytest.fixture
def whole(client):
    """Everything that an answer tells: status, every header, every byte."""

    def ask(path: str, method: str = "get", **headers) -> tuple[int, tuple, bytes]:
        response = getattr(client, method)(path, headers=headers)
        return response.status_code, tuple(sorted(response.headers.items())), response.content

    return ask
