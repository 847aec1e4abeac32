"""Addresses of interviews."""

from django.urls import path

from interviews.views import answers, mock, practice, questions, review

app_name = "interviews"
urlpatterns = [
    path("questions/", questions.question_list, name="question_list"),
    path("questions/new/", questions.question_new, name="question_new"),
    path("questions/<slug:slug>/", questions.question_detail, name="question_detail"),
    path("questions/<slug:slug>/edit/", questions.question_edit, name="question_edit"),
    path("questions/<slug:slug>/delete/", questions.question_delete, name="question_delete"),
    path("questions/<slug:slug>/practice/", practice.practice, name="practice"),
    path("questions/<slug:slug>/practice/draft/", practice.practice_draft, name="practice_draft"),
    path("answers/", answers.answer_list, name="answer_list"),
    path("answers/compare/", answers.answer_compare, name="answer_compare"),
    path("answers/<int:pk>/", answers.answer_detail, name="answer_detail"),
    path("answers/<int:pk>/reveal/", answers.reveal, name="reveal"),
    path("answers/<int:pk>/delete/", answers.answer_delete, name="answer_delete"),
    path("review/", review.review, name="review"),
    path("review/next/", review.review_next, name="review_next"),
    path("review/undo/", review.review_undo, name="review_undo"),
    path("review/bring-forward/", review.review_bring_forward, name="review_bring_forward"),
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
