/** How many states are kept apart whatever they differ in; beyond it, fields alone are no reason to. */
export const FEW_STATES = 20;

/** How many states of a handler are followed side by side; beyond it they are joined into one that knows less. */
export const LIVE_STATES = 32;

/** How many expressions and statements are evaluated for one handler before the rest is left open. */
export const STEPS_PER_HANDLER = 60_000;

/** How many are evaluated in one file; handlers beyond it are left out. */
export const STEPS_PER_FILE = 2_000_000;

/** How deep calls of functions in the same file are followed. */
export const CALL_DEPTH = 6;

/** How deep a value is read through variables and nested objects. */
export const READ_DEPTH = 12;

/** How many values and tests are read for one that was asked for, before what is left counts as unknown. */
export const READS = 1_000;

/** How many of those may wait for one another, so that a constant made from itself has an end. */
export const WAITING_READS = 100;

/** How many constants a test is followed through to the test that they stand for. */
export const TEST_HOPS = 4;

/** How many alternatives one value may have before it counts as unknown. */
export const ALTERNATIVES = 16;

/** How many literals a variable is remembered not to equal. */
export const EXCLUSIONS = 32;

/** How many tests a path remembers having taken: the nearest ones. */
export const CONDITIONS = 48;

/** How many values are narrowed for each other's sake. */
export const NARROWING = 4;

/** How deep statements and expressions are nested before evaluation gives up. */
export const NESTING = 1_500;

/** How many handlers that ran before are read for the fields they set. */
export const EARLIER_HANDLERS = 24;

/** How many facts a path gathers before those that no later test asks for are dropped. */
export const FACTS = 16;
