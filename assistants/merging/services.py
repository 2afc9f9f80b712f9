"""Two families that turn out to be one: the records of one go over to the other, and back if it was a mistake.

The other family, and its persons who are in both, stay behind: empty, and found by nobody (`Family.merged_into`).
"""

from contextlib import contextmanager
from datetime import date

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assistants.assignments.places import seat_apart, seat_together, set_aside
from assistants.merging.moving import fill_in, follow, forget, give_back, move_records
from assistants.models import Assignment
from cases.families.duplicates import one_as_two
from cases.models import Case, Family, FamilyMerge, NamedReader, Person
from cases.referrals.services import kind_of
from cases.templatetags.spans import span
from familycare.accounts.rights import deciders
from familycare.audit.services import lock_changes, record_bulk

# What an empty field of the kept record takes over. Days in the family are none of these: empty ones say something.
OF_FAMILY = ("structure", "address", "district", "registered_on", "social_worker")
OF_PERSON = (
    "first_name",
    "last_name",
    "sex",
    "birth_date",
    "pesel",
    "marital_status",
    "education",
    "income_source",
    "disability",
)


class AlreadyMerged(Exception):
    """The same merge has been made already."""


def objections(kept, absorbed):
    """Why the families cannot be merged as they are, in sentences; none: they can."""
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
    return [*found, *_two_at_once(kept, absorbed)]


def _two_at_once(kept, absorbed):
    """What goes on in both families, of which one family has only one at a time."""
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
    """What will be odd about the merged family although nothing forbids it, in sentences: past support of one kind on
    the same days."""
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


def in_both(person, other):
    """Why two persons cannot stay two, in a sentence."""
    return (
        f"{person} ({person.number}) i {other} ({other.number}) mają ten sam PESEL, więc to jedna osoba. "
        "Wskaż ją albo najpierw popraw jeden z tych numerów."
    )


@transaction.atomic
def merge_families(*, kept, absorbed, persons, by):
    """Gives all records of the family `absorbed` to the family `kept`, and returns the FamilyMerge.

    `persons`: {key of each person of `absorbed`: the person of `kept` who it is, or None: somebody else}. What `kept`
    and its persons do not know is filled in. Raises AlreadyMerged, or ValidationError in whole sentences.
    """
    kept, absorbed = _locked(kept, absorbed)
    if absorbed.merged_into_id == kept.pk:
        raise AlreadyMerged
    if kept.merged_into_id or absorbed.merged_into_id:
        raise ValidationError("Jedną z tych rodzin właśnie scalono z inną.")
    if problems := objections(kept, absorbed):
        raise ValidationError(problems)
    pairs = _pairs(kept, absorbed, persons)
    values = [*fill_in(kept, absorbed, OF_FAMILY), *_one_main_carer(kept, absorbed, pairs)]
    for person, same in pairs:
        values += fill_in(same, person, OF_PERSON)
    with _refusals_in_words(), _recorded(f"Włączono rodzinę {absorbed.number}.", kept) as written:
        with set_aside(absorbed.assignments):
            moves, removed = move_records(absorbed, kept, but=[person.pk for person, _same in pairs])
        for person, same in pairs:
            more_moves, more_removed = move_records(person, same)
            moves, removed = moves + more_moves, removed + more_removed
        _count(written, moves)
    seats = [
        [Assignment._meta.label_lower, each.pk, "place", before, each.place] for each, before in seat_together(kept)
    ]
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    return FamilyMerge.objects.create(
        family=kept, absorbed=absorbed, by=by, moves=moves, values=values + seats, removed=removed
    )


@transaction.atomic
def undo_merge(*, merge, by):
    """Makes the families two again: what was moved goes back, with what has been added to it since; what came to the
    kept family itself since stays there. Undone twice is undone once.

    Raises ValidationError when it cannot be any more, NoFreePlace (a ValueError) when an assistant of both has no
    second place for them.
    """
    kept, absorbed = _locked(merge.family, merge.absorbed)
    merge = FamilyMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at:
        return merge
    if problem := against_undoing(merge, kept):
        raise ValidationError(problem)
    if kept.is_restricted != absorbed.is_restricted:
        raise ValidationError(
            "Po scaleniu zmieniono szczególną ochronę rodziny. Przywróć ją („Kto ma dostęp do rodziny”), "
            "a potem cofnij scalenie."
        )
    seats = {key: before for label, key, name, before, _after in merge.values if _is_seat(label, name)}
    cases = {key for label, key, *_rest in merge.moves if label == Case._meta.label_lower}
    seat_apart(kept, cases, seats)
    with _refusals_in_words(), _recorded(f"Odłączono rodzinę {absorbed.number}.", kept) as written:
        with set_aside(kept.assignments.filter(case__in=cases)):
            give_back(merge.moves, merge.removed)
        follow(kept, absorbed)
        _count(written, merge.moves)
    for family in (kept, absorbed):
        # Who was named may have changed since: each keeps somebody who can lift its protection.
        if family.is_restricted and not family.named_readers.filter(user__in=deciders()).exists():
            NamedReader.objects.create(family=family, user=by)
    forget([value for value in merge.values if not _is_seat(value[0], value[2])])
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    merge.undone_by, merge.undone_at = by, timezone.now()
    # They are needed no more, and nothing may be kept of a family longer than its file.
    merge.moves, merge.values, merge.removed = [], [], []
    merge.save()
    return merge


def against_undoing(merge, kept):
    """Why the merge cannot be undone, in a sentence, or ""."""
    if kept.anonymised_on:
        return "Danych tej rodziny już nie ma (zanonimizowano je), więc scalenia nie da się cofnąć."
    latest = kept.merges.in_force().first()
    if latest and latest.pk != merge.pk:
        return f"Najpierw cofnij późniejsze scalenie, z rodziną {latest.absorbed.number}."
    return ""


def _is_seat(label, name):
    return label == Assignment._meta.label_lower and name == "place"


def _locked(*families):
    """The families, each locked, in the same order whoever asks; no two merges wait for one another."""
    lock_changes()
    keys = sorted({family.pk for family in families})
    locked = {key: Family.objects.select_for_update(of=("self",)).get(pk=key) for key in keys}
    return [locked[family.pk] for family in families]


def _pairs(kept, absorbed, persons):
    """[(person of the absorbed family, the same person in the kept one)], both as they are now."""
    theirs = {person.pk: person for person in absorbed.persons.select_for_update(of=("self",)).order_by("pk")}
    ours = {person.pk: person for person in kept.persons.select_for_update(of=("self",)).order_by("pk")}
    chosen = {key: person.pk for key, person in persons.items() if person}
    if theirs.keys() != persons.keys() or not set(chosen.values()) <= ours.keys():
        raise ValidationError("Osoby w tych rodzinach właśnie się zmieniły. Sprawdź jeszcze raz, kto jest kim.")
    if len(set(chosen.values())) < len(chosen):
        raise ValidationError("Dwie osoby wskazano jako tę samą.")
    who = {person: ours.get(chosen.get(key)) for key, person in theirs.items()}
    if twice := one_as_two(list(who), list(ours.values()), who):
        raise ValidationError([in_both(person, other) for person, other in twice])
    return [(theirs[key], ours[same]) for key, same in sorted(chosen.items())]


def _one_main_carer(kept, absorbed, pairs):
    """The main carer of the kept family stays; where it has none, the one of the other family becomes it. Returns what
    changed, written like moves."""
    has_one, same_as = kept.persons.filter(main_carer=True).exists(), dict(pairs)
    changed = []
    for carer in absorbed.persons.filter(main_carer=True).order_by("pk"):
        person = same_as.get(carer, carer)
        should = not has_one
        has_one = True
        if person.main_carer != should and not (person in same_as.values() and not should):
            person.main_carer = should
            person.save(update_fields=["main_carer"])
            changed.append([Person._meta.label_lower, person.pk, "main_carer", not should, should])
    return changed


def _recorded(sentence, kept):
    return record_bulk(text=sentence, family=kept)


def _count(written, moves):
    """Tells the log how many records of each kind went over, each once."""
    for label, _key in {(label, key) for label, key, *_rest in moves}:
        written.count(apps.get_model(label)._meta.verbose_name_plural)


@contextmanager
def _refusals_in_words():
    """What the database refuses although nobody foresaw it is a sentence, too."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(
            "Baza danych odmówiła: zapisy obu rodzin wykluczają się. Niczego nie zmieniono."
        ) from error
