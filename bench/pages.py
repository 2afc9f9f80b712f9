"""Pages against Django's own administration over the same rows, requested by a test client in this process.

The list of families, a search in it and the home page are compared with the administration's list, a family's page with
its form: see `admin_site`. A page is what the server sends first. Our list loads the less common filters when somebody
opens them, so they do not count; the administration shows all of its filters.
"""

import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

YEARS, SEED = 5, 1


def fill(families, visits):
    """Migrate, import an invented register, and copy the diary until it has that many entries."""
    from django.core.management import call_command

    from cases.models import Family
    from reporting.exchange import import_register
    from reporting.exchange.demo import generate_register

    call_command("migrate", verbosity=0)
    if not Family.objects.exists():
        with TemporaryDirectory(prefix="familycare-bench-") as folder:
            generate_register(f"{folder}/register", families=families, years=YEARS, seed=SEED)
            import_register(f"{folder}/register")
        lengthen_diary(visits)


def lengthen_diary(visits):
    from django.db import connection

    from assistants.models import Visit
    from familycare.audit.services import record_bulk

    columns = ", ".join(field.column for field in Visit._meta.concrete_fields if not field.primary_key)
    with record_bulk(), connection.cursor() as cursor:
        while (missing := visits - Visit.objects.count()) > 0:
            table = Visit._meta.db_table
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT {missing}")
        cursor.execute("ANALYZE")


def compared(folder, runs=15):
    """Return {page: {"seconds", "floor", "queries", "kB"}}: median seconds of our page and of the administration's.

    `folder` is for files.
    """
    from django.conf import settings
    from django.db.models import Count
    from django.urls import reverse

    from cases.models import Family
    from familycare.accounts.models import Role

    settings.ROOT_URLCONF = "bench.admin_site"
    prepare_requests(folder)
    manager, administrator = map(signed_in, (Role.MANAGER, Role.ADMIN))
    # A family that is neither the smallest nor the largest.
    sizes = Family.objects.annotate(size=Count("cases__visits")).filter(size__gt=0).order_by("size", "pk")
    family = sizes[sizes.count() // 2]
    listed = reverse("bench:cases_family_changelist")
    addresses = {
        "list of families": (reverse("families"), listed),
        "search in the list": (searching(manager, family.name), f"{listed}?q={family.name}"),
        "page of a family": (
            reverse("family", args=[family.number]),
            reverse("bench:cases_family_change", args=[family.pk]),
        ),
        "home": (reverse("home"), listed),
    }
    return {page: compare((manager, ours), (administrator, theirs), runs) for page, (ours, theirs) in addresses.items()}


def prepare_requests(folder):
    """Let a test client ask for pages. `folder` is for the collected static files, and for data such as jobs."""
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT, settings.VAR = f"{folder}/static", Path(folder, "var")
    settings.SECOND_FACTOR = False  # the accounts of `signed_in` have none
    call_command("collectstatic", interactive=False, verbosity=0)


def searching(client, words):
    """Return the address of the list with the words, which only that client can read."""
    from django.urls import reverse

    return client.post(reverse("search_families"), {"szukaj": words}, secure=True).url


def signed_in(role):
    """Return a client signed in with a new account of that role."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    today = timezone.localdate()
    user = get_user_model().objects.create_user(
        f"{role}@bench.example", role=role, authorised_on=today, secrecy_on=today
    )
    client = Client()
    client.force_login(user)
    return client


def compare(ours, theirs, runs):
    """Request both in turn, so that other load on the machine affects both alike; the first two requests warm up.

    `ours` and `theirs`: a client and an address.
    """
    answer, _other = asked(*ours), asked(*theirs)
    seconds = {each: [] for each in (ours, theirs)}
    for _run in range(runs):
        for (client, address), taken in seconds.items():
            start = time.perf_counter()
            client.get(address, secure=True)
            taken.append(time.perf_counter() - start)
    return {"seconds": median(seconds[ours]), "floor": median(seconds[theirs]), **answer}


def asked(client, address):
    """Return the number of queries of the page, and its compressed size in kB."""
    import gzip

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, secure=True)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status_code}")
    return {"queries": len(queries), "kB": len(gzip.compress(answer.content)) / 1000}
