"""Addresses of mentoring."""

from django.urls import path

from mentoring.views import growth, home, invitations, mentees, reviewing, reviews, sharing

app_name = "mentoring"
urlpatterns = [
    path("", home.home, name="home"),
    path("settings/", home.mentor_settings, name="mentor_settings"),
    path("words/", home.own_words, name="own_words"),
    path("invite/", invitations.invite, name="invite"),
    path("invitations/open/", invitations.invitation, name="invitation"),
    path("invitations/open/accept/", invitations.accept, name="accept"),
    path("invitations/open/decline/", invitations.decline, name="decline"),
    path("invitations/<str:token>/", invitations.invitation_link, name="invitation_link"),
    path("mentors/<uuid:pk>/", sharing.mentorship, name="mentorship"),
    path("mentors/<uuid:pk>/link/", sharing.new_link, name="new_link"),
    path("mentors/<uuid:pk>/revoke/", invitations.revoke, name="revoke"),
    path("mentors/<uuid:pk>/pause/", sharing.pause, name="pause"),
    path("mentors/<uuid:pk>/hide/", sharing.hide, name="hide"),
    path("mentors/<uuid:pk>/end/", sharing.end, name="end"),
    path("mentors/<uuid:pk>/thank/", sharing.thank, name="thank"),
    path("mentors/<uuid:pk>/thanks/", sharing.show_thanks, name="show_thanks"),
    path("mentors/<uuid:pk>/check-ins/", growth.check_ins, name="check_ins"),
    path("mentors/<uuid:pk>/check-ins/<int:check_in>/", growth.check_in, name="check_in"),
    path("mentors/<uuid:pk>/goals/", growth.set_goal, name="set_goal"),
    path("mentors/<uuid:pk>/goals/<int:goal>/", growth.reach_goal, name="reach_goal"),
    path("mentees/<uuid:pk>/", mentees.mentee, name="mentee"),
    path("mentees/<uuid:pk>/notes/", mentees.add_note, name="add_note"),
    path("mentees/<uuid:pk>/endorse/<slug:skill>/", growth.endorse, name="endorse"),
    path("mentees/<uuid:pk>/projects/<int:item>/pictures/<int:picture>/", mentees.mentee_picture, name="mentee_picture"),
    path("mentees/<uuid:pk>/<slug:kind>/", mentees.mentee_kind, name="mentee_kind"),
    path("mentees/<uuid:pk>/<slug:kind>/<slug:item>/", mentees.mentee_item, name="mentee_item"),
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews/ask/<slug:kind>/<slug:item>/", reviews.ask, name="ask"),
    path("reviews/<uuid:pk>/", reviews.review, name="review"),
    path("reviews/<uuid:pk>/withdraw/", reviews.withdraw, name="withdraw"),
    path("reviews/<uuid:pk>/reply/", reviews.reply, name="reply"),
    path("reviews/<uuid:pk>/draft/", reviewing.save_draft, name="save_draft"),
    path("reviews/<uuid:pk>/scores/", reviewing.score, name="score"),
    path("reviews/<uuid:pk>/passages/", reviewing.add_passage, name="add_passage"),
    path("reviews/<uuid:pk>/passages/<int:passage>/remove/", reviewing.remove_passage, name="remove_passage"),
    path("reviews/<uuid:pk>/more/", reviewing.ask_for_more, name="ask_for_more"),
    path("reviews/<uuid:pk>/pass/", reviewing.pass_on, name="pass_on"),
]
