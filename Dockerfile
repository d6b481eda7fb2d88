# A server with the guard, and the tool: docker build -t mana-guard:15 .
# Another version: --build-arg PG_MAJOR=17 --build-arg DEBIAN_CODENAME=trixie
ARG PG_MAJOR=15
ARG DEBIAN_CODENAME=bookworm

FROM postgres:${PG_MAJOR}-${DEBIAN_CODENAME} AS packages
COPY . /source/mana-guard
RUN /source/mana-guard/image/make-packages /packages

FROM postgres:${PG_MAJOR}-${DEBIAN_CODENAME}
COPY --from=packages /packages /packages
COPY image/install-packages image/entry-point /usr/local/lib/mana-guard/
RUN /usr/local/lib/mana-guard/install-packages /packages
WORKDIR /src
ENTRYPOINT ["/usr/local/lib/mana-guard/entry-point"]
CMD ["postgres"]
