"""The files and columns that the first registers did not have, and an update that refers to them."""

import pytest

from reporting.exchange import export_register
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from tests.register.folder import contents
from tests.register.updates import changes, numbers, refusal, update

pytestmark = pytest.mark.django_db

# file, rows of an update, what it says (None: new records), the row of the export before and after
CHANGED = [
    (
        "persons",
        "id,phone,email\nO1,+48 600-100-201,ewa@zrebice.example\n",
        "numer O1: Telefon: 600 100 200 → 600 100 201",
        ",600 100 200,ewa",
        ",600 100 201,ewa",
    ),
    (
        "contacts",
        "family,person,role,name,phone,start\nR1,O2,teacher,Jan Bąk,,2020-02-01\n",
        "rodzina R1, osoba O2, kto to jest nauczyciel lub pedagog, od 01.02.2020: Telefon: 600 100 200 → –",
        "600 100 200,,",
        ",,",
    ),
    (
        "assessment_scores",
        "case,held_on,area,step,sentence\nS1,2020-08-01,income,5,Praca\n",
        "objęcie wsparciem S1, data oceny 01.08.2020, obszar dochody i zadłużenie: Zdanie: – → Praca",
        "income,5,\n",
        "income,5,Praca\n",
    ),
    (
        "assessment_scores",
        "case,held_on,area,step,sentence\nS1,2021-03-30,law,1,Pisma\n",
        None,
        "S1,2020-08-01,income,5,\n",
        "S1,2020-08-01,income,5,\nS1,2021-03-30,law,1,Pisma\n",
    ),
    (
        "assistants",
        "id,employer\nA1,Fundacja\n",
        "numer A1: Kto zatrudnia: – → Fundacja",
        ",15,,zak",
        ",15,Fundacja,zak",
    ),
    (
        "cases",
        "id,closing_words\nS1,wszystko się udało\n",
        "numer S1: Powód zakończenia słowami: – → wszystko się udało",
        "goals_achieved,\n",
        "goals_achieved,wszystko się udało\n",
    ),
    (
        "supporting_families",
        "id,phone\nZ1,600 100 201\n",
        "numer Z1: Telefon: 600 100 200 → 600 100 201",
        "600 100 200",
        "600 100 201",
    ),
    (
        "family_support",
        "family,supporter,start,end\nR1,Z1,2020-02-01,2020-05-01\n",
        "rodzina R1, rodzina wspierająca Z1, od 01.02.2020: Do: 01.06.2020 → 01.05.2020",
        "2020-06-01",
        "2020-05-01",
    ),
    (
        "family_support",
        "family,supporter,start,end\nR10,,2021-03-01,2021-03-15\n",
        "rodzina R10, rodzina wspierająca –, od 01.03.2021: Do: 01.04.2021 → 15.03.2021",
        "2021-04-01",
        "2021-03-15",
    ),
    (
        "support_refunds",
        "supporter,month,amount\nZ1,2020-02,100\n",
        "rodzina wspierająca Z1, miesiąc 02.2020: Zwrot kosztów (zł): 120,50 → 100,00",
        "120.50",
        "100.00",
    ),
    (
        "day_care_centres",
        "id,address\nD2,Rynek 2\n",
        "numer D2: Adres: – → Rynek 2",
        "Podwórko,,outreach",
        "Podwórko,Rynek 2,outreach",
    ),
    (
        "day_care_stays",
        "person,day_care,start,basis\nO2,D1,2020-02-01,referral\n",
        "osoba O2, placówka D1, od 01.02.2020: Podstawa: z orzeczenia sądu → ze skierowania ośrodka",
        "O2,D1,court,",
        "O2,D1,referral,",
    ),
    (
        "day_care_places",
        "day_care,start,places\nD1,2021-09-01,25\n",
        "placówka D1, od 01.09.2021: Miejsca: 20 → 25",
        "2021-09-01,20,",
        "2021-09-01,25,",
    ),
    (
        "day_care_outsiders",
        "day_care,month,children\nD1,2020-03,5\n",
        "placówka D1, miesiąc 03.2020: Dzieci: 0 → 5",
        "2020-03,0\n",
        "2020-03,5\n",
    ),
    (
        "day_care_costs",
        "day_care,month,means,amount\nD1,2020-02,other,9\n",
        "placówka D1, miesiąc 02.2020, środki inne środki: Koszt (zł): 0,00 → 9,00",
        "other,0.00",
        "other,9.00",
    ),
    (
        "care_charges",
        "person,month,upkeep\nO4,2020-02,1082.10\n",
        "osoba O4, miesiąc 02.2020: W tym utrzymanie (zł): – → 1\xa0082,10",
        "1082.10,,,",
        "1082.10,1082.10,,",
    ),
    (
        "stay_starts",
        "person,in_care_on,counted_from\nO4,2020-02-01,2020-01-02\n",
        "osoba O4, dzień pobytu, o który chodzi 01.02.2020: Pobyt liczony od: 31.12.2019 → 02.01.2020",
        "2019-12-31",
        "2020-01-02",
    ),
    ("workshop_participants", "workshop,person\nT2,O2\n", None, "T2,O1\n", "T2,O1\nT2,O2\n"),
    (
        "workshop_days",
        "workshop,date,outsiders\nT1,2020-04-04,5\n",
        "zajęcia T1, dzień 04.04.2020: Osoby z zewnątrz: 4 → 5",
        "T1,2020-04-04,4,",
        "T1,2020-04-04,5,",
    ),
    (
        "workshop_days",
        "workshop,date,hours\nT1,2020-04-04,\n",
        "zajęcia T1, dzień 04.04.2020: Godziny pracy każdej osoby prowadzącej: 1,50 → –",
        "4,1.50",
        "4,",
    ),
    ("workshop_leaders", "workshop,date,assistant\nT1,2020-04-11,A1\n", None, "A2\n", "A2\nT1,2020-04-11,A1\n"),
    ("training_plan", "id,hours\nN2,3\n", "numer N2: Godziny dla każdej osoby: – → 3,00", "n,,,,\n", "n,,,3.00,\n"),
    (
        "trainings",
        "assistant,title,date,certificate,certificate_number\nA1,Superwizja,2020-11-11,1,5/20\n",
        "asystent A1, dzień 11.11.2020: Zaświadczenie: nie → tak; Numer zaświadczenia: – → 5/20",
        ",0,,\n",
        ",1,5/20,\n",
    ),
    (
        "trainings",
        "assistant,title,date,planned\nA1,Superwizja,2020-11-11,N1\n",
        "asystent A1, dzień 11.11.2020: Z planu: – → N1",
        ",0,,\n",
        ",0,,N1\n",
    ),
    (
        "figure_headings",
        "group,kind,key,retired\nbudget,series,salaries,0\n",
        "grupa budget, rodzaj pozycja, klucz salaries: Już nie zbierana: tak → nie",
        "PLN,3,1",
        "PLN,3,0",
    ),
]


@pytest.mark.parametrize(("file", "rows", "said", "before", "after"), CHANGED)
def test_a_cell_changes_and_nothing_else(part, there, tmp_path, file, rows, said, before, after):
    part.write(file, rows)
    row = f"{file}.csv:2: {said}"
    if said is None:
        assert numbers(update(part, dry_run=True)) == {f"{file}.csv": (1, 0, 0)}
    else:
        assert changes(update(part, dry_run=True)) == [row]
    update(part)
    export_register(tmp_path / "out")
    there.change(file, before, after)
    assert contents(tmp_path / "out") == contents(there.folder)
    assert numbers(update(part)) == {f"{file}.csv": (0, 0, 1)}


WRONG = [
    (
        "cases",
        "id,closing_words\nS2,wyjazd\n",
        ["cases.csv:2: closing_words: powód zakończenia podano bez daty zakończenia (closed_on)"],
    ),
    (
        "stay_starts",
        "person,in_care_on,counted_from,reason\nO4,2019-02-01,2019-01-01,x\nO4,2020-02-01,2020-02-05,x\n",
        [
            "stay_starts.csv:2: in_care_on: tego dnia ta osoba nie była w pieczy zastępczej (placements.csv)",
            "stay_starts.csv:3: in_care_on: data 2020-02-01 jest wcześniejsza niż 2020-02-05 w kolumnie counted_from",
        ],
    ),
    (
        "placements",
        "person,form,start,end\nO4,youth_educational_centre,2020-01-15,2020-03-01\n",
        [
            "care_charges.csv: month: zapis w bazie (person O4, month 01.2020): "
            "w tym miesiącu ta osoba nie była w pieczy zastępczej (placements.csv)",
            "care_charges.csv: month: zapis w bazie (person O4, month 02.2020): "
            "w tym miesiącu ta osoba nie była w pieczy zastępczej (placements.csv)",
            "stay_starts.csv: in_care_on: zapis w bazie (person O4, in_care_on 01.02.2020): "
            "tego dnia ta osoba nie była w pieczy zastępczej (placements.csv)",
        ],
    ),
    (
        "care_charges",
        "person,month,upkeep\nO4,2020-02,1082.11\n",
        [
            "care_charges.csv:2: total_cost: Składniki dają razem 1\xa0082,11\xa0zł, a koszt za miesiąc to "
            "1\xa0082,10\xa0zł. Popraw jedno albo drugie."
        ],
    ),
    (
        "support_refunds",
        "supporter,month,amount\nZ1,2020-02,-1\nZ1,2020-05,2\nZ1,2020-05,3\n",
        [
            "support_refunds.csv:2: amount: liczba -1 jest za mała, najmniej może być 0",
            "support_refunds.csv:4: month: zwrot za ten miesiąc już wpisano",
        ],
    ),
    (
        "family_support",
        "family,supporter,start,end\nR1,Z9,2020-02-01,\nR1,Z1,2020-02-01,2020-01-01\n",
        [
            "family_support.csv:2: supporter: id „Z9” nie ma w bazie ani w supporting_families.csv",
            "family_support.csv:3: end: data 2020-01-01 jest wcześniejsza niż 2020-02-01 w kolumnie start",
        ],
    ),
    (
        "day_care_costs",
        "day_care,month,means,amount\nD1,2020-02,own,-1\nD1,2020-05,own,2\nD1,2020-05,own,3\nD1,2020-05,else,3\n",
        [
            "day_care_costs.csv:2: amount: liczba -1 jest za mała, najmniej może być 0",
            "day_care_costs.csv:4: month: koszt z tych środków za ten miesiąc już wpisano",
            "day_care_costs.csv:5: means: nieznany kod „else”; możliwe: own, other",
        ],
    ),
    (
        "day_care_outsiders",
        "day_care,month,children\nD1,2020-05,10000\nD9,2020-05,1\n",
        [
            "day_care_outsiders.csv:2: children: „10000” to nie liczba całkowita od 0 do 9999",
            "day_care_outsiders.csv:3: day_care: id „D9” nie ma w bazie ani w day_care_centres.csv",
        ],
    ),
    (
        "workshop_days",
        "workshop,date,outsiders,hours\nT1,2020-04-04,-5,0\nT9,x,5,\n",
        [
            "workshop_days.csv:2: outsiders: „-5” to nie liczba całkowita od 0 do 9999",
            "workshop_days.csv:2: hours: liczba 0 nie mieści się między 0.01 a 24",
            "workshop_days.csv:3: workshop: id „T9” nie ma w bazie ani w workshops.csv",
            "workshop_days.csv:3: date: „x” to nie data; datę zapisuje się jako RRRR-MM-DD, np. 2024-05-31",
        ],
    ),
    (
        "workshop_leaders",
        "workshop,date,assistant\nT1,2010-04-11,A1\nT1,2020-04-11,A1\nT1,2020-04-11,A1\n",
        [
            "workshop_leaders.csv:2: date: tego dnia ta osoba nie pracowała (od 2015-03-01)",
            "workshop_leaders.csv:4: assistant: tę osobę wpisano już jako prowadzącą tego dnia",
        ],
    ),
    (
        "workshop_participants",
        "workshop,person\nT2,O2\nT2,O2\nT2,\n",
        [
            "workshop_participants.csv:3: person: tę osobę wpisano już na listę tych zajęć",
            "workshop_participants.csv:4: person: brak wartości",
        ],
    ),
    (
        "training_plan",
        "id,year\nN1,2021\n",
        [
            "trainings.csv: planned: zapis w bazie (assistant A1, date 10.10.2020): To jest w planie na 2021\xa0r., "
            "a dzień jest z\xa02020\xa0r. Wybierz pozycję z planu na 2020\xa0r."
        ],
    ),
    (
        "trainings",
        "assistant,title,date,certificate_number\nA1,Superwizja,2020-11-11,5/20\n",
        ["trainings.csv:2: certificate_number: numer podano, a zaświadczenia nie ma (certificate: 0)"],
    ),
    (
        "figure_headings",
        "group,kind,key,label\nbudget,group,x,Płace\nbudget,row,x,Płace\n",
        [
            "figure_headings.csv:2: key: kluczem grupy jest ona sama: „budget”",
            "figure_headings.csv:3: kind: nieznany kod „row”; możliwe: group, series, column",
        ],
    ),
]


@pytest.mark.parametrize(("file", "rows", "said"), WRONG)
def test_a_wrong_row_is_told(part, file, rows, said):
    part.write(file, rows)
    assert [each.replace("\xa0", " ") for each in refusal(part)] == [each.replace("\xa0", " ") for each in said]


def test_a_contract_that_is_shortened_is_told_of_what_hangs_on_it(part):
    part.write("supporting_families", "id,end\nZ2,2024-01-01\n")
    with pytest.raises(RemarksNotAccepted) as refused:
        update(part)
    (remark,) = map(str, refused.value.remarks)
    assert remark.startswith("family_support.csv: end: zapis w bazie (family R1, supporter Z2, start 01.02.2021): ")


def test_a_day_care_centre_that_closes_earlier_is_told_of_what_hangs_on_it(part):
    part.write("day_care_centres", "id,end\nD1,2020-02-29\n")
    with pytest.raises(RemarksNotAccepted) as refused:
        update(part)
    assert [str(remark).split(": zapis")[0] for remark in refused.value.remarks] == [
        "day_care_stays.csv: end",
        "day_care_places.csv: start",
        "day_care_outsiders.csv: month",
    ]


def test_a_row_whose_key_cannot_be_read_is_not_called_new(part):
    part.write("persons", "id,sex\n,F\n")
    part.write("trainings", "assistant,title,date,organiser\nA1,Superwizja,zły,Ktoś\n")
    assert refusal(part) == [
        "persons.csv:2: id: brak wartości",
        "trainings.csv:2: date: „zły” to nie data; datę zapisuje się jako RRRR-MM-DD, np. 2024-05-31",
    ]


def test_there_is_one_centre(part):
    part.write("centre", "name,council\nA,B\nC,D\n")
    assert refusal(part) == [
        f"centre.csv:{line}: plik może mieć tylko jeden wiersz z danymi ośrodka" for line in (2, 3)
    ]


def test_rows_about_the_same_record_name_one_another(part):
    part.write("posts", "assistant,funding,fraction,start\n" + "A1,own,0.25,2015-03-01\n" * 3)
    key = "o tym samym zapisie (assistant, funding, start) mówi też wiersz"
    assert refusal(part) == [f"posts.csv:2: {key} 3", f"posts.csv:3: {key} 2", f"posts.csv:4: {key} 2"]


def test_twenty_thousand_rows_about_one_record_are_told_soon(part):
    """Their number decides how long it takes, not its square, with which this would be minutes."""
    rows = "".join(f"A1,own,0.{n % 89 + 10},2015-03-01,\n" for n in range(20_000))
    part.write("posts", "assistant,funding,fraction,start,end\n" + rows)
    with pytest.raises(RegisterErrors) as refused:
        update(part)
    assert len(refused.value) == 20_000
