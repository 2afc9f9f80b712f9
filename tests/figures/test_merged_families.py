"""Figures after a merge are those of a register that has had one family from the start."""

from datetime import date
from functools import partial

import pytest

from assistants.merging.services import merge_families, objections, undo_merge, warnings
from cases.families.duplicates import match_persons
from cases.models import Family, FamilyMerge
from reporting.exchange import export_register
from reporting.exchange.demo import generate_register
from reporting.figures.compute import compute
from reporting.periods import Period
from tests.factories import StaffFactory
from tests.figures.comparing import PERIODS, without_zeros
from tests.figures.crowded import crowded_register
from tests.figures.oracle import oracle
from tests.figures.oracle.register import Register
from tests.merging.twins import whole_database

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
INVENTED = partial(generate_register, families=40, years=3, seed=5, until=date(2025, 12, 31))
REGISTERS = [
    pytest.param(INVENTED, PERIODS["invented"][:4], id="invented"),
    pytest.param(partial(crowded_register, seed=3), PERIODS["crowded"][:4], id="crowded"),
]


def merge_some(manager):
    """Merge the first family with the second, the third with the fourth and so on, where no objection stands.

    Every second merge makes the two main carers one person, where their PESEL does not tell who they are. Returns the
    FamilyMerges, and the sentences that warned of support of both families at the same time.
    """
    made, warned = [], []
    families = list(Family.objects.order_by("number"))
    for number, (kept, absorbed) in enumerate(zip(families[::2], families[1::2], strict=False)):
        if objections(kept, absorbed):
            continue
        warned += warnings(kept, absorbed)
        persons = match_persons(list(absorbed.persons.all()), list(kept.persons.all()))
        persons = {person.pk: same for person, same in persons.items()}
        carers = [family.persons.filter(main_carer=True).first() for family in (kept, absorbed)]
        if number % 2 and all(carers) and not any(carer.pesel for carer in carers):
            persons[carers[1].pk] = carers[0]
        made.append(merge_families(kept=kept, absorbed=absorbed, persons=persons, by=manager))
    return made, warned


@pytest.mark.parametrize(("imported_register", "periods"), REGISTERS, indirect=["imported_register"], scope="module")
def test_figures_are_those_of_one_family(imported_register, periods, time_machine, tmp_path):
    time_machine.move_to(TODAY)
    manager = StaffFactory()
    before = whole_database()
    made, warned = merge_some(manager)
    assert len(made) >= 5 and warned
    export_register(tmp_path / "after")
    rows = Register(tmp_path / "after")
    assert {row.id for row in rows.families} == {
        *Family.objects.filter(merged_into=None).values_list("number", flat=True)
    }
    periods = [Period.parse(text) for text in periods]
    computed = compute(periods)
    for number, period in enumerate(periods):
        found = {key: {row.key: row.values[number] for row in table.rows} for key, table in computed.items()}
        assert without_zeros(found) == without_zeros(oracle(rows, period.start, period.end, TODAY)), period
    for merge in reversed(made):
        undo_merge(merge=FamilyMerge.objects.get(pk=merge.pk), by=manager)
    assert whole_database() == before
