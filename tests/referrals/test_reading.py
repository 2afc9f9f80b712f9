"""The manager who decides reads all that was entered, and what else waits."""

from datetime import date, timedelta

import pytest
from django.db import models
from django.urls import reverse

from assistants.referrals.services import assign_referral, put_on_waiting_list
from cases.models import CourtOrder, FamilyProblem, NamedReader, Referral, ZaZyciem
from familycare.centre.models import Problem
from familycare.lib.polish import date_in_words
from reporting import pdf_answers
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)
from tests.html_pages import links_of, words
from tests.pdf_pages import text_of_pdf

TODAY = date(2024, 5, 20)  # a Monday


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


def filed(family=None, **fields):
    family = family or FamilyFactory(name="Wierzbiccy")
    return Referral.objects.create(family=family, **{"source": "family", "referred_on": date(2024, 5, 6), **fields})


def page_of(client, referral):
    return words(client.get(reverse("referral", args=[referral.number])))


def printed(client, referral):
    return " ".join(text_of_pdf(client.get(reverse("referral_letter", args=[referral.number]))).split())


OF_REPORTS = {"duties", "report_every", "first_report_on"}  # a referral does not ask for them


class TestAllThatWasEntered:
    # What the form keys, and the family itself, are not read there.
    NOT_SHOWN = {"id", "form_key", "family"}

    def values(self, model, owner, skipped):
        """A value for each field of the model, each different, and how the page says it."""
        found, said = {}, {}
        for n, field in enumerate(model._meta.concrete_fields):
            if field.name in skipped:
                continue
            if isinstance(field, models.BooleanField):
                found[field.name] = True
            elif isinstance(field, models.DateField):
                found[field.name] = TODAY - timedelta(days=40 + n)
                said[field.name] = " ".join(date_in_words(found[field.name]).split())
            elif field.choices:
                continue
            elif isinstance(field, models.CharField | models.TextField):
                found[field.name] = said[field.name] = f"Treść {n}"
        return found, said

    def test_each_field_is_on_the_page(self, staff):
        family = FamilyFactory(name="Wierzbiccy", address="ul. Lipowa 3", district="Zdrój")
        PersonFactory(family=family, role="parent", main_carer=True, first_name="Anna", last_name="Lis")
        order_values, order_said = self.values(CourtOrder, family, {"id", "family", *OF_REPORTS})
        order = CourtOrder.objects.create(
            family=family,
            kind="assistant_obligation",
            **order_values | {"in_force_until": TODAY, "issued_on": TODAY - timedelta(days=90)},
        )
        values, said = self.values(Referral, family, self.NOT_SHOWN)
        filed_by, decided_by = (StaffFactory(first_name=name) for name in ("Zenon", "Dorota"))
        values |= {"referred_on": TODAY - timedelta(days=60), "decided_on": TODAY, "case_mark": "DAR.8210.17"}
        said |= {
            "referred_on": "21 marca 2024",
            "decided_on": "20 maja 2024",
            "case_mark": "DAR.8210.17",
            "is_urgent": "sprawa jest pilna",
            "source": "postanowienie sądu",
            "decision": "lista oczekujących",
            "filed_by": "Zenon",
            "decided_by": "Dorota",
            "court_order": order.signature,
            "case": "S12",
        }
        referral = filed(
            family, **values | {"source": "court", "court_order": order, "filed_by": filed_by, "decided_by": decided_by}
        )
        Referral.objects.filter(pk=referral.pk).update(
            decision="assigned", case=CaseFactory(family=family, number="S12").pk
        )
        text = page_of(staff, Referral.objects.get(pk=referral.pk))
        said["decision"] = "przydzielono asystenta"
        Referral.objects.filter(pk=referral.pk).update(decision="waiting", case=None)
        text += page_of(staff, Referral.objects.get(pk=referral.pk))
        missing = {field.name for field in Referral._meta.concrete_fields} - self.NOT_SHOWN - {*said}
        assert not missing, f"This test does not say what the page shows of {missing}."
        assert [name for name, value in said.items() if value not in text] == []
        for value in (order.court, "20 maja 2024", "ul. Lipowa 3", "Zdrój", "Anna Lis"):
            assert value in text

    def test_of_za_zyciem_the_pregnancy_and_the_certificate(self, staff):
        referral = filed(source="za_zyciem")
        application = ZaZyciem.objects.create(
            family=referral.family,
            entitlement="complicated_pregnancy",
            applied_on=referral.referred_on,
            certificate_on=date(2024, 4, 3),
            at_risk_pregnancy=True,
        )
        text = page_of(staff, referral)
        for part in (application.get_entitlement_display(), "ciąża zagrożona", "z 3 kwietnia 2024"):
            assert part in text

    def test_the_problems_of_the_family(self, staff):
        referral = filed()
        for problem in Problem.objects.all()[:3]:
            FamilyProblem.objects.create(family=referral.family, problem=problem, identified_on=TODAY)
        text = page_of(staff, referral)
        assert all(problem.label in text for problem in Problem.objects.all()[:3])


class TestPending:
    def test_another_request_of_the_family_is_told(self, staff):
        first = filed()
        second = filed(first.family, source="za_zyciem", referred_on=date(2024, 5, 9))
        assert f"Dla tej rodziny czeka też wniosek {first.number} z 6 maja 2024" in page_of(staff, second)
        form = words(staff.get(f"{reverse('new_referral')}?rodzina={first.family.number}"))
        assert f"Dla tej rodziny czeka już wniosek {first.number} z 6 maja 2024" in form
        Referral.objects.update(decision="refused")
        assert "czeka" not in words(staff.get(f"{reverse('new_referral')}?rodzina={first.family.number}"))


class TestTheQueueOfPending:
    TOLD = "rodzina ma drugi czekający wniosek"

    def test_marks_a_family_with_two_requests_until_one_is_decided(self, staff):
        first = filed()
        queue = reverse("referrals")
        assert self.TOLD not in words(staff.get(queue))
        second = filed(first.family, source="za_zyciem", referred_on=date(2024, 5, 9))
        assert words(staff.get(queue)).count(self.TOLD) == 2
        Referral.objects.filter(pk=second.pk).update(decision="refused")
        assert self.TOLD not in words(staff.get(f"{queue}?stan="))

    def test_requests_of_other_families_are_not_counted(self, staff):
        filed()
        filed(FamilyFactory())
        assert self.TOLD not in words(staff.get(reverse("referrals")))


class TestPassingOver:
    @pytest.fixture
    def earlier(self):
        family = FamilyFactory(name="Dawni", address="ul. Polna 1")
        return put_on_waiting_list(referral=filed(family, referred_on=date(2024, 3, 1)), decided_by=StaffFactory())

    @pytest.fixture
    def later(self, earlier):
        return filed(consent_on=TODAY)

    def assigned(self, client, referral, **typed):
        data = {"assistant": AssistantFactory().number, "starts_on": TODAY.isoformat(), **typed}
        return client.post(reverse("decide_referral", args=[referral.number, "przydzielenie"]), data)

    def test_says_who_and_since_when_and_asks(self, staff, earlier, later):
        said = f"Dawni (ul. Polna 1), wniosek {earlier.number}: czeka od 1 marca 2024."
        assert said in page_of(staff, later)
        assert "Potwierdź, że je pomijasz." in words(self.assigned(staff, later))
        later.refresh_from_db()
        assert later.decision == ""
        assert self.assigned(staff, later, confirmed="on").status_code == 302
        later.refresh_from_db()
        assert later.decision == "assigned"

    def test_nobody_is_passed_over_by_the_first_or_by_an_urgent_one(self, staff, earlier, later):
        Referral.objects.filter(pk=earlier.pk).update(consent_on=TODAY)
        assert "mają pierwszeństwo" not in page_of(staff, earlier)
        Referral.objects.filter(pk=later.pk).update(is_urgent=True)
        assert "mają pierwszeństwo" not in page_of(staff, later)
        assert self.assigned(staff, later).status_code == 302
        assert self.assigned(staff, earlier).status_code == 302

    def test_a_hidden_family_is_only_counted(self, staff, earlier, later):
        earlier.family.is_restricted = True
        earlier.family.save()
        NamedReader.objects.create(family=earlier.family, user=StaffFactory())
        text = page_of(staff, later)
        assert "Poza Twoim zakresem: 1 wniosek." in text and "Dawni" not in text


class TestStartPage:
    def test_shows_new_and_urgent_requests_to_the_manager(self, staff):
        CaseFactory()
        CentreFactory()
        new, urgent = filed(), filed(FamilyFactory(name="Pilni"), is_urgent=True, decision="waiting")
        waiting = filed(FamilyFactory(name="Cierpliwi"), decision="waiting")
        page = staff.get(reverse("home"))
        text, links = words(page), links_of(page).values()
        assert text.index("Pilni") < text.index("Wierzbiccy") and "Cierpliwi" not in text
        assert {reverse("referral", args=[each.number]) for each in (new, urgent)} <= {*links}
        assert reverse("referral", args=[waiting.number]) not in links
        assert "Nowe i pilne wnioski" not in words(signed_in(UserFactory(role="director")).get(reverse("home")))


class TestInterview:
    @pytest.mark.parametrize(("is_urgent", "term"), [(False, "do 24 maja (za 4 dni)"), (True, "12 dni po terminie")])
    def test_has_a_term_until_its_day_is_entered(self, staff, is_urgent, term):
        """14 or 2 working days after 6 May; none of them is a holiday."""
        referral = filed(is_urgent=is_urgent)
        address = reverse("referral_interview", args=[referral.number])
        page = staff.get(reverse("dues"), {"rodzaj": "wywiad"})
        assert "Wywiad środowiskowy" in words(page) and term in words(page)
        assert address in links_of(page).values()
        version = staff.get(address).context["form"]["version"].value()
        assert staff.post(address, {"interview_on": "21.05.2024", "version": version}).status_code == 200
        assert staff.post(address, {"interview_on": "17.05.2024", "version": version}).status_code == 302
        assert "17 maja 2024" in page_of(staff, referral)
        assert address not in links_of(staff.get(reverse("dues"), {"rodzaj": "wywiad"})).values()

    def test_its_author_enters_it_and_nobody_else(self, worker):
        referral = filed(filed_by=worker)
        address = reverse("referral_interview", args=[referral.number])
        assert address in links_of(signed_in(worker).get(reverse("dues"))).values()
        colleague = UserFactory(role="social_worker")
        assert signed_in(colleague).get(address).status_code == 404
        referral.family.social_worker = colleague
        referral.family.save()
        assert signed_in(colleague).get(address).status_code == 403

    def test_za_zyciem_needs_none(self, staff):
        filed(source="za_zyciem")
        assert "Wywiad środowiskowy" not in words(staff.get(reverse("dues"), {"kiedy": ""})).split("Rodzina")[-1]


class TestLetter:
    @pytest.fixture
    def court(self, worker):
        family = FamilyFactory(name="Wierzbiccy", address="ul. Lipowa 3, 00-000 Źrebice")
        PersonFactory(family=family, role="parent", main_carer=True, first_name="Anna", last_name="Wierzbicka")
        order = CourtOrder.objects.create(
            family=family,
            kind="assistant_obligation",
            issued_on=date(2024, 4, 30),
            court="Sąd Rejonowy w Źrebicach",
            signature="III Nsm 7/24",
        )
        return filed(family, source="court", court_order=order, filed_by=worker, decision="waiting", decided_on=TODAY)

    def test_of_a_court_names_it_and_informs_it(self, staff, court):
        letter = printed(staff, court)
        assert "Postanowienie: Sąd Rejonowy w Źrebicach z 30 kwietnia 2024 r., sygnatura akt III Nsm 7/24" in letter
        assert "3. Sąd Rejonowy w Źrebicach (do wiadomości)" in letter

    def test_has_its_mark_and_who_signs(self, staff, court):
        CentreFactory(
            town="Źrebice", address="ul. Rynkowa 1", letters_signed_by="Ewa Lis", letters_signed_as="Dyrektor"
        )
        staff.post(reverse("mark_referral", args=[court.number]), {"case_mark": "DAR.8210.17.2024"})
        assert "Pismo ma wszystkie dane." in page_of(staff, court)
        letter = printed(staff, court)
        assert "Znak sprawy: DAR.8210.17.2024" in letter and "Ewa Lis Dyrektor" in letter

    def test_says_before_what_it_lacks_and_has_a_line_there(self, staff, worker, monkeypatch):
        referral = filed(source="court", decision="refused", decided_on=TODAY)
        text = page_of(staff, referral)
        for gap in ("adresata", "adresu rodziny", "znaku sprawy", "nazwy sądu", "sygnatury akt", "adresu ośrodka"):
            assert gap in text
        sources = []
        monkeypatch.setattr("reporting.pdf_answers.pdf_of", lambda source: sources.append(source) or b"%PDF")
        staff.get(reverse("referral_letter", args=[referral.number]))
        assert sources[0].count('class="blank') == 8

    def test_while_others_wait_the_page_says_so(self, staff, monkeypatch):
        referral = filed(decision="refused", decided_on=TODAY)
        monkeypatch.setattr(pdf_answers, "PATIENCE", 0)
        with pdf_answers._lock("turn"):
            page = staff.get(reverse("referral_letter", args=[referral.number]))
        assert page.status_code == 503
        assert "Plik za chwilę" in words(page) and "Spróbuj jeszcze raz" in words(page)

    @pytest.mark.parametrize("decision", ["assigned", "waiting", "refused"])
    def test_is_an_information(self, staff, decision):
        referral = filed(decision=decision, decision_reason="Rodzina się przeprowadziła.", decided_on=TODAY)
        letter = printed(staff, referral)
        assert "Informacja o " in letter
        for word in ("odmow", "decyzj", "decyduj", "odwoła", "pouczenie"):
            assert word not in letter.lower()


def test_assigning_by_the_service_needs_the_confirmation_too(staff):
    put_on_waiting_list(referral=filed(referred_on=date(2024, 3, 1)), decided_by=StaffFactory())
    later = filed(FamilyFactory(), consent_on=TODAY)
    with pytest.raises(Exception, match="mają pierwszeństwo"):
        assign_referral(referral=later, assistant=AssistantFactory(), starts_on=TODAY, decided_by=StaffFactory())
