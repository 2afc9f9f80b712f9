"""Signing in and out, and changing one's password."""

from django.urls import reverse

from tests.factories import PASSWORD, StaffFactory

SIGN_IN = reverse("login")
NEW = "Jarzebina+przy-drodze"


class TestSignIn:
    def test_works(self, client, db):
        StaffFactory(email="lacka@zrebice.example")
        response = client.post(SIGN_IN, {"username": "lacka@zrebice.example", "password": PASSWORD})
        assert response.status_code == 302
        assert response.url == reverse("start")
        assert client.get(reverse("home")).status_code == 200

    def test_leads_to_the_page_that_was_asked_for(self, client, db):
        StaffFactory(email="lacka@zrebice.example")
        asked = client.get("/tabele/?okresy=2023")
        response = client.post(
            asked.url, {"username": "lacka@zrebice.example", "password": PASSWORD, "next": "/tabele/?okresy=2023"}
        )
        assert response.url == "/tabele/?okresy=2023"

    def test_does_not_lead_to_another_site(self, client, db):
        StaffFactory(email="lacka@zrebice.example")
        response = client.post(
            SIGN_IN, {"username": "lacka@zrebice.example", "password": PASSWORD, "next": "https://example.org/"}
        )
        assert response.url == reverse("start")

    def test_wrong_password_keeps_the_name_and_links_to_the_field(self, client, db):
        StaffFactory(email="lacka@zrebice.example")
        page = client.post(SIGN_IN, {"username": "lacka@zrebice.example", "password": "nie to"}).content.decode()
        assert 'value="lacka@zrebice.example"' in page
        assert '<a href="#id_password">Adres e-mail i hasło nie pasują do siebie.' in page
        assert "nie to" not in page

    def test_nothing_typed(self, client, db):
        page = client.post(SIGN_IN, {}).content.decode()
        assert '<a href="#id_username">Wpisz adres e-mail.</a>' in page
        assert '<a href="#id_password">Wpisz hasło.</a>' in page

    def test_closed_account_does_not_get_in(self, client, db):
        StaffFactory(email="lacka@zrebice.example", is_active=False)
        client.post(SIGN_IN, {"username": "lacka@zrebice.example", "password": PASSWORD})
        assert client.get(reverse("home")).status_code == 302

    def test_whoever_is_in_goes_home(self, staff):
        assert staff.get(SIGN_IN).url == reverse("start")


class TestSignOut:
    def test_works(self, staff):
        assert staff.post(reverse("logout")).url == SIGN_IN
        assert staff.get(reverse("home")).status_code == 302

    def test_a_mere_link_does_not_sign_out(self, staff):
        assert staff.get(reverse("logout")).status_code == 405
        assert staff.get(reverse("home")).status_code == 200


class TestPasswordChange:
    def change(self, client, **other):
        return client.post(
            reverse("password_change"),
            {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW} | other,
        )

    def test_works_and_stays_signed_in(self, client, db):
        user = StaffFactory()
        client.force_login(user)
        page = client.get(self.change(client).url)
        assert "Hasło zmienione" in page.content.decode()
        user.refresh_from_db()
        assert user.check_password(NEW)

    def test_wrong_old_password(self, staff):
        page = self.change(staff, old_password="nie to").content.decode()
        assert '<a href="#id_old_password">To nie jest Twoje obecne hasło.' in page

    def test_second_time_different(self, staff):
        page = self.change(staff, new_password2="inne").content.decode()
        assert '<a href="#id_new_password2">Nowe hasło wpisane po raz drugi jest inne' in page

    def test_weak_password(self, staff):
        page = self.change(staff, new_password1="12345", new_password2="12345").content.decode()
        assert "To hasło jest za krótkie" in page

    def test_open_to_whoever_has_an_account(self, stranger):
        assert stranger.get(reverse("password_change")).status_code == 200

    def test_anonymous_signs_in_first(self, client, db):
        assert client.get(reverse("password_change")).url.startswith(SIGN_IN)
