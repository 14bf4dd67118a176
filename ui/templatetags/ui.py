"""Every component a page may draw with, gathered from ui.components; their templates list their inputs."""

from django import template

from ui.components import buttons, forms, gate, lists, people, pictures, surfaces

register = template.Library()
for subject in (surfaces, gate, buttons, lists, forms, pictures, people):
    register.tags.update(subject.register.tags)
    register.filters.update(subject.register.filters)
