"""A social worker files a request for an assistant."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from assistants.referrals.services import put_on_waiting_list, refuse_referral, return_referral
from cases.drafts import MOST_TEXT
from cases.models import Case, CourtOrder, Draft, Family, FamilyProblem, Person, Referral, ZaZyciem
from familycare.centre.models import Problem
from tests.clients import signed_in
from tests.factories import FamilyFactory, PersonFactory, UserFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import links_of, words

NEW = reverse("new_referral")


@pytest.fixture
def client(worker):
    return signed_in(worker)


@pytest.fixture
def family(worker):
    return FamilyFactory(name="Wierzbiccy", social_worker=worker)


def typed(**other):
    return {
        "form_key": str(uuid.uuid4()),
        "source": "social_worker",
        "referred_on": "2024-03-14",
        "interview_on": "2024-03-11",
        "consent_on": "2024-03-11",
        "reasons": "Matka prosi o pomoc w prowadzeniu domu.",
    } | other


NEW_FAMILY = {"name": "Źrebiccy", "first_name": "Łucja", "last_name": "Źrebicka"}


def sent(client, family=None, **other):
    address = f"{NEW}?rodzina={family.number}" if family else NEW
    return client.post(address, typed(**other))


class TestKnownFamily:
    def test_is_filed_and_shown(self, client, family, worker):
        problem = Problem.objects.first()
        answer = sent(client, family, problems=[problem.pk], is_urgent="on")
        referral = Referral.objects.get()
        assert answer.url == reverse("referral", args=[referral.number])
        assert (referral.family, referral.filed_by, referral.is_urgent) == (family, worker, True)
        assert FamilyProblem.objects.get().identified_on == date(2024, 3, 11)
        text = words(client.get(answer.url))
        assert "czeka na rozstrzygnięcie" in text
        assert "Matka prosi o pomoc" in text

    def test_sent_twice_is_filed_once(self, client, family):
        data = typed()
        first, second = (client.post(f"{NEW}?rodzina={family.number}", data) for _time in range(2))
        assert first.url == second.url
        assert Referral.objects.count() == 1

    def test_sent_again_with_another_text_is_refused(self, client, family):
        data = typed()
        client.post(f"{NEW}?rodzina={family.number}", data)
        page = client.post(f"{NEW}?rodzina={family.number}", data | {"reasons": "Po powrocie dopisane."})
        assert f"Z tego formularza jest już wniosek {Referral.objects.get().number}" in words(page)
        assert field_of(page, "reasons") == "Po powrocie dopisane."

    def test_a_second_request_is_refused_with_the_number_of_the_first(self, client, family):
        sent(client, family)
        text = words(sent(client, family))
        assert f"Wniosek {Referral.objects.get().number} o asystenta dla tej rodziny czeka już" in text

    def test_a_family_with_an_open_case_is_refused(self, client, family):
        Case.objects.create(family=family, kind="difficulties", basis="consent", opened_on=date(2024, 1, 1))
        assert "Rodzina ma już asystenta w tej sprawie" in words(sent(client, family))
        assert not Referral.objects.exists()

    def test_of_a_colleague_is_not_found(self, client):
        other = FamilyFactory(name="Obcy")
        assert client.get(f"{NEW}?rodzina={other.number}").status_code == 404
        assert sent(client, other).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "field", "message"),
        [
            ({"interview_on": ""}, "interview_on", "Podaj datę wywiadu"),
            (
                {"interview_on": "2024-03-20"},
                "interview_on",
                "Wniosek składa się po wywiadzie. Podaj dzień wniosku albo wcześniejszy.",
            ),
            ({"referred_on": "2999-01-01"}, "referred_on", "Ten dzień jeszcze nie nadszedł."),
            ({"referred_on": "14 marca"}, "referred_on", "Nie ma takiego dnia"),
            ({"consent_on": ""}, "consent_on", "Podaj datę zgody rodziny albo napisz niżej"),
            ({"reasons": " "}, "reasons", "Napisz w kilku zdaniach"),
            ({"source": "court"}, "order_issued_on", "Podaj datę postanowienia sądu."),
            ({"source": "za_zyciem"}, "entitlement", "Wybierz, z jakiego uprawnienia"),
        ],
    )
    def test_errors_are_shown_at_their_field_and_nothing_is_lost(self, client, family, wrong, field, message):
        page = sent(client, family, no_consent_because="", signature="III Nsm 5/24", **wrong)
        assert message in errors_of(page)[field]
        assert field_of(page, "signature") == "III Nsm 5/24"
        assert not Referral.objects.exists()

    def test_without_consent_with_a_reason(self, client, family):
        sent(client, family, consent_on="", no_consent_because="matka w szpitalu")
        assert Referral.objects.get().no_consent_because == "matka w szpitalu"


class TestOtherSources:
    def test_a_request_of_a_court_saves_its_order(self, client, family):
        court = {"court": "Sąd Rejonowy w Źrebicach", "signature": "III Nsm 5/24", "order_issued_on": "2024-03-01"}
        sent(client, family, source="court", interview_on="", consent_on="", **court)
        order = CourtOrder.objects.get()
        assert (order.kind, order.issued_on) == ("assistant_obligation", date(2024, 3, 1))

    def test_duplicate_records_of_the_family_stay(self, client, family):
        """A merged family may have the same order, and the same application, twice."""
        for signature in ("III Nsm 5/24", ""):
            CourtOrder.objects.create(
                family=family, kind="assistant_obligation", issued_on=date(2024, 3, 1), signature=signature
            )
        court = {"court": "Sąd Rejonowy w Źrebicach", "signature": "III Nsm 5/24", "order_issued_on": "2024-03-01"}
        assert sent(client, family, source="court", interview_on="", consent_on="", **court).status_code == 302
        assert CourtOrder.objects.count() == 2
        for _time in range(2):
            ZaZyciem.objects.create(family=family, entitlement="pregnancy", applied_on=date(2024, 3, 14))
        sent(client, family, source="za_zyciem", interview_on="", consent_on="", entitlement="ill_child")
        assert sorted(ZaZyciem.objects.values_list("entitlement", flat=True)) == ["ill_child", "pregnancy"]

    def test_only_the_order_of_the_request_is_shown(self, client, family):
        """The author knows that order; a newer one is only for users who may read about courts."""
        other = {"family": family, "kind": "assistant_obligation", "court": "SR Tajny", "signature": "III Nsm 9/24"}
        CourtOrder.objects.create(issued_on=date(2024, 3, 1), **other)
        court = {"court": "SR Stary", "signature": "III Nsm 5/24", "order_issued_on": "2024-03-01"}
        sent(client, family, source="court", interview_on="", consent_on="", **court)
        referral = Referral.objects.get()
        CourtOrder.objects.create(issued_on=date(2024, 3, 10), **other)
        return_referral(referral=referral, because="Brakuje powodów.")
        for address in ("referral", "complete_referral"):
            text = client.get(reverse(address, args=[referral.number])).content.decode()
            assert "SR Stary" in text and "III Nsm 5/24" in text
            assert "SR Tajny" not in text and "III Nsm 9/24" not in text

    @pytest.mark.parametrize("signature", ["", "III Nsm 5/24"])
    def test_the_date_alone_shows_no_order(self, client, family, signature):
        CourtOrder.objects.create(
            family=family,
            kind="assistant_obligation",
            issued_on=date(2024, 3, 1),
            court="SR Tajny",
            signature="IX Nsm 1",
        )
        sent(client, family, source="court", interview_on="", signature=signature, order_issued_on="2024-03-01")
        page = client.get(reverse("referral", args=[Referral.objects.get().number]))
        text = page.content.decode()
        assert "SR Tajny" not in text and "IX Nsm 1" not in text
        assert signature in words(page)
        assert CourtOrder.objects.count() == 1 + bool(signature)

    def test_an_incomplete_order_is_completed(self, client, family):
        court = {"source": "court", "interview_on": "", "order_issued_on": "2024-03-01"}
        sent(client, family, **court)
        referral = Referral.objects.get()
        return_referral(referral=referral, because="Brakuje sygnatury.")
        address = reverse("complete_referral", args=[referral.number])
        client.post(address, typed(**court, court="SR Stary", signature="III Nsm 5/24"))
        order = CourtOrder.objects.get()
        assert (order.court, order.signature) == ("SR Stary", "III Nsm 5/24")
        return_referral(referral=referral, because="To jednak nie z sądu.")
        client.post(address, typed())
        referral.refresh_from_db()
        assert (referral.source, referral.court_order) == ("social_worker", None)

    def test_za_zyciem_saves_the_application(self, client, family):
        sent(client, family, source="za_zyciem", interview_on="", consent_on="", entitlement="pregnancy")
        assert ZaZyciem.objects.get().applied_on == date(2024, 3, 14)


class TestNewFamily:
    def test_is_registered_with_its_carer(self, client, worker):
        sent(client, **NEW_FAMILY)
        family = Family.objects.get()
        assert (family.name, family.social_worker) == ("Źrebiccy", worker)
        carer = Person.objects.get()
        assert (carer.first_name, carer.main_carer) == ("Łucja", True)
        assert list(Family.objects.visible_to(worker)) == [family]

    def test_a_similar_family_is_shown_first(self, client, family):
        PersonFactory(family=family, first_name="Łucja", last_name="Źrebicka", birth_date=date(1990, 1, 1))
        page = sent(client, **NEW_FAMILY)
        assert "Czy to nie ta rodzina?" in words(page)
        assert reverse("family", args=[family.number]) in links_of(page).values()
        assert not Referral.objects.exists()
        sent(client, is_new="on", **NEW_FAMILY)
        assert Family.objects.count() == 2

    def test_a_hidden_family_is_not_shown_but_its_pesel_is_refused(self, client):
        PersonFactory(first_name="Łucja", last_name="Źrebicka", pesel="90010100009", birth_date=date(1990, 1, 1))
        assert sent(client, **NEW_FAMILY).status_code == 302
        Referral.objects.all().delete()
        page = sent(client, **NEW_FAMILY, pesel="90010100009")
        assert "należy już do innej rodziny" in words(page)
        assert "Jaworscy" not in page.content.decode()

    def test_an_invalid_request_registers_nothing(self, client):
        sent(client, **NEW_FAMILY, interview_on="")
        assert not Family.objects.exists()

    def test_errors_are_in_the_order_of_the_page(self, client):
        text = words(sent(client, interview_on=""))
        assert text.index("Podaj nazwisko, pod którym") < text.index("Podaj datę wywiadu")

    def test_wrong_pesel(self, client):
        assert "PESEL jest błędny" in words(sent(client, **NEW_FAMILY, pesel="123"))


class TestDraft:
    def test_is_kept_unfinished_and_continued(self, client, family):
        client.post(f"{NEW}?rodzina={family.number}", {"reasons": "Zaczęte", "zapisz_szkic": "1", "referred_on": "?"})
        assert not Referral.objects.exists()
        draft = family.drafts.get()
        assert "Wierzbiccy" in words(client.get(reverse("referrals")))
        assert field_of(client.get(f"{NEW}?szkic={draft.pk}"), "reasons") == "Zaczęte"
        client.post(f"{NEW}?szkic={draft.pk}", typed())
        assert Referral.objects.get().family == family
        assert not family.drafts.exists()

    def test_too_long_for_a_draft_stays_in_the_form(self, client):
        page = client.post(NEW, {"reasons": "a" * (MOST_TEXT + 1), "zapisz_szkic": "1"})
        assert "za długi" in words(page) and field_of(page, "reasons") == "a" * (MOST_TEXT + 1)
        assert not Draft.objects.exists()

    def test_of_a_new_family_has_the_typed_name(self, client):
        for typed_name, shown in (("Próbni", "Próbni"), ("", "nowa rodzina")):
            client.post(NEW, {"name": typed_name, "zapisz_szkic": "1"})
            assert shown in links_of(client.get(reverse("referrals")))

    def test_of_a_colleague_is_not_found(self, client, family):
        client.post(f"{NEW}?rodzina={family.number}", {"reasons": "Zaczęte", "zapisz_szkic": "1"})
        key = family.drafts.get().pk
        other = signed_in(UserFactory(role="social_worker"))
        assert other.get(f"{NEW}?szkic={key}").status_code == 404
        assert other.post(reverse("delete_referral_draft", args=[key])).status_code == 404

    @pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "²"])
    def test_nonsense_is_not_found(self, client, key):
        assert client.get(f"{NEW}?szkic={key}").status_code == 404


class TestPressedTwice:
    """The second answer is the same as the first."""

    def test_a_request_made_from_a_draft(self, client, family):
        client.post(f"{NEW}?rodzina={family.number}", typed(zapisz_szkic="1"))
        draft, data = Draft.objects.get(), typed()
        first, second = (client.post(f"{NEW}?szkic={draft.pk}", data) for _time in range(2))
        assert first.url == second.url == reverse("referral", args=[Referral.objects.get().number])

    @pytest.mark.parametrize("known", [True, False])
    def test_a_draft(self, client, family, known):
        data = typed(zapisz_szkic="1", name="Źrebiccy")
        for reasons in ("Początek", "Początek i koniec"):
            client.post(f"{NEW}?rodzina={family.number}" if known else NEW, data | {"reasons": reasons})
        assert Draft.objects.get().data["reasons"] == ["Początek i koniec"]


class TestReturned:
    @pytest.fixture
    def referral(self, client, family):
        sent(client, family)
        return Referral.objects.get()

    @pytest.fixture
    def complete(self, referral):
        return reverse("complete_referral", args=[referral.number])

    def test_a_waiting_request_is_returned_and_keeps_its_place(self, client, referral, complete, worker):
        put_on_waiting_list(referral=referral, decided_by=worker)
        return_referral(referral=referral, because="Brakuje daty zgody.")
        page = client.get(reverse("referrals"))
        assert "Wróciły do Ciebie" in words(page)
        assert list(links_of(page, "[aria-labelledby=zwrocone] a").values()) == [complete]
        assert "zwrócony do uzupełnienia" in words(client.get(reverse("referral", args=[referral.number])))
        client.post(complete, typed())
        referral.refresh_from_db()
        assert (referral.decision, referral.returned_on) == ("waiting", None)

    def test_a_double_click_completes_it_once(self, client, referral, complete):
        return_referral(referral=referral, because="Brakuje daty zgody.")
        data = typed()
        first, second = (words(client.post(complete, data, follow=True)) for _time in range(2))
        assert "uzupełniono" in first and "nikt nie zwrócił" not in second

    def test_a_request_decided_meanwhile_is_not_changed_and_the_text_stays(self, client, referral, complete, worker):
        return_referral(referral=referral, because="Brakuje daty zgody.")
        refuse_referral(referral=referral, reason="Rodzina się wyprowadziła.", decided_by=worker)
        text = words(client.post(complete, typed(reasons="Długo pisane.")))
        assert "Ten wniosek ma już rozstrzygnięcie: nie przydzielono" in text
        assert "Długo pisane." in text
        assert Referral.objects.get().reasons == "Matka prosi o pomoc w prowadzeniu domu."

    def test_a_withdrawn_request_has_no_link_to_complete_it(self, client, referral, complete):
        return_referral(referral=referral, because="Brakuje daty zgody.")
        page = client.post(reverse("withdraw_referral", args=[referral.number]), {"reason": "Pomyłka."}, follow=True)
        assert complete not in page.content.decode()


class TestCorrected:
    """A referral that nobody has decided yet."""

    @pytest.fixture
    def referral(self, client, family):
        sent(client, family)
        return Referral.objects.get()

    @pytest.fixture
    def correct(self, referral):
        return reverse("complete_referral", args=[referral.number])

    def test_by_its_author(self, client, referral, correct):
        assert correct in links_of(client.get(reverse("referral", args=[referral.number]))).values()
        answer = client.post(correct, typed(reasons="Nowy powód."), follow=True)
        assert f"Wniosek {referral.number} poprawiono." in words(answer)
        assert Referral.objects.get().reasons == "Nowy powód."

    def test_an_older_tab_overwrites_nothing(self, client, referral, correct):
        seen = field_of(client.get(correct), "seen")
        client.post(correct, typed(reasons="Z drugiej karty.", seen=seen))
        page = client.post(correct, typed(reasons="Ze starej karty.", seen=seen))
        assert "zmieniono, odkąd otwarto" in words(page) and field_of(page, "reasons") == "Ze starej karty."
        assert Referral.objects.get().reasons == "Z drugiej karty."

    def test_not_on_the_waiting_list(self, client, referral, correct, worker):
        put_on_waiting_list(referral=referral, decided_by=worker)
        assert correct not in links_of(client.get(reverse("referral", args=[referral.number]))).values()
        assert "poproś kierownika zespołu o zwrot" in words(client.post(correct, typed()))

    def test_the_application_moves_with_the_day(self, client, referral, correct):
        """Two applications would count twice in the figures of „Za życiem”."""
        fields = {"source": "za_zyciem", "interview_on": "", "consent_on": "", "entitlement": "pregnancy"}
        client.post(correct, typed(**fields))
        client.post(correct, typed(**fields, referred_on="12.03.2024"))
        assert ZaZyciem.objects.get().applied_on == Referral.objects.get().referred_on == date(2024, 3, 12)

    def test_not_by_a_colleague(self, referral, correct):
        assert signed_in(UserFactory(role="social_worker")).get(correct).status_code == 404
