"""One model (or one closely tied pair) a file; import them from here."""

from caseload.clients.models.address import Address, ConfidentialAddress
from caseload.clients.models.allocation import Allocation
from caseload.clients.models.barriers import CaseSide, Exclusion
from caseload.clients.models.case import Case
from caseload.clients.models.family import Family, FamilyMember
from caseload.clients.models.grants import CaseGroupGrant, CaseUserGrant
from caseload.clients.models.person import EqualityFacts, Person
from caseload.clients.models.protected_match import MatchOutcome, MatchState, ProtectedMatch
from caseload.clients.models.reader import RecordReader
from caseload.clients.models.relationship import Relationship
from caseload.clients.models.safe_contact import CodeWord, SafeContactRoute
from caseload.clients.models.search_token import SearchToken
from caseload.clients.models.summary import CaseSummary

__all__ = [
    "Address",
    "Allocation",
    "Case",
    "CaseGroupGrant",
    "CaseSide",
    "CaseSummary",
    "CaseUserGrant",
    "CodeWord",
    "ConfidentialAddress",
    "EqualityFacts",
    "Exclusion",
    "Family",
    "FamilyMember",
    "MatchOutcome",
    "MatchState",
    "Person",
    "ProtectedMatch",
    "RecordReader",
    "Relationship",
    "SafeContactRoute",
    "SearchToken",
]
