// Lints the example shop with the built plugin, and says where each rule that spoke is explained.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

if (!existsSync(new URL('../dist/index.js', import.meta.url))) {
  execSync('npm run build', { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit' });
}

const eslint = new ESLint({ cwd: fileURLToPath(new URL('shop/', import.meta.url)) });
const results = await eslint.lintFiles('.');
const formatter = await eslint.loadFormatter('stylish');
console.log(await formatter.format(results));

const spoke = new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)));
for (const [rule, { docs }] of Object.entries(eslint.getRulesMetaForResults(results))) {
  if (spoke.has(rule)) console.log(`${rule}: ${docs.description}\n  ${docs.url}`);
}
