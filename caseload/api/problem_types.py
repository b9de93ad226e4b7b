"""The problem types of api.md §1.6, each documented at ``/problems/{slug}``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    slug: str
    status: int
    title: str
    sentence: str
    what_to_do: str = ""


_ALL = (
    Problem(
        "malformed-request",
        400,
        "The request could not be read",
        "The request could not be read.",
        "Send one JSON object, and check its commas.",
    ),
    Problem(
        "unknown-parameter",
        400,
        "Unknown parameter",
        "The address has a parameter that is not known here.",
        "Remove it, or check its spelling.",
    ),
    Problem(
        "unknown-field",
        400,
        "Unknown field",
        "The body has a member that is not known here.",
        "Remove it; nothing was saved.",
    ),
    Problem(
        "idempotency-key-missing",
        400,
        "Idempotency-Key missing",
        "This request needs an Idempotency-Key.",
        "Send a UUID made for this request.",
    ),
    Problem(
        "not-authenticated", 401, "Not signed in", "Sign in first.", "Send a live access token."
    ),
    Problem("token-expired", 401, "Token expired", "The token has expired.", "Get a new one."),
    Problem("insufficient-scope", 403, "Token may not", "The token does not allow this."),
    Problem(
        "not-permitted",
        403,
        "Not permitted",
        "Your role does not allow this.",
        "Ask your manager; the attempt is on record.",
    ),
    Problem("step-up-required", 403, "Confirm who you are", "Confirm your second factor first."),
    Problem(
        "access-reason-required",
        403,
        "Say why",
        "Say why you need to see this: send a Caseload-Access-Reason.",
        "Send one of the reason codes in the header Caseload-Access-Reason.",
    ),
    Problem(
        "not-found",
        404,
        "Not found",
        "There is nothing here for you.",
        "Hidden and absent answer alike, and always will.",
    ),
    Problem(
        "method-not-allowed", 405, "Method not allowed", "This address does not take that method."
    ),
    Problem("not-acceptable", 406, "Not acceptable", "Only JSON is offered here."),
    Problem("payload-too-large", 413, "Too large", "The request is too large."),
    Problem("unsupported-media-type", 415, "Unsupported media type", "Send application/json."),
    Problem(
        "invalid-transition",
        409,
        "Not from here",
        "This step is not possible from the present state.",
        "The answer lists what is allowed.",
    ),
    Problem(
        "idempotency-key-in-progress",
        409,
        "Still running",
        "The first request with this key is still running. Try again in a moment.",
    ),
    Problem("duplicate-reference", 409, "Sent before", "This reference was used before."),
    Problem(
        "consent-required",
        409,
        "No agreement",
        "The person has not agreed to this.",
        "Ask the person and record the answer, or have another basis decided.",
    ),
    Problem(
        "consent-withdrawn",
        409,
        "Agreement ended",
        "The person's agreement to this has ended.",
        "Do not send it. Ask the person again only if that is safe.",
    ),
    Problem(
        "no-lawful-basis",
        409,
        "No basis",
        "There is no basis on which this may leave.",
        "Look at the agreement with the agency, and at what is recorded on the case.",
    ),
    Problem(
        "unsafe-contact",
        409,
        "Not a safe contact",
        "This contact is not safe.",
        "Use another route, record the client's wish first, or record that no attempt was made.",
    ),
    Problem(
        "allocation-refused", 409, "Not available", "This worker is not available for this case."
    ),
    Problem(
        "stale-version",
        412,
        "Somebody changed this first",
        "Read the record again and repeat your change.",
    ),
    Problem(
        "precondition-required",
        428,
        "Which version?",
        "Say which version you saw: send If-Match or a version.",
    ),
    Problem(
        "validation-error",
        422,
        "Not accepted",
        "Some of what was sent cannot be accepted.",
        "Each entry of errors points at one member and says what is wrong with it.",
    ),
    Problem(
        "idempotency-key-reused", 422, "Key used before", "This key was used for another request."
    ),
    Problem("rate-limited", 429, "Too many requests", "Too many requests. Wait a moment."),
    Problem(
        "internal-error",
        500,
        "Something went wrong on our side",
        "Something went wrong on our side. Nothing was saved.",
        "Quote the instance to your operator.",
    ),
    Problem(
        "audit-unavailable",
        503,
        "Not just now",
        "This cannot be answered just now. Try again in a moment.",
        "Nothing is shown that cannot be put on record.",
    ),
    Problem("maintenance", 503, "Not just now", "The service is busy. Try again in a moment."),
)

PROBLEMS: dict[str, Problem] = {problem.slug: problem for problem in _ALL}
