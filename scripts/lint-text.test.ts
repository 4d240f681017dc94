import { expect, it } from 'vitest';
import { lintFiles } from './lint-files.ts';

it('the linter refuses text that a translating browser would take from React, and no other', () => {
  const refused = [
    '<p>{size(left)} <b>x</b></p>', // text that changes beside something
    '<p><i /> {on ? words.a.b : words.a.c}</p>',
    '<p>{words.a[status]}<i /></p>',
    '<p>{on && <b>x</b>} {words.a.b}</p>', // something comes and goes before it
    '<p>{on && <b>x</b>} text</p>',
    '<p>{on && words.a.b}<i /></p>', // it comes and goes itself
    '<p>{on && <>text <i /></>}</p>', // with its fragment
    '<p>{first ?? `${n} more`}<i /></p>',
  ];
  const allowed = [
    '<p>{size(left)}</p>',
    '<p><span>{size(left)}</span> <b>x</b></p>',
    '<p><i /> {words.a.b}</p>',
    '<p><i />text</p>',
    '<p>{words.a.b}{on && <b>x</b>}</p>',
    '<p>{on && <b>x</b>}<span>text</span></p>',
    '<ul>{rows.map((row) => <li key={row}>{row}</li>)}<li>x</li></ul>',
    '<p>{tool(Icon, label, turn)}<i /></p>',
    '<><i /><b>x</b></>',
  ];
  const files = [...refused, ...allowed].map((text, index) => [
    `src/ui/shared/a${String(index).padStart(2, '0')}.tsx`,
    `export const a = ${text}`,
  ]);
  const found = lintFiles(Object.fromEntries(files) as Record<string, string>).filter(
    ({ code }) => code === 'text(alone)',
  );
  expect([...new Set(found.map(({ filename }) => filename))].sort()).toEqual(
    refused.map((_, index) => `src/ui/shared/a${String(index).padStart(2, '0')}.tsx`),
  );
});
