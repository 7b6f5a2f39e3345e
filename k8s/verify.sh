#!/usr/bin/env bash
# Builds and checks the manifests. One line for each failure; exit 1 if there is any. What cannot be checked here is
# said, and is a failure where CI=true; promtool alone may be missing there (PROMTOOL names another place of it).
set -uo pipefail
cd "$(dirname "$0")/.."

work=target/k8s
failed=0
mkdir -p "$work"

fail() { echo "FAIL $*" >&2; failed=1; }
unchecked() {
  if [ "${CI:-}" = true ]; then fail "not checked: $*"; else echo "SKIP not checked: $*" >&2; fi
}
finish() {
  if [ "$failed" = 0 ]; then echo "manifests: nothing wrong in what was checked"; fi
  exit "$failed"
}

if grep -rnE '^kind: *Secret *$|secretGenerator|BEGIN [A-Z ]*PRIVATE KEY' k8s --include='*.yaml' --include='*.env' --include='*.json'; then
  fail "a secret stands in k8s/"
fi

if ! command -v kubectl > /dev/null; then
  unchecked "everything: kubectl is not installed, the manifests cannot be built"
  finish
fi
if ! kubectl kustomize k8s/base > "$work/manifests.yaml" 2> "$work/kustomize.log"; then
  fail "kubectl kustomize k8s/base: $(tr '\n' ' ' < "$work/kustomize.log")"
  finish
fi
echo "ok   kubectl kustomize k8s/base"

if ! command -v npm > /dev/null || ! command -v node > /dev/null; then
  unchecked "schemas, probes, limits, metrics, runbooks: npm or node is not installed"
  finish
fi
cp k8s/test/*.json k8s/test/*.mjs "$work/"
if ! (cd "$work" && npm ci --no-audit --no-fund --loglevel=error > npm.log 2>&1); then
  unchecked "schemas, probes, limits, metrics, runbooks: npm ci failed, see $work/npm.log"
  finish
fi
node "$work/metrics.mjs" ./*-service/src/main > "$work/metrics.txt" || fail "the services' metrics cannot be read"
node "$work/check.mjs" "$work/manifests.yaml" k8s/dashboards/tidemark.json docs/runbooks.md "$work/metrics.txt" \
  "$work/rules.yaml" ./*-service/openapi.yaml || failed=1

promtool=${PROMTOOL:-promtool}
if ! command -v "$promtool" > /dev/null; then
  echo "SKIP not checked: behaviour of the alert rules, since promtool is not installed (Debian: prometheus)" >&2
  finish
fi
cp k8s/test/rules.test.yaml "$work/"
if "$promtool" check rules "$work/rules.yaml" > "$work/promtool.log" 2>&1 \
  && "$promtool" test rules "$work/rules.test.yaml" >> "$work/promtool.log" 2>&1; then
  echo "ok   promtool test rules"
else
  fail "promtool: $(cat "$work/promtool.log")"
fi
finish
