# A new project as `django-admin startproject` writes it, with the contrib apps that keep tables.
from settings import *  # noqa: F403

INSTALLED_APPS = ['django.contrib.' + app for app in ('admin', 'auth', 'contenttypes', 'sessions', 'messages', 'sites', 'flatpages', 'redirects')]
MIDDLEWARE = [
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
    'django.contrib.messages.middleware.MessageMiddleware',
]
CONTEXT = ['django.contrib.auth.context_processors.auth', 'django.contrib.messages.context_processors.messages', 'django.template.context_processors.request']
TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'APP_DIRS': True,
        'OPTIONS': {'context_processors': CONTEXT},
    }
]
