"""Rules of trainings, for pages and import."""


def plan_problem(year, day):
    """What is in the plan of a year is held in it."""
    if day.year == year:
        return ""
    return f"To jest w planie na {year} r., a dzień jest z {day.year} r. Wybierz pozycję z planu na {day.year} r."
