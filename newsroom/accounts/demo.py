"""The demo's people: their passwords are published, so they work from loopback only."""

from __future__ import annotations

from .models import Role

PASSWORD = "plumbline-demo"
PEOPLE = (
    ("mara", "Mara Kestrel", [Role.ADMIN]),
    ("jonas", "Jonas Whitlow", [Role.EDITOR]),
    ("ilse", "Ilse Tarn", [Role.EDITOR]),
    ("petra", "Petra Oakes", [Role.REVIEWER]),
    ("tomas", "Tomas Reed", [Role.REVIEWER]),
    ("nadia", "Nadia Fenn", [Role.REVIEWER]),
    ("sol", "Sol Varga", [Role.REVIEWER]),
)
# (e-mail address, password, roles in words)
DEMO_LOGINS = tuple(
    (f"{key}@demo.example", PASSWORD, " and ".join(role.label for role in roles))
    for key, _, roles in PEOPLE
)
