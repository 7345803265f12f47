// Rewrites policies/licences/spdx.yml from three npm packages. By hand, when SPDX publishes a new licence list; never in CI:
//
//   mkdir /tmp/spdx && cd /tmp/spdx && npm init -y && npm i spdx-license-ids spdx-exceptions @cyclonedx/cyclonedx-library --ignore-scripts
//   node <repository>/eng/update-spdx.mjs /tmp/spdx
//
// Why three: spdx-license-ids has the licences but no list version and no exceptions; spdx-exceptions lags behind by years and
// serves only for its deprecated flags; the CycloneDX schema names the list version and holds every id, exceptions included.
// The script stops when the first and the third disagree on the licences, because then the version would be a guess.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) {
  throw new Error('Usage: node eng/update-spdx.mjs <folder with node_modules>');
}

const read = file => JSON.parse(readFileSync(join(folder, 'node_modules', file), 'utf8'));
const source = name => `${name}@${read(name + '/package.json').version}`;

const current = read('spdx-license-ids/index.json');
const deprecated = read('spdx-license-ids/deprecated.json');
const deprecatedExceptions = read('spdx-exceptions/deprecated.json');
const schema = read('@cyclonedx/cyclonedx-library/res/schema/spdx.SNAPSHOT.schema.json');

const licences = new Set([...current, ...deprecated]);
const missing = [...licences].filter(id => !schema.enum.includes(id));
// 'GPL-2.0+' and its like are ids of their own in the list; for the grammar they are 'GPL-2.0' with '+'.
const exceptions = schema.enum.filter(id => !licences.has(id) && !id.endsWith('+'));
const suspicious = exceptions.filter(id => !/exception|-note$|^(GPL-CC-1\.0|LLGPL|SHL-2\.[01]|Google-Patent-WebM)$/i.test(id));
if (missing.length > 0 || suspicious.length > 0) {
  throw new Error(`The packages hold different list versions. Not in the schema: ${missing}. Neither licence nor exception: ${suspicious}.`);
}

// What to write instead of a deprecated id: [for 'X', for 'X+']. From the notes on the pages of spdx.org/licenses.
const gnu = Object.fromEntries(deprecated
  .filter(id => /^(A|L)?GPL-\d\.\d$|^GFDL-\d\.\d$/.test(id))
  .map(id => [id, [`${id}-only`, `${id}-or-later`]]));
const replacements = {
  ...gnu,
  'GPL-2.0-with-autoconf-exception': ['GPL-2.0-only WITH Autoconf-exception-2.0'],
  'GPL-2.0-with-bison-exception': ['GPL-2.0-or-later WITH Bison-exception-2.2'],
  'GPL-2.0-with-classpath-exception': ['GPL-2.0-only WITH Classpath-exception-2.0'],
  'GPL-2.0-with-font-exception': ['GPL-2.0-only WITH Font-exception-2.0'],
  'GPL-2.0-with-GCC-exception': ['GPL-2.0-only WITH GCC-exception-2.0'],
  'GPL-3.0-with-autoconf-exception': ['GPL-3.0-only WITH Autoconf-exception-3.0'],
  'GPL-3.0-with-GCC-exception': ['GPL-3.0-only WITH GCC-exception-3.1'],
  'BSD-2-Clause-FreeBSD': ['BSD-2-Clause-Views'],
  'BSD-2-Clause-NetBSD': ['BSD-2-Clause'],
  'bzip2-1.0.5': ['bzip2-1.0.6'],
  'eCos-2.0': ['GPL-2.0-or-later WITH eCos-exception-2.0'],
  'Nunit': ['zlib-acknowledgement'],
  'StandardML-NJ': ['SMLNJ'],
  'wxWindows': ['LGPL-2.0-or-later WITH WxWindows-exception-3.1'],
};

const sorted = ids => [...ids].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
const list = ids => (ids.length === 0 ? ' []' : '\n' + sorted(ids).map(id => `  - ${id}`).join('\n'));
const text = `# The SPDX licence list. Written by eng/update-spdx.mjs; do not edit.
# Identifiers are those of https://spdx.org/licenses (The Linux Foundation and its contributors, CC-BY-3.0).
schemaVersion: 1
listVersion: ${schema.$comment.replace(/^.*-/, '')}
sources:
${[source('spdx-license-ids'), source('spdx-exceptions'), source('@cyclonedx/cyclonedx-library')].map(s => `  - "${s}"`).join('\n')}
deprecated:
${sorted(deprecated).map(id => {
  const [plain, orLater] = replacements[id] ?? [];
  return `  - { id: ${id}${plain ? `, use: ${plain}` : ''}${orLater ? `, useOrLater: ${orLater}` : ''} }`;
}).join('\n')}
deprecatedExceptions:${list(deprecatedExceptions)}
exceptions:${list(exceptions.filter(id => !deprecatedExceptions.includes(id)))}
licences:${list(current)}
`;
writeFileSync(new URL('../policies/licences/spdx.yml', import.meta.url), text);
