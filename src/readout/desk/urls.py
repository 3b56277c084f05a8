"""The addresses of the desk's pages. A page is a view, its template, a line here and a door in `navigation.py`."""

from django.urls import path

from readout.desk import (
    actors,
    articles,
    deciding,
    health,
    ledgers,
    offices,
    reasons,
    searching,
    sources,
    stories,
    style,
    today,
    work,
)

urlpatterns = [
    path("", today.show_today, name="today"),
    path("articles", articles.list_articles, name="articles"),
    path("article", articles.show_article, name="article"),
    path("stories", stories.list_stories, name="stories"),
    path("stories/<str:story_id>", stories.show_story, name="story"),
    path("positions", ledgers.show_positions, name="positions"),
    path("forecasts", ledgers.show_forecasts, name="forecasts"),
    path("calendar", ledgers.show_calendar, name="calendar"),
    path("actors", actors.list_actors, name="actors"),
    path("actor", actors.show_actor, name="actor"),
    path("actor/office", offices.add_office, name="add-office"),
    path("decide", deciding.decide, name="decide"),
    path("decide/withdraw", deciding.withdraw, name="withdraw"),
    path("why", reasons.show_why, name="why"),
    path("sources", sources.show_sources, name="sources"),
    path("jobs", work.list_jobs, name="jobs"),
    path("jobs/example", work.load_example, name="load-example"),
    path("jobs/brief", work.write_brief, name="write-brief"),
    path("search", searching.search, name="search"),
    path("readings.css", style.show_style, name="readings-style"),
    path("healthz", health.show_health, name="healthz"),
]
