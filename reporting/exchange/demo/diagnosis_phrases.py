"""Polish phrases for diagnoses: what is, resources, risks, what the family says, what a child says; without blame."""

AREAS = {
    "housing": (
        ("Dwa pokoje dla pięciu osób, mieszkanie zadbane.", "W mieszkaniu jest wilgoć, piec wymaga naprawy."),
        ("Dziadek pomaga w drobnych naprawach.", "Rodzina sama utrzymuje porządek i ogrzewanie."),
        ("Zimą dzieci śpią w niedogrzanym pokoju.", "Grozi wypowiedzenie najmu."),
        ("„Chcemy, żeby każde dziecko miało swoje łóżko.”", "„Najgorsza jest zima.”"),
        ("„Chciałbym mieć własne biurko.”",),
    ),
    "income": (
        ("Utrzymują się z jednej pensji i świadczeń.", "Pieniądze kończą się około dwudziestego dnia miesiąca."),
        ("Matka zapisuje wydatki i umie planować zakupy.", "Ojciec ma zawód i szuka stałej pracy."),
        ("Zaległości w czynszu rosną.", "Komornik zajął część wynagrodzenia."),
        ("„Chcemy spłacić dług i spać spokojnie.”", "„Nie wiemy, ile dokładnie jesteśmy winni.”"),
        ("„Mama mówi, że na wycieczkę może się uda.”",),
    ),
    "health": (
        ("Najmłodsze dziecko czeka na wizytę u specjalisty.", "Rodzic leczy się, leki bierze regularnie."),
        ("Przychodnia jest blisko, położna zna rodzinę.", "Rodzice pamiętają o szczepieniach."),
        ("Przerwane leczenie może pogorszyć stan dziecka.", "Rodzic bywa bardzo zmęczony."),
        ("„Boję się, że znowu przegapię termin.”", "„Czujemy się lepiej niż rok temu.”"),
        ("„Lubię panią doktor, bo wszystko tłumaczy.”",),
    ),
    "addictions": (
        ("Ojciec od trzech miesięcy nie pije i chodzi na terapię.", "Matka niepokoi się, ile pije jej partner."),
        ("Grupa wsparcia spotyka się co tydzień.", "Rodzina mówi o tym otwarcie."),
        ("Trudne są weekendy i spotkania ze znajomymi.", "Przy nawrocie nikt nie zajmie się dziećmi."),
        ("„Dzieci znów przyprowadzają kolegów.”", "„Nie chcę, żeby dzieci się bały.”"),
        ("„Teraz tata ma dla mnie czas.”",),
    ),
    "violence": (
        (
            "W domu zdarzały się krzyki i popychanie, od pół roku ich nie było.",
            "Dzieci są bezpieczne, rodzic to potwierdza.",
        ),
        ("Matka wie, dokąd zadzwonić i gdzie pójść z dziećmi.", "Sąsiadka zna sytuację i pomoże."),
        ("Napięcie rośnie, gdy brakuje pieniędzy.", "Dzieci bywają świadkami kłótni."),
        ("„Chcę, żeby w domu był spokój.”", "„Nauczyliśmy się wychodzić, zanim zaczniemy krzyczeć.”"),
        ("„Jak się kłócą, idę do babci.”",),
    ),
    "parenting": (
        ("Rodzice kochają dzieci, trudno im stawiać granice.", "Dzień nie ma stałych pór posiłków i snu."),
        ("Matka chętnie bawi się z dziećmi i czyta im.", "Babcia odbiera dzieci z przedszkola."),
        ("Starsze dziecko przejmuje obowiązki dorosłych.", "Rodzic zostaje z dziećmi sam i nie odpoczywa."),
        ("„Chcę umieć powiedzieć nie bez krzyku.”", "„Wieczory są najtrudniejsze.”"),
        ("„Lubię, jak czytamy razem.”",),
    ),
    "development": (
        ("Syn opuścił w semestrze dużo lekcji.", "Córka czyta dobrze, z matematyką ma kłopot."),
        ("Wychowawczyni jest życzliwa i odpowiada na wiadomości.", "Dziecko lubi sport i ma w nim sukcesy."),
        ("Grozi powtarzanie klasy.", "Bez badania w poradni szkoła nie może więcej pomóc."),
        ("„Nie umiem mu pomóc w lekcjach.”", "„Cieszymy się, że chodzi na świetlicę.”"),
        ("„W szkole mam jednego kolegę, to wystarczy.”",),
    ),
    "relations": (
        ("Rodzice rozmawiają ze sobą głównie przez dzieci.", "Rodzina ma niewielu znajomych w okolicy."),
        ("Siostra matki mieszka blisko i odwiedza rodzinę.", "Rodzice chcą rozmawiać i mówią o tym."),
        ("Dzieci są wciągane w spory dorosłych.", "W kryzysie rodzina zostaje sama."),
        ("„Brakuje nam czasu tylko dla siebie.”", "„Wszyscy się od nas odwrócili.”"),
        ("„Chcę, żeby tata przyjeżdżał częściej.”",),
    ),
    "law": (
        ("Toczy się sprawa o alimenty, brakuje dokumentów.", "Pisma z urzędów leżą nieotwarte."),
        ("Rodzic umie napisać prosty wniosek.", "Bezpłatna pomoc prawna przyjmuje w urzędzie we wtorki."),
        ("Minie termin odpowiedzi do sądu.", "Świadczenie zostanie wstrzymane."),
        ("„Boję się otwierać te listy.”", "„Chcemy umieć to załatwić sami.”"),
        ("„Mama mówi, że pani z sądu była miła.”",),
    ),
}
