import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type AppFault, faultOf, isNewVersion } from './problems.ts';
import { keep, recall } from './storage.ts';

/** The languages of the page, as `<html lang>` names them. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;

export type Language = (typeof LANGUAGES)[number];

const KEY = 'brushlite-language';

/** Nothing is kept until the visitor has chosen. */
const schema = v.object({ language: v.fallback(v.optional(v.picklist(LANGUAGES)), undefined) });

/** Tags of Simplified Chinese. `zh-Hant`, `zh-TW`, `zh-HK` and `zh-MO` are Traditional Chinese. */
const SIMPLIFIED = /^zh(-hans)?(-(cn|sg|my))?$/i;

/** @returns the language of a tag such as "zh-CN"; undefined where the page does not have it */
function languageOf(tag: string): Language | undefined {
  if (SIMPLIFIED.test(tag)) return 'zh-Hans';
  return /^en(-|$)/i.test(tag) ? 'en' : undefined;
}

interface LanguageOptions {
  /** Tags in the visitor's order of preference, as `navigator.languages` has them. */
  readonly wanted: readonly string[];
  /** What the address asks for with `?lang=`. It counts before what was chosen in an earlier visit. */
  readonly asked?: string | null;
  /** Gets the words of a language and uses them from then on. Rejects where they do not arrive. */
  readonly speak: (language: Language) => Promise<void>;
  readonly notify: (fault: AppFault) => void;
}

export interface LanguageChoice {
  readonly store: StoreApi<{ readonly language: Language }>;
  /** Speak the first language, or English where its words do not arrive. To be called before anything is shown. */
  begin(): Promise<void>;
  /** Speak another language from now on, and in later visits. Tells where its words do not arrive. */
  choose(language: Language): Promise<void>;
}

/**
 * The language of the page: what the address asks for, else what was chosen in an earlier visit, else the first of the
 * browser's languages that the page has, else English.
 */
export function createLanguage({ wanted, asked, speak, notify }: LanguageOptions): LanguageChoice {
  const known = wanted.map(languageOf).find(Boolean);
  const first = (asked && languageOf(asked)) || recall(KEY, schema).language || known || 'en';
  const store = createStore<{ readonly language: Language }>(() => ({ language: first }));
  let newest: Language = first;

  return {
    store,
    async begin() {
      try {
        await speak(first);
      } catch (error) {
        store.setState({ language: 'en' });
        notify(reasonOf(error));
      }
    },
    async choose(language) {
      newest = language;
      try {
        await speak(language);
      } catch (error) {
        if (newest === language) notify(reasonOf(error));
        return;
      }
      // Another one may have been chosen meanwhile.
      if (newest !== language) return;
      store.setState({ language });
      keep(KEY, { language });
    },
  };
}

/** Why the words of a language are not there. */
function reasonOf(error: unknown): AppFault {
  const fault = faultOf(error);
  return isNewVersion(fault) ? fault : { code: 'page/language-not-downloaded' };
}
