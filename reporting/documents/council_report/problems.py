"""Problems of the families and the health of adults."""

from reporting.documents.charts import bars
from reporting.documents.facts import listed, share
from reporting.documents.nouns import FAMILY, PERSON
from reporting.documents.plan import ChapterPlan, Section


def problems(facts):
    ranked = facts.ranked("problems")
    most, value = ranked[0]
    return [
        f"Najczęściej rozpoznawane problemy: {listed(ranked[:3], FAMILY)}.",
        f"Pierwszy z nich dotyczył {FAMILY.of(value)}{facts.change('problems', most.key, FAMILY)}; "
        f"to {share(value, facts.now('support', 'families'), FAMILY)} objętych wsparciem.",
        "Rodzina może mieć kilka problemów naraz, dlatego liczby w tabeli nie sumują się do liczby rodzin.",
    ]


def problems_chart(facts):
    return bars(facts, "problems", "Najczęstsze problemy rodzin")


def conditions(facts):
    ranked = facts.ranked("conditions")
    return [
        f"Najczęstsze u dorosłych członków rodzin: {listed(ranked[:3], PERSON)}.",
        "Jedna osoba może być policzona w kilku wierszach.",
    ]


PLAN = ChapterPlan(
    key="problems",
    title="Problemy rodzin",
    absent="rozpoznanych problemów rodzin",
    sections=(
        Section("problems", "Rozpoznane problemy", "rozpoznanych problemów rodzin", problems, problems_chart),
        Section("conditions", "Zdrowie i uzależnienia dorosłych", "chorób ani uzależnień wśród dorosłych", conditions),
    ),
)
