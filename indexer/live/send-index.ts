import type { IndexData, IndexPart } from '../build-index.ts';

/** An index as it is sent to whoever has the one before: of parts that it had, only what is otherwise. */
export type SentIndex = Omit<IndexData, 'parts'> & { readonly parts: readonly SentPart[] };

/** A part of the index before, by its number; one with the tables of one; or a new one. */
type SentPart = number | (Omit<IndexPart, 'tables'> & { readonly tables: number }) | IndexPart;

/**
 * Makes the function that sends one index after the other by `send`: an index of 100,000 posts takes 120 MB, and copying
 * it from thread to thread holds up both for a third of a second.
 */
export function createIndexSender(send: (index: SentIndex) => void): (index: IndexData) => void {
  let last: readonly IndexPart[] = [];
  return (index) => {
    const parts = index.parts.map((part): SentPart => {
      const number = last.findIndex(({ tables }) => tables === part.tables);
      if (number < 0) return part;
      return last[number] === part ? number : { ...part, tables: number };
    });
    send({ ...index, parts });
    last = index.parts;
  };
}

/** Makes the function that makes each index whole again; they must come in the order in which they were sent. */
export function createIndexReceiver(): (sent: SentIndex) => IndexData {
  let last: readonly IndexPart[] = [];
  return (sent) => {
    const partOf = (number: number) => last[number] as IndexPart;
    const parts = sent.parts.map((part): IndexPart => {
      if (typeof part === 'number') return partOf(part);
      const { tables } = part;
      return typeof tables === 'number' ? { ...part, tables: partOf(tables).tables } : { ...part, tables };
    });
    last = parts;
    return { ...sent, parts: parts as unknown as IndexData['parts'] };
  };
}
