import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { rules } from '../src/rules/index.js';
import { expectBlock } from './markdown.js';

it('the README lists every rule as the rules describe themselves', async () => {
  await expectBlock(fileURLToPath(new URL('../README.md', import.meta.url)), 'rules', table());
});

function table(): string {
  const presets = ['recommended', 'strict', 'all'];
  const ordered = Object.entries(rules).toSorted(([one, { meta: its }], [other, { meta }]) => {
    const rank = presets.indexOf(its.docs?.preset ?? '') - presets.indexOf(meta.docs?.preset ?? '');
    return rank || one.localeCompare(other, 'en');
  });
  const rows = ordered.map(([name, { meta }]) => {
    const { docs, fixable, hasSuggestions } = meta;
    const preset = docs?.preset === 'recommended' ? `recommended: ${docs.severity}` : (docs?.preset ?? '');
    const remedies = [fixable ? '🔧' : '', hasSuggestions ? '💡' : ''];
    return [`[${name}](docs/rules/${name}.md)`, docs?.description ?? '', preset, ...remedies];
  });
  const lines = [['Rule', 'What it asks', 'From', '🔧', '💡'], Array<string>(5).fill('---'), ...rows];
  return [
    'The third column is the first preset that has the rule. 🔧: `eslint --fix` can repair it. 💡: an editor offers remedies.',
    '',
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}
