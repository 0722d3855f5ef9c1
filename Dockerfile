# docker build -t revlint . && docker run --rm -v revlint:/data revlint run --wiki testwiki --config /data/testwiki.toml
FROM python:3.11-slim-bookworm AS build
WORKDIR /opt/revlint
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY bot bot
COPY rules rules
COPY config config
RUN .venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
COPY --from=build /opt/revlint /opt/revlint
RUN useradd --system --uid 10001 --home-dir /data --create-home revlint && chmod 700 /data
USER revlint
WORKDIR /data
VOLUME /data
# Signals reach revlint itself: there is no shell between.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/revlint/.venv/bin/revlint"]
CMD ["--help"]
