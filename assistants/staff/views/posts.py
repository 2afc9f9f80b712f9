"""Add, correct and delete a post of an assistant."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assistants.models import Assistant, Post
from assistants.staff.forms import PostForm
from assistants.staff.posts import delete_post, save_post
from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_words, posts_in_words

SECTION = "etaty"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def add_post(request, number):
    """Add a post."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    initial = {"starts_on": assistant.employed_from, "fraction": 1} if not assistant.posts.exists() else {}
    sent = request.POST if request.method == "POST" else None
    form = PostForm(sent, instance=Post(assistant=assistant), initial=initial)
    if form.is_valid() and _saved(form, assistant):
        messages.success(request, "Zapisano etat.")
        return redirect(_back(assistant))
    return render(request, "assistants/staff/post.html", {"assistant": assistant, "form": form, "post": None})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def edit_post(request, number, pk):
    """Correct or end a post. An outdated version is not saved (see VersionedForm)."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        post = get_object_or_404(assistant.posts, pk=pk)
        form = PostForm(request.POST if request.method == "POST" else None, instance=post)
        if form.is_valid() and _saved(form, assistant, post):
            messages.success(request, "Zapisano etat.")
            return redirect(_back(assistant))
    return render(request, "assistants/staff/post.html", {"assistant": assistant, "form": form, "post": post})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
@idempotent_delete
@transaction.atomic
def remove_post(request, number, pk):
    """Ask for confirmation and delete a post that was entered by mistake."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    post = get_object_or_404(assistant.posts.select_related("funding"), pk=pk)
    if request.method == "POST":
        try:
            delete_post(post=post)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(_back(assistant))
        return redirect_after_delete(request, "Etat usunięty.", _back(assistant))
    consequence = (
        f"{post.funding}: {posts_in_words(post.fraction)}, od {date_in_words(post.starts_on)}. "
        "Usuwa się tylko etat wpisany przez pomyłkę: temu, który się skończył, wpisz ostatni dzień."
    )
    context = {"assistant": assistant, "post": post, "consequence": consequence}
    return render(request, "assistants/staff/post_delete.html", context)


def _saved(form, assistant, post=None):
    """Save the post and return True, or add the errors to the form and return False."""
    try:
        save_post(assistant=assistant, post=post, **form.details())
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


def _back(assistant):
    return f"{reverse('assistant', args=[assistant.number])}#{SECTION}"
