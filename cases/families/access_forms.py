"""The form for the social worker of a family and for the readers of a restricted one."""

from django import forms
from django.db.models import Q

from familycare.accounts.models import Role, User
from familycare.accounts.rights import Right, accounts_that_may
from familycare.lib.fields import ChosenField
from familycare.lib.optimistic_lock import VersionedFormMixin


class ReadersField(ChosenField):
    """A choice of users, labelled with their roles."""

    def label_from_instance(self, user):
        return f"{user} – {user.get_role_display()}"


class FamilyAccessForm(VersionedFormMixin):
    """The social worker of the family, and who alone may find it if it is restricted."""

    social_worker = forms.ModelChoiceField(
        label="Pracownik socjalny rodziny",
        help_text="Widzi osoby, problemy, wnioski, plany i oceny tej rodziny, ale nie dziennik wizyt.",
        queryset=User.objects.none(),
        required=False,
        empty_label="nikt",
        error_messages={"invalid_choice": "Tej osoby nie można wybrać. Wybierz kogoś z listy."},
    )
    is_restricted = forms.BooleanField(
        label="Rodzina szczególnie chroniona",
        help_text="Na przykład rodzina pracownika. Znajdą ją tylko osoby zaznaczone niżej.",
        required=False,
    )
    readers = ReadersField(
        label="Kto znajdzie chronioną rodzinę",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tej osoby nie można wskazać. Wybierz z listy."},
    )

    def __init__(self, family, data=None):
        readers = sorted(named.user_id for named in family.named_readers.all())
        self.now = {"social_worker": family.social_worker_id, "is_restricted": family.is_restricted, "readers": readers}
        super().__init__(data, initial=self.now)
        social_workers = accounts_that_may(Right.REFER).filter(role=Role.SOCIAL_WORKER)
        # Closed accounts stay named until somebody removes them.
        self.fields["social_worker"].queryset = User.objects.filter(
            Q(pk__in=social_workers) | Q(pk=family.social_worker_id)
        )
        self.fields["readers"].queryset = User.objects.filter(
            Q(pk__in=accounts_that_may(Right.READ_FAMILIES)) | Q(pk__in=readers)
        )

    def saved_values(self):
        """Return the current values: see VersionedFormMixin."""
        return self.now

    def decided(self):
        """Return the arguments of `decide_access`."""
        return {name: self.cleaned_data[name] for name in self.now}
