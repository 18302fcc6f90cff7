"""The preview's own settings, a database that the tests may throw away, and what of the platform's apps is here."""

import logging
from importlib.util import find_spec

from dataide_xblocks.preview.settings import *  # noqa: F403
from dataide_xblocks.preview.settings import INSTALLED_APPS

OF_THE_PLATFORM = ("waffle", "config_models", "completion", "event_routing_backends")
if all(find_spec(app) for app in OF_THE_PLATFORM):
    INSTALLED_APPS += OF_THE_PLATFORM
    # It prints a traceback for each part of the platform that is not here, which is all of them.
    logging.getLogger("event_routing_backends.helpers").setLevel(logging.CRITICAL)
