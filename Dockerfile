# AsyncLab in a container, for Docker and for Binder: everything inside, so that lessons run with no network.
#   docker build -t asynclab .
#   docker run --rm -p 127.0.0.1:8888:8888 asynclab      (open the URL that it prints)
FROM debian:trixie-slim

# Binder builds with its own user name and id; a plain build takes these.
ARG NB_USER=learner
ARG NB_UID=1000

ENV LANG=C.UTF-8 \
    USER=${NB_USER} \
    HOME=/home/${NB_USER}

# No "maven" package: it brings a second JRE. unzip is what the Maven wrapper unpacks with. Fonts, harfbuzz, lcms and
# jpeg are what the headless JDK only recommends, and needs to draw a PNG. Versions are Debian's of this release on purpose: pinned ones vanish from its archive with the next security fix.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      ca-certificates fontconfig fonts-dejavu-core libfreetype6 libharfbuzz0b libjpeg62-turbo liblcms2-2 \
      openjdk-25-jdk-headless python3 python3-venv unzip \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --home-dir "${HOME}" --uid "${NB_UID}" --shell /bin/bash "${NB_USER}"

WORKDIR ${HOME}/asynclab
RUN chown "${NB_UID}" "${HOME}/asynclab"
USER ${NB_USER}

# First what the build needs, so that a changed lesson or document does not build again.
COPY --chown=${NB_UID} .mvn .mvn
COPY --chown=${NB_UID} launcher launcher
COPY --chown=${NB_UID} lib lib
COPY --chown=${NB_UID} kernel kernel
COPY --chown=${NB_UID} bench bench
COPY --chown=${NB_UID} Lab.java mvnw pom.xml requirements.txt ./
# The Maven and pip caches are of no use after this: they would be a third of the image.
RUN java Lab.java build \
 && rm -rf "${HOME}/.m2" "${HOME}/.cache" lib/target kernel/target launcher/target bench/target
COPY --chown=${NB_UID} . .

ENV PATH=${HOME}/asynclab/.lab/venv/bin:${PATH}
EXPOSE 8888
HEALTHCHECK --start-period=20s CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8888/api', timeout=3)"]
# Opens lesson 00: the course's JupyterLab settings are in the environment, not here.
CMD ["python", "launcher/jupyter/start.py", "--ip=0.0.0.0", "--port=8888", "--no-browser"]
