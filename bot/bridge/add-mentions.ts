/** What can't hold a mention: code and addresses. */
const OPAQUE = /(`+)[\s\S]*?\1|<?https?:\S+/g;
/** A name said to somebody: at the beginning with a colon, or behind `@`. A comma would make "well, …" a name. */
const ADDRESSED = /^([^\s:@`<]{2,32})(?=:\s)|(?<![\p{L}\p{N}_\\])@([^\s@:,;!?`<]{2,32})/gu;

/**
 * Discord's Markdown in which the names of people who are known there became mentions, and their ids: whoever
 * sends it must allow those, and no others.
 */
export function addMentions(
  markdown: string,
  findPerson: (name: string) => string | null,
): { content: string; people: string[] } {
  const people = new Set<string>();
  const mention = (text: string, isStart: boolean) =>
    text.replace(
      ADDRESSED,
      (whole: string, first: string | undefined, later: string | undefined, at: number) => {
        if (first !== undefined && !(isStart && at === 0)) return whole;
        const name = (first ?? later ?? '').replace(/\\(.)/g, '$1');
        // "@grace." and "@grace" are the same person.
        const trimmed = name.replace(/\.+$/, '');
        const id = findPerson(trimmed);
        if (id === null) return whole;
        people.add(id);
        return `<@${id}>${name.slice(trimmed.length)}`;
      },
    );
  let content = '';
  let end = 0;
  for (const { 0: opaque, index } of markdown.matchAll(OPAQUE)) {
    content += mention(markdown.slice(end, index), end === 0) + opaque;
    end = index + opaque.length;
  }
  return { content: content + mention(markdown.slice(end), end === 0), people: [...people] };
}
