import { describe, expect, it } from 'vitest';
import { licencesFile, packageOf, readPackage, stayAlone } from './vite-licences.ts';

it.each([
  ['/work/node_modules/react/index.js', 'react'],
  ['/work/node_modules/@tensorflow/tfjs-core/dist/index.js', '@tensorflow/tfjs-core'],
  ['/work/node_modules/a/node_modules/b/index.js', 'b'],
  ['C:\\work\\node_modules\\react\\index.js', 'react'],
  ['\0/work/node_modules/long/src/long.js?commonjs', 'long'],
  ['/work/src/main.tsx', undefined],
  ['/work/node_modules/.vite/deps/react.js', undefined],
])('%s is of %s', (id, name) => {
  expect(packageOf(id)).toBe(name);
});

describe('a package', () => {
  it.each([
    ['react', 'MIT', 'Permission is hereby granted'],
    ['seedrandom', 'MIT', 'Permission is hereby granted'], // in its readme
    ['@tensorflow/tfjs-core', 'Apache-2.0', 'Version 2.0, January 2004'], // without a text
    ['mediabunny', 'MPL-2.0', 'Mozilla Public License Version 2.0'],
  ])('such as %s has a licence with its text', (name, license, text) => {
    const found = readPackage(name);
    expect(found.license).toBe(license);
    expect(found.text).toContain(text);
  });

  it('of a licence that is not known stops the build', () => {
    expect(() => readPackage('react', new Set(['ISC']))).toThrow('react has the licence MIT');
  });
});

describe('a package under the LGPL', () => {
  const library = '/work/node_modules/libheif-js/libheif-wasm/libheif.js';
  it('ships in a chunk of its own, with the address of its source', () => {
    expect(() => stayAlone('a.js', [library, '\0commonjs', `${library}.wasm?url`])).not.toThrow();
    const file = licencesFile([readPackage('libheif-js')]);
    expect(file).toContain('https://github.com/strukturag/libheif');
    expect(file).toContain('https://github.com/strukturag/libde265');
    expect(file).toContain('GNU GENERAL PUBLIC LICENSE');
    expect(file).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  });

  it('stops the build beside other code', () => {
    expect(() => stayAlone('a.js', [library, '/work/src/picture/heic.ts'])).toThrow(
      'a.js has libheif-js',
    );
    // The address of its WebAssembly is no code.
    expect(() => stayAlone('b.js', ['/work/src/picture/heic.ts', `${library}?url`])).not.toThrow();
  });
});

it('the file has each text once, below all that it belongs to', () => {
  const of = (name: string, text: string) => ({ name, version: '1.0.0', license: 'MIT', text });
  const file = licencesFile([of('a', 'one\n'), of('b', 'two'), of('c', 'one')]);
  expect(file).toContain('a 1.0.0 (MIT)\nc 1.0.0 (MIT)\n');
  expect(file.match(/^one$/gm)).toHaveLength(1);
  expect(file.match(/^two$/gm)).toHaveLength(1);
});
