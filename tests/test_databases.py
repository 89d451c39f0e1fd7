"""A database of its own for each test that commits."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from tests import databases


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_is_left_over_does_no_harm_to_the_next_test():
    """The request of a browser that is gone may still come to the database of the last test, at any moment."""
    ended = threading.Event()
    rounds = 30 if connection.vendor == "sqlite" else 3

    def left_over():
        while not ended.is_set():
            try:
                Group.objects.create(name=f"left over {threading.get_ident()}").delete()
            except Exception:
                pass
            finally:
                connection.close()

    with ThreadPoolExecutor(3) as pool:
        threads = [pool.submit(left_over) for _ in range(2)]
        errors = []
        try:
            for number in range(rounds):
                databases.restore()
                Group.objects.create(name=f"of test {number}")
                try:
                    pool.submit(_close, number).result(30)
                except Exception as error:
                    errors.append(repr(error))
        finally:
            ended.set()
        for thread in threads:
            thread.result(30)
        assert errors == []


def _close(number) -> None:
    try:
        assert Group.objects.filter(name=f"of test {number}").exists()
    finally:
        connection.close()
