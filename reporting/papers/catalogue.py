"""All kinds of papers, in the order of the pages."""

from cases.choices import ContactRole, DocumentKind
from reporting.papers import casework, common
from reporting.papers.kinds import PaperKind
from reporting.papers.standard import consents, letters, work
from reporting.papers.standard.family_card import family_card

TO_FAMILY = "adresat\na/a"
KINDS = (
    PaperKind(
        word="karta-rodziny",
        title="Karta rodziny",
        purpose="Kto jest w rodzinie i wokół niej, z czym jest jej trudno, i miejsce na diagnozę.",
        groups=(*common.BASIC, common.SITUATION),
        template=family_card,
    ),
    PaperKind(
        word="plan-pracy",
        title="Plan pracy z rodziną",
        purpose="Cele, działania, terminy i przewidywane efekty, do podpisu.",
        groups=(*common.BASIC, casework.PLAN_FIELDS),
        template=work.work_plan,
        about=casework.PLAN,
    ),
    PaperKind(
        word="karta-wizyty",
        title="Karta wizyty",
        purpose="Jeden wpis dziennika z miejscem na ustalenia i podpisy.",
        groups=(*common.BASIC, casework.VISIT_FIELDS),
        template=work.visit_card,
        about=casework.VISIT,
    ),
    PaperKind(
        word="okresowa-ocena",
        title="Okresowa ocena sytuacji rodziny",
        purpose="Ocena z celami planu, dla kierownika jednostki.",
        groups=(*common.BASIC, casework.ASSESSMENT_FIELDS),
        template=work.assessment,
        about=casework.ASSESSMENT,
    ),
    PaperKind(
        word="zgoda-i-kontrakt",
        title="Zgoda i kontrakt",
        purpose="Zgoda rodziny na pracę z asystentem i zasady tej pracy.",
        groups=common.BASIC,
        template=consents.consent,
        document=DocumentKind.CONSENT,
    ),
    PaperKind(
        word="klauzula-rodo",
        title="Informacja o przetwarzaniu danych (RODO art. 13)",
        purpose="Co ośrodek robi z danymi rodziny i jakie ma ona prawa.",
        groups=common.BASIC,
        template=consents.privacy_notice,
        document=DocumentKind.CONSENT,
        jrwa="143",
    ),
    PaperKind(
        word="rezygnacja",
        title="Rezygnacja z pracy z asystentem",
        purpose="Gdy rodzina wycofuje zgodę; do wypełnienia razem z nią.",
        groups=common.BASIC,
        template=consents.resignation,
        document=DocumentKind.CONSENT,
    ),
    PaperKind(
        word="pismo-przydzielajace",
        title="Informacja o przydzieleniu asystenta",
        purpose="Odpowiedź na wniosek, na który przydzielono asystenta.",
        groups=(*common.BASIC, casework.REFERRAL_FIELDS),
        template=letters.assignment,
        about=casework.ASSIGNED,
        addressed=True,
        copies=TO_FAMILY,
    ),
    PaperKind(
        word="odmowa-lub-zwrot",
        title="Informacja o nieprzydzieleniu asystenta albo zwrocie wniosku",
        purpose="Odpowiedź na wniosek, na który nie przydzielono asystenta albo którego nie można jeszcze rozpatrzyć.",
        groups=(*common.BASIC, casework.REFERRAL_FIELDS),
        template=letters.refusal,
        about=casework.REFUSED,
        addressed=True,
        copies=TO_FAMILY,
    ),
    PaperKind(
        word="zakonczenie",
        title="Informacja o zakończeniu pracy z rodziną",
        purpose="Kiedy i dlaczego praca się skończyła, z celami przy zakończeniu.",
        groups=(*common.BASIC, casework.CASE_FIELDS),
        template=letters.closing,
        about=casework.CLOSED_CASE,
        addressed=True,
        copies=TO_FAMILY,
    ),
    PaperKind(
        word="karta-monitoringu",
        title="Karta monitoringu",
        purpose="Jak rodzina radzi sobie po zakończeniu pracy.",
        groups=(*common.BASIC, casework.CASE_FIELDS),
        template=work.monitoring_card,
        about=casework.CLOSED_CASE,
    ),
    PaperKind(
        word="informacja-dla-koordynatora",
        title="Informacja dla koordynatora pieczy",
        purpose="Postępy rodziców i szanse powrotu dzieci, dla koordynatora rodzinnej pieczy zastępczej.",
        groups=(*common.BASIC, casework.CASE_FIELDS),
        template=letters.coordinator,
        about=casework.CASE,
        addressed=True,
        contact=ContactRole.CARE_COORDINATOR,
        copies=TO_FAMILY,
    ),
)
BY_WORD = {kind.word: kind for kind in KINDS}
