"""Problems of the families and the health of adults."""

from reporting.documents.charts import bars
from reporting.documents.figures import listed, share
from reporting.documents.nouns import FAMILY, PERSON
from reporting.documents.plan import ChapterPlan, Section


def problems(figures):
    ranked = figures.ranked("problems")
    most, value = ranked[0]
    one = len(ranked) == 1
    return [
        f"{'Rozpoznany problem' if one else 'Najczęściej rozpoznawane problemy'}: {listed(ranked[:3], FAMILY)}.",
        f"{'Problem ten' if one else 'Pierwszy z nich'} dotyczył {FAMILY.of(value)}"
        f"{figures.change('problems', most.key, FAMILY)}; "
        f"to {share(value, figures.now('support', 'families'), FAMILY)} objętych wsparciem.",
        "Rodzina może mieć kilka problemów naraz, dlatego liczby w tabeli nie sumują się do liczby rodzin.",
    ]


def problems_chart(figures):
    return bars(figures, "problems", "Najczęstsze problemy rodzin")


def conditions(figures):
    ranked = figures.ranked("conditions")
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
