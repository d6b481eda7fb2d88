# A project of one app and no contrib apps. libpq takes host, port and user from PGHOST, PGPORT and PGUSER.
import os

DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': os.environ['PGDATABASE'],
        'OPTIONS': {},
    }
}
# Where django_migrations lives: the first schema of the search path.
if os.environ.get('LOG_SCHEMA'):
    DATABASES['default']['OPTIONS']['options'] = '-c search_path=' + os.environ['LOG_SCHEMA']

INSTALLED_APPS = ['storage']
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
SECRET_KEY = 'for tests alone'
USE_TZ = True
