import { byteLength, cleanProse } from '../render/irc/clean-text.ts';
import { splitLine } from '../render/irc/split-line.ts';
import type { Attachment, Outgoing, Person, Reply } from './bridge-end.ts';
import { describeEdit } from './describe-edit.ts';
import { breakName, colourName, namePeople, readableName } from './name-person.ts';
import { plainText, type RichText, type Span } from './text/rich-text.ts';
import { writeIrcText } from './text/write-irc-text.ts';

export interface IrcForm {
  /** Bytes that a line may take. At least 256. */
  readonly width: number;
  readonly hasColours: boolean;
}

/** Lines that one message may take; what is longer is to be read at its own address. */
const MOST_LINES = 4;
/** Lines of code that are shown. */
const MOST_CODE_LINES = 3;
const SHOWN_OF_DELETED = 60;

/** What happened on another side as lines for IRC, each led by the name of its author. Replies have a form of their own. */
export function writeIrcLines(outgoing: Exclude<Outgoing, Reply>, form: IrcForm): string[] {
  switch (outgoing.type) {
    case 'message': {
      const { author, body, isAction, replyTo, attachments, url } = outgoing;
      const texts = [...writeBody(body, url), ...attachments.map(writeAttachment)];
      return lead(texts, leadOf(author, form, isAction, replyTo?.name ?? null), url, form);
    }
    case 'edit': {
      const { author, before, body } = outgoing;
      const change = describeEdit(plainText(before), plainText(body));
      const [first = '', ...rest] = change === null ? writeBody(body, null) : [cleanProse(change)];
      return lead([`✎ ${first}`, ...rest], leadOf(author, form, false, null), null, form);
    }
    case 'delete': {
      const said = cleanProse(plainText(outgoing.before));
      const [shown = ''] = splitLine(said, SHOWN_OF_DELETED);
      const words = `✗ deleted: “${shown}${shown.length < said.length ? ' …' : ''}”`;
      return lead([words], leadOf(outgoing.author, form, false, null), null, form);
    }
    case 'presence': {
      const { people, change, from } = outgoing;
      return [`* ${namePeople(people, (person) => nameOf(person, form))} ${change} ${cleanProse(from)}`];
    }
    case 'notice':
      return splitLine(`* ${cleanProse(outgoing.text)}`, form.width);
  }
}

/** Prose as lines; a long block of code as where it can be read. */
function writeBody(body: RichText, url: string | null): string[] {
  const lines: string[] = [];
  let prose: Span[] = [];
  for (const span of body) {
    const code = span.styles.includes('code')
      ? span.text.split('\n').filter((line) => line.trim() !== '')
      : [];
    if (code.length > MOST_CODE_LINES) {
      const where = url === null ? '' : `: ${url}`;
      lines.push(...writeIrcText(prose), `[code, ${code.length} lines${where}]`);
      prose = [];
    } else prose.push(span);
  }
  return [...lines, ...writeIrcText(prose)];
}

function writeAttachment({ name, url }: Attachment): string {
  return `[${cleanProse(name)}] ${url.replace(/\p{C}|\s/gu, '')}`;
}

function nameOf(person: Person, { hasColours }: IrcForm): string {
  const name = readableName(person);
  return hasColours ? colourName(name, breakName(name)) : breakName(name);
}

function leadOf(author: Person, form: IrcForm, isAction: boolean, target: string | null): string {
  const name = nameOf(author, form);
  const to = target === null ? '' : ` → ${readableName({ name: target, id: '' })}`;
  return isAction ? `* ${name} ` : `<${name}${to}> `;
}

/** Each line led by the name; of too many, the first ones and where the rest is. */
function lead(texts: readonly string[], name: string, url: string | null, { width }: IrcForm): string[] {
  const pieces = texts.flatMap((text) => splitLine(text, width - byteLength(name)));
  if (pieces.length <= MOST_LINES) return pieces.map((piece) => name + piece);
  const left = pieces.length - MOST_LINES + 1;
  const rest = url === null ? `… ${left} more lines` : `… ${left} more lines: ${url}`;
  return [...pieces.slice(0, MOST_LINES - 1), rest].map((piece) => name + piece);
}
