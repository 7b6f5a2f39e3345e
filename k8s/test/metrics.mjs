// Prints the Prometheus names of the meters that the services' sources register: node metrics.mjs SERVICE_FOLDER...
// It reads the calls of Micrometer's builders, so a meter that is renamed in code breaks the dashboard's check.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const METER = /(?:(Counter|Timer|Gauge|MultiGauge|DistributionSummary)\s*\.?\s*\.builder|counter|gauge|ofLastPass|timer)\s*\(\s*(?:meters,\s*|registry,\s*)?"((?:tidemark|history)\.[a-z.]+)"([\s\S]*?);/g;

const sources = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.java'))
  .map(entry => join(entry.parentPath, entry.name));

function namesOf([call, type, name, rest]) {
  const kind = type ?? (call.startsWith('counter') ? 'Counter' : call.startsWith('timer') ? 'Timer' : 'Gauge');
  const unit = /baseUnit\("([a-z]+)"\)/.exec(rest)?.[1];
  const base = name.replaceAll('.', '_') + (unit && !name.endsWith(unit) ? `_${unit}` : '');
  switch (kind) {
    case 'Counter': return [`${base}_total`];
    case 'Timer': return ['count', 'sum', 'max', 'bucket'].map(part => `${base}_seconds_${part}`);
    case 'DistributionSummary': return ['count', 'sum', 'max', 'bucket'].map(part => `${base}_${part}`);
    default: return [base];
  }
}

const names = process.argv.slice(2)
  .flatMap(sources)
  .flatMap(file => [...readFileSync(file, 'utf8').matchAll(METER)].flatMap(namesOf));
console.log([...new Set(names)].sort().join('\n'));
