"""Training and supervision of assistants."""

from familycare.lib.polish import plural
from reporting.documents.nouns import ASSISTANT, HOUR, SUPERVISION, TRAINING
from reporting.documents.plan import ChapterPlan, Section


def trainings(figures):
    assistants = figures.now("trainings", "assistants")
    parts = [_sentence(figures, kind, noun) for kind, noun in (("training", TRAINING), ("supervision", SUPERVISION))]
    return [
        f"{figures.opening} odnotowano {' oraz '.join(part for part in parts if part)}." if any(parts) else "",
        f"{plural(assistants, 'Skorzystał', 'Skorzystało', 'Skorzystało')} z nich {ASSISTANT.subject(assistants)}"
        f"{figures.change('trainings', 'assistants', ASSISTANT)}."
        if assistants
        else "",
    ]


def _sentence(figures, kind, noun):
    events, hours = figures.now("trainings", f"{kind}.events"), figures.now("trainings", f"{kind}.hours")
    return f"{noun.object(events)} (łącznie {HOUR.subject(round(hours))} udziału asystentów)" if events else ""


PLAN = ChapterPlan(
    key="trainings",
    title="Szkolenia i superwizja",
    absent="szkoleń ani superwizji asystentów",
    sections=(Section("trainings", "Szkolenia i superwizja", "szkoleń ani superwizji asystentów", trainings),),
)
