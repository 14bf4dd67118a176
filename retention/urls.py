"""Paths of keeping and destroying."""

from django.urls import path

from retention.views import changing, erasing, keeping, listing, outlived, paper, remaining, statutes

app_name = "retention"
urlpatterns = [
    path("dossiers/<str:number>/sluiten/", keeping.close_dossier, name="close"),
    path("dossiers/<str:number>/bewaren/", keeping.dossier_dates, name="dossier"),
    path("dossiers/<str:number>/bewaren/vasthouden/", keeping.hold_dossier, name="hold"),
    path("dossiers/<str:number>/bewaren/vrijgeven/<uuid:hold_id>/", keeping.release_dossier, name="release"),
    path("dossiers/<str:number>/bewaren/keuze/", keeping.choose_for_client, name="choice"),
    path("dossiers/<str:number>/bewaren/meegegeven/", keeping.hand_over_dossier, name="handed-over"),
    path("dossiers/<str:number>/bewaren/vernietigen/", erasing.erase, name="erase"),
    path("dossiers/<str:number>/bewaren/vernietigen/code/", erasing.erase_code, name="erase-code"),
    path("dossiers/<str:number>/bewaren/vernietigen/intrekken/", erasing.withdraw, name="erase-withdraw"),
    path("dossiers/<str:number>/bewaren/termijn/", changing.change, name="change"),
    path("dossiers/<str:number>/bewaren/afwijken/", changing.deviate, name="deviate"),
    path("dossiers/<str:number>/bewaren/afwijken/<uuid:change_id>/", changing.second, name="second"),
    path("bewaren/", keeping.overview, name="overview"),
    path("dossiers/<str:number>/bewaren/papier/", paper.whereabouts, name="paper"),
    path("bewaren/papier/", paper.papers, name="papers"),
    path("bewaren/papier/<uuid:paper_id>/", paper.paper_gone, name="paper-gone"),
    path("bewaren/papier/<uuid:paper_id>/vasthouden/", paper.paper_hold, name="paper-hold"),
    path("bewaren/papier/<uuid:paper_id>/vrijgeven/", paper.paper_release, name="paper-release"),
    path("bewaren/papier/<uuid:paper_id>/bevestigen/", paper.paper_second, name="paper-second"),
    path("bewaren/lijsten/", listing.lists, name="lists"),
    path("bewaren/lijsten/<uuid:list_id>/", listing.one_list, name="list"),
    path("bewaren/lijsten/<uuid:list_id>/eraf/<uuid:case_id>/", listing.take_out, name="take-out"),
    path("dossiers/<str:number>/documenten/<uuid:document_id>/wet/", statutes.name_statute, name="statute"),
    path("bewaren/nog-over/", outlived.left, name="left"),
    path("bewaren/nog-over/<str:number>/", outlived.left_of, name="left-of"),
    path("bewaren/nog-over/<str:number>/<uuid:document_id>/", outlived.left_file, name="left-file"),
    path("bewaren/wat-bleef/", remaining.look_up, name="look-up"),
    path("bewaren/wat-bleef/<uuid:record_id>/weg/", remaining.end_remains, name="end-remains"),
    path("bewaren/cijfers/", remaining.figures, name="figures"),
    path("bewaren/klok/", keeping.accept_clock, name="clock"),
    path("bewaren/<uuid:case_id>/goedkeuren/", keeping.approve_case, name="approve"),
    path("bewaren/certificaten/<uuid:certificate_id>.pdf", keeping.certificate, name="certificate"),
    path("bewaren/certificaten/<uuid:certificate_id>.json", keeping.certificate_data, name="certificate-data"),
    path("mijn/bewaren/", keeping.own_dates, name="own"),
    path("mijn/bewaren/<str:number>/keuze/", keeping.own_choice, name="own-choice"),
    path("mijn/bewaren/<str:number>/termijn/", changing.own_change, name="own-change"),
    path("mijn/bewaren/<str:number>/bezwaar/", changing.own_objection, name="own-objection"),
    path("mijn/bewaren/<str:number>/vernietigen/", erasing.own_erase, name="own-erase"),
    path("mijn/bewaren/<str:number>/vernietigen/code/", erasing.own_erase_code, name="own-erase-code"),
    path("mijn/bewaren/<str:number>/vernietigen/intrekken/", erasing.own_withdraw, name="own-erase-withdraw"),
]
