import type { RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import express4 from '../frameworks/express4.js';
import express5 from '../frameworks/express5.js';
import type { Case, Framework, Running } from '../framework.js';
import { runFile } from '../run-file.js';
import { Notes, serve } from '../serve.js';

const load = createRequire(import.meta.url);

interface Crash {
  readonly err: unknown;
  readonly res: { readonly headersSent: boolean };
}
/** What of the framework's modules the harness uses. */
interface Testing {
  readonly getTestServer: (name: string) => Server;
}
interface Logger {
  sendCrashResponse: (crash: Crash & { readonly silent?: boolean }) => void;
}

/** Runs a file that registers a function. What the function throws is noted where the framework answers for it, or logs it. */
async function start(file: string, name: string): Promise<Running> {
  runFile(file, { '@google-cloud/functions-framework': load(name) as unknown });
  const notes = new Notes();
  const logger = load(join(dirname(load.resolve(name)), 'logger.js')) as Logger;
  const { sendCrashResponse } = logger;
  logger.sendCrashResponse = (crash) => {
    notes.handOn('error', crash.err, crash.res);
    sendCrashResponse({ ...crash, silent: true });
  };
  const log = vi.spyOn(console, 'error').mockImplementation((text: unknown) => {
    // After the response only the log tells. What a stream emits then was not thrown by the function.
    const code = /\bERR_HTTP_HEADERS_SENT\b/.exec(String(text))?.[0];
    if (code) notes.handOn('error', { code }, { headersSent: true });
  });
  const { getTestServer } = load(`${name}/testing`) as Testing;
  // A server has the listener that it was made with.
  const [listener] = getTestServer('x').listeners('request') as RequestListener[];
  if (!listener) throw new Error('The framework serves nothing');
  const running = await serve(listener, notes, ({ flags }) => `/?${new URLSearchParams(flags).toString()}`);
  return {
    ...running,
    close: async () => {
      log.mockRestore();
      logger.sendCrashResponse = sendCrashResponse;
      await running.close();
    },
  };
}

/** The cases of Express that are about a single `(req, res)` function. */
function casesOf({ cases }: Framework): Readonly<Record<string, Case>> {
  return Object.fromEntries(
    Object.entries(cases).filter(
      ([, { handler, as, before, after }]) =>
        !as &&
        !after &&
        !/\bapp\b/.test(before ?? '') &&
        /^(?:async )?\(\w+, \w+\) =>/.test(handler) &&
        !/\.render\(/.test(handler),
    ),
  );
}

/** A framework of the harness: one major of the functions framework, which is installed under that name. */
export function cloudFunctions(major: 3 | 5, name: string): Framework {
  const express = major === 5 ? express5 : express4;
  return {
    ...express,
    name: `Cloud Functions ${major}`,
    id: 'google-cloud-functions',
    major,
    fileOf: ({ handler, before }) =>
      ["const { http } = require('@google-cloud/functions-framework');", before ?? '', `http('x', ${handler});`].join(
        '\n',
      ),
    start: (file) => start(file, name),
    errorStatus: 500,
    cases: casesOf(express),
    without: { ...express.without, render: 'the framework has no views' },
  };
}
