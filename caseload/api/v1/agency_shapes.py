"""How partner agencies, agreements, programs and their secrets look to staff."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.accounts.models import ClientSecret, PartnerClient
from caseload.core import clock
from caseload.core.sharing import AgencyKind, DataCategory, Purpose

WARNED_AT = (7, 30, 60)
"""Days before a program's last secret ends at which its keepers are warned."""

NONE_ALIVE = "no_live_secret"


def _one_of(values: Any) -> str:
    return f"One of: {', '.join(values)}."


class ReasonIn(serializers.Serializer):
    """Why; kept with the version."""

    reason = serializers.CharField(max_length=200)


class AgencyOut(serializers.Serializer):
    """An agency that families are passed from or to."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField(help_text=_one_of(AgencyKind.values))
    code = serializers.CharField(help_text="Its ODS, force or council code; often empty.")
    suspended_at = serializers.DateTimeField(allow_null=True)
    suspended_reason = serializers.CharField()


class AgencyIn(serializers.Serializer):
    """A new agency. Nothing passes before an agreement."""

    name = serializers.CharField(max_length=200)
    kind = serializers.CharField(max_length=20, help_text=_one_of(AgencyKind.values))
    code = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


class AgencyPatch(ReasonIn):
    """Another name or code; the kind stays."""

    name = serializers.CharField(max_length=200, required=False)
    code = serializers.CharField(max_length=20, required=False, allow_blank=True)


class AgreementOut(serializers.Serializer):
    """What was signed: why, what kinds of data, until when."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    agency_id = serializers.UUIDField()
    title = serializers.CharField()
    purposes = serializers.ListField(
        child=serializers.CharField(), help_text=_one_of(Purpose.values)
    )
    categories = serializers.ListField(
        child=serializers.CharField(), help_text=_one_of(DataCategory.values)
    )
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    ended_reason = serializers.CharField()
    is_in_force = serializers.SerializerMethodField()

    def get_is_in_force(self, agreement: Any) -> bool:
        return bool(agreement.starts_at <= clock.now() < agreement.ends_at)


class AgreementIn(serializers.Serializer):
    """A signed agreement. What it says never changes; another one is signed instead."""

    title = serializers.CharField(max_length=200)
    purposes = serializers.ListField(
        child=serializers.CharField(max_length=20),
        max_length=20,
        help_text=_one_of(Purpose.values),
    )
    categories = serializers.ListField(
        child=serializers.CharField(max_length=20),
        max_length=40,
        required=False,
        default=list,
        help_text=_one_of(DataCategory.values),
    )
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    ends_at = serializers.DateTimeField()


class ProgramOut(serializers.Serializer):
    """One program of an agency: what it may, from where, how often, and when its secret ends."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    agency_id = serializers.UUIDField()
    name = serializers.CharField()
    oauth_client = serializers.CharField(
        source="client_id", help_text="What it calls itself when it asks for a token."
    )
    scopes = serializers.ListField(child=serializers.CharField())
    is_test = serializers.BooleanField()
    allowed_addresses = serializers.ListField(
        child=serializers.CharField(), help_text="Empty: from anywhere."
    )
    requests_per_minute = serializers.IntegerField()
    requests_per_day = serializers.IntegerField()
    suspended_at = serializers.DateTimeField(allow_null=True)
    suspended_reason = serializers.CharField()
    expires_in_days = serializers.SerializerMethodField(
        help_text="Whole days until its newest secret ends; null without one, and for whoever "
        "keeps no agencies."
    )
    warning = serializers.SerializerMethodField(
        help_text="Often empty; no_live_secret, or within_60_days, within_30_days, within_7_days."
    )

    def get_expires_in_days(self, program: PartnerClient) -> int | None:
        return _days_until(getattr(program, "secret_ends_at", None))

    def get_warning(self, program: PartnerClient) -> str:
        if Permission.MANAGE_AGENCIES not in held_by(self.context["view"].actor.roles):
            return ""
        return _warning(self.get_expires_in_days(program))


class ProgramIn(serializers.Serializer):
    """A program to let in. It has no secret yet: ``rotate-secret`` makes one."""

    name = serializers.CharField(max_length=120)
    scopes = serializers.ListField(child=serializers.CharField(max_length=40), max_length=40)
    allowed_addresses = serializers.ListField(
        child=serializers.CharField(max_length=43),
        max_length=50,
        required=False,
        help_text="Addresses or networks it may ask from; none named: from anywhere.",
    )
    requests_per_minute = serializers.IntegerField(required=False, min_value=1, max_value=6_000)
    requests_per_day = serializers.IntegerField(required=False, min_value=1, max_value=1_000_000)


class ProgramPatch(ProgramIn, ReasonIn):
    """Other words, scopes, addresses or limits for a program."""

    name = serializers.CharField(max_length=120, required=False)
    scopes = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=40, required=False
    )


class SecretOut(serializers.Serializer):
    """A secret as it is kept: when it began and when it ends, and never the secret."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    client_id = serializers.UUIDField(help_text="The program, by its id here.")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    expires_in_days = serializers.SerializerMethodField()
    warning = serializers.SerializerMethodField()

    def get_expires_in_days(self, secret: ClientSecret) -> int | None:
        return _days_until(secret.ends_at)

    def get_warning(self, secret: ClientSecret) -> str:
        days = _days_until(secret.ends_at)
        return "" if days is None else _warning(days)


class SecretMadeOut(SecretOut):
    """A secret that was just made. ``client_secret`` is shown this once."""

    client_secret = serializers.SerializerMethodField(
        help_text="Shown once. Null where the request is a repeat of one that was answered: then "
        "make another."
    )

    def get_client_secret(self, secret: ClientSecret) -> str | None:
        shown: str | None = self.context.get("shown")
        return shown


class SecretsOut(serializers.Serializer):
    """Every secret a program ever had, the newest first."""

    results = SecretOut(many=True)


class AgenciesOut(serializers.Serializer):
    """Every agency, by name."""

    results = AgencyOut(many=True)


class ProgramsOut(serializers.Serializer):
    """Every program of one agency, by name."""

    results = ProgramOut(many=True)


def _days_until(end: datetime | None) -> int | None:
    """Whole days; nothing once it is over."""
    now = clock.now()
    return (end - now).days if end and end > now else None


def _warning(days: int | None) -> str:
    if days is None:
        return NONE_ALIVE
    near = next((within for within in WARNED_AT if days < within), None)
    return f"within_{near}_days" if near else ""
