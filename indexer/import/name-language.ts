import { isCommand, isComment, isPlainCommand, isPrompt, mayBeRootPrompt } from './line-shapes.ts';

/** Names a block of code's language, as the info string of its fence; `text` when it has none, or in doubt. */
export function nameLanguage(lines: readonly string[]): string {
  const filled = lines.filter((line) => line.trim() !== '');
  return LANGUAGES.find(([, isIn]) => isIn(filled))?.[0] ?? 'text';
}

type Sign = (lines: readonly string[]) => boolean;

/** The first that fits is taken. */
const LANGUAGES: readonly (readonly [string, Sign])[] = [
  ['diff', (lines) => any(lines, /^(?:diff --git |@@ -\d|\+\+\+ [\w./]|--- [ab]\/)/)],
  ['python', (lines) => any(lines, /^\s*>>> /)],
  ['text', isLog],
  ['console', (lines) => lines.some(isPrompt) || (mayBeRootPrompt(lines[0] ?? '') && !isScript(lines))],
  [
    'dockerfile',
    (lines) =>
      any(lines, /^FROM [\w./:-]+/) || count(lines, /^(?:RUN|COPY|ADD|CMD|ENTRYPOINT|WORKDIR|ENV) /) > 1,
  ],
  [
    'c',
    (lines) => any(lines, /^\s*#\s*include\s*[<"]|\w->\w.*;$|^\s*(?:int|void|char|struct|static) .*[;{]$/),
  ],
  [
    'python',
    (lines) =>
      any(lines, /^\s*(?:async )?def \w+\(|^\s*class [A-Z]\w*.*:$|^from [\w.]+ import |^import [\w., ]+$/),
  ],
  ['bash', isScript],
  [
    'sql',
    (lines) =>
      any(lines, /^(?:SELECT .* FROM |INSERT INTO |DELETE FROM |CREATE TABLE |ALTER TABLE |UPDATE \w+ SET )/),
  ],
  ['json', (lines) => /^\s*[{[]/.test(lines[0] ?? '') && any(lines, /"\s*:/)],
  ['xml', (lines) => /^\s*<[/?!]?[a-zA-Z]/.test(lines[0] ?? '')],
  ['ini', (lines) => count(lines, /^\s*\[[\w.: -]+\]$|^\s*[\w.-]+\s*=\s*[^=\s]/) > lines.length / 2],
  [
    'yaml',
    (lines) => count(lines, /^\s*(?:- )*[\w."'-]+:(?:\s|$)/) > 0 && count(lines, YAML) === lines.length,
  ],
];

/** Keys, items, and the lines of a text that goes on below its key. */
const YAML = /^\s*(?:- )*[\w."'-]+:(?:\s|$)|^\s*- \S|^\s*#|^\s{2,}\S|^---$/;
const SHELL =
  /^\s*(?:export\s+)?[A-Za-z_]\w*=\S|^#!|^\s*(?:if \[|while |for |case |eval |set -|then$|fi$|done$)|^\s*[a-z][\w./-]*\s.*\$\{?\w|^\s*(?:\/|\.\/|~\/)[\w./-]+(?:\s|$)/;

function isScript(lines: readonly string[]): boolean {
  const code = lines.filter((line) => !isComment(line));
  const [first = ''] = code;
  if (code.length === 0 || /^\s/.test(first)) return false;
  if (code.every(isPlainCommand)) return true;
  return isShell(first) || code.filter(isShell).length > code.length / 2;
}

function isShell(line: string): boolean {
  return isCommand(line) || SHELL.test(line);
}

function isLog(lines: readonly string[]): boolean {
  return any(
    lines.slice(0, 1),
    /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\s*[A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d:\d\d|^kernel: |^[a-z][\w-]*\[\d+\]: |^\s*--?\w[\w-]*\s{2,}|^Traceback /,
  );
}

function any(lines: readonly string[], shape: RegExp): boolean {
  return lines.some((line) => shape.test(line.slice(0, 500)));
}

function count(lines: readonly string[], shape: RegExp): number {
  return lines.filter((line) => shape.test(line.slice(0, 500))).length;
}
