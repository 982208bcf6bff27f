/** Other spellings of a status, which fixes may put right. */
interface Misspelling {
  readonly right: RegExp;
  readonly wrong: readonly string[];
}

const MISSPELLINGS: readonly Misspelling[] = [
  {
    right: /res\.status\((\d+)\)\.(json|send)\(([^()]*)\)/,
    wrong: ["res.status('$1').$2($3)", 'res.$2($3, $1)', 'res.$2($1, $3)', 'res.status(400).$2($3, $1)'],
  },
  { right: /res\.sendStatus\((\d+)\)/, wrong: ["res.sendStatus('$1')", 'res.send($1)', 'res.json($1)'] },
  {
    right: /res\.redirect\((\d+), ([^()]*)\)/,
    wrong: ["res.redirect('$1', $2)", 'res.redirect($2, $1)', 'res.status(400).redirect($2, $1)'],
  },
  { right: /res\.status\((\d+)\)/, wrong: ["res.status('$1')"] },
  { right: /res\.statusCode = (\d+)/, wrong: ["res.statusCode = '$1'"] },
  { right: /res\.writeHead\((\d+)/, wrong: ["res.writeHead('$1'"] },
];

/** The source with some of its statuses spelled otherwise: each choice is for one of them, and the first leaves it as it is. */
export function misspelled(source: string, choices: readonly number[]): string {
  let count = 0;
  const any = new RegExp(MISSPELLINGS.map(({ right }) => right.source).join('|'), 'g');
  return source.replace(any, (text) => {
    const choice = choices[count++ % choices.length] ?? 0;
    const found = MISSPELLINGS.find(({ right }) => right.test(text));
    const wrong = found && choice > 0 ? found.wrong[(choice - 1) % found.wrong.length] : undefined;
    return found && wrong !== undefined ? text.replace(found.right, wrong) : text;
  });
}
