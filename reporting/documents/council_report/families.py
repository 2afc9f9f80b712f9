"""Served families and children: numbers, structure, age, opened and closed cases."""

from django.utils.text import capfirst

from familycare.lib.polish import number, percent, plural, z_or_ze
from reporting.documents.charts import bars, year_by_year
from reporting.documents.figures import in_brackets, share, shown
from reporting.documents.nouns import CASE, CHILD, FAMILY, PERSON
from reporting.documents.plan import ChapterPlan, Section

AGES = ("0_6", "7_15", "16_17", "unknown")
MANY_CHILDREN = ("3", "4", "5", "6", "7_plus")


def support(figures):
    families, children, placed, disabled, adults = (
        figures.now("support", row)
        for row in ("families", "children", "children_placed", "children_disabled", "adults")
    )
    homes = "W domu tej rodziny" if families == 1 else "W domach tych rodzin"
    return [
        f"{figures.opening} wsparciem asystenta rodziny objęto {FAMILY.object(families)}"
        f"{figures.change('support', 'families', FAMILY)}.",
        f"{homes} wychowywało się {CHILD.subject(children)}{figures.change('support', 'children', CHILD)}."
        if children
        else f"{homes} nie wychowywały się dzieci.",
        f"Poza domem przebywało {CHILD.subject(placed)} z {'tej rodziny' if families == 1 else 'tych rodzin'}."
        if placed
        else "",
        f"Wśród dzieci w domu było {CHILD.subject(disabled)} z niepełnosprawnością"
        f"{in_brackets(share(disabled, children, CHILD))}."
        if disabled
        else "",
        f"Dorosłych członków rodzin było {number(adults)}." if adults else "",
    ]


def support_chart(figures):
    title = "Rodziny objęte wsparciem i dzieci w ich domach"
    return year_by_year(figures, "support", title, rows=("families", "children"), form="line")


def flow(figures):
    start, opened, closed, end = (
        figures.now("flow", row) for row in ("open_at_start", "opened", "closed", "open_at_end")
    )
    return [
        f"{figures.at_start} {plural(start, 'trwało', 'trwały', 'trwało')} {CASE.subject(start)}."
        if start
        else f"{figures.at_start} nie trwało żadne objęcie wsparciem.",
        f"{figures.within} rozpoczęto {CASE.object(opened)}{figures.change('flow', 'opened')}."
        if opened
        else f"{figures.within} nie rozpoczęto żadnego.",
        f"Zakończono {CASE.object(closed)}{figures.change('flow', 'closed')}." if closed else "Nie zakończono żadnego.",
        f"{capfirst(figures.at_end)} {plural(end, 'trwało', 'trwały', 'trwało')} {CASE.subject(end)}."
        if end
        else f"{capfirst(figures.at_end)} nie trwało żadne objęcie wsparciem.",
    ]


def family_kind(figures):
    total = figures.now("family_kind", "total.families")
    reasons = (
        ("difficulties", "rodziny przeżywające trudności opiekuńczo-wychowawcze"),
        ("in_care", "rodziny, których dziecko przebywało w pieczy zastępczej"),
        ("za_zyciem", "rodziny wspierane wyłącznie na podstawie ustawy „Za życiem”"),
    )
    parts = [
        f"{words} – {number(families)} ({percent(families, total)})"
        for code, words in reasons
        if (families := figures.now("family_kind", f"{code}.families"))
    ]
    counted = f"Każdą {z_or_ze(total)} {FAMILY.of(total)} policzono raz" if total > 1 else "Rodzinę policzono raz"
    return [f"{counted}, według powodu wsparcia: {'; '.join(parts)}."]


def family_kind_chart(figures):
    rows = ("difficulties.families", "in_care.families", "za_zyciem.families")
    return year_by_year(figures, "family_kind", "Rodziny według powodu wsparcia", rows=rows, form="share")


def structure(figures):
    ranked = figures.ranked("structure", keep=lambda row: row.key != "unknown")
    base = figures.now("support", "families")
    alone = figures.now("structure", "single_mother") + figures.now("structure", "single_father")
    return [
        f"Najczęstsza struktura rodziny: {ranked[0][0].label} ({share(ranked[0][1], base, FAMILY)})." if ranked else "",
        f"Dzieci {plural(alone, 'wychowywała samotnie', 'wychowywały samotnie', 'wychowywało samotnie')} "
        f"{PERSON.subject(alone)}: tyle było rodzin niepełnych."
        if alone
        else "",
    ]


def children_per_family(figures):
    many = sum(figures.now("children_per_family", row) for row in MANY_CHILDREN)
    none = figures.now("children_per_family", "0")
    base = figures.now("support", "families")
    return [
        f"Troje i więcej dzieci w domu {plural(many, 'wychowywała', 'wychowywały', 'wychowywało')} "
        f"{FAMILY.subject(many)} ({share(many, base, FAMILY)})."
        if many
        else "Żadna rodzina nie wychowywała w domu trojga ani większej liczby dzieci.",
        f"Dzieci w domu nie {plural(none, 'miała', 'miały', 'miało')} {FAMILY.subject(none)}." if none else "",
    ]


def children_per_family_chart(figures):
    rows = ("0", "1", "2", "3", "4", "5", "6", "7_plus")
    return bars(figures, "children_per_family", "Rodziny według liczby dzieci w domu", rows=rows)


def child_age(figures):
    ranked = figures.ranked("child_age", keep=lambda row: row.key != "unknown")
    children, unknown = figures.now("support", "children"), figures.now("child_age", "unknown")
    return [
        f"Najliczniejszą grupę stanowiły dzieci w wieku {ranked[0][0].label}: {number(ranked[0][1])} "
        f"({share(ranked[0][1], children, CHILD)})."
        if ranked
        else "",
        f"Nie ustalono daty urodzenia {CHILD.of(unknown)}." if unknown else "",
    ]


def child_age_chart(figures):
    return year_by_year(figures, "child_age", "Dzieci według wieku", rows=AGES, form="share")


def carers(table, what):
    """Return a function of sentences about one trait of the main carers: the most common value and the unknown ones."""

    def sentences(figures):
        base = sum(shown(row.values[-1]) for row in figures.tables[table].rows if not row.is_total)
        ranked = figures.ranked(table, keep=lambda row: row.key != "unknown")
        unknown = figures.now(table, "unknown")
        return [
            f"{what}: najczęściej {ranked[0][0].label} – {PERSON.subject(ranked[0][1])} "
            f"({share(ranked[0][1], base, PERSON)})."
            if ranked
            else "",
            f"Nie ustalono tego w przypadku {PERSON.of(unknown)}." if unknown else "",
        ]

    return sentences


def carer_age(figures):
    minors = figures.now("carer_age", "under_18")
    under_18 = plural(minors, "nie miała", "nie miały", "nie miało")
    return [
        *carers("carer_age", "Wiek głównego opiekuna")(figures),
        f"{PERSON.subject(minors)} spośród głównych opiekunów {under_18} 18 lat." if minors else "",
    ]


PLAN = ChapterPlan(
    key="families",
    title="Rodziny i dzieci objęte wsparciem",
    absent="rodzin objętych wsparciem",
    sections=(
        Section("support", "Rodziny, dzieci i dorośli", "rodzin objętych wsparciem", support, support_chart),
        Section("flow", "Rozpoczęcie i zakończenie wsparcia", "objęć wsparciem", flow),
        Section("family_kind", "Powód wsparcia", "rodzin objętych wsparciem", family_kind, family_kind_chart),
        Section("structure", "Struktura rodzin", "rodzin objętych wsparciem", structure),
        Section(
            "children_per_family",
            "Liczba dzieci w rodzinie",
            "rodzin objętych wsparciem",
            children_per_family,
            children_per_family_chart,
        ),
        Section("child_age", "Wiek dzieci", "dzieci w domach rodzin objętych wsparciem", child_age, child_age_chart),
        Section(
            "carer_marital_status",
            "Stan cywilny głównych opiekunów",
            "głównych opiekunów dzieci",
            carers("carer_marital_status", "Stan cywilny głównego opiekuna"),
        ),
        Section(
            "carer_age",
            "Wiek głównych opiekunów",
            "głównych opiekunów dzieci",
            carer_age,
        ),
        Section(
            "carer_education",
            "Wykształcenie głównych opiekunów",
            "głównych opiekunów dzieci",
            carers("carer_education", "Wykształcenie głównego opiekuna"),
        ),
        Section(
            "carer_income_source",
            "Źródło dochodu głównych opiekunów",
            "głównych opiekunów dzieci",
            carers("carer_income_source", "Źródło dochodu głównego opiekuna"),
        ),
    ),
)
