"""The figure watch's timetable, the difference of two copies, and its bench."""
