import ts from 'typescript';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * A program in plain JavaScript: the decorators of a class and of its methods are given to `decorate`, on the lines on which
 * they stand.
 */
export function undecorated(source: string): string {
  const file = ts.createSourceFile('program.ts', source, ts.ScriptTarget.ES2022, true);
  const edits = file.statements.filter(ts.isClassDeclaration).flatMap((each) => editsOf(each, file));
  return edits.reduceRight((text, { from, to, text: other }) => text.slice(0, from) + other + text.slice(to), source);
}

function editsOf(owner: ts.ClassDeclaration, file: ts.SourceFile): readonly Edit[] {
  const ofClass = ts.getDecorators(owner) ?? [];
  const brace = file.text.indexOf('{', owner.name?.end);
  const own = ofClass.length > 0 ? `{ static { decorate(this, null, ${listOf(ofClass, file)}, []); }` : '{';
  return [
    ...ofClass.map((each) => ({ from: each.getStart(file), to: each.end, text: '' })),
    { from: brace, to: brace + 1, text: own },
    ...owner.members.filter(ts.isMethodDeclaration).flatMap((each) => editsOfMethod(each, file)),
  ];
}

function editsOfMethod(method: ts.MethodDeclaration, file: ts.SourceFile): readonly Edit[] {
  const own = ts.getDecorators(method) ?? [];
  const [first, last] = [own[0], own[own.length - 1]];
  if (!first || !last) return [];
  const ofParameters = method.parameters.map((each) => ts.getDecorators(each) ?? []);
  const lists = ofParameters.map((each) => listOf(each, file)).join(', ');
  const name = method.name.getText(file);
  const call = `static { decorate(this, '${name}', ${listOf(own, file)}, [${lists}]); }`;
  return [
    { from: first.getStart(file), to: last.end, text: call },
    ...ofParameters.flat().map((each) => ({ from: each.getStart(file), to: each.end, text: '' })),
  ];
}

function listOf(decorators: readonly ts.Decorator[], file: ts.SourceFile): string {
  return `[${decorators.map(({ expression }) => expression.getText(file)).join(', ')}]`;
}
