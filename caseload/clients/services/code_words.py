"""The word that proves who is speaking, and what we say if somebody else answers (BR-26).

Apart from the route, because fewer people read it, and each reading is asked for and recorded.
"""

from caseload.access import scope
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.models import CodeWord, SafeContactRoute
from caseload.clients.reveals import write_reveal
from caseload.core.actor import Actor
from caseload.core.errors import NotFound, NotPermitted, PreconditionRequired, ValidationFailed


@operation("code_word.recorded", needs=Permission.RECORD_SAFE_CONTACT, on="route")
def record_code_word(
    *,
    by: Actor,
    route: SafeContactRoute,
    code_word: str,
    cover_line: str = "",
    seen: int | None = None,
) -> CodeWord:
    """Agree a word with the person, or another one. Only who may read it may set it.

    Raises:
        PreconditionRequired: there is one already, and the caller did not say which was seen.
    """
    if not scope.may(by, Permission.VIEW_CODE_WORD, route.case_id):
        raise NotPermitted
    if not code_word.strip() and not cover_line.strip():
        raise ValidationFailed.at("/code_word", "word_needed", "Write down the word.")
    present = CodeWord.objects.visible_to(by).filter(route=route).first()
    if present is None:
        return CodeWord(
            case=route.case, route=route, code_word=code_word, cover_line=cover_line
        ).record(by=by)
    if seen is None:
        raise PreconditionRequired
    return present.amend(
        by=by, seen=seen, reason="agreed anew", code_word=code_word, cover_line=cover_line
    )


@operation("code_word.revealed", needs=Permission.VIEW_CODE_WORD, on="route")
def reveal_code_word(*, by: Actor, route: SafeContactRoute, reason: str) -> CodeWord:
    """Open the code word and the cover line of a route; who did and why is kept for ever."""
    word = CodeWord.objects.visible_to(by).filter(route=route).first()
    if word is None:
        raise NotFound
    write_reveal(case_id=route.case_id, record_id=route.pk, what="code_word", reason=reason)
    return word
