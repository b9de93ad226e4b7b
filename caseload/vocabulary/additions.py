"""The codes that one organisation has added to the lists as they are shipped.

Asked only for a code that is not shipped, so that checking a record costs no query in the normal
case. What was found stays known for the rest of the request, and not longer: another process may
have added a code meanwhile.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any
from uuid import UUID

from caseload.core import actor
from caseload.core.actor import Actor, Scope
from caseload.vocabulary import source
from caseload.vocabulary.models import CodeValue

type Additions = Mapping[tuple[str, str], Mapping[str, Any]]

_ASKING = frozenset({Scope.OWN, Scope.WIDE, Scope.PARTNER})
_NONE: Additions = MappingProxyType({})

_known: ContextVar[tuple[UUID, UUID, Additions] | None] = ContextVar(
    "caseload_code_additions", default=None
)


def is_known(code_list: str, code: str) -> bool:
    """Is this a code of the list: shipped, or added by the organisation that is at work?"""
    return code in source.codes(code_list) or (code_list, code) in _additions()


def attrs(code_list: str, code: str) -> Mapping[str, Any]:
    """The rules that hang on an added code: those of the shipped code that it behaves like."""
    return _additions().get((code_list, code), {})


def forget() -> None:
    """Called when this request itself has added a code."""
    _known.set(None)


def _additions() -> Additions:
    by = actor.current_or_none()
    if by is None or by.scope not in _ASKING:
        return _NONE
    known = _known.get()
    if known is None or known[:2] != (by.request_id, by.organisation_id):
        known = (by.request_id, by.organisation_id, _read(by))
        _known.set(known)
    return known[2]


def _read(by: Actor) -> Additions:
    rows = CodeValue.objects.filter(organisation_id=by.organisation_id, is_added=True)
    return {
        (code_list, code): attributes
        for code_list, code, attributes in rows.values_list("code_list", "code", "attrs")
    }
