import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { engine } from '../../bench/retrieval/engines/almanac.ts';

test('documents are saved as an index that finds them, Markdown signs and empty texts notwithstanding', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'almanac-engine-'));
  try {
    const file = join(folder, 'index');
    await engine.build(
      [
        { id: 'signs', title: 'Headings', text: '# Keepalived *sends* <b>gratuitous</b> ARP\n===' },
        { id: 'title alone', title: 'Keepalived', text: '' },
        { id: 'other', title: 'Swift', text: 'Objects are kept in rings.' },
        { id: 'nothing', title: '', text: '' },
      ],
      file,
    );
    const rank = await engine.load(file);
    // A title that is the question comes before a word in the text.
    expect(rank('What is keepalived?', 10)).toEqual(['title alone', 'signs']);
    expect(rank('gratuitous', 10)).toEqual(['signs']);
    expect(rank('What is keepalived?', 1)).toEqual(['title alone']);
    expect(rank('zebra', 10)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
