"""Rules of the law, of accounts, and of what a register says about assistants."""

from assistants.choices import Requirement
from assistants.models import SupplementCap
from assistants.supplement.settlement import cap_of
from familycare.accounts.models import Role, User
from familycare.centre.law.terms import MEASURES
from familycare.centre.models import LegalParameter
from familycare.lib.dates import EARLIEST
from familycare.lib.months import Month
from familycare.lib.polish import money
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import named
from reporting.exchange.rules.diary import span_in_words
from reporting.exchange.rules.spans import within

LIMITS = {measure.term: measure for measure in MEASURES.values()}


def law(known, rows, report):
    """The law has one value from a day on, within the limits that the page keeps too."""
    present = {} if known.updating else dict(_by(LegalParameter, ("term", "starts_on"), ("value", "source")))
    for row in rows:
        if WRONG in (row.term, row.start):
            continue
        measure = LIMITS[row.term]
        if row.value is not WRONG and not measure.least <= row.value <= measure.most:
            report(row.line, "value", f"wartość ma być {measure.limits_in_words}")
        if row.start <= EARLIEST:
            report(row.line, "start", "ten dzień jest zbyt wczesny")
        if (row.term, row.start) in known.law:
            report(row.line, "start", "od tego dnia podano już wartość")
        known.law[row.term, row.start] = row.value
        _once(known, "law", row, present.get((row.term, row.start)), (row.value, row.source), "value", report)


def _by(model, key, values):
    """Yield (key, values) of all records of the model, both as tuples of the values of these fields."""
    for record in model.objects.values_list(*key, *values):
        yield record[: len(key)], record[len(key) :]


def _once(known, name, row, present, said, column, report):
    """Note a row that the database has already; report it if it says something else there."""
    if present is None or WRONG in said:
        return
    if present == said:
        known.present[name].add(row.line)
    else:
        report(row.line, column, f"w bazie jest już inaczej: „{present[0]}”")


def accounts(known, rows, report):
    """An address has one account. An account that the database has already keeps its role."""
    there = {} if known.updating else dict(User.objects.values_list("email", "role"))
    for row in rows:
        if row.email is WRONG:
            known.incomplete.add("accounts")
            continue
        if row.email in known.new_accounts:
            report(row.line, "email", f"konto „{row.email}” podano już w wierszu {known.new_accounts[row.email]}")
        elif row.email in there and row.role not in (WRONG, there[row.email]):
            role = Role(there[row.email]).label
            report(row.line, "role", f"w bazie jest już konto z tym adresem, a ma inną rolę: {role}")
        known.new_accounts[row.email] = row.line
        known.accounts[row.email] = row.role


def assistants(known, rows, report):
    """An account belongs to one assistant."""
    for row in rows:
        if row.account in (None, WRONG):
            continue
        line = known.assistant_accounts.setdefault(row.account, row.line)
        if line != row.line:
            report(row.line, "account", f"to konto ma już {named(line, f'asystent z wiersza {line}', 'inny asystent')}")
        elif row.account in known.present_assistant_accounts:
            report(row.line, "account", "w bazie to konto ma już inny asystent")


def qualifications(known, rows, report):
    """The way is said of education only."""
    for row in rows:
        if row.way not in ("", WRONG) and row.requirement not in (Requirement.EDUCATION, WRONG):
            report(row.line, "way", "rodzaj wykształcenia podaje się tylko przy wykształceniu (education)")


def absences(known, rows, report):
    """An absence is within the employment; absences of an assistant do not overlap."""
    for row in rows:
        if WRONG in (row.assistant, row.start, row.end):
            continue
        work = known.assistants.kept[row.assistant]
        if WRONG not in work and not within(row.start, row.end, work.employed_from, work.employed_to):
            employed = span_in_words(work.employed_from, work.employed_to)
            report.remark(row.line, "start", f"nieobecność wykracza poza zatrudnienie asystenta ({employed})")
        others = known.absences.setdefault(row.assistant, [])
        if line := next((line for start, end, line in others if start <= row.end and row.start <= end), None):
            report(row.line, "start", f"w tych dniach wpisano już nieobecność ({named(line, f'wiersz {line}')})")
        others.append((row.start, row.end, row.line))


def posts(known, rows, report):
    """Store the posts, to which months belong."""
    for row in rows:
        known.posts.setdefault((row.assistant, row.funding, row.start), []).append(row.fraction)


def supplement_caps(known, rows, report):
    """A month has one cap of supplements."""
    present = {} if known.updating else dict(_by(SupplementCap, ("since",), ("amount",)))
    for row in rows:
        if WRONG in (row.since, row.amount):
            known.incomplete.add("supplement_caps")
            continue
        if any(cap.since == row.since for cap in known.caps):
            report(row.line, "since", "limit od tego miesiąca już podano")
        known.caps.append(SupplementCap(since=row.since, amount=row.amount))
        _once(known, "supplement_caps", row, present.get((row.since,)), (row.amount,), "amount", report)


def post_months(known, rows, report):
    """A month belongs to a post, once; its supplement is not above the cap (a remark: it may have been lowered)."""
    for row in rows:
        post = row.assistant, row.funding, row.start
        if WRONG in (*post, row.month):
            continue
        fractions = known.posts.get(post, ())
        known.post_months[*post, row.month] += 1
        if not fractions and "posts" not in known.incomplete and not _has_wrong_post(known, row.assistant):
            report(row.line, "start", "ten asystent nie ma takiego etatu (finansowanie i pierwszy dzień)")
        elif fractions and known.post_months[*post, row.month] > len(fractions):
            report(row.line, "month", "ten miesiąc etatu już podano")
        if row.supplement in (None, WRONG) or WRONG in fractions or "supplement_caps" in known.incomplete:
            continue
        cap = cap_of(max(fractions, default=0), Month(row.month), known.caps)
        if cap is not None and row.supplement > cap:
            report.remark(row.line, "supplement", f"najwyżej {money(cap)} na tę część etatu")


def _has_wrong_post(known, assistant):
    return any(WRONG in post and post[0] in (assistant, WRONG) for post in known.posts)
