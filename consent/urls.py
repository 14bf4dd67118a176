"""Paths of this room."""

from django.urls import path

from consent.views import (
    access,
    agreements,
    approving,
    client,
    disclosures,
    grounds,
    looking,
    naming,
    notices,
    objecting,
    spoken,
    starting,
    using,
)

app_name = "consent"

urlpatterns = [
    path("trajecten/nieuw/", starting.start, name="start"),
    path("dossiers/<str:number>/afspraken/", agreements.show, name="agreements"),
    path("dossiers/<str:number>/afspraken/wijzigen/", agreements.change, name="agreements-change"),
    path("dossiers/<str:number>/toegang/", access.show, name="access"),
    path("dossiers/<str:number>/toegang/vervanger/", access.substitute, name="access-substitute"),
    path("dossiers/<str:number>/toegang/<uuid:grant_id>/beeindigen/", access.end, name="access-end"),
    path("dossiers/<str:number>/verstrekt/", disclosures.show, name="disclosures"),
    path("dossiers/<str:number>/gronden/nieuw/", grounds.new, name="ground-new"),
    path("dossiers/<str:number>/gronden/trajectplan/", naming.trajectplan, name="trajectplan"),
    path("dossiers/<str:number>/opvragen/", using.use, name="use"),
    path("dossiers/<str:number>/opvragen/vraag/", using.ask_client, name="use-ask"),
    path("dossiers/<str:number>/opvragen/<uuid:consent_id>/gezegd/", spoken.spoken, name="use-spoken"),
    path("dossiers/<str:number>/vertellen/", notices.tell, name="tell"),
    path("dossiers/<str:number>/meekijken/", looking.looks, name="looks"),
    path("dossiers/<str:number>/meekijken/<uuid:planned_id>/stoppen/", looking.end, name="look-end"),
    path("dossiers/<str:number>/bezwaren/", objecting.objections, name="objections"),
    path("goedkeuringen/bezwaren/<uuid:objection_id>/", objecting.objection_decide, name="objection-decide"),
    path("goedkeuringen/bezwaren/<uuid:objection_id>/uitstel/", objecting.objection_extend, name="objection-extend"),
    path("mijn/akkoord/bezwaar/<str:number>/", objecting.own_objection, name="my-objection"),
    path(
        "mijn/akkoord/bezwaar/<uuid:objection_id>/intrekken/", objecting.own_objection_back, name="my-objection-back"
    ),
    path("goedkeuringen/", approving.plans, name="plans"),
    path("goedkeuringen/gronden/<uuid:ground_id>/", approving.decide, name="ground-decide"),
    path("goedkeuringen/<uuid:planned_id>/", approving.answer, name="plan-answer"),
    path("opdrachtgever/meekijken/", looking.contact_looks, name="contact-looks"),
    path("opdrachtgever/meekijken/<uuid:planned_id>/", looking.contact_look, name="contact-look"),
    path(
        "opdrachtgever/meekijken/<uuid:planned_id>/<uuid:document_id>/",
        looking.contact_document,
        name="contact-document",
    ),
    path("mijn/start/", client.start, name="my-start"),
    path("mijn/start/<str:number>/gelezen/", client.acknowledge_notice, name="my-start-read"),
    path("mijn/start/<str:number>/reglement/", client.acknowledge_text, name="my-reglement-read"),
    path("mijn/start/bericht/<uuid:notice_id>/gelezen/", client.acknowledge_news, name="my-notice-read"),
    path("mijn/akkoord/", client.consents, name="my-consents"),
    path("mijn/akkoord/<uuid:consent_id>/intrekken/", client.withdraw_consent, name="my-withdraw"),
    path("mijn/akkoord/<uuid:consent_id>/antwoord/", using.answer, name="my-answer"),
    path("mijn/akkoord/vragen/<str:number>/", naming.own_request, name="my-request"),
    path("mijn/akkoord/vragen/<uuid:ground_id>/intrekken/", naming.own_request_back, name="my-request-back"),
    path("mijn/verstrekt/", client.disclosures, name="my-disclosures"),
]
