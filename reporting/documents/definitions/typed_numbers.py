"""Numbers that somebody typed into a text, where a live figure could stand: „74”.

Numbers that count nothing are no such numbers: dates, years, statutes, addresses, telephones, ages, ordinals, names.
"""

import re

from familycare.lib.polish import MONTHS
from reporting.documents.definitions.live_figures import split

_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20|21)\d\d"
_THING = r"\s?(?:zł|tys\.|mln|godz|rodzin|osób|dzieci|wizyt|porad)"
_COUNTED = (
    r"\s?(?:zł|tys\.|mln|godz|rodzin|osób|osob|dzie[cń]|wizyt|porad|asystent|etat|miejsc|mieszka|spotka|szkole|warsztat|"
    r"uczestni|umów|umow|razy\b|przypadk)"
)
# „15-tu rodzin” and „25-procentowy wzrost” count.
_COUNTING = r"(?:(?:tu|stu|ciu|óch|wóch|ech|rzech|ma|oma|oro|ro)\b|proc\b|procent)"
_LIST = rf"(?:\s?(?:,|i|oraz|lub|albo|[-–])\s?(?:poz\.\s?)?\d+[a-z]*(?!\d|,\d|\s?%|{_THING}))*"
# What counts nothing, in the order in which it is taken out.
_NO_COUNTS = [
    r"https?://\S+|www\.\S+|(?<!\S)\S{1,100}@\S+",
    rf"(?:Dz\.\s?U|M\.\s?P)\.[^;)\]\n]{{0,80}}?poz\.\s?\d+{_LIST}",
    r"(?:Dz\.\s?U|M\.\s?P)\.\s?\d+(?:[.,]\d+)*",
    rf"(?:\b(?:art|ust|lit|zd|poz|pkt|par)\b\.?|§+)\s?\d+[a-z]*{_LIST}",
    r"\b(?:NIP|REGON|PESEL|KRS)\b\D{0,3}\d[\d -]*",
    r"\b(?:tel|telefon\w*|faks|fax|kom)\b\.?:?\s?\+?[\d(][\d\s()/-]{1,}\d",
    r"\+\d\d[\d -]{8,}\d|\(\d\d\)\s?\d{3}[ -]?\d\d[ -]?\d\d|\b\d\d[  -]\d{3}[  -]\d\d[  -]\d\d\b",
    rf"\b\d{{3}}[  -]\d{{3}}[  -]\d{{3}}\b(?!,\d|{_THING})",
    r"\b\d\d-\d{3}\b",
    r"\b(?:ul|al|pl|os)\.\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ\d])(?:[^\s,;]+\s+){1,5}?\d+[A-Za-z]?(?:/\d+[A-Za-z]?)?\b",
    r"\b\d{4}-\d\d-\d\d\b",
    r"\b\d{1,2}\.\d{1,2}(?:\.\d{2,4})?\s?[-–]\s?\d{1,2}\.\d{1,2}\.\d{2,4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b",
    rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s(?:{_MONTH})\b",
    r"\bgodz(?:\.|in\w*)\s(?:od\s)?\d{1,2}(?:[:.]\d\d)?(?:\s?(?:[-–]|do)\s?\d{1,2}(?:[:.]\d\d)?)?\b",
    r"\b\d{1,2}:\d\d(?:\s?[-–]\s?\d{1,2}:\d\d)?\b",
    rf"\b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)\b(?!{_THING})|\b{_YEAR}\b(?![,.]\d|\s\d{{3}}|{_THING})",
    r"\b(?:[Nn](?:r|umer\w*)|[Tt]ab(?:\.|el\w+)|[Ww]ykres\w*|[Rr]ys(?:\.|un\w+)|[Ss]tr(?:\.|on\w+)|[Rr]ozdz(?:\.|iał\w*)|"
    r"[Zz]ał(?:\.|ącznik\w*))(?:\s?nr)?\s\d+[a-z]*(?:\.\d+)*\b",
    r"\b(?:[Pp]unk\w+|[Cc]el(?:u|em)?|[Ee]tap\w*|[Zz]adani\w+)(?:\s?nr)?\s"
    rf"\d+[a-z]*(?:\.\d+)*\b(?!,\d|\s\d{{3}}\b|\s?%|{_COUNTED})",
    # Of what kind something is: „12-miesięczny”, „3- i 4-letnie”.
    rf"\b(?:\d+[-–‑],?\s(?:(?:i|lub|albo|oraz|do)\s)?)*\d+[-–‑](?!{_COUNTING})[a-ząćęłńóśźż]\w*",
    r"(?m:^\s*\d{1,2}[.)]\s)",
    r"\b\d{1,3}\.(?=\s[a-ząćęłńóśźż])",
    r"\b\d+\s?(?:\+|[Pp]lus\b)",
    r"\b(?:wieku|do|od|powyżej|poniżej|ponad|ukończ\w+|mają|miał\w*)\s(?:od\s)?\d{1,2}(?:\s?(?:[-–]|do)\s?\d{1,2})?"
    r"\s(?:lat\b|roku\b|r\.\s?ż)",
    r"\b\d{1,2}\s?[-–]\s?\d{1,2}\s(?:lat\b|r\.\s?ż)|\blat\s\d{1,2}\b|\b\d{1,2}\sr\.\s?ż|\b18\slat\b",
    r"\b[A-Za-z]\w{0,40}[-/.]\d[\w./-]{0,40}|\b\d+(?:/\d+)+\b",
]
_NOT_COUNTED = [re.compile(pattern) for pattern in _NO_COUNTS]
_NUMBER = re.compile(r"(?<![\w,./])(?:\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d{3})*)(?:,\d+)?(?![\w/])")


def typed_numbers(text) -> list[str]:
    """Return the numbers in a text that are no live figures and count something, as they were typed."""
    plain = " \n".join(piece for piece in split(text) if isinstance(piece, str))
    plain = re.sub("[\u00a0\u202f\u2009]", " ", plain)
    for pattern in _NOT_COUNTED:
        plain = pattern.sub(" ; ", plain)
    return _NUMBER.findall(plain)
