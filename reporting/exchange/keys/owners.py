"""Records that belong to a record without an id: a register says which by the columns of that record's own file."""

from collections import defaultdict
from itertools import product

from assistants.models import Assignment, MonthOfPost, Post, Substitution, Visit, VisitGoal
from cases.models import AreaScore, Assessment, GoalAction, PlanGoal


def _assignments(known, rows):
    """Yield the keys of the assignments that the rows are about: those of their case that begin on `assigned_on`."""
    cases = [known.cases.keys[row.case] for row in rows]
    found = Assignment.objects.filter(case__in={*cases}).values_list("case_id", "starts_on", "pk")
    keys = {(case, start): key for case, start, key in found}
    for case, row in zip(cases, rows, strict=True):
        yield (keys[case, row.assigned_on],)


def _posts(known, rows):
    """Yield the keys of the posts that the rows are about.

    Of several posts of an assistant with one source and one first day, each takes the month once, in their order.
    """
    assistants = [known.assistants.keys[row.assistant] for row in rows]
    posts, taken = defaultdict(list), set()
    for post in Post.objects.filter(assistant__in={*assistants}).order_by("pk"):
        posts[post.assistant_id, post.funding_id, post.starts_on].append(post.pk)
    taken |= set(MonthOfPost.objects.filter(post__assistant__in={*assistants}).values_list("post_id", "month"))
    for assistant, row in zip(assistants, rows, strict=True):
        post = next(each for each in posts[assistant, row.funding, row.start] if (each, row.month) not in taken)
        taken.add((post, row.month))
        yield (post,)


def _assessments(known, rows):
    """Yield the keys of the assessments that the rows are about.

    Of several assessments of a case on one day, each takes the area once, in their order.
    """
    cases = [known.cases.keys[row.case] for row in rows]
    assessments = defaultdict(list)
    found = Assessment.objects.filter(case__in={*cases}).order_by("pk").values_list("case_id", "held_on", "pk")
    for case, day, key in found:
        assessments[case, day].append(key)
    taken = set(AreaScore.objects.filter(assessment__case__in={*cases}).values_list("assessment_id", "area_id"))
    for case, row in zip(cases, rows, strict=True):
        score = next(pair for key in assessments[case, row.held_on] if (pair := (key, row.area)) not in taken)
        taken.add(score)
        yield (score[0],)


def _visits_and_goals(known, rows):
    """Yield the keys of the visits that the rows are about, and of goals.

    Of visits that are alike, and of goals with the same words, each takes the other once, in their order.
    """
    cases = [known.cases.keys[row.case] for row in rows]
    visits, goals = defaultdict(list), defaultdict(list)
    found = Visit.objects.filter(case__in={*cases}, visited_on__in={row.date for row in rows}).order_by("pk")
    for key, *said in found.values_list("pk", "case_id", "assistant_id", "visited_on", "entered_at"):
        visits[tuple(said)].append(key)
    taken = set(VisitGoal.objects.filter(visit__case__in={*cases}).values_list("visit_id", "goal_id"))
    plans = [known.plans.keys[row.plan] for row in rows]
    for key, *said in PlanGoal.objects.filter(plan__in={*plans}).order_by("pk").values_list("pk", "plan_id", "goal"):
        goals[tuple(said)].append(key)
    for case, plan, row in zip(cases, plans, rows, strict=True):
        alike = visits[case, known.assistants.keys[row.assistant], row.date, row.entered_at]
        pair = next(pair for pair in product(alike, goals[plan, row.goal]) if pair not in taken)
        taken.add(pair)
        yield pair


def _goals(known, rows):
    """Yield the keys of the goals that the rows are about; of several with the same words, the first."""
    plans = [known.plans.keys[row.plan] for row in rows]
    found = PlanGoal.objects.filter(plan__in={*plans}).order_by("-pk").values_list("plan_id", "goal", "pk")
    keys = {(plan, goal): key for plan, goal, key in found}
    for plan, row in zip(plans, rows, strict=True):
        yield (keys[plan, row.goal],)


# {model: (the fields, a function of KnownRecords and rows that yields the keys in them for each row)}
OWNERS = {
    Substitution: (["assignment"], _assignments),
    MonthOfPost: (["post"], _posts),
    GoalAction: (["goal"], _goals),
    AreaScore: (["assessment"], _assessments),
    VisitGoal: (["visit", "goal"], _visits_and_goals),
}
