/** The shared settings under `settings['http-status']`, checked. */
export interface Settings {
  /** Adapters to use; null: all that the file gives evidence for. */
  readonly frameworks: readonly string[] | null;
  readonly frameworkVersions: Readonly<Record<string, number>>;
  /** Lower-case names of fields that middleware or a gateway adds. */
  readonly providedFields: ReadonlySet<string>;
  readonly responders: Readonly<Record<string, Responder>>;
  readonly errors: Readonly<Record<string, ErrorStatus>>;
  /** Names or dotted expressions whose truth means "a developer's machine". */
  readonly developmentConditions: readonly string[];
  readonly testFiles: boolean;
}

/** What a helper does that cannot be seen: positions are argument indices. */
export interface Responder {
  readonly response?: number;
  /** A status, or `{ argument }`. Written in settings as a number under 100 (a position) or a status. */
  readonly status?: number;
  readonly content?: number;
}

export type ErrorStatus = number | { readonly status: number };

const checked = new WeakMap<object, Settings>();

export function settingsOf(all: Readonly<Record<string, unknown>>): Settings {
  const known = checked.get(all);
  if (known) return known;
  const settings: Settings = {
    frameworks: null,
    frameworkVersions: {},
    providedFields: new Set(),
    responders: {},
    errors: {},
    developmentConditions: [],
    testFiles: false,
  };
  checked.set(all, settings);
  return settings;
}
