import { createRequire } from 'node:module';
import { configsOf, type Configs, type PluginBody } from './configs.js';
import { rules } from './rules/index.js';

export interface Plugin extends PluginBody {
  configs: Configs;
}

// The same path from src/ and from dist/. The cast holds because npm refuses a package without a name or a version.
const manifest = createRequire(import.meta.url)('../package.json') as { name: string; version: string };

const body: PluginBody = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'http-status' },
  rules,
};

// Assigned to the same object, so that the configs hold the very plugin that is exported.
const plugin: Plugin = Object.assign(body, { configs: configsOf(body) });

export default plugin;
