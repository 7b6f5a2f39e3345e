// Checks the built manifests: node check.mjs MANIFESTS DASHBOARD RUNBOOKS METRICS RULES_OUT CONTRACT...
// Prints one line for each failure and exits 1 if there is any. Needs the packages of package.json beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';

const [manifestFile, dashboardFile, runbookFile, metricsFile, rulesOut, ...contractFiles] = process.argv.slice(2);
const failures = [];
const fail = (where, what) => failures.push(`${where}: ${what}`);

const objects = parseAllDocuments(readFileSync(manifestFile, 'utf8')).map(document => document.toJS());
const nameOf = object => `${object.kind}/${object.metadata?.name}`;

async function schemaOf({ apiVersion, kind }) {
  const home = apiVersion.startsWith('monitoring.coreos.com/') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
  const module = await import(`${home}/${apiVersion}/${kind}`).catch(() => ({}));
  return module[kind];
}

async function checkSchema(object) {
  const Model = await schemaOf(object);
  if (typeof Model !== 'function') return fail(nameOf(object), 'no schema for its kind');
  try {
    new Model(object).validate();
  } catch (error) {
    fail(nameOf(object), error.message);
  }
}

function checkWorkload(object) {
  const spec = object.spec.template.spec;
  const where = nameOf(object);
  if (spec.automountServiceAccountToken !== false) fail(where, 'mounts a service account token');
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) checkContainer(`${where} ${container.name}`, container, spec);
}

function checkContainer(where, container, spec) {
  if (!/:[^/:]+$/.test(container.image ?? '') || container.image.endsWith(':latest')) fail(where, 'image has no fixed tag');
  for (const kind of ['cpu', 'memory']) {
    if (!container.resources?.limits?.[kind]) fail(where, `no limit on ${kind}`);
    if (!container.resources?.requests?.[kind]) fail(where, `no request of ${kind}`);
  }
  for (const [probe, path] of [['livenessProbe', '/health/live'], ['readinessProbe', '/health/ready']]) {
    if (container[probe]?.httpGet?.path !== path) fail(where, `${probe} does not ask ${path}`);
  }
  const security = container.securityContext ?? {};
  if (security.readOnlyRootFilesystem !== true) fail(where, 'can write its root file system');
  if (security.allowPrivilegeEscalation !== false) fail(where, 'may escalate privileges');
  if (security.privileged) fail(where, 'is privileged');
  if (!security.capabilities?.drop?.includes('ALL')) fail(where, 'does not drop all capabilities');
  const added = (security.capabilities?.add ?? []).filter(capability => capability !== 'DAC_READ_SEARCH');
  if (added.length) fail(where, `adds ${added}`);
  const profile = (security.seccompProfile ?? spec.securityContext?.seccompProfile)?.type;
  if (profile !== 'RuntimeDefault') fail(where, 'has no seccomp profile');
  const user = security.runAsUser ?? spec.securityContext?.runAsUser;
  if (user === 0 && container.name !== 'scan') fail(where, 'runs as root');
  const secretEnv = (container.env ?? []).filter(({ name, value }) => /PASSWORD|TOKEN|SECRET/.test(name) && !name.endsWith('_FILE') && value !== undefined);
  for (const { name } of secretEnv) fail(where, `${name} stands in the manifest`);
  for (const mount of container.volumeMounts ?? []) checkHostMount(where, mount, container, spec);
}

function checkHostMount(where, mount, container, spec) {
  const volume = (spec.volumes ?? []).find(({ name }) => name === mount.name);
  if (!volume) return fail(where, `mounts ${mount.name}, which is no volume`);
  const whole = volume.hostPath?.path === '/';
  if (whole && mount.readOnly !== true) fail(where, 'can write the host');
  const root = (container.env ?? []).find(({ name }) => name === 'SCAN_HOST_ROOT')?.value;
  if (whole && root !== mount.mountPath) fail(where, `takes ${root} for the host's root, which is mounted at ${mount.mountPath}`);
  if (whole && mount.mountPropagation !== 'HostToContainer') fail(where, 'does not see mounts that come later');
}

function checkBackends(ingress) {
  const services = new Set(objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name));
  const owners = new Map();
  for (const { path, backend } of ingress.spec.rules.flatMap(rule => rule.http.paths)) {
    if (!services.has(backend.service.name)) fail(nameOf(ingress), `${path} goes to ${backend.service.name}, which is no service`);
    if (owners.has(path)) fail(nameOf(ingress), `${path} is served twice`);
    owners.set(path, backend.service.name);
  }
  for (const file of contractFiles) checkContract(nameOf(ingress), file, owners);
}

/// Whatever a service offers can be had from outside, from that service.
function checkContract(where, file, owners) {
  const service = basename(dirname(file)).replace(/-service$/, '');
  for (const path of Object.keys(parse(readFileSync(file, 'utf8')).paths)) {
    if (path.startsWith('/health')) continue;
    const [, owner] = [...owners].filter(([prefix]) => path === prefix || path.startsWith(`${prefix}/`)).sort(([a], [b]) => b.length - a.length)[0] ?? [];
    if (owner !== service && owner !== `${service}-jobs`) fail(where, `${path} of ${service} goes to ${owner ?? 'nobody'}`);
  }
}

function checkAlerts(rules, anchors) {
  for (const rule of rules) {
    const anchor = /#([a-z0-9-]+)$/.exec(rule.annotations?.runbook_url ?? '')?.[1];
    if (!anchor || !anchors.has(anchor)) fail(rule.alert, `has no runbook in ${runbookFile}`);
    if (!rule.annotations?.summary) fail(rule.alert, 'has no summary');
    if (!['warning', 'critical'].includes(rule.labels?.severity)) fail(rule.alert, 'has no severity');
  }
}

/// Names in PromQL that begin as ours do.
const metricsIn = expression => (expression.match(/\b(?:tidemark|history)_[a-z0-9_]+\b/g) ?? []);

function checkMetrics(where, expression, known) {
  for (const metric of metricsIn(expression)) {
    if (!known.has(metric)) fail(where, `${metric} is no metric of any service`);
  }
}

for (const object of objects) await checkSchema(object);
const workloads = objects.filter(({ kind }) => ['Deployment', 'DaemonSet', 'StatefulSet', 'Job'].includes(kind));
if (workloads.length !== 7) fail('manifests', `${workloads.length} workloads instead of 7`);
workloads.forEach(checkWorkload);
objects.filter(({ kind }) => kind === 'Secret').forEach(secret => fail(nameOf(secret), 'secrets do not belong here'));
objects.filter(({ kind }) => kind === 'Ingress').forEach(checkBackends);

const known = new Set(readFileSync(metricsFile, 'utf8').split('\n').filter(Boolean));
const anchors = new Set([...readFileSync(runbookFile, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replaceAll(' ', '-')));
const ruleObjects = objects.filter(({ kind }) => kind === 'PrometheusRule');
const rules = ruleObjects.flatMap(object => object.spec.groups).flatMap(group => group.rules);
if (rules.length === 0) fail('PrometheusRule', 'has no alerts');
checkAlerts(rules, anchors);
rules.forEach(rule => checkMetrics(rule.alert, rule.expr, known));
writeFileSync(rulesOut, stringify({ groups: ruleObjects.flatMap(object => object.spec.groups) }));

const dashboard = JSON.parse(readFileSync(dashboardFile, 'utf8'));
const ids = dashboard.panels.map(({ id }) => id);
if (new Set(ids).size !== ids.length) fail('dashboard', 'two panels have one id');
for (const panel of dashboard.panels) {
  for (const { expr } of panel.targets) checkMetrics(`dashboard "${panel.title}"`, expr, known);
}
const shipped = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.grafana_dashboard);
if (JSON.stringify(parse(shipped?.data?.['tidemark.json'] ?? '{}')) !== JSON.stringify(dashboard)) fail('dashboard', 'is not what the ConfigMap ships');

failures.forEach(line => console.error(`FAIL ${line}`));
if (failures.length === 0) console.log(`ok   ${objects.length} objects, ${rules.length} alerts, ${dashboard.panels.length} panels`);
process.exit(failures.length ? 1 : 0);
