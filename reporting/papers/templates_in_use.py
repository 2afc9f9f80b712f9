"""Which template a kind of paper is made from: the version in use, else the default one. Uploading and choosing one."""

import hashlib

from django.db import transaction
from django.utils import timezone

from cases.documents.services import clean_name
from reporting.papers import sandbox
from reporting.papers.filling import TemplateRefused
from reporting.papers.models import PaperTemplate

DEFAULT = 0  # the number of the default template


def in_use(kind):
    """Return the PaperTemplate of the kind that is in use, or None: the default one."""
    return PaperTemplate.objects.filter(kind=kind.word, is_in_use=True).first()


def content_of(kind, template):
    """Return the template's file (bytes); `template` None: the default one."""
    return bytes(template.content) if template else kind.standard()


def problems_of(kind, content):
    """Return Polish sentences that say why the file (bytes) cannot be a template of the kind; none: it can.

    It is opened, its tags are checked, and it is filled with an invented family and with one of which nothing is known.
    """
    try:
        sandbox.check(content, kind.invented())
        for data in (kind.invented(), kind.empty()):
            sandbox.fill(content, data, title=kind.title, author="")
    except TemplateRefused as refused:
        return refused.problems
    return []


@transaction.atomic
def add_version(*, kind, user, content, name):
    """Keep a checked template (bytes) as the next version, which is not in use yet. Return the PaperTemplate.

    The same file sent twice is one version.
    """
    versions = PaperTemplate.objects.select_for_update(no_key=True).filter(kind=kind.word)
    sha256 = hashlib.sha256(content).hexdigest()
    latest = versions.first()
    if latest and latest.sha256 == sha256:
        return latest
    return PaperTemplate.objects.create(
        kind=kind.word,
        number=latest.number + 1 if latest else 1,
        file_name=clean_name(name),
        content=content,
        sha256=sha256,
        uploaded_by=user,
        uploaded_at=timezone.now(),
    )


@transaction.atomic
def use_version(*, kind, number):
    """Make papers of the kind from this version from now on; DEFAULT: from the default template."""
    versions = PaperTemplate.objects.select_for_update(no_key=True).filter(kind=kind.word)
    for version in versions.filter(is_in_use=True).exclude(number=number):
        version.is_in_use = False
        version.save(update_fields=["is_in_use"])
    for version in versions.filter(number=number, is_in_use=False):
        version.is_in_use = True
        version.save(update_fields=["is_in_use"])
