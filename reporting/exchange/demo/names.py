"""Common first names, surnames and streets for fictional people."""

import re

from familycare.lib.dates import age_on
from reporting.exchange.demo.chance import Weighted

STREETS = """Lipowa Ogrodowa Szkolna Polna Krótka Młyńska Wierzbowa Rzeczna Kwiatowa Sadowa Łąkowa Źródlana Brzozowa
Piaskowa Stawowa Jarzębinowa Świerkowa Zielona Mostowa Dębowa""".split()
WOMEN = """Anna Katarzyna Agnieszka Monika Magdalena Joanna Justyna Karolina Paulina Marta Sylwia Ewelina Natalia
Iwona Aleksandra Dorota Beata Patrycja Kamila Renata Izabela Edyta Klaudia Małgorzata Dominika Barbara Ewa Aneta
Żaneta Angelika Emilia Daria Weronika Ilona Marzena Sandra Kinga Milena Adriana Urszula""".split()
MEN = """Tomasz Marcin Paweł Krzysztof Piotr Łukasz Michał Mariusz Grzegorz Rafał Robert Kamil Dawid Artur Adam Mateusz
Damian Sebastian Jarosław Dariusz Przemysław Daniel Wojciech Jacek Sławomir Radosław Adrian Patryk Szymon Arkadiusz
Maciej Karol Jakub Bartosz Konrad Hubert Norbert Emil Ireneusz Zbigniew""".split()
OLDER_WOMEN = """Krystyna Halina Teresa Elżbieta Danuta Jadwiga Zofia Grażyna Bożena Irena Stanisława Helena Wanda
Janina Maria Jolanta Lucyna Wiesława Mirosława Genowefa""".split()
OLDER_MEN = """Stanisław Jan Andrzej Józef Tadeusz Jerzy Zbigniew Ryszard Kazimierz Henryk Marian Wiesław Zdzisław
Edward Bogdan Leszek Czesław Mieczysław Roman Waldemar""".split()
GIRLS = """Zuzanna Julia Maja Zofia Hanna Lena Alicja Maria Oliwia Amelia Pola Laura Wiktoria Aleksandra Nikola Antonina
Emilia Kornelia Gabriela Iga Liliana Michalina Nadia Blanka Helena Jagoda Marcelina Róża Łucja Kaja Martyna Milena
Natalia Kinga Weronika Sara Anastazja""".split()
BOYS = """Antoni Jakub Jan Szymon Aleksander Franciszek Filip Mikołaj Wojciech Kacper Nikodem Stanisław Ignacy Leon
Adam Tymon Oskar Igor Marcel Wiktor Michał Bartosz Oliwier Piotr Maksymilian Krystian Dawid Alan Fabian Kuba Gabriel
Natan Tymoteusz Borys Miłosz Mateusz Gracjan Kamil""".split()
SURNAMES = """Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski
Kozłowski Mazur Jankowski Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Król
Michalski Wróbel Wieczorek Jabłoński Nowakowski Majewski Olszewski Stępień Dudek Jaworski Malinowski Adamczyk Pawlak
Górski Nowicki Sikora Witkowski Walczak Rutkowski Baran Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski
Wróblewski Marciniak Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Wilk Chmielewski Borkowski Sokołowski
Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Mazurek Wysocki Kołodziej Kaźmierczak Czarnecki
Sobczak Konieczny Urbański Głowacki Wasilewski Sikorski Zakrzewski Krajewski Laskowski Gajewski Ziółkowski Szulc
Makowski Brzeziński Przybylski Kaczmarczyk Cieślak Borowski Błaszczyk Adamski Górecki Szczepaniak Leśniak Chojnacki
Mróz Kozak Andrzejewski Urban Czerwiński Domański Wierzbicki Kania Kurek Sobolewski Bielecki Żak Cichy Ptak Łuczak
Gołębiowski Źródłowski Świątek Śliwiński Żurawski Bednarek Rogowski Jędrzejczak Rybak Dziedzic Kosiński
Piątek""".split()


def _with_falling_weights(names):
    """Return the names with weights that fall from the first to the last."""
    return Weighted({name: 1 / (place + 12) for place, name in enumerate(names)})


ADULTS = {"F": _with_falling_weights(WOMEN), "M": _with_falling_weights(MEN)}
ELDERS = {"F": _with_falling_weights(OLDER_WOMEN), "M": _with_falling_weights(OLDER_MEN)}
CHILDREN = {"F": _with_falling_weights(GIRLS), "M": _with_falling_weights(BOYS)}
FAMILY_NAMES = _with_falling_weights(SURNAMES)


def surname(name, sex):
    """Return the form of a surname for a sex ("F" or "M"): Kowalska, Cicha, Nowak."""
    if sex == "F":
        return re.sub(r"y$", "a", re.sub(r"ki$", "ka", name))
    return name


def first_name(rng, sex, birth, today, taken=()):
    """Return a first name typical of the age on `today`; one of `taken` only after ten tries."""
    years = age_on(birth, today)
    names = (CHILDREN if years < 22 else ADULTS if years < 55 else ELDERS)[sex]
    for _ in range(10):
        name = names.draw(rng)
        if name not in taken:
            break
    return name
