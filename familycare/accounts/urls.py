"""URLs of accounts. Each view of allauth gets an access rule here.

Views of allauth that are not listed cannot be reached: several e-mail addresses, connecting social accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions import views as usersessions
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from familycare.accounts.confirming import views as confirming
from familycare.accounts.rights import open_to_all, own_account
from familycare.accounts.signing_in import directory
from familycare.accounts.unsent_forms import views as unsent
from familycare.accounts.views import accounts, invitations, own


class Base36(StringConverter):
    """The id of an account in a link, up to a dash. The rest of the link may contain dashes."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")
RESET_KEY = "konto/haslo/nowe/<base36:uidb36>-<str:key>/"

signing_in = [
    path("konto/logowanie/", open_to_all(account.login), name="account_login"),
    path("konto/logowanie/klucz/", open_to_all(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("konto/logowanie/kod/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("konto/logowanie/zamkniete/", open_to_all(account.account_inactive), name="account_inactive"),
    path("konto/wylogowanie/", open_to_all(account.logout), name="account_logout"),
    path("konto/rejestracja/", open_to_all(account.signup), name="account_signup"),  # says that there is none
    path("konto/zaproszenie/<str:token>/", invitations.invitation, name="invitation"),
    path("konto/obecnosc/", own.presence, name="presence"),
    path("konto/zachowaj/", unsent.keep_unsent_form, name="keep_unsent_form"),
]
forgotten_password = [
    path("konto/haslo/nowe/", open_to_all(account.password_reset), name="account_reset_password"),
    path("konto/haslo/nowe/wyslane/", open_to_all(account.password_reset_done), name="account_reset_password_done"),
    path(
        "konto/haslo/nowe/gotowe/",
        open_to_all(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(RESET_KEY, open_to_all(account.password_reset_from_key), name="account_reset_password_from_key"),
]
directory_sign_in = [
    path("konto/<str:provider_id>/wejscie/", directory.sign_in_at_directory, name="openid_connect_login"),
    path("konto/<str:provider_id>/powrot/", open_to_all(openid_connect.callback), name="openid_connect_callback"),
    path("konto/katalog/blad/", open_to_all(socialaccount.login_error), name="socialaccount_login_error"),
    path("konto/katalog/anulowane/", open_to_all(socialaccount.login_cancelled), name="socialaccount_login_cancelled"),
]
own_account_pages = [
    path("konto/", own.own_account_page, name="own_account"),
    path("konto/potwierdz/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("konto/haslo/", own_account(account.password_change), name="account_change_password"),
    path("konto/haslo/pierwsze/", own_account(account.password_set), name="account_set_password"),
    path("konto/katalog/usun/", own.disconnect_own_directory, name="disconnect_own_directory"),
    path("konto/sesje/", own_account(usersessions.list_usersessions), name="usersessions_list"),
    path("konto/zachowane/", unsent.unsent_forms, name="unsent_forms"),
    path("konto/zachowane/<int:pk>/", unsent.unsent_form, name="unsent_form"),
    path("konto/zachowane/<int:pk>/wyrzuc/", unsent.discard, name="discard_unsent_form"),
]
second_factor = [
    path("konto/skladnik/", own_account(mfa.index), name="mfa_index"),
    path("konto/potwierdz/kod/", own_account(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("konto/potwierdz/klucz/", own_account(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("konto/skladnik/aplikacja/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("konto/skladnik/aplikacja/wylacz/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("konto/skladnik/kody/", own_account(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "konto/skladnik/kody/nowe/",
        own_account(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/skladnik/kody/pobierz/",
        own_account(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("konto/skladnik/klucze/", own_account(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("konto/skladnik/klucze/nowy/", own_account(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("konto/skladnik/klucze/<int:pk>/", own_account(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("konto/skladnik/klucze/<int:pk>/usun/", own_account(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
]
account_management = [
    path("konta/", accounts.accounts, name="accounts"),
    path("konta/nowe/", accounts.invite, name="invite"),
    path("konta/potwierdzenia/", confirming.account_changes, name="account_changes"),
    path("konta/potwierdzenia/<int:pk>/potwierdz/", confirming.confirm_change, name="confirm_change"),
    path("konta/potwierdzenia/<int:pk>/odrzuc/", confirming.refuse_change, name="refuse_change"),
    path("konta/potwierdzenia/<int:pk>/wycofaj/", confirming.withdraw_change, name="withdraw_change"),
    path("konta/<int:pk>/", accounts.account, name="account"),
    path("konta/<int:pk>/zmien/", accounts.edit_account, name="edit_account"),
    path("konta/<int:pk>/zapros/", accounts.invite_again, name="invite_again"),
    path("konta/<int:pk>/wycofaj/", accounts.withdraw_invitation, name="withdraw_invitation"),
    path("konta/<int:pk>/zawies/", accounts.suspend, name="suspend_account"),
    path("konta/<int:pk>/przywroc/", accounts.restore, name="restore_account"),
    path("konta/<int:pk>/skladnik/", accounts.reset_second_factor, name="reset_second_factor"),
    path("konta/<int:pk>/katalog/", accounts.disconnect_directory, name="disconnect_directory"),
]

urlpatterns = (
    signing_in + forgotten_password + directory_sign_in + own_account_pages + second_factor + account_management
)
