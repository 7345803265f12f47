// Validates CycloneDX JSON files against the official schema of their version, in its strict form, and says what the schema cannot:
// references that lead nowhere, and references that two components share.
import { readFileSync } from 'node:fs';
import * as CycloneDX from '@cyclonedx/cyclonedx-library';

let failed = false;
for (const file of process.argv.slice(2)) {
  const problems = await problemsOf(readFileSync(file, 'utf8'));
  for (const problem of problems) {
    console.log(`${file}: ${problem}`);
  }

  failed ||= problems.length > 0;
}

process.exit(failed ? 1 : 0);

async function problemsOf(text) {
  const bom = JSON.parse(text);
  const version = { 1.5: CycloneDX.Spec.Version.v1dot5, 1.6: CycloneDX.Spec.Version.v1dot6 }[bom.specVersion];
  if (!version) {
    return [`there is no validator for specVersion ${bom.specVersion}`];
  }

  const error = await new CycloneDX.Validation.JsonStrictValidator(version).validate(text);
  if (error !== null) {
    return [JSON.stringify(error, null, 1)];
  }

  const problems = [];
  const references = new Set();
  for (const component of componentsOf(bom)) {
    const reference = component['bom-ref'];
    if (reference !== undefined && references.has(reference)) {
      problems.push(`two components have the bom-ref ${reference}`);
    }

    references.add(reference);
  }

  for (const dependency of bom.dependencies ?? []) {
    for (const reference of [dependency.ref, ...(dependency.dependsOn ?? [])]) {
      if (!references.has(reference)) {
        problems.push(`the dependency ${reference} is no component`);
      }
    }
  }

  for (const component of componentsOf(bom)) {
    for (const dataset of component.modelCard?.modelParameters?.datasets ?? []) {
      if (dataset.ref !== undefined && !references.has(dataset.ref)) {
        problems.push(`the dataset ${dataset.ref} is no component`);
      }
    }
  }

  return problems;
}

function* componentsOf(bom) {
  const open = [bom.metadata?.component, ...(bom.components ?? [])].filter(c => c);
  while (open.length > 0) {
    const component = open.pop();
    yield component;
    open.push(...(component.components ?? []));
  }
}
