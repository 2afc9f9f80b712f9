from decimal import ROUND_HALF_UP, Decimal


def two_places(number):
    return Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP)
