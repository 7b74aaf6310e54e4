import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';

/** Where an entry was read, and how its file was made. */
export interface Origin {
  /** The source's name without its folder, or the address of a feed. */
  readonly from: string;
  /** The 1-based line of the source on which it begins. */
  readonly line?: number | undefined;
  /** By what the feed knows it. */
  readonly entry?: string | undefined;
  /** How the file was made, in words: `Markdown of the HTML in an Atom feed`. */
  readonly made?: string | undefined;
  /** Where else the same article stands: addresses. */
  readonly also?: readonly string[] | undefined;
}

/** What an imported file says of itself. */
export interface Imprint extends Origin {
  /** By which it is known whether anybody edited it; empty when it has none. */
  readonly digest: string;
  /** Its whole front matter, unchecked. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether its digest is not that of its text: somebody has edited it since. */
  readonly isEdited: boolean;
}

/** The digest is the last key of the front matter, and is made of the file without it. */
const DIGEST = /^ {2}digest: (sha256:[0-9a-f]{64})$/m;
const FRONT_MATTER = /^---\n([\s\S]*?\n)---\n/;

/** Writes a content file with a digest by which it is known again; `body` is Markdown. */
export function writeImprinted(
  fields: Readonly<Record<string, unknown>>,
  body: string,
  { from, line, entry, made, also = [] }: Origin,
): string {
  const imported = { from, line, entry, made, also: also.length === 0 ? undefined : also };
  const head = `---\n${stringify({ ...fields, imported }, { lineWidth: 0 })}  digest: `;
  const tail = `\n---\n\n${body === '' ? '' : `${body}\n`}`;
  return `${head}${digest(head + tail)}${tail}`;
}

/** Reads what an imported file, with LF for line breaks, says of itself; null for one that was not imported. */
export function readImprint(text: string): Imprint | null {
  const yaml = FRONT_MATTER.exec(text)?.[1];
  const fields = yaml === undefined ? null : parseFields(yaml);
  const imported = fields?.imported;
  if (!isRecord(fields) || !isRecord(imported)) return null;
  const said = DIGEST.exec(yaml ?? '')?.[1];
  const isEdited = said === undefined || said !== imported.digest || digest(text.replace(said, '')) !== said;
  const { from, line, entry, made, also } = imported;
  return {
    from: typeof from === 'string' ? from : '',
    line: typeof line === 'number' ? line : undefined,
    entry: typeof entry === 'string' ? entry : undefined,
    made: typeof made === 'string' ? made : undefined,
    also: Array.isArray(also) ? also.filter((address) => typeof address === 'string') : [],
    digest: said ?? '',
    fields,
    isEdited,
  };
}

function parseFields(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 0 });
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
