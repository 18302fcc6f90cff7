"""The Django app: the tables, in LMS and Studio. It imports no model, because a failing import would hide the app."""

from django.apps import AppConfig, apps


class DataideConfig(AppConfig):
    """Installed by the platform through the entry points `lms.djangoapp` and `cms.djangoapp`."""

    name = "dataide_xblocks"
    label = "dataide"  # the prefix of every table: never renamed
    verbose_name = "DataideX"
    default_auto_field = "django.db.models.BigAutoField"
    # The platform's own words (edx_django_utils.plugins). Studio gets the tables and nothing else: no page, no signal.
    plugin_app = {
        "settings_config": {"lms.djangoapp": {"common": {"relative_path": "plugin_settings"}}},
        "url_config": {"lms.djangoapp": {"namespace": "dataide", "regex": r"^dataide/", "relative_path": "urls"}},
        "signals_config": {
            "lms.djangoapp": {
                "relative_path": "signals",
                "receivers": [
                    {
                        "receiver_func_name": "retire",
                        "signal_path": "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC",
                        "dispatch_uid": "dataide.retire",
                    }
                ],
            }
        },
    }

    def ready(self) -> None:
        """Learning records know our events, where the platform keeps such records."""
        if apps.is_installed("event_routing_backends"):
            from . import xapi  # noqa: F401 - it registers itself
