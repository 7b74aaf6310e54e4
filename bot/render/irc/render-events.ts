import type { EventInfo } from '../../../indexer/build-index.ts';
import { describeWhen } from '../describe-event.ts';
import { clip, linkOf } from './cite-post.ts';
import { endWith, headOf, type Page, pagesOf } from './pages.ts';
import type { IrcView } from './view.ts';

/** `• OpenStack Summit Sydney, 6–8 November 2017, Sydney · https://…`, within one line. */
export function renderEvent(event: EventInfo, view: IrcView): string {
  const status = event.status === 'confirmed' ? '' : ` (${event.status})`;
  const where = event.place ?? (event.online ? 'online' : 'place not announced');
  const parts = [
    clip(event.name, view.width * 0.3),
    describeWhen(event, view.today),
    clip(where, view.width * 0.15),
  ];
  const link = linkOf(event.url, { ...view, width: view.width * 0.7 });
  return `• ${parts.join(', ')}${status} · ${link ?? clip(event.file, view.width * 0.25)}`;
}

/** Events as pages, or one line that says that there is none. */
export function renderEvents(events: readonly EventInfo[], view: IrcView): readonly Page[] {
  const head = headOf(view);
  if (events.length === 0) return [[`${head}No such event is on file.`]];
  const hint = view.isRelayed ? '' : ` · ${view.prefix}more`;
  const inner = { ...view, width: view.width - hint.length - 1 - head.length };
  const pages = pagesOf(
    events.map((event) => renderEvent(event, inner)),
    head,
  );
  return pages.map((page, index) => (index < pages.length - 1 ? endWith(page, hint) : page));
}
