"""Addresses about oneself; signing in is allauth's, under /accounts/."""

from django.urls import path

from accounts import views, views_notifications

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/avatar/", views.avatar, name="avatar"),
    path("language/", views.set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("notifications/", views_notifications.notifications, name="notifications"),
    path("notifications/read/", views_notifications.notifications_read, name="notifications_read"),
    path("notifications/settings/", views_notifications.notification_settings, name="notification_settings"),
    path("notifications/off/<str:token>/", views_notifications.unsubscribe, name="unsubscribe"),
    path("notifications/<int:pk>/", views_notifications.notification, name="notification"),
]
