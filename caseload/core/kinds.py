"""What each table is for, which decides its history, its readers and its rights (design.md §3)."""

from enum import StrEnum


class Kind(StrEnum):
    RECORD = "record"
    PERSON = "person"
    QUEUE = "queue"
    DRAFT = "draft"
    DERIVED = "derived"
    REFERENCE = "reference"
    TRAIL = "trail"
    PLUMBING = "plumbing"
