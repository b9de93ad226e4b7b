"""Stories A to D of docs/domain, as far as the software reaches; each tells one family's years."""

from collections.abc import Callable, Mapping

from caseload.clients.models import Case
from caseload.demo.stories import jean_and_colin, leanne, priya, rhys
from caseload.demo.telling import Cast

Story = Callable[[Cast], Mapping[str, Case]]

STORIES: dict[str, Story] = {
    "Leanne": leanne.tell,
    "Priya": priya.tell,
    "Rhys": rhys.tell,
    "Jean": jean_and_colin.tell,
}
"""Each story by the client whose case it opens first on the relatives' side."""
