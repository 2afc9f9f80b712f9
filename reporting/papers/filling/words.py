"""Sentences about templates that cannot be used."""

import difflib
import re

ENDLESS = (
    "Szablon nie kończy pracy: jakaś pętla {% for %} powtarza się zbyt wiele razy albo coś rośnie bez końca. Pętle "
    "chodzą tylko po listach opisanych na stronie pól, np. {% for cel in plan.cele %}."
)
TOO_LONG = "Z tego szablonu powstaje dokument większy niż 10 MB. Zmniejsz obrazy albo usuń zbędne powtórzenia."
NOT_DOCX = "To nie jest dokument Worda (DOCX). W Wordzie wybierz „Zapisz jako” i typ „Dokument programu Word (*.docx)”."
BROKEN = "Ten plik DOCX jest uszkodzony i nie da się go otworzyć. Otwórz go w Wordzie i zapisz od nowa."
BOMB = "Ten plik po rozpakowaniu jest niezwykle duży, więc go nie przyjęto. Zmniejsz obrazy i zapisz go od nowa."
MACRO = "Ten plik zawiera makra albo jest szablonem z makrami (DOCM, DOTM). Zapisz go w Wordzie jako zwykły DOCX."
EMBEDDED = (
    "W tym pliku jest osadzony inny plik albo kontrolka (np. arkusz, obiekt OLE, ActiveX). Usuń ją i zapisz od nowa."
)
OUTSIDE = {
    "image": (
        "W tym pliku jest obraz pobierany spoza dokumentu. Wstaw go do dokumentu („Wstaw” → „Obraz”) zamiast łącza."
    ),
    "attachedTemplate": (
        "Ten plik jest połączony z szablonem na innym komputerze. W Wordzie: „Deweloper” → „Szablon dokumentu” → usuń "
        "ścieżkę i zapisz od nowa."
    ),
    "": "Ten plik pobiera coś spoza dokumentu (łącze do innego pliku albo adresu). Usuń to łącze i zapisz od nowa.",
}
PICTURE = "Obraz w tym pliku ma format, którego nie przyjmujemy. Wstaw go jako PNG albo JPG."
ENTITIES = "Ten plik jest zbudowany inaczej, niż zapisuje to Word, więc go nie przyjęto. Zapisz go w Wordzie od nowa."
MISPLACED = (
    "Któryś znacznik stoi w miejscu, w którym psuje dokument. {%p … %} musi być w akapicie sam, {%tr … %} sam w "
    "wierszu tabeli, a początek i koniec pętli w tej samej tabeli albo poza nią."
)
BLANKS = re.compile(r"\s+")


def field(code):
    """Return what must not be in a document: a field that fetches something."""
    return (
        f"W tym pliku jest pole {code}, które pobiera dane spoza dokumentu albo coś uruchamia. Usuń je i zapisz plik "
        "od nowa."
    )


def quoted(text):
    """Return the text of a paragraph, shortened, in Polish quotation marks."""
    text = BLANKS.sub(" ", text).strip()
    return f"„{text[:117]}…”" if len(text) > 118 else f"„{text}”"


def in_paragraph(text):
    """Return where a problem is."""
    return f"Akapit {quoted(text)}: " if text.strip() else ""


def unknown_field(name, known, text):
    """Return that there is no such field, with the nearest one."""
    near = difflib.get_close_matches(name, known, 1, 0.6)
    hint = f" Czy chodzi o „{near[0]}”?" if near else " Nazwy pól są na stronie pól tego pisma."
    return f"{in_paragraph(text)}nie ma pola „{name}”.{hint}"


def not_closed(opening, closing, text):
    return f"{in_paragraph(text)}znacznik {opening} … {closing} nie jest zamknięty albo otwarty."


def syntax(message, text):
    """Return what is wrong with a tag; `message` is that of Jinja, in English."""
    where = in_paragraph(text)
    if found := re.search(r"unknown tag '(\w+)'", message):
        word = found[1]
        if word.startswith("end"):
            return f"{where}koniec {{% {word} %}} nie ma swojego początku."
        return f"{where}nieznane polecenie {{% {word} %}}. Znamy for, endfor, if, elif, else, endif i set."
    if found := re.search(r"No (filter|test) named '?([^'.]+)", message):
        return f"{where}nieznany filtr „{found[2]}”."
    if "end of template" in message or "was not closed" in message or "Innermost block" in message:
        found = re.search(r"following tags: '(\w+)'|needs to be closed is '(\w+)'", message)
        word = (found[1] or f"end{found[2]}") if found else "endfor albo endif"
        return f"{where}pętla albo warunek nie ma końca: brakuje {{% {word} %}}."
    return f"{where}znacznik jest źle zapisany. Wzór: {{{{ rodzina.nazwa }}}} albo {{% if plan.uwagi %}}."


def failed(text):
    return f"{in_paragraph(text)}znacznika nie da się wypełnić (np. działanie na tekście, dzielenie przez zero)."
