"""What a person answers, and takes back (BR-40, BR-41, BR-50)."""

from datetime import datetime
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import endings
from caseload.consents.models import AccessEnd, Answer, Consent
from caseload.consents.standing import giver_errors
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, StaleVersion, ValidationFailed
from caseload.core.uk_time import uk_date
from caseload.tasks import services as tasks


@operation("consent.recorded", needs=Permission.RECORD_CONSENT, on="case")
def record_consent(
    *,
    by: Actor,
    case: Case,
    scope: str,
    answer: str,
    method: str,
    answered_at: datetime | None = None,
    valid_from: datetime | None = None,
    **words: Any,
) -> Consent:
    """Write down what was asked and what was answered; a "no" and "not asked" are answers too.

    A later answer to the same question takes the place of this one. An answer that is stricter than
    what stood before ends, in this transaction, what rested on the former.

    Raises:
        ValidationFailed: in the future, or from somebody who may not answer for this person (BR-50).
    """
    now = clock.now()
    said_at = answered_at or now
    if said_at > now:
        raise ValidationFailed.at("/answered_at", "in_the_future", "The time lies in the future.")
    consent = Consent(
        case=case,
        scope=scope,
        answer=answer,
        method=method,
        answered_at=said_at,
        valid_from=valid_from or said_at,
        **words,
    )
    if answer == Answer.GIVEN:
        errors = giver_errors(
            giver=consent.giver,
            standing=consent.standing,
            competence=consent.competence,
            capacity=consent.capacity,
            born_on=case.client.born_on,
            nation=case.uk_nation,
            at=said_at,
        )
        if errors:
            raise ValidationFailed(*errors)
    summaries.lock(case.pk)
    endings.end_what_ran_out(by=by, case=case)
    consent.record(by=by)
    endings.end_what_lost_its_basis(by=by, case=case, reason=AccessEnd.WITHDRAWN)
    return consent


@operation("consent.renewed", needs=Permission.RECORD_CONSENT, on="consent")
def renew_consent(
    *,
    by: Actor,
    consent: Consent,
    seen: int,
    method: str,
    valid_until: datetime | None = None,
    **words: Any,
) -> Consent:
    """Ask again, and write the new answer beside the old one."""
    if consent.version != seen:
        raise StaleVersion(version=consent.version)
    return record_consent(
        by=by,
        case=consent.case,
        scope=consent.scope,
        answer=Answer.GIVEN,
        method=method,
        recipient_agency_id=consent.recipient_agency_id,
        recipient_name=consent.recipient_name,
        categories=list(consent.categories),
        giver=consent.giver,
        standing=consent.standing,
        competence=consent.competence,
        capacity=consent.capacity,
        valid_until=valid_until,
        renews=consent,
        **words,
    )


@operation("consent.withdrawn", needs=Permission.RECORD_CONSENT, on="consent")
def withdraw_consent(
    *,
    by: Actor,
    consent: Consent,
    seen: int,
    method: str,
    withdrawn_at: datetime | None = None,
    note: str = "",
) -> Consent:
    """The person takes it back. What rested on it ends at once; what was told before stays told (BR-41).

    ``withdrawn_at`` may lie in the past: what was shared in between is listed, not undone.

    Raises:
        InvalidTransition: it was not given, or taken back already.
    """
    if consent.answer != Answer.GIVEN or consent.withdrawn_at is not None:
        raise InvalidTransition("Only what stands can be taken back.", allowed=[])
    now = clock.now()
    moment = withdrawn_at or now
    if not consent.answered_at <= moment <= now:
        raise ValidationFailed.at(
            "/withdrawn_at", "not_between", "Between the answer and now, and not outside."
        )
    summaries.lock(consent.case_id)
    endings.end_what_ran_out(by=by, case=consent.case)
    consent.amend(
        by=by,
        seen=seen,
        reason="taken back",
        withdrawn_at=moment,
        withdrawal_method=method,
        withdrawal_note=note,
    )
    endings.end_what_lost_its_basis(by=by, case=consent.case, reason=AccessEnd.WITHDRAWN)
    tasks.raise_by_rule(
        by=by,
        case=consent.case,
        rule_key=f"consent_withdrawn:{consent.pk}",
        task_type="review_due",
        title="The client took an agreement back: look at what was shared",
        due_on=uk_date(now),
    )
    return consent
