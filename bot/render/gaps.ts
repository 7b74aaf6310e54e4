import type { GapGroup } from '../gaps/group-gaps.ts';
import { clean, type Terminal } from './terminal.ts';

/** Wordings beside the first that are shown. */
const MOST_ALIKE = 3;

/** Gaps as a numbered list, each with the command that writes a post for it. */
export function renderGaps(groups: readonly GapGroup[], { colours }: Terminal): string {
  return groups
    .map((group, index) => {
      const also = group.alike.slice(0, MOST_ALIKE).map((wording) => `   also: ${clean(wording)}`);
      return [
        `${index + 1}. ${colours.bold(clean(group.question))}`,
        `   ${describeGap(group)}`,
        ...also,
        `   write this: ${writeCommand(group)}`,
      ].join('\n');
    })
    .join('\n\n');
}

/** The machine contract of `almanac gaps --json`: one group as plain data. */
export function gapToJson(group: GapGroup, rank: number) {
  const { question, alike, declined, wrong, places, last } = group;
  return { rank, question, alike, declined, wrong, places, last, write: writeCommand(group) };
}

/** `asked 7 times without an answer, 2 times answered wrong; irc, web; last on 2017-05-26` */
export function describeGap({ declined, wrong, places, last }: GapGroup): string {
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  const parts = [
    ...(declined > 0 ? [`asked ${times(declined)} without an answer`] : []),
    ...(wrong > 0 ? [`${times(wrong)} answered wrong`] : []),
  ];
  return `${parts.join(', ')}; ${places.join(', ')}; last on ${last.slice(0, 10)}`;
}

/** The command that begins a post for a gap, fit for a shell: what the question holds does nothing there. */
export function writeCommand({ question }: Pick<GapGroup, 'question'>): string {
  const title = titleFor(question).replaceAll("'", "'\\''");
  return `almanac new post -- '${title}'`;
}

/** A title may have 300 characters, and is better shorter. */
export function titleFor(question: string): string {
  return clean(question).replace(/\s+/gu, ' ').trim().slice(0, 150).trimEnd();
}
