"""Two administrators who change one account: the second sees both versions."""

from django.urls import reverse

from tests.accounts.test_accounts import PERSON, edit
from tests.clients import signed_in
from tests.factories import UserFactory


def test_shows_both_versions(db):
    office, user = signed_in(UserFactory(role="admin")), UserFactory()
    address = reverse("edit_account", args=[user.pk])
    opened = PERSON | {"email": user.email, "version": office.get(address).context["form"].initial["version"]}
    edit(office, user, opened | {"role": "manager"})
    page = office.post(address, opened)
    assert page.context["form"].conflicts == [("Rola", "kierownik zespołu", "pracownik socjalny")]
    assert page.content.decode().count("Ktoś zmienił te dane") == 1
    user.refresh_from_db()
    assert user.role == "manager"
    assert office.post(address, opened | {"version": page.context["form"]["version"].value()}).status_code == 302
    user.refresh_from_db()
    assert user.role == "social_worker"
