"""The addresses of this room."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
]
