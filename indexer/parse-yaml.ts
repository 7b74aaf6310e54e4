import { isScalar, Lexer, LineCounter, Parser, parseDocument, type YAMLError } from 'yaml';
import { readPlainYaml } from './read-plain-yaml.ts';
import { deepestNesting, type Found, readYamlNodes } from './read-yaml-nodes.ts';

/** Where in the text: both 1-based (the line counted from `firstLine`), the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type YamlPath = readonly PropertyKey[];

/** What the text itself has wrong, before any schema is asked. */
export interface ParseFault {
  readonly at: Place;
  readonly path: YamlPath;
  readonly message: string;
  readonly hint: string | null;
  readonly kind: 'syntax' | 'unknown-key' | 'invalid';
}

export interface ParsedYaml {
  /** Plain objects, lists, text, numbers, booleans and `null`; an empty text gives `null`. */
  readonly value: unknown;
  readonly faults: readonly ParseFault[];
  /** The place of the key or value at `path`; where it is not in the text, of the nearest parent. */
  locate(path: YamlPath, part: 'key' | 'value'): Place;
  /** The scalar at `path` as it is written in the text, without quotes. */
  written(path: YamlPath): string | null;
  /** Whether the value at `path` is empty because a `#` made a comment of it. */
  isCommentedOut(path: YamlPath): boolean;
}

const longestText = 256 * 1024;
const mostSyntaxFaults = 10;

/**
 * Reads one YAML 1.2 document (core schema: dates stay text) into plain data, and never throws: a text
 * that is too large (256 KB), too deep (64 levels), or holds foreign tags, more than 16 aliases or a
 * fault of syntax gives `faults` of kind `syntax`. Duplicate keys are faults, the first one counts. A key
 * `__proto__` is a fault and is not in the value. Merge keys (`<<`) are keys like others.
 */
export function parseYaml(text: string, firstLine = 1): ParsedYaml {
  const start: Place = { line: firstLine, column: 1 };
  if (text.length > longestText) {
    return unreadable(fault(start, 'the text is larger than 256 KB', 'split it into smaller files'));
  }
  const plain = readPlainYaml(text);
  return plain === null ? parseAnyYaml(text, start) : locateLater(plain, () => parseAnyYaml(text, start));
}

/** Where something stands is asked only when a schema has something against it. */
function locateLater(value: unknown, parse: () => ParsedYaml): ParsedYaml {
  let known: ParsedYaml | undefined;
  const parsed = () => {
    known ??= parse();
    return known;
  };
  return {
    value,
    faults: [],
    locate: (path, part) => parsed().locate(path, part),
    written: (path) => parsed().written(path),
    isCommentedOut: (path) => parsed().isCommentedOut(path),
  };
}

function parseAnyYaml(text: string, start: Place): ParsedYaml {
  if (isTooDeep(text)) {
    return unreadable(fault(start, `values are nested deeper than ${deepestNesting} levels`, 'flatten them'));
  }

  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false, // checked below: in the library the cost grows with the square of the keys
    schema: 'core', // also under a "%YAML 1.1" line, whose schema would make dates and merge keys
    merge: false,
    resolveKnownTags: false,
  });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + start.line - 1, column: Math.max(col, 1) };
  };
  const content = readYamlNodes(document, place);
  const find = (path: YamlPath): Found | undefined =>
    path.reduce<Found | undefined>((found, step) => found?.children.get(step), content.root);

  return {
    value: content.value,
    faults: [...describeErrors([...document.errors, ...document.warnings], place), ...content.faults],
    locate(path, part) {
      const found = find(path);
      if (found === undefined) return path.length > 0 ? this.locate(path.slice(0, -1), 'key') : start;
      if (path.length === 0) return start;
      const range = (part === 'key' ? (found.key ?? found.node) : (found.node ?? found.key))?.range;
      return range ? place(range[0]) : this.locate(path.slice(0, -1), 'key');
    },
    written(path) {
      const node = find(path)?.node;
      return isScalar(node) ? (node.source ?? null) : null;
    },
    isCommentedOut(path) {
      const node = find(path)?.node;
      return isScalar(node) && node.value === null && Boolean(node.comment);
    },
  };
}

/** Counted while the text is cut into tokens, since composing a deep document can exhaust the stack. */
function isTooDeep(text: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme)); // the parser works only while its tokens are taken
    if (parser.stack.length > deepestNesting) return true;
  }
  return false;
}

/** The first fault of each line: those that follow it on the line are its consequences. */
function describeErrors(errors: readonly YAMLError[], place: (offset: number) => Place): ParseFault[] {
  const faults: ParseFault[] = [];
  for (const error of errors) {
    const at = place(error.pos[0]);
    if (faults.length === mostSyntaxFaults) break;
    if (faults.some((known) => known.at.line === at.line)) continue;
    const [message, hint] = plainWords[error.code] ?? [
      error.message.replace(/^[A-Z](?![A-Z])/, (c) => c.toLowerCase()),
      null,
    ];
    faults.push(fault(at, message, hint));
  }
  return faults;
}

const quoteIt = 'put a value that holds ": " in quotes; keys of one group begin in one column';
const closeIt = 'close it with ] or }; put a value that begins with "#" in quotes';

const plainWords: Partial<Record<YAMLError['code'], readonly [message: string, hint: string | null]>> = {
  BAD_ALIAS: ['a value may not begin with "*" or "&"', 'put the value in quotes'],
  BAD_INDENT: ['the line is not indented as it should be, or a list "[" or group "{" is not closed', closeIt],
  BAD_SCALAR_START: ['a value may not begin with this character', 'put the value in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a second "key:" inside a value', quoteIt],
  MULTILINE_IMPLICIT_KEY: ['a line that is neither "key: value" nor part of the value above', quoteIt],
  MULTIPLE_DOCS: ['a second document begins here', 'remove the line "---"'],
  TAB_AS_INDENT: ['a tab stands where spaces must', 'indent with spaces'],
  TAG_RESOLVE_FAILED: ['a value may not carry a tag ("!…")', 'remove the tag, or put the value in quotes'],
};

function fault(at: Place, message: string, hint: string | null, path: YamlPath = []): ParseFault {
  return { at, path, message, hint, kind: 'syntax' };
}

function unreadable(only: ParseFault): ParsedYaml {
  return {
    value: null,
    faults: [only],
    locate: () => only.at,
    written: () => null,
    isCommentedOut: () => false,
  };
}
