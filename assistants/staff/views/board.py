"""The board of caseloads."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.qualifications.checklist import lacks_of
from assistants.staff.board import Board, BoardOrder
from cases.difficulty import IN_A_SENTENCE
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading

ON_A_PAGE = 40


@require_safe
@needs(Right.READ_ASSISTANTS)
def board(request):
    """Show a card for each assistant, in the order `kolejnosc` of the query string (by default by name)."""
    record_reading(request, ReadingKind.ASSISTANTS, what="obciążenie")
    today = timezone.localdate()
    shown = Board(request.user, today)
    asked = request.GET.get("kolejnosc")
    order = BoardOrder(asked) if asked in BoardOrder.values else BoardOrder.NAME
    without_assistant, waiting = shown.gaps()
    context = {
        "today": today,
        "page": Paginator(shown.sorted(order), ON_A_PAGE).get_page(request.GET.get("strona")),
        "orders": BoardOrder,
        "order": order,
        "lacking": {lack.assistant.pk for lack in lacks_of([card.assistant for card in shown.cards], today)},
        "without_assistant": without_assistant,
        "waiting": waiting,
        "difficulty": IN_A_SENTENCE,
    }
    return render(request, "assistants/staff/board.html", context)
