"""Passwords: kept as argon2 hashes that only the login role may read or write."""

import secrets
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from caseload.accounts.models import User, UserKind
from caseload.audit.security import security
from caseload.core.errors import FieldError, NotPermitted, ValidationFailed

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS = 4
_GROUP_LENGTH = 5


def one_time_password() -> str:
    """A password to be handed over once: 99 bits, without look-alikes, easy to read out."""
    groups = (
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def set_password(user: User, password: str, *, request_id: UUID | None = None) -> None:
    """Let ``user`` sign in with ``password`` from now on. Outside every unit of work.

    History does not keep the hash, so this is no new version of the user.

    Raises:
        NotPermitted: a system actor or a partner's machine never signs in this way.
        ValidationFailed: the password is too easily guessed, in words.

    """
    if user.kind != UserKind.STAFF:
        raise NotPermitted
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationFailed(
            *(
                FieldError("/password", problem.code or "weak", " ".join(problem.messages))
                for problem in error.error_list
            )
        ) from error
    security(
        "password",
        "set",
        subject_id=user.pk,
        organisation_id=user.organisation_id,
        request_id=request_id,
    )
    if not User.objects.filter(pk=user.pk).update(password=make_password(password)):
        raise NotPermitted
