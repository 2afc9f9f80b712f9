"""States of what was sent for approval, and ways to hand a document over."""

from django.db.models import TextChoices


class SubmissionState(TextChoices):
    """What became of a document that was sent for approval."""

    WAITING = "waiting", "czeka na zatwierdzenie"
    RETURNED = "returned", "zwrócony do poprawy"
    WITHDRAWN = "withdrawn", "wysłanie cofnięte"
    APPROVED = "approved", "zatwierdzony"


class Channel(TextChoices):
    """How a document was handed over."""

    E_DELIVERY = "e_delivery", "e-Doręczenia"
    EPUAP = "epuap", "ePUAP"
    IN_PERSON = "in_person", "osobiście"
    POST = "post", "pocztą"
    E_MAIL = "e_mail", "e-mailem"
    MINISTRY = "ministry", "w systemie ministerstwa"
    OTHER = "other", "inaczej"
