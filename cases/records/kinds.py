"""All kinds of records, in the order in which pages show them. To add one, see docs/add-a-record.md."""

from cases.records import community_support, contacts, court, help, notes, relations, situation, support

KINDS = (
    contacts.contact,
    relations.relation,
    situation.problem,
    situation.condition,
    situation.blue_card,
    support.assessment,
    support.za_zyciem,
    court.court_order,
    court.court_report,
    court.placement,
    notes.harm_report,
    notes.service_note,
    help.help,
    community_support.family_support,
    community_support.day_care_stay,
    help.outcome,
)
BY_WORD = {kind.word: kind for kind in KINDS}


def kinds_by_section(parts):
    """Return {section of the family's page: its Kinds}, only kinds of these parts of a file."""
    found = {}
    for kind in KINDS:
        if kind.part in parts:
            found.setdefault(kind.section, []).append(kind)
    return found
