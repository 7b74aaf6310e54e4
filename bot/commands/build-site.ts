import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashContentFolder } from '../../indexer/list-content-files.ts';
import { listTables, listTexts } from '../../indexer/index-tables.ts';
import { unpackIndex } from '../../indexer/packing.ts';
import { readPostBody } from '../../indexer/read-post-body.ts';
import { ALIGNMENT, packTables } from '../../indexer/segment/pack-tables.ts';
import { readSnapshot } from '../../indexer/snapshot.ts';
import { createEngine } from '../answer/engine.ts';
import type { BrowserSite } from '../browser/engine.ts';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { noticePage } from '../render/html/browse-pages.ts';
import { INDEX_FILE, layout } from '../render/html/layout.ts';
import { type OpenSite, siteOpener } from '../surfaces/web/open-site.ts';
import { readAssets } from '../surfaces/web/read-assets.ts';
import { openContent, type SharedOptions, todayIn } from './open-content.ts';

export interface BuildSiteOptions extends SharedOptions {
  readonly to: string;
  readonly baseUrl?: string;
}

/** Lists the files of a site in its folder, so that the next edition removes what it has no more. */
const MANIFEST = 'almanac-files.json';

/** `almanac build-site`: writes the web page as files that any server can give out. */
export async function runBuildSite(options: BuildSiteOptions): Promise<void> {
  const console = createConsole(process);
  const { index, config, folder, snapshot } = await openContent(options, console);
  const baseUrl = options.baseUrl ?? (config.web === false ? undefined : config.web.base_url);
  if (baseUrl === undefined)
    throw new InputFault('where will the site be? Add --base-url https://example.org');
  const today = options.today ?? todayIn(config.community.timezone, new Date());
  const engine = createEngine(index);
  const assets = await readAssets();
  const open = siteOpener(
    {
      baseUrl,
      editUrl: config.web === false ? null : config.web.edit_url,
      writeUrl: config.web === false ? null : config.web.write_url,
      community: config.community,
      engine: () => engine,
      readBody: ({ file }) => readPostBody(folder, file),
      feedback: null,
      listGaps: null,
      today: () => today,
    },
    assets,
    true,
  );
  const site = open();
  const { base } = site.content.site.links;
  const files = new Map<string, () => string | Buffer | Promise<string | Buffer>>([
    ...[...site.files].map(([path, file]) => [fileOf(path, base), file.render] as const),
    ...assets.map(({ path, bytes }) => [path, () => bytes] as const),
    ['404.html', () => renderMissing(site)],
    [INDEX_FILE, () => renderIndex(site, baseUrl, snapshot, folder)],
    // GitHub Pages would else run the files through Jekyll.
    ['.nojekyll', () => ''],
  ]);
  for (const stale of await readManifest(options.to)) {
    if (!files.has(stale)) await rm(join(options.to, stale), { force: true });
  }
  for (const [file, render] of files) await write(join(options.to, file), await render());
  await write(join(options.to, MANIFEST), JSON.stringify([...files.keys()].sort()));
  console.print(`${files.size} files in ${options.to}, to be reached at ${baseUrl}/`);
}

/** `/almanac/posts/arp/` → `posts/arp/index.html` */
function fileOf(path: string, base: string): string {
  const file = decodeURIComponent(path.slice(base.length + 1));
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

function renderMissing({ content: { site, engine, today } }: OpenSite): string {
  const nothing = engine.search('', 1);
  return layout(site, noticePage('Not here', 'There is no page at this address.', nothing, today, site));
}

/** What the browser's engine needs: a line of JSON, filled up so that the tables behind it are aligned. */
async function renderIndex(
  { content }: OpenSite,
  baseUrl: string,
  snapshot: string,
  folder: string,
): Promise<Buffer> {
  const { data } = await readSnapshot(snapshot, (await hashContentFolder(folder)).all);
  if (data === null) throw new InputFault(`the index can't be read from ${snapshot}`);
  const unpacked = unpackIndex(data);
  const texts = Buffer.concat(listTexts(unpacked).map((bytes) => bytes.subarray()));
  const { links: _, ...site } = content.site;
  const about = Buffer.from(
    JSON.stringify({ ...site, baseUrl, textBytes: texts.length } satisfies BrowserSite),
  );
  const filling = ALIGNMENT - 1 - (about.length % ALIGNMENT);
  return Buffer.concat([
    about,
    Buffer.from(`${' '.repeat(filling)}\n`),
    ...packTables(listTables(unpacked)),
    texts.subarray(),
  ]);
}

/** What is listed but would lie elsewhere is not ours to remove. */
async function readManifest(folder: string): Promise<string[]> {
  try {
    const files: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
    return (files as unknown[])
      .filter((file): file is string => typeof file === 'string')
      .filter((file) => !/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|:/.test(file));
  } catch {
    return [];
  }
}

async function write(file: string, text: string | Buffer): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new InputFault(`${file} can't be written: ${(error as Error).message}`);
  }
}
