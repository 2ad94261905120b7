"""Applications for ``celery -A``: workers that take their time, so that what can go wrong has time
to, and the same with a guard of assigning left out.
"""
