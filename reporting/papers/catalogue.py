"""All kinds of papers, in the order of the pages."""

from reporting.papers import common
from reporting.papers.kinds import PaperKind
from reporting.papers.standard.family_card import family_card

KINDS = (
    PaperKind(
        word="karta-rodziny",
        title="Karta rodziny",
        purpose="Kto jest w rodzinie i wokół niej, z czym jest jej trudno, i miejsce na diagnozę.",
        groups=(*common.BASIC, common.SITUATION),
        template=family_card,
    ),
)
BY_WORD = {kind.word: kind for kind in KINDS}
