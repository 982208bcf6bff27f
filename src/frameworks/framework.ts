import type { HandlerSite } from '../exchange/effects.js';
import type { SourceCode } from '../syntax/ast.js';

/** The major version of a package that a file gets, and whether that is certain. */
export interface Version {
  readonly major: number;
  readonly certain: boolean;
}

/** A file in which handlers are looked for. */
export interface SourceFile {
  readonly sourceCode: SourceCode;
  readonly filename: string;
  /** Whether the settings name the framework: then another one's import is no reason to look away. */
  readonly isNamed: (framework: string) => boolean;
  /** The major version of a framework: what the settings say, else what is installed or declared; null when nothing says. */
  readonly versionOf: (framework: string, packageName: string) => Version | null;
}

/** What the engine has to know about one framework: how its handlers are found, and (in each site) how it is spelled. */
export interface Framework {
  /** The name in settings. */
  readonly id: string;
  /** Text without which a file has nothing for this adapter. */
  readonly trace: RegExp;
  handlers(file: SourceFile): readonly HandlerSite[];
}
