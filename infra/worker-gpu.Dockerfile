# The worker with ONNX Runtime's CUDA provider (Linux x64, CUDA 12 and cuDNN 9 from the base image).
FROM nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04
COPY --from=node:24-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:24-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
  && useradd --create-home --uid 1000 --non-unique node
WORKDIR /acervo
ENV NODE_ENV=production
COPY package.json package-lock.json ./
COPY apps apps
COPY packages packages
COPY models/lener-conv/package.json models/lener-conv/
# Only here may onnxruntime-node's install script run: it fetches the CUDA provider's libraries.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-fund --no-audit \
  && ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js \
  && npm cache clean --force
COPY models models
RUN mkdir /models && chown 1000:1000 /models
USER 1000
ENTRYPOINT ["node", "apps/cli/bin/acervo.js"]
CMD ["worker"]
