import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { REGISTRY, REGISTRY_DATE, REGISTRY_SOURCE, type Registration, type Standing } from '../src/http/registry.js';
import { classOf, isAssigned, phraseOf, standingOf, type StatusClass } from '../src/http/statuses.js';
import { UNREGISTERED } from '../src/http/unregistered.js';
import { rules } from '../src/rules/index.js';
import { expectBlock } from './markdown.js';

const page = fileURLToPath(new URL('../docs/status-codes.md', import.meta.url));

interface ClassOfCodes {
  readonly is: StatusClass;
  readonly title: string;
  readonly source: string;
  readonly text: string;
}

const RFC_9110 = 'https://www.rfc-editor.org/rfc/rfc9110.html#section-';

const CLASSES: readonly ClassOfCodes[] = [
  {
    is: 'informational',
    title: '1xx: there is more to come',
    source: `${RFC_9110}15.2`,
    text: 'Interim responses: fields without content, and a final response after them. To send one as the status of a response leaves the client waiting.',
  },
  {
    is: 'successful',
    title: '2xx: it worked',
    source: `${RFC_9110}15.3`,
    text: 'The request was received, understood and accepted. Caches, monitors and `response.ok` take it for a success, whatever the content says.',
  },
  {
    is: 'redirection',
    title: '3xx: look elsewhere',
    source: `${RFC_9110}15.4`,
    text: 'The client has to do something more: follow a Location, or use what it has.',
  },
  {
    is: 'client-error',
    title: '4xx: the request is at fault',
    source: `${RFC_9110}15.5`,
    text: 'The same request will fail again until it, or something that it depends on, changes. Except to HEAD, the content should explain what is wrong and whether that will last.',
  },
  {
    is: 'server-error',
    title: '5xx: the server is at fault',
    source: `${RFC_9110}15.6`,
    text: 'The request may be fine, and monitors wake somebody up. Except to HEAD, the content should explain what is wrong and whether that will last.',
  },
];

const STATES: Readonly<Record<Exclude<Standing, 'registered'>, string>> = {
  temporary: 'registered for the time being, for a draft',
  experimental: 'the RFC is experimental',
  abandoned: 'the specification that replaced it left the status out',
  deprecated: 'kept so that nobody gives it another meaning',
  obsoleted: 'the RFC is historic',
  reserved: 'kept so that nobody gives it a meaning',
};

it('docs/status-codes.md has every registered code, with the rules that look at it', async () => {
  await expectBlock(page, 'registry', [introduction(), overview(), ...CLASSES.map(chapter)].join('\n\n'));
});

it('every code has an anchor, and every link to a code leads to one', () => {
  const text = readFileSync(page, 'utf8');
  const anchors = [...text.matchAll(/<a id="(\d+)"><\/a>/g)].map(([, code]) => Number(code));
  expect(anchors).toEqual(REGISTRY.map(({ code }) => code));
  const linked = [...text.matchAll(/\(#(\d+)\)/g)].map(([, code]) => Number(code));
  expect(linked.filter((code) => !anchors.includes(code))).toEqual([]);
});

it('docs/status-codes.md has the codes that servers send although they are not registered', async () => {
  await expectBlock(page, 'unregistered', unregistered());
});

it('no code that is called unregistered is registered, and what is said instead is', () => {
  for (const { first, last = first, instead } of UNREGISTERED) {
    for (let code = first; code <= last; code++) expect(isAssigned(code), String(code)).toBe(false);
    for (const code of instead) expect(standingOf(code), String(code)).toBe('registered');
  }
});

function unregistered(): string {
  const rows = UNREGISTERED.map(({ first, last, use, instead, isLogged }) => {
    const codes = last === undefined ? String(first) : `${first}–${last}`;
    const remedies = [...(isLogged ? ['none'] : []), ...instead.map((code) => `[${code}](#${code})`)];
    return `| ${codes} | ${use} | ${remedies.join(', ')} |`;
  });
  return ['| code | who sends it, and for what | say instead |', '| --- | --- | --- |', ...rows].join('\n');
}

function introduction(): string {
  return `These are the ${REGISTRY.length} codes of [IANA's registry](${REGISTRY_SOURCE}) as of ${REGISTRY_DATE}. **Must**, **should** and **may** are the words of the specifications; the sentences are ours.`;
}

function overview(): string {
  const rows = CLASSES.map((one) => {
    const codes = statusesOf(one).map(({ code, state }) => (state ? `_[${code}](#${code})_` : `[${code}](#${code})`));
    return `| ${one.title} | ${codes.join(' ')} |`;
  });
  const states = [...new Set(REGISTRY.flatMap(({ state }) => state ?? []))];
  const general = rulesCiting((source) => source === `${RFC_9110}15` || source === `${RFC_9110}15.1`);
  return [
    '| class | codes |\n| --- | --- |',
    ...rows,
    '',
    `In italics: codes that are ${states.slice(0, -1).join(', ')} or ${states.at(-1) ?? ''}.`,
    '',
    `Rules about all of them: ${general.join(', ')}.`,
  ].join('\n');
}

function chapter(one: ClassOfCodes): string {
  const general = rulesCiting((source) => source === one.source);
  const about = general.length > 0 ? ` Rules about all of them: ${general.join(', ')}.` : '';
  return [`## ${one.title}`, `${one.text}${about}`, ...statusesOf(one).map(entry)].join('\n\n');
}

function entry(status: Registration): string {
  const { code, meaning, use, source, state } = status;
  const phrase = phraseOf(code) ?? '';
  const older = status.formerly?.filter((one) => one !== phrase) ?? [];
  const about = rulesCiting((each) => each === source || each.startsWith(`${source}.`));
  const facts = [
    ...requirements(status),
    ...(about.length > 0 ? [`Rules: ${about.join(', ')}.`] : []),
    [
      `Defined in ${citation(source)}`,
      ...(state ? [`; ${STATES[state]}`] : []),
      ...(older.length > 0 ? [`; once called ${older.map((one) => `“${one}”`).join(' and ')}`] : []),
      '.',
    ].join(''),
  ];
  return [
    `### <a id="${code}"></a>${code} ${phrase}${state ? ` (${state})` : ''}`,
    `**${meaning}** ${use}`,
    facts.map((fact) => `- ${fact}`).join('\n'),
  ].join('\n\n');
}

function requirements(status: Registration): readonly string[] {
  const { code, fields = [], answers = [], methods, content, caching, also = [] } = status;
  return [
    ...fields.map(({ name, level, why }) => `It **${level}** have \`${titled(name)}\`. ${why}`),
    ...(answers.length > 0
      ? [
          `It answers a request with ${listed(
            answers.map((name) => `\`${titled(name)}\``),
            'or',
          )} only.`,
        ]
      : []),
    ...(methods ? [`It answers ${listed(methods, 'and')} only.`] : []),
    ...(content === 'none' && code >= 200 ? ['It has no content.'] : []),
    ...(caching === 'heuristic' ? ['Caches may keep it although nothing in it says so.'] : []),
    ...(caching === 'forbidden' ? ['Caches **must not** keep it.'] : []),
    ...also,
  ];
}

function statusesOf({ is }: ClassOfCodes): readonly Registration[] {
  return REGISTRY.filter(({ code }) => classOf(code) === is);
}

/** Links to the rules that rest on a section: a rule is about the statuses that its sources define. */
function rulesCiting(isSection: (source: string) => boolean): readonly string[] {
  return Object.values(rules)
    .filter(({ meta }) => meta.docs?.sources.some(isSection))
    .map(({ name }) => `[${name}](./rules/${name}.md)`);
}

function citation(source: string): string {
  const [, number, section] = /rfc(\d+)\.html#section-(.+)$/.exec(source) ?? [];
  return number ? `[RFC ${number}, section ${section ?? ''}](${source})` : `[a draft](${source})`;
}

function listed(words: readonly string[], link: 'and' | 'or'): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(` ${link} `);
}

/** A field's name as it is written in prose: `WWW-Authenticate`. */
function titled(name: string): string {
  const known: Readonly<Record<string, string>> = { etag: 'ETag', im: 'IM', 'a-im': 'A-IM' };
  return known[name] ?? name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()).replace(/^Www-/, 'WWW-');
}
