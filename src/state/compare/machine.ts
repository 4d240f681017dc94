import type { Capabilities, ExecutorInfo } from '../../engine/index.ts';

/** What figures were measured on, as far as the browser tells. */
export interface Machine {
  /** "Firefox 141" */
  readonly browser: string;
  /** "Linux x86_64" */
  readonly system: string;
  /** Logical cores of the processor. */
  readonly cores?: number | undefined;
  /** The executors of this browser, the preferred one first. */
  readonly executors: readonly ExecutorInfo[];
}

/** The parts of `navigator` that say what it runs on; `userAgentData` is Chromium's alone. */
export interface Browser extends Pick<Navigator, 'userAgent' | 'hardwareConcurrency'> {
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string; readonly version: string }[];
    readonly platform: string;
  };
}

export function describeMachine(browser: Browser, capabilities: Capabilities | undefined): Machine {
  const { userAgent, userAgentData, hardwareConcurrency } = browser;
  return {
    browser: brand(userAgentData?.brands ?? []) ?? product(userAgent),
    system: userAgentData?.platform || system(userAgent),
    cores: hardwareConcurrency,
    executors: capabilities?.available ?? [],
  };
}

/** The most telling brand: not the made-up one that is there to confuse parsers, Chromium only alone. */
function brand(brands: NonNullable<Browser['userAgentData']>['brands']): string | undefined {
  const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand));
  const best = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  return best && `${best.brand} ${best.version}`;
}

/** The first that fits: Edge and Opera call themselves Chrome, too, and Chrome calls itself Safari. */
const PRODUCTS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+(?:\.\d+)?).*Safari\//, 'Safari'],
];

function product(userAgent: string): string {
  for (const [pattern, name] of PRODUCTS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return 'Unknown browser';
}

/** What stands in the first parentheses, without the noise. */
function system(userAgent: string): string {
  const parts = /\(([^)]*)\)/.exec(userAgent)?.[1]?.split(';') ?? [];
  const telling = parts
    .map((part) => part.trim())
    .filter((part) => !/^(X11|rv:|U$|Win64|x64)/.test(part));
  return telling.slice(0, 2).join(', ') || 'Unknown system';
}
