"""The Django app: the tables, in LMS and Studio. It imports no model, because a failing import would hide the app."""

from django.apps import AppConfig


class DataideConfig(AppConfig):
    """Installed by the platform through the entry points `lms.djangoapp` and `cms.djangoapp`."""

    name = "dataide_xblocks"
    label = "dataide"  # the prefix of every table: never renamed
    verbose_name = "DataideX"
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app = {}  # the platform asks for it; we add no URL, no setting and no signal yet
