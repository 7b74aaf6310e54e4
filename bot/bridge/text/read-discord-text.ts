import { cleanSpan, joinSpans, type RichText, type Span, type Style } from './rich-text.ts';

/** Names of what a message mentions, by id; `null`: unknown. */
export interface Names {
  readonly user: (id: string) => string | null;
  readonly role: (id: string) => string | null;
  readonly channel: (id: string) => string | null;
}

const MARKS: readonly (readonly [mark: string, styles: readonly Style[]])[] = [
  ['***', ['bold', 'italic']],
  ['**', ['bold']],
  ['__', ['underline']],
  ['~~', ['strike']],
  ['||', ['spoiler']],
  ['*', ['italic']],
  ['_', ['italic']],
];
/** Deeper nesting is left as it is written. */
const DEEPEST = 6;
const TOKEN =
  /\\(?<escaped>[^\p{L}\p{N}\s])|```(?:(?<language>[\w+#.-]*)\n)?(?<block>[\s\S]+?)```|``(?<code2>[\s\S]+?)``(?!`)|`(?<code>[^`]+)`(?!`)|<@!?(?<user>\d+)>|<@&(?<role>\d+)>|<#(?<channel>\d+)>|<a?:(?<emoji>\w+):\d+>|<t:(?<time>-?\d{1,12})(?::[a-zA-Z])?>|<(?<slash>\/[^:>]+):\d+>|<(?<plain>https?:\/\/[^\s>]+)>|(?<address>https?:\/\/[^\s<>]+)|\[(?<label>[^\]\n]+)\]\((?<target>https?:\/\/[^\s)]+)\)/uy;

/**
 * Discord's Markdown as styles. Mentions of people, roles, channels, commands and emoji become the names that
 * people read, times ISO 8601, a masked link its label and its address. Fences become code of several lines.
 */
export function readDiscordText(markdown: string, names: Names): RichText {
  return joinSpans(readRun(markdown, [], names, 0));
}

function readRun(text: string, styles: readonly Style[], names: Names, depth: number): Span[] {
  const spans: Span[] = [];
  const add = (words: string, more: readonly Style[] = []) =>
    spans.push({ text: cleanSpan(words), styles: [...styles, ...more] });
  let at = 0;
  let plain = 0;
  const flush = () => add(text.slice(plain, at));
  while (at < text.length) {
    const token = matchToken(text, at);
    if (token !== null) {
      flush();
      const { words, styles: more } = nameToken(token.groups ?? {}, names);
      add(words, more);
      at += token[0].length;
      plain = at;
      continue;
    }
    const run = depth < DEEPEST ? matchMark(text, at) : null;
    if (run === null) {
      at++;
      continue;
    }
    flush();
    spans.push(...readRun(run.inner, [...styles, ...run.styles], names, depth + 1));
    at += run.length;
    plain = at;
  }
  flush();
  return spans;
}

function matchToken(text: string, at: number): RegExpExecArray | null {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text);
}

/** A styled run that begins here, if it is closed again. */
function matchMark(
  text: string,
  at: number,
): { inner: string; styles: readonly Style[]; length: number } | null {
  for (const [mark, styles] of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const start = at + mark.length;
    // A lone sign with a blank behind it is a list or a product.
    if (mark.length === 1 && /\s/.test(text.charAt(start))) continue;
    const end = findClosing(text, start, mark);
    if (end !== -1) return { inner: text.slice(start, end), styles, length: end + mark.length - at };
  }
  return null;
}

function findClosing(text: string, start: number, mark: string): number {
  for (let at = start; at < text.length; at++) {
    const token = matchToken(text, at);
    if (token !== null) {
      at += token[0].length - 1;
      continue;
    }
    if (at === start || !text.startsWith(mark, at)) continue;
    if (mark.length === 1) {
      const isDoubled = text.charAt(at + 1) === mark;
      if (isDoubled) {
        at++;
        continue;
      }
      if (/\s/.test(text.charAt(at - 1))) continue;
      // snake_case is no emphasis.
      if (mark === '_' && /\w/.test(text.charAt(at + 1))) continue;
    }
    return at;
  }
  return -1;
}

function nameToken(
  groups: Readonly<Record<string, string | undefined>>,
  names: Names,
): { words: string; styles: readonly Style[] } {
  const {
    escaped,
    block,
    code2,
    code,
    user,
    role,
    channel,
    emoji,
    time,
    slash,
    plain,
    address,
    label,
    target,
  } = groups;
  const say = (words: string, styles: readonly Style[] = []) => ({ words, styles });
  if (block !== undefined) return say(`\n${block.replace(/\n$/, '')}\n`, ['code']);
  if (code2 !== undefined) return say(code2.trim(), ['code']);
  if (code !== undefined) return say(code, ['code']);
  if (user !== undefined) return say(`@${names.user(user) ?? 'somebody'}`);
  if (role !== undefined) return say(`@${names.role(role) ?? 'role'}`);
  if (channel !== undefined) return say(`#${names.channel(channel) ?? 'channel'}`);
  if (emoji !== undefined) return say(`:${emoji}:`);
  if (time !== undefined) return say(new Date(Number(time) * 1000).toISOString().replace('.000Z', 'Z'));
  if (label !== undefined && target !== undefined)
    return say(label === target ? target : `${label} (${target})`);
  return say(escaped ?? slash ?? plain ?? address ?? '');
}
