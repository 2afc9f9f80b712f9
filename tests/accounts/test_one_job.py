"""No account is a family assistant and the municipality's social worker at once (UWRiSPZ art. 17)."""

import pytest
from django.urls import reverse

from tests.factories import AssistantFactory, UserFactory
from tests.html_forms import errors_of, send

pytestmark = pytest.mark.django_db


def test_a_social_worker_is_not_connected_with_an_assistant(office):
    user, assistant = UserFactory(role="social_worker"), AssistantFactory()
    page = office.post(reverse("connect_account", args=[user.pk]), {"assistant": assistant.pk})
    assert "Nikt nie jest naraz asystentem rodziny i pracownikiem socjalnym" in errors_of(page)["assistant"]
    assistant.refresh_from_db()
    assert assistant.account is None


def test_an_assistant_becomes_a_social_worker_only_without_the_card(office):
    user = UserFactory(role="assistant")
    assistant = AssistantFactory(account=user)
    address = reverse("edit_account", args=[user.pk])
    assert "Najpierw odłącz od konta kartę asystenta." in errors_of(send(office, address, role="social_worker"))["role"]
    user.refresh_from_db()
    assert user.role == "assistant"
    assistant.account = None
    assistant.save()
    assert send(office, address, role="social_worker").status_code == 302
