"""Polish phrases for goals of plans and summaries of visits: short, plain, without blame."""

# problem: goal, actions, expected effects
GOALS = {
    "parenting_skills": (
        "Wzrost kompetencji wychowawczych",
        ("Warsztaty dla rodziców", "Ćwiczenia w domu z asystentem", "Wspólne ustalenie domowych zasad"),
        ("Rodzice stosują ustalone zasady na co dzień", "Spokojniejsze popołudnia i wieczory w domu"),
    ),
    "care_helplessness": (
        "Utrwalenie codziennej opieki nad dziećmi",
        ("Wspólne ułożenie planu dnia", "Modelowanie opieki podczas wizyt", "Konsultacje z pedagogiem"),
        ("Dzieci mają stały rytm dnia", "Rodzic samodzielnie organizuje dzień dzieci"),
    ),
    "poverty": (
        "Racjonalne gospodarowanie budżetem domowym",
        ("Prowadzenie zeszytu wydatków", "Planowanie zakupów na tydzień", "Złożenie wniosków o świadczenia"),
        ("Pieniędzy wystarcza na podstawowe potrzeby do końca miesiąca",),
    ),
    "debts": (
        "Spłata zadłużenia",
        ("Ugoda z wierzycielem", "Zestawienie wszystkich zobowiązań", "Porada prawna w sprawie zajęcia komorniczego"),
        ("Raty ugody są płacone w terminie", "Zadłużenie mieszkania przestaje rosnąć"),
    ),
    "unemployment": (
        "Podjęcie zatrudnienia",
        ("Kontakt z doradcą zawodowym", "Rejestracja w urzędzie pracy", "Przygotowanie życiorysu"),
        ("Rodzic ma stałe źródło dochodu", "Rodzic odbył co najmniej dwie rozmowy o pracę"),
    ),
    "alcohol": (
        "Utrzymanie abstynencji",
        ("Udział w terapii", "Udział w spotkaniach grupy wsparcia", "Ustalenie planu na trudne dni"),
        ("Rodzic kończy podstawowy program terapii", "Opieka nad dziećmi jest zawsze zapewniona"),
    ),
    "housing": (
        "Poprawa warunków mieszkaniowych",
        ("Złożenie wniosku o remont", "Wniosek o dodatek mieszkaniowy", "Wspólne urządzenie miejsca do nauki"),
        ("Każde dziecko ma miejsce do spania i nauki", "Mieszkanie jest bezpieczne dla małych dzieci"),
    ),
    "child_functioning": (
        "Poprawa sytuacji szkolnej dzieci",
        ("Kontakt z pedagogiem", "Diagnoza w poradni psychologiczno-pedagogicznej", "Codzienny przegląd lekcji"),
        ("Dzieci regularnie chodzą do szkoły", "Rodzic jest w stałym kontakcie z wychowawcą"),
    ),
    "health_neglect": (
        "Systematyczne leczenie dziecka",
        ("Kalendarz wizyt lekarskich", "Uzupełnienie szczepień", "Wspólna wizyta u specjalisty"),
        ("Zalecenia lekarza są wykonywane", "Rodzic sam umawia wizyty kontrolne"),
    ),
    "life_helplessness": (
        "Samodzielność w sprawach urzędowych",
        ("Wspólne wizyty w urzędach", "Założenie teczki na dokumenty", "Ćwiczenie rozmów telefonicznych"),
        ("Rodzic sam składa wnioski i pilnuje terminów", "Rodzina radzi sobie bez stałej pomocy"),
    ),
    "family_relations": (
        "Poprawa relacji w rodzinie",
        ("Mediacje rodzinne", "Ustalenie zasad rozmowy bez krzyku", "Wspólny czas raz w tygodniu"),
        ("Dorośli rozmawiają o sporach bez udziału dzieci", "Trwała zmiana w codziennym życiu rodziny"),
    ),
    "violence": (
        "Bezpieczeństwo w rodzinie",
        ("Plan bezpieczeństwa", "Kontakt z ośrodkiem interwencji kryzysowej", "Udział w pracach grupy diagnostycznej"),
        ("Domownicy wiedzą, gdzie szukać pomocy", "W domu nie dochodzi do przemocy"),
    ),
    "mental_wellbeing": (
        "Poprawa samopoczucia psychicznego",
        ("Konsultacja psychiatryczna", "Udział w psychoterapii", "Regularny odpoczynek rodzica"),
        ("Rodzic korzysta z leczenia i zna swoje sygnały ostrzegawcze",),
    ),
    "low_education": (
        "Podniesienie kwalifikacji",
        ("Zapisanie na kurs zawodowy", "Rozmowa o szkole dla dorosłych"),
        ("Rodzic ukończył kurs i ma zaświadczenie",),
    ),
}
GOALS_OF_ANYBODY = ("parenting_skills", "care_helplessness", "life_helplessness", "health_neglect")
GOALS_OF_ZA_ZYCIEM = (
    (
        "Przygotowanie do narodzin dziecka",
        ("Kalendarz badań i wizyt", "Skompletowanie wyprawki", "Rozmowa z położną środowiskową"),
        ("Matka korzysta z opieki w ciąży i po porodzie", "Dom jest gotowy na przyjęcie dziecka"),
    ),
    (
        "Dostęp do leczenia i rehabilitacji",
        ("Wniosek o orzeczenie o niepełnosprawności", "Umówienie rehabilitacji", "Wizyta w poradni specjalistycznej"),
        ("Dziecko jest objęte leczeniem i rehabilitacją", "Rodzina zna przysługujące jej uprawnienia"),
    ),
    (
        "Wsparcie psychologiczne rodziców",
        ("Kontakt z psychologiem", "Grupa wsparcia dla rodziców", "Opieka wytchnieniowa"),
        ("Rodzice mają czas na odpoczynek i wiedzą, do kogo się zwrócić",),
    ),
)
RESPONSIBLE = ("rodzic", "rodzic i asystent rodziny", "asystent rodziny", "rodzice")

TOPICS = (
    "Rozmowa o sytuacji szkolnej dzieci.",
    "Przegląd budżetu domowego i planu zakupów.",
    "Omówiono plan dnia i obowiązki domowe.",
    "Pomoc w wypełnieniu wniosku o świadczenie.",
    "Rozmowa o zdrowiu dzieci i kalendarzu wizyt lekarskich.",
    "Wspólne przygotowanie posiłku z dziećmi.",
    "Ćwiczenie spokojnego stawiania granic.",
    "Rozmowa o samopoczuciu rodzica i o tym, co daje mu siłę.",
    "Wspólna zabawa z najmłodszym dzieckiem, rozmowa o jego rozwoju.",
    "Przegląd pism i terminów, uporządkowanie dokumentów.",
    "Rozmowa o relacjach w domu, wysłuchano każdej ze stron.",
    "Omówiono postępy w realizacji planu pracy.",
    "Rozmowa o szukaniu pracy, poprawiono życiorys.",
    "Omówiono zasady korzystania z telefonu i telewizji.",
    "Ustalono, kto pomoże w opiece nad dziećmi w czasie terapii.",
    "Rozmowa o bezpieczeństwie małego dziecka w domu.",
    "Przećwiczono rozmowę z wychowawcą.",
    "Rozmowa o spłacie zadłużenia i kolejnej racie.",
    "Pomoc w urządzeniu kącika do nauki.",
    "Rodzic opowiedział o udanym tygodniu, omówiono, co pomogło.",
)
AGREEMENTS = (
    "",
    "Ustalono kolejny termin.",
    "Rodzic umówi wizytę u lekarza.",
    "Rodzic skontaktuje się ze szkołą.",
    "Umówiono wspólną wizytę w urzędzie.",
    "Rodzina spróbuje tego do następnej wizyty.",
    "Asystent przygotuje potrzebne druki.",
    "Rodzic spisze wydatki z dwóch tygodni.",
    "Wrócimy do tego na następnym spotkaniu.",
    "Dzieci pokażą zeszyty na następnej wizycie.",
)
SUMMARIES = {
    "phone_contact": (
        "Potwierdzenie terminu wizyty.",
        "Krótka rozmowa o bieżących sprawach.",
        "Rodzic poprosił o radę w sprawie pisma z urzędu.",
        "Rodzic powiadomił o chorobie dziecka, przełożono wizytę.",
        "Przypomnienie o terminie w poradni.",
        "Rodzic podzielił się dobrą wiadomością ze szkoły.",
    ),
    "consultation": (
        "Wymiana informacji o sytuacji dzieci.",
        "Uzgodniono wspólne działania.",
        "Ustalono termin spotkania z rodziną.",
        "Omówiono możliwości wsparcia.",
        "Przekazano informacje za zgodą rodziny.",
    ),
    "accompaniment": (
        "Wsparcie w załatwieniu sprawy, rodzic mówił sam.",
        "Złożono wniosek, otrzymano potwierdzenie.",
        "Wspólna wizyta, zalecenia zapisano w kalendarzu.",
        "Ustalono plan spłaty.",
    ),
    "court_accompaniment": (
        "Towarzyszenie dziecku podczas wysłuchania.",
        "Wsparcie na rozprawie i rozmowa po niej.",
    ),
    "team_meeting": (
        "Omówiono sytuację rodziny i podział zadań.",
        "Spotkanie grupy diagnostyczno-pomocowej z udziałem rodzica.",
    ),
    "care_team": (
        "Omówiono sytuację dziecka i warunki jego powrotu do domu.",
        "Zespół zalecił częstsze spotkania dziecka z rodzicem.",
    ),
    "intervention": (
        "Interwencja po zgłoszeniu sąsiadów, dzieci są bezpieczne.",
        "Wezwano pomoc lekarską, opiekę przejęła babcia.",
    ),
    "attempted_visit": (
        "Nie zastano nikogo w domu, pozostawiono wiadomość.",
        "Wizyta nie odbyła się, rodzic przeprosił telefonicznie.",
        "Nie zastano nikogo, umówiono nowy termin.",
    ),
    "monitoring": (
        "Rodzina radzi sobie samodzielnie.",
        "Rozmowa o tym, co się udało utrzymać.",
        "Rodzic poprosił o radę, nie potrzebuje stałej pomocy.",
    ),
}
