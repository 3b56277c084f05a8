"""The addresses of the desk's pages. A page is a view, its template, a line here and a door in `navigation.py`."""

from django.urls import path

from readout.desk import articles, health, searching, stories, today, work

urlpatterns = [
    path("", today.show_today, name="today"),
    path("articles", articles.list_articles, name="articles"),
    path("stories", stories.list_stories, name="stories"),
    path("jobs", work.list_jobs, name="jobs"),
    path("jobs/example", work.load_example, name="load-example"),
    path("jobs/brief", work.write_brief, name="write-brief"),
    path("jobs", work.list_jobs, name="jobs"),
    path("jobs/example", work.load_example, name="load-example"),
    path("jobs/brief", work.write_brief, name="write-brief"),
    path("search", searching.search, name="search"),
    path("healthz", health.show_health, name="healthz"),
]
