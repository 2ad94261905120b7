# The image of web, worker, beat and migrate; docker-compose.yml tells them apart by command.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    PLUMBLINE_VAR=/var/lib/plumbline \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /var/lib/plumbline --create-home plumbline
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/plumbline
COPY . .
# The names are needed to load the settings; nothing is signed and no server is asked.
RUN mkdir -p /srv/static \
    && SECRET_KEY=only-while-building \
       DATABASE_URL=postgresql://nobody@127.0.0.1:1/nothing \
       REDIS_URL=redis://127.0.0.1:1/0 \
       python manage.py collectstatic --noinput --verbosity 0
USER plumbline
VOLUME /var/lib/plumbline
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "8", "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", \
     "config.wsgi:application"]
