import { formatFault } from '../indexer/check/format-fault.ts';
import type { Following, News } from '../indexer/live/follow-content.ts';
import type { PostInfo } from '../indexer/build-index.ts';
import { openIndex } from '../indexer/open-index.ts';
import { inflate } from '../indexer/packing.ts';
import { readPostBody } from '../indexer/read-post-body.ts';
import type { Passage } from '../indexer/types.ts';
import { createEngine, type Engine } from './answer/engine.ts';
import type { OpenContent } from './commands/open-content.ts';
import type { Console } from './console.ts';

/** The engine that follows the content folder. */
export interface LiveEngine {
  /** The engine of now; another object once content has changed. */
  readonly engine: () => Engine;
  /**
   * The Markdown of a post of that engine; of one whose file broke, what its last good version said.
   * @throws Error when its file is gone, or broke just now.
   */
  readonly readBody: (post: Pick<PostInfo, 'id' | 'file'>) => Promise<string>;
  /** Begins to follow; what happens is told, faults by `complain`. */
  follow(console: Pick<Console, 'note' | 'complain'>): Promise<void>;
  stop(): Promise<void>;
}

/** Questions are answered from the index that was opened until a new one is there, whole. */
export function createLiveEngine({
  index,
  data,
  folder,
  snapshot,
  contentHash,
  built,
}: OpenContent): LiveEngine {
  let engine = createEngine(index);
  let kept: News['kept'] = new Set();
  let following: Following | null = null;
  return {
    engine: () => engine,
    async readBody({ id, file }) {
      if (!kept.has(file)) return readPostBody(folder, file);
      const { renderPassages } = await import('../indexer/render-passages.ts');
      const { index } = engine;
      return renderPassages(index.passagesOf(id).map((number) => index.passages[number] as Passage));
    },
    async follow(console) {
      const { followInThread } = await import('../indexer/live/follow-in-thread.ts');
      const canSave = built === null || built.unwritten === null;
      following = followInThread(
        { content: folder, snapshot: canSave ? snapshot : null, contentHash, data },
        (news) => {
          kept = news.kept;
          if (news.data !== null) engine = createEngine(openIndex(news.data, inflate));
          tell(news, engine, folder, console);
        },
        console.note,
      );
    },
    stop: async () => following?.stop(),
  };
}

function tell(
  { data, isJoined, changes, faults, kept }: News,
  { index }: Engine,
  folder: string,
  console: Pick<Console, 'note' | 'complain'>,
): void {
  for (const fault of faults) {
    const stays = kept.has(fault.file) ? ' [its last good version stays]' : ' [left out]';
    console.complain(`${formatFault(fault, folder)}${fault.severity === 'error' ? stays : ''}`);
  }
  if (data === null || isJoined) return;
  const counts = Object.entries(changes).filter(([, count]) => count > 0);
  const what = counts.map(([kind, count]) => `${count} ${kind}`).join(', ');
  console.note(
    `Content: ${what === '' ? 'changed' : what}. ${index.postCount} posts, ${index.events.length} events.`,
  );
}
