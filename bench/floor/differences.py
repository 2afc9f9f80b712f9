"""Whether the floor and the application give the same figures: without that no clock is started."""


def differences(tables, floor):
    """What differs between `figures.compute` and `floor.gathered`, as sentences."""
    found = []
    known = set()
    for table in tables.values():
        for row in table.rows:
            name = f"{table.key}/{row.key}"
            known.add(name)
            for period, value in zip(table.periods, row.values, strict=True):
                lean = floor.get(name, {}).get(period, None if table.key.startswith("figures.") else 0)
                if lean != value:
                    found.append(f"{name} in {period}: {value} computed, {lean} by the floor")
    unknown = {name for name in set(floor) - known if any(floor[name].values())}
    return found + [f"{name}: only the floor has it" for name in sorted(unknown)]
