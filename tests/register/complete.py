"""A small register with a value in each column of each file, spelled as the export spells it."""

from familycare.centre.models import DICTIONARIES
from reporting.exchange.columns import (
    AmountColumn,
    CodeColumn,
    DayColumn,
    FlagColumn,
    IntegerColumn,
    NumberColumn,
    ReferenceColumn,
    TermColumn,
    TextColumn,
    TimeColumn,
)
from reporting.exchange.files import FILES
from reporting.exchange.terms import BUILT_IN

WRITTEN_BY_HAND = {
    "centre": """\
name,short_name,municipality,authority,council,monitoring_months,visit_interval_working_days,plan_due_days,\
town,address,letters_signed_by,letters_signed_as,retention_years,absence_years,referral_decision_days
"Ośrodek ""Dom"", Źrebice",OPS Źrebice,Źrebice,Burmistrz,Rada Miejska w Źrebicach,6,15,21,\
Źrebice,"Rynek 1, 11-111 Źrebice",Anna Ćma,Dyrektor,12,2,10
""",
    "terms": """\
dictionary,code,label,group,position,retired
help.kind,dog_therapy,dogoterapia,,,
help.kind,pony_therapy,"hipoterapia, kuce",dog_therapy,,
outcome,debt_repaid,spłata całego zadłużenia,,,
post.funding,eu_razem,projekt UE „Razem”,eu_project,,
problem,gambling,hazard,,5,
problem,vagrancy,włóczęgostwo,,,2024-03-04
""",
    "law": """\
term,start,value,source
share_later_years,2021-01-01,45,"art. 191 ust. 9, Dz. U. 2020 poz. 1"
""",
    "accounts": """\
email,first_name,last_name,role,authorised_on,secrecy_on,last_day
kierownik@zrebice.example,Ewa,Lis,manager,2019-01-01,2019-01-02,
kos@zrebice.example,,Kos,social_worker,,,2024-12-31
zak@zrebice.example,Łucja,Żak,assistant,2015-03-01,2015-03-01,
""",
    "assistants": """\
id,first_name,last_name,employed_from,employed_to,contract,max_families,employer,account
A1,Łucja,Żak,2015-03-01,,employment,15,,zak@zrebice.example
A2,,Ćwik,2019-01-01,2023-12-31,service,2,"Fundacja ""Dom"", Źrebice",
""",
    "qualifications": """\
assistant,requirement,way,confirmed_on,proof,renew_on
A1,education,field,2015-02-01,"dyplom, UAM",
A1,no_conviction,,2015-02-02,zaświadczenie,2030-02-02
""",
    "absences": """\
assistant,kind,start,end
A1,leave,2020-07-01,2020-07-14
""",
    "posts": """\
assistant,funding,fraction,start,end
A1,eu_razem,0.50,2020-01-01,2021-12-31
A1,own,1.00,2015-03-01,
""",
    "supplement_caps": """\
since,amount,share,source
2020-01,1000.00,30,program na 2020 r.
""",
    "post_months": """\
assistant,funding,start,month,cost,supplement
A1,own,2015-03-01,2020-01,5600.00,800.00
A1,own,2015-03-01,2020-02,5600.50,
""",
    "families": """\
id,name,structure,district,registered_on,address,social_worker,restricted,anonymised_on
R1,Nowak,two_parent,Śródmieście,2020-01-10,"Lipowa 3, m. 4",kos@zrebice.example,0,
R10,Źrebięca,,,,,,0,
R2,"Kos
Bąk",single_mother,"Zawodzie ""Dolne"", las",2021-02-01,,,0,
R4,Rodzina zanonimizowana,,,,,,1,2024-02-03
""",
    "named_readers": """\
family,account
R4,kierownik@zrebice.example
""",
    "persons": """\
id,family,role,main_carer,first_name,last_name,sex,birth_date,pesel,marital_status,education,income_source,\
disability,joined_on,left_on,same_as,phone,email
O1,R1,parent,1,Ewa,Nowak,F,1990-05-14,90051412343,married,secondary,benefits,0,2019-01-01,2024-06-30,,\
600 100 200,ewa@zrebice.example
O2,R1,child,0,Jaś,Nowak,M,2012-03-04,,,,,1,,,,,
O3,R2,parent,1,,,,,,,,,0,,,O1,,
O4,R10,child,0,Ola,,F,2019-12-31,,,,,0,,,,+4930123456,
""",
    "court_orders": """\
id,family,kind,court,signature,issued_on,in_force_until,duties,report_every,first_report_on
P1,R1,assistant_obligation,"Sąd Rejonowy, III Wydział",III Nsm 1/20,2020-01-20,2021-01-20,Terapia,half_yearly,2021-06-20
P2,R2,curator_supervision,,,2021-05-05,,,,
""",
    "court_reports": """\
family,kind,requested_on,due_on,sent_on,court_order,channel,proof
R1,opinion,,,,,,
R1,periodic,2020-01-20,2020-07-20,2020-07-15,P1,post,nr nadania 17
""",
    "cases": """\
id,family,kind,basis,opened_on,closed_on,closing_reason,closing_words
S1,R1,difficulties,court_order,2020-02-01,2021-03-31,goals_achieved,
S2,R1,difficulties,consent,2021-03-31,,,
S3,R2,za_zyciem,application,2021-06-01,2022-05-31,other,wyjazd za granicę
""",
    "referrals": """\
id,family,source,referred_on,interview_on,consent_on,decided_on,decision,case,\
filed_by,is_urgent,reasons,no_consent_because,returned_on,returned_because,court_order,decided_by,\
case_mark,decision_reason
W1,R1,court,2020-01-10,2020-01-15,2020-01-16,2020-01-31,assigned,S1,\
kos@zrebice.example,1,"długi, spory",,2020-01-12,brak podpisu,P1,kierownik@zrebice.example,DAR.8210.17.2020,"sąd, II"
W2,R10,family,2022-02-02,,,,,,,0,,ojciec za granicą,,,,,,
""",
    "assignments": """\
case,assistant,start,end
S1,A1,2020-02-01,2020-12-31
S1,A2,2021-01-01,2021-03-31
S2,A1,2021-03-31,
S3,A1,2021-06-01,2022-05-31
""",
    "substitutions": """\
case,assigned_on,substitute,start,end,over_limit_reason
S1,2020-02-01,A2,2020-07-01,2020-07-14,"nikt inny, lipiec"
""",
    "problems": """\
family,problem,identified_on,resolved_on
R1,gambling,2020-02-02,2021-01-01
R1,poverty,2020-02-02,
""",
    "conditions": """\
person,condition,since,until
O1,alcohol_dependence,2018-01-01,2020-06-01
O2,disability,2012-03-04,
""",
    "plans": """\
id,case,agreed_on,valid_until,with_care_coordinator,\
review_on,consulted_on,consulted_with,coordinated_on,coordinated_with
L1,S1,2020-02-20,2020-08-20,1,2020-05-20,2020-02-18,"Jan Kos, pracownik socjalny",2020-02-19,"p. Ćma, plan dla O4"
L2,S3,2021-06-15,,0,,,,,
""",
    "plan_goals": """\
plan,goal,action,responsible,due_on,expected_effect,status,area,problem,success_measure,action_due_on,action_done
L1,Pieniądze na koniec miesiąca,"Budżet domowy, „krok po kroku”",rodzic,2020-06-01,Brak nowych długów,partly,\
income,gambling,"zeszyt, co tydzień",2020-04-01,1
L1,Spokój,,,,,,,,,,0
""",
    "goal_actions": """\
plan,goal,action,responsible,due_on,done
L1,Pieniądze na koniec miesiąca,"Ugoda, raty",matka i asystent,2020-05-01,1
L1,Spokój,Mediacje,,,0
""",
    "plan_signatures": """\
plan,person,name,given_on,refused,reason
L1,,"babcia, Zofia",2020-02-20,0,
L1,O1,,2020-02-21,1,"nie zgadza się, za krótko"
""",
    "diagnoses": """\
id,case,made_on
G1,S1,2020-02-10
G2,S3,2021-06-10
""",
    "diagnosis_areas": """\
diagnosis,area,state,resources,risks,family_view,child_view
G1,housing,"Dwa pokoje,
ciasno",Babcia pomaga,Grzyb na ścianie,„Chcemy remontu”,„Mam swoje łóżko”
G1,law,,,,,
""",
    "goal_library": """\
id,area,problem,goal,actions,expected_effect,success_measure,retired
B1,income,gambling,"Spłacamy długi, krok po kroku","Zestawienie długów
Ugoda",Raty w terminie,potwierdzenia wpłat,2024-03-04
B2,law,,Sami załatwiamy sprawy,,,,
""",
    "assessments": """\
case,period_start,period_end,held_on,progress,recommendation,\
safety,safety_words,safety_action,family_voice,child_voice,obstacles,conclusion,\
handed_on,acknowledged_on,acknowledged_by,kept_open_on,kept_open_because
S1,,,2021-03-30,,,,,,,,,,,,,,
S1,2020-02-01,2020-07-31,2020-08-01,improved,close,\
danger,"sam w domu, noc",zawiadomiono sąd,"jest lżej, mówi matka",lubi szkołę,choroba matki,\
"plan działa, krok po kroku",\
2020-08-02,2020-08-05,kierownik@zrebice.example,2020-08-06,"mąż wraca, jesień"
""",
    "assessment_scores": """\
case,held_on,area,step,sentence
S1,2020-08-01,housing,2,"Zimno, „jak w psiarni”"
S1,2020-08-01,income,5,
""",
    "visits": """\
case,assistant,date,kind,minutes,advice_count,institution,summary,event,\
substitute,entered_at,corrected_at,correction_reason
S1,A1,2020-02-01,home_visit,60,2,,"Pierwsza wizyta.
Ustalono ""co dalej"", krok\tpo kroku.\\.",,,,,
S1,A1,2020-12-31,consultation,15,0,court,\\N,E1,A2,2020-12-31T10:15:00Z,2021-01-03T06:00:00.250000Z,"zły, dzień"
S1,A2,2021-01-01,phone_contact,5,,,,,,,,
S1,A2,2021-04-01,monitoring,,,,,,,,,
S3,A1,2021-06-01,home_visit,90,1,school,,,,,,
""",
    "visit_goals": """\
case,assistant,date,entered_at,plan,goal
S1,A1,2020-02-01,,L1,Spokój
S1,A1,2020-12-31,2020-12-31T10:15:00Z,L1,Pieniądze na koniec miesiąca
""",
    "moved_visits": """\
family,visited_on,moved_on,moved_by,reason
R1,2020-03-03,2020-03-04,kierownik@zrebice.example,"pomyłka, nie ta rodzina"
""",
    "appointments": """\
family,assistant,date,time,place,state
R1,A1,2021-04-20,,,planned
R2,A1,2021-06-08,09:30,"ośrodek, pokój 3",planned
""",
    "corrections": """\
family,corrected_on,corrected_by,sentence,reason
R1,2021-05-01,kierownik@zrebice.example,"Pierwszy dzień: 2020-02-02, jest 2020-02-01","pomyłka, luty"
""",
    "outcomes": """\
case,outcome,achieved_on,persons
S1,debt_repaid,2021-03-01,2
S3,employment,2022-01-01,
""",
    "contacts": """\
family,person,role,name,institution,phone,email,start,end,note
R1,,probation_officer,Anna Ćma,"Sąd Rejonowy, III Wydział",+4930123456,cma@sad.example,2020-02-01,2021-02-01,"pn., 8–10"
R1,O2,teacher,Jan Bąk,Szkoła Podstawowa nr 3,600 100 200,,2020-02-01,,
R2,,other,,,,,2021-05-05,,
""",
    "relations": """\
family,person,kind,other,quality,start,end
R1,O1,parent,O2,close,2020-02-01,
R1,O2,sibling,O1,,2020-02-01,2021-02-01
""",
    "help": """\
family,person,kind,form,start,end
R1,,in_kind,individual,2020-03-01,2020-03-02
R1,O2,pony_therapy,group,2020-03-01,
""",
    "placements": """\
person,form,start,end,end_reason
O4,kinship_foster,2020-01-15,2020-03-01,moved
O4,youth_educational_centre,2020-03-01,,
""",
    "supporting_families": """\
id,name,phone,address,opinion_on,start,end,refunded
Z1,Anna i Jan Dobrzy,600 100 200,"Lipowa 3, m. 4",2019-12-01,2020-01-01,2020-12-31,"dojazdy
i posiłki"
Z2,Ćwiklińscy,,,,2021-01-01,,
""",
    "family_support": """\
family,supporter,start,end
R1,Z1,2020-02-01,2020-06-01
R1,Z2,2021-02-01,
R10,,2021-03-01,2021-04-01
""",
    "support_refunds": """\
supporter,month,amount
Z1,2020-02,120.50
Z1,2020-03,0.00
""",
    "day_care_centres": """\
id,name,address,form,run_by,operator,permit,permit_on,permit_until,start,end
D1,„Promyk”,"Szkolna 4, p. 1",care,commissioned,Fundacja Dom,UM/7,2019-12-01,2022-12-31,2020-01-01,2022-12-31
D2,Podwórko,,outreach,municipality,,,,,2021-01-01,
""",
    "day_care_stays": """\
person,day_care,basis,start,end
O2,D1,court,2020-02-01,2021-02-01
O2,D2,voluntary,2021-02-01,
""",
    "day_care_places": """\
day_care,start,places,educators
D1,2020-01-01,30,2
D1,2021-09-01,20,
""",
    "day_care_outsiders": """\
day_care,month,children
D1,2020-02,12
D1,2020-03,0
""",
    "day_care_costs": """\
day_care,month,means,amount
D1,2020-02,other,0.00
D1,2020-02,own,9120.50
""",
    "care_charges": """\
person,month,total_cost,upkeep,coordinator,other
O4,2020-01,0.00,0.00,0.00,0.00
O4,2020-02,1082.10,,,
""",
    "stay_starts": """\
person,in_care_on,counted_from,reason
O4,2020-02-01,2019-12-31,"była już wtedy u babci, bez postanowienia"
""",
    "blue_cards": """\
family,opened_on,closed_on
R1,2020-05-01,2020-05-01
R2,2021-05-01,
""",
    "za_zyciem": """\
family,case,entitlement,applied_on,certificate_on,at_risk_pregnancy,benefit_granted_on
R10,,ill_child,,,0,2020-04-04
R2,S3,pregnancy,2021-05-20,2021-05-19,1,
""",
    "workshops": """\
id,title,kind,aim,effect
T1,"Gry, zabawy",workshop,"wspólny czas\r
rodziców\ri dzieci",więcej rozmów
T2,Klub,support_group,,
""",
    "workshop_attendance": """\
workshop,date,person
T1,2020-04-04,O1
T1,2020-04-04,O2
T2,2020-04-04,O1
""",
    "workshop_participants": """\
workshop,person
T1,O1
T2,O1
""",
    "workshop_days": """\
workshop,date,outsiders,hours
T1,2020-04-04,4,1.50
T1,2020-04-11,12,
""",
    "workshop_leaders": """\
workshop,date,assistant
T1,2020-04-04,A1
T1,2020-04-04,A2
""",
    "training_plan": """\
id,year,title,kind,for_whom,persons,hours,month
N1,2020,Dialog motywujący,training,"nowi, w zespole",4,6.00,10
N2,2021,Superwizja,supervision,,,,
""",
    "trainings": """\
assistant,title,kind,date,hours,organiser,certificate,certificate_number,planned
A1,Dialog motywujący,training,2020-10-10,5.50,Fundacja,1,12/2020,N1
A1,Superwizja,supervision,2020-11-11,,,0,,
""",
    "figures": """\
group,series,label,unit,period,value,source
budget,salaries,Wynagrodzenia,PLN,2020,123456.78,księgowość
budget,salaries,Wynagrodzenia,PLN,2021-H1,-5.00,
waiting,months,Czas oczekiwania,months,2020-01-01/2020-05-31,,
""",
    "figure_headings": """\
group,kind,key,label,unit,position,retired
budget,group,budget,Pieniądze,,0,0
budget,series,salaries,Wynagrodzenia,PLN,3,1
reasons,column,,rodziny,families,1,0
""",
}


def first_id(model):
    """The id in the first row of the model's file."""
    name = next(file.name for file in FILES if file.model is model)
    return WRITTEN_BY_HAND[name].splitlines()[1].split(",")[0]


def row_of(file):
    """A file with one row, with a value in each column, for a kind of record that has none above."""
    days = (f"2020-{month:02}-01" for month in range(3, 13))
    cells = {
        DayColumn: lambda field: next(days),
        AmountColumn: lambda field: "350.00",
        CodeColumn: lambda field: next(code for code, _label in field.choices if code),
        FlagColumn: lambda field: "1",
        TimeColumn: lambda field: "14:30",
        IntegerColumn: lambda field: "1",
        NumberColumn: lambda field: "X1",
        ReferenceColumn: lambda field: first_id(field.related_model),
        TermColumn: lambda field: next(
            next(iter(BUILT_IN[name])) for name, dictionary in DICTIONARIES.items() if dictionary is field.related_model
        ),
        TextColumn: lambda field: "Tekst",
    }
    for column in file.columns:
        assert type(column) in cells, (
            f"There is no value for the column {column.name} of {file.csv_name}: add {type(column).__name__} to "
            "`cells` in tests/register/complete.py."
        )
    header = ",".join(column.name for column in file.columns)
    return f"{header}\n{','.join(cells[type(column)](column.field) for column in file.columns)}\n"


COMPLETE = {file.name: WRITTEN_BY_HAND.get(file.name) or row_of(file) for file in FILES}

# Corrections by hand, which an invented register does not need.
NOT_INVENTED = {"stay_starts", "figure_headings", "moved_visits", "corrections"}
# What a centre has only once people work with the system: accounts, and what they plan and look after.
NOT_INVENTED |= {"law", "accounts", "named_readers", "qualifications", "absences", "substitutions", "appointments"}
NOT_INVENTED |= {"visit_goals", "goal_library"}
NOT_INVENTED |= {"supplement_caps", "post_months"}
