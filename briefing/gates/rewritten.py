"""The gates on a sentence that a model wrote, asked where its parse and its vector are at hand."""

from collections.abc import Sequence

from briefing.gates.alignment import align
from briefing.gates.arguments import is_arranged, misplaced
from briefing.gates.known import Read
from briefing.gates.roles import turned
from briefing.gates.support import support
from briefing.gates.verdicts import failed
from briefing.records import Verdict


def judge_rewritten(sentence: Read, source: Sequence[Read]) -> Verdict:
    """Say whether an article bears a rewritten sentence out.

    `judge` asks more, of the words of the sentences that `align` finds; verify asks it of every claim. An exception
    withholds the sentence: none is printed because a gate broke.

    Args:
        sentence: the rewritten one, parsed alone.
        source: all sentences of the article, in order.

    Returns:
        The verdict; where it objects, the source sentences of `align` take the sentence's place.
    """
    try:
        aligned = align(sentence, source)
        if not aligned:
            return failed("alignment", "no sentence of the article says any of it")
        is_arranged_anew = is_arranged(sentence, [source[index] for index in aligned])
        given_to_others = misplaced(sentence, source) if is_arranged_anew else ()
        turns = turned(sentence, source)
        found = support(sentence, source)
    except Exception as error:  # noqa: BLE001 - see above
        return failed("support", f"it could not be checked ({type(error).__name__})")
    if turns:
        deed = turns[0]
        return failed("roles", f"the article tells it the other way round: {deed.verb}, {deed.agent}, {deed.patient}")
    if found.margin < 0:
        return failed("support", found.objection, found.score)
    if given_to_others:
        verb, word = given_to_others[0]
        return failed("arguments", f"no sentence of the article says so of “{word}”: “{verb}”")
    return Verdict(supported=True, score=found.score, gate="support", reason="")
