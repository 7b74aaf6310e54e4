import { de } from './texts/de.ts';
import { en, type Texts } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import { ja } from './texts/ja.ts';
import { ptBr } from './texts/pt-br.ts';

export type { CommandKey, Texts } from './texts/en.ts';

/** The languages that the bot speaks, as BCP 47 has them. */
export const LANGUAGES = { en, de, fr, es, 'pt-BR': ptBr, ja } as const satisfies Record<string, Texts>;
export type Language = keyof typeof LANGUAGES;

/** Discord's locales of each language: where its texts go in localisation fields. English is the default. */
export const LOCALES = {
  de: ['de'],
  fr: ['fr'],
  es: ['es-ES', 'es-419'],
  'pt-BR': ['pt-BR'],
  ja: ['ja'],
} as const satisfies Partial<Record<Language, readonly string[]>>;

/** The language for one of Discord's locales; English for those that the bot doesn't speak. */
export function languageFor(locale: string): Language {
  const found = Object.entries(LOCALES).find(([, locales]) =>
    (locales as readonly string[]).includes(locale),
  );
  return (found?.[0] ?? 'en') as Language;
}

/** Puts values into a text's `{words}`; what strangers wrote must have been escaped. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
