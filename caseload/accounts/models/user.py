"""Whoever can act: staff, named system actors, machine principals of partner agencies."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group
from django.db import models

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models.organisation import Organisation
from caseload.audit.history import History, TrackedRow
from caseload.audit.records import VersionedModel
from caseload.core.choices import CodeField
from caseload.core.kinds import Kind


class UserKind(models.TextChoices):
    STAFF = "staff", "Staff"
    SYSTEM = "system", "System actor"
    SERVICE = "service", "Partner system"


class UserManager(BaseUserManager["User"]):
    """Never loads the password hash: shape roles hold no right on that column."""

    def get_queryset(self) -> Any:
        return super().get_queryset().defer("password", "last_login")

    def get_by_natural_key(self, username: str | None) -> "User":
        """The one way that loads the hash, for signing in as the login role."""
        return super().get_queryset().get(username=username)


class User(AbstractBaseUser, VersionedModel):  # type: ignore[django-manager-missing] # the toolkit ships no types
    """A person or machine that signs in, or a named system actor that cannot.

    There is no superuser: the columns do not exist, and no code path asks for one (A14).
    """

    table_kind = Kind.REFERENCE
    personal: ClassVar[dict[str, str]] = {
        "username": "worker",
        "display_name": "worker",
        "email": "worker",
    }

    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="users"
    )
    kind = models.CharField(max_length=20, choices=UserKind, default=UserKind.STAFF)
    username = models.CharField(max_length=150, unique=True)
    display_name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    job_title = CodeField("staff_role", blank=True)
    is_active = models.BooleanField(default=True)

    groups = models.ManyToManyField(
        Group, through="accounts.RoleHolding", through_fields=("user", "group"), related_name="+"
    )

    is_superuser = False
    is_staff = False

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()
    history = History(excluded_fields=["password", "last_login"])

    class Meta:
        default_permissions = ()
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="user_tracked",
                fixed=("organisation_id", "kind"),
                untracked=("password", "last_login"),
            ),
            RowPolicies(
                name="user_fence",
                read={
                    "own": in_organisation("own"),
                    "wide": in_organisation("wide"),
                    "app": "true",
                    "policy": "true",
                },
                # A system actor's name is its role: who may write one would write themselves a right.
                add={
                    shape: f"{in_organisation(shape)} AND "
                    f"(({holds(Permission.MANAGE_ACCOUNTS)} AND kind = 'staff') "
                    f"OR ({holds(Permission.MANAGE_AGENCIES)} AND kind = 'service' "
                    "AND starts_with(username, 'service.')))"
                    for shape in ("own", "wide")
                },
                change={
                    "own": f"{in_organisation('own')} AND {holds(Permission.MANAGE_ACCOUNTS)} "
                    "AND kind = 'staff' AND id <> (SELECT ctx.who())",
                    "app": "true",
                },
            ),
            models.CheckConstraint(
                name="user_without_organisation_is_a_system_actor",
                condition=models.Q(organisation__isnull=False) | models.Q(kind=UserKind.SYSTEM),
            ),
        ]
