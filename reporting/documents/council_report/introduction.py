"""The purpose of the report, its legal basis and its most important figures."""

from familycare.lib.polish import date_in_words, joined, money, number
from reporting.documents.blocks import Chapter, Heading, Paragraph, Points
from reporting.documents.figures import ReportFigures
from reporting.documents.nouns import ASSISTANT, CASE, CHILD, FAMILY
from reporting.documents.plan import paragraph, prose

KEY, TITLE = "introduction", "Wprowadzenie"
LEGAL_BASIS = (
    "art. 179 ust. 1 ustawy z dnia 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej: "
    "wójt (burmistrz, prezydent miasta) do 31 marca każdego roku składa radzie gminy roczne sprawozdanie z realizacji "
    "zadań z zakresu wspierania rodziny oraz przedstawia potrzeby związane z realizacją tych zadań"
)


def chapter(figures: ReportFigures, *, centre: str, data_as_of) -> Chapter:
    """Return the chapter. `data_as_of` is the day on which the figures were computed."""
    blocks = [
        paragraph(
            [
                f"Sprawozdanie przedstawia realizację zadań z zakresu wspierania rodziny {figures.when} "
                "oraz potrzeby związane z tymi zadaniami.",
                f"Jednostką, która w gminie prowadzi pracę z rodziną, jest {centre}.",
            ]
        ),
        paragraph([f"Podstawa prawna: {LEGAL_BASIS}."]),
        paragraph(
            [
                "Liczby pochodzą z ewidencji jednostki: każdą policzono z zapisów dotyczących rodzin "
                "według zasady podanej pod tabelą. Rodzina objęta wsparciem dwa razy w roku jest policzona raz.",
                "Dane spoza ewidencji zebrano w osobnym rozdziale, z podaniem źródła.",
                "Skrót „b.d.” oznacza brak danych.",
                f"Stan zapisów na {date_in_words(data_as_of)} r.",
            ]
        ),
        paragraph([_so_far(figures)]),
        paragraph([_compared(figures)]),
        Heading(f"Najważniejsze liczby {figures.year} r.", f"{KEY}-summary"),
        Points(tuple(prose(point) for point in _summary(figures) if point)),
    ]
    return Chapter(KEY, TITLE, tuple(block for block in blocks if block != Paragraph("")))


def _so_far(figures):
    if figures.period.is_over:
        return ""
    return (
        f"Rok {figures.year} jeszcze trwa: liczby są wstępne i mówią o czasie do {figures.on_last_day} włącznie. "
        "W opisach nie porównano ich z poprzednim rokiem, bo tamten obejmuje wszystkie miesiące."
    )


def _compared(figures):
    earlier = figures.periods[:-1]
    if not earlier:
        return ""
    years = joined(str(period.start.year) for period in earlier)
    empty = [str(period.start.year) for period in earlier if not figures.served_in(period)]
    text = f"Dla porównania podano dane za {'rok' if len(earlier) == 1 else 'lata'} {years}."
    if empty:
        text += (
            f" W ewidencji nie ma rodzin objętych wsparciem w {'roku' if len(empty) == 1 else 'latach'} "
            f"{joined(empty)}: zera za ten czas mogą oznaczać brak zapisów, nie brak zdarzeń."
        )
    return text


def _summary(figures):
    families, children, assistants = (figures.now("support", row) for row in ("families", "children", "assistants"))
    opened, closed = figures.now("flow", "opened"), figures.now("flow", "closed")
    placed = figures.told("placements_current", "total.children")
    returned = figures.told("placement_flow", "returned_home.children")
    cost = figures.now("care_costs", "total.municipal_cost")
    yield f"wsparciem objęto {FAMILY.object(families)}{figures.change('support', 'families', FAMILY)}"
    yield f"dzieci wychowujących się w domach tych rodzin: {number(children)}" if children else ""
    yield f"{figures.at_end} zatrudniano {ASSISTANT.object(assistants)} rodziny" if assistants else ""
    yield _begun_and_ended(opened, closed)
    yield f"{figures.at_end} poza domem przebywało {CHILD.subject(placed)} z rodzin w ewidencji" if placed else ""
    yield f"do rodzin wróciło {CHILD.subject(returned)}" if returned else ""
    yield f"udział gminy w kosztach pieczy zastępczej wyniósł {money(cost)}" if cost else ""


def _begun_and_ended(opened, closed):
    if opened and closed:
        return f"rozpoczęto {CASE.object(opened)}, zakończono {number(closed)}"
    if opened:
        return f"rozpoczęto {CASE.object(opened)}, nie zakończono żadnego"
    return f"zakończono {CASE.object(closed)}, nie rozpoczęto żadnego" if closed else ""
