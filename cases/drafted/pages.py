"""A page with a long form about a family, what is typed into which is saved as a draft (`cases.drafts`).

The form has four hidden fields, as a diary entry has: `client_key` says which form it is, `writer` which open page;
`draft` and `version` say with which draft the page was opened.
"""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from cases.drafts import drafts_of, forget_drafts, save_draft
from cases.models import Draft, DraftForm, Family
from familycare.lib.forms import parse_pk, parse_uuid, storable_text

AS_DRAFT, ANEW, JSON = "szkic", "nowy", "application/json"


def family_drafts(user, form, family):
    """Return the user's drafts of the DraftForm about the family, newest first."""
    return drafts_of(user, form, Family.objects.filter(pk=family.pk)).filter(family=family)


# {DraftForm: (the name of the page of its form, what it is a draft of, in the genitive)}
PAGES = {DraftForm.DIAGNOSIS: ("new_diagnosis", "diagnozy"), DraftForm.PLAN: ("new_plan", "planu pracy")}


def drafts_to_finish(user, family):
    """Return [(address of the form with the draft, what it is a draft of, Draft)] about the family, newest first."""
    drafts = Draft.objects.filter(user=user, family=family, form__in=PAGES).select_related("family")
    return [(_continued(draft), PAGES[draft.form][1], draft) for draft in drafts]


def _continued(draft):
    case = (draft.data.get("objecie") or [""])[-1]
    query = {"objecie": case, AS_DRAFT: draft.pk}
    return reverse(PAGES[draft.form][0], args=[draft.family.number], query=query)


@dataclass
class PageKeys:
    """The hidden fields, as texts."""

    client_key: str
    writer: str
    draft: str = ""
    version: str = ""


class DraftedPage:
    """The page of one request. `about`: {hidden field: text} by which drafts of several such forms of a family differ.

    `draft`: the Draft that the page was opened with, or None. `others`: further drafts of the same form, newest first.
    """

    def __init__(self, request, form, family, about):
        self.request, self.form, self.family, self.about = request, form, family, about
        self.draft, self.others = None, []
        if request.method == "POST":
            sent = {name: request.POST.get(name, "") for name in ("client_key", "writer")}
            keys = {name: str(parse_uuid(text) or uuid.uuid4()) for name, text in sent.items()}
            more = {name: request.POST.get(name, "") for name in ("draft", "version")}
            self.keys = PageKeys(**keys, **{name: text for name, text in more.items() if parse_pk(text) is not None})
            return
        self.keys = PageKeys(str(uuid.uuid4()), str(uuid.uuid4()))
        drafts = self._drafts()
        if drafts and ANEW not in request.GET:
            asked = parse_pk(request.GET.get(AS_DRAFT, ""))
            self.draft = next((each for each in drafts if each.pk == asked), drafts[0])
            self.others = [each for each in drafts if each.pk != self.draft.pk]
            self.keys = PageKeys(str(self.draft.key), self.keys.writer, str(self.draft.pk), str(self.draft.version))

    def _drafts(self):
        def is_about(data):
            return all((data.get(name) or [""])[-1] == text for name, text in self.about.items())

        return [each for each in family_drafts(self.request.user, self.form, self.family) if is_about(each.data)]

    @property
    def address(self):
        """Where the script saves drafts of this page."""
        return reverse("save_family_draft", args=[self.family.number, self.form])

    @property
    def typed(self):
        """What the draft says, as a form would send it; None without a draft."""
        return _query(self.draft.data) if self.draft else None

    def is_to_save(self):
        """Return whether „Zapisz szkic” was pressed."""
        return AS_DRAFT in self.request.POST

    def save(self):
        """Save what was sent as a draft. Raise ValidationError as `save_draft` does."""
        data = {storable_text(name): [storable_text(text) for text in each] for name, each in self._sent()}
        save_draft(
            user=self.request.user,
            form=self.form,
            family=self.family,
            key=uuid.UUID(self.keys.client_key),
            writer=uuid.UUID(self.keys.writer),
            data=data,
            based_on=parse_pk(self.keys.draft),
            version=parse_pk(self.keys.version) or 0,
        )
        messages.success(self.request, "Szkic zapisany. Czeka na stronie rodziny.")

    def kept(self):
        """Save the draft and return whether that worked; if not, a message says why."""
        try:
            self.save()
        except ValidationError as error:
            messages.error(self.request, error.messages[0])
            return False
        return True

    def forget(self):
        """Delete the draft of what was sent and saved, also the one that the page was opened with."""
        data = {storable_text(name): [storable_text(text) for text in each] for name, each in self._sent()}
        keys = {"key": uuid.UUID(self.keys.client_key), "writer": uuid.UUID(self.keys.writer)}
        forget_drafts(user=self.request.user, data=data, **keys)
        based_on = parse_pk(self.keys.draft)
        opened = Draft.objects.filter(user=self.request.user, key=keys["key"], id=based_on) if based_on else ()
        for draft in opened:
            if draft.version == (parse_pk(self.keys.version) or 0):
                draft.delete()

    def _sent(self):
        return [(name, texts) for name, texts in self.request.POST.lists() if name != AS_DRAFT]

    def saved(self, address, message):
        """Return the answer after the form was saved: to the script, or a redirect with a message."""
        messages.success(self.request, message)
        if self.wants_json:
            return JsonResponse({"saved": True, "next": address})
        return redirect(address)

    @property
    def wants_json(self):
        return self.request.headers.get("Accept") == JSON

    def refused(self):
        """Return the answer to the script that the form was not saved; the script then sends it as a browser does."""
        return JsonResponse({"saved": False})


def _query(data):
    query = QueryDict(mutable=True)
    for name, texts in data.items():
        query.setlist(name, texts)
    return query
