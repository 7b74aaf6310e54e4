import { createEngine } from '../answer/engine.ts';
import type { SearchFilters } from '../answer/search-posts.ts';
import { createConsole } from '../console.ts';
import { searchToJson } from '../render/json.ts';
import { renderSearch } from '../render/terminal.ts';
import { openContent, type SharedOptions, todayIn } from './open-content.ts';

export interface SearchOptions extends SharedOptions, SearchFilters {
  readonly limit: number;
}

/** `almanac search`: prints ranked posts. */
export async function runSearch(query: string, options: SearchOptions): Promise<void> {
  const console = createConsole(process);
  const { index, config } = await openContent(options, console);
  const today = options.today ?? todayIn(config.community.timezone, new Date());
  const result = createEngine(index).search(query, options.limit, options);
  console.print(options.json ? JSON.stringify(searchToJson(result)) : renderSearch(result, today, console));
}
