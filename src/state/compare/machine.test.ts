import { describe, expect, it } from 'vitest';
import { alike, describeMachine } from './machine.ts';

const describeAgent = (userAgent: string) => describeMachine({ userAgent, hardwareConcurrency: 8 });

describe('two machines', () => {
  const machine = { browser: 'Firefox 141', platform: 'Linux', cores: 8 };

  it('are alike when the browser tells the same of both', () => {
    expect(alike(machine, { ...machine })).toBe(true);
  });

  it.each([{ browser: 'Firefox 142' }, { platform: 'Windows' }, { cores: 4 }])(
    'differ by %j',
    (other) => {
      expect(alike(machine, { ...machine, ...other })).toBe(false);
    },
  );
});

describe('the machine', () => {
  it('is what Chromium browsers tell when they are asked, and not the brand they make up', () => {
    const machine = describeMachine({
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/139.0.0.0 Safari/537.36',
      hardwareConcurrency: 4,
      userAgentData: {
        brands: [
          { brand: 'Not)A;Brand', version: '8' },
          { brand: 'Chromium', version: '139' },
          { brand: 'Google Chrome', version: '139' },
        ],
        platform: 'Linux',
      },
    });
    expect(machine).toEqual({ browser: 'Google Chrome 139', platform: 'Linux', cores: 4 });
  });

  it.each([
    [
      'Firefox 141',
      'Linux x86_64',
      'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0',
    ],
    [
      'Safari 18',
      'Macintosh',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    ],
    [
      'Edge 138',
      'Windows NT 10.0',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0',
    ],
    [
      'Chrome 138',
      'Windows NT 10.0',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
    ],
    [
      'WebKit',
      'Linux x86_64',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/60.5 Safari/605.1.15',
    ],
    ['unknown browser', 'unknown platform', 'curl'],
  ])('is %s on %s by its user agent otherwise', (browser, platform, userAgent) => {
    expect(describeAgent(userAgent)).toEqual({ browser, platform, cores: 8 });
  });
});
