"""Addresses of interviews."""

from django.urls import path

from interviews.views import mock, review

app_name = "interviews"
urlpatterns = [
    path("review/", review.review, name="review"),
    path("review/next/", review.review_next, name="review_next"),
    path("review/undo/", review.review_undo, name="review_undo"),
    path("review/<int:pk>/postpone/", review.review_postpone, name="review_postpone"),
    path("review/<int:pk>/suspend/", review.review_suspend, name="review_suspend"),
    path("review/<int:pk>/resume/", review.review_resume, name="review_resume"),
    path("mock/", mock.mock_list, name="mock_list"),
    path("mock/<int:pk>/", mock.mock_detail, name="mock_detail"),
    path("mock/<int:pk>/go/", mock.mock_go, name="mock_go"),
    path("mock/<int:pk>/pause/", mock.mock_pause, name="mock_pause"),
    path("mock/<int:pk>/resume/", mock.mock_resume, name="mock_resume"),
    path("mock/<int:pk>/extend/", mock.mock_extend, name="mock_extend"),
    path("mock/<int:pk>/finish/", mock.mock_finish, name="mock_finish"),
    path("mock/<int:pk>/score/", mock.mock_score, name="mock_score"),
    path("mock/<int:pk>/schedule/", mock.mock_schedule, name="mock_schedule"),
]
