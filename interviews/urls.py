"""Addresses of interviews."""

from django.urls import path

from interviews.views import applications, board, process, rounds, spreadsheets, tasks

app_name = "interviews"
urlpatterns = [
    path("", process.interview_process, name="interview_process"),
    path("applications/", board.application_board, name="application_board"),
    path("applications/all/", board.application_list, name="application_list"),
    path("applications/funnel/", board.application_funnel, name="application_funnel"),
    path("applications/new/", applications.application_add, name="application_add"),
    path("applications/export/", spreadsheets.application_export, name="application_export"),
    path("applications/import/", spreadsheets.application_import, name="application_import"),
    path("applications/interviews.ics", rounds.interview_calendar, name="interview_calendar"),
    path("applications/interviews/<int:pk>/", rounds.interview_edit, name="interview_edit"),
    path("applications/interviews/<int:pk>/file.ics", rounds.interview_file, name="interview_file"),
    path("applications/interviews/<int:pk>/delete/", rounds.interview_delete, name="interview_delete"),
    path("applications/tasks/", tasks.task_list, name="task_list"),
    path("applications/tasks/<int:pk>/", tasks.task_edit, name="task_edit"),
    path("applications/tasks/<int:pk>/done/", tasks.task_done, name="task_done"),
    path("applications/tasks/<int:pk>/delete/", tasks.task_delete, name="task_delete"),
    path("applications/<int:pk>/", applications.application_detail, name="application_detail"),
    path("applications/<int:pk>/edit/", applications.application_edit, name="application_edit"),
    path("applications/<int:pk>/move/", applications.application_move, name="application_move"),
    path("applications/<int:pk>/events/<int:event>/", applications.event_correct, name="event_correct"),
    path("applications/<int:pk>/delete/", applications.application_delete, name="application_delete"),
    path("applications/<int:pk>/interviews/", rounds.interview_add, name="interview_add"),
    path("applications/<int:pk>/tasks/", tasks.task_add, name="task_add"),
]
