"""Finding a figure by its Polish name: a page, and for the fields of the editor JSON."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from reporting.documents.composing.figures import compute_values
from reporting.documents.composing.texts import told
from reporting.documents.editor.figure_names import year_in
from reporting.documents.editor.inserting import NOUN_OF_UNIT, expression
from reporting.documents.editor.views.context import Editing
from reporting.periods import Period


@require_safe
@needs(Right.KEEP_DOCUMENTS)
def find_figure(request, key):
    """Figures whose name has the words of `q`, with their values in the year."""
    editing = Editing(key, request.GET)
    _ = editing.document
    context = {"editing": editing}
    return answer_with_figures(
        request, editing.names, editing.year, "reporting/documents/editor/find_figure.html", context
    )


def answer_with_figures(request, names, year, template, context):
    """Return the figures that fit to `q`, as a page or as JSON; `names`: the FigureNames, `year`: of their values."""
    words = request.GET.get("q", "")[:200]
    found = names.find(words, with_groups="miary" in request.GET)
    year = year_in(words) or year
    period = Period.year(year)
    values = compute_values(names.known, [each.key for each in found if not each.measures], [], [period])
    figures = [
        {
            "key": each.key,
            "name": each.name,
            "value": "" if each.measures else told(values.at(each.key, period), each.unit),
            "measures": ", ".join(each.measures),
            "noun": NOUN_OF_UNIT.get(each.unit, ""),
            "code": expression(each.key, noun=NOUN_OF_UNIT.get(each.unit, "")),
        }
        for each in found
    ]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"year": year, "figures": figures})
    return render(request, template, context | {"words": words, "figures": figures, "year": year})
