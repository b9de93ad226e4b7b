"""A relationship seen from its other end, within the same case only (BR-35)."""

from caseload.vocabulary.source import attrs


def inverse_type(relationship_type: str) -> str:
    """What the client is to the other person; nothing for words of the charity's own."""
    return str(attrs("relationship_type", relationship_type).get("inverse", ""))
