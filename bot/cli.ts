#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { createConsole } from './console.ts';
import { VERSION } from './version.ts';

/** Exit codes: 0 done, 1 a fault in the input, 2 a command line that can't be understood. */
const FAULT = 1;
const USAGE = 2;
/** Errors whose message says all that a person needs, without a stack. */
const TOLD_BY_MESSAGE = new Set([
  'InputFault',
  'ConfigError',
  'ContentError',
  'ImportError',
  'StoreError',
  'DraftFault',
]);

// Each command's code is loaded when it is called: a cold `ask` must not pay for the importer.
const program = new Command('almanac')
  .description("A community's own answers: excerpts from its posts, quoted word for word, each cited.")
  .version(VERSION, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand('help [command]', 'print the help of a command')
  .showSuggestionAfterError()
  .showHelpAfterError('(add --help for what can be given)')
  .exitOverride();

program
  .command('ask')
  .description('answer a question; without one, on a terminal, open a prompt')
  .argument('[question...]', 'the question')
  .option(
    '--batch <file>',
    'with --json: answer JSON Lines {"id","q","today"?} of a file, "-" for standard input',
  )
  .addHelpText('after', example('almanac ask "why is my gratuitous ARP ignored?"'))
  .action(async (words: string[], options) => {
    const { runAsk } = await import('./commands/ask.ts');
    await runAsk(words, { ...shared(), ...options });
  });

program
  .command('search')
  .description('list the posts that match, each with the sentence that fits best')
  .argument('<query...>', 'words; "exact words" in double quotes')
  .option('--limit <n>', 'posts to list', count(1, 1000), 10)
  .option('--author <name>', "part of the author's name")
  .option('--tag <tag>', 'only posts with this tag')
  .option('--since <date>', 'only posts published on this day or later', day)
  .option('--until <date>', 'only posts published on this day or earlier', day)
  .addHelpText('after', example('almanac search keepalived --since 2017-05-01 --tag neutron'))
  .action(async (words: string[], options) => {
    const { runSearch } = await import('./commands/search.ts');
    await runSearch(words.join(' '), { ...shared(), ...options });
  });

const events = program
  .command('events')
  .description('list the events on file, coming ones first')
  .argument('[word...]', 'words of their name, place, tags or kind')
  .option('--since <date>', 'only events on this day or later', day)
  .option('--until <date>', 'only events on this day or earlier', day)
  .option('--place <words>', 'words of the place')
  .option('--tag <words>', 'only events with this tag')
  .option('--kind <words>', 'only events of this kind, as conference')
  .option('--online', 'only events that can be attended online')
  .addOption(new Option('--status <status>').choices(['confirmed', 'tentative', 'cancelled']))
  .option('--past', 'those that are over instead of those to come')
  .option('--all', 'both')
  .option('--id <id>', 'only the event with this id')
  .option('--zone <zone>', 'tell times of day in this zone (IANA name)', zone)
  .option('--limit <n>', 'events to list', count(1, 1000), 100)
  .option('--ics', 'print a calendar file (RFC 5545), past events included')
  .option(
    '--out <file>',
    'write the calendar to this file; what has changed in it since is marked as changed',
  )
  .addHelpText('after', example('almanac events --place australia'))
  .action(async (words: string[], options) => {
    const { runEvents } = await import('./commands/events.ts');
    await runEvents(words, { ...shared(), ...options });
  });

events
  .command('suggest')
  .description('find events in posts that are not on file yet, with the sentences that speak of them')
  .option('--to <dir>', 'write each as a tentative event file into this folder, for a person to accept')
  .addHelpText('after', example('almanac events suggest --to candidates'))
  .action(async (options) => {
    const { runSuggestEvents } = await import('./commands/suggest-events.ts');
    await runSuggestEvents({ ...shared(), ...options });
  });

program
  .command('digest')
  .description('print the new posts of the last seven days and the events of the next two weeks')
  .addHelpText('after', example('almanac digest --today 2017-05-26'))
  .action(async (options) => {
    const { runDigest } = await import('./commands/digest.ts');
    await runDigest({ ...shared(), ...options });
  });

program
  .command('import')
  .description(
    'turn a feed or a planet page into posts, a calendar (.ics) into events, an OPML list into feeds.opml',
  )
  .argument('<source...>', 'files, addresses of feeds, or a folder of Markdown (Hugo, Jekyll, Docusaurus)')
  .requiredOption('--to <dir>', 'content folder to write to')
  .option('--allow-private', 'also from addresses of this machine and its networks')
  .option('--site <url>', 'of a folder: where its site stands, for links inside it', pageAddress)
  .option('--author <name>', 'of a folder: who wrote the pages that name nobody')
  .addHelpText('after', example('almanac import planet.txt --to content'))
  .action(async (sources: string[], options) => {
    const { runImport } = await import('./commands/import.ts');
    await runImport(sources, { ...shared(), ...options });
  });

program
  .command('sync')
  .description('fetch the feeds of feeds.opml in the content folder, and keep their articles as posts')
  .option('--fresh', 'fetch all of them whole, also from servers that failed lately')
  .option('--allow-private', 'also from addresses of this machine and its networks')
  .addHelpText('after', example('almanac sync --content content'))
  .addHelpText('after', '\nExit codes: 0 all well, 1 nothing could be synced, 3 some feeds failed.')
  .action(async (options) => {
    const { runSync } = await import('./commands/sync.ts');
    await runSync({ ...shared(), ...options });
  });

const feeds = program.command('feeds').description('look after the list of feeds');

feeds
  .command('check')
  .description('say what is wrong with each feed, and the mend; nothing is written')
  .option('--allow-private', 'also ask addresses of this machine and its networks')
  .addHelpText('after', example('almanac feeds check --content content'))
  .action(async (options) => {
    const { runFeedsCheck } = await import('./commands/feeds-check.ts');
    await runFeedsCheck({ ...shared(), ...options });
  });

program
  .command('index')
  .description('build the index of the content folder and save it')
  .argument('[file]', 'with --export: the file to write')
  .addOption(
    new Option('--export <format>', 'also write the index to a file, for another program').choices(['lunr']),
  )
  .addHelpText('after', example('almanac index --export lunr lunr-index.json'))
  .action(async (file: string | undefined, options) => {
    const { runIndex } = await import('./commands/index.ts');
    await runIndex(file, { ...shared(), ...options });
  });

const added = program
  .command('new')
  .description('write a new post or event as a valid file, asking for what is not given');

added
  .command('post')
  .description('write a new post')
  .argument('[title...]', 'its title')
  .option('--author <name>', 'who writes it')
  .option('--tags <tags>', 'words, with commas between them', words)
  .option('--url <url>', 'where it stands on the web')
  .option('--license <name>', 'its licence')
  .option('--text <markdown>', 'its text; "-": standard input')
  .addHelpText('after', example('almanac new post "How to change the lamp" --author Ada --tags led,lamp'))
  .action(async (title: string[], options) => {
    const { runNew } = await import('./commands/new.ts');
    await runNew('post', title.join(' '), { ...shared(), ...options });
  });

added
  .command('event')
  .description('write a new event')
  .argument('[name...]', 'its name')
  .option('--start <date>', 'a day, 2017-11-06, or an instant, 2017-11-06T08:00:00Z')
  .option('--end <date>', 'the last day, or an instant')
  .option('--timezone <zone>', 'where it is held (IANA name)', zone)
  .option('--place <place>', 'where it is held')
  .option('--tags <tags>', 'words, with commas between them', words)
  .option('--url <url>', 'where it stands on the web')
  .option('--text <markdown>', 'its text; "-": standard input')
  .addHelpText('after', example('almanac new event "Lamp Day" --start 2017-11-06 --place Sydney'))
  .action(async (name: string[], options) => {
    const { runNew } = await import('./commands/new.ts');
    await runNew('event', name.join(' '), { ...shared(), ...options });
  });

program
  .command('check')
  .description('report every fault of the content as file:line:column: what is wrong (and the mend)')
  .argument('[path...]', 'files or folders to check (default: the whole content folder)')
  .addOption(
    new Option('--format <format>', 'github: as annotations in a pull request')
      .choices(['text', 'github'])
      .default('text'),
  )
  .addOption(
    new Option('--schema <kind>', 'print a JSON Schema of the front matter for editors instead').choices([
      'post',
      'event',
    ]),
  )
  .option('--fix', 'mend first what is mechanical, never the meaning, and say each mend')
  .option('--staged', 'check the files as they are staged in git, whatever the folder holds: for a hook')
  .addHelpText('after', example('almanac check content/posts/2017'))
  .action(async (paths: string[], options) => {
    const { runCheck } = await import('./commands/check.ts');
    await runCheck(paths, { ...shared(), ...options });
  });

program
  .command('start')
  .description('answer on every surface that is configured (here: the terminal)')
  .addHelpText('after', example('almanac start --config almanac.yaml'))
  .action(async (options) => {
    const { start } = await import('./main.ts');
    await start({ ...shared(), ...options });
  });

const gaps = program
  .command('gaps')
  .description('rank the questions that the posts leave open: what should be written next')
  .option('--limit <n>', 'groups to list', count(1, 1000), 20)
  .addHelpText('after', example('almanac gaps --json'))
  .action(async (options) => {
    const { runGaps } = await import('./commands/gaps.ts');
    await runGaps({ ...shared(), ...options });
  });

gaps
  .command('forget')
  .description('take questions off the list, with those that are alike')
  .argument('<number...>', 'their numbers in the list', count(1, 1000))
  .addHelpText('after', example('almanac gaps forget 3'))
  .action(async (_numbers: unknown, options, command: Command) => {
    const { runForgetGaps } = await import('./commands/gaps.ts');
    await runForgetGaps(command.args.map(Number), { ...shared(), ...options });
  });

program
  .command('backup')
  .description(
    'copy the database (feedback, gaps, reminders, settings) to a new file, also while almanac runs',
  )
  .argument('<to>', 'the file to write; one that is there is never overwritten')
  .addHelpText('after', example('almanac backup almanac-2017-05-26.db'))
  .addHelpText(
    'after',
    '\nTo go back to a copy: stop almanac, and put the copy in the place of the file that this command names;\nremove the files beside it whose names end in -wal and -shm. Drafts are files beside the content folder.',
  )
  .action(async (to: string, options) => {
    const { runBackup } = await import('./commands/backup.ts');
    await runBackup(to, { ...shared(), ...options });
  });

const drafts = program
  .command('drafts')
  .description('list what was contributed from chats; publish, reject, or undo either')
  .addOption(
    new Option('--state <state>', 'which ones')
      .choices(['waiting', 'rejected', 'published'])
      .default('waiting'),
  )
  .addHelpText('after', example('almanac drafts publish 7'))
  .action(async (options) => {
    const { runListDrafts } = await import('./commands/drafts.ts');
    await runListDrafts({ ...shared(), ...options });
  });

for (const [action, description] of [
  ['show', 'print a draft, and whose words they are'],
  ['edit', 'print the path of its file, for an editor'],
  ['publish', 'check it, put it into the content folder, and commit it'],
  ['reject', 'set it aside'],
  ['restore', 'undo that: a rejected draft waits again, a published one is taken back'],
] as const) {
  drafts
    .command(action)
    .description(description)
    .argument('<number>', 'its number', count(1, 9_999_999))
    .addHelpText('after', example(`almanac drafts ${action} 7`))
    .action(async (number: number, options) => {
      const { runDraft } = await import('./commands/drafts.ts');
      await runDraft(action, number, { ...shared(), ...options });
    });
}

const discord = program.command('discord').description('invite the bot to Discord, register its commands');
discord
  .command('invite')
  .description('print the page on which the bot is added to a server')
  .addHelpText('after', example('DISCORD_TOKEN=… almanac discord invite'))
  .action(async (options) => {
    const { runInvite } = await import('./commands/discord.ts');
    await runInvite({ ...shared(), ...options });
  });
discord
  .command('register')
  .description('register the commands where they changed (`almanac start` does it too)')
  .option('--dry-run', 'only tell what would change')
  .addHelpText('after', example('almanac discord register --dry-run'))
  .action(async (options) => {
    const { runRegister } = await import('./commands/discord.ts');
    await runRegister({ ...shared(), ...options });
  });

program
  .command('build-site')
  .description('write the web page as files, for a server that only gives out files')
  .requiredOption('--to <dir>', 'folder to write to')
  .option('--base-url <url>', 'where people will reach it (default: web.base_url)', webAddress)
  .addHelpText('after', example('almanac build-site --to site --base-url https://example.org/almanac'))
  .action(async (options) => {
    const { runBuildSite } = await import('./commands/build-site.ts');
    await runBuildSite({ ...shared(), ...options });
  });

program
  .command('config')
  .description('print the configuration in force, secrets as ***')
  .option('--schema', 'print a JSON Schema for editors instead')
  .addHelpText('after', example('almanac config --schema > almanac.schema.json'))
  .action(async (options) => {
    const { runConfig } = await import('./commands/config.ts');
    const { readConfig } = await import('./commands/open-content.ts');
    const { schema, json = false, ...given } = { ...shared(), ...options };
    const wanted = schema ? { schema } : { config: await readConfig(given, createConsole(process)), json };
    process.stdout.write(runConfig(wanted));
  });

program
  .command('eval')
  .description('ask every question of a file and measure the answers')
  .argument('<questions>', 'JSON Lines {"id","q","kind","expect":[titles],"facts":[texts],"all"?}')
  .option('--failures', 'list each miss with what was quoted instead')
  .addHelpText('after', example('almanac eval questions.jsonl --failures'))
  .action(async (file: string, options) => {
    const { runEval } = await import('./commands/eval.ts');
    await runEval(file, { ...shared(), ...options });
  });

for (const command of [
  program,
  ...program.commands,
  ...events.commands,
  ...gaps.commands,
  ...drafts.commands,
  ...discord.commands,
  ...feeds.commands,
  ...added.commands,
]) {
  command
    .option('--content <dir>', 'content folder (default: "content", or as configured)')
    .option('--index <file>', "snapshot of the index (default: in the platform's cache folder)")
    .option('--config <file>', 'configuration (default: almanac.yaml, if there is one)')
    .option('--json', 'print results as JSON, one object a line')
    .option('--today <date>', 'take this day for today (YYYY-MM-DD)', day)
    .option('--verbose', 'say more on standard error');
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader (`head`, say) has seen enough.
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`almanac: the output can't be written: ${error.message}\n`);
  process.exit(1);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  const { complain } = createConsole(process);
  if (error instanceof Error && TOLD_BY_MESSAGE.has(error.name)) complain(error.message);
  else
    complain(
      process.argv.includes('--verbose') && error instanceof Error ? String(error.stack) : String(error),
    );
  return FAULT;
}

/** Options that may stand before or after the command's name. */
function shared() {
  return program.opts();
}

function example(command: string): string {
  return `\nExample:\n  $ ${command}`;
}

/** Parses a day that exists. */
function day(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(text)
  ) {
    throw new InvalidArgumentError('Write a day that exists, like 2017-05-26.');
  }
  return text;
}

/** Parses the address of a page that relative links count from. */
function pageAddress(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('Write an address, like https://example.org/.');
}

/** Parses words with commas between them. */
function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

/** Parses the name of a time zone. */
function zone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('Write an IANA name, like Australia/Sydney.');
  }
}

/** Parses where a site begins; no slash at its end. */
function webAddress(text: string): string {
  if (!/^https?:\/\/[^\s?#]+$/i.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError('Write an address like https://example.org/almanac.');
  }
  return text.replace(/\/+$/, '');
}

function count(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least || number > most) {
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}
