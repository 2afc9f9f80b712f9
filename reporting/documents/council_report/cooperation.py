"""Cooperation with institutions, specialist help, supporting families, day-care centres."""

from familycare.lib.polish import counted, money, plural
from reporting.documents.charts import MOST_BARS, bars
from reporting.documents.figures import listed
from reporting.documents.nouns import CHILD, CONTACT, DAY_CARE_CENTRE, PERSON, PLACE, SUPPORTING_FAMILY
from reporting.documents.plan import ChapterPlan, Section


def contacts_only(row):
    return row.key.endswith(".contacts")


def kinds_only(row):
    """Accept rows of a kind of help in all its forms together."""
    return row.key.endswith(".persons") and row.key.count(".") == 1


def institutions(figures):
    ranked = figures.ranked("institutions", keep=contacts_only)
    return [f"Najczęstsze kontakty asystentów w sprawach rodzin: {listed(ranked[:3], CONTACT)}."] if ranked else []


def institutions_chart(figures):
    rows = [row.key for row, _value in figures.ranked("institutions", keep=contacts_only)[:MOST_BARS]]
    return bars(figures, "institutions", "Instytucje, z którymi kontaktowano się najczęściej", rows=rows)


def help_given(figures):
    ranked = figures.ranked("help", keep=kinds_only)
    return [
        f"Wsparcie, z którego skorzystało najwięcej osób: {listed(ranked[:3], PERSON)}." if ranked else "",
        "Wsparcie udzielone całej rodzinie policzono tylko jako rodzinę, bez wskazania osób.",
    ]


def help_chart(figures):
    rows = [row.key for row, _value in figures.ranked("help", keep=kinds_only)[:MOST_BARS]]
    return bars(figures, "help", "Osoby korzystające ze wsparcia specjalistycznego", rows=rows)


PLAN = ChapterPlan(
    key="cooperation",
    title="Współpraca z instytucjami i wsparcie specjalistyczne",
    absent="kontaktów z instytucjami ani wsparcia specjalistycznego",
    sections=(
        Section(
            "institutions", "Współpraca z instytucjami", "kontaktów z instytucjami", institutions, institutions_chart
        ),
        Section("help", "Wsparcie specjalistyczne", "wsparcia specjalistycznego", help_given, help_chart),
    ),
)


def supporting_families(figures):
    """Return the sentences. „Umowę z gminą miały na koniec roku 2 rodziny wspierające.”"""
    supporters, families, refunds = (
        figures.now("supporting_families", row) for row in ("supporters", "families", "refunds")
    )
    had = plural(supporters, "miała", "miały", "miało")
    change = figures.change("supporting_families", "supporters", SUPPORTING_FAMILY)
    helped = counted(families, "rodzinie", "rodzinom", "rodzinom")
    return [
        f"Umowę z gminą {had} {figures.at_end} {SUPPORTING_FAMILY.subject(supporters)}{change}."
        if supporters
        else f"Umowy z gminą nie miała {figures.at_end} żadna rodzina wspierająca.",
        f"{figures.opening} rodziny wspierające pomagały {helped}." if families else "",
        f"Koszty zwrócono im w wysokości {money(refunds)}{figures.money_change('supporting_families', 'refunds')}."
        if refunds
        else "",
    ]


WITHOUT_SUPPORTING_FAMILIES = "umów z rodzinami wspierającymi"
SUPPORTING_FAMILIES = ChapterPlan(
    key="supporting_families",
    title="Rodziny wspierające",
    absent=WITHOUT_SUPPORTING_FAMILIES,
    sections=(Section("supporting_families", "Rodziny wspierające", WITHOUT_SUPPORTING_FAMILIES, supporting_families),),
    only_with_data=True,
)


def day_care(figures):
    """Return the sentences. „W gminie działały na koniec roku 2 placówki wsparcia dziennego.”"""
    centres, places, children, outsiders, cost = (
        figures.now("day_care", f"total.{row}") for row in ("centres", "places", "children", "outsiders", "cost")
    )
    worked = plural(centres, "działała", "działały", "działało")
    were = plural(places, "Było", "Były", "Było")
    change = figures.change("day_care", "total.centres", DAY_CARE_CENTRE)
    known = f", w tym {CHILD.subject(children)} z rodzin w ewidencji ośrodka" if outsiders else ""
    own = figures.now("day_care", "own")
    paid = f"w tym {money(own)} ze środków własnych gminy" if own != cost else "wszystko ze środków własnych gminy"
    return [
        f"W gminie {worked} {figures.at_end} {DAY_CARE_CENTRE.subject(centres)}{change}."
        if centres
        else f"W gminie nie działała {figures.at_end} żadna placówka wsparcia dziennego.",
        f"{were} w nich {PLACE.subject(places)}." if places else "",
        f"Chodziło do nich {CHILD.subject(children + outsiders)}{known}." if children + outsiders else "",
        f"Wydatki {figures.when} to {money(cost)}{figures.money_change('day_care', 'total.cost')}; {paid}."
        if cost
        else "",
    ]


WITHOUT_DAY_CARE = "placówek wsparcia dziennego"
DAY_CARE = ChapterPlan(
    key="day_care",
    title="Placówki wsparcia dziennego",
    absent=WITHOUT_DAY_CARE,
    sections=(Section("day_care", "Placówki wsparcia dziennego", WITHOUT_DAY_CARE, day_care),),
    only_with_data=True,
)
