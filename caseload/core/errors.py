"""Facts that stop work, each with a stable slug and a sentence a person may read.

The slug is the last part of the problem type in ``api.md`` §1.6. No message carries
anybody's data.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with what was sent: where (JSON Pointer), which rule, in words."""

    pointer: str
    code: str
    detail: str


class CaseloadError(Exception):
    """The root of every refusal that the system means to give."""

    slug = "validation-error"
    sentence = "This cannot be done."

    def __init__(
        self, sentence: str | None = None, *, code: str = "", pointer: str = "", **facts: object
    ) -> None:
        super().__init__(sentence or self.sentence)
        self.detail = sentence or self.sentence
        self.errors: tuple[FieldError, ...] = (
            (FieldError(pointer, code or self.slug.replace("-", "_"), self.detail),)
            if pointer or code
            else ()
        )
        self.facts = facts


class ValidationFailed(CaseloadError):
    """What was sent breaks a rule; the sender can repair it and send it again."""

    slug = "validation-error"
    sentence = "Some of what was sent cannot be accepted."

    def __init__(self, *errors: FieldError, sentence: str | None = None) -> None:
        super().__init__(sentence)
        self.errors = errors

    @classmethod
    def at(cls, pointer: str, code: str, detail: str) -> "ValidationFailed":
        return cls(FieldError(pointer, code, detail))


class NotFound(CaseloadError):
    """There is nothing here for this actor; hidden and absent are the same thing."""

    slug = "not-found"
    sentence = "There is nothing here for you."


class NotPermitted(CaseloadError):
    """The actor sees the object but may not do this to it."""

    slug = "not-permitted"
    sentence = "Your role does not allow this."


class InsufficientScope(CaseloadError):
    """The token does not name the scope that the route needs; says nothing about any object."""

    slug = "insufficient-scope"
    sentence = "The token does not have the scope that this needs."


class AccessReasonRequired(CaseloadError):
    slug = "access-reason-required"
    sentence = "Say why you need to see this: send a Caseload-Access-Reason."


class NotAuthenticated(CaseloadError):
    slug = "not-authenticated"
    sentence = "Sign in first."


class TokenExpired(NotAuthenticated):
    """It was a good token once; the sign-in behind it may still be alive."""

    slug = "token-expired"
    sentence = "The token has expired. Get a new one."


class PreconditionRequired(CaseloadError):
    slug = "precondition-required"
    sentence = "Say which version you saw: send If-Match or a version."


class StaleVersion(CaseloadError):
    slug = "stale-version"
    sentence = "Read the record again and repeat your change."


class InvalidTransition(CaseloadError):
    slug = "invalid-transition"
    sentence = "This step is not possible from the present state."


class UnsafeContact(CaseloadError):
    """The person has not said that this way of reaching them is safe (BR-20 to BR-29)."""

    slug = "unsafe-contact"
    sentence = "This contact is not safe."


class AllocationRefused(CaseloadError):
    """One sentence for every cause, so that no barrier shows (api.md §4.3)."""

    slug = "allocation-refused"
    sentence = "This worker is not available for this case."


class AuditUnavailable(CaseloadError):
    slug = "audit-unavailable"
    sentence = "This cannot be answered just now. Try again in a moment."


class UnknownParameter(CaseloadError):
    slug = "unknown-parameter"
    sentence = "The address has a parameter that is not known here."


class UnknownField(CaseloadError):
    slug = "unknown-field"
    sentence = "The body has a member that is not known here."


class MalformedRequest(CaseloadError):
    slug = "malformed-request"
    sentence = "The request could not be read."


class IdempotencyKeyReused(CaseloadError):
    slug = "idempotency-key-reused"
    sentence = "This key was used for another request."


class IdempotencyKeyInProgress(CaseloadError):
    slug = "idempotency-key-in-progress"
    sentence = "The first request with this key is still running. Try again in a moment."


class IdempotencyKeyMissing(CaseloadError):
    slug = "idempotency-key-missing"
    sentence = "Send an Idempotency-Key: a quoted string or a UUID, another for each request."


class ConsentRequired(CaseloadError):
    """Nobody has said yes to this recipient and these kinds of data; for staff only."""

    slug = "consent-required"
    sentence = "The person has not agreed to this."


class ConsentWithdrawn(CaseloadError):
    """There was agreement once, and it has ended; for staff only."""

    slug = "consent-withdrawn"
    sentence = "The person's agreement to this has ended."


class NoLawfulBasis(CaseloadError):
    """Nothing allows it, agreement or other; for staff only."""

    slug = "no-lawful-basis"
    sentence = "There is no basis on which this may leave."


class DuplicateReference(CaseloadError):
    """The agency has used this reference of its own before."""

    slug = "duplicate-reference"
    sentence = "You have sent a referral with this reference already."


class RateLimited(CaseloadError):
    slug = "rate-limited"
    sentence = "Too many requests. Wait a moment."

    def __init__(self, *, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after
