export type Preset = 'recommended' | 'strict' | 'all';
export type Severity = 'error' | 'warn' | 'off';

/** A rule, as far as the types of a config need to know it. Both ESLint's and typescript-eslint's types accept it. */
export interface PublishedRule {
  readonly meta: {
    readonly type: 'problem' | 'suggestion' | 'layout';
    readonly docs?: {
      readonly description: string;
      readonly preset: Preset;
      readonly severity: 'error' | 'warn';
      readonly url?: string;
    };
    readonly messages: Record<string, string>;
  };
  create(context: object): Record<never, never>;
}

export interface FlatConfig {
  name: string;
  plugins: Record<string, PluginBody>;
  rules: Record<string, Severity>;
}

/** A config for `.eslintrc` files, which name plugins instead of importing them. */
export interface EslintrcConfig {
  plugins: string[];
  rules: Record<string, Severity>;
}

// An alias, because ESLint's own types take no interface where they ask for an index signature.
export type Configs = Record<Preset, EslintrcConfig> & Record<`flat/${Preset}`, FlatConfig>;

/** The plugin without its configs, which refer back to it. */
export interface PluginBody {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, PublishedRule>;
}

/** From the smallest to the largest: each holds the ones before. */
const PRESETS: readonly Preset[] = ['recommended', 'strict', 'all'];

/** The presets, computed from what the rules say about themselves. */
export function configsOf(plugin: PluginBody): Configs {
  const { namespace } = plugin.meta;
  const eslintrc = (preset: Preset) => ({ plugins: [namespace], rules: rulesIn(preset, plugin) });
  const flat = (preset: Preset) => ({
    name: `${namespace}/${preset}`,
    plugins: { [namespace]: plugin },
    rules: rulesIn(preset, plugin),
  });
  return {
    recommended: eslintrc('recommended'),
    strict: eslintrc('strict'),
    all: eslintrc('all'),
    'flat/recommended': flat('recommended'),
    'flat/strict': flat('strict'),
    'flat/all': flat('all'),
  };
}

function rulesIn(preset: Preset, { meta, rules }: PluginBody): Record<string, Severity> {
  const chosen: Record<string, Severity> = {};
  for (const [name, { meta: about }] of Object.entries(rules)) {
    if (!about.docs || PRESETS.indexOf(about.docs.preset) > PRESETS.indexOf(preset)) continue;
    chosen[`${meta.namespace}/${name}`] = preset === 'recommended' ? about.docs.severity : 'error';
  }
  return chosen;
}
