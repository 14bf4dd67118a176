"""The addresses of the gallery."""

from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [
    path("stijl/", views.gallery_bureau, name="gallery_bureau"),
    path("stijl/client/", views.gallery_client, name="gallery_client"),
    path("stijl/kaal/", views.gallery_plain, name="gallery_plain"),
    path("stijl/document/", views.gallery_document, name="gallery_document"),
    path("stijl/document.pdf", views.gallery_pdf, name="gallery_pdf"),
]
