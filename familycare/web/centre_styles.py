"""The print style sheet with the centre's name."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from familycare.accounts.rights import own_account
from familycare.centre.models import Centre


@require_safe
@own_account
@cache_control(private=True, max_age=3600)
def print_style(request):
    """Return CSS that prints the centre's name at the top of each page; HTML alone cannot."""
    name = "".join(f"\\{ord(letter):x} " for letter in Centre.current().name)
    style = f'@page {{ @top-left {{ content: "{name}"; font: 8.5pt Lato, sans-serif; }} }}\n'
    return HttpResponse(style, content_type="text/css; charset=utf-8")
