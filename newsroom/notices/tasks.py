from celery import shared_task

from . import operations


@shared_task(name="notices.deliver", ignore_result=True)
def deliver() -> None:
    operations.deliver()
