"""`load_demo [--address URL]`: load a demo centre with generated records and an account for each role."""

import random
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from assistants.absences.services import record_absence
from assistants.absences.substitutions import appoint_substitute
from assistants.choices import AbsenceKind
from assistants.duplicates.services import renew_suspected
from assistants.models import Assignment, Assistant, Visit
from assistants.staff.caseload import with_load
from cases.choices import DocumentKind
from cases.documents.checking import check_document
from cases.documents.services import add_attachment
from cases.families.access_services import decide_access
from cases.goal_library.services import add_starting_set
from cases.models import Family, Person
from familycare.accounts.models import Role, User
from familycare.audit import commands
from familycare.audit.acting import acting_as
from familycare.audit.services import record_bulk
from familycare.centre.models import Centre
from familycare.lib.polish import counted
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import (
    PATTERNS,
    is_about_a_programme,
    new_from_pattern,
    pattern_text,
    title_of_copy,
)
from reporting.documents.definitions.services import save_definition
from reporting.documents.steps.choices import Channel
from reporting.exchange import import_register
from reporting.exchange.demo import generate_register
from reporting.exchange.demo.names import STREETS
from reporting.exchange.demo.programme import programme_text, report_realisation
from reporting.exchange.errors import RegisterErrors
from reporting.years import year_to_report

FAMILIES, YEARS, SEED = 300, 4, 1
FAMILIES_OF_SOCIAL_WORKER = 40
PROGRAMME = "program-wspierania-rodziny"
HANDED_OVER, SENT = "streszczenie-dla-radnych", "informacja-dla-komisji"  # documents

# The passwords are public: accounts are only created with DEBUG, on a developer's machine.
ACCOUNTS = {
    "kierownik": ("Maria", "Kierownik", Role.MANAGER),
    "asystent": ("", "", Role.ASSISTANT),  # named after the assistant that the account belongs to
    "socjalny": ("Szymon", "Socjalny", Role.SOCIAL_WORKER),
    "dyrektor": ("Danuta", "Dyrektor", Role.DIRECTOR),
    "inspektor": ("Irena", "Inspektor", Role.AUDITOR),
    "administrator": ("Adam", "Administrator", Role.ADMIN),
}
DOMAIN = "osrodek.example"


class Command(commands.Command):
    requires_system_checks = []  # it runs before each start of the server, which makes the checks
    help = "Wczytuje wymyślony ośrodek i zakłada konta, by wypróbować system; drugi raz niczego nie zmienia."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="", help="adres, pod którym działa system; zostanie wypisany")

    def handle(self, *, address, **options):
        if not settings.DEBUG:
            raise commands.Refusal("Dane pokazowe wczytuje się tylko na własnym komputerze, z FAMILYCARE_DEBUG=1.")
        if not Family.objects.exists():
            self._load()
        if not User.objects.exists():  # no accounts with public passwords beside real ones
            make_accounts()
            attach_documents()
            register_twice()
            add_programme()
            take_document_steps()
        for name, user in demo_accounts():
            self.stdout.write(f"{capfirst(user.get_role_display())}: {user.email}, hasło: {password_of(name)}")
        if address:
            self.stdout.write(f"Adres: {address}")

    def _load(self):
        with tempfile.TemporaryDirectory(prefix="familycare-") as folder:
            register = Path(folder) / "register"
            # Records end yesterday: if they ended long ago, everything would be overdue.
            yesterday = timezone.localdate() - timedelta(days=1)
            generate_register(register, families=FAMILIES, years=YEARS, seed=SEED, until=yesterday)
            try:
                import_register(register)
            except RegisterErrors as errors:
                raise commands.Refusal(str(errors)) from None
        add_addresses()
        add_starting_set()
        set_letterhead()
        for name in PATTERNS:
            if not is_about_a_programme(name):
                save_definition(text=pattern_text(name))
        families = counted(FAMILIES, "wymyśloną rodziną", "wymyślonymi rodzinami", "wymyślonymi rodzinami")
        self.stdout.write(f"Wczytano ośrodek pokazowy z {families}.")


@transaction.atomic
def make_accounts():
    """Create an account for each role.

    The assistant account belongs to the assistant with the most families today; the social worker has the first
    FAMILIES_OF_SOCIAL_WORKER families by number.
    """
    today = timezone.localdate()
    for name, (first_name, last_name, role) in ACCOUNTS.items():
        User.objects.create_user(
            f"{name}@{DOMAIN}",
            password_of(name),
            first_name=first_name,
            last_name=last_name,
            role=role,
            authorised_on=today,
            secrecy_on=today,
        )
    assistant = with_load(Assistant.objects.employed_on(today), today).order_by("-load", "number").first()
    if assistant:
        assistant.account = User.objects.get(role=Role.ASSISTANT)
        assistant.account.first_name, assistant.account.last_name = assistant.first_name, assistant.last_name
        assistant.account.save()
        assistant.save()
    first = Family.objects.order_by("number")[:FAMILIES_OF_SOCIAL_WORKER]
    with record_bulk(text="Pracownik socjalny pierwszych rodzin.") as written:
        given = Family.objects.filter(pk__in=first.values("pk"))
        written.count("rodziny", given.update(social_worker=User.objects.get(role=Role.SOCIAL_WORKER)))
    if assistant:
        restrict_family(assistant)
        add_substitution(assistant, today)


def restrict_family(assistant):
    """Restrict the last family that is not the assistant's: of the demo accounts, only the manager sees it."""
    family = Family.objects.exclude(assignments__assistant=assistant).order_by("number").last()
    if family:
        manager = User.objects.get(role=Role.MANAGER)
        decide_access(family=family, social_worker=None, is_restricted=True, readers=[manager])


def add_substitution(assistant, today):
    """Make the assistant the substitute of a colleague on leave, from today for two weeks."""
    last_day = today + timedelta(days=13)
    lasting = Assignment.objects.active_on(today).exclude(assistant=assistant).exclude(ends_on__lte=last_day)
    first = lasting.order_by("assistant", "pk").first()
    if first and not (assistant.employed_to and assistant.employed_to < last_day):
        assignments = lasting.filter(assistant=first.assistant)
        reason = "urlop koleżanki, a nikt inny nie ma tylu wolnych miejsc"
        days = {"starts_on": today, "ends_on": last_day}
        appoint_substitute(assignments=assignments, substitute=assistant, over_limit_reason=reason, **days)
        if first.assistant.employed_to is None:
            record_absence(assistant=first.assistant, kind=AbsenceKind.LEAVE, starts_on=today, ends_on=last_day)


def attach_documents():
    """Attach a consent, and an authorisation that expires in a week, to the assistant's first family."""
    from reporting.renderers.pdf import pdf_of  # the import takes a second, which would slow every start

    today = timezone.localdate()
    user = User.objects.get(role=Role.ASSISTANT)
    family = Family.objects.visible_to(user).order_by("number").first()
    if family is None:
        return
    documents = {
        DocumentKind.CONSENT: ("Zgoda na pracę z asystentem", None),
        DocumentKind.AUTHORISATION: ("Upoważnienie do spraw w urzędach", today + timedelta(days=7)),
    }
    for kind, (title, valid_until) in documents.items():
        content = pdf_of(f"<html lang=pl><title>{title}</title><h1>{title}</h1><p>Dokument pokazowy.</p></html>")
        add_attachment(
            family=family,
            user=user,
            document=check_document("pokazowy.pdf", content),
            name="pokazowy.pdf",
            kind=kind,
            person=None,
            title=title,
            dated_on=today - timedelta(days=60),
            valid_until=valid_until,
        )


def demo_accounts():
    """Return (name in ACCOUNTS, User) pairs of the demo accounts that exist."""
    addresses = {f"{name}@{DOMAIN}": name for name in ACCOUNTS}
    return [(addresses[user.email], user) for user in User.objects.filter(email__in=addresses).order_by("pk")]


def add_addresses():
    """Generate the addresses of families, which a register does not contain."""
    rng = random.Random(SEED)
    families = Family.objects.order_by("pk")
    for family in families:
        family.address = f"ul. {rng.choice(STREETS)} {rng.randint(1, 90)}/{rng.randint(1, 40)}"
    with record_bulk(text="Wymyślone adresy rodzin.") as written:
        written.count("rodziny", Family.objects.bulk_update(families, ["address"]))


@transaction.atomic
def register_twice():
    """Register two families again, one with a child's surname misspelt, for the list of suspected duplicates."""
    today = timezone.localdate()
    known = Person.objects.children_on(today).exclude(Q(birth_date=None) | Q(first_name="") | Q(last_name=""))
    first = known.order_by("family__number", "number").select_related("family")
    families = {}
    for child in first.iterator():
        families.setdefault(child.family, child)
        if len(families) == 2:
            break
    for place, (family, child) in enumerate(families.items()):
        again = Family.objects.create(
            name=family.name, address=family.address, district=family.district, registered_on=today - timedelta(days=3)
        )
        surname = f"{child.last_name[:-1]}u" if place else child.last_name
        Person.objects.create(
            family=again, role=child.role, first_name=child.first_name, last_name=surname, birth_date=child.birth_date
        )
    renew_suspected(today)


def add_programme():
    """Add a programme that ended with the last year, what came of it, and the two documents about it."""
    from reporting.documents.composing.figures import Catalogue
    from reporting.documents.programmes.services import save_programme

    with acting_as(User.objects.get(role=Role.MANAGER)):
        text = programme_text(PROGRAMME, year_to_report())
        programme = save_programme(text=text, known=Catalogue())
        report_realisation(programme)
        for name in filter(is_about_a_programme, PATTERNS):
            new_from_pattern(name=name, title=title_of_copy(name, programme), programme=programme.key)


def take_document_steps():
    """Hand the summary of last year over, correct a visit of that year, and send another document for approval."""
    # The import takes a second, which would slow every start.
    from reporting.documents.editions.services import freeze
    from reporting.documents.steps.services import hand_over, send

    director, manager = (User.objects.get(role=role) for role in (Role.DIRECTOR, Role.MANAGER))
    documents = {each.key: each for each in DocumentDefinition.objects.filter(key__in=[HANDED_OVER, SENT])}
    year = year_to_report()
    visit = Visit.objects.filter(visited_on__year=year, minutes__gt=30).order_by("pk").first()
    if len(documents) < 2 or not visit:
        return
    with acting_as(director):
        edition = freeze(document=documents[HANDED_OVER], centre=Centre.current(), year=year, user=director)
    with acting_as(manager):
        where = {"channel": Channel.E_DELIVERY, "recipient": "Rada Miasta"}
        hand_over(edition=edition, handed_on=timezone.localdate(), by=manager, **where)
        send(document=documents[SENT], year=year, by=manager)
        visit.minutes += 15
        visit.save()


def set_letterhead():
    """Generate the address of the centre."""
    centre = Centre.current()
    centre.town = centre.municipality
    centre.address = f"ul. Ratuszowa 2, 00-000 {centre.town}, tel. 000 000 000"
    centre.save()


def password_of(name):
    return f"demo-{name}"
