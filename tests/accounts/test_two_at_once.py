"""Two administrators change one account: the second sees both versions."""

from django.urls import reverse

from tests.accounts.forms import PERSON, edit
from tests.clients import signed_in
from tests.factories import UserFactory
from tests.html_forms import fields_of
from tests.html_pages import rows_of, words


def test_shows_both_versions(db):
    office, user = signed_in(UserFactory(role="admin")), UserFactory()
    address = reverse("edit_account", args=[user.pk])
    opened = PERSON | {"email": user.email, "version": fields_of(office.get(address))["version"]}
    edit(office, user, opened | {"role": "manager"})
    page = office.post(address, opened)
    assert rows_of(page, "table.entries") == [["Rola", "kierownik zespołu", "pracownik socjalny"]]
    assert words(page).count("Ktoś zmienił te dane") == 1
    user.refresh_from_db()
    assert user.role == "manager"
    assert office.post(address, opened | {"version": fields_of(page)["version"]}).status_code == 302
    user.refresh_from_db()
    assert user.role == "social_worker"
