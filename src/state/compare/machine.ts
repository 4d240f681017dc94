/** What the figures were measured on, as far as the browser tells. */
export interface Machine {
  /** Name and main version, such as "Firefox 141". */
  readonly browser: string;
  readonly platform: string;
  /** Logical processors. */
  readonly cores: number;
}

/** Whether two are told alike. They may be two machines all the same: browsers tell little. */
export function alike(a: Machine, b: Machine): boolean {
  return a.browser === b.browser && a.platform === b.platform && a.cores === b.cores;
}

/** The parts of `navigator` that are read; `userAgentData` is Chromium's alone. */
interface NavigatorFacts {
  readonly userAgent: string;
  readonly hardwareConcurrency: number;
  readonly userAgentData?: {
    readonly brands?: readonly Brand[];
    readonly platform?: string;
  };
}

interface Brand {
  readonly brand: string;
  readonly version: string;
}

export function describeMachine(navigator: NavigatorFacts): Machine {
  const { userAgent, userAgentData, hardwareConcurrency } = navigator;
  return {
    browser: branded(userAgentData?.brands ?? []) ?? product(userAgent),
    platform: userAgentData?.platform || system(userAgent),
    cores: hardwareConcurrency || 1,
  };
}

/** The browser among its brands: beside it are its engine, and one that is made up to confuse parsers. */
function branded(brands: readonly Brand[]): string | undefined {
  const real = brands.filter(({ brand }) => !/not.?a.?brand/i.test(brand));
  const found = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  return found && `${found.brand} ${found.version}`;
}

/** The first that fits: Edge and Opera call themselves Chrome, too. Safari has a version of its own. */
const PRODUCTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\b(?:Mac|iPhone|iPad).*\bVersion\/(\d+)/, 'Safari'],
];

function product(userAgent: string): string {
  for (const [pattern, name] of PRODUCTS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  // Others that are built on Safari's engine make a version up: WebKitGTK says 60.
  return /\bAppleWebKit\//.test(userAgent) ? 'WebKit' : 'unknown browser';
}

/** The first of what stands in parentheses; X11 is a window system. */
function system(userAgent: string): string {
  const parts = /\(([^)]*)\)/.exec(userAgent)?.[1]?.split(';') ?? [];
  return (
    parts.map((part) => part.trim()).find((part) => part && part !== 'X11') ?? 'unknown platform'
  );
}
