"""Wiring, no domain. This file stays empty: manage.py enters config.embedded before Django or
Celery are installed. The Celery application is loaded with the settings.
"""
