"""Addresses of interviews."""

from django.urls import path

from interviews.views import review

app_name = "interviews"
urlpatterns = [
    path("review/", review.review, name="review"),
    path("review/next/", review.review_next, name="review_next"),
    path("review/undo/", review.review_undo, name="review_undo"),
    path("review/<int:pk>/postpone/", review.review_postpone, name="review_postpone"),
    path("review/<int:pk>/suspend/", review.review_suspend, name="review_suspend"),
    path("review/<int:pk>/resume/", review.review_resume, name="review_resume"),
]
