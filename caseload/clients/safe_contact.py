"""Whether a person may be reached this way, now: the hard check before every outbound contact.

Contact can do harm: police may hold the phone, and a text lights up on the kitchen table. So
the answer is no unless the person said yes, to this use, on this route, recently, at this hour
(BR-20 to BR-29). Nobody can override it. The function is pure; ``may_contact`` fetches the
facts and asks at the moment of use, never at the moment of planning (BR-27).

No sentence carries a number, an address or a name: refusals end up on screens and in logs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from caseload.core.uk_time import Window, uk_date
from caseload.vocabulary.source import attrs

LIFETIME_DAYS = 90


class Use(StrEnum):
    """One way of using a route; each has its own answer (BR-21)."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    APP = "app"
    MEETING = "meeting"


class Answer(StrEnum):
    """What the person said about one use (``safe_contact_permission``)."""

    ALLOWED = "allowed"
    ALLOWED_WITH_CONDITIONS = "allowed_with_conditions"
    NOT_SAFE = "not_safe"
    NOT_ASKED = "not_asked"
    SUSPENDED = "suspended"


class Reason(StrEnum):
    """Why a contact is refused; stable, for partners, tests and the refusal record."""

    ROUTE_NOT_ASKED = "route_not_asked"
    ROUTE_NOT_SAFE = "route_not_safe"
    ROUTE_SUSPENDED = "route_suspended"
    ROUTE_EXPIRED = "route_expired"
    DEVICE_WITH_POLICE = "device_with_police"
    DEVICE_RETURNED_UNCHECKED = "device_returned_unchecked"
    OUTSIDE_SAFE_HOURS = "outside_safe_hours"
    USE_NOT_PERMITTED = "use_not_permitted"
    ROUTE_REQUIRED = "route_required"
    ROUTE_NOT_OF_CASE = "route_not_of_case"
    PERSON_DIED = "person_died"


class WayOn(StrEnum):
    """What a worker can do instead; the words are in ``WAYS_ON``."""

    ANOTHER_ROUTE = "another_route"
    RECORD_WISH_FIRST = "record_wish_first"
    CALL_IN_REFERRER_WINDOW = "call_in_referrer_window"
    ASK_REFERRER = "ask_referrer"
    ATTEMPT_NOT_MADE = "attempt_not_made"
    ALREADY_HAPPENED = "already_happened"


WAYS_ON: dict[WayOn, str] = {
    WayOn.ANOTHER_ROUTE: "Use another route that the person has said is safe.",
    WayOn.RECORD_WISH_FIRST: (
        "If the person has asked for another time, record that wish first, with its source."
    ),
    WayOn.CALL_IN_REFERRER_WINDOW: (
        "Make a first voice call in the hours that the referrer stated, number withheld."
    ),
    WayOn.ASK_REFERRER: "Ask the referrer for a safe way to reach the person.",
    WayOn.ATTEMPT_NOT_MADE: "Record that the attempt was not made: no safe route.",
    WayOn.ALREADY_HAPPENED: "If it has already happened, record it as a contact incident.",
}

SENTENCES: dict[Reason, str] = {
    Reason.ROUTE_NOT_ASKED: "The person has not been asked whether this is safe.",
    Reason.ROUTE_NOT_SAFE: "The person has said that this is not safe.",
    Reason.ROUTE_SUSPENDED: "This route is suspended until the person confirms it again.",
    Reason.ROUTE_EXPIRED: "The answer about this route is out of date. It counts as not asked.",
    Reason.DEVICE_WITH_POLICE: (
        "The device is with the police. The route is suspended until the person confirms it "
        "by voice with the code word."
    ),
    Reason.DEVICE_RETURNED_UNCHECKED: (
        "The device has been returned and nobody has confirmed that it is private. The route is "
        "suspended until the person confirms it by voice with the code word."
    ),
    Reason.OUTSIDE_SAFE_HOURS: "This is outside the hours in which the route is safe.",
    Reason.USE_NOT_PERMITTED: "This route cannot be used in this way.",
    Reason.ROUTE_REQUIRED: "Name the safe route that is used for this contact.",
    Reason.ROUTE_NOT_OF_CASE: "This route does not belong to this case.",
    Reason.PERSON_DIED: "Nothing is sent automatically after a death has been recorded.",
}

# In the order in which a worker would try them. What has happened can always be recorded.
_LAWFUL_WAYS: dict[Reason, tuple[WayOn, ...]] = {
    Reason.OUTSIDE_SAFE_HOURS: (
        WayOn.RECORD_WISH_FIRST,
        WayOn.ANOTHER_ROUTE,
        WayOn.ATTEMPT_NOT_MADE,
        WayOn.ALREADY_HAPPENED,
    ),
    Reason.USE_NOT_PERMITTED: (WayOn.ANOTHER_ROUTE, WayOn.ALREADY_HAPPENED),
    Reason.ROUTE_REQUIRED: (WayOn.ANOTHER_ROUTE, WayOn.ATTEMPT_NOT_MADE, WayOn.ALREADY_HAPPENED),
    Reason.ROUTE_NOT_OF_CASE: (WayOn.ANOTHER_ROUTE, WayOn.ALREADY_HAPPENED),
    Reason.PERSON_DIED: (),
}
_USUAL_WAYS = (
    WayOn.ANOTHER_ROUTE,
    WayOn.ASK_REFERRER,
    WayOn.ATTEMPT_NOT_MADE,
    WayOn.ALREADY_HAPPENED,
)

USES_OF_KIND: dict[str, frozenset[Use]] = {
    "phone": frozenset({Use.CALL, Use.VOICEMAIL, Use.TEXT, Use.APP, Use.MEETING}),
    "email": frozenset({Use.EMAIL, Use.MEETING}),
    "post": frozenset({Use.LETTER, Use.MEETING}),
    "app": frozenset({Use.APP, Use.MEETING}),
    "in_person": frozenset({Use.MEETING}),
}
WRITTEN = frozenset({Use.TEXT, Use.EMAIL, Use.LETTER, Use.APP})

_USE_OF_CHANNEL: dict[str, Use] = {
    "phone_call": Use.CALL,
    "voicemail": Use.VOICEMAIL,
    "sms": Use.TEXT,
    "messaging_app": Use.APP,
    "live_chat": Use.APP,
    "online_forum": Use.APP,
    "email": Use.EMAIL,
    "secure_email": Use.EMAIL,
    "letter": Use.LETTER,
    "video_call": Use.MEETING,
    "face_to_face_home": Use.MEETING,
    "face_to_face_office": Use.MEETING,
    "face_to_face_other": Use.MEETING,
    "group_session": Use.MEETING,
    "professional_meeting": Use.MEETING,
}

_ANSWERS = frozenset(Answer)
_YES = frozenset({Answer.ALLOWED, Answer.ALLOWED_WITH_CONDITIONS})
_REFUSING_ANSWERS = {
    Answer.SUSPENDED: Reason.ROUTE_SUSPENDED,
    Answer.NOT_SAFE: Reason.ROUTE_NOT_SAFE,
}
_DEVICE_SUSPENSIONS = {
    "device_seized": Reason.DEVICE_WITH_POLICE,
    "device_returned_unchecked": Reason.DEVICE_RETURNED_UNCHECKED,
}


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """One number, address or place as it is known in one case, at the moment of asking.

    ``called_before`` is true once anybody called this route from this case: the hours that a
    referrer stated stand for a first call and no other (BR-20).
    """

    kind: str
    permissions: Mapping[str, str] = field(default_factory=dict)
    conditions: str = ""
    safe_hours: tuple[Window, ...] = ()
    identity: str = "no_message"
    device_status: str = "not_seized"
    suspended_reason: str = ""
    verified_on: date | None = None
    expires_on: date | None = None
    referrer_window: Window | None = None
    called_before: bool = False

    def answer(self, use: Use) -> Answer:
        """What was said about this use; silence is "not asked", a word we do not know is "no"."""
        said = self.permissions.get(use.value) or Answer.NOT_ASKED
        return Answer(said) if said in _ANSWERS else Answer.NOT_SAFE

    def last_good_day(self) -> date | None:
        """The last day on which the answers stand; an answer without a date has none (BR-25)."""
        ends = [self.expires_on] if self.expires_on else []
        if self.verified_on:
            ends.append(self.verified_on + timedelta(days=LIFETIME_DAYS))
        return min(ends, default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes with how to go about it, or no with the reason and the ways on."""

    allowed: bool
    reason_code: str = ""
    sentence: str = ""
    ways_on: tuple[WayOn, ...] = ()
    identity: str = "no_message"
    conditions: str = ""
    withhold_number: bool = False
    name_organisation: bool = False


def refused(reason: Reason, *, extra_way: WayOn | None = None) -> Verdict:
    """The refusal for a reason: also for what only the caller knows (no route, another case's)."""
    ways = _LAWFUL_WAYS.get(reason, _USUAL_WAYS)
    return Verdict(
        allowed=False,
        reason_code=reason.value,
        sentence=SENTENCES[reason],
        ways_on=(extra_way, *ways) if extra_way else ways,
    )


def decide(
    route: RouteFacts,
    use: Use,
    at: datetime,
    *,
    died: bool = False,
    automatic: bool = False,
) -> Verdict:
    """Whether this person may be reached by this use of this route at this moment.

    ``died`` is a recorded death of the person; ``automatic`` is anything that no worker sends
    by hand (BR-28). The gravest reason is the one that is told.
    """
    if died and automatic:
        return refused(Reason.PERSON_DIED)
    if use not in USES_OF_KIND.get(route.kind, frozenset()):
        return refused(Reason.USE_NOT_PERMITTED)
    said = _answer(route, use)
    if reason := _held_back(route) or _REFUSING_ANSWERS.get(said):
        return refused(reason)
    if said is Answer.NOT_ASKED:
        return _not_asked(route, use, at, automatic=automatic)
    if _is_expired(route, at):
        return refused(Reason.ROUTE_EXPIRED)
    return _within_hours(route, at, _yes(route))


def _held_back(route: RouteFacts) -> Reason | None:
    """What takes the whole route away, calls and meetings included (BR-22)."""
    if route.device_status.startswith("seized"):
        return Reason.DEVICE_WITH_POLICE
    if route.device_status == "returned":
        return Reason.DEVICE_RETURNED_UNCHECKED
    if route.suspended_reason:
        return _DEVICE_SUSPENSIONS.get(route.suspended_reason, Reason.ROUTE_SUSPENDED)
    return None


def _answer(route: RouteFacts, use: Use) -> Answer:
    """What was said about this use; a meeting rests on the route on which it was agreed.

    An answer about meetings themselves comes first. Without one, any use that the person
    allowed on the route carries the meeting that was agreed there.
    """
    said = route.answer(use)
    if use is not Use.MEETING or said is not Answer.NOT_ASKED:
        return said
    answers = {route.answer(other) for other in USES_OF_KIND[route.kind] - {Use.MEETING}}
    for answer in (*sorted(_YES), Answer.SUSPENDED, Answer.NOT_SAFE):
        if answer in answers:
            return answer
    return Answer.NOT_ASKED


def _not_asked(route: RouteFacts, use: Use, at: datetime, *, automatic: bool) -> Verdict:
    """Nobody asked. A first voice call by a person, in the referrer's hours, is all there is."""
    window = route.referrer_window
    if window is None or route.called_before or route.kind != "phone" or automatic:
        return refused(Reason.ROUTE_NOT_ASKED)
    if use is not Use.CALL or not window.covers(at):
        return refused(Reason.ROUTE_NOT_ASKED, extra_way=WayOn.CALL_IN_REFERRER_WINDOW)
    name_used = "first_name_only" if route.identity == "full_identity" else route.identity
    first_call = Verdict(
        allowed=True, identity=name_used, conditions=route.conditions, withhold_number=True
    )
    return _within_hours(route, at, first_call)


def _yes(route: RouteFacts) -> Verdict:
    return Verdict(
        allowed=True,
        identity=route.identity,
        conditions=route.conditions,
        name_organisation=route.identity == "full_identity",
    )


def _within_hours(route: RouteFacts, at: datetime, verdict: Verdict) -> Verdict:
    if route.safe_hours and not any(window.covers(at) for window in route.safe_hours):
        return refused(Reason.OUTSIDE_SAFE_HOURS)
    return verdict


def _is_expired(route: RouteFacts, at: datetime) -> bool:
    last = route.last_good_day()
    return last is None or uk_date(at) > last


def uses_needed(channel: str, outcome: str = "") -> frozenset[Use]:
    """The uses that a contact needs; none for a channel we do not know, which is a refusal.

    A call that ended on voicemail with a message used the number twice: both answers count.
    """
    uses = {_USE_OF_CHANNEL[channel]} if channel in _USE_OF_CHANNEL else set()
    if uses and outcome == "voicemail_left_agreed":
        uses.add(Use.VOICEMAIL)
    return frozenset(uses)


def last_message_uses(route: RouteFacts, at: datetime) -> frozenset[Use]:
    """How a last message may be written to somebody who no longer answers (BR-66).

    Only where the person said a plain yes to writing; conditions cannot be met by a message
    that may lie about.
    """
    return frozenset(
        use
        for use in WRITTEN
        if route.answer(use) is Answer.ALLOWED and decide(route, use, at).allowed
    )


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What an outcome does to the route it was tried on (BR-23)."""

    suspended_reason: str = ""
    opens_review: bool = False
    every_route: bool = False


_SUSPENDS = {
    "answered_by_other": "answered_by_other",
    "wrong_number": "answered_by_other",
    "client_declined_contact": "client_request",
}


def after_outcome(outcome: str) -> Aftermath:
    """Which suspension and which review follow, in the transaction that records the outcome.

    "Please do not contact me" is about us, not about one number: it suspends every route.
    """
    return Aftermath(
        suspended_reason=_SUSPENDS.get(outcome, ""),
        opens_review=bool(attrs("contact_outcome", outcome).get("opens_safe_contact_review")),
        every_route=outcome == "client_declined_contact",
    )
