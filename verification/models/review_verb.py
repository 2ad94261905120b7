"""What can be said of a review in its claim's history."""

from __future__ import annotations

from django.db import models


class ReviewVerb(models.TextChoices):
    OPENED = "review_opened", "opened the review"
    ASSIGNED = "assigned", "assigned"
    NOBODY_FREE = "nobody_free", "found nobody who can take it"
    STARTED = "started", "started"
    DECLINED = "declined", "declined"
    TAKEN_BACK = "taken_back", "took the work back"
    HANDED_OVER = "handed_over", "handed over"
    TOOK_ON = "took_on", "took it on"
    KEPT = "kept", "kept it for somebody"
    KEPT_NO_MORE = "kept_no_more", "kept it for nobody any more"
    ASKED_FOR_TIME = "asked_for_time", "asked for more time"
    GAVE_TIME = "gave_time", "gave more time"
    REFUSED_TIME = "refused_time", "gave no more time"
    WITHDREW_TIME = "withdrew_time", "took back the request for more time"
    ASKED_FOR_WAIVER = "asked_for_waiver", "asked that a requirement be waived"
    WAIVED = "waived", "waived a requirement"
    REFUSED_WAIVER = "refused_waiver", "did not waive a requirement"
    WITHDREW_WAIVER = "withdrew_waiver", "took back the request for a waiver"
    ENDED_WAIVER = "ended_waiver", "took a waiver back"
    DESCRIBED = "described", "set kind, topic or priority"
    SET_DUE = "set_due", "set when it is due"
    OVERDUE = "overdue", "noted that the work is late"
    CITED = "cited", "cited evidence"
    CORRECTED = "corrected_evidence", "corrected a figure of evidence"
    SCOPED = "set_scope", "said what evidence measures"
    EXPLAINED = "explained", "said why evidence counts"
    UNEXPLAINED = "unexplained", "took back why evidence counts"
    WITHDREW = "withdrew", "withdrew evidence"
    RESTORED = "restored", "put withdrawn evidence back"
    DERIVED = "derived", "noted where evidence comes from"
    ALONE = "stands_alone", "noted that evidence stands on its own"
    SEPARATE = "separate", "noted that two pieces of evidence are separate"
    LEFT_OPEN = "lineage_open", "took back what was noted of where evidence comes from"
    SAW = "saw_confidential", "saw the confidential evidence"
    NOTED_INTEREST = "noted_interest", "noted an interest"
    ENDED_INTEREST = "ended_interest", "took an interest back"
    ASKED = "asked_for_comment", "asked for comment"
    ANSWERED = "answered", "recorded the answer"
    NO_REPLY = "no_reply", "noted that no reply came in time"
    MOVED_REPLY = "moved_reply", "gave more time to reply"
    WAITS_NO_MORE = "waits_no_more", "stopped waiting for a reply"
    WAITS_AGAIN = "waits_again", "waited for a reply again"
    SUBMITTED = "submitted", "submitted a finding"
    AGREED = "agreed", "found that the findings agree"
    DISAGREED = "disagreed", "found that the findings differ"
    PROPOSED = "proposed_settlement", "proposed how to settle it"
    SETTLED = "settled", "settled it together"
    ADJUDICATED = "adjudicated", "adjudicated"
    ASKED_AGAIN = "asked_again", "asked both again"
    DRAFTED = "drafted", "drafted the verdict"
    GAVE_TEXT = "gave_text", "gave the text to somebody else"
    SUGGESTED = "suggested_edits", "suggested edits"
    CONFIRMED = "confirmed", "confirmed the verdict"
    SIGNED_OFF = "signed_off", "signed off"
    SENT_BACK = "sent_back", "sent it back"
    SCHEDULED = "scheduled", "set the time of publication"
    HELD = "held", "placed a legal hold"
    RELEASED = "released", "released the hold"
    PUBLISHED = "published", "published"
    RETRACTED = "retracted", "retracted"
    CLOSED = "closed", "closed without verdict"
    REOPENED = "reopened", "reopened"
    NOTICED_CHANGE = "noticed_change", "noticed that a cited page changed"
    TOOK_UP_CHANGE = "took_up_change", "took up a change of a cited page"
    NO_MATTER = "change_no_matter", "said why a change of a cited page does not matter"
    LOOK_AGAIN = "change_look_again", "put a change of a cited page back among the open ones"


# What is said with these is about one reviewer's part, and may tell what they found.
OF_A_PART = (
    ReviewVerb.DECLINED,
    ReviewVerb.TAKEN_BACK,
    ReviewVerb.HANDED_OVER,
    ReviewVerb.ASKED_FOR_TIME,
    ReviewVerb.GAVE_TIME,
    ReviewVerb.REFUSED_TIME,
    ReviewVerb.ASKED_FOR_WAIVER,
    ReviewVerb.REFUSED_WAIVER,
    ReviewVerb.WITHDREW_WAIVER,
)
