"""Rows of evidence on the claim's number lines, and whether a rating departs from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from claims.models import Figure
from claims.quantities import Held, dated
from claims.quantities.periods import is_relative
from verification.departing import departure, place_of
from verification.models import ClaimReview, Evidence, Finding, Rating
from verification.models.evidence import Question
from verification.number_lines import Line, Piece
from verification.provenance.independence import all_cited, citations_of
from verification.provenance.lineage import origins_of
from verification.provenance.own_word import own_words
from verification.provenance.passages import as_one, is_copy, passage_of
from verification.provenance.speaker import speaker_of
from verification.which_figure import figure_chosen, put, respects_in


def is_weighable(item: Evidence) -> bool:
    """Number lines are about "is it so?" alone."""
    return not item.is_withdrawn and item.answers == Question.IS_IT_SO


def piece_of(item: Evidence, *, origin: int, by: str = "", own_word: bool = False) -> Piece:
    """A row with its figures as a piece for the number line; ``by`` names whose it is where that
    is told, ``own_word`` says that it goes back to the claimant alone."""
    return Piece(
        [figure.held for figure in item.figures.all()],
        origin,
        item.source.name,
        item.stance,
        tier=item.source.get_tier_display(),
        date=f"{item.as_of:%-d %b %Y}" if item.as_of else "",
        otherwise=item.measures_otherwise,
        scope=respects_in(item.scope),
        explained=item.explained,
        key=item.pk,
        repeats=is_copy(item),
        passage=passage_of(item),
        by=by,
        when=item.as_of.isoformat() if item.as_of else "",
        own_word=own_word,
        about=figure_chosen(item.scope),
    )


def is_reserved(item: Evidence, figures: Iterable[Figure]) -> bool:
    """Whether it can be compared with what is claimed, and only with a reservation."""
    if not is_weighable(item):
        return False
    added = put(piece_of(item, origin=item.pk), [Line(figure.held) for figure in figures])
    first = next((found for _, _, found in added if found.comparable), None)
    return first is not None and bool(first.reservations)


def origins_among(evidence: Sequence[Evidence], among: Iterable[Evidence]) -> dict[int, int]:
    """The origin of each piece; ``among`` is all that lines of descent may go through."""
    given = {item.pk for item in evidence}
    through = citations_of(item for item in among if item.pk not in given)
    return as_one(evidence, origins_of(citations_of(evidence), through))


def lines_of(
    figures: Iterable[Figure],
    evidence: Sequence[Evidence],
    among: Sequence[Evidence],
    *,
    speaker: str = "",
) -> list[Line]:
    """``speaker`` is who makes the claim."""
    lines = [Line(held) for held in claimed_in(figures)]
    origins = origins_among(evidence, among)
    own = own_words(evidence, among, speaker)
    for item in evidence:
        if is_weighable(item):
            put(piece_of(item, origin=origins[item.pk], own_word=item.pk in own), lines)
    return lines


def claimed_in(figures: Iterable[Figure]) -> list[Held]:
    """A claim's figures, each with the year that its words mean on the day of the document. That
    is asked for only where the words need it."""
    figures = list(figures)
    held = [figure.held for figure in figures]
    claim = next((figure.claim for figure in figures if is_relative(figure.as_of)), None)
    return dated(held, claim.document.published_on if claim and len(held) > 1 else None)


def departure_from(
    lines: Iterable[Line], keys: Collection[int], rating: Rating | None, scale: Iterable[Rating]
) -> str:
    """Whether the rating departs from what the evidence with these keys says, as a sentence."""
    if rating is None or rating.position is None:
        return ""
    place = place_of(rating.label, rating.position, [each.position for each in scale])
    return departure([line.tally_of(keys) for line in lines], place)


def departure_of_finding(finding: Finding, standing: Sequence[Evidence] | None = None) -> str:
    """Whether a finding's rating departs from what its own evidence says. Nothing that is hidden
    from its reviewer has a part in it. ``standing`` is that evidence, where it was read before."""
    review = finding.review
    if finding.rating is None or finding.rating.position is None or not review.claim.is_rated:
        return ""
    readable = Evidence.objects.filter(review=review).readable_by(finding.reviewer, review)
    own = stands_for(finding) if standing is None else standing
    among = readable.select_related("source").prefetch_related("inputs")
    return found_to_depart(review, own, list(among), finding.rating)


def stands_for(finding: Finding) -> list[Evidence]:
    """The finding's own evidence that stands, in the order it was cited: what is asked of it and
    what its rating departs from is asked of these rows."""
    return list(finding.evidence.standing().with_detail().order_by("pk"))


def departure_of_verdict(
    review: ClaimReview, rating: Rating | None, findings: Sequence[Finding]
) -> str:
    """Whether a verdict's rating departs from the tally that its readers are shown: confidential
    evidence is named to them without its figures, so it does not count here."""
    if rating is None or rating.position is None:
        return ""
    cited = Evidence.objects.filter(finding__in=findings, is_confidential=False)
    shown = list(cited.standing().with_detail().order_by("id"))
    return found_to_depart(review, shown, all_cited(review), rating)


def found_to_depart(
    review: ClaimReview,
    evidence: Sequence[Evidence],
    among: Sequence[Evidence],
    rating: Rating,
    *,
    scale: Sequence[Rating] | None = None,
) -> str:
    """``scale`` are the ratings of the review's, where they were read already."""
    speaker = speaker_of(review.claim)
    lines = lines_of(review.claim.figures.all(), evidence, among, speaker=speaker)
    ratings = review.scale.ratings.all() if scale is None else scale
    return departure_from(lines, {item.pk for item in evidence}, rating, ratings)
