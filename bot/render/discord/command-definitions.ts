import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { type CommandKey, LANGUAGES, type Language, LOCALES, type Texts } from './texts.ts';

/** A longer query would not fit into the buttons of its results. */
const LONGEST_QUERY = 120;
const LONGEST_ASKED = 500;
const LONGEST_DAY = 10;

type Option = APIApplicationCommandBasicOption;
type TextKey = Exclude<keyof Texts, 'commands'>;

/** The commands as Discord is told of them: names and descriptions in every language that it is told in. */
export function commandDefinitions(): RESTPostAPIApplicationCommandsJSONBody[] {
  return [
    slash('ask', [
      text('ask.question', { required: true, max_length: LONGEST_ASKED }),
      flag('ask.private'),
      { type: ApplicationCommandOptionType.User, ...named('ask.mention') },
    ]),
    slash('search', [
      text('search.query', { required: true, autocomplete: true, max_length: LONGEST_QUERY }),
      text('search.author', { autocomplete: true, max_length: 100 }),
      text('search.tag', { autocomplete: true, max_length: 100 }),
      text('search.since', { max_length: LONGEST_DAY }),
      text('search.until', { max_length: LONGEST_DAY }),
      flag('search.private'),
    ]),
    slash('post', [text('post.title', { required: true, autocomplete: true, max_length: 100 })]),
    slash('events', [
      text('events.when', { max_length: 100 }),
      ...(['events.place', 'events.tag', 'events.kind'] as const).map((key) =>
        text(key, { autocomplete: true, max_length: 100 }),
      ),
      flag('events.past'),
    ]),
    slash('event', [text('event.name', { required: true, autocomplete: true, max_length: 100 })]),
    slash('remind', [
      subcommand('remind.event', [
        text('remind.event.event', { required: true, autocomplete: true, max_length: 100 }),
        choice('remind.event.when', { week: 'leadWeek', day: 'leadDay', hour: 'leadHour' }, true),
        choice('remind.event.where', { direct: 'whereDirect', channel: 'whereChannel' }, false),
        text('remind.event.zone', { autocomplete: true, max_length: 50 }),
      ]),
      subcommand('remind.list'),
      subcommand('remind.cancel', [
        text('remind.cancel.reminder', { required: true, autocomplete: true, max_length: 20 }),
      ]),
    ]),
    slash('gaps'),
    slash('contribute'),
    slash('about'),
    slash('help'),
    {
      ...slash('settings', [
        {
          type: ApplicationCommandOptionType.Channel,
          ...named('settings.channel'),
          channel_types: [ChannelType.GuildText, ChannelType.PublicThread],
        },
        {
          type: ApplicationCommandOptionType.String,
          ...named('settings.language'),
          choices: languageChoices(),
        },
        choice('settings.style', { replies: 'styleReplies', threads: 'styleThreads' }, false),
      ]),
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      contexts: [InteractionContextType.Guild],
    },
    menu('answer'),
    { ...menu('save'), contexts: [InteractionContextType.Guild] },
  ];
}

/** In servers and in direct messages with the bot. */
const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

function slash(
  key: CommandKey,
  options: (Option | APIApplicationCommandSubcommandOption)[] = [],
): RESTPostAPIApplicationCommandsJSONBody {
  const shape = { type: ApplicationCommandType.ChatInput, ...named(key), ...EVERYWHERE } as const;
  return options.length === 0 ? shape : ({ ...shape, options } as typeof shape);
}

function subcommand(key: CommandKey, options: Option[] = []): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, ...named(key), options };
}

/** Values, each with the key of the text that names it. */
function choice(key: CommandKey, values: Readonly<Record<string, TextKey>>, required: boolean): Option {
  return {
    type: ApplicationCommandOptionType.String,
    ...named(key),
    required,
    choices: Object.entries(values).map(([value, name]) => ({
      name: LANGUAGES.en[name],
      name_localizations: localise((language) => LANGUAGES[language][name]),
      value,
    })),
  };
}

function menu(key: CommandKey): RESTPostAPIApplicationCommandsJSONBody {
  const { name, name_localizations } = named(key);
  return { type: ApplicationCommandType.Message, name, name_localizations, ...EVERYWHERE };
}

function named(key: CommandKey) {
  const { name, description } = LANGUAGES.en.commands[key];
  return {
    name,
    name_localizations: localise((language) => LANGUAGES[language].commands[key].name),
    description,
    description_localizations: localise((language) => LANGUAGES[language].commands[key].description),
  };
}

function text(
  key: CommandKey,
  rules: { required?: boolean; autocomplete?: boolean; max_length: number },
): Option {
  return { type: ApplicationCommandOptionType.String, ...named(key), ...rules } as Option;
}

function flag(key: CommandKey): Option {
  return { type: ApplicationCommandOptionType.Boolean, ...named(key) };
}

function languageChoices(): APIApplicationCommandOptionChoice<string>[] {
  const nameOf = (language: string) =>
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return [
    { name: '–', value: 'auto' },
    ...Object.keys(LANGUAGES).map((value) => ({ name: nameOf(value), value })),
  ];
}

function localise(say: (language: Language) => string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(LOCALES).flatMap(([language, locales]) =>
      locales.map((locale) => [locale, say(language as Language)] as const),
    ),
  );
}
