import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The real hashing takes a third of a second on purpose; here it is not what is tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
