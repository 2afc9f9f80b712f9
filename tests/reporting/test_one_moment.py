"""Reading at one moment."""

from threading import Thread

import pytest
from django.db import connection

from cases.models import Family
from reporting.one_moment import one_moment


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_reads_first_takes_the_lock_of_writers_later():
    """A thread has a connection of its own, which is opened by its first query."""
    modes = []

    def read():
        try:
            with one_moment():
                modes.append(connection.transaction_mode)
                Family.objects.exists()
            modes.append(connection.transaction_mode)
        finally:
            connection.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert modes == ["DEFERRED", "IMMEDIATE"]
