"""Users write into a family that was merged since they opened it."""

import pytest
from django.core.exceptions import ValidationError

from assistants.merging.services import merge_families
from cases.models import Family
from tests.merging.twins import same_persons, whole_database
from tests.merging.writers import WRITERS


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITERS)
def test_writing_into_a_merged_family_is_refused(write, kept, absorbed, manager):
    stale = Family.objects.get(pk=absorbed.pk)
    merge_families(kept=kept, absorbed=absorbed, persons=same_persons(kept, absorbed), by=manager)
    left = whole_database()
    with pytest.raises(ValidationError, match="ktoś właśnie scalił"):
        write(stale, manager)
    assert whole_database() == left
