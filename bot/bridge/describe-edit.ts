/** Longer changes are shown as the whole new text. */
const LONGEST_CHANGE = 60;
const WORDS_AROUND = 1;

/**
 * One correction as people write it: `s/teh cat/the cat/`, with a word on each side where something was only
 * added or taken away. `null`: too much changed, the new text says more.
 */
export function describeEdit(before: string, after: string): string | null {
  const [old, now] = [before.split(/\s+/), after.split(/\s+/)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const isPure = start === old.length - end || start === now.length - end;
  const from = Math.max(0, start - (isPure ? WORDS_AROUND : 0));
  const to = Math.max(0, end - (isPure ? WORDS_AROUND : 0));
  const [gone, come] = [old.slice(from, old.length - to), now.slice(from, now.length - to)].map((words) =>
    words.join(' ').replaceAll('/', '∕'),
  );
  if (gone === undefined || come === undefined || gone === '') return null;
  if (gone.length > LONGEST_CHANGE || come.length > LONGEST_CHANGE) return null;
  return `s/${gone}/${come}/`;
}
