"""Changes of accounts that a second person confirms."""

from django.urls import reverse

from familycare.accounts.confirming.models import AccountChange
from familycare.accounts.models import User
from tests.accounts.forms import PERSON


def invite(office, role, email="nowa@zrebice.example"):
    """Invite a person; return their account."""
    office.post(reverse("invite"), PERSON | {"role": role, "email": email})
    return User.objects.get(email=email)


def decide(browser, name="confirm_change"):
    """The page after deciding on the only change that waits."""
    change = AccountChange.objects.get(decision="waiting")
    return browser.post(reverse(name, args=[change.pk]), follow=True)
