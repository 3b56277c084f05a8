"""Codes in words, for templates."""

from django import template

register = template.Library()


@register.filter
def words(code: object) -> str:
    """`red_line` as "red line"."""
    return str(code).replace("_", " ")


@register.filter
def grouped(number: int) -> str:
    """20920 as "20,920"."""
    return f"{number:,}"
