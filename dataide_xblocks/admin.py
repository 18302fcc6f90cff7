"""What an operator sees in the administration: organisations, to tick those that exist. No answer is here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """`verified` is the one thing to change: only such organisations count in comparisons."""

    list_display = ("name", "cohort", "size", "language", "opened", "verified", "founded")
    list_editable = ("verified",)
    list_filter = ("cohort", "verified", "opened")
    search_fields = ("name",)
    readonly_fields = ("name", "cohort", "size", "language", "opened", "founded")
    fields = (*readonly_fields, "verified")

    def get_queryset(self, request: HttpRequest) -> Any:
        """The organisation of somebody alone says who they are: it is not listed."""
        return super().get_queryset(request).filter(personal=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Organisations are made by their members."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Nothing that people wrote is deleted by a click."""
        return False
