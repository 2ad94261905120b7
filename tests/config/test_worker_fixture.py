"""The fixtures that start real Celery processes do what the fault tests rely on."""
