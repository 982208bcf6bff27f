const OUTSIDE = "const { mayThrow, now, items, load, perhaps, task } = require('./outside');";

type Kind = 'sync' | 'async';

/** The source of a program for Express: its handler's body, with its flags, what stands before it, and whether it is `async`. */
export function inExpress(flags: string, body: string, before = '', kind: Kind = 'async'): string {
  return [
    "const express = require('express');",
    OUTSIDE,
    'const app = express();',
    before,
    `app.get('/x', ${kind === 'async' ? 'async ' : ''}(req, res, next) => {`,
    `  const { ${flags} } = req.query;`,
    body,
    '});',
    'module.exports = app;',
  ].join('\n');
}

/** The same for a server of Node's own. */
export function inNode(flags: string, body: string, before = '', kind: Kind = 'sync'): string {
  return [
    "const http = require('http');",
    OUTSIDE,
    before,
    `module.exports = http.createServer(${kind === 'async' ? 'async ' : ''}(req, res) => {`,
    `  const { ${flags} } = req.headers;`,
    body,
    '});',
  ].join('\n');
}

/** The program as an entry of the list of regressions. */
export function asRegression(source: string): string {
  const lines = source.trimEnd().split('\n');
  const isExpress = source.includes("require('express')");
  const head = lines.findIndex((line) => /^(?:app\.get|module\.exports = http)/.test(line));
  const before = lines.slice(isExpress ? 3 : 2, head);
  const body = lines.slice(head + 2, isExpress ? -2 : -1);
  const flags = /\{ (.*) \}/.exec(lines[head + 1] ?? '')?.[1] ?? '';
  const kind: Kind = lines[head]?.includes('async') ? 'async' : 'sync';
  const isUsual = kind === (isExpress ? 'async' : 'sync');
  const given = [
    `'${flags}'`,
    quoted(body),
    ...(before.length > 0 || !isUsual ? [quoted(before)] : []),
    ...(isUsual ? [] : [`'${kind}'`]),
  ];
  return [
    "  'what happens in it': {",
    '    known: null,',
    `    source: ${isExpress ? 'inExpress' : 'inNode'}(`,
    ...given.map((each) => `      ${each},`),
    '    ),',
    '  },',
  ].join('\n');
}

function quoted(lines: readonly string[]): string {
  return lines.length === 0 ? "''" : `\`\n${lines.map((line) => `    ${line}`).join('\n')}\``;
}
