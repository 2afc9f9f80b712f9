"""The sections of the standard report, which other documents can have too: `staff.posts`."""

from reporting.documents.blocks import Missing, Paragraph, SectionPart, TableBlock
from reporting.documents.council_report import CHAPTERS
from reporting.documents.plan import section_blocks

SECTIONS = {f"{plan.key}.{section.table}": section for plan in CHAPTERS for section in plan.sections}
SHOWN_AS = {Paragraph: "sentences", Missing: "sentences", TableBlock: "table"}


def section_part(block, figures) -> SectionPart:
    """Return the parts of a section that its block shows. `figures`: ReportFigures of the document's periods."""
    made = section_blocks(SECTIONS[block.section], figures)
    return SectionPart(tuple(each for each in made if SHOWN_AS.get(type(each), "chart") in block.show))
