"""The parts of a programme as blocks of a document's definition: tables of words, lists, tables of figures.

So they are checked, computed, frozen and shown like all other blocks. The layouts are those that municipalities use:
one table of goals, tasks and ways where tasks have nothing else, and otherwise a table for each goal or area.
"""

from dataclasses import replace

from familycare.lib.polish import counted, number
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions import shape
from reporting.documents.definitions.parsing import MORE_OF_PROGRAMME
from reporting.documents.definitions.places import InvalidDefinition, Mistake
from reporting.documents.definitions.reading import load
from reporting.documents.programmes.balance import balance
from reporting.documents.programmes.description import described_parts
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import parse_programme

UNNAMED = "–"
# Of a task, in the order of the columns, with their heads.
COLUMNS = {
    "methods": "Sposób realizacji",
    "units": "Jednostki odpowiedzialne",
    "cooperating": "Współpracujący",
    "indicators": "Wskaźniki",
    "effects": "Efekty",
    "deadline": "Termin",
}

# What a programme may lack, in the genitive.
NAMES = {
    "goals": "celów",
    "tasks": "zadań",
    "indicators": "wskaźników",
    "results": "rezultatów",
    "swot": "analizy SWOT",
    "addressees": "adresatów",
    "implementation": "realizatora",
    "financing": "źródeł finansowania",
    "monitoring": "sposobu monitorowania",
    "recommendations": "rekomendacji",
}


def with_programmes(definition, year) -> shape.Definition:
    """Return the definition with the blocks of type `programme` replaced by their parts for the document of `year`.

    Where none is chosen yet, a sentence says so. Raises InvalidDefinition where there is no such programme.
    """
    blocks = [block for block in definition.blocks if isinstance(block, shape.ProgrammeDefinition)]
    if not blocks:
        return definition
    programmes = {each.key: each for each in Programme.objects.filter(key__in={block.programme for block in blocks})}
    if missing := [block for block in blocks if block.programme and block.programme not in programmes]:
        raise InvalidDefinition([Mistake(block.place, f"nie ma programu „{block.programme}”.") for block in missing])
    made = {
        block.place: shape.PartDefinition(
            block.place,
            tuple(_parts(block, programmes[block.programme], year)) or _nothing(block)
            if block.programme
            else (shape.MissingDefinition(block.place, not_chosen()),),
        )
        for block in blocks
    }
    chapters = (
        replace(chapter, blocks=tuple(made.get(block.place, block) for block in chapter.blocks))
        for chapter in definition.chapters
    )
    return replace(definition, chapters=tuple(chapters))


def _nothing(block):
    """Return a sentence where the one part that a block shows is not in the programme."""
    if len(block.show) != 1 or block.show[0] not in NAMES:
        return ()
    return (shape.MissingDefinition(block.place, f"W programie nie wpisano {NAMES[block.show[0]]}."),)


def not_chosen():
    """Return what stands in place of a programme that is not chosen yet: what to do."""
    if count := Programme.objects.count():
        there = counted(count, "program", "programy", "programów")
        return f"Tu będzie część programu. Wskaż go w układzie dokumentu, w tym bloku: ośrodek ma {there}."
    return "Tu będzie część programu, a ośrodek nie ma jeszcze żadnego. Dodaj go w „Programy” i wskaż w tym bloku."


def refuse_not_chosen(definition):
    """Raise InvalidDefinition for a parsed definition with parts of a programme that is not chosen yet."""
    blocks = [each for each in definition.blocks if isinstance(each, shape.ProgrammeDefinition) and not each.programme]
    if blocks:
        raise InvalidDefinition(
            [Mistake(each.place, "nie wskazano programu. Wskaż go w tym bloku.") for each in blocks]
        )


def _parts(block, programme, year):
    contents = parse_programme(programme.text)
    for shown in block.show:
        match shown:
            case "goals":
                yield from _goals(block.place, contents)
            case "tasks":
                yield from _tasks(block.place, contents)
            case "indicators":
                yield from _indicators(block.place, contents)
            case "results":
                if contents.results:
                    yield shape.ListDefinition(block.place, contents.results)
            case "realisation":
                yield from _realisation(block.place, contents, programme, year)
            case "balance":
                yield from balance(block.place, contents, programme, year)
            case _ if shown in MORE_OF_PROGRAMME:
                yield from described_parts(block.place, shown, load(programme.text))


def _goals(place, contents):
    if contents.main_goal:
        yield shape.TextDefinition(place, f"Cel główny: {contents.main_goal}")
    if contents.goals:
        yield shape.ListDefinition(place, tuple(goal.name for goal in contents.goals))


def _tasks(place, contents):
    if any(goal.tasks for goal in contents.goals):
        if any(_filled(goal.tasks, column) for goal in contents.goals for column in (*COLUMNS,)[2:]):
            yield from (_table_of_tasks(place, goal) for goal in contents.goals if goal.tasks)
        else:
            yield from _table_of_goals(place, contents.goals)
    yield from (_table_of_tasks(place, area) for area in contents.areas if area.tasks)


def _table_of_goals(place, goals):
    """A row for each task with the ways to do it; its goal stands in the row of the first one."""
    rows = []
    for goal in goals:
        names = [goal.name, *[""] * len(goal.tasks)]
        tasks = [(_title(task, number), _cell(task, "methods")) for number, task in enumerate(goal.tasks, start=1)]
        rows += [(name, *cells) for name, cells in zip(names, tasks or [(UNNAMED, UNNAMED)], strict=False)]
    title = "Cele, zadania i sposoby ich realizacji"
    yield shape.MatrixDefinition(place, title, ("Cel", "Zadanie", "Sposób realizacji"), tuple(rows))
    units = {unit for goal in goals for task in goal.tasks for unit in task.units}
    if units:
        yield shape.TextDefinition(place, f"Realizacja zadań: {', '.join(sorted(units))}.")


def _table_of_tasks(place, part):
    """The tasks of a goal or an area, with the columns that any of them fills."""
    filled = [column for column in COLUMNS if _filled(part.tasks, column)]
    rows = tuple(
        (_title(task, number), *(_cell(task, column) for column in filled))
        for number, task in enumerate(part.tasks, start=1)
    )
    return shape.MatrixDefinition(place, part.name, ("Zadanie", *(COLUMNS[column] for column in filled)), rows)


def _title(task, number):
    return f"{task.no or number}. {task.title}"


def _filled(tasks, column):
    return any(getattr(task, column) for task in tasks)


def _cell(task, column):
    found = getattr(task, column)
    if column == "indicators":
        found = tuple(indicator.label for indicator in found)
    if isinstance(found, str):
        return found or UNNAMED
    return "\n".join(found if len(found) == 1 else (f"• {each}" for each in found)) or UNNAMED


def _indicators(place, contents):
    """The indicators of goals, or of tasks where goals have none, with where they begin and what is aimed at."""
    found = _of_goals(contents) or contents.indicators
    years = [year for year in contents.years if any(year in indicator.targets for _part, indicator in found)]
    has_units = any(indicator.unit for _part, indicator in found)
    has_baseline = any(indicator.baseline is not None for _part, indicator in found)
    columns = (
        "Wskaźnik",
        "Cel albo obszar",
        *(["Jednostka"] if has_units else []),
        *(["Wartość wyjściowa"] if has_baseline else []),
        *(f"Cel na {year} r." for year in years),
    )
    rows = tuple(
        (
            indicator.label,
            part.name,
            *([indicator.unit or UNNAMED] if has_units else []),
            *([_begins_at(indicator)] if has_baseline else []),
            *(_amount(indicator.targets.get(year)) for year in years),
        )
        for part, indicator in found
    )
    if rows:
        yield shape.MatrixDefinition(place, "Wskaźniki programu", columns, rows)


def _begins_at(indicator):
    said = _amount(indicator.baseline)
    return f"{said} ({indicator.baseline_source})" if indicator.baseline_source else said


def _of_goals(contents):
    return [(part, indicator) for part in contents.parts for indicator in part.indicators]


def _amount(value):
    return UNNAMED if value is None else number(value)


def _realisation(place, contents, programme, year):
    """For each year of the programme up to that of the document: indicators against their targets, states of tasks."""
    years = [each for each in contents.years if each <= year]
    if not years:
        yield shape.TextDefinition(
            place, f"Program zaczyna się w {contents.first_year} r., więc nie ma jeszcze wyników, które można pokazać."
        )
        return
    entered = {(each.item, each.year): each for each in programme.indicatorvalue_set.all()}
    known = Catalogue()
    rows = [row for each in _measured(contents, entered) for row in _rows_of_indicator(each, years, entered, known)]
    if rows:
        columns = tuple(shape.DefinedColumn((str(each),)) for each in years)
        yield shape.TableDefinition(place, "Wskaźniki programu: wartości w kolejnych latach", tuple(rows), columns)
    reports = {(each.item, each.year): each for each in programme.taskreport_set.all()}
    yield from (_table_of_states(place, part, reports, years) for part in contents.parts if part.tasks)


def _measured(contents, entered):
    """Return the indicators of goals, and those of tasks that have values: others would be lines without numbers."""
    goals, measured = {each.address for _part, each in _of_goals(contents)}, {item for item, _year in entered}
    return [each for _part, each in contents.indicators if each.figure or each.address in goals | measured]


def _rows_of_indicator(indicator, years, entered, known):
    label = f"{indicator.label} ({indicator.unit})" if indicator.unit else indicator.label
    if indicator.figure and indicator.figure not in known:  # it was deleted since, and must not spoil the document
        yield shape.DefinedRow(f"{label}: tej danej już nie ma", values=(None,) * len(years))
    elif indicator.figure:
        yield shape.DefinedRow(label, figures=(shape.SignedFigure(indicator.figure),))
    else:
        found = [entered.get((indicator.address, year)) for year in years]
        values = tuple(_short(each.value) if each else None for each in found)
        yield shape.DefinedRow(label, values=values, source="; ".join(dict.fromkeys(e.source for e in found if e)))
    if any(year in indicator.targets for year in years):
        targets = tuple(indicator.targets.get(year) for year in years)
        yield shape.DefinedRow("– cel na koniec roku", values=targets)


def _short(value):
    """Return a Decimal as an integer where it is one."""
    return int(value) if value == int(value) else value


def _table_of_states(place, part, reports, years):
    def cell(task, year):
        report = reports.get((task.address, year))
        return ": ".join(filter(None, [report.get_state_display(), report.done])) if report else UNNAMED

    rows = tuple(
        (_title(task, number), *(cell(task, year) for year in years)) for number, task in enumerate(part.tasks, start=1)
    )
    columns = ("Zadanie", *(f"{year} r." for year in years))
    return shape.MatrixDefinition(place, f"Wykonanie zadań. {part.name}", columns, rows)
