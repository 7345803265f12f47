// Whether JSON files fit a JSON Schema of draft-07: node check-schema.mjs schema.json file.json...
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, allErrors: true });
const fits = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
let wrong = 0;
for (const file of files) {
  if (!fits(JSON.parse(readFileSync(file, 'utf8')))) {
    wrong++;
    console.log(file, JSON.stringify(fits.errors.slice(0, 10), null, 1));
  }
}
process.exitCode = wrong > 0 ? 1 : 0;
