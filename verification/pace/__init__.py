"""The desk's pace: how much is done and how long it takes, this week against the week before."""
