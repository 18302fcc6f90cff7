"""Examples are searched for without a clock: a slow machine is not a mistake."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
