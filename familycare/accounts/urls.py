from django.contrib.auth import views
from django.urls import path

from familycare.accounts.forms import PasswordChangeForm, SignInForm

urlpatterns = [
    path(
        "logowanie/",
        views.LoginView.as_view(
            template_name="accounts/sign_in.html",
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
        ),
        name="login",
    ),
    path("wylogowanie/", views.LogoutView.as_view(), name="logout"),
    path(
        "haslo/",
        views.PasswordChangeView.as_view(template_name="accounts/password_change.html", form_class=PasswordChangeForm),
        name="password_change",
    ),
    path(
        "haslo/zmienione/",
        views.PasswordChangeDoneView.as_view(template_name="accounts/password_changed.html"),
        name="password_change_done",
    ),
]
