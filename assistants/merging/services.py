"""Services that merge two records of the same family and undo the merge.

The absorbed family and its duplicate persons remain as empty records that no page shows (`Family.merged_into`).
"""

from contextlib import contextmanager
from datetime import date

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assistants.assignments.cap import join_places, park_assignments, separate_places
from assistants.duplicates.services import settle_merge, unsettle_merge
from assistants.merging.record_moves import fill_in, move_back, move_later_records, move_records, undo_fill_in
from assistants.models import Assignment
from cases.families.duplicates import share_days, unmatched_duplicates
from cases.models import Case, Family, FamilyMerge, NamedReader, Person
from cases.referrals.services import kind_of
from cases.spans import holds_on
from cases.templatetags.spans import span
from familycare.accounts.rights import deciders
from familycare.audit.services import lock_changes, record_bulk
from familycare.centre.reported_days import question_about

# Fields that are filled in if they are empty. Days in the family are not among them, because empty has a meaning there.
FAMILY_FIELDS = ("structure", "address", "district", "registered_on", "social_worker")
PERSON_FIELDS = (
    "first_name",
    "last_name",
    "sex",
    "birth_date",
    "pesel",
    "phone",
    "email",
    "marital_status",
    "education",
    "income_source",
    "disability",
)


class AlreadyMerged(Exception):
    """The same merge has been made already."""


def objections(kept, absorbed):
    """Return sentences that say why the families cannot be merged; [] if they can."""
    if kept.pk == absorbed.pk:
        return ["To jest ta sama rodzina. Wpisz numer drugiej."]
    found = [
        f"Danych rodziny {each.number} już nie ma (zanonimizowano je), więc nie da się jej scalić."
        for each in (kept, absorbed)
        if each.anonymised_on
    ]
    if kept.is_restricted != absorbed.is_restricted:
        found.append(
            "Tylko jedna z tych rodzin jest szczególnie chroniona. Najpierw ustal dla obu tę samą ochronę "
            "(„Kto ma dostęp do rodziny”)."
        )
    return [*found, *_open_in_both(kept, absorbed)]


def _open_in_both(kept, absorbed):
    """Yield sentences about open cases and referrals of which a merged family may have only one."""
    cases = [{case.kind: case for case in family.cases.open()} for family in (kept, absorbed)]
    asked = [{kind_of(each.source): each for each in family.referrals.open()} for family in (kept, absorbed)]
    for kind in sorted(cases[0].keys() & cases[1].keys()):
        yield (
            f"Obie rodziny mają otwarte wsparcie tego samego rodzaju: {cases[0][kind]} i {cases[1][kind].number}. "
            "Najpierw zakończ jedno z nich."
        )
    for kind in sorted(asked[0].keys() & asked[1].keys()):
        yield (
            f"Na rozstrzygnięcie czekają wnioski obu rodzin, {asked[0][kind]} i {asked[1][kind]}. "
            "Najpierw rozstrzygnij jeden z nich."
        )
    for helped, waiting in ((cases[0], asked[1]), (cases[1], asked[0])):
        for kind in sorted(helped.keys() & waiting.keys()):
            yield (
                f"Jedna z rodzin ma otwarte wsparcie {helped[kind]}, a wniosek drugiej o takie samo, "
                f"{waiting[kind]}, czeka na rozstrzygnięcie. Najpierw rozstrzygnij ten wniosek."
            )


def warnings(kept, absorbed):
    """Yield sentences about allowed but odd results: closed cases of one kind that overlap."""
    ends = {case: case.closed_on or date.max for family in (kept, absorbed) for case in family.cases.all()}
    for one in kept.cases.all():
        for other in absorbed.cases.all():
            # One may begin on the day on which the other ends.
            if one.kind == other.kind and one.opened_on < ends[other] and other.opened_on < ends[one]:
                yield (
                    f"Wsparcia {one.number} ({span(one)}) i {other.number} ({span(other)}) są tego samego rodzaju "
                    "i trwały w tym samym czasie. Po scaleniu rodzina będzie miała oba: w sprawozdaniach liczy "
                    "się jako jedna, ale wyeksportowanego rejestru z oboma nie da się wczytać z powrotem."
                )


def same_pesel_message(person, other):
    """Return a sentence that says why the two persons must be one."""
    return (
        f"{person} ({person.number}) i {other} ({other.number}) mają ten sam PESEL, więc to jedna osoba. "
        "Wskaż ją albo najpierw popraw jeden z tych numerów."
    )


@transaction.atomic
def merge_families(*, kept, absorbed, persons, by, confirmed=False):
    """Move all records of the family `absorbed` to the family `kept` and return the FamilyMerge.

    `persons` is {pk of each person of `absorbed`: the same person in `kept`, or None}. Empty fields of `kept` and its
    persons are filled in. Raise AlreadyMerged, or ValidationError with sentences; at "confirmed", unless `confirmed`,
    if papers that were handed over tell of days on which the absorbed family had support.
    """
    kept, absorbed = _locked(kept, absorbed)
    if absorbed.merged_into_id == kept.pk:
        raise AlreadyMerged
    if kept.merged_into_id or absorbed.merged_into_id:
        raise ValidationError("Jedną z tych rodzin właśnie scalono z inną.")
    if problems := objections(kept, absorbed):
        raise ValidationError(problems)
    pairs = _pairs(kept, absorbed, persons)
    if not confirmed and (question := reported_question(absorbed)):
        raise ValidationError({"confirmed": question})
    values = [*fill_in(kept, absorbed, FAMILY_FIELDS), *_one_main_carer(kept, absorbed, pairs)]
    for person, same in pairs:
        values += fill_in(same, person, PERSON_FIELDS)
    with _constraint_messages(), _recorded(f"Włączono rodzinę {absorbed.number}.", kept) as written:
        with park_assignments(absorbed.assignments):
            moves, removed = move_records(absorbed, kept, exclude=[person.pk for person, _same in pairs])
        for person, same in pairs:
            more_moves, more_removed = move_records(person, same)
            moves, removed = moves + more_moves, removed + more_removed
        _count(written, moves)
    places = [
        [Assignment._meta.label_lower, each.pk, "place", before, each.place] for each, before in join_places(kept)
    ]
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    settle_merge(kept, absorbed, by=by, today=timezone.localdate())
    Person.objects.unite_members(kept, absorbed)
    return FamilyMerge.objects.create(
        family=kept, absorbed=absorbed, by=by, moves=moves, values=values + places, removed=removed
    )


def reported_question(family, cases=None):
    """Return a question about papers that tell of the days of the family's support and referrals, or "".

    `cases`: those of its cases that count (primary keys), without referrals; None: all of it.
    """
    spans = list(family.cases.filter(pk__in=cases) if cases is not None else family.cases.all())
    first = [each.opened_on for each in spans]
    last = [each.closed_on or timezone.localdate() for each in spans]
    if cases is None:
        days = list(family.referrals.values_list("referred_on", flat=True))
        first, last = first + days, last + days
    return question_about(min(first), max(last)) if first else ""


@transaction.atomic
def undo_merge(*, merge, by):
    """Undo the merge and return the FamilyMerge; a merge that is already undone is returned unchanged.

    Moved records go back with what has been added to them since. Records added to the kept family itself stay there.
    `by` is the user who undoes it.

    Raise ValidationError if it is no longer possible. Raise NoFreePlace if an assistant of both families has no second
    place for them.
    """
    kept, absorbed = _locked(merge.family, merge.absorbed)
    merge = FamilyMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at:
        return merge
    if problem := undo_problem(merge, kept):
        raise ValidationError(problem)
    if kept.is_restricted != absorbed.is_restricted:
        raise ValidationError(
            "Po scaleniu zmieniono szczególną ochronę rodziny. Przywróć ją („Kto ma dostęp do rodziny”), "
            "a potem cofnij scalenie."
        )
    places = {key: before for label, key, name, before, _after in merge.values if _is_place(label, name)}
    cases = moved_cases(merge)
    separate_places(kept, cases, places)
    with _constraint_messages(), _recorded(f"Odłączono rodzinę {absorbed.number}.", kept) as written:
        with park_assignments(kept.assignments.filter(case__in=cases)):
            move_back(merge.moves, merge.removed)
        move_later_records(kept, absorbed)
        _count(written, merge.moves)
    for family in (kept, absorbed):
        # The named readers may have changed: each family keeps one who can end its protection.
        if family.is_restricted and not family.named_readers.filter(user__in=deciders()).exists():
            NamedReader.objects.create(family=family, user=by)
    undo_fill_in([value for value in merge.values if not _is_place(value[0], value[2])])
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    unsettle_merge(kept, absorbed)
    Person.objects.unite_members(kept, absorbed)
    merge.undone_by, merge.undone_at = by, timezone.now()
    # No longer needed, and no data may be kept longer than the family's file.
    merge.moves, merge.values, merge.removed = [], [], []
    merge.save()
    return merge


def moved_cases(merge):
    """Return the primary keys of the cases that came with the merge, as a set."""
    return {key for label, key, *_rest in merge.moves if label == Case._meta.label_lower}


def undo_problem(merge, kept):
    """Return why the merge cannot be undone, or ""."""
    if kept.anonymised_on:
        return "Danych tej rodziny już nie ma (zanonimizowano je), więc scalenia nie da się cofnąć."
    latest = kept.merges.in_force().first()
    if latest and latest.pk != merge.pk:
        return f"Najpierw cofnij późniejsze scalenie, z rodziną {latest.absorbed.number}."
    return ""


def _is_place(label, name):
    return label == Assignment._meta.label_lower and name == "place"


def _locked(*families):
    """Lock the families in the same order each time, so that merges cannot deadlock. Return them as given."""
    lock_changes()
    keys = sorted({family.pk for family in families})
    locked = {key: Family.objects.select_for_update(of=("self",)).get(pk=key) for key in keys}
    return [locked[family.pk] for family in families]


def _pairs(kept, absorbed, persons):
    """Return [(person of the absorbed family, the same person in the kept family)], read again from the database."""
    theirs = {person.pk: person for person in absorbed.persons.select_for_update(of=("self",)).order_by("pk")}
    ours = {person.pk: person for person in kept.persons.select_for_update(of=("self",)).order_by("pk")}
    chosen = {key: person.pk for key, person in persons.items() if person}
    if theirs.keys() != persons.keys() or not set(chosen.values()) <= ours.keys():
        raise ValidationError("Osoby w tych rodzinach właśnie się zmieniły. Sprawdź jeszcze raz, kto jest kim.")
    if len(set(chosen.values())) < len(chosen):
        raise ValidationError("Dwie osoby wskazano jako tę samą.")
    who = {person: ours.get(chosen.get(key)) for key, person in theirs.items()}
    if twice := unmatched_duplicates(list(who), list(ours.values()), who):
        raise ValidationError([same_pesel_message(person, other) for person, other in twice])
    return [(theirs[key], ours[same]) for key, same in sorted(chosen.items())]


def _one_main_carer(kept, absorbed, pairs):
    """Leave one main carer of today: that of the kept family or, if it has none today, that of the absorbed family.

    Return changes in the format of moves. Who has left was the main carer until then and keeps the mark, because
    figures of those days ask for it; only where both families name somebody for the same days, the kept family decides.
    """
    today, same_as = timezone.localdate(), dict(pairs)
    ours = list(kept.persons.filter(main_carer=True).order_by("pk"))
    theirs = [same_as.get(each, each) for each in absorbed.persons.filter(main_carer=True).order_by("pk")]
    marked = [*ours, *(each for each in theirs if each not in ours)]
    present = next((each for each in marked if holds_on(each, today)), None)
    changed = []
    for person in marked:
        if holds_on(person, today):
            should = person == present
        else:
            should = person in ours or not any(share_days(person, each) for each in ours)
        if person.main_carer != should:
            person.main_carer = should
            person.save(update_fields=["main_carer"])
            changed.append([Person._meta.label_lower, person.pk, "main_carer", not should, should])
    return changed


def _recorded(sentence, kept):
    return record_bulk(text=sentence, family=kept)


def _count(written, moves):
    """Add the number of moved records of each model to the audit log."""
    for label, _key in {(label, key) for label, key, *_rest in moves}:
        written.count(apps.get_model(label)._meta.verbose_name_plural)


@contextmanager
def _constraint_messages():
    """Turn a refusal by the database that the checks did not foresee into a ValidationError."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(
            "Baza danych odmówiła: zapisy obu rodzin wykluczają się. Niczego nie zmieniono."
        ) from error
