"""The addresses of our own pages in the LMS, under `/dataide/`."""

from django.urls import path

from . import views

app_name = "dataide"
urlpatterns = [path("my-data", views.my_data, name="my-data"), path("stop", views.stop, name="stop")]
