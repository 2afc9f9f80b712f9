"""Whether two persons of different families may be one: for the nightly search and for merging."""

from cases.families.name_sounds import one_letter_apart, sounds


def likeness(one, other):
    """Return why two persons may be one, a code of DuplicateGround (without "address"), or "".

    Without the same PESEL the birth date must be the same. Two different PESEL are of two persons, unless one digit
    differs, and with it the last one, which is computed from it, while the first name is the same: twins have another.
    """
    if one.pesel and one.pesel == other.pesel:
        return "pesel"
    if one.birth_date is None or one.birth_date != other.birth_date:
        return ""
    if one.pesel and other.pesel:
        same_name = {*sounds(one.first_name)} & {*sounds(other.first_name)} or name_keys(one) & name_keys(other)
        return "pesel_digit" if same_name and pesel_keys(one) & pesel_keys(other) else ""
    if name_keys(one) & name_keys(other):
        return "name"
    return "name_letter" if _one_letter(one, other) else ""


def name_keys(person):
    """Return the pairs of a first and a last name, each in order of the alphabet: first and last may be swapped."""
    last = sounds(person.last_name)
    return {tuple(sorted((first, each))) for first in sounds(person.first_name) for each in last if first != each}


def name_words(person):
    """Return the sounds of all first and last names, as a set."""
    return {*sounds(person.first_name), *sounds(person.last_name)}


def pesel_keys(person):
    """Return the PESEL without the last digit, and without one of the four before it, which the birth date does not
    say."""
    return {(place, person.pesel[:place] + person.pesel[place + 1 : 10]) for place in range(6, 10) if person.pesel}


def _one_letter(one, other):
    """Return whether one of the two names is the same, and of the other one letter differs."""
    first = {*sounds(one.first_name)}, {*sounds(other.first_name)}
    last = {*sounds(one.last_name)}, {*sounds(other.last_name)}
    return any(
        same[0] & same[1] and any(one_letter_apart(word, another) for word in near[0] for another in near[1])
        for same, near in ((first, last), (last, first))
    )
