"""Polish phrases for what a plan says besides its goals: short, plain, without blame."""

# {problem: the area of life that its goal is about}
AREA_OF = {
    "parenting_skills": "parenting",
    "care_helplessness": "parenting",
    "poverty": "income",
    "debts": "income",
    "unemployment": "income",
    "alcohol": "addictions",
    "housing": "housing",
    "child_functioning": "development",
    "health_neglect": "health",
    "life_helplessness": "law",
    "family_relations": "relations",
    "violence": "violence",
    "mental_wellbeing": "health",
    "low_education": "income",
}
AREAS_OF_ZA_ZYCIEM = ("health", "parenting", "relations")
CONSULTED = ("pracownik socjalny rejonu", "pracownik socjalny i pedagog szkolny", "pracownik socjalny, telefonicznie")
COORDINATED = (
    "Koordynator: wspólny termin odwiedzin dziecka i rozmowy z rodzicami.",
    "Koordynator: cele zgodne z planem pomocy dziecku, powrót dziecka po zakończonej terapii.",
)
MEASURES = (
    "Wspólna rozmowa raz w miesiącu: co się udało.",
    "Zeszyt, który prowadzi rodzina.",
    "Informacja ze szkoły albo z poradni.",
    "Dokument, który rodzina pokaże na wizycie.",
    "",
)
REFUSALS = (
    "Rodzic chce najpierw porozmawiać z pracownikiem socjalnym.",
    "Rodzic nie zgadza się z jednym z celów; wrócimy do rozmowy na następnej wizycie.",
)
