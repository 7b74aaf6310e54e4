import type { Engine } from '../../answer/engine.ts';
import { createCatalogue } from '../../render/catalogue.ts';
import { createLinks } from '../../render/html/links.ts';
import type { AssetName, Site } from '../../render/html/site.ts';
import { listSiteFiles, type SiteFile } from '../../render/list-site-files.ts';
import { pickExamples } from '../../render/pick-examples.ts';
import type { SiteContent } from '../../render/site-content.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { Asset } from './read-assets.ts';
import type { SiteOptions } from './web-options.ts';

/** The content as it stands today, and all files that come of it, by path. */
export interface OpenSite {
  readonly content: SiteContent;
  readonly files: ReadonlyMap<string, SiteFile>;
  /** What was rendered of it, by address. */
  readonly rendered: BoundedCache;
}

/** Characters of rendered pages that are kept. */
const MOST_RENDERED = 20_000_000;

/** Gives the site; it is made anew when the engine or the day has changed. */
export function siteOpener(options: SiteOptions, assets: readonly Asset[], isStatic = false): () => OpenSite {
  const site = describeSite(options, assets, isStatic);
  let known: { engine: Engine; today: string; site: OpenSite } | null = null;
  return () => {
    const [engine, today] = [options.engine(), options.today()];
    if (known?.engine === engine && known.today === today) return known.site;
    const catalogue = createCatalogue(engine.index);
    const examples = pickExamples(engine, catalogue, today);
    const content = { engine, catalogue, examples, today, site, readBody: options.readBody };
    known = {
      engine,
      today,
      site: { content, files: listSiteFiles(content), rendered: new BoundedCache(MOST_RENDERED) },
    };
    return known.site;
  };
}

function describeSite(options: SiteOptions, assets: readonly Asset[], isStatic: boolean): Site {
  const links = createLinks(options.baseUrl, isStatic);
  const paths = assets.map(({ name, path }) => [name, links.file(path)]);
  return {
    name: options.community.name,
    askHumans: options.community.ask_humans,
    links,
    isStatic,
    keepsFeedback: options.feedback !== null,
    listsGaps: options.listGaps !== null,
    editUrl: options.editUrl,
    writeUrl: options.writeUrl,
    assets: Object.fromEntries(paths) as Record<AssetName, string>,
  };
}
