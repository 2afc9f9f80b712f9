"""Updates of the small register by a part of a register, and what they say."""

import pytest

from reporting.exchange.errors import RegisterErrors
from reporting.exchange.updating import update_register


def update(part, **options):
    return update_register(part.folder, **options)


def refusal(part):
    """The sentences of the errors; nothing is written, and the preview refuses the same."""
    before = part.counts()
    with pytest.raises(RegisterErrors) as refused:
        update(part)
    assert part.counts() == before
    with pytest.raises(RegisterErrors) as previewed:
        update(part, dry_run=True)
    said = [str(error) for error in refused.value]
    assert said == [str(error) for error in previewed.value]
    return said


def numbers(summary):
    """{file: (new, changed, unchanged)} of the preview."""
    return {each.file: (each.new, each.changed, each.unchanged) for each in summary.preview.files}


def changes(summary):
    return [str(row) for row in summary.preview.rows]
