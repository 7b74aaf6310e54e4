import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIndex, type IndexData } from '../../../indexer/build-index.ts';
import { listTexts } from '../../../indexer/index-tables.ts';
import { receiveIndex, shareIndex } from '../../../indexer/live/share-index.ts';
import type { FileStretch } from '../../../indexer/open-file.ts';
import { openIndex } from '../../../indexer/open-index.ts';
import { readSnapshot, writeSnapshot } from '../../../indexer/snapshot.ts';
import { makePost } from '../../make-index.ts';

const built = buildIndex({ posts: [makePost('arp', 'Linux ignores gratuitous ARP.')], events: [] }, []);
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-share-'));
  file = join(folder, 'index');
});
afterAll(() => rm(folder, { recursive: true }));

/** As another thread gets it. */
function send(data: IndexData): IndexData {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(data);
  const { message } = receiveMessageOnPort(port2) as { message: IndexData };
  port1.close();
  return message;
}
const read = async (mostAtOnce?: number) => {
  await writeSnapshot(file, 'hash', built);
  return (await readSnapshot(file, 'hash', mostAtOnce)).data as IndexData;
};
const bufferOf = ({ parts }: IndexData) => parts[0].tables.postings.bytes.buffer;
const textOf = (data: IndexData | null) => data && openIndex(data).passages[0]?.text;
const nowhere = () => null;

describe('an index that is sent to another thread', () => {
  test.each<[string, () => Promise<IndexData>]>([
    ['was read from a snapshot', () => read()],
    ['was joined and shared', async () => shareIndex(built)],
  ])('shares its memory when it %s', async (_, make) => {
    const data = await make();
    expect(bufferOf(data)).toBeInstanceOf(SharedArrayBuffer);
    const received = receiveIndex(send(data), nowhere) as IndexData;
    const [ours, theirs] = [data, received].map((one) => new Uint8Array(bufferOf(one))) as [
      Uint8Array,
      Uint8Array,
    ];
    expect(theirs).toEqual(ours);
    ours[0] = (ours[0] as number) ^ 1;
    expect(theirs[0]).toBe(ours[0]);
    ours[0] = (ours[0] as number) ^ 1;
    expect(textOf(received)).toBe('Linux ignores gratuitous ARP.');
  });

  test('reads texts that lie in a file through the one that the other has open, or is none', async () => {
    const data = await read(0);
    const here = listTexts(data) as FileStretch[];
    const find = (told: Pick<FileStretch, 'identity' | 'start' | 'length'>) =>
      here.find(
        ({ identity, start, length }) =>
          identity === told.identity && start === told.start && length === told.length,
      ) ?? null;
    expect(textOf(receiveIndex(send(data), find))).toBe('Linux ignores gratuitous ARP.');
    expect(receiveIndex(send(data), nowhere)).toBeNull();
  });
});
