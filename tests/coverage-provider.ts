import v8 from '@vitest/coverage-v8';

// V8 runs code slower while it counts what runs. A project whose tests measure time sets `COVERAGE` to `off`.
const counted = process.env['COVERAGE'] !== 'off';

/** Coverage as V8 counts it, of all projects but those that want none. */
export default counted ? v8 : { getProvider: v8.getProvider };
