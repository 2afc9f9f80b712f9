"""Pages against Django's own administration over the same rows: `python -m bench.pages FAMILIES VISITS`.

The database is the one of DATABASE_URL; it is filled first where it is empty.
"""

import sys
import time
from statistics import median
from tempfile import TemporaryDirectory

YEARS, SEED = 5, 1
LIMIT = 0.5
USER = "bench"


def fill(families, visits):
    """Migrates, and takes in an invented register; the diary is copied upon itself until it has that many entries."""
    from django.core.management import call_command

    from cases.models import Family
    from reporting.register import import_register
    from reporting.register.invent import invent_register

    call_command("migrate", verbosity=0)
    if not Family.objects.exists():
        with TemporaryDirectory(prefix="familycare-bench-") as folder:
            invent_register(f"{folder}/register", families=families, years=YEARS, seed=SEED)
            import_register(f"{folder}/register")
        lengthen_diary(visits)


def lengthen_diary(visits):
    from django.db import connection

    from assistants.models import Visit

    columns = ", ".join(field.column for field in Visit._meta.concrete_fields if not field.primary_key)
    with connection.cursor() as cursor:
        while (missing := visits - Visit.objects.count()) > 0:
            table = Visit._meta.db_table
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT {missing}")
        cursor.execute("ANALYZE")


def pages(runs=15):
    """{page: {"seconds", "floor", "queries", "kB"}}: medians; the floor is the administration's answer."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db.models import Count
    from django.test import Client
    from django.urls import reverse

    from cases.models import Family

    settings.ROOT_URLCONF = "bench.admin_site"
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client()
    user, _made = get_user_model().objects.get_or_create(username=USER, is_staff=True, is_superuser=True)
    client.force_login(user)
    # A family that is neither the smallest nor the largest.
    sizes = Family.objects.annotate(size=Count("cases__visits")).filter(size__gt=0).order_by("size", "pk")
    family = sizes[sizes.count() // 2]
    listed = reverse("bench:cases_family_changelist")
    compared = {
        "list of families": (reverse("families"), listed),
        "search in the list": (f"{reverse('families')}?szukaj={family.name}&stan=", f"{listed}?q={family.name}"),
        "page of a family": (
            reverse("family", args=[family.number]),
            reverse("bench:cases_family_change", args=[family.pk]),
        ),
        "home": (reverse("home"), listed),
    }
    return {page: compare(client, *addresses, runs) for page, addresses in compared.items()}


def compare(client, ours, theirs, runs):
    """Turn and turn about, so that both meet the same weather; the first answers of each warm up."""
    answers = {address: asked(client, address) for address in (ours, theirs)}
    seconds = {ours: [], theirs: []}
    for _run in range(runs):
        for address, taken in seconds.items():
            start = time.perf_counter()
            client.get(address, secure=True)
            taken.append(time.perf_counter() - start)
    return {"seconds": median(seconds[ours]), "floor": median(seconds[theirs]), **answers[ours]}


def asked(client, address):
    """How many queries the page takes, and how much it weighs on its way, in kB."""
    import gzip

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, secure=True)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status_code}")
    return {"queries": len(queries), "kB": len(gzip.compress(answer.content)) / 1000}


def main(families, visits):
    """Fills the database, measures, writes a line for each page; 1 when one takes longer than it may."""
    import django

    django.setup()
    fill(int(families), int(visits))
    found = pages()
    for page, result in found.items():
        ratio = result["seconds"] / result["floor"]
        sys.stdout.write(
            f"{ratio:5.2f} (≤ {LIMIT})  {result['seconds'] * 1000:7.1f} ms / {result['floor'] * 1000:7.1f} ms  "
            f"{result['queries']:3} queries  {result['kB']:6.1f} kB  {page}\n"
        )
    return int(any(result["seconds"] > LIMIT * result["floor"] for result in found.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
