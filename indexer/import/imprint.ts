import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';

/** Where an entry was read: the source's name without its folder, and the 1-based line on which it begins. */
export interface Origin {
  readonly from: string;
  readonly line: number;
}

/** What an imported file says of itself. */
export interface Imprint extends Origin {
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
  { from, line }: Origin,
): string {
  const head = `---\n${stringify({ ...fields, imported: { from, line } }, { lineWidth: 0 })}  digest: `;
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
  const { from, line } = imported;
  return {
    from: typeof from === 'string' ? from : '',
    line: typeof line === 'number' ? line : 0,
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
